"""Figures of the running text that the store keeps (*textuppgifter*), against their table.

The tables "ur texten" hold what the text says, figure by figure: what it is of (*avser*), what it
is (*slag*), its unit and its time. Where that names one cell, or one computation over a row, the
two are compared at the text's own precision. What speaks of a part of a row, of another time or
of something that no table has, is let be.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from tui.domain.avrundning import decimaler_i
from tui.domain.berakning import Kalkyl
from tui.domain.dokument import Dokument
from tui.domain.fel import Adress, Fynd
from tui.domain.tabell import Rad
from tui.granskning.samband import avrundat, tryckt_tal
from tui.svenska.format import belopp

UPPGIFTSMALLAR = ("drift.delposter", "investeringar.uppgifter")
HUVUDMALLAR = {
    "drift": ("drift.delar", "drift.bokslut"),
    "investeringar": ("investeringar.delar", "investeringar.bokslut"),
}
SKALOR = {"kr": Decimal("0.001"), "tkr": Decimal(1), "mnkr": Decimal(1000)}
# What a label may say beside its row's own name, and still be about the whole row.
NEUTRALA = (
    "avvik",
    "avser",
    "budget",
    "prognos",
    "utfall",
    "procent",
    "belopp",
    "mnkr",
    "tkr",
    "årets",
    "året",
    "bokslutsperioden",
    "underskott",
    "överskott",
    "resultat",
    "delårsresultatet",
    "bättre",
    "delår",
    "totalt",
    "ökning",
    "minskning",
    "för",
    "av",
    "mot",
    "om",
    "per",
    "augusti",
    "i",
    "vid",
    "på",
    "den",
    "sammanfattande",
    "analysen",
    "helår",
    "helårsprognos",
    "mellan",
    "samma",
    "period",
    "skillnad",
    "under",
    "investeringsutrymmet",
    "del",
    "än",
    "och",
    "utveckling",
    "inom",
)
HELAR, DEL = "helår", "januari"


@dataclass(frozen=True)
class Uppgift:
    """One figure of the text, with the table row that it is of."""

    kalkyl: Kalkyl
    rad: Rad
    slag: str
    tal: Decimal
    enhet: str
    period: str


def uppgiftsfynd(dokument: Dokument, kalkyler: Mapping[str, Kalkyl]) -> Iterator[Fynd]:
    """A finding for every figure of the text that its table contradicts."""
    for kalkyl in kalkyler.values():
        if kalkyl.tabell.mall.id in UPPGIFTSMALLAR:
            for rad in kalkyl.tabell.rader:
                fynd = _fynd(dokument, kalkyl, rad, kalkyler)
                if fynd is not None:
                    yield fynd


def _fynd(
    dokument: Dokument, kalkyl: Kalkyl, rad: Rad, kalkyler: Mapping[str, Kalkyl]
) -> Fynd | None:
    uppgift = tolkad_uppgift(kalkyl, rad, kalkyler)
    traff = None if uppgift is None else ur_tabellen(uppgift, dokument)
    if uppgift is None or traff is None or stammer(uppgift, *traff):
        return None
    tal, skala = traff[0] / traff[1], uppgift.tal
    borde = avrundat(tal if uppgift.slag == "avvikelse" else abs(tal).copy_sign(skala), skala)
    enhet = "procent" if uppgift.enhet.startswith("procent") else uppgift.enhet
    decimaler = decimaler_i(uppgift.tal)
    mening = (
        f"{rad.etikett}: texten säger {belopp(uppgift.tal, decimaler)} {enhet}, "
        f"tabellen {uppgift.kalkyl.tabell.rubrik} ger {belopp(borde, decimaler)} "
        f"({uppgift.rad.etikett})."
    )
    adress = Adress(dokument.id, kalkyl.tabell.id, rad.id, "varde")
    return Fynd(adress, "prosa", "fel", uppgift.tal, borde, mening)


def tolkad_uppgift(kalkyl: Kalkyl, rad: Rad, kalkyler: Mapping[str, Kalkyl]) -> Uppgift | None:
    """The figure of a row "ur texten" with the table row it is of, None where it is of no row."""
    tal, avser = rad.celler.get("varde"), rad.celler.get("avser")
    if not isinstance(tal, Decimal) or not avser:
        return None
    huvud = _huvudtabell(kalkyl, kalkyler)
    malrad = None if huvud is None else _malrad(huvud, str(avser))
    if huvud is None or malrad is None:
        return None
    ord_ = {k: str(rad.celler.get(k) or "") for k in ("avser", "slag", "enhet", "period")}
    if not _om_hela_raden(rad.etikett, f"{ord_['avser']} {malrad.etikett}"):
        return None
    return Uppgift(huvud, malrad, ord_["slag"], tal, ord_["enhet"], ord_["period"])


def _huvudtabell(kalkyl: Kalkyl, kalkyler: Mapping[str, Kalkyl]) -> Kalkyl | None:
    mallar = HUVUDMALLAR.get(kalkyl.tabell.mall.flik, ())
    return next((k for k in kalkyler.values() if k.tabell.mall.id in mallar), None)


def _malrad(huvud: Kalkyl, avser: str) -> Rad | None:
    if avser == "Investeringar" and "totalt" in huvud.tabell.index:
        return huvud.tabell.rad("totalt")
    platser = huvud.tabell.efter_namn.get(avser.casefold())
    return huvud.tabell.rader[platser[0]] if platser else None


def _ord(text: str) -> list[str]:
    return re.findall(r"[a-zåäö]+", text.casefold())


@lru_cache(1024)
def _om_hela_raden(etikett: str, namn: str) -> bool:
    """Whether a label names nothing but the row: "Köpt vård, avvikelse" is only a part of one."""
    stammar = tuple(o[:5] if len(o) > 4 else o for o in _ord(namn))
    return all(_kant(o, stammar) for o in _ord(etikett))


def _kant(ord_: str, stammar: tuple[str, ...]) -> bool:
    if ord_ in NEUTRALA or ord_ in stammar:
        return True
    langa = (*(s for s in stammar if len(s) > 4), "avvik", "budget", "progno", "nettok")
    return ord_.startswith(langa)


def ur_tabellen(uppgift: Uppgift, dokument: Dokument) -> tuple[Decimal, Decimal] | None:
    """What the table gives for it, in the table's unit, and how much one of its units is."""
    kolumner = _kolumner(uppgift, dokument)
    if kolumner is None:
        return None
    tal = [tryckt_tal(uppgift.kalkyl, uppgift.rad.id, k) for k in kolumner]
    if uppgift.enhet in SKALOR and tal[0] is not None:
        return tal[0], SKALOR[uppgift.enhet]
    if uppgift.enhet == "procent" and len(tal) == 2 and tal[0] is not None and tal[1]:
        return tal[0] / abs(tal[1]) * 100, Decimal(1)
    return None


def _kolumner(uppgift: Uppgift, dokument: Dokument) -> tuple[str, ...] | None:
    """The columns of a figure, and of what it is a share of; None for another time."""
    ar = str(dokument.period.ar)
    fjol = str(dokument.period.ar - 1)
    helar = HELAR in uppgift.period or not uppgift.period.strip("0123456789")
    samma = ar in uppgift.period
    bokslut = dokument.period.manader >= 12
    egen_tid = samma and (helar if bokslut else DEL in uppgift.period)
    match uppgift.slag:
        case "utfall" if egen_tid:
            return ("utfall", "budget")
        case "utfall" if bokslut and uppgift.period == fjol:
            return ("foregaende",)
        case "prognos" | "budget" if samma and helar:
            return (uppgift.slag, "budget")
        case "avvikelse" if samma and helar:
            return ("avvikelse", "budget")
        case "förändring" if egen_tid:
            return ("diff", "foregaende")
    return None


def stammer(uppgift: Uppgift, tal: Decimal, enhet: Decimal) -> bool:
    """Whether the two agree at the text's precision, half a printed unit of the table allowed for.

    A text may write a cost without its minus, and a decrease as a positive figure; the sign of a
    deviation says which way it goes.
    """
    sagt = uppgift.tal * enhet
    if uppgift.slag != "avvikelse":
        sagt, tal = abs(sagt), abs(tal)
    halv = Decimal("0.5").scaleb(-decimaler_i(uppgift.tal)) * enhet
    slack = Decimal("0.5") if uppgift.enhet in SKALOR else Decimal(0)
    return abs(sagt - tal) <= halv + slack
