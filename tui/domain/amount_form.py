"""How a nämnd writes its amounts: which sign income and costs have, and in which unit.

It is asked once and kept in the settings. A document that is made out of nothing has its tables
turned to it; a table that there is keeps the form that it has. Plus in an avvikelse always means
better, so where the signs are reversed the two terms of an avvikelse change places.
"""

import re
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.expression import Call, Expression, Name, Sum, written
from tui.domain.rule import tree_of
from tui.domain.settings import Settings
from tui.domain.table import Column, Row, RowRole, Table


class AmountUnit(Struct, frozen=True):
    """A unit that amounts are shown in, and with how many decimals."""

    unit: str
    decimals: int
    words: str


PLUS_INCOME, PLUS_COST = "intakt_plus", "kostnad_plus"
SIGNS: Mapping[str, str] = {
    PLUS_INCOME: "Intäkter +, kostnader −",
    PLUS_COST: "Intäkter −, kostnader +",
}
"""The sign conventions, each as a table states it."""
AMOUNT_UNITS: Mapping[str, AmountUnit] = {
    "tkr": AmountUnit("tkr", 0, "tkr"),
    "mnkr": AmountUnit("mnkr", 1, "mnkr, en decimal"),
    "mnkr2": AmountUnit("mnkr", 2, "mnkr, två decimaler"),
    "kr": AmountUnit("kr", 0, "kr"),
}
BEFORE = AMOUNT_UNITS["tkr"]
"""The unit that mallar are written in."""
_STATED = re.compile(r"\b(intäkt|inkomst|kostnad|utgift)\w* ?([+−-])", re.IGNORECASE)
SAYS_INCOME = re.compile(r"intäkt|inkomst", re.IGNORECASE)
_SAYS_COST = re.compile(r"kostnad|utgift", re.IGNORECASE)
_NET = re.compile(r"netto|resultat|saldo", re.IGNORECASE)
_SIDE: Mapping[str, RowRole] = {"intäkt": "intakt", "inkomst": "intakt"}
_DIFFERENCE = re.compile(r"(=\s*|^)([^−=.,:]+?) − ([^−=.,:]+?)(?=[.,:]|$)")


def amount_unit(settings: Settings) -> AmountUnit:
    """The chosen unit; tkr for an unknown id."""
    return AMOUNT_UNITS.get(settings.amount_form, BEFORE)


def stated_signs(words: str) -> dict[RowRole, int]:
    """The signs that a table states of income and of costs in words: "Intäkter +, kostnader −"."""
    signs: dict[RowRole, int] = {}
    for word, sign in _STATED.findall(words):
        signs.setdefault(_SIDE.get(word.lower(), "kostnad"), 1 if sign == "+" else -1)
    return signs


def role_upwards(table: Table, row: Row) -> RowRole:
    """A row's role, else that of the nearest row above it in the tree that has one."""
    seen = {row.id}
    while not row.role and row.parent is not None and row.parent in table.index.keys() - seen:
        row = table.row(row.parent)
        seen.add(row.id)
    return row.role


def side_of(table: Table, row: Row) -> RowRole:
    """Whether a row is of income or of costs, "" where it is neither or does not say.

    By its role, else by its name where that says it outright: a grant may be paid or received.
    """
    role = role_upwards(table, row)
    if role in ("intakt", "kommunbidrag"):
        return "intakt"
    if role or _NET.search(row.label):
        return "kostnad" if role == "kostnad" else ""
    if SAYS_INCOME.search(row.label):
        return "intakt"
    return "kostnad" if _SAYS_COST.search(row.label) else ""


def reversed_words(text: str) -> str:
    """What a table says of its signs, with the signs of income and costs reversed.

    "Intäkter +, kostnader −. Avvikelse = prognos − budget" becomes "Intäkter −, kostnader +.
    Avvikelse = budget − prognos".
    """
    stated = text.replace(SIGNS[PLUS_INCOME], SIGNS[PLUS_COST])
    return _DIFFERENCE.sub(_swapped, stated)


def _swapped(difference: re.Match[str]) -> str:
    before, first, second = difference.groups()
    if first[0].isupper():
        first, second = f"{first[0].lower()}{first[1:]}", f"{second[0].upper()}{second[1:]}"
    return f"{before}{second} − {first}"


def reversed_difference(rule: str) -> str:
    """A rule that is a difference of two cells, with its terms changed; another as it is."""
    tree = tree_of(rule)
    turned = None if tree is None else _turned(tree)
    return rule if turned is None else written(turned)


def _turned(tree: Expression) -> Expression | None:
    match tree:
        case Sum(((1, Name() as first), (-1, Name() as second))):
            return Sum(((1, second), (-1, first)))
        case Call("hela", (part,)):
            inner = _turned(part)
            return None if inner is None else Call("hela", (inner,))
    return None


def in_amount_form(table: Table, settings: Settings) -> Table:
    """A new table without figures, turned to the signs and the unit of the settings.

    Signs are reversed only in a table that states those of income and costs: investments, counts
    and shares are written alike in both conventions.
    """
    return _turned_to(table, settings.signs, amount_unit(settings))


def in_form_of(mall: Table, table: Table) -> Table:
    """A mall turned to the signs and the unit that a table has, of which it is the next one."""
    signs = PLUS_COST if SIGNS[PLUS_COST] in table.sign else PLUS_INCOME
    shown = (c.decimals for c in table.columns if c.type_ == "belopp" and not c.unit)
    decimals = next((d for d in shown if d is not None), 0)
    return _turned_to(mall, signs, AmountUnit(table.unit, decimals, table.unit))


def _turned_to(table: Table, signs: str, unit: AmountUnit) -> Table:
    usual = SIGNS[PLUS_INCOME] in table.sign
    return _in_unit(_reversed(table) if usual and signs == PLUS_COST else table, unit)


def _reversed(table: Table) -> Table:
    columns = tuple(_reversed_column(c) if c.role == "avvikelse" else c for c in table.columns)
    return replace(table, columns=columns, sign=reversed_words(table.sign))


def _reversed_column(column: Column) -> Column:
    rule = column.rule
    if not isinstance(rule, str) or reversed_difference(rule) == rule:
        return column
    turned = reversed_difference(rule)
    return replace(column, rule=turned, help_=reversed_words(column.help_))


def _in_unit(table: Table, unit: AmountUnit) -> Table:
    if table.unit != BEFORE.unit or unit == BEFORE:
        return table
    columns = tuple(
        replace(c, decimals=unit.decimals) if c.type_ == "belopp" and not c.unit else c
        for c in table.columns
    )
    label = re.sub(rf"\b{BEFORE.unit}\b", unit.unit, table.heading_label)
    return replace(table, unit=unit.unit, columns=columns, heading_label=label)
