"""What the session needs of a safe data folder: journal, lock, watch, backups."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, Protocol, TypeAlias

from tui.domain.finding import Address, FileError
from tui.domain.table import Table
from tui.domain.value import Value
from tui.store.backups import Copy
from tui.workspace import Change, History

Kind: TypeAlias = Literal["gor", "angra", "gor_om", "aterstall"]


class CellStep(Protocol):
    """One value that a cell has had."""

    @property
    def moment(self) -> datetime:
        """When, in UTC."""
        ...

    @property
    def who(self) -> str:
        """Who."""
        ...

    @property
    def from_(self) -> Value:
        """From what."""
        ...

    @property
    def to(self) -> Value:
        """To what."""
        ...

    @property
    def reason(self) -> str:
        """Why, "" if not said."""
        ...


class FileNews(Protocol):
    """A file that another program has changed."""

    @property
    def document(self) -> str:
        """The document's id."""
        ...

    @property
    def tab(self) -> str:
        """The tab's id, "dokument" for the head."""
        ...

    @property
    def kind(self) -> Literal["andrad", "borta", "ny", "olasbar"]:
        """What has happened to it."""
        ...

    @property
    def fingerprint(self) -> object:
        """What tells this state of the file from another."""
        ...


class StartConflict(Protocol):
    """A file that was changed by others while edits to it were only in the journal."""

    @property
    def file(self) -> str:
        """Which, as "dokument/flik"."""
        ...

    @property
    def sentence(self) -> str:
        """What has happened, in one sentence."""
        ...

    def step(self) -> tuple[Change, ...]:
        """My changes, in order."""
        ...


class Journaling(Protocol):
    """A data folder whose edits are journaled. Methods that write raise an OSError with
    ``sentence``, a Swedish sentence."""

    @property
    def folder(self) -> Path:
        """The data folder."""
        ...

    @property
    def obstacle(self) -> str:
        """Why nothing may be changed, "" when it may."""
        ...

    def take_over(self) -> bool:
        """Try to become the writer; True when it just succeeded."""
        ...

    def journal_step(
        self, kind: Kind, step: Sequence[Change], files: Sequence[str], reason: str = ""
    ) -> None:
        """Commit a step."""
        ...

    def latest_nr(self) -> int:
        """The number of the last committed step."""
        ...

    def before(self, document: str, tab: str, nr: int) -> None:
        """Tell what the next save of a file holds."""
        ...

    def history(self) -> History:
        """What could be undone when the folder was last open."""
        ...

    def cell_history(self, address: Address) -> Sequence[CellStep]:
        """How a cell came to its value, newest first."""
        ...

    def changed(self) -> Sequence[FileNews]:
        """The files that other programs have changed."""
        ...


class Securing(Journaling, Protocol):
    """And one that notices what others do to it, and keeps backups."""

    def theirs(
        self, document: str, tab: str
    ) -> tuple[tuple[Table, ...], tuple[FileError, ...], object]:
        """A tab as it is on the disk now, its faults, and a print of the file."""
        ...

    def accept(self, document: str, tab: str, fingerprint: object) -> bool:
        """Let the file on the disk count as known, if it still is the one of that print."""
        ...

    def copy_list(self, document: str, tab: str) -> Sequence[Copy]:
        """A file's backups, newest first."""
        ...

    @property
    def conflicts(self) -> Sequence[StartConflict]:
        """The files that the start could not put the journal's edits into."""
        ...

    def discard(self, conflict: Any) -> None:
        """Let a file count as it is; the journal's unsaved edits of it do not."""
        ...

    def close(self) -> None:
        """Let others have the folder."""
        ...
