"""The judgement of one shown cell (*cellbedömning*): which rule colours it, and what it says."""

from collections.abc import Callable
from decimal import Decimal

from tui.domain.bedomning import (
    HUNDRA,
    SKALSIGNAL,
    Bedomning,
    avvikelsebedomning,
    forbrukningsbedomning,
    lagre_battre,
    riskband,
)
from tui.domain.berakning import Kalkyl
from tui.domain.installningar import Trosklar
from tui.domain.tabell import Kolumn, Rad
from tui.domain.uttryck import Egen
from tui.domain.varde import tal_i

BUDGETKOLUMNER = ("budget", "beslutad")
AVVIKELSE = "avvikelse"
# The thresholds are amounts in tkr; a table in another unit is judged in tkr all the same.
I_TKR = {"kr": Decimal("0.001"), "mnkr": Decimal(1000)}

_SIGNALER = {ord_.casefold(): signal for ord_, signal in SKALSIGNAL.items()}


def cellbedomning(kalkyl: Kalkyl, rad: Rad, kolumn: Kolumn) -> Bedomning | None:
    """How the shown value of a cell is judged by its column's rule, None where it is not."""
    if kolumn.bedoms is None or rad.art == "rubrik":
        return None
    if kolumn.bedoms != "status" and _tal(kalkyl, rad, kolumn.id) is None:
        return None
    return _REGLER[kolumn.bedoms](kalkyl, rad, kolumn)


def _tal(kalkyl: Kalkyl, rad: Rad, kolumn_id: str) -> Decimal | None:
    if kolumn_id not in kalkyl.tabell.kolumn_index:
        return None
    return tal_i(kalkyl.visat(rad.id, kolumn_id))


def _budget(kalkyl: Kalkyl, rad: Rad) -> Decimal | None:
    kanda = (_tal(kalkyl, rad, kolumn_id) for kolumn_id in BUDGETKOLUMNER)
    return next((tal for tal in kanda if tal is not None), None)


def _trosklar(kalkyl: Kalkyl) -> Trosklar:
    return kalkyl.sammanhang.installningar.trosklar


def _avvikelse(kalkyl: Kalkyl, rad: Rad, kolumn: Kolumn) -> Bedomning | None:
    """A deviation in per cent is judged as the amount that it is a share of."""
    del kolumn
    avvikelse, budget = _tal(kalkyl, rad, AVVIKELSE), _budget(kalkyl, rad)
    skala = I_TKR.get(kalkyl.tabell.enhet, Decimal(1))
    return avvikelsebedomning(
        None if avvikelse is None else avvikelse * skala,
        None if budget is None else budget * skala,
        _trosklar(kalkyl),
    )


def _forbrukning(kalkyl: Kalkyl, rad: Rad, kolumn: Kolumn) -> Bedomning | None:
    """Only what has an income's or a cost's sign is consumed: not a result, not a finansnetto."""
    period, budget = kalkyl.sammanhang.period, _budget(kalkyl, rad)
    if period is None or not budget or (budget > 0) != rad.intakt:
        return None
    gatt, hela = period.riktpunkt()
    return forbrukningsbedomning(
        _tal(kalkyl, rad, kolumn.id), HUNDRA * gatt / hela, _trosklar(kalkyl), intakt=rad.intakt
    )


def _lagre_battre(kalkyl: Kalkyl, rad: Rad, kolumn: Kolumn) -> Bedomning | None:
    return lagre_battre(_tal(kalkyl, rad, kolumn.id))


def _risk(kalkyl: Kalkyl, rad: Rad, kolumn: Kolumn) -> Bedomning | None:
    return riskband(_tal(kalkyl, rad, kolumn.id), _trosklar(kalkyl))


def _status(kalkyl: Kalkyl, rad: Rad, kolumn: Kolumn) -> Bedomning | None:
    varde = kalkyl.visat(rad.id, kolumn.id)
    signal = _SIGNALER.get(varde.casefold()) if isinstance(varde, str) else None
    if signal is None:
        return None
    return Bedomning(signal, str(varde), _statusregel(kalkyl, rad, kolumn))


def _statusregel(kalkyl: Kalkyl, rad: Rad, kolumn: Kolumn) -> str:
    if isinstance(kolumn.regel, Egen):
        return kolumn.regel.forklara(kalkyl, rad)
    return "hämtad ur löptexten" if rad.kallor.get(kolumn.id) == "prosa" else "din bedömning"


_REGLER: dict[str, Callable[[Kalkyl, Rad, Kolumn], Bedomning | None]] = {
    "avvikelse": _avvikelse,
    "forbrukning": _forbrukning,
    "lagre_battre": _lagre_battre,
    "status": _status,
    "risk": _risk,
}
