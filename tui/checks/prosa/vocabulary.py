"""The lexicon's patterns, ready to be held against words: alone, or several as one phrase."""

import re
from functools import lru_cache

from msgspec import Struct

from tui.checks.prosa.lexicon import LEXICON
from tui.checks.prosa.stems import pattern_spelled


class Words(Struct):
    """The lexicon's words for one way of spelling: alone, and those of several by their first."""

    single: list[tuple[re.Pattern[str], str, str]]
    phrases: dict[str, list[tuple[list[str], str, str]]]


@lru_cache(maxsize=2)
def lexicon(scanned: bool) -> Words:
    """The words as a text is spelled that a scanner has read, or not."""
    words = Words([], {})
    for entry in LEXICON:
        single = []
        for pattern in entry.words:
            pattern = pattern_spelled(pattern, scanned)
            if " " not in pattern:
                single.append(pattern)
                continue
            for phrase in _spelled_out(pattern):
                # Few phrases are met in a text: their patterns are compiled when they are.
                first, *rest = phrase.split(" ")
                words.phrases.setdefault(first, []).append((rest, entry.kind, entry.sense))
        if single:
            words.single.append((re.compile("|".join(single)), entry.kind, entry.sense))
    for phrases in words.phrases.values():
        phrases.sort(key=lambda one: -len(one[0]))
    return words


def _spelled_out(phrase: str) -> list[str]:
    """A phrase once for each beginning: "(?:samma|motsvarande) period" is two."""
    hit = re.match(r"\(\?:([^()]*)\)(.*)", phrase)
    return [phrase] if hit is None else [first + hit[2] for first in hit[1].split("|")]


@lru_cache(maxsize=16_384)
def kind_of(word: str, scanned: bool) -> tuple[str, str]:
    """The letter of a word alone and what it says; "." for one that is not known."""
    for pattern, kind, sense in lexicon(scanned).single:
        if pattern.fullmatch(word):
            return kind, sense
    return ".", ""
