"""Rules as expressions (*regler*): ``prognos - budget``, ``utfall / budget * 100``.

A rule is a text in the words of the table, parsed once to a small tree. In a *column* rule the
names are columns of the same row; in a *row* rule they are rows of the same column. A name that is
no plain word stands within quotation marks. The functions: ``summa(barn)`` is the sum of the rows
that have this row as their parent; ``belopp(x)`` the size of a figure; ``forandring(till, från)``
the change of size in per cent, which is not formed where the sign changes; ``hela(x)`` is x where
every part of it is there. ``manader_gatt`` and ``manader_kvar`` are the months of the document's
year that have gone and that are left.
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NoReturn, TypeAlias

from msgspec import Struct

from tui.svenska.arithmetic import MINUS_SIGN, Refusal

Function: TypeAlias = Literal["belopp", "forandring", "hela"]
ARGUMENTS: dict[str, int] = {"belopp": 1, "forandring": 2, "hela": 1}
MONTHS: dict[str, Literal["gatt", "kvar"]] = {"manader_gatt": "gatt", "manader_kvar": "kvar"}
MAX_NESTING = 20


class Number(Struct, frozen=True):
    """A figure that stands in the rule itself."""

    value: Decimal


class Name(Struct, frozen=True):
    """A cell: a column of the same row, or a row of the same column."""

    name: str


class Months(Struct, frozen=True):
    """The months of the document's year that have gone, or those that are left."""

    which: Literal["gatt", "kvar"]


class Children(Struct, frozen=True):
    """The sum of the child rows that are *post* or *summa* (memo rows, *därav*, are left out)."""


class Sum(Struct, frozen=True):
    """Parts added (+1) and subtracted (−1)."""

    terms: tuple[tuple[int, "Expression"], ...]


class Product(Struct, frozen=True):
    """Parts multiplied (+1) and divided by (−1), from left to right; the first is no divisor."""

    factors: tuple[tuple[int, "Expression"], ...]


class Call(Struct, frozen=True):
    """A function of other expressions."""

    function: Function
    arguments: tuple["Expression", ...]


Expression: TypeAlias = Number | Name | Months | Children | Sum | Product | Call


@lru_cache(4096)
def parsed(text: str) -> Expression | Refusal:
    """The tree of a rule, or one Swedish sentence on why it cannot be read."""
    try:
        return _Reader(text).whole()
    except _UnreadableError as error:
        return Refusal(f"regeln ”{text}” {error}")


class _UnreadableError(Exception):
    """Why a rule cannot be read: the end of a sentence that begins with the rule."""


_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:[.,]\d+)?)|(?P<name>[^\W\d]\w*)"
    rf'|"(?P<quoted>(?:[^"]|"")*)"|(?P<sign>[-+*/();,×÷{MINUS_SIGN}]))'
)
_PLAIN = re.compile(r"[^\W\d]\w*")
_SIGNS = {**dict.fromkeys(MINUS_SIGN.replace("\\", ""), "-"), "×": "*", "÷": "/", ",": ";"}
_END = ("", "")


class _Reader:
    """Reads a text from left to right, each method one level of the grammar."""

    def __init__(self, text: str) -> None:
        self._tokens = _tokens(text)
        self._place = self._nesting = 0

    def whole(self) -> Expression:
        tree = self._sum()
        if self._next() != _END:
            self._incomplete()
        return tree

    def _next(self) -> tuple[str, str]:
        return self._tokens[self._place] if self._place < len(self._tokens) else _END

    def _took(self, *signs: str) -> str:
        kind, text = self._next()
        if kind != "sign" or text not in signs:
            return ""
        self._place += 1
        return text

    def _expect(self, sign: str) -> None:
        if not self._took(sign):
            self._incomplete()

    def _incomplete(self) -> NoReturn:
        raise _UnreadableError("är inte fullständig.")

    def _sum(self) -> Expression:
        sign = -1 if self._took("-", "+") == "-" else 1
        terms = [(sign, self._product())]
        while took := self._took("-", "+"):
            terms.append((-1 if took == "-" else 1, self._product()))
        return terms[0][1] if len(terms) == 1 and sign > 0 else Sum(tuple(terms))

    def _product(self) -> Expression:
        factors = [(1, self._factor())]
        while took := self._took("*", "/"):
            factors.append((-1 if took == "/" else 1, self._factor()))
        return factors[0][1] if len(factors) == 1 else Product(tuple(factors))

    def _factor(self) -> Expression:
        kind, text = self._next()
        self._place += 1
        if kind == "number":
            return Number(Decimal(text.replace(",", ".")))
        if kind == "quoted":
            return Name(text.replace('""', '"'))
        if kind == "name":
            return self._call(text) if self._took("(") else _word(text)
        if (kind, text) != ("sign", "("):
            self._incomplete()
        tree = self._inner()
        self._expect(")")
        return tree

    def _inner(self) -> Expression:
        """What stands within a parenthesis."""
        self._nesting += 1
        if self._nesting > MAX_NESTING:
            raise _UnreadableError(f"har fler än {MAX_NESTING} parenteser inuti varandra.")
        tree = self._sum()
        self._nesting -= 1
        return tree

    def _call(self, function: str) -> Expression:
        if function == "summa":
            if self._next() != ("name", "barn"):
                raise _UnreadableError("kan bara summera ”barn”, de rader som hör till raden.")
            self._place += 1
            self._expect(")")
            return Children()
        if function not in ARGUMENTS:
            raise _UnreadableError(f"använder ”{function}”, som inte är något räknesätt.")
        arguments = [self._inner()]
        while self._took(";"):
            arguments.append(self._inner())
        self._expect(")")
        if len(arguments) != ARGUMENTS[function]:
            self._incomplete()
        return Call(function, tuple(arguments))  # type: ignore[arg-type]


def _tokens(text: str) -> list[tuple[str, str]]:
    tokens, place = [], 0
    text = text.rstrip()
    while place < len(text):
        hit = _TOKEN.match(text, place)
        if hit is None:
            sign = text[place:].strip()[:1]
            raise _UnreadableError(f"har tecknet ”{sign}”, som inte går att räkna med.")
        kind = str(hit.lastgroup)
        tokens.append((kind, _SIGNS.get(hit[kind], hit[kind]) if kind == "sign" else hit[kind]))
        place = hit.end()
    return tokens


def _word(text: str) -> Expression:
    return Months(MONTHS[text]) if text in MONTHS else Name(text)


# ---- a tree as text ----------------------------------------------------------------------------


def written(tree: Expression) -> str:
    """The rule as text, such that it is parsed to the same tree."""
    match tree:
        case Number(value):
            return f"{value:f}".replace(".", ",")
        case Name(name):
            plain = _PLAIN.fullmatch(name) and name not in MONTHS
            return name if plain else f'"{name.replace(chr(34), chr(34) * 2)}"'
        case Months(which):
            return f"manader_{which}"
        case Children():
            return "summa(barn)"
        case Sum(terms):
            parts = (f"{'+' if sign > 0 else '-'} {_within(part, Sum)}" for sign, part in terms)
            text = " ".join(parts).removeprefix("+ ")
            return f"-{text[2:]}" if text.startswith("- ") else text
        case Product(factors):
            parts = (
                f"{'*' if sign > 0 else '/'} {_within(p, Sum, Product)}" for sign, p in factors
            )
            return " ".join(parts).removeprefix("* ")
        case Call(function, arguments):
            return f"{function}({'; '.join(map(written, arguments))})"


def _within(tree: Expression, *kinds: type) -> str:
    text = written(tree)
    return f"({text})" if isinstance(tree, kinds) else text


def signed_sum(terms: tuple[tuple[int, str], ...]) -> Expression:
    """The tree of a sum of named cells, each with its sign."""
    if len(terms) == 1 and terms[0][0] > 0:
        return Name(terms[0][1])
    return Sum(tuple((sign, Name(name)) for sign, name in terms))


# ---- what a tree is ----------------------------------------------------------------------------


def parts_of(tree: Expression) -> tuple[Expression, ...]:
    """What stands directly in a tree."""
    match tree:
        case Sum(pairs) | Product(pairs):
            return tuple(part for _, part in pairs)
        case Call(_, arguments):
            return arguments
    return ()


def every_part(tree: Expression) -> Iterator[Expression]:
    """The tree and all that stands in it."""
    yield tree
    for part in parts_of(tree):
        yield from every_part(part)


def names_in(tree: Expression) -> tuple[str, ...]:
    """The cells that a rule names, in the order in which it names them, each once."""
    named = (part.name for part in every_part(tree) if isinstance(part, Name))
    return tuple(dict.fromkeys(named))


def signed_names(tree: Expression) -> tuple[tuple[int, str], ...]:
    """The terms of a rule that only adds and subtracts named cells; none for another rule."""
    match tree:
        case Name(name):
            return ((1, name),)
        case Sum(terms):
            inner = [(sign, signed_names(part)) for sign, part in terms]
            if all(names for _, names in inner):
                return tuple((sign * s, name) for sign, names in inner for s, name in names)
        case Call("hela", (part,)):
            return signed_names(part)
    return ()


def divides(tree: Expression) -> bool:
    """Whether a rule divides: what it gives has more decimals than anybody printed."""
    return any(
        (isinstance(part, Product) and any(sign < 0 for sign, _ in part.factors))
        or (isinstance(part, Call) and part.function == "forandring")
        for part in every_part(tree)
    )


def per_month(tree: Expression) -> bool:
    """Whether a rule counts by the month."""
    return any(isinstance(part, Months) for part in every_part(tree))


def is_share(tree: Expression) -> bool:
    """Whether a rule gives a share or a change in per cent."""
    return divides(tree) and not per_month(tree)


# ---- a tree made into another ------------------------------------------------------------------


def changed(tree: Expression, change: Callable[[Expression], Expression | None]) -> Expression:
    """The tree with each part replaced by what ``change`` says; None keeps it."""
    new = change(tree)
    if new is not None:
        return new
    match tree:
        case Sum(terms):
            return Sum(tuple((sign, changed(part, change)) for sign, part in terms))
        case Product(factors):
            return Product(tuple((sign, changed(part, change)) for sign, part in factors))
        case Call(function, arguments):
            return Call(function, tuple(changed(part, change) for part in arguments))
    return tree


def renamed(text: str, new: Callable[[str], str]) -> str:
    """A rule whose cells have got other names; one that cannot be read stays as it is."""
    tree = parsed(text)
    if isinstance(tree, Refusal):
        return text
    with_new = changed(tree, lambda part: Name(new(part.name)) if isinstance(part, Name) else None)
    return text if with_new == tree else written(with_new)


def with_months(tree: Expression, gone: int, left: int) -> Expression:
    """The rule with the months of a period as figures in it."""
    months = {"gatt": Number(Decimal(gone)), "kvar": Number(Decimal(left))}
    return changed(tree, lambda part: months[part.which] if isinstance(part, Months) else None)


def with_children(tree: Expression, children: tuple[str, ...]) -> Expression:
    """The rule with the sum of the children written out."""
    # There may be thousands of them, and most rules have no word of any.
    if not any(isinstance(part, Children) for part in every_part(tree)):
        return tree
    total = Sum(tuple((1, Name(child)) for child in children))
    return changed(tree, lambda part: total if isinstance(part, Children) else None)
