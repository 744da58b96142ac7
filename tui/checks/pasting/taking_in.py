"""What a file would do to a document's tables: where each of its parts belongs, with no cursor.

Questions that a block leaves open get the proposed answer where there is one: its unit, sign and
years. A decimal sign that cannot be told, or headings that mean nothing, have none.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from tui.checks.pasting.asked import Ask, Asked
from tui.checks.pasting.cells import is_figure
from tui.checks.pasting.long_form import widened
from tui.checks.pasting.named import foreign_names, shape_of, translated
from tui.checks.pasting.of_kolada import has_ids, kolada_pasting
from tui.checks.pasting.of_ledger import Wish, ledger_block, takes_ledger
from tui.checks.pasting.placing import origin_of, placed
from tui.checks.pasting.rows import labels_of
from tui.checks.pasting.words import key
from tui.domain.account_map import Entry, table_for
from tui.domain.block import Block
from tui.domain.calculation import Calculation
from tui.domain.known_source import KnownSource, latest_for
from tui.domain.kolada import Kolada
from tui.domain.ledger import Ledger
from tui.domain.paste import Pasting, excerpt, with_rows
from tui.domain.table import LABEL, Table
from tui.svenska.parse import Refusal

_PROPOSED: Mapping[Asked, bool] = {
    "enhet": True, "tecken": True, "intäkter": True, "kostnader": True, "år": True, "andel": True,
    "rader": False,
}  # fmt: skip

_AS_BEFORE = "Namn som tabellen inte har är placerade som förra gången."
_ANSWER: Mapping[Asked, str] = {
    "punkt": "Skriv talen med decimalkomma, eller svara i Nämndkoll (Ctrl+O).",
    "tid": "Läs in filen i Nämndkoll med Ctrl+O och svara där.",
}


class Taking(Struct, frozen=True):
    """What a part of a file would do to a table: the answer of its placing, the questions with the
    answers that are proposed, and what there is to say of how it was read.

    ``place`` is the sheet of the part, "" where the file has none.
    """

    calculation: Calculation
    answer: Pasting
    questions: tuple[tuple[Ask, bool], ...] = ()
    told: tuple[str, ...] = ()
    place: str = ""

    @property
    def fits(self) -> int:
        """How many cells of the table it has something for."""
        return sum(cell.utfall != "nekas" for cell in self.answer.cells)

    @property
    def rows(self) -> tuple[str, ...]:
        """The names of the rows that it has something for, those that are no sums first."""
        table = with_rows(self.calculation, self.answer).table
        ids = {cell.row for cell in self.answer.cells if cell.utfall != "nekas"}
        rows = sorted((table.row(one) for one in ids), key=lambda row: row.kind == "summa")
        return tuple(row.label for row in rows)


class Takings(NamedTuple):
    """Where the parts of a file belong, a table at most once; and what belongs nowhere."""

    taken: tuple[Taking, ...]
    left: tuple[str, ...]


class Where(Struct, frozen=True):
    """What the user says of where a file's figures go: a table's id, a column's, and of which sheet
    they are; "" where nothing is said."""

    table: str = ""
    column: str = ""
    sheet: str = ""


def of_blocks(
    calculations: Sequence[Calculation],
    blocks: Sequence[Block],
    where: Where,
    name: str = "",
    known: Sequence[KnownSource] = (),
) -> Takings:
    """Each block in the table that it fits best, if it fits only one so well.

    A table that no block fits better than another gets none. ``name`` is the file's, which may
    tell a month; ``known`` are the remembered sources that the file is like: what their names were
    said to mean holds here too.
    """
    found: dict[str, list[tuple[Block, Taking]]] = {}
    left: list[str] = []
    for block in blocks:
        if where.sheet and block.place != where.sheet:
            continue
        if not any(is_figure(cell) for row in block.rows for cell in row):
            left.append(f"{_called(block)}: har inga tal.")
            continue
        taking = _best_table(calculations, block, where, name, known)
        if isinstance(taking, Taking):
            found.setdefault(taking.calculation.table.id, []).append((block, taking))
        else:
            left.append(taking)
    taken = []
    for pairs in found.values():
        best, rest = _best_block(pairs)
        taken += best
        left += rest
    return Takings(tuple(taken), tuple(left))


def _best_table(
    calculations: Sequence[Calculation],
    block: Block,
    where: Where,
    name: str,
    known: Sequence[KnownSource],
) -> Taking | str:
    """What a block would do to the table that it fits; else why it fits none."""
    open_ = list(_open(calculations, where))
    tried = [_of_block(one, block, where, name, known) for one in open_]
    fitting = [one for one in tried if isinstance(one, Taking)]
    found = _best([one for one in fitting if where.table or _has_its_rows(one, block)])
    if isinstance(found, Taking):
        return found
    if found:
        return f"{_called(block)} passar lika bra i {found}: ange --tabell."
    if fitting:
        most = max(fitting, key=lambda one: one.fits)
        return (
            f"{_called(block)}: ingen tabell har dess rader. {most.calculation.table.heading} har"
            f" bara {excerpt(most.rows[0])}; ange --tabell om talen ska dit."
        )
    for ask in (one for one in tried if isinstance(one, Ask)):
        # It is asked only of figures that have a place.
        if ask.about in _ANSWER:
            return f"{_called(block)}: {ask.text} {_ANSWER[ask.about]}"
    nearest = [one for one in _by_names(open_, tried, block) if not isinstance(one, Taking)]
    refused = [one.text if isinstance(one, Ask) else one.sentence for one in nearest]
    return f"{_called(block)}: {_why(refused, where)}"


def _has_its_rows(taking: Taking, block: Block) -> bool:
    """Whether a table has the rows of a block: two that are no sums, or the only one there is.

    One name among others, or the word of a total, stands in tables of all kinds.
    """
    table = with_rows(taking.calculation, taking.answer).table
    cells = (cell for cell in taking.answer.cells if cell.utfall != "nekas")
    posts = {cell.row for cell in cells if table.row(cell.row).kind != "summa"}
    rows = widened(taking.calculation, block.rows)
    column = _first_column(taking.calculation.table)
    foreign = foreign_names(taking.calculation, rows, column).labels
    return len(posts) > 1 or (len(posts) == 1 and not foreign)


def _best_block(pairs: Sequence[tuple[Block, Taking]]) -> tuple[list[Taking], list[str]]:
    """Of the blocks that fit a table the best one; none where others fit as well. What is left."""
    most = max(taking.fits for _, taking in pairs)
    best = [(block, taking) for block, taking in pairs if taking.fits == most]
    table = pairs[0][1].calculation.table
    if len(best) > 1:
        *first, last = [_called(block) for block, _ in best]
        sheets = len({block.place for block, _ in best}) == len(best)
        how = "ange --blad" if sheets else "spara den som ska läsas för sig"
        return [], [f"{', '.join(first)} och {last} passar lika bra i {table.heading}: {how}."]
    return [best[0][1]], [
        f"{_called(block)} passar också i {table.heading}; bara det som passar bäst är med"
        f" ({taking.fits} celler lämnas)."
        for block, taking in pairs
        if taking is not best[0][1]
    ]


def of_ledger(
    calculations: Sequence[Calculation],
    ledger: Ledger,
    entries: Sequence[Entry],
    wish: Wish,
    where: Where,
) -> Takings:
    """An accounting file in the table that most of its accounts have a row in."""
    own = [c for c in _open(calculations, where) if where.table or takes_ledger(c.table)]
    tried = [_of_ledger(one, ledger, entries, wish) for one in own]
    found = _best([one for one in tried if isinstance(one, Taking)])
    if isinstance(found, Taking):
        return Takings((found,), ())
    if found:
        return Takings((), (f"Kontona passar lika bra i {found}: ange --tabell.",))
    # Of several tables the one that a map is for says why.
    for_ = table_for(entries, [one.table for one in own])
    refused = [answer.sentence for one, answer in zip(own, tried, strict=True)
               if isinstance(answer, Refusal) and one.table is for_]  # fmt: skip
    return Takings((), (_why(refused, where),))


def of_kolada(
    calculations: Sequence[Calculation],
    kolada: Kolada,
    municipality: str,
    year: int | None,
    where: Where,
) -> Takings:
    """Kolada's figures in every table that has rows with their ids."""
    own = [one for one in _open(calculations, where) if where.table or has_ids(one.table)]
    if not own:
        return Takings((), ("Ingen rad i dokumentet har något nyckeltal ur Kolada som källa.",))
    taken, left = [], []
    for calculation in own:
        answer = kolada_pasting(
            calculation, kolada, municipality=municipality, column_id=where.column, year=year
        )
        if isinstance(answer, Pasting):
            taken.append(Taking(calculation, answer))
        else:
            left.append(f"{calculation.table.heading}: {answer.sentence}")
    return Takings(tuple(taken), tuple(left))


# ---- one table ---------------------------------------------------------------------------------


def _open(calculations: Sequence[Calculation], where: Where) -> Iterator[Calculation]:
    for calculation in calculations:
        if where.table in ("", calculation.table.id) and not calculation.table.out_of_text:
            yield calculation


def _of_block(
    calculation: Calculation,
    block: Block,
    where: Where,
    name: str = "",
    known: Sequence[KnownSource] = (),
) -> Taking | Ask | Refusal:
    """What a block would do to a table, with the proposed answers; a question that has none."""
    table = calculation.table
    if where.column and where.column not in (LABEL, *table.column_index):
        return Refusal(f"{table.heading} har ingen sådan kolumn.")
    column = where.column or _first_column(table)
    origin = origin_of(block, name)
    answers: dict[Asked, bool] = {}
    questions: list[tuple[Ask, bool]] = []
    rows = _as_known(calculation, block, known)
    while isinstance(answer := placed(calculation, rows, 0, column, answers, origin), Ask):
        proposed = _PROPOSED.get(answer.about, bool(where.column) and answer.about == "markör")
        proposed = proposed and answer.proposed
        if answer.about not in _PROPOSED and not proposed:
            return answer
        answers[answer.about] = proposed
        questions.append((answer, proposed))
    if isinstance(answer, Refusal):
        return answer
    again = (_AS_BEFORE,) if rows != block.rows else ()
    told = (*again, *block.told, *block.left_out)
    return Taking(calculation, answer, tuple(questions), told, block.place)


def _as_known(
    calculation: Calculation, block: Block, known: Sequence[KnownSource]
) -> tuple[tuple[str, ...], ...]:
    """The rows of a block, its names as they were placed in a block of this shape before."""
    for one in latest_for(known, calculation.table.id):
        if one.place == block.place and one.shape == shape_of(calculation, block.rows):
            return translated(calculation, block.rows, one.rows, one.columns)
    return block.rows


def _first_column(table: Table) -> str:
    """The first column that figures can go to, else that of the labels."""
    return next((c.id for c in table.columns if c.numeric and not c.computed), LABEL)


def _of_ledger(
    calculation: Calculation, ledger: Ledger, entries: Sequence[Entry], wish: Wish
) -> Taking | Refusal:
    made = ledger_block(calculation, ledger, entries, wish)
    if isinstance(made, Refusal):
        return made
    taking = _of_block(calculation, made.mapped.block, Where())
    if isinstance(taking, Ask):
        return Refusal(taking.text)
    if isinstance(taking, Refusal):
        return taking
    answer = taking.answer
    outside = (*answer.outside, *made.outside)
    return Taking(calculation, replace(answer, outside=outside), taking.questions, made.told)


def _best(takings: Sequence[Taking]) -> Taking | str:
    """The one that fits best; the names of those that fit alike; "" where none fits."""
    most = max((one.fits for one in takings), default=0)
    best = [one for one in takings if one.fits == most and most]
    if len(best) == 1:
        return best[0]
    return " och ".join(one.calculation.table.heading for one in best)


def _by_names(
    calculations: Sequence[Calculation], tried: Sequence[Taking | Ask | Refusal], block: Block
) -> Sequence[Taking | Ask | Refusal]:
    """What came of the block in the one table that most of its labels are rows of; else all."""
    labels = {key(cell) for row in block.rows for cell in row[:1]} - {""}
    hits = [len(labels & labels_of(one).keys()) for one in calculations]
    most = max(hits, default=0)
    return [tried[hits.index(most)]] if most > 1 and hits.count(most) == 1 else tried


def _why(refused: Sequence[str], where: Where) -> str:
    """Why nothing is taken: the table's own reason where it was asked for, or is the only one."""
    if refused and (where.table or len(set(refused)) == 1):
        return refused[0]
    return "ingen tabell i dokumentet har dess rader och kolumner."


def _called(block: Block) -> str:
    """A block by its sheet and what stands above it, else by its first cells."""
    named = dict.fromkeys(filter(None, (block.place, block.caption)))
    return " · ".join(named) or excerpt(", ".join(filter(None, block.rows[0])))
