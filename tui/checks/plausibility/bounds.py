"""Counts below nought, shares outside nought to a hundred, and per cents with a comma lost."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from tui.checks.plausibility.amounts import has_word
from tui.domain.calculation import Calculation
from tui.domain.table import Column, Row, Table

_COUNTED = r"(?i)\b(?:antal|andel)(?:et|en)?\b"
_SHARE = r"(?i)\bandel(?:en)?\b"
_CHANGE = (
    "ökning", "minskning", "förändr", "ändring", "skillnad", "diff", "avvik", "netto", "resultat",
    "utveckl", "balans", "mellan",
)  # fmt: skip
_TYPES = ("tal", "utfall", "procent")
_HUNDRED = Decimal(100)
_LOST, _LOST_FROM_ROW, _LEAST_OTHERS = Decimal(4), Decimal(4), 4
_NEAR = Decimal(3)
_AS_SHARE = (Decimal(25), Decimal(250))


class Bounded(Struct, frozen=True):
    """A cell that is beyond what its kind can be, why, and what it should probably be."""

    row: Row
    column: Column
    why: str
    should: Decimal | None


def beyond_bounds(calculation: Calculation) -> Iterator[Bounded]:
    """The entered counts and per cents of a table that cannot be or are hardly right."""
    table = calculation.table
    if table.out_of_text:
        return
    columns = [c for c in table.columns if c.type_ in _TYPES and not c.computed]
    if not columns:
        return
    percents = table.unit == "%" and len(table.rows) > _LEAST_OTHERS
    for row in table.rows:
        for column in columns:
            value = row.cells.get(column.id)
            if not isinstance(value, Decimal) or (not percents and 0 <= value <= _HUNDRED):
                continue
            found = _impossible(table, row, column, value)
            if found is None and percents:
                found = _comma(table, columns, row, column, value)
            if found is not None and not calculation.is_computed(row.id, column.id):
                yield found


def _impossible(table: Table, row: Row, column: Column, value: Decimal) -> Bounded | None:
    if 0 <= value <= _HUNDRED:
        return None
    words = f"{table.heading} {row.label} {column.heading}"
    share = "%" in (table.unit, row.unit) or "%" in words or "procent" in words
    share = share and (_is_share_table(table) or re.search(_SHARE, words) is not None)
    if not (share or value < 0) or has_word(words, _CHANGE):
        return None
    if value < 0 and (table.unit in ("antal", "%") or re.search(_COUNTED, words)):
        what = "en andel" if share else "ett antal"
        return Bounded(row, column, f"är mindre än noll, och det kan {what} inte vara", -value)
    if value > _HUNDRED:
        tenth = value / 10
        why = "är mer än 100 procent av det hela"
        return Bounded(row, column, why, tenth if tenth <= _HUNDRED else None)
    return None


def _is_share_table(table: Table) -> bool:
    """Whether all the figures of a table are shares, as those of sick leave are."""
    return table.unit == "%" and table.sign.lower().startswith("andel")


def _comma(
    table: Table, columns: Sequence[Column], row: Row, column: Column, value: Decimal
) -> Bounded | None:
    """A per cent ten times all those around it, or a hundredth of its row's."""
    beside = [v for c in columns if c is not column and (v := _positive(row, c)) is not None]
    over = [v for r in table.rows if r is not row and (v := _positive(r, column)) is not None]
    if not beside or len(over) < _LEAST_OTHERS or value <= 0:
        return None
    if value > _LOST * max(over) and value > _LOST_FROM_ROW * max(beside):
        tenth = value / 10
        if min(beside) / _NEAR <= tenth <= max(beside) * _NEAR:
            return Bounded(row, column, "är ungefär tio gånger talen omkring", tenth)
    low, high = _AS_SHARE
    if value < 1 and value * _NEAR < min(over) and low <= min(beside) / value <= high:
        return Bounded(row, column, "är ungefär en hundradel av radens andra tal", None)
    return None


def _positive(row: Row, column: Column) -> Decimal | None:
    value = row.cells.get(column.id)
    return value if isinstance(value, Decimal) and value > 0 else None
