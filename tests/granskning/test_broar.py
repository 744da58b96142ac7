"""Bridges between documents: one figure in two of them, and what cannot be compared."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.granskning.fem_granskade import (
    Granne,
    fynd_i,
    granne,
    med_cell,
    med_rad,
    med_tryckt,
    nya_fynd,
    plats,
    som_utkast,
)
from tui.domain.fel import Fynd
from tui.domain.period import Period
from tui.domain.varde import Malvarde
from tui.granskning.granska import dokumentfynd

D = Decimal


def broar(sak: Granne) -> list[Fynd]:
    """The bridges that a change has brought, in the document or its working copy."""
    fore = granne(sak[0].bas or sak[0].id)
    fore = som_utkast(fore) if sak[0].bas else fore
    return [f for f in nya_fynd(sak, fore) if f.slag == "bro"]


@pytest.mark.parametrize("utkast", [False, True])
def test_a_budget_that_two_documents_print_differently_is_an_error(utkast: bool) -> None:
    sak = med_cell(granne("2024-delar"), "drift", "personal", "budget", D(-158700))
    (fynd,) = broar(som_utkast(sak) if utkast else sak)
    assert (plats(fynd), fynd.allvar, fynd.sagt, fynd.borde) == (
        "drift/personal/budget",
        "fel",
        -158700,
        -158695,
    )
    assert fynd.mening == (
        "Personalkostnader, Budget 2024: −158_700 här, men −158_695 i Budget 2025–2027."
    ).replace("_", "\u00a0")


def test_the_other_document_is_told_of_it_too() -> None:
    sak = med_cell(granne("2025-budget"), "investeringsbudget", "inventarier", "foregaende", D(1))
    fynd = {plats(f): f.borde for f in broar(sak)}
    assert fynd == {"investeringsbudget/inventarier/foregaende": 400}


def test_a_plan_for_a_later_year_is_not_that_years_budget() -> None:
    sak = med_cell(granne("2025-budget"), "ramar", "personal", "plan1", D(-1))
    assert broar(sak) == []


def test_where_no_part_differs_the_sum_that_does_is_told() -> None:
    sak = med_tryckt(granne("2024-delar"), "drift", "kostnader", "budget", D(-276510))
    assert [plats(f) for f in broar(sak)] == ["drift/kostnader/budget"]


def test_a_drafts_sum_may_be_off_another_documents_by_rounding() -> None:
    fynd = fynd_i(som_utkast(granne("2024-delar")))
    assert [plats(f) for f in fynd if (f.slag, f.allvar) == ("bro", "fel")] == []


def fjolar(sak: Granne) -> Granne:
    """The same document a year earlier, as the årsbokslut of that year would be."""
    period = Period(date(2022, 1, 1), date(2022, 12, 31))
    return replace(sak[0], id="2022-bokslut", namn="Årsbokslut 2022", period=period), sak[1]


def test_last_years_figure_against_last_years_own_document() -> None:
    # Two årsbokslut in a row: 2023's own table under 2022's head has other outcomes in "ar".
    fore = fjolar(granne("2023-bokslut"))
    fynd = dokumentfynd(*granne("2023-bokslut"), {"2022-bokslut": fore})
    olika = {plats(f): (f.sagt, f.borde) for f in fynd if f.slag == "bro" and f.allvar == "fel"}
    assert olika["arbetsskador/tillbud/fjol"] == (18, 16)
    assert olika["sjukfranvaro/total/fjol"] == (D("10.4"), D("8.4"))
    assert "sjukfranvaro/man/fjol" not in olika


def test_the_result_of_the_year_before_is_held_against_its_arsbokslut() -> None:
    sak = med_cell(granne("2024-delar"), "delposter", "resultat_2023", "varde", D("0.3"))
    (fynd,) = broar(sak)
    assert (plats(fynd), fynd.allvar, fynd.borde) == (
        "delposter/resultat_2023/varde",
        "fel",
        D("0.1"),
    )
    assert "men Årsbokslut 2023 trycker 0,1." in fynd.mening


def test_a_difference_counted_the_other_way_round_is_told_in_the_later_document_only() -> None:
    (fynd,) = (f for f in fynd_i(granne("2024-delar")) if plats(f) == "investeringar//diff")
    assert fynd.allvar == "bör ses över"
    assert "i år − i fjol här, men i fjol − i år i Årsbokslut 2023" in fynd.mening
    assert not [f for f in fynd_i(granne("2023-bokslut")) if plats(f) == "investeringar//diff"]


def test_a_definition_that_changed_is_told_with_both_figures() -> None:
    (fynd,) = (f for f in fynd_i(granne("2024-delar")) if "nettokostnadsutveckling" in plats(f))
    assert fynd.mening == (
        "Nettokostnadsutveckling: 16 procent är nettokostnadens ändring, men 10,7 procent i "
        "Årsbokslut 2023 är bruttokostnadens; de två kan inte jämföras."
    )


def test_with_one_definition_nothing_is_said() -> None:
    sak = med_cell(granne("2024-delar"), "delposter", "nettokostnadsutveckling", "varde", D(21))
    assert not [f for f in fynd_i(sak) if "kan inte jämföras" in f.mening and "brutto" in f.mening]


def nyckeltal(**celler: object) -> list[tuple[str, str]]:
    rad = granne("2024-delar")[1]["nyckeltal"].tabell.rad("ej_ateraktualiserade")
    ny = replace(rad, celler={**rad.celler, **celler})  # type: ignore[arg-type]
    fynd = fynd_i(med_rad(granne("2024-delar"), "nyckeltal", ny))
    return [(f.adress.kolumn, f.allvar) for f in fynd if f.adress.rad == rad.id and f.slag == "bro"]


def test_an_unchanged_nyckeltal_has_no_findings() -> None:
    samma = {
        "mal": Malvarde("≥", D(81)),
        "kalla": "Hämtat från verksamhetssystemet, rapporteras in till RKA (fotnot 3)",
    }
    assert nyckeltal(**samma) == []


def test_a_changed_target_and_a_changed_source_are_things_to_look_at() -> None:
    assert nyckeltal() == [("mal", "bör ses över"), ("kalla", "bör ses över")]
    assert nyckeltal(mal=D(81), kalla="") == [("mal", "bör ses över")]


def test_two_outcomes_of_one_year_on_different_days_cannot_be_compared() -> None:
    assert ("foregaende", "bör ses över") in nyckeltal(foregaende=D(71))


def test_two_outcomes_of_one_day_are_an_error() -> None:
    dokument, kalkyler = granne("2024-delar")
    sak = med_cell((dokument, kalkyler), "nyckeltal", "ej_ateraktualiserade", "foregaende", D(71))
    tabell = sak[1]["nyckeltal"].tabell
    kolumner = tuple(
        replace(k, rubrik="Utfall 31 dec 2023") if k.id == "foregaende" else k
        for k in tabell.kolumner
    )
    sak[1]["nyckeltal"].tabell = replace(tabell, kolumner=kolumner)
    fynd = [f for f in fynd_i(sak) if plats(f) == "nyckeltal/ej_ateraktualiserade/foregaende"]
    assert [f.allvar for f in fynd] == ["fel"]


def test_sick_leave_of_another_period_says_so_with_an_example() -> None:
    (fynd,) = (f for f in fynd_i(granne("2024-delar")) if plats(f) == "sjukfranvaro//fjol")
    assert fynd.mening == (
        "Sjukfrånvaro avser 1 januari–31 juli och kan inte jämföras med Årsbokslut 2023, "
        "som har en annan period (Kvinnor 2023: 8,5 här, 9,3 där)."
    )


def test_sick_leave_of_the_documents_own_period_says_nothing() -> None:
    sak = granne("2024-delar")
    kalkyl = sak[1]["sjukfranvaro"]
    fotnoter = {"*": "Avser perioden 1 januari - 31 augusti"}
    tabell = replace(kalkyl.tabell, fotnoter=fotnoter)
    kalkyler = {**sak[1], "sjukfranvaro": type(kalkyl)(tabell, kalkyl.sammanhang)}
    assert not [f for f in fynd_i((sak[0], kalkyler)) if plats(f) == "sjukfranvaro//fjol"]
