"""Finding numeric claims in running text: amounts, per cent, counts, shares.

Dates, years, ages, paragraphs, numbering and rows of figures are no claims.
"""

import re
from collections.abc import Iterator, Set
from decimal import Decimal
from itertools import pairwise

from tui.granskning.prosa.ord import (
    DELAR_MONSTER,
    RAKNEORD_MONSTER,
    bråkdel,
    hedge_fore,
    ordmonster,
    rakneord,
)
from tui.granskning.prosa.pastaende import Enhet, Pastaende, Textkalla
from tui.granskning.prosa.stycken import Textkropp, textkropp

# No report has as many; a text that is made to have more is not worth the time.
MAX_PASTAENDEN = 2_000
_BLOCK = 100_000
_BLANK = r"[ \u00a0\u202f\u2009]"
_TAL = (
    rf"(?:(?<![\w,.§:/&\-−–])|(?<=\s[-−–])|(?<=\s[-−–]{_BLANK})|(?<=^[-−–])|(?<=\([-−–]))"
    rf"(?:[1-9]\d{{0,2}}(?:{_BLANK}\d{{3}}){{1,4}}(?:,\d{{1,6}})?"
    r"|[1-9]\d{0,2}(?:\.\d{3}){1,4}(?![\d,])"
    r"|\d{1,12}(?:[,.]\d{1,6})?)"
)
_ORDTAL = rf"(?<!\w)(?:{RAKNEORD_MONSTER}|hundra)(?!\w)"
_ENHET = (
    r"(?P<mnkr>mnkr|mkr|mnk(?!\w)|milj(?:oner|on|\.)?\s+kr(?:onor)?|miljoner)(?!\w)"
    r"|(?P<tkr>tkr|kkr|tusen\s+kr(?:onor)?)(?!\w)"
    r"|(?P<kr>kr|kronor|:-)(?!\w)"
    r"|(?P<procentenheter>%?-?\s?procentenhet(?:er)?|%-enheter|p\.e\.)"
    r"|(?P<procent>%|procent(?:ig|iga)?)(?!\w)"
)
_ETT = rf"(?:{_TAL}|{_ORDTAL})"
MED_ENHET = re.compile(rf"(?P<tal>{_ETT})[\s\u00a0]*(?:{_ENHET})", re.MULTILINE)
# "52 respektive 72 procent", "mellan 5 och 7 procent": the unit stands after the last only.
DELAD = re.compile(
    rf"(?P<tal>{_ETT})[\s\u00a0]+(?P<bindeord>respektive|resp\.?|och|till|–|-)[\s\u00a0]+$",
    re.MULTILINE,
)
AV = re.compile(
    rf"(?P<tal>{_ETT}|(?<!\w)(?:en|ett|ingen|inga)(?!\w))[\s\u00a0]+(?:[a-zåäö]+[\s\u00a0]+){{0,2}}av[\s\u00a0]+"
    rf"(?:(?:totalt|de|sammanlagt|samtliga|alla|dessa)[\s\u00a0]+)*(?P<av>{_ETT})(?!\s*(?:%|procent|kr|tkr|mnkr))"
    r"(?!\s+(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec))"
)
ANTAL = re.compile(rf"(?P<tal>{_ETT})(?=[\s\u00a0]+(?P<ord>[^\W\d_][\w\-]*))", re.MULTILINE)

_EFTER_EJ = re.compile(
    r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sep|okt|nov|dec|år(?!s?arb)|åring|kap|§|st\.? stycket"
    r"|kvartal|paragraf|och|eller|till|samt|respektive|i|på|för|med|som|nr)"
    r"(?![^\W\d_])"
)
_FORE_EJ = re.compile(
    r"(?:§+|kap\.?|mål|bilaga|tabell|diagram|agenda|sfs|sosfs|nr|dnr|punkt|prio|fas|steg|nivå|skala"
    r"|sida|sid\.?|vecka|kl\.?|version|årskurs|åk|typ|lag|fotnot|delår|år|dag|dagarna|covid-?"
    r"|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    r"|sedan|under|från|hösten|våren|sommaren|vintern|budget|plan|bokslut|delårsbokslut)"
    r"[\s\u00a0]*$"
)
_AR = re.compile(r"(?:19|20)\d\d")


def pastaenden(kalla: Textkalla) -> tuple[Pastaende, ...]:
    """Every numeric claim of the text's prose, in order."""
    return funna(textkropp(kalla))


def funna(kropp: Textkropp) -> tuple[Pastaende, ...]:
    """Every numeric claim of a text that is cut up already, the first ``MAX_PASTAENDEN``."""
    alla: list[Pastaende] = []
    for start, slut in pairwise(_blockgranser(kropp)):
        alla += _i_block(kropp, start, slut)
        if len(alla) >= MAX_PASTAENDEN:
            break
    return tuple(alla[:MAX_PASTAENDEN])


def _blockgranser(kropp: Textkropp) -> list[int]:
    """Where to pause and count: at the beginning of a sentence, so that no claim is cut."""
    granser = [0]
    for mening in kropp.meningar:
        if mening.start - granser[-1] >= _BLOCK:
            granser.append(mening.start)
    return [*granser, len(kropp.kalla.gemen)]


def _i_block(kropp: Textkropp, start: int, slut: int) -> list[Pastaende]:
    egna: list[Pastaende] = []
    upptaget: set[int] = set()
    for ett in _alla(kropp, start, slut, upptaget):
        platser = range(ett.plats, ett.andplats)
        if upptaget.isdisjoint(platser) and not _i_tabell(kropp, ett):
            upptaget.update(platser)
            egna.append(ett)
    return sorted(egna, key=lambda p: p.plats)


def _i_tabell(kropp: Textkropp, ett: Pastaende) -> bool:
    return ett.rad_i_fil - 1 in kropp.tabellrader


def _alla(kropp: Textkropp, start: int, slut: int, upptaget: Set[int]) -> Iterator[Pastaende]:
    """Claims in order of how sure their form is; what a surer form has taken is left out."""
    gemen = kropp.kalla.gemen
    for traff in AV.finditer(gemen, start, slut):
        if not (_AR.fullmatch(traff["av"]) or _AR.fullmatch(traff["tal"])):
            yield _pastaende(kropp, traff.start(), traff.end(), traff["tal"], "antal", traff["av"])
    for traff in MED_ENHET.finditer(gemen, start, slut):
        enhet = _enhet(traff)
        yield from _delade(kropp, traff, enhet)
        yield _pastaende(kropp, traff.start(), traff.end(), traff["tal"], enhet)
    for traff in DELAR_MONSTER.finditer(gemen, start, slut):
        yield _andel(kropp, traff)
    yield from _antal(kropp, start, slut, upptaget)


def _enhet(traff: re.Match[str]) -> Enhet:
    enheter: tuple[Enhet, ...] = ("mnkr", "tkr", "kr", "procentenheter", "procent")
    return next(enhet for enhet in enheter if traff[enhet])


def _delade(kropp: Textkropp, traff: re.Match[str], enhet: Enhet) -> Iterator[Pastaende]:
    """The figures before "respektive" or "och" that share the unit after the last one."""
    gemen, slut = kropp.kalla.gemen, traff.start()
    while fore := DELAD.search(gemen, max(0, slut - 40), slut):
        if _AR.fullmatch(fore["tal"]) or rakneord(fore["tal"]) is not None:
            return
        yield _pastaende(kropp, fore.start("tal"), fore.end("tal"), fore["tal"], enhet)
        slut = fore.start()


def _antal(kropp: Textkropp, start: int, slut: int, upptaget: Set[int]) -> Iterator[Pastaende]:
    gemen = kropp.kalla.gemen
    for traff in ANTAL.finditer(gemen, start, slut):
        ledig = traff.start() not in upptaget
        if ledig and _ar_antal(kropp.kalla.text, gemen, traff):
            yield _pastaende(kropp, traff.start(), traff.end(), traff["tal"], "antal")


def _ar_antal(text: str, gemen: str, traff: re.Match[str]) -> bool:
    tal, fore = traff["tal"], gemen[max(0, traff.start() - 20) : traff.start()]
    if _AR.fullmatch(tal) or "." in tal or (tal.startswith("0") and "," not in tal):
        return False
    if fore.endswith("|"):
        return False
    if _ar_numrering(text, fore, traff):
        return False
    if _FORE_EJ.search(fore) and not tal.isalpha():
        return False
    efter = gemen[traff.start("ord") : traff.start("ord") + 24]
    if ordmonster("år(?:s|en)?(?!\\w)", "åring", "årig").match(efter):
        return False
    if _EFTER_EJ.match(efter):
        return "," in tal or (not tal.isalpha() and len(tal) <= 3 and efter.startswith("respekt"))
    return True


def _ar_numrering(text: str, fore: str, traff: re.Match[str]) -> bool:
    """Whether a figure stands first on its line to number it: a list, a footnote, a heading."""
    forst = not fore.rsplit("\n", 1)[-1].strip() and ("\n" in fore or traff.start() == 0)
    if not forst or traff["tal"].isalpha():
        return False
    ny_mening = fore.rstrip()[-1:] in ("", ".", ":", "!", "?")
    return ny_mening or text[traff.start("ord")].isupper()


def _andel(kropp: Textkropp, traff: re.Match[str]) -> Pastaende:
    start = traff.start()
    return _bygg(kropp, start, traff.end(), bråkdel(traff[0]), "andel", Decimal("0.05"), None)


def _pastaende(
    kropp: Textkropp, start: int, slut: int, tal: str, enhet: Enhet, av: str = ""
) -> Pastaende:
    varde, precision = talvarde(tal)
    if kropp.kalla.gemen[max(0, start - 2) : start].strip()[-1:] in ("-", "−", "–") and start:
        varde = -varde
    if enhet == "procent" and kropp.kalla.gemen[slut:].startswith("enhet"):
        enhet = "procentenheter"
    helhet = talvarde(av)[0] if av else None
    return _bygg(kropp, start, slut, varde, enhet, precision, helhet)


def talvarde(tal: str) -> tuple[Decimal, Decimal]:
    """A figure as it is written, and what its last written place is worth."""
    ordet = rakneord(tal)
    if ordet is not None:
        return ordet, Decimal(1)
    siffror = re.sub(r"[\s\u00a0\u202f\u2009]", "", tal)
    if re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+", siffror):
        siffror = siffror.replace(".", "")
    varde = Decimal(siffror.replace(",", "."))
    exponent = varde.as_tuple().exponent
    return varde, Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _bygg(
    kropp: Textkropp,
    start: int,
    slut: int,
    varde: Decimal,
    enhet: Enhet,
    precision: Decimal,
    av: Decimal | None,
) -> Pastaende:
    kalla = kropp.kalla
    hedge, _, hedgestart = hedge_fore(kalla.gemen[max(0, start - 24) : start])
    ordstart = start - min(start, 24) + hedgestart if hedge else start
    if varde < 0:
        ordstart = min(
            ordstart, kalla.gemen.rfind(kalla.gemen[start - 1 : start].strip() or " ", 0, start)
        )
    rad, slutrad = kalla.rad_for(start), kalla.rad_for(slut - 1)
    return Pastaende(
        " ".join(kalla.text[ordstart:slut].split()),
        varde,
        enhet,
        rad + 1,
        start - kalla.radstart[rad],
        slut - kalla.radstart[slutrad],
        start,
        slut,
        hedge,
        "",
        precision,
        av,
        slutrad + 1,
        kalla,
    )
