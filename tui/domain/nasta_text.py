"""Years in headings, labels and notes when they go over to another year's document.

A year moves on with the document or the text is left out: none may be left that lies. A note
that goes over says which document it is from, and so stays true.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from tui.domain.arv import UTKASTMARKE, ar_utkast
from tui.domain.celltext import kolumnrubrik
from tui.domain.dokument import Dokument
from tui.domain.period import Period
from tui.domain.tabell import Kolumn, RowRule
from tui.domain.uttryck import Kvot, Linjar
from tui.svenska.format import MANADER

# The global goals are named after a year that is not the document's.
_ARTAL = re.compile(r"(?<!\d)(?<!Agenda )((?:19|20)\d\d)(?!\d)")
_TID = re.compile(
    rf"{_ARTAL.pattern}|\b(?:{'|'.join(MANADER)}|jan|feb|aug|sep|okt|nov|dec|höst|vår)", re.I
)
_BOKSLUT = re.compile(r"bokslut", re.I)
_UR = re.compile(r"(?:Delårsbokslut|Årsbokslut|Budget|Underlag)[^:]{0,60}: ")


def namner_tid(text: str) -> bool:
    """Whether a text names a year or a time of the year."""
    return bool(_TID.search(text))


def flyttade_ar(text: str, ar: int) -> str:
    """The text with its years moved on; all by the same, so that none of them meet."""
    return _ARTAL.sub(lambda traff: str(int(traff[1]) + ar), text) if ar else text


def tabellrubrik(rubrik: str, annars: str, ar: int | None) -> str:
    """A table's heading: its years moved on, or ``annars`` where it would not hold (None)."""
    if ar is not None:
        return flyttade_ar(rubrik, ar)
    return annars if namner_tid(rubrik) or _BOKSLUT.search(rubrik) else rubrik


def kolumnens_rubrik(kolumn: Kolumn, mallens: Kolumn, ar: int | None, period: Period) -> str:
    """A column's heading in the new document."""
    if "{riktpunkt}" in mallens.rubrik:
        return mallens.rubrik
    if ar is None and namner_tid(kolumn.rubrik):
        return kolumnrubrik(mallens, period)
    return kolumnrubrik(replace(kolumn, rubrik=flyttade_ar(kolumn.rubrik, ar or 0)), period)


def flyttad_regel(regel: RowRule | None, ar: int) -> RowRule | None:
    """A row's rule, the keys of the rows that it names moved on as the keys themselves."""
    match regel:
        case Linjar():
            termer = tuple((tecken, flyttade_ar(namn, ar)) for tecken, namn in regel.termer)
            return replace(regel, termer=termer)
        case Kvot():
            return replace(
                regel,
                taljare=flyttade_ar(regel.taljare, ar),
                namnare=flyttade_ar(regel.namnare, ar),
            )
    return regel


def ur(dokument: Dokument, not_: str) -> str:
    """A note that goes over: it says where it is from, once."""
    return not_ if _UR.match(not_) else f"{dokument.namn}: {not_}"


def utkast_ur(dokument: Dokument, text: str) -> str:
    """A text that goes over as a draft: it says so itself, so that it is not taken for new."""
    return text if ar_utkast(text) else f"{UTKASTMARKE}{dokument.namn}) {text}"


def kvarvarande_fotnoter(fotnoter: Mapping[str, str]) -> dict[str, str]:
    """The footnotes that define something; those that tell of a time are left out."""
    return {tecken: text for tecken, text in fotnoter.items() if not namner_tid(text)}


def utan_fotnot(text: str, borta: Mapping[str, str], annars: str = "") -> str:
    """A label without the marks of footnotes that are left out."""
    for tecken in borta:
        text = re.sub(rf"\s*\(fotnot {re.escape(tecken)}\)", "", text)
        if not tecken.isdigit() and tecken in text:
            text = annars or text.replace(tecken, "")
    return text
