"""The SHA-256 of store files, by which the journal knows on what an event was made."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from tui.store.katalog import ar_mappnamn, filnamn_for
from tui.store.skrivning import lasta


def sha256(data: bytes) -> str:
    """The hash of some bytes, in hex."""
    # 3-8 ms to import, and not needed before the first edit.
    from hashlib import sha256 as hashad

    return hashad(data).hexdigest()


def filhash(mapp: Path, fil: str) -> str | None:
    """The hash of a file ("dokument/flik", "dokument/") as it is, None where there is none.

    A name that leads out of the data folder is no file in it. Raises Lasfel.
    """
    dokument, _, flik = fil.partition("/")
    if not ar_mappnamn(dokument) or (flik and not ar_mappnamn(flik)):
        return None
    data = lasta(mapp / filnamn_for(fil))
    return None if data is None else sha256(data)


class Baser(Mapping[str, str | None]):
    """The hashes of the files that a session has read, each worked out when it is asked for.

    ``ar_kant`` says whether bytes are those that the session has of a file; where another
    program has changed the file since, it has no hash here. Raises Lasfel.
    """

    def __init__(self, mapp: Path, ar_kant: Callable[[Path, bytes | None], bool]) -> None:
        self._mapp, self._ar_kant = mapp, ar_kant

    def __getitem__(self, fil: str) -> str | None:
        vag = self._mapp / filnamn_for(fil)
        data = lasta(vag)
        if not self._ar_kant(vag, data):
            raise KeyError(fil)
        return None if data is None else sha256(data)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def filhashar(mapp: Path, filer: Iterable[str]) -> dict[str, str | None]:
    """The hashes of files as they are now. Raises Lasfel."""
    return {fil: filhash(mapp, fil) for fil in filer}
