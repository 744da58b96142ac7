"""A cell of a printed table read as a figure, in any of the ways that reports print one.

Unlike what is typed (``svenska.parse``) nothing is refused with a hint here: what is no figure is
a text, and what a point or a comma means is settled by the whole table.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Literal, TypeAlias

from msgspec import Struct

Separators: TypeAlias = Literal["svenska", "punkt", "engelska"]
"""Whether a point parts thousands ("punkt"), decimals ("svenska"), or a comma the thousands."""

_GAPS = " \u00a0\u202f\u2009\u2007"
_MINUS = "\\-\u2212\u2013\u2014"
_MARKS = re.compile(
    r"^[▲▼▽△●○■□◆◇↑↓→←↗↘✓✗!?~≈\s]+|(?<=[\d%)])\s*(?:\*+|[¹²³⁴-⁹]+|[▲▼▽△●○■□◆◇↑↓→←↗↘])+$"
)
_DASH = re.compile(f"[{_MINUS}]+")
_WORDS = re.compile(r"(ökat|ökning|minskat|minskning) med ", re.IGNORECASE)
_UNIT = re.compile(r"\s*(%|procent|kr|tkr|mnkr|mkr|st)\.?$", re.IGNORECASE)
_FIGURE = re.compile(
    rf"(?P<minus>[{_MINUS}+]?)[{_GAPS}]?"
    rf"(?P<whole>\d{{1,3}}(?:[{_GAPS}.,'’]\d{{3}})+|\d+)(?:[.,](?P<part>\d+))?"
    rf"(?P<after>[{_MINUS}]?)"
)
_POINT_THOUSANDS = re.compile(r"\D?\s?\d{1,3}(?:\.\d{3})+(?:,\d+)?\s?%?")
_POINT_DECIMALS = re.compile(r"(?:.*\D)?\d+\.(?:\d{1,2}|\d{4,})\s?%?")
_COMMA_THOUSANDS = re.compile(r"\D?\s?\d{1,3}(?:,\d{3})+(?:\.\d+)?|\D?\s?\d{1,3}(?:,\d{3}){2,}")
_MAX_LENGTH = 40


class Figure(Struct, frozen=True):
    """A figure as printed; ``nothing`` is the dash that stands for none, which counts as zero."""

    value: Decimal
    decimals: int
    percent: bool = False
    nothing: bool = False


NOTHING = Figure(Decimal(0), 0, nothing=True)


def separators(cells: Iterable[str]) -> Separators:
    """What a point and a comma mean in a table with these cells."""
    texts = [cell.strip() for cell in cells if any(sign in cell for sign in ".,")]
    if any(_POINT_DECIMALS.fullmatch(text) for text in texts):
        english = any(_COMMA_THOUSANDS.fullmatch(text) for text in texts)
        swedish = any(re.search(r",\d{1,2}\b|,\d{4,}", text) for text in texts)
        return "engelska" if english and not swedish else "svenska"
    return "punkt" if any(_POINT_THOUSANDS.fullmatch(text) for text in texts) else "svenska"


def figure(text: str, points: Separators = "svenska") -> Figure | None:
    """What the cell says, None where that is nothing or a text."""
    if len(text) > _MAX_LENGTH:
        return None
    text = _MARKS.sub("", text).strip()
    if _DASH.fullmatch(text):
        return NOTHING
    word = _WORDS.match(text)
    text = text[word.end() :] if word else text
    unit = _UNIT.search(text)
    read = _read(text[: unit.start()] if unit else text, points)
    if read is None:
        return None
    value = -abs(read[0]) if word and word[1].lower().startswith("minsk") else read[0]
    return Figure(value, read[1], unit is not None and unit[1].lower() in ("%", "procent"))


def _read(text: str, points: Separators) -> tuple[Decimal, int] | None:
    if points == "engelska":
        text = text.replace(",", "").replace(".", ",")
    elif points == "punkt":
        text = text.replace(".", "")
    hit = _FIGURE.fullmatch(text.strip())
    if hit is None or (hit["minus"] and hit["after"]):
        return None
    whole, part = hit["whole"], hit["part"] or ""
    separator = next((sign for sign in whole if not sign.isdigit()), "")
    if separator in (".", ","):
        # One point or comma before three figures: decimals, as the table has others like it.
        if part or len(re.findall(r"\D", whole)) > 1:
            return None
        whole, part = whole.split(separator)
    number = Decimal(re.sub(r"\D", "", whole) + (f".{part}" if part else ""))
    minus = (hit["minus"] or hit["after"] or "+") != "+"
    return (-number if minus and number else number), len(part)
