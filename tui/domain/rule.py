"""What computes a row or a column: an expression as text, or a function of the program's own."""

from collections.abc import Callable
from decimal import Decimal
from typing import TypeAlias

from msgspec import Struct

from tui.domain.expression import (
    Call,
    Expression,
    Name,
    Number,
    Product,
    parsed,
    signed_sum,
    written,
)
from tui.domain.value import Value
from tui.svenska.arithmetic import Refusal

CHILDREN = "summa(barn)"
HUNDRED = Decimal(100)


class Own(Struct, frozen=True):
    """A rule that needs more than its own row and column, with the words that explain it.

    Both are called with the table's calculation and the row, which stand above the rules and so
    have no names here.
    """

    compute: Callable[..., Value]
    explain: Callable[..., str]


Rule: TypeAlias = str | Own


def tree_of(rule: Rule | None) -> Expression | None:
    """The tree of a rule; None for none, for one that cannot be read and for a function."""
    tree = parsed(rule) if isinstance(rule, str) else None
    return None if isinstance(tree, Refusal) else tree


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
