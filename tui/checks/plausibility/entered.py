"""The amounts of a table that knows its own rules: what was entered, and what rows and columns are.

A column's role is what it says that the next document inherits of it, else what its heading says.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from tui.checks.discovery.roles import column_role, unit_in
from tui.checks.discovery.roles import period as months_in
from tui.checks.plausibility.amounts import Amounts, Item, Kind, Line, Role, has_word
from tui.domain import amount_form
from tui.domain.calculation import Calculation
from tui.domain.cell_text import column_heading
from tui.domain.period import Period
from tui.domain.table import Column, Row, RowRole, Table
from tui.domain.value import MONEY, Mark, Value, number_in

_CHANGE = (
    "ökning", "minskning", "förändr", "ändring", "uppräkning", "avvikelse från",
)  # fmt: skip
_KINDS: dict[RowRole, Kind] = {"intakt": "intäkt", "kostnad": "kostnad"}
_PROJECT = ("invest", "projekt")
_YEAR = r"\b(?:19|20)\d\d\b"
_ROLES: dict[str, Role] = {
    "budget": "budget", "prognos": "prognos", "utfall": "utfall", "ram": "ram",
    "intäkt": "intäkt", "kostnad": "kostnad", "netto": "netto",
}  # fmt: skip


class Entered(Struct, frozen=True):
    """The amounts of a calculation, and where in the table each of them stands."""

    amounts: Amounts
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]


def entered_amounts(calculation: Calculation) -> Entered | None:
    """The entered amounts of money, None where the table is no table of amounts.

    Figures out of a text are each of its own kind, and are not held against each other.
    """
    table = calculation.table
    if table.out_of_text:
        return None
    columns = tuple(c for c in table.columns if _is_amount(table, c))
    if not columns:
        return None
    rows = tuple(_entered_rows(calculation, columns[0]))
    ids = [column.id for column in columns]
    words = " ".join((table.heading, table.sign))
    signs = stated_signs(table.sign)
    lines = [_line(row, ids) for row in rows]
    if signs:
        lines = [
            replace(line, side=_KINDS.get(amount_form.side_of(table, row), ""))
            for line, row in zip(lines, rows, strict=True)
        ]
    return Entered(
        Amounts(
            _items(columns, calculation.context.period),
            tuple(lines),
            is_change(f"{table.heading} {table.heading_label}"),
            is_project(words),
            signs,
        ),
        rows,
        columns,
    )


def _is_amount(table: Table, column: Column) -> bool:
    money = column.type_ == "belopp" or (column.type_ == "tal" and table.unit in MONEY)
    # Of another unit, or so much for each, it is as large as it likes beside the others.
    unit = column.unit or unit_in(column.heading)
    alike = unit == table.unit or not {unit, table.unit} <= {*MONEY}
    return money and alike and not column.computed and column.role != "snitt"


def _entered_rows(calculation: Calculation, column: Column) -> list[Row]:
    return [
        row
        for row in calculation.table.rows
        if row.kind != "rubrik"
        and (row.unit or "tkr") in MONEY
        and not calculation.is_computed(row.id, column.id)
    ]


def _line(row: Row, columns: Sequence[str]) -> Line:
    # A long list has tens of thousands of these: plain figures take the short way.
    cells = [row.cells.get(column) for column in columns]
    values = tuple([float(v) if type(v) is Decimal else _float(v) for v in cells])
    return Line(row.label, values, row.income, row.without_share)


def _float(value: Value) -> float | None:
    if value is Mark.DASH:
        return 0.0
    number = number_in(value)
    return None if number is None else float(number)


def is_change(words: str) -> bool:
    """Whether the words say that a table is one of increases and decreases."""
    return has_word(words, _CHANGE)


def is_project(words: str) -> bool:
    """Whether the words say that the rows are projects, which begin and end."""
    return has_word(words, _PROJECT)


def stated_signs(words: str) -> dict[Kind, int]:
    """The signs that a table states in words: "Intäkter +, kostnader −"."""
    return {_KINDS[role]: sign for role, sign in amount_form.stated_signs(words).items()}


def _items(columns: Sequence[Column], period: Period | None) -> tuple[Item, ...]:
    headings = [column_heading(column, period) for column in columns]
    own = max((int(y) for h in headings for y in re.findall(_YEAR, h)), default=0)
    return tuple(
        _item(column, heading, period, own)
        for column, heading in zip(columns, headings, strict=True)
    )


def _item(column: Column, heading: str, period: Period | None, own: int) -> Item:
    role = _role(column, heading)
    years = [int(y) for y in re.findall(_YEAR, heading)]
    if column.inheritance is not None and not column.inheritance.transferred:
        previous = column.inheritance.year < 0
    else:
        previous = role == "utfall" and bool(years) and years[-1] < own
    # A budget or a prognos whose heading names months is of these, as an outcome is.
    part = role == "utfall" or any(sign.isalpha() for sign in months_in(heading))
    months = period.months if period is not None and part else 12
    step = Decimal(1).scaleb(-(column.decimals or 0))
    return Item(heading, role, previous, months, step)


def year_in(heading: str) -> int:
    """The last year that a heading names, 0 for none."""
    years = re.findall(_YEAR, heading)
    return int(years[-1]) if years else 0


def _role(column: Column, heading: str) -> Role:
    kind = column.inheritance.kind if column.inheritance is not None else ""
    if kind in ("budget", "plan", "utfall"):
        return kind
    return role_of(heading)


def role_of(heading: str) -> Role:
    """What a column of amounts is by its heading; years alone are compared with each other."""
    found = _ROLES.get(column_role(heading), "")
    if found:
        return found
    if re.search(r"(?i)\bplan", heading):
        return "plan"
    return "år" if re.fullmatch(_YEAR, heading.strip()) else ""
