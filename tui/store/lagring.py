"""TinyDB's storage, made safe: ``TinyDB(path, storage=Lagring)``."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tinydb import Storage

from tui.store.fel import Sparfel, filnamn
from tui.store.kodek import Json, Kodfel, kodat
from tui.store.skrivning import OLAST, Avtryck, avtryck, lasta, skriv, tolkad

if TYPE_CHECKING:
    from tui.store.sparminne import Sparminne


class Lagring(Storage):
    """One store file. No handle is kept open between calls.

    ``avtryck`` is the print of the bytes that were last read or written: the file is only
    replaced while it still is those. ``minne`` is what is known of the file since it was last
    saved: a value that it gives must not be changed.
    """

    def __init__(self, fil: str | os.PathLike[str], minne: "Sparminne | None" = None) -> None:
        self.fil = Path(fil)
        self._minne = minne
        self.avtryck: Avtryck = OLAST

    def read(self) -> Json:
        """The file's value, None where there is no file. Raises Lasfel, also for an empty one."""
        data = lasta(self.fil)
        if data is not None and self._minne is not None and data == self._minne.data:
            varde = self._minne.varde
        else:
            varde = tolkad(self.fil, data)
        self.avtryck = avtryck(data)
        return varde

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Replace the file's value. Raises Andrad, Sparfel; Lasfel if it never could be read."""
        self.ersatt(self.kodat(data))

    def kodat(self, data: dict[str, dict[str, Any]]) -> bytes:
        """The bytes that a value is stored as. Raises Sparfel for what cannot be stored."""
        try:
            return kodat(data) if self._minne is None else self._minne.kodat(data)
        except Kodfel as fel:
            raise Sparfel(f"{filnamn(self.fil)} kunde inte sparas: {fel}.") from None

    def ersatt(self, nytt: bytes) -> None:
        """Replace the file's bytes. Raises as ``write``."""
        if self.avtryck == OLAST:
            self.read()
        skriv(self.fil, nytt, self.avtryck)
        self.avtryck = avtryck(nytt)
