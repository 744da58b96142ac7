"""What the journal's events add up to: what can be undone, and how a cell came to its value."""

from collections import deque
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TypeAlias

from tui.arbetsyta import (
    MAX_STEG,
    Andring,
    Cellandring,
    Historik,
    RadBorttagen,
    RadTillagd,
    omvant,
)
from tui.domain.fel import Adress
from tui.domain.tabell import ETIKETT, Rad
from tui.domain.varde import Varde
from tui.fryst import fryst
from tui.store.journalrad import Handelse, Slag

Post: TypeAlias = tuple[int, tuple[Andring, ...]]


@fryst
class Cellhandelse:
    """One value that a cell has had: who gave it, when, in place of what, and why."""

    nr: int
    tid: datetime
    vem: str
    slag: Slag
    fran: Varde
    till: Varde
    skal: str = ""


def historik_ur(handelser: Iterable[Handelse]) -> Historik:
    """The undo and redo stacks after these events, as the session itself would have them.

    An event holds the changes that were made, so the events may begin anywhere: what was done
    before them is only missing from the bottom. Changes that were not taken in do not count.
    """
    gjort, angrat = _staplar(handelser)
    return Historik(tuple(steg for _, steg in gjort), tuple(steg for _, steg in angrat))


def forsta_behovda(handelser: Iterable[Handelse], antal: int) -> int | None:
    """From which number on the events give back the last steps, and all that can be redone.

    Each entry of the stacks is there through the event that last put it there; the events from
    the oldest of those on build the same top of both stacks. None where no event is needed.
    """
    gjort, angrat = _staplar(handelser)
    return min((nr for nr, _ in (*list(gjort)[-antal:], *angrat)), default=None)


def _staplar(handelser: Iterable[Handelse]) -> tuple[deque[Post], list[Post]]:
    gjort: deque[Post] = deque(maxlen=MAX_STEG)
    angrat: list[Post] = []
    for handelse in handelser:
        steg = handelse.gallande()
        if not steg:
            continue
        fran = gjort if handelse.slag == "angra" else angrat
        if handelse.slag in ("angra", "gor_om") and fran:
            fran.pop()
        if handelse.slag == "angra":
            angrat.append((handelse.nr, omvant(steg)))
        else:
            gjort.append((handelse.nr, steg))
            angrat = angrat if handelse.slag == "gor_om" else []
    return gjort, angrat


def cellhistorik(handelser: Iterable[Handelse], adress: Adress) -> tuple[Cellhandelse, ...]:
    """The values that one cell has had, newest first; also as its row came and went."""
    funna = (
        Cellhandelse(h.nr, h.tid, h.vem, h.slag, fran, till, h.skal)
        for h in handelser
        for fran, till in _vaxlingar(h.gallande(), adress)
    )
    return tuple(funna)[::-1]


def _vaxlingar(steg: Iterable[Andring], adress: Adress) -> Iterator[tuple[Varde, Varde]]:
    for andring in steg:
        match andring:
            case Cellandring(a, fran, till) if a == adress:
                yield fran, till
            case RadTillagd(a, rad, _) if _samma_rad(a, rad, adress):
                if (varde := _cell(rad, adress.kolumn)) is not None:
                    yield None, varde
            case RadBorttagen(a, rad, _) if _samma_rad(a, rad, adress):
                if (varde := _cell(rad, adress.kolumn)) is not None:
                    yield varde, None


def _samma_rad(a: Adress, rad: Rad, adress: Adress) -> bool:
    return (a.dokument, a.tabell, rad.id) == (adress.dokument, adress.tabell, adress.rad)


def _cell(rad: Rad, kolumn: str) -> Varde:
    return rad.etikett or None if kolumn == ETIKETT else rad.celler.get(kolumn)
