"""A pasted block against a table (*klistring*): what each cell would become, or why it does not.

Nothing is changed here. An empty cell of the block leaves its cell as it is: a gap in a sheet
must not take a figure away. A figure over a computed cell is held against what the cell computes
to with all that is pasted with it, and is kept as printed where the two differ.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Literal, TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from tui.domain.calculation import Calculation
from tui.domain.cell_text import (
    cell_text,
    cells_decimals,
    column_heading,
    entry_text,
    shown_decimals,
    shown_text,
)
from tui.domain.entry import is_count, parsed_entry
from tui.domain.table import LABEL, ONLY_NUMBER, Column, Row, Table
from tui.domain.value import HALF, Mark, Value, is_shown_as, rounded
from tui.svenska.clipboard import Block, harmless, is_empty, resembles_number, without_protection
from tui.svenska.format import HARDSPACE, clean
from tui.svenska.parse import Refusal

Utfall: TypeAlias = Literal["andras", "lika", "nekas", "tryckt"]
MAX_CELL_TEXT = 2000
"""The longest text of a cell that is edited in one line."""
MAX_WORD = 40
"""The longest outcome in words ("ska öka") that is not a line of a page."""


EXCERPT = 40


def name(text: str) -> str:
    """A label or a choice as it is compared: spaces, case and a guarding apostrophe apart."""
    return " ".join(text.split()).casefold().removeprefix("'")


def excerpt(text: str) -> str:
    """A foreign text in a sentence: harmless and short."""
    rent = " ".join(clean(text).split())
    return f"«{rent}»" if len(rent) <= EXCERPT else f"«{rent[: EXCERPT - 1]}…»"


def headings_in(calculation: Calculation) -> tuple[tuple[str, str], ...]:
    """The columns' ids and headings, the label column's first."""
    table, period = calculation.table, calculation.context.period
    label = table.heading_label or table.heading
    return ((LABEL, label), *((k.id, column_heading(k, period)) for k in table.columns))


At: TypeAlias = tuple[int, int]
"""A row and a column of a block."""


class Placement(Struct, frozen=True):
    """The row key of each row of the block that has one, and the column id of each column.

    ``after`` says by what the block was placed and ``outside`` what has no place, in sentences.
    ``inexact`` are columns whose heading is not just the table's. ``texts`` are cells as a Swede
    writes them; ``figures`` what was made of those in another unit or sign, each with what its
    last digit leaves open in ``play``.
    """

    rows: Mapping[int, str]
    columns: Mapping[int, str]
    after: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    inexact: frozenset[str] = frozenset()
    texts: Mapping[At, str] = field(default_factory=dict)
    figures: Mapping[At, Decimal] = field(default_factory=dict)
    play: Mapping[At, Decimal] = field(default_factory=dict)


class PasteCell(Struct, frozen=True):
    """One pasted cell: where, what it says, and what comes of it.

    ``andras``: it gets ``to``. ``lika``: it holds that already. ``nekas``: it cannot hold it,
    ``reason`` says why. ``tryckt``: it is computed, to something else than what is pasted, which
    is kept as printed; a ``to`` of None takes away what was printed and no longer differs. A sum
    that is not kept because it is rounded has a ``reason`` too, which the preview tells.
    """

    row: str
    column: str
    text: str
    utfall: Utfall
    to: Value = None
    reason: str = ""


class Pasting(Struct, frozen=True):
    """All that comes of a pasted block; ``empty`` cells of it are empty and change nothing.

    ``table`` is the table with the rows that come in with it, None where none do. ``standing`` says
    what is left as it stands because a file has nothing for it, in sentences.
    """

    cells: tuple[PasteCell, ...]
    after: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    empty: int = 0
    table: Table | None = None
    standing: tuple[str, ...] = ()

    def of(self, utfall: Utfall) -> tuple[PasteCell, ...]:
        """The cells with one outcome."""
        return tuple(cell for cell in self.cells if cell.utfall == utfall)


COMPUTED = "Cellen räknas av programmet."
SHEET_ERROR = "är ett felvärde ur kalkylbladet och inget tal."
PROSA = "Det inklistrade är löpande text och inga celler, och kolumnen tar tal; ingenting ändrades."


class Pasted(Struct, frozen=True):
    """A cell of the block that has a place: what it says, and the figure that was made of it."""

    row: Row
    column: str
    text: str
    figure: Decimal | None = None
    play: Decimal = Decimal(0)


def pasting(calculation: Calculation, block: Block, place: Placement) -> Pasting:
    """What pasting a block that is placed so would do."""
    par = [
        _pasted(calculation, block, place, (i, j))
        for i in place.rows
        for j in place.columns
        if j < len(block[i])
    ]
    filled_cells = [p for p in par if not is_empty(p.text)]
    entered = [_cell(calculation, p) for p in filled_cells if not _computed(calculation, p)]
    computed = [p for p in filled_cells if _computed(calculation, p)]
    empty = len(par) - len(filled_cells)
    cells = (*entered, *_computed_cells(calculation, entered, computed))
    rounded_off = (cell.reason for cell in cells if cell.reason and cell.utfall != "nekas")
    return Pasting(cells, (*place.after, *rounded_off), place.outside, empty)


def _pasted(calculation: Calculation, block: Block, place: Placement, at: At) -> Pasted:
    i, j = at
    return Pasted(
        calculation.table.row(place.rows[i]),
        place.columns[j],
        place.texts.get(at, block[i][j]),
        place.figures.get(at),
        place.play.get(at, Decimal(0)),
    )


def _computed(calculation: Calculation, pasted: Pasted) -> bool:
    return calculation.is_computed(pasted.row.id, pasted.column)


def with_table(calculation: Calculation, table: Table) -> Calculation:
    """Another version of the table in its place."""
    siblings = {**calculation.context.tables, table.id: table}
    return Calculation(table, replace(calculation.context, tables=siblings))


def with_rows(calculation: Calculation, answer: Pasting) -> Calculation:
    """The table with the rows that come in, as yet without their cells."""
    return calculation if answer.table is None else with_table(calculation, answer.table)


def after_pasting(calculation: Calculation, cells: Iterable[PasteCell]) -> Calculation:
    """The table as it is worked out with the changes made."""
    table = calculation.table
    for cell in cells:
        row = table.row(cell.row)
        if cell.utfall == "andras":
            table = table.with_row(row.with_cell(cell.column, cell.to))
        elif cell.utfall == "tryckt":
            table = table.with_row(row.with_tryckt(cell.column, cell.to))
    return with_table(calculation, table)


def taken(calculation: Calculation, answer: Pasting) -> Calculation:
    """The table as it becomes with all that is pasted."""
    return after_pasting(with_rows(calculation, answer), answer.cells)


def is_prosa(calculation: Calculation, block: Block, column_id: str) -> bool:
    """Whether lines of text without any figure among them are pasted over a column of figures."""
    column = None if column_id == LABEL else calculation.table.column(column_id)
    if column is None or not column.numeric or max(map(len, block)) > 1:
        return False
    # A target or an outcome may be said in words, but not in sentences.
    long = column.type_ in ONLY_NUMBER or any(len(row[0]) > MAX_WORD for row in block)
    return long and not any(resembles_number(row[0]) for row in block)


def takes_block(calculation: Calculation, block: Block, column_id: str) -> bool:
    """Whether a pasted text is taken as cells: lines without tabs over text are one text."""
    if not block or max(map(len, block)) > 1:
        return bool(block)
    return column_id != LABEL and calculation.table.column(column_id).type_ not in (
        "text",
        "langtext",
    )


# ---- one cell ----------------------------------------------------------------------------------


def _cell(calculation: Calculation, pasted: Pasted) -> PasteCell:
    row, column_id, text = pasted.row, pasted.column, pasted.text
    as_written = pasted.figure is None
    if as_written and _same_text(copy_text(calculation, row, column_id), text):
        return PasteCell(row.id, column_id, text, "lika")
    text = without_protection(text)
    if column_id == LABEL:
        return _label_cell(calculation, row, text)
    if row.kind == "rubrik":
        reason = "Raden är en rubrik och har inga värden."
        return PasteCell(row.id, column_id, text, "nekas", reason=reason)
    return _entered_cell(calculation, pasted, text)


def _same_text(own: str, text: str) -> bool:
    return own.replace("−", "-") in (text, text.strip().replace("−", "-"))


def _label_cell(calculation: Calculation, row: Row, text: str) -> PasteCell:
    if name(text) == name(row.label):
        return PasteCell(row.id, LABEL, text, "lika")
    if not calculation.table.list_:
        reason = "Radens namn är fast i tabellen."
        return PasteCell(row.id, LABEL, text, "nekas", reason=reason)
    return _with_answer(row, LABEL, text, _single_line(text))


def _computed_cells(
    calculation: Calculation, entered: Sequence[PasteCell], pasted: Sequence[Pasted]
) -> Iterator[PasteCell]:
    """Figures over computed cells, held against what the cells give with all that is pasted.

    A pasted sum belongs to the figures that are pasted with it, and to the sums below it: all are
    tried as printed, and those that are what their cell computes to need not be kept so. Nor need
    one in a coarser unit that agrees as far as it is written out: kept, it would be a finer figure
    than the block says.
    """
    answers = [_answer_to_computed(calculation, one) for one in pasted]
    all_ = after_pasting(calculation, (*entered, *answers))
    for one, cell in zip(pasted, answers, strict=True):
        printed = calculation.table.row(cell.row).tryckt.get(cell.column)
        gives = all_.computed(cell.row, cell.column)
        if cell.utfall != "tryckt" or printed == cell.to:
            yield replace(cell, utfall="lika") if cell.utfall == "tryckt" else cell
        elif _gives(gives, cell.to):
            yield replace(cell, utfall="lika" if printed is None else "tryckt", to=None)
        elif isinstance(gives, Decimal) and _is_rounded(gives, cell.to, one.play):
            told = _rounded_sentence(calculation, one, gives)
            utfall: Utfall = "lika" if printed is None else "tryckt"
            yield replace(cell, utfall=utfall, to=None, reason=told)
        else:
            yield cell


def _is_rounded(computed: Decimal, pasted: Value, play: Decimal) -> bool:
    """Whether a figure in a coarser unit is what is computed, as far as it is written out."""
    return isinstance(pasted, Decimal) and play > HALF and abs(computed - pasted) <= play


def _rounded_sentence(calculation: Calculation, one: Pasted, computed: Decimal) -> str:
    column = calculation.table.column(one.column)
    heading = " ".join(column_heading(column, calculation.context.period).split())
    gives = cell_text(computed, shown_decimals(calculation, one.row, column))
    return (
        f"{one.row.label}, {heading}: {excerpt(one.text)} är avrundat och stämmer med {gives}, som"
        " räknas ur tabellen; det behålls inte som tryckt."
    )


def _gives(computed: Value, pasted: Value) -> bool:
    """Whether a cell computes to what is pasted; a dash says as much as nothing or zero does."""
    return is_shown_as(computed, pasted) or (pasted is Mark.DASH and not computed)


def _answer_to_computed(calculation: Calculation, pasted: Pasted) -> PasteCell:
    """What a text over a computed cell says, to be kept as printed; a word is not kept at all."""
    row, column_id, text = pasted.row, pasted.column, pasted.text
    if not calculation.table.column(column_id).numeric:
        same = _same_text(copy_text(calculation, row, column_id), text)
        return PasteCell(row.id, column_id, text, "lika" if same else "nekas", reason=COMPUTED)
    answer = _number(calculation, pasted, without_protection(text))
    if isinstance(answer, Refusal):
        return PasteCell(row.id, column_id, text, "nekas", reason=answer.sentence)
    return PasteCell(row.id, column_id, text, "tryckt", answer)


def _number(calculation: Calculation, pasted: Pasted, text: str) -> Value | Refusal:
    """The value of a cell of figures: what was made of it, else as it is typed."""
    if text.lstrip().startswith("#"):
        return Refusal(SHEET_ERROR)
    if pasted.figure is None:
        settings = calculation.context.settings
        return parsed_entry(text, calculation.table, pasted.row, pasted.column, settings)
    if is_count(calculation.table, pasted.row, calculation.table.column(pasted.column)):
        return parsed_entry(f"{pasted.figure:f}".replace(".", ","), calculation.table, pasted.row,
                            pasted.column)  # fmt: skip
    return pasted.figure


def _entered_cell(calculation: Calculation, pasted: Pasted, text: str) -> PasteCell:
    row, column = pasted.row, calculation.table.column(pasted.column)
    match column.type_:
        case "val":
            answer = _choice(calculation, column, text)
        case "text":
            answer = _single_line(text)
        case _:
            answer = _number(calculation, pasted, text)
            if _as_shown(row, column, answer, pasted.play):
                return PasteCell(row.id, column.id, text, "lika")
    return _with_answer(row, column.id, text, answer)


def _as_shown(row: Row, column: Column, answer: Value | Refusal, play: Decimal) -> bool:
    """Whether a pasted figure is the cell's own as it is shown: the exact one is kept then.

    So is one in a coarser unit that the cell's own agrees with, as far as it is written out.
    """
    now = row.cells.get(column.id)
    if not isinstance(now, Decimal) or not isinstance(answer, Decimal):
        return False
    shown = rounded(now, cells_decimals(row, column))
    return shown == answer or (play > HALF and abs(now - answer) <= play)


def _with_answer(row: Row, column_id: str, text: str, answer: Value | Refusal) -> PasteCell:
    if isinstance(answer, Refusal):
        return PasteCell(row.id, column_id, text, "nekas", reason=answer.sentence)
    now = row.label if column_id == LABEL else row.cells.get(column_id)
    equal = answer == now and type(answer) is type(now)
    return PasteCell(row.id, column_id, text, "lika" if equal else "andras", answer)


def _single_line(text: str) -> Value | Refusal:
    rent = " ".join(text.split())
    if len(rent) > MAX_CELL_TEXT:
        return Refusal(f"Texten är längre än {MAX_CELL_TEXT} tecken och ryms inte i cellen.")
    return rent


def selectable(calculation: Calculation, column: Column) -> tuple[tuple[str, str], ...]:
    """The choices of a column as keys and names: rows pointed to, or the steps of its scale."""
    if column.refers:
        table = calculation.context.tables.get(column.refers)
        return tuple((r.id, r.label) for r in table.rows) if table else ()
    return tuple((s, s) for s in calculation.context.settings.scale(column.scale))


def _choice(calculation: Calculation, column: Column, text: str) -> Value | Refusal:
    all_ = selectable(calculation, column)
    searched = name(text)
    hits = [id_ for id_, word in all_ if searched in (name(id_), name(word))]
    if len(hits) == 1:
        return hits[0]
    word = ", ".join(excerpt(o) for _, o in all_[:6])
    return Refusal(f"Här väljs ett av: {word}{' …' if len(all_) > 6 else ''}." if all_ else
                  "Här finns inget att välja på.")  # fmt: skip


# ---- the way back ------------------------------------------------------------------------------


def copy_text(calculation: Calculation, row: Row, column_id: str) -> str:
    """What a copied cell says: a figure as a spreadsheet takes it, a choice by its name."""
    if column_id == LABEL:
        return harmless(row.label)
    column, shown = calculation.table.column(column_id), calculation.shown(row.id, column_id)
    if column.refers:
        return harmless(shown_text(calculation, row, column))
    if not column.numeric:
        return harmless(entry_text(shown))
    if calculation.is_computed(row.id, column_id):
        text = cell_text(shown, shown_decimals(calculation, row, column)).replace(HARDSPACE, "")
    else:
        text = entry_text(shown)
    return harmless(text.replace("−", "-"))


def copy_block(calculation: Calculation) -> Iterator[tuple[str, ...]]:
    """The whole table as rows of cells, its headings first."""
    ids, headings = zip(*headings_in(calculation), strict=True)
    yield tuple(map(harmless, headings))
    for row in calculation.table.rows:
        yield tuple(copy_text(calculation, row, id_) for id_ in ids)
