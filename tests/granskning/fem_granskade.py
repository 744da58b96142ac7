"""The five documents ready to be checked, and small changes to them."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import TypeAlias

from tests.fem_dokument import DATA, IDN, tabeller, yta
from tui.arbetsyta import Arbetsyta
from tui.domain.berakning import Kalkyl, Sammanhang
from tui.domain.dokument import Dokument
from tui.domain.fel import Fynd
from tui.domain.tabell import Rad
from tui.domain.varde import Varde
from tui.granskning.granska import dokumentfynd
from tui.store.installningar import tolkade_installningar
from tui.store.kodek import avkodat

Granne: TypeAlias = tuple[Dokument, Mapping[str, Kalkyl]]


@cache
def ytan() -> Arbetsyta:
    """The documents with the settings that they come with."""
    ra = avkodat((DATA / "installningar.json").read_bytes())
    return replace(yta(), installningar=tolkade_installningar(ra, "installningar.json")[0])


@cache
def granne(dokument: str) -> Granne:
    """A document's head and tables."""
    kalkyler = {t.id: ytan().kalkyl(dokument, t.id) for t in tabeller(dokument)}
    return ytan().dokument[dokument], kalkyler


def fynd_i(sak: Granne, *utom: str) -> tuple[Fynd, ...]:
    """Every finding of a document among the five, some left out."""
    andra = {d: granne(d) for d in IDN if d != sak[0].id and d not in utom}
    return dokumentfynd(*sak, andra)


def med_rad(sak: Granne, tabell: str, rad: Rad) -> Granne:
    """The document with a row changed, or added at the end."""
    dokument, kalkyler = sak
    gammal = kalkyler[tabell].tabell
    finns = rad.id in gammal.index
    ny = gammal.med_rad(rad) if finns else replace(gammal, rader=(*gammal.rader, rad))
    return dokument, _omraknade(kalkyler, {tabell: ny})


def _omraknade(kalkyler: Mapping[str, Kalkyl], nya: Mapping[str, object]) -> dict[str, Kalkyl]:
    tabeller_ = {id_: nya.get(id_, k.tabell) for id_, k in kalkyler.items()}
    resultat = {}
    for id_, kalkyl in kalkyler.items():
        syskon = {i: tabeller_[i] for i in kalkyl.sammanhang.tabeller}
        sammanhang: Sammanhang = replace(kalkyl.sammanhang, tabeller=syskon)
        resultat[id_] = Kalkyl(tabeller_[id_], sammanhang)  # type: ignore[arg-type]
    return resultat


def utan_rad(sak: Granne, tabell: str, rad: str) -> Granne:
    """The document with a row taken away."""
    dokument, kalkyler = sak
    gammal = kalkyler[tabell].tabell
    ny = replace(gammal, rader=tuple(r for r in gammal.rader if r.id != rad))
    return dokument, _omraknade(kalkyler, {tabell: ny})


def med_cell(sak: Granne, tabell: str, rad: str, kolumn: str, varde: Varde) -> Granne:
    """The document with one entered cell changed."""
    gammal = sak[1][tabell].tabell.rad(rad)
    return med_rad(sak, tabell, gammal.med_cell(kolumn, varde))


def med_tryckt(sak: Granne, tabell: str, rad: str, kolumn: str, varde: Varde) -> Granne:
    """The document with one printed cell changed."""
    gammal = sak[1][tabell].tabell.rad(rad)
    return med_rad(sak, tabell, replace(gammal, tryckt={**gammal.tryckt, kolumn: varde}))


def som_utkast(sak: Granne, bas: str = "") -> Granne:
    """The document as a draft, a working copy of ``bas``."""
    dokument, kalkyler = sak
    huvud = replace(dokument, status="utkast", id=f"{dokument.id}-utkast", bas=bas or dokument.id)
    last = {i: Kalkyl(k.tabell, replace(k.sammanhang, last=False)) for i, k in kalkyler.items()}
    return huvud, last


def nya_fynd(sak: Granne, fore: Granne) -> list[Fynd]:
    """What a change has brought, all but rounding."""
    gamla = set(map(_nyckel, fynd_i(fore)))
    return [f for f in fynd_i(sak) if f.allvar != "avrundning" and _nyckel(f) not in gamla]


def _nyckel(fynd: Fynd) -> tuple[object, ...]:
    return fynd.adress, fynd.slag, fynd.mening


def plats(fynd: Fynd) -> str:
    """Table, row and column of a finding."""
    return "/".join((fynd.adress.tabell, fynd.adress.rad, fynd.adress.kolumn))
