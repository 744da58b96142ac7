"""The SHA-256 of store files, by which the journal knows on what an event was made."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tui.store.atomic_file import fingerprint, loaded
from tui.store.directory import file_name_for, is_folder_name


def file_hash(folder: Path, file: str) -> str | None:
    """The hash of a file ("dokument/flik", "dokument/") as it is, None where there is none.

    A name that leads out of the data folder is no file in it. Raises ReadError.
    """
    document, _, tab = file.partition("/")
    if not is_folder_name(document) or (tab and not is_folder_name(tab)):
        return None
    return fingerprint(loaded(folder / file_name_for(file)))


class Bases(Mapping[str, str | None]):
    """The hashes of the files that a session has read, each worked out when it is asked for.

    ``is_known`` says whether bytes are those that the session has of a file; where another
    program has changed the file since, it has no hash here. Raises ReadError.
    """

    def __init__(self, folder: Path, is_known: Callable[[Path, bytes | None], bool]) -> None:
        self._folder, self._is_known = folder, is_known

    def __getitem__(self, file: str) -> str | None:
        if file.startswith("/"):  # no document's: it is replayed by what it says, not by a hash
            raise KeyError(file)
        way = self._folder / file_name_for(file)
        data = loaded(way)
        if not self._is_known(way, data):
            raise KeyError(file)
        return fingerprint(data)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0
