"""What an accounting file says, and the balances that are asked of it."""

from datetime import date
from decimal import Decimal

from tui.domain.ledger import AccountingYear, Ledger, Movement, Only, balances
from tui.svenska.parse import Refusal

YEAR = AccountingYear(0, date(2024, 1, 1), date(2024, 12, 31))
NORTH = (("1", "120"),)
SOUTH = (("1", "130"),)
D = Decimal


def ledger(**what: object) -> Ledger:
    moves = [
        Movement(0, 202401, "3011", D("-100.50"), ((NORTH, D("-60.50")), (SOUTH, D("-40")))),
        Movement(0, 202402, "3011", D("-50")),
        Movement(0, 202402, "1930", D("50")),
    ]
    base = {
        "years": (YEAR,),
        "results": {0: {"3011": D("-150.50")}},
        "movements": {"utfall": moves},
        "reading": {("utfall", 0): "totals"},
        "on_balance_sheet": frozenset({"1930"}),
    }
    return Ledger(**(base | what))  # type: ignore[arg-type]


def test_the_whole_year_is_as_the_file_states_it() -> None:
    assert balances(ledger(), "utfall", YEAR) == {"3011": D("-150.50")}


def test_up_to_a_month_the_movements_without_objects_are_added() -> None:
    assert balances(ledger(), "utfall", YEAR, date(2024, 1, 31)) == {"3011": D("-100.50")}


def test_an_object_has_only_its_own_part() -> None:
    only = Only("1", frozenset({"120"}))
    assert balances(ledger(), "utfall", YEAR, only=only) == {"3011": D("-60.50")}


def test_where_every_row_is_a_part_all_of_them_are_added() -> None:
    parts = ledger(reading={("utfall", 0): "parts"})
    assert balances(parts, "utfall", YEAR, date(2024, 1, 31)) == {"3011": D("-201.00")}


def test_months_of_a_file_with_only_the_years_balance_are_refused() -> None:
    answer = balances(ledger(movements={}), "utfall", YEAR, date(2024, 1, 31))
    assert isinstance(answer, Refusal) and "bara årets saldo för 2024" in answer.sentence


def test_a_budget_that_is_not_there_is_no_zero() -> None:
    answer = balances(ledger(), "budget", YEAR)
    assert isinstance(answer, Refusal) and answer.sentence == "Filen har ingen budget för 2024."


def test_months_that_do_not_add_up_to_the_balance_are_refused() -> None:
    unsure = ledger(unreconciled=frozenset({(0, "3011")}))
    answer = balances(unsure, "utfall", YEAR, date(2024, 1, 31))
    assert isinstance(answer, Refusal) and "konto 3011" in answer.sentence
