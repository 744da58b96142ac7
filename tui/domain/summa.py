"""Long sums (*summor*): added up once, and after that by what has been changed.

As long as no partial sum can have more digits than are kept, adding is exact: the order does not
matter, and a term may be taken out again. ``byt`` gives nothing where it might have been rounded,
and then all is added up anew.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal, getcontext
from operator import pos

from tui.domain.varde import Varde, tal_i
from tui.fryst import fryst

NOLL = Decimal(0)


@fryst
class Summa:
    """The sum of the terms' numbers, of their sizes, and how many are written with which exponent.

    Two sums that are added up in different orders are the same, down to the zeros after the comma.
    """

    summa: Decimal
    storlek: Decimal
    exponenter: Mapping[int, int]

    @property
    def tal(self) -> Decimal | None:
        """The sum, None where there is nothing to add."""
        return self.summa if self.exponenter else None

    @property
    def exponent(self) -> int:
        """The exponent that the sum is written with."""
        return min((0, *self.exponenter))

    @property
    def exakt(self) -> bool:
        """Whether nothing can have been rounded, in whatever order the terms were added."""
        return self.storlek.adjusted() - self.exponent < getcontext().prec


def plussumma(varden: Iterable[Varde]) -> Decimal | None:
    """The sum of what any number of cells are worth, where an empty one counts as nothing."""
    kanda = _kanda(varden)
    # The plus rounds what has more digits than any printed figure, as other rules' signs do.
    return sum(map(pos, kanda), NOLL) if kanda else None


def summerade(varden: Iterable[Varde]) -> Summa:
    """The same, to go on from."""
    kanda = _kanda(varden)
    antal = Counter(map(_exponent, kanda))
    return Summa(sum(map(pos, kanda), NOLL), sum(map(abs, kanda), NOLL), antal)


def byt(summa: Summa, fran: Varde, till: Varde) -> Summa | None:
    """The sum with one term another, None where that may not be what adding up anew gives."""
    ut, in_ = _kanda((fran,)), _kanda((till,))
    antal = Counter(summa.exponenter)
    antal.subtract(map(_exponent, ut))
    antal.update(map(_exponent, in_))
    storlek = summa.storlek - sum(map(abs, ut), NOLL) + sum(map(abs, in_), NOLL)
    ny = Summa(summa.summa - sum(ut, NOLL) + sum(in_, NOLL), storlek, +antal)
    if not (summa.exakt and ny.exakt):
        return None
    return Summa(ny.summa.quantize(Decimal((0, (1,), ny.exponent))), ny.storlek, ny.exponenter)


def _kanda(varden: Iterable[Varde]) -> list[Decimal]:
    return [
        tal
        for varde in varden
        if (tal := varde if isinstance(varde, Decimal) else tal_i(varde)) is not None
    ]


def _exponent(tal: Decimal) -> int:
    return int(tal.as_tuple().exponent)
