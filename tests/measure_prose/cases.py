"""Sentences with what is true of them: read from the files beside this, or from elsewhere.

A file ``NAME.md`` holds the tables of an invented nämnd, ``NAME.txt`` its sentences by hand:

    # Ekonomi | level                     heading, kind of phrase
    Biblioteken kostade 41,3 mnkr netto.  the paragraph, on one line
      41,3 mnkr | stammer | Bibliotek : Nettokostnad 2024
      direction mer/mindre > 41,3

An indented line is a claim (figure, unit, verdict, row : column; ``a - b`` is a difference of two
columns, none where the figure is worked out in another way), or a turn: a word in its place makes
the claims named after ``>`` wrong. A claim of unit ``riktning`` is a word of direction alone.
"""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

from msgspec import Struct

from tests.measure_prose.printed import Cell, Printed, printed_tables

HERE = Path(__file__).parent
NAMES = ("kultur", "bygg", "utbildning")
# Nämnder of which the tables are kept aside too.
ASIDE = ("teknik", "omsorg", "raddning", "arbete", "miljo", "samhalle", "vard", "service")
VERDICTS = ("stammer", "avviker", "ej_provad")
TURNS = ("direction", "row", "year", "sign")
SCALES = {"kr": Decimal(1), "tkr": Decimal(1000), "mnkr": Decimal(1_000_000)}
_FROM_TWO = ("två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
WORDS = {"en": 1, "ett": 1, **{word: size for size, word in enumerate(_FROM_TWO, 2)}}
DIRECTION = "riktning"
HEDGES = ("drygt", "knappt", "cirka", "närmare", "ungefär", "omkring", "nästan", "runt")


class Labelled(Struct, frozen=True):
    """One claim of a sentence: as written, in which unit, what is true of it and by which cells."""

    text: str
    unit: str
    verdict: str
    row: str = ""
    column: str = ""

    @property
    def value(self) -> Decimal | None:
        """The figure without its sign, None for a word of direction."""
        if self.unit == DIRECTION:
            return None
        return abs(number(self.text))


class Turn(Struct, frozen=True):
    """A word in another's place, and the claims that it makes wrong."""

    kind: str
    old: str
    new: str
    claims: tuple[str, ...]


class Case(Struct, frozen=True):
    """A paragraph under a heading, with its claims. ``altered`` is how, "" if it is not."""

    document: str
    heading: str
    kind: str
    sentence: str
    claims: tuple[Labelled, ...]
    turns: tuple[Turn, ...] = ()
    altered: str = ""
    aimed: tuple[int, ...] = ()


def number(text: str) -> Decimal:
    """A figure or a number word. Raises ValueError."""
    if text in WORDS:
        return Decimal(WORDS[text])
    try:
        digits = re.sub(r"[\s\u00a0]", "", text).replace("−", "-").replace(",", ".")
        return Decimal(digits)
    except InvalidOperation:
        raise ValueError(f"{text} is no figure") from None


def tables_text(name: str) -> str:
    """An invented nämnd's tables in Markdown."""
    return (_folder(name in ASIDE) / f"{name}.md").read_text("utf-8")


def _folder(held_out: bool) -> Path:
    return HERE / "held_out" if held_out else HERE


@cache
def tables(name: str) -> Printed:
    """The same, cell by cell; none of a document that is not invented."""
    return printed_tables(tables_text(name)) if name in (*NAMES, *ASIDE) else ()


def cases(name: str, held_out: bool) -> list[Case]:
    """The sentences of an invented nämnd, those that are kept aside or the others."""
    text = (_folder(held_out) / f"{name}.txt").read_text("utf-8")
    return [_case(name, block) for block in re.split(r"^# ", text, flags=re.M)[1:]]


def _case(name: str, block: str) -> Case:
    head, sentence, *rest = block.strip().split("\n")
    heading, kind = head.split(" | ")
    parts = [line.strip() for line in rest]
    turns = tuple(_turn(part) for part in parts if part.split()[0] in TURNS)
    claims = tuple(_labelled(part) for part in parts if part.split()[0] not in TURNS)
    return Case(name, heading, kind, sentence, claims, turns)


def _labelled(line: str) -> Labelled:
    said, verdict, *place = (part.strip() for part in line.split("|"))
    text, unit = said.rsplit(" ", 1)
    row, _, column = place[0].partition(" :") if place else ("", "", "")
    return Labelled(text, unit, verdict, row.strip(), column.strip())


def _turn(line: str) -> Turn:
    kind, rest = line.split(" ", 1)
    words, _, aims = rest.partition(" > ")
    old, new = words.split("/")
    return Turn(kind, old, new, tuple(re.split(r", (?=\S)", aims)))


def places(case: Case) -> list[int]:
    """Where each claim's figure or word begins in the sentence, in order. Raises ValueError."""
    found, start = [], 0
    for claim in case.claims:
        hit = re.compile(rf"(?<![\w,]){re.escape(claim.text)}(?!\w|,\d)").search(
            case.sentence, start
        )
        if hit is None:
            raise ValueError(f"{claim.text} is not in its place in: {case.sentence}")
        found.append(hit.start())
        start = hit.end()
    return found


def faults(case: Case) -> Iterator[str]:
    """What is wrong with the labels of a case, by the tables it speaks of."""
    places(case)
    for turn in case.turns:
        if turn.old not in case.sentence:
            yield f"{turn.old} is not in: {case.sentence}"
        if missing := set(turn.claims) - {claim.text for claim in case.claims}:
            yield f"{missing} is no claim of: {case.sentence}"
    for claim in case.claims:
        if claim.verdict not in VERDICTS:
            yield f"{claim.verdict} is no verdict: {case.sentence}"
        elif claim.verdict == "stammer" and claim.column and claim.unit != DIRECTION:
            yield from _wrong_figure(case, claim)


def _wrong_figure(case: Case, claim: Labelled) -> Iterator[str]:
    cells = [true_cell(case, claim.row, column) for column in claim.column.split(" - ")]
    if None in cells:
        yield f"{claim.row} : {claim.column} is in no table: {case.sentence}"
        return
    known = [cell for cell in cells if cell is not None]
    true = known[0].value - (known[1].value if len(known) > 1 else 0)
    reach = sum((cell.reach for cell in known), Decimal(0))
    said, step = claim.value or Decimal(0), precision(claim.text)
    scale = known[0].scale / SCALES.get(claim.unit, Decimal(1))
    if abs(abs(true) * scale - said) > step / 2 + reach * scale and not _hedged(case, claim):
        yield f"{claim.text} is {true}: {case.sentence}"


def _hedged(case: Case, claim: Labelled) -> bool:
    words = case.sentence[: places(case)[case.claims.index(claim)]].lower().split()
    return bool(words) and words[-1] in HEDGES


def precision(text: str) -> Decimal:
    """What a figure's last written place is worth."""
    decimals = len(text.partition(",")[2])
    return Decimal(1).scaleb(-decimals)


def true_cell(case: Case, row: str, column: str) -> Cell | None:
    """A cell of the tables that a case speaks of."""
    return next(
        (table.cell(row, column) for table in tables(case.document) if table.has(row, column)), None
    )
