"""What the session needs of a safe data folder: journal, lock, watch, backups."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal, Protocol, TypeAlias

from tui.arbetsyta import Andring, Arbetsyta, Historik
from tui.domain.fel import Adress, Filfel
from tui.domain.tabell import Tabell
from tui.domain.varde import Varde

Slag: TypeAlias = Literal["gor", "angra", "gor_om", "aterstall"]


class Cellsteg(Protocol):
    """One value that a cell has had."""

    @property
    def tid(self) -> datetime:
        """When, in UTC."""
        ...

    @property
    def vem(self) -> str:
        """Who."""
        ...

    @property
    def fran(self) -> Varde:
        """From what."""
        ...

    @property
    def till(self) -> Varde:
        """To what."""
        ...

    @property
    def skal(self) -> str:
        """Why, "" if not said."""
        ...


class Filnytt(Protocol):
    """A file that another program has changed."""

    @property
    def dokument(self) -> str:
        """The document's id."""
        ...

    @property
    def flik(self) -> str:
        """The tab's id, "dokument" for the head."""
        ...

    @property
    def slag(self) -> Literal["andrad", "borta", "ny", "olasbar"]:
        """What has happened to it."""
        ...

    @property
    def avtryck(self) -> object:
        """What tells this state of the file from another."""
        ...


class Kopieval(Protocol):
    """A backup to choose."""

    @property
    def nar(self) -> datetime:
        """What the clock said when it was made."""
        ...

    @property
    def nummer(self) -> int:
        """In which order it was made."""
        ...


class Startkonflikt(Protocol):
    """A file that was changed by others while edits to it were only in the journal."""

    @property
    def fil(self) -> str:
        """Which, as "dokument/flik"."""
        ...

    @property
    def mening(self) -> str:
        """What has happened, in one sentence."""
        ...

    def steg(self) -> tuple[Andring, ...]:
        """My changes, in order."""
        ...


class Journalring(Protocol):
    """A data folder whose edits are journaled. Methods that write raise an OSError with
    ``mening``, a Swedish sentence."""

    @property
    def hinder(self) -> str:
        """Why nothing may be changed, "" when it may."""
        ...

    def ta_over(self) -> bool:
        """Try to become the writer; True when it just succeeded."""
        ...

    def journalfor(
        self, slag: Slag, steg: Sequence[Andring], filer: Sequence[str], skal: str = ""
    ) -> None:
        """Commit a step."""
        ...

    def senaste_nr(self) -> int:
        """The number of the last committed step."""
        ...

    def forbered(self) -> None:
        """Make ready to commit a step."""
        ...

    def infor(self, dokument: str, flik: str, nr: int) -> None:
        """Tell what the next save of a file holds."""
        ...

    def historik(self) -> Historik:
        """What could be undone when the folder was last open."""
        ...

    def passar(self, yta: Arbetsyta, steg: Sequence[Andring]) -> bool:
        """Whether the changes of a step meet what they were made on."""
        ...

    def cellhistorik(self, adress: Adress) -> Sequence[Cellsteg]:
        """How a cell came to its value, newest first."""
        ...

    def andrade(self) -> Sequence[Filnytt]:
        """The files that other programs have changed."""
        ...


class Sakring(Journalring, Protocol):
    """And one that notices what others do to it, and keeps backups."""

    def deras(
        self, dokument: str, flik: str
    ) -> tuple[tuple[Tabell, ...], tuple[Filfel, ...], object]:
        """A tab as it is on the disk now, its faults, and a print of the file."""
        ...

    def godta(self, dokument: str, flik: str, avtryck: object) -> bool:
        """Let the file on the disk count as known, if it still is the one of that print."""
        ...

    def skillnader(
        self, bas: Sequence[Tabell], min_: Sequence[Tabell], deras: Sequence[Tabell], dokument: str
    ) -> Sequence[Any]:
        """Where the versions of a tab differ, table by table."""
        ...

    def slagna(
        self,
        skillnader: Sequence[Any],
        min_: Sequence[Tabell],
        deras: Sequence[Tabell],
        val: dict[Adress, Literal["min", "deras"]],
    ) -> tuple[Tabell, ...]:
        """The tab's tables put together."""
        ...

    def kopielista(self, dokument: str, flik: str) -> Sequence[Kopieval]:
        """A file's backups, newest first."""
        ...

    def aterstallning(
        self, kopia: Any, nu: Sequence[Tabell]
    ) -> tuple[tuple[Andring, ...], tuple[str, ...]]:
        """The changes that bring a backup back, and what they do not."""
        ...

    def kopiefel(self) -> tuple[Filfel, ...]:
        """A sentence for each copy that a sync program has left beside the files."""
        ...

    @property
    def konflikter(self) -> Sequence[Startkonflikt]:
        """The files that the start could not put the journal's edits into."""
        ...

    def forkasta(self, konflikt: Any) -> None:
        """Let a file count as it is; the journal's unsaved edits of it do not."""
        ...

    def stang(self) -> None:
        """Let others have the folder."""
        ...
