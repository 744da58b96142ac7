"""The record that says which version of the format a file is written in, and whose it is."""

from collections.abc import Callable, Mapping
from typing import NamedTuple
from unicodedata import normalize

from tui.domain.fel import Filfel
from tui.store.falt import enda_post
from tui.store.fel import Postfel, citerad
from tui.store.kodek import Json
from tui.store.kodning import SCHEMA, SCHEMATABELL
from tui.store.vardekod import Post


class Schema(NamedTuple):
    """What the record says: whether this program may save the file, and what is to be told."""

    skrivbar: bool
    fel: tuple[Filfel, ...] = ()


UPPGRADERINGAR: dict[int, Callable[[Json], Json]] = {}
"""By version, what turns a file of it into one of the next. The first format has none before it."""


def uppgraderad(ra: Json) -> Json:
    """A file's value in today's format, the same value where it is that already.

    Nothing is written here: the next save writes the new format, and keeps the old file first.
    """
    try:
        nyckel, post = enda_post(ra, SCHEMATABELL)
    except Postfel:
        return ra
    version = post.get("version")
    while type(version) is int and version < SCHEMA and version in UPPGRADERINGAR:
        ra, version = UPPGRADERINGAR[version](ra), version + 1
        ra = {**ra, SCHEMATABELL: {nyckel: {**post, "version": version}}}
    return ra


def schemapost(**agare: str) -> Json:
    """The schema table of a new file."""
    return {"1": {"version": SCHEMA, **agare}}


def tolkat_schema(ra: Json, fil: str, agare: Mapping[str, str]) -> Schema:
    """The version of a file, and whether it is that of the document and tab that it lies with.

    A file of a version that this program does not know is shown as far as it can be read, and
    never saved: a newer program may have put there what this one would lose.
    """
    try:
        _, post = enda_post(ra, SCHEMATABELL)
    except Postfel as fel:
        return Schema(False, (Filfel(fil, f"{fil}, {fel}; filen kan läsas men inte sparas."),))
    versionsfel = _versionsfel(post, fil)
    fel_ = (*versionsfel, *_agarfel(post, fil, agare))
    return Schema(not versionsfel, fel_)


def _versionsfel(post: Post, fil: str) -> tuple[Filfel, ...]:
    version = post.get("version")
    if type(version) is not int or version < 1:
        mening = (
            f"{fil} säger inte vilken version den har (tabell ”{SCHEMATABELL}”, fält ”version”); "
            "den kan läsas men inte sparas förrän det är rättat."
        )
    elif version > SCHEMA:
        mening = (
            f"{fil} är skriven av en nyare version av Nämndkoll (format {version}, den här kan "
            f"{SCHEMA}); den kan läsas men inte sparas förrän programmet är uppdaterat."
        )
    elif version < SCHEMA:
        mening = f"{fil} har ett format ({version}) som inte kan uppgraderas; den sparas inte."
    else:
        return ()
    return (Filfel(fil, mening),)


def _agarfel(post: Post, fil: str, agare: Mapping[str, str]) -> tuple[Filfel, ...]:
    """Whether the file was copied or moved here from somewhere else."""
    return tuple(
        Filfel(
            fil,
            f"{fil} säger sig höra till {falt} {citerad(post[falt])} men ligger hos "
            f"{citerad(namn)}; kontrollera att filen ligger i rätt mapp.",
        )
        for falt, namn in agare.items()
        if falt in post and not samma_namn(post[falt], namn)
    )


def samma_namn(ena: object, andra: str) -> bool:
    """Whether two names are the same: macOS hands out "å" as two characters."""
    return isinstance(ena, str) and normalize("NFC", ena) == normalize("NFC", andra)
