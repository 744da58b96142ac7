"""The lines of the journal as values, each to one line of JSON and back.

The kinds of line, told apart by the key that comes first::

    {"journal": 1, "start": tid, "fran_nr": 1}                                     Huvud
    {"nr", "tid", "vem", "slag", "steg": [{"fil", ...change}], "skal"?, "bas"?}    Handelse
    {"skriver": fil, "hash": of the new bytes, "nr", "fore": of the old or null}   Avsikt
    {"sparat": fil, "hash", "nr", "allt"?}                                         Sparad
    {"forkastat": fil, "hash": or null, "nr", "allt"?}                             Forkastad

``fil`` is "dokument/flik" for a tab and "dokument/" for the document's head; ``hash`` is the
SHA-256 of a file's bytes in hex, null for a missing file. ``nr`` in a line about a file is the
last event that those bytes hold; ``allt`` says that every event up to that one is saved, in all
files, so that the next start need not read any further back.
"""

from collections.abc import Mapping
from dataclasses import field
from datetime import UTC, datetime
from typing import Any, Literal, TypeAlias, get_args

from tui.arbetsyta import Andring
from tui.fryst import fryst
from tui.store.andringskod import kodad_andring, tolkad_andring
from tui.store.fel import Postfel, citerad
from tui.store.journalstart import VERSION
from tui.store.kodek import avkodat, kodad_rad
from tui.store.vardekod import Post

Slag: TypeAlias = Literal["gor", "angra", "gor_om", "aterstall"]
SLAG: Mapping[str, Slag] = {slag: slag for slag in get_args(Slag)}
Hash: TypeAlias = str | None


@fryst
class Huvud:
    """The first line: the version of the format, and the number of the first event in the file."""

    start: datetime
    fran_nr: int
    version: int = VERSION


@fryst
class Handelse:
    """One committed step: who changed what, when and why.

    ``filer`` says of each change in ``steg`` which file it belongs to. ``bas`` is the hash of
    each file that the step is the first to touch since it was last saved; events about the file
    that no save held until then do not count. ``forkastat`` (never stored) names the files whose
    changes a later line says were not taken in.
    """

    nr: int
    tid: datetime
    vem: str
    slag: Slag
    steg: tuple[Andring, ...]
    filer: tuple[str, ...]
    skal: str = ""
    bas: Mapping[str, Hash] = field(default_factory=dict)
    forkastat: frozenset[str] = frozenset()

    def steg_i(self, fil: str) -> tuple[Andring, ...]:
        """The changes that belong to one file."""
        return tuple(a for a, f in zip(self.steg, self.filer, strict=True) if f == fil)

    def gallande(self) -> tuple[Andring, ...]:
        """The changes that were taken in: all but those of the files in ``forkastat``."""
        if not self.forkastat:
            return self.steg
        par = zip(self.steg, self.filer, strict=True)
        return tuple(andring for andring, fil in par if fil not in self.forkastat)


@fryst
class Avsikt:
    """A file is about to be replaced: by which bytes, over which."""

    fil: str
    hash: str
    fore: Hash
    nr: int


@fryst
class Sparad:
    """A file has been replaced; these bytes hold every event about it up to ``nr``."""

    fil: str
    hash: str
    nr: int
    allt: int | None = None


@fryst
class Forkastad:
    """The file as it is now counts, and the unsaved events about it up to ``nr`` do not."""

    fil: str
    hash: Hash
    nr: int
    allt: int | None = None


@fryst
class Trasig:
    """A line that could not be read. Whatever it said is not known."""

    radnr: int


Journalrad: TypeAlias = Huvud | Handelse | Avsikt | Sparad | Forkastad
Innehallsrad: TypeAlias = Journalrad | Trasig


def kodad_journalrad(rad: Journalrad) -> bytes:
    """The line, its newline included. Raises Postfel, Kodfel for what could not be read back."""
    return kodad_rad(_post(rad))


def _post(rad: Journalrad) -> Post:
    match rad:
        case Huvud(start, fran_nr, version):
            return {"journal": version, "start": kodad_tid(start), "fran_nr": fran_nr}
        case Handelse():
            return _handelsepost(rad)
        case Avsikt(fil, hash_, fore, nr):
            return {"skriver": fil, "hash": hash_, "nr": nr, "fore": fore}
        case Sparad(fil, hash_, nr, allt) | Forkastad(fil, hash_, nr, allt):
            slag = "sparat" if isinstance(rad, Sparad) else "forkastat"
            post: Post = {slag: fil, "hash": hash_, "nr": nr}
            return post if allt is None else {**post, "allt": allt}


def _handelsepost(rad: Handelse) -> Post:
    steg = zip(rad.steg, rad.filer, strict=True)
    post: Post = {
        "nr": rad.nr,
        "tid": kodad_tid(rad.tid),
        "vem": rad.vem,
        "slag": rad.slag,
        "steg": [{"fil": fil, **kodad_andring(andring)} for andring, fil in steg],
    }
    extra = {"skal": rad.skal, "bas": dict(rad.bas)}
    return {**post, **{k: v for k, v in extra.items() if v}}


def tolkad_journalrad(data: bytes) -> Journalrad:
    """The value of a line. Raises Postfel, Kodfel."""
    post = avkodat(data)
    if not isinstance(post, dict):
        raise Postfel("raden ska ha fält med namn")
    if "journal" in post:
        version, fran = _nummer(post, "journal"), _nummer(post, "fran_nr")
        return Huvud(_tid(post, "start"), fran, version)
    if "skriver" in post:
        fore = _hash(post, "fore")
        return Avsikt(_text(post, "skriver"), _text(post, "hash"), fore, _nummer(post, "nr", 0))
    if "sparat" in post:
        nr, allt = _nummer(post, "nr", 0), _allt(post)
        return Sparad(_text(post, "sparat"), _text(post, "hash"), nr, allt)
    if "forkastat" in post:
        nr, allt = _nummer(post, "nr", 0), _allt(post)
        return Forkastad(_text(post, "forkastat"), _hash(post, "hash"), nr, allt)
    if "steg" in post:
        return _handelse(post)
    raise Postfel("raden är av ett okänt slag")


def _handelse(post: Post) -> Handelse:
    slag, steg = post.get("slag"), post["steg"]
    if not isinstance(slag, str) or slag not in SLAG:
        raise Postfel(f"{citerad(slag)} är inget slag av händelse")
    if not isinstance(steg, list) or not all(isinstance(a, dict) for a in steg):
        raise Postfel("fältet ”steg” ska vara en lista av ändringar")
    return Handelse(
        nr=_nummer(post, "nr"),
        tid=_tid(post, "tid"),
        vem=_text(post, "vem"),
        slag=SLAG[slag],
        steg=tuple(tolkad_andring(a) for a in steg),
        filer=tuple(_text(a, "fil") for a in steg),
        skal=_text(post, "skal") if "skal" in post else "",
        bas=_bas(post.get("bas", {})),
    )


def _bas(ra: Any) -> Mapping[str, Hash]:
    if isinstance(ra, dict) and all(v is None or isinstance(v, str) for v in ra.values()):
        return ra
    raise Postfel("fältet ”bas” ska vara filernas kontrollsummor")


def _text(post: Post, falt: str) -> str:
    varde = post.get(falt)
    if isinstance(varde, str):
        return varde
    raise Postfel(f"fältet ”{falt}” ska vara text")


def _hash(post: Post, falt: str) -> Hash:
    return None if post.get(falt, ...) is None else _text(post, falt)


def _nummer(post: Post, falt: str, minst: int = 1) -> int:
    varde = post.get(falt)
    if type(varde) is int and varde >= minst:
        return varde
    raise Postfel(f"fältet ”{falt}” ska vara ett heltal från {minst}")


def _allt(post: Post) -> int | None:
    return _nummer(post, "allt", 0) if "allt" in post else None


def kodad_tid(tid: datetime) -> str:
    """A time as it is stored: UTC, whole seconds, ``2024-09-17T12:02:03Z``."""
    return tid.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def _tid(post: Post, falt: str) -> datetime:
    text = _text(post, falt)
    try:
        tid = datetime.fromisoformat(text)
        if tid.tzinfo is not None:
            return tid.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise Postfel(f"fältet ”{falt}” ska vara en tid med tidszon, inte {citerad(text)}")
