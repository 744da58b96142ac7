"""Store records to tables and back.

A tab's file is a TinyDB file. Its table ``schema`` has one record (version, document, tab), its
table ``tabeller`` one record a table (kind, heading, printed column headings, footnotes), and
each table of figures has a TinyDB table of its own with one record a row. Fields that this
version does not know stay in the file when it is saved.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, TypeAlias

from tui.domain.register import Register
from tui.domain.tabell import ETIKETT, Kolumn, Mall, Rad, RowRule, Tabell
from tui.domain.uttryck import Barn, Kvot, Linjar, namn_i
from tui.domain.varde import Malvarde, Marke, Par, Varde

Post: TypeAlias = dict[str, Any]

SCHEMA = 1
SCHEMATABELL, TABELLTABELL = "schema", "tabeller"
RADARTER = ("post", "summa", "rubrik", "darav")
JAMFORELSER = ("<", "≤", ">", "≥")


class Postfel(ValueError):
    """A record that cannot be read: one Swedish sentence that names table and row."""


@dataclass(frozen=True, slots=True)
class Plats:
    """Where in a file a value stands, for the sentence that tells of a fault."""

    tabell: str
    rad: str = ""
    falt: str = ""

    def __str__(self) -> str:
        delar = [f"tabell ”{self.tabell}”"]
        delar += [f"rad ”{self.rad}”"] if self.rad else []
        delar += [f"fält ”{self.falt}”"] if self.falt else []
        return ", ".join(delar)


def tolkat_varde(ra: Any, plats: Plats) -> Varde:
    """The cell value that a JSON value stands for. Raises Postfel."""
    if isinstance(ra, bool):
        raise Postfel(f"{plats}: ja/nej skrivs som text, inte som {str(ra).lower()}")
    if isinstance(ra, int):
        return Decimal(ra)
    if ra is None or isinstance(ra, Decimal | str):
        return ra
    if isinstance(ra, dict):
        return _tolkat_objekt(ra, plats)
    raise Postfel(f"{plats}: en lista kan inte vara ett cellvärde")


def _tolkat_objekt(ra: Post, plats: Plats) -> Varde:
    match ra:
        case {"marke": str(marke)} if marke in [m.value for m in Marke]:
            return Marke(marke)
        case {"mal": str(tecken), "tal": Decimal() | int() as tal} if tecken in JAMFORELSER:
            return Malvarde(tecken, Decimal(tal))  # type: ignore[arg-type]
        case {"par": [Decimal() | int() as tal, Decimal() | int() as annat]}:
            return Par(Decimal(tal), Decimal(annat), str(ra.get("fotnot", "")))
    raise Postfel(f"{plats}: okänt slags värde")


def kodat_varde(varde: Varde) -> Any:
    """The JSON value that a cell value is stored as."""
    match varde:
        case Marke():
            return {"marke": varde.value}
        case Malvarde():
            return {"mal": varde.jamforelse, "tal": varde.tal}
        case Par():
            post: Post = {"par": [varde.tal, varde.inom_parentes]}
            return {**post, "fotnot": varde.fotnot} if varde.fotnot else post
    return varde


def tolkad_tabell(meta: Post, poster: list[Post], register: Register) -> Tabell:
    """One table out of its head record and its row records. Raises Postfel."""
    id_ = _text(meta, "tabell", Plats("tabeller"), krav=True)
    plats = Plats(id_)
    mall = register.mallar.get(_text(meta, "mall", plats, krav=True))
    if mall is None:
        raise Postfel(f"{plats}: slaget ”{meta['mall']}” är okänt; tabellen kan inte visas")
    return Tabell(
        id=id_,
        mall=mall,
        rubrik=_text(meta, "rubrik", plats) or mall.rubrik,
        enhet=_text(meta, "enhet", plats) if "enhet" in meta else mall.enhet,
        kolumner=kolumner(mall, _ord(meta, "kolumner", plats)),
        rader=tolkade_rader(poster, mall, plats),
        fotnoter=_ord(meta, "fotnoter", plats),
        not_=_text(meta, "not", plats),
        kalla=_text(meta, "kalla", plats),
        rubrik_etikett=_text(meta, "rubrik_etikett", plats) or mall.rubrik_etikett,
    )


def kolumner(mall: Mall, rubriker: Mapping[str, str]) -> tuple[Kolumn, ...]:
    """The columns that a document has: those it prints, in the order of its headings, and the
    program's own where all that they are computed from is there."""
    okand = next((k for k in rubriker if k not in {kolumn.id for kolumn in mall.kolumner}), None)
    if okand is not None:
        raise Postfel(f"tabell av slaget ”{mall.id}”: kolumnen ”{okand}” är okänd")
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
    """The rows in stored order. Raises Postfel on a duplicate key or an unknown parent."""
    rader = tuple(tolkad_rad(post, mall, plats) for post in poster)
    nycklar = [rad.id for rad in rader]
    for rad in rader:
        if nycklar.count(rad.id) > 1:
            raise Postfel(f"{replace(plats, rad=rad.id)}: radnyckeln står två gånger")
        if rad.foralder is not None and rad.foralder not in nycklar:
            raise Postfel(f"{replace(plats, rad=rad.id)}: överraden ”{rad.foralder}” saknas")
    return rader


def tolkad_rad(post: Post, mall: Mall, plats: Plats) -> Rad:
    """One row: what the record says, over what the declaration says of a row with that key."""
    id_ = _text(post, "rad", plats, krav=True)
    plats = replace(plats, rad=id_)
    fast = mall.fast_rad.get(id_, Rad(id_, ""))
    art = post.get("art", fast.art)
    if art not in RADARTER:
        raise Postfel(f"{replace(plats, falt='art')}: ”{art}” är inget radslag")
    return Rad(
        id=id_,
        etikett=_text(post, ETIKETT, plats) if ETIKETT in post else fast.etikett,
        art=art,
        foralder=_text(post, "foralder", plats) or (None if "foralder" in post else fast.foralder),
        regel=_regel(post, plats, fast.regel if art == fast.art else None),
        celler=_varden(post, "celler", plats),
        tryckt=_varden(post, "tryckt", plats),
        noter=_ord(post, "noter", plats),
        kallor=_ord(post, "kallor", plats),
        enhet=_text(post, "enhet", plats) if "enhet" in post else fast.enhet,
        decimaler=post.get("decimaler", fast.decimaler),
        intakt=fast.intakt,
    )


def _regel(post: Post, plats: Plats, fast: RowRule | None) -> RowRule | None:
    match post.get("regel", ...):
        case e if e is ...:
            return fast
        case None:
            return None
        case "barn":
            return Barn()
        case {"kvot": [str(taljare), str(namnare)]}:
            return Kvot(taljare, namnare)
        case [*delar] if delar and all(isinstance(d, str) and d[:1] in "+-" for d in delar):
            return Linjar(tuple((1 if d[0] == "+" else -1, d[1:]) for d in delar))
    raise Postfel(f"{replace(plats, falt='regel')}: regeln kan inte läsas")


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


def _text(post: Post, falt: str, plats: Plats, *, krav: bool = False) -> str:
    varde = post.get(falt, "")
    if not isinstance(varde, str):
        raise Postfel(f"{replace(plats, falt=falt)}: ska vara text")
    if krav and not varde:
        raise Postfel(f"{replace(plats, falt=falt)}: saknas")
    return varde


def _ord(post: Post, falt: str, plats: Plats) -> Mapping[str, str]:
    varde = post.get(falt, {})
    if not isinstance(varde, dict) or not all(isinstance(v, str) for v in varde.values()):
        raise Postfel(f"{replace(plats, falt=falt)}: ska vara texter med namn")
    return varde


def _varden(post: Post, falt: str, plats: Plats) -> Mapping[str, Varde]:
    varde = post.get(falt, {})
    if not isinstance(varde, dict):
        raise Postfel(f"{replace(plats, falt=falt)}: ska vara värden per kolumn")
    return {k: tolkat_varde(v, replace(plats, falt=f"{falt}.{k}")) for k, v in varde.items()}


def tabellpost(tabell: Tabell) -> Post:
    """The head record of a table."""
    rubriker = {k.id: k.rubrik for k in tabell.kolumner if not k.beraknad or _tryckt(tabell, k.id)}
    post: Post = {
        "tabell": tabell.id,
        "mall": tabell.mall.id,
        "rubrik": tabell.rubrik,
        "enhet": tabell.enhet,
        "rubrik_etikett": tabell.rubrik_etikett,
        "kolumner": rubriker,
    }
    extra = {"fotnoter": dict(tabell.fotnoter), "not": tabell.not_, "kalla": tabell.kalla}
    return {**post, **{k: v for k, v in extra.items() if v}}


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
