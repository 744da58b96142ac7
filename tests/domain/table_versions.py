"""Versions of a small table for hypothesis: a base, and what a side may have made of it."""

from decimal import Decimal

from hypothesis import strategies as st
from msgspec.structs import replace

from tests.tables import begun, mall
from tui.domain.reshape import HeldCell, with_column, with_column_form, with_held, without_column
from tui.domain.rule import CHILDREN
from tui.domain.table import Column, Row, Table
from tui.domain.value import Malvarde, Mark, Par, Value

COLUMNS = (Column("budget", "Budget"), Column("utfall", "Utfall"), Column("not", "Not", "text"))
TEMPLATE = mall(
    "provtabell",
    "drift",
    "Provtabell",
    COLUMNS,
    rows=(Row("kostnader", "Kostnader", "summa", rule=CHILDREN), Row("ovrigt", "Övrigt")),
    list_=True,
)
UPPER_LINES = ("kostnader", "ovrigt")
VALUES: tuple[Value, ...] = (
    Decimal("9.0"),
    Decimal("9.00"),
    Decimal("-614"),
    Mark.DASH,
    Malvarde("<", Decimal(166)),
    Par(Decimal("82.2"), Decimal("80.5"), "*"),
    "text",
)


def table(*rows: Row, heading: str = "Provtabell") -> Table:
    """A table with these rows."""
    return begun("prov", TEMPLATE, heading, "tkr", COLUMNS, rows)


def row(id_: str, label: str = "", parent: str | None = None, **cells: Value) -> Row:
    """A row with its entered cells."""
    return Row(id_, label or id_, parent=parent, cells=cells)


def _values() -> st.SearchStrategy[dict[str, Value]]:
    return st.dictionaries(st.sampled_from(["budget", "utfall"]), st.sampled_from(VALUES))


@st.composite
def rows(pull: st.DrawFn, id_: str) -> Row:
    """A row with this key. The two parents are nobody's children, so no ring comes about."""
    parent = None if id_ in UPPER_LINES else pull(st.sampled_from([None, *UPPER_LINES]))
    return Row(
        id_,
        pull(st.sampled_from(["", "Hyra", "Resor"])),
        parent=parent,
        cells=pull(_values()),
        tryckt=pull(_values()),
        notes=pull(st.dictionaries(st.just("budget"), st.sampled_from(["a", "b"]))),
        decimals=pull(st.sampled_from([None, 1])),
    )


@st.composite
def bases(pull: st.DrawFn) -> Table:
    """A table that both sides start from."""
    keys = pull(st.lists(st.sampled_from(["r1", "r2", "r3", "r4"]), unique=True))
    all_ = pull(st.permutations([*UPPER_LINES, *keys]))
    return table(*(pull(rows(key)) for key in all_))


@st.composite
def changed(pull: st.DrawFn, base: Table) -> Table:
    """What a side has made of the base: rows and the table itself changed in up to five steps."""
    now = base
    for _ in range(pull(st.integers(0, 5))):
        now = pull(st.sampled_from(STEPS))(pull, now)
    return now


def _new_row(pull: st.DrawFn, now: Table) -> Table:
    # The lowest free key, as the program gives: both sides come to the same ones.
    key = next(f"rad_{i}" for i in range(1, 99) if f"rad_{i}" not in now.index)
    new = _in_columns(pull(rows(key)), now)
    new = new if new.parent in now.index else replace(new, parent=None)
    place = pull(st.integers(0, len(now.rows)))
    return replace(now, rows=(*now.rows[:place], new, *now.rows[place:]))


def _in_columns(row: Row, now: Table) -> Row:
    """The row with figures only in the columns that the table has."""
    for column in COLUMNS:
        if column.id not in now.column_index:
            row = with_held(replace(now, rows=(row,)), column.id, {}).rows[0]
    return row


def _removed(pull: st.DrawFn, now: Table) -> Table:
    free = [r for r in now.rows if not any(b.parent == r.id for b in now.rows)]
    away = pull(st.sampled_from(free)) if free else None
    return replace(now, rows=tuple(r for r in now.rows if r is not away))


def _moved(pull: st.DrawFn, now: Table) -> Table:
    return replace(now, rows=tuple(pull(st.permutations(now.rows))))


def _changed_row(pull: st.DrawFn, now: Table) -> Table:
    if not now.rows:
        return now
    old = pull(st.sampled_from(now.rows))
    new = _in_columns(pull(rows(old.id)), now)
    field = pull(st.sampled_from(["label", "cells", "tryckt", "notes", "decimals", "parent"]))
    if field == "parent" and new.parent not in (None, *now.index):
        return now
    return now.with_row(replace(old, **{field: getattr(new, field)}))


def _heading(pull: st.DrawFn, now: Table) -> Table:
    heading = pull(st.sampled_from(["Provtabell", "Ny rubrik"]))
    footnotes = pull(st.dictionaries(st.just("*"), st.sampled_from(["a", "b"])))
    return replace(now, heading=heading, footnotes=footnotes)


def _new_column(pull: st.DrawFn, now: Table) -> Table:
    key = next(f"kolumn_{i}" for i in range(1, 99) if f"kolumn_{i}" not in now.column_index)
    column = Column(key, pull(st.sampled_from(["Plan", "Ram"])))
    held = pull(st.dictionaries(st.sampled_from(UPPER_LINES), st.sampled_from(VALUES)))
    cells = {id_: HeldCell(value) for id_, value in held.items()}
    return with_column(now, column, pull(st.integers(0, len(now.columns))), cells)


def _without_column(pull: st.DrawFn, now: Table) -> Table:
    return without_column(now, pull(st.sampled_from(now.columns)).id) if now.columns else now


def _moved_columns(pull: st.DrawFn, now: Table) -> Table:
    return replace(now, columns=tuple(pull(st.permutations(now.columns))))


def _changed_column(pull: st.DrawFn, now: Table) -> Table:
    if not now.columns:
        return now
    old = pull(st.sampled_from(now.columns))
    new = pull(
        st.sampled_from(
            [replace(old, heading="Ny"), replace(old, decimals=2), replace(old, help_="h")]
        )
    )
    return with_column_form(now, old.id, new)


STEPS = (
    _new_row,
    _removed,
    _moved,
    _changed_row,
    _heading,
    _new_column,
    _without_column,
    _moved_columns,
    _changed_column,
)


@st.composite
def three_versions(pull: st.DrawFn) -> tuple[Table, Table, Table]:
    """A base, mine and theirs."""
    base = pull(bases())
    return base, pull(changed(base)), pull(changed(base))
