"""Chains: what follows from one table to the next, and is broken."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.granskning.fem_granskade import (
    Granne,
    fynd_i,
    granne,
    med_cell,
    med_rad,
    nya_fynd,
    plats,
    som_utkast,
    utan_rad,
)
from tui.domain.fel import Fynd
from tui.domain.nasta_text import utkast_ur
from tui.domain.tabell import Rad
from tui.domain.varde import Varde

D = Decimal


def nya(sak: Granne) -> list[Fynd]:
    return nya_fynd(sak, granne(sak[0].id))


def platser(sak: Granne) -> list[tuple[str, str]]:
    return [(plats(f), f.allvar) for f in nya(sak)]


# ---- Risk → plan → follow-up ---------------------------------------------------------------


def test_a_risk_marked_for_the_plan_that_the_plan_lacks_is_an_error() -> None:
    sak = utan_rad(granne("2025-budget"), "internkontrollplan", "kvalitet")
    (fynd,) = nya(sak)
    assert (plats(fynd), fynd.allvar) == ("risker/kvalitet/hantering", "fel")
    assert fynd.mening == (
        "Till delar brister i kvalitet: hanteras i internkontrollplanen, men planen saknar risken."
    )


def test_a_risk_in_the_plan_that_is_only_accepted_is_an_error() -> None:
    sak = med_cell(granne("2025-budget"), "risker", "kvalitet", "hantering", "Accepteras")
    assert platser(sak) == [("risker/kvalitet/hantering", "fel")]


def test_a_risk_that_only_the_plan_has_is_an_error() -> None:
    sak = med_rad(granne("2025-budget"), "internkontrollplan", Rad("ny", "En ny risk"))
    assert platser(sak) == [("internkontrollplan/ny/riskvarde", "fel")]


def test_a_riskvarde_that_the_two_tables_print_differently_is_an_error() -> None:
    sak = med_cell(granne("2025-budget"), "internkontrollplan", "kvalitet", "riskvarde", D(6))
    (fynd,) = nya(sak)
    assert (plats(fynd), fynd.sagt, fynd.borde) == ("internkontrollplan/kvalitet/riskvarde", 6, 9)


def test_a_riskvarde_is_the_product_of_its_factors() -> None:
    sak = med_cell(granne("2025-budget"), "risker", "kvalitet", "sannolikhet", D(4))
    (fynd,) = nya(sak)
    assert (plats(fynd), fynd.slag, fynd.borde) == ("risker/kvalitet/riskvarde", "identitet", 12)


def test_a_control_point_without_sample_or_result_is_missing_something() -> None:
    sak = med_rad(granne("2024-delar"), "uppfoljning", Rad("ny", "Ny kontroll"))
    assert ("uppfoljning/ny/uppfylld", "bör ses över") in platser(sak)


def test_a_link_that_leads_nowhere_is_told() -> None:
    sak = med_cell(granne("2024-delar"), "nyckeltal", "valdsutovare", "namndmal", "borta")
    assert "nyckeltal/valdsutovare/namndmal" in dict(platser(sak))


# ---- Goal → nyckeltal → assessment ----------------------------------------------------------


def test_a_goal_called_fulfilled_while_82_is_less_than_90_is_told_with_the_figures() -> None:
    (fynd,) = (f for f in fynd_i(granne("2023-bokslut")) if plats(f) == "mal/inflytande/bedomning")
    assert "bedömt som helt uppfyllt, men förslaget är delvis uppfyllt" in fynd.mening
    assert "82 mot målet 90" in fynd.mening


def test_a_reason_for_the_assessment_is_enough() -> None:
    sak = med_cell(granne("2023-bokslut"), "mal", "inflytande", "skal", "Två nyckeltal vägs ihop.")
    assert not [f for f in fynd_i(sak) if plats(f) == "mal/inflytande/bedomning"]


def test_an_assessed_control_point_against_its_sample_is_told() -> None:
    utan = "Utan eller med försumbar anmärkning"
    sak = med_cell(granne("2024-delar"), "uppfoljning", "handlaggning", "bedomning", utan)
    assert {p for p, _ in platser(sak)} == {
        "uppfoljning/handlaggning/bedomning",
        "kontrolltal/punkter_utan/varde",
    }


def test_a_goal_without_nyckeltal_and_a_target_without_outcome_are_missing() -> None:
    sak = med_cell(granne("2024-delar"), "nyckeltal", "valdsutovare", "utfall", None)
    assert "nyckeltal/valdsutovare/utfall" in dict(platser(sak))
    sak = med_rad(granne("2024-delar"), "mal", Rad("nytt", "Ett nytt mål"))
    assert "mal/nytt/forslag" in dict(platser(sak))


def test_an_undertaking_called_fulfilled_below_its_target_is_told() -> None:
    sak = med_cell(granne("2018-delar"), "ataganden", "mal_2", "bedomning", "uppfyllt")
    assert "ataganden/mal_2/bedomning" in dict(platser(sak))


def test_the_global_goals_are_the_same_at_the_goal_and_in_the_list() -> None:
    sak = utan_rad(granne("2024-delar"), "agenda", "vald_16")
    (fynd,) = nya(sak)
    assert (plats(fynd), fynd.sagt, fynd.borde) == ("mal/vald/agenda", "3, 5, 16", "3, 5")


# ---- Counts ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dokument", "tabell", "rad", "varde", "borde"),
    [
        ("2024-delar", "kontrolltal", "punkter_totalt", 5, 4),
        ("2024-delar", "kontrolltal", "punkter_utan", 2, 3),
        ("2023-bokslut", "kontrolltal", "punkter_utan", 3, 2),
        ("2023-bokslut", "kontrolltal", "granskade", 78, 79),
        ("2023-bokslut", "kontrolltal", "logg_kontroller", 181, 180),
        ("2023-bokslut", "maltal", "namndmal", 7, 8),
        ("2023-bokslut", "maltal", "vald_aktualiserade", 45, 44),
        ("2023-bokslut", "delposter", "prognostillfallen", 8, 9),
        ("2018-delar", "maltal", "uppfyllda_mal", 4, 3),
        ("2018-delar", "kontrolltal", "kvarvarande", 5, 4),
        ("2018-delar", "personaltal", "avslutade", 23, 22),
        ("2025-budget", "maltal", "antal_inriktningar", 4, 3),
    ],
)
def test_a_count_of_the_text_is_what_the_table_has(
    dokument: str, tabell: str, rad: str, varde: int, borde: int
) -> None:
    (fynd,) = nya(med_cell(granne(dokument), tabell, rad, "varde", D(varde)))
    assert (plats(fynd), fynd.allvar, fynd.borde) == (f"{tabell}/{rad}/varde", "fel", borde)


def test_a_share_is_its_count_of_the_whole() -> None:
    sak = med_cell(granne("2023-bokslut"), "maltal", "kontaktade_ja", "varde", D(45))
    (fynd,) = nya(sak)
    assert (plats(fynd), fynd.sagt) == ("maltal/kontaktade_andel/varde", 82)
    assert "antalen ger 78,9" in fynd.mening


def test_the_forecasts_error_is_the_outcome_less_the_forecast() -> None:
    sak = med_cell(granne("2023-bokslut"), "prognossakerhet", "delarsbokslut", "prognos", D(100))
    (fynd,) = nya(sak)
    assert (plats(fynd), fynd.borde) == ("prognossakerhet/delarsbokslut/avvikelse", 29)


def test_the_rise_of_the_kommunbidrag_is_that_of_the_ramar() -> None:
    sak = med_cell(granne("2025-budget"), "upprakning", "okning_procent_2025", "procent", D("4.9"))
    (fynd,) = nya(sak)
    assert (plats(fynd), fynd.borde) == ("upprakning/okning_procent_2025/procent", D("4.6"))


# ---- Prognos and comments -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("prognos", "vantat"),
    [(-68376, True), (-73000, False), (-78000, False), (-90000, False), (-71000, True)],
)
def test_a_prognos_that_needs_a_far_lower_pace_is_told(prognos: int, vantat: bool) -> None:
    sak = med_cell(granne("2024-delar"), "drift", "kop_av_tjanster", "prognos", D(prognos))
    takt = [f for f in fynd_i(sak) if plats(f) == "drift/kop_av_tjanster/prognos"]
    assert bool([f for f in takt if f.slag == "kedja"]) == vantat


def test_the_pace_is_told_in_figures() -> None:
    (fynd,) = (
        f for f in fynd_i(granne("2024-delar")) if plats(f) == "drift/kop_av_tjanster/prognos"
    )
    assert fynd.mening == (
        "Köp av tjänster: prognosen kräver att takten minskar med 37_%, "
        "från −6_503 till −4_089 i månaden."
    ).replace("_", "\u00a0")


def test_the_threshold_of_the_pace_is_a_setting() -> None:
    dokument, kalkyler = granne("2024-delar")
    k = kalkyler["drift"]
    inst = k.sammanhang.installningar
    vida = replace(inst, trosklar=replace(inst.trosklar, takt_andring=D(40)))
    egen = type(k)(k.tabell, replace(k.sammanhang, installningar=vida))
    fynd = fynd_i((dokument, {**kalkyler, "drift": egen}))
    assert not [f for f in fynd if plats(f) == "drift/kop_av_tjanster/prognos"]


def utan_kommentar(sak: Granne) -> Granne:
    sak = med_cell(sak, "drift", "kop_av_tjanster", "kommentar", None)
    for rad in ("kop_avvikelse", "kop_avvikelse_andel"):
        sak = utan_rad(sak, "delposter", rad)
    return sak


def test_a_large_deviation_without_a_comment_is_told() -> None:
    fynd = {plats(f): f for f in fynd_i(utan_kommentar(granne("2024-delar")))}
    mening = fynd["drift/kop_av_tjanster/kommentar"].mening
    assert mening == "Köp av tjänster avviker −6_000 från budget, utan kommentar.".replace(
        "_", "\u00a0"
    )


def test_a_comment_carried_from_another_document_is_no_comment_until_it_is_made_ones_own() -> None:
    dokument, _ = sak = utan_kommentar(granne("2024-delar"))
    for kommentar, sagt in (
        (utkast_ur(dokument, "Fler placeringar."), True),
        ("Fler placeringar.", False),
    ):
        ny = med_cell(sak, "drift", "kop_av_tjanster", "kommentar", kommentar)
        meningar = [f.mening for f in fynd_i(ny) if plats(f) == "drift/kop_av_tjanster/kommentar"]
        assert [m.endswith("med en kommentar ur ett tidigare dokument.") for m in meningar] == (
            [True] if sagt else []
        )


def test_a_decided_report_without_comments_in_its_table_is_let_be_but_not_a_draft() -> None:
    sak = granne("2018-delar")
    sak = utan_rad(sak, "delposter", "kop_prognos")
    for rad in ("kopt_vard", "inhyrd_avvikelse"):
        sak = utan_rad(sak, "delposter", rad)
    assert "drift/kop_av_tjanster/kommentar" not in {plats(f) for f in fynd_i(sak)}
    assert "drift/kop_av_tjanster/kommentar" in {plats(f) for f in fynd_i(som_utkast(sak))}


# ---- Dates and paragraphs -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "antal"),
    [
        ("publiceras den 31 september", 1),
        ("den 30 september", 0),
        ("29 februari och 30 februari", 1),
        ("31 april, 2024-02-30 och 0 maj", 3),
        ("2024-02-29", 0),
        ("2023-02-29", 1),
        ("2014-2016 mars", 0),
        ("i mars 2024 och 12 månader", 0),
    ],
)
def test_a_date_that_no_calendar_has_is_an_error(text: str, antal: int) -> None:
    sak = med_cell(granne("2024-delar"), "drift", "personal", "kommentar", text)
    fynd = [f for f in nya(sak) if plats(f) == "drift/personal/kommentar"]
    assert [f.allvar for f in fynd] == ["fel"] * antal


def tillfalle(nr: int, kolumn: str, varde: Varde) -> list[Fynd]:
    sak = med_cell(granne("2023-bokslut"), "prognostillfallen", f"uppfoljning_{nr}", kolumn, varde)
    return [f for f in nya(sak) if f.adress.tabell == "prognostillfallen"]


def test_a_paragraph_that_runs_backwards_is_told_at_the_one_that_is_off() -> None:
    (fynd,) = tillfalle(3, "paragraf", "§12")
    assert plats(fynd) == "prognostillfallen/uppfoljning_3/paragraf"
    assert fynd.mening.startswith("§ 12 den 16 maj 2023 går baklänges: nämnden hade § ")


def test_paragraphs_that_rise_are_let_be() -> None:
    assert tillfalle(3, "paragraf", "§38") == []


def test_a_new_year_begins_anew() -> None:
    fynd = fynd_i(granne("2018-delar"))
    assert [f.sagt for f in fynd if "baklänges" in f.mening] == ["§ 195"]


def test_a_meeting_on_another_weekday_than_all_others_is_told() -> None:
    fynd = fynd_i(granne("2023-bokslut"))
    assert [f.sagt for f in fynd if "tisdag" in f.mening] == ["2023-04-21"]
    assert [f for f in tillfalle(2, "datum", "2023-04-18") if "tisdag" in f.mening] == []
