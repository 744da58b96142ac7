"""A column that holds what belongs to another place (*förskjuten kolumn*).

Pasted a column too far: equal to its neighbour on every row, where the two can hardly be so (an
outcome equals no budget, no forecast and no other year's outcome). Pasted a row too far: each
figure stands on the row beside its own. Filled with the whole year's figures where the outcome is
of a part of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from math import log10
from typing import TypeAlias

from tui.checks.plausibility.amounts import Amounts, Item, Suspicion, yearly

_LEAST_EQUAL = 3
_ALL_EQUAL, _MOST_EQUAL = 0.9, 0.75
_MOST_NEAR = 0.75
# How many digits have to agree, all rows taken together, for it to be no chance; more of them
# where some rows differ.
_LEAST_DIGITS, _MORE_DIGITS = 9, 20
_LEAST_SHIFTED = 4
_FITS, _FITS_WELL = 1.35, 1.1
_WHOLE_YEAR = (0.92, 1.1)
_PART_OF_YEAR = 10
_RESTLESS = 2.0
_ROWS = 100
Amount: TypeAlias = Sequence[float | None]
"""The amounts of a column, one a row."""


def equal_columns(amounts: Amounts) -> Iterator[Suspicion]:
    """Columns that have the same amounts as another, where one of them is an outcome."""
    told: set[int] = set()
    for group in amounts.groups:
        for one, other in combinations(group, 2):
            columns = amounts.columns[one], amounts.columns[other]
            if "utfall" not in (columns[0].role, columns[1].role) or not _equal(
                amounts, one, other
            ):
                continue
            guilty = _guilty(amounts, group, one, other)
            beside = amounts.columns[other if guilty == one else one].name
            if guilty not in told:
                told.add(guilty)
                yield Suspicion(None, guilty, f"samma belopp som {beside} på rad efter rad.")


def _equal(amounts: Amounts, one: int, other: int) -> bool:
    digits, equal, unequal = 0.0, 0, 0
    for row in amounts.rows:
        a, b = row.values[one], row.values[other]
        if a and b and max(abs(a), abs(b)) >= amounts.floor:
            equal, unequal = equal + (a == b), unequal + (a != b)
            if unequal > 3 * (equal + 3):
                return False
            digits += log10(max(1.0, abs(a) / float(amounts.columns[one].step))) if a == b else 0
    share = equal / (equal + unequal) if equal >= _LEAST_EQUAL else 0.0
    if share >= _ALL_EQUAL:
        return digits >= _LEAST_DIGITS
    return share >= _MOST_EQUAL and digits >= _MORE_DIGITS


def _guilty(amounts: Amounts, group: Sequence[int], one: int, other: int) -> int:
    """Which of two equal columns was filled with the other's figures.

    An earlier year's outcome was there before; a forecast that equals the outcome of a part of the
    year is wrong, unless the budget is as large.
    """
    a, b = amounts.columns[one], amounts.columns[other]
    if a.role == b.role:
        return one if b.previous else other
    outcome, beside = (one, other) if a.role == "utfall" else (other, one)
    if amounts.columns[beside].role != "prognos":
        return outcome
    budgets = [n for n in group if amounts.columns[n].role in ("budget", "ram")]
    return outcome if any(_near(amounts, beside, n) for n in budgets) else beside


def _near(amounts: Amounts, one: int, other: int) -> bool:
    rows = [(a, b) for row in amounts.rows if (a := row.values[one]) and (b := row.values[other])]
    close = sum(0.85 <= a / b <= 1.15 for a, b in rows)
    return bool(rows) and close >= _MOST_NEAR * len(rows)


def shifted_columns(amounts: Amounts) -> Iterator[Suspicion]:
    """Columns whose figures stand a row too low or too high."""
    for group in amounts.groups if not amounts.changes else ():
        if 2 * len(amounts.far(group, _RESTLESS)) < len(amounts.rows):
            continue
        # A column that was pasted a row too far is so from its first rows on.
        years = {column: yearly(amounts, column)[:_ROWS] for column in group}
        moved = {column: _moved(amounts, years, column) for column in group}
        accused = [column for column in group if moved[column]]
        # Columns that only differ from each other: a budget and last year were there before.
        late = [column for column in accused if not _was_before(amounts.columns[column])]
        for column in accused if len(accused) < 2 else (late or accused)[-1:]:
            word = "lågt" if moved[column] > 0 else "högt"
            why = f"beloppen ser ut att stå en rad för {word} i kolumnen."
            yield Suspicion(None, column, why)


def _moved(amounts: Amounts, years: Mapping[int, Amount], column: int) -> int:
    """How many rows too low a column stands, 0 where it fits another as it is."""
    others = [own for beside, own in years.items() if beside != column]
    if any(_in_place(years[column], beside) for beside in others):
        return 0
    # Where the others do not agree either, columns say nothing of one another; two say less.
    agree = [_in_place(a, b) for a, b in combinations(others, 2)]
    if 3 * sum(agree) < len(agree):
        return 0
    more = len(others) == 1
    steps = (s for s in (1, -1) for b in others if _shifted(amounts, years[column], b, s, more))
    return next(steps, 0)


def _was_before(item: Item) -> bool:
    return item.previous or item.role in ("budget", "ram")


def _in_place(own: Amount, beside: Amount) -> bool:
    pairs = [(a, b) for a, b in zip(own, beside, strict=True) if a and b]
    return bool(pairs) and 2 * sum(_fits(a, b) for a, b in pairs) >= len(pairs)


def _shifted(amounts: Amounts, own: Amount, beside: Amount, by: int, more: bool) -> bool:
    """Whether a column fits another one when it is moved a row, and not where it stands."""
    fits = well = stays = misfits = 0
    for place, value in enumerate(own):
        here = beside[place]
        there = beside[place - by] if 0 <= place - by < len(own) else None
        if not value or abs(value) < amounts.floor or not there:
            continue
        in_place, moved = bool(here) and _fits(value, here or 0), _fits(value, there)
        stays += in_place and not moved
        fits += moved and not in_place
        well += moved and not in_place and _fits(value, there, _FITS_WELL)
        misfits += not (moved or in_place)
    # Three rows that fit well say as much as four that fit.
    least = _LEAST_SHIFTED + more - (well == fits and not amounts.projects)
    return fits >= max(least, 3 * stays, 3 * misfits) and _tells(beside)


def _tells(column: Amount) -> bool:
    """Whether a column's rows differ enough for their order to be seen."""
    values = [v for v in column if v]
    pairs = list(pairwise(values))
    return sum(_fits(a, b) for a, b in pairs) * 4 <= len(pairs)


def _fits(a: float, b: float, bound: float = _FITS) -> bool:
    return 1 / bound <= a / b <= bound


def whole_year_columns(amounts: Amounts) -> Iterator[Suspicion]:
    """Outcomes of a part of the year that are as large as the whole year's budget, row by row."""
    for group in amounts.groups if not amounts.projects else ():
        # A budget of the same months may well be spent.
        items = {n: amounts.columns[n] for n in group}
        whole = (n for n, one in items.items() if (one.months or 12) > _PART_OF_YEAR)
        budgets = [n for n in whole if _is_budget(items[n])]
        for column in group:
            item = amounts.columns[column]
            if item.role != "utfall" or item.previous or not item.months or not budgets:
                continue
            if item.months <= _PART_OF_YEAR and _as_large(amounts, column, budgets[0]):
                words = f"beloppen är lika stora som {amounts.columns[budgets[0]].name}"
                why = f"{words}, men bara {item.months} av 12 månader har gått."
                yield Suspicion(None, column, why)


def _is_budget(item: Item) -> bool:
    return item.role in ("budget", "ram") and not item.previous


def _as_large(amounts: Amounts, column: int, budget: int) -> bool:
    low, high = _WHOLE_YEAR
    ratios = [
        v / b
        for row in amounts.rows
        if (v := row.values[column]) and (b := row.values[budget]) and abs(b) >= amounts.floor
    ]
    near = sum(low <= r <= high for r in ratios)
    return near >= max(_LEAST_EQUAL + 1, 0.8 * len(ratios))
