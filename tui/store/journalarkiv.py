"""Trimming the journal: the whole old file goes to the archive, and a short new one takes over.

The old file gets its second name in the archive before the new one replaces it, so at every
moment the journal is whole under its own name.
"""

import os
import re
from dataclasses import replace
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import NamedTuple

from tui.domain.fel import Filfel
from tui.store.fel import Lasfel, filnamn
from tui.store.historik import forsta_behovda
from tui.store.journalinnehall import Innehall, tolkat_innehall
from tui.store.journallage import lage_efter
from tui.store.journalrad import (
    Forkastad,
    Handelse,
    Huvud,
    Innehallsrad,
    Journalrad,
    Sparad,
    Trasig,
    kodad_journalrad,
)
from tui.store.kodek import MAX_BYTE
from tui.store.skrivning import avtryck, lasta, skriv, synka_mapp

ARKIV = "arkiv"
LANG_BYTE = MAX_BYTE // 4
_NAMN = re.compile(r"journal-(\d{1,18})-(\d{1,18})(?:-\d{1,9})?\.jsonl", re.ASCII)


class Kortning(NamedTuple):
    """A journal's bytes, the shorter ones in their place, and the old ones' name in the archive."""

    gammal: bytes
    ny: bytes
    namn: str


def kortning(fil: Path, max_handelser: int, behall: int, nu: datetime) -> Kortning | None:
    """How to trim the journal if it is long and everything is saved, else None. Raises Lasfel.

    The new one holds the events of the last ``behall`` steps, but at most half of
    ``max_handelser``, so that it is not as long again at once.
    """
    data = lasta(fil) or b""
    innehall = tolkat_innehall(data, filnamn(fil))
    handelser, lage = innehall.handelser, lage_efter(innehall.rader)
    lang = len(handelser) > max_handelser or len(data) > LANG_BYTE
    if innehall.hinder or not lang or lage.osparat:
        return None
    kvar = _inom(_kvar(innehall, behall)[-max(max_handelser // 2, 1) :])
    if len(kvar) == len(handelser):
        return None
    fran_nr = kvar[0].nr if kvar else lage.nr + 1
    rader = _fran(innehall.rader, kvar, lage.nr)
    ny = b"".join(map(kodad_journalrad, (Huvud(nu, fran_nr), *rader)))
    return Kortning(data, ny, f"journal-{handelser[0].nr}-{handelser[-1].nr}")


def korta(fil: Path, plan: Kortning) -> bool:
    """Trim the journal, unless it has grown meanwhile; whether it was. Raises OSError."""
    if lasta(fil) != plan.gammal:
        return False
    _arkivera(fil, plan.gammal, plan.namn)
    skriv(fil, plan.ny, avtryck(plan.gammal))
    return True


def _kvar(innehall: Innehall, behall: int) -> tuple[Handelse, ...]:
    """The events that the last steps need."""
    forsta = forsta_behovda(innehall.handelser, behall)
    return tuple(h for h in innehall.handelser if forsta is not None and h.nr >= forsta)


def _inom(kvar: tuple[Handelse, ...]) -> tuple[Handelse, ...]:
    """The last of the events that together are not long in bytes."""
    storlek = 0
    for antal, handelse in enumerate(reversed(kvar)):
        storlek += len(kodad_journalrad(handelse))
        if storlek > LANG_BYTE // 2:
            return kvar[len(kvar) - antal :]
    return kvar


def _fran(
    rader: tuple[Innehallsrad, ...], kvar: tuple[Handelse, ...], nr: int
) -> tuple[Journalrad, ...]:
    """The lines from the first of the events on, the last of them saying that all is saved.

    What says that an event is saved or does not count stands after the event, so it comes along.
    """
    start = rader.index(kvar[0]) if kvar else len(rader)
    med = tuple(r for r in rader[start:] if not isinstance(r, Trasig | Huvud))
    if med and isinstance(med[-1], Sparad | Forkastad) and med[-1].allt is not None:
        return med
    klar = [r for r in rader if isinstance(r, Sparad | Forkastad)]
    return (*med, *(replace(r, allt=nr) for r in klar[-1:]))


def _arkivera(fil: Path, data: bytes, stam: str) -> None:
    """Give the file a second name in the archive; one that is taken there stays as it is."""
    arkiv = fil.parent / ARKIV
    arkiv.mkdir(exist_ok=True)
    for nr in count(1):
        mal = arkiv / f"{stam}{f'-{nr}' if nr > 1 else ''}.jsonl"
        finns = lasta(mal)
        if finns is None:
            _lanka(fil, data, mal)
        if finns in (None, data):
            break
    synka_mapp(arkiv)
    synka_mapp(fil.parent)


def _lanka(fil: Path, data: bytes, mal: Path) -> None:
    try:
        os.link(fil, mal)
    except OSError:
        # A memory stick or a share may know no second names.
        skriv(mal, data, None)


def _arkivfiler(fil: Path) -> list[tuple[int, int, Path]]:
    """First number, last number and path of each archived journal, oldest first."""
    try:
        traffar = [(_NAMN.fullmatch(vag.name), vag) for vag in (fil.parent / ARKIV).iterdir()]
    except OSError:
        return []
    return sorted((int(t[1]), int(t[2]), vag) for t, vag in traffar if t is not None)


def senaste_arkiverade(fil: Path) -> int:
    """The highest number in the archive, by its files' names; 0 where there is none."""
    return max((sist for _, sist, _ in _arkivfiler(fil)), default=0)


def last_arkiv(fil: Path, fore: int | None) -> Innehall:
    """The events in the archive, oldest first, each once, of which the journal is without.

    ``fore`` is the journal's own first number, None where it has none. Never raises.
    """
    handelser: dict[int, Handelse] = {}
    fel: list[Filfel] = []
    for _, _, vag in _arkivfiler(fil):
        try:
            innehall = tolkat_innehall(lasta(vag) or b"", filnamn(vag))
        except Lasfel as lasfel:
            fel.append(Filfel(filnamn(vag), lasfel.mening))
            continue
        fel += innehall.fel
        handelser = {**{h.nr: h for h in innehall.handelser}, **handelser}
    urval = sorted(nr for nr in handelser if fore is None or nr < fore)
    return Innehall(tuple(handelser[nr] for nr in urval), tuple(fel))
