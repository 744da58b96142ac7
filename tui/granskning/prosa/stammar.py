"""The stems of a label's words, by which a text may speak of its row in other inflections."""

import re
from functools import cache, lru_cache

from tui.granskning.prosa.ord import ordmonster

# Words that many labels share, and that say nothing of which one is meant.
_STOPPORD = frozenset(
    {
        *("antal", "andel", "procent", "index", "inom", "efter", "eller", "under", "över"),
        *("samt", "alla", "sina", "från", "till", "avseende", "exkl", "inkl", "vuxna"),
        *("minst", "genomförd", "totalt", "summa"),
    }
)
_ORD = re.compile(r"[^\W\d_]{4,}")


@cache
def _stam(ordet: str) -> re.Pattern[str]:
    return ordmonster(ordet[: max(5, len(ordet) - 3)] + "\\w*")


def stammar(etikett: str) -> tuple[re.Pattern[str], ...]:
    """The stems of a label's words."""
    ord_ = dict.fromkeys(o for o in _ORD.findall(etikett.lower()) if o not in _STOPPORD)
    return tuple(_stam(o) for o in ord_)


# A sentence of many claims is searched once.
@lru_cache(maxsize=2_048)
def finns(stam: re.Pattern[str], text: str) -> bool:
    """Whether a text in lower case has a word of this stem."""
    return stam.search(text) is not None
