"""From row, role and year to readings: the figures that a claim may speak of, worked out."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import product

from msgspec import Struct
from msgspec.structs import replace

from tui.checks.prosa.lead_words import (
    HELAR,
    MONTH,
    OF_BUDGET,
    PARTS,
    PROGNOS,
    SHARE_OF,
    year_number,
)
from tui.checks.prosa.material import Figure, Figures
from tui.checks.prosa.position import State
from tui.domain.finding import Address
from tui.svenska.format import HARDSPACE, amount, percent

HUNDRED = Decimal(100)
RESULTAT = "drift:resultat"


class Reading(Struct, frozen=True):
    """One reading: the figure that a claim may speak of, and how it was worked out.

    ``play`` is how far the rounding of the printed figures may bend it; ``sign`` tells that
    its sign says better or worse, or up or down.
    """

    value: Decimal
    play: Decimal
    address: Address
    text: str
    sign: bool = False


def readings(
    state: State, figures: Figures, concept: str, roll: str, year: int
) -> tuple[Reading, ...]:
    """The readings of a claim about a row of the drift or investment tables, likeliest first."""
    if roll == "avvikelse":
        return tuple(_avvikelser(state, figures, concept, year))
    if roll == "forandring":
        return tuple(_changes(state, figures, concept, year))
    return tuple(_values(state, figures, concept, roll, year)) if roll else ()


def _avvikelser(state: State, figures: Figures, concept: str, year: int) -> Iterable[Reading]:
    avvikelser = figures.for_(concept, "avvikelse", year)
    if not state.claim.in_kronor:
        both = (e for f in avvikelser for e in tryckt_and_counted(f))
        return [quotient for f in both for quotient in _of_budget(figures, f, True)]
    own_ones = _resultat(state, figures, year) if concept == RESULTAT else []
    return [_clean(e, True) for f in (*own_ones, *avvikelser) for e in tryckt_and_counted(f)]


def tryckt_and_counted(f: Figure) -> list[Figure]:
    """A figure as it is printed, and as its row gives it: a text may say either."""
    return [f] if f.counted is None else [f, replace(f, number=f.counted, counted=None)]


def _resultat(state: State, figures: Figures, year: int) -> list[Figure]:
    """An underskott or överskott of the result is the result itself, so far or for the year."""
    utfall = _right_time(state, figures.for_(RESULTAT, "utfall", year))
    prognos = figures.for_(RESULTAT, "prognos", year)
    if PROGNOS.search(state.before) and prognos:
        return prognos
    return [*utfall, *prognos]


def _values(
    state: State, figures: Figures, concept: str, roll: str, year: int
) -> Iterable[Reading]:
    """The figure itself, or what it is of the budget, of all costs, or a month."""
    own_ones = _right_time(state, figures.for_(concept, roll, year))
    if roll == "utfall" and not own_ones:
        own_ones = figures.for_(concept, "budget", year)
    if state.claim.in_kronor:
        per_month = [_per_month(f) for f in own_ones] if MONTH.search(state.sentence) else []
        return per_month or [_clean(f, concept == RESULTAT) for f in own_ones]
    if OF_BUDGET.search(state.after[:40]) or OF_BUDGET.search(state.before):
        return [quotient for f in own_ones for quotient in _of_budget(figures, f, False)]
    if SHARE_OF.search(state.sentence):
        return [quotient for f in own_ones for quotient in _shares(figures, f)]
    return []


def _right_time(state: State, figures: list[Figure]) -> list[Figure]:
    """Of a whole year's figure and a part's, the one that the words around speak of."""
    whole = [f for f in figures if f.helar]
    parts = [f for f in figures if not f.helar]
    if HELAR.search(state.introduction) or HELAR.search(state.after[:30]):
        return whole or figures
    # The "bokslutsperiod" of an årsbokslut is the whole year.
    if PARTS.search(state.introduction) and any(f.shown for f in parts):
        return parts
    return figures


def in_unit(number: Decimal, unit: str, decimals: int = 0) -> str:
    """A figure in the unit of its table, for an explanation."""
    if unit == "kr":
        return f"{amount(number / 1000, decimals)}{HARDSPACE}tkr"
    return percent(number, None) if unit == "procent" else amount(number, None)


def _name(f: Figure) -> str:
    return f"{f.label}, {f.heading}"


def _clean(f: Figure, sign: bool) -> Reading:
    return Reading(f.number, f.play, f.address, described(f), sign)


def described(f: Figure) -> str:
    """A figure with its row and column, and what the row gives where that is another."""
    text = f"{_name(f)} är {in_unit(f.number, f.unit, f.decimals)}"
    if f.counted is None:
        return text
    return f"{text}, men raden ger {in_unit(f.counted, f.unit, f.decimals)}"


def _per_month(f: Figure) -> Reading:
    text = f"{_name(f)} är {in_unit(f.number, f.unit)} på {f.months} månader"
    return Reading(f.number / f.months, f.play / f.months, f.address, text)


def _of_budget(figures: Figures, f: Figure, sign: bool) -> list[Reading]:
    return [_quotient(f, b, sign) for b in figures.for_(f.concept, "budget", f.year) if _same(f, b)]


def _shares(figures: Figures, f: Figure) -> list[Reading]:
    return [
        _quotient(f, h, False)
        for h in figures.for_("drift:kostnader", f.roll, f.year)
        if _same(f, h)
    ]


def _same(f: Figure, whole: Figure) -> bool:
    return whole.address.document == f.address.document and bool(whole.number)


def _quotient(f: Figure, whole: Figure, sign: bool) -> Reading:
    """A figure in per cent of another; with ``sign`` of its size, so that the sign stays."""
    share = f.number / (abs(whole.number) if sign else whole.number) * HUNDRED
    play = (f.play + abs(share) / HUNDRED * whole.play) / abs(whole.number) * HUNDRED
    text = (
        f"{_name(f)} {in_unit(f.number, f.unit)} av {whole.label}, {whole.heading}"
        f" {in_unit(abs(whole.number), whole.unit)} är {percent(share)}"
    )
    return Reading(share, play, f.address, text, sign)


def _changes(state: State, figures: Figures, concept: str, year: int) -> Iterable[Reading]:
    """The changes to a year's figure from the year before, or from the one that is named."""
    from_year = min((a for a, _ in year_number(state.sentence) if a < year), default=year - 1)
    roller = ("budget",) if "budget" in state.introduction else ("utfall", "budget")
    par = [
        (to, from_)
        for roll in roller
        for to, from_ in product(
            figures.for_(concept, roll, year), figures.for_(concept, roll, from_year)
        )
        if to.months == from_.months
    ]
    # A budget's growth is meant only where no outcome's can be; two documents may print the same.
    unique = {(t.number, f.number): (t, f) for t, f in par if t.roll == par[0][0].roll}
    possible = (_change(state, to, from_) for to, from_ in unique.values())
    all_counted = [reading for reading in possible if reading is not None]
    if not (all_counted and state.claim.in_kronor and from_year == year - 1):
        return all_counted
    return [*_tryckt_change(figures, concept, year, all_counted[0]), *all_counted]


def _tryckt_change(
    figures: Figures, concept: str, year: int, counted: Reading
) -> Iterable[Reading]:
    """The change that a table prints where its row gives another; up or down as the row has it."""
    for f in figures.for_(concept, "forandring", year):
        if f.counted is not None:
            value = abs(f.number).copy_sign(counted.value)
            yield Reading(value, f.play, f.address, described(f), True)


def _change(state: State, to: Figure, from_: Figure) -> Reading | None:
    without_share = to.concept in (RESULTAT, "drift:finansnetto")
    difference = to.number - from_.number if without_share else abs(to.number) - abs(from_.number)
    what = (
        f"{_name(to)} {in_unit(to.number, to.unit)} mot {from_.heading}"
        f" {in_unit(from_.number, from_.unit)}"
    )
    if state.claim.in_kronor:
        text = f"{what} är {in_unit(difference, to.unit)}"
        return Reading(difference, to.play + from_.play, to.address, text, True)
    if without_share or not from_.number:
        return None
    share = difference / abs(from_.number) * HUNDRED
    play = (to.play + from_.play * abs(to.number / from_.number)) / abs(from_.number) * HUNDRED
    return Reading(share, play, to.address, f"{what} är {percent(share)}", True)
