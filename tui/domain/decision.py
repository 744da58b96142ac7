"""Deciding a document (*beslut*): its computed figures become its printed ones.

From then on the document shows what was decided, to the unit, whatever is recomputed later. The
program's own columns (shares, change in per cent, pace, proposals) are in no printed report, and
stay computed out of the printed figures.
"""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from msgspec.structs import replace

from tui.domain.calculation import Calculation
from tui.domain.cell_text import shown_decimals
from tui.domain.document import Beslut, Document
from tui.domain.expression import divides
from tui.domain.finding import Address
from tui.domain.rule import tree_of
from tui.domain.table import Column, Row
from tui.domain.value import Value

BEFORE_PERIODS_END = ("delarsbokslut", "arsbokslut")


def tryckta_values(
    document: str, calculation: Calculation
) -> Iterator[tuple[Address, Value, Value]]:
    """Each computed cell that is to print another value than now: where, from, to."""
    table = calculation.table
    for row in table.rows:
        for column in table.columns:
            if not printed(calculation, row, column):
                continue
            from_, to = row.tryckt.get(column.id), _rounded(calculation, row, column)
            if repr(from_) != repr(to):
                yield Address(document, table.id, row.id, column.id), from_, to


def printed(calculation: Calculation, row: Row, column: Column) -> bool:
    """Whether a cell is one that a report prints, or that this one has printed already."""
    rule = calculation.rule(row, column)
    tree = tree_of(rule)
    return (
        column.in_report
        or (tree is not None and not divides(tree))
        or (rule is not None and column.id in row.tryckt)
    )


def _rounded(calculation: Calculation, row: Row, column: Column) -> Value:
    """The computed value as it is shown: rounded to the decimals of its cell."""
    value = calculation.computed(row.id, column.id)
    decimals = shown_decimals(calculation, row, column)
    if not isinstance(value, Decimal) or decimals is None:
        return value
    rounded_to = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return rounded_to if rounded_to else abs(rounded_to)


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
    if document.kind in BEFORE_PERIODS_END and when <= period.end:
        return (
            f"Perioden slutar {period.end}, så den kan inte ha beslutats {when}; "
            "välj ett senare sammanträde."
        )
    return ""
