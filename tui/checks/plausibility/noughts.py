"""A nought, or a "–", where all the other amounts of the row are large and agree (*nollor*).

Nothing is an amount like any other where little is common, where a project begins or ends, and in a
column that has nothing at all, and in a part of a year, whose invoices may come late; of a whole
year's row that has had much the same every time it is hardly right.
"""

from collections.abc import Iterator

from tui.checks.plausibility.amounts import WHOLE, YEAR, Amounts, Suspicion, yearly

_LEAST_SHARE = 0.02
_LEAST_OTHERS = 2
_AGREE = 1.6


def lone_noughts(amounts: Amounts) -> Iterator[Suspicion]:
    """Outcomes and forecasts of nought on rows whose other amounts are large and agree."""
    if amounts.changes or amounts.projects:
        return
    places = [n for n, item in enumerate(amounts.columns) if item.role in WHOLE and item.months]
    years = {place: yearly(amounts, place) for place in places}
    for column in places:
        item = amounts.columns[column]
        if item.previous or item.role not in ("utfall", "prognos") or item.months != YEAR:
            continue
        others = [years[place] for place in places if place != column]
        if not any(years[column]) or len(others) < _LEAST_OTHERS:
            continue
        for place, row in enumerate(amounts.rows):
            beside = [values[place] for values in others]
            if row.values[column] == 0 and not row.either and _is_steady(amounts, beside):
                yield Suspicion(
                    place, column, "står där radens andra belopp är stora och nära varandra"
                )


def _is_steady(amounts: Amounts, values: list[float | None]) -> bool:
    """Whether all the amounts are there, are large, and agree with each other."""
    known = [v for v in values if v]
    if len(known) < len(values) or (min(known) < 0 < max(known)):
        return False
    low, high = min(map(abs, known)), max(map(abs, known))
    least = max(amounts.floor, _LEAST_SHARE * amounts.scale)
    return low >= least and high <= _AGREE * low
