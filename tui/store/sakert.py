"""The rest of what the session asks of a data folder: merging, backups, copies left by others.

Apart from ``datalager``, because a start does without it and imports it when it is asked for.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from tui.arbetsyta import Andring, Arbetsyta
from tui.domain.fel import Adress, Filfel
from tui.domain.tabell import Tabell
from tui.store.datalager import Datalager
from tui.store.fel import Postfel, Sparfel
from tui.store.filhash import sha256
from tui.store.mapp import Lager

if TYPE_CHECKING:
    from tui.domain.skillnad import Skillnad
    from tui.store.sakerhetskopior import Kopia


class Sakerlager(Datalager):
    """An opened data folder, whole."""

    def ta_over(self) -> bool:
        """Try to become the writer; what the one before left in the journal is then replayed."""
        from tui.store.start import aterstallt

        if not super().ta_over():
            return False
        self._handelser = None
        aterstallt(self)
        return True

    def forbered(self) -> None:
        """Make ready to commit a step: import the writer, and what it hashes with."""
        self.journal.forbered()
        sha256(b"")

    def passar(self, yta: Arbetsyta, steg: Sequence[Andring]) -> bool:
        """Whether the changes of a step meet what they were made on."""
        from tui.store.aterspelning import passar

        return passar(yta, steg)

    def deras(
        self, dokument: str, flik: str
    ) -> tuple[tuple[Tabell, ...], tuple[Filfel, ...], object]:
        """A tab as it is on the disk now, its faults and its print; nothing is known by it yet."""
        lasare = Lager(self.mapp, self.register)
        tabeller, fel = lasare.flik(dokument, flik)
        return tabeller, fel, lasare.avtryck().get(self._fil(dokument, flik))

    def godta(self, dokument: str, flik: str, avtryck: object) -> bool:
        """Let the file on the disk count as known, if it still is the one of that print."""
        self.flik(dokument, flik)
        return self.avtryck().get(self._fil(dokument, flik)) == avtryck

    def skillnader(
        self, bas: Sequence[Tabell], min_: Sequence[Tabell], deras: Sequence[Tabell], dokument: str
    ) -> "tuple[Skillnad, ...]":
        """Where the versions of a tab differ, table by table."""
        from tui.store.sammanslagning import flikskillnader

        return flikskillnader(bas, min_, deras, dokument)

    def slagna(
        self,
        skillnader: "Sequence[Skillnad]",
        min_: Sequence[Tabell],
        deras: Sequence[Tabell],
        val: Mapping[Adress, Literal["min", "deras"]],
    ) -> tuple[Tabell, ...]:
        """The tab's tables put together. Raises Sparfel where the two sides cannot be."""
        from tui.store.sammanslagning import slagen_flik

        try:
            return slagen_flik(skillnader, min_, deras, val)
        except Postfel as fel:
            raise Sparfel(f"De två versionerna går inte ihop: {fel}.") from fel

    def kopielista(self, dokument: str, flik: str) -> "tuple[Kopia, ...]":
        """A file's backups, newest first."""
        if self.las.har:
            self._ta_ikapp(self._fil(dokument, flik))
        return self.kopior.lista(dokument, flik)

    def aterstallning(
        self, kopia: "Kopia", nu: Sequence[Tabell]
    ) -> tuple[tuple[Andring, ...], tuple[str, ...]]:
        """The changes that bring a backup back, and what they do not. Raises Lasfel."""
        from tui.store.aterstallning import aterstallning, utanfor_aterstallning

        return aterstallning(kopia, nu), utanfor_aterstallning(kopia, nu)

    def kopiefel(self) -> tuple[Filfel, ...]:
        """A sentence for each copy that a sync program has left beside the files."""
        from tui.store.konfliktnamn import konfliktnamn

        if not any(konfliktnamn(self.mapp)):
            return ()
        # Every start looks for copies; few find one to read and compare.
        from tui.store.konfliktkopior import konfliktkopior, kopiefel

        return tuple(map(kopiefel, konfliktkopior(self.mapp)))
