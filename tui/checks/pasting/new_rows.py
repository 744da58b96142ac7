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
from tui.domain.reshaped import is_counted
from tui.domain.table import LABEL, Row, Table
from tui.svenska.clipboard import Block, is_empty


class NewRow(NamedTuple):
    """A row that is to come in: its label, and the row of the table that it stands beside.

    After that row, or ``before`` it; inside the sum that the row is of, or is.
    """

    label: str
    beside: str
    before: bool = False


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
    """The rows whose names the list has not, each once, by the rows that stand around it."""
    texts = {i: " ".join(row[x].split()) for i, row in enumerate(block) if x < len(row)}
    times = Counter(map(key, texts.values()))
    have = {key(row.label) for row in calculation.table.rows}
    found: list[NewRow] = []
    for i in range(first, len(block)):
        label = texts.get(i, "")
        if is_empty(label) or times[key(label)] > 1 or key(label) in have or is_sum(label):
            continue
        if any(not is_empty(cell) for y, cell in enumerate(block[i]) if y != x):
            found.append(_beside(calculation.table, label, range(first, i), known))
    return found


def _beside(table: Table, label: str, lines: range, known: Mapping[int, str]) -> NewRow:
    """Where a row of a block goes, after these lines of it: after the known row before it, else
    before the next one.

    A row goes after a sum that closes its parts only where the block has parts before it too.
    """
    above = [i for i in sorted(known) if i in lines]
    below = [known[i] for i in sorted(known) if i > lines.stop]
    if above and not _closes(table, known[above[-1]]):
        return NewRow(label, known[above[-1]])
    if below:
        return NewRow(label, below[0], before=not _opens(table, below[0]))
    if not above:
        return _last(table, label)
    return NewRow(label, known[above[-1]], before=above[-1] == lines.start)


def uncounted(table: Table, more: Table) -> list[str]:
    """The names of the rows that came in outside every sum of a table that has sums."""
    if not any(row.kind == "summa" for row in table.rows):
        return []
    new = [row for row in more.rows if row.id not in table.index]
    return [row.label for row in new if not is_counted(more, row.id)]


def _last(table: Table, label: str) -> NewRow:
    """Last in the table, but inside the sum that closes it."""
    last = table.rows[-1].id if table.rows else ""
    return NewRow(label, last, before=_closes(table, last))


def _opens(table: Table, row_id: str) -> bool:
    """Whether a row is the sum of rows that stand after it."""
    parts = table.children.get(row_id, ())
    return bool(parts) and table.index[parts[0]] > table.index[row_id]


def _closes(table: Table, row_id: str) -> bool:
    """Whether a row is the sum of rows that stand before it."""
    return bool(table.children.get(row_id)) and not _opens(table, row_id)


def nameless_rows(calculation: Calculation, block: Block, row_nr: int) -> list[NewRow]:
    """The rows that have no room below the cursor, among the names of a list."""
    rows, _ = rows_by_place(calculation, block, 0, row_nr, LABEL)
    over = [i for i, cells in enumerate(block) if i not in rows and not all(map(is_empty, cells))]
    return [_last(calculation.table, "") for _ in over]


def with_new_rows(table: Table, new: Sequence[NewRow]) -> Table:
    """The table with these rows, each last of those that come in beside the same row."""
    rows, index = table.rows, dict(table.index)
    keys = (f"rad_{i}" for i in range(1, 100_000))
    free = (one for one in keys if one not in index)
    ends: dict[str, str] = {}
    for one in new:
        stands = one.beside if one.before else ends.get(one.beside, one.beside)
        place = next((n for n, row in enumerate(rows) if row.id == stands), len(rows))
        row = Row(next(free), one.label, parent=_parent(table, one))
        rows = put_in(rows, row, place if one.before else place + 1)
        if not one.before:
            ends[one.beside] = row.id
    return replace(table, rows=rows)


def _parent(table: Table, new: NewRow) -> str | None:
    """The row that a new one is part of: the heading or the sum that it comes in under."""
    if new.beside not in table.index:
        return None
    row = table.row(new.beside)
    while row.kind == "darav" and row.parent is not None and row.parent in table.index:
        row = table.row(row.parent)
    heads = not new.before and (row.kind == "rubrik" or _opens(table, row.id))
    inside = new.before and _closes(table, row.id)
    return row.id if heads or inside else row.parent
