"""So few persons that someone could be recognised (*för få för att redovisas*).

Source: sick leave is not given for a group of at most ten persons or where someone could be
recognised; statistics leave out counts of one to four persons.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from tui.checks.plausibility.amounts import has_word
from tui.domain.calculation import Calculation
from tui.domain.cell_text import column_heading
from tui.domain.finding import Address, Finding
from tui.domain.table import Column, Row, Table
from tui.svenska.format import amount

KIND = "få personer"
_FEW, _SMALL_GROUP = 4, 10
_PERSONS = (
    r"(?:personer|individer|människor|\w*anställda|medarbetare|\w*avlönade|\w*barn|ungdomar|unga"
    r"|vuxna|elever|klienter|brukare|patienter|deltagare|sökande|\w*mottagare|\w*utövare|\w*utsatta"
    r"|placerade|kvinnor|män|flickor|pojkar)"
)
_UNIT = rf"(?i)\s*{_PERSONS}\s*"
_COUNTED = rf"(?i)\bantal(?:et)?\s+(?:\w+\s+)?{_PERSONS}\b"
_BEGINS = rf"(?i)\s*{_PERSONS}\b"
_NO_COUNT = (
    r"(?i)ökning|minsk|förändr|skillnad|diff|\bper\b|\bandel|%|minst|högst|gräns|snitt|\bmål\b"
    r"|platser|\bår\b"
)
_STAFF = ("anställ", "medarbetare", "personer", "månadsavlön")
_SICK = ("sjukfrånvaro",)


def few_persons(document: str, calculation: Calculation) -> Iterator[Finding]:
    """A finding for each row that tells of one to four persons."""
    table = calculation.table
    columns = [c for c in table.columns if c.type_ in ("tal", "utfall") and not c.computed]
    for row in table.rows if columns else ():
        for column in columns:
            value = row.cells.get(column.id)
            if _is_few(value) and _of_persons(table, row, column):
                heading = column_heading(column, calculation.context.period)
                sentence = (
                    f"{row.label}, {heading}: {amount(Decimal(str(value)))} är så få personer att "
                    "någon kan kännas igen."
                )
                address = Address(document, table.id, row.id, column.id)
                yield Finding(address, KIND, "bör ses över", value, None, sentence)
                break


def _is_few(value: object) -> bool:
    return isinstance(value, Decimal) and 1 <= value <= _FEW and value.as_tuple().exponent == 0


def _of_persons(table: Table, row: Row, column: Column) -> bool:
    """Whether the figure is a count of persons, by its unit, its label or its heading."""
    words = f"{row.label} {column.heading}"
    if table.out_of_text:
        counted = table.entered(row, "slag") == "antal" and not re.search(_NO_COUNT, row.label)
        return counted and re.fullmatch(_UNIT, str(table.entered(row, "enhet") or "")) is not None
    if re.search(_NO_COUNT, words) or row.unit == "%":
        return False
    if row.unit and row.unit != "antal":
        return re.fullmatch(_UNIT, row.unit) is not None
    if re.search(_COUNTED, words):
        return True
    in_counts = "antal" in (table.unit, row.unit)
    return in_counts and any(re.match(_BEGINS, text) for text in (row.label, column.heading))


def small_groups(document: str, tables: Mapping[str, Calculation]) -> Iterator[Finding]:
    """A finding for each share of sick leave whose group another figure says is of at most ten."""
    sick = [c for c in tables.values() if _is_of_sick_leave(c.table)]
    sizes = _sizes(tables.values()) if sick else {}
    for calculation in sick if sizes else ():
        table = calculation.table
        for row in table.rows:
            size = sizes.get((table.tab, _key(row.label)))
            if size is None or not 0 < size <= _SMALL_GROUP:
                continue
            for column in table.columns:
                if _is_share(table, row, column) and row.cells.get(column.id) is not None:
                    yield _small(document, calculation, row, column, size)
                    break


def _small(
    document: str, calculation: Calculation, row: Row, column: Column, size: Decimal
) -> Finding:
    heading = column_heading(column, calculation.context.period)
    sentence = (
        f"{row.label}, {heading}: gruppen är {amount(size)} personer, och sjukfrånvaro anges inte "
        "för en grupp på högst tio."
    )
    address = Address(document, calculation.table.id, row.id, column.id)
    return Finding(address, KIND, "bör ses över", row.cells.get(column.id), None, sentence)


def _is_of_sick_leave(table: Table) -> bool:
    return any(has_word(t, _SICK) for t in (table.heading, *(c.heading for c in table.columns)))


def _is_share(table: Table, row: Row, column: Column) -> bool:
    percent = column.type_ == "procent" or "%" in (table.unit, row.unit) or "%" in column.heading
    return percent and has_word(f"{table.heading} {column.heading}", _SICK)


def _sizes(tables: Iterable[Calculation]) -> dict[tuple[str, str], Decimal]:
    """How many persons each group of staff is, by tab and label; the largest that is told."""
    sizes: dict[tuple[str, str], Decimal] = {}
    for calculation in tables:
        table = calculation.table
        for column in table.columns:
            if column.type_ != "tal" or column.computed or not _of_staff(table, column):
                continue
            for row in table.rows:
                value = row.cells.get(column.id)
                if isinstance(value, Decimal) and value == value.to_integral_value():
                    key = (table.tab, _key(row.label))
                    sizes[key] = max(value, sizes.get(key, value))
    return sizes


def _of_staff(table: Table, column: Column) -> bool:
    words = f"{table.heading} {column.heading}"
    counts = table.unit == "antal" or "antal" in words.lower()
    return counts and has_word(words, _STAFF) and not re.search(_NO_COUNT, column.heading)


def _key(label: str) -> str:
    return " ".join(label.casefold().split())
