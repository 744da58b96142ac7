"""The texts of a table's cells as a grid shows them, each made once, and a column's longest.

An edit makes a new version of the table: what has not changed is taken from the version before.
"""

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from functools import cached_property

from tui.domain.calculation import Calculation, shown
from tui.domain.cell_text import cell_text, shown_text
from tui.domain.recomputing import affected
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

    def take_over(self, before: "CellTexts") -> Collection[str] | None:
        """Keep what still holds; the keys of the rows where something may not, None for nothing."""
        if (before.table.id, before.screen) != (self.table.id, self.screen):
            return None
        changed = affected(before.calculation, self.calculation)
        if changed is None:
            return None
        self._texts, self._longest = dict(before._texts), dict(before._longest)
        for row_id, column_id in changed.cells:
            self._texts.pop((row_id, column_id), None)
            if column_id in self._longest:
                gone = before.text(before.table.row(row_id), column_id)
                self._new_longest(column_id, gone, self.table.row(row_id))
        return changed.rows

    def _new_longest(self, column_id: str, gone: str, row: Row) -> None:
        """Keep the longest text of a column true when one of its texts is another."""
        longest, new = self._longest[column_id], self.text(row, column_id)
        if len(new) >= len(longest):
            self._longest[column_id] = new
        elif len(gone) >= len(longest):
            del self._longest[column_id]

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
        places = candidates(
            self._equal, shown(self.calculation, column), refers=bool(column.refers)
        )
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
