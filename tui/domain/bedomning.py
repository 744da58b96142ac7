"""Assessments (*bedömningar*): colours by rule; the controller decides.

Every rule takes its thresholds from the settings and can say in Swedish which rule it was. A shown
cell is judged by the rule that its column names.
"""

from collections.abc import Callable
from decimal import Decimal

from msgspec import Struct

from tui.domain.calculation import Calculation, incomplete
from tui.domain.conditions import plain
from tui.domain.risk_matrix import band_words, risk_band
from tui.domain.rule import Own
from tui.domain.scale import Signal, Step
from tui.domain.settings import Settings, Thresholds
from tui.domain.table import Column, ColumnRole, Row
from tui.domain.value import HUNDRED, MONEY, number_in


class Bedomning(Struct, frozen=True):
    """A judgement by rule: the signal, one word for it, and the rule in words.

    ``sign`` is the symbol of a scale's step, "" for the signal's own.
    """

    signal: Signal
    words: str
    rule: str
    sign: str = ""


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
        f"märks från {plain(t.avvikelse_share_small)} % av budget "
        f"eller {plain(t.avvikelse_amount_small)} tkr"
    )


def _big_rule(t: Thresholds) -> str:
    return (
        f"allvarlig från {plain(t.avvikelse_share_large)} % av budget "
        f"eller {plain(t.avvikelse_amount_large)} tkr"
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
        f"riktpunkt {plain(riktpunkt.quantize(Decimal(1)))} %, märks "
        f"{plain(thresholds.forbrukning_small)} och är allvarlig "
        f"{plain(thresholds.forbrukning_large)} procentenheter därifrån"
    )
    if over >= thresholds.forbrukning_large:
        return Bedomning(Signal.SEVERITY, "långt från riktpunkten", rule)
    if over >= thresholds.forbrukning_small:
        return Bedomning(Signal.WARNING, "sämre än riktpunkten", rule)
    return Bedomning(Signal.NEUTRAL, "vid riktpunkten eller bättre", rule)


def lower_better(difference: Decimal | None) -> Bedomning | None:
    """A difference where lower is better: sick leave and incidents."""
    return _better(None if difference is None else -difference, "lägre är bättre")


def _better(gain: Decimal | None, rule: str) -> Bedomning | None:
    """What has been gained since last time, by the rule that says what a gain is."""
    if gain is None:
        return None
    if gain > 0:
        return Bedomning(Signal.BRA, "bättre", rule)
    if gain < 0:
        return Bedomning(Signal.WARNING, "sämre", rule)
    return Bedomning(Signal.NEUTRAL, "oförändrat", rule)


# ---- one shown cell ----------------------------------------------------------------------------

BUDGETS: tuple[ColumnRole, ...] = ("budget", "ram")

ASSESSED_SCALES = ("mal", "kontroll", "status", "utveckling")


def word_step(settings: Settings, word: object, scale: str = "") -> Step | None:
    """The step that a word of an assessment is, on its column's scale or else on any of them."""
    known = (settings.step(name, word) for name in ((scale,) if scale else ASSESSED_SCALES))
    return next((step for step in known if step), None)


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
    # The thresholds are amounts in tkr; a table in another unit is judged in tkr all the same.
    scale = MONEY.get(calculation.table.unit, Decimal(1))
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


def _higher_better(calculation: Calculation, row: Row, column: Column) -> Bedomning | None:
    return _better(_shown(calculation, row, column.id), "högre är bättre")


def _risk(calculation: Calculation, row: Row, column: Column) -> Bedomning | None:
    band = risk_band(calculation, row, _shown(calculation, row, column.id))
    if band is None:
        return None
    return Bedomning(band.signal, band.name, band_words(calculation.context.settings), band.sign)


def _status(calculation: Calculation, row: Row, column: Column) -> Bedomning | None:
    value = calculation.shown(row.id, column.id)
    step = word_step(calculation.context.settings, value, column.scale)
    if step is None:
        return None
    rule = _status_rule(calculation, row, column)
    return Bedomning(step.signal, str(value), rule, step.sign)


def _status_rule(calculation: Calculation, row: Row, column: Column) -> str:
    if isinstance(column.rule, Own):
        return column.rule.explain(calculation, row)
    return "hämtad ur löptexten" if row.sources.get(column.id) == "prosa" else "din bedömning"


_RULES: dict[str, Callable[[Calculation, Row, Column], Bedomning | None]] = {
    "avvikelse": _avvikelse,
    "forbrukning": _consumption,
    "lagre_battre": _lower_better,
    "hogre_battre": _higher_better,
    "status": _status,
    "risk": _risk,
}
