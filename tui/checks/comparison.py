"""Two documents' tables of one kind side by side (*jämförelse*): figure, figure, difference.

Rows meet by their key, then by their label. Columns meet where they state the same thing of the
same year, else where they are the same column of another year. Period, population, unit and
definition travel with a figure: one that does not compare is shown beside the other and never
subtracted.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property

from msgspec import Struct

from tui.checks.personal_bridges import ONLY_MONTH_SALARIED, SICK, concerns, own_period
from tui.domain.calculation import Calculation
from tui.domain.cell_text import cells_unit, column_heading, shown_value
from tui.domain.document import Document
from tui.domain.expression import per_month
from tui.domain.period import period_words, same_time
from tui.domain.rule import rule_names, tree_of
from tui.domain.table import Column, Row, Table, family
from tui.domain.value import Mark, Value, number_in
from tui.svenska.format import count

YEAR_BY_YEAR = ("budget", "plan", "utfall")
WHOLE_YEAR = ("prognos", "ram")
"""What nobody inherits and what speaks of a whole year all the same."""


class Page(Struct, frozen=True):
    """One of the two documents with its table."""

    document: Document
    calculation: Calculation

    @property
    def table(self) -> Table:
        """The table."""
        return self.calculation.table

    def heading(self, column_id: str) -> str:
        """A column's heading here."""
        return column_heading(self.table.column(column_id), self.document.period)

    def shown(self, row_id: str, column_id: str) -> Value:
        """A cell's value as it is shown: a computed figure with the decimals of its cell."""
        # Where a decided document has nothing, its working copy says so.
        if (row_id, column_id) in self.calculation.nothing:
            return Mark.DASH
        return shown_value(self.calculation, self.table.row(row_id), self.table.column(column_id))


class ColumnPair(Struct, frozen=True):
    """A column here and the one that it is held against there.

    ``same``: both state one and the same figure, so a difference is a contradiction. ``obstacle``
    says why they cannot be subtracted, "" where they can.
    """

    has: str
    where: str
    same: bool = False
    obstacle: str = ""


def cell_by_cell(has: Page, where: Page) -> Iterator[ColumnPair]:
    """Every column of a copy against the same one of what it started from."""
    for column in has.table.columns:
        if column.id in where.table.column_index:
            yield ColumnPair(column.id, column.id, same=True)


def column_pair(has: Page, where: Page) -> Iterator[ColumnPair]:
    """The columns that two documents share; comments and long texts are left out."""
    general = table_obstacle(has, where)
    for column in has.table.columns:
        if column.always or column.type_ == "langtext":
            continue
        same = next((k for k in where.table.columns if _same_fact(has, column, where, k)), None)
        if same is not None:
            yield ColumnPair(column.id, same.id, same=not general, obstacle=general)
        elif column.id in where.table.column_index:
            obstacle = _obstacle(has, where, column.id) if column.numeric else ""
            general_has = general if column.numeric else ""
            yield ColumnPair(column.id, column.id, obstacle=general_has or obstacle)


def _same_fact(has: Page, column: Column, where: Page, other: Column) -> bool:
    """Whether two columns state one thing of one year (an outcome: of the same months)."""
    one, its = column.inheritance, other.inheritance
    if one is None or its is None or one.kind != its.kind or one.kind not in YEAR_BY_YEAR:
        return False
    same_year = has.document.period.year + one.year == where.document.period.year + its.year
    return same_year and (
        one.kind != "utfall" or same_time(has.document.period, where.document.period)
    )


def _obstacle(has: Page, where: Page, column_id: str) -> str:
    """Why one and the same column of two documents cannot be subtracted."""
    one, other = has.table.column(column_id), where.table.column(column_id)
    if not _same_rule(has.table, one, where.table, other):
        return "kolumnen räknas på olika sätt i dokumenten"
    periods = has.document.period, where.document.period
    bound = time_bound(has.table, one) or time_bound(where.table, other)
    if bound and not same_time(*periods):
        words = [period_words(period) for period in periods]
        return f"perioderna är olika långa: {words[0]} här, {words[1]} där"
    return ""


def _same_rule(has: Table, one: Column, where: Table, other: Column) -> bool:
    """Whether two columns are worked out alike, and so is all that they are made of."""
    if one.rule != other.rule:
        return False
    return all(
        _same_rule(has, has.column(n), where, where.column(n))
        for n in rule_names(one.rule)
        if n in has.column_index and n in where.column_index and n != one.id
    )


def time_bound(table: Table, column: Column) -> bool:
    """Whether a column counts what has happened in the document's period.

    A computed one does when what it is made of does; a pace by month has the period taken out.
    """
    tree = tree_of(column.rule)
    if tree is not None and per_month(tree):
        return False
    if column.rule is not None:
        names = rule_names(column.rule)
        name = (n for n in names if n in table.column_index and n != column.id)
        return any(time_bound(table, table.column(n)) for n in name)
    if column.inheritance is not None:
        return column.inheritance.kind == "utfall"
    return column.numeric and column.role not in WHOLE_YEAR


def table_obstacle(has: Page, where: Page) -> str:
    """Why no figures of two tables compare: unit, the table's own period, or who is counted."""
    if has.table.unit != where.table.unit:
        return f"tabellen är i {has.table.unit} här och i {where.table.unit} där"
    if has.table.subject != SICK:
        return ""
    own_ones = [own_period(s.document, s.calculation) for s in (has, where)]
    if own_ones[0] != own_ones[1]:
        word = [
            own or period_words(s.document.period)
            for own, s in zip(own_ones, (has, where), strict=True)
        ]
        return f"tabellen avser {word[0]} här och {word[1]} där"
    only = [bool(ONLY_MONTH_SALARIED.search(concerns(s.calculation))) for s in (has, where)]
    if only[0] != only[1]:
        has_word, where_word = (
            "bara månadsavlönade" if b else "fler än månadsavlönade" for b in only
        )
        return f"tabellen omfattar {has_word} här och {where_word} där"
    return ""


# ---- side by side ------------------------------------------------------------------------------


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


def counterpart(table: Table, others: Iterable[Table]) -> Table | None:
    """Another document's table of the same kind; of several the one of the same id or heading."""
    found = [t for t in others if family(t) == family(table)]
    same = [t for t in found if t.id == table.id] or [
        t for t in found if t.heading == table.heading
    ]
    chosen = same or found
    return chosen[0] if len(chosen) == 1 else None


def proposed(document: Document, all_: Iterable[Document]) -> tuple[Document, ...]:
    """The documents to compare with, the most likely first.

    A working copy's base, else the one before it of the same kind; then those nearest in time.
    """
    others = [d for d in all_ if d.id != document.id]

    def order(other: Document) -> tuple[bool, bool, bool, bool, int]:
        earlier = other.period.end < document.period.end
        distance = abs((other.period.end - document.period.end).days)
        copy = other.base != "" and other.base != document.id
        same = other.kind == document.kind
        return other.id != document.base, copy, not (same and earlier), not same, distance

    return tuple(sorted(others, key=order))


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
    for step in reversed(step_in_order) if has.list_ else step_in_order:
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
        which = "Ingen kolumn" if len(name) == len(compared.columns) else ", ".join(name)
        word = "jämförs" if which == "Ingen kolumn" else "jämförs inte"
        yield f"{which} {word}: {reason}."
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
