"""Tables as a report prints them: every cell rounded by itself out of exact kronor."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from msgspec.structs import replace

from tests.domain.naive import period
from tests.malls import (
    BUDGETRAM,
    DRIFT_BOKSLUT,
    DRIFT_PARTS,
    INVESTERINGAR_BOKSLUT,
    INVESTERINGAR_PARTS,
    RAM_BESLUTAD,
    RAM_PLAN,
)
from tests.tables import begun, mall
from tui.domain.calculation import Calculation, Context
from tui.domain.table import Column, Row, Table
from tui.domain.value import Value

D = Decimal
CONTEXT = Context(locked=True, period=period(8))
UNITS = {"kr": (0, 0), "tkr": (3, 0), "mnkr": (6, 1)}
"""How many places a krona is moved, and the decimals that are shown."""

# Verksamheter in mnkr: intäkter and kostnader along the row, nämnder down the column.
PER_UNIT = mall(
    "prov.verksamhet",
    "drift",
    "Resultat per verksamhet",
    (
        Column("intakter", "Intäkter"),
        Column("kostnader", "Kostnader"),
        Column("netto", "Nettokostnad", rule="intakter + kostnader"),
        Column("budget", "Budget"),
        Column("avvikelse", "Avvikelse", rule="netto - budget"),
        Column("andel", "Andel", "procent", "avvikelse / belopp(budget) * 100", decimals=1),
    ),
    list_=True,
)
TEMPLATES = (
    DRIFT_PARTS,
    DRIFT_BOKSLUT,
    RAM_PLAN,
    RAM_BESLUTAD,
    BUDGETRAM,
    INVESTERINGAR_PARTS,
    INVESTERINGAR_BOKSLUT,
    PER_UNIT,
)


def rows_of(template: Table, rng: Random) -> Iterator[Row]:
    """The template's own rows; a list has posts under its sums."""
    if template is not PER_UNIT:
        yield from template.rows
        sums = [row.id for row in template.rows if row.rule == "summa(barn)"]
        for number in range(rng.randint(3, 12) if template.list_ else 0):
            yield Row(f"post_{number}", f"Post {number}", parent=rng.choice(sums))
        return
    for namnd in range(3):
        yield Row(f"n{namnd}", f"Nämnd {namnd}", "summa", "totalt", "summa(barn)")
        for number in range(rng.randint(2, 8)):
            yield Row(f"v{namnd}_{number}", f"Verksamhet {namnd}.{number}", parent=f"n{namnd}")
    yield Row("totalt", "Totalt", "summa", rule="summa(barn)")


def exact_table(template: Table, unit: str, rng: Random) -> Table:
    """A table with amounts in kronor, as they are in its unit before they are rounded."""
    places, decimals = UNITS[unit]
    columns = tuple(
        replace(k, decimals=decimals) if k.type_ == "belopp" else k for k in template.columns
    )
    entered = [k.id for k in columns if k.type_ == "belopp" and not k.computed]

    def amount() -> Decimal:
        size = rng.choice((9, 8, 8, 7, 5))
        return D(rng.randint(-(10**size), 10**size)).scaleb(-places)

    rows = tuple(
        row if row.rule else replace(row, cells={k: amount() for k in entered})
        for row in rows_of(template, rng)
    )
    return begun("t", template, template.heading, unit, columns, rows)


def printed(table: Table, *, percentages: bool = True) -> Table:
    """The table as printed."""
    exact = Calculation(table, replace(CONTEXT, locked=False))

    def cells(row: Row, *, computed: bool) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for column in table.columns:
            value = exact.value(row.id, column.id)
            told = column.type_ == "belopp" or (column.type_ == "procent" and percentages)
            here = exact.is_computed(row.id, column.id) == computed
            if isinstance(value, Decimal) and told and here:
                unit = D(1).scaleb(-(column.decimals or 0))
                found[column.id] = value.quantize(unit, ROUND_HALF_UP)
        return found

    rows = (
        replace(row, cells=cells(row, computed=False), tryckt=cells(row, computed=True))
        for row in table.rows
    )
    return replace(table, rows=tuple(rows))


def with_figure(table: Table, row_id: str, column: str, number: Value) -> Table:
    """The table with another figure in a cell, printed or entered."""
    row = table.row(row_id)
    if column in row.tryckt:
        return table.with_row(replace(row, tryckt={**row.tryckt, column: number}))
    return table.with_row(replace(row, cells={**row.cells, column: number}))


def figure(table: Table, row_id: str, column: str) -> Decimal | None:
    """The figure in a cell, printed or entered."""
    row = table.row(row_id)
    value = row.tryckt.get(column, row.cells.get(column))
    return value if isinstance(value, Decimal) else None
