"""A tab's tables put together out of two versions, and the changes that lead from one to another.

The changes are those of ``tui.workspace``, so that what a merge, a reload or a restore does to
the tables is one step that can be undone.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from tui.domain.diff import (
    NO_CHOICE,
    Choice,
    Difference,
    differences,
    differs,
    equal_content,
    equal_rows,
)
from tui.domain.finding import Address
from tui.domain.merge import merged
from tui.domain.reshape import form_of, held_in, with_form
from tui.domain.table import LABEL, Row, Table
from tui.store.errors import Place
from tui.store.records import check_rows
from tui.workspace import (
    TABLE_FIELDS,
    CellChange,
    Change,
    ColumnAdded,
    ColumnChange,
    ColumnMoved,
    ColumnRemoved,
    ColumnsChange,
    RowAdded,
    RowFormChange,
    RowMoved,
    RowRemoved,
    TableAdded,
    TableFieldChange,
    TrycktChange,
    changed_table,
)


def tab_differences(
    base: Sequence[Table], mine: Sequence[Table], theirs: Sequence[Table], document: str = ""
) -> tuple[Difference, ...]:
    """Where the versions of a tab differ, a table at a time, for the tables that both sides have.

    A table that was not there before has had no rows.
    """
    old, other = _by_id(base), _by_id(theirs)
    return tuple(
        differences(old.get(t.id, replace(t, rows=())), t, other[t.id], document)
        for t in mine
        if t.id in other
    )


def deviating(
    now: Sequence[Table], other: Sequence[Table], document: str = ""
) -> tuple[Difference, ...]:
    """The tables of another version that differ from those of now: all is "deras"."""
    all_ = (differs(t, new, document) for t in now if (new := _by_id(other).get(t.id)))
    return tuple(difference for difference in all_ if difference.items)


def _by_id(tables: Sequence[Table]) -> dict[str, Table]:
    return {table.id: table for table in tables}


def merged_tab(
    found: Sequence[Difference],
    mine: Sequence[Table],
    theirs: Sequence[Table],
    choice: Choice = NO_CHOICE,
    base: Sequence[Table] = (),
) -> tuple[Table, ...]:
    """The tab's tables after the merge, in my order, then those that only they have.

    One that a side has taken away is gone, where the other has left it as it was in ``base``.
    Raises KeyError for a conflict without a choice, and ItemError where the two sides' rows cannot
    stand together (each has hung its row under the other's): then one side has to be chosen.
    """
    together = {s.base.id: merged(s, choice) for s in found}
    for table in together.values():
        check_rows(table.rows, Place(table.id))
    all_ = {**_by_id(theirs), **_by_id(mine), **together}
    both = _by_id(mine).keys() & _by_id(theirs).keys()
    gone = {t.id for t in base if t.id not in both and all_.get(t.id) == t}
    return tuple(all_[id_] for id_ in _all(mine, theirs) if id_ not in gone)


def returned(
    tables: Sequence[Table],
    mine: Sequence[Table],
    theirs: Sequence[Table],
    base: Sequence[Table],
) -> tuple[Table, ...]:
    """Those of a merge that a side had taken away: the other had changed them."""
    away = _by_id(base).keys() - (_by_id(mine).keys() & _by_id(theirs).keys())
    return tuple(table for table in tables if table.id in away)


def _all(mine: Sequence[Table], theirs: Sequence[Table]) -> dict[str, None]:
    return dict.fromkeys(table.id for table in (*mine, *theirs))


def tab_changes(
    document: str, tab: str, from_: Sequence[Table], to: Sequence[Table]
) -> tuple[Change, ...]:
    """The changes that turn a tab's tables into another version's.

    A table that only the other version has comes in; one that it lacks stays (``outside_changes``).
    """
    now = _by_id(from_)
    added = [
        TableAdded(Address(document, table.id), tab, table, min(i, len(from_)))
        for i, table in enumerate(to)
        if table.id not in now
    ]
    return (*added, *(a for t in to if t.id in now for a in changes(document, now[t.id], t)))


def changes(document: str, from_: Table, to: Table) -> tuple[Change, ...]:
    """The changes that turn one version of a table into another.

    First what the table says of itself, then its columns, then its rows. A row whose cells, printed
    figures, label and form alone differ is changed by those; one whose notes differ is taken out
    and put in anew.
    """
    if from_ is to:
        return ()
    place = Address(document, from_.id)
    of_columns = tuple(_column_changes(place, from_, to))
    mid = from_
    for change in of_columns:
        mid = changed_table(mid, change)
    left = [row for row in mid.rows if _stays(row, to)]
    return (
        *_table_fields(place, from_, to),
        *of_columns,
        *_removed(place, mid, to),
        *_moved(place, [row.id for row in left], to),
        *(c for row in left for c in _row_changes(place, row, to.row(row.id))),
    )


def _table_fields(place: Address, from_: Table, to: Table) -> Iterator[Change]:
    for name in TABLE_FIELDS:
        before, after = getattr(from_, name), getattr(to, name)
        if before != after:
            yield TableFieldChange(place, name, before, after)


def _column_changes(place: Address, from_: Table, to: Table) -> Iterator[ColumnsChange]:
    """From the end what goes; then what comes in or moves, in order; then the forms."""
    for i in reversed(range(len(from_.columns))):
        column = from_.columns[i]
        if column.id not in to.column_index:
            held = held_in(from_, column.id)
            yield ColumnRemoved(replace(place, column=column.id), column, i, held)
    left = [column.id for column in from_.columns if column.id in to.column_index]
    for id_, before, now in _arranged(left, tuple(to.column_index)):
        at = replace(place, column=id_)
        if before is None:
            yield ColumnAdded(at, to.column(id_), now, held_in(_shared_rows(to, from_), id_))
        else:
            yield ColumnMoved(at, before, now)
    for column in from_.columns:
        if column.id in to.column_index and to.column(column.id) != column:
            yield ColumnChange(replace(place, column=column.id), column, to.column(column.id))


def _shared_rows(table: Table, other: Table) -> Table:
    return replace(table, rows=tuple(row for row in table.rows if row.id in other.index))


def _stays(row: Row, to: Table) -> bool:
    """Whether the row is in the other version too, but for what changes of it can say."""
    if row.id not in to.index:
        return False
    new = to.row(row.id)
    same = replace(row, cells=new.cells, tryckt=new.tryckt, label=new.label)
    return equal_rows(with_form(same, form_of(new)), new)


def _removed(place: Address, from_: Table, to: Table) -> Iterator[Change]:
    """From the end, so that the places of the rest hold."""
    for i in reversed(range(len(from_.rows))):
        row = from_.rows[i]
        if not _stays(row, to):
            yield RowRemoved(replace(place, row=row.id), row, i)


def _moved(place: Address, state: list[str], to: Table) -> Iterator[Change]:
    """Each row that is new or out of order goes in right after the one before it."""
    for id_, from_, now in _arranged(state, tuple(to.index)):
        has = replace(place, row=id_)
        if from_ is None:
            yield RowAdded(has, to.row(id_), now)
        else:
            yield RowMoved(has, from_, now)


def _arranged(state: list[str], to: Sequence[str]) -> Iterator[tuple[str, int | None, int]]:
    """Each key that is new or out of order, where it was (None: nowhere) and where it goes in."""
    still = _in_order(state, {id_: i for i, id_ in enumerate(to)})
    previous = -1
    for id_ in to:
        if id_ in still:
            previous = state.index(id_)
            continue
        from_ = state.index(id_) if id_ in state else None
        if from_ is not None:
            del state[from_]
            previous -= from_ < previous
        previous += 1
        state.insert(previous, id_)
        yield id_, from_, previous


def _in_order(state: list[str], to: Mapping[str, int]) -> set[str]:
    """The most keys that stand in the right order already (longest increasing subsequence)."""
    end: list[int] = []
    chains: list[tuple[str, ...]] = []
    for id_ in state:
        i = bisect_left(end, to[id_])
        chain = (*(chains[i - 1] if i else ()), id_)
        end[i : i + 1], chains[i : i + 1] = [to[id_]], [chain]
    return set(chains[-1]) if chains else set()


def _row_changes(place: Address, from_: Row, to: Row) -> Iterator[Change]:
    """The form first: what is computed in it is not typed."""
    if form_of(from_) != form_of(to):
        yield RowFormChange(replace(place, row=from_.id), form_of(from_), form_of(to))
    for kind, before, after in (
        (CellChange, from_.cells, to.cells),
        (TrycktChange, from_.tryckt, to.tryckt),
    ):
        for column in dict.fromkeys((*before, *after)):
            now, new = before.get(column), after.get(column)
            if not equal_content(now, new):
                yield kind(replace(place, row=from_.id, column=column), now, new)
    if from_.label != to.label:
        yield CellChange(replace(place, row=from_.id, column=LABEL), from_.label, to.label)


def outside_changes(from_: Sequence[Table], to: Sequence[Table]) -> tuple[str, ...]:
    """One sentence for each table where the versions differ in what no change can say."""
    now, new = _by_id(from_), _by_id(to)
    return (
        *(f"{t.heading}: tabellen finns bara nu och är kvar." for t in from_ if t.id not in new),
        *(m for t in to if t.id in now for m in _main_sentence(now[t.id], t)),
    )


def _main_sentence(from_: Table, to: Table) -> Iterator[str]:
    if from_.footnotes != to.footnotes:
        yield f"{from_.heading}: fotnoterna ändras inte."
