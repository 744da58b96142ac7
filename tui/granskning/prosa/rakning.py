"""Counts of a table's rows: goals, control points, risks, follow-ups, account groups."""

import re
from collections.abc import Callable
from decimal import Decimal

from tui.domain.berakning import Kalkyl
from tui.domain.fel import Adress
from tui.granskning.prosa.lage import Lage
from tui.granskning.prosa.lasningar import Lasning
from tui.granskning.prosa.ord import ordmonster
from tui.granskning.prosa.syftning import INGEN, Syftning
from tui.granskning.prosa.underlag import Underlag

_EFTER = 45
_ALLA = ordmonster("totalt", "sammanlagt", "har", "innehåller", "omfattar")
_UTAN = ordmonster("utan anmärkning", "försumbar\\w* anmärkning", "inte \\w+ anmärkning")
_MED = ordmonster("med anmärkning", "anmärkning\\w*", "brister")
_UPPFYLLDA = ordmonster("helt uppfyll", "uppnå", "nåtts", "uppfyll")


def raknesyftning(lage: Lage, underlag: Underlag) -> Syftning:
    """What a count speaks of, if it counts rows."""
    efter = lage.pastaende.text.lower().rsplit(" ", 1)[-1] + lage.efter[:_EFTER].split(",")[0]
    for ord_, rakna in _RAKNARE:
        if ord_.search(efter):
            return rakna(lage, underlag)
    return INGEN


def _antal(kalkyl: Kalkyl, underlag: Underlag, antal: int, text: str) -> Lasning:
    adress = Adress(underlag.dokument.id, kalkyl.tabell.id)
    return Lasning(Decimal(antal), Decimal(0), adress, text)


def _alla_rader(mall: str, vad: str, saker: bool) -> Callable[[Lage, Underlag], Syftning]:
    def rakna(lage: Lage, underlag: Underlag) -> Syftning:
        kalkyl = underlag.tabell(mall)
        if kalkyl is None or lage.pastaende.av is not None:
            return INGEN
        antal = sum(rad.art == "post" for rad in kalkyl.tabell.rader)
        lasning = _antal(kalkyl, underlag, antal, f"{kalkyl.tabell.rubrik} har {antal} {vad}")
        alla = _ALLA.search(lage.fore) is not None
        return Syftning((lasning,), saker and alla, mall, "antal")

    return rakna


def _kontrollpunkter(lage: Lage, underlag: Underlag) -> Syftning:
    """ "Tre av fyra kontrollpunkter utan anmärkning": by the assessments, or the proposals."""
    kalkyl = underlag.tabell("internkontroll.uppfoljning")
    if kalkyl is None:
        return _alla_rader("internkontroll.punkter", "kontrollpunkter", False)(lage, underlag)
    bedomda = [_bedomning(kalkyl, rad.id) for rad in kalkyl.tabell.rader]
    alla = len(bedomda)
    if lage.pastaende.av is None:
        text = f"{kalkyl.tabell.rubrik} har {alla} kontrollpunkter"
        lasning = _antal(kalkyl, underlag, alla, text)
        return Syftning((lasning,), False, "internkontroll", "antal")
    if lage.pastaende.av != alla:
        text = f"{kalkyl.tabell.rubrik} har {alla} kontrollpunkter"
        return Syftning((_antal(kalkyl, underlag, alla, text),), True, "internkontroll", "antal")
    utan = bool(_UTAN.search(lage.mening))
    antal = sum(b.startswith("utan") == utan for b in bedomda if b)
    vad = "utan eller med försumbar anmärkning" if utan else "med anmärkning"
    lasning = _antal(kalkyl, underlag, antal, f"{antal} av {alla} kontrollpunkter är bedömda {vad}")
    return Syftning((lasning,), all(bedomda) and bool(_MED.search(lage.mening)), "internkontroll")


def _bedomning(kalkyl: Kalkyl, rad: str) -> str:
    varde = kalkyl.varde(rad, "bedomning") or kalkyl.varde(rad, "forslag")
    return str(varde or "").lower()


def _kontogrupper(lage: Lage, underlag: Underlag) -> Syftning:
    """How many account groups deviate from the budget."""
    avvikande = [
        f
        for f in underlag.figurer.alla
        if f.visad
        and f.roll == "avvikelse"
        and f.begrepp.startswith("drift:")
        and f.tal
        and f.begrepp.split(":")[1]
        in ("personal", "lokalhyror", "kop_av_tjanster", "ovriga_kostnader", "intakter")
    ]
    if not avvikande or not re.search("a[vw]+ik", lage.mening):
        return INGEN
    text = "avvikelse finns på " + ", ".join(f.etikett for f in avvikande)
    lasning = Lasning(Decimal(len(avvikande)), Decimal(0), avvikande[0].adress, text)
    return Syftning((lasning,), False, "drift", "antal")


_RAKNARE: tuple[tuple[re.Pattern[str], Callable[[Lage, Underlag], Syftning]], ...] = (
    (ordmonster("(?:intern)?kontrollpunkt\\w*", "kontrollmoment\\w*"), _kontrollpunkter),
    (ordmonster("kontogrupp\\w*"), _kontogrupper),
    (ordmonster("formulerade mål", "nämndmål", "egna mål"), _alla_rader("mal.mal", "mål", True)),
    (ordmonster("nyckeltal"), _alla_rader("mal.nyckeltal", "nyckeltal", False)),
    (ordmonster("risker"), _alla_rader("internkontroll.risker", "risker", False)),
    (
        ordmonster("(?:budget|prognos)?uppföljningar", "prognostillfällen"),
        _alla_rader("drift.prognostillfallen", "uppföljningar", False),
    ),
)
