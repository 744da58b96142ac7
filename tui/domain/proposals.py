"""Proposals (*förslag*): which step of a scale the figures speak for, by its own conditions.

The controller decides; a proposal is never printed as the nämnd's. Each says its rule in words.
"""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import TypeAlias

from tui.domain.conditions import ELSE, Condition, condition_words, plain
from tui.domain.scale import BAD, GOOD, LOWER, NEARLY, UNKNOWN, Step, Steps, step_named
from tui.domain.settings import Settings
from tui.domain.value import HUNDRED, Malvarde, Value, number_in

STANDARD = Settings()

Holds: TypeAlias = Callable[[Condition], bool]


def proposed_step(steps: Iterable[Step], holds: Holds) -> Step | None:
    """The step whose condition holds, None where none does."""
    fitting = (s for s in _tried(steps) if s.when and (s.when.kind == ELSE or holds(s.when)))
    return next(fitting, None)


def proposed(steps: Iterable[Step], holds: Holds) -> str:
    """The name of the step whose condition holds, "" where none does."""
    step = proposed_step(steps, holds)
    return step.name if step else ""


def _tried(steps: Iterable[Step]) -> list[Step]:
    """The steps with a condition, in the order in which they are tried: what asks most first."""
    own = [(step.when.order, step) for step in steps if step.when]
    return [step for _, step in sorted(own, key=lambda pair: pair[0])]


def rule_words(steps: Steps) -> str:
    """All conditions of a scale in words, in the order in which they are tried."""
    return "; ".join(f"{s.name}: {condition_words(s.when)}" for s in _tried(steps) if s.when)


# ---- nyckeltal -----------------------------------------------------------------------------------


def pace_mal(mal: Decimal, months: int) -> Decimal:
    """The share of a yearly target that is due after so many months."""
    return mal * min(months, 12) / 12


def nyckeltal_status(
    mal: Value,
    utfall: Value,
    direction: str,
    *,
    cumulative: bool = False,
    months: int = 12,
    settings: Settings = STANDARD,
) -> str:
    """The step of the scale *status* that an outcome stands on against its target.

    The target's own sign rules; for a plain figure the direction does. A cumulative measure is
    judged at its pace: the target's share of the months gone.
    """
    malvarde, value = number_in(mal), number_in(utfall)
    lower = lower_is_better(mal, settings.meaning("riktning", direction))
    if malvarde is None or value is None or lower is None:
        return not_judged(settings.steps("status"))
    due = pace_mal(malvarde, months) if cumulative else malvarde
    fulfilled = _fulfilled(mal, value, due, lower)

    def holds(condition: Condition) -> bool:
        if condition.kind == "reached":
            return fulfilled
        return _is_near(value, due, lower, condition.number or HUNDRED, fulfilled)

    return proposed(settings.steps("status"), holds)


def not_judged(steps: Steps) -> str:
    """The name of the step that says that nothing can be judged, "" where the scale has none."""
    return next((step.name for step in steps if step.meaning == UNKNOWN), "")


def lower_is_better(mal: Value, direction: str) -> bool | None:
    """Whether less is better, by the target's own sign or the meaning of the row's direction.

    None where neither says.
    """
    if isinstance(mal, Malvarde):
        return mal.comparison in ("<", "≤")
    return direction == LOWER if direction else None


def _fulfilled(mal: Value, value: Decimal, malvarde: Decimal, lower: bool) -> bool:
    strict = isinstance(mal, Malvarde) and mal.comparison in ("<", ">")
    if strict and value == malvarde:
        return False
    return value <= malvarde if lower else value >= malvarde


def _is_near(
    value: Decimal, malvarde: Decimal, lower: bool, percent: Decimal, fulfilled: bool
) -> bool:
    """Whether an outcome is at least so many per cent of its target, or of it where less is better.

    Without shares to speak of (nothing, or less than nothing) a fulfilled target is 100 per cent.
    """
    if malvarde <= 0 or value <= 0:
        return fulfilled and percent <= HUNDRED
    if percent >= HUNDRED and not fulfilled:  # "<166" is not reached by 166
        return False
    share = malvarde / value if lower else value / malvarde
    return share * HUNDRED >= percent


def status_words(steps: Steps) -> str:
    """The limits of a status in words: "nära från 95 % av målet"."""
    limits = [
        f"{s.name} från {plain(s.when.number)} % av målet"
        for s in _tried(steps)
        if s.when and s.when.kind == "at_least" and s.when.number is not None
    ]
    return "; ".join(limits)


def development(
    now: Decimal | None, before: Decimal | None, lower: bool | None, settings: Settings
) -> str:
    """The step of the scale *utveckling*: better, as before or worse than last time."""
    steps = settings.steps("utveckling")
    if now is None or before is None or (lower is None and now != before):
        return not_judged(steps)
    kind = "same" if now == before else "better" if (now < before) == lower else "worse"
    return proposed(steps, lambda condition: condition.kind == kind)


def rank(steps: Steps, word: object) -> Decimal | None:
    """How high a word stands on a scale, which may be written from either end.

    None for a word that is no step, and for one that says that nothing can be judged.
    """
    meanings = [step.meaning for step in steps if step.meaning != UNKNOWN]
    ordered = [step for step in steps if step.meaning != UNKNOWN]
    if GOOD in meanings and BAD in meanings and meanings.index(GOOD) < meanings.index(BAD):
        ordered.reverse()
    step = step_named(ordered, word)
    return None if step is None else Decimal(ordered.index(step))


# ---- goals and control points --------------------------------------------------------------------

_POINTS = {GOOD: Decimal(1), NEARLY: Decimal("0.5")}


def mal_proposal(statuses: Sequence[str], settings: Settings = STANDARD) -> str:
    """The proposed step of a goal out of the statuses of its nyckeltal, "" for none.

    A nyckeltal that is neither good nor bad, or cannot be judged, does not weigh.
    """
    meanings = [settings.meaning("status", status) for status in statuses]
    counted = [m for m in meanings if m in (GOOD, NEARLY, BAD)]
    if not counted:
        return ""
    points = [_POINTS.get(m, Decimal(0)) for m in counted]

    def holds(condition: Condition) -> bool:
        match condition.kind:
            case "all":
                return all(m == GOOD for m in counted)
            case "none_bad":
                return BAD not in counted
            case "any":
                return GOOD in counted
            case "any_near":
                return any(points)
            case "share":
                return HUNDRED * counted.count(GOOD) >= (condition.number or 0) * len(counted)
        return HUNDRED * sum(points) >= (condition.number or 0) * len(counted)

    return proposed(settings.steps("mal"), holds)


def control_proposal(
    sample: Decimal | None, remarks: Decimal | None, settings: Settings = STANDARD
) -> str:
    """The proposed step of a control point out of the share of its sample that has remarks."""
    if remarks is None or not sample:
        return ""
    share = remarks / sample * HUNDRED
    return proposed(settings.steps("kontroll"), lambda c: share <= (c.number or 0))


def control_words(steps: Steps) -> str:
    """The limits of a control point's assessment in words: "försumbart till 5 %"."""
    own = [(s.name, s.when) for s in _tried(steps) if s.when and s.when.kind == "at_most"]
    limits = [
        f"{'försumbart' if when.threshold else name} till {plain(when.number)} %"
        if when.number
        else f"{name} utan anmärkningar"
        for name, when in own
    ]
    return "; ".join(limits)
