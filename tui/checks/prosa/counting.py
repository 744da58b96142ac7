"""Counts of a table's rows: goals, control points, risks, follow-ups, account groups."""

import re
from collections.abc import Callable
from decimal import Decimal

from tui.checks.prosa.material import Underlag
from tui.checks.prosa.position import State
from tui.checks.prosa.readings import Reading
from tui.checks.prosa.reference import NONE, Reference
from tui.checks.prosa.words import word_pattern
from tui.domain.calculation import Calculation
from tui.domain.finding import Address

_AFTER = 45
_EVERY = word_pattern("totalt", "sammanlagt", "har", "innehåller", "omfattar")
_WITHOUT = word_pattern("utan anmärkning", "försumbar\\w* anmärkning", "inte \\w+ anmärkning")
_WITH = word_pattern("med anmärkning", "anmärkning\\w*", "brister")
_FULFILLED = word_pattern("helt uppfyll", "uppnå", "nåtts", "uppfyll")


def count_reference(state: State, underlag: Underlag) -> Reference:
    """What a count speaks of, if it counts rows."""
    after = state.claim.text.lower().rsplit(" ", 1)[-1] + state.after[:_AFTER].split(",")[0]
    for word, tally in _COUNTER:
        if word.search(after):
            return tally(state, underlag)
    return NONE


def _count(calculation: Calculation, underlag: Underlag, count: int, text: str) -> Reading:
    address = Address(underlag.document.id, calculation.table.id)
    return Reading(Decimal(count), Decimal(0), address, text)


def _every_rows(template: str, what: str, certain: bool) -> Callable[[State, Underlag], Reference]:
    def tally(state: State, underlag: Underlag) -> Reference:
        calculation = underlag.table(template)
        if calculation is None or state.claim.of is not None:
            return NONE
        count = sum(row.kind == "post" for row in calculation.table.rows)
        reading = _count(
            calculation, underlag, count, f"{calculation.table.heading} har {count} {what}"
        )
        all_ = _EVERY.search(state.before) is not None
        return Reference((reading,), certain and all_, template, "antal")

    return tally


def _kontrollpunkter(state: State, underlag: Underlag) -> Reference:
    """ "Tre av fyra kontrollpunkter utan anmärkning": by the assessments, or the proposals."""
    calculation = underlag.table("internkontroll.uppfoljning")
    if calculation is None:
        return _every_rows("internkontroll.punkter", "kontrollpunkter", False)(state, underlag)
    assessed = [_bedomning(calculation, row.id) for row in calculation.table.rows]
    all_ = len(assessed)
    if state.claim.of is None:
        text = f"{calculation.table.heading} har {all_} kontrollpunkter"
        reading = _count(calculation, underlag, all_, text)
        return Reference((reading,), False, "internkontroll", "antal")
    if state.claim.of != all_:
        text = f"{calculation.table.heading} har {all_} kontrollpunkter"
        return Reference(
            (_count(calculation, underlag, all_, text),), True, "internkontroll", "antal"
        )
    without = bool(_WITHOUT.search(state.sentence))
    count = sum(b.startswith("utan") == without for b in assessed if b)
    what = "utan eller med försumbar anmärkning" if without else "med anmärkning"
    reading = _count(
        calculation, underlag, count, f"{count} av {all_} kontrollpunkter är bedömda {what}"
    )
    return Reference(
        (reading,), all(assessed) and bool(_WITH.search(state.sentence)), "internkontroll"
    )


def _bedomning(calculation: Calculation, row: str) -> str:
    value = calculation.value(row, "bedomning") or calculation.value(row, "forslag")
    return str(value or "").lower()


def _kontogrupper(state: State, underlag: Underlag) -> Reference:
    """How many account groups deviate from the budget."""
    deviating = [
        f
        for f in underlag.figures.all_
        if f.shown
        and f.roll == "avvikelse"
        and f.concept.startswith("drift:")
        and f.number
        and f.concept.split(":")[1]
        in ("personal", "lokalhyror", "kop_av_tjanster", "ovriga_kostnader", "intakter")
    ]
    if not deviating or not re.search("a[vw]+ik", state.sentence):
        return NONE
    text = "avvikelse finns på " + ", ".join(f.label for f in deviating)
    reading = Reading(Decimal(len(deviating)), Decimal(0), deviating[0].address, text)
    return Reference((reading,), False, "drift", "antal")


_COUNTER: tuple[tuple[re.Pattern[str], Callable[[State, Underlag], Reference]], ...] = (
    (word_pattern("(?:intern)?kontrollpunkt\\w*", "kontrollmoment\\w*"), _kontrollpunkter),
    (word_pattern("kontogrupp\\w*"), _kontogrupper),
    (word_pattern("formulerade mål", "nämndmål", "egna mål"), _every_rows("mal.mal", "mål", True)),
    (word_pattern("nyckeltal"), _every_rows("mal.nyckeltal", "nyckeltal", False)),
    (word_pattern("risker"), _every_rows("internkontroll.risker", "risker", False)),
    (
        word_pattern("(?:budget|prognos)?uppföljningar", "prognostillfällen"),
        _every_rows("drift.prognostillfallen", "uppföljningar", False),
    ),
)
