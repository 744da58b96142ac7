"""A typed formula ("formel") such as ``31417*1,02``, evaluated exactly and never by eval().

Grammar: figures joined by + − * /, with parentheses; × and ÷ are read as * and /.  A sign may
stand first, after an opening parenthesis and after * or /, but not after another sign.

The value is an exact fraction until it is rounded once, at the end: in Decimal, 1/3*1,5 is
0,4999…, which would round to 0 instead of to 1.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate, pairwise

from msgspec import Struct

from tui.svenska.format import rounded_to

MAX_DEPTH = 20
MAX_INTEGER_DIGITS = 15
EXAMPLE = "=31417*1,02"


class Refusal(Struct, frozen=True):
    """A refusal: one Swedish sentence, fit for the screen, that says what to type instead."""

    sentence: str


Term = Fraction | str
"""A figure, or one of the signs ``+ - * / ( )``."""

GAP = " \u00a0\u202f\u2009\u2007"
MINUS_SIGN = "\\-\u2212\u2013"

_NUMBERLIKE = rf"[0-9,.'\u2019]+(?:[{GAP}]+[0-9,.'\u2019]+)*"
# Compiled by the first figure that is read, which is after the start.
_TERM = rf"(?s)[{GAP}]*(?:(?P<tal>{_NUMBERLIKE})|(?P<tecken>.))"
_ARITHMETIC_SIGN = {**{t: t for t in "+-*/()"}, "\u2212": "-", "\u2013": "-", "×": "*", "÷": "/"}

# Which kind may follow which; "t" is a figure, "<" the beginning and ">" the end.
_FOLLOWS = {
    "<": "t(+-",
    "(": "t(+-",
    "t": "+-*/)>",
    ")": "+-*/)>",
    "+": "t(",
    "-": "t(",
    "*": "t(+-",
    "/": "t(+-",
}


def formula_value(
    text: str, decimals: int, digits_number: Callable[[str], Decimal | Refusal]
) -> Decimal | Refusal:
    """Return the value of a formula, rounded half up to that many decimals, or a refusal.

    ``text`` stands without its "="; ``digits_number`` reads one unsigned figure.  The caller limits
    the length of the text.  No figure and no result has more than 15 digits before the comma.
    """
    operand = _term(text, digits_number)
    if isinstance(operand, Refusal):
        return operand
    error = _form_error(operand)
    if error is not None:
        return error
    try:
        value, _ = _total(operand, 0)
    except ZeroDivisionError:
        return Refusal("Formeln delar med noll: ändra talet efter divisionstecknet.")
    if abs(value) >= 10**MAX_INTEGER_DIGITS:
        return Refusal(
            f"Resultatet har fler än {MAX_INTEGER_DIGITS} siffror före kommat:"
            " räkna i tkr eller mnkr i stället."
        )
    return rounded_to(value, decimals)


def _term(
    text: str, digits_number: Callable[[str], Decimal | Refusal]
) -> tuple[Term, ...] | Refusal:
    operand = [_one_term(hit, digits_number) for hit in re.finditer(_TERM, text)]
    refusal = next((one for one in operand if isinstance(one, Refusal)), None)
    return refusal or tuple(one for one in operand if not isinstance(one, Refusal))


def _one_term(
    hit: re.Match[str], digits_number: Callable[[str], Decimal | Refusal]
) -> Term | Refusal:
    if hit["tal"] is None:
        return _ARITHMETIC_SIGN.get(hit["tecken"]) or _unknown_sign(hit["tecken"])
    number = digits_number(hit["tal"])
    return number if isinstance(number, Refusal) else Fraction(number)


def _unknown_sign(sign: str) -> Refusal:
    if sign == "%":
        return Refusal(
            "Skriv procent som decimaltal i en formel, till exempel 1,02 i stället för 102\u00a0%."
        )
    return Refusal(
        f"En formel kan bara innehålla tal, + − * / och parenteser: skriv till exempel {EXAMPLE}."
    )


def _form_error(operand: tuple[Term, ...]) -> Refusal | None:
    """Return what keeps these from being a formula, or None: then evaluation cannot go astray."""
    depth = tuple(accumulate(((one == "(") - (one == ")") for one in operand), initial=0))
    if min(depth) < 0 or depth[-1] != 0:
        return Refusal("Parenteserna går inte ihop: skriv till exempel =(2+3)*4.")
    if max(depth) > MAX_DEPTH:
        return Refusal(f"Formeln har fler än {MAX_DEPTH} parenteser inuti varandra: dela upp den.")
    kind = ["<", *(one if isinstance(one, str) else "t" for one in operand), ">"]
    return next((_consequent_error(a, b) for a, b in pairwise(kind) if b not in _FOLLOWS[a]), None)


def _consequent_error(previous: str, next_: str) -> Refusal:
    if previous in "+-*/" and next_ in "+-*/":
        return Refusal(
            "Två räknetecken står intill varandra: skriv ett, eller sätt minustalet i parentes"
            " som i =5-(-3)."
        )
    return Refusal(f"Formeln är inte fullständig: skriv till exempel {EXAMPLE}.")


def _total(operand: tuple[Term, ...], place: int) -> tuple[Fraction, int]:
    value, place = _product(operand, place)
    while place < len(operand) and operand[place] in ("+", "-"):
        term, after = _product(operand, place + 1)
        value, place = (value + term if operand[place] == "+" else value - term), after
    return value, place


def _product(operand: tuple[Term, ...], place: int) -> tuple[Fraction, int]:
    value, place = _factor(operand, place)
    while place < len(operand) and operand[place] in ("*", "/"):
        factor, after = _factor(operand, place + 1)
        value, place = (value * factor if operand[place] == "*" else value / factor), after
    return value, place


def _factor(operand: tuple[Term, ...], place: int) -> tuple[Fraction, int]:
    one = operand[place]
    if isinstance(one, Fraction):
        return one, place + 1
    if one == "(":
        value, end = _total(operand, place + 1)
        return value, end + 1
    value, end = _factor(operand, place + 1)
    return (-value if one == "-" else value), end
