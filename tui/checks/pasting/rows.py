"""Which row each row of a block means: by its label, in whatever column that stands."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from tui.checks.pasting.cells import is_figure
from tui.checks.pasting.row_keys import MAGNITUDE, key_columns, rows_by_number
from tui.checks.pasting.words import is_code, key, without_account
from tui.domain.calculation import Calculation
from tui.domain.paste import copy_text, excerpt, headings_in
from tui.domain.table import LABEL, ONLY_NUMBER, Row
from tui.svenska.clipboard import Block, is_empty
from tui.svenska.format import count


class Labelled(Struct, frozen=True):
    """The column of labels, the rows that they name, and the columns of accounts beside them.

    ``by_number``: the rows are told by numbers alone.
    """

    column: int
    rows: Mapping[int, str]
    accounts: frozenset[int]
    outside: tuple[str, ...]
    by_number: bool = False


def labels_of(calculation: Calculation) -> dict[str, list[str]]:
    """The row keys by the label as it is compared."""
    found: dict[str, list[str]] = {}
    for row in calculation.table.rows:
        if not is_empty(row.label):
            found.setdefault(key(row.label), []).append(row.id)
    return found


def labelled(
    calculation: Calculation, block: Block, first: int, cursor: tuple[int, str]
) -> Labelled | None:
    """The rows that a column of the block names; None where none is a column of labels.

    One name is enough over figures, in the first column that is none of accounts. Over texts half
    of the cells must be names, and where the labels themselves look like figures (years) all must.
    """
    known = labels_of(calculation)
    best: tuple[int, int] | None = None
    for x in range(max(map(len, block))):
        cells = _cells(block, first, x)
        hits = sum(_label(cell, known) is not None for cell in cells)
        leads = all(all(map(is_code, _cells(block, first, y))) for y in range(x))
        own = _is_label_column(calculation, cells, hits, cursor, first=leads)
        if hits > (best[1] if best else 0) and own:
            best = (x, hits)
    if best is None or max(map(len, block)) < 2:
        return None
    x = best[0]
    if _stands_already(calculation, block, first, x, cursor):
        return None
    rows, outside = _rows(block, first, x, known)
    accounts = {y for y in range(x) if all(map(is_code, _cells(block, first, y)))}
    if not first and _has_account_after(calculation, block, x + 1, rows, cursor[1]):
        accounts.add(x + 1)
    return Labelled(x, rows, frozenset(accounts), outside)


def labelled_by_number(
    calculation: Calculation, block: Block, first: int, heads: Sequence[str]
) -> Labelled | None:
    """The rows that a column of bare numbers names, all told where it names none of them; None
    where no column of the block is one of rows' numbers.
    """
    columns = list(key_columns(calculation, block, heads, first))
    if not columns:
        return None
    hits = {x: rows_by_number(calculation, block, first, x) for x in columns}
    x = max(columns, key=lambda one: len(hits[one]))
    outside = dict.fromkeys(_outside(block, first, x, {}, hits[x]))
    return Labelled(x, hits[x], frozenset(columns), tuple(outside), by_number=True)


def _cells(block: Block, first: int, x: int) -> list[str]:
    return [row[x] for row in block[first:] if x < len(row) and not is_empty(row[x])]


def _label(cell: str, known: Mapping[str, Sequence[str]]) -> str | None:
    for text in (cell, without_account(cell)):
        if key(text) in known:
            return key(text)
    return None


def _is_label_column(
    calculation: Calculation,
    cells: Sequence[str],
    hits: int,
    cursor: tuple[int, str],
    *,
    first: bool,
) -> bool:
    only_number = is_numeric(calculation, cursor[1])
    share = 1 if all(map(is_figure, cells)) else 0 if only_number and first else 0.5
    return hits >= share * len(cells)


def is_numeric(calculation: Calculation, column_id: str) -> bool:
    """Whether a column takes nothing but figures."""
    return column_id != LABEL and calculation.table.column(column_id).type_ in ONLY_NUMBER


def _stands_already(
    calculation: Calculation, block: Block, first: int, x: int, cursor: tuple[int, str]
) -> bool:
    """Whether a column of the block is what the table's column there, from the cursor, says.

    A cell may say the same as a row's label.
    """
    place, column_id = cursor
    ids = [id_ for id_, _ in headings_in(calculation)]
    there = ids.index(column_id) + x
    if there >= len(ids) or ids[there] == LABEL:
        return False
    rows = [row for row in calculation.table.rows[place:] if row.kind != "rubrik"]
    par = zip(block[first:], rows, strict=False)
    return all(
        x < len(cells) and key(cells[x]) == key(copy_text(calculation, row, ids[there]))
        for cells, row in par
    )


def _rows(
    block: Block, first: int, x: int, known: Mapping[str, Sequence[str]]
) -> tuple[dict[int, str], tuple[str, ...]]:
    """Each row of the block with its row key, and what has none."""
    found = {
        i: name
        for i, row in enumerate(block)
        if i >= first and x < len(row) and (name := _label(row[x], known)) is not None
    }
    names = list(found.values())
    rows: dict[int, str] = {}
    seen: dict[str, int] = {}
    for i, name in found.items():
        ids = known[name]
        place = seen[name] = seen.get(name, -1) + 1
        if names.count(name) == len(ids):
            rows[i] = ids[place]
    outside = dict.fromkeys(_outside(block, first, x, found, rows))
    return rows, tuple(outside)


def told_apart(
    calculation: Calculation, block: Block, labels: Labelled, columns: Mapping[int, str]
) -> Labelled:
    """Rows of one name by the words that stand beside it; without any, in the table's order.

    Where the words do not tell them apart, or the block has another order, none of them is taken.
    """
    table = calculation.table
    words = {x: id_ for x, id_ in columns.items() if _is_words(calculation, id_)}
    groups: dict[str, list[int]] = {}
    for i, row_id in labels.rows.items():
        groups.setdefault(key(table.row(row_id).label), []).append(i)
    places = [table.index[row_id] for row_id in labels.rows.values()]
    in_order = all(one < next_ for one, next_ in pairwise(places))
    rows, outside = dict(labels.rows), list(labels.outside)
    for lines in groups.values():
        if len(lines) == 1 or (not words and in_order):
            continue
        ids = [labels.rows[i] for i in lines]
        hits = [
            [id_ for id_ in ids if words and _same_words(calculation, block[i], id_, words)]
            for i in lines
        ]
        if in_order and all(labels.rows[i] in hit for i, hit in zip(lines, hits, strict=True)):
            continue
        found = [hit[0] for hit in hits if len(hit) == 1]
        if len(set(found)) == len(lines):
            rows |= dict(zip(lines, found, strict=True))
            continue
        rows = {i: id_ for i, id_ in rows.items() if i not in lines}
        name = excerpt(block[lines[0]][labels.column])
        outside.append(f"Raden {name} står flera gånger och kan inte skiljas från en annan.")
    return replace(labels, rows=rows, outside=tuple(outside))


def _is_words(calculation: Calculation, column_id: str) -> bool:
    return column_id != LABEL and not calculation.table.column(column_id).numeric


def _same_words(
    calculation: Calculation, cells: Sequence[str], row_id: str, words: Mapping[int, str]
) -> bool:
    row = calculation.table.row(row_id)
    return all(
        key(cells[x]) == key(copy_text(calculation, row, id_))
        for x, id_ in words.items()
        if x < len(cells)
    )


def _outside(
    block: Block, first: int, x: int, found: Mapping[int, str], rows: Mapping[int, str]
) -> Iterator[str]:
    for i, row in enumerate(block[first:], first):
        rest = [cell for y, cell in enumerate(row) if y != x]
        if i in rows or all(map(is_empty, rest)):
            continue
        label = row[x] if x < len(row) else ""
        if i in found:
            yield f"Raden {excerpt(label)} står flera gånger och kan inte skiljas från en annan."
        elif is_empty(label):
            yield f"Rad {i + 1} i blocket har inget namn."
        else:
            yield f"Raden {excerpt(label)} finns inte i tabellen."


def _has_account_after(
    calculation: Calculation, block: Block, y: int, rows: Mapping[int, str], column_id: str
) -> bool:
    """Whether a column without a heading, right after the labels, holds accounts: codes that are
    nothing like the amounts that stand in the column that they would go to.
    """
    columns = calculation.table.columns
    column = columns[0] if column_id == LABEL else calculation.table.column(column_id)
    codes = _cells(block, 0, y)
    if column.type_ != "belopp" or not codes or not any(len(row) > y + 1 for row in block):
        return False
    for i, row_id in rows.items():
        now = calculation.number(row_id, column.id)
        if y >= len(block[i]) or not block[i][y].strip().isdecimal() or not now:
            return False
        if int(block[i][y]) * MAGNITUDE > abs(now):
            return False
    return bool(rows) and all(map(is_code, codes))


def rows_by_place(
    calculation: Calculation, block: Block, first: int, row_nr: int, column_id: str
) -> tuple[dict[int, str], tuple[str, ...]]:
    """From the cursor down. A heading row is passed by, unless the block has it too."""
    left = iter(calculation.table.rows[row_nr:])
    placed: dict[int, str] = {}
    over = 0
    for i, cells in enumerate(block[first:], first):
        row = next((r for r in left if _takes(r, cells, column_id)), None)
        if row is not None:
            placed[i] = row.id
        elif not all(map(is_empty, cells)):
            over += 1
    if not over:
        return placed, ()
    row_to = " F7 lägger till en rad." if calculation.table.list_ else ""
    return placed, (f"{count(over, 'rad', 'rader')} ryms inte nedanför.{row_to}",)


def _takes(row: Row, cells: Sequence[str], column_id: str) -> bool:
    if row.kind != "rubrik" or all(map(is_empty, cells)):
        return True
    label = column_id == LABEL and key(cells[0]) == key(row.label)
    return label and all(map(is_empty, cells[1:]))
