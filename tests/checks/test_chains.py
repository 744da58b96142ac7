"""Chains: what follows from one table to the next, and is broken."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from tests.checks.five_checked import (
    Neighbour,
    as_utkast,
    finding_in,
    neighbour,
    new_finding,
    place,
    with_cell,
    with_row,
    without_row,
)
from tui.domain.finding import Finding
from tui.domain.next_document.carried import utkast_out_of
from tui.domain.table import Row
from tui.domain.value import Value

D = Decimal


def new_ones(thing: Neighbour) -> list[Finding]:
    return new_finding(thing, neighbour(thing[0].id))


def places(thing: Neighbour) -> list[tuple[str, str]]:
    return [(place(f), f.severity) for f in new_ones(thing)]


# ---- Risk → plan → follow-up ---------------------------------------------------------------


def test_a_risk_marked_for_the_plan_that_the_plan_lacks_is_an_error() -> None:
    thing = without_row(neighbour("2025-budget"), "internkontrollplan", "kvalitet")
    (finding,) = new_ones(thing)
    assert (place(finding), finding.severity) == ("risker/kvalitet/hantering", "fel")
    assert finding.sentence == (
        "Till delar brister i kvalitet: hanteras i internkontrollplanen, men planen saknar risken."
    )


def test_a_risk_in_the_plan_that_is_only_accepted_is_an_error() -> None:
    thing = with_cell(neighbour("2025-budget"), "risker", "kvalitet", "hantering", "Accepteras")
    assert places(thing) == [("risker/kvalitet/hantering", "fel")]


def test_a_risk_that_only_the_plan_has_is_an_error() -> None:
    thing = with_row(neighbour("2025-budget"), "internkontrollplan", Row("ny", "En ny risk"))
    assert places(thing) == [("internkontrollplan/ny/riskvarde", "fel")]


def test_a_riskvarde_that_the_two_tables_print_differently_is_an_error() -> None:
    thing = with_cell(neighbour("2025-budget"), "internkontrollplan", "kvalitet", "riskvarde", D(6))
    (finding,) = new_ones(thing)
    assert (place(finding), finding.said, finding.should) == (
        "internkontrollplan/kvalitet/riskvarde",
        6,
        9,
    )


def test_a_riskvarde_is_the_product_of_its_factors() -> None:
    thing = with_cell(neighbour("2025-budget"), "risker", "kvalitet", "sannolikhet", D(4))
    (finding,) = new_ones(thing)
    assert (place(finding), finding.kind, finding.should) == (
        "risker/kvalitet/riskvarde",
        "identitet",
        12,
    )


def test_a_control_point_without_sample_or_result_is_missing_something() -> None:
    thing = with_row(neighbour("2024-delar"), "uppfoljning", Row("ny", "Ny kontroll"))
    assert ("uppfoljning/ny/uppfylld", "saknas") in places(thing)


def test_a_link_that_leads_nowhere_is_told() -> None:
    thing = with_cell(neighbour("2024-delar"), "nyckeltal", "valdsutovare", "namndmal", "borta")
    assert "nyckeltal/valdsutovare/namndmal" in dict(places(thing))


# ---- Goal → nyckeltal → assessment ----------------------------------------------------------


def test_a_goal_called_fulfilled_while_82_is_less_than_90_is_told_with_the_figures() -> None:
    (finding,) = (
        f for f in finding_in(neighbour("2023-bokslut")) if place(f) == "mal/inflytande/bedomning"
    )
    assert "bedömt som helt uppfyllt, men förslaget är delvis uppfyllt" in finding.sentence
    assert "82 mot målet 90" in finding.sentence


def test_a_reason_for_the_assessment_is_enough() -> None:
    thing = with_cell(
        neighbour("2023-bokslut"), "mal", "inflytande", "skal", "Två nyckeltal vägs ihop."
    )
    assert not [f for f in finding_in(thing) if place(f) == "mal/inflytande/bedomning"]


def test_an_assessed_control_point_against_its_sample_is_told() -> None:
    without = "Utan eller med försumbar anmärkning"
    thing = with_cell(neighbour("2024-delar"), "uppfoljning", "handlaggning", "bedomning", without)
    assert {p for p, _ in places(thing)} == {
        "uppfoljning/handlaggning/bedomning",
        "kontrolltal/punkter_utan/varde",
    }


def test_a_goal_without_nyckeltal_is_told() -> None:
    thing = with_row(neighbour("2024-delar"), "mal", Row("nytt", "Ett nytt mål"))
    assert "mal/nytt/forslag" in dict(places(thing))


def test_an_undertaking_called_fulfilled_below_its_target_is_told() -> None:
    thing = with_cell(neighbour("2018-delar"), "ataganden", "mal_2", "bedomning", "uppfyllt")
    assert "ataganden/mal_2/bedomning" in dict(places(thing))


def test_the_global_goals_are_the_same_at_the_goal_and_in_the_list() -> None:
    thing = without_row(neighbour("2024-delar"), "agenda", "vald_16")
    (finding,) = new_ones(thing)
    assert (place(finding), finding.said, finding.should) == ("mal/vald/agenda", "3, 5, 16", "3, 5")


# ---- Counts ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("document", "table", "row", "value", "should"),
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
    document: str, table: str, row: str, value: int, should: int
) -> None:
    (finding,) = new_ones(with_cell(neighbour(document), table, row, "varde", D(value)))
    assert (place(finding), finding.severity, finding.should) == (
        f"{table}/{row}/varde",
        "fel",
        should,
    )


def test_a_share_is_its_count_of_the_whole() -> None:
    thing = with_cell(neighbour("2023-bokslut"), "maltal", "kontaktade_ja", "varde", D(45))
    (finding,) = new_ones(thing)
    assert (place(finding), finding.said) == ("maltal/kontaktade_andel/varde", 82)
    assert "antalen ger 78,9" in finding.sentence


def test_the_forecasts_error_is_the_outcome_less_the_forecast() -> None:
    thing = with_cell(
        neighbour("2023-bokslut"), "prognossakerhet", "delarsbokslut", "prognos", D(100)
    )
    (finding,) = new_ones(thing)
    assert (place(finding), finding.should) == ("prognossakerhet/delarsbokslut/avvikelse", 29)


def test_the_rise_of_the_kommunbidrag_is_that_of_the_ramar() -> None:
    thing = with_cell(
        neighbour("2025-budget"), "upprakning", "okning_procent_2025", "procent", D("4.9")
    )
    (finding,) = new_ones(thing)
    assert (place(finding), finding.should) == ("upprakning/okning_procent_2025/procent", D("4.6"))


# ---- Prognos and comments -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("prognos", "waited"),
    [(-68376, True), (-73000, False), (-78000, False), (-90000, False), (-71000, True)],
)
def test_a_prognos_that_needs_a_far_lower_pace_is_told(prognos: int, waited: bool) -> None:
    thing = with_cell(neighbour("2024-delar"), "drift", "kop_av_tjanster", "prognos", D(prognos))
    pace = [f for f in finding_in(thing) if place(f) == "drift/kop_av_tjanster/prognos"]
    assert bool([f for f in pace if f.kind == "kedja"]) == waited


def test_the_pace_is_told_in_figures() -> None:
    (finding,) = (
        f
        for f in finding_in(neighbour("2024-delar"))
        if place(f) == "drift/kop_av_tjanster/prognos"
    )
    assert finding.sentence == (
        "Köp av tjänster: prognosen kräver att takten minskar med 37_%, "
        "från −6_503 till −4_089 i månaden."
    ).replace("_", "\u00a0")


def test_the_threshold_of_the_pace_is_a_setting() -> None:
    document, calculations = neighbour("2024-delar")
    k = calculations["drift"]
    inst = k.context.settings
    wide = replace(inst, thresholds=replace(inst.thresholds, takt_change=D(40)))
    own = type(k)(k.table, replace(k.context, settings=wide))
    finding = finding_in((document, {**calculations, "drift": own}))
    assert not [f for f in finding if place(f) == "drift/kop_av_tjanster/prognos"]


def without_comment(thing: Neighbour) -> Neighbour:
    thing = with_cell(thing, "drift", "kop_av_tjanster", "kommentar", None)
    for row in ("kop_avvikelse", "kop_avvikelse_andel"):
        thing = without_row(thing, "delposter", row)
    return thing


def test_a_large_deviation_without_a_comment_is_told() -> None:
    finding = {place(f): f for f in finding_in(without_comment(neighbour("2024-delar")))}
    sentence = finding["drift/kop_av_tjanster/kommentar"].sentence
    assert sentence == "Köp av tjänster avviker −6_000 från budget, utan kommentar.".replace(
        "_", "\u00a0"
    )


def test_a_comment_carried_from_another_document_is_no_comment_until_it_is_made_ones_own() -> None:
    document, _ = thing = without_comment(neighbour("2024-delar"))
    for comment, said in (
        (utkast_out_of(document, "Fler placeringar."), True),
        ("Fler placeringar.", False),
    ):
        new = with_cell(thing, "drift", "kop_av_tjanster", "kommentar", comment)
        sentences = [
            f.sentence
            for f in finding_in(new)
            if f.kind == "saknas" and place(f) == "drift/kop_av_tjanster/kommentar"
            if not f.sentence.startswith("Drift, ")
        ]
        assert [m.endswith("med en kommentar ur ett tidigare dokument.") for m in sentences] == (
            [True] if said else []
        )


def test_a_decided_report_without_comments_in_its_table_is_let_be_but_not_a_draft() -> None:
    thing = neighbour("2018-delar")
    thing = without_row(thing, "delposter", "kop_prognos")
    for row in ("kopt_vard", "inhyrd_avvikelse"):
        thing = without_row(thing, "delposter", row)
    assert "drift/kop_av_tjanster/kommentar" not in {place(f) for f in finding_in(thing)}
    assert "drift/kop_av_tjanster/kommentar" in {place(f) for f in finding_in(as_utkast(thing))}


# ---- Dates and paragraphs -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "count"),
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
def test_a_date_that_no_calendar_has_is_an_error(text: str, count: int) -> None:
    thing = with_cell(neighbour("2024-delar"), "drift", "personal", "kommentar", text)
    finding = [f for f in new_ones(thing) if place(f) == "drift/personal/kommentar"]
    assert [f.severity for f in finding] == ["fel"] * count


def occasion(nr: int, column: str, value: Value) -> list[Finding]:
    thing = with_cell(
        neighbour("2023-bokslut"), "prognostillfallen", f"uppfoljning_{nr}", column, value
    )
    return [f for f in new_ones(thing) if f.address.table == "prognostillfallen"]


def test_a_paragraph_that_runs_backwards_is_told_at_the_one_that_is_off() -> None:
    (finding,) = occasion(3, "paragraf", "§12")
    assert place(finding) == "prognostillfallen/uppfoljning_3/paragraf"
    assert finding.sentence.startswith("§ 12 den 16 maj 2023 går baklänges: nämnden hade § ")


def test_paragraphs_that_rise_are_let_be() -> None:
    assert occasion(3, "paragraf", "§38") == []


def test_a_new_year_begins_anew() -> None:
    finding = finding_in(neighbour("2018-delar"))
    assert [f.said for f in finding if "baklänges" in f.sentence] == ["§ 195"]


def test_a_meeting_on_another_weekday_than_all_others_is_told() -> None:
    finding = finding_in(neighbour("2023-bokslut"))
    assert [f.said for f in finding if "tisdag" in f.sentence] == ["2023-04-21"]
    assert [f for f in occasion(2, "datum", "2023-04-18") if "tisdag" in f.sentence] == []
