"""One table of a report (*rapporttabell*) out of its sheet: texts, figures, signals, formulas."""

from collections.abc import Iterator
from decimal import Decimal

from tui.domain.bedomning import Bedomning, cell_assessment
from tui.domain.calculation import Calculation
from tui.domain.cell_text import cell_text, cells_unit, shown_decimals
from tui.domain.rule import (
    Change,
    Children,
    Expression,
    Own,
    PerMonth,
    Quotient,
    according_to,
    name_in,
)
from tui.domain.signs import signal_sign
from tui.domain.table import Column, Row
from tui.domain.value import decimals_in
from tui.report.report import (
    Formula,
    Group,
    Place,
    ReportCell,
    ReportColumn,
    ReportRow,
    ReportTable,
    SignalWord,
)
from tui.report.sheet import Sheet
from tui.report.table_form import FormCell, TableForm, table_form
from tui.svenska.format import clean

# What the program needs in a table and no document prints as a column of it. Source: the four
# printed reports, which set the key figure's source as a footnote and its goal as a heading.
UNDERLAG_COLUMNS = {
    "mal.nyckeltal": ("riktning", "kumulativ", "namndmal", "kalla"),
    "mal.ataganden": ("antal", "av", "riktning"),
    "internkontroll.uppfoljning": ("uppfylld",),
}


def report_table(sheet: Sheet) -> ReportTable:
    """The sheet's table, with the very texts that ``show`` prints."""
    form, table = table_form(sheet), sheet.calculation.table
    rows = tuple(
        ReportRow(f_row.label, tuple(_cells(sheet, row, f_row.cells)), f_row.level, f_row.kind)
        for f_row, row in zip(form.rows, table.rows, strict=True)
    )
    return ReportTable(
        clean(table.id),
        form.heading,
        form.label_heading,
        tuple(_columns(sheet, form)),
        rows,
        clean(table.unit),
        clean(table.template.sign),
        (*form.notes, *_counted(sheet)),
    )


def _columns(sheet: Sheet, form: TableForm) -> Iterator[ReportColumn]:
    for form_column, column in zip(form.columns, sheet.calculation.table.columns, strict=True):
        yield ReportColumn(form_column.heading, form_column.right, group(sheet.calculation, column))


def group(calculation: Calculation, column: Column) -> Group:
    """Where a column stands: sums and differences are printed, the program's own measures not."""
    if column.always:
        return "kommentar"
    own = isinstance(column.rule, Quotient | Change | PerMonth | Own)
    underlag = UNDERLAG_COLUMNS.get(calculation.table.template.id, ())
    return "underlag" if own or column.id in underlag else "tryckt"


def _counted(sheet: Sheet) -> Iterator[str]:
    """A line on the rows that a decided document does not print: the program worked them out."""
    calculation = sheet.calculation
    if not calculation.context.locked:
        return
    rows = [r for r in calculation.table.rows if r.rule and not (r.tryckt or r.cells)]
    name = [clean(r.label) for r in rows if _has_number(calculation, r)]
    if name:
        yield f"Räknat av Nämndkoll, inte tryckt i dokumentet: {'; '.join(name)}."


def _has_number(calculation: Calculation, row: Row) -> bool:
    return any(
        isinstance(calculation.shown(row.id, k.id), Decimal) for k in calculation.table.columns
    )


def _cells(sheet: Sheet, row: Row, cells: tuple[FormCell, ...]) -> Iterator[ReportCell]:
    for cell, column in zip(cells, sheet.calculation.table.columns, strict=True):
        yield _cell(sheet.calculation, row, column, cell.text)


def _cell(calculation: Calculation, row: Row, column: Column, text: str) -> ReportCell:
    signal = signal_word(cell_assessment(calculation, row, column))
    number = calculation.shown(row.id, column.id)
    if not isinstance(number, Decimal):
        return ReportCell(text, signal=signal)
    formula = _formula(calculation, row, column)
    gives = None if formula is None else _gives(calculation, row, column)
    unit = "%" if cells_unit(calculation.table, row, column) == "%" else ""
    decimals = shown_decimals(calculation, row, column)
    shown = decimals_in(number) if decimals is None else decimals
    if gives == number:
        return ReportCell(text, number, shown, unit, signal, formula)
    remark = (
        "" if gives is None else f"Tryckt värde. Talen i tabellen ger {cell_text(gives, shown)}."
    )
    return ReportCell(text, number, shown, unit, signal, remark=remark)


def signal_word(bedomning: Bedomning | None) -> SignalWord | None:
    """A judgement as a report shows it, None where there is none."""
    if bedomning is None:
        return None
    sign = signal_sign(bedomning)
    return SignalWord(bedomning.signal, sign, clean(bedomning.words), clean(bedomning.rule))


def _formula(calculation: Calculation, row: Row, column: Column) -> Formula | None:
    """The rule of a computed cell, with where its terms stand; None where it cannot be shown so."""
    rule = _rule(calculation, row, column)
    if rule is None or isinstance(rule, Own):
        return None
    places = [(name, _place(calculation, row, column, name)) for name in name_in(rule)]
    values = tuple((name, place) for name, place in places if place is not None)
    if not values or len(values) < len(places):
        return None
    return Formula(rule, values, _months(calculation, rule))


def _rule(calculation: Calculation, row: Row, column: Column) -> Expression | None:
    rule = calculation.rule(row, column)
    return calculation.child_sum(row) if isinstance(rule, Children) else rule


def _place(calculation: Calculation, row: Row, column: Column, name: str) -> Place | None:
    table = calculation.table
    row_id, column_id = (row.id, name) if column.computed else (name, column.id)
    if row_id not in table.index or column_id not in table.column_index:
        return None
    return table.index[row_id], table.column_index[column_id]


def _months(calculation: Calculation, rule: Expression) -> int:
    period = calculation.context.period
    if not isinstance(rule, PerMonth) or period is None:
        return 0
    return period.months if rule.months == "gatt" else period.months_left


def _gives(calculation: Calculation, row: Row, column: Column) -> Decimal | None:
    """What the rule gives for the figures that stand in the table as shown."""
    rule = _rule(calculation, row, column)
    if rule is None:
        return None
    if column.computed:
        return according_to(
            rule, lambda n: _shown(calculation, row.id, n), calculation.context.period
        )
    return according_to(
        rule, lambda n: _shown(calculation, n, column.id), calculation.context.period
    )


def _shown(calculation: Calculation, row_id: str, column_id: str) -> Decimal | None:
    """The figure of a cell as a spreadsheet sees it: a target or a pair is text there."""
    number = calculation.shown_number(row_id, column_id)
    value = calculation.shown(row_id, column_id) if number is not None else None
    return value if isinstance(value, Decimal) else None
