"""Figures out of Kolada, the database of nyckeltal: yearly, by municipality and sex.

Kolada marks a nyckeltal that is no longer kept only in its title, ``(- 2024)``; it has three signs
for a figure that is not there, and they mean different things.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Literal, TypeAlias

from msgspec import Struct, field

Gender: TypeAlias = Literal["T", "K", "M"]
"""All, women or men."""
Missing: TypeAlias = Literal["-", ".", "..", "sekretess", "saknas"]
MISSING_WORDS: Mapping[Missing, str] = {
    "-": "inget finns att redovisa (–)",
    ".": "uppgiften kan inte förekomma (.)",
    "..": "uppgiften är inte tillgänglig eller för osäker (..)",
    "sekretess": "uppgiften visas inte av sekretesskäl",
    "saknas": "uppgift saknas",
}
GENDER_WORDS: Mapping[Gender, str] = {"T": "alla", "K": "kvinnor", "M": "män"}
ID = re.compile(r"(?<![A-Za-z0-9])[A-Z]\d{5}(?![A-Za-z0-9])")
"""A nyckeltal's id, as it stands in a source: ``Kolada (U31462)``."""
_ENDED = re.compile(r"\(\s*[-–]\s*((?:19|20)\d\d)\)")


class KoladaFigure(Struct, frozen=True):
    """A nyckeltal's figure of a year: a number, or why there is none."""

    kpi: str
    municipality: str
    year: int
    gender: Gender
    value: Decimal | Missing


class Kolada(Struct, frozen=True):
    """An answer of Kolada. ``titles`` are those of its nyckeltal, as far as they stand there;
    ``more``: it goes on in another answer, which has not been fetched."""

    figures: tuple[KoladaFigure, ...]
    titles: Mapping[str, str] = field(default_factory=dict)
    more: bool = False


def ended(title: str) -> int | None:
    """The last year of a nyckeltal that is no longer kept, by its title."""
    hit = _ENDED.search(title)
    return int(hit[1]) if hit else None
