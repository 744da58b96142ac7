"""Rows of a block that a list does not have yet: risks, goals, nyckeltal, uppdrag."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from tui.checks.discovery.roles import is_sum
from tui.checks.pasting.cells import is_figure
from tui.checks.pasting.headings import headed
from tui.checks.pasting.rows import rows_by_place
from tui.checks.pasting.words import key
from tui.domain.calculation import Calculation
from tui.domain.paste import headings_in
from tui.domain.reshape import put_in
from tui.domain.table import LABEL, Row, Table
from tui.svenska.clipboard import Block, is_empty


class NewRow(NamedTuple):
    """A row that is to come in: its label, and the row of the table after which it stands."""

    label: str
    after: str


def name_column(
    calculation: Calculation, block: Block, heads: Sequence[str], first: int
) -> int | None:
    """Which column of a block holds the names of a list's rows, where none is a name of today's.

    The one under the heading of the list's own names; else the first, where it holds nothing but
    texts and other headings are the list's. None where neither is so.
    """
    if not first:
        return None
    own = key(dict(headings_in(calculation))[LABEL])
    for x, head in enumerate(heads):
        if own and key(head) == own:
            return x
    texts = [row[0] for row in block[first:] if not is_empty(row[0])]
    known = headed(calculation, heads, 0, block[first:]).columns
    named = known and 0 not in known and bool(texts) and not any(map(is_figure, texts))
    return 0 if named else None


def named_rows(
    calculation: Calculation, block: Block, first: int, x: int, known: Mapping[int, str]
) -> list[NewRow]:
    """The rows whose names the list has not, each once, after the row that stands before it."""
    texts = {i: " ".join(row[x].split()) for i, row in enumerate(block) if x < len(row)}
    times = Counter(map(key, texts.values()))
    have = {key(row.label) for row in calculation.table.rows}
    found: list[NewRow] = []
    after = calculation.table.rows[-1].id if calculation.table.rows else ""
    for i in range(first, len(block)):
        label = texts.get(i, "")
        after = known.get(i, after)
        if is_empty(label) or times[key(label)] > 1 or key(label) in have or is_sum(label):
            continue
        if any(not is_empty(cell) for y, cell in enumerate(block[i]) if y != x):
            found.append(NewRow(label, after))
    return found


def nameless_rows(calculation: Calculation, block: Block, row_nr: int) -> list[NewRow]:
    """The rows that have no room below the cursor, among the names of a list."""
    rows, _ = rows_by_place(calculation, block, 0, row_nr, LABEL)
    last = calculation.table.rows[-1].id if calculation.table.rows else ""
    over = [i for i, cells in enumerate(block) if i not in rows and not all(map(is_empty, cells))]
    return [NewRow("", last) for _ in over]


def with_new_rows(table: Table, new: Sequence[NewRow]) -> Table:
    """The table with these rows, each last of those that come in after the same row."""
    rows, index = table.rows, dict(table.index)
    keys = (f"rad_{i}" for i in range(1, 100_000))
    free = (one for one in keys if one not in index)
    ends: dict[str, str] = {}
    for one in new:
        before = ends.get(one.after, one.after)
        place = next((n + 1 for n, row in enumerate(rows) if row.id == before), len(rows))
        parent = None
        if one.after in index:
            stands = table.row(one.after)
            parent = stands.id if stands.kind == "rubrik" else stands.parent
        row = Row(next(free), one.label, parent=parent)
        rows = put_in(rows, row, place)
        ends[one.after] = row.id
    return replace(table, rows=rows)
