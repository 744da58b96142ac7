"""Where a claim stands: the words before and after it, its paragraph's subject, its year."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from tui.checks.prosa.claim import Claim
from tui.checks.prosa.lead_words import year_number
from tui.checks.prosa.paragraphs import TextBody
from tui.checks.prosa.row_words import Hit, mentioned_rows

_NEAR = 1_000


class State(Struct, frozen=True):
    """A claim and its surroundings, in lower case.

    ``before`` is the sentence up to the claim from the claim before it, ``after`` what follows up
    to the next one; ``sentence`` the whole sentence, ``introduction`` all of it before the claim.
    ``subject`` is the row that the paragraph begins with, ``serial`` the claim's place among those
    of its sentence, ``previous`` the claim before it there and ``before_previous`` the one before
    that.
    """

    claim: Claim
    before: str
    after: str
    sentence: str
    introduction: str
    paragraph: str
    previous_sentence: str
    area: str
    heading: str
    subject: Hit | None
    serial: int
    count: int
    previous: Claim | None
    rows: tuple[Hit, ...]
    paragraph_year: int | None
    before_previous: Claim | None


def states(body: TextBody, claims: Sequence[Claim]) -> Iterator[State]:
    """The surroundings of every claim, in order."""
    groups: dict[int, list[Claim]] = {}
    for one in claims:
        groups.setdefault(body.sentence_for(one.place), []).append(one)
    for nr, group in groups.items():
        yield from _in_sentence(body, nr, group)


def _in_sentence(body: TextBody, nr: int, group: list[Claim]) -> Iterator[State]:
    lower_case, sentence = body.source.lower_case, body.sentences[nr]
    paragraph = body.paragraphs[sentence.paragraph]
    text = lower_case[sentence.start : sentence.end]
    investments = paragraph.area == "investeringar" or "invest" in text
    rows = mentioned_rows(text, investments)
    first_of_all = lower_case[paragraph.start : min(paragraph.end, paragraph.start + _NEAR)]
    near = lower_case[
        max(paragraph.start, sentence.start - _NEAR) : min(paragraph.end, sentence.end + _NEAR)
    ]
    subject = _subject(first_of_all, investments)
    previous_sentence = (
        "" if sentence.first_of_all else lower_case[body.sentences[nr - 1].start : sentence.start]
    )
    paragraph_year = _paragraph_year(first_of_all, paragraph.heading)
    for i, one in enumerate(group):
        before_start = group[i - 1].end_place if i else sentence.start
        after_end = group[i + 1].place if i + 1 < len(group) else sentence.end
        yield State(
            one,
            lower_case[before_start : one.place],
            lower_case[one.end_place : max(one.end_place, after_end)],
            text,
            lower_case[sentence.start : one.place],
            near,
            previous_sentence,
            paragraph.area,
            paragraph.heading.lower(),
            subject,
            i,
            len(group),
            group[i - 1] if i else None,
            tuple(Hit(r.concept, r.start + sentence.start, r.end + sentence.start) for r in rows),
            paragraph_year,
            group[i - 2] if i > 1 else None,
        )


def _subject(paragraph: str, investments: bool) -> Hit | None:
    """The row that a paragraph is about: the one that it begins with."""
    rows = mentioned_rows(paragraph[:120], investments)
    return rows[0] if rows and rows[0].start < 45 else None


def _paragraph_year(paragraph: str, heading: str) -> int | None:
    """The year that a paragraph is about: one that it begins with, or that its heading names."""
    first_of_all = [year for year, place in year_number(paragraph[:30]) if place < 12]
    in_heading = sorted({year for year, _ in year_number(heading)})
    if first_of_all:
        return first_of_all[0]
    return in_heading[0] if len(in_heading) == 1 else None
