"""The verdict on every claim: agrees, disagrees with the right figure, or not tried, and why."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from tui.checks.prosa.answers import Answer, Time
from tui.checks.prosa.claim import DIRECTION, Claim, TextSource, Utfall
from tui.checks.prosa.find import claims, found, ways
from tui.checks.prosa.frame import Frame
from tui.checks.prosa.material import Underlag
from tui.checks.prosa.naming import Names
from tui.checks.prosa.paragraphs import TextBody, text_body
from tui.checks.prosa.subject import Spoken, spoken
from tui.checks.prosa.words import HEDGE_KINDS
from tui.domain.finding import Address, Finding

__all__ = ["Tried", "all_tried", "checked_text", "claims", "prosa_finding"]


_UNTRIED = "Ej prövat: "


class Tried(Struct, frozen=True):
    """A claim with its verdict. ``should`` is the right figure in the claim's own unit.

    ``explanation`` tells what it was held against, or why it was not.
    """

    claim: Claim
    utfall: Utfall
    should: Decimal | None = None
    address: Address | None = None
    explanation: str = ""

    @property
    def reason(self) -> str:
        """Why it was not tried, or that only its way is wrong; "" where its figure tells."""
        if self.utfall == "ej_prövad":
            return self.explanation.removeprefix(_UNTRIED).rstrip(".")
        only_way = self.should is None or abs(self.should) == abs(self.claim.value)
        return "åt fel håll" if self.utfall == "avviker" and only_way else ""


class Span(NamedTuple):
    """From where to where the true figure may lie for a claim to hold."""

    lowest: Decimal
    highest: Decimal


def span(p: Claim) -> Span:
    """What a claim's size allows, at its own precision and with its hedge."""
    number, unit = abs(p.value), p.precision
    half, round_ = unit / 2, _round(number, unit)
    match HEDGE_KINDS.get(p.hedge, ""):
        case "drygt":
            return Span(number, number + round_)
        case "knappt":
            return Span(number - round_, number)
        case "ungefär":
            return Span(max(number - round_, half), number + round_)
        case "över":
            return Span(number, number + max(round_, number / 5))
    return Span(number - half, number + half)


def _round(number: Decimal, unit: Decimal) -> Decimal:
    """How far a hedged figure reaches: a unit, or more where it is a round number."""
    integers = unit >= 1 and number % 10 == 0
    return max(unit, number / 10) if integers else unit


def all_tried(claims: Sequence[Claim], underlag: Underlag) -> tuple[Tried, ...]:
    """Claims with their verdicts, in order; each is read in the text that it stands in."""
    sources = {id(p.source): p.source for p in claims if p.source is not None}
    verdicts: dict[tuple[int, int], Tried] = {}
    for key, source in sources.items():
        own = sorted((p for p in claims if id(p.source) == key), key=lambda p: p.place)
        for verdict in _against(text_body(source), own, underlag):
            verdicts[(key, verdict.claim.place)] = verdict
    return tuple(verdicts.get((id(p.source), p.place), Tried(p, "ej_prövad")) for p in claims)


def checked_text(source: TextSource, underlag: Underlag) -> tuple[Tried, ...]:
    """Every claim of a text with its verdict, in order."""
    return checked_against(source, (underlag,))[0]


def checked_against(source: TextSource, all_: Sequence[Underlag]) -> tuple[tuple[Tried, ...], ...]:
    """The same against each of several underlag; the text is cut up once."""
    body = text_body(source)
    figures = found(body)
    all_claims = (*figures, *ways(body, figures))
    return tuple(tuple(_against(body, all_claims, one)) for one in all_)


def _against(body: TextBody, claims: Sequence[Claim], underlag: Underlag) -> Iterator[Tried]:
    head = underlag.document
    time = Time(head.period.year, min(12, head.period.months))
    told = spoken(body, claims, underlag.names, time, underlag.counts)
    return _told(told)


def _told(all_: Iterable[Spoken]) -> Iterator[Tried]:
    """The verdicts; a word of direction that nothing is held to says nothing."""
    verdicts = (tried(one) for one in all_)
    return (one for one in verdicts if one.claim.unit != DIRECTION or one.utfall != "ej_prövad")


def tried_claims(
    body: TextBody, claims: Sequence[Claim], names: Names, time: Time
) -> Iterator[Tried]:
    """The claims of a text that is cut up, each with its verdict."""
    return _told(spoken(body, claims, names, time))


def tried(one: Spoken) -> Tried:
    """One claim held against what it speaks of."""
    if one.frame.doubt:
        return _untried(one.claim, one.frame.doubt)
    told = one.answers
    if not told:
        return _untried(one.claim, "ingen tabell har talet")
    equal = next((answer for answer in told if agrees(one.claim, one.frame, answer)), None)
    if equal is not None and _way_is_unknown(one.frame, equal):
        return _untried(one.claim, "tabellen säger inte vad som är bättre")
    if equal is not None:
        return _held(one, "stammer", equal)
    if any(agrees(one.claim, one.frame, answer) for answer in one.others):
        return _untried(one.claim, "en annan läsning av meningen ger talet")
    if any(_is_beside(one.claim, one.frame, answer) for answer in told):
        return _untried(one.claim, f"talet ligger på fel sida av ”{one.claim.hedge}”")
    if _says_little(one.claim, told):
        return _untried(one.claim, "texten säger bara en gräns")
    return _held(one, "avviker", told[0])


def _is_beside(claim: Claim, frame: Frame, answer: Answer) -> bool:
    """Whether a figure rounds to the claim, but lies on the wrong side of it: "drygt 9" of 8,8."""
    kind = HEDGE_KINDS.get(claim.hedge, "")
    return kind in ("drygt", "knappt", "över") and agrees(replace(claim, hedge=""), frame, answer)


def _way_is_unknown(frame: Frame, answer: Answer) -> bool:
    """Whether a claim says better or worse of a row that may be either: "en försämring"."""
    return frame.direction in ("battre", "samre") and answer.value != 0 and answer.better == 0


def _untried(claim: Claim, why: str) -> Tried:
    return Tried(claim, "ej_prövad", explanation=f"{_UNTRIED}{why}.")


def _held(one: Spoken, utfall: Utfall, answer: Answer) -> Tried:
    should = None if one.claim.unit == DIRECTION else should_for(one.claim, answer)
    wrong_way = utfall == "avviker" and should is not None and _as_large(one.claim, answer)
    more = "; talet stämmer, men texten säger åt fel håll" if wrong_way else ""
    return Tried(one.claim, utfall, should, answer.address, f"{answer.text}{more}.")


def agrees(p: Claim, frame: Frame, answer: Answer) -> bool:
    """Whether a claim agrees with an answer in size and in direction."""
    return (p.unit == DIRECTION or _as_large(p, answer)) and _right_way(p, frame, answer)


def _as_large(p: Claim, answer: Answer) -> bool:
    size, play = abs(answer.value) / p.scale, answer.play / p.scale
    bound = span(p)
    if not play:
        return bound.lowest <= size <= bound.highest
    # Two figures whose intervals only touch are printed as two: 6,4 is not 6,5.
    return bound.lowest - play < size < bound.highest + play


def _right_way(p: Claim, frame: Frame, answer: Answer) -> bool:
    signs = {"upp": 1, "ned": -1, "battre": 1, "samre": -1}
    way = answer.up if frame.direction in ("upp", "ned") else answer.better
    if frame.direction and way and signs[frame.direction] != way:
        return False
    written = _written_sign(p)
    if answer.sign and written and written != answer.sign:
        return False
    return not (answer.must_sign and answer.sign < 0 and not written and not frame.direction)


def _written_sign(p: Claim) -> int:
    if p.value < 0:
        return -1
    text = p.source.lower_case[max(0, p.place - 5) : p.place] if p.source is not None else ""
    return 1 if text.endswith(("+", "plus ")) else 0


def _says_little(p: Claim, told: Sequence[Answer]) -> bool:
    """Whether a limit may be true of a figure that it says little of: "mer än 5" of 9."""
    kind = HEDGE_KINDS.get(p.hedge, "")
    if kind in ("gräns", "intervall"):
        return True
    return kind == "över" and any(abs(one.value) / p.scale >= span(p).lowest for one in told)


def should_for(p: Claim, answer: Answer) -> Decimal:
    """The right figure, in the claim's unit and at its precision."""
    number = (answer.value / p.scale).quantize(p.precision, ROUND_HALF_UP)
    signed = p.value < 0 or (answer.must_sign and answer.sign < 0)
    return number if signed else abs(number)


def prosa_finding(verdict: Tried) -> Finding:
    """The finding for a claim that disagrees."""
    p = verdict.claim
    file = p.source.file if p.source is not None else ""
    sentence = (
        f"{text_place(file, p.row_in_file)}: texten säger ”{p.text}”, men {verdict.explanation}"
    )
    return Finding(
        verdict.address or Address(""), "prosa", "fel", p.value, verdict.should, sentence
    )


def text_place(file: str, row: int) -> str:
    """Where something stands in a text, in words."""
    return f"{file}, rad {row}" if file else f"rad {row}"
