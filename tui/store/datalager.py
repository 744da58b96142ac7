"""The data folder as the session holds it: files, journal, lock, watch and backups in one.

Order of a committed edit: the journal (fsynced), then the screen, then the file, which is
announced in the journal before it is replaced and noted after. Whatever the moment of a crash,
the next start finds every committed edit either in the file or in the journal.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tui.arbetsyta import Andring, Historik
from tui.domain.fel import Adress
from tui.domain.register import REGISTER, Register
from tui.store.filhash import Baser, filhash, sha256
from tui.store.journalstart import journalfil
from tui.store.mapp import Lager
from tui.store.skrivlas import Skrivlas, jag
from tui.store.skrivning import lasta, tidigare

if TYPE_CHECKING:
    from tui.store.aterspelning import Konflikt
    from tui.store.bevakning import Bevakare, Filandring
    from tui.store.historik import Cellhandelse
    from tui.store.journal import Handelse, Journal, Slag
    from tui.store.sakerhetskopior import Sakerhetskopior

MAX_HANDELSER = 5000


class Datalager(Lager):
    """An opened data folder whose saves go through the journal.

    Raises nothing when it is opened: where the folder cannot be written, ``hinder`` says why.
    """

    def __init__(self, mapp: Path, register: Register = REGISTER) -> None:
        super().__init__(mapp, register, self._omskrivning)
        self.las = Skrivlas(mapp)
        self._nr: dict[Path, int] = {}
        self._ikapp: set[Path] = set()
        self._handelser: list[Handelse] | None = None
        self.konflikter: tuple[Konflikt, ...] = ()
        self.las.ta()

    @cached_property
    def journal(self) -> "Journal":
        """The journal; imported, as the next two, when it is first needed."""
        from tui.store.journal import Journal

        return Journal(self.mapp, jag_namn())

    @cached_property
    def bevakare(self) -> "Bevakare":
        """The watch."""
        from tui.store.bevakning import Bevakare

        return Bevakare(self.mapp)

    @cached_property
    def kopior(self) -> "Sakerhetskopior":
        """The backups."""
        from tui.store.sakerhetskopior import Sakerhetskopior

        return Sakerhetskopior(self.mapp)

    @property
    def hinder(self) -> str:
        """Why nothing may be changed here, "" when it may."""
        return self.las.vem()

    def ta_over(self) -> bool:
        """Try to become the writer; True when it just succeeded."""
        hade = self.las.har
        return self.las.ta() and not hade

    def journalfor(
        self, slag: "Slag", steg: Sequence[Andring], filer: Sequence[str], skal: str = ""
    ) -> None:
        """Commit a step; it is on the disk when this returns. Raises Sparfel."""
        handelse = self.journal.skriv(
            slag, steg, skal, filer=filer, baser=Baser(self.mapp, self.ar_kand)
        )
        if self._handelser is not None:
            self._handelser.append(handelse)

    def senaste_nr(self) -> int:
        """The number of the last committed step, 0 before the first."""
        return self.journal.sista_nr()

    def infor(self, dokument: str, flik: str, nr: int) -> None:
        """Tell that the next save of a tab (of the head for "") holds every step up to ``nr``."""
        self._nr[self._fil(dokument, flik or "dokument")] = nr

    def handelser(self) -> "Sequence[Handelse]":
        """The journal's events, read once; where nothing has been noted there is none to import."""
        if self._handelser is None:
            finns = journalfil(self.mapp).exists()
            self._handelser = list(self.journal.las().handelser) if finns else []
        return self._handelser

    def historik(self) -> Historik:
        """What could be undone and redone when the folder was last open."""
        if not self.handelser():
            return Historik()
        from tui.store.historik import historik_ur

        return historik_ur(self.handelser())

    def cellhistorik(self, adress: Adress) -> "tuple[Cellhandelse, ...]":
        """How a cell came to its value, newest first."""
        if not self.handelser():
            return ()
        from tui.store.historik import cellhistorik

        return cellhistorik(self.handelser(), adress)

    def andrade(self) -> "tuple[Filandring, ...]":
        """The files that other programs have changed since they were read or saved."""
        for fil, tryck in self.avtryck().items():
            self.bevakare.kanner_avtryck(fil, tryck)
        return self.bevakare.andrade()

    def forkasta(self, konflikt: "Konflikt") -> None:
        """Let a file count as it is; the journal's unsaved edits of it do not. Raises Sparfel."""
        self.journal.forkasta(konflikt.fil, konflikt.deras, self.senaste_nr())
        self._handelser = None

    def stang(self) -> None:
        """Trim the journal where it is long, and let others have the folder."""
        try:
            # A journal that cannot be trimmed now is trimmed another time: nothing hangs on it.
            with suppress(OSError):
                if self.las.har:
                    self.journal.korta(MAX_HANDELSER)
        finally:
            self.las.slapp()

    @contextmanager
    def _omskrivning(self, fil: Path, data: bytes) -> Iterator[None]:
        """Around a replace: the new bytes announced, the old ones kept, the new ones noted."""
        namn = _journalnamn(fil)
        nr = self._nr.get(fil, 0)
        hash_ = sha256(data) if nr else ""
        self.bevakare.kanner(fil, data)
        self._ta_ikapp(fil)
        if nr:
            self.journal.avsikt(namn, hash_, filhash(self.mapp, namn), nr)
        yield
        _bevara(self, fil)
        if nr:
            self.journal.sparad(namn, hash_, nr)

    def _oandrad(self, fil: Path) -> None:
        # The journal must know, or the next start would hold the same edits against the file:
        # they were undone before the save, or another's change was chosen instead of them.
        namn, nr = _journalnamn(fil), self._nr.get(fil, 0)
        hash_ = filhash(self.mapp, namn) if nr else None
        if hash_ is not None:
            self.journal.sparad(namn, hash_, nr)

    def _ta_ikapp(self, fil: Path) -> None:
        """Make the backup that a crash took, before another is made or any are shown.

        It may have come between a replace and its backup, or before that one's name was on the
        disk. What was replaced is in .tidigare, which the sync after the replace covers.
        """
        if fil not in self._ikapp:
            self._ikapp.add(fil)
            with suppress(OSError):
                _bevara(self, fil, fil.stat().st_mtime)


def _bevara(lager: Datalager, fil: Path, nar: float | None = None) -> None:
    """Make the backup of what a save has replaced, at the time ``nar`` if it is not just now.

    Best effort: a save is worth more than that backup, and what it replaced is in .tidigare in
    any case. It is taken from there, because a program may write in the file itself.
    """
    from datetime import datetime

    with suppress(OSError):
        kalla = tidigare(fil)
        if fil.parent != lager.mapp and (data := lasta(kalla)) is not None:
            tid = None if nar is None else datetime.fromtimestamp(nar)
            lager.kopior.bevara(fil.parent.name, fil.stem, data, kalla, tid)


def _journalnamn(fil: Path) -> str:
    return f"{fil.parent.name}/{fil.stem.removeprefix('dokument')}"


def jag_namn() -> str:
    """Who the journal says has typed."""
    from datetime import datetime

    return jag(datetime.now()).anvandare
