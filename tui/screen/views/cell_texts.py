"""The texts of a table's cells as a grid shows them, each made once, and a column's longest."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cached_property

from tui.domain.calculation import Calculation
from tui.domain.cell_text import cell_text, shown_text
from tui.domain.signs import bar
from tui.domain.table import LABEL, Row
from tui.domain.value import number_in
from tui.screen.views.column_width import candidates, equal_written, longest_labels

BAR, BAR_SCREEN = 6, 110


class CellTexts:
    """The texts of one version of a table, made when they are asked for."""

    def __init__(self, calculation: Calculation, screen: int) -> None:
        self.calculation, self.screen, self.table = calculation, screen, calculation.table
        self._texts: dict[tuple[str, str], str] = {}
        self._longest: dict[str, str] = {}

    def longest(self, column_id: str) -> str:
        """The longest text of a column, all that its width hangs on."""
        if column_id not in self._longest:
            texts = (self.text(row, column_id) for row in self._candidates(column_id))
            self._longest[column_id] = max(texts, key=len, default="")
        return self._longest[column_id]

    def _candidates(self, column_id: str) -> Iterable[Row]:
        """Rows of which one has it: a column is not written out to be measured."""
        rows = self.table.rows
        if column_id == LABEL:
            return longest_labels(rows)
        column = self.table.column(column_id)
        values = [self.calculation.shown(row.id, column.id) for row in rows]
        places = candidates(self._equal, values, refers=bool(column.refers))
        return (rows[place] for place in places)

    @cached_property
    def _equal(self) -> Sequence[Sequence[int]]:
        return equal_written(self.table.rows)

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
        if self.screen < BAR_SCREEN:
            return text
        return f"{bar(float(share) / 100, BAR)} {text:>5}"
