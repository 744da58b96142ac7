"""Years in headings, labels and notes when they go over to another year's document.

A year moves on with the document or the text is left out: none may be left that lies. A note
that goes over says which document it is from, and so stays true.
"""

import re
from collections.abc import Mapping

from msgspec.structs import replace

from tui.domain.cell_text import column_heading
from tui.domain.document import Document
from tui.domain.inheritance import UTKAST_MARK, is_utkast
from tui.domain.period import Period
from tui.domain.rule import Linear, Quotient
from tui.domain.table import Column, RowRule
from tui.svenska.format import MONTHS

# The global goals are named after a year that is not the document's.
_YEAR_NUMBER = re.compile(r"(?<!\d)(?<!Agenda )((?:19|20)\d\d)(?!\d)")
_TIME = re.compile(
    rf"{_YEAR_NUMBER.pattern}|\b(?:{'|'.join(MONTHS)}|jan|feb|aug|sep|okt|nov|dec|höst|vår)", re.I
)
_BOKSLUT = re.compile(r"bokslut", re.I)
_OUT_OF = re.compile(r"(?:Delårsbokslut|Årsbokslut|Budget|Underlag)[^:]{0,60}: ")


def mentions_time(text: str) -> bool:
    """Whether a text names a year or a time of the year."""
    return bool(_TIME.search(text))


def moved_years(text: str, year: int) -> str:
    """The text with its years moved on; all by the same, so that none of them meet."""
    return _YEAR_NUMBER.sub(lambda hit: str(int(hit[1]) + year), text) if year else text


def table_heading(heading: str, otherwise: str, year: int | None) -> str:
    """A table's heading: its years moved on, or ``otherwise`` where it would not hold (None)."""
    if year is not None:
        return moved_years(heading, year)
    return otherwise if mentions_time(heading) or _BOKSLUT.search(heading) else heading


def columns_heading(column: Column, templates: Column, year: int | None, period: Period) -> str:
    """A column's heading in the new document."""
    if "{riktpunkt}" in templates.heading:
        return templates.heading
    if year is None and mentions_time(column.heading):
        return column_heading(templates, period)
    return column_heading(replace(column, heading=moved_years(column.heading, year or 0)), period)


def moved_rule(rule: RowRule | None, year: int) -> RowRule | None:
    """A row's rule, the keys of the rows that it names moved on as the keys themselves."""
    match rule:
        case Linear():
            terms = tuple((sign, moved_years(name, year)) for sign, name in rule.terms)
            return replace(rule, terms=terms)
        case Quotient():
            return replace(
                rule,
                numerator=moved_years(rule.numerator, year),
                denominator=moved_years(rule.denominator, year),
            )
    return rule


def out_of(document: Document, note: str) -> str:
    """A note that goes over: it says where it is from, once."""
    return note if _OUT_OF.match(note) else f"{document.name}: {note}"


def utkast_out_of(document: Document, text: str) -> str:
    """A text that goes over as a draft: it says so itself, so that it is not taken for new."""
    return text if is_utkast(text) else f"{UTKAST_MARK}{document.name}) {text}"


def remaining_footnotes(footnotes: Mapping[str, str]) -> dict[str, str]:
    """The footnotes that define something; those that tell of a time are left out."""
    return {sign: text for sign, text in footnotes.items() if not mentions_time(text)}


def without_footnote(text: str, gone: Mapping[str, str], otherwise: str = "") -> str:
    """A label without the marks of footnotes that are left out."""
    for sign in gone:
        text = re.sub(rf"\s*\(fotnot {re.escape(sign)}\)", "", text)
        if not sign.isdigit() and sign in text:
            text = otherwise or text.replace(sign, "")
    return text
