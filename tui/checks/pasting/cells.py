"""The cells of a block: which are figures, and what point and comma mean in all of them."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Literal, TypeAlias

from tui.svenska.arithmetic import GAP
from tui.svenska.clipboard import is_empty, resembles_number
from tui.svenska.parse import Parsed, parse_number

Points: TypeAlias = Literal["svenska", "tusental", "decimaler", "engelska"]
"""What a point is: nothing here, between thousands, before decimals; or a comma in thousands."""

_ODD_MINUS = re.compile(f"[\u2010-\u2012\u2014\u2015](?=[{GAP}]*[\\d(,.])|(?<=\\d)[\u2010-\u2015]$")
_UNIT = r"(?:[tm]?kr|mnkr|st|procent|%)"
_WORD = re.compile(r"[^\W\d_]{2,}")
_ONLY_UNIT = re.compile(rf"[^a-zåäö]*{_UNIT}\.?[^a-zåäö]*", re.IGNORECASE)
_ERROR = re.compile(r"#(?:#+|[A-ZÅÄÖ/0!?]+[!?]?)")
_THOUSANDS = re.compile(r"\D*\d{1,3}(?:\.\d{3})+\D*")
_ENGLISH = re.compile(r"\D*\d{1,3}(?:,\d{3})+\.\d+\D*|\D*\d{1,3}(?:,\d{3}){2,}\D*")
_DECIMALS = re.compile(r"\D*\d*\.\d+\D*")
_SWEDISH = re.compile(rf".*(?:\d[{GAP}]\d|\d,\d)")


def tidy(text: str) -> str:
    """A figure with its minus as a minus; other texts as they are."""
    plain = _ODD_MINUS.sub("-", text)
    return plain if resembles_number(plain) else text


def number_in(text: str) -> Decimal | None:
    """The figure of a cell, None where there is none."""
    read = parse_number(tidy(text))
    return read.number if isinstance(read, Parsed) else None


def is_figure(text: str) -> bool:
    """Whether a cell is a figure or the dash that stands for one: no name after a number."""
    word = _WORD.search(text)
    if word is not None and not _ONLY_UNIT.fullmatch(text):
        return False
    return resembles_number(tidy(text))


def is_error(text: str) -> bool:
    """Whether a cell is a spreadsheet's word on what it could not work out."""
    return _ERROR.fullmatch(text.strip()) is not None


def is_year(text: str) -> bool:
    """Whether a cell may be a year."""
    return re.fullmatch(r"(?:19|20)\d\d", text.strip()) is not None


def points_in(cells: Iterable[str]) -> Points | Literal["fråga tusental", "fråga decimaler", "två"]:
    """What a point means in all figures of a block; a question where they leave it open.

    "två": it is used in two ways. Where most figures are written the Swedish way, one with a point
    is a slip of its own, and refused as such.
    """
    figures = [text.strip() for text in cells if not is_empty(text) and is_figure(text)]
    pointed = [text for text in figures if "." in text]
    if not pointed:
        return "svenska"
    if any(map(_ENGLISH.fullmatch, pointed)):
        only_swedish = [t for t in figures if "." not in t and re.search(r",\d{1,2}(?!\d)", t)]
        return "två" if only_swedish else "engelska"
    if len(pointed) * 2 < len(figures) or any(map(_SWEDISH.match, figures)):
        return "svenska"
    thousands = [text for text in pointed if _THOUSANDS.fullmatch(text)]
    sure = [text for text in thousands if text.count(".") > 1]
    others = [text for text in pointed if text not in thousands]
    if sure and others:
        return "två"
    if not all(map(_DECIMALS.fullmatch, others)):
        return "svenska"
    return "fråga tusental" if len(thousands) == len(pointed) else "fråga decimaler"


def in_swedish(text: str, points: Points) -> str:
    """A figure as a Swede writes it."""
    text = tidy(text)
    if not is_figure(text):
        return text
    match points:
        case "tusental":
            return text.replace(".", "")
        case "decimaler":
            return text.replace(".", ",")
        case "engelska":
            return text.replace(",", "").replace(".", ",")
    return text
