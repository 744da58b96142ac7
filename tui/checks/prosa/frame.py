"""What a claim says (``Frame``), and its place among the signs of its sentence (``Around``)."""

import re
from typing import Literal, TypeAlias

from msgspec import Struct

from tui.checks.prosa.reading import Reading, Token
from tui.checks.prosa.sights import Aspect

Meaning: TypeAlias = Literal["", "level", "deviation", "change", "share"]

# Signs that say nothing of what a claim is: plain words, time, the nämnd itself.
GAP = "~yzZWHwnvTEIJN"

UNSAID = "meningen säger inte vad talet är"
ELSE = "det jämförs med något annat"
UNKNOWN = "talet hör till ett ord som ingen tabell har"
SOME = "talet kan vara några av dem"
NARROW = "talet avser något mer avgränsat"
PART = "talet avser en del av raden"
BRACKETS = "ett tal inom parentes kan vara ett annat års eller en annan månads"
SEVERAL = "flera rader nämns tillsammans"
REASON = "talet hör till en orsak"
OTHER_SUBJECT = "meningen byter till något som ingen tabell har"
GOAL = "det jämförs med ett mål"
IF = "meningen har ett villkor"
A_PART = "en del av något"

OF_ALL = "N"
"""What a share of the whole nämnd's budget is of, in ``Frame.whole``."""
LEAVES = "lämnar"


class Frame(Struct, frozen=True):
    """What a claim says: of which figure, of when, and which way.

    ``role`` is that of a level ("from" and "to" of a change, "was" where it is told after),
    "budget" of a change of the budget;
    ``aspect`` the side of a row. ``year`` and ``base`` are told years, "" where none is, counted
    from the document's own where they are short: "-1". ``subjects`` are the signs that name rows;
    ``listed`` tells that they stand side by side. ``whole`` is the sign of what it is a share of,
    ``whole_row`` the row where that is one. ``of_budget`` tells that it is said to be
    against the budget. ``doubt`` tells why no table can be held to it.
    """

    meaning: Meaning = ""
    role: str = ""
    direction: str = ""
    aspect: Aspect = ""
    year: str = ""
    base: str = ""
    forecast: bool = False
    whole_year: bool = False
    so_far: bool = False
    per_month: bool = False
    subjects: tuple[Token, ...] = ()
    listed: bool = False
    whole: str = ""
    whole_row: Token | None = None
    of_part: bool = False
    of_budget: bool = False
    doubt: str = ""


class Around(Struct, frozen=True):
    """A claim among the signs: ``first`` and ``last`` bound what is its own alone.

    ``counts`` tells that it is a number of something, ``percent`` a share; ``previous`` is what
    the claim before it says.
    """

    reading: Reading
    at: int
    first: int
    last: int
    counts: bool = False
    percent: bool = False
    previous: Frame | None = None

    @property
    def before(self) -> str:
        """The signs between the claim before it, or the sentence's beginning, and the claim."""
        return self.reading.kinds[self.first : self.at]

    @property
    def after(self) -> str:
        """The signs between the claim and the next one."""
        return self.reading.kinds[self.at + 1 : self.last]

    @property
    def leading(self) -> str:
        """The whole sentence before the claim."""
        return self.reading.kinds[: self.at]

    @property
    def clause(self) -> int:
        """Where in the sentence the claim's clause begins."""
        start = 0
        for hit in re.finditer(r"[;]|,R|(?<=#)[,&]", self.leading):
            start = hit.end()
        return start

    def sense(self, kinds: str, first: int, last: int) -> str:
        """What the last word of some kinds says between two places of ``before``."""
        return self.reading.sense(kinds, self.first + first, self.first + last)

    def word(self, place: int) -> str:
        """The word that is not known at a place of ``before``."""
        return self.reading.tokens[self.first + place].sense

    def sense_after(self, kinds: str, length: int) -> str:
        """What the first word of some kinds says among so many signs after the claim."""
        tokens = self.reading.tokens[self.at + 1 : self.at + 1 + length]
        return next((t.sense for t in tokens if t.kind in kinds and t.sense), "")

    def token_after(self, place: int) -> Token:
        """A sign after the claim."""
        return self.reading.tokens[self.at + 1 + place]


def doubtful(why: str) -> Frame:
    """A claim that no table can be held to."""
    return Frame(doubt=why)
