"""All income, or all costs, with another sign than the table says that it has (*tecken*).

A system that writes both with plus leaves one side turned in every column, so that no figure
differs from its row's others. What tells it is the table's own words, where the other side keeps
to them; single rows may be given back, and are left.
"""

from collections.abc import Iterator
from typing import NamedTuple

from tui.checks.plausibility.amounts import WHOLE, Amounts, Kind, Suspicion
from tui.checks.plausibility.turned_signs import TURNED, WORD

_OTHER: dict[Kind, Kind] = {"intäkt": "kostnad", "kostnad": "intäkt"}
_THEY: dict[Kind, str] = {"intäkt": "intäkterna", "kostnad": "kostnaderna"}
_MOST = 0.75
"""So much of the side's amounts, and most of its rows, so that one may be given back."""


class _Sum(NamedTuple):
    """A side in one column: its amounts together, those regardless of sign, and the rows that
    have each sign."""

    total: float
    size: float
    plus: tuple[int, ...]
    minus: tuple[int, ...]


def opposed_sides(amounts: Amounts) -> Iterator[Suspicion]:
    """Columns where one side is against the table's words, and the other is as they say."""
    if amounts.changes or amounts.projects:
        return
    for side, other in _OTHER.items():
        stated = amounts.signs.get(side, 0)
        if not stated or other not in amounts.signs:
            continue
        weighed = [
            n
            for n, column in enumerate(amounts.columns)
            if column.role in WHOLE and abs(_sum(amounts, side, n).total) >= amounts.floor
        ]
        odd = [n for n in weighed if _is_opposed(amounts, side, n)]
        # A correction may be larger than the income of one column: most of them tell.
        if len(odd) * 2 >= len(weighed):
            yield from (_suspicion(amounts, side, n) for n in odd)


def _sum(amounts: Amounts, side: Kind, column: int) -> _Sum:
    rows = [(place, v) for place, row in enumerate(amounts.rows)
            if row.side == side and not row.either and (v := row.values[column])]  # fmt: skip
    return _Sum(
        sum(v for _, v in rows),
        sum(abs(v) for _, v in rows),
        tuple(place for place, v in rows if v > 0),
        tuple(place for place, v in rows if v < 0),
    )


def _is_opposed(amounts: Amounts, side: Kind, column: int) -> bool:
    other = _OTHER[side]
    own, its = _sum(amounts, side, column), _sum(amounts, other, column)
    right, wrong = (own.plus, own.minus) if amounts.signs[side] > 0 else (own.minus, own.plus)
    return (
        -own.total * amounts.signs[side] > (2 * _MOST - 1) * own.size
        and len(wrong) > len(right)
        and its.total * amounts.signs[other] >= amounts.floor
    )


def _suspicion(amounts: Amounts, side: Kind, column: int) -> Suspicion:
    stated = amounts.signs[side]
    own = _sum(amounts, side, column)
    wrong = own.minus if stated > 0 else own.plus
    if len(wrong) == 1:
        why = f"har {WORD[-stated]}, men tabellen säger att {_THEY[side]} har {WORD[stated]}"
        return Suspicion(wrong[0], column, why, TURNED)
    why = f"{_THEY[side]} har {WORD[-stated]}, men tabellen säger att de har {WORD[stated]}."
    return Suspicion(None, column, why)
