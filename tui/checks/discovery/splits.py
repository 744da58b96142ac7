"""Figures that only spaces part, of which some stand inside the figures: every way to read them."""

import re
from collections.abc import Sequence

FIGURE = r"(?:[-−–+]?\d[\d.,]*%?|[-−–])"
"""What stands between two spaces of a line of figures."""
_THOUSANDS = re.compile(r"\d{3}(?:,\d+)?%?")
_FIRST = re.compile(r"[-−–+]?[1-9]\d{0,2}")
_MINUS = ("-", "−", "–")
_MOST_WAYS = 4096


def all_ways(tokens: Sequence[str]) -> dict[int, list[list[str]]]:
    """Every way to read the tokens as figures, by how many figures they then are."""
    ways: list[list[str]] = [[]]
    for token in tokens:
        further = [[*way, token] for way in ways]
        if token[0].isdigit():
            # "– 614": a minus stands apart in some reports, where it may also be a figure of none.
            further += [[*way[:-1], way[-1] + token] for way in ways if way and way[-1] in _MINUS]
        if _THOUSANDS.fullmatch(token):
            further += [
                [*way[:-1], f"{way[-1]} {token}"]
                for way in ways
                if way and _FIRST.fullmatch(way[-1].split()[0]) and _is_open(way[-1])
            ]
        ways = further[:_MOST_WAYS]
    by_width: dict[int, list[list[str]]] = {}
    for way in ways:
        by_width.setdefault(len(way), []).append(way)
    return by_width


def _is_open(figure: str) -> bool:
    return not figure.endswith("%") and "," not in figure
