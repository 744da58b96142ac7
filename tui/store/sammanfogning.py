"""New tables into an old file's value: what changed is new, all else is as it was.

Fields that this version does not know, tables that could not be read, the numbers of rows that
stay, and the way in which an unchanged row is written all survive. Nothing given is changed.
"""

from collections.abc import Collection, Mapping
from dataclasses import fields
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
_HUVUDFALT = tuple(f.name for f in fields(Tabell) if f.name != "rader")
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
    return sammanfogad_med(ra, tabeller, register, {})[0]


def sammanfogad_med(
    ra: Json, tabeller: Collection[Tabell], register: Register, kanda: Mapping[str, Tabell]
) -> tuple[Json, Mapping[str, Tabell]]:
    """The same where some of the value's tables need not be read, because they are known.

    Gives also those of the tables that need not be read next time: with none but cells changed
    they hang together as the ones that were read did. Raises Postfel.
    """
    lasta: dict[str, Tabell] = {}
    for tabell in tabeller:
        kand = kanda.get(tabell.id)
        if kand is not tabell:
            ra, kand = _med_tabell(ra, tabell, register, kand)
        if kand is not None:
            lasta[tabell.id] = tabell
    return ra, lasta


def _med_tabell(
    ra: Json, tabell: Tabell, register: Register, kand: Tabell | None
) -> tuple[Json, Tabell | None]:
    """The value with a table in it, and the table if it is of the form of the one before."""
    if tabell.id in UPPTAGNA:
        raise Postfel(f"{Plats(tabell.id)}: namnet är upptaget av lagret självt")
    huvuden = postfalt(ra, TABELLTABELL)
    nummer = next((nr for nr, h in huvuden.items() if _id(h) == tabell.id), None)
    if nummer is None:
        return _med_ny_tabell(ra, tabell, huvuden), None
    gammal = kand or last_tabell(ra, nummer, huvuden[nummer], register)
    poster = ra.get(tabell.id, {})
    if _samma_form(gammal, tabell):
        par = zip(poster.items(), gammal.rader, tabell.rader, strict=True)
        rader = {nr: _rad(post, a, b, tabell.mall) for (nr, post), a, b in par}
        return {**ra, tabell.id: rader}, tabell
    huvud = _huvud(huvuden[nummer], gammal, tabell)
    rader = _rader(poster, gammal, tabell)
    return {**ra, TABELLTABELL: {**huvuden, nummer: huvud}, tabell.id: rader}, None


def _med_ny_tabell(ra: Json, tabell: Tabell, huvuden: Mapping[str, Any]) -> Json:
    if ra.get(tabell.id):
        raise Postfel(f"{Plats(tabell.id)}: filen har redan rader under det namnet")
    rader = {str(i): radpost(rad, tabell.mall) for i, rad in enumerate(tabell.rader, 1)}
    huvuden = {**huvuden, _nasta(huvuden): tabellpost(tabell)}
    return {**ra, TABELLTABELL: huvuden, tabell.id: rader}


def _samma_form(ena: Tabell, andra: Tabell) -> bool:
    """Whether two tables differ in nothing but what stands in their rows."""
    return (
        len(ena.rader) == len(andra.rader)
        and all(a is b or _form(a) == _form(b) for a, b in zip(ena.rader, andra.rader, strict=True))
        and all(getattr(ena, falt) == getattr(andra, falt) for falt in _HUVUDFALT)
    )


def _form(rad: Rad) -> tuple[object, ...]:
    return rad.id, rad.art, rad.foralder, rad.regel, rad.decimaler


def _id(huvud: Any) -> Any:
    return huvud.get("tabell") if isinstance(huvud, dict) else None


def _nasta(poster: Collection[str]) -> str:
    return str(max((int(nr) for nr in poster), default=0) + 1)


def _huvud(meta: Post, gammal: Tabell, tabell: Tabell) -> Post:
    if all(getattr(gammal, falt) == getattr(tabell, falt) for falt in _HUVUDFALT):
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
    if gammal is rad or samma_rad(gammal, rad):
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
