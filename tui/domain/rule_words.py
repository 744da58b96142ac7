"""A rule in the words of its table: typed so by a person, and shown so to one.

A rule is kept in the keys of rows and columns, which never change. Typed, a cell may be called by
its heading (or label), by the heading without its year, by the key, or by how its heading begins
where no other begins so; and "summa(raderna under)" is said in words too.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct

from tui.domain.cell_text import column_heading
from tui.domain.expression import (
    ARGUMENTS,
    MONTHS,
    Call,
    Expression,
    Number,
    Product,
    Sum,
    every_part,
    is_share,
    names_in,
    parsed,
    renamed,
    written,
)
from tui.domain.period import Period
from tui.domain.table import Column, ColumnRole, Table
from tui.domain.value import HUNDRED
from tui.svenska.arithmetic import Refusal

_YEAR = re.compile(r"\s*\b(?:19|20)\d\d\b\s*$")
_ONLY_YEAR = re.compile(r"(?:19|20)\d\d")
_SIGNS = re.compile(r'[-+*/();,×÷−–"=]')
_MAX_TOLD = 8
_FUNCTIONS = ("summa", "förändring", *ARGUMENTS)
# What may be said in words, and how the rule says it.
_PHRASES = (
    (re.compile(r"\bsumma\s*\(\s*(?:rader(?:na)?\s+under|under|barn)\s*\)", re.I), "summa(barn)"),
    (re.compile(r"\bförändring\s*\(", re.I), "forandring("),
    (re.compile(r"\bmånader\s+(?:som\s+)?gått\b", re.I), "manader_gatt"),
    (re.compile(r"\bmånader\s+(?:som\s+är\s+)?kvar\b", re.I), "manader_kvar"),
)
_SUM_OF = re.compile(r"\bsumma\s*\(([^()]*)\)", re.I)
_QUOTED = re.compile(r'"(?:[^"]|"")*"')


class Hit(NamedTuple):
    """What a word may mean: the keys, at the first level that knows it."""

    level: int
    keys: tuple[str, ...]


class Words(Struct, frozen=True, dict=True):
    """The words for the rows or the columns of a table.

    ``shown`` is what each key is called; ``what`` names them, "kolumn" or "rad".
    """

    what: str
    shown: Mapping[str, str]
    roles: Mapping[str, str]

    @cached_property
    def known(self) -> Mapping[str, Hit]:
        """What each word means, in small letters."""
        hits: dict[str, Hit] = {}
        levels: tuple[Callable[[str, str], Iterable[str]], ...] = (
            lambda _, name: (name,),
            lambda _, name: (_YEAR.sub("", name),),
            lambda key, _: (self.roles.get(key, ""),),
            lambda key, _: (key, key.replace("_", " ")),
            lambda _, name: _beginnings(name),
        )
        for level, words in enumerate(levels):
            for key, name in self.shown.items():
                for word in words(key, name):
                    _note(hits, _plain(word), level, key)
        return hits

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds a word, the longest first."""
        words = sorted((re.escape(w).replace(r"\ ", r"\s+") for w in self.known), key=len)
        return re.compile(rf"(?<!\w)(?:{'|'.join(reversed(words))})(?!\w)", re.IGNORECASE)


def _note(hits: dict[str, Hit], word: str, level: int, key: str) -> None:
    if not word or (not any(c.isalpha() for c in word) and not _ONLY_YEAR.fullmatch(word)):
        return
    hit = hits.setdefault(word, Hit(level, ()))
    if hit.level == level and key not in hit.keys:
        hits[word] = Hit(level, (*hit.keys, key))


def _beginnings(name: str) -> Iterable[str]:
    words = name.split()
    return (" ".join(words[:n]) for n in range(1, len(words)))


def _plain(word: str) -> str:
    return " ".join(word.casefold().split())


def column_words(table: Table, period: Period | None) -> Words:
    """The words for a table's columns."""
    shown = {c.id: " ".join(column_heading(c, period).split()) for c in table.columns}
    roles = {c.id: _role_words(c) for c in table.columns if c.role}
    return Words("kolumn", shown, roles)


def _role_words(column: Column) -> str:
    """What a column is, and of which year where that is not the document's own."""
    year = {0: "", -1: " i fjol"}.get(column.year, f" år {column.year}")
    return ROLE_WORD.get(column.role, column.role) + year


ROLE_WORD: Mapping[ColumnRole, str] = {
    "": "ingen",
    "budget": "budget",
    "plan": "plan",
    "ram": "ram",
    "prognos": "prognos",
    "utfall": "utfall",
    "avvikelse": "avvikelse",
    "avvikelse_andel": "avvikelse i procent",
    "forandring": "förändring",
    "utveckling": "utveckling i procent",
    "andel": "andel",
    "forbrukning": "förbrukat",
    "takt": "takt",
    "kostnad": "kostnad",
    "belopp": "belopp",
    "antal": "antal",
    "mal": "mål",
    "kommentar": "kommentar",
}
"""What a column can be chosen to be, in words."""


def row_words(table: Table) -> Words:
    """The words for a table's rows."""
    return Words("rad", {row.id: " ".join(row.label.split()) for row in table.rows}, {})


# ---- typed -------------------------------------------------------------------------------------


class _UnclearError(Exception):
    """Why a rule cannot be taken, in one sentence."""


def parsed_words(text: str, words: Words, *, percent: bool = False) -> str | Refusal:
    """The rule that a typed text says, in keys; ``percent``: of a column in per cent.

    There a quotient is what its per cent are of: it need not be said that it is times 100.
    """
    typed = text.strip().removeprefix("=").strip()
    if not typed:
        return Refusal("Skriv en regel, till exempel =prognos - budget.")
    try:
        in_keys = _in_keys(_phrased(typed), words)
        tree = parsed(in_keys)
        if isinstance(tree, Refusal):
            raise _UnclearError(_with_typed(tree.sentence, in_keys, typed))
        for name in names_in(tree):
            if name not in words.shown:
                raise _UnclearError(_unknown(name, words))
    except _UnclearError as error:
        return Refusal(str(error))
    return written(_in_percent(tree) if percent else tree)


def _with_typed(sentence: str, in_keys: str, typed: str) -> str:
    said = sentence.replace(f"”{in_keys}”", f"”{typed}”")
    return said[:1].upper() + said[1:]


def _phrased(text: str) -> str:
    for pattern, rule in _PHRASES:
        text = pattern.sub(rule, text)
    return text


def _in_keys(text: str, words: Words) -> str:
    """The text with every known word as a key within quotation marks."""
    parts: list[str] = []
    place = 0
    while place < len(text):
        quoted = _QUOTED.match(text, place)
        hit = quoted or (words.pattern.match(text, place) if words.known else None)
        if hit is None or (not quoted and _is_function(text, hit)):
            parts.append(text[place])
            place += 1
            continue
        word = hit[0][1:-1].replace('""', '"') if quoted else hit[0]
        parts.append(_quoted(_key(word, words)))
        place = hit.end()
    return _SUM_OF.sub(_added, "".join(parts))


def _is_function(text: str, hit: re.Match[str]) -> bool:
    before, after = text[: hit.start()], text[hit.end() :]
    calls = after.lstrip().startswith("(") and _plain(hit[0]) in _FUNCTIONS
    children = before.endswith("summa(") and hit[0] == "barn" and after.startswith(")")
    return calls or children or hit[0] in MONTHS


def _added(hit: re.Match[str]) -> str:
    """summa(a; b; c) is a + b + c."""
    if hit[1].strip() == "barn":
        return hit[0]
    return f"({' + '.join(part.strip() for part in re.split(r'[;,]', hit[1]))})"


def _quoted(key: str) -> str:
    return '"{}"'.format(key.replace('"', '""'))


def _key(word: str, words: Words) -> str:
    hit = words.known.get(_plain(word))
    if hit is None:
        raise _UnclearError(_unknown(word, words))
    if len(hit.keys) > 1:
        candidates = " eller ".join(words.shown[key] for key in hit.keys)
        if len({words.shown[key] for key in hit.keys}) == 1:
            raise _UnclearError(
                f"Flera {_several(words)} heter ”{words.shown[hit.keys[0]]}”; "
                "ge dem olika namn först, så att regeln kan säga vilken den menar."
            )
        raise _UnclearError(f"”{word}” kan vara {candidates}; skriv hela namnet.")
    return hit.keys[0]


def _several(words: Words) -> str:
    return "kolumner" if words.what == "kolumn" else "rader"


def _unknown(word: str, words: Words) -> str:
    names = [name for name in dict.fromkeys(words.shown.values()) if name]
    told = ", ".join(names[:_MAX_TOLD]) + (" …" if len(names) > _MAX_TOLD else ".")
    return f"”{word}” är ingen {words.what} i tabellen; {_several(words)}na heter {told}"


def _in_percent(tree: Expression) -> Expression:
    """A quotient as per cent."""
    if not is_share(tree) or any(isinstance(part, Call) for part in every_part(tree)):
        return tree
    if any(isinstance(part, Number) and part.value == HUNDRED for part in every_part(tree)):
        return tree
    hundred = (1, Number(HUNDRED))
    if isinstance(tree, Product):
        return Product((*tree.factors, hundred))
    return Product(((1, tree), hundred)) if isinstance(tree, Sum) else tree


# ---- shown -------------------------------------------------------------------------------------


def spelled(rule: str, words: Words) -> str:
    """The rule in the words of the table, such that it is read as the same rule again."""
    keys: list[str] = []

    def stand_in(key: str) -> str:
        keys.append(key)
        return f"k{len(keys) - 1}_"

    text = renamed(rule, stand_in).replace("summa(barn)", "summa(raderna under)")
    text = text.replace("forandring(", "förändring(")
    text = text.replace("manader_gatt", "månader gått").replace("manader_kvar", "månader kvar")
    return re.sub(r"\bk(\d+)_", lambda hit: _spelled_name(keys[int(hit[1])], words), text)


def _spelled_name(key: str, words: Words) -> str:
    name = words.shown.get(key, "")
    hit = words.known.get(_plain(name))
    if hit is None or hit.keys != (key,):
        own = words.known.get(_plain(key))
        return _quoted(key) if own is not None and own.keys == (key,) else key
    return _quoted(name) if _SIGNS.search(name) or _plain(name) in _FUNCTIONS else name
