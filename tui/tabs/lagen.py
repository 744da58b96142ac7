"""One line an area for the overview: its signal and its one or two figures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from tui.domain.bedomning import NADD, Signal
from tui.domain.berakning import Kalkyl
from tui.domain.cellbedomning import cellbedomning
from tui.domain.celltext import kolumnrubrik, visad_text
from tui.domain.installningar import KONTROLLSKALA

Kalkyler = Mapping[str, Kalkyl]


@dataclass(frozen=True, slots=True)
class Lage:
    """The state of an area: its signal, and what its figures say. ``tabell`` is where to look."""

    signal: Signal
    text: str
    tabell: str = ""


def lage(flik: str, kalkyler: Kalkyler) -> Lage:
    """The state of one tab's area out of its tables."""
    funnet = _LAGEN.get(flik, _utan)(kalkyler)
    return funnet or _utan(kalkyler)


def _utan(kalkyler: Kalkyler) -> Lage:
    antal = len(kalkyler)
    ord_ = "inga tabeller" if not antal else f"{antal} tabell{'er' if antal > 1 else ''}"
    return Lage(Signal.NEUTRAL, ord_)


def _cell(kalkyl: Kalkyl, rad: str, kolumn: str) -> str:
    if rad not in kalkyl.tabell.index or kolumn not in kalkyl.tabell.kolumn_index:
        return ""
    return visad_text(kalkyl, kalkyl.tabell.rad(rad), kalkyl.tabell.kolumn(kolumn))


def _avvikelselage(kalkyl: Kalkyl, rad: str, namn: str) -> Lage | None:
    text = _cell(kalkyl, rad, "avvikelse")
    if not text:
        return None
    r, k = kalkyl.tabell.rad(rad), kalkyl.tabell.kolumn("avvikelse")
    bedomning = cellbedomning(kalkyl, r, k)
    rubrik = kolumnrubrik(k, kalkyl.sammanhang.period)
    signal = bedomning.signal if bedomning else Signal.NEUTRAL
    ord_ = f", {bedomning.ord}" if bedomning else ""
    return Lage(signal, f"{namn}: {rubrik} {text} {kalkyl.tabell.enhet}{ord_}", kalkyl.tabell.id)


def _drift(kalkyler: Kalkyler) -> Lage | None:
    for id_ in ("drift", *kalkyler):
        if id_ in kalkyler and "resultat" in kalkyler[id_].tabell.index:
            kalkyl = kalkyler[id_]
            return _avvikelselage(kalkyl, "resultat", "Årets resultat") or _ramlage(kalkyl)
    return None


def _ramlage(kalkyl: Kalkyl) -> Lage | None:
    text = _cell(kalkyl, "kommunbidrag", "budget")
    return Lage(Signal.NEUTRAL, f"Kommunbidrag {text} tkr", kalkyl.tabell.id) if text else None


def _investeringar(kalkyler: Kalkyler) -> Lage | None:
    for id_, kalkyl in kalkyler.items():
        if "totalt" in kalkyl.tabell.index:
            avvikelse = _avvikelselage(kalkyl, "totalt", "Totala utgifter")
            budget = _cell(kalkyl, "totalt", "budget")
            return avvikelse or Lage(Signal.NEUTRAL, f"Budget {budget} tkr", id_)
    return None


def _mal(kalkyler: Kalkyler) -> Lage | None:
    if "nyckeltal" not in kalkyler:
        return _ataganden(kalkyler)
    kalkyl = kalkyler["nyckeltal"]
    statusar = [kalkyl.visat(r.id, "status") for r in kalkyl.tabell.rader if r.art == "post"]
    natt, antal = statusar.count(NADD), len(statusar)
    signal = Signal.BRA if natt == antal else Signal.VARNING if natt * 2 >= antal else Signal.ALLVAR
    return Lage(signal, f"{natt} av {antal} nyckeltal uppnådda", "nyckeltal")


def _ataganden(kalkyler: Kalkyler) -> Lage | None:
    if "ataganden" not in kalkyler:
        return None
    antal = len(kalkyler["ataganden"].tabell.rader)
    return Lage(Signal.NEUTRAL, f"{antal} åtaganden", "ataganden")


def _internkontroll(kalkyler: Kalkyler) -> Lage | None:
    if "uppfoljning" in kalkyler:
        kalkyl = kalkyler["uppfoljning"]
        satta = [_kontroll(kalkyl, rad.id) for rad in kalkyl.tabell.rader]
        bra = satta.count(KONTROLLSKALA[0])
        signal = Signal.BRA if bra == len(satta) else Signal.VARNING
        text = f"{bra} av {len(satta)} kontrollpunkter utan eller med försumbar anmärkning"
        return Lage(signal, text, "uppfoljning")
    if "risker" in kalkyler:
        tal = [kalkyler["risker"].tal(r.id, "riskvarde") for r in kalkyler["risker"].tabell.rader]
        storst = max((t for t in tal if t is not None), default=Decimal(0))
        return Lage(Signal.NEUTRAL, f"{len(tal)} risker, högsta riskvärde {storst}", "risker")
    return None


def _kontroll(kalkyl: Kalkyl, rad: str) -> object:
    return kalkyl.tabell.rad(rad).celler.get("bedomning") or kalkyl.visat(rad, "forslag")


def _personal(kalkyler: Kalkyler) -> Lage | None:
    if "sjukfranvaro" not in kalkyler:
        return None
    kalkyl = kalkyler["sjukfranvaro"]
    nu, diff = _cell(kalkyl, "total", "ar"), _cell(kalkyl, "total", "diff")
    if not nu and not diff:
        return None
    rad, kolumn = kalkyl.tabell.rad("total"), kalkyl.tabell.kolumn("diff")
    bedomning = cellbedomning(kalkyl, rad, kolumn)
    text = f"Total sjukfrånvaro {nu + ' %' if nu else 'saknas'}"
    text += f", {diff} procentenheter mot i fjol" if diff else ""
    return Lage(bedomning.signal if bedomning else Signal.NEUTRAL, text, "sjukfranvaro")


_LAGEN: dict[str, Callable[[Kalkyler], Lage | None]] = {
    "drift": _drift,
    "investeringar": _investeringar,
    "mal": _mal,
    "internkontroll": _internkontroll,
    "personal": _personal,
}
