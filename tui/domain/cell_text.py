"""The texts that a cell and a heading are shown as (*celltext*, *kolumnrubrik*).

One place for the screen and for every printed form: figures the Swedish way, targets, pairs and
marks as the documents print them. Text is given as it is; whoever shows it makes it harmless.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

from tui.domain.calculation import Calculation
from tui.domain.period import Period
from tui.domain.rule import shape_of
from tui.domain.table import LABEL, Column, Row, Table
from tui.domain.value import Malvarde, Mark, Par, Value, decimals_in, number_in, rounded
from tui.svenska.format import HARDSPACE, amount

MARK_WORD = {Mark.DASH: "–", Mark.NOT_AVAILABLE: "ej tillgänglig", Mark.NOT_ASKED: "ej tillfrågad"}

QUOTIENT_DECIMALS = 1
# More decimals than anybody types: a quotient that came here without its column.
MAX_OWN_DECIMALS = 12


def cell_text(value: Value, decimals: int | None, unit: str = "") -> str:
    """The value as text; ``decimals`` None shows a figure with its own decimals.

    Of the units only "%" is written at the figure; the others stand in a heading or a column.
    """
    percent = f"{HARDSPACE}%" if unit == "%" else ""
    match value:
        case None:
            return ""
        case Decimal():
            return _number(value, decimals) + percent
        case Malvarde(comparison, number):
            return comparison + _number(number, decimals) + percent
        case Par(number, within_parenthesis, footnote):
            return (
                f"{_number(number, decimals)} ({_number(within_parenthesis, decimals)}){footnote}"
            )
        case Mark():
            return MARK_WORD[value]
    return value


def _number(number: Decimal, decimals: int | None) -> str:
    if decimals is None and decimals_in(number) > MAX_OWN_DECIMALS:
        decimals = QUOTIENT_DECIMALS
    return amount(number, decimals)


def cells_decimals(row: Row, column: Column) -> int | None:
    """How many decimals a cell is shown with, None for as many as it has.

    The row overrides the column, but not a share, which is in per cent whatever the row is in.
    A quotient has no decimals of its own and gets one.
    """
    shape = shape_of(column.rule)
    quotient = shape is not None and shape.share
    if row.decimals is not None and not quotient:
        return row.decimals
    if column.decimals is None and (quotient or _split(row, column)):
        return QUOTIENT_DECIMALS
    return column.decimals


def _split(row: Row, column: Column) -> bool:
    shape = shape_of(column.rule or (row.rule if column.numeric else None))
    return shape is not None and shape.divides


def cells_unit(table: Table, row: Row, column: Column) -> str:
    """The unit to write at a cell's figure: the row's, or "%" where no heading says per cent."""
    if not column.numeric:
        return ""
    if column.type_ != "procent":
        return row.unit or ""
    return "" if "%" in column.heading or table.unit == "%" else "%"


def shown_decimals(calculation: Calculation, row: Row, column: Column) -> int | None:
    """How many decimals the shown value gets: its column's; one that is printed loses none."""
    return _decimals_of(calculation, row, column, calculation.shown(row.id, column.id))


def _decimals_of(calculation: Calculation, row: Row, column: Column, value: Value) -> int | None:
    decimals = cells_decimals(row, column)
    if (
        decimals is None
        or not isinstance(value, Decimal)
        or not _as_printed(calculation, row, column)
    ):
        return decimals
    return max(decimals, decimals_in(value))


def _as_printed(calculation: Calculation, row: Row, column: Column) -> bool:
    if calculation.is_computed(row.id, column.id):
        return column.id in row.tryckt
    return calculation.context.locked and calculation.printed(row, column.id)


def shown_value(calculation: Calculation, row: Row, column: Column) -> Value:
    """The value that a cell shows, a figure rounded as it is shown."""
    value = calculation.shown(row.id, column.id)
    if not isinstance(value, Decimal):
        return value
    return rounded(value, _decimals_of(calculation, row, column, value))


def shown_figure(calculation: Calculation, row_id: str, column_id: str) -> Decimal | None:
    """The number that a cell shows; None for none, and for no such cell."""
    table = calculation.table
    if row_id not in table.index or column_id not in table.column_index:
        return None
    return number_in(shown_value(calculation, table.row(row_id), table.column(column_id)))


def referred_text(calculation: Calculation, column: Column, key: str) -> str:
    """The label of the row that a key points to, the key itself where there is none."""
    table = calculation.context.tables.get(column.refers)
    return table.row(key).label if table and key in table.index else key


def shown_text(calculation: Calculation, row: Row, column: Column) -> str:
    """The text of one cell of a document, as the screen and the printed forms show it."""
    shown = calculation.shown(row.id, column.id)
    if column.refers and isinstance(shown, str):
        return referred_text(calculation, column, shown)
    decimals = _decimals_of(calculation, row, column, shown)
    return cell_text(shown, decimals, cells_unit(calculation.table, row, column))


def entry_text(value: Value) -> str:
    """A value as a person would type it: no thousands spaces to stumble over."""
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",").replace("-", "−")
    return cell_text(value, None)


_FIELD = re.compile(r"\{(\w+)\}")


def column_heading(column: Column, period: Period | None) -> str:
    """The column's heading, with the years and the riktpunkt that its declaration leaves open."""
    if period is None or "{" not in column.heading:
        return column.heading
    field = _heading_field(period)
    return _FIELD.sub(lambda hit: field.get(hit[1], hit[0]), column.heading)


def heading_text(calculation: Calculation, column_id: str) -> str:
    """The heading of a column (of the labels' for ``LABEL``) as it is written."""
    if column_id == LABEL:
        return calculation.table.heading_label
    column = calculation.table.column(column_id)
    return " ".join(column_heading(column, calculation.context.period).split())


def _heading_field(period: Period) -> dict[str, str]:
    gone, whole = period.riktpunkt()
    share = (Decimal(100) * gone / whole).quantize(Decimal(1), ROUND_HALF_UP)
    planar = {f"ar{i}": str(period.year + i) for i in range(1, 5)}
    return {"ar": str(period.year), "fjol": str(period.year - 1), "riktpunkt": str(share), **planar}
