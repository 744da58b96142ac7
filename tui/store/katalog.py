"""Which folders of the data folder are documents, in what order, and what they may be called."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tui.domain.dokument import Dokument
from tui.domain.fel import Filfel
from tui.store.fel import Sparfel, citerad, orsak, synlig

HUVUDFIL = "dokument.json"
INSTALLNINGSFIL = "installningar.json"
# Windows keeps these names for devices, whatever ending they have.
_ENHETER = r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?"
_OTILLATNA = r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\ud800-\udfff]'
MAX_NAMN = 80


def dokumentmappar(mapp: Path) -> tuple[tuple[str, ...], tuple[Filfel, ...]]:
    """The names of the folders that hold a head, and the faults of those that cannot be used.

    Only the folder's own level is looked at, so a link that leads in a ring ends here.
    """
    try:
        alla = sorted(_med_huvud(mapp))
    except OSError as fel:
        mening = f"Mappen ”{synlig(str(mapp))}” kan inte läsas: {orsak(fel)}."
        return (), (Filfel(synlig(mapp.name), mening),)
    return tuple(n for n in alla if _utf8(n)), tuple(_namnfel(n) for n in alla if not _utf8(n))


def _med_huvud(mapp: Path) -> Iterator[str]:
    with os.scandir(mapp) as poster:
        for post in poster:
            # lexists: a head that is a broken link is told of, not passed over.
            if post.name[0] != "." and os.path.lexists(f"{post.path}{os.sep}{HUVUDFIL}"):
                yield post.name


def _namnfel(namn: str) -> Filfel:
    mening = f"Mappen {citerad(namn)} har ett namn som inte är UTF-8; döp om den."
    return Filfel(synlig(namn), mening)


def filnamn_for(fil: str) -> str:
    """The path in the data folder of a file by its short name, "dokument/flik" or "dokument/"."""
    dokument, _, flik = fil.partition("/")
    return f"{dokument}/{flik or 'dokument'}.json"


def har_dokument(mapp: Path) -> bool:
    """Whether the folder holds a document, whole or not; False where it cannot be read."""
    try:
        return any(True for _ in _med_huvud(mapp))
    except OSError:
        return False


def _utf8(namn: str) -> bool:
    try:
        namn.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def ar_mappnamn(namn: str) -> bool:
    """Whether it names something right in the folder, and no hidden thing."""
    return bool(namn) and Path(namn).name == namn and namn[0] != "." and "\0" not in namn


def kontrollera_namn(namn: str) -> None:
    """Raises Sparfel where a name cannot be a folder's on Windows, macOS and Linux alike."""
    if (
        not namn
        or len(namn) > MAX_NAMN
        or re.search(_OTILLATNA, namn)
        or re.fullmatch(_ENHETER, namn)
        or namn.startswith((".", " "))
        or namn.endswith((".", " "))
    ):
        raise Sparfel(
            f"{citerad(namn)} kan inte vara namn på en mapp; "
            f"välj högst {MAX_NAMN} tecken, helst bokstäver, siffror och bindestreck."
        )


def ordnade(dokument: Iterable[Dokument]) -> tuple[Dokument, ...]:
    """The newest period first, a working copy (same period as its base) right after its base."""
    nyast = sorted(dokument, key=lambda d: d.id)
    nyast.sort(key=lambda d: (d.period.slut, d.period.start), reverse=True)
    efter_id = {d.id: d for d in nyast}
    kopior: dict[str, list[Dokument]] = {}
    for d in nyast:
        kopior.setdefault(d.bas if _ar_kopia(d, efter_id) else "", []).append(d)
    # Copies whose bases lead in a ring hang under no root: they stand last, as they are.
    ordning = {d.id: d for d in _under("", kopior)}
    return tuple({**ordning, **efter_id}.values())


def _ar_kopia(dokument: Dokument, efter_id: dict[str, Dokument]) -> bool:
    bas = efter_id.get(dokument.bas)
    return bas is not None and bas.period == dokument.period


def _under(rot: str, kopior: dict[str, list[Dokument]]) -> Iterable[Dokument]:
    """Depth first, without recursion: a chain of copies may be long."""
    stack = list(reversed(kopior.get(rot, [])))
    while stack:
        dokument = stack.pop()
        yield dokument
        stack.extend(reversed(kopior.get(dokument.id, [])))
