"""Plausibility: right tables are not accused, slips of sign, size and place are found."""

import json
import random
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from tests.checks.five_checked import Neighbour, as_utkast, neighbour, with_cell
from tests.checks.plausible_tables import (
    KINDS,
    Slip,
    calculation,
    copied_column,
    lowered_column,
    one_cell,
    shares,
    whole_column,
)
from tests.checks.table_kinds import KINDS as PRINTED_KINDS
from tests.five_documents import IDS
from tui.checks.discovery.discover import discover
from tui.checks.discovery.grid import grid_of
from tui.checks.one_table import table_finding
from tui.checks.plausibility.printed import printed_findings
from tui.checks.plausibility.suspicions import plausibility_finding
from tui.domain.block import Block
from tui.domain.finding import Finding
from tui.domain.table import Column, Row
from tui.domain.value import Mark, Value

D = Decimal
CASES = Path(__file__).resolve().parents[3] / "shared" / "cases" / "plausibility.json"
LOADED = json.loads(CASES.read_text("utf-8")) if CASES.is_file() else []
SEEDS = range(30)


# ---- the cases -----------------------------------------------------------------------------------


def _edited(case: dict[str, object]) -> Neighbour:
    thing = as_utkast(neighbour(str(case["document"])))
    table = str(case["table"]).rpartition("/")[2]
    for edit in case["edits"]:  # type: ignore[attr-defined]
        row, column = edit["cell"].split("/")
        value = None if edit["value"] is None else D(str(edit["value"]))
        thing = with_cell(thing, table, row, column, value)
    return thing


def _of_size(thing: Neighbour) -> list[Finding]:
    """The findings of sign and size; a mean outside its groups is one too."""
    found = [f for c in thing[1].values() for f in table_finding(thing[0].id, c)]
    return [f for f in found if f.kind == "rimlighet" or "ligger inte mellan" in f.sentence]


@pytest.mark.skipif(not LOADED, reason="the cases are not here")
@pytest.mark.parametrize("case", LOADED, ids=[case["id"] for case in LOADED])
def test_a_case(case: dict[str, object]) -> None:
    found = _of_size(_edited(case))
    assert bool(found) is case["finding"]
    for name in case.get("names", ()):  # type: ignore[attr-defined]
        row, column = ("", name.split()[-1]) if name.startswith("the column") else name.split("/")
        assert (row, column) in {(f.address.row, f.address.column) for f in found}
    if case.get("once"):
        assert len(found) == 1
    for cell, value in case.get("suggests", {}).items():  # type: ignore[attr-defined]
        assert (cell, D(str(value))) in {
            (f"{f.address.row}/{f.address.column}", f.should) for f in found
        }
    assert all(f.severity in ("fel", "bör ses över") for f in found)


@pytest.mark.parametrize("document", IDS)
def test_a_real_document_has_no_finding_of_sign_or_size(document: str) -> None:
    assert _of_size(neighbour(document)) == []


# ---- right tables --------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_a_right_table_is_not_accused(kind: str) -> None:
    for seed in SEEDS:
        found = list(plausibility_finding("d", KINDS[kind](seed)))
        assert not found, (seed, found[0].sentence)


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS)
def test_at_most_one_right_table_in_a_thousand_is_accused(kind: str) -> None:
    accused = [s for s in range(1000) if any(plausibility_finding("d", KINDS[kind](s)))]
    assert len(accused) <= 1


# ---- slips ---------------------------------------------------------------------------------------

FOUR = ("budget", "prognos", "utfall", "foregaende")
CELLS: dict[str, tuple[str, ...]] = {
    "part_of_year": FOUR, "turned_signs": FOUR, "whole_year": ("budget", "utfall", "foregaende"),
    "plan_years": ("foregaende", "budget", "plan1", "plan2"), "many_years": ("y0", "y1", "y4"),
    "by_area": ("i0", "i1", "k0", "k1"),
}  # fmt: skip


def _share(slips: Sequence[Slip | None], *, healed: bool = False) -> float:
    """In which share the very cell or column is named, and healed where that is asked for."""
    named = []
    for slip in slips:
        if slip is not None:
            found = [
                f
                for f in plausibility_finding("d", slip.calculation)
                if (f.address.row, f.address.column) == (slip.row, slip.column)
            ]
            right = [f for f in found if not healed or f.should == slip.right]
            named.append(bool(right))
    return sum(named) / len(named)


@pytest.mark.parametrize("kind", CELLS)
def test_a_turned_sign_is_named_and_healed(kind: str) -> None:
    slips = [one_cell(KINDS[kind](s), s, CELLS[kind], D(-1)) for s in SEEDS]
    assert _share(slips, healed=True) >= 0.9


@pytest.mark.parametrize("kind", CELLS)
def test_a_thousandfold_is_named_and_healed(kind: str) -> None:
    slips = [one_cell(KINDS[kind](s), s, CELLS[kind], D(1000)) for s in SEEDS]
    assert _share(slips, healed=True) >= 0.9


@pytest.mark.parametrize("kind", ["part_of_year", "turned_signs"])
def test_a_forecast_that_lost_or_got_a_digit_is_named(kind: str) -> None:
    for factor in (D("0.1"), D(10)):
        slips = [one_cell(KINDS[kind](s), s, ["prognos"], factor) for s in SEEDS]
        assert _share(slips) >= 0.9


@pytest.mark.parametrize(
    ("kind", "column"),
    [("part_of_year", "prognos"), ("turned_signs", "utfall"), ("plan_years", "plan1")],
)
def test_a_whole_column_is_told_once(kind: str, column: str) -> None:
    made = [KINDS[kind](s) for s in SEEDS]
    for factor in (D(1000), D(-1)):
        slips = [whole_column(one, column, factor) for one in made]
        assert _share(slips) >= 0.9
        told = [list(plausibility_finding("d", slip.calculation)) for slip in slips]
        assert sum(len(found) == 1 for found in told) >= 0.9 * len(told)
    for by in (1, -1):
        assert _share([lowered_column(one, column, by) for one in made]) >= 0.8


def test_a_column_out_of_its_neighbour_is_named() -> None:
    made = [KINDS["part_of_year"](s) for s in SEEDS]
    assert _share([copied_column(one, "prognos", "utfall") for one in made]) >= 0.85
    assert _share([copied_column(one, "utfall", "foregaende") for one in made]) >= 0.85
    assert _share([copied_column(one, "utfall", "budget") for one in made]) >= 0.85


def test_a_per_cent_without_its_comma_is_named_and_healed() -> None:
    assert _share([one_cell(shares(s), s, ["ar"], D(10)) for s in SEEDS], healed=True) >= 0.8


# ---- by hand, of other nämnder -------------------------------------------------------------------


def _said(
    columns: dict[str, str], rows: Sequence[Row], *, months: int = 8, **more: str
) -> list[str]:
    items = [Column(k, v) for k, v in columns.items()]
    made = calculation("Drift", items, rows, months=months, **more)
    return [f.sentence.replace("\u00a0", " ") for f in plausibility_finding("d", made)]


def _row(id_: str, label: str, *figures: int | None, income: bool = False) -> Row:
    keys = ("budget", "prognos", "utfall", "foregaende")
    cells = {k: D(v) for k, v in zip(keys, figures, strict=False) if v is not None}
    return Row(id_, label, cells=cells, role="intakt" if income else "")


HEADINGS = {
    "budget": "Budget 2031",
    "prognos": "Prognos 2031",
    "utfall": "Utfall aug 2031",
    "foregaende": "Utfall aug 2030",
}


def test_the_sentence_says_where_what_why_and_what_is_right() -> None:
    rows = [
        _row("a", "Bibliotek", -40_100, 40_300, -26_000, -25_200),
        _row("b", "Kulturskola", -18_000, -18_000, -11_900, -11_400),
        _row("c", "Badhus", -22_500, -23_100, -15_300, -14_900),
    ]
    assert _said(HEADINGS, rows) == [
        "Bibliotek, Prognos 2031: 40 300 har annat tecken än radens andra belopp, som har minus; "
        "rätt är troligen −40 300."
    ]


def test_a_row_with_another_sign_than_its_kind_all_through_is_right() -> None:
    rows = [
        _row("a", "Lönekostnader", -40_100, -40_300, -26_000, -25_200),
        _row("b", "Livsmedelskostnader", -18_000, -18_000, -11_900, -11_400),
        _row("c", "Interna kostnader, avgår", 5_200, 5_200, 3_400, 3_300),
    ]
    assert _said(HEADINGS, rows) == []


def _of_both(*income: int, sign: int = 1) -> list[Row]:
    """Rows of income and of costs, these with one sign."""
    costs = {
        "Lönekostnader": (40_100, 40_300, 26_000, 25_200),
        "Lokalkostnader": (18_000, 18_000, 11_900, 11_400),
        "Övriga kostnader": (2_200, 2_100, -90, 1_300),
    }
    rows = [_row(k, k, *(sign * v for v in figures)) for k, figures in costs.items()]
    return [_row("i", "Intäkter", *income, income=True), *rows]


def test_income_against_the_words_of_the_table_is_told_and_healed_in_every_column() -> None:
    found = _said(HEADINGS, _of_both(1_900, 2_000, 1_250, 1_180), sign="Intäkter −, kostnader +")
    assert found[0] == (
        "Intäkter, Budget 2031: 1 900 har plus, men tabellen säger att intäkterna har minus;"
        " rätt är troligen −1 900."
    )
    assert len(found) == len(HEADINGS)


def test_costs_against_the_words_of_the_table_are_told_once_a_column() -> None:
    found = _said(HEADINGS, _of_both(1_900, 2_000, 1_250, 1_180), sign="Intäkter +, kostnader −")
    assert found[0] == (
        "Drift, Budget 2031: kostnaderna har plus, men tabellen säger att de har minus."
    )
    assert len(found) == len(HEADINGS)


@pytest.mark.parametrize(
    ("income", "sign"),
    [
        ((-1_900, -2_000, -1_250, -1_180), "Intäkter −, kostnader +"),  # As it says.
        ((1_900, 2_000, 1_250, 1_180), ""),  # It says nothing.
        ((-1_900, -2_000, -1_250, 40), "Intäkter −, kostnader +"),  # Little is given back.
        ((-1_900, 60, -1_250, 70), "Intäkter −, kostnader +"),
    ],
)
def test_income_as_the_table_has_it_or_a_little_given_back_is_right(
    income: tuple[int, ...], sign: str
) -> None:
    assert _said(HEADINGS, _of_both(*income), sign=sign) == []


def test_a_grant_that_is_paid_is_no_income_by_its_name() -> None:
    rows = [*_of_both(-1_900, -2_000, -1_250, -1_180)[1:], _row("b", "Bidrag", 900, 950, 600, 580)]
    assert _said(HEADINGS, rows, sign="Intäkter −, kostnader +") == []


def test_figures_out_of_a_text_are_not_held_against_each_other() -> None:
    _, calculations = neighbour("2023-bokslut")
    assert list(plausibility_finding("d", calculations["delposter"])) == []


def test_an_empty_forecast_is_not_a_forecast_of_nought() -> None:
    rows = [
        _row("a", "Bibliotek", -40_100, None, -26_000, -25_200),
        _row("b", "Badhus", -22_500, 0, -15_300, -14_900),
        _row("c", "Kulturskola", -18_000, -18_000, -11_900, -11_400),
    ]
    assert _said(HEADINGS, rows) == [
        "Badhus, Prognos 2031: 0 är mindre än −15 300 i Utfall aug 2031."
    ]


def test_a_sum_is_not_blamed_for_its_parts() -> None:
    rows = [
        _row("a", "Bibliotek", -40_100, -40_300_000, -26_000, -25_200),
        _row("b", "Badhus", -22_500, -22_500, -15_300, -14_900),
        _row("c", "Kulturskola", -18_000, -18_000, -11_900, -11_400),
        Row("s", "Summa", "summa", rule="a + b + c"),
    ]
    (sentence,) = _said(HEADINGS, rows)
    assert sentence.startswith("Bibliotek, Prognos 2031: −40 300 000 är ungefär tusen gånger")


def test_what_moved_in_most_rows_is_another_branch_and_no_slip() -> None:
    rows = [
        _row(str(n), label, -v, -v, -v * 2 // 3, -v * 3)
        for n, (label, v) in enumerate([("Parker", 9_000), ("Gator", 31_000), ("Bad", 14_000)])
    ]
    assert _said(HEADINGS, rows) == []


def test_an_outcome_as_large_as_the_whole_budget_in_april_is_told_once() -> None:
    draw = random.Random(4)
    rows = [
        _row(str(n), f"Område {n}", -v, -v, -int(v * draw.uniform(0.96, 1.04)), -v // 3)
        for n, v in enumerate([9_000, 31_000, 14_000, 52_000, 6_500])
    ]
    (sentence,) = _said(HEADINGS, rows)
    assert sentence.startswith("Drift, Utfall aug 2031: beloppen är lika stora som Budget 2031")


YEAR_END = {"budget": "Budget 2031", "utfall": "Bokslut 2031", "foregaende": "Bokslut 2030"}


def _year_end(id_: str, label: str, *figures: Value) -> Row:
    cells = {k: v for k, v in zip(YEAR_END, figures, strict=True) if v is not None}
    return Row(id_, label, cells=cells)


@pytest.mark.parametrize(("nothing", "shown"), [(Mark.DASH, "–"), (D(0), "0")])
def test_nothing_on_a_row_that_has_much_the_same_every_time_is_told(
    nothing: Value, shown: str
) -> None:
    rows = [
        _year_end("a", "Bibliotek", D(-40_100), D(-39_000), D(-38_200)),
        _year_end("b", "Badhus", D(-22_500), nothing, D(-21_900)),
        _year_end("c", "Kulturskola", D(-18_000), D(-17_900), D(-17_400)),
    ]
    assert _said(YEAR_END, rows, months=12) == [
        f"Badhus, Bokslut 2031: {shown} står där radens andra belopp är stora och nära varandra."
    ]


@pytest.mark.parametrize(
    "figures",
    [
        (D(-300), D(0), D(-290)),  # Little, of which nothing is common.
        (D(-22_500), D(0), D(-4_900)),  # What others do not agree of.
        (D(-22_500), D(0), Mark.DASH),  # What came with the budget.
        (D(-22_500), None, D(-21_900)),  # What is not there yet is missing, which is told.
    ],
)
def test_nothing_where_little_is_common_or_the_others_differ_is_not_accused(
    figures: tuple[Value, ...],
) -> None:
    rows = [
        _year_end("a", "Bibliotek", D(-40_100), D(-39_000), D(-38_200)),
        _year_end("b", "Badhus", *figures),
        _year_end("c", "Kulturskola", D(-18_000), D(-17_900), D(-17_400)),
    ]
    assert _said(YEAR_END, rows, months=12) == []


def _in_mnkr(row: Row, column: str) -> Row:
    number = row.cells[column]
    assert isinstance(number, D)
    return row.with_cell(column, round(number / 1000, 1))


@pytest.mark.parametrize("column", list(YEAR_END))
@pytest.mark.parametrize("change", [D("1.05"), D("0.8")])
def test_a_column_in_another_unit_is_told_and_not_the_right_one_beside_it(
    column: str, change: D
) -> None:
    rows = [
        _year_end(str(n), label, D(-v), D(-v - 150), round(D(-v) * change, 0))
        for n, (label, v) in enumerate([("Parker", 9_000), ("Gator", 31_000), ("Bad", 14_000)])
    ]
    (sentence,) = _said(YEAR_END, [_in_mnkr(row, column) for row in rows], months=12)
    assert sentence.startswith(f"Drift, {YEAR_END[column]}: hela kolumnen är ungefär en tusendel")


def test_a_new_amount_is_told_and_not_the_decided_one_that_it_contradicts() -> None:
    rows = [
        _year_end("a", "Bibliotek", D(-40_100), D(-39_000), D(-38_200)),
        _year_end("b", "Ränta", D(0), D(-9_000), D(-7)),
    ]
    assert _said(YEAR_END, rows, months=12) == [
        "Ränta, Bokslut 2031: −9 000 är ungefär tusen gånger radens andra belopp; "
        "rätt är troligen −9."
    ]


# ---- printed tables of which nothing is known ----------------------------------------------------

PRINTED = (
    ("", "Budget 2031", "Utfall 2031", "Avvikelse"),
    ("Taxor", "12 100", "11 800", "-300"),
    ("Personalkostnader", "-40 200", "-41 000", "-800"),
    ("Hyreskostnader", "-8 300", "8 350", "16 650"),
    ("Kostnader för el", "-2 100", "-2 240", "-140"),
    ("Kostnader för bränsle", "-1 900", "-1 870", "30"),
)


def _printed(rows: tuple[tuple[str, ...], ...], caption: str = "Tkr") -> list[str]:
    grid = grid_of(Block(rows, caption))
    assert grid is not None
    found = printed_findings(discover(grid), "d", "t")
    return [f.sentence.replace("\u00a0", " ") for f in found]


def test_a_sign_that_no_rule_tells_is_told_in_a_printed_table() -> None:
    assert _printed(PRINTED) == [
        "Hyreskostnader, Utfall 2031: 8 350 har annat tecken än radens andra belopp, som har "
        "minus; rätt är troligen −8 350."
    ]


def test_a_sign_that_both_the_row_and_the_column_bear_out_is_not_accused() -> None:
    rows = (
        ("", "Budget 2031", "Utfall 2031", "Avvikelse", "Utfall 2030"),
        ("Vatten", "4 100", "3 850", "250", "3 700"),
        ("Avlopp", "2 900", "3 040", "-140", "2 810"),
        ("Renhållning", "0", "-120", "120", "85"),
        ("Gator", "7 300", "7 115", "185", "7 020"),
        ("Parker", "1 650", "1 702", "-52", "1 588"),
        ("Summa", "15 950", "15 587", "363", "15 203"),
    )
    assert _printed(rows) == []
    turned = [list(row) for row in rows]
    turned[3][3], turned[6][2], turned[6][3] = "-120", "15 827", "123"
    (sentence,) = _printed(tuple(map(tuple, turned)))
    assert sentence.startswith("Renhållning, Utfall 2031: −120 har annat tecken")


def test_a_printed_table_of_changes_may_have_both_signs() -> None:
    rows = (("", "2031", "2032"), *(row[:3] for row in PRINTED[1:]))
    assert len(_printed(rows)) == 1
    assert _printed(rows, "Ramökningar, tkr") == []


@pytest.mark.parametrize("kind", PRINTED_KINDS)
def test_the_kinds_of_tables_in_print_are_not_accused_of_sign_or_size(kind: str) -> None:
    for seed in range(20):
        table = PRINTED_KINDS[kind](random.Random(seed))
        grid = grid_of(table.block())
        assert grid is not None
        assert not list(printed_findings(discover(grid), "d", "t")), seed


@pytest.mark.parametrize(("heading", "parts"), [("Kostnad per hall, kr", 3), ("Kostnad, kr", 1)])
def test_kronor_beside_thousands_of_kronor_are_as_large_as_they_are(
    heading: str, parts: int
) -> None:
    head = ("", "Kostnad 2030, tkr", "Kostnad 2031, tkr", heading)
    rows = [
        (name, str(cost - 210), str(cost), str(cost * 1000 // parts))
        for name, cost in (("Norr", 11_642), ("Söder", 9_876), ("Öster", 1_804), ("Väster", 7_120))
    ]
    assert _printed((head, *rows), "") == []
