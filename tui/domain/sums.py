"""Long sums (*summor*): added up once, and after that by what has been changed.

As long as no partial sum can have more digits than are kept, adding is exact: the order does not
matter, and a term may be taken out again. ``switch`` gives nothing where it might have been rounded,
and then all is added up anew.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal, getcontext
from operator import pos

from msgspec import Struct

from tui.domain.value import Value, number_in

ZERO = Decimal(0)


class Sum(Struct, frozen=True):
    """The sum of the terms' numbers, of their sizes, and how many are written with which exponent.

    Two sums that are added up in different orders are the same, down to the zeros after the comma.
    """

    total: Decimal
    size: Decimal
    exponents: Mapping[int, int]

    @property
    def number(self) -> Decimal | None:
        """The sum, None where there is nothing to add."""
        return self.total if self.exponents else None

    @property
    def exponent(self) -> int:
        """The exponent that the sum is written with."""
        return min((0, *self.exponents))

    @property
    def exact(self) -> bool:
        """Whether nothing can have been rounded, in whatever order the terms were added."""
        return self.size.adjusted() - self.exponent < getcontext().prec


def plus_sum(values: Iterable[Value]) -> Decimal | None:
    """The sum of what any number of cells are worth, where an empty one counts as nothing."""
    known_ones = _known(values)
    # The plus rounds what has more digits than any printed figure, as other rules' signs do.
    return sum(map(pos, known_ones), ZERO) if known_ones else None


def all_summed(values: Iterable[Value]) -> Sum:
    """The same, to go on from."""
    known_ones = _known(values)
    count = Counter(map(_exponent, known_ones))
    return Sum(sum(map(pos, known_ones), ZERO), sum(map(abs, known_ones), ZERO), count)


def switch(total: Sum, from_: Value, to: Value) -> Sum | None:
    """The sum with one term another, None where that may not be what adding up anew gives."""
    out, in_ = _known((from_,)), _known((to,))
    count = Counter(total.exponents)
    count.subtract(map(_exponent, out))
    count.update(map(_exponent, in_))
    size = total.size - sum(map(abs, out), ZERO) + sum(map(abs, in_), ZERO)
    new = Sum(total.total - sum(out, ZERO) + sum(in_, ZERO), size, +count)
    if not (total.exact and new.exact):
        return None
    return Sum(new.total.quantize(Decimal((0, (1,), new.exponent))), new.size, new.exponents)


def _known(values: Iterable[Value]) -> list[Decimal]:
    return [
        number
        for value in values
        if (number := value if isinstance(value, Decimal) else number_in(value)) is not None
    ]


def _exponent(number: Decimal) -> int:
    return int(number.as_tuple().exponent)
