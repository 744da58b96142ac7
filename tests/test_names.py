"""Names are English, or nouns that a nämnd's report prints: those stand in the glossary.

Every part of every name of a module, class, function, parameter, variable and attribute under
``tui/`` and ``tests/`` is looked up: in the glossary of ``tui/README.md``, in an English word
list, or below, where the words of the trade stand that no word list has.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from spellchecker import SpellChecker

ROOT = Path(__file__).resolve().parents[1]
WORDS = Path(__file__).parent / "words"
PART = re.compile(r"[A-Z]?[a-zåäö]+|[A-ZÅÄÖ]+(?![a-zåäö])")

TRADE = set((WORDS / "trade.txt").read_text("utf-8").split())
"""Words of the language, its libraries and of English that the word list does not have."""

FALSE_FRIENDS = set((WORDS / "false_friends.txt").read_text("utf-8").split())
"""Swedish words, or spellings of them, that a word list may take for English."""


def glossary() -> set[str]:
    """The parts of the identifiers that the glossary explains."""
    text = (ROOT / "tui" / "README.md").read_text("utf-8")
    section = next(s for s in re.split(r"^#+ ", text, flags=re.M) if s.startswith("Glossary"))
    first = re.findall(r"^\|([^|]*)\|", section, flags=re.M)
    return {
        part for cell in first for name in re.findall(r"`([^`]+)`", cell) for part in parts(name)
    }


def parts(name: str) -> set[str]:
    """The words that a name is made of, in lower case; single letters say nothing."""
    return {part.lower() for part in PART.findall(name) if len(part) > 1}


def names(tree: ast.AST) -> Iterator[str]:
    """The names that a module gives to what it makes."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name
            case ast.ClassDef(name=name) | ast.ExceptHandler(name=str(name)):
                yield name
            case ast.arg(arg=name) | ast.alias(asname=str(name)):
                yield name
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield name


@cache
def word_list() -> SpellChecker:
    """The English words, read once."""
    return SpellChecker()


def foreign(words: set[str]) -> set[str]:
    """The words that are neither English nor of the trade."""
    return (words & FALSE_FRIENDS) | set(word_list().unknown(words - TRADE))


def test_every_part_of_every_name_is_english_or_in_the_glossary() -> None:
    allowed = glossary()
    told = {}
    for path in sorted([*ROOT.glob("tui/**/*.py"), *ROOT.glob("tests/**/*.py")]):
        tree = ast.parse(path.read_text("utf-8"))
        for name in {*names(tree), *path.relative_to(ROOT).with_suffix("").parts}:
            if strange := foreign(parts(name) - allowed):
                told[f"{path.relative_to(ROOT)}: {name}"] = strange
    assert told == {}


def test_no_two_modules_differ_by_an_article_alone() -> None:
    stems = {path.stem for path in ROOT.glob("tui/**/*.py")}
    assert [stem for stem in stems if f"the_{stem}" in stems] == []


def test_a_swedish_word_is_told() -> None:
    assert foreign(parts("_spara_raden")) == {"spara", "raden"}
    assert foreign(parts("saved_row")) == set()
