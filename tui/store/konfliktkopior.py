"""Copies that sync programs and people leave beside a store file (*konfliktkopia*).

OneDrive, Dropbox, Nextcloud, Syncthing, Google Drive, iCloud and a file manager each keep the
version that lost under a name of their own: the file's name, a sign, and something more. Such a
file is noticed and compared, never loaded as data.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

from tui.domain.fel import Filfel
from tui.domain.register import REGISTER, Register
from tui.domain.tabell import Tabell
from tui.fryst import fryst
from tui.store.falt import enda_post
from tui.store.fel import Lasfel, Postfel
from tui.store.flikfil import tolkad_flik
from tui.store.katalog import HUVUDFIL, INSTALLNINGSFIL, dokumentmappar
from tui.store.kodek import Json
from tui.store.kodning import SCHEMATABELL
from tui.store.schema import samma_namn
from tui.store.skrivning import last

if TYPE_CHECKING:
    from tui.domain.skillnad import Skillnad

_ANDELSE = ".json"
_SKILJETECKEN = re.compile(r"[\s\-–_.(\[~]")


@fryst
class Konfliktkopia:
    """A copy of one of a document's files (of the settings where ``dokument`` is empty).

    ``lika``: it says the same as the file does now. ``skillnader`` are the tables that differ,
    with the file's figures as "min" and the copy's as "deras"; () also where the file is no tab.
    """

    fil: Path
    kopia_av: Path
    dokument: str
    lika: bool
    tabeller: tuple[Tabell, ...] = ()
    skillnader: "tuple[Skillnad, ...]" = ()
    fel: tuple[Filfel, ...] = ()


def konfliktkopior(
    mapp: Path, dokument: Iterable[str] | None = None, register: Register = REGISTER
) -> tuple[Konfliktkopia, ...]:
    """The copies beside the settings and beside the files of the documents (all, if not given).

    Nothing is raised: a folder that cannot be read has no copies, a copy that cannot be read
    has the sentence that says why.
    """
    namn = dokumentmappar(mapp)[0] if dokument is None else dokument
    flikar = (HUVUDFIL, *(f"{flik.id}{_ANDELSE}" for flik in register.flikar))
    return (
        *_i_mappen(mapp, "", (INSTALLNINGSFIL,), register),
        *(k for id_ in namn for k in _i_mappen(mapp / id_, id_, flikar, register)),
    )


def skiljer_sig(kopia: Konfliktkopia, nu: Sequence[Tabell]) -> "tuple[Skillnad, ...]":
    """In which tables a copy ("deras") differs from the ones of now, and where.

    What compares is imported when there is a copy: every start looks for one.
    """
    from tui.store.sammanslagning import avvikande

    return avvikande(nu, kopia.tabeller, kopia.dokument)


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


def _i_mappen(
    mapp: Path, dokument: str, filer: Collection[str], register: Register
) -> Iterator[Konfliktkopia]:
    try:
        namn = sorted(fil.name for fil in mapp.iterdir() if kopia_av(fil.name, filer))
    except OSError:
        return
    for kandidat in namn:
        original = kopia_av(kandidat, filer)
        kopia = _last_kopia(mapp / kandidat, mapp / str(original), dokument, register)
        if kopia is not None:
            yield kopia


def _last_kopia(
    fil: Path, original: Path, dokument: str, register: Register
) -> Konfliktkopia | None:
    """The copy, read; None where the file says that it belongs to another tab."""
    try:
        ra, avtryck = last(fil)
    except Lasfel as fel:
        return Konfliktkopia(fil, original, dokument, False, fel=(Filfel(fil.name, fel.mening),))
    flik = original.stem
    if avtryck is None or not _sager_sig_vara(ra, flik):
        return None
    nu, nuvarande = _nu(original)
    lika = avtryck == nuvarande
    if flik not in {f.id for f in register.flikar}:
        return Konfliktkopia(fil, original, dokument, lika)
    namn = f"{dokument}/{fil.name}"
    innehall = tolkad_flik(ra, namn, dokument, flik, register)
    originalet = tolkad_flik(nu, original.name, dokument, flik, register)
    kopia = Konfliktkopia(fil, original, dokument, lika, innehall.tabeller, (), innehall.fel)
    return replace(kopia, skillnader=skiljer_sig(kopia, originalet.tabeller))


def _nu(original: Path) -> tuple[Json, object]:
    try:
        return last(original)
    except Lasfel:
        return None, None


def _sager_sig_vara(ra: Json, flik: str) -> bool:
    """Whether the file says that it is this tab, or does not say which one it is."""
    try:
        _, schema = enda_post(ra, SCHEMATABELL)
    except Postfel:
        return True
    return "flik" not in schema or samma_namn(schema["flik"], flik)
