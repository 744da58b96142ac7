"""The stems of a label's words, by which a text may speak of its row in other inflections."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from tui.granskning.prosa.ord import ordmonster, tecken_for

# Words that many labels share, and that say nothing of which one is meant.
_STOPPORD = frozenset(
    {
        *("antal", "andel", "procent", "index", "inom", "efter", "eller", "under", "över"),
        *("samt", "alla", "sina", "från", "till", "avseende", "exkl", "inkl", "vuxna"),
        *("minst", "genomförd", "totalt", "summa"),
    }
)
_ORD = re.compile(r"[^\W\d_]{4,}")


_ORDBORJAN = re.compile(r"(?<![^\W_])[\w&]")


# The same word gives the same stem, so that they may be told apart without their patterns.
@dataclass(frozen=True, slots=True, eq=False)
class Stam:
    """A word without its ending, and the pattern that finds it as a scanner may have read it."""

    ordet: str
    monster: re.Pattern[str]


@cache
def _stam(ordet: str) -> Stam:
    return Stam(ordet, ordmonster(ordet + "\\w*"))


def borjor(ordet: str) -> tuple[str, ...]:
    """What a word may begin with: two letters, or one where a scanner may have changed them."""
    forsta = tecken_for(ordet[0])
    if len(forsta) == 1 and len(tecken_for(ordet[1])) == 1:
        return (ordet[:2],)
    return tuple(forsta)


def stammar(etikett: str) -> tuple[Stam, ...]:
    """The stems of a label's words."""
    ord_ = dict.fromkeys(o for o in _ORD.findall(etikett.lower()) if o not in _STOPPORD)
    return tuple(dict.fromkeys(_stam(o[: max(5, len(o) - 3)]) for o in ord_))


class Stamregister:
    """Stems by how they begin: each word of a text is held against a few of them, not against all.

    ``i_text`` remembers the last texts, as a sentence of many claims is asked about for each.
    """

    def __init__(self, alla: Iterable[Stam]) -> None:
        self._efter_borjan: dict[str, list[Stam]] = defaultdict(list)
        for stam in dict.fromkeys(alla):
            for borjan in borjor(stam.ordet):
                self._efter_borjan[borjan].append(stam)
        self.i_text = lru_cache(maxsize=64)(self._i_text)

    def _i_text(self, text: str) -> frozenset[Stam]:
        """The stems that a text in lower case has a word of."""
        funna: set[Stam] = set()
        for traff in _ORDBORJAN.finditer(text):
            start = traff.start()
            for borjan in (text[start], text[start : start + 2]):
                for stam in self._efter_borjan.get(borjan, ()):
                    if stam not in funna and stam.monster.match(text, start):
                        funna.add(stam)
        return frozenset(funna)
