"""The judgement of one shown cell (*cellbedömning*): which rule colours it, and what it says."""

from collections.abc import Callable
from decimal import Decimal

from tui.domain.bedomning import (
    HUNDRED,
    SCALE_SIGNAL,
    Bedomning,
    avvikelse_assessment,
    consumption_assessment,
    lower_better,
    risk_band,
)
from tui.domain.calculation import Calculation
from tui.domain.rule import Own
from tui.domain.settings import Thresholds
from tui.domain.table import Column, Row
from tui.domain.value import number_in

BUDGET_COLUMNS = ("budget", "beslutad")
AVVIKELSE = "avvikelse"
# The thresholds are amounts in tkr; a table in another unit is judged in tkr all the same.
IN_TKR = {"kr": Decimal("0.001"), "mnkr": Decimal(1000)}

_SIGNALER = {word.casefold(): signal for word, signal in SCALE_SIGNAL.items()}


def cell_assessment(calculation: Calculation, row: Row, column: Column) -> Bedomning | None:
    """How the shown value of a cell is judged by its column's rule, None where it is not."""
    if column.assessed_by is None or row.kind == "rubrik":
        return None
    if column.assessed_by != "status" and _number(calculation, row, column.id) is None:
        return None
    return _RULES[column.assessed_by](calculation, row, column)


def _number(calculation: Calculation, row: Row, column_id: str) -> Decimal | None:
    if column_id not in calculation.table.column_index:
        return None
    return number_in(calculation.shown(row.id, column_id))


def _budget(calculation: Calculation, row: Row) -> Decimal | None:
    known_ones = (_number(calculation, row, column_id) for column_id in BUDGET_COLUMNS)
    return next((number for number in known_ones if number is not None), None)


def _thresholds(calculation: Calculation) -> Thresholds:
    return calculation.context.settings.thresholds


def _avvikelse(calculation: Calculation, row: Row, column: Column) -> Bedomning | None:
    """A deviation in per cent is judged as the amount that it is a share of."""
    del column
    avvikelse, budget = _number(calculation, row, AVVIKELSE), _budget(calculation, row)
    scale = IN_TKR.get(calculation.table.unit, Decimal(1))
    return avvikelse_assessment(
        None if avvikelse is None else avvikelse * scale,
        None if budget is None else budget * scale,
        _thresholds(calculation),
    )


def _consumption(calculation: Calculation, row: Row, column: Column) -> Bedomning | None:
    """Only what has an income's or a cost's sign is consumed: not a result, not a finansnetto."""
    period, budget = calculation.context.period, _budget(calculation, row)
    if period is None or not budget or (budget > 0) != row.intakt:
        return None
    gone, whole = period.riktpunkt()
    return consumption_assessment(
        _number(calculation, row, column.id),
        HUNDRED * gone / whole,
        _thresholds(calculation),
        intakt=row.intakt,
    )


def _lower_better(calculation: Calculation, row: Row, column: Column) -> Bedomning | None:
    return lower_better(_number(calculation, row, column.id))


def _risk(calculation: Calculation, row: Row, column: Column) -> Bedomning | None:
    return risk_band(_number(calculation, row, column.id), _thresholds(calculation))


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
