"""Copies that sync programs and people leave beside a store file (*konfliktkopia*).

Such a file is noticed by its name (``konfliktnamn``) and compared, never loaded as data.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tui.domain.celltext import celltext
from tui.domain.fel import Filfel
from tui.domain.register import REGISTER, Register
from tui.domain.tabell import Tabell
from tui.domain.varde import Varde
from tui.fryst import fryst
from tui.store.falt import enda_post
from tui.store.fel import Lasfel, Postfel, filnamn
from tui.store.flikfil import tolkad_flik
from tui.store.kodek import Json
from tui.store.kodning import SCHEMATABELL
from tui.store.konfliktnamn import konfliktnamn
from tui.store.schema import samma_namn
from tui.store.skrivning import last

if TYPE_CHECKING:
    from tui.domain.skillnad import Skillnad

VISADE = 3


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
    funna = konfliktnamn(mapp, dokument, register)
    return tuple(k for par in funna if (k := _last_kopia(*par, mapp, register)) is not None)


def skiljer_sig(kopia: Konfliktkopia, nu: Sequence[Tabell]) -> "tuple[Skillnad, ...]":
    """In which tables a copy ("deras") differs from the ones of now, and where.

    What compares is imported when there is a copy: every start looks for one.
    """
    from tui.store.sammanslagning import avvikande

    return avvikande(nu, kopia.tabeller, kopia.dokument)


def _last_kopia(fil: Path, original: Path, mapp: Path, register: Register) -> Konfliktkopia | None:
    """The copy, read; None where the file says that it belongs to another tab."""
    dokument = fil.parent.name if fil.parent != mapp else ""
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


def kopiefel(kopia: Konfliktkopia) -> Filfel:
    """A sentence for a copy: what it is of, and where it says something else."""
    namn, original = filnamn(kopia.fil), kopia.kopia_av.name
    if kopia.fel:
        return Filfel(namn, kopia.fel[0].mening)
    poster = [p for s in kopia.skillnader for p in s.poster if p.falt == "cell"]
    vad = "den säger samma sak" if kopia.lika else f"{len(poster)} celler skiljer"
    delar = "; ".join(
        f"{p.adress.rad}/{p.adress.kolumn}: här {_text(p.min)}, där {_text(p.deras)}"
        for p in poster[:VISADE]
    )
    return Filfel(
        namn,
        f"{namn} är en kopia av {original} från ett synkprogram och läses inte in: "
        f"{vad}{f' ({delar})' if delar else ''}.",
    )


def _text(varde: object) -> str:
    tabellvarde: Varde = varde  # type: ignore[assignment]
    return celltext(tabellvarde, None) or "tomt"
