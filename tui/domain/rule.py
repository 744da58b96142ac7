"""What computes a row or a column: an expression as text, or a function of the program's own."""

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from msgspec import Struct

from tui.domain.expression import (
    Call,
    Children,
    Expression,
    Name,
    Number,
    Product,
    divides,
    every_part,
    is_share,
    names_in,
    parsed,
    per_month,
    signed_names,
    signed_sum,
    written,
)
from tui.domain.value import HUNDRED, Value
from tui.svenska.arithmetic import Refusal

CHILDREN = "summa(barn)"


class Own(Struct, frozen=True):
    """A rule that needs more than its own row and column, with the words that explain it.

    A form stores its ``name``. Both are called with the table's calculation and the row, which
    stand above the rules and so have no names here.
    """

    name: str
    compute: Callable[..., Value]
    explain: Callable[..., str]


Rule: TypeAlias = str | Own


class Shape(Struct, frozen=True):
    """What a rule is: its tree, the cells that it names, and how it reckons.

    ``terms`` are those of a rule that only adds and subtracts named cells; ``divides``: it gives
    more decimals than anybody printed; ``share``: per cent; ``children``: it sums child rows;
    ``monthly``: it counts by the month.
    """

    tree: Expression
    names: tuple[str, ...]
    terms: tuple[tuple[int, str], ...]
    divides: bool
    share: bool
    children: bool
    monthly: bool

    @property
    def adds(self) -> bool:
        """Whether the rule only adds and subtracts, so that it may be crossed with another."""
        return bool(self.terms) or isinstance(self.tree, Children)


@lru_cache(4096)
def _shape(text: str) -> Shape | None:
    tree = parsed(text)
    if isinstance(tree, Refusal):
        return None
    children = any(isinstance(part, Children) for part in every_part(tree))
    return Shape(
        tree,
        names_in(tree),
        signed_names(tree),
        divides(tree),
        is_share(tree),
        children,
        per_month(tree),
    )


def shape_of(rule: Rule | None) -> Shape | None:
    """What a rule is; None for none, for one that cannot be read and for a function."""
    return _shape(rule) if isinstance(rule, str) else None


def tree_of(rule: Rule | None) -> Expression | None:
    """The tree of a rule; None for none, for one that cannot be read and for a function."""
    shape = shape_of(rule)
    return None if shape is None else shape.tree


def rule_names(rule: Rule | None) -> tuple[str, ...]:
    """The rows, or columns, that a rule names."""
    shape = shape_of(rule)
    return () if shape is None else shape.names


def quotient_rule(
    numerator: str, denominator: str, scale: Decimal = HUNDRED, *, of_size: bool = False
) -> str:
    """The rule that divides one named cell by another, or by its size; in per cent."""
    divisor: Expression = Name(denominator)
    divisor = Call("belopp", (divisor,)) if of_size else divisor
    return written(Product(((1, Name(numerator)), (-1, divisor), (1, Number(scale)))))


def declared(text: str) -> Expression:
    """The tree of a rule that the program itself declares. Raises ValueError."""
    tree = parsed(text)
    if isinstance(tree, Refusal):
        raise ValueError(tree.sentence)
    return tree


def sum_rule(*terms: tuple[int, str]) -> str:
    """The rule that adds and subtracts named cells."""
    return written(signed_sum(terms))
