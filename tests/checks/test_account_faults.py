"""Faults of the map of accounts, told at the rows of a draft."""

from msgspec.structs import replace

from tests.domain.test_account_map import LIBRARIES, SCHOOL
from tui.checks.one_table import table_finding
from tui.domain.calculation import Calculation, Context
from tui.domain.settings import Settings
from tui.domain.table import Table

MAP = {
    "1": ("Lokalhyror", "60-61", "", ""),
    "2": ("Media och inköp", "4;61-64", "", ""),
    "3": ("Skolskjuts", "5", "", ""),
}


def told(table: Table, *, locked: bool = False) -> list[tuple[str, str]]:
    """The rows and the sentences of what is found of the map."""
    context = Context(settings=Settings(account_map=MAP), locked=locked)
    found = table_finding("d", Calculation(table, context))
    return [(f.address.row, f.sentence) for f in found if f.kind == "kontokarta"]


def test_rows_whose_accounts_go_into_each_other_are_told_and_no_others() -> None:
    found = told(LIBRARIES)
    assert [row for row, _ in found] == ["l", "m"]
    assert found[0][1] == (
        "Lokalhyror, kontokartan: 60-61 och 61-64 på Media och inköp går in i varandra; konton som"
        " båda har läggs på ingen av dem. Ändra i Kontokarta (Ctrl+P)."
    )


def test_decided_documents_and_tables_of_other_rows_or_no_amounts_are_left_alone() -> None:
    assert told(LIBRARIES, locked=True) == []
    assert told(SCHOOL) == []
    (column,) = LIBRARIES.columns
    assert told(replace(LIBRARIES, columns=(replace(column, type_="tal"),))) == []
