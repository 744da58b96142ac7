"""Tables whose columns only one space parts, as text taken out of a PDF has them.

"1 796 1 796" may be two figures or four, so all rows are read with as many columns as most of
them can have, and what a row may be in several ways is decided by which of them adds up with the
others; where none does, its figures are left out and that is said.
"""

import re
from collections import Counter
from collections.abc import Sequence

from tui.checks.discovery.discover import discover
from tui.checks.discovery.grid import grid_of
from tui.checks.discovery.splits import FIGURE, all_ways
from tui.domain.block import Block, rectangular

_LINE = re.compile(rf"(?P<label>|.*?[^\W\d_].*?)\s*(?P<tail>(?:(?<!\S){FIGURE}(?:\s+|$)){{1,40}})")
_BARS = re.compile(r"(?<=\d)\s*\|\s*|\s*\|\s*(?=[-−–]?\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LEAST_LINES = 3
_MOST_COLUMNS = 16
_LABEL = 60
_MOST_WAYS = 40
_HEAD_LINES = 24
_MOST_EMPTY = 2

Row = tuple[str, list[str]]
"""A label, and the signs between spaces that its figures are made of."""


def spaced_row(line: str) -> Row | None:
    """The line as a label and figures, None for a line of words."""
    line = _BARS.sub(" ", line).replace(" %", "%").strip()
    hit = _LINE.fullmatch(line) if len(line) < 200 else None
    if hit is None or len(hit["label"]) > _LABEL or hit["label"].endswith((".", ",", ":")):
        return None
    return hit["label"], hit["tail"].split()


def spaced_block(lines: Sequence[str], before: Sequence[str]) -> Block | None:
    """The table that the lines are, None where they are none; ``before`` are the lines above."""
    rows = _rows(lines)
    ways = [all_ways(tokens) for _, tokens in rows]
    width = _width(ways)
    if width < 2 or sum(width in one for one in ways) < _LEAST_LINES:
        return None
    heads = _headings(before, width)
    choices = [one.get(width, []) for one in ways]
    chosen: list[list[str] | None] = [one[0] if len(one) == 1 else None for one in choices]
    for place, one in enumerate(choices):
        if 1 < len(one) <= _MOST_WAYS:
            chosen[place] = _that_adds_up(heads, rows, chosen, place, one)
    left_out = tuple(
        " ".join([label, *tokens])
        for (label, tokens), cells in zip(rows, chosen, strict=True)
        if cells is None and label and not all(map(_YEAR.fullmatch, tokens))
    )
    caption = next((text for text in _near(before) if text), "")
    return Block(_laid_out(heads, rows, chosen), caption, header_rows=1, left_out=left_out)


def _rows(lines: Sequence[str]) -> list[Row]:
    """The rows; a label that is broken over two lines, before its figures or after, is whole."""
    rows: list[Row] = []
    begun = ""
    for line in lines:
        row = spaced_row(line)
        text = " ".join(line.split())
        if row is not None:
            rows.append((f"{begun} {row[0]}".strip(), row[1]))
            begun = ""
        elif rows and text[:1].islower() and not begun:
            rows[-1] = (f"{rows[-1][0]} {text}", rows[-1][1])
        elif text:
            begun = text
    return rows


def _width(ways: Sequence[dict[int, list[list[str]]]]) -> int:
    """How many columns most rows can have; of those, where most rows can be read in one way."""
    possible = Counter(width for one in ways for width in one if width <= _MOST_COLUMNS)
    only = Counter(width for one in ways for width, ways_ in one.items() if len(ways_) == 1)
    return max(possible, key=lambda width: (possible[width], only[width], -width), default=0)


def _that_adds_up(
    heads: list[str],
    rows: Sequence[Row],
    chosen: Sequence[list[str] | None],
    place: int,
    ways: Sequence[list[str]],
) -> list[str] | None:
    """The one way to read the row that adds up with the others better than any other."""
    scores = []
    for way in ways:
        tried = [*chosen[:place], way, *chosen[place + 1 :]]
        scores.append((_score(Block(_laid_out(heads, rows, tried), header_rows=1)), way))
    scores.sort(key=lambda one: one[0], reverse=True)
    return scores[0][1] if scores[0][0] > scores[1][0] else None


def _score(block: Block) -> int:
    grid = grid_of(block)
    rules = discover(grid).rules if grid is not None else ()
    return sum(len(rule.support.hits) - len(rule.support.fails) for rule in rules)


def _laid_out(
    heads: list[str], rows: Sequence[Row], chosen: Sequence[list[str] | None]
) -> tuple[tuple[str, ...], ...]:
    filled = [[label, *(cells or [])] for (label, _), cells in zip(rows, chosen, strict=True)]
    return rectangular([heads, *filled])


def _headings(before: Sequence[str], width: int) -> list[str]:
    """The heading of each column out of the short lines above, where they are as many."""
    for empty in range(_MOST_EMPTY + 1):
        words = _words(_near(before, empty))
        parts: list[list[str]] = []
        for word in words:
            if not parts or word[0].isupper():
                parts.append([])
            parts[-1].append(word)
        heads = [" ".join(part) for part in parts]
        years = [word for word in words if _YEAR.fullmatch(word)]
        # A figure among them is a row that could not be read.
        rows = any(re.search(r"\d", _YEAR.sub("", word)) for word in words)
        if len(heads) in (width, width + 1) and not rows:
            return ["", *heads][-width - 1 :]
        if len(years) == width:
            return ["", *years]
    return ["", *(f"kolumn {n + 1}" for n in range(width))]


def _words(lines: Sequence[str]) -> list[str]:
    """The words of the lines; one that a hyphen breaks is whole."""
    words: list[str] = []
    for word in " ".join(lines).replace("|", " ").split():
        if words and words[-1].endswith("-") and len(words[-1]) > 1:
            words[-1] = words[-1][:-1] + word
        else:
            words.append(word)
    return words


def _near(before: Sequence[str], most_empty: int = _MOST_EMPTY) -> list[str]:
    """The short lines right above, from the first of them on, with so few empty ones between."""
    near: list[str] = []
    empty = 0
    for line in reversed(before[-_HEAD_LINES:]):
        text = line.strip()
        empty = 0 if text else empty + 1
        if empty > most_empty or len(text) > _LABEL or text.endswith("."):
            break
        near.append(text)
    return near[::-1]
