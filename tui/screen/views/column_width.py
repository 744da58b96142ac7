"""How wide a table's columns are, and how their headings wrap (pure)."""

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from tui.screen.widgets.model import GridColumn

MAX_HEADING_ROWS = 3
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


def number_width(longest: int, heading: Sequence[str]) -> int:
    """The width of a column of figures: its longest figure or heading line."""
    return max((longest, *map(len, heading))) or 1


def text_width(longest: int, heading: str, cap: int = MAX_TEXT) -> int:
    """The width of a column of text: its longest text, within bounds."""
    return max(min(MIN_TEXT, cap), min(cap, max(longest, len(heading))))


def label_width(longest: int, screen: int) -> int:
    """The width of the label column: its longest label, at most two fifths of the screen."""
    return max(10, min(longest or 10, screen * 2 // 5, 44))


def widened(
    columns: Sequence[GridColumn], longest: Iterable[int], screen: int
) -> tuple[GridColumn, ...]:
    """The columns as wide as their texts, from the left, as far as all still fit on the screen."""
    left = screen - sum(column.total_width + 1 for column in columns)
    onward: list[GridColumn] = []
    for column, text in zip(columns, longest, strict=True):
        more = max(0, min(left, text - column.width))
        onward.append(replace(column, width=column.width + more))
        left -= more
    return tuple(onward)
