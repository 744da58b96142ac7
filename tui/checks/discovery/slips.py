"""Slips of the hand (*skrivfel*): one digit wrong, two changed places, one left out or too many.

So is a sign that is turned.
"""

from collections.abc import Iterator


def slips(figure: int) -> Iterator[int]:
    """The figures that a printed one may be a slip of."""
    sign, digits = (-1 if figure < 0 else 1), str(abs(figure))
    yield -figure
    for place in range(len(digits)):
        before, after = digits[:place], digits[place + 1 :]
        for digit in "0123456789":
            if digit != digits[place]:
                yield sign * int(before + digit + after)
            yield sign * int(before + digit + digits[place:])
        if after:
            yield sign * int(before + after)
            yield sign * int(before + after[0] + digits[place] + after[1:])


def is_slip(printed: int, low: int, high: int) -> bool:
    """Whether the printed figure is a slip of one from ``low`` to ``high``."""
    return any(low <= figure <= high for figure in slips(printed))
