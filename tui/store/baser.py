"""The hashes that the journal knows a file by: SHA-256 in hexadecimal, None for no file."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from tui.store.fel import Lagerfel
from tui.store.mapp import Lager
from tui.store.skrivning import OLAST, avtryck, lasta

OKAND = "okänd"
"""For a file that was changed by somebody else before it was edited: equal to no hash."""


def hash_av(data: bytes) -> str:
    """The hash of a file's bytes."""
    # Costs 8 ms, which the start can do without.
    import hashlib

    return hashlib.sha256(data).hexdigest()


def filens_hash(fil: Path) -> str | None:
    """The hash of a file as it is now. Raises Lasfel."""
    data = lasta(fil)
    return None if data is None else hash_av(data)


def filvag(mapp: Path, fil: str) -> Path:
    """Where the journal's "dokument/flik" (or "dokument/" for the head) lies."""
    dokument, _, flik = fil.partition("/")
    return mapp / dokument / f"{flik or 'dokument'}.json"


class Baser(Mapping[str, str | None]):
    """The hash of each file as it was last read or saved, worked out when it is asked for."""

    def __init__(self, lager: Lager) -> None:
        self._lager = lager

    def __getitem__(self, fil: str) -> str | None:
        vag = filvag(self._lager.mapp, fil)
        kant = self._lager.avtryck().get(vag, OLAST)
        try:
            data = lasta(vag)
        except Lagerfel:
            return OKAND
        if avtryck(data) != kant:
            return OKAND
        return None if data is None else hash_av(data)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __contains__(self, fil: object) -> bool:
        return isinstance(fil, str)
