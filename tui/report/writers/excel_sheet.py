"""One table as a sheet: figures as figures, rules as formulas, everything else as text."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from textwrap import wrap
from typing import Any

from msgspec import Struct
from openpyxl.chart import BarChart, Reference, Series
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tui.domain.expression import Call, Expression, Name, Number, Product, Sum, every_part
from tui.report.layout import (
    EDGE_COLOUR,
    HEAD_COLOUR,
    SIGNAL_COLOURS,
    caption,
    cell_number_format,
    remarks,
    series_colour,
    shows,
    signal_rows,
    table_parts,
    widths,
)
from tui.report.values import (
    Bars,
    Formula,
    Place,
    ReportCell,
    ReportRow,
    ReportTable,
    RiskMatrix,
)

MAX_TEXT = 32_767
HEAD_ROW = 5
GROUP_ORDER = ("tryckt", "underlag", "kommentar")
LEAST, LARGEST, COMMENT_WIDTH, LEAST_LABEL, MAX_ROWS = 11, 44, 50, 24, 20
HEAD = PatternFill("solid", fgColor=HEAD_COLOUR)
DASH = Side(style="thin", color="808890")
UNDER, OVER = Border(bottom=DASH), Border(top=DASH)
FONT = "Calibri"
BOLD, SMALL = Font(FONT, 11, bold=True), Font(FONT, 9, color="444444")
ROW_HEIGHT = 15
BROKEN = Alignment(wrap_text=True, vertical="top")
INDENTED = Alignment("left", "top", wrap_text=True, indent=1)


class SheetPlan(Struct, frozen=True):
    """Where a table's cells stand on its sheet. ``columns`` is each column's number there."""

    table: ReportTable
    columns: tuple[int, ...]

    def address(self, place: Place) -> str:
        """The address of a cell of the table."""
        row, column = place
        return f"{get_column_letter(self.columns[column])}{HEAD_ROW + 1 + row}"

    def has_number(self, place: Place) -> bool:
        """Whether a cell of the table holds a figure."""
        return self.table.rows[place[0]].cells[place[1]].number is not None


def sheet_plan(table: ReportTable) -> SheetPlan:
    """The printed columns first, then what they rest on, the comments last."""
    count = range(len(table.columns))
    order = sorted(count, key=lambda i: GROUP_ORDER.index(table.columns[i].group))
    return SheetPlan(table, tuple(order.index(i) + 2 for i in count))


def set_text(cell: Any, text: str) -> None:
    """Text that no spreadsheet takes for anything else, whatever it begins with."""
    cell.value = text if len(text) <= MAX_TEXT else f"{text[: MAX_TEXT - 1]}…"
    cell.data_type = "s"
    # What a user's own edit of the cell would otherwise turn into a formula.
    cell.quotePrefix = not text[:1].isalnum()


def set_sheet(worksheet: Worksheet, table: ReportTable, mark: str) -> dict[str, Decimal]:
    """Fill a sheet. Returns what its formulas give, by address."""
    plan = sheet_plan(table)
    _head(worksheet, plan, mark)
    values: dict[str, Decimal] = {}
    for nr, row in enumerate(table.rows):
        values.update(_row(worksheet, plan, nr, row))
    _notes(worksheet, table)
    _look(worksheet, plan)
    return values


def _head(worksheet: Worksheet, plan: SheetPlan, mark: str) -> None:
    table = plan.table
    set_text(worksheet["A1"], caption(table))
    worksheet["A1"].font = Font(FONT, 14, bold=True)
    for row, text in enumerate((f"Enhet: {table.unit}" * bool(table.unit), table.sign), 2):
        if text:
            set_text(worksheet.cell(row, 1), text)
            worksheet.cell(row, 1).font = SMALL
    if mark:
        set_text(worksheet["A4"], mark)
        worksheet["A4"].font = Font(FONT, 11, bold=True, color="9A4F00")
    set_text(worksheet.cell(HEAD_ROW, 1), table.label_heading)
    for at, column in zip(plan.columns, table.columns, strict=True):
        set_text(worksheet.cell(HEAD_ROW, at), column.heading)
        state, indent = ("right", 0) if column.right else ("left", 1)
        worksheet.cell(HEAD_ROW, at).alignment = Alignment(
            state, "bottom", wrap_text=True, indent=indent
        )
    for at in range(1, len(plan.columns) + 2):
        heading: Any = worksheet.cell(HEAD_ROW, at)
        heading.font, heading.fill, heading.border = BOLD, HEAD, UNDER


def _row(
    worksheet: Worksheet, plan: SheetPlan, nr: int, row: ReportRow
) -> Iterator[tuple[str, Decimal]]:
    label: Any = worksheet.cell(HEAD_ROW + 1 + nr, 1)
    set_text(label, row.label)
    label.alignment = Alignment(indent=row.level, wrap_text=True, vertical="top")
    _style(label, row)
    for column, (at, cell) in enumerate(zip(plan.columns, row.cells, strict=True)):
        excel_cell: Any = worksheet.cell(HEAD_ROW + 1 + nr, at)
        formula = _fill(excel_cell, cell, plan)
        right = plan.table.columns[column].right
        excel_cell.alignment = Alignment("right", "top") if right else INDENTED
        _style(excel_cell, row)
        if formula and cell.number is not None:
            yield plan.address((nr, column)), cell.number


def _style(excel_cell: Any, row: ReportRow) -> None:
    if row.kind == "summa":
        excel_cell.font, excel_cell.border = BOLD, OVER
    elif row.kind in ("rubrik", "darav"):
        excel_cell.font = Font(FONT, 11, italic=True)


def _fill(excel_cell: Any, cell: ReportCell, plan: SheetPlan) -> bool:
    """Put the value in; whether it is a formula."""
    if shows(cell) and cell.signal is not None:
        excel_cell.fill = PatternFill("solid", fgColor=SIGNAL_COLOURS[cell.signal.signal.value])
    if cell.remark:
        excel_cell.comment = Comment(cell.remark, "Nämndkoll", height=70, width=260)
    if cell.number is None:
        if cell.text:
            set_text(excel_cell, cell.text)
        return False
    excel_cell.number_format = cell_number_format(cell)
    formula = excel_formula(cell.formula, plan) if cell.formula else ""
    excel_cell.value = formula or cell.number
    return bool(formula)


def _notes(worksheet: Worksheet, table: ReportTable) -> None:
    """Below the table: what the colours say, the printed figures that stand, and the notes."""
    texts = [f"{row.sign} {row.text}" for row in signal_rows(table)]
    texts += [f"{who}: {remark}" for who, remark in remarks(table)]
    for nr, text in enumerate((*texts, *table.notes), HEAD_ROW + len(table.rows) + 2):
        set_text(worksheet.cell(nr, 1), text)
        worksheet.cell(nr, 1).font = SMALL


def _look(worksheet: Worksheet, plan: SheetPlan) -> None:
    worksheet.freeze_panes = f"B{HEAD_ROW + 1}"
    worksheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet_widths = dict(_widths(plan))
    for at, width in sheet_widths.items():
        worksheet.column_dimensions[get_column_letter(at)].width = width
    # Not every program fits a row to wrapped text by itself.
    for row in range(HEAD_ROW, HEAD_ROW + 1 + len(plan.table.rows)):
        rows = (
            _count_rows(worksheet.cell(row, s).value, width) for s, width in sheet_widths.items()
        )
        worksheet.row_dimensions[row].height = ROW_HEIGHT * max(rows)


def _widths(plan: SheetPlan) -> Iterator[tuple[int, int]]:
    """The sheet's columns with their widths in characters."""
    parts = [(part, [wanted for wanted, _ in widths(part)]) for part in table_parts(plan.table)]
    yield 1, max(LEAST_LABEL, *(wanted[0] for _, wanted in parts))
    known = {
        k.heading: width
        for part, wanted in parts
        for k, width in zip(part.columns, wanted[1:], strict=True)
    }
    for i, column in enumerate(plan.table.columns):
        empty = not any(row.cells[i].text for row in plan.table.rows)
        width = LEAST if empty else known.get(column.heading, COMMENT_WIDTH)
        yield plan.columns[i], max(LEAST, min(width, LARGEST)) + 2


def _count_rows(value: Any, width: int) -> int:
    """How many lines a text takes in a column, a formula or a figure one."""
    if not isinstance(value, str) or value.startswith("="):
        return 1
    return min(MAX_ROWS, len(wrap(value[: width * MAX_ROWS], width - 1)) or 1)


def set_bars(worksheet: Worksheet, table: ReportTable, chart: Bars) -> None:
    """A native chart of the sheet's own cells, below the table and its notes."""
    plan = sheet_plan(table)
    rows = [nr for nr, row in enumerate(table.rows) if row.label in chart.categories]
    first, last = HEAD_ROW + 1 + rows[0], HEAD_ROW + 1 + rows[-1]
    bars: Any = BarChart()
    bars.type, bars.title, bars.height, bars.width = "bar", None, 10, 22
    bars.x_axis.scaling.orientation, bars.x_axis.tickLblPos = "maxMin", "low"
    bars.x_axis.delete = bars.y_axis.delete = False
    for nr, series in enumerate(chart.all_series):
        at = plan.columns[[k.heading for k in table.columns].index(series.name)]
        number: Any = Series(
            Reference(worksheet, min_col=at, min_row=first, max_row=last),
            title=series.name,
        )
        number.graphicalProperties.solidFill = series_colour(nr)
        number.graphicalProperties.line.solidFill = EDGE_COLOUR
        number.invertIfNegative = False
        bars.series.append(number)
    bars.set_categories(Reference(worksheet, min_col=1, min_row=first, max_row=last))
    worksheet.add_chart(bars, f"B{worksheet.max_row + 3}")


def set_risk_squares(worksheet: Worksheet, matrix: RiskMatrix) -> None:
    """The squares below the table, each with its value, its band and its risks."""
    topmost = worksheet.max_row + 3
    set_text(worksheet.cell(topmost - 1, 1), matrix.heading)
    for i, (name, row) in enumerate(zip(matrix.row_names, matrix.boxes, strict=True)):
        set_text(worksheet.cell(topmost + i, 1), name)
        worksheet.row_dimensions[topmost + i].height = 2 * ROW_HEIGHT
        for j, box in enumerate(row):
            cell = worksheet.cell(topmost + i, 2 + j)
            set_text(cell, box.text)
            cell.alignment = BROKEN
            cell.fill = PatternFill("solid", fgColor=SIGNAL_COLOURS[box.band.signal.value])
    under = topmost + len(matrix.boxes)
    for j, name in enumerate(matrix.column_names):
        set_text(worksheet.cell(under, 2 + j), name)
    for line in matrix.legend[len(matrix.risks) :]:
        set_text(worksheet.cell(under + 1, 1), line)


# ---- The domain's rules as formulas: live where the rule can be expressed -----------------------


def excel_formula(formula: Formula, plan: SheetPlan) -> str:
    """The formula; where it divides, empty for a divisor of zero as the program's own cells are.

    Sums are written with SUM, which passes over empty cells and marks as the domain does.
    """
    places = dict(formula.values)
    text = _excel(formula.rule, places, plan)
    divisors = dict.fromkeys(_excel(d, places, plan) for d in _divisors(formula.rule))
    if not divisors:
        return f"={text}"
    zero = ",".join(f"{divisor}=0" for divisor in divisors)
    return f'=IF({zero if len(divisors) == 1 else f"OR({zero})"},"",{text})'


def _divisors(rule: Expression) -> Iterator[Expression]:
    """What the rule divides by and may be zero; a size is so where its figure is."""
    for part in every_part(rule):
        match part:
            case Product(factors):
                found = [divisor for sign, divisor in factors if sign < 0]
            case Call("forandring", (_, divisor)):
                found = [divisor]
            case _:
                found = []
        for divisor in found:
            match divisor:
                case Call("belopp", (inner,)):
                    yield inner
                case Number():
                    pass
                case _:
                    yield divisor


def _excel(rule: Expression, places: dict[str, Place], plan: SheetPlan) -> str:
    match rule:
        case Number(value):
            return f"{value:f}"
        case Name(name):
            return _sum([places[name]], plan, plan.has_number(places[name]))
        case Sum(terms):
            return _excel_sum(terms, places, plan)
        case Product(factors):
            parts = ((sign, part, _excel(part, places, plan)) for sign, part in factors)
            texts = (
                f"{'*' if sign > 0 else '/'}{f'({text})' if isinstance(part, Sum) else text}"
                for sign, part, text in parts
            )
            return "".join(texts).removeprefix("*")
        case Call("forandring", arguments):
            to, from_ = (f"ABS({_excel(part, places, plan)})" for part in arguments)
            return f"({to}-{from_})/{from_}*100"
        case Call(function, (part,)):
            text = _excel(part, places, plan)
            return f"ABS({text})" if function == "belopp" else text
    return ""


def _excel_sum(
    terms: Sequence[tuple[int, Expression]], places: dict[str, Place], plan: SheetPlan
) -> str:
    """The named cells with SUM, those added before those subtracted; then what is more."""
    named = [(sign, places[part.name]) for sign, part in terms if isinstance(part, Name)]
    plus, minus = ([place for s, place in named if s == sign] for sign in (1, -1))
    whole = all(plan.has_number(place) for _, place in named)
    other = "".join(
        f"{'+' if sign > 0 else '-'}({_excel(part, places, plan)})"
        for sign, part in terms
        if not isinstance(part, Name)
    )
    return _sum(plus, plan, whole) + (f"-{_sum(minus, plan, whole)}" if minus else "") + other


def _sum(places: Sequence[Place], plan: SheetPlan, whole: bool) -> str:
    """One figure by its address, several by SUM, a whole column of them as a range."""
    if not places:
        return "0"
    if len(places) == 1 and whole:
        return plan.address(places[0])
    if len(places) > 2 and all(b == (a[0] + 1, a[1]) for a, b in pairwise(places)):
        return f"SUM({plan.address(places[0])}:{plan.address(places[-1])})"
    return f"SUM({','.join(map(plan.address, places))})"
