"""The rest of what the session asks of a data folder: merging, backups, copies left by others.

Apart from ``data_store``, because a start does without it and imports it when it is asked for.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from tui.domain.finding import Address, FileError
from tui.domain.table import Table
from tui.store.data_store import DataStore
from tui.store.errors import ItemError, SaveError
from tui.store.file_hash import sha256
from tui.store.folder import Store
from tui.workspace import Change, Workspace

if TYPE_CHECKING:
    from tui.domain.diff import Difference
    from tui.store.backups import Copy


class SafeStore(DataStore):
    """An opened data folder, whole."""

    def take_over(self) -> bool:
        """Try to become the writer; what the one before left in the journal is then replayed."""
        from tui.store.start import restored

        if not super().take_over():
            return False
        self._events = None
        restored(self)
        return True

    def prepare(self) -> None:
        """Make ready to commit a step: import the writer, and what it hashes with."""
        self.journal.prepare()
        sha256(b"")

    def fits(self, area: Workspace, step: Sequence[Change]) -> bool:
        """Whether the changes of a step meet what they were made on."""
        from tui.store.recovery import fits

        return fits(area, step)

    def theirs(
        self, document: str, tab: str
    ) -> tuple[tuple[Table, ...], tuple[FileError, ...], object]:
        """A tab as it is on the disk now, its faults and its print; nothing is known by it yet."""
        reader = Store(self.folder, self.register)
        tables, error = reader.tab(document, tab)
        return tables, error, reader.fingerprint().get(self._file(document, tab))

    def accept(self, document: str, tab: str, fingerprint: object) -> bool:
        """Let the file on the disk count as known, if it still is the one of that print."""
        self.tab(document, tab)
        return self.fingerprint().get(self._file(document, tab)) == fingerprint

    def differences(
        self, base: Sequence[Table], min_: Sequence[Table], theirs: Sequence[Table], document: str
    ) -> "tuple[Difference, ...]":
        """Where the versions of a tab differ, table by table."""
        from tui.store.table_merge import tab_differences

        return tab_differences(base, min_, theirs, document)

    def beaten(
        self,
        differences: "Sequence[Difference]",
        min_: Sequence[Table],
        theirs: Sequence[Table],
        choice: Mapping[Address, Literal["min", "deras"]],
    ) -> tuple[Table, ...]:
        """The tab's tables put together. Raises Sparfel where the two sides cannot be."""
        from tui.store.table_merge import merged_tab

        try:
            return merged_tab(differences, min_, theirs, choice)
        except ItemError as error:
            raise SaveError(f"De två versionerna går inte ihop: {error}.") from error

    def copy_list(self, document: str, tab: str) -> "tuple[Copy, ...]":
        """A file's backups, newest first."""
        if self.lock.has:
            self._take_caught_up(self._file(document, tab))
        return self.copies.list_(document, tab)

    def restoring(
        self, copy: "Copy", now: Sequence[Table]
    ) -> tuple[tuple[Change, ...], tuple[str, ...]]:
        """The changes that bring a backup back, and what they do not. Raises Lasfel."""
        from tui.store.backups import outside_restoring, restoring

        return restoring(copy, now), outside_restoring(copy, now)

    def copy_error(self) -> tuple[FileError, ...]:
        """A sentence for each copy that a sync program has left beside the files."""
        from tui.store.sync_names import conflict_name

        if not any(conflict_name(self.folder)):
            return ()
        # Every start looks for copies; few find one to read and compare.
        from tui.store.sync_copies import conflict_copies, copy_error

        return tuple(map(copy_error, conflict_copies(self.folder)))
