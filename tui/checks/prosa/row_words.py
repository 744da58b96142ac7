"""Words for the rows of the drift and investment tables, and words that narrow them down."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tui.checks.prosa.words import word_pattern

# The longest first: what one pattern has taken is not looked at by the next.
DRIFT_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("drift:nettokostnader", ("(?:verksamhetens )?nettokostnad\\w*", "nettodriftkostnad\\w*")),
    ("drift:ovriga_kostnader", ("övriga (?:verksamhets)?kostnad\\w*",)),
    ("drift:personal", ("personalkostnad\\w*", "kostnad\\w* för personal\\w*")),
    ("drift:lokalhyror", ("lokalhyr\\w*", "lokalkostnad\\w*", "hyreskostnad\\w*")),
    ("drift:kop_av_tjanster", ("köp av tjänst\\w*",)),
    (
        "drift:kostnader",
        (
            "verksamhetens kostnad\\w*",
            "bruttokostnad\\w*",
            "totala kostnad\\w*",
            "kostnaderna totalt",
            "sammanlagda kostnad\\w*",
        ),
    ),
    ("drift:kommunbidrag", ("kommunbidrag\\w*",)),
    ("drift:finansnetto", ("finansnetto\\w*",)),
    ("drift:intakter", ("(?:verksamhetens )?intäkt\\w*",)),
    (
        "drift:resultat",
        (
            "(?:årets )?(?:del|hel)?(?:års)?resultat(?:et)?(?!\\w)",
            "(?:netto|boksluts|period)resultat(?:et)?(?!\\w)",
            "resultat(?:avvik|förs|förb|utv)\\w*",
        ),
    ),
)
INNER_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("inv:expansion", ("expansionsinvest\\w*",)),
    ("inv:image", ("imageinvest\\w*",)),
    ("inv:reinvestering", ("reinvest\\w*",)),
    ("inv:lokalanpassning", ("lokalanpassning\\w*",)),
    ("inv:anpassning", ("anpassningsinvest\\w*",)),
    ("inv:inventarier", ("inventari\\w*", "möbler\\w*")),
    ("inv:it_utrustning", ("it-utrustning\\w*", "it utrustning")),
    ("inv:maskiner", ("maskin\\w*",)),
    ("inv:transportmedel", ("transportmed\\w*", "fordon\\w*", "bilar\\w*")),
    (
        "inv:totalt",
        (
            "totala (?:utgift|invest)\\w*",
            "investerings(?:budget|utrymm|ram|utgift)\\w*",
            "investering(?:ar|arna|en)(?!\\w)(?!\\s+i\\s)",
        ),
    ),
)

# A head that speaks of the row that the paragraph is about.
MAIN_WORD = word_pattern(
    "kontogrupp\\w*",
    "totalt",
    "sammantaget",
    "sammanlagt",
    "kostnaderna",
    "kostnaden",
    "avvikelse\\w*",
    "prognos\\w*",
    "utfall\\w*",
    "budget\\w*",
    "underskott\\w*",
    "överskott\\w*",
    "skillnad\\w*",
    "differens\\w*",
    "ökning\\w*",
    "minskning\\w*",
    "kostnadsökning\\w*",
)

# What speaks of a part of a row, or of a reason, and so not of a figure in a table.
PART_WORD = word_pattern(
    "varav",
    "därav",
    "framförallt",
    "framför allt",
    "bland annat",
    "bl\\.a",
    "främst",
    "till exempel",
    "del av",
    "delar av",
    "delvis",
    "beror",
    "berodde",
    "på grund av",
    "förklar",
    "till följd av",
    "orsak",
    "exklusive",
    "inklusive",
    "avser",
    "består",
    "utgör",
    "buffert",
    "volym",
    "köpt vård",
    "köpta vård",
    "placering",
    "placerad",
    "placerat",
    "försörjningsstöd",
    "ekonomiskt bistånd",
    "inhyrd",
    "konsult",
    "arvode",
    "löne",
    "lönek",
    "vakan",
    "hvb",
    "familjehem",
    "statsbidrag",
    "ersättning",
    "migrationsverket",
    "ensamkommande",
    "avdelning",
    "enheten",
    "institution",
    "missbruk",
    "boende",
    "insats",
    "per individ",
    "per dygn",
    "dygn",
    "per plats",
    "handlingsplan",
    "åtgärd",
    "effektiviser",
    "engångs",
    "ofinansierad",
    "projekt",
    "satsning",
    "index",
    "uppräkn",
    "löneökning",
    "tillskott",
)
_RESTRICTED = re.compile(
    word_pattern(
        "inom", "avseende", "gällande", "för", "hos", "från", "kring", "rörande", "på"
    ).pattern
    + r"[\s\u00a0]+(?P<vad>[^\W\d_]+(?:[\s\u00a0]+[^\W\d_]+)?)"
)
_ALLOWED = word_pattern(
    "år",
    "period",
    "helår",
    "hel",
    "kontogrup",
    "budget",
    "nämnd",
    "socialnämnd",
    "förvaltning",
    "januari",
    "augusti",
    "bokslut",
    "delår",
    "samma",
    "motsvarande",
    "verksamheten",
    "respektive",
    "föregående",
    "förra",
    "den",
    "det",
    "att",
    "grund",
    "resultat",
    "prognos",
    "utfall",
    "drygt",
    "knappt",
    "cirka",
    "ca(?!\\w)",
    "ungefär",
    "omkring",
    "runt",
    "nästan",
    "närmare",
    "total",
    "en(?!\\w)",
    "ett(?!\\w)",
)


class Hit(NamedTuple):
    """A row that a text names, and where."""

    concept: str
    start: int
    end: int


@lru_cache(maxsize=2_048)
def mentioned_rows(text: str, investments: bool) -> tuple[Hit, ...]:
    """The rows that a text in lower case names, in order."""
    word_list = (*INNER_WORDS, *DRIFT_WORDS) if investments else DRIFT_WORDS
    found: list[Hit] = []
    busy = bytearray(len(text))
    for concept, word in word_list:
        for hit in word_pattern(*word).finditer(text):
            start, end = hit.span()
            if busy.find(1, start, end) < 0:
                found.append(Hit(concept, start, end))
                busy[start:end] = b"\x01" * (end - start)
    return tuple(sorted(found, key=lambda t: t.start))


_DIRECT = re.compile(
    r"^[\s,(]*(?:som |vilket )?"
    + word_pattern("avser", "avsåg", "exklusive", "inklusive", "i form av").pattern
)


def bounded(after: str) -> bool:
    """Whether what follows a claim says at once that it is of a part: "5 mnkr avser vård"."""
    first = " ".join(after.split()[:4])
    hit = _RESTRICTED.match(first)
    if hit is not None and any(restrictions(hit[0])):
        return True
    return _DIRECT.match(first) is not None


def restrictions(text: str) -> Iterator[str]:
    """What a text narrows its subject down to ("inom avdelning unga"), beyond rows and years."""
    for hit in _RESTRICTED.finditer(text):
        what = hit["vad"]
        if not _ALLOWED.match(what) and not mentioned_rows(what, True):
            yield what
    for hit in PART_WORD.finditer(text):
        yield hit[0]
