"""Assessments (*bedömningar*): colours and proposals by rule; the controller decides.

Every rule takes its thresholds from the settings and can say in Swedish which rule it was.
"""

from collections.abc import Sequence
from decimal import Decimal
from enum import Enum

from tui.domain.installningar import KONTROLLSKALA, MALSKALA, Trosklar
from tui.domain.varde import Malvarde, Varde, tal_i
from tui.fryst import fryst

HUNDRA = Decimal(100)


class Signal(Enum):
    """What a colour says; the screen adds a symbol and a word to each."""

    BRA = "bra"
    NEUTRAL = "neutral"
    VARNING = "varning"
    ALLVAR = "allvar"


@fryst
class Bedomning:
    """A judgement by rule: the signal, one word for it, and the rule in words."""

    signal: Signal
    ord: str
    regel: str


def _tal(tal: Decimal) -> str:
    return f"{tal.normalize():f}".replace(".", ",")


def avvikelsebedomning(
    avvikelse: Decimal | None, budget: Decimal | None, trosklar: Trosklar
) -> Bedomning | None:
    """Deviation against budget: by share (per cent) or by amount, whichever is reached first."""
    if avvikelse is None:
        return None
    andel = abs(avvikelse) / abs(budget) * HUNDRA if budget else Decimal(0)
    stor = _natt(avvikelse, andel, trosklar.avvikelse_belopp_stor, trosklar.avvikelse_andel_stor)
    liten = _natt(avvikelse, andel, trosklar.avvikelse_belopp_liten, trosklar.avvikelse_andel_liten)
    if not liten:
        return Bedomning(Signal.NEUTRAL, "i nivå med budget", _liten_regel(trosklar))
    if avvikelse > 0:
        return Bedomning(Signal.BRA, "bättre än budget", _liten_regel(trosklar))
    if stor:
        return Bedomning(Signal.ALLVAR, "mycket sämre än budget", _stor_regel(trosklar))
    return Bedomning(Signal.VARNING, "sämre än budget", _liten_regel(trosklar))


def _natt(avvikelse: Decimal, andel: Decimal, belopp: Decimal, procent: Decimal) -> bool:
    return avvikelse != 0 and (abs(avvikelse) >= belopp or andel >= procent)


def _liten_regel(t: Trosklar) -> str:
    return (
        f"märks från {_tal(t.avvikelse_andel_liten)} % av budget "
        f"eller {_tal(t.avvikelse_belopp_liten)} tkr"
    )


def _stor_regel(t: Trosklar) -> str:
    return (
        f"allvarlig från {_tal(t.avvikelse_andel_stor)} % av budget "
        f"eller {_tal(t.avvikelse_belopp_stor)} tkr"
    )


def forbrukningsbedomning(
    andel: Decimal | None, riktpunkt: Decimal, trosklar: Trosklar, *, intakt: bool = False
) -> Bedomning | None:
    """Consumption in per cent of the year's budget against the share of the year gone.

    Source: kommunbidrag is released in twelfths, so 8/12 by 31 August. For income, less is worse.
    """
    if andel is None:
        return None
    over = (riktpunkt - andel) if intakt else (andel - riktpunkt)
    regel = (
        f"riktpunkt {_tal(riktpunkt.quantize(Decimal(1)))} %, märks "
        f"{_tal(trosklar.forbrukning_liten)} och är allvarlig "
        f"{_tal(trosklar.forbrukning_stor)} procentenheter därifrån"
    )
    if over >= trosklar.forbrukning_stor:
        return Bedomning(Signal.ALLVAR, "långt från riktpunkten", regel)
    if over >= trosklar.forbrukning_liten:
        return Bedomning(Signal.VARNING, "sämre än riktpunkten", regel)
    return Bedomning(Signal.NEUTRAL, "vid riktpunkten eller bättre", regel)


def lagre_battre(skillnad: Decimal | None) -> Bedomning | None:
    """A difference where lower is better: sick leave and incidents."""
    if skillnad is None:
        return None
    regel = "lägre är bättre"
    if skillnad < 0:
        return Bedomning(Signal.BRA, "bättre", regel)
    if skillnad > 0:
        return Bedomning(Signal.VARNING, "sämre", regel)
    return Bedomning(Signal.NEUTRAL, "oförändrat", regel)


NADD, NARA, EJ_NADD, GAR_EJ = "uppnått", "nära", "ej uppnått", "går ej att bedöma"
STATUSSIGNAL = {
    NADD: Signal.BRA,
    NARA: Signal.VARNING,
    EJ_NADD: Signal.ALLVAR,
    GAR_EJ: Signal.NEUTRAL,
}


def takt_mal(mal: Decimal, manader: int) -> Decimal:
    """The share of a yearly target that is due after so many months."""
    return mal * min(manader, 12) / 12


def nyckeltalsstatus(
    mal: Varde,
    utfall: Varde,
    riktning: str,
    *,
    kumulativ: bool = False,
    manader: int = 12,
    trosklar: Trosklar | None = None,
) -> str:
    """Met, near, not met, or cannot be judged.

    The target's own sign rules; for a plain figure the direction does. A cumulative measure is
    judged at its pace: the target's share of the months gone.
    """
    malvarde, varde = tal_i(mal), tal_i(utfall)
    lagre = _lagre(mal, riktning)
    if malvarde is None or varde is None or lagre is None:
        return GAR_EJ
    if kumulativ:
        malvarde = takt_mal(malvarde, manader)
    if _uppfyllt(mal, varde, malvarde, lagre):
        return NADD
    return NARA if _ar_nara(varde, malvarde, lagre, trosklar or Trosklar()) else EJ_NADD


def _lagre(mal: Varde, riktning: str) -> bool | None:
    if isinstance(mal, Malvarde):
        return mal.jamforelse in ("<", "≤")
    return {"lägre är bättre": True, "högre är bättre": False}.get(riktning)


def _uppfyllt(mal: Varde, varde: Decimal, malvarde: Decimal, lagre: bool) -> bool:
    strikt = isinstance(mal, Malvarde) and mal.jamforelse in ("<", ">")
    if strikt and varde == malvarde:
        return False
    return varde <= malvarde if lagre else varde >= malvarde


def _ar_nara(varde: Decimal, malvarde: Decimal, lagre: bool, trosklar: Trosklar) -> bool:
    if malvarde <= 0 or varde <= 0:
        return False
    andel = malvarde / varde if lagre else varde / malvarde
    return andel * HUNDRA >= trosklar.nara_andel


POANG = {NADD: Decimal(1), NARA: Decimal("0.5"), EJ_NADD: Decimal(0)}
MALREGEL = (
    "alla nyckeltal uppnådda = helt, minst tre fjärdedelar = i hög grad, "
    "något (eller nära) = delvis, inget = ej"
)


def malforslag(statusar: Sequence[str]) -> str:
    """A proposal on the four levels out of the statuses of a goal's nyckeltal ("" for none)."""
    poang = [POANG[status] for status in statusar if status in POANG]
    if not poang:
        return ""
    snitt = sum(poang, Decimal(0)) / len(poang)
    if snitt == 1:
        return MALSKALA[3]
    if snitt >= Decimal("0.75"):
        return MALSKALA[2]
    return MALSKALA[1] if snitt > 0 else MALSKALA[0]


def kontrollforslag(stickprov: Decimal | None, anmarkningar: Decimal | None, t: Trosklar) -> str:
    """A proposal on two levels: remarks up to the threshold share of the sample are negligible."""
    if anmarkningar is None or not stickprov:
        return ""
    andel = anmarkningar / stickprov * HUNDRA
    return KONTROLLSKALA[0] if andel <= t.anmarkning_andel else KONTROLLSKALA[1]


def riskband(varde: Decimal | None, t: Trosklar) -> Bedomning | None:
    """Which band a riskvärde (sannolikhet × väsentlighet, 1–16) falls in."""
    if varde is None:
        return None
    regel = (
        f"medel från {_tal(t.risk_medel)}, hög från {_tal(t.risk_hog)}, "
        f"mycket hög från {_tal(t.risk_mycket_hog)}"
    )
    for grans, signal, ord_ in (
        (t.risk_mycket_hog, Signal.ALLVAR, "mycket hög"),
        (t.risk_hog, Signal.VARNING, "hög"),
        (t.risk_medel, Signal.NEUTRAL, "medel"),
    ):
        if varde >= grans:
            return Bedomning(signal, ord_, regel)
    return Bedomning(Signal.BRA, "låg", regel)


SKALSIGNAL = {
    **dict(zip(MALSKALA, (Signal.ALLVAR, Signal.VARNING, Signal.NEUTRAL, Signal.BRA), strict=True)),
    **dict(zip(KONTROLLSKALA, (Signal.BRA, Signal.ALLVAR), strict=True)),
    **STATUSSIGNAL,
}
