"""One table out of its sheet: texts, figures, signals and formulas, and what stands below it.

Every text that comes from a store is made harmless here, once, so that no format can forget it.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from textwrap import shorten

from msgspec.structs import replace

from tui.checks.rule_check import rule_sentence
from tui.domain.bedomning import Bedomning, cell_assessment
from tui.domain.calculation import Calculation, incomplete
from tui.domain.cell_text import (
    cell_text,
    cells_unit,
    column_heading,
    shown_decimals,
    shown_text,
)
from tui.domain.document import Document
from tui.domain.evaluation import value
from tui.domain.expression import Expression, divides, names_in, with_months
from tui.domain.period import Period
from tui.domain.rule import Own, tree_of
from tui.domain.symbols import INCOMPLETE, signal_sign
from tui.domain.table import LABEL, Column, ColumnRole, Row, Table
from tui.domain.value import Mark, decimals_in
from tui.report.sheets import Bundle, Sheet
from tui.report.values import (
    Formula,
    Group,
    Place,
    ReportCell,
    ReportColumn,
    ReportRow,
    ReportTable,
    SignalWord,
)
from tui.svenska.format import HARDSPACE, clean

# By what a table is about: what the program needs in it and no document prints as a column of it.
# Source: the four printed reports, which set the key figure's source as a footnote and its goal as
# a heading.
UNDERLAG_ROLES: dict[str, tuple[ColumnRole, ...]] = {
    "nyckeltal": ("riktning", "kumulativ", "hor_till", "kalla"),
    "ataganden": ("antal", "av", "riktning"),
    "uppfoljning": ("uppfylld",),
}
LIST_COLUMNS = (ReportColumn("Rubrik"), ReportColumn("Flik"), ReportColumn("Rader", right=True))

CellMaker = Callable[[Calculation, Row, Column], ReportCell]


def plain_table(sheet: Sheet) -> ReportTable:
    """The sheet's table by itself, under the name of its document."""
    table = sheet.calculation.table
    unit = f" · Enhet: {table.unit}" if table.unit else ""
    ingress = (f"{_document_line(sheet.document)}{unit}", table.sign)
    return replace(
        _table(sheet, plain_cell),
        ingress=tuple(clean(line) for line in ingress if line),
        keys=(("Dokument", clean(sheet.document.id)), ("Tabell", clean(table.id))),
    )


def report_table(sheet: Sheet) -> ReportTable:
    """The sheet's table in its document's report, with the very texts of the plain one."""
    form, table = _table(sheet, _judged_cell), sheet.calculation.table
    return replace(
        form,
        unit=clean(table.unit),
        sign=clean(table.sign),
        notes=(*form.notes, *_not_printed(sheet.calculation)),
    )


def list_table(bundle: Bundle) -> ReportTable:
    """The tables that a document has, as a table."""
    rows = []
    for sheet in bundle.sheets:
        table = sheet.calculation.table
        count = len(table.rows)
        cells = (clean(table.heading), clean(sheet.tab))
        count_cell = ReportCell(str(count), Decimal(count))
        rows.append(ReportRow(clean(table.id), (*map(ReportCell, cells), count_cell)))
    heading, keys = clean(_document_line(bundle.document)), clean(bundle.document.id)
    return ReportTable("", heading, "Tabell", LIST_COLUMNS, tuple(rows), keys=(("Dokument", keys),))


def _document_line(document: Document) -> str:
    return f"{document.name} ({document.id}, {document.status})"


def _table(sheet: Sheet, cell: CellMaker) -> ReportTable:
    calculation, period = sheet.calculation, sheet.document.period
    table = calculation.table
    return ReportTable(
        clean(table.id),
        clean(table.heading),
        clean(table.heading_label),
        tuple(
            ReportColumn(clean(column_heading(k, period)), k.numeric, group(calculation, k))
            for k in table.columns
        ),
        tuple(
            ReportRow(
                clean(row.label),
                tuple(cell(calculation, row, column) for column in table.columns),
                table.level(row),
                row.kind,
            )
            for row in table.rows
        ),
        notes=(
            *_incomplete(calculation),
            *(clean(rule_sentence(calculation, fault)) for fault in calculation.faults.told),
            *(clean(note) for note in notes(table, period)),
        ),
    )


def group(calculation: Calculation, column: Column) -> Group:
    """Where a column stands: sums and differences are printed, the program's own measures not."""
    if column.always:
        return "kommentar"
    tree = tree_of(column.rule)
    own = isinstance(column.rule, Own) or (tree is not None and divides(tree))
    if column.computed and calculation.context.locked:
        # A document that was decided without it does not print it.
        own = (own and not column.in_report) or column.id not in calculation.table.filled_in
    elif column.in_report:
        own = False
    roles = UNDERLAG_ROLES.get(calculation.table.subject, ())
    return "underlag" if own or column.role in roles else "tryckt"


def _incomplete(calculation: Calculation) -> Iterator[str]:
    table = calculation.table
    if any(
        incomplete(calculation, row.id, column.id) for row in table.rows for column in table.columns
    ):
        yield f"{INCOMPLETE} = ofullständig summa: tal saknas i någon del."


def _not_printed(calculation: Calculation) -> Iterator[str]:
    """A line on the rows that a decided document does not print: the program worked them out."""
    if not calculation.context.locked:
        return
    rows = [r for r in calculation.table.rows if r.rule and not (r.tryckt or r.cells)]
    names = [clean(r.label) for r in rows if _has_number(calculation, r)]
    if names:
        yield f"Räknat av Nämndkoll, inte tryckt i dokumentet: {'; '.join(names)}."


def _has_number(calculation: Calculation, row: Row) -> bool:
    return any(
        isinstance(calculation.shown(row.id, k.id), Decimal) for k in calculation.table.columns
    )


# ---- Cells --------------------------------------------------------------------------------------


def plain_cell(calculation: Calculation, row: Row, column: Column) -> ReportCell:
    """A cell as it is shown, without what it rests on."""
    text, number = clean(shown_text(calculation, row, column)), calculation.shown(row.id, column.id)
    if incomplete(calculation, row.id, column.id):
        text = f"{text}{HARDSPACE}{INCOMPLETE}" if text else INCOMPLETE
    if not isinstance(number, Decimal):
        return ReportCell(text)
    decimals = shown_decimals(calculation, row, column)
    unit = "%" if cells_unit(calculation.table, row, column) == "%" else ""
    return ReportCell(text, number, decimals_in(number) if decimals is None else decimals, unit)


def _judged_cell(calculation: Calculation, row: Row, column: Column) -> ReportCell:
    """The same with its signal, and its formula where the formula gives what is shown."""
    plain = plain_cell(calculation, row, column)
    cell = replace(plain, signal=signal_word(cell_assessment(calculation, row, column)))
    formula = None if cell.number is None else _formula(calculation, row, column)
    gives = None if formula is None else _gives(calculation, row, column)
    if gives is None:
        return cell
    if gives == cell.number:
        return replace(cell, formula=formula)
    remark = f"Tryckt värde. Talen i tabellen ger {cell_text(gives, cell.decimals)}."
    return replace(cell, remark=remark)


def signal_word(bedomning: Bedomning | None) -> SignalWord | None:
    """A judgement as a report shows it, None where there is none."""
    if bedomning is None:
        return None
    sign = signal_sign(bedomning)
    return SignalWord(bedomning.signal, sign, clean(bedomning.words), clean(bedomning.rule))


def _formula(calculation: Calculation, row: Row, column: Column) -> Formula | None:
    """The rule of a computed cell, with where its terms stand; None where it cannot be shown so."""
    rule = _rule(calculation, row, column)
    if rule is None:
        return None
    places = [(name, _place(calculation, row, column, name)) for name in names_in(rule)]
    values = tuple((name, place) for name, place in places if place is not None)
    if not values or len(values) < len(places):
        return None
    period = calculation.context.period
    return Formula(with_months(rule, period.months, period.months_left) if period else rule, values)


def _rule(calculation: Calculation, row: Row, column: Column) -> Expression | None:
    tree = tree_of(calculation.rule(row, column))
    return None if tree is None else calculation.with_children(row, tree)


def _ids(row: Row, column: Column, name: str) -> tuple[str, str]:
    """The row and the column that a rule's name means: a column's rule reads along the row."""
    return (row.id, name) if column.computed else (name, column.id)


def _place(calculation: Calculation, row: Row, column: Column, name: str) -> Place | None:
    table = calculation.table
    row_id, column_id = _ids(row, column, name)
    if row_id not in table.index or column_id not in table.column_index:
        return None
    return table.index[row_id], table.column_index[column_id]


def _gives(calculation: Calculation, row: Row, column: Column) -> Decimal | None:
    """What the rule gives for the figures that stand in the table as shown."""
    rule = _rule(calculation, row, column)
    if rule is None:
        return None

    def shown(name: str) -> Decimal | None:
        """The figure of a cell as a spreadsheet sees it: a target or a pair is text there."""
        ids = _ids(row, column, name)
        if ids in calculation.nothing:
            return Decimal(0)
        stands = calculation.shown(*ids) if calculation.number(*ids) is not None else None
        if stands is Mark.DASH:
            return Decimal(0)
        return stands if isinstance(stands, Decimal) else None

    return value(rule, shown, calculation.context.period)


# ---- What stands below: footnotes, notes with their places, the source --------------------------

PROSA = "ur löptexten"
MAX_PLACES = 3
MAX_LABEL = 40


def notes(table: Table, period: Period | None) -> tuple[str, ...]:
    """The lines below a table, in the order in which a reader needs them."""
    footnotes = [f"{sign}: {text}" for sign, text in table.footnotes.items()]
    note = [f"Not: {table.note}"] if table.note else []
    source = [f"Källa: {table.source}"] if table.source else []
    return (*footnotes, *note, *_cell_notes(table, period), *source)


def _cell_notes(table: Table, period: Period | None) -> Iterator[str]:
    """The notes and sources of rows and cells, those with the same words together."""
    places: dict[str, list[tuple[Row, str]]] = {}
    for row in table.rows:
        for column, text in row.notes.items():
            places.setdefault(text, []).append((row, column))
        for column, source in row.sources.items():
            text = PROSA if source == "prosa" else source
            places.setdefault(text, []).append((row, column))
    for text, noted in places.items():
        yield f"{_places(table, noted, period)}: {text}"


def _places(table: Table, noted: list[tuple[Row, str]], period: Period | None) -> str:
    if len(noted) <= MAX_PLACES:
        return "; ".join(_noted_place(table, row, column, period) for row, column in noted)
    columns = {column for _, column in noted}
    what = _column(table, columns.pop(), period) if len(columns) == 1 else ""
    if not what:
        return f"{len(noted)} ställen"
    whole = len({row.id for row, _ in noted}) == len(table.rows)
    return f"{what}, alla rader" if whole else f"{what}, {len(noted)} rader"


def _noted_place(table: Table, row: Row, column: str, period: Period | None) -> str:
    name = "" if column == LABEL else _column(table, column, period)
    label = shorten(row.label, MAX_LABEL, placeholder=" …")
    return f"{label}, {name}" if name else label


def _column(table: Table, column: str, period: Period | None) -> str:
    if column == LABEL:
        return table.heading_label
    exists = column in table.column_index
    return column_heading(table.column(column), period) if exists else ""
