"""Cue words: which of a row's figures a claim speaks of, and of which year and time of year."""

import re
from functools import lru_cache

from tui.granskning.prosa.ord import ordmonster
from tui.svenska.format import MANADER

# In order of strength: "prognosen visar en avvikelse" speaks of the deviation.
ROLLORD: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "avvikelse",
        ordmonster(
            "avvik\\w*",
            "\\w+avvik\\w*",
            "underskott\\w*",
            "överskott\\w*",
            "(?:över|under)(?:stig|skrid)\\w*",
            "(?:bättre|sämre|högre|lägre|mer|mindre) än (?:budget|plan)\\w*",
            "i förhållande till budget",
            "jämfört med budget",
            "mot budget",
            "över budget(?:en)?(?!\\w)",
            "under budget(?:en)?(?!\\w)",
        ),
    ),
    (
        "forandring",
        ordmonster(
            "ök(?:a|at|ade|ar|ning|ningen|ande)(?!\\w)",
            "kostnadsökning\\w*",
            "minska\\w*",
            "minskning\\w*",
            "\\w*utveckling(?:en)?(?!\\w)",
            "(?:högre|lägre|bättre|sämre|fler|färre|mer|mindre) än",
            "skillnad\\w*",
            "differens\\w*",
            "förändring\\w*",
            "mellan åren",
            "sjunkit",
            "stigit",
            "förbättr\\w*",
            "försämr\\w*",
            "\\w+ökning\\w*",
        ),
    ),
    (
        "budget",
        ordmonster(
            "budget\\w*", "ram(?:en)?(?!\\w)", "investeringsutrymm\\w*", "plan(?:en)?(?!\\w)"
        ),
    ),
    (
        "prognos",
        ordmonster("prognos\\w*", "förväntas", "beräknas", "väntas", "bedöms", "helårsutfall\\w*"),
    ),
    (
        "utfall",
        ordmonster(
            "utfall\\w*",
            "uppgår",
            "uppgick",
            "stannade på",
            "stannar på",
            "\\w*resultat(?:et)?(?!\\w)",
            "bokslut\\w*",
            "förbrukat",
            "redovisa\\w*",
            "landa\\w*",
            "kosta\\w*",
            "blev(?!\\w)",
            "blir(?!\\w)",
        ),
    ),
)
PROGNOS = ordmonster(
    "(?:års|helårs|budget)?prognos\\w*",
    "förvänta\\w*",
    "beräkna\\w*",
    "vänta\\w*",
    "helår\\w*",
    "bedöm\\w*",
)
JAMFORT = ordmonster(
    "jämfört med (?!budget)",
    "i jämförelse med",
    "än (?:motsvarande|föregående|samma|förra|20)",
    "motsvarande period",
    "föregående år",
    "förra året",
    "sedan föregående",
    "mellan (?:19|20)\\d\\d",
    "mellan åren",
    "från (?:19|20)\\d\\d till",
)
AV_BUDGET = ordmonster(
    "av (?:\\w+ ){0,2}budget\\w*", "av (?:\\w+ )?investeringsutrymm\\w*", "av ramen", "förbruk"
)
ANDEL_AV = ordmonster(
    "av (?:de |verksamhetens |nämndens )?(?:totala )?kostnad\\w*", "utgör", "andel"
)
MANAD = ordmonster("per månad", "i månaden", "månadstakt", "varje månad")
HELAR = ordmonster(
    "helår\\w*",
    "för året",
    "hela året",
    "årets slut",
    "årsbokslut\\w*",
    "31 december",
    "resultatet för 20",
)
DELAR = ordmonster(
    "period\\w*",
    "bokslutsperiod\\w*",
    "per (?:den )?(?:31 )?augusti",
    "januari (?:till|-|–) augusti",
    "januari-augusti",
    "delår\\w*",
    "hittills",
)
FJOL = ordmonster("föregående år", "förra året", "i fjol", "året innan", "fjolår")
AR = re.compile(r"(?<![\d,.\-/])((?:19|20)\d\d)(?!\d|[,:-]\d)")


# Asked for the same words more than once for every claim.
@lru_cache(maxsize=256)
def roll_i(text: str) -> str:
    """The strongest role that a text speaks of, "" for none."""
    return next((roll for roll, ord_ in ROLLORD if ord_.search(text)), "")


def artal(text: str) -> list[tuple[int, int]]:
    """The years that a text names, each with its place."""
    return [(int(traff[1]), traff.start()) for traff in AR.finditer(text)]


# What makes a sentence speak of another prognosis, budget or sum than the table's.
ANNAT = ordmonster(
    "även",
    "också",
    "reserv",
    "halvår\\w*",
    "tertial\\w*",
    "kvartal\\w*",
    "ytterligare",
    "tidigare",
    "tilläggs\\w*",
    "ombudget\\w*",
    "beviljad\\w*",
    "beviljat\\w*",
    "tillsammans",
    "ansök\\w*",
    "sökt\\w*",
    "senaste prognos\\w*",
    "förra prognos\\w*",
    "föregående prognos\\w*",
    "mot prognos\\w*",
    "sedan prognos\\w*",
    "riktad\\w*",
    "omfördel\\w*",
    "äskar\\w*",
)
_MANADER = re.compile(r"\b(?:" + "|".join(MANADER) + r")\b")


def annan_manad(text: str, slutmanad: int) -> bool:
    """Whether a text names a month that is neither the first nor the last of the period."""
    egna = {MANADER[0], MANADER[slutmanad - 1]}
    return any(m not in egna for m in _MANADER.findall(text))
