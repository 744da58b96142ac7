"""The report's text as a grid's content: line by line, each claim marked where it stands."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from tui.checks.prosa.claim import KRONOR, PERCENT, TextSource, Utfall
from tui.domain.cell_text import cell_text
from tui.domain.finding import Finding
from tui.screen.widgets.model import Bit, Box, GridColumn, ReadingModel, TextLine, broken

if TYPE_CHECKING:  # what judges prose takes a megabyte of words and patterns
    from tui.checks.prosa.verdict import Tried

RAND = 4
UNITS = (*KRONOR, *PERCENT)
UTFALL_PIECE: Mapping[Utfall, Bit] = {
    "stammer": ("✓ stämmer", "bra"),
    "avviker": ("✗ avviker", "allvar stark"),
    "ej_prövad": ("· ej prövat", "dampad"),
    "prövas_om": ("… prövas om", "dampad"),
}


class TextLineState(Struct, frozen=True):
    """One line on the screen: its text in pieces, and where it comes from.

    ``nr`` is the line in the file, from 1 (0 for a heading of ours); ``first`` tells the first
    of the lines that a long one is broken into.
    """

    file: int
    nr: int
    pieces: TextLine
    first: bool = True


class ReadTextView(Struct, frozen=True):
    """One text to be shown: what it is called, its lines, verdicts and findings by line."""

    file: str
    source: TextSource
    verdicts: "Sequence[Tried]"
    rows: Mapping[Finding, int]


class TextView(ReadingModel):
    """What the grid shows of the report's texts."""

    def __init__(
        self,
        texts: Sequence[ReadTextView],
        screen: int,
        *,
        waits: bool = False,
        blank: bool = True,
    ) -> None:
        """``blank``: whether empty lines of the texts are shown."""
        number_width = max((len(str(len(t.source.rows))) for t in texts), default=1)
        text_width = max(20, screen - number_width - RAND)
        self.texts = tuple(texts)
        lines = (row for row in _every_rows(texts, text_width) if blank or row.pieces)
        self.rows = tuple(lines) or _empty(text_width, waits)
        self.count_rows = len(self.rows)
        self.columns = (
            GridColumn("rad", ("Rad",), max(3, number_width), right=True, character_width=1),
            GridColumn("text", (_heading(texts),), text_width, right=False),
        )

    def box(self, row: int, column: int) -> Box:
        r = self.rows[row]
        if column == 0:
            return Box(str(r.nr) if r.nr and r.first else "", "dampad")
        return Box("".join(text for text, _ in r.pieces), pieces=r.pieces)

    def row_class(self, row: int) -> str:
        """A heading of ours is bold."""
        return "" if self.rows[row].nr else "stark info"

    def place(self, file: int, nr: int) -> int:
        """The grid's row of a line of a text; the first one where there is none."""
        return next((i for i, r in enumerate(self.rows) if (r.file, r.nr) == (file, nr)), 0)

    def verdicts_at(self, row: int) -> "tuple[Tried, ...]":
        """The claims that begin on a line."""
        r = self.rows[row]
        if not r.nr:
            return ()
        return tuple(d for d in self.texts[r.file].verdicts if d.claim.row_in_file == r.nr)

    def told(self, row: int, column: int, width: int) -> list[TextLine]:  # noqa: ARG002
        return [line for said in self.verdicts_at(row) for line in verdict_rows(said, width)]

    def finding_at(self, row: int) -> tuple[Finding, ...]:
        """The findings that are on a line."""
        r = self.rows[row]
        if not r.nr:
            return ()
        return tuple(f for f, nr in self.texts[r.file].rows.items() if nr == r.nr)


def _heading(texts: Sequence[ReadTextView]) -> str:
    verdicts = [d for t in texts for d in t.verdicts]
    parts = [
        f"{sum(d.utfall == utfall for d in verdicts)} {word}"
        for utfall, word in (
            ("stammer", "stämmer"),
            ("avviker", "avviker"),
            ("ej_prövad", "ej prövade"),
        )
    ]
    return f"Rapportens text: {', '.join(parts)}" if texts else "Rapportens text"


EMPTY = (
    "Ingen text hör till dokumentet. Enter lägger till rapportens text (.docx, .md eller .txt);"
    " då jämförs varje tal i den med tabellerna."
)
WAITS = "… granskar texten"


def _empty(width_: int, waits: bool) -> tuple[TextLineState, ...]:
    """What there is to do where no text belongs to the document, or that it is being read."""
    rows = broken(WAITS if waits else EMPTY, width_)
    return tuple(TextLineState(0, 0, ((row, ""),)) for row in rows)


def verdict_rows(verdict: "Tried", width_: int) -> list[TextLine]:
    """A claim in the panel: what the text says, the verdict, and what the tables say."""
    _, class_ = UTFALL_PIECE[verdict.utfall]
    said = " ".join(verdict.claim.text.split())
    rows = [((f" ”{said}”: ", "stark"), (utfall(verdict), class_))]
    addition = verdict.explanation or "Ingen tabell har ett tal att jämföra med."
    return [*rows, *(((f"   {row}", ""),) for row in broken(addition, max(8, width_ - 4)))]


def tried_again(verdict: "Tried") -> "Tried":
    """A verdict whose figure has been changed since: it says nothing until it is given anew."""
    return replace(
        verdict, utfall="prövas_om", explanation="Talet i tabellen har ändrats; texten prövas om."
    )


def _every_rows(texts: Sequence[ReadTextView], width_: int) -> Iterator[TextLineState]:
    for file, text in enumerate(texts):
        yield TextLineState(file, 0, ((text.file, ""),))
        verdicts = _per_row(text.verdicts)
        for finding, nr in text.rows.items():
            if not text.source.rows:
                yield TextLineState(file, nr, ((finding.sentence, "varning"),))
        for nr, row in enumerate(text.source.rows, 1):
            for i, pieces in enumerate(broken_pieces(marked(row, verdicts.get(nr, ())), width_)):
                yield TextLineState(file, nr, pieces, first=i == 0)


def _per_row(verdicts: "Iterable[Tried]") -> "dict[int, list[Tried]]":
    """The verdicts by the line that each claim ends on: its mark stands after it."""
    found: dict[int, list[Tried]] = {}
    for verdict in verdicts:
        found.setdefault(verdict.claim.end_row, []).append(verdict)
    return found


def marked(row: str, verdicts: "Sequence[Tried]") -> TextLine:
    """A line in pieces, with the verdict in words after each claim that ends on it."""
    pieces: list[Bit] = []
    edge = 0
    for verdict in sorted(verdicts, key=lambda d: d.claim.end):
        p = verdict.claim
        start = max(edge, p.start if p.row_in_file == p.end_row else 0)
        _, class_ = UTFALL_PIECE[verdict.utfall]
        pieces += [
            (row[edge:start], ""),
            (row[start : p.end], class_),
            (f" [{utfall(verdict)}]", class_),
        ]
        edge = p.end
    return (*pieces, (row[edge:], ""))


def utfall(verdict: "Tried") -> str:
    """A verdict in words, with the right figure where the claim disagrees."""
    word, _ = UTFALL_PIECE[verdict.utfall]
    if verdict.utfall != "avviker" or verdict.should is None:
        return word
    unit = verdict.claim.unit
    return f"✗ ska vara {cell_text(verdict.should, None)}" + (f" {unit}" if unit in UNITS else "")


def broken_pieces(pieces: TextLine, width_: int) -> Iterator[TextLine]:
    """A line in pieces, broken at spaces to a width as ``broken`` breaks a text."""
    whole = "".join(text for text, _ in pieces)
    beginning = (0, *accumulate(len(text) for text, _ in pieces))
    edge = 0
    for row in broken(whole, width_):
        start = whole.index(row, edge) if row else edge
        edge = start + len(row)
        yield _selection(pieces, beginning, start, edge)


def _selection(pieces: TextLine, beginning: Sequence[int], start: int, end: int) -> TextLine:
    """The pieces of a stretch of a line; ``beginning`` is where in it each piece begins.

    The pieces before are leapt over: a line may be a whole report.
    """
    chosen: list[Bit] = []
    for i in range(max(0, bisect_right(beginning, start) - 1), len(pieces)):
        if beginning[i] >= end:
            break
        text, class_ = pieces[i]
        part_ = text[max(0, start - beginning[i]) : end - beginning[i]]
        if part_:
            chosen.append((part_, class_))
    return tuple(chosen)
