"""Words for the rows of the drift and investment tables, and words that narrow them down."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tui.granskning.prosa.ord import ordmonster

# The longest first: what one pattern has taken is not looked at by the next.
DRIFTORD: tuple[tuple[str, tuple[str, ...]], ...] = (
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
INVORD: tuple[tuple[str, tuple[str, ...]], ...] = (
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
HUVUDORD = ordmonster(
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
DELORD = ordmonster(
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
_INSKRANKT = re.compile(
    ordmonster(
        "inom", "avseende", "gällande", "för", "hos", "från", "kring", "rörande", "på"
    ).pattern
    + r"[\s\u00a0]+(?P<vad>[^\W\d_]+(?:[\s\u00a0]+[^\W\d_]+)?)"
)
_TILLATET = ordmonster(
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


class Traff(NamedTuple):
    """A row that a text names, and where."""

    begrepp: str
    start: int
    slut: int


@lru_cache(maxsize=2_048)
def namnda_rader(text: str, inv: bool) -> tuple[Traff, ...]:
    """The rows that a text in lower case names, in order."""
    ordlista = (*INVORD, *DRIFTORD) if inv else DRIFTORD
    funna: list[Traff] = []
    upptaget = bytearray(len(text))
    for begrepp, ord_ in ordlista:
        for traff in ordmonster(*ord_).finditer(text):
            start, slut = traff.span()
            if upptaget.find(1, start, slut) < 0:
                funna.append(Traff(begrepp, start, slut))
                upptaget[start:slut] = b"\x01" * (slut - start)
    return tuple(sorted(funna, key=lambda t: t.start))


_DIREKT = re.compile(
    r"^[\s,(]*(?:som |vilket )?"
    + ordmonster("avser", "avsåg", "exklusive", "inklusive", "i form av").pattern
)


def avgransad(efter: str) -> bool:
    """Whether what follows a claim says at once that it is of a part: "5 mnkr avser vård"."""
    forsta = " ".join(efter.split()[:4])
    traff = _INSKRANKT.match(forsta)
    if traff is not None and any(inskrankningar(traff[0])):
        return True
    return _DIREKT.match(forsta) is not None


def inskrankningar(text: str) -> Iterator[str]:
    """What a text narrows its subject down to ("inom avdelning unga"), beyond rows and years."""
    for traff in _INSKRANKT.finditer(text):
        vad = traff["vad"]
        if not _TILLATET.match(vad) and not namnda_rader(vad, True):
            yield vad
    for traff in DELORD.finditer(text):
        yield traff[0]
