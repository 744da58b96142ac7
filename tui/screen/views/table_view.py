"""A table as a grid's content: the one view of every table on every tab."""

from collections.abc import Mapping
from decimal import Decimal

from tui.domain.bedomning import cell_assessment
from tui.domain.calculation import Calculation, incomplete
from tui.domain.cell_text import (
    cell_text,
    column_heading,
    entry_text,
    heading_text,
    shown_text,
    shown_value,
)
from tui.domain.entry import parsed_entry
from tui.domain.finding import Severity
from tui.domain.symbols import FINDING_SIGN, INCOMPLETE, bar, signal_class, signal_sign
from tui.domain.table import LABEL, Column, Row
from tui.domain.value import number_in
from tui.screen.views.column_width import (
    heading_rows,
    label_width,
    number_width,
    text_width,
    widened,
)
from tui.screen.widgets.model import HEADING, Box, Editing, GridColumn, GridModel
from tui.svenska.parse import Refusal

MEASURED, IN_SIGHT = 500, 60
"""A table of more rows is not measured whole, but by so many first ones and what is in sight."""
BAR, BAR_SCREEN = 6, 110
Marks = Mapping[tuple[str, str], Severity | None]
"""The severity of the finding at a row and a column; None where one was and is checked again."""


class CellTexts:
    """The texts of one version of a table, made when they are asked for."""

    def __init__(self, calculation: Calculation, screen: int) -> None:
        self.calculation, self.table, self.screen = calculation, calculation.table, screen
        self._texts: dict[tuple[str, str], str] = {}

    def text(self, row: Row, column_id: str) -> str:
        """The text of one cell, or a row's label; the first line of a longer one."""
        key = (row.id, column_id)
        if key not in self._texts:
            self._texts[key] = self._new_text(row, column_id)
        return self._texts[key]

    def _new_text(self, row: Row, column_id: str) -> str:
        if column_id == LABEL:
            return "  " * self.table.level(row) + row.label
        column = self.table.column(column_id)
        if column.assessed_by == "forbrukning":
            return self._consumption(number_in(self.calculation.shown(row.id, column.id)))
        text = shown_text(self.calculation, row, column)
        return text.splitlines()[0] + " …" if "\n" in text else text

    def _consumption(self, share: Decimal | None) -> str:
        if share is None:
            return ""
        text = cell_text(share, 0, "%")
        return text if self.screen < BAR_SCREEN else f"{bar(float(share) / 100, BAR)} {text:>5}"


class TableView:
    """What a grid shows of one version of a table. Cells are worked out when they are seen.

    The columns are as wide as their texts: of all rows, in a table of more than ``MEASURED`` of
    the first ones and those that have been in sight. ``before`` is what was shown before: while it
    is of the same long table, no column gets narrower.
    """

    def __init__(
        self,
        calculation: Calculation,
        marks: Marks,
        screen: int,
        *,
        writable: bool = True,
        before: GridModel | None = None,
    ) -> None:
        self.calculation, self.marks = calculation, marks
        self.screen, self.writable = screen, writable
        self.table = calculation.table
        self.count_rows = len(self.table.rows)
        self._texts = CellTexts(calculation, screen)
        self._boxes: dict[tuple[int, int], Box] = {}
        self._widths = dict.fromkeys((LABEL, *self.table.column_index), 0)
        self.columns: tuple[GridColumn, ...] = ()
        if self.long and isinstance(before, TableView) and before.table.id == self.table.id:
            # What is in sight is measured again when it is drawn.
            self._widths |= before._widths
            self.columns = self._new_columns()
        else:
            self._measure(range(IN_SIGHT if self.long else self.count_rows))

    def shows(self, calculation: Calculation, marks: Marks, screen: int, writable: bool) -> bool:
        """Whether it is made of the very same."""
        same = self.calculation is calculation and self.marks == marks
        return same and (self.screen, self.writable) == (screen, writable)

    @property
    def long(self) -> bool:
        """Whether the table is too long to be written out only to be measured."""
        return self.count_rows > MEASURED

    def measure(self, rows: range) -> bool:
        """Make room for what these rows say; True where a column grew."""
        return self.long and self._measure(rows)

    def _measure(self, rows: range) -> bool:
        known = dict(self._widths)
        for id_ in known:
            texts = (self._texts.text(self.table.rows[row], id_) for row in rows)
            self._widths[id_] = max(known[id_], max(map(len, texts), default=0))
        if self.columns and known == self._widths:
            return False
        self.columns = self._new_columns()
        return True

    def _new_columns(self) -> tuple[GridColumn, ...]:
        """The columns, label first."""
        width = label_width(self._widths[LABEL], self.screen)
        heading = heading_rows(self.table.heading_label or self.table.heading, width)
        label = GridColumn(LABEL, heading, width, right=False, character_width=1)
        columns = (
            label,
            *(_grid_column(self, column, self._widths[column.id]) for column in self.table.columns),
        )
        return widened(columns, self._widths.values(), self.screen)

    def box(self, row: int, column: int) -> Box:
        if (row, column) not in self._boxes:
            self._boxes[row, column] = self._new_box(row, column)
        return self._boxes[row, column]

    def _new_box(self, row: int, column: int) -> Box:
        r = self.table.rows[row]
        if column:
            return self._box(r, self.table.columns[column - 1])
        sign, class_ = self._finding_sign(r, LABEL)
        return Box(self._texts.text(r, LABEL), "stark" if r.kind == "rubrik" else "", sign, class_)

    def row_class(self, row: int) -> str:
        """Sums and headings are bold, memo rows faint."""
        kind = self.table.rows[row].kind
        return {"summa": "stark", "rubrik": "stark info", "darav": "dampad"}.get(kind, "")

    headings = True

    def editing(self, row: int, column: int) -> Editing:
        """How the cell (or the heading) is edited, or why it is not."""
        if row == HEADING:
            return "last" if self.calculation.context.locked or not self.writable else "rad"
        r, id_ = self.table.rows[row], self.columns[column].id
        computed = self.calculation.is_computed(r.id, id_)
        if computed and not self.table.column(id_).numeric:
            return "beraknad"
        if self.calculation.context.locked or not self.writable:
            return "last"
        if computed:
            return "tryckt"
        if id_ == LABEL:
            return "rad"
        if r.kind == "rubrik":
            return "ingen"
        kind: dict[str, Editing] = {"langtext": "ruta", "val": "val"}
        return kind.get(self.table.column(id_).type_, "rad")

    def editing_text(self, row: int, column: int) -> str:
        if row == HEADING:
            return heading_text(self.calculation, self.columns[column].id)
        r, id_ = self.table.rows[row], self.columns[column].id
        if id_ == LABEL:
            return r.label
        if self.calculation.is_computed(r.id, id_):
            return entry_text(shown_value(self.calculation, r, self.table.column(id_)))
        return entry_text(r.cells.get(id_))

    def refusal(self, row: int, column: int, text: str) -> str:
        """Why a typed text cannot stand in the cell, "" when it can, or stands there already."""
        if text == self.editing_text(row, column):
            return ""
        key, id_ = "" if row == HEADING else self.table.rows[row].id, self.columns[column].id
        answer: object = None
        if row == HEADING or id_ == LABEL:
            from tui.screen.views.form_entry import typed_form  # rules in words, seldom typed: 2 ms

            answer = typed_form(self.calculation, key, id_, text)
        if answer is None:
            settings = self.calculation.context.settings
            answer = parsed_entry(text, self.table, self.table.rows[row], id_, settings)
        return answer.sentence if isinstance(answer, Refusal) else ""

    def _box(self, row: Row, column: Column) -> Box:
        bedomning = cell_assessment(self.calculation, row, column)
        finding_sign, finding_class = self._finding_sign(row, column.id)
        text = self._texts.text(row, column.id)
        if incomplete(self.calculation, row.id, column.id):
            return Box(text, "dampad", INCOMPLETE + finding_sign, finding_class or "dampad")
        if bedomning is None or not text:
            return Box(text, self._class(row, column), finding_sign, finding_class)
        class_ = signal_class(bedomning)
        sign = "" if column.role == "avvikelse_andel" else signal_sign(bedomning)
        return Box(text, class_, sign + finding_sign, finding_class or class_)

    def _class(self, row: Row, column: Column) -> str:
        if column.computed and not self.calculation.printed(row, column.id):
            return "dampad"
        return "kursiv" if "prosa" in (row.sources.get(column.id), row.sources.get(LABEL)) else ""

    def _finding_sign(self, row: Row, column_id: str) -> tuple[str, str]:
        severity = self.marks.get((row.id, column_id))
        return FINDING_SIGN[severity] if severity else ("", "")


def _grid_column(view: TableView, column: Column, longest: int) -> GridColumn:
    """A column wide enough for its longest text, with room for the marks that it may have."""
    marked = any(column_id == column.id for _, column_id in view.marks)
    assessed = column.assessed_by is not None and column.role != "avvikelse_andel"
    sign = 1 + marked + assessed
    name = column_heading(column, view.calculation.context.period)
    if not column.numeric:
        width = text_width(longest, name, max(16, view.screen // 4))
        heading = heading_rows(name, width)
        return GridColumn(column.id, heading, width, right=False, character_width=sign)
    heading = heading_rows(name, number_width(longest, ()))
    return GridColumn(column.id, heading, number_width(longest, heading), character_width=sign)
