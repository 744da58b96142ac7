"""How a computed cell came about, in figures (*förklaring*): values, no text layout."""

from msgspec import Struct

from tui.domain.calculation import Calculation, Fetch, according_to, not_begun
from tui.domain.rule import (
    Change,
    Children,
    Expression,
    Linear,
    Own,
    PerMonth,
    Product,
    Quotient,
)
from tui.domain.table import Column, Row
from tui.domain.value import Value

WITHOUT_SHARE = "på den här raden säger en andel i procent inget, så den räknas inte"


class Term(Struct, frozen=True):
    """One figure of an explanation: the sign or operator before it, its name, its value."""

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
    if row.without_share and isinstance(rule, Quotient | Change):
        return Explanation(resultat, rule=WITHOUT_SHARE)
    if isinstance(rule, Children):
        rule = calculation.child_sum(row)
    if column.computed and isinstance(rule, Linear) and (empty := not_begun(calculation, rule)):
        name = " och ".join(_name(calculation, column, n) for n in empty)
        return Explanation(resultat, rule=f"räknas när {name} har börjat fyllas i")
    fetch = _fetcher(calculation, row, column)
    terms = tuple(
        Term(t, _name(calculation, column, name), fetch(name)) for t, name in _parts(rule)
    )
    resultat = according_to(rule, fetch, calculation.context.period)
    return Explanation(resultat, terms, _after(calculation, rule))


def _fetcher(calculation: Calculation, row: Row, column: Column) -> Fetch:
    """The figures of an explanation are those that stand on the screen beside it."""
    if not calculation.context.locked:
        return calculation.fetcher(row, column)
    if column.computed:
        return lambda name: calculation.shown_number(row.id, name)
    return lambda name: calculation.shown_number(name, column.id)


def _parts(rule: Expression) -> tuple[tuple[str, str], ...]:
    match rule:
        case Linear(terms) | PerMonth(terms):
            par = tuple(("+" if t > 0 else "−", name) for t, name in terms)
            return (("", par[0][1]), *par[1:]) if par and par[0][0] == "+" else par
        case Quotient(numerator, denominator):
            return (("", numerator), ("/", denominator))
        case Change(to, from_):
            return (("", to), ("mot", from_))
        case Product(factors):
            return tuple(("×" if i else "", name) for i, name in enumerate(factors))
    return ()


def _after(calculation: Calculation, rule: Expression) -> str:
    match rule:
        case Quotient(against_amount=True):
            return "i procent av beloppets storlek"
        case Quotient():
            return "i procent"
        case Change():
            return "ändring av storleken i procent"
        case PerMonth(months=months) if calculation.context.period:
            period = calculation.context.period
            count = period.months if months == "gatt" else period.months_left
            return f"delat med {count} månader"
    return ""


def _name(calculation: Calculation, column: Column, name: str) -> str:
    if column.computed:
        exists = name in calculation.table.column_index
        return calculation.table.column(name).heading if exists else name
    label = calculation.table.row(name).label if name in calculation.table.index else name
    return label if label.strip("-– ") else "utan namn"
