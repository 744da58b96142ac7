"""A text and the numeric claims (*påståenden*) found in it, as values."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Literal, TypeAlias

Enhet: TypeAlias = Literal["kr", "tkr", "mnkr", "procent", "procentenheter", "antal", "andel"]
Utfall: TypeAlias = Literal["stammer", "avviker", "ej_prövad"]

KRONOR = {"kr": Decimal(1), "tkr": Decimal(1000), "mnkr": Decimal(1_000_000)}
PROCENT = ("procent", "procentenheter")
_LANGST = 80
_OANDLIGT = re.compile(rf"_+|[^\W_]{{{_LANGST},}}|[ \t\u00a0]{{{_LANGST},}}")


@dataclass(frozen=True)
class Textkalla:
    """A text file's lines. ``not_`` is a sentence for the user on how it had to be read."""

    fil: str
    rader: tuple[str, ...]
    not_: str = ""

    @cached_property
    def text(self) -> str:
        """All lines as one text."""
        return "\n".join(self.rader)

    @cached_property
    def gemen(self) -> str:
        """The text in lower case, character for character in the same places.

        What is too long to be a word or a space is stars, and so is every underscore: a pattern
        would search such a run once for each of its characters.
        """
        gemen = self.text.lower()
        if len(gemen) != len(self.text):
            gemen = "".join(g if len(g := t.lower()) == 1 else t for t in self.text)
        return _OANDLIGT.sub(lambda traff: "*" * len(traff[0]), gemen)

    @cached_property
    def radstart(self) -> tuple[int, ...]:
        """Where in the text each line begins."""
        starter, plats = [], 0
        for rad in self.rader:
            starter.append(plats)
            plats += len(rad) + 1
        return tuple(starter)

    def rad_for(self, plats: int) -> int:
        """The line, counted from 0, that a place in the text is on."""
        return bisect_right(self.radstart, plats) - 1


@dataclass(frozen=True, slots=True)
class Pastaende:
    """One numeric claim: "drygt 9 procent" is 9, procent, hedge "drygt", precision 1.

    ``rad_i_fil`` counts from 1; ``start`` and ``slut`` are columns from 0, ``slut`` on the line
    ``slutrad`` (a claim may break over two lines); ``plats`` is where it begins in the text.
    ``av`` is the whole in "tre av fyra"; an explicit minus is in ``varde``. ``kalla`` is the
    text that it stands in, whose other words tell what it speaks of.
    """

    text: str
    varde: Decimal
    enhet: Enhet
    rad_i_fil: int
    start: int
    slut: int
    plats: int
    andplats: int
    hedge: str = ""
    riktning: str = ""
    precision: Decimal = Decimal(1)
    av: Decimal | None = None
    slutrad: int = 0
    kalla: Textkalla | None = field(default=None, repr=False, compare=False)

    @property
    def i_kronor(self) -> bool:
        """Whether it is an amount of money."""
        return self.enhet in KRONOR

    @property
    def skala(self) -> Decimal:
        """What one of its unit is worth in the unit that figures are compared in."""
        return KRONOR.get(self.enhet, Decimal(1))
