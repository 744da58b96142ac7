"""How a computed cell came about, in figures (*förklaring*): values, no text layout.

The rule is evaluated on its terms in place of its figures: each name is itself with its value, and
a sum of terms is the terms one after another.
"""

from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.calculation import Calculation, incomplete, parts_missing
from tui.domain.cell_text import column_heading
from tui.domain.evaluation import Fetch, Kind, evaluated, value
from tui.domain.expression import Expression
from tui.domain.rule import Own, shape_of
from tui.domain.table import Column, Row
from tui.domain.value import HUNDRED, Value

WITHOUT_SHARE = "på den här raden säger en andel i procent inget, så den räknas inte"
MADE_OF_FAULTY = "räknas av något som inte kan räknas"
MAX_NAMED = 5


class Term(Struct, frozen=True):
    """One figure of an explanation: the sign or operator before it, its name, its value.

    A parenthesis is a term with nothing but its sign.
    """

    sign: str
    name: str
    value: Value


class Explanation(Struct, frozen=True):
    """The result, the terms that it is made of, and what is done with them afterwards."""

    resultat: Value
    terms: tuple[Term, ...] = ()
    after: str = ""
    rule: str = ""


def explanation(calculation: Calculation, row_id: str, column_id: str) -> Explanation | None:
    """The explanation of one cell, None for an entered one."""
    row, column = calculation.table.row(row_id), calculation.table.column(column_id)
    rule = calculation.rule(row, column)
    if rule is None:
        return None
    resultat = calculation.computed(row_id, column_id)
    if isinstance(rule, Own):
        return Explanation(resultat, rule=rule.explain(calculation, row))
    shape, faults = shape_of(rule), calculation.faults
    fault = faults.columns.get(column_id) if column.computed else faults.rows.get(row_id)
    if shape is None or fault is not None:
        return Explanation(resultat, rule=(fault or MADE_OF_FAULTY).removesuffix("."))
    if row.without_share and shape.share:
        return Explanation(resultat, rule=WITHOUT_SHARE)
    missing = _missing(calculation, row, column)
    if missing and not isinstance(resultat, Decimal):
        return Explanation(resultat, rule=f"räknas inte: {missing}")
    tree, period = calculation.with_children(row, shape.tree), calculation.context.period
    fetch = _fetcher(calculation, row, column, tree)

    def term(name: str) -> _Words:
        return _Words((Term("", _name(calculation, column, name), fetch(name)),))

    words = evaluated(tree, term, _WORDS, period) or _NOTHING
    terms = words.short or words.terms
    after = words.after
    if missing:
        after = f"ofullständig: {missing}"
    return Explanation(value(tree, fetch, period), terms, after)


def _missing(calculation: Calculation, row: Row, column: Column) -> str:
    """What a cell's rule wants and does not have, in words; nothing where it is printed."""
    if column.id in row.tryckt:
        return ""
    words: dict[bool, list[str]] = {False: [], True: []}
    for r, c in parts_missing(calculation, row, column):
        name = _name(calculation, column, c if column.computed else r)
        words[incomplete(calculation, r, c)].append(name)
    gone, partial = words[False], words[True]
    are = "är ofullständig" if len(partial) == 1 else "är ofullständiga"
    said = [f"{_listed(gone)} saknas"] if gone else []
    return ", ".join([*said, f"{_listed(partial)} {are}"] if partial else said)


def _listed(names: list[str]) -> str:
    *first, last = names if len(names) <= MAX_NAMED else [*names[:3], f"{len(names) - 3} till"]
    return f"{', '.join(first)} och {last}" if first else last


def _fetcher(calculation: Calculation, row: Row, column: Column, tree: Expression) -> Fetch:
    """The figures of an explanation are those that stand on the screen beside it."""
    if not calculation.context.locked:
        return calculation.fetcher(row, column, tree)
    if column.computed:
        return lambda name: calculation.shown_number(row.id, name)
    return lambda name: calculation.shown_number(name, column.id)


def _name(calculation: Calculation, column: Column, name: str) -> str:
    if column.computed:
        if name not in calculation.table.column_index:
            return name
        heading = column_heading(calculation.table.column(name), calculation.context.period)
        return " ".join(heading.split())
    label = calculation.table.row(name).label if name in calculation.table.index else name
    return label if label.strip("-– ") else "utan namn"


# ---- terms as numbers --------------------------------------------------------------------------

_OPEN, _CLOSE = Term("(", "", ""), Term(")", "", "")
_ADDED, _MULTIPLIED = ("summa", "minus"), ("summa", "minus", "produkt")


class _Words(Struct, frozen=True):
    """Terms in place of a number; ``form`` says how they are put together, "" for one figure.

    ``short`` and ``after`` are the same for a reader, where nothing more is done with them;
    ``share`` are those of a quotient, ``size`` what a figure is the size of.
    """

    terms: tuple[Term, ...]
    form: str = ""
    short: tuple[Term, ...] = ()
    after: str = ""
    share: tuple[Term, ...] = ()
    size: tuple[Term, ...] = ()
    months: Decimal | None = None

    def within(self, forms: tuple[str, ...]) -> tuple[Term, ...]:
        """The terms, within a parenthesis where they have such a form."""
        return (_OPEN, *self.terms, _CLOSE) if self.form in forms else self.terms

    def __add__(self, other: "_Words") -> "_Words":
        if not self.terms:
            return other
        minus = other.form == "minus"
        added = other.terms if minus else _signed("+", other.within(_ADDED))
        return _Words((*self.terms, *added), "summa")

    def __neg__(self) -> "_Words":
        return _Words(_signed("−", self.within(_ADDED)), "minus")

    def __abs__(self) -> "_Words":
        return _Words((Term("storleken av (", "", ""), *self.terms, _CLOSE), size=self.terms)

    def __mul__(self, other: "_Words") -> "_Words":
        product = _joined(self, "×", other)
        if not self.share or other != _constant(HUNDRED):
            return product
        of_size = self.share != self.terms
        after = "i procent av beloppets storlek" if of_size else "i procent"
        return replace(product, short=self.share, after=after)


def _signed(sign: str, terms: tuple[Term, ...]) -> tuple[Term, ...]:
    first, *rest = terms
    return (replace(first, sign=f"{sign} {first.sign}".strip()), *rest)


def _joined(one: _Words, sign: str, other: _Words) -> _Words:
    last = _signed(sign, other.within(_MULTIPLIED))
    return _Words((*one.within(_ADDED), *last), "produkt")


def _constant(number: Decimal) -> _Words:
    return _Words((Term("", "", number),))


def _months(number: Decimal) -> _Words:
    return _Words((Term("", "månader", number),), months=number)


def _divided(numerator: _Words, denominator: _Words) -> _Words:
    quotient = _joined(numerator, "/", denominator)
    if denominator.months is not None:
        after = f"delat med {denominator.months} månader"
        return replace(quotient, short=numerator.terms, after=after)
    sized = _Words(denominator.size) if denominator.size else denominator
    return replace(quotient, share=_joined(numerator, "/", sized).terms)


def _changed(to: _Words, from_: _Words) -> _Words:
    terms = (*to.within(_ADDED), *_signed("mot", from_.within(_ADDED)))
    whole = (Term("ändringen (", "", ""), *terms, _CLOSE)
    return _Words(whole, short=terms, after="ändring av storleken i procent")


_NOTHING = _Words(())
_WORDS = Kind(_NOTHING, _constant, _months, _divided, _changed)
