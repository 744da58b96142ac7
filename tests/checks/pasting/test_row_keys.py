"""Rows that are told by their numbers only land on these rows, or nowhere."""

from decimal import Decimal

import pytest

from tests.checks.pasting.cases import pasted
from tests.checks.pasting.test_kinds import kultur
from tests.tables import begun, mall
from tui.domain.calculation import Calculation, Context
from tui.domain.period import from_new_year
from tui.domain.table import LABEL, Column, Row
from tui.svenska.parse import Refusal

COLUMNS = (
    Column("arsbudget", "Årsbudget {ar}", role="budget"),
    Column("prognos", "Årsprognos {ar}", role="prognos"),
)


def building() -> Calculation:
    """A building board's accounts, two of them with one number."""
    labels = ("31 Bygglov", "36 Uthyrning", "40 Material", "40 Tjänster", "51–52 Lön")
    rows = tuple(Row(f"r{n}", label) for n, label in enumerate(labels))
    form = mall("bygg.konton", "drift", "Konton", COLUMNS, unit="kr")
    table = begun("konton", form, "Konton", "kr", COLUMNS, rows, heading_label="Konto")
    return Calculation(table, Context({"konton": table}, period=from_new_year(2031, 10)))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Konto\tPrognos 2031\n36\t205000\n51-52\t63000\n", {"r1": 205000, "r4": 63000}),
        ("\tPrognos 2031\n36\t205000\n31\t63000\n", {"r1": 205000, "r0": 63000}),
        ("Ansvar\tKto\tPrognos 2031\n4711\t36\t205000\n4711\t31\t7\n", {"r1": 205000, "r0": 7}),
        ("Konto\tPrognos 2031\n36\t205000\n360\t8\n40\t9\n", {"r1": 205000}),
        ("Konto\tBenämning\tPrognos 2031\n36\tUthyrning\t205000\n31\tPark\t9\n", {"r1": 205000}),
    ],
)
def test_a_row_is_found_by_the_number_that_begins_its_label(
    text: str, wanted: dict[str, int]
) -> None:
    for column in ("arsbudget", LABEL):
        got = pasted(building(), text, "r2", column)
        assert got.changes == {f"{row}/prognos": Decimal(n) for row, n in wanted.items()}


def test_numbers_without_any_heading_are_found_too() -> None:
    got = pasted(building(), "36\t205000\n31\t63000\n", "r2", "prognos")
    assert got.changes == {"r1/prognos": Decimal(205000), "r0/prognos": Decimal(63000)}


@pytest.mark.parametrize("head", ["Konto", "Kto", "Ansvar", ""])
def test_numbers_of_no_row_are_never_placed_by_the_cursor(head: str) -> None:
    for table, row in ((building(), "r2"), (kultur(), "museum")):
        got = pasted(table, f"{head}\tPrognos 2031\n97\t205\n98\t63\n", row, "arsbudget")
        assert isinstance(got.answer, Refusal)
        assert "har bara nummer («97» …)" in got.told


def test_a_block_of_figures_alone_still_goes_by_the_cursor() -> None:
    got = pasted(building(), "36\t40\n31\t44\n", "r0", "arsbudget")
    assert list(got.changes.values()) == [Decimal(n) for n in (36, 40, 31, 44)]
