"""A table as a grid's content: the one view of every table on every tab."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from tui.domain.bedomning import Bedomning, cell_assessment
from tui.domain.calculation import Calculation
from tui.domain.cell_text import column_heading, entry_text
from tui.domain.finding import Severity
from tui.domain.signs import FINDING_SIGN, signal_class, signal_sign
from tui.domain.table import LABEL, Column, Row
from tui.screen.views.cell_texts import CellTexts
from tui.screen.views.column_width import (
    heading_rows,
    label_width,
    number_width,
    text_width,
    widened,
)
from tui.screen.widgets.model import Box, Editing, GridColumn

Marks = Mapping[tuple[str, str], Severity]


class TableView:
    """What a grid shows of one version of a table. Cells are worked out when they are seen."""

    def __init__(
        self,
        calculation: Calculation,
        marks: Marks,
        screen: int,
        *,
        writable: bool = True,
    ) -> None:
        self.calculation, self.marks, self.screen, self.writable = (
            calculation,
            marks,
            screen,
            writable,
        )
        self.table = calculation.table
        self.count_rows = len(self.table.rows)
        self.texts = CellTexts(calculation, screen)
        self._boxes: dict[tuple[int, int], Box] = {}

    @cached_property
    def columns(self) -> tuple[GridColumn, ...]:
        """The columns, label first."""
        labels = (self.texts.longest(LABEL),)
        width = label_width(labels, self.screen)
        heading = heading_rows(self.table.heading_label or self.table.heading, width)
        label = GridColumn(LABEL, heading, width, right=False, character_width=1)
        texts = [(self.texts.longest(column.id),) for column in self.table.columns]
        own_ones = zip(self.table.columns, texts, strict=True)
        columns = (label, *(self._grid_column(column, t) for column, t in own_ones))
        return widened(columns, (labels, *texts), self.screen)

    def box(self, row: int, column: int) -> Box:
        """The cell at a place."""
        if (row, column) not in self._boxes:
            self._boxes[row, column] = self._new_box(row, column)
        return self._boxes[row, column]

    def _new_box(self, row: int, column: int) -> Box:
        r = self.table.rows[row]
        if column == 0:
            sign, class_ = self._finding_sign(r, LABEL)
            return Box(
                self.texts.text(r, LABEL), "stark" if r.kind == "rubrik" else "", sign, class_
            )
        return self._box(r, self.table.columns[column - 1])

    def row_class(self, row: int) -> str:
        """Sums and headings are bold, memo rows faint."""
        kind = self.table.rows[row].kind
        return {"summa": "stark", "rubrik": "stark info", "darav": "dampad"}.get(kind, "")

    def editing(self, row: int, column: int) -> Editing:
        """How the cell is edited, or why it is not."""
        r, id_ = self.table.rows[row], self.columns[column].id
        if self.calculation.is_computed(r.id, id_):
            return "beraknad"
        if self.calculation.context.locked or not self.writable:
            return "last"
        if id_ == LABEL:
            return "rad" if self.table.template.list_ else "ingen"
        if r.kind == "rubrik":
            return "ingen"
        kind: dict[str, Editing] = {"langtext": "ruta", "val": "val"}
        return kind.get(self.table.column(id_).type_, "rad")

    def editing_text(self, row: int, column: int) -> str:
        """The text that editing starts from: the value as it is written."""
        r, id_ = self.table.rows[row], self.columns[column].id
        return r.label if id_ == LABEL else entry_text(r.cells.get(id_))

    def refusal(self, row: int, column: int, text: str) -> str:
        """Why a typed text cannot stand in the cell, "" when it can, or stands there already."""
        if text == self.editing_text(row, column):
            return ""
        # Parsing is not needed before something is typed, and takes a while to import.
        from tui.domain.entry import parsed_entry
        from tui.svenska.parse import Refusal

        answer = parsed_entry(text, self.table, self.table.rows[row], self.columns[column].id)
        return answer.sentence if isinstance(answer, Refusal) else ""

    def _grid_column(self, column: Column, texts: Sequence[str]) -> GridColumn:
        sign = self._character_width(column)
        name = column_heading(column, self.calculation.context.period)
        if not column.numeric:
            width = text_width(texts, name, max(16, self.screen // 4))
            heading = heading_rows(name, width)
            return GridColumn(column.id, heading, width, right=False, character_width=sign)
        heading = heading_rows(name, number_width(texts, ()))
        return GridColumn(column.id, heading, number_width(texts, heading), character_width=sign)

    def _character_width(self, column: Column) -> int:
        marks = any(column_id == column.id for _, column_id in self.marks)
        assessed_by = column.assessed_by is not None and column.id != "avvikelse_procent"
        return 1 + marks + assessed_by

    def _box(self, row: Row, column: Column) -> Box:
        bedomning = cell_assessment(self.calculation, row, column)
        finding_sign, finding_class = self._finding_sign(row, column.id)
        text = self.texts.text(row, column.id)
        if bedomning is None or not text:
            return Box(text, self._class(row, column), finding_sign, finding_class)
        class_ = signal_class(bedomning)
        sign = "" if column.id == "avvikelse_procent" else signal_sign(bedomning)
        return Box(text, class_, sign + finding_sign, finding_class or class_)

    def _class(self, row: Row, column: Column) -> str:
        if column.computed and not self.calculation.printed(row, column.id):
            return "dampad"
        return "kursiv" if "prosa" in (row.sources.get(column.id), row.sources.get(LABEL)) else ""

    def _finding_sign(self, row: Row, column_id: str) -> tuple[str, str]:
        severity = self.marks.get((row.id, column_id))
        return FINDING_SIGN[severity] if severity else ("", "")


def bedomning_in(view: TableView, row: int, column: int) -> Bedomning | None:
    """The judgement of the cell at a place, None for the label column."""
    if column == 0 or row >= view.count_rows:
        return None
    return cell_assessment(view.calculation, view.table.rows[row], view.table.columns[column - 1])
