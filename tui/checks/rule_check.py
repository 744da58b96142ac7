"""Rules that cannot be reckoned by: one sentence each, at the row or the column."""

from collections.abc import Iterator

from tui.domain.calculation import Calculation
from tui.domain.cell_text import column_heading
from tui.domain.finding import Address, Finding
from tui.domain.rule_faults import Fault


def rule_finding(document: str, calculation: Calculation) -> Iterator[Finding]:
    """A finding for every rule of a table that gives nothing, or names what is not there."""
    for fault in calculation.faults.told:
        address = Address(document, calculation.table.id, fault.row, fault.column)
        sentence = rule_sentence(calculation, fault)
        yield Finding(
            address, "regel", "fel" if fault.empty else "bör ses över", None, None, sentence
        )


def rule_sentence(calculation: Calculation, fault: Fault) -> str:
    """What is wrong with a rule, in a sentence that names its row or column."""
    table, period = calculation.table, calculation.context.period
    if fault.row:
        name = table.row(fault.row).label or fault.row
    else:
        name = f"Kolumnen {column_heading(table.column(fault.column), period)}"
    return f"{name} kan inte räknas: {fault.why}" if fault.empty else f"{name}: {fault.why}"
