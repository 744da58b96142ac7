"""Cue words: which of a row's figures a claim speaks of, and of which year and time of year."""

import re
from functools import lru_cache

from tui.checks.prosa.words import word_pattern
from tui.svenska.format import MONTHS

# In order of strength: "prognosen visar en avvikelse" speaks of the deviation.
ROLE_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "avvikelse",
        word_pattern(
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
        word_pattern(
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
        word_pattern(
            "budget\\w*", "ram(?:en)?(?!\\w)", "investeringsutrymm\\w*", "plan(?:en)?(?!\\w)"
        ),
    ),
    (
        "prognos",
        word_pattern(
            "prognos\\w*", "förväntas", "beräknas", "väntas", "bedöms", "helårsutfall\\w*"
        ),
    ),
    (
        "utfall",
        word_pattern(
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
PROGNOS = word_pattern(
    "(?:års|helårs|budget)?prognos\\w*",
    "förvänta\\w*",
    "beräkna\\w*",
    "vänta\\w*",
    "helår\\w*",
    "bedöm\\w*",
)
COMPARED = word_pattern(
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
OF_BUDGET = word_pattern(
    "av (?:\\w+ ){0,2}budget\\w*", "av (?:\\w+ )?investeringsutrymm\\w*", "av ramen", "förbruk"
)
SHARE_OF = word_pattern(
    "av (?:de |verksamhetens |nämndens )?(?:totala )?kostnad\\w*", "utgör", "andel"
)
MONTH = word_pattern("per månad", "i månaden", "månadstakt", "varje månad")
HELAR = word_pattern(
    "helår\\w*",
    "för året",
    "hela året",
    "årets slut",
    "årsbokslut\\w*",
    "31 december",
    "resultatet för 20",
)
PARTS = word_pattern(
    "period\\w*",
    "bokslutsperiod\\w*",
    "per (?:den )?(?:31 )?augusti",
    "januari (?:till|-|–) augusti",
    "januari-augusti",
    "delår\\w*",
    "hittills",
)
LAST_YEAR = word_pattern("föregående år", "förra året", "i fjol", "året innan", "fjolår")
YEAR = re.compile(r"(?<![\d,.\-/])((?:19|20)\d\d)(?!\d|[,:-]\d)")


# Asked for the same words more than once for every claim.
@lru_cache(maxsize=256)
def roll_in(text: str) -> str:
    """The strongest role that a text speaks of, "" for none."""
    return next((roll for roll, word in ROLE_WORDS if word.search(text)), "")


def year_number(text: str) -> list[tuple[int, int]]:
    """The years that a text names, each with its place."""
    return [(int(hit[1]), hit.start()) for hit in YEAR.finditer(text)]


# What makes a sentence speak of another prognosis, budget or sum than the table's.
OTHER = word_pattern(
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
_MONTHS = re.compile(r"\b(?:" + "|".join(MONTHS) + r")\b")


def other_month(text: str, end_month: int) -> bool:
    """Whether a text names a month that is neither the first nor the last of the period."""
    own_ones = {MONTHS[0], MONTHS[end_month - 1]}
    return any(m not in own_ones for m in _MONTHS.findall(text))
