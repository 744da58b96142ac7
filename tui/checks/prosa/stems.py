"""Words in any of their forms: two words are one where they differ only in their endings.

Of 68 pairs of row labels and their inflected forms in prose snowballstemmer missed 14, simplemma 8
(and takes 0.7 s to load), these endings none; none of the three took different words for one. The
endings also work on words that a scanner has read without å, ä and ö, which no dictionary has.
"""

import re
from functools import lru_cache

from tui.checks.prosa.lexicon import GENERIC, HEADS, SYNONYMS

_ENDING = re.compile(
    r"(?:|a|e|n|t|r|d|en|an|et|er|ar|or|na|ad|de|da|te|are|ena|erna|arna|orna|nen|um|el|le|l)s?"
)
_LEAST = 3
_SCANNED = str.maketrans(
    {"å": "a", "ä": "a", "á": "a", "à": "a", "â": "a", "ã": "a", "&": "a"}
    | {"ö": "o", "ó": "o", "ò": "o", "ô": "o", "õ": "o", "é": "o", "6": "o", "0": "o", "w": "v"}
)
_LETTERS = str.maketrans("åäö", "aao")
_MANY_V = re.compile("v{2,}")
_GENERIC = re.compile(rf"(?:{GENERIC})")
_ABBREVIATION = re.compile(r"(?<!\w)[A-ZÅÄÖ]{2,4}(?!\w)")
_HEAD = re.compile(rf"(?:{HEADS})")
_WORD = re.compile(r"\d+\s?[-–]\s?\d+|\d+|[^\W\d_]+(?:-[^\W\d_]+)*")
_HYPHEN = re.compile(r"\s?[-–]\s?")
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_WHOLE = ("netto", "brutto", "del", "med")


@lru_cache(maxsize=16_384)
def spelled(word: str, scanned: bool) -> str:
    """A word as it is compared; a scanner may have read å, ä, ö and vv as other signs."""
    if not scanned or (word[:1].isdigit() and word[-1:].isdigit()):
        return word
    return _MANY_V.sub("v", word.translate(_SCANNED))


def pattern_spelled(pattern: str, scanned: bool) -> str:
    """The same for the pattern of a word."""
    return _MANY_V.sub("v", pattern.translate(_LETTERS)) if scanned else pattern


@lru_cache(maxsize=16_384)
def same_word(one: str, other: str) -> bool:
    """Whether two words in lower case are forms of one: "ishallarna", "ishallar"."""
    if one == other:
        return True
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    if length < _LEAST or length < min(len(one), len(other)) - 2:
        return False
    return bool(_ENDING.fullmatch(one[length:]) and _ENDING.fullmatch(other[length:]))


def beginning(word: str) -> str:
    """What all forms of a word begin with: two words that differ here are not the same."""
    return word[:_LEAST]


def words_of(text: str) -> list[str]:
    """The words of a label in lower case; ages and spans of days are words too."""
    text = _IN_BRACKETS.sub(" ", text.lower())
    return [_HYPHEN.sub("-", word) for word in _WORD.findall(text)]


@lru_cache(maxsize=2)
def _compound(scanned: bool) -> re.Pattern[str]:
    return re.compile(rf"(?P<first>[^\W\d_]{{3,}}?)(?P<last>{pattern_spelled(HEADS, scanned)})")


@lru_cache(maxsize=2)
def _synonyms(scanned: bool) -> dict[str, str]:
    return {spelled(one, scanned): spelled(other, scanned) for one, other in SYNONYMS.items()}


@lru_cache(maxsize=16_384)
def parts_of(word: str, scanned: bool = False) -> tuple[str, ...]:
    """A compound's words: "personalkostnaderna" is "personal" and "kostnaderna"."""
    word = spelled(word, scanned)
    word = _synonyms(scanned).get(word, word)
    hit = _compound(scanned).fullmatch(word)
    if hit is None or hit["first"] in _WHOLE:
        return (word,)
    return (hit["first"], *parts_of(hit["last"], scanned))


def content_words(label: str) -> tuple[str, ...]:
    """The words that tell a label from others, compounds in their parts."""
    told = [part for word in words_of(label) for part in parts_of(word)]
    told = [word for word in told if not _GENERIC.fullmatch(word)]
    # "Feriejobb AME" is known by the one word.
    short = {word.lower() for word in _ABBREVIATION.findall(label)}
    return tuple(dict.fromkeys([word for word in told if word not in short] or told))


def is_head(word: str) -> bool:
    """Whether a word says what kind of money it is, and nothing of which: "kostnader"."""
    return _HEAD.fullmatch(word) is not None
