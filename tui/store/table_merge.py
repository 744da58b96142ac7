"""A tab's tables put together out of two versions, and the changes that lead from one to another.

The changes are those of ``tui.workspace``, so that what a merge, a reload or a restore does to
the tables is one step that can be undone.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from tui.domain.diff import (
    NO_CHOICE,
    ORDER,
    Choice,
    Difference,
    differences,
    differs,
    equal_content,
    equal_rows,
)
from tui.domain.finding import Address
from tui.domain.merge import merged
from tui.domain.table import LABEL, Row, Table
from tui.store.errors import Place
from tui.store.records import check_rows
from tui.workspace import CellChange, Change, RowAdded, RowMoved, RowRemoved, TrycktChange

_FIELD_NAME = {
    "mall": "mallen",
    "rubrik": "rubriken",
    "enhet": "enheten",
    "kolumner": "kolumnerna",
    "not_": "noten",
    "kalla": "källan",
    "rubrik_etikett": "första kolumnens rubrik",
    "flik": "fliken",
    "avser": "vad tabellen handlar om",
    "lista": "om rader kan läggas till",
    "tecken": "teckenförklaringen",
    "hjalp": "hjälptexten",
    "rader_ur": "varifrån raderna kommer",
    "fotnot": "fotnoterna",
}


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
) -> tuple[Table, ...]:
    """The tab's tables after the merge, in my order, then those that only they have.

    Raises KeyError for a conflict without a choice, and ItemError where the two sides' rows cannot
    stand together (each has hung its row under the other's): then one side has to be chosen.
    """
    together = {s.base.id: merged(s, choice) for s in found}
    for table in together.values():
        check_rows(table.rows, Place(table.id))
    return tuple({**_by_id(theirs), **_by_id(mine), **together}[id_] for id_ in _all(mine, theirs))


def _all(mine: Sequence[Table], theirs: Sequence[Table]) -> dict[str, None]:
    return dict.fromkeys(table.id for table in (*mine, *theirs))


def tab_changes(document: str, from_: Sequence[Table], to: Sequence[Table]) -> tuple[Change, ...]:
    """The changes that turn a tab's tables into another version's; see ``outside_changes``."""
    now = _by_id(from_)
    return tuple(a for t in to if t.id in now for a in changes(document, now[t.id], t))


def changes(document: str, from_: Table, to: Table) -> tuple[Change, ...]:
    """The changes that turn the rows of one version of a table into another's.

    A row whose cells, printed figures and label alone differ is changed cell by cell; one that
    differs in what no change of a cell can say (notes, parent) is taken out and put in anew.
    """
    if from_ is to:
        return ()
    place = Address(document, from_.id)
    left = [row for row in from_.rows if _stays(row, to)]
    return (
        *_removed(place, from_, to),
        *_moved(place, [row.id for row in left], to),
        *(c for row in left for c in _cells(place, row, to.row(row.id))),
    )


def _stays(row: Row, to: Table) -> bool:
    """Whether the row is in the other version too, but for its cells, entered and printed."""
    if row.id not in to.index:
        return False
    new = to.row(row.id)
    return equal_rows(replace(row, cells=new.cells, tryckt=new.tryckt, label=new.label), new)


def _removed(place: Address, from_: Table, to: Table) -> Iterator[Change]:
    """From the end, so that the places of the rest hold."""
    for i in reversed(range(len(from_.rows))):
        row = from_.rows[i]
        if not _stays(row, to):
            yield RowRemoved(replace(place, row=row.id), row, i)


def _moved(place: Address, state: list[str], to: Table) -> Iterator[Change]:
    """Each row that is new or out of order goes in right after the one before it."""
    still = _in_order(state, to)
    previous = -1
    for row in to.rows:
        has = replace(place, row=row.id)
        if row.id in still:
            previous = state.index(row.id)
            continue
        from_ = state.index(row.id) if row.id in state else None
        if from_ is not None:
            del state[from_]
            previous -= from_ < previous
        previous += 1
        state.insert(previous, row.id)
        if from_ is None:
            yield RowAdded(has, row, previous)
        else:
            yield RowMoved(has, from_, previous)


def _in_order(state: list[str], to: Table) -> set[str]:
    """The most rows that stand in the right order already (longest increasing subsequence)."""
    end: list[int] = []
    chains: list[tuple[str, ...]] = []
    for id_ in state:
        i = bisect_left(end, to.index[id_])
        chain = (*(chains[i - 1] if i else ()), id_)
        end[i : i + 1], chains[i : i + 1] = [to.index[id_]], [chain]
    return set(chains[-1]) if chains else set()


def _cells(place: Address, from_: Row, to: Row) -> Iterator[Change]:
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
        *(
            f"{t.heading}: tabellen finns inte nu och läggs inte till."
            for t in to
            if t.id not in now
        ),
        *(f"{t.heading}: tabellen finns bara nu och är kvar." for t in from_ if t.id not in new),
        *(m for t in to if t.id in now for m in _main_sentence(now[t.id], t)),
    )


def _main_sentence(from_: Table, to: Table) -> Iterator[str]:
    items = differs(from_, to).items
    field = dict.fromkeys(p.field for p in items if not p.address.row and p.field != ORDER)
    if field:
        yield f"{from_.heading}: {', '.join(_FIELD_NAME[f] for f in field)} ändras inte."
