"""What two sides have changed in a table since the version that both came from (*skillnad*).

Pure, and cell by cell: what only I changed, what only they changed, what both changed alike, and
what both changed differently (*konflikt*), which only the user can settle. Two values are the
same when they are so to the last decimal place, as in the store: 9,0 and 9,00 are not.

A row that one side removed and the other changed, or hung a row under, is a conflict. New rows
get the lowest free key, so two sides that each add a row often give it the same one; where their
labels differ, those are two rows and one of them is given a key of its own.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import count
from types import MappingProxyType
from typing import Any, Literal, TypeAlias, TypeVar

from tui.domain.fel import Adress
from tui.domain.tabell import ETIKETT, Kolumn, Mall, Rad, RowRule, Tabell
from tui.domain.uttryck import Kvot, Linjar, namn_i
from tui.domain.varde import Malvarde, Par, Varde

Sida: TypeAlias = Literal["min", "deras"]
Slag: TypeAlias = Literal["min", "deras", "lika", "konflikt"]
Innehall: TypeAlias = (
    Varde | Rad | Mall | RowRule | int | tuple[str, ...] | tuple[Kolumn, ...] | None
)
Val: TypeAlias = Mapping[Adress, Sida]
Nyckel: TypeAlias = tuple[str, str]
Helt: TypeAlias = Mapping[Nyckel, Innehall]
_Objekt = TypeVar("_Objekt", Rad, Tabell)

INGA_VAL: Val = MappingProxyType({})
RAD, ORDNING, CELL, TRYCKT = "rad", "ordning", "cell", "tryckt"
_RADFALT = ("art", "foralder", "regel", "enhet", "decimaler", "intakt", "utan_andel")
RADKARTOR = {CELL: "celler", TRYCKT: "tryckt", "not": "noter", "kalla": "kallor"}
_TABELLFALT = ("mall", "rubrik", "enhet", "kolumner", "not_", "kalla", "rubrik_etikett")
TABELLKARTOR = {"fotnot": "fotnoter"}


@dataclass(frozen=True, slots=True)
class Cellskillnad:
    """One place where the three versions are not all the same. A missing value is None.

    ``falt`` says what of the place: "cell" (entered), "tryckt" (printed), "etikett", "not" and
    "kalla" of a column; "rad" for the row as a whole, which was added or removed; the name of
    one of the row's or the table's own fields; "ordning" for the order of the rows that all
    three have. Everything at one address is settled by one choice.
    """

    adress: Adress
    falt: str
    bas: Innehall
    min: Innehall
    deras: Innehall
    slag: Slag

    def vald(self, val: Val) -> Innehall:
        """What stands after the merge. Raises KeyError for a conflict without a choice."""
        sida = val[self.adress] if self.slag == "konflikt" else self.slag
        return self.deras if sida == "deras" else self.min


@dataclass(frozen=True)
class Skillnad:
    """Three versions of a table (new rows with keys of their own) and where they differ."""

    bas: Tabell
    min: Tabell
    deras: Tabell
    poster: tuple[Cellskillnad, ...] = ()

    def av_slag(self, slag: Slag) -> tuple[Cellskillnad, ...]:
        """The places of one kind."""
        return tuple(post for post in self.poster if post.slag == slag)

    @property
    def bara_min(self) -> tuple[Cellskillnad, ...]:
        """What only I changed."""
        return self.av_slag("min")

    @property
    def bara_deras(self) -> tuple[Cellskillnad, ...]:
        """What only they changed."""
        return self.av_slag("deras")

    @property
    def lika(self) -> tuple[Cellskillnad, ...]:
        """What both changed, to the same."""
        return self.av_slag("lika")

    @property
    def konflikter(self) -> tuple[Cellskillnad, ...]:
        """What both changed, to different things."""
        return self.av_slag("konflikt")


def skillnader(bas: Tabell, min_: Tabell, deras: Tabell, dokument: str = "") -> Skillnad:
    """What each side has changed since ``bas``; ``dokument`` goes into the addresses."""
    min_, deras = _med_egna_nycklar(bas, min_, deras)
    plats = Adress(dokument, bas.id)
    poster = [
        *_faltposter(plats, *(_i_tabellen(t) for t in (bas, min_, deras))),
        *_ordningsposter(plats, bas, min_, deras),
        *_radposter(plats, bas, min_, deras),
    ]
    return Skillnad(bas, min_, deras, tuple(poster))


def skiljer(nu: Tabell, annan: Tabell, dokument: str = "") -> Skillnad:
    """In what another version of a table differs from the one of now: all is "deras"."""
    return skillnader(nu, nu, annan, dokument)


def alla_val(skillnad: Skillnad, sida: Sida) -> dict[Adress, Sida]:
    """The choice of one side in every conflict."""
    return {post.adress: sida for post in skillnad.konflikter}


def lika_innehall(ena: Innehall, andra: Innehall) -> bool:
    """Whether two values are the same, to the last decimal place."""
    return ena is andra or (ena == andra and _siffror(ena) == _siffror(andra))


def _siffror(varde: Innehall) -> str:
    match varde:
        case Decimal():
            return f"{varde:f}"
        case Malvarde():
            return f"{varde.tal:f}"
        case Par():
            return f"{varde.tal:f} {varde.inom_parentes:f}"
    return ""


def lika_rader(ena: Rad, andra: Rad) -> bool:
    """Whether two rows are the same, to the last decimal place."""
    return ena is andra or not any(
        _faltposter(Adress(""), _i_raden(ena), _i_raden(ena), _i_raden(andra))
    )


def _i_raden(rad: Rad) -> Helt:
    return {**_falten(rad, _RADFALT, RADKARTOR), (ETIKETT, ETIKETT): rad.etikett}


def _i_tabellen(tabell: Tabell) -> Helt:
    return _falten(tabell, _TABELLFALT, TABELLKARTOR)


def _falten(objekt: object, falt: Collection[str], kartor: Mapping[str, str]) -> Helt:
    """Everything that a row or a table says, by column and field."""
    innehall: dict[Nyckel, Innehall] = {("", namn): getattr(objekt, namn) for namn in falt}
    for namn, karta in kartor.items():
        innehall |= {(kolumn, namn): v for kolumn, v in getattr(objekt, karta).items()}
    return innehall


def med(objekt: _Objekt, andrat: Helt, kartor: Mapping[str, str]) -> _Objekt:
    """The row or the table with other contents in some places; None empties one of a mapping."""
    if not andrat:
        return objekt
    nytt: dict[str, Any] = {}
    for (kolumn, falt), varde in andrat.items():
        if falt not in kartor:
            nytt[falt] = varde
            continue
        karta = nytt.setdefault(kartor[falt], dict(getattr(objekt, kartor[falt])))
        karta[kolumn] = varde
        if varde is None:
            del karta[kolumn]
    return replace(objekt, **nytt)


def _faltposter(plats: Adress, bas: Helt, min_: Helt, deras: Helt) -> Iterator[Cellskillnad]:
    for nyckel in dict.fromkeys((*bas, *min_, *deras)):
        b, m, d = bas.get(nyckel), min_.get(nyckel), deras.get(nyckel)
        slag = _slag(b, m, d)
        if slag is not None:
            yield Cellskillnad(replace(plats, kolumn=nyckel[0]), nyckel[1], b, m, d, slag)


def _slag(bas: Innehall, min_: Innehall, deras: Innehall) -> Slag | None:
    if lika_innehall(min_, deras):
        return None if lika_innehall(bas, min_) else "lika"
    if lika_innehall(bas, min_):
        return "deras"
    return "min" if lika_innehall(bas, deras) else "konflikt"


def gemensamma(tabell: Tabell, *andra: Tabell) -> tuple[str, ...]:
    """The keys of the rows that all the tables have, in the order of the first."""
    return tuple(id_ for id_ in tabell.index if all(id_ in t.index for t in andra))


def _ordningsposter(
    plats: Adress, bas: Tabell, min_: Tabell, deras: Tabell
) -> Iterator[Cellskillnad]:
    b = gemensamma(bas, min_, deras)
    m, d = gemensamma(min_, bas, deras), gemensamma(deras, bas, min_)
    slag = _slag(b, m, d)
    if slag is not None:
        yield Cellskillnad(plats, ORDNING, b, m, d, slag)


def _radposter(plats: Adress, bas: Tabell, min_: Tabell, deras: Tabell) -> Iterator[Cellskillnad]:
    behov = {"min": _nya_behov(bas, min_), "deras": _nya_behov(bas, deras)}
    for id_ in dict.fromkeys((*bas.index, *min_.index, *deras.index)):
        b, m, d = (t.rad(id_) if id_ in t.index else None for t in (bas, min_, deras))
        har = replace(plats, rad=id_)
        if m is None or d is None:
            slag = _slag_av_rad(b, m, d, id_ in behov["deras" if m is None else "min"])
            yield Cellskillnad(har, RAD, b, m, d, slag)
        elif b is None and lika_rader(m, d):
            yield Cellskillnad(har, RAD, None, m, d, "lika")
        else:
            yield from _faltposter(har, *(_i_raden(r) for r in (b or Rad(id_, ""), m, d)))


def _slag_av_rad(bas: Rad | None, min_: Rad | None, deras: Rad | None, behovs: bool) -> Slag:
    """The kind of a row that at most one side still has."""
    if bas is None:
        return "min" if deras is None else "deras"
    kvar = min_ or deras
    if kvar is None:
        return "lika"
    if behovs or not lika_rader(bas, kvar):
        return "konflikt"
    return "min" if min_ is None else "deras"


def _behov(rad: Rad) -> set[str]:
    """The rows that a row hangs under or is computed from."""
    namn = set(namn_i(rad.regel)) if rad.regel is not None else set()
    return namn if rad.foralder is None else namn | {rad.foralder}


def _nya_behov(bas: Tabell, tabell: Tabell) -> set[str]:
    """The rows that others have come to need since ``bas``."""
    nya: set[str] = set()
    for rad in tabell.rader:
        fore = _behov(bas.rad(rad.id)) if rad.id in bas.index else set()
        nya |= _behov(rad) - fore
    return nya


def _med_egna_nycklar(bas: Tabell, min_: Tabell, deras: Tabell) -> tuple[Tabell, Tabell]:
    """The two sides, where different new rows under one key have got one key each.

    Which of them keeps the key depends on the rows alone, so that two computers that merge the
    same versions, each as its own, come to the same.
    """
    namn: tuple[dict[str, str], dict[str, str]] = ({}, {})
    upptagna = {*bas.index, *min_.index, *deras.index}
    for id_ in gemensamma(min_, deras):
        m, d = min_.rad(id_), deras.rad(id_)
        if id_ not in bas.index and not _samma_nya_rad(bas.mall, m, d):
            ny = next(k for n in count(2) if (k := f"{id_}_{n}") not in upptagna)
            upptagna.add(ny)
            namn[_i_text(m) < _i_text(d)][id_] = ny
    return _omdopt(min_, namn[0]), _omdopt(deras, namn[1])


def _samma_nya_rad(mall: Mall, ena: Rad, andra: Rad) -> bool:
    """Whether the rows that both sides added under a key are one and the same."""
    samma_namn = ena.etikett == andra.etikett and bool(ena.etikett.strip())
    return samma_namn or ena.id in mall.fast_rad or lika_rader(ena, andra)


def _i_text(rad: Rad) -> list[str]:
    return [rad.etikett, *sorted(map(repr, _i_raden(rad).items()))]


def _omdopt(tabell: Tabell, namn: Mapping[str, str]) -> Tabell:
    if not namn:
        return tabell
    return replace(tabell, rader=tuple(_omdopt_rad(rad, namn) for rad in tabell.rader))


def _omdopt_rad(rad: Rad, namn: Mapping[str, str]) -> Rad:
    regel, foralder = rad.regel, rad.foralder
    match regel:
        case Linjar(termer):
            regel = replace(regel, termer=tuple((tecken, namn.get(n, n)) for tecken, n in termer))
        case Kvot(taljare, namnare):
            regel = replace(
                regel, taljare=namn.get(taljare, taljare), namnare=namn.get(namnare, namnare)
            )
    foralder = None if foralder is None else namn.get(foralder, foralder)
    return replace(rad, id=namn.get(rad.id, rad.id), foralder=foralder, regel=regel)
