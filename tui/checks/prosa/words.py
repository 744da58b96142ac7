"""Swedish words that carry figures: number words, fractions, hedges, and reading them in OCR.

The vocabulary is written with å, ä and ö; ``monster`` makes of it a pattern that also finds the
word where a scanner has read "hégre", "htgre" or "6kat".
"""

import re
from decimal import Decimal
from functools import cache

_UNCERTAIN = {
    "ö": "[öoéóòõôœe6dt0]{1,2}",
    "å": "[åäaàáâdé&]{1,2}",
    "ä": "[äåaàáâdé&]{1,2}",
    " ": r"[\s\u00a0]+",
}


def monster(word: str) -> str:
    """A pattern for Swedish words as a scanner may have read them; ``|()?*[]\\w`` stay regex."""
    tolerant = "".join(_UNCERTAIN.get(sign, sign) for sign in word)
    return tolerant.replace("vv", "[vw]{1,3}")


@cache
def word_pattern(*word: str) -> re.Pattern[str]:
    """One compiled pattern that finds any of the words, each from the beginning of a word."""
    return re.compile(r"(?<![^\W_])(?:" + "|".join(monster(o) for o in word) + ")")


NUMBER_WORD = {
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
ONES = {"en": 1, "ett": 1, "noll": 0, "ingen": 0, "inga": 0}


def _strict(word: str) -> str:
    """A short word's pattern: "detta" must not be read as "åtta"."""
    return word.replace("å", "[åäa&]")


NUMBER_WORD_MONSTER = "|".join(_strict(o) for o in sorted(NUMBER_WORD, key=len, reverse=True))
_KNOWN = tuple((re.compile(_strict(word)), number) for word, number in NUMBER_WORD.items())


def number_word(text: str) -> Decimal | None:
    """The number that a word says ("åtta", "atta"), None for any other word."""
    if text[:1].isdigit():
        return None
    if text in ONES:
        return Decimal(ONES[text])
    return next((Decimal(number) for word, number in _KNOWN if word.fullmatch(text)), None)


PARTS = {
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
PARTS_MONSTER = re.compile(r"(?<!\w)(?:" + "|".join(monster(o) for o in PARTS) + r")(?!\w)")
_KNOWN_PARTS = tuple((re.compile(monster(word)), number) for word, number in PARTS.items())


def fraction_of(text: str) -> Decimal:
    """The share that words of a fraction say; zero for other words."""
    return next((number for word, number in _KNOWN_PARTS if word.fullmatch(text)), Decimal(0))


# What each hedge lets the true figure be, told as a kind that the verdict knows.
HEDGE_KINDS = {
    "drygt": "drygt",
    "lite över": "drygt",
    "något över": "drygt",
    "strax över": "drygt",
    "knappt": "knappt",
    "nästan": "knappt",
    "närmare": "knappt",
    "strax under": "knappt",
    "inte fullt": "knappt",
    "uppemot": "knappt",
    "inemot": "knappt",
    "bortåt": "knappt",
    "dryga": "drygt",
    "knappa": "knappt",
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
    "minst": "över",
    "högst": "gräns",
    "max": "gräns",
    "maximalt": "gräns",
    "över": "över",
    "under": "gräns",
    "upp till": "gräns",
}
_HEDGE = re.compile(
    r"(?<!\w)(?:"
    + "|".join(f"(?P<h{i}>{monster(o)})" for i, o in enumerate(HEDGE_KINDS))
    + r")\.?[\s\u00a0]+(?:(?:på|om|med)\s+)?$"
)
_HEDGE_LIST = tuple(HEDGE_KINDS)


def hedge_before(text: str) -> tuple[str, str, int]:
    """The hedge that a text ends with, its kind and where it begins; empty if there is none."""
    hit = _HEDGE.search(text)
    if hit is None or hit.lastgroup is None:
        return "", "", len(text)
    word = _HEDGE_LIST[int(hit.lastgroup[1:])]
    return word, HEDGE_KINDS[word], hit.start()
