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
from tui.checks.pasting.of_kolada import has_ids, kolada_pasting
from tui.checks.pasting.of_ledger import Wish, ledger_block, takes_ledger
from tui.checks.pasting.placing import origin_of, placed
from tui.checks.pasting.rows import labels_of
from tui.checks.pasting.words import key
from tui.domain.account_map import Entry, table_for
from tui.domain.block import Block
from tui.domain.calculation import Calculation
from tui.domain.kolada import Kolada
from tui.domain.ledger import Ledger
from tui.domain.paste import Pasting, excerpt
from tui.domain.table import LABEL, Table
from tui.svenska.parse import Refusal

_PROPOSED: Mapping[Asked, bool] = {
    "enhet": True, "tecken": True, "intäkter": True, "kostnader": True, "år": True, "andel": True,
    "rader": False,
}  # fmt: skip


ANSWER_THERE = "Läs in filen i Nämndkoll med Ctrl+O och svara där."


class Taking(Struct, frozen=True):
    """What a part of a file would do to a table: the answer of its placing, the questions with the
    answers that are proposed, and what there is to say of how it was read."""

    calculation: Calculation
    answer: Pasting
    questions: tuple[tuple[Ask, bool], ...] = ()
    told: tuple[str, ...] = ()

    @property
    def fits(self) -> int:
        """How many cells of the table it has something for."""
        return sum(cell.utfall != "nekas" for cell in self.answer.cells)


class Takings(NamedTuple):
    """Where the parts of a file belong, a table at most once; and what belongs nowhere."""

    taken: tuple[Taking, ...]
    left: tuple[str, ...]


class Where(Struct, frozen=True):
    """What the user says of where a file's figures go: a table's id, a column's; "" for neither."""

    table: str = ""
    column: str = ""


def of_blocks(
    calculations: Sequence[Calculation], blocks: Sequence[Block], where: Where, name: str = ""
) -> Takings:
    """Each block in the table that it fits best, if it fits only one so well; ``name`` is the
    file's, which may tell a month."""
    best: dict[str, Taking] = {}
    left: list[str] = []
    for block in blocks:
        if not any(is_figure(cell) for row in block.rows for cell in row):
            left.append(f"{_called(block)}: har inga tal.")
            continue
        tried = [_of_block(one, block, where, name) for one in _open(calculations, where)]
        found = _best([one for one in tried if isinstance(one, Taking)])
        if isinstance(found, Taking):
            table = found.calculation.table
            before = best.get(table.id)
            if before is not None:
                worse = min(before, found, key=lambda one: one.fits)
                left.append(f"{_called(block)} passar också i {table.heading}; bara det som passar"
                            f" bäst är med ({worse.fits} celler lämnas).")  # fmt: skip
            if before is None or found.fits > before.fits:
                best[table.id] = found
        elif found:
            left.append(f"{_called(block)} passar lika bra i {found}: ange --tabell.")
        else:
            named = _by_names(list(_open(calculations, where)), tried, block)
            refused = [one.sentence for one in named if isinstance(one, Refusal)]
            left.append(f"{_called(block)}: {_why(refused, where)}")
    return Takings(tuple(best.values()), tuple(left))


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
    calculation: Calculation, block: Block, where: Where, name: str = ""
) -> Taking | Refusal:
    """What a block would do to a table, with the proposed answers."""
    table = calculation.table
    if where.column and where.column not in (LABEL, *table.column_index):
        return Refusal(f"{table.heading} har ingen sådan kolumn.")
    column = where.column or _first_column(table)
    origin = origin_of(block, name)
    answers: dict[Asked, bool] = {}
    questions: list[tuple[Ask, bool]] = []
    while isinstance(answer := placed(calculation, block.rows, 0, column, answers, origin), Ask):
        proposed = _PROPOSED.get(answer.about, bool(where.column) and answer.about == "markör")
        proposed = proposed and answer.proposed
        if answer.about not in _PROPOSED and not proposed:
            asks = answer.about == "tid"
            return Refusal(f"{answer.text} {ANSWER_THERE}" if asks else answer.text)
        answers[answer.about] = proposed
        questions.append((answer, proposed))
    return (
        answer
        if isinstance(answer, Refusal)
        else Taking(calculation, answer, tuple(questions), block.left_out)
    )


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
    calculations: Sequence[Calculation], tried: Sequence[Taking | Refusal], block: Block
) -> Sequence[Taking | Refusal]:
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
