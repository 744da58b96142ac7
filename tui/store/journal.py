"""The journal of a data folder: every committed edit, on the disk before it is called saved.

An append-only file of JSON lines (``journalrad`` has their shapes), ``.namndkoll/journal.jsonl``
in the data folder. Undo, history and recovery read it (``historik``, ``aterspelning``).
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from tui.arbetsyta import MAX_STEG, Andring
from tui.domain.fel import Filfel
from tui.store.fel import Lagerfel, Lasfel, Postfel, Sparfel, filnamn, orsak
from tui.store.journalinnehall import Innehall, tolkat_innehall
from tui.store.journallage import Lage, lage_efter
from tui.store.journalrad import Avsikt, Forkastad, Handelse, Hash, Slag, Sparad
from tui.store.journalstart import journalfil
from tui.store.kodek import Kodfel
from tui.store.skrivning import lasta

if TYPE_CHECKING:
    from tui.store.journalskrivare import Skrivare

__all__ = ["Handelse", "Hash", "Innehall", "Journal", "Slag"]


def _nu() -> datetime:
    return datetime.now(UTC)


def _kanda(filer: Iterable[str], baser: Mapping[str, Hash]) -> dict[str, Hash]:
    """The hashes of those files that have one. Each is asked for once: it may cost something."""
    kanda: dict[str, Hash] = {}
    for fil in filer:
        with suppress(KeyError):
            kanda[fil] = baser[fil]
    return kanda


class Journal:
    """What is committed in a data folder, by ``vem``. Writing raises Sparfel, reading never.

    Nothing is read or made before it is needed. One process may write (the folder's lock); its
    threads may use one journal together.
    """

    def __init__(self, mapp: Path, vem: str, nu: Callable[[], datetime] = _nu) -> None:
        self.fil = journalfil(mapp)
        # A user's name may hold bytes that are no text; it must not stop every save.
        self._vem = vem.encode("utf-8", "replace").decode("utf-8")
        self._nu = nu
        self._las = Lock()

    @cached_property
    def _skrivare(self) -> "Skrivare":
        """The writer; imported, as what is kept of old, by who does more than read."""
        from tui.store.journalskrivare import Skrivare

        return Skrivare(self.fil, self._nu)

    def forbered(self) -> "Skrivare":
        """Have the writer ready: the first line of a session else waits for its import."""
        return self._skrivare

    def skriv(
        self,
        slag: Slag,
        steg: Sequence[Andring],
        skal: str = "",
        *,
        filer: Sequence[str],
        baser: Mapping[str, Hash],
        ersatter: Collection[str] = (),
    ) -> Handelse:
        """Commit a step: one line, on the disk when this returns. Raises Sparfel.

        ``filer`` names the file of each change. ``baser`` has the hash of each file as it was
        last read or saved; it is asked only for a file that the step is the first to touch since
        it was saved, so a mapping that hashes when it is asked (``Baser``) costs nothing
        otherwise. A file without a hash there is never replayed on without the user's leave.

        ``ersatter``: files whose conflict the user has settled by this step. It stands on the
        file as it is now (``baser``), and what was unsaved of the file before does not count.
        """

        def ny(lage: Lage) -> Handelse:
            nya = (f for f in dict.fromkeys(filer) if f not in lage.osparat or f in ersatter)
            bas = _kanda(nya, baser)
            tid = self._nu().astimezone(UTC).replace(microsecond=0)
            return Handelse(lage.nr + 1, tid, self._vem, slag, tuple(steg), tuple(filer), skal, bas)

        if not steg:
            raise ValueError("a step has at least one change")
        with self._skrivning() as skrivare:
            return skrivare.foga(ny)

    def avsikt(self, fil: str, hash_: str, fore: Hash, nr: int) -> None:
        """Note that a file is about to be replaced by bytes that hold every event up to ``nr``.

        On the disk when this returns, so that a file that was replaced just before a crash is
        known again. ``fore`` is the hash of the bytes that are replaced. Raises Sparfel.
        """
        with self._skrivning() as skrivare:
            skrivare.foga(lambda _: Avsikt(fil, hash_, fore, nr))

    def sparad(self, fil: str, hash_: str, nr: int) -> None:
        """Note that a file has been replaced, as it was told to be. Raises Sparfel."""
        with self._skrivning() as skrivare:
            skrivare.foga(lambda lage: Sparad(fil, hash_, nr, lage.allt(fil, nr)))

    def forkasta(self, fil: str, hash_: Hash, nr: int) -> None:
        """Note that a file counts as it is, and its unsaved events up to ``nr`` do not.

        For a conflict of which the user keeps nothing of the own side; where something is kept,
        that is a step that ``ersatter``. Raises Sparfel.
        """
        with self._skrivning() as skrivare:
            skrivare.foga(lambda lage: Forkastad(fil, hash_, nr, lage.allt(fil, nr)))

    def las(self) -> Innehall:
        """All that the journal holds, and the faults met."""
        try:
            with self._las:
                data = lasta(self.fil)
        except Lasfel as fel:
            return Innehall(fel=(Filfel(filnamn(self.fil), fel.mening),), hinder=fel.mening)
        return tolkat_innehall(data or b"", filnamn(self.fil))

    def sista_nr(self) -> int:
        """The number of the last event, 0 before the first."""
        from tui.store.journalarkiv import senaste_arkiverade

        with self._las:
            lage = self._skrivare.lage
        nr = (lage or lage_efter(self.las().rader)).nr
        return nr or senaste_arkiverade(self.fil)

    def korta(self, max_handelser: int, behall: int = MAX_STEG) -> bool:
        """Trim the journal to its last steps if it is longer than so many events.

        Only when everything is saved. The old file is kept whole, in the folder ``arkiv``.
        Returns whether it was trimmed. Raises Sparfel, with the journal as it was.
        """
        from tui.store.journalarkiv import korta, kortning

        meningar = "kunde inte kortas", "inget är borta"
        # Reading a long journal takes a while, so it is not done while others wait to write.
        with self._som_sparfel(*meningar):
            plan = kortning(self.fil, max_handelser, behall, self._nu())
        if plan is None:
            return False
        with self._skrivning(*meningar) as skrivare:
            if not skrivare.hel or not korta(self.fil, plan):
                return False
            skrivare.glom()
            return True

    def las_arkiv(self) -> Innehall:
        """The events that the journal no longer holds, oldest first, and the faults met."""
        from tui.store.journalarkiv import last_arkiv

        handelser = self.las().handelser
        return last_arkiv(self.fil, handelser[0].nr if handelser else None)

    @contextmanager
    def _skrivning(
        self, vad: str = "kunde inte skrivas", darfor: str = "ändringen är inte sparad"
    ) -> "Iterator[Skrivare]":
        """The writer, for this thread alone. Every fault becomes a Sparfel."""
        with self._las, self._som_sparfel(vad, darfor):
            yield self._skrivare

    @contextmanager
    def _som_sparfel(self, vad: str, darfor: str) -> Iterator[None]:
        try:
            yield
        except Sparfel:
            raise
        except Lagerfel as fel:
            raise Sparfel(fel.mening, fel.errno) from fel
        except OSError as fel:
            mening = f"{filnamn(self.fil)} {vad}: {orsak(fel)}; {darfor}."
            raise Sparfel(mening, fel.errno) from fel
        except (Postfel, Kodfel) as fel:
            raise Sparfel(f"Ändringen kan inte sparas: {fel}.") from fel
