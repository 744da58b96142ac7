"""A text and the numeric claims (*påståenden*) found in it, as values."""

import re
from bisect import bisect_right
from decimal import Decimal
from functools import cached_property
from typing import Literal, TypeAlias

from msgspec import Struct

DIRECTION: Literal["riktning"] = "riktning"
Unit: TypeAlias = Literal[
    "kr", "tkr", "mnkr", "procent", "procentenheter", "antal", "andel", "riktning"
]
Utfall: TypeAlias = Literal["stammer", "avviker", "ej_prövad", "prövas_om"]

KRONOR = {"kr": Decimal(1), "tkr": Decimal(1000), "mnkr": Decimal(1_000_000)}
PERCENT = ("procent", "procentenheter")
_LONGEST = 80
_INFINITE = rf"_+|[^\W_]{{{_LONGEST},}}|[ \t\u00a0]{{{_LONGEST},}}"


class TextSource(Struct, frozen=True, dict=True):
    """A text file's lines. ``note`` is a sentence for the user on how it had to be read."""

    file: str
    rows: tuple[str, ...]
    note: str = ""

    @cached_property
    def text(self) -> str:
        """All lines as one text."""
        return "\n".join(self.rows)

    @cached_property
    def lower_case(self) -> str:
        """The text in lower case, character for character in the same places.

        What is too long to be a word or a space is stars, and so is every underscore: a pattern
        would search such a run once for each of its characters.
        """
        lower_case = self.text.lower()
        if len(lower_case) != len(self.text):
            lower_case = "".join(g if len(g := t.lower()) == 1 else t for t in self.text)
        return re.sub(_INFINITE, lambda hit: "*" * len(hit[0]), lower_case)

    @cached_property
    def row_start(self) -> tuple[int, ...]:
        """Where in the text each line begins."""
        starter, place = [], 0
        for row in self.rows:
            starter.append(place)
            place += len(row) + 1
        return tuple(starter)

    def row_for(self, place: int) -> int:
        """The line, counted from 0, that a place in the text is on."""
        return bisect_right(self.row_start, place) - 1


class Claim(Struct, frozen=True):
    """One numeric claim: "drygt 9 procent" is 9, procent, hedge "drygt", precision 1.

    ``row_in_file`` counts from 1; ``start`` and ``end`` are columns from 0, ``end`` on the line
    ``end_row`` (a claim may break over two lines); ``place`` is where it begins in the text.
    ``of`` is the whole in "tre av fyra"; an explicit minus is in ``value``. ``source`` is the
    text that it stands in, whose other words tell what it speaks of. One of unit "riktning" is a
    word alone that says which way ("minskade jämfört med 2022"); its figure is 0.
    """

    text: str
    value: Decimal
    unit: Unit
    row_in_file: int
    start: int
    end: int
    place: int
    end_place: int
    hedge: str = ""
    precision: Decimal = Decimal(1)
    of: Decimal | None = None
    end_row: int = 0
    source: TextSource | None = None

    @property
    def in_kronor(self) -> bool:
        """Whether it is an amount of money."""
        return self.unit in KRONOR

    @property
    def scale(self) -> Decimal:
        """What one of its unit is worth in the unit that figures are compared in."""
        return KRONOR.get(self.unit, Decimal(1))
