"""The parts of a text: sections by their headings, paragraphs, sentences, rows of figures."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from tui.checks.prosa.claim import TextSource

# The tags and bars are those of tables that were saved as text.
_END = re.compile(
    r"</?(?:p|u|ul|ol|li|td|th|tr|br|h\d)\b[^>\n]{0,80}>|\s\|\s|[.!?][)”\"']?\s+(?=[A-ZÅÄÖ|0-9–•\-])"
)
_ABBREVIATION = re.compile(r"(?:\b(?:bl|t|m|d|kap|ca|nr|f|s|o|resp|inkl|exkl|mm|dvs|jfr|st)|\d)$")
# Thousands belong together, or "på 2 000" at the end of a line would be two columns.
_NUMBER = (
    r"(?:[<>≤≥]?\(?[-−–]?(?:[1-9]\d{0,2}(?:[ \u00a0]\d{3})+|\d[\d.,]*)(?:[ \u00a0]?%)?\)?\*?"
    r"|[-−–](?!\w))"
)
_WORD_OR_NUMBER = re.compile(rf"(?P<tal>{_NUMBER})(?=[\s|]|$)|[^\s|]+")
_END_SIGN = frozenset("0123456789%)-−–.,")
_AFTER_NUMBER = " \t\f\u00a0\u2009\u202f|*"
_END_PIECE = 200
# "Behov av medel 2019: 3 000 tkr" says something, and heads nothing.
_AMOUNT = re.compile(r"\d[ \u00a0]?(?:[tm]kr|mnkr|kkr|kr|kronor|procent|%)(?!\w)", re.IGNORECASE)
_ONE_NUMBER = re.compile(_NUMBER)
_THREE_GROUPS = re.compile(r"\d{1,3}[ \u00a0]\d{3}[ \u00a0]\d{3}")
_ONLY_NUMBER = re.compile(rf"^[^.]{{0,40}}\s{_NUMBER}\s*$")
_DOTTED_LINE = re.compile(r"\.{4,}|…{2,}|\. \. \. ")
_MAX_WORD = 10
_MAX_HEADING = 200
_HEADINGS = 4
MAX_SENTENCE = 1_000
_END_OF_SENTENCE = tuple(".!?:;|>")
_LETTER = re.compile(r"[^\W\d_]{2,}")


class Paragraph(Struct, frozen=True):
    """A paragraph: where it begins and ends, and the headings before it, the nearest first."""

    start: int
    end: int
    headings: tuple[str, ...]

    @property
    def heading(self) -> str:
        """The nearest heading over it, "" for none."""
        return self.headings[0] if self.headings else ""


class Sentence(Struct, frozen=True):
    """A sentence: where it begins and ends, and the paragraph that it stands in."""

    start: int
    end: int
    paragraph: int
    first_of_all: bool


def is_table_row(row: str) -> bool:
    """Whether a line is a row of figures, or of a table of contents, and not running text."""
    word = len(_LETTER.findall(row))
    if (row.count("|") >= 2 and word <= 12) or _DOTTED_LINE.search(row):
        return True
    end_number = _end_number(row) if word <= _MAX_WORD else ""
    if not end_number:
        return False
    if row.rstrip()[-1:] == "." and word > 1:
        return False
    several = (
        len(_ONE_NUMBER.findall(end_number)) >= 2 or _THREE_GROUPS.search(end_number) is not None
    )
    return several or (word <= 4 and _ONLY_NUMBER.match(row) is not None)


def _end_number(row: str) -> str:
    """The figures that a line ends with; word by word, so that time stays in proportion."""
    end = row[-_END_PIECE:].rstrip(_AFTER_NUMBER)
    if end[-1:] not in _END_SIGN:
        return ""
    start = len(end)
    for hit in _WORD_OR_NUMBER.finditer(end):
        if hit["tal"] is None:
            start = len(end)
        elif start == len(end):
            start = hit.start()
    return end[start:]


def _is_heading(row: str, before: str, after: str) -> bool:
    """Whether a line is a heading, by its own looks and the lines before and after it."""
    clean = row.strip()
    if clean.startswith("#"):
        return True
    if not 3 <= len(clean) <= 75 or len(clean.split()) > 9 or clean[-1] in ".,;:-":
        return False
    if (
        not (clean[0].isupper() or clean[0].isdigit())
        or _AMOUNT.search(clean)
        or is_table_row(clean)
    ):
        return False
    if before and not row.startswith((" ", "\f")) and before[-1] not in ".!?":
        return False
    return not after or is_table_row(after) or (len(clean) < 50 and after[0].isupper())


class TextBody(Struct, frozen=True):
    """A text cut up: its paragraphs and sentences in order, and which lines are figures only."""

    source: TextSource
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]
    table_rows: frozenset[int]

    def sentence_for(self, place: int) -> int:
        """The sentence, by its number, that a place in the text is in."""
        return max(0, bisect_right(self.sentences, place, key=lambda m: m.start) - 1)


def text_body(source: TextSource) -> TextBody:
    """The text cut up into paragraphs and sentences."""
    # A text that is headings only is one paragraph: its claims must stand somewhere.
    paragraphs = tuple(_paragraphs(source)) or (Paragraph(0, len(source.text), ()),)
    table_rows = frozenset(i for i, row in enumerate(source.rows) if is_table_row(row))
    sentences = tuple(m for nr, s in enumerate(paragraphs) for m in _sentences(source.text, nr, s))
    return TextBody(source, paragraphs, sentences, table_rows)


def _bearing(rows: tuple[str, ...]) -> list[int]:
    """The lines that count: of a double-spaced text not the empty one after every line."""
    filled_cells = [i for i, row in enumerate(rows) if row.strip()]
    alone = sum(b - a == 2 for a, b in pairwise(filled_cells))
    if len(filled_cells) < 10 or alone < 0.6 * len(filled_cells):
        return list(range(len(rows)))
    simple = {a + 1 for a, b in pairwise(filled_cells) if b - a == 2}
    return [i for i in range(len(rows)) if i not in simple]


def _paragraphs(source: TextSource) -> Iterator[Paragraph]:
    serial = _bearing(source.rows)
    rows = [source.rows[i] for i in serial]
    headings: tuple[str, ...] = ()
    start: int | None = None
    end = 0
    for i, row in enumerate(rows):
        before = rows[i - 1].strip() if i else ""
        the_heading = _is_heading(row, before, rows[i + 1].strip() if i + 1 < len(rows) else "")
        ends = not row.strip() or the_heading or _begins(row, rows[i - 1])
        if start is not None and ends and not _goes_on(rows, i):
            yield Paragraph(start, end, headings)
            start = None
        if the_heading:
            headings = (row.strip()[:_MAX_HEADING].lstrip("# "), *headings[: _HEADINGS - 1])
        elif row.strip():
            end = source.row_start[serial[i]] + len(row)
            if start is None:
                start = source.row_start[serial[i]]
    if start is not None:
        yield Paragraph(start, end, headings)


def _goes_on(rows: Sequence[str], at: int) -> bool:
    """Whether an empty line stands inside a sentence, as where a page ends."""
    if rows[at].strip() or not at or at + 1 >= len(rows):
        return False
    return rows[at - 1].strip()[-1:] not in _END_OF_SENTENCE and rows[at + 1][:1].islower()


def _begins(row: str, before: str) -> bool:
    """Whether a line begins a paragraph without an empty line before: a bullet, a new page."""
    if row.lstrip()[:1] in "•·*-–" and row.lstrip()[1:2] == " ":
        return True
    new_page = row[:1] in (" ", "\f", "\t") and before[:1] not in (" ", "\t")
    return new_page and (row.strip()[:1].isupper() or row.strip()[:1].isdigit())


def _sentences(text: str, nr: int, paragraph: Paragraph) -> Iterator[Sentence]:
    """The sentences of a paragraph; one without end is cut, so that time stays in proportion."""
    for sentence in _whole_sentences(text, nr, paragraph):
        for start in range(sentence.start, sentence.end, MAX_SENTENCE):
            end = min(start + MAX_SENTENCE, sentence.end)
            yield Sentence(start, end, nr, start == paragraph.start)


def _whole_sentences(text: str, nr: int, paragraph: Paragraph) -> Iterator[Sentence]:
    start = paragraph.start
    for hit in _END.finditer(text, paragraph.start, paragraph.end):
        before = text[max(start, hit.start() - 6) : hit.start()]
        abbreviation = text[hit.start()] == "." and _ABBREVIATION.search(before.lower())
        if abbreviation and not (text[hit.end()].isupper() and before[-1:].isdigit()):
            continue
        yield Sentence(start, hit.end(), nr, start == paragraph.start)
        start = hit.end()
    yield Sentence(start, paragraph.end, nr, start == paragraph.start)
