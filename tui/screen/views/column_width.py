"""How wide a table's columns are, and how their headings wrap (pure)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import cast

from msgspec.structs import replace

from tui.domain.table import Row
from tui.domain.value import Mark, Value
from tui.screen.widgets.model import GridColumn

MAX_HEADING_ROWS = 3
_INTEGERS = Decimal(1)
MIN_TEXT, MAX_TEXT = 12, 42
_BREAKS = re.compile(r"(?<=[/-])|\s+")


def heading_rows(heading: str, least: int) -> tuple[str, ...]:
    """A heading wrapped to at most three lines, as narrow as that allows from ``least`` on.

    Lines break at spaces and after a slash or a hyphen.
    """
    word = [o for part_ in _BREAKS.split(heading) if part_ for o in _hyphenated(part_, least)]
    longest = max((len(o) for o in word), default=1)
    for width in range(max(least, longest), len(heading) + 1):
        rows = _packed(word, width)
        if len(rows) <= MAX_HEADING_ROWS:
            return rows or ("",)
    return (heading,)


HYPHENATIONS = {
    "Delårsbokslut": ("Delårs-", "bokslut"),
    "Sysselsättningsgrad": ("Syssel-", "sättnings-", "grad"),
    "anställningar": ("anställ-", "ningar"),
    "årsarbetare": ("års-", "arbetare"),
    "Kontrollerade": ("Kontrol-", "lerade"),
    "anmärkning": ("anmärk-", "ning"),
    "Sannolikhet": ("Sanno-", "likhet"),
    "Väsentlighet": ("Väsent-", "lighet"),
    "Riskvärde": ("Risk-", "värde"),
}
"""Where the long words of the printed headings part; the reports part them so too."""


def _hyphenated(word: str, least: int) -> tuple[str, ...]:
    return HYPHENATIONS.get(word, (word,)) if len(word) > least else (word,)


def _packed(word: Sequence[str], width: int) -> tuple[str, ...]:
    rows: list[str] = []
    for o in word:
        joint = "" if rows and rows[-1].endswith(("/", "-")) else " "
        if rows and len(rows[-1]) + len(joint) + len(o) <= width:
            rows[-1] += joint + o
        else:
            rows.append(o)
    return tuple(rows)


def number_width(texts: Iterable[str], heading: Sequence[str]) -> int:
    """The width of a column of figures: its longest figure or heading line."""
    return max((len(t) for t in (*texts, *heading)), default=1)


def text_width(texts: Iterable[str], heading: str, cap: int = MAX_TEXT) -> int:
    """The width of a column of text: its longest text, within bounds."""
    longest = max((len(t) for t in texts), default=0)
    return max(min(MIN_TEXT, cap), min(cap, max(longest, len(heading))))


def widened(
    columns: Sequence[GridColumn], texts: Iterable[Iterable[str]], screen: int
) -> tuple[GridColumn, ...]:
    """The columns as wide as their texts, from the left, as far as all still fit on the screen."""
    left = screen - sum(column.total_width + 1 for column in columns)
    onward: list[GridColumn] = []
    for column, own_ones in zip(columns, texts, strict=True):
        more = min(left, max((len(text) for text in own_ones), default=0) - column.width)
        onward.append(replace(column, width=column.width + max(0, more)))
        left -= max(0, more)
    return tuple(onward)


def label_width(labels: Iterable[str], screen: int) -> int:
    """The width of the label column: its longest label, at most two fifths of the screen."""
    return max(10, min(max((len(e) for e in labels), default=10), screen * 2 // 5, 44))


def longest_labels(rows: Iterable[Row]) -> Iterable[Row]:
    """The row with the longest label under each parent, and so at each depth."""
    return {row.parent: row for row in sorted(rows, key=lambda row: len(row.label))}.values()


def equal_written(rows: Sequence[Row]) -> tuple[tuple[int, ...], ...]:
    """Where the rows stand that write the same value alike; one with a rule is by itself."""
    groups: dict[object, list[int]] = {}
    for i, row in enumerate(rows):
        own = row.rule is not None or row.kind == "rubrik"
        set_cell = i if own else (row.unit, row.decimals, bool(row.tryckt or row.cells))
        groups.setdefault(set_cell, []).append(i)
    return tuple(map(tuple, groups.values()))


def candidates(
    equal: Iterable[Sequence[int]], values: Sequence[Value], *, refers: bool = False
) -> Iterator[int]:
    """Places of rows of which one has a column's longest text, out of ``equal_written`` rows.

    ``values`` is what the column shows, row by row; ``refers`` that a text is another row's key.
    """
    for places in equal:
        number = [i for i in places if isinstance(values[i], Decimal)]
        yield from _numbers(number, cast(Sequence[Decimal], values))
        if len(number) < len(places):
            word = [i for i in places if not isinstance(values[i], Decimal | None)]
            yield from _words(word, values, refers)


def _numbers(places: Iterable[int], values: Sequence[Decimal]) -> Iterator[int]:
    """Of figures with the same decimals, the ones that are furthest from zero on each side."""
    groups: dict[object, list[int]] = {}
    for i in places:
        number = values[i]
        key = 0 if number.same_quantum(_INTEGERS) else number.as_tuple().exponent
        groups.setdefault(key, []).append(i)
    for group in groups.values():
        yield max(group, key=values.__getitem__)
        yield min(group, key=values.__getitem__)


def _words(places: Iterable[int], values: Sequence[Value], refers: bool) -> Iterator[int]:
    """The longest of the single lines, and all that are written otherwise than they are stored."""
    rows: dict[int, int] = {}
    change: dict[object, int] = {}
    for i in places:
        value = values[i]
        if isinstance(value, str) and not refers and "\n" not in value:
            rows[len(value)] = i
        else:
            change[value if isinstance(value, str | Mark) else (i,)] = i
    yield from change.values()
    if rows:
        yield rows[max(rows)]
