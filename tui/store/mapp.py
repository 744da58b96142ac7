"""An opened data folder: what is read from it, and what is saved to it."""

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from tui.domain.dokument import Dokument
from tui.domain.fel import Filfel
from tui.domain.installningar import Installningar
from tui.domain.register import REGISTER, Register
from tui.domain.tabell import Tabell
from tui.store.fel import Lagerfel, Lasfel, Postfel, Sparfel, citerad, ej_sparad, filnamn
from tui.store.flikfil import flikschema, tolkad_flik
from tui.store.huvud import Huvudfil, sammanfogat_huvud, tolkad_huvudfil
from tui.store.installningar import (
    sammanfogade_installningar,
    sammanfogade_val,
    tolkade_installningar,
)
from tui.store.katalog import (
    HUVUDFIL,
    INSTALLNINGSFIL,
    ar_mappnamn,
    dokumentmappar,
    kontrollera_namn,
    ordnade,
)
from tui.store.kodek import Json, Kodfel
from tui.store.schema import tolkat_schema, uppgraderad
from tui.store.skrivning import OLAST, Avtryck, andrad, avtryck, last, skriv
from tui.store.textmapp import Textmapp
from tui.store.undanlagt import Undanmapp

if TYPE_CHECKING:
    from tui.store.sparminne import Sparminne


def _utan_mer(fil: Path, data: bytes) -> AbstractContextManager[None]:  # noqa: ARG001
    return nullcontext()


class Lager(Textmapp, Undanmapp):
    """The data folder that the app holds. Reading never raises; saving raises Sparfel.

    What a file held when it was read is remembered as a print of its bytes, so that a file that
    another program has changed since then is not written over (``Andrad``, a Sparfel). May be
    read in one thread while it saves in another.
    """

    def __init__(
        self,
        mapp: Path,
        register: Register = REGISTER,
        omskrivning: "Callable[[Path, bytes], AbstractContextManager[None]]" = _utan_mer,
    ) -> None:
        """``omskrivning`` is entered with a file and its new bytes around each replace."""
        self.mapp = mapp
        self.register = register
        self._omskrivning = omskrivning
        self._avtryck: dict[Path, Avtryck] = {}
        self._las = Lock()
        self._minne: Sparminne | None = None

    def dokument(self) -> tuple[tuple[Dokument, ...], tuple[Filfel, ...]]:
        """Every document's head, the newest period first, and the faults met."""
        mappar, fel = dokumentmappar(self.mapp)
        huvuden = [self._huvudfil(namn) for namn in mappar]
        dokument = ordnade(h.dokument for h in huvuden if h.dokument is not None)
        return dokument, (*fel, *(f for h in huvuden for f in h.fel))

    def huvud(self, dokument: str) -> Dokument | None:
        """One document's head, None where there is none to show; ``dokument`` says why."""
        return self._huvudfil(dokument).dokument if ar_mappnamn(dokument) else None

    def flik(self, dokument: str, flik: str) -> tuple[tuple[Tabell, ...], tuple[Filfel, ...]]:
        """One tab's tables in stored order, and the faults met.

        What is saved later is held to be made out of what the last call gave.
        """
        namn = f"{dokument}/{flik}.json"
        try:
            ra = self._last(self._fil(dokument, flik))
        except Lagerfel as fel:
            return (), (Filfel(namn, fel.mening),)
        if ra is None:
            return (), (Filfel(namn, f"{namn} saknas; fliken visas tom."),)
        innehall = tolkad_flik(ra, namn, dokument, flik, self.register)
        return innehall.tabeller, innehall.fel

    def installningar(self) -> tuple[Installningar, tuple[Filfel, ...]]:
        """The settings, defaults where they are missing or bad, and the faults met."""
        fil = self.mapp / INSTALLNINGSFIL
        try:
            ra = self._last(fil)
        except Lasfel as fel:
            return Installningar(), (Filfel(filnamn(fil), fel.mening),)
        return (Installningar(), ()) if ra is None else tolkade_installningar(ra, filnamn(fil))

    def spara_flik(self, dokument: str, flik: str, tabeller: Sequence[Tabell]) -> None:
        """Save a tab's tables in one replace. Raises Andrad, Sparfel.

        Unknown fields, row numbers and tables that are not given stay as they are in the file.
        """
        # Not needed before something is saved.
        from tui.store.sammanfogning import tom_flik
        from tui.store.sparminne import Sparminne

        fil, minne = self._fil(dokument, flik), self._minne
        if minne is None or minne.fil != fil:
            minne = self._minne = Sparminne(fil)

        def ny(ra: Json) -> Json:
            if ra is None:
                ra = tom_flik(dokument, flik)
            schema = flikschema(ra, filnamn(fil), dokument, flik)
            if not schema.skrivbar:
                raise Sparfel(schema.fel[0].mening)
            return minne.sammanfogad(ra, tabeller, self.register)

        self._spara(fil, ny, minne)

    def spara_dokument(self, dokument: Dokument) -> None:
        """Save a document's head; a new document's folder is made. Raises Andrad, Sparfel."""
        fil = self._fil(dokument.id)
        if not os.path.lexists(fil.parent):
            self.skapa(dokument, {})
            return

        def ny(ra: Json) -> Json:
            gammal = tolkad_huvudfil(ra, filnamn(fil), dokument.id) if ra is not None else None
            if gammal is not None and not gammal.skrivbar:
                raise Sparfel(gammal.fel[0].mening)
            return sammanfogat_huvud(ra, dokument)

        self._spara(fil, ny)

    def skapa(self, dokument: Dokument, tabeller: Mapping[str, Sequence[Tabell]]) -> None:
        """A new document's folder with all its tabs, whole or not at all. Raises Sparfel."""
        from tui.store.helmapp import skapa_mapp
        from tui.store.nyfiler import nya_filer

        kontrollera_namn(dokument.id)
        try:
            filer = nya_filer(dokument, tabeller, self.register)
        except (Postfel, Kodfel) as fel:
            raise Sparfel(f"{dokument.id} skapades inte: {fel}.") from fel

        def fyll(mapp: Path) -> None:
            for namn, data in filer.items():
                skriv(mapp / namn, data, None)

        mapp = self.mapp / dokument.id
        with self._las:
            skapa_mapp(mapp, fyll)
            self._avtryck |= {mapp / namn: avtryck(data) for namn, data in filer.items()}

    def spara_val(
        self,
        *,
        tema: str | None = None,
        senaste_dokument: str | None = None,
        senaste_flik: str | None = None,
    ) -> None:
        """Save the choices that are given, over the settings as they are now. Raises Sparfel."""
        alla = {"tema": tema, "senaste_dokument": senaste_dokument, "senaste_flik": senaste_flik}
        val = {namn: text for namn, text in alla.items() if text is not None}
        fil = self.mapp / INSTALLNINGSFIL
        # One field is put into what the file holds at this moment, so it does not matter whether
        # the user has edited the thresholds in it by hand since the start.
        self._avtryck.pop(fil, None)
        self._spara(fil, lambda ra: sammanfogade_val(_skrivbara(ra, fil), val))

    def spara_installningar(self, fore: Installningar, ny: Installningar) -> None:
        """Save what a user has changed since ``fore``. Raises Sparfel."""
        fil = self.mapp / INSTALLNINGSFIL
        self._avtryck.pop(fil, None)
        self._spara(fil, lambda ra: sammanfogade_installningar(_skrivbara(ra, fil), fore, ny))

    def avtryck(self) -> dict[Path, Avtryck]:
        """The print of each file as it was last read or saved."""
        with self._las:
            return dict(self._avtryck)

    def ar_kand(self, fil: Path, data: bytes | None) -> bool:
        """Whether these bytes are what the file held when it was last read or saved."""
        # Not under the lock: the journal asks while it is being written in, and a save, which
        # has the lock, waits for the journal. To get one value is whole by itself.
        return avtryck(data) == self._avtryck.get(fil, OLAST)

    def _oandrad(self, fil: Path) -> None:
        """A file that was to be saved holds all of it already."""

    def _fil(self, dokument: str, fil: str = HUVUDFIL.removesuffix(".json")) -> Path:
        if not ar_mappnamn(dokument) or not ar_mappnamn(fil):
            raise Sparfel(f"{citerad(f'{dokument}/{fil}')} är inget dokument i datamappen.")
        return self.mapp / dokument / f"{fil}.json"

    def _huvudfil(self, mapp: str) -> Huvudfil:
        fil = self.mapp / mapp / HUVUDFIL
        try:
            ra = self._last(fil)
        except Lasfel as fel:
            return Huvudfil(None, (Filfel(filnamn(fil), fel.mening),), skrivbar=False)
        if ra is None:
            mening = f"{filnamn(fil)} saknas; dokumentet visas inte."
            return Huvudfil(None, (Filfel(filnamn(fil), mening),), skrivbar=False)
        return tolkad_huvudfil(ra, filnamn(fil), mapp)

    def _last(self, fil: Path) -> Json:
        """A file's value, its print remembered. Raises Lasfel."""
        with self._las:
            ra, self._avtryck[fil] = last(fil)
            return uppgraderad(ra)

    def _spara(
        self, fil: Path, ny: Callable[[Json], Json], minne: "Sparminne | None" = None
    ) -> None:
        """Replace a file's value by what ``ny`` makes of it. Raises Andrad, Sparfel."""
        # TinyDB is not needed before something is saved.
        from tui.store.lagring import Lagring

        lagring = Lagring(fil, minne)
        with self._las:
            try:
                ra = lagring.read()
                if self._avtryck.get(fil, OLAST) not in (OLAST, lagring.avtryck):
                    raise andrad(fil)
                nytt = ny(uppgraderad(ra))
                if nytt is not ra:
                    data = lagring.kodat(nytt)
                    with self._omskrivning(fil, data):
                        lagring.ersatt(data)
                        # At once: it is our file also where noting that it is saved fails.
                        self._avtryck[fil] = lagring.avtryck
                        if minne is not None:
                            minne.sparat(data, nytt)
                else:
                    self._oandrad(fil)
            except Lasfel as fel:
                raise Sparfel(fel.mening, fel.errno) from fel
            except Postfel as fel:
                raise Sparfel(f"{filnamn(fil)}, {fel}; filen sparades inte.") from fel
            except Sparfel:
                raise
            except OSError as fel:
                raise ej_sparad(fil, fel) from fel
            self._avtryck[fil] = lagring.avtryck


def _skrivbara(ra: Json, fil: Path) -> Json:
    """The settings' value, where this version may save it. Raises Sparfel."""
    schema = tolkat_schema(ra, filnamn(fil), {}) if ra is not None else None
    if schema is not None and not schema.skrivbar:
        raise Sparfel(schema.fel[0].mening)
    return ra
