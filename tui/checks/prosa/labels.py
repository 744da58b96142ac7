"""Claims about rows that are known by their label: nyckeltal, sick leave, staff, samples."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from tui.checks.prosa.claim import Claim
from tui.checks.prosa.label_index import Label, LabelIndex, label_index
from tui.checks.prosa.lead_words import COMPARED, LAST_YEAR, OTHER, roll_in, year_number
from tui.checks.prosa.material import Figure, Underlag
from tui.checks.prosa.parts import about_one_part
from tui.checks.prosa.position import State
from tui.checks.prosa.readings import HUNDRED, Reading, described, in_unit
from tui.checks.prosa.reference import NONE, Reference
from tui.checks.prosa.row_words import bounded
from tui.checks.prosa.stems import stems
from tui.checks.prosa.words import word_pattern
from tui.svenska.format import percent

_SHARE_OF = re.compile(r"\s*av\s+(?:den|det|de|alla|samtliga|hela)\b")
_ENUMERATED = re.compile(r"\s*\w+,?\s+(?:och|samt)\s+$")
_HIGHER = re.compile(r"\s*(?:h..?gre|l..?gre|fler|f..?rre|mer|mindre)\b")
_MAL = word_pattern("mål(?:et|nivå\\w*|värde\\w*|tal\\w*)?(?!\\w)", "målsättning\\w*")
SICK = word_pattern("sjukfrånvaro\\w*", "sjuktal\\w*")
SICK_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("sjuk:kvinnor", word_pattern("kvinn\\w*")),
    ("sjuk:man", word_pattern("män(?:s|nen|nens)?(?!\\w)", "manlig\\w*")),
    ("sjuk:dag_1", word_pattern("korttid\\w*", "korta sjuk\\w*", "1-14")),
    ("sjuk:dag_2", word_pattern("medellång\\w*", "15-59")),
    ("sjuk:dag_3", word_pattern("lång\\w*sjuk\\w*", "långtid\\w*", "långa sjuk\\w*", "60 dagar")),
    ("sjuk:alder_1", word_pattern("under 29", "upp till 29", "yngre")),
    ("sjuk:alder_2", word_pattern("30-49", "mellan 30 och 49")),
    ("sjuk:alder_3", word_pattern("över 50", "50 år", "äldre")),
    ("sjuk:total", SICK),
)
WITHOUT_REMARK = word_pattern("(?:var |varit |\\w+ )?utan anmärkning")
REMARK = word_pattern("anmärkning\\w*", "brist")
_EVERYTHING = word_pattern(
    *("antal\\w*", "totalt", "sammanlagt", "uppg", "rapporter", "anmäl", "registrer", "inkom"),
    *("inträffa", "genomför", "kontroll", "gransk", "samtliga", "av dessa"),
    *("per (?:den )?(?:31 )?augusti", "per (?:den )?(?:31 )?december"),
)
_STARK = 0.6
_WEAK = 0.45


def label_reference(state: State, underlag: Underlag) -> Reference:
    """What a percentage or a count of a labelled row speaks of."""
    concept, strength = _sick_row(state) if _about_sick(state) else _best(state, underlag)
    if not concept:
        return NONE
    figures = underlag.figures.after_concept.get(concept, [])
    year, clear = _year(state, underlag)
    if concept.startswith("internkontroll.stickprov"):
        return _sample(state, figures, strength >= _STARK)
    readings = tuple(_readings(state, figures, year))
    certain = strength >= _STARK and clear and not bounded(state.after) and _alone(state)
    certain = certain and not about_one_part(state, underlag) and _whole_count(state)
    if OTHER.search(state.introduction) or OTHER.search(state.after[:60]):
        certain = False
    if _MAL.search(state.introduction) and not any(f.roll == "mal" for f in figures):
        certain = False
    return Reference(readings, certain and bool(readings), concept, "etikett", year)


def _sample(state: State, figures: list[Figure], stark: bool) -> Reference:
    """What a count of a sample speaks of: its size, or those with or without remark."""
    p, number = state.claim, {f.roll: f for f in figures}
    count, remark = number.get("antal"), number.get("anmarkningar")
    if count is None or remark is None or (p.of is not None and p.of != count.number):
        return NONE
    rest = count.number - remark.number
    without = Reading(rest, Decimal(0), count.address, f"{count.label}: {rest} utan anmärkning")
    with_ = Reading(remark.number, Decimal(0), remark.address, described(remark))
    all_ = Reading(count.number, Decimal(0), count.address, described(count))
    if p.of is not None:
        readings: tuple[Reading, ...] = (with_, without)
    elif WITHOUT_REMARK.search(state.after[:40]):
        readings = (without,)
    elif REMARK.search(state.after[:40]):
        readings = (with_,)
    else:
        stark = stark and any(s.monster.match(state.after.lstrip()) for s in stems(count.label))
        readings = (all_,)
    return Reference(readings, stark, count.concept, "etikett", count.year)


def _whole_count(state: State) -> bool:
    """Whether a count is of all: "tre tillbud ledde till sjukskrivning" is of some of them."""
    if state.claim.unit != "antal" or _increase(state):
        return True
    return _EVERYTHING.search(state.sentence) is not None and not re.match(r"\s*av\b", state.after)


def _alone(state: State) -> bool:
    """Whether the sentence holds no more claims than a figure, its comparison and a change."""
    return state.count <= 3


def _about_sick(state: State) -> bool:
    if state.claim.unit not in ("procent", "procentenheter"):
        return False
    return bool(SICK.search(state.sentence) or (SICK.search(state.heading) and not state.rows))


def _sick_row(state: State) -> tuple[str, float]:
    """The group that is named last before the claim; the total where none is."""
    places = [
        (max((t.start() for t in word.finditer(state.introduction)), default=-1), concept)
        for concept, word in SICK_WORDS
    ]
    groups = [par for par in places if par[0] >= 0 and par[1] != "sjuk:total"]
    if groups:
        # "Kvinnor under 29 år": no row has both.
        in_before = [1 for concept, word in SICK_WORDS[:-1] if word.search(state.before)]
        return max(groups)[1], 1.0 if len(in_before) <= 1 else 0.5
    return "sjuk:total", 1.0 if places[-1][0] >= 0 else 0.5


def _best(state: State, underlag: Underlag) -> tuple[str, float]:
    """The row whose label the sentence has most of, if it is clearly ahead of the next."""
    years_in_sentence = {year for year, _ in year_number(state.sentence)}
    register = label_index(underlag)
    mentioned = register.as_named(state.sentence)
    selectable = (e for e in mentioned if e.shown or e.year in years_in_sentence)
    all_ = [(_likeness(e, state, register), e) for e in selectable if _fits(e, state)]
    all_ = sorted(
        ((v, e) for v, e in all_ if v >= _WEAK), key=lambda par: (-par[0], not par[1].shown)
    )
    if not all_:
        return "", 0.0
    strength, best = all_[0]
    near = [e for v, e in all_[1:] if v > strength - 0.15 and e.label != best.label]
    if not best.shown or near:
        return best.concept, _WEAK
    weak = _other_kind(best, state, register)
    return best.concept, min(strength, _WEAK) if weak else strength


def _other_kind(e: Label, state: State, register: LabelIndex) -> bool:
    """Whether too little of the label stands in the sentence, or the thing counted is another."""
    in_sentence = register.stems_in(state.sentence).intersection(e.stems)
    if len(in_sentence) < _STARK * len(e.stems):
        return True
    if state.claim.unit == "antal" and not _increase(state):
        # A sample's remarks are counted without naming it again.
        return not (e.concept.startswith("internkontroll.stickprov") or _counts(e, state))
    return _SHARE_OF.match(state.after) is not None and "andel" not in e.label


def _counts(e: Label, state: State) -> bool:
    """Whether the word after the figure, or the next one, is one of the label's."""
    word = re.findall(r"[\w&]+", state.after[:60])[:2]
    return any(s.monster.match(o) for s in e.stems for o in word)


def _fits(e: Label, state: State) -> bool:
    unit = state.claim.unit
    if unit in ("procent", "procentenheter"):
        return e.unit == "procent" or _increase(state)
    return e.unit == "antal" if unit == "antal" else e.unit == "kr"


def _likeness(e: Label, state: State, register: LabelIndex) -> float:
    """The share of a label's words in the sentence; one in the sentence before counts half."""
    in_sentence = register.stems_in(state.sentence).intersection(e.stems)
    before = register.stems_in(state.previous_sentence).intersection(e.stems) - in_sentence
    share = (len(in_sentence) + len(before) / 2) / len(e.stems)
    # What is counted says more than the words around it: "16 tillbud och sju arbetsskador".
    return share + 0.3 if state.claim.unit == "antal" and _counts(e, state) else share


def _year(state: State, underlag: Underlag) -> tuple[int, bool]:
    own = underlag.document.period.year
    after = [year for year, place in year_number(state.after) if place <= 8]
    if after:
        return after[0], True
    before = year_number(state.before)
    if not before and (from_to := _from_to(state)):
        return own + from_to - 2, True
    if before:
        return before[-1][0], len(before) == 1
    if state.serial and (
        COMPARED.search(state.before) or re.search(r"\bj.mf.rt med\b", state.before)
    ):
        return own - 1, False
    if LAST_YEAR.search(state.after[:30]) or LAST_YEAR.search(state.before):
        return own - 1, False
    enumerated = _ENUMERATED.match(state.before) is not None
    return own, state.serial == 0 or enumerated or roll_in(state.before) == "forandring"


def _from_to(state: State) -> int:
    """1 for the first and 2 for the second figure of "från 10,4 till 8,4", else 0."""
    if re.search(r"\bfr..?n\s+\w{0,8}\s*$", state.before[-40:]) and re.match(
        r"\W*till\b", state.after
    ):
        return 1
    if re.match(r"\W*till\b", state.before) and state.serial:
        return 2
    return 0


def _readings(state: State, figures: list[Figure], year: int) -> Iterator[Reading]:
    """The readings of a row's figures, the likeliest first."""
    p = state.claim
    if _increase(state):
        yield from _changes(figures, year, p.unit)
        return
    if p.unit == "procentenheter":
        return
    if p.of is not None:
        yield from _parts(p, figures, year)
        return
    roller = ["mal"] if _MAL.search(state.before) else []
    for roll in (
        *roller,
        "utfall",
        "antal",
        "ram",
        "kostnad",
        "personer",
        "anstallningar",
        "arsarbetare",
        "medelalder",
        "grad",
        "mal",
    ):
        for f in figures:
            if f.roll == roll and f.year == year:
                yield Reading(f.number, f.play, f.address, described(f))


def _parts(p: Claim, figures: list[Figure], year: int) -> Iterator[Reading]:
    """The readings of "12 av 28": only where the whole is the row's own."""
    own_ones = [f for f in figures if f.year == year]
    if any(f.number == p.of and f.roll == "av" for f in own_ones):
        yield from (
            Reading(f.number, f.play, f.address, described(f))
            for f in own_ones
            if f.roll == "antal"
        )


def _increase(state: State) -> bool:
    """Whether the figure is a change: "en ökning med 13 procent", "minskat med 2,0"."""
    if _HIGHER.match(state.after):
        return True
    return roll_in(state.before) == "forandring" and bool(
        re.search(r"\b(?:med|p.|om)\s", state.before[-24:])
    )


def _changes(figures: Iterable[Figure], year: int, unit: str) -> Iterator[Reading]:
    now = [f for f in figures if f.roll == "utfall" and f.year == year]
    earlier = [f for f in figures if f.roll == "utfall" and f.year == year - 1]
    for to, from_ in zip(now, earlier, strict=False):
        difference = to.number - from_.number
        what = f"{described(to)} mot {in_unit(from_.number, from_.unit, from_.decimals)}"
        if unit != "procent" or to.unit == "procent":
            text = f"{what}, alltså {in_unit(difference, to.unit)}"
            yield Reading(difference, Decimal(0), to.address, text, True)
        if unit == "procent" and from_.number:
            share = difference / from_.number * HUNDRED
            yield Reading(share, Decimal(0), to.address, f"{what}, alltså {percent(share)}", True)
    for f in figures:
        if (f.roll, f.year) == ("forandring", year) and f.counted is not None and unit != "procent":
            yield Reading(f.number, f.play, f.address, described(f), True)
