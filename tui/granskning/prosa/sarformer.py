"""Claims of a form of their own: shares of counts, parts of sick leave, needs under a heading.

Each rule gives the readings that the form allows, or ``INGEN`` where the sentence is of another
form. What a rule is not certain of may agree but is never accused.
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from tui.domain.fel import Adress
from tui.granskning.prosa.delar import om_en_del
from tui.granskning.prosa.lage import Lage
from tui.granskning.prosa.lasningar import HUNDRA, Lasning, beskriven
from tui.granskning.prosa.ledord import ANNAT, FJOL, PROGNOS, artal
from tui.granskning.prosa.ord import ordmonster
from tui.granskning.prosa.pastaende import Pastaende
from tui.granskning.prosa.stammar import stammar
from tui.granskning.prosa.syftning import INGEN, Syftning
from tui.granskning.prosa.underlag import Figur, Underlag
from tui.svenska.format import belopp, procent

_SLUT = r"\s+(?:(?:drygt|knappt|cirka|ca|ungef.r|omkring|runt|n.stan|hela|totalt)\s+)?$"
_NARA = 60


def sarform(lage: Lage, underlag: Underlag) -> Syftning:
    """What a claim of a form of its own speaks of, ``INGEN`` for any other."""
    for regel in _REGLER:
        syftning = regel(lage, underlag)
        if syftning.lasningar:
            return syftning
    return INGEN


# ---- "28 tjänster, varav 12 …, vilket motsvarar 43 procent" ------------------------------------

_MOTSVARAR = re.compile(r"(?<!\w)motsvara(?:r|de|nde)?" + _SLUT)
_VARAV = re.compile(r"[\s,(]varav\s+$")


def _andel_av_antal(lage: Lage, underlag: Underlag) -> Syftning:
    """A share that the sentence gives both counts of; the tables are not needed for it."""
    if lage.pastaende.enhet != "procent" or not _MOTSVARAR.search(lage.fore[-_NARA:]):
        return INGEN
    antal = _del_och_helhet(lage)
    if antal is None or not 0 < antal[1] >= antal[0] >= 0:
        return INGEN
    delen, hela = antal
    andel = delen / hela * HUNDRA
    text = f"{belopp(delen, None)} av {belopp(hela, None)} är {procent(andel)}"
    lasning = Lasning(andel, Decimal(0), Adress(underlag.dokument.id), text)
    # "Motsvarar 5 procent fler än i fjol" is of something else.
    saker = re.match(r"\s*(?:[.,;:)<]|$)", lage.efter) is not None
    return Syftning((lasning,), saker, "andel", "etikett", underlag.dokument.period.ar)


def _del_och_helhet(lage: Lage) -> tuple[Decimal, Decimal] | None:
    """The two counts before a claim: "10 av 17", or "28 …, varav 12 …"."""
    forra, hela = lage.forra, lage.fore_forra
    if forra is None or not _exakt_antal(forra):
        return None
    if forra.av is not None:
        return (forra.varde, forra.av) if lage.nummer == 1 else None
    if hela is None or lage.nummer != 2 or not _exakt_antal(hela) or hela.av is not None:
        return None
    mellan = lage.inledning[-(lage.pastaende.plats - hela.andplats) :]
    mellan = mellan[: forra.plats - hela.andplats]
    return (forra.varde, hela.varde) if _VARAV.search(mellan) else None


def _exakt_antal(p: Pastaende) -> bool:
    return p.enhet == "antal" and not p.hedge and p.varde == int(p.varde)


# ---- "0,06 procent av budgeterad nettokostnad" -------------------------------------------------

_AV_NETTOBUDGET = re.compile(r"\s*av\s+(?:den\s+)?budgeterade?\s+netto(?:drift)?kostnad")
_RESULTATORD = ordmonster("prognosavvik\\w*", "prognossäkerhet\\w*", "budgetavvik\\w*")


def _prognossakerhet(lage: Lage, underlag: Underlag) -> Syftning:
    """The year's result in per cent of the budgeted net cost."""
    if lage.pastaende.enhet != "procent" or not _AV_NETTOBUDGET.match(lage.efter):
        return INGEN
    ar = underlag.dokument.period.ar
    figurer = underlag.figurer
    resultat = [f for f in figurer.for_("drift:resultat", "avvikelse", ar) if f.visad]
    budget = [f for f in figurer.for_("drift:nettokostnader", "budget", ar) if f.visad and f.tal]
    lasningar = tuple(_kvot(r, b) for r in resultat for b in budget)
    helar = underlag.dokument.period.manader == 12
    saker = helar and _RESULTATORD.search(lage.inledning) is not None
    return Syftning(lasningar, saker and bool(lasningar), "drift:resultat", "avvikelse", ar)


def _kvot(f: Figur, hela: Figur) -> Lasning:
    andel = abs(f.tal / hela.tal) * HUNDRA
    spel = (f.spel + andel / HUNDRA * hela.spel) / abs(hela.tal) * HUNDRA
    text = f"{beskriven(f)}, och av {beskriven(hela)} är det {procent(andel, 2)}"
    return Lasning(andel, spel, f.adress, text)


# ---- "251,9 årsarbetare", "en genomsnittlig sysselsättningsgrad på 97 %" -----------------------

_ARSARBETARE = re.compile(r"\s*(?:stycken\s+)?" + ordmonster("årsarbetare(?!\\w)").pattern)
_GRAD = re.compile(
    ordmonster("genomsnittlig\\w* sysselsättningsgrad(?:en)?").pattern
    + r"\s+(?:på|är|var|om|uppg.r till|uppgick till)"
    + _SLUT
)
_DEL_AV_PERSONAL = ordmonster(
    *("kvinn", "män(?!\\w)", "män(?:s|nen|nens)(?!\\w)", "tillsvidare", "visstid", "timavlön"),
    *("inom (?!social)", "avdelning", "enhet", "motsvarande", "varav", "vakan", "saknas", "ytterl"),
    *("ök(?:a|n)", "minsk", "fler", "färre", "med ", "finansiera", "rekryter", "tillsätt"),
)
_HELA_PERSONALEN = ordmonster("personal", "antal årsarbetare", "socialförvaltning", "nämnden")


def _personal(lage: Lage, underlag: Underlag) -> Syftning:
    """A figure of all staff that is named by its column; a part of the staff is not held."""
    p = lage.pastaende
    if p.enhet == "antal" and _ARSARBETARE.match(lage.efter):
        roll = "arsarbetare"
    elif p.enhet == "procent" and _GRAD.search(lage.fore):
        roll = "grad"
    else:
        return INGEN
    ar = underlag.dokument.period.ar
    rader = (f for f in underlag.figurer.alla if f.begrepp.startswith("personal.sammansattning:"))
    egna = [f for f in rader if f.visad and f.adress.rad == "totalt" and f.roll == roll]
    lasningar = tuple(Lasning(f.tal, f.spel, f.adress, beskriven(f)) for f in egna)
    saker = bool(egna) and _om_all_personal(lage, underlag)
    return Syftning(lasningar, saker, "personal.sammansattning", "etikett", ar)


def _om_all_personal(lage: Lage, underlag: Underlag) -> bool:
    ar = underlag.dokument.period.ar
    andra_ar = {a for a, _ in artal(lage.fore[-_NARA:] + lage.efter[:_NARA])} - {ar}
    annat = (ANNAT, FJOL, PROGNOS, _DEL_AV_PERSONAL)
    i_delen = any(ord_.search(lage.inledning) for ord_ in annat) or om_en_del(lage, underlag)
    return not andra_ar and not i_delen and _HELA_PERSONALEN.search(lage.inledning) is not None


# ---- "Behov av utökade medel 2019: 3 000 tkr" under the heading of a row -----------------------

_BEHOV = re.compile(
    ordmonster("behov av (?:utökad|utökade|ytterligare|ökade) (?:medel|ram|budget)").pattern
    + r"(?:\s+(?:för|under|år))?(?:\s+(?P<ar>20\d\d))?\s*:?\s*(?:på|om|med)?\s*$"
)
_UTOKNING = re.compile(
    ordmonster("utökning (?:i|av) (?:budget)?ramen", "utökad ram").pattern + r"\s+(?:med|på|om)\s+$"
)


def _ramokning(lage: Lage, underlag: Underlag) -> Syftning:
    """An increase of the budget under a heading that names a row of the table of increases."""
    if not lage.pastaende.i_kronor:
        return INGEN
    behov = _BEHOV.search(lage.fore[-_NARA:])
    if behov is None and not _UTOKNING.search(lage.fore[-_NARA:]):
        return INGEN
    sagt = behov["ar"] if behov is not None else None
    ar = int(sagt) if sagt else underlag.dokument.period.ar + 1
    egna = [f for f in _ramrader(underlag, ar) if _heter(f, lage.rubrik)]
    lasningar = tuple(Lasning(f.tal, f.spel, f.adress, beskriven(f)) for f in egna)
    ensam = len({f.tal for f in egna}) == 1
    return Syftning(lasningar, ensam and bool(sagt), "drift.ramforandring", "ram", ar)


def _ramrader(underlag: Underlag, ar: int) -> Iterator[Figur]:
    for f in underlag.figurer.alla:
        if f.begrepp.startswith("drift.ramforandring:") and f.roll == "ram" and f.ar == ar:
            yield f


def _heter(f: Figur, rubrik: str) -> bool:
    egna = stammar(f.etikett)
    return bool(egna) and all(stam.monster.search(rubrik) for stam in egna)


# ---- "drygt hälften av sjukfrånvaron är långtidssjukfrånvaro" ----------------------------------

_AV_SJUK = re.compile(
    r"\s*av\s+(?:(?:den|hela|all|totala|minskade|minskningen|ökade|ökningen|av)\s+){0,3}"
    + ordmonster("sjukfrånvaron?(?!\\w)").pattern
)
_LANG = ordmonster("långtid\\w*", "lång sjukfrånvaro", "långa sjukfrånvaro")
_KORT = ordmonster("kort\\w*", "medel\\w*")
_ANDRING = re.compile(r"minsk|.k(?:ade|ning)")


def _del_av_sjukfranvaron(lage: Lage, underlag: Underlag) -> Syftning:
    """Long-term sick leave as a share of all of it, or of its change."""
    traff = _AV_SJUK.match(lage.efter)
    if lage.pastaende.enhet not in ("andel", "procent") or traff is None:
        return INGEN
    if not _LANG.search(lage.efter) or _KORT.search(lage.mening) or lage.antal > 1:
        return INGEN
    ar = underlag.dokument.period.ar
    roll = "forandring" if _ANDRING.search(traff[0]) else "utfall"
    skala = HUNDRA if lage.pastaende.enhet == "procent" else Decimal(1)
    lasning = _langtidsandel(underlag, roll, ar, skala)
    saker = not artal(lage.mening) and FJOL.search(lage.inledning) is None
    return Syftning(lasning, saker and bool(lasning), "sjuk:langtid", "etikett", ar)


def _langtidsandel(underlag: Underlag, roll: str, ar: int, skala: Decimal) -> tuple[Lasning, ...]:
    """Worked out from the printed figures, with the play of their rounding."""
    delar, hela = (
        [f for f in underlag.figurer.for_(begrepp, roll, ar) if f.visad]
        for begrepp in ("sjuk:dag_3", "sjuk:total")
    )
    if len(delar) != 1 or len(hela) != 1 or delar[0].tal * hela[0].tal <= 0:
        return ()
    andel = delar[0].tal / hela[0].tal
    avrundning = Decimal("0.1") if roll == "forandring" else Decimal("0.05")
    # A fraction is a round word: half may be 55 per cent.
    spel = max(avrundning * (1 + andel) / abs(hela[0].tal), Decimal("0.05"))
    text = f"{beskriven(delar[0])} och {beskriven(hela[0])}, alltså {procent(andel * HUNDRA)}"
    return (Lasning(andel * skala, spel * skala, delar[0].adress, text),)


_REGLER: tuple[Callable[[Lage, Underlag], Syftning], ...] = (
    _andel_av_antal,
    _prognossakerhet,
    _personal,
    _ramokning,
    _del_av_sjukfranvaron,
)
