"""Store records to tables and back.

A tab's file is a TinyDB file. Its table ``schema`` has one record (version, document, tab), its
table ``tabeller`` one record a table (kind, heading, printed column headings, footnotes), and
each table of figures has a TinyDB table of its own with one record a row. Fields that this
version does not know stay in the file when it is saved.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from tui.domain.register import Register
from tui.domain.tabell import ETIKETT, TOM, Kolumn, Mall, Rad, RowRule, Tabell
from tui.domain.uttryck import Barn, Kvot, Linjar, namn_i
from tui.domain.varde import Varde
from tui.store.falt import ordfalt, textfalt
from tui.store.fel import Plats, Postfel, citerad
from tui.store.radkontroll import kontrollera_rader
from tui.store.vardekod import Post, kodat_varde, tolkat_varde

__all__ = [
    "SCHEMA",
    "SCHEMATABELL",
    "TABELLTABELL",
    "Plats",
    "Post",
    "Postfel",
    "kodad_regel",
    "kodat_varde",
    "kolumner",
    "radpost",
    "tabellpost",
    "tolkad_rad",
    "tolkad_tabell",
    "tolkade_rader",
    "tolkat_varde",
]

SCHEMA = 1
SCHEMATABELL, TABELLTABELL = "schema", "tabeller"
UPPTAGNA = (SCHEMATABELL, TABELLTABELL, "_default")
_UTAN_FAST = Rad("", "")
RADARTER = ("post", "summa", "rubrik", "darav")
MAX_DECIMALER = 10


def tolkad_tabell(meta: Post, poster: list[Post], register: Register) -> Tabell:
    """One table out of its head record and its row records. Raises Postfel."""
    id_ = textfalt(meta, "tabell", Plats("tabeller"), krav=True)
    plats = Plats(id_)
    if id_ in UPPTAGNA:
        raise Postfel(f"{plats}: namnet är upptaget av lagret självt")
    mall = register.mallar.get(textfalt(meta, "mall", plats, krav=True))
    if mall is None:
        raise Postfel(f"{plats}: slaget {citerad(meta['mall'])} är okänt")
    return Tabell(
        id=id_,
        mall=mall,
        rubrik=textfalt(meta, "rubrik", plats) or mall.rubrik,
        enhet=textfalt(meta, "enhet", plats) if "enhet" in meta else mall.enhet,
        kolumner=kolumner(mall, ordfalt(meta, "kolumner", plats)),
        rader=tolkade_rader(poster, mall, plats),
        fotnoter=ordfalt(meta, "fotnoter", plats),
        not_=textfalt(meta, "not", plats),
        kalla=textfalt(meta, "kalla", plats),
        rubrik_etikett=textfalt(meta, "rubrik_etikett", plats) or mall.rubrik_etikett,
    )


def kolumner(mall: Mall, rubriker: Mapping[str, str]) -> tuple[Kolumn, ...]:
    """The columns that a document has: those it prints, in the order of its headings, and the
    program's own where all that they are computed from is there."""
    okand = next((k for k in rubriker if k not in {kolumn.id for kolumn in mall.kolumner}), None)
    if okand is not None:
        raise Postfel(f"tabell av slaget {citerad(mall.id)}: kolumnen {citerad(okand)} är okänd")
    ordning = {id_: i for i, id_ in enumerate(rubriker)}
    valda: list[Kolumn] = []
    kanda = set(ordning)
    for kolumn in mall.kolumner:
        rakningsbar = kolumn.regel is not None and kanda.issuperset(namn_i(kolumn.regel))
        if kolumn.id in ordning:
            valda.append(replace(kolumn, rubrik=rubriker[kolumn.id]))
        elif rakningsbar or kolumn.alltid:
            valda.append(kolumn)
            kanda.add(kolumn.id)
    return _i_tryckt_ordning(tuple(valda), ordning)


def _i_tryckt_ordning(valda: tuple[Kolumn, ...], ordning: Mapping[str, int]) -> tuple[Kolumn, ...]:
    tryckta = iter(sorted((k for k in valda if k.id in ordning), key=lambda k: ordning[k.id]))
    return tuple(next(tryckta) if k.id in ordning else k for k in valda)


def tolkade_rader(poster: list[Post], mall: Mall, plats: Plats) -> tuple[Rad, ...]:
    """The rows in stored order. Raises Postfel, also where they do not hang together."""
    rader = tuple(tolkad_rad(post, mall, plats) for post in poster)
    kontrollera_rader(rader, plats)
    return rader


def tolkad_rad(post: Post, mall: Mall, plats: Plats) -> Rad:
    """One row: what the record says, over what the declaration says of a row with that key."""
    id_ = textfalt(post, "rad", plats, krav=True)
    plats = Plats(plats.tabell, id_)
    fast = mall.fast_rad.get(id_, _UTAN_FAST)
    art = post.get("art", fast.art)
    if art not in RADARTER:
        raise Postfel(f"{plats._replace(falt='art')}: {citerad(art)} är inget radslag")
    return Rad(
        id=id_,
        etikett=textfalt(post, ETIKETT, plats) if ETIKETT in post else fast.etikett,
        art=art,
        foralder=textfalt(post, "foralder", plats)
        or (None if "foralder" in post else fast.foralder),
        regel=_regel(post, plats, fast.regel if art == fast.art else None),
        celler=_varden(post, "celler", plats),
        tryckt=_varden(post, "tryckt", plats),
        noter=ordfalt(post, "noter", plats),
        kallor=ordfalt(post, "kallor", plats),
        enhet=_enhet(post, plats, fast.enhet),
        decimaler=_decimaler(post, plats, fast.decimaler),
        intakt=fast.intakt,
        utan_andel=fast.utan_andel,
    )


def _enhet(post: Post, plats: Plats, fast: str | None) -> str | None:
    enhet = post.get("enhet", fast)
    return None if enhet is None else textfalt({"enhet": enhet}, "enhet", plats)


def _decimaler(post: Post, plats: Plats, fast: int | None) -> int | None:
    antal = post.get("decimaler", fast)
    if antal is None or (type(antal) is int and 0 <= antal <= MAX_DECIMALER):
        return antal
    raise Postfel(f"{plats._replace(falt='decimaler')}: ska vara ett heltal 0–{MAX_DECIMALER}")


def _regel(post: Post, plats: Plats, fast: RowRule | None) -> RowRule | None:
    if "regel" not in post:
        return fast
    match post["regel"]:
        case None:
            return None
        case "barn":
            return Barn()
        case {"kvot": [str(taljare), str(namnare)]}:
            return Kvot(taljare, namnare)
        case [*delar] if delar and all(isinstance(d, str) and d[:1] in ("+", "-") for d in delar):
            return Linjar(tuple((1 if d[0] == "+" else -1, d[1:]) for d in delar))
    raise Postfel(f"{plats._replace(falt='regel')}: regeln kan inte läsas")


def kodad_regel(regel: RowRule | None) -> Any:
    """How a row's rule is stored."""
    match regel:
        case Barn():
            return "barn"
        case Kvot():
            return {"kvot": [regel.taljare, regel.namnare]}
        case Linjar():
            return [f"{'+' if tecken > 0 else '-'}{namn}" for tecken, namn in regel.termer]
    return None


def _varden(post: Post, falt: str, plats: Plats) -> Mapping[str, Varde]:
    if falt not in post:
        return TOM
    varde = post[falt]
    if not isinstance(varde, dict):
        raise Postfel(f"{plats._replace(falt=falt)}: ska vara värden per kolumn")
    try:
        # A plain number is what nearly every cell holds: it is not asked what else it may be.
        return {
            k: Decimal(v) if type(v) is int else tolkat_varde(v, plats) for k, v in varde.items()
        }
    except Postfel:
        # Naming each cell's place costs more than reading it, so it is done when one is bad.
        return {k: tolkat_varde(v, plats._replace(falt=f"{falt}.{k}")) for k, v in varde.items()}


def tabellpost(tabell: Tabell) -> Post:
    """The head record of a table."""
    post: Post = {
        "tabell": tabell.id,
        "mall": tabell.mall.id,
        "rubrik": tabell.rubrik,
        "enhet": tabell.enhet,
        "rubrik_etikett": tabell.rubrik_etikett,
        "kolumner": _rubriker(tabell),
    }
    extra = {"fotnoter": dict(tabell.fotnoter), "not": tabell.not_, "kalla": tabell.kalla}
    return {**post, **{k: v for k, v in extra.items() if v}}


def _rubriker(tabell: Tabell) -> dict[str, str]:
    """The headings to store: the printed ones, or all where those alone would not give back
    the table's columns (a computed column that is printed with the declaration's own heading)."""
    alla = {k.id: k.rubrik for k in tabell.kolumner}
    tryckta = {
        k.id: k.rubrik
        for k in tabell.kolumner
        if not (k.beraknad or k.alltid) or _tryckt(tabell, k.id)
    }
    return tryckta if kolumner(tabell.mall, tryckta) == tabell.kolumner else alla


def _tryckt(tabell: Tabell, kolumn_id: str) -> bool:
    mallens = next(k for k in tabell.mall.kolumner if k.id == kolumn_id)
    return tabell.kolumn(kolumn_id).rubrik != mallens.rubrik or any(
        kolumn_id in rad.tryckt for rad in tabell.rader
    )


def radpost(rad: Rad, mall: Mall) -> Post:
    """The record of a row: only what the declaration does not already say, and the cells."""
    fast = mall.fast_rad.get(rad.id, Rad(rad.id, ""))
    post: Post = {"rad": rad.id, ETIKETT: rad.etikett}
    if rad.art != fast.art:
        post["art"] = rad.art
    if rad.foralder != fast.foralder:
        post["foralder"] = rad.foralder or ""
    if rad.regel != (fast.regel if rad.art == fast.art else None):
        post["regel"] = kodad_regel(rad.regel)
    for falt in ("enhet", "decimaler"):
        if getattr(rad, falt) != getattr(fast, falt):
            post[falt] = getattr(rad, falt)
    post["celler"] = {k: kodat_varde(v) for k, v in rad.celler.items()}
    extra = {
        "tryckt": {k: kodat_varde(v) for k, v in rad.tryckt.items()},
        "noter": dict(rad.noter),
        "kallor": dict(rad.kallor),
    }
    return {**post, **{k: v for k, v in extra.items() if v}}
