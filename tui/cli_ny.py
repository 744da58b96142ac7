"""``namndkoll ny``: the next document out of one that there is, without a screen."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from tui.cli_grund import Sag
from tui.report.blad import Valfel, valt_dokument

if TYPE_CHECKING:
    from tui.domain.dokument import Dokument, Dokumentslag
    from tui.domain.nasta_kallor import Underlag
    from tui.domain.nasta_period import Forslag
    from tui.store.datalager import Datalager
    from tui.store.mapp import Lager


@dataclass(frozen=True, slots=True)
class Nybestallning:
    """What is to be made: its id, out of which, of what kind and for which period.

    What is not said is proposed. ``angra``: the draft with this id is laid aside instead.
    """

    id: str = ""
    fran: str | None = None
    slag: str | None = None
    period: str | None = None
    angra: bool = False


class Nyfel(ValueError):
    """Wrong use, or something in the way: one Swedish sentence."""


def ny(bestallning: Nybestallning, lager: "Lager", sag: Sag) -> str:
    """Make the document; the account of it to write. Raises Nyfel."""
    from tui.store.datalager import Datalager

    skrivare = Datalager(lager.mapp)
    try:
        if hinder := skrivare.hinder:
            raise Nyfel(f"Ingenting gjordes: mappen är {hinder}.")
        if bestallning.angra:
            return _angra(bestallning, skrivare)
        return _gor(bestallning, skrivare, sag)
    except OSError as fel:
        raise Nyfel(str(getattr(fel, "mening", fel))) from None
    finally:
        skrivare.stang()


def _angra(bestallning: Nybestallning, lager: "Datalager") -> str:
    huvud = next((d for d in lager.dokument()[0] if d.id == bestallning.id), None)
    if huvud is None:
        raise Nyfel(f"Dokumentet ”{bestallning.id}” finns inte, så inget lades undan.")
    if huvud.status != "utkast":
        raise Nyfel(f"{huvud.namn} är beslutat och läggs inte undan; det går bara med utkast.")
    undan = lager.lagg_undan(huvud.id, datetime.now())
    return (
        f"Dokumentet {huvud.namn} ({huvud.id}) är undanlagt; det ligger i {undan} i datamappen.\n"
    )


def _gor(bestallning: Nybestallning, lager: "Datalager", sag: Sag) -> str:
    from tui.domain.nasta import nasta_dokument
    from tui.domain.nasta_besked import besked

    installningar, installningsfel = lager.installningar()
    huvuden, huvudfel = lager.dokument()
    for fel in (*installningsfel, *huvudfel):
        sag(fel.mening)
    try:
        bas = valt_dokument(huvuden, bestallning.fran or "", installningar.senaste_dokument)
    except Valfel as fel:
        raise Nyfel(str(fel)) from None
    forslag = _forslag(bestallning, bas, huvuden)
    underlag = [_underlag(lager, huvud, sag) for huvud in huvuden]
    nasta = nasta_dokument(forslag, bas.id, underlag, installningar)
    lager.skapa(nasta.dokument, nasta.flikar)
    rader = besked(nasta, underlag)
    return "\n".join((*rader, "", f"Lägg undan det igen: namndkoll ny {forslag.id} --angra", ""))


def _forslag(
    bestallning: Nybestallning, bas: "Dokument", huvuden: "tuple[Dokument, ...]"
) -> "Forslag":
    """What is to be made; the first proposal for what was not said. Raises Nyfel."""
    from tui.domain.nasta_period import (
        Nastafel,
        forslag_for,
        nasta_forslag,
        tolkad_period,
        tolkat_slag,
    )

    upptagna = [d.id for d in huvuden]
    if bestallning.id in upptagna:
        raise Nyfel(f"Dokumentet ”{bestallning.id}” finns redan; välj ett annat id.")
    alla = nasta_forslag(bas, huvuden)
    try:
        slag = tolkat_slag(bestallning.slag) if bestallning.slag else _vanligt_slag(alla)
        annars = next((f.period for f in alla if f.slag == slag), None)
        period = tolkad_period(bestallning.period, slag) if bestallning.period else annars
    except Nastafel as fel:
        raise Nyfel(str(fel)) from None
    if period is None:
        raise Nyfel("Ange perioden med --period, året och sista månaden, som 2024-12.")
    finns = next((d for d in huvuden if (d.slag, d.period) == (slag, period)), None)
    if finns is not None and not bestallning.id:
        raise Nyfel(
            f"{finns.namn} finns redan ({finns.id}); ange ett id om det ska göras ett till."
        )
    return forslag_for(slag, period, upptagna, bestallning.id)


def _vanligt_slag(forslag: "tuple[Forslag, ...]") -> "Dokumentslag":
    if not forslag:
        raise Nyfel("Det finns inget förslag på nästa dokument; ange --slag och --period.")
    return forslag[0].slag


def _underlag(lager: "Lager", huvud: "Dokument", sag: Sag) -> "Underlag":
    from tui.domain.nasta_kallor import Underlag
    from tui.domain.register import REGISTER

    flikar = {}
    for flik in REGISTER.flikar:
        flikar[flik.id], fel = lager.flik(huvud.id, flik.id)
        for ett in fel:
            sag(ett.mening)
    return Underlag(huvud, flikar)
