"""An amount a thousand times the others of its row, or a thousandth, and whole columns of them.

Kronor typed where the table has tusental kronor, mnkr where it has tkr, and the other way round.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import log10

from tui.checks.plausibility.amounts import (
    YEAR,
    Amounts,
    Line,
    Suspicion,
    middle,
    newness,
    others_of,
)

_THOUSAND, _MILLION = 1_000.0, 1_000_000.0
_FAR = 100.0
_MOST_OF_ROWS = 2 / 3
_LEAST_ROWS = 3
# The least that is left of a figure whose last digits are gone, in units of its last place: the
# outcome of a part of a year may be small because little has been spent yet.
_LEAST_STEPS, _FEW_STEPS = 10, 3
_WORDS = {
    _THOUSAND: "ungefär tusen gånger",
    _MILLION: "ungefär en miljon gånger",
    1 / _THOUSAND: "ungefär en tusendel av",
}


def far_columns(amounts: Amounts) -> Iterator[Suspicion]:
    """Columns that are a thousand times the others, or a thousandth, on most rows."""
    for group in amounts.groups:
        if not _differ(amounts, group):
            continue
        accused = [s for column in group if (s := _far_column(amounts, group, column))]
        yield from _not_contradicted(amounts, group, accused)


def _differ(amounts: Amounts, group: tuple[int, ...]) -> bool:
    return len(amounts.far(group, _FAR)) >= max(_LEAST_ROWS, len(amounts.rows) / 4)


def _not_contradicted(
    amounts: Amounts, group: tuple[int, ...], accused: list[Suspicion]
) -> list[Suspicion]:
    """Those without which the rest agree; of two that contradict each other what is newer."""
    if len({s.why for s in accused}) < 2:
        return accused
    if len(group) > 2:
        alone = [s for s in accused if not _differ(amounts.without([(None, s.column)]), group)]
        accused = alone or accused
    newest = max(accused, key=lambda s: (newness(amounts.columns[s.column]), s.column))
    return [s for s in accused if s.why == newest.why]


def _far_column(amounts: Amounts, group: Sequence[int], column: int) -> Suspicion | None:
    ratios = []
    for row in amounts.rows:
        value, others = row.values[column], others_of(row, group, column)
        if value and others and max(abs(value), *map(abs, others)) >= amounts.floor:
            low, high = min(map(abs, others)), max(map(abs, others))
            ratios.append(abs(value) / (high if abs(value) > high else low))
    for factor, words in _WORDS.items():
        # One figure of three digits in a thousand is often rounded, and projects vary.
        near = [r for r in ratios if factor / 10 < r < factor * 10]
        usual = middle(near) if near else 0.0
        enough = len(near) >= max(_LEAST_ROWS, _MOST_OF_ROWS * len(ratios))
        if enough and factor / 5 < usual < factor * 5:
            return Suspicion(None, column, f"hela kolumnen är {words} de andra.")
    return None


def far_cells(amounts: Amounts) -> Iterator[Suspicion]:
    """Single amounts a thousand times all the others of their row, or a thousandth."""
    for group in amounts.groups:
        for place in amounts.far(group, _FAR):
            found = [
                (column, factor)
                for column in group
                if (factor := _far(amounts, amounts.rows[place], group, column)) is not None
            ]
            if (newer := _newer_of_two(amounts, amounts.rows[place], group, found)) is not None:
                found = [newer]
            elif len(found) > 1:
                # Of two that differ from each other the one that is odd among its column's.
                found = [max(found, key=lambda one: _odd(amounts, place, one[0]))]
            for column, factor in found:
                why = f"är {_WORDS[factor]} radens andra belopp"
                yield Suspicion(place, column, why, Decimal(round(1 / factor, 6)))


def _newer_of_two(
    amounts: Amounts, row: Line, group: Sequence[int], found: Sequence[tuple[int, float]]
) -> tuple[int, float] | None:
    """The one that was entered last, where but two amounts contradict each other and an older one
    is accused alone; none where that one is as old."""
    known = [n for n in group if row.values[n]]
    if len(known) != 2 or len(found) != 1:
        return None
    (accused, factor), other = found[0], next(n for n in known if n != found[0][0])
    if newness(amounts.columns[other]) <= newness(amounts.columns[accused]):
        return None
    inverse = next((one for one in _WORDS if 0.5 < one * factor < 2), None)
    return None if inverse is None else (other, inverse)


def _odd(amounts: Amounts, place: int, column: int) -> float:
    """How far an amount is from what its column usually has, in powers of ten."""
    beside = [
        log10(abs(v))
        for other, row in enumerate(amounts.rows)
        if other != place and (v := row.values[column])
    ]
    value = amounts.rows[place].values[column]
    return abs(log10(abs(value)) - middle(beside)) if beside and value else 0.0


def _far(amounts: Amounts, row: Line, group: Sequence[int], column: int) -> float | None:
    value, others = abs(row.values[column] or 0.0), [*map(abs, others_of(row, group, column))]
    if not value or not others:
        return None
    low, high = min(others), max(others)
    item = amounts.columns[column]
    step = float(item.step)
    if value > _FAR * high:
        return _too_large(amounts, row, value, low, high, len(others), step)
    least = _FEW_STEPS if item.months == YEAR else _LEAST_STEPS
    if low > _FAR * value and value >= least * step and not _lumpy(amounts):
        spread, near = (5, 3) if len(others) > 1 else (1, 2)
        fits = low / near <= value * _THOUSAND <= high * near
        return 1 / _THOUSAND if fits and high <= spread * low else None
    return None


def _lumpy(amounts: Amounts) -> bool:
    """Whether large and small amounts stand side by side on a row as they should."""
    return amounts.projects or amounts.changes


def _too_large(
    amounts: Amounts, row: Line, value: float, low: float, high: float, count: int, step: float
) -> float | None:
    outsize = value > _FAR / 2 * _largest_beside(amounts, row)
    if not outsize and (_lumpy(amounts) or low < _LEAST_STEPS * step):
        return None
    near = 15.0 if count > 1 else 2.0
    for factor in (_THOUSAND, _MILLION):
        if low / near <= value / factor <= high * near:
            return factor
    return None


def _largest_beside(amounts: Amounts, row: Line) -> float:
    return max(
        (abs(v) for other in amounts.rows if other is not row for v in other.values if v),
        default=float("inf"),
    )
