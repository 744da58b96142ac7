"""The verdict on every claim: agrees, disagrees with the right figure, or nothing to hold it to."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from tui.checks.prosa.claim import PERCENT, Claim, TextSource, Utfall
from tui.checks.prosa.counting import count_reference
from tui.checks.prosa.find import claims, found
from tui.checks.prosa.labels import label_reference
from tui.checks.prosa.material import Underlag
from tui.checks.prosa.paragraphs import text_body
from tui.checks.prosa.position import State, states
from tui.checks.prosa.readings import Reading
from tui.checks.prosa.reference import NONE, Reference, money_reference
from tui.checks.prosa.special_forms import special_form
from tui.checks.prosa.words import (
    BETTER_WORSE,
    HEDGE_KINDS,
    SIGN_FOR,
    UP_NED,
    direction_in,
    word_pattern,
)
from tui.domain.finding import Address, Finding

__all__ = ["Tried", "all_tried", "checked_text", "claims", "prosa_finding", "tried"]


# "två veckor" counts time and no rows; no table holds such figures.
TIME_UNIT = word_pattern(
    "veck", "månad", "dag(?!l)", "dygn", "timm", "gång", "tillfäll", "plats", "steg"
)


class Tried(Struct, frozen=True):
    """A claim with its verdict. ``should`` is the right figure in the claim's own unit."""

    claim: Claim
    utfall: Utfall
    should: Decimal | None = None
    address: Address | None = None
    explanation: str = ""


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
            return Span(number - half, number + round_)
        case "knappt":
            return Span(number - round_, number + half)
        case "ungefär":
            return Span(number - round_, number + round_)
        case "över":
            return Span(number - half, number + max(round_, number / 5))
    return Span(number - half, number + half)


def _round(number: Decimal, unit: Decimal) -> Decimal:
    """How far a hedged figure reaches: a unit, or more where it is a round number."""
    integers = unit >= 1 and number % 10 == 0
    return max(unit, number / 10) if integers else unit


def agrees(p: Claim, reading: Reading) -> bool:
    """Whether a claim agrees with a reading in size, and in sign where the sign says something."""
    size = abs(reading.value) / p.scale
    play = reading.play / p.scale
    bound = span(p)
    return bound.lowest - play <= size <= bound.highest + play and _right_sign(p, reading)


def _right_sign(p: Claim, reading: Reading) -> bool:
    said = -1 if p.value < 0 else SIGN_FOR.get(p.direction)
    if not reading.sign or said is None or not reading.value:
        return True
    return said * reading.value > 0


def all_tried(claims: Sequence[Claim], underlag: Underlag) -> tuple[Tried, ...]:
    """Claims with their verdicts, in order; each is read in the text that it stands in."""
    sources = {id(p.source): p.source for p in claims if p.source is not None}
    bodies = {key: text_body(source) for key, source in sources.items()}
    verdicts: dict[tuple[int, int], Tried] = {}
    for key, body in bodies.items():
        own_ones = sorted((p for p in claims if id(p.source) == key), key=lambda p: p.place)
        for verdict in _tried(states(body, own_ones), underlag):
            verdicts[(key, verdict.claim.place)] = verdict
    return tuple(verdicts.get((id(p.source), p.place), Tried(p, "ej_prövad")) for p in claims)


def checked_text(source: TextSource, underlag: Underlag) -> tuple[Tried, ...]:
    """Every claim of a text with its verdict, in order."""
    return checked_against(source, (underlag,))[0]


def checked_against(source: TextSource, all_: Sequence[Underlag]) -> tuple[tuple[Tried, ...], ...]:
    """The same against each of several underlag; the text is cut up once."""
    body = text_body(source)
    modes = tuple(states(body, found(body)))
    return tuple(tuple(_tried(modes, underlag)) for underlag in all_)


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


def _tried(all_: Iterable[State], underlag: Underlag) -> Iterator[Tried]:
    previous = NONE
    for state in all_:
        reference = reference_for(state, underlag, previous if state.serial else NONE)
        direction = _direction(state, reference)
        yield tried(replace(state.claim, direction=direction), reference)
        previous = reference


def _direction(state: State, reference: Reference) -> str:
    """The direction that bears on what the claim speaks of: a change goes up, a result worse."""
    kind: tuple[str, ...] = UP_NED if reference.roll in ("forandring", "etikett") else BETTER_WORSE
    if reference.concept.endswith(":resultat"):
        kind = BETTER_WORSE
    elif not reference.concept:
        kind = (*UP_NED, *BETTER_WORSE)
    return direction_in(state.after[:12], kind) or direction_in(state.before, kind)


def reference_for(state: State, underlag: Underlag, previous: Reference) -> Reference:
    """What a claim speaks of, by its form or else by its unit; by its form it may be either."""
    own = special_form(state, underlag)
    usual = _after_unit(state, underlag, previous)
    if not own.readings:
        return usual
    return replace(own, readings=(*own.readings, *usual.readings))


def _after_unit(state: State, underlag: Underlag, previous: Reference) -> Reference:
    if state.claim.in_kronor:
        reference = money_reference(state, underlag, previous)
        return reference if reference.concept else label_reference(state, underlag)
    if state.claim.unit in PERCENT:
        in_drift = state.area in ("drift", "investeringar") or bool(state.rows)
        reference = money_reference(state, underlag, previous) if in_drift else NONE
        return reference if reference.readings else label_reference(state, underlag)
    if state.claim.unit == "antal" and not TIME_UNIT.match(state.after.lstrip()):
        reference = count_reference(state, underlag)
        return reference if reference.concept else label_reference(state, underlag)
    return NONE


def tried(p: Claim, reference: Reference) -> Tried:
    """One claim held against what it speaks of."""
    equal = [reading for reading in reference.readings if agrees(p, reading)]
    if equal:
        # A cell tells the reader more than the sentence's own arithmetic.
        reading = next((one for one in equal if one.address.table), equal[0])
        return Tried(p, "stammer", should_for(p, reading), reading.address, _sentence(reading))
    if not reference.readings or not reference.certain or _can_agree(p, reference.readings[0]):
        return Tried(p, "ej_prövad")
    reading = reference.readings[0]
    return Tried(p, "avviker", should_for(p, reading), reading.address, _sentence(reading))


def _can_agree(p: Claim, reading: Reading) -> bool:
    """Whether a limit may be true of a figure that it says little of: "mer än 5" of 9."""
    kind = HEDGE_KINDS.get(p.hedge, "")
    if kind in ("gräns", "intervall"):
        return True
    return kind == "över" and abs(reading.value) / p.scale >= span(p).lowest


def should_for(p: Claim, reading: Reading) -> Decimal:
    """The right figure, in the claim's unit and at its precision."""
    number = (reading.value / p.scale).quantize(p.precision, ROUND_HALF_UP)
    signed = reading.sign and (p.value < 0 or not _right_sign(p, reading))
    return number if signed else abs(number)


def _sentence(reading: Reading) -> str:
    return f"{reading.text}."
