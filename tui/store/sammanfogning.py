"""New tables into an old file's value: what changed is new, all else is as it was.

Fields that this version does not know, tables that could not be read, the numbers of rows that
stay, and the way in which an unchanged row is written all survive. Nothing given is changed.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import count
from typing import Any

from tui.domain.register import Register
from tui.domain.tabell import Mall, Rad, Tabell
from tui.domain.varde import Varde
from tui.store.falt import postfalt
from tui.store.fel import Plats, Postfel
from tui.store.flikfil import last_tabell
from tui.store.kodek import Json
from tui.store.kodning import SCHEMATABELL, TABELLTABELL, UPPTAGNA, radpost, tabellpost
from tui.store.schema import schemapost
from tui.store.vardekod import Post

TABELLFALT = frozenset(
    ("tabell", "mall", "rubrik", "enhet", "rubrik_etikett", "kolumner", "fotnoter", "not", "kalla")
)
_VARDEFALT = ("celler", "tryckt")
_ORDFALT = ("noter", "kallor")
RADFALT = frozenset(
    ("rad", "etikett", "art", "foralder", "regel", "enhet", "decimaler", *_VARDEFALT, *_ORDFALT)
)


def tom_flik(dokument: str, flik: str) -> Json:
    """The value of a tab's file without tables."""
    return {SCHEMATABELL: schemapost(dokument=dokument, flik=flik), TABELLTABELL: {}}


def sammanfogad_flik(ra: Json, tabeller: Collection[Tabell], register: Register) -> Json:
    """The file's value with these tables in it; tables that are not given stay as they are.

    Raises Postfel where a record that a table would be merged with cannot be read.
    """
    for tabell in tabeller:
        ra = _med_tabell(ra, tabell, register)
    return ra


def _med_tabell(ra: Json, tabell: Tabell, register: Register) -> Json:
    if tabell.id in UPPTAGNA:
        raise Postfel(f"{Plats(tabell.id)}: namnet är upptaget av lagret självt")
    huvuden = postfalt(ra, TABELLTABELL)
    nummer = next((nr for nr, h in huvuden.items() if _id(h) == tabell.id), None)
    if nummer is not None:
        gammal = last_tabell(ra, nummer, huvuden[nummer], register)
        huvud = _huvud(huvuden[nummer], gammal, tabell)
        rader = _rader(ra.get(tabell.id, {}), gammal, tabell)
    elif ra.get(tabell.id):
        raise Postfel(f"{Plats(tabell.id)}: filen har redan rader under det namnet")
    else:
        nummer, huvud = _nasta(huvuden), tabellpost(tabell)
        rader = {str(i): radpost(rad, tabell.mall) for i, rad in enumerate(tabell.rader, 1)}
    return {**ra, TABELLTABELL: {**huvuden, nummer: huvud}, tabell.id: rader}


def _id(huvud: Any) -> Any:
    return huvud.get("tabell") if isinstance(huvud, dict) else None


def _nasta(poster: Collection[str]) -> str:
    return str(max((int(nr) for nr in poster), default=0) + 1)


def _huvud(meta: Post, gammal: Tabell, tabell: Tabell) -> Post:
    if replace(gammal, rader=()) == replace(tabell, rader=()):
        return meta
    ny = tabellpost(tabell)
    if gammal.kolumner == tabell.kolumner and "kolumner" in meta:
        ny["kolumner"] = meta["kolumner"]
    return sammanfogad_post(meta, ny, TABELLFALT)


def _rader(poster: Mapping[str, Post], gammal: Tabell, tabell: Tabell) -> Json:
    """The table's records in the rows' order, each under the number that its key had."""
    kanda = {post["rad"]: (nummer, post) for nummer, post in poster.items()}
    lediga = count(int(_nasta(poster)))
    return dict(
        (kanda[rad.id][0], _rad(kanda[rad.id][1], gammal.rad(rad.id), rad, tabell.mall))
        if rad.id in kanda
        else (str(next(lediga)), radpost(rad, tabell.mall))
        for rad in tabell.rader
    )


def _rad(post: Post, gammal: Rad, rad: Rad, mall: Mall) -> Post:
    if samma_rad(gammal, rad):
        return post
    ny = radpost(rad, mall)
    for falt in _VARDEFALT:
        if falt in ny and falt in post:
            ny[falt] = _celler(post[falt], getattr(gammal, falt), ny[falt], getattr(rad, falt))
    for falt in _ORDFALT:
        if falt in ny and falt in post:
            ny[falt] = sammanfogad_post(post[falt], ny[falt], post[falt])
    return sammanfogad_post(post, ny, RADFALT)


def samma_rad(ena: Rad, andra: Rad) -> bool:
    """Whether two rows are equal to the last decimal place: 9,0 and 9,00 are not."""
    return ena == andra and all(
        repr(a.get(k)) == repr(b[k])
        for a, b in ((ena.celler, andra.celler), (ena.tryckt, andra.tryckt))
        for k in b
    )


def _celler(post: Post, gamla: Mapping[str, Varde], ny: Post, nya: Mapping[str, Varde]) -> Post:
    """The cells in the order in which they stood; an unchanged one as it was written."""
    kvar = {k: v if repr(gamla[k]) == repr(nya[k]) else ny[k] for k, v in post.items() if k in ny}
    return {**kvar, **{k: v for k, v in ny.items() if k not in kvar}}


def sammanfogad_post(gammal: Post, ny: Post, kanda: Collection[str]) -> Post:
    """The old record with the known fields renewed (or taken away) and the unknown ones kept."""
    kvar = {k: ny[k] if k in kanda else v for k, v in gammal.items() if k not in kanda or k in ny}
    return {**kvar, **{k: v for k, v in ny.items() if k not in kvar}}
