"""Claims about rows that are known by their label: nyckeltal, sick leave, staff, samples."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from tui.granskning.prosa.delar import om_en_del
from tui.granskning.prosa.etikettregister import Etikett, Etikettregister, etikettregister
from tui.granskning.prosa.lage import Lage
from tui.granskning.prosa.lasningar import HUNDRA, Lasning, beskriven, i_enhet
from tui.granskning.prosa.ledord import ANNAT, FJOL, JAMFORT, artal, roll_i
from tui.granskning.prosa.ord import ordmonster
from tui.granskning.prosa.pastaende import Pastaende
from tui.granskning.prosa.radord import avgransad
from tui.granskning.prosa.stammar import stammar
from tui.granskning.prosa.syftning import INGEN, Syftning
from tui.granskning.prosa.underlag import Figur, Underlag
from tui.svenska.format import procent

_ANDEL_AV = re.compile(r"\s*av\s+(?:den|det|de|alla|samtliga|hela)\b")
_UPPRAKNAD = re.compile(r"\s*\w+,?\s+(?:och|samt)\s+$")
_HOGRE = re.compile(r"\s*(?:h..?gre|l..?gre|fler|f..?rre|mer|mindre)\b")
_MAL = ordmonster("mål(?:et|nivå\\w*|värde\\w*|tal\\w*)?(?!\\w)", "målsättning\\w*")
SJUK = ordmonster("sjukfrånvaro\\w*", "sjuktal\\w*")
SJUKORD: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("sjuk:kvinnor", ordmonster("kvinn\\w*")),
    ("sjuk:man", ordmonster("män(?:s|nen|nens)?(?!\\w)", "manlig\\w*")),
    ("sjuk:dag_1", ordmonster("korttid\\w*", "korta sjuk\\w*", "1-14")),
    ("sjuk:dag_2", ordmonster("medellång\\w*", "15-59")),
    ("sjuk:dag_3", ordmonster("lång\\w*sjuk\\w*", "långtid\\w*", "långa sjuk\\w*", "60 dagar")),
    ("sjuk:alder_1", ordmonster("under 29", "upp till 29", "yngre")),
    ("sjuk:alder_2", ordmonster("30-49", "mellan 30 och 49")),
    ("sjuk:alder_3", ordmonster("över 50", "50 år", "äldre")),
    ("sjuk:total", SJUK),
)
UTAN_ANMARKNING = ordmonster("(?:var |varit |\\w+ )?utan anmärkning")
ANMARKNING = ordmonster("anmärkning\\w*", "brist")
_ALLT = ordmonster(
    *("antal\\w*", "totalt", "sammanlagt", "uppg", "rapporter", "anmäl", "registrer", "inkom"),
    *("inträffa", "genomför", "kontroll", "gransk", "samtliga", "av dessa"),
    *("per (?:den )?(?:31 )?augusti", "per (?:den )?(?:31 )?december"),
)
_STARK = 0.6
_SVAG = 0.45


def etikettsyftning(lage: Lage, underlag: Underlag) -> Syftning:
    """What a percentage or a count of a labelled row speaks of."""
    begrepp, styrka = _sjukrad(lage) if _om_sjuk(lage) else _basta(lage, underlag)
    if not begrepp:
        return INGEN
    figurer = underlag.figurer.efter_begrepp.get(begrepp, [])
    ar, tydligt = _ar(lage, underlag)
    if begrepp.startswith("internkontroll.stickprov"):
        return _stickprov(lage, figurer, styrka >= _STARK)
    lasningar = tuple(_lasningar(lage, figurer, ar))
    saker = styrka >= _STARK and tydligt and not avgransad(lage.efter) and _ensam(lage)
    saker = saker and not om_en_del(lage, underlag) and _hela_antalet(lage)
    if ANNAT.search(lage.inledning) or ANNAT.search(lage.efter[:60]):
        saker = False
    if _MAL.search(lage.inledning) and not any(f.roll == "mal" for f in figurer):
        saker = False
    return Syftning(lasningar, saker and bool(lasningar), begrepp, "etikett", ar)


def _stickprov(lage: Lage, figurer: list[Figur], stark: bool) -> Syftning:
    """What a count of a sample speaks of: its size, or those with or without remark."""
    p, tal = lage.pastaende, {f.roll: f for f in figurer}
    antal, anm = tal.get("antal"), tal.get("anmarkningar")
    if antal is None or anm is None or (p.av is not None and p.av != antal.tal):
        return INGEN
    rest = antal.tal - anm.tal
    utan = Lasning(rest, Decimal(0), antal.adress, f"{antal.etikett}: {rest} utan anmärkning")
    med = Lasning(anm.tal, Decimal(0), anm.adress, beskriven(anm))
    alla = Lasning(antal.tal, Decimal(0), antal.adress, beskriven(antal))
    if p.av is not None:
        lasningar: tuple[Lasning, ...] = (med, utan)
    elif UTAN_ANMARKNING.search(lage.efter[:40]):
        lasningar = (utan,)
    elif ANMARKNING.search(lage.efter[:40]):
        lasningar = (med,)
    else:
        stark = stark and any(s.monster.match(lage.efter.lstrip()) for s in stammar(antal.etikett))
        lasningar = (alla,)
    return Syftning(lasningar, stark, antal.begrepp, "etikett", antal.ar)


def _hela_antalet(lage: Lage) -> bool:
    """Whether a count is of all: "tre tillbud ledde till sjukskrivning" is of some of them."""
    if lage.pastaende.enhet != "antal" or _okning(lage):
        return True
    return _ALLT.search(lage.mening) is not None and not re.match(r"\s*av\b", lage.efter)


def _ensam(lage: Lage) -> bool:
    """Whether the sentence holds no more claims than a figure, its comparison and a change."""
    return lage.antal <= 3


def _om_sjuk(lage: Lage) -> bool:
    if lage.pastaende.enhet not in ("procent", "procentenheter"):
        return False
    return bool(SJUK.search(lage.mening) or (SJUK.search(lage.rubrik) and not lage.rader))


def _sjukrad(lage: Lage) -> tuple[str, float]:
    """The group that is named last before the claim; the total where none is."""
    platser = [
        (max((t.start() for t in ord_.finditer(lage.inledning)), default=-1), begrepp)
        for begrepp, ord_ in SJUKORD
    ]
    grupper = [par for par in platser if par[0] >= 0 and par[1] != "sjuk:total"]
    if grupper:
        # "Kvinnor under 29 år": no row has both.
        i_fore = [1 for begrepp, ord_ in SJUKORD[:-1] if ord_.search(lage.fore)]
        return max(grupper)[1], 1.0 if len(i_fore) <= 1 else 0.5
    return "sjuk:total", 1.0 if platser[-1][0] >= 0 else 0.5


def _basta(lage: Lage, underlag: Underlag) -> tuple[str, float]:
    """The row whose label the sentence has most of, if it is clearly ahead of the next."""
    ar_i_meningen = {ar for ar, _ in artal(lage.mening)}
    register = etikettregister(underlag)
    namnda = register.som_namns(lage.mening)
    valbara = (e for e in namnda if e.visad or e.ar in ar_i_meningen)
    alla = [(_likhet(e, lage, register), e) for e in valbara if _passar(e, lage)]
    alla = sorted(
        ((v, e) for v, e in alla if v >= _SVAG), key=lambda par: (-par[0], not par[1].visad)
    )
    if not alla:
        return "", 0.0
    styrka, basta = alla[0]
    nara = [e for v, e in alla[1:] if v > styrka - 0.15 and e.etikett != basta.etikett]
    if not basta.visad or nara:
        return basta.begrepp, _SVAG
    svag = _annat_slag(basta, lage, register)
    return basta.begrepp, min(styrka, _SVAG) if svag else styrka


def _annat_slag(e: Etikett, lage: Lage, register: Etikettregister) -> bool:
    """Whether too little of the label stands in the sentence, or the thing counted is another."""
    i_meningen = register.stammar_i(lage.mening).intersection(e.stammar)
    if len(i_meningen) < _STARK * len(e.stammar):
        return True
    if lage.pastaende.enhet == "antal" and not _okning(lage):
        # A sample's remarks are counted without naming it again.
        return not (e.begrepp.startswith("internkontroll.stickprov") or _raknar(e, lage))
    return _ANDEL_AV.match(lage.efter) is not None and "andel" not in e.etikett


def _raknar(e: Etikett, lage: Lage) -> bool:
    """Whether the word after the figure, or the next one, is one of the label's."""
    ord_ = re.findall(r"[\w&]+", lage.efter[:60])[:2]
    return any(s.monster.match(o) for s in e.stammar for o in ord_)


def _passar(e: Etikett, lage: Lage) -> bool:
    enhet = lage.pastaende.enhet
    if enhet in ("procent", "procentenheter"):
        return e.enhet == "procent" or _okning(lage)
    return e.enhet == "antal" if enhet == "antal" else e.enhet == "kr"


def _likhet(e: Etikett, lage: Lage, register: Etikettregister) -> float:
    """The share of a label's words in the sentence; one in the sentence before counts half."""
    i_meningen = register.stammar_i(lage.mening).intersection(e.stammar)
    fore = register.stammar_i(lage.forra_mening).intersection(e.stammar) - i_meningen
    andel = (len(i_meningen) + len(fore) / 2) / len(e.stammar)
    # What is counted says more than the words around it: "16 tillbud och sju arbetsskador".
    return andel + 0.3 if lage.pastaende.enhet == "antal" and _raknar(e, lage) else andel


def _ar(lage: Lage, underlag: Underlag) -> tuple[int, bool]:
    eget = underlag.dokument.period.ar
    efter = [ar for ar, plats in artal(lage.efter) if plats <= 8]
    if efter:
        return efter[0], True
    fore = artal(lage.fore)
    if not fore and (fran_till := _fran_till(lage)):
        return eget + fran_till - 2, True
    if fore:
        return fore[-1][0], len(fore) == 1
    if lage.nummer and (JAMFORT.search(lage.fore) or re.search(r"\bj.mf.rt med\b", lage.fore)):
        return eget - 1, False
    if FJOL.search(lage.efter[:30]) or FJOL.search(lage.fore):
        return eget - 1, False
    uppraknad = _UPPRAKNAD.match(lage.fore) is not None
    return eget, lage.nummer == 0 or uppraknad or roll_i(lage.fore) == "forandring"


def _fran_till(lage: Lage) -> int:
    """1 for the first and 2 for the second figure of "från 10,4 till 8,4", else 0."""
    if re.search(r"\bfr..?n\s+\w{0,8}\s*$", lage.fore[-40:]) and re.match(r"\W*till\b", lage.efter):
        return 1
    if re.match(r"\W*till\b", lage.fore) and lage.nummer:
        return 2
    return 0


def _lasningar(lage: Lage, figurer: list[Figur], ar: int) -> Iterator[Lasning]:
    """The readings of a row's figures, the likeliest first."""
    p = lage.pastaende
    if _okning(lage):
        yield from _andringar(figurer, ar, p.enhet)
        return
    if p.enhet == "procentenheter":
        return
    if p.av is not None:
        yield from _delar(p, figurer, ar)
        return
    roller = ["mal"] if _MAL.search(lage.fore) else []
    for roll in (
        *roller,
        "utfall",
        "antal",
        "ram",
        "kostnad",
        "personer",
        "anstallningar",
        "arsarbetare",
        "medelalder",
        "grad",
        "mal",
    ):
        for f in figurer:
            if f.roll == roll and f.ar == ar:
                yield Lasning(f.tal, f.spel, f.adress, beskriven(f))


def _delar(p: Pastaende, figurer: list[Figur], ar: int) -> Iterator[Lasning]:
    """The readings of "12 av 28": only where the whole is the row's own."""
    egna = [f for f in figurer if f.ar == ar]
    if any(f.tal == p.av and f.roll == "av" for f in egna):
        yield from (
            Lasning(f.tal, f.spel, f.adress, beskriven(f)) for f in egna if f.roll == "antal"
        )


def _okning(lage: Lage) -> bool:
    """Whether the figure is a change: "en ökning med 13 procent", "minskat med 2,0"."""
    if _HOGRE.match(lage.efter):
        return True
    return roll_i(lage.fore) == "forandring" and bool(
        re.search(r"\b(?:med|p.|om)\s", lage.fore[-24:])
    )


def _andringar(figurer: Iterable[Figur], ar: int, enhet: str) -> Iterator[Lasning]:
    nu = [f for f in figurer if f.roll == "utfall" and f.ar == ar]
    forr = [f for f in figurer if f.roll == "utfall" and f.ar == ar - 1]
    for till, fran in zip(nu, forr, strict=False):
        skillnad = till.tal - fran.tal
        vad = f"{beskriven(till)} mot {i_enhet(fran.tal, fran.enhet, fran.decimaler)}"
        if enhet != "procent" or till.enhet == "procent":
            text = f"{vad}, alltså {i_enhet(skillnad, till.enhet)}"
            yield Lasning(skillnad, Decimal(0), till.adress, text, True)
        if enhet == "procent" and fran.tal:
            andel = skillnad / fran.tal * HUNDRA
            yield Lasning(andel, Decimal(0), till.adress, f"{vad}, alltså {procent(andel)}", True)
    for f in figurer:
        if (f.roll, f.ar) == ("forandring", ar) and f.raknat is not None and enhet != "procent":
            yield Lasning(f.tal, f.spel, f.adress, beskriven(f), True)
