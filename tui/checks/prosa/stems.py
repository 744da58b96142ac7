"""The stems of a label's words, by which a text may speak of its row in other inflections."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache

from msgspec import Struct

from tui.checks.prosa.words import sign_for, word_pattern

# Words that many labels share, and that say nothing of which one is meant.
_STOP_WORDS = frozenset(
    {
        *("antal", "andel", "procent", "index", "inom", "efter", "eller", "under", "över"),
        *("samt", "alla", "sina", "från", "till", "avseende", "exkl", "inkl", "vuxna"),
        *("minst", "genomförd", "totalt", "summa"),
    }
)
_WORD = re.compile(r"[^\W\d_]{4,}")


_WORD_START = re.compile(r"(?<![^\W_])[\w&]")


# The same word gives the same stem, so that they may be told apart without their patterns.
class Stem(Struct, frozen=True, eq=False):
    """A word without its ending, and the pattern that finds it as a scanner may have read it."""

    word: str
    monster: re.Pattern[str]


@cache
def _stem(word: str) -> Stem:
    return Stem(word, word_pattern(word + "\\w*"))


def starts(word: str) -> tuple[str, ...]:
    """What a word may begin with: two letters, or one where a scanner may have changed them."""
    first = sign_for(word[0])
    if len(first) == 1 and len(sign_for(word[1])) == 1:
        return (word[:2],)
    return tuple(first)


def stems(label: str) -> tuple[Stem, ...]:
    """The stems of a label's words."""
    word = dict.fromkeys(o for o in _WORD.findall(label.lower()) if o not in _STOP_WORDS)
    return tuple(dict.fromkeys(_stem(o[: max(5, len(o) - 3)]) for o in word))


class StemIndex:
    """Stems by how they begin: each word of a text is held against a few of them, not against all.

    ``in_text`` remembers the last texts, as a sentence of many claims is asked about for each.
    """

    def __init__(self, all_: Iterable[Stem]) -> None:
        self._after_start: dict[str, list[Stem]] = defaultdict(list)
        for stem in dict.fromkeys(all_):
            for beginning in starts(stem.word):
                self._after_start[beginning].append(stem)
        self.in_text = lru_cache(maxsize=64)(self._in_text)

    def _in_text(self, text: str) -> frozenset[Stem]:
        """The stems that a text in lower case has a word of."""
        found: set[Stem] = set()
        for hit in _WORD_START.finditer(text):
            start = hit.start()
            for beginning in (text[start], text[start : start + 2]):
                for stem in self._after_start.get(beginning, ()):
                    if stem not in found and stem.monster.match(text, start):
                        found.add(stem)
        return frozenset(found)
