"""Bridges between documents: one figure in two of them, and what cannot be compared."""

from datetime import date
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
    with_tryckt,
)
from tui.checks.context import document_finding
from tui.domain.finding import Finding
from tui.domain.period import Period
from tui.domain.value import Malvarde

D = Decimal


def bridges(thing: Neighbour) -> list[Finding]:
    """The bridges that a change has brought, in the document or its working copy."""
    before = neighbour(thing[0].base or thing[0].id)
    before = as_utkast(before) if thing[0].base else before
    return [f for f in new_finding(thing, before) if f.kind == "bro"]


@pytest.mark.parametrize("utkast", [False, True])
def test_a_budget_that_two_documents_print_differently_is_an_error(utkast: bool) -> None:
    thing = with_cell(neighbour("2024-delar"), "drift", "personal", "budget", D(-158700))
    (finding,) = bridges(as_utkast(thing) if utkast else thing)
    assert (place(finding), finding.severity, finding.said, finding.should) == (
        "drift/personal/budget",
        "fel",
        -158700,
        -158695,
    )
    assert finding.sentence == (
        "Personalkostnader, Budget 2024: −158_700 här, men −158_695 i Budget 2025–2027."
    ).replace("_", "\u00a0")


def test_the_other_document_is_told_of_it_too() -> None:
    thing = with_cell(
        neighbour("2025-budget"), "investeringsbudget", "inventarier", "foregaende", D(1)
    )
    finding = {place(f): f.should for f in bridges(thing)}
    assert finding == {"investeringsbudget/inventarier/foregaende": 400}


def test_a_plan_for_a_later_year_is_not_that_years_budget() -> None:
    thing = with_cell(neighbour("2025-budget"), "ramar", "personal", "plan1", D(-1))
    assert bridges(thing) == []


def test_where_no_part_differs_the_sum_that_does_is_told() -> None:
    thing = with_tryckt(neighbour("2024-delar"), "drift", "kostnader", "budget", D(-276510))
    assert [place(f) for f in bridges(thing)] == ["drift/kostnader/budget"]


def test_a_drafts_sum_may_be_off_another_documents_by_rounding() -> None:
    finding = finding_in(as_utkast(neighbour("2024-delar")))
    assert [place(f) for f in finding if (f.kind, f.severity) == ("bro", "fel")] == []


def last_year(thing: Neighbour) -> Neighbour:
    """The same document a year earlier, as the årsbokslut of that year would be."""
    period = Period(date(2022, 1, 1), date(2022, 12, 31))
    return replace(thing[0], id="2022-bokslut", name="Årsbokslut 2022", period=period), thing[1]


def test_last_years_figure_against_last_years_own_document() -> None:
    # Two årsbokslut in a row: 2023's own table under 2022's head has other outcomes in "ar".
    before = last_year(neighbour("2023-bokslut"))
    finding = document_finding(*neighbour("2023-bokslut"), {"2022-bokslut": before})
    different = {
        place(f): (f.said, f.should) for f in finding if f.kind == "bro" and f.severity == "fel"
    }
    assert different["arbetsskador/tillbud/fjol"] == (18, 16)
    assert different["sjukfranvaro/total/fjol"] == (D("10.4"), D("8.4"))
    assert "sjukfranvaro/man/fjol" not in different


def test_the_result_of_the_year_before_is_held_against_its_arsbokslut() -> None:
    thing = with_cell(neighbour("2024-delar"), "delposter", "resultat_2023", "varde", D("0.3"))
    (finding,) = bridges(thing)
    assert (place(finding), finding.severity, finding.should) == (
        "delposter/resultat_2023/varde",
        "fel",
        D("0.1"),
    )
    assert "men Årsbokslut 2023 trycker 0,1." in finding.sentence


def test_a_difference_counted_the_other_way_round_is_told_in_the_later_document_only() -> None:
    (finding,) = (
        f for f in finding_in(neighbour("2024-delar")) if place(f) == "investeringar//diff"
    )
    assert finding.severity == "bör ses över"
    assert "i år − i fjol här, men i fjol − i år i Årsbokslut 2023" in finding.sentence
    assert not [
        f for f in finding_in(neighbour("2023-bokslut")) if place(f) == "investeringar//diff"
    ]


def test_a_definition_that_changed_is_told_with_both_figures() -> None:
    (finding,) = (
        f for f in finding_in(neighbour("2024-delar")) if "nettokostnadsutveckling" in place(f)
    )
    assert finding.sentence == (
        "Nettokostnadsutveckling: 16 procent är nettokostnadens ändring, men 10,7 procent i "
        "Årsbokslut 2023 är bruttokostnadens; de två kan inte jämföras."
    )


def test_with_one_definition_nothing_is_said() -> None:
    thing = with_cell(
        neighbour("2024-delar"), "delposter", "nettokostnadsutveckling", "varde", D(21)
    )
    assert not [
        f for f in finding_in(thing) if "kan inte jämföras" in f.sentence and "brutto" in f.sentence
    ]


def nyckeltal(**cells: object) -> list[tuple[str, str]]:
    row = neighbour("2024-delar")[1]["nyckeltal"].table.row("ej_ateraktualiserade")
    new = replace(row, cells={**row.cells, **cells})  # type: ignore[arg-type]
    finding = finding_in(with_row(neighbour("2024-delar"), "nyckeltal", new))
    return [
        (f.address.column, f.severity)
        for f in finding
        if f.address.row == row.id and f.kind == "bro"
    ]


def test_an_unchanged_nyckeltal_has_no_findings() -> None:
    same = {
        "mal": Malvarde("≥", D(81)),
        "kalla": "Hämtat från verksamhetssystemet, rapporteras in till RKA (fotnot 3)",
    }
    assert nyckeltal(**same) == []


def test_a_changed_target_and_a_changed_source_are_things_to_look_at() -> None:
    assert nyckeltal() == [("mal", "bör ses över"), ("kalla", "bör ses över")]
    assert nyckeltal(mal=D(81), kalla="") == [("mal", "bör ses över")]


def test_two_outcomes_of_one_year_on_different_days_cannot_be_compared() -> None:
    assert ("foregaende", "bör ses över") in nyckeltal(foregaende=D(71))


def test_two_outcomes_of_one_day_are_an_error() -> None:
    document, calculations = neighbour("2024-delar")
    thing = with_cell(
        (document, calculations), "nyckeltal", "ej_ateraktualiserade", "foregaende", D(71)
    )
    table = thing[1]["nyckeltal"].table
    columns = tuple(
        replace(k, heading="Utfall 31 dec 2023") if k.id == "foregaende" else k
        for k in table.columns
    )
    thing[1]["nyckeltal"].table = replace(table, columns=columns)
    finding = [
        f for f in finding_in(thing) if place(f) == "nyckeltal/ej_ateraktualiserade/foregaende"
    ]
    assert [f.severity for f in finding] == ["fel"]


def test_sick_leave_of_another_period_says_so_with_an_example() -> None:
    (finding,) = (
        f for f in finding_in(neighbour("2024-delar")) if place(f) == "sjukfranvaro//fjol"
    )
    assert finding.sentence == (
        "Sjukfrånvaro avser 1 januari–31 juli och kan inte jämföras med Årsbokslut 2023, "
        "som har en annan period (Kvinnor 2023: 8,5 här, 9,3 där)."
    )


def test_sick_leave_of_the_documents_own_period_says_nothing() -> None:
    thing = neighbour("2024-delar")
    calculation = thing[1]["sjukfranvaro"]
    footnotes = {"*": "Avser perioden 1 januari - 31 augusti"}
    table = replace(calculation.table, footnotes=footnotes)
    calculations = {**thing[1], "sjukfranvaro": type(calculation)(table, calculation.context)}
    assert not [f for f in finding_in((thing[0], calculations)) if place(f) == "sjukfranvaro//fjol"]
