"""Which data folder to open (*datamapp*), and the copy of the documents on first use."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tui.store.fel import Mappfel, orsak, synlig
from tui.store.helmapp import skapa_mapp
from tui.store.katalog import HUVUDFIL, INSTALLNINGSFIL, dokumentmappar, har_dokument

MILJONAMN = "NAMNDKOLL_DATA"
VAXEL = "--data"
PAKET = Path(__file__).resolve().parents[1]


class Mappval(NamedTuple):
    """The folder to open, and what to tell the user about it (often nothing)."""

    mapp: Path
    meddelande: str = ""


def vald_mapp(argument: str | None, miljo: Mapping[str, str], arbetskatalog: Path) -> Mappval:
    """``--data``, else NAMNDKOLL_DATA, else ./data with documents, else the user's own folder.

    The last one gets a copy of the documents that come with the program the first time. Raises
    Mappfel.
    """
    if argument is not None:
        return Mappval(_given(argument, VAXEL, arbetskatalog))
    if miljo.get(MILJONAMN):
        return Mappval(_given(miljo[MILJONAMN], MILJONAMN, arbetskatalog))
    lokal = arbetskatalog / "data"
    return Mappval(lokal) if har_dokument(lokal) else _egen()


def _given(text: str, varifran: str, arbetskatalog: Path) -> Path:
    """A folder that the user has named. Raises Mappfel where it cannot be opened."""
    start = f"Mappen ”{synlig(text)}” ({varifran})"
    if not text.strip() or "\0" in text:
        raise Mappfel(f"{start} är inget mappnamn; ange en mapp som innehåller dokument.")
    try:
        mapp = arbetskatalog / Path(text).expanduser()
        tom = not any(mapp.iterdir())
    except FileNotFoundError:
        raise Mappfel(f"{start} finns inte; kontrollera stavningen.") from None
    except NotADirectoryError:
        raise Mappfel(f"{start} är en fil och ingen mapp; ange mappen som den ligger i.") from None
    except (OSError, RuntimeError) as fel:
        varfor = orsak(fel) if isinstance(fel, OSError) else "hemmappen är okänd"
        raise Mappfel(f"{start} kan inte öppnas: {varfor}.") from None
    if not har_dokument(mapp):
        if os.path.lexists(mapp / HUVUDFIL):
            raise Mappfel(f"{start} är ett enda dokument; ange mappen som det ligger i.")
        vad = "är tom" if tom else "innehåller inga dokument"
        raise Mappfel(f"{start} {vad}; ange en mapp som innehåller dokument.")
    return mapp


def _egen() -> Mappval:
    """The user's own data folder, filled the first time. Raises Mappfel."""
    # 35 ms, and not needed where a folder is given.
    from platformdirs import user_data_path

    mapp = user_data_path("namndkoll", appauthor=False)
    if har_dokument(mapp):
        return Mappval(mapp)
    try:
        antal = kopiera(medfoljande(), mapp)
    except Mappfel:
        raise
    except OSError as fel:
        raise Mappfel(
            f"De medföljande dokumenten kunde inte kopieras till {mapp}: {orsak(fel)}; "
            f"ange en annan mapp med {VAXEL}."
        ) from fel
    return Mappval(
        mapp,
        f"{antal} dokument och inställningarna har kopierats till {mapp}; där sparas dina "
        "ändringar.",
    )


def medfoljande() -> Path:
    """The documents that come with the program: in a wheel, else in a checkout. Raises Mappfel."""
    for kandidat in (PAKET / "_data", PAKET.parent / "data"):
        if har_dokument(kandidat):
            return kandidat
    raise Mappfel(
        f"De medföljande dokumenten saknas i installationen; ange en mapp med {VAXEL} eller "
        "installera om programmet."
    )


def kopiera(kalla: Path, mal: Path) -> int:
    """Copy documents and settings into a new folder, whole or not at all; the number of documents.

    Hidden files stay behind. Raises OSError, and Mappfel where ``mal`` is there with anything.
    """
    namn, _ = dokumentmappar(kalla)

    def fyll(mapp: Path) -> None:
        for dokument in namn:
            _kopiera_filer(kalla / dokument, mapp / dokument)
        if (kalla / INSTALLNINGSFIL).exists():
            _kopiera_fil(kalla / INSTALLNINGSFIL, mapp / INSTALLNINGSFIL)

    mal.parent.mkdir(parents=True, exist_ok=True)
    if mal.is_dir():
        if any(mal.iterdir()):
            raise Mappfel(
                f"{mal} innehåller inga dokument men är inte tom; flytta det som ligger där eller "
                f"ange en annan mapp med {VAXEL}."
            )
        mal.rmdir()
    skapa_mapp(mal, fyll)
    return len(namn)


def _kopiera_filer(kalla: Path, mal: Path) -> None:
    mal.mkdir()
    for fil in sorted(kalla.iterdir()):
        if fil.suffix == ".json" and not fil.name.startswith(".") and fil.is_file():
            _kopiera_fil(fil, mal / fil.name)


def _kopiera_fil(kalla: Path, mal: Path) -> None:
    """The bytes alone: the installed files may be write-protected, the copy must not be."""
    shutil.copyfile(kalla, mal)
    with mal.open("rb+") as oppen:
        os.fsync(oppen.fileno())
