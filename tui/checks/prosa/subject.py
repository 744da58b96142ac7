"""Of which rows each claim of a text speaks: named in its sentence, or carried from before it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from tui.checks.prosa.answers import Answer, Time, all_of, answers, together, unit_of
from tui.checks.prosa.claim import DIRECTION, Claim
from tui.checks.prosa.clause import frames, ways_told
from tui.checks.prosa.counting import Sentence
from tui.checks.prosa.frame import OF_ALL, Frame
from tui.checks.prosa.lexicon import MEAN, PRICE
from tui.checks.prosa.naming import Named, Names
from tui.checks.prosa.otherwise import other_frames, other_rows
from tui.checks.prosa.paragraphs import TextBody
from tui.checks.prosa.reading import Reading, is_scanned, read
from tui.checks.prosa.samples import Counts, counted
from tui.checks.prosa.sights import Aspect, Line
from tui.checks.prosa.stems import beginning, is_head, parts_of, same_word, spelled, words_of

_SPECIFIC = 9
# So far back in a paragraph the control point of a sample may be named.
_BEFORE = 2_000
NO_COUNTS = Counts()
OF_NAME = "talet hör till radens namn"
OTHER_NOUN = "meningen nämner något annat än raden före"
OF_ALL_ROWS = "meningen är av hela nämnden"
_PAIR = 2
_PLAIN = ("nämnden", "nämndens", "förvaltningen", "förvaltningens")
_ALL_WORDS = ("total", "sammantag", "samlad", "sammanlag")
_YEAR_FIRST = re.compile(r"\W*(?:under |år |i )?(?P<year>(?:19|20)\d\d)\s+[^\W\d]")


_Fitting: TypeAlias = tuple[tuple[Line, ...], tuple[Line, ...]]
"""The rows that a name is of here, and others that have it."""


class Spoken(Struct, frozen=True):
    """A claim, what it says, and the figures that the tables have for it."""

    claim: Claim
    frame: Frame
    answers: tuple[Answer, ...] = ()
    others: tuple[Answer, ...] = ()


class _Place(NamedTuple):
    """A sentence with what stands around it."""

    body: TextBody
    names: Names
    number: int
    scanned: bool
    reading: Reading
    words: Mapping[str, Sequence[str]]
    rows: tuple[Named, ...] = ()


def spoken(
    body: TextBody,
    claims: Sequence[Claim],
    names: Names,
    time: Time,
    counts: Counts = NO_COUNTS,
) -> Iterator[Spoken]:
    """What each claim speaks of, in order."""
    scanned = is_scanned(body.source.lower_case)
    groups: dict[int, list[Claim]] = {}
    for one in sorted(claims, key=lambda claim: claim.place):
        groups.setdefault(body.sentence_for(one.place), []).append(one)
    for number, group in groups.items():
        figures = [one for one in group if one.unit != DIRECTION]
        reading = _read(body, number, figures, names, scanned)
        named = reading.named_claims
        if named:
            # "Torget etapp 2": the figure is the row's name.
            yield from (Spoken(figures[at], Frame(doubt=OF_NAME)) for at in named)
            figures = [one for at, one in enumerate(figures) if at not in named]
            if not figures:
                continue
            reading = _read(body, number, figures, names, scanned)
        place = _Place(body, names, number, scanned, reading, _words_near(body, number, scanned))
        if not figures:
            for claim, frame in zip(group, ways_told(reading, group), strict=True):
                yield _spoken(place, claim, frame, time, _rows(place, claim, frame))
            continue
        told = body.sentences[number]
        text = body.source.lower_case[told.start : told.end]
        start = max(body.paragraphs[told.paragraph].start, told.start - _BEFORE)
        before = body.source.lower_case[start : told.start]
        sentence = Sentence(text, told.start, reading, figures, scanned, before)
        for at, (claim, frame) in enumerate(zip(figures, frames(reading, figures), strict=True)):
            if answered := counted(sentence, at, counts, names.lines, time):
                yield Spoken(claim, Frame("level"), answered)
                continue
            rows = _rows(place, claim, frame)
            yield _spoken(place, claim, frame, time, rows)
            if not isinstance(rows, str):
                # What the next figure of the sentence is of, where it names nothing.
                place = place._replace(rows=tuple(rows))


def _read(
    body: TextBody, number: int, claims: Sequence[Claim], names: Names, scanned: bool
) -> Reading:
    sentence = body.sentences[number]
    text = body.source.lower_case[sentence.start : sentence.end]
    before = body.sentences[number - 1] if number else sentence
    told: frozenset[str] = frozenset()
    if claims:
        told = _split(body.paragraphs[sentence.paragraph].heading.lower(), scanned)
    if before is not sentence and before.paragraph == sentence.paragraph and claims:
        told |= _split(body.source.lower_case[before.start : before.end], scanned)
    return read(text, sentence.start, claims, names, scanned, told)


def _spoken(
    place: _Place, claim: Claim, frame: Frame, time: Time, rows: Sequence[Named] | str
) -> Spoken:
    if (frame.doubt and frame.doubt not in (MEAN, PRICE)) or not frame.meaning:
        return Spoken(claim, frame)
    doubt = rows if isinstance(rows, str) else _of_another_time(place, claim, frame, time)
    if claim.of is not None:
        doubt = doubt or "andelar av ett antal prövas inte här"
    if doubt or isinstance(rows, str):
        return Spoken(claim, replace(frame, doubt=doubt))
    frame = _with_paragraph_year(place, frame)
    fitting = [_fitting(place, named.lines, claim, time, frame) for named in rows]
    return _answered(place, claim, frame, time, rows, fitting)


def _of_another_time(place: _Place, claim: Claim, frame: Frame, time: Time) -> str:
    """Why a sentence is of another month or another report, "" where it is not."""
    tokens = place.reading.tokens
    if time.months == 12 and any(token.sense == "delår" for token in tokens):
        return "en tidigare rapport"
    if any(token.kind == "I" for token in tokens) and (claim.in_kronor or time.months == 12):
        # What was so in a month may be counted at its end; what came in it is a part.
        return "en enskild månad"
    months = {int(token.sense) for token in tokens if token.kind in "EI"}
    known = {1, time.months, 12 if frame.year else time.months}
    return "en annan månad" if months - known else ""


def _answered(
    place: _Place,
    claim: Claim,
    frame: Frame,
    time: Time,
    rows: Sequence[Named],
    fitting: Sequence[_Fitting],
) -> Spoken:
    """A claim with what the rows' tables have for it."""
    lines = [near for near, _ in fitting]
    if frame.doubt in (MEAN, PRICE) and all(line.mean for one in lines for line in one):
        frame = replace(frame, doubt="")
    whole = _whole(place, frame, lines)
    if whole is None or _is_share_of_another(place, claim, frame, lines):
        return Spoken(claim, replace(frame, doubt="det är en andel av något annat"))
    if not _is_extreme(place, claim, frame, lines[0], time):
        return Spoken(claim, replace(frame, doubt="en annan rad är större eller mindre"))
    told = [answers(frame, claim, one, time, whole) for one in lines]
    projects = [line.of_all_years(time.told(frame.year)) for one in lines for line in one]
    of_all_years = answers(frame, claim, projects, time, whole)
    if of_all_years and "T" in place.reading.kinds:
        # "6,5 mnkr mer än den totala budgeten" may be of a project's year or of it all.
        told, of_all_years = [told[0] + of_all_years], ()
    if len(told) > 1:
        return Spoken(claim, frame, together(told))
    others = list(fitting[0][1])
    of_all = rows[0] is place.names.results
    if others or (len({line.table for line in lines[0]}) > 1 and not of_all):
        other = tuple(a for line in (*lines[0], *others) for a in all_of(line, claim))
        return Spoken(claim, frame, told[0], other)
    otherwise = of_all_years + _other_answers(place, claim, frame, time, rows, lines[0], whole)
    return Spoken(claim, frame, told[0], otherwise)


def _over_other_years(
    claim: Claim, frame: Frame, lines: Sequence[Line], time: Time, told_from: bool
) -> Iterator[Answer]:
    """What a claim of two times is where none of them is told: any of the rows' own."""
    if frame.year or frame.base:
        return
    years = sorted({sight.year for line in lines for sight in line.sights})
    if len(years) <= _PAIR:
        return
    if frame.meaning == "change":
        for year in years[: years.index(time.year) if time.year in years else 0]:
            yield from answers(replace(frame, base=str(year)), claim, lines, time)
    elif frame.role in ("from", "to", "was") and told_from:
        # What it went from is no last year, and what it went to no first one.
        for year in years[1:] if frame.role == "to" else years[:-1]:
            for role in ("utfall", "prognos"):
                yield from answers(replace(frame, role=role, year=str(year)), claim, lines, time)


def _is_extreme(
    place: _Place, claim: Claim, frame: Frame, lines: Sequence[Line], time: Time
) -> bool:
    """Whether a row that is said to be the largest or least of its table is that."""
    tokens, kinds = place.reading.tokens, place.reading.kinds
    told = [
        t for t, kind in zip(tokens, kinds, strict=True) if kind == "J" and t.start < claim.place
    ]
    one_row = len(lines) == 1 and not lines[0].total and not place.rows
    if not (told and frame.subjects and one_row):
        return True
    beside = [
        one for one in place.names.lines
        if (one.table, one.around, one.total) == (lines[0].table, lines[0].around, False)
        and one.kind != "resultat"
    ]  # fmt: skip
    own, *others = [_sizes(frame, claim, one, time) for one in (lines[0], *beside)]
    others = [sizes for sizes in others if sizes]
    if not own or not others:
        return True
    if told[-1].sense == "mest":
        return max(own) >= max(map(min, others))
    return min(own) <= min(map(max, others))


def _sizes(frame: Frame, claim: Claim, line: Line, time: Time) -> list[Decimal]:
    """How large what a claim says may be of a row; of deviations those that go its way."""
    way = {"battre": 1, "samre": -1}.get(frame.direction, 0)
    told = answers(replace(frame, direction=""), claim, (line,), time)
    return [abs(one.value) for one in told if not way or one.better in (0, way)]


def _of_other_scope(
    place: _Place, claim: Claim, frame: Frame, time: Time, told: Sequence[Line]
) -> tuple[Answer, ...]:
    """What the row of the sentence before has for a claim, and the totals of its table."""
    before = _in_paragraph(place)
    tables = {line.table for line in told}
    lines = [line for line in place.names.lines if line.total and line.table in tables]
    lines += [line for line in before.lines if line.table in tables] if before else []
    lines += [line for named in place.rows for line in named.lines if line.table in tables]
    return answers(frame, claim, [line for line in lines if line not in told], time)


def _other_answers(
    place: _Place,
    claim: Claim,
    frame: Frame,
    time: Time,
    rows: Sequence[Named],
    lines: Sequence[Line],
    whole: Sequence[Line],
) -> tuple[Answer, ...]:
    """What a claim may be of beside its answers: other roles, rows, years or a wider scope."""
    otherwise = tuple(_otherwise(place, claim, frame, time, rows))
    if frame.meaning == "level" and not frame.role and "J" in place.reading.kinds:
        # "Den största investeringen är Hamnen, 14 mnkr": spent, or budgeted.
        for role in ("budget", "prognos"):
            otherwise += answers(replace(frame, role=role), claim, lines, time)
    if frame.meaning == "share":
        otherwise += _other_shares(claim, frame, lines, time, whole)
    if not {one for t in frame.subjects if t.mention for one in (t.mention.named,)} & set(rows):
        # A row that is carried on, or the whole nämnd: it may be of the other of them.
        otherwise += _of_other_scope(place, claim, frame, time, lines)
    otherwise += tuple(_over_other_years(claim, frame, lines, time, "f" in place.reading.kinds))
    if frame.meaning != "share" and not (frame.subjects or frame.whole_row or _in_paragraph(place)):
        # A row that the sentence does not name itself may be another of its table.
        tables = {line.table for line in lines}
        more = [line for line in place.names.lines if line.table in tables or line.total]
        otherwise += answers(frame, claim, more, time, whole)
    return otherwise


def _is_share_of_another(
    place: _Place, claim: Claim, frame: Frame, lines: Sequence[Sequence[Line]]
) -> bool:
    """Whether "andelen" is said of rows that are no shares."""
    asked = frame.meaning == "level" and claim.unit in ("procent", "andel")
    asked = asked and "A" in place.reading.kinds.split("#")[0]
    return asked and not any(line.share or line.percent for one in lines for line in one)


def _whole(place: _Place, frame: Frame, lines: Sequence[Sequence[Line]]) -> tuple[Line, ...] | None:
    """What a claim is a share of, none where it is of no row; None where no table has that."""
    if frame.whole in ("K", OF_ALL):
        tables = {line.table for one in lines for line in one}
        all_ = (line for line in place.names.lines if line.total and line.table in tables)
        return tuple(all_) or None
    of = frame.whole_row.mention.named if frame.whole_row and frame.whole_row.mention else None
    if of is None or (frame.meaning == "deviation" and of.weak):
        return ()
    return tuple(line for line in of.lines if line.own and (not of.weak or line.total))


def _otherwise(
    place: _Place, claim: Claim, frame: Frame, time: Time, rows: Sequence[Named]
) -> Iterator[Answer]:
    """What the tables have for the other readings of a sentence."""
    reading = place.reading
    named = (*rows, *other_rows(reading, claim, rows))
    lines = [line for one in named for line in _fitting(place, one.lines, claim, time, frame)[0]]
    for other in other_frames(reading, frame, claim):
        yield from answers(other, claim, lines, time)


def _other_shares(
    claim: Claim, frame: Frame, lines: Sequence[Line], time: Time, whole: Sequence[Line]
) -> tuple[Answer, ...]:
    """What it is a share of on another side of the rows, or of the prognosis."""
    sides: tuple[Aspect, ...] = ("netto", "kostnad", "intakt")
    frames = (
        replace(frame, aspect=side, forecast=forecast)
        for side in sides
        for forecast in (False, True)
    )
    return tuple(answer for one in frames for answer in answers(one, claim, lines, time, whole))


def _with_paragraph_year(place: _Place, frame: Frame) -> Frame:
    """The year that a paragraph begins with holds where a sentence tells none."""
    if frame.year or frame.base:
        return frame
    paragraph = place.body.paragraphs[place.body.sentences[place.number].paragraph]
    hit = _YEAR_FIRST.match(place.body.source.lower_case, paragraph.start)
    return replace(frame, year=hit["year"]) if hit is not None else frame


def _rows(place: _Place, claim: Claim, frame: Frame) -> Sequence[Named] | str:
    """The rows that a claim speaks of, or why that is not known."""
    mentions = [token.mention for token in frame.subjects if token.mention is not None]
    if frame.listed:
        weak = any(mention.named.weak for mention in mentions)
        return "flera rader kan heta så" if weak else [mention.named for mention in mentions]
    if frame.doubt and frame.doubt not in (MEAN, PRICE):
        return frame.doubt
    if frame.of_part and frame.meaning == "level" and not place.rows:
        return "helheten är inget som tabellerna har"
    if not mentions and (told := _whole_told(place, claim)):
        return _of_all(place, frame, told)
    if not mentions and place.rows:
        return place.rows if not _other_noun(place, claim, place.rows) else OTHER_NOUN
    if not mentions:
        carried = _carried(place, frame)
        of_all = carried is None or carried is place.names.results
        if carried is not None and not of_all and _other_noun(place, claim, (carried,)):
            return OTHER_NOUN
        return "meningen nämner ingen rad" if carried is None else [carried]
    named = _narrowest([mention.named for mention in mentions])
    if named is None:
        return "flera rader nämns tillsammans"
    if named.is_money and not _is_told_as_all(place, named):
        return _rows_of_money(place, frame, named)
    return "rubriken är en annan rads" if _is_under_another(place, named) else [named]


def _whole_told(place: _Place, claim: Claim) -> str:
    """The word before the claim that tells of the whole nämnd: "nämndens", "totalt", a name."""
    tokens, kinds = place.reading.tokens, place.reading.kinds
    text = place.body.source.lower_case
    told = [
        text[t.start : t.end]
        for t, kind in zip(tokens, kinds, strict=True)
        if t.start < claim.place
        and (kind == "n" or (t.kind == "T" and text.startswith(_ALL_WORDS, t.start)))
    ]
    return next((word for word in told if word not in _PLAIN), told[0]) if told else ""


def _of_all(place: _Place, frame: Frame, told: str) -> Sequence[Named] | str:
    """The totals that a nämnd's figures stand in; a name may be of another nämnd."""
    results = place.names.results
    if results is None or (results.lines[0].kind == "resultat" and frame.meaning != "deviation"):
        return OF_ALL_ROWS
    if told in _PLAIN or told.startswith(_ALL_WORDS) or _carried(place, frame) is results:
        return [results]
    return OF_ALL_ROWS


def _is_under_another(place: _Place, named: Named) -> bool:
    """Whether a heading is of a row of another table: "bidragen" under it may be its own."""
    heading = _in_headings(place) if len(named.names) == 1 else None
    if heading is None or heading is named:
        return False
    tables = [{line.table for line in one.lines} for one in (heading, named)]
    money = (
        any(s.unit == "kr" for line in one.lines for s in line.sights) for one in (heading, named)
    )
    return tables[0].isdisjoint(tables[1]) and all(money)


def _other_noun(place: _Place, claim: Claim, carried: Sequence[Named]) -> bool:
    """Whether a sentence has a noun of money of its own, which a row told before it is not.

    After a sentence on fees "resultatet" is no longer theirs; a row with sides has its own costs.
    """
    tokens = place.reading.tokens
    told = [t for t in tokens if t.kind == "K" and t.sense and t.start < claim.place]
    if not told:
        return False
    noun = told[-1]
    text = place.body.source.lower_case[noun.start : noun.end]
    result = same_word(spelled(text, place.scanned), "resultat") or "resultat" in text
    return all(_is_other_side(line, noun.sense, result) for row in carried for line in row.lines)


def _is_other_side(line: Line, side: str, result: bool) -> bool:
    if any(sight.aspect == side for sight in line.sights) and not result:
        return False
    if result or line.kind == "resultat":
        return not (result and line.kind == "resultat")
    # A row of no known kind may be one of costs; what it earns is another figure.
    return side != line.kind and (line.kind in ("intakt", "kostnad") or side == "intakt")


def _rows_of_money(place: _Place, frame: Frame, named: Named) -> Sequence[Named] | str:
    """What "kostnaderna" or "intäkterna" are of: a row told before, or all of them."""
    if named.weak:
        carried = _named_before(place, frame) or _carried(place, frame)
        if carried is not None and carried is not named:
            if _is_of_side(carried, frame.subjects[0].sense):
                return [carried]
            if all(line.total for line in carried.lines):
                # "Intäkterna … Kostnaderna …": all of the one, and then all of the other.
                return [named]
        return [named] if _begins_a_chapter(place) else "flera rader kan heta så"
    if place.rows and _has_sides(place.rows[0]):
        return place.rows
    heading = _in_headings(place)
    if heading and heading.is_within(named):
        # "Nettokostnaden" under the heading of a row in a table of net costs.
        return [heading]
    if heading and not any(map(is_head, heading.names)):
        # "Intäkterna" under the heading of a row are its own.
        return [heading] if _has_sides(heading) else "rubriken är en annan rads"
    return [named]


def _is_of_side(named: Named, side: str) -> bool:
    """Whether a row may have costs, or income, of its own: not one that is the other."""
    kinds = {line.kind for line in named.lines}
    return not side or _has_sides(named) or not kinds <= {"intakt", "kostnad"} - {side}


def _has_sides(named: Named) -> bool:
    return any(sight.aspect for line in named.lines for sight in line.sights)


def _begins_a_chapter(place: _Place) -> bool:
    """Whether a sentence is the first under a heading that is of no part of the nämnd."""
    sentence = place.body.sentences[place.number]
    heading = place.body.paragraphs[sentence.paragraph].heading
    reading = read(heading.lower(), 0, (), place.names, place.scanned)
    return sentence.first_of_all and not re.search("[.s]", reading.kinds)


def _named_before(place: _Place, frame: Frame) -> Named | None:
    """The row that the sentence has named before "kostnaderna" of it."""
    start = frame.subjects[0].start
    told = [t.mention.named for t in place.reading.tokens if t.mention and t.start < start]
    return next((one for one in reversed(told) if not one.weak), None)


def _narrowest(named: Sequence[Named]) -> Named | None:
    """Of rows named as one, the one that the others stand over: "kvinnors sjukfrånvaro"."""
    telling = [one for one in named if not one.is_money]
    if telling and len(telling) < len(named):
        amounts = all(s.unit == "kr" for one in telling for line in one.lines for s in line.sights)
        named = telling if amounts else named
    if len(named) == 1:
        return named[0]
    return next((one for one in named if all(one.is_within(other) for other in named)), None)


def _is_told_as_all(place: _Place, named: Named) -> bool:
    """Whether "kostnaderna" is said to be all of them: verksamhetens, totala, totalt."""
    tokens = place.reading.tokens
    for at, token in enumerate(tokens):
        if token.mention is not None and token.mention.named is named:
            kinds = place.reading.kinds
            beside = "T" in kinds[max(0, at - 1) : at + 2] or kinds[max(0, at - 1) : at] in (
                "n",
                "H",
            )
            return beside or re.match("s[~-]*n", kinds[at:]) is not None
    return False


def _carried(place: _Place, frame: Frame) -> Named | None:
    """The row of what stands before the sentence, or the result of the whole nämnd."""
    kinds, results = place.reading.kinds, place.names.results
    opening = kinds.split("#")[0]
    if "." in opening.split("B")[0] and frame.role != "ram":
        return None
    deviates = frame.meaning == "deviation"
    if deviates and "k" in kinds and "n" in kinds:
        return results
    if re.search("n[~T]*K|K[~T-]*n", opening):
        return results if results and results.lines[0].kind != "resultat" else None
    before = None if frame.role == "ram" else _in_paragraph(place)
    before = before or _in_headings(place)
    told = "n" in kinds or "T" in kinds or frame.whole_row is not None
    if before is not None or "N" in kinds or (not told and _is_under_unknown(place)):
        return before
    first = place.body.sentences[place.number].first_of_all
    of_all = deviates and (told or first or "k" in kinds)
    of_all = of_all or (frame.meaning == "share" and kinds.startswith("Q"))
    net = results is not None and results.lines[0].kind != "resultat" and frame.aspect == "netto"
    return results if of_all or net else None


def _is_under_unknown(place: _Place) -> bool:
    """Whether the heading is of something that no table has."""
    paragraph = place.body.paragraphs[place.body.sentences[place.number].paragraph]
    return "." in read(paragraph.heading.lower(), 0, (), place.names, place.scanned).kinds


def _in_paragraph(place: _Place) -> Named | None:
    """The row of the sentence before, else of the paragraph's first one."""
    sentences, number = place.body.sentences, place.number
    first = number
    while first and sentences[first - 1].paragraph == sentences[number].paragraph:
        first -= 1
    for one in dict.fromkeys((number - 1, first)):
        if first <= one < number:
            told = _rows_in(_read(place.body, one, (), place.names, place.scanned))
            if told:
                return told[0]
    return None


def _in_headings(place: _Place) -> Named | None:
    """The row of the heading; of one further up where those between say nothing of their own."""
    paragraph = place.body.paragraphs[place.body.sentences[place.number].paragraph]
    for heading in paragraph.headings:
        reading = read(heading.lower(), 0, (), place.names, place.scanned)
        told = [t.mention.named for t in reading.tokens if t.mention and t.mention.whole]
        if told or "." in reading.kinds:
            return told[0] if told else None
    return None


def _rows_in(reading: Reading) -> list[Named]:
    """The rows that a sentence names, without names that several rows may have."""
    told = [token.mention.named for token in reading.tokens if token.mention is not None]
    return [named for named in told if not named.weak]


def _fitting(
    place: _Place, lines: Sequence[Line], claim: Claim, time: Time, frame: Frame
) -> _Fitting:
    """Of the rows that are called so, those whose table is spoken of most, and the others."""
    unit = DIRECTION if claim.unit == DIRECTION else unit_of(claim)
    fitting = [line for line in lines if _fits(line, unit, frame)]
    own = [line for line in fitting if line.own]
    fitting = own if own and not _asks_elsewhere(own, frame, time) else fitting
    near = [(line, _nearness(place, line)) for line in fitting]
    best = max((score for _, score in near), default=-1)
    chosen = tuple(line for line, score in near if score == best >= 0)
    return chosen, tuple(line for line in fitting if line not in chosen)


def _fits(line: Line, unit: str, frame: Frame) -> bool:
    units = {sight.unit for sight in line.sights}
    if frame.aspect == "intakt" and not _has_income(line):
        return False
    if frame.aspect == "kostnad" and line.kind == "intakt" and not line.sided:
        return False
    if unit in units or unit == DIRECTION:
        return True
    return unit == "procent" and frame.meaning in ("deviation", "change", "share")


def _has_income(line: Line) -> bool:
    """Whether a row may be asked for income: one of costs that has no column of it may not."""
    told = (*line.names, *line.around)
    return (
        line.sided or line.kind in ("intakt", "resultat") or any("intäkt" in word for word in told)
    )


def _asks_elsewhere(own: Sequence[Line], frame: Frame, time: Time) -> bool:
    """Whether a year is told that the document's own rows have no figures of."""
    year = time.told(frame.year)
    if year == time.year:
        return False
    told = [sight for line in own for sight in line.sights if sight.year == year]
    return not told or (frame.whole_year and all(sight.months < 12 for sight in told))


def _nearness(place: _Place, line: Line) -> int:
    """How many of the words around a row the text has; -1 where its name alone says too little."""
    told = [
        name
        for name in line.around
        if name not in line.names and _is_near(place, spelled(name, place.scanned))
    ]
    amounts = any(sight.unit == "kr" for sight in line.sights)
    beside = {other.table for named in place.rows for other in named.lines}
    specific = (
        amounts
        or line.table in beside
        or line.total
        or len(line.names) > 1
        or len(line.names[0]) >= _SPECIFIC
        or any(name in line.around for name in line.names)
    )
    return len(set(told)) if told or specific else -1


def _is_near(place: _Place, name: str) -> bool:
    return any(same_word(word, name) for word in place.words.get(beginning(name), ()))


def _words_near(body: TextBody, number: int, scanned: bool) -> Mapping[str, Sequence[str]]:
    """The words of a sentence and of the heading over it, by their beginnings."""
    sentence = body.sentences[number]
    heading = body.paragraphs[sentence.paragraph].heading.lower()
    text = f"{heading} {body.source.lower_case[sentence.start : sentence.end]}"
    words: dict[str, list[str]] = {}
    for part in _split(text, scanned):
        words.setdefault(beginning(part), []).append(part)
    return words


def _split(text: str, scanned: bool) -> frozenset[str]:
    return frozenset(part for word in words_of(text) for part in parts_of(word, scanned))
