"""What was checked and what was found: samples, and other rows that have a whole and its parts.

"15 mars granskades 25 ärenden, varav 11 utan anmärkning", "tio av 17 kontrakt", "50 % av …" in the
very words of a goal. Each rule gives the one cell that its words ask for, none where they ask for
another or for none: what is held can be accused.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from tui.checks.prosa.answers import HUNDRED, Answer, Time
from tui.checks.prosa.counting import (
    NO_REMARK,
    Sentence,
    Tally,
    counted_rows,
    listed,
    long_sick_leave,
    share_of_counts,
)
from tui.checks.prosa.sights import Line
from tui.checks.prosa.stems import content_words, same_word, spelled, words_of
from tui.domain.calculation import Calculation
from tui.domain.cell_text import column_heading, shown_figure
from tui.domain.document import Document
from tui.domain.finding import Address
from tui.domain.table import ColumnRole, Row, Table
from tui.svenska.format import MONTHS, amount

_MONTHS = "|".join(MONTHS)
_DATE = re.compile(rf"\b\d\d? (?:{_MONTHS})\b")
_MONTH = re.compile(rf"\b(?:{_MONTHS})\b")
_CHECKED = r"(?:gransk|kontroller)a(?:de|des|t|ts)\b"
_CHECKED_BEFORE = re.compile(rf"{_CHECKED}\s+(?:\w+\s+)?$")
_CHECKED_AFTER = re.compile(rf"[^,;.]*{_CHECKED}")
_NO_REMARK_AFTER = re.compile(r"\s*(?:\w+\s+){0,3}utan anm.rkning")
_REMARK_AFTER = re.compile(r"\s*(?:med\s+)?anm.rkning")
_NOT = re.compile(r"anm.rkning|brist|\b(?:inte|ej|sakna\w*)\b")
_OF_THEM = re.compile(r"varav\s[^,;]*\bi\s+$")
_PLANNED = re.compile(r"\b(?:ska|planer\w*|kommer)\b")
_GOAL = re.compile(r"\d[\d.,]*\s?(?:%|procent)\s+")
# So much of a row's label, or of its control point's, names it.
_SHARE = 0.6
_LEAST_TAIL = 6
_LEAST_HEAD = 5
_LEAST_NAME = 3
_FIRST_WORDS = 4


class Cell(Struct, frozen=True):
    """A number and where it stands."""

    number: Decimal
    address: Address
    told: str

    @property
    def answer(self) -> Answer:
        """What a claim is held against."""
        return Answer(self.number, Decimal(0), self.address, self.told)


class Sample(Struct, frozen=True, eq=False):
    """A row that has a whole and its parts.

    ``words`` are its label's and ``point`` those of the control point that it belongs to; ``when``
    tells when it was drawn. ``part`` is that of a row whose parts are not remarks, and ``share``
    what it is of the whole.
    """

    words: tuple[str, ...]
    point: tuple[str, ...]
    when: str
    whole: Cell
    remarks: Cell | None = None
    without: Cell | None = None
    part: Cell | None = None
    share: Cell | None = None


class Goal(Struct, frozen=True):
    """A goal whose label tells its percentage: the words that follow it there, and its cell."""

    words: tuple[str, ...]
    cell: Cell


class Counts(Struct, frozen=True):
    """What a document's own tables count: its rows, its samples and its goals."""

    document: str = ""
    tallies: tuple[Tally, ...] = ()
    samples: tuple[Sample, ...] = ()
    goals: tuple[Goal, ...] = ()


def counted(
    sentence: Sentence, at: int, counts: Counts, lines: Sequence[Line], time: Time
) -> tuple[Answer, ...]:
    """The figure of a claim that is a count or a share of counts, none for any other."""
    address = Address(counts.document)
    share = share_of_counts(sentence, at, address)
    return (
        (share and _share_of_row(sentence, at, counts.samples))
        or share
        or counted_rows(sentence, at, counts.tallies)
        or sampled(sentence, at, counts.samples, time.year)
        or goal_as_written(sentence, at, counts.goals)
        or listed(sentence, at, address)
        or long_sick_leave(sentence, at, lines, time)
    )


# ---- Out of the tables --------------------------------------------------------------------------


def samples_in(document: Document, calculations: Sequence[Calculation]) -> Iterator[Sample]:
    """The rows of a document's tables that have a whole and its parts."""
    points = {row.id: content_words(row.label) for c in calculations for row in c.table.rows}
    for calculation in calculations:
        table = calculation.table
        for row in table.rows:
            cell = _cells(document, calculation, row)
            owner, time = table.column_id("hor_till"), table.column_id("period")
            point = calculation.value(row.id, owner) if owner else None
            when = str(calculation.value(row.id, time) or "").lower() if time else ""
            words = tuple(w for w in content_words(row.label) if not w.isdigit())
            whole, remarks = cell("antal"), cell("anmarkningar")
            if whole and remarks:
                left = whole.number - remarks.number
                told = f"{row.label}: {amount(left, None)} utan anmärkning"
                without = cell("utan_anmarkning") or Cell(left, remarks.address, told)
                of_point = points.get(str(point), ())
                yield Sample(words, of_point, when, whole, remarks, without)
            elif (all_ := cell("av")) and all_.number and whole:
                share = cell("utfall") or cell("andel")
                yield Sample(words, (), when, all_, part=whole, share=share)


def goals_in(document: Document, calculations: Iterable[Calculation]) -> Iterator[Goal]:
    """The rows whose labels tell the percentage that is their goal."""
    for calculation in calculations:
        for row in calculation.table.rows:
            hit = _GOAL.search(row.label)
            cell = _cells(document, calculation, row)("mal") if hit else None
            if hit and cell:
                yield Goal(tuple(words_of(row.label[hit.end() :])[:_FIRST_WORDS]), cell)


def _cells(
    document: Document, calculation: Calculation, row: Row
) -> Callable[[ColumnRole], Cell | None]:
    """The number of a row by its column's role."""
    table: Table = calculation.table

    def cell(role: ColumnRole) -> Cell | None:
        column = table.column_id(role)
        number = shown_figure(calculation, row.id, column) if column else None
        if not column or number is None:
            return None
        heading = column_heading(table.column(column), document.period)
        told = f"{row.label}, {heading} är {amount(number, None)}"
        return Cell(number, Address(document.id, table.id, row.id, column), told)

    return cell


# ---- Out of the text ----------------------------------------------------------------------------


def sampled(
    sentence: Sentence, at: int, samples: Sequence[Sample], year: int
) -> tuple[Answer, ...]:
    """The whole of a sample, or the part of it, that a count is of."""
    claim = sentence.claims[at]
    if claim.unit != "antal" or not samples or _is_of_another(sentence, year):
        return ()
    chosen = _spoken_of(sentence, at, samples)
    if len(chosen) > 1:
        cells = [one.whole for one in chosen if _is_whole(sentence, at, one)]
        if len(cells) < len(chosen):
            return ()
        told = " och ".join(one.told for one in cells)
        total = sum((one.number for one in cells), Decimal(0))
        return (Cell(total, cells[0].address, f"{told}, tillsammans {amount(total, None)}").answer,)
    return tuple(cell.answer for one in chosen if (cell := _asked(sentence, at, one)))


def _share_of_row(sentence: Sentence, at: int, samples: Sequence[Sample]) -> tuple[Answer, ...]:
    """The share that a row has of its own, where a sentence gives both its counts."""
    chosen = _spoken_of(sentence, at, samples)
    one = chosen[0] if len(chosen) == 1 else None
    if one is None or one.part is None or one.share is None:
        return ()
    share = one.part.number / one.whole.number * HUNDRED
    told = f"{one.share.told} ({amount(one.part.number, None)} av {amount(one.whole.number, None)})"
    return (Answer(share, Decimal(0), one.share.address, told),)


def goal_as_written(sentence: Sentence, at: int, goals: Iterable[Goal]) -> tuple[Answer, ...]:
    """The goal that a sentence tells in the words of its label."""
    claim = sentence.claims[at]
    if claim.unit != "procent":
        return ()
    after = words_of(sentence.between(claim.end_place, sentence.start + len(sentence.text)))
    for goal in goals:
        pairs = zip(goal.words, after, strict=False)
        if len(after) >= len(goal.words) >= _FIRST_WORDS and all(
            spelled(one, sentence.scanned) == spelled(other, sentence.scanned)
            for one, other in pairs
        ):
            return (goal.cell.answer,)
    return ()


def _is_of_another(sentence: Sentence, year: int) -> bool:
    """Whether the sentence is of another year, of what is to come, or of something apart."""
    for token in sentence.reading.tokens:
        if token.kind in "zw" or (token.kind == "y" and token.sense != str(year)):
            return True
        word = sentence.between(token.start, token.end)
        if token.kind == "X" and word not in ("varav", "därav"):
            return True
    return _PLANNED.search(sentence.text) is not None


def _spoken_of(sentence: Sentence, at: int, samples: Sequence[Sample]) -> list[Sample]:
    """The sample that the sentence dates or names; all of a control point's as one."""
    dates = set(_DATE.findall(sentence.text))
    dated = [one for one in samples if dates & set(_DATE.findall(one.when))]
    if len(dated) == 1:
        return dated
    fitting = dated or [one for one in samples if _may_be_of(one, sentence, dates)]
    told = [one for one in fitting if _point_is_told(sentence, one)]
    scores = {
        one: _standing(one.words, sentence.words, sentence.scanned) for one in told or fitting
    }
    best = max(scores.values(), default=0)
    if not best:
        of_one = len({one.point for one in told}) == 1
        return told if of_one and "T" in sentence.reading.kinds.split("#")[at] else []
    named = [one for one, score in scores.items() if score == best]
    if len(named) > 1:
        return []
    most = best >= _SHARE * len(named[0].words)
    of_it = not named[0].part and (told or _noun_stands(sentence, at, named[0]))
    return named if most or of_it else []


def _may_be_of(sample: Sample, sentence: Sentence, dates: set[str]) -> bool:
    """Whether the sentence tells no time but the sample's."""
    if dates and _DATE.search(sample.when):
        return False
    told, own = set(_MONTH.findall(sentence.text)), set(_MONTH.findall(sample.when))
    return not told or not own or bool(told & own)


def _standing(names: Iterable[str], words: Iterable[str], scanned: bool) -> int:
    """How many words of a label the text has, alone or in a compound."""
    return sum(any(_stands(word, spelled(one, scanned)) for word in words) for one in names)


def _stands(word: str, name: str) -> bool:
    if same_word(word, name) or (len(name) >= _LEAST_HEAD and word.startswith(name)):
        return True
    long, short = sorted((word, name), key=len, reverse=True)
    if len(short) < _LEAST_TAIL:
        return False
    return any(same_word(long[at:], short) for at in range(3, len(long) - _LEAST_TAIL + 2))


def _noun_stands(sentence: Sentence, at: int, sample: Sample) -> bool:
    """Whether what is counted is a word of the sample's label."""
    end = sentence.claims[at].end_place
    noun = re.match(r"\s*([^\W\d]+)", sentence.between(end, end + 40))
    words = (spelled(noun[1], sentence.scanned),) if noun else ()
    return _standing(sample.words, words, sentence.scanned) > 0


def _point_is_told(sentence: Sentence, sample: Sample) -> bool:
    """Whether the control point of a sample stands before the sentence."""
    names = [spelled(w, sentence.scanned) for w in sample.point if len(w) >= _LEAST_NAME]
    return bool(names) and all(any(same_word(w, n) for w in sentence.told) for n in names)


def _asked(sentence: Sentence, at: int, sample: Sample) -> Cell | None:
    """Which number of a sample the words around a count ask for."""
    claim = sentence.claims[at]
    before = sentence.between(sentence.claims[at - 1].end_place if at else 0, claim.place)
    after = sentence.between(claim.end_place, sentence.start + len(sentence.text))
    if claim.of is not None:
        if claim.of != sample.whole.number:
            return None
        bad = _NOT.search(sentence.text) and not NO_REMARK.search(sentence.text)
        return sample.part or (sample.remarks if bad else sample.without)
    if _NO_REMARK_AFTER.match(after):
        return sample.without
    if _REMARK_AFTER.match(after):
        return sample.remarks
    if at == 1 and _OF_THEM.search(before) and re.match(r"\s*av (?:dem|dessa)\b", after):
        return sample.part or (sample.remarks if _NOT.search(before) else sample.without)
    if at == 1 and sample.part and re.search(r"\bvarav\s+$", before):
        return sample.part
    return sample.whole if _is_whole(sentence, at, sample) else None


def _is_whole(sentence: Sentence, at: int, sample: Sample) -> bool:
    """Whether a count is of all that was checked, or of all that a part is told of."""
    claim = sentence.claims[at]
    if at:
        return False
    before = sentence.between(0, claim.place)
    after = sentence.between(claim.end_place, sentence.start + len(sentence.text))
    if sample.part:
        return re.match(r"[^,;]*,?\s+varav\s+\d", after) is not None
    if _CHECKED_BEFORE.search(before) or _CHECKED_AFTER.match(after):
        return True
    done = re.match("[^,;#]*V", sentence.reading.kinds.split("#")[1]) is not None
    return done and _noun_stands(sentence, at, sample)
