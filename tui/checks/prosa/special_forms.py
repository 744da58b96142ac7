"""Claims of a form of their own: shares of counts, parts of sick leave, needs under a heading.

Each rule gives the readings that the form allows, or ``NONE`` where the sentence is of another
form. What a rule is not certain of may agree but is never accused.
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from tui.checks.prosa.claim import Claim
from tui.checks.prosa.lead_words import LAST_YEAR, OTHER, PROGNOS, year_number
from tui.checks.prosa.material import Figure, Underlag
from tui.checks.prosa.parts import about_one_part
from tui.checks.prosa.position import State
from tui.checks.prosa.readings import HUNDRED, Reading, described
from tui.checks.prosa.reference import NONE, Reference
from tui.checks.prosa.stems import stems
from tui.checks.prosa.words import word_pattern
from tui.domain.finding import Address
from tui.svenska.format import amount, percent

_END = r"\s+(?:(?:drygt|knappt|cirka|ca|ungef.r|omkring|runt|n.stan|hela|totalt)\s+)?$"
_NEAR = 60


def special_form(state: State, underlag: Underlag) -> Reference:
    """What a claim of a form of its own speaks of, ``NONE`` for any other."""
    for rule in _RULES:
        reference = rule(state, underlag)
        if reference.readings:
            return reference
    return NONE


# ---- "28 tjänster, varav 12 …, vilket motsvarar 43 procent" ------------------------------------

_CORRESPONDS = re.compile(r"(?<!\w)motsvara(?:r|de|nde)?" + _END)
_OF_WHICH = re.compile(r"[\s,(]varav\s+$")


def _share_of_count(state: State, underlag: Underlag) -> Reference:
    """A share that the sentence gives both counts of; the tables are not needed for it."""
    if state.claim.unit != "procent" or not _CORRESPONDS.search(state.before[-_NEAR:]):
        return NONE
    count = _part_and_whole(state)
    if count is None or not 0 < count[1] >= count[0] >= 0:
        return NONE
    part, whole = count
    share = part / whole * HUNDRED
    text = f"{amount(part, None)} av {amount(whole, None)} är {percent(share)}"
    reading = Reading(share, Decimal(0), Address(underlag.document.id), text)
    # "Motsvarar 5 procent fler än i fjol" is of something else.
    certain = re.match(r"\s*(?:[.,;:)<]|$)", state.after) is not None
    return Reference((reading,), certain, "andel", "etikett", underlag.document.period.year)


def _part_and_whole(state: State) -> tuple[Decimal, Decimal] | None:
    """The two counts before a claim: "10 av 17", or "28 …, varav 12 …"."""
    previous, whole = state.previous, state.before_previous
    if previous is None or not _exact_count(previous):
        return None
    if previous.of is not None:
        return (previous.value, previous.of) if state.serial == 1 else None
    if whole is None or state.serial != 2 or not _exact_count(whole) or whole.of is not None:
        return None
    between = state.introduction[-(state.claim.place - whole.end_place) :]
    between = between[: previous.place - whole.end_place]
    return (previous.value, whole.value) if _OF_WHICH.search(between) else None


def _exact_count(p: Claim) -> bool:
    return p.unit == "antal" and not p.hedge and p.value == int(p.value)


# ---- "0,06 procent av budgeterad nettokostnad" -------------------------------------------------

_OF_NETTOBUDGET = re.compile(r"\s*av\s+(?:den\s+)?budgeterade?\s+netto(?:drift)?kostnad")
_RESULTAT_WORDS = word_pattern("prognosavvik\\w*", "prognossäkerhet\\w*", "budgetavvik\\w*")


def _prognossakerhet(state: State, underlag: Underlag) -> Reference:
    """The year's result in per cent of the budgeted net cost."""
    if state.claim.unit != "procent" or not _OF_NETTOBUDGET.match(state.after):
        return NONE
    year = underlag.document.period.year
    figures = underlag.figures
    resultat = [f for f in figures.for_("drift:resultat", "avvikelse", year) if f.shown]
    budget = [
        f for f in figures.for_("drift:nettokostnader", "budget", year) if f.shown and f.number
    ]
    readings = tuple(_quotient(r, b) for r in resultat for b in budget)
    helar = underlag.document.period.months == 12
    certain = helar and _RESULTAT_WORDS.search(state.introduction) is not None
    return Reference(readings, certain and bool(readings), "drift:resultat", "avvikelse", year)


def _quotient(f: Figure, whole: Figure) -> Reading:
    share = abs(f.number / whole.number) * HUNDRED
    play = (f.play + share / HUNDRED * whole.play) / abs(whole.number) * HUNDRED
    text = f"{described(f)}, och av {described(whole)} är det {percent(share, 2)}"
    return Reading(share, play, f.address, text)


# ---- "251,9 årsarbetare", "en genomsnittlig sysselsättningsgrad på 97 %" -----------------------

_ARSARBETARE = re.compile(r"\s*(?:stycken\s+)?" + word_pattern("årsarbetare(?!\\w)").pattern)
_DEGREE = re.compile(
    word_pattern("genomsnittlig\\w* sysselsättningsgrad(?:en)?").pattern
    + r"\s+(?:på|är|var|om|uppg.r till|uppgick till)"
    + _END
)
_PART_OF_PERSONAL = word_pattern(
    *("kvinn", "män(?!\\w)", "män(?:s|nen|nens)(?!\\w)", "tillsvidare", "visstid", "timavlön"),
    *("inom (?!social)", "avdelning", "enhet", "motsvarande", "varav", "vakan", "saknas", "ytterl"),
    *("ök(?:a|n)", "minsk", "fler", "färre", "med ", "finansiera", "rekryter", "tillsätt"),
)
_WHOLE_STAFF = word_pattern("personal", "antal årsarbetare", "socialförvaltning", "nämnden")


def _personal(state: State, underlag: Underlag) -> Reference:
    """A figure of all staff that is named by its column; a part of the staff is not held."""
    p = state.claim
    if p.unit == "antal" and _ARSARBETARE.match(state.after):
        roll = "arsarbetare"
    elif p.unit == "procent" and _DEGREE.search(state.before):
        roll = "grad"
    else:
        return NONE
    year = underlag.document.period.year
    rows = (f for f in underlag.figures.all_ if f.concept.startswith("personal.sammansattning:"))
    own_ones = [f for f in rows if f.shown and f.address.row == "totalt" and f.roll == roll]
    readings = tuple(Reading(f.number, f.play, f.address, described(f)) for f in own_ones)
    certain = bool(own_ones) and _about_all_personal(state, underlag)
    return Reference(readings, certain, "personal.sammansattning", "etikett", year)


def _about_all_personal(state: State, underlag: Underlag) -> bool:
    year = underlag.document.period.year
    other_years = {a for a, _ in year_number(state.before[-_NEAR:] + state.after[:_NEAR])} - {year}
    other = (OTHER, LAST_YEAR, PROGNOS, _PART_OF_PERSONAL)
    in_part = any(word.search(state.introduction) for word in other) or about_one_part(
        state, underlag
    )
    return not other_years and not in_part and _WHOLE_STAFF.search(state.introduction) is not None


# ---- "Behov av utökade medel 2019: 3 000 tkr" under the heading of a row -----------------------

_NEEDED = re.compile(
    word_pattern("behov av (?:utökad|utökade|ytterligare|ökade) (?:medel|ram|budget)").pattern
    + r"(?:\s+(?:för|under|år))?(?:\s+(?P<ar>20\d\d))?\s*:?\s*(?:på|om|med)?\s*$"
)
_EXTENSION = re.compile(
    word_pattern("utökning (?:i|av) (?:budget)?ramen", "utökad ram").pattern
    + r"\s+(?:med|på|om)\s+$"
)


def _ramokning(state: State, underlag: Underlag) -> Reference:
    """An increase of the budget under a heading that names a row of the table of increases."""
    if not state.claim.in_kronor:
        return NONE
    needed = _NEEDED.search(state.before[-_NEAR:])
    if needed is None and not _EXTENSION.search(state.before[-_NEAR:]):
        return NONE
    said = needed["ar"] if needed is not None else None
    year = int(said) if said else underlag.document.period.year + 1
    own_ones = [f for f in _ram_rows(underlag, year) if _named(f, state.heading)]
    readings = tuple(Reading(f.number, f.play, f.address, described(f)) for f in own_ones)
    alone = len({f.number for f in own_ones}) == 1
    return Reference(readings, alone and bool(said), "drift.ramforandring", "ram", year)


def _ram_rows(underlag: Underlag, year: int) -> Iterator[Figure]:
    for f in underlag.figures.all_:
        if f.concept.startswith("drift.ramforandring:") and f.roll == "ram" and f.year == year:
            yield f


def _named(f: Figure, heading: str) -> bool:
    own_ones = stems(f.label)
    return bool(own_ones) and all(stem.monster.search(heading) for stem in own_ones)


# ---- "drygt hälften av sjukfrånvaron är långtidssjukfrånvaro" ----------------------------------

_OF_SICK = re.compile(
    r"\s*av\s+(?:(?:den|hela|all|totala|minskade|minskningen|ökade|ökningen|av)\s+){0,3}"
    + word_pattern("sjukfrånvaron?(?!\\w)").pattern
)
_LONG = word_pattern("långtid\\w*", "lång sjukfrånvaro", "långa sjukfrånvaro")
_SHORT = word_pattern("kort\\w*", "medel\\w*")
_CHANGE = re.compile(r"minsk|.k(?:ade|ning)")


def _part_of_sjukfranvaro(state: State, underlag: Underlag) -> Reference:
    """Long-term sick leave as a share of all of it, or of its change."""
    hit = _OF_SICK.match(state.after)
    if state.claim.unit not in ("andel", "procent") or hit is None:
        return NONE
    if not _LONG.search(state.after) or _SHORT.search(state.sentence) or state.count > 1:
        return NONE
    year = underlag.document.period.year
    roll = "forandring" if _CHANGE.search(hit[0]) else "utfall"
    scale = HUNDRED if state.claim.unit == "procent" else Decimal(1)
    reading = _longterm_share(underlag, roll, year, scale)
    certain = not year_number(state.sentence) and LAST_YEAR.search(state.introduction) is None
    return Reference(reading, certain and bool(reading), "sjuk:langtid", "etikett", year)


def _longterm_share(
    underlag: Underlag, roll: str, year: int, scale: Decimal
) -> tuple[Reading, ...]:
    """Worked out from the printed figures, with the play of their rounding."""
    parts, whole = (
        [f for f in underlag.figures.for_(concept, roll, year) if f.shown]
        for concept in ("sjuk:dag_3", "sjuk:total")
    )
    if len(parts) != 1 or len(whole) != 1 or parts[0].number * whole[0].number <= 0:
        return ()
    share = parts[0].number / whole[0].number
    rounding = Decimal("0.1") if roll == "forandring" else Decimal("0.05")
    # A fraction is a round word: half may be 55 per cent.
    play = max(rounding * (1 + share) / abs(whole[0].number), Decimal("0.05"))
    text = f"{described(parts[0])} och {described(whole[0])}, alltså {percent(share * HUNDRED)}"
    return (Reading(share * scale, play * scale, parts[0].address, text),)


_RULES: tuple[Callable[[State, Underlag], Reference], ...] = (
    _share_of_count,
    _prognossakerhet,
    _personal,
    _ramokning,
    _part_of_sjukfranvaro,
)
