"""Assessments (*bedömningar*): colours and proposals by rule; the controller decides.

Every rule takes its thresholds from the settings and can say in Swedish which rule it was. A shown
cell is judged by the rule that its column names.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from enum import Enum

from msgspec import Struct

from tui.domain.calculation import Calculation, incomplete
from tui.domain.rule import Own
from tui.domain.settings import CONTROL_SCALE, MAL_SCALE, Thresholds
from tui.domain.table import Column, ColumnRole, Row
from tui.domain.value import Malvarde, Value, number_in

HUNDRED = Decimal(100)


class Signal(Enum):
    """What a colour says; the screen adds a symbol and a word to each."""

    BRA = "bra"
    NEUTRAL = "neutral"
    WARNING = "varning"
    SEVERITY = "allvar"


class Bedomning(Struct, frozen=True):
    """A judgement by rule: the signal, one word for it, and the rule in words."""

    signal: Signal
    words: str
    rule: str


def _number(number: Decimal) -> str:
    return f"{number.normalize():f}".replace(".", ",")


def avvikelse_assessment(
    avvikelse: Decimal | None, budget: Decimal | None, thresholds: Thresholds
) -> Bedomning | None:
    """Deviation against budget: by share (per cent) or by amount, whichever is reached first."""
    if avvikelse is None:
        return None
    share = abs(avvikelse) / abs(budget) * HUNDRED if budget else Decimal(0)
    big = _reached(
        avvikelse, share, thresholds.avvikelse_amount_large, thresholds.avvikelse_share_large
    )
    small = _reached(
        avvikelse, share, thresholds.avvikelse_amount_small, thresholds.avvikelse_share_small
    )
    if not small:
        return Bedomning(Signal.NEUTRAL, "i nivå med budget", _small_rule(thresholds))
    if avvikelse > 0:
        return Bedomning(Signal.BRA, "bättre än budget", _small_rule(thresholds))
    if big:
        return Bedomning(Signal.SEVERITY, "mycket sämre än budget", _big_rule(thresholds))
    return Bedomning(Signal.WARNING, "sämre än budget", _small_rule(thresholds))


def _reached(avvikelse: Decimal, share: Decimal, amount: Decimal, percent: Decimal) -> bool:
    return avvikelse != 0 and (abs(avvikelse) >= amount or share >= percent)


def _small_rule(t: Thresholds) -> str:
    return (
        f"märks från {_number(t.avvikelse_share_small)} % av budget "
        f"eller {_number(t.avvikelse_amount_small)} tkr"
    )


def _big_rule(t: Thresholds) -> str:
    return (
        f"allvarlig från {_number(t.avvikelse_share_large)} % av budget "
        f"eller {_number(t.avvikelse_amount_large)} tkr"
    )


def consumption_assessment(
    share: Decimal | None, riktpunkt: Decimal, thresholds: Thresholds, *, intakt: bool = False
) -> Bedomning | None:
    """Consumption in per cent of the year's budget against the share of the year gone.

    Source: kommunbidrag is released in twelfths, so 8/12 by 31 August. For income, less is worse.
    """
    if share is None:
        return None
    over = (riktpunkt - share) if intakt else (share - riktpunkt)
    rule = (
        f"riktpunkt {_number(riktpunkt.quantize(Decimal(1)))} %, märks "
        f"{_number(thresholds.forbrukning_small)} och är allvarlig "
        f"{_number(thresholds.forbrukning_large)} procentenheter därifrån"
    )
    if over >= thresholds.forbrukning_large:
        return Bedomning(Signal.SEVERITY, "långt från riktpunkten", rule)
    if over >= thresholds.forbrukning_small:
        return Bedomning(Signal.WARNING, "sämre än riktpunkten", rule)
    return Bedomning(Signal.NEUTRAL, "vid riktpunkten eller bättre", rule)


def lower_better(difference: Decimal | None) -> Bedomning | None:
    """A difference where lower is better: sick leave and incidents."""
    if difference is None:
        return None
    rule = "lägre är bättre"
    if difference < 0:
        return Bedomning(Signal.BRA, "bättre", rule)
    if difference > 0:
        return Bedomning(Signal.WARNING, "sämre", rule)
    return Bedomning(Signal.NEUTRAL, "oförändrat", rule)


REACHED, NEAR, NOT_REACHED, IMPOSSIBLE = "uppnått", "nära", "ej uppnått", "går ej att bedöma"
STATUS_SIGNAL = {
    REACHED: Signal.BRA,
    NEAR: Signal.WARNING,
    NOT_REACHED: Signal.SEVERITY,
    IMPOSSIBLE: Signal.NEUTRAL,
}


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
    thresholds: Thresholds | None = None,
) -> str:
    """Met, near, not met, or cannot be judged.

    The target's own sign rules; for a plain figure the direction does. A cumulative measure is
    judged at its pace: the target's share of the months gone.
    """
    malvarde, value = number_in(mal), number_in(utfall)
    lower = _lower(mal, direction)
    if malvarde is None or value is None or lower is None:
        return IMPOSSIBLE
    if cumulative:
        malvarde = pace_mal(malvarde, months)
    if _fulfilled(mal, value, malvarde, lower):
        return REACHED
    return NEAR if _is_near(value, malvarde, lower, thresholds or Thresholds()) else NOT_REACHED


def _lower(mal: Value, direction: str) -> bool | None:
    if isinstance(mal, Malvarde):
        return mal.comparison in ("<", "≤")
    return {"lägre är bättre": True, "högre är bättre": False}.get(direction)


def _fulfilled(mal: Value, value: Decimal, malvarde: Decimal, lower: bool) -> bool:
    strict = isinstance(mal, Malvarde) and mal.comparison in ("<", ">")
    if strict and value == malvarde:
        return False
    return value <= malvarde if lower else value >= malvarde


def _is_near(value: Decimal, malvarde: Decimal, lower: bool, thresholds: Thresholds) -> bool:
    if malvarde <= 0 or value <= 0:
        return False
    share = malvarde / value if lower else value / malvarde
    return share * HUNDRED >= thresholds.near_share


POINTS = {REACHED: Decimal(1), NEAR: Decimal("0.5"), NOT_REACHED: Decimal(0)}
MAL_RULE = (
    "alla nyckeltal uppnådda = helt, minst tre fjärdedelar = i hög grad, "
    "något (eller nära) = delvis, inget = ej"
)


def mal_proposal(statuses: Sequence[str]) -> str:
    """A proposal on the four levels out of the statuses of a goal's nyckeltal ("" for none)."""
    points = [POINTS[status] for status in statuses if status in POINTS]
    if not points:
        return ""
    cut = sum(points, Decimal(0)) / len(points)
    if cut == 1:
        return MAL_SCALE[3]
    if cut >= Decimal("0.75"):
        return MAL_SCALE[2]
    return MAL_SCALE[1] if cut > 0 else MAL_SCALE[0]


def control_proposal(sample: Decimal | None, remarks: Decimal | None, t: Thresholds) -> str:
    """A proposal on two levels: remarks up to the threshold share of the sample are negligible."""
    if remarks is None or not sample:
        return ""
    share = remarks / sample * HUNDRED
    return CONTROL_SCALE[0] if share <= t.anmarkning_share else CONTROL_SCALE[1]


def risk_band(value: Decimal | None, t: Thresholds) -> Bedomning | None:
    """Which band a riskvärde (sannolikhet × väsentlighet, 1–16) falls in."""
    if value is None:
        return None
    rule = (
        f"medel från {_number(t.risk_medium)}, hög från {_number(t.risk_high)}, "
        f"mycket hög från {_number(t.risk_very_high)}"
    )
    for bound, signal, word in (
        (t.risk_very_high, Signal.SEVERITY, "mycket hög"),
        (t.risk_high, Signal.WARNING, "hög"),
        (t.risk_medium, Signal.NEUTRAL, "medel"),
    ):
        if value >= bound:
            return Bedomning(signal, word, rule)
    return Bedomning(Signal.BRA, "låg", rule)


SCALE_SIGNAL = {
    **dict(
        zip(MAL_SCALE, (Signal.SEVERITY, Signal.WARNING, Signal.NEUTRAL, Signal.BRA), strict=True)
    ),
    **dict(zip(CONTROL_SCALE, (Signal.BRA, Signal.SEVERITY), strict=True)),
    **STATUS_SIGNAL,
}


# ---- one shown cell ----------------------------------------------------------------------------

BUDGETS: tuple[ColumnRole, ...] = ("budget", "ram")
# The thresholds are amounts in tkr; a table in another unit is judged in tkr all the same.
IN_TKR = {"kr": Decimal("0.001"), "mnkr": Decimal(1000)}

_SIGNALER = {word.casefold(): signal for word, signal in SCALE_SIGNAL.items()}


def cell_assessment(calculation: Calculation, row: Row, column: Column) -> Bedomning | None:
    """How the shown value of a cell is judged by its column's rule, None where it is not."""
    if column.assessed_by is None or row.kind == "rubrik":
        return None
    if incomplete(calculation, row.id, column.id):
        return None
    if column.assessed_by != "status" and _shown(calculation, row, column.id) is None:
        return None
    return _RULES[column.assessed_by](calculation, row, column)


def _shown(calculation: Calculation, row: Row, column_id: str) -> Decimal | None:
    if column_id not in calculation.table.column_index:
        return None
    return number_in(calculation.shown(row.id, column_id))


def _budget(calculation: Calculation, row: Row) -> Decimal | None:
    table = calculation.table
    known = (_shown(calculation, row, table.column_id(role)) for role in BUDGETS)
    return next((number for number in known if number is not None), None)


def _thresholds(calculation: Calculation) -> Thresholds:
    return calculation.context.settings.thresholds


def _avvikelse(calculation: Calculation, row: Row, column: Column) -> Bedomning | None:
    """A deviation in per cent is judged as the amount that it is a share of."""
    deviation = column.id
    if column.type_ == "procent":
        deviation = calculation.table.column_id("avvikelse")
    avvikelse, budget = _shown(calculation, row, deviation), _budget(calculation, row)
    scale = IN_TKR.get(calculation.table.unit, Decimal(1))
    return avvikelse_assessment(
        None if avvikelse is None else avvikelse * scale,
        None if budget is None else budget * scale,
        _thresholds(calculation),
    )


def _consumption(calculation: Calculation, row: Row, column: Column) -> Bedomning | None:
    """Only what has an income's or a cost's sign is consumed: not a result, not a finansnetto."""
    period, budget = calculation.context.period, _budget(calculation, row)
    if period is None or not budget or (budget > 0) != row.income:
        return None
    gone, whole = period.riktpunkt()
    return consumption_assessment(
        _shown(calculation, row, column.id),
        HUNDRED * gone / whole,
        _thresholds(calculation),
        intakt=row.income,
    )


def _lower_better(calculation: Calculation, row: Row, column: Column) -> Bedomning | None:
    return lower_better(_shown(calculation, row, column.id))


def _risk(calculation: Calculation, row: Row, column: Column) -> Bedomning | None:
    return risk_band(_shown(calculation, row, column.id), _thresholds(calculation))


def _status(calculation: Calculation, row: Row, column: Column) -> Bedomning | None:
    value = calculation.shown(row.id, column.id)
    signal = _SIGNALER.get(value.casefold()) if isinstance(value, str) else None
    if signal is None:
        return None
    return Bedomning(signal, str(value), _status_rule(calculation, row, column))


def _status_rule(calculation: Calculation, row: Row, column: Column) -> str:
    if isinstance(column.rule, Own):
        return column.rule.explain(calculation, row)
    return "hämtad ur löptexten" if row.sources.get(column.id) == "prosa" else "din bedömning"


_RULES: dict[str, Callable[[Calculation, Row, Column], Bedomning | None]] = {
    "avvikelse": _avvikelse,
    "forbrukning": _consumption,
    "lagre_battre": _lower_better,
    "status": _status,
    "risk": _risk,
}
