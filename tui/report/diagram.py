"""The charts of a report (*diagram*): the same cells as in the tables beside them."""

from collections.abc import Sequence
from decimal import Decimal

from tui.domain.bedomning import riskband
from tui.domain.tabell import Rad
from tui.report.blad import Blad
from tui.report.rapport import (
    Diagram,
    Rapporttabell,
    Riskmatris,
    Riskruta,
    Serie,
    Stapeldiagram,
)
from tui.report.rapporttabell import signalord

DRIFTSERIER = ("budget", "prognos", "utfall")
SJUKSERIER = ("fjol", "ar")
STEG = range(1, 5)


def diagram(blad: Blad, tabell: Rapporttabell) -> Diagram | None:
    """The chart that belongs to a table, None for a table that has none."""
    mall = blad.kalkyl.tabell.mall.id
    if mall in ("drift.delar", "drift.bokslut"):
        rader = [r for r in blad.kalkyl.tabell.rader if r.id == "intakter" or _kontogrupp(r)]
        return _staplar(blad, tabell, rader, DRIFTSERIER)
    if mall == "personal.sjukfranvaro":
        rader = [r for r in blad.kalkyl.tabell.rader if r.art == "post"]
        return _staplar(blad, tabell, rader, SJUKSERIER)
    return riskmatris(blad, tabell) if mall == "internkontroll.risker" else None


def _kontogrupp(rad: Rad) -> bool:
    return rad.art == "post" and rad.foralder == "kostnader"


def _staplar(
    blad: Blad, tabell: Rapporttabell, rader: Sequence[Rad], kolumner: Sequence[str]
) -> Stapeldiagram | None:
    """A bar a row and column; rows and columns without any figure are left out."""
    index = blad.kalkyl.tabell.kolumn_index
    spalter = [index[k] for k in kolumner if k in index]
    platser = [blad.kalkyl.tabell.index[r.id] for r in rader]
    valda = [i for i in platser if any(tabell.rader[i].celler[s].tal is not None for s in spalter)]
    if not valda or not spalter:
        return None
    serier = tuple(
        Serie(tabell.kolumner[s].rubrik, tuple(tabell.rader[i].celler[s] for i in valda))
        for s in spalter
    )
    namn = ", ".join(serie.namn for serie in serier)
    alt = (
        f"Stapeldiagram över {tabell.rubrik}: {namn} för {len(valda)} rader."
        f" Samma tal står i tabellen {tabell.rubrik}."
    )
    rubrik = f"{tabell.rubrik}: {namn}"
    kategorier = tuple(tabell.rader[i].etikett for i in valda)
    return Stapeldiagram(rubrik, kategorier, serier, alt, tabell.enhet, tabell.id)


def riskmatris(blad: Blad, tabell: Rapporttabell) -> Riskmatris | None:
    """The risks by number in the squares of *sannolikhet* and *väsentlighet*."""
    platser = _riskplatser(blad)
    if not any(platser):
        return None
    trosklar = blad.kalkyl.sammanhang.installningar.trosklar
    rutor = []
    for s in reversed(STEG):
        rad = []
        for v in STEG:
            band = signalord(riskband(Decimal(s * v), trosklar))
            risker = tuple(
                nr for nr, plats in enumerate(platser, 1) if plats == (Decimal(s), Decimal(v))
            )
            if band is not None:
                rad.append(Riskruta(s * v, band, risker))
        rutor.append(tuple(rad))
    namn = tuple(rad.etikett for rad in tabell.rader)
    rubrik = f"{tabell.rubrik}: sannolikhet × väsentlighet"
    return Riskmatris(rubrik, tuple(rutor), namn, _riskalt(tabell, platser), tabell.id)


def _riskplatser(blad: Blad) -> list[tuple[Decimal | None, Decimal | None]]:
    kalkyl = blad.kalkyl
    return [
        (kalkyl.visat_tal(rad.id, "sannolikhet"), kalkyl.visat_tal(rad.id, "vasentlighet"))
        for rad in kalkyl.tabell.rader
    ]


def _riskalt(
    tabell: Rapporttabell, platser: Sequence[tuple[Decimal | None, Decimal | None]]
) -> str:
    delar = [
        f"{nr}. {rad.etikett}: sannolikhet {s}, väsentlighet {v}"
        for nr, (rad, (s, v)) in enumerate(zip(tabell.rader, platser, strict=True), 1)
        if s is not None and v is not None
    ]
    return f"Riskmatris med {len(delar)} risker. {'; '.join(delar)}."
