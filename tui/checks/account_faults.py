"""What is wrong in the map of accounts, told at the rows of a draft that it is about.

Figures that are read by it would go to no row, or be counted twice. A row that another document
has and this one has not is no fault of the map: it is told where the map is shown.
"""

from collections.abc import Iterator

from tui.domain.account_map import entries_of, faults, rows_called, takes_balances
from tui.domain.calculation import Calculation
from tui.domain.finding import Address, Finding


def account_finding(document: str, calculation: Calculation) -> Iterator[Finding]:
    """A finding for every fault of an entry that names a row of the table."""
    table, context = calculation.table, calculation.context
    entries = entries_of(context.settings)
    if not entries or context.locked or table.out_of_text or not takes_balances(table):
        return
    for fault in faults(entries, table):
        entry = entries[fault.entry]
        for row in rows_called(table, entry.row)[:1]:
            said = fault.sentence.removeprefix(f"{entry.row}: ")
            sentence = f"{row.label}, kontokartan: {said} Ändra i Kontokarta (Ctrl+P)."
            address = Address(document, table.id, row.id)
            yield Finding(address, "kontokarta", "bör ses över", entry.accounts, None, sentence)
