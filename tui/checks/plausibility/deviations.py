"""A forecast that no other column supports, and an amount that has lost or got a digit.

A forecast is held against the budget and against what the outcome so far comes to in a year. It may
be far from either; it is hardly right when it is far from both. What is spent is spent: a forecast
of less than the outcome is hardly right. Source: outcomes of real reports lie up to 45 % from the
budget or last year, and then the other column supports them; a whole organisation may move, and
then most rows of a column are far from the others.
"""

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from tui.checks.plausibility.amounts import YEAR, Amounts, Line, Suspicion, yearly
from tui.svenska.format import amount, percent

_OVER, _UNDER, _SPENT, _ENDED = 1.5, 0.5, 0.9, 1.3
_LEAST_SHARE, _LARGE_SHARE = 0.005, 0.05
_LEAST_STEPS, _LEAST_TENTH = 20, 10
_DIGIT = (7.0, 14.0)
_DOUBLE = 2.2
_AGREE = 1.6
# Amounts as near each other as this are not looked into.
_CALM = 1.3
_COMMON = 1 / 3


class _Columns(Struct, frozen=True):
    """Where the columns of a table's own year stand, None where it has none."""

    budget: int | None
    forecast: int | None
    outcome: int | None
    previous: int | None


def odd_deviations(amounts: Amounts) -> Iterator[Suspicion]:
    """Forecasts beyond the other columns, and amounts a digit too long or too short."""
    if amounts.changes or amounts.projects:
        return
    places = _places(amounts)
    found = [s for s in _all(amounts, places) if s is not None]
    if not found:
        return
    floor = _floor(amounts)
    large = sum(1 for row in amounts.rows if _largest(row) >= floor) or 1
    for one in found:
        alike = sum(other.column == one.column for other in found)
        # Most rows of a column far off: something else than a slip has happened to it.
        if alike == 1 or alike <= _COMMON * large:
            yield one


def _floor(amounts: Amounts) -> float:
    step = max((float(column.step) for column in amounts.columns), default=1.0)
    return max(_LEAST_STEPS * step, _LEAST_SHARE * amounts.scale)


def _largest(row: Line) -> float:
    return max((abs(v) for v in row.values if v), default=0.0)


def _places(amounts: Amounts) -> _Columns:
    def first(role: str, *, previous: bool) -> int | None:
        places = [
            n
            for n, c in enumerate(amounts.columns)
            if c.role == role and c.previous is previous and c.months is not None
        ]
        return places[0] if len(places) == 1 else None

    return _Columns(
        first("budget", previous=False),
        first("prognos", previous=False),
        first("utfall", previous=False),
        first("utfall", previous=True),
    )


def _all(amounts: Amounts, places: _Columns) -> Iterator[Suspicion | None]:
    floor = _floor(amounts)
    years = [yearly(amounts, column) for column in range(len(amounts.columns))]
    for place, values in enumerate(zip(*years, strict=True)):
        sizes = [abs(v) for v in values if v is not None]
        if not sizes or (high := max(sizes)) < floor or high <= _CALM * min(sizes):
            continue
        row = amounts.rows[place]
        if row.either:
            continue
        found = None
        if places.forecast is not None:
            found = _forecast(amounts, place, row, places)
        yield found or _digit(amounts, place, row) or _double(amounts, place, row, places)


def _of(row: Line, column: int | None) -> float | None:
    return None if column is None else row.values[column]


def _yearly(amounts: Amounts, row: Line, column: int | None) -> float | None:
    """An amount as it would be for a whole year."""
    value = _of(row, column)
    if value is None or column is None:
        return None
    months = amounts.columns[column].months
    return value * YEAR / months if months else None


def _forecast(amounts: Amounts, place: int, row: Line, places: _Columns) -> Suspicion | None:
    column = places.forecast
    value, outcome = _of(row, column), _of(row, places.outcome)
    if value is None or column is None:
        return None
    if outcome and abs(outcome) >= _floor(amounts) and value * outcome >= 0:
        spent = abs(value) < _SPENT * abs(outcome)
        if spent and amounts.columns[places.outcome or 0].months != YEAR:
            name = amounts.columns[places.outcome or 0].name
            return Suspicion(place, column, f"är mindre än {_shown(outcome)} i {name}")
    others = [
        abs(v)
        for n in (places.budget, places.outcome, places.previous)
        if (v := _yearly(amounts, row, n))
    ]
    return _beyond(amounts, place, row, places, others)


def _beyond(
    amounts: Amounts, place: int, row: Line, places: _Columns, others: list[float]
) -> Suspicion | None:
    column, budget = places.forecast, _of(row, places.budget)
    value = abs(_of(row, column) or 0.0)
    if column is None or not budget or len(others) < 2:
        return None
    over, under = value > _OVER * max(others), value < _UNDER * min(others)
    spent = abs(_of(row, places.outcome) or 0.0)
    # As much as is spent already: what has ended costs nothing more.
    if not over and (not under or value <= _ENDED * spent):
        return None
    away = abs(value - abs(budget)) / abs(budget) * 100
    name = amounts.columns[places.budget or 0].name
    word = "över" if over else "under"
    text = (
        f"är {percent(Decimal(round(away)), 0)} {word} {name}, och ingen annan kolumn tyder på det"
    )
    return Suspicion(place, column, text)


def _shown(value: float) -> str:
    return amount(Decimal(str(round(value, 2))).normalize(), None)


def _digit(amounts: Amounts, place: int, row: Line) -> Suspicion | None:
    """An amount ten times the others, or a tenth, where the others agree."""
    for group in amounts.groups:
        signed = [(n, v) for n in group if (v := _yearly(amounts, row, n))]
        known = [(n, abs(v)) for n, v in signed]
        if len(known) < 3 or not (all(v > 0 for _, v in signed) or all(v < 0 for _, v in signed)):
            continue
        for column, value in known:
            if amounts.columns[column].previous and amounts.columns[column].role == "utfall":
                continue  # Last year may have been another year.
            others = [v for n, v in known if n != column]
            low, high = min(others), max(others)
            ratio = max(value / high, low / value)
            whole = value >= _LEAST_TENTH * float(amounts.columns[column].step)
            if whole and high <= _AGREE * low and _DIGIT[0] <= ratio <= _DIGIT[1]:
                words = "tio gånger" if value > high else "en tiondel av"
                return Suspicion(place, column, f"är ungefär {words} radens andra belopp")
    return None


def _double(amounts: Amounts, place: int, row: Line, places: _Columns) -> Suspicion | None:
    """A large outcome of a year more than twice its budget and last year's, which agree."""
    column = places.outcome
    known = [_yearly(amounts, row, n) for n in (column, places.budget, places.previous)]
    if column is None or any(not v for v in known) or amounts.columns[column].months != YEAR:
        return None
    value, *others = (abs(v or 0.0) for v in known)
    low, high = min(others), max(others)
    if high > _AGREE * low or max(value, high) < _LARGE_SHARE * amounts.scale:
        return None
    if value > _DOUBLE * high or value < low / _DOUBLE:
        names = " och ".join(
            amounts.columns[n].name for n in (places.budget, places.previous) if n is not None
        )
        word = "mer än dubbelt så stort som" if value > high else "mindre än hälften av"
        return Suspicion(place, column, f"är {word} {names}")
    return None
