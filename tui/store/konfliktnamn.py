"""The names of copies (*konfliktkopior*): the file's own name, a sign, and something more.

OneDrive, Dropbox, Nextcloud, Syncthing, Google Drive, iCloud and a file manager each keep the
version that lost under such a name.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from unicodedata import normalize

from tui.domain.register import REGISTER, Register
from tui.store.katalog import HUVUDFIL, INSTALLNINGSFIL, dokumentmappar

_ANDELSE = ".json"
_SKILJETECKEN = re.compile(r"[\s\-–_.(\[~]")


def konfliktnamn(
    mapp: Path, dokument: Iterable[str] | None = None, register: Register = REGISTER
) -> Iterator[tuple[Path, Path]]:
    """The files that by their names are copies, each with the file that it is a copy of.

    Those beside the settings, and beside the files of the documents (all, if not given). A
    folder that cannot be read has none.
    """
    yield from _i_mappen(mapp, (INSTALLNINGSFIL,))
    flikar = (HUVUDFIL, *(f"{flik.id}{_ANDELSE}" for flik in register.flikar))
    for id_ in dokumentmappar(mapp)[0] if dokument is None else dokument:
        yield from _i_mappen(mapp / id_, flikar)


def _i_mappen(mapp: Path, filer: Collection[str]) -> Iterator[tuple[Path, Path]]:
    try:
        namn = sorted(fil.name for fil in mapp.iterdir())
    except OSError:
        return
    for kandidat in namn:
        original = kopia_av(kandidat, filer)
        if original is not None:
            yield mapp / kandidat, mapp / original


def kopia_av(namn: str, filer: Collection[str]) -> str | None:
    """Which of the files a name is the name of a copy of, None if of none."""
    stam = _stam(namn)
    if stam is None or stam in map(_stam, filer):
        return None
    original = ((fil, _stam(fil) or "") for fil in filer)
    traffar = [fil for fil, kand in original if _ar_kopia(stam, kand)]
    return max(traffar, key=len, default=None)


def _stam(namn: str) -> str | None:
    namn = normalize("NFC", namn).casefold()
    return namn.removesuffix(_ANDELSE) if namn.endswith(_ANDELSE) else None


def _ar_kopia(stam: str, kand: str) -> bool:
    return stam.startswith(kand) and _SKILJETECKEN.match(stam, len(kand)) is not None
