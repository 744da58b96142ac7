"""Which part of an accounting file is meant, by what its dimensions are called."""

from datetime import date
from decimal import Decimal

from tui.domain.ledger import AccountingYear, Ledger, Movement, Only
from tui.domain.ledger_filter import all_dimensions, only_of

YEAR = AccountingYear(0, date(2024, 1, 1), date(2024, 12, 31))
PARTS = (((("1", "120"),), Decimal(5)), ((("21", "7"),), Decimal(5)))
MOVES = {"utfall": [Movement(0, 202401, "5010", None, PARTS)]}


def test_dimensions_that_a_file_does_not_name_have_the_names_of_the_format() -> None:
    unnamed = Ledger((YEAR,), movements=MOVES)  # type: ignore[arg-type]
    assert all_dimensions(unnamed) == {"1": "Kostnadsställe", "21": ""}
    assert only_of(unnamed, "kostnadsställe=12*") == Only("1", frozenset({"120"}))
    assert only_of(unnamed, "1=120") == Only("1", frozenset({"120"}))


def test_a_name_of_the_files_own_goes_before_that_of_the_format() -> None:
    named = Ledger((YEAR,), movements=MOVES, dimensions={"1": "Ansvar"})  # type: ignore[arg-type]
    assert all_dimensions(named) == {"1": "Ansvar", "21": ""}
