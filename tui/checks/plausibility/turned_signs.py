"""An amount with another sign than its row's others, and a whole column of them (*tecken*).

Which sign is right the table's own figures say: a table with reversed signs is right, and so is a
row that has another sign than its kind all through.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from tui.checks.plausibility.amounts import Amounts, Kind, Line, Suspicion, middle, others_of

TURNED = Decimal(-1)
_MOST_OF_ROWS = 2 / 3
_LEAST_ROWS = 3
# A sign that was lost leaves the size: beyond this it is another thing than a slip.
_ALIKE, _ALIKE_OF_ONE = 5, 2.5
# So many rows to each that has both signs: rows keep to one sign in this table.
_STEADY = 4
WORD = {1: "plus", -1: "minus"}


def turned_columns(amounts: Amounts) -> Iterator[Suspicion]:
    """Columns whose sign is another than the others' on most rows."""
    for group in amounts.groups if not amounts.changes else ():
        if len(amounts.mixed(group)) < max(_LEAST_ROWS, len(amounts.rows) / 4):
            continue
        for column in group:
            rows = [row for row in amounts.rows if _opposable(amounts, row, group, column)]
            turned = [row for row in rows if _turned(row, group, column)]
            if len(turned) < max(_LEAST_ROWS, _MOST_OF_ROWS * len(rows)):
                continue
            if len(group) > 2 or _against(turned, column, amounts.kind_signs[group]):
                yield Suspicion(None, column, "hela kolumnen har omvända tecken mot de andra.")


def _opposable(amounts: Amounts, row: Line, group: Sequence[int], column: int) -> bool:
    value, others = row.values[column], others_of(row, group, column)
    if row.either or not value or abs(value) < amounts.floor or not others:
        return False
    return min(others) > 0 or max(others) < 0


def _turned(row: Line, group: Sequence[int], column: int) -> bool:
    value = row.values[column]
    return value is not None and value * others_of(row, group, column)[0] < 0


def _against(rows: Sequence[Line], column: int, signs: Mapping[Kind, int]) -> bool:
    """Whether it is this one of two columns that has the wrong sign, by the rows' kinds."""
    told = [(row.values[column] or 0) * signs[row.kind] < 0 for row in rows if row.kind in signs]
    return len(told) >= _LEAST_ROWS and all(told)


def turned_cells(amounts: Amounts) -> Iterator[Suspicion]:
    """Single amounts with another sign than all the others of their row."""
    for group in amounts.groups if not amounts.changes else ():
        mixed = amounts.mixed(group)
        steady = len(amounts.rows) >= _STEADY * max(1, len(mixed))
        for place in mixed:
            row = amounts.rows[place]
            for column in group:
                if _opposable(amounts, row, group, column) and _turned(row, group, column):
                    others = others_of(row, group, column)
                    sign = amounts.kind_signs[group].get(row.kind)
                    if _is_slip(row, column, others, sign, steady):
                        word = WORD[1 if others[0] > 0 else -1]
                        why = f"har annat tecken än radens andra belopp, som har {word}"
                        yield Suspicion(place, column, why, TURNED)


def _is_slip(
    row: Line, column: int, others: Sequence[float], sign: int | None, steady: bool
) -> bool:
    """Whether it is a slip, by the size and by the sign of the row's kind.

    Where no sign is known of the kind, the row's own others tell, if it is one of few such rows.
    """
    value = row.values[column] or 0.0
    alike = _ALIKE if len(others) > 1 else _ALIKE_OF_ONE
    usual = middle(map(abs, others))
    if not usual / alike <= abs(value) <= usual * alike:
        return False
    if sign is not None:
        return value * sign < 0
    return (steady or bool(row.kind)) and len(others) > 1


def lone_signs(amounts: Amounts) -> Iterator[Suspicion]:
    """Amounts that stand alone on their row and have another sign than all rows of their kind."""
    if amounts.changes or amounts.projects or not amounts.signs:
        return
    lone = [
        (place, next((n, v) for n, v in enumerate(row.values) if v))
        for place, row in enumerate(amounts.rows)
        if sum(map(bool, row.values)) == 1
    ]
    for kind, stated in amounts.signs.items():
        rows = [(place, one) for place, one in lone if _is_weighty(amounts, place, one[1], kind)]
        odd = [(place, column) for place, (column, v) in rows if v * stated < 0]
        if len(odd) == 1 and len(rows) > _LEAST_ROWS and _agrees(amounts, odd[0][0]):
            why = f"har annat tecken än de andra {len(rows) - 1} raderna av samma slag"
            yield Suspicion(*odd[0], why, TURNED)


def _is_weighty(amounts: Amounts, place: int, value: float, kind: Kind) -> bool:
    row = amounts.rows[place]
    return abs(value) >= amounts.floor and row.kind == kind and not row.either


def _agrees(amounts: Amounts, but: int) -> bool:
    """Whether the figures keep to the signs that the table states, but for one row."""
    return all(
        v * amounts.signs[row.kind] >= 0
        for place, row in enumerate(amounts.rows)
        if place != but and not row.either and row.kind in amounts.signs
        for v in row.values
        if v
    )
