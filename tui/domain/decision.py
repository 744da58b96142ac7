"""Deciding a document (*beslut*): its figures as they are shown become its printed ones.

From then on the document shows what was decided, to the unit, whatever is recomputed later. The
program's own columns (shares, change in per cent, pace, proposals) are in no printed report, and
stay computed out of the printed figures.
"""

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from tui.domain.calculation import Calculation, incomplete
from tui.domain.cell_text import shown_value
from tui.domain.document import Beslut, Document
from tui.domain.expression import divides
from tui.domain.finding import Address
from tui.domain.rule import Rule, tree_of
from tui.domain.table import Column, Row
from tui.domain.value import Value

AFTER_PERIODS_END = ("delarsbokslut", "arsbokslut", "manadsuppfoljning")
"""The kinds that look back, and so are decided once their period has ended."""


def tryckta_values(
    document: str, calculation: Calculation
) -> Iterator[tuple[Address, Value, Value]]:
    """Each cell that is to print another value than now: where, from, to."""
    table = calculation.table
    for row in table.rows:
        for column in table.columns:
            if not printed(calculation, row, column):
                continue
            from_, to = row.tryckt.get(column.id), _to_print(calculation, row, column)
            if repr(from_) != repr(to):
                yield Address(document, table.id, row.id, column.id), from_, to


def printed(calculation: Calculation, row: Row, column: Column) -> bool:
    """Whether a cell gets a printed figure: a sum or a difference, one that has been printed
    already, and one that is entered more exactly than it is shown.

    Never the sum of only some of its parts: printed, it would pass for the whole. A row of shares
    that no document has printed is the program's own in all its cells; one that has been printed
    is so in all that the row's own rule gives. So is a column of shares.
    """
    if column.id in row.tryckt:
        return True
    if incomplete(calculation, row.id, column.id):
        return False
    rule = calculation.rule(row, column)
    if _is_share(row.rule) and not column.in_report:
        if not (row.tryckt or row.cells):
            return False
        if rule is row.rule:
            return True
    if _is_share(column.rule) and column.id in calculation.table.filled_in:
        return True
    if column.in_report or (tree_of(rule) is not None and not _is_share(rule)):
        return True
    return rule is None and shown_value(calculation, row, column) != row.cells.get(column.id)


def _is_share(rule: Rule | None) -> bool:
    tree = tree_of(rule)
    return tree is not None and divides(tree)


def _to_print(calculation: Calculation, row: Row, column: Column) -> Value:
    """What the cell shows; nothing for one that is entered just so."""
    to = shown_value(calculation, row, column)
    entered = calculation.rule(row, column) is None
    return None if entered and to == row.cells.get(column.id) else to


def decided(document: Document, when: date, paragraf: str, instance: str) -> Document:
    """The head once the board has decided."""
    return replace(
        document,
        status="beslutad",
        unlocked="",
        beslut=Beslut(document.beslut.instance or instance, when, paragraf),
    )


def beslut_obstacle(document: Document, when: date) -> str:
    """Why the document cannot have been decided that day, "" when it can."""
    period = document.period
    if document.kind in AFTER_PERIODS_END and when <= period.end:
        return (
            f"Perioden slutar {period.end}, så den kan inte ha beslutats {when}; "
            "välj ett senare sammanträde."
        )
    return ""
