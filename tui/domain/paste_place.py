"""Where the cells of a pasted block go (*klisterplats*): by labels and headings, else by place.

A block out of a spreadsheet often brings its label column and its heading row along. Where they
are the table's own, they and not the cursor say where each figure belongs. Rows and columns are
settled apart, so one of them may go by name and the other by place.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from tui.domain.calculation import Calculation
from tui.domain.cell_text import column_heading
from tui.domain.table import LABEL, Row
from tui.svenska.clipboard import Block, is_empty, resembles_number
from tui.svenska.format import clean, count
from tui.svenska.parse import Refusal

ONLY_NUMBER = ("belopp", "procent", "tal")
EXCERPT = 40


class Placement(Struct, frozen=True):
    """The row key of each row of the block that has one, and the column id of each column.

    ``after`` says by what the block was placed and ``outside`` what has no place, in sentences.
    """

    rows: Mapping[int, str]
    columns: Mapping[int, str]
    after: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()


class _State(Struct):
    """A block on its way into a table: the cursor's place, and where its first figure stands."""

    calculation: Calculation
    block: Block
    row_nr: int
    column_id: str
    first_row: int = 0
    first_column: int = 0
    after: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    @property
    def body(self) -> list[tuple[int, tuple[str, ...]]]:
        """The rows under any heading, with their numbers."""
        return list(enumerate(self.block))[self.first_row :]

    def column(self, nr: int) -> list[str]:
        """One column of the rows under any heading, where something stands."""
        return [row[nr] for _, row in self.body if nr < len(row) and not is_empty(row[nr])]

    @property
    def only_number(self) -> bool:
        """Whether the cursor is in a column that takes nothing but figures."""
        return self.column_id != LABEL and _takes_only_number(self.calculation, self.column_id)


def name(text: str) -> str:
    """A label or heading as it is compared: spaces, case and a guarding apostrophe apart."""
    return " ".join(text.split()).casefold().removeprefix("'")


def excerpt(text: str) -> str:
    """A foreign text in a sentence: harmless and short."""
    rent = " ".join(clean(text).split())
    return f"«{rent}»" if len(rent) <= EXCERPT else f"«{rent[: EXCERPT - 1]}…»"


def placement(
    calculation: Calculation, block: Block, row_nr: int, column_id: str
) -> Placement | Refusal:
    """Where each row and column of a block goes when the cursor is on a cell, or why nowhere."""
    state = _State(calculation, block, row_nr, column_id)
    headings = _heading_hits(state)
    if headings or _unknown_heading_row(state):
        state.first_row = 1
    labels = _label_hits(state)
    if not labels and _unknown_labels(state):
        return Refusal(
            f"Blockets första kolumn ({excerpt(state.column(0)[0])} …) är inte namn på tabellens "
            "rader, så det går inte att veta var talen hör hemma; kopiera bara talen."
        )
    state.first_column = 1 if labels else 0
    rows = _rows_after_label(state, labels) if labels else _rows_after_place(state)
    columns = _columns_after_heading(state, headings) if headings else _columns_after_place(state)
    return Placement(rows, columns, tuple(state.after), tuple(state.outside))


def _takes_only_number(calculation: Calculation, column_id: str) -> bool:
    return calculation.table.column(column_id).type_ in ONLY_NUMBER


# ---- columns -----------------------------------------------------------------------------------


def headings_in(calculation: Calculation) -> tuple[tuple[str, str], ...]:
    """The columns' ids and headings, the label column's first."""
    table, period = calculation.table, calculation.context.period
    label = table.heading_label or table.heading
    return ((LABEL, label), *((k.id, column_heading(k, period)) for k in table.columns))


def _heading_hits(state: _State) -> dict[int, str]:
    """The columns that the block's first row names; none where it names less than half of them."""
    if len(state.block) < 2:
        return {}
    ids: dict[str, list[str]] = {}
    for id_, heading in headings_in(state.calculation):
        ids.setdefault(name(heading), []).append(id_)
    found: dict[int, str] = {}
    for i, cell in enumerate(state.block[0]):
        hit = ids.get(name(cell), [])
        if len(hit) == 1 and hit[0] not in found.values() and not is_empty(cell):
            found[i] = hit[0]
    own = sum(id_ != LABEL for id_ in found.values())
    others = sum(not is_empty(c) for i, c in enumerate(state.block[0]) if i not in found and i > 0)
    return found if own and own >= others else {}


def _unknown_heading_row(state: _State) -> bool:
    """Whether the first row is headings that the table does not have: no figure in it, but below.

    Only over columns of figures: they could not have held those texts.
    """
    first, *others = state.block
    texts = [cell for cell in first if not is_empty(cell)]
    unknown = (
        state.only_number
        and bool(texts)
        and not any(resembles_number(cell) for cell in texts)
        and name(first[0]) not in _labels(state.calculation)
        and any(resembles_number(cell) for row in others for cell in row)
        and all(not _takes_text(state, i) for i, c in enumerate(first) if i and not is_empty(c))
        and not _said_already(state, first)
    )
    if unknown:
        state.after.append(
            "Blockets första rad är rubriker som tabellen inte har; den hoppas över."
        )
    return unknown


def _said_already(state: _State, cells: Sequence[str]) -> bool:
    """Whether the cursor's row says these already: a text that is printed in place of a figure."""
    ids = [id_ for id_, _ in headings_in(state.calculation)]
    rows = (r for r in state.calculation.table.rows[state.row_nr :] if r.kind != "rubrik")
    row = next(rows, None)
    par = zip(cells, ids[ids.index(state.column_id) :], strict=False)
    return row is not None and all(
        is_empty(cell) or name(cell) == name(str(state.calculation.shown(row.id, id_) or ""))
        for cell, id_ in par
    )


def _takes_text(state: _State, nr: int) -> bool:
    """Whether the column that a cell would be placed in takes text."""
    ids = [id_ for id_, _ in headings_in(state.calculation)]
    place = ids.index(state.column_id) + nr
    return place < len(ids) and not _takes_only_number(state.calculation, ids[place])


def _columns_after_heading(state: _State, hits: Mapping[int, str]) -> dict[int, str]:
    state.after.append("Kolumnerna är placerade efter sina rubriker.")
    for i, cell in enumerate(state.block[0]):
        if i not in hits and i >= state.first_column and state.column(i):
            state.outside.append(f"Kolumnen {excerpt(cell)} finns inte i tabellen.")
    return {i: id_ for i, id_ in hits.items() if i >= state.first_column}


def _columns_after_place(state: _State) -> dict[int, str]:
    ids = [id_ for id_, _ in headings_in(state.calculation)]
    start = ids.index(state.column_id)
    if state.first_column and state.column_id == LABEL:
        start += 1
    width = max(map(len, state.block))
    nr = range(state.first_column, width)
    fits = dict(zip(nr, ids[start:], strict=False))
    over = sum(bool(state.column(i)) for i in nr if i not in fits)
    if over:
        state.outside.append(f"{count(over, 'kolumn', 'kolumner')} ryms inte till höger.")
    return fits


# ---- rows --------------------------------------------------------------------------------------


def _labels(calculation: Calculation) -> dict[str, list[str]]:
    """The row keys by the label as it is compared."""
    found: dict[str, list[str]] = {}
    for row in calculation.table.rows:
        if not is_empty(row.label):
            found.setdefault(name(row.label), []).append(row.id)
    return found


def _label_hits(state: _State) -> dict[int, str]:
    """The rows that the block's first column names, where it is a column of labels.

    One name is enough over figures. Over texts half of the cells must be names, and where the
    labels themselves look like figures (years) all of them must.
    """
    cells = state.column(0)
    if max(map(len, state.block)) < 2 or not cells:
        return {}
    known = _labels(state.calculation)
    hits = [cell for cell in cells if name(cell) in known]
    share = 1 if all(map(resembles_number, cells)) else 0 if state.only_number else 0.5
    if not hits or len(hits) < share * len(cells) or _stands_already(state):
        return {}
    return dict(_row_pair(state, known))


def _stands_already(state: _State) -> bool:
    """Whether the block's first column is what the cursor's column of texts already says.

    A cell may say the same as a row's label.
    """
    if state.column_id == LABEL:
        return False
    rows = state.calculation.table.rows[state.row_nr :]
    now = [state.calculation.shown(row.id, state.column_id) for row in rows if row.kind != "rubrik"]
    par = zip(state.body, now, strict=False)
    return all(name(row[0]) == name(str(value or "")) for (_, row), value in par)


def _row_pair(state: _State, known: Mapping[str, Sequence[str]]) -> Iterator[tuple[int, str]]:
    """Each row of the block with its row key; "" for a name that cannot be told from another."""
    seen: dict[str, int] = {}
    count_in_block: dict[str, int] = {}
    for cell in state.column(0):
        count_in_block[name(cell)] = count_in_block.get(name(cell), 0) + 1
    for i, row in state.body:
        key = name(row[0])
        ids = known.get(key, ())
        if ids:
            place = seen[key] = seen.get(key, -1) + 1
            yield i, ids[place] if count_in_block[key] == len(ids) else ""


def _rows_after_label(state: _State, hits: Mapping[int, str]) -> dict[int, str]:
    state.after.append("Raderna är placerade efter sina namn.")
    for i, row in state.body:
        if hits.get(i) or all(map(is_empty, row[1:])):
            continue
        if i in hits:
            sentence = (
                f"Raden {excerpt(row[0])} står flera gånger och kan inte skiljas från en annan."
            )
        elif is_empty(row[0]):
            sentence = f"Rad {i + 1} i blocket har inget namn."
        else:
            sentence = f"Raden {excerpt(row[0])} finns inte i tabellen."
        state.outside.append(sentence)
    return {i: row_id for i, row_id in hits.items() if row_id}


def _unknown_labels(state: _State) -> bool:
    """Whether figures stand after a column of texts that the cursor's column cannot hold."""
    first = state.column(0)
    return (
        state.only_number
        and bool(first)
        and not any(map(resembles_number, first))
        and any(resembles_number(cell) for _, row in state.body for cell in row[1:])
    )


def _rows_after_place(state: _State) -> dict[int, str]:
    """From the cursor down. A heading row is passed by, unless the block has it too."""
    left = iter(state.calculation.table.rows[state.row_nr :])
    placed: dict[int, str] = {}
    over = 0
    for i, cells in state.body:
        row = next((r for r in left if _takes_against(state, r)(cells)), None)
        if row is not None:
            placed[i] = row.id
        elif not all(map(is_empty, cells)):
            over += 1
    if over:
        row_to = " F7 lägger till en rad." if state.calculation.table.list_ else ""
        state.outside.append(f"{count(over, 'rad', 'rader')} ryms inte nedanför.{row_to}")
    return placed


def _takes_against(state: _State, row: Row) -> Callable[[Sequence[str]], bool]:
    def takes_against(cells: Sequence[str]) -> bool:
        if row.kind != "rubrik" or all(map(is_empty, cells)):
            return True
        label = state.column_id == LABEL and name(cells[0]) == name(row.label)
        return label and all(map(is_empty, cells[1:]))

    return takes_against
