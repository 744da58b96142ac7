"""A document's head: the record in ``dokument.json`` to a ``Dokument`` and back."""

from typing import NamedTuple, TypeVar, get_args

from tui.domain.dokument import Beslut, Dokument, Dokumentslag, Status, Undantag
from tui.domain.fel import Filfel
from tui.domain.period import Period
from tui.store.falt import datumfalt, enda_post, ordfalt, textfalt, textlista
from tui.store.fel import Plats, Postfel, citerad
from tui.store.kodek import Json
from tui.store.kodning import SCHEMATABELL
from tui.store.schema import samma_namn, schemapost, tolkat_schema
from tui.store.vardekod import Post

HUVUDTABELL = "dokument"
_DOKUMENTFALT = ("id", "namn", "slag", "start", "slut", "diarienummer")
_BESLUTSFALT = ("instans", "beslutsdatum", "paragraf", "status", "bas", "upplast", "not")
_GRANSKNINGSFALT = ("undantag", "texter")
HUVUDFALT = frozenset((*_DOKUMENTFALT, *_BESLUTSFALT, *_GRANSKNINGSFALT))
PLATS = Plats(HUVUDTABELL)
Val = TypeVar("Val", bound=str)


class Huvudfil(NamedTuple):
    """What a head's file holds: the document where it can be read, faults, may it be saved."""

    dokument: Dokument | None = None
    fel: tuple[Filfel, ...] = ()
    skrivbar: bool = True


def tolkad_huvudfil(ra: Json, fil: str, mapp: str) -> Huvudfil:
    """The file's value, read. The document goes by its folder's name; nothing is raised."""
    schema = tolkat_schema(ra, fil, {})
    try:
        _, post = enda_post(ra, HUVUDTABELL)
        dokument = tolkat_huvud(post, mapp)
    except Postfel as fel:
        mening = f"{fil}, {fel}; dokumentet visas inte förrän det är rättat."
        return Huvudfil(None, (*schema.fel, Filfel(fil, mening)), skrivbar=False)
    return Huvudfil(dokument, (*schema.fel, *_namnfel(post, fil, mapp)), schema.skrivbar)


def _namnfel(post: Post, fil: str, mapp: str) -> tuple[Filfel, ...]:
    if samma_namn(post.get("id"), mapp):
        return ()
    mening = (
        f"{fil} säger att dokumentet heter {citerad(post.get('id', ''))} men mappen heter "
        f"{citerad(mapp)}; det öppnas under mappens namn."
    )
    return (Filfel(fil, mening),)


def tolkat_huvud(post: Post, id_: str) -> Dokument:
    """The head that a record stands for. Raises Postfel."""
    beslut = Beslut(
        textfalt(post, "instans", PLATS),
        datumfalt(post, "beslutsdatum", PLATS),
        textfalt(post, "paragraf", PLATS),
    )
    return Dokument(
        id=id_,
        namn=textfalt(post, "namn", PLATS, krav=True),
        slag=_val(post, "slag", get_args(Dokumentslag)),
        period=_period(post),
        diarienummer=textfalt(post, "diarienummer", PLATS),
        beslut=beslut,
        status=_val(post, "status", get_args(Status)),
        bas=textfalt(post, "bas", PLATS),
        upplast=textfalt(post, "upplast", PLATS),
        not_=textfalt(post, "not", PLATS),
        undantag=tuple(Undantag(*par) for par in ordfalt(post, "undantag", PLATS).items()),
        texter=textlista(post, "texter", PLATS),
    )


def _val(post: Post, falt: str, val: tuple[Val, ...]) -> Val:
    text = textfalt(post, falt, PLATS, krav=True)
    for kandidat in val:
        if kandidat == text:
            return kandidat
    raise Postfel(f"{PLATS._replace(falt=falt)}: {citerad(text)} är inget av {', '.join(val)}")


def _period(post: Post) -> Period:
    start = datumfalt(post, "start", PLATS, krav=True)
    slut = datumfalt(post, "slut", PLATS, krav=True)
    if start is None or slut is None or slut < start:
        raise Postfel(f"{PLATS._replace(falt='slut')}: perioden slutar innan den börjar")
    return Period(start, slut)


def kodat_huvud(dokument: Dokument) -> Post:
    """The record of a head."""
    beslut = dokument.beslut
    post = {
        "id": dokument.id,
        "namn": dokument.namn,
        "slag": dokument.slag,
        "start": dokument.period.start.isoformat(),
        "slut": dokument.period.slut.isoformat(),
        "diarienummer": dokument.diarienummer,
        "instans": beslut.instans,
        "beslutsdatum": beslut.datum.isoformat() if beslut.datum else "",
        "paragraf": beslut.paragraf,
        "status": dokument.status,
    }
    extra = {
        "bas": dokument.bas,
        "upplast": dokument.upplast,
        "undantag": {u.nyckel: u.skal for u in dokument.undantag},
        "texter": list(dokument.texter),
    }
    return {**post, **{k: v for k, v in extra.items() if v}, "not": dokument.not_}


def sammanfogat_huvud(ra: Json, dokument: Dokument) -> Json:
    """The file's value with this head in it, unknown fields kept. Raises Postfel."""
    # Not needed before something is saved.
    from tui.store.sammanfogning import sammanfogad_post

    if ra is None:
        ra = {SCHEMATABELL: schemapost(dokument=dokument.id)}
    nummer, gammal = enda_post(ra, HUVUDTABELL)
    ny = sammanfogad_post(gammal, kodat_huvud(dokument), HUVUDFALT)
    return {**ra, HUVUDTABELL: {**ra.get(HUVUDTABELL, {}), nummer: ny}}
