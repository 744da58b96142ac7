"""Swedish words that carry figures: number words, hedges, directions, and reading them in OCR.

The vocabulary is written with å, ä and ö; ``monster`` makes of it a pattern that also finds the
word where a scanner has read "hégre", "htgre" or "6kat".
"""

import re
from decimal import Decimal
from functools import cache

_OVISS = {
    "ö": "[öoéóòõôœe6dt0]{1,2}",
    "å": "[åäaàáâdé&]{1,2}",
    "ä": "[äåaàáâdé&]{1,2}",
    " ": r"[\s\u00a0]+",
}


def monster(ord_: str) -> str:
    """A pattern for Swedish words as a scanner may have read them; ``|()?*[]\\w`` stay regex."""
    tolerant = "".join(_OVISS.get(tecken, tecken) for tecken in ord_)
    return tolerant.replace("vv", "[vw]{1,3}")


def tecken_for(tecken: str) -> str:
    """What a scanner may have read a letter as: every first character of its pattern."""
    # "vv" is read as one letter or three.
    tolerant = "[vw]" if tecken == "v" else _OVISS.get(tecken, tecken)
    return tolerant.partition("]")[0].lstrip("[")


@cache
def ordmonster(*ord_: str) -> re.Pattern[str]:
    """One compiled pattern that finds any of the words, each from the beginning of a word."""
    return re.compile(r"(?<![^\W_])(?:" + "|".join(monster(o) for o in ord_) + ")")


RAKNEORD = {
    "två": 2,
    "tre": 3,
    "fyra": 4,
    "fem": 5,
    "sex": 6,
    "sju": 7,
    "åtta": 8,
    "nio": 9,
    "tio": 10,
    "elva": 11,
    "tolv": 12,
    "tretton": 13,
    "fjorton": 14,
    "femton": 15,
    "sexton": 16,
    "sjutton": 17,
    "arton": 18,
    "nitton": 19,
    "tjugo": 20,
    "trettio": 30,
    "fyrtio": 40,
    "femtio": 50,
    "sextio": 60,
    "sjuttio": 70,
    "åttio": 80,
    "nittio": 90,
    "hundra": 100,
}
ETTOR = {"en": 1, "ett": 1, "noll": 0, "ingen": 0, "inga": 0}


def _strangt(ord_: str) -> str:
    """A short word's pattern: "detta" must not be read as "åtta"."""
    return ord_.replace("å", "[åäa&]")


RAKNEORD_MONSTER = "|".join(_strangt(o) for o in sorted(RAKNEORD, key=len, reverse=True))
_KANDA = tuple((re.compile(_strangt(ord_)), tal) for ord_, tal in RAKNEORD.items())


def rakneord(text: str) -> Decimal | None:
    """The number that a word says ("åtta", "atta"), None for any other word."""
    if text[:1].isdigit():
        return None
    if text in ETTOR:
        return Decimal(ETTOR[text])
    return next((Decimal(tal) for ordet, tal in _KANDA if ordet.fullmatch(text)), None)


DELAR = {
    "hälften": Decimal("0.5"),
    "två tredjedelar": Decimal(2) / 3,
    "en tredjedel": Decimal(1) / 3,
    "tre fjärdedelar": Decimal("0.75"),
    "en fjärdedel": Decimal("0.25"),
    "en femtedel": Decimal("0.2"),
    "två femtedelar": Decimal("0.4"),
    "tre femtedelar": Decimal("0.6"),
    "fyra femtedelar": Decimal("0.8"),
    "en tiondel": Decimal("0.1"),
}
DELAR_MONSTER = re.compile(r"(?<!\w)(?:" + "|".join(monster(o) for o in DELAR) + r")(?!\w)")
_KANDA_DELAR = tuple((re.compile(monster(ord_)), tal) for ord_, tal in DELAR.items())


def bråkdel(text: str) -> Decimal:
    """The share that words of a fraction say; zero for other words."""
    return next((tal for ordet, tal in _KANDA_DELAR if ordet.fullmatch(text)), Decimal(0))


# What each hedge lets the true figure be, told as a kind that the verdict knows.
HEDGEAR = {
    "drygt": "drygt",
    "lite över": "drygt",
    "något över": "drygt",
    "strax över": "drygt",
    "knappt": "knappt",
    "nästan": "knappt",
    "närmare": "knappt",
    "strax under": "knappt",
    "inte fullt": "knappt",
    "ungefär": "ungefär",
    "cirka": "ungefär",
    "ca": "ungefär",
    "c:a": "ungefär",
    "omkring": "ungefär",
    "runt": "ungefär",
    "kring": "ungefär",
    "uppskattningsvis": "ungefär",
    "mer än": "över",
    "mellan": "intervall",
    "minst": "gräns",
    "högst": "gräns",
    "max": "gräns",
    "maximalt": "gräns",
    "över": "över",
    "under": "gräns",
    "upp till": "gräns",
}
_HEDGE = re.compile(
    r"(?<!\w)(?:"
    + "|".join(f"(?P<h{i}>{monster(o)})" for i, o in enumerate(HEDGEAR))
    + r")\.?[\s\u00a0]+(?:(?:på|om|med)\s+)?$"
)
_HEDGELISTA = tuple(HEDGEAR)


def hedge_fore(text: str) -> tuple[str, str, int]:
    """The hedge that a text ends with, its kind and where it begins; empty if there is none."""
    traff = _HEDGE.search(text)
    if traff is None or traff.lastgroup is None:
        return "", "", len(text)
    ordet = _HEDGELISTA[int(traff.lastgroup[1:])]
    return ordet, HEDGEAR[ordet], traff.start()


# Directions: towards minus or plus against budget, or up and down from one year to another.
NEGATIV = (
    "underskott",
    "avvik\\w* negativt",
    "negativ\\w* (?:budget|prognos|resultat)?avvik",
    "minusresultat",
    "negativt resultat",
    "sämre",
    "försämr",
)
POSITIV = (
    "överskott",
    "avvik\\w* positivt",
    "positiv\\w* (?:budget|prognos|resultat)?avvik",
    "plusresultat",
    "positivt resultat",
    "bättre",
    "förbättr",
)
UPP = ("öka(?:t|de|r)?(?!\\w)", "ökning", "ökad", "högre", "stigit", "steg med", "fler ", "mer än")
NED = ("minska", "minskning", "lägre", "sjunk", "färre", "sänk", "reducer")
_RIKTNINGAR = {"negativ": NEGATIV, "positiv": POSITIV, "upp": UPP, "ned": NED}


BATTRE_SAMRE = ("negativ", "positiv")
UPP_NED = ("upp", "ned")
TECKEN_FOR = {"negativ": -1, "ned": -1, "positiv": 1, "upp": 1}


def riktning_i(text: str, av: tuple[str, ...] = (*BATTRE_SAMRE, *UPP_NED)) -> str:
    """The last direction of some kinds that a text speaks of, "" for none."""
    platser = {
        namn: max((t.start() for t in ordmonster(*_RIKTNINGAR[namn]).finditer(text)), default=-1)
        for namn in av
    }
    namn = max(platser, key=lambda n: platser[n])
    return namn if platser[namn] >= 0 else ""
