"""Tables that state the same thing, in one report or in several, held against each other.

What says that two columns are the same are their headings, and what proves it is that nearly all
figures of the rows of one label agree, each within its rounding.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from msgspec import Struct

from tui.checks.discovery.discover import Discovery
from tui.checks.discovery.findings import column_name, row_name
from tui.checks.discovery.grid import Column, Grid
from tui.domain.finding import Address, Finding
from tui.domain.interval import Interval
from tui.svenska.format import amount

UNITS: Mapping[str, Decimal] = {
    "kr": Decimal(1),
    "tkr": Decimal(1_000),
    "mnkr": Decimal(1_000_000),
}
# So many alike, and no more of the others than one in so many.
_LEAST_ALIKE = 3
_OTHERS = 4
_CHANCE = 1e-4
_YEAR = re.compile(r"(?:19|20)\d\d")
# A label in more tables than this says nothing of what a table is.
_COMMON = 40


class NamedTable(Struct, frozen=True):
    """A table of a report: where it stands, and what was found of it."""

    document: str
    name: str
    discovery: Discovery


Found = tuple[NamedTable, int, int, NamedTable, int, int]
"""A table with the row and the column of its cell, and another with those of the same figure."""


def table_bridges(tables: Sequence[NamedTable], known: set[Address]) -> Iterator[Finding]:
    """Figures that another table states otherwise; not those that are told of already."""
    rows = [_rows(table.discovery.grid) for table in tables]
    told = set(known)
    for first, second in _pairs(rows):
        common = [
            (rows[first][label], rows[second][label])
            for label in rows[first]
            if label in rows[second]
        ]
        for cells in _differing(tables[first], tables[second], common):
            addresses = {_address(*cells[:3]), _address(*cells[3:])}
            if not addresses & told:
                told |= addresses
                yield _finding(cells)


def _rows(grid: Grid) -> dict[str, int]:
    """Each label that only one row has."""
    labels = [" ".join(re.findall(r"[^\W\d_]+", row.label.lower())) for row in grid.rows]
    often = Counter(labels)
    return {label: place for place, label in enumerate(labels) if label and often[label] == 1}


def _pairs(rows: Sequence[Mapping[str, int]]) -> Iterator[tuple[int, int]]:
    """The tables that have enough labels in common."""
    tables: dict[str, list[int]] = defaultdict(list)
    for number, labels in enumerate(rows):
        for label in labels:
            tables[label].append(number)
    common = Counter(
        pair
        for numbers in tables.values()
        if len(numbers) <= _COMMON
        for pair in combinations(numbers, 2)
    )
    yield from sorted(pair for pair, count in common.items() if count >= _LEAST_ALIKE)


def _differing(
    one: NamedTable, other: NamedTable, common: Sequence[tuple[int, int]]
) -> Iterator[Found]:
    for i, first in enumerate(one.discovery.grid.columns):
        for j, second in enumerate(other.discovery.grid.columns):
            if not _is_same(first, second, _years(one) == _years(other)):
                continue
            alike, apart, chance = 0, [], 1.0
            for a, b in common:
                here, there = in_kronor(one, a, i), in_kronor(other, b, j)
                if here is None or there is None or not (here.middle or there.middle):
                    continue
                if here.meets(there):
                    alike += 1
                    size = abs(float(here.middle)) or 1.0
                    chance *= min(1.0, float(here.width + there.width) / (3 * size))
                else:
                    apart.append((one, a, i, other, b, j))
            if alike >= max(_LEAST_ALIKE, _OTHERS * len(apart)) and chance <= _CHANCE:
                yield from apart


def _years(table: NamedTable) -> list[str]:
    return _YEAR.findall(table.discovery.grid.caption)


def _is_same(first: Column, second: Column, same_years: bool) -> bool:
    """Whether the headings may speak of the same: in role and period, or as they stand.

    Where a heading tells no period, its table's caption does.
    """
    if (first.unit == "%") != (second.unit == "%"):
        return False
    if first.period or second.period:
        alike = first.role == second.role and bool(first.role)
        return first.period == second.period and (alike or _heading(first) == _heading(second))
    return same_years and first.heading != "" and _heading(first) == _heading(second)


def _heading(column: Column) -> str:
    return column.heading.lower()


def in_kronor(table: NamedTable, row: int, column: int) -> Interval | None:
    """The figure in kronor, where the table says its unit, else as it stands."""
    grid = table.discovery.grid
    figure = grid.interval(row, column)
    scale = UNITS.get(grid.columns[column].unit, Decimal(1))
    return figure and figure * Interval.exact(scale)


def _address(table: NamedTable, row: int, column: int) -> Address:
    discovery = table.discovery
    return Address(
        table.document, table.name, row_name(discovery, row), column_name(discovery, column)
    )


def _finding(cells: Found) -> Finding:
    one, *_, other, _, _ = cells
    here, there = _shown(*cells[:3]), _shown(*cells[3:])
    address, elsewhere = _address(*cells[:3]), _address(*cells[3:])
    where = f"i tabellen ”{other.name}”"
    where = (
        where if one.document == other.document else f"i {other.document}, tabellen ”{other.name}”"
    )
    sentence = (
        f"{address.row}, {address.column}: här {here[1]}, men {there[1]} {where}"
        f" ({elsewhere.column}); raderna omkring är lika."
    )
    return Finding(address, "bro", "bör ses över", here[0], there[0], sentence)


def _shown(table: NamedTable, row: int, column: int) -> tuple[Decimal, str]:
    grid = table.discovery.grid
    cell = grid.cells[row][column]
    value = Decimal(0) if cell is None else cell.value
    unit = grid.columns[column].unit
    shown = amount(value, grid.decimals(row, column))
    return value, f"{shown} {unit}" if unit in UNITS else shown
