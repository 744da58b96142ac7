"""Two documents' tables of one kind side by side (*jämförelse*): figure, figure, difference.

Rows meet by their key, then by their label. A figure that is not of the same period, population
or definition is shown beside the other and never subtracted.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property

from msgspec import Struct

from tui.checks.comparability import ColumnPair, Page, cell_by_cell, column_pair
from tui.domain.cell_text import cells_unit
from tui.domain.document import Document
from tui.domain.next_document.sources import family
from tui.domain.table import Row, Table
from tui.domain.value import Value, number_in
from tui.svenska.format import count


class RowPair(Struct, frozen=True):
    """The key of a row here and of the same row there; "" on the side that does not have it."""

    has: str
    where: str


class Comparison(Struct, frozen=True, dict=True):
    """Two tables side by side; ``cellwise`` when one document started as a copy of the other."""

    has: Page
    where: Page
    cellwise: bool
    columns: tuple[ColumnPair, ...]
    rows: tuple[RowPair, ...]

    def values(self, row: RowPair, column: ColumnPair) -> tuple[Value, Value]:
        """What the two documents show, None where there is no such row."""
        has = self.has.shown(row.has, column.has) if row.has else None
        where = self.where.shown(row.where, column.where) if row.where else None
        return has, where

    def obstacle(self, row: RowPair, column: ColumnPair) -> str:
        """Why two cells cannot be subtracted, "" where they can or one is not there."""
        if column.obstacle or not row.has or not row.where:
            return column.obstacle
        units = [
            cells_unit(s.table, s.table.row(r), s.table.column(k))
            for s, r, k in ((self.has, row.has, column.has), (self.where, row.where, column.where))
        ]
        return "" if units[0] == units[1] else "raden har olika enhet i dokumenten"

    def difference(self, row: RowPair, column: ColumnPair) -> Decimal | None:
        """Here less there, None where there is no figure on one side or they do not compare."""
        has, where = map(number_in, self.values(row, column))
        if has is None or where is None or self.obstacle(row, column):
            return None
        return has - where

    def differs(self, row: RowPair, column: ColumnPair) -> bool:
        """Whether the two cells, which both documents have, do not say the same."""
        has, where = self.values(row, column)
        return bool(row.has and row.where) and has != where

    @cached_property
    def changed(self) -> tuple[int, int]:
        """In how many entered and in how many computed cells the two differ."""
        different = [
            self.has.calculation.is_computed(row.has, column.has)
            for row in self.rows
            for column in self.columns
            if self.differs(row, column)
        ]
        return different.count(False), different.count(True)


def is_cellwise(has: Document, where: Document) -> bool:
    """Whether one of two documents started as a copy of the other."""
    return has.base == where.id or where.base == has.id


def comparison(has: Page, where: Page) -> Comparison:
    """The comparison of two tables of one kind."""
    cellwise = is_cellwise(has.document, where.document)
    columns = tuple(cell_by_cell(has, where) if cellwise else column_pair(has, where))
    rows = tuple(_row_pair(has.table, where.table))
    whole = Comparison(has, where, cellwise, columns, rows)
    filled_cells = tuple(
        k for k in columns if any(v is not None for r in rows for v in whole.values(r, k))
    )
    return Comparison(has, where, cellwise, filled_cells, rows)


def counterpart(table: Table, change: Iterable[Table]) -> Table | None:
    """Another document's table of the same kind; of several the one of the same id or heading."""
    found = [t for t in change if family(t.template) == family(table.template)]
    same = [t for t in found if t.id == table.id] or [
        t for t in found if t.heading == table.heading
    ]
    chosen = same or found
    return chosen[0] if len(chosen) == 1 else None


def proposed(document: Document, all_: Iterable[Document]) -> tuple[Document, ...]:
    """The documents to compare with, the most likely first.

    A working copy's base, else the one before it of the same kind; then those nearest in time.
    """
    change = [d for d in all_ if d.id != document.id]

    def order(other: Document) -> tuple[bool, bool, bool, bool, int]:
        earlier = other.period.end < document.period.end
        distance = abs((other.period.end - document.period.end).days)
        copy = other.base != "" and other.base != document.id
        same = other.kind == document.kind
        return other.id != document.base, copy, not (same and earlier), not same, distance

    return tuple(sorted(change, key=order))


# ---- rows --------------------------------------------------------------------------------------


def _row_pair(has: Table, where: Table) -> Iterator[RowPair]:
    """The rows here in order, each with its own there; then those that only the other has."""
    par = _parade(has, where)
    for row in has.rows:
        yield RowPair(row.id, par.get(row.id, ""))
    taken = set(par.values())
    yield from (RowPair("", row.id) for row in where.rows if row.id not in taken)


def _parade(has: Table, where: Table) -> dict[str, str]:
    """The rows that are the same: by key, then by label.

    In a list, where keys are given as rows are added, a key with another label is another row
    as soon as its label is found elsewhere.
    """
    par = {
        row.id: row.id
        for row in has.rows
        if row.id in where.index and _name(row) == _name(where.row(row.id))
    }
    step_in_order = (_after_key, _after_name)
    for step in reversed(step_in_order) if has.template.list_ else step_in_order:
        par |= step(
            [r for r in has.rows if r.id not in par],
            [r for r in where.rows if r.id not in set(par.values())],
        )
    return par


def _name(row: Row) -> str:
    return " ".join(row.label.split()).casefold()


def _after_key(has: Sequence[Row], where: Sequence[Row]) -> dict[str, str]:
    left = {row.id for row in where}
    return {row.id: row.id for row in has if row.id in left}


def _after_name(has: Sequence[Row], where: Sequence[Row]) -> dict[str, str]:
    """Only labels that are alone of their kind on both sides."""
    theirs = [_name(row) for row in where]
    be = [_name(row) for row in has]
    return {
        row.id: where[theirs.index(name)].id
        for row, name in zip(has, be, strict=True)
        if name and be.count(name) == theirs.count(name) == 1
    }


# ---- in words ----------------------------------------------------------------------------------


def comparison_sentences(compared: Comparison) -> Iterator[str]:
    """What a reader must know of the comparison as a whole, the most important first."""
    if compared.cellwise:
        yield _changed(compared)
    obstacle = list(dict.fromkeys(k.obstacle for k in compared.columns if k.obstacle))
    for reason in obstacle:
        name = [compared.has.heading(k.has) for k in compared.columns if k.obstacle == reason]
        which_ones = "Ingen kolumn" if len(name) == len(compared.columns) else ", ".join(name)
        word = "jämförs" if which_ones == "Ingen kolumn" else "jämförs inte"
        yield f"{which_ones} {word}: {reason}."
    yield from _alone_rows(compared)
    if not compared.columns:
        yield "Tabellerna har inga kolumner gemensamt."


def _changed(compared: Comparison) -> str:
    entered, computed = compared.changed
    changed = count(entered, "inmatad cell skiljer", "inmatade celler skiljer")
    sequence = count(computed, "beräknad cell", "beräknade celler")
    if not entered and not computed:
        return "Arbetskopian och dess förlaga är lika, cell för cell."
    return f"{changed} mellan arbetskopian och dess förlaga, och {sequence} mot vad den har tryckt."


def _alone_rows(compared: Comparison) -> Iterator[str]:
    only_has = sum(not row.where for row in compared.rows)
    only_where = sum(not row.has for row in compared.rows)
    if only_has:
        yield f"{count(only_has, 'rad', 'rader')} finns bara här."
    if only_where:
        yield f"{count(only_where, 'rad', 'rader')} finns bara där, sist i listan."
