"""TinyDB's storage, made safe: ``TinyDB(path, storage=Lagring)``."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tinydb import Storage

from tui.store.atomic_file import UNREAD, Fingerprint, fingerprint, loaded, parsed, write
from tui.store.codec import CodeError, Json, encoded
from tui.store.errors import SaveError, file_name

if TYPE_CHECKING:
    from tui.store.save_memory import SaveMemory


class StrictStorage(Storage):
    """One store file. No handle is kept open between calls.

    ``fingerprint`` is the print of the bytes that were last read or written: the file is only
    replaced while it still is those. ``memory`` is what is known of the file since it was last
    saved: a value that it gives must not be changed.
    """

    def __init__(self, file: str | os.PathLike[str], memory: "SaveMemory | None" = None) -> None:
        self.file = Path(file)
        self._memory = memory
        self.fingerprint: Fingerprint = UNREAD

    def read(self) -> Json:
        """The file's value, None where there is no file. Raises Lasfel, also for an empty one."""
        data = loaded(self.file)
        if data is not None and self._memory is not None and data == self._memory.data:
            value = self._memory.value
        else:
            value = parsed(self.file, data)
        self.fingerprint = fingerprint(data)
        return value

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Replace the file's value. Raises Andrad, Sparfel; Lasfel if it never could be read."""
        self.replaced(self.encoded(data))

    def encoded(self, data: dict[str, dict[str, Any]]) -> bytes:
        """The bytes that a value is stored as. Raises Sparfel for what cannot be stored."""
        try:
            return encoded(data) if self._memory is None else self._memory.encoded(data)
        except CodeError as error:
            raise SaveError(f"{file_name(self.file)} kunde inte sparas: {error}.") from None

    def replaced(self, fresh: bytes) -> None:
        """Replace the file's bytes. Raises as ``write``."""
        if self.fingerprint == UNREAD:
            self.read()
        write(self.file, fresh, self.fingerprint)
        self.fingerprint = fingerprint(fresh)
