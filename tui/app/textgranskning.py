"""The report's own texts (*texter*): read, held against the tables in a thread, and kept."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tui.app.fynden import Version, samma
from tui.app.uppdatering import las_olasta
from tui.domain.berakning import Kalkyl
from tui.domain.dokument import Dokument
from tui.domain.fel import Fynd
from tui.granskning.grannar import Granne, narliggande
from tui.granskning.prosa.dom import Provat, granskad_text
from tui.granskning.prosa.pastaende import Textkalla
from tui.granskning.prosa.textgranskning import (
    anmarkning,
    avkortning,
    egen_kalla,
    textfynd,
    underlag,
    utan_dubbletter,
)
from tui.granskning.prosa.underlag import Underlag

if TYPE_CHECKING:
    from tui.app.arbetspass import Arbetspass
    from tui.app.lager import Lager
    from tui.app.program import Program

ALLA_AR, FLEST_DOKUMENT = 100, 60
ANDRUM_S = 0.3
"""How long an edit rests before the text is judged again: it may be one of many."""


@dataclass(frozen=True)
class Lasttext:
    """One text as it was last checked. ``rader`` are its findings, each with its line from 1.

    A text that could not be read has no lines, and that as its one finding.
    """

    fil: str
    kalla: Textkalla
    domar: tuple[Provat, ...] = ()
    rader: Mapping[Fynd, int] = field(default_factory=dict)

    @property
    def fynd(self) -> tuple[Fynd, ...]:
        """What is to be seen to in it."""
        return tuple(self.rader)


@dataclass(frozen=True)
class Texter:
    """A document's texts as they were last checked, and what that hangs on."""

    lagen: tuple[object, ...]
    version: Version
    lasta: tuple[Lasttext, ...]

    def ar_for(self, lagen: tuple[object, ...], version: Version) -> bool:
        """Whether these are of the same files and the same figures."""
        return self.lagen == lagen and samma(self.version, version)

    @property
    def rader(self) -> dict[Fynd, tuple[int, int]]:
        """Every finding of the texts with which text and which line it is on."""
        return {f: (i, rad) for i, text in enumerate(self.lasta) for f, rad in text.rader.items()}

    def utan_dubbletter(self, funna: Sequence[Fynd]) -> tuple[Fynd, ...]:
        """The tables' findings without those that a text itself has been found to say."""
        return utan_dubbletter(funna, self.rader)


async def granska_texter(program: "Program") -> bool:
    """Check the shown document's texts where something has changed; True where it was done."""
    pass_ = program.pass_
    fynden, dokument = pass_.fynden, pass_.dokument
    if not dokument.texter:
        return fynden.texter.pop(dokument.id, None) is not None
    alla = narliggande(dokument, pass_.yta.dokument.values(), ALLA_AR, FLEST_DOKUMENT)
    await las_olasta(pass_, alla)
    lagen = tuple(pass_.lager.textlage(fil) for fil in dokument.texter)
    version, kand = (*fynden.version(alla), dokument.texter), fynden.texter.get(dokument.id)
    if kand is not None and kand.ar_for(lagen, version):
        return False
    await asyncio.sleep(ANDRUM_S if kand is not None else 0)
    grannar = {id_: farsk_granne(pass_, id_) for id_ in (dokument.id, *alla)}
    lasta = await asyncio.to_thread(granskade, pass_.lager, grannar, dokument.id)
    fynden.texter[dokument.id] = Texter(lagen, version, lasta)
    return True


def farsk_granne(pass_: "Arbetspass", dokument: str) -> Granne:
    """A document with recomputations of its own: those of the screen are not for a thread."""
    huvud, kalkyler = pass_.fynden.granne(dokument)
    return huvud, {id_: Kalkyl(k.tabell, k.sammanhang) for id_, k in kalkyler.items()}


def granskade(lager: "Lager", grannar: Mapping[str, Granne], dokument: str) -> tuple[Lasttext, ...]:
    """The texts of a document, read and judged."""
    huvud = grannar[dokument][0]
    grund = underlag(huvud, grannar)
    return tuple(granskad(lager, fil, grund) for fil in huvud.texter)


def granskad(lager: "Lager", fil: str, grund: Underlag) -> Lasttext:
    """One text, read and judged."""
    huvud = grund.dokument
    try:
        kalla = egen_kalla(lager.text(fil), fil, huvud.texter)
    except ValueError as fel:
        mening = str(getattr(fel, "mening", fel))
        return Lasttext(fil, Textkalla(fil, ()), (), _sagt(huvud, fil, mening))
    domar = granskad_text(kalla, grund)
    anmarkt = [mening for mening in (kalla.not_, *avkortning(kalla, domar)) if mening]
    return Lasttext(
        fil, kalla, domar, {**_sagt(huvud, fil, *anmarkt), **dict(textfynd(huvud, kalla, domar))}
    )


def _sagt(huvud: Dokument, fil: str, *meningar: str) -> dict[Fynd, int]:
    """What is to be said of a text as a whole, at its first line."""
    return {anmarkning(huvud, fil, mening): 1 for mening in meningar}
