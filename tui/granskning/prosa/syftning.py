"""Which figure or computation a claim speaks of (*syftning*): rows and years to readings.

A reading that the claim agrees with clears it; only a claim whose row and role are told in so
many words (``saker``) is accused when all its readings disagree.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product

from tui.domain.fel import Adress
from tui.granskning.prosa.lage import Lage
from tui.granskning.prosa.ledord import (
    ANDEL_AV,
    AV_BUDGET,
    DELAR,
    FJOL,
    HELAR,
    JAMFORT,
    MANAD,
    artal,
    roll_i,
)
from tui.granskning.prosa.ord import ordmonster
from tui.granskning.prosa.radord import HUVUDORD, Traff, avgransad, inskrankningar
from tui.granskning.prosa.underlag import Figur, Figurer, Underlag
from tui.svenska.format import HARDSPACE, belopp, procent

HUNDRA = Decimal(100)


@dataclass(frozen=True, slots=True)
class Lasning:
    """One reading: the figure that a claim may speak of, and how it was worked out.

    ``tecken`` tells that the sign says better or worse, or up or down.
    """

    varde: Decimal
    spel: Decimal
    adress: Adress
    text: str
    tecken: bool = False


@dataclass(frozen=True, slots=True)
class Syftning:
    """What a claim speaks of: its readings, the likeliest first, and whether that is certain."""

    lasningar: tuple[Lasning, ...] = ()
    saker: bool = False
    begrepp: str = ""
    roll: str = ""
    ar: int = 0


INGEN = Syftning()
_JAMFORELSE = re.compile(
    r"^\s*(?:h.{1,2}gre|l.{1,2}gre|b.{1,2}ttre|s.{1,2}mre|mer|mindre)\s+(?:.{1,2}n|j.{1,2}mf.{1,2}rt med)\s+.{0,25}"
)
_NAMNDEN = ordmonster("(?:social)?nämnden\\w*", "(?:social)?förvaltningen\\w*", "verksamheten har")
_KOPPLAT = re.compile(
    r"^[\s,(]*(?:eller|motsvarande|vilket (?:ar|är|&r|motsvarar|innebar|innebär)|det motsvarar|"
    r"(?:som )?motsvarar|dvs\.?|det vill s.ga|alltsa|alltså|,|en .kning (?:p.|med)|en minskning (?:p.|med))?"
    r"[\s,(]*(?:drygt|knappt|cirka|ca|ungef.r|omkring|runt|n.stan)?[\s\u00a0+\-−–]*$"
)


def penningsyftning(lage: Lage, underlag: Underlag, forra: Syftning) -> Syftning:
    """What an amount or a percentage of a drift or investment row speaks of."""
    if _hor_ihop(lage, forra):
        return _kopplad(lage, underlag, forra)
    begrepp, namngiven = _begrepp(lage)
    if not begrepp:
        return INGEN
    roll, tydlig = _roll(lage)
    ar, arsaker = _ar(lage, underlag, roll)
    lasningar = _lasningar(lage, underlag.figurer, begrepp, roll, ar)
    saker = namngiven and tydlig and arsaker and not _delvis(lage)
    return Syftning(tuple(lasningar), saker and bool(lasningar), begrepp, roll, ar)


def _hor_ihop(lage: Lage, forra: Syftning) -> bool:
    """Whether the claim gives the one before it in another unit: "5,0 mnkr eller 8 procent"."""
    if lage.forra is None or not forra.begrepp:
        return False
    olika = lage.forra.i_kronor != lage.pastaende.i_kronor
    return olika and _KOPPLAT.match(lage.fore) is not None


def _kopplad(lage: Lage, underlag: Underlag, forra: Syftning) -> Syftning:
    roll = forra.roll
    if not lage.pastaende.i_kronor and roll in ("utfall", "prognos", "budget"):
        if not AV_BUDGET.search(lage.efter[:40]):
            return replace(forra, lasningar=(), saker=False)
    lasningar = _lasningar(lage, underlag.figurer, forra.begrepp, roll, forra.ar)
    return replace(forra, lasningar=tuple(lasningar), saker=forra.saker and bool(lasningar))


def _begrepp(lage: Lage) -> tuple[str, bool]:
    """The row that a claim speaks of, and whether that is told in so many words."""
    plats = lage.pastaende.plats
    fore = [t for t in lage.rader if t.start < plats]
    efter = [t for t in lage.rader if plats <= t.start < lage.pastaende.andplats + len(lage.efter)]
    if fore:
        return _av_flera(lage, fore), True
    if efter and re.match(rf"\s*(?:f.r|p.|i|av)\s+(?:\w+\s+)?$", _fram_till(lage, efter[0].start)):
        return efter[0].begrepp, True
    if lage.amne is not None and HUVUDORD.search(lage.inledning):
        return lage.amne.begrepp, True
    if lage.omrade == "investeringar":
        return "inv:totalt", bool(HUVUDORD.search(lage.inledning))
    if efter:
        return efter[0].begrepp, False
    if not _om_namnden(lage):
        return "", False
    return "drift:resultat", _NAMNDEN.search(lage.inledning) is not None


def _fram_till(lage: Lage, plats: int) -> str:
    return lage.efter[: max(0, plats - lage.pastaende.andplats)]


def _om_namnden(lage: Lage) -> bool:
    return roll_i(lage.inledning) == "avvikelse" and lage.amne is None


def _av_flera(lage: Lage, fore: list[Traff]) -> str:
    """The nearest row before a claim; of a "respektive" pair the one in the same place."""
    if "respektive" in lage.mening and lage.antal == len(lage.rader) == len(fore) > 1:
        return fore[lage.nummer].begrepp
    return fore[-1].begrepp


def _roll(lage: Lage) -> tuple[str, bool]:
    """Which of a row's figures, and whether the words next to the claim tell."""
    jamforelse = _JAMFORELSE.match(lage.efter)
    if jamforelse is not None:
        mot_budget = re.search("budget|plan|ram", jamforelse[0]) is not None
        return ("avvikelse" if mot_budget else "forandring"), True
    for text, tydlig in (
        (lage.fore, True),
        (lage.efter[:30], True),
        (lage.efter, False),
        (lage.inledning, False),
    ):
        roll = roll_i(text)
        if roll:
            return _jamford(lage, roll), tydlig
    return "", False


def _jamford(lage: Lage, roll: str) -> str:
    if roll in ("utfall", "budget", "prognos") and not lage.pastaende.i_kronor:
        if JAMFORT.search(lage.efter) or JAMFORT.search(lage.fore):
            return "forandring"
    return roll


def _ar(lage: Lage, underlag: Underlag, roll: str) -> tuple[int, bool]:
    """The year of a claim, and whether nothing speaks against it."""
    eget = underlag.dokument.period.ar
    i_meningen = {ar for ar, _ in artal(lage.mening)}
    if roll == "forandring":
        return (max(i_meningen) if len(i_meningen) > 1 else eget), len(i_meningen) <= 2
    nara = artal(lage.fore)[-1:] or artal(lage.efter)[:1]
    if nara:
        return nara[0][0], len(i_meningen) == 1
    if FJOL.search(lage.fore) and not JAMFORT.search(lage.fore):
        return eget - 1, False
    if i_meningen:
        return max(i_meningen), False
    return lage.styckear or eget, True


def _delvis(lage: Lage) -> bool:
    """Whether the words between the row and the claim narrow it to a part of the row."""
    plats = lage.pastaende.plats
    fore = [t for t in lage.rader if t.start < plats]
    start = len(lage.inledning) - (plats - fore[-1].slut) if fore else 0
    mellan = lage.inledning[max(0, start) :]
    framfor = lage.inledning[:start][-60:]
    return any(inskrankningar(mellan)) or avgransad(lage.efter) or _ledd(framfor)


def _ledd(framfor: str) -> bool:
    """Whether what leads up to the row's name makes it a part: "köpt vård inom köp av tjänster"."""
    return (
        re.search(r"(?:varav|d.rav|del av|inom|under|i)\s+(?:kontogruppen\s+)?$", framfor)
        is not None
    )


# ---- From row, role and year to readings ---------------------------------------------------


def _lasningar(lage: Lage, figurer: Figurer, begrepp: str, roll: str, ar: int) -> Iterable[Lasning]:
    i_kronor = lage.pastaende.i_kronor
    if roll == "avvikelse":
        avvik = figurer.for_(begrepp, "avvikelse", ar)
        return (
            [_ren(f, True) if i_kronor else l for f in avvik for l in _av_budget(figurer, f, True)]
            if not i_kronor
            else [_ren(f, True) for f in avvik]
        )
    if roll == "forandring":
        return _forandringar(lage, figurer, begrepp, ar)
    if not roll:
        return []
    egna = _rattid(lage, figurer.for_(begrepp, roll, ar))
    if i_kronor:
        per_manad = [_per_manad(f) for f in egna] if MANAD.search(lage.mening) else []
        return per_manad or [_ren(f, begrepp == "drift:resultat") for f in egna]
    if AV_BUDGET.search(lage.efter[:40]) or AV_BUDGET.search(lage.fore):
        return [l for f in egna for l in _av_budget(figurer, f, False)]
    if ANDEL_AV.search(lage.mening):
        return [l for f in egna for l in _andelar(figurer, f)]
    return []


def _rattid(lage: Lage, figurer: list[Figur]) -> list[Figur]:
    """Of a whole year's figure and a part's, the one that the words around speak of."""
    if HELAR.search(lage.inledning) or HELAR.search(lage.efter[:30]):
        return sorted(figurer, key=lambda f: not f.helar)[
            : 1 if any(f.helar for f in figurer) else None
        ]
    if DELAR.search(lage.inledning):
        return [f for f in figurer if not f.helar] or figurer
    return figurer


def _namn(f: Figur) -> str:
    return f"{f.etikett}, {f.rubrik}"


def i_enhet(tal: Decimal, enhet: str, decimaler: int = 0) -> str:
    """A figure in the unit of its table, for an explanation."""
    if enhet == "kr":
        return f"{belopp(tal / 1000, decimaler)}{HARDSPACE}tkr"
    return procent(tal, None) if enhet == "procent" else belopp(tal, None)


def _ren(f: Figur, tecken: bool) -> Lasning:
    text = f"{_namn(f)} är {i_enhet(f.tal, f.enhet, f.decimaler)}"
    return Lasning(f.tal, f.spel, f.adress, text, tecken)


def _per_manad(f: Figur) -> Lasning:
    tal = f.tal / f.manader
    text = f"{_namn(f)} är {i_enhet(f.tal, f.enhet)} på {f.manader} månader"
    return Lasning(tal, f.spel / f.manader, f.adress, text)


def _av_budget(figurer: Figurer, f: Figur, tecken: bool) -> list[Lasning]:
    return [
        _kvot(f, b, tecken)
        for b in figurer.for_(f.begrepp, "budget", f.ar)
        if b.adress.dokument == f.adress.dokument and b.tal
    ]


def _kvot(f: Figur, b: Figur, tecken: bool) -> Lasning:
    andel = f.tal / (abs(b.tal) if tecken else b.tal) * HUNDRA
    spel = (f.spel + abs(andel) / HUNDRA * b.spel) / abs(b.tal) * HUNDRA
    text = (
        f"{_namn(f)} {i_enhet(f.tal, f.enhet)} av {b.rubrik} {i_enhet(abs(b.tal), b.enhet)}"
        f" är {procent(andel)}"
    )
    return Lasning(andel, spel, f.adress, text, tecken)


def _andelar(figurer: Figurer, f: Figur) -> list[Lasning]:
    hela = figurer.for_("drift:kostnader", f.roll, f.ar)
    return [_kvot(f, h, False) for h in hela if h.adress.dokument == f.adress.dokument and h.tal]


def _forandringar(lage: Lage, figurer: Figurer, begrepp: str, ar: int) -> list[Lasning]:
    """The changes to a year's figure from the year before, or from the one that is named."""
    fran_ar = min((a for a, _ in artal(lage.mening) if a < ar), default=ar - 1)
    roller = ("budget",) if "budget" in lage.inledning else ("utfall", "budget")
    par = [
        (till, fran)
        for roll in roller
        for till, fran in product(
            figurer.for_(begrepp, roll, ar), figurer.for_(begrepp, roll, fran_ar)
        )
        if till.manader == fran.manader
    ]
    # A budget's growth is meant only where no outcome's can be.
    par = [p for p in par if p[0].roll == par[0][0].roll]
    unika = {(t.tal, f.tal): (t, f) for t, f in reversed(par)}.values()
    lasningar = [_forandring(lage, till, fran) for till, fran in reversed(list(unika))]
    return [l for l in lasningar if l is not None]


def _forandring(lage: Lage, till: Figur, fran: Figur) -> Lasning | None:
    resultat = till.begrepp.endswith((":resultat", ":finansnetto"))
    skillnad = till.tal - fran.tal if resultat else abs(till.tal) - abs(fran.tal)
    vad = (
        f"{_namn(till)} {i_enhet(till.tal, till.enhet)} mot {fran.rubrik}"
        f" {i_enhet(fran.tal, fran.enhet)}"
    )
    if lage.pastaende.i_kronor:
        text = f"{vad} är {i_enhet(skillnad, till.enhet)}"
        return Lasning(skillnad, till.spel + fran.spel, till.adress, text, True)
    if resultat or not fran.tal:
        return None
    andel = skillnad / abs(fran.tal) * HUNDRA
    spel = (till.spel + fran.spel * abs(till.tal / fran.tal)) / abs(fran.tal) * HUNDRA
    return Lasning(andel, spel, till.adress, f"{vad} är {procent(andel)}", True)
