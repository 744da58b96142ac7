"""The SHA-256 of store files, by which the journal knows on what an event was made."""

from collections.abc import Iterable
from pathlib import Path

from tui.store.aterspelning import filnamn_for
from tui.store.katalog import ar_mappnamn
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


def filhashar(mapp: Path, filer: Iterable[str]) -> dict[str, str | None]:
    """The hashes of files as they are now. Raises Lasfel."""
    return {fil: filhash(mapp, fil) for fil in filer}
