"""Which figure or computation a claim speaks of (*syftning*): rows and years to readings.

A reading that the claim agrees with clears it; only a claim whose row and role are told in so
many words (``certain``) is accused when all its readings disagree.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from tui.checks.prosa.lead_words import (
    COMPARED,
    LAST_YEAR,
    OF_BUDGET,
    OTHER,
    PARTS,
    PROGNOS,
    other_month,
    roll_in,
    year_number,
)
from tui.checks.prosa.material import Underlag
from tui.checks.prosa.parts import about_other
from tui.checks.prosa.position import State
from tui.checks.prosa.readings import RESULTAT, Reading, in_unit, readings
from tui.checks.prosa.row_words import MAIN_WORD, Hit, bounded, restrictions
from tui.checks.prosa.words import word_pattern


class Reference(Struct, frozen=True):
    """What a claim speaks of: its readings, the likeliest first, and whether that is certain."""

    readings: tuple[Reading, ...] = ()
    certain: bool = False
    concept: str = ""
    roll: str = ""
    year: int = 0


NONE = Reference()
_MAX_CONNECTED = 60
_NEAR = 100
_TOGETHER = word_pattern(
    "tillsammans(?! med)", "sammanlagt", "sammantaget", "sammantagna", "totalt"
)
_UPPRAKNING = re.compile(r"\s*,?\s*(?:och|samt|respektive)?\s*")
# "Intäkter och kostnader": more than the row.
_WITH_OTHER = re.compile(r"\s+(?:och|samt)\s+(?!uppg|är|blev|blir|har|var\b|med)\w")
ZERO = Decimal(0)
_INCREASED_TO = re.compile(
    word_pattern(
        "öka\\w*", "minska\\w*", "sjönk", "steg", "höj\\w*", "sänk\\w*", "stigit", "sjunkit"
    ).pattern
    + r"\s+(?:\w+\s+){0,3}till\s+(?:\w+\s+)?[-−–]?\s*$"
)
_COMPARISON = re.compile(
    r"^\s*(?:h.{1,2}gre|l.{1,2}gre|b.{1,2}ttre|s.{1,2}mre|mer|mindre)\s+"
    r"(?:.{1,2}n|j.{1,2}mf.{1,2}rt med)\s+.{0,25}"
)
_NAMND = word_pattern(
    "(?:social)?nämnden\\w*",
    "(?:social)?förvaltningen\\w*",
    "verksamheten har",
    "helårs(?:prognos|resultat)\\w*",
)
_CONNECTED = re.compile(
    r"^[\s,(]*(?:eller|motsvarande|vilket (?:ar|är|&r|motsvarar|innebar|innebär)|det motsvarar|"
    r"(?:som )?motsvarar|dvs\.?|det vill s.ga|alltsa|alltså|,"
    r"|en .kning (?:p.|med)|en minskning (?:p.|med))?"
    r"[\s,(]*(?:drygt|knappt|cirka|ca|ungef.r|omkring|runt|n.stan)?[\s\u00a0+\-−–]*$"
)


def money_reference(state: State, underlag: Underlag, previous: Reference) -> Reference:
    """What an amount or a percentage of a drift or investment row speaks of."""
    if _hears_together(state, previous):
        return _connected(state, underlag, previous)
    concept, named = _concept(state)
    if not concept:
        return NONE
    roll, clear = _roll(state)
    year, year_things = _year(state, underlag, roll)
    found = readings(state, underlag.figures, concept, roll, year)
    certain = (
        named
        and clear
        and year_things
        and not about_other(state)
        and not _only_planned(underlag, concept, roll, year)
        and not (_partly(state) or _other(state, underlag, roll, concept == RESULTAT))
    )
    if _about_several_rows(state):
        found = (*_row_sum(state, underlag, roll, year), *found)
        certain = certain and bool(_enumerated(state))
    return Reference(found, certain and bool(found), concept, roll, year)


def _only_planned(underlag: Underlag, concept: str, roll: str, year: int) -> bool:
    """Whether an outcome of another year is asked for where only its plan is at hand."""
    if roll != "utfall" or year == underlag.document.period.year:
        return False
    return not underlag.figures.for_(concept, roll, year)


def _row_sum(state: State, underlag: Underlag, roll: str, year: int) -> Iterator[Reading]:
    """The sum of rows that are told together: "personal och lokalhyror avviker tillsammans"."""
    concept = _enumerated(state)
    parts = [readings(state, underlag.figures, b, roll, year)[:1] for b in concept]
    if parts and all(parts) and state.claim.in_kronor:
        terms = [d[0] for d in parts]
        value, play = sum((t.value for t in terms), ZERO), sum((t.play for t in terms), ZERO)
        text = f"{'; '.join(t.text for t in terms)}; tillsammans {in_unit(value, 'kr')}"
        sign = all(t.sign for t in terms)
        yield Reading(value, play, terms[0].address, text, sign)


def _about_several_rows(state: State) -> bool:
    place = state.claim.place
    rows = {t.concept for t in state.rows if t.start < place}
    return len(rows) > 1 and _TOGETHER.search(state.introduction) is not None


def _enumerated(state: State) -> tuple[str, ...]:
    """The rows that stand side by side before a claim, with nothing but "och" between."""
    place = state.claim.place
    before = [t for t in state.rows if t.start < place]
    between = (state.introduction[a.end - b_0 : b.start - b_0] for a, b, b_0 in _par(state, before))
    if state.serial or not all(_UPPRAKNING.fullmatch(text) for text in between):
        return ()
    return tuple(dict.fromkeys(t.concept for t in before))


def _par(state: State, rows: Sequence[Hit]) -> Iterator[tuple[Hit, Hit, int]]:
    """Neighbouring rows, and where in the text their sentence begins."""
    start = state.claim.place - len(state.introduction)
    return ((a, b, start) for a, b in pairwise(rows))


def _hears_together(state: State, previous: Reference) -> bool:
    """Whether the claim gives the one before it in another unit: "5,0 mnkr eller 8 procent"."""
    if state.previous is None or not previous.concept:
        return False
    different = state.previous.in_kronor != state.claim.in_kronor
    before = " ".join(state.before.split())
    return different and len(before) <= _MAX_CONNECTED and _CONNECTED.match(before) is not None


def _connected(state: State, underlag: Underlag, previous: Reference) -> Reference:
    roll = previous.roll
    share = not state.claim.in_kronor and roll in ("utfall", "prognos", "budget")
    if share and not OF_BUDGET.search(state.after[:40]):
        return replace(previous, readings=(), certain=False)
    found = readings(state, underlag.figures, previous.concept, roll, previous.year)
    return replace(previous, readings=found, certain=previous.certain and bool(found))


def _concept(state: State) -> tuple[str, bool]:
    """The row that a claim speaks of, and whether that is told in so many words."""
    place = state.claim.place
    before = [t for t in state.rows if t.start < place]
    after = [t for t in state.rows if place <= t.start < state.claim.end_place + len(state.after)]
    if before:
        return _of_several(state, before), True
    # "Av nettokostnaden" after a percentage names the whole that it is a share of.
    word = "f.r|p.|av" if state.claim.in_kronor else "f.r|p."
    if after and re.match(rf"\s*(?:{word})\s+(?:\w+\s+)?$", _forward_to(state, after[0].start)):
        return after[0].concept, True
    if state.subject is not None and MAIN_WORD.search(state.introduction):
        return state.subject.concept, True
    if state.area == "investeringar":
        return "inv:totalt", bool(MAIN_WORD.search(state.introduction))
    if _about_namnd(state) and (_NAMND.search(state.introduction) or not after):
        return "drift:resultat", _NAMND.search(state.introduction) is not None
    return (after[0].concept, False) if after and state.claim.in_kronor else ("", False)


def _forward_to(state: State, place: int) -> str:
    return state.after[: max(0, place - state.claim.end_place)]


def _about_namnd(state: State) -> bool:
    return roll_in(state.introduction) == "avvikelse" and state.subject is None


def _of_several(state: State, before: list[Hit]) -> str:
    """The nearest row before a claim; of a "respektive" pair the one in the same place."""
    if "respektive" in state.sentence and state.count == len(state.rows) == len(before) > 1:
        return before[state.serial].concept
    return before[-1].concept


def _roll(state: State) -> tuple[str, bool]:
    """Which of a row's figures, and whether the words next to the claim tell."""
    comparison = _COMPARISON.match(state.after)
    if comparison is not None:
        against_budget = re.search("budget|plan|ram", comparison[0]) is not None
        return ("avvikelse" if against_budget else "forandring"), True
    for text, clear in (
        (state.before, True),
        (state.after[:30], True),
        (state.after, False),
        (state.introduction, False),
    ):
        roll = roll_in(text)
        if roll:
            return _to(state, _compared(state, roll)), clear
    return "", False


def _to(state: State, roll: str) -> str:
    """ "Ökade till 256 mnkr" gives the figure itself, "ökade med 11 mnkr" its change."""
    if roll != "forandring" or _INCREASED_TO.search(state.before[-_NEAR:]) is None:
        return roll
    change = [name for name in ("budget", "prognos") if re.search(rf"\b{name}", state.before)]
    return change[0] if change else "utfall"


def _compared(state: State, roll: str) -> str:
    share = roll in ("utfall", "budget", "prognos") and not state.claim.in_kronor
    compared_with = COMPARED.search(state.after) or COMPARED.search(state.before)
    return "forandring" if share and compared_with else roll


def _year(state: State, underlag: Underlag, roll: str) -> tuple[int, bool]:
    """The year of a claim, and whether nothing speaks against it."""
    own = underlag.document.period.year
    in_sentence = {year for year, _ in year_number(state.sentence)}
    if roll == "forandring":
        return (max(in_sentence) if len(in_sentence) > 1 else own), len(in_sentence) <= 2
    near = year_number(state.before)[-1:] or year_number(state.after)[:1]
    if near:
        return near[0][0], len(in_sentence) == 1
    if LAST_YEAR.search(state.before) and not COMPARED.search(state.before):
        return own - 1, False
    if in_sentence:
        return max(in_sentence), False
    return state.paragraph_year or own, True


def _partly(state: State) -> bool:
    """Whether the words between the row and the claim narrow it to a part of the row."""
    place = state.claim.place
    before = [t for t in state.rows if t.start < place]
    start = len(state.introduction) - (place - before[-1].end) if before else 0
    between = state.introduction[max(0, start) :]
    in_front = state.introduction[:start][-60:]
    if re.search(r"a[vw]+ik\w*\s*\([-−–]?$", state.before[-_NEAR:]):
        # "Beror avvikelsen (−6 125 tkr) på …": the reason is not what the figure is of.
        return bounded(state.after)
    if _WITH_OTHER.match(between) and not state.serial:
        return True
    return any(restrictions(between)) or bounded(state.after) or _term(in_front)


def _other(state: State, underlag: Underlag, roll: str, resultat: bool) -> bool:
    """Whether the sentence may speak of another budget, prognosis or time than the table's."""
    period = underlag.document.period
    # "Tillsammans" is of another sum, unless the rows that it adds up stand there.
    in_sum = _about_several_rows(state) and _enumerated(state)
    introduction = _TOGETHER.sub("", state.introduction) if in_sum else state.introduction
    if OTHER.search(introduction) or other_month(state.introduction, period.end.month):
        return True
    if roll != "avvikelse":
        return False
    if period.months == 12:
        return PROGNOS.search(state.introduction) is not None
    so_far = resultat and PARTS.search(state.introduction) is not None
    return not so_far and PROGNOS.search(f"{state.heading} {state.paragraph}") is None


def _term(in_front: str) -> bool:
    """Whether what leads up to the row's name makes it a part: "köpt vård inom köp av tjänster"."""
    return (
        re.search(r"(?:varav|d.rav|del av|inom|under|i)\s+(?:kontogruppen\s+)?$", in_front)
        is not None
    )
