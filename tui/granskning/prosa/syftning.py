"""Which figure or computation a claim speaks of (*syftning*): rows and years to readings.

A reading that the claim agrees with clears it; only a claim whose row and role are told in so
many words (``saker``) is accused when all its readings disagree.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from tui.granskning.prosa.delar import om_annat
from tui.granskning.prosa.lage import Lage
from tui.granskning.prosa.lasningar import RESULTAT, Lasning, i_enhet, lasningar
from tui.granskning.prosa.ledord import (
    ANNAT,
    AV_BUDGET,
    DELAR,
    FJOL,
    JAMFORT,
    PROGNOS,
    annan_manad,
    artal,
    roll_i,
)
from tui.granskning.prosa.ord import ordmonster
from tui.granskning.prosa.radord import HUVUDORD, Traff, avgransad, inskrankningar
from tui.granskning.prosa.underlag import Underlag


@dataclass(frozen=True, slots=True)
class Syftning:
    """What a claim speaks of: its readings, the likeliest first, and whether that is certain."""

    lasningar: tuple[Lasning, ...] = ()
    saker: bool = False
    begrepp: str = ""
    roll: str = ""
    ar: int = 0


INGEN = Syftning()
_MAX_KOPPLAT = 60
_NARA = 100
_SAMMAN = ordmonster("tillsammans(?! med)", "sammanlagt", "sammantaget", "sammantagna", "totalt")
_UPPRAKNING = re.compile(r"\s*,?\s*(?:och|samt|respektive)?\s*")
# "Intäkter och kostnader": more than the row.
_MED_ANNAT = re.compile(r"\s+(?:och|samt)\s+(?!uppg|är|blev|blir|har|var\b|med)\w")
NOLL = Decimal(0)
_OKADE_TILL = re.compile(
    ordmonster(
        "öka\\w*", "minska\\w*", "sjönk", "steg", "höj\\w*", "sänk\\w*", "stigit", "sjunkit"
    ).pattern
    + r"\s+(?:\w+\s+){0,3}till\s+(?:\w+\s+)?[-−–]?\s*$"
)
_JAMFORELSE = re.compile(
    r"^\s*(?:h.{1,2}gre|l.{1,2}gre|b.{1,2}ttre|s.{1,2}mre|mer|mindre)\s+"
    r"(?:.{1,2}n|j.{1,2}mf.{1,2}rt med)\s+.{0,25}"
)
_NAMNDEN = ordmonster(
    "(?:social)?nämnden\\w*",
    "(?:social)?förvaltningen\\w*",
    "verksamheten har",
    "helårs(?:prognos|resultat)\\w*",
)
_KOPPLAT = re.compile(
    r"^[\s,(]*(?:eller|motsvarande|vilket (?:ar|är|&r|motsvarar|innebar|innebär)|det motsvarar|"
    r"(?:som )?motsvarar|dvs\.?|det vill s.ga|alltsa|alltså|,"
    r"|en .kning (?:p.|med)|en minskning (?:p.|med))?"
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
    funna = lasningar(lage, underlag.figurer, begrepp, roll, ar)
    saker = (
        namngiven
        and tydlig
        and arsaker
        and not om_annat(lage)
        and not _bara_planerat(underlag, begrepp, roll, ar)
        and not (_delvis(lage) or _annat(lage, underlag, roll, begrepp == RESULTAT))
    )
    if _om_flera_rader(lage):
        funna = (*_radsumma(lage, underlag, roll, ar), *funna)
        saker = saker and bool(_uppraknade(lage))
    return Syftning(funna, saker and bool(funna), begrepp, roll, ar)


def _bara_planerat(underlag: Underlag, begrepp: str, roll: str, ar: int) -> bool:
    """Whether an outcome of another year is asked for where only its plan is at hand."""
    if roll != "utfall" or ar == underlag.dokument.period.ar:
        return False
    return not underlag.figurer.for_(begrepp, roll, ar)


def _radsumma(lage: Lage, underlag: Underlag, roll: str, ar: int) -> Iterator[Lasning]:
    """The sum of rows that are told together: "personal och lokalhyror avviker tillsammans"."""
    begrepp = _uppraknade(lage)
    delar = [lasningar(lage, underlag.figurer, b, roll, ar)[:1] for b in begrepp]
    if delar and all(delar) and lage.pastaende.i_kronor:
        termer = [d[0] for d in delar]
        varde, spel = sum((t.varde for t in termer), NOLL), sum((t.spel for t in termer), NOLL)
        text = f"{'; '.join(t.text for t in termer)}; tillsammans {i_enhet(varde, 'kr')}"
        tecken = all(t.tecken for t in termer)
        yield Lasning(varde, spel, termer[0].adress, text, tecken)


def _om_flera_rader(lage: Lage) -> bool:
    plats = lage.pastaende.plats
    rader = {t.begrepp for t in lage.rader if t.start < plats}
    return len(rader) > 1 and _SAMMAN.search(lage.inledning) is not None


def _uppraknade(lage: Lage) -> tuple[str, ...]:
    """The rows that stand side by side before a claim, with nothing but "och" between."""
    plats = lage.pastaende.plats
    fore = [t for t in lage.rader if t.start < plats]
    mellan = (lage.inledning[a.slut - b_0 : b.start - b_0] for a, b, b_0 in _par(lage, fore))
    if lage.nummer or not all(_UPPRAKNING.fullmatch(text) for text in mellan):
        return ()
    return tuple(dict.fromkeys(t.begrepp for t in fore))


def _par(lage: Lage, rader: Sequence[Traff]) -> Iterator[tuple[Traff, Traff, int]]:
    """Neighbouring rows, and where in the text their sentence begins."""
    start = lage.pastaende.plats - len(lage.inledning)
    return ((a, b, start) for a, b in pairwise(rader))


def _hor_ihop(lage: Lage, forra: Syftning) -> bool:
    """Whether the claim gives the one before it in another unit: "5,0 mnkr eller 8 procent"."""
    if lage.forra is None or not forra.begrepp:
        return False
    olika = lage.forra.i_kronor != lage.pastaende.i_kronor
    fore = " ".join(lage.fore.split())
    return olika and len(fore) <= _MAX_KOPPLAT and _KOPPLAT.match(fore) is not None


def _kopplad(lage: Lage, underlag: Underlag, forra: Syftning) -> Syftning:
    roll = forra.roll
    andel = not lage.pastaende.i_kronor and roll in ("utfall", "prognos", "budget")
    if andel and not AV_BUDGET.search(lage.efter[:40]):
        return replace(forra, lasningar=(), saker=False)
    funna = lasningar(lage, underlag.figurer, forra.begrepp, roll, forra.ar)
    return replace(forra, lasningar=funna, saker=forra.saker and bool(funna))


def _begrepp(lage: Lage) -> tuple[str, bool]:
    """The row that a claim speaks of, and whether that is told in so many words."""
    plats = lage.pastaende.plats
    fore = [t for t in lage.rader if t.start < plats]
    efter = [t for t in lage.rader if plats <= t.start < lage.pastaende.andplats + len(lage.efter)]
    if fore:
        return _av_flera(lage, fore), True
    # "Av nettokostnaden" after a percentage names the whole that it is a share of.
    ord_ = "f.r|p.|av" if lage.pastaende.i_kronor else "f.r|p."
    if efter and re.match(rf"\s*(?:{ord_})\s+(?:\w+\s+)?$", _fram_till(lage, efter[0].start)):
        return efter[0].begrepp, True
    if lage.amne is not None and HUVUDORD.search(lage.inledning):
        return lage.amne.begrepp, True
    if lage.omrade == "investeringar":
        return "inv:totalt", bool(HUVUDORD.search(lage.inledning))
    if _om_namnden(lage) and (_NAMNDEN.search(lage.inledning) or not efter):
        return "drift:resultat", _NAMNDEN.search(lage.inledning) is not None
    return (efter[0].begrepp, False) if efter and lage.pastaende.i_kronor else ("", False)


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
            return _till(lage, _jamford(lage, roll)), tydlig
    return "", False


def _till(lage: Lage, roll: str) -> str:
    """ "Ökade till 256 mnkr" gives the figure itself, "ökade med 11 mnkr" its change."""
    if roll != "forandring" or _OKADE_TILL.search(lage.fore[-_NARA:]) is None:
        return roll
    andra = [namn for namn in ("budget", "prognos") if re.search(rf"\b{namn}", lage.fore)]
    return andra[0] if andra else "utfall"


def _jamford(lage: Lage, roll: str) -> str:
    andel = roll in ("utfall", "budget", "prognos") and not lage.pastaende.i_kronor
    jamfort = JAMFORT.search(lage.efter) or JAMFORT.search(lage.fore)
    return "forandring" if andel and jamfort else roll


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
    if re.search(r"a[vw]+ik\w*\s*\([-−–]?$", lage.fore[-_NARA:]):
        # "Beror avvikelsen (−6 125 tkr) på …": the reason is not what the figure is of.
        return avgransad(lage.efter)
    if _MED_ANNAT.match(mellan) and not lage.nummer:
        return True
    return any(inskrankningar(mellan)) or avgransad(lage.efter) or _ledd(framfor)


def _annat(lage: Lage, underlag: Underlag, roll: str, resultat: bool) -> bool:
    """Whether the sentence may speak of another budget, prognosis or time than the table's."""
    period = underlag.dokument.period
    # "Tillsammans" is of another sum, unless the rows that it adds up stand there.
    i_summan = _om_flera_rader(lage) and _uppraknade(lage)
    inledning = _SAMMAN.sub("", lage.inledning) if i_summan else lage.inledning
    if ANNAT.search(inledning) or annan_manad(lage.inledning, period.slut.month):
        return True
    if roll != "avvikelse":
        return False
    if period.manader == 12:
        return PROGNOS.search(lage.inledning) is not None
    hittills = resultat and DELAR.search(lage.inledning) is not None
    return not hittills and PROGNOS.search(f"{lage.rubrik} {lage.stycke}") is None


def _ledd(framfor: str) -> bool:
    """Whether what leads up to the row's name makes it a part: "köpt vård inom köp av tjänster"."""
    return (
        re.search(r"(?:varav|d.rav|del av|inom|under|i)\s+(?:kontogruppen\s+)?$", framfor)
        is not None
    )
