"""What is still to be filled in (*saknas*): figures, assessments, comments of another document.

A document is asked for the columns of its own tables, and so only for what its kind has. One that
is decided printed its empty cells as they are, and is asked only where it shows that figures were
left out: in a column without any, and under a sum that it does not print for want of a part.
Nothing here is wrong: it is told apart from what is, a line a table and column, so that a fresh
draft is calm.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from tui.domain.calculation import Calculation, is_plain_sum, parts_missing
from tui.domain.cell_text import column_heading
from tui.domain.finding import Address, Finding, Severity
from tui.domain.inheritance import UTKAST_MARK
from tui.domain.rule import tree_of
from tui.domain.table import Column, Row, Table
from tui.domain.unfinished import untouched_comments
from tui.svenska.format import count

KIND = "saknas"
_NAMED, _LENGTH = 3, 70
"""So many rows, with names of so many letters together, are named; of others the number is told."""


def wholeness_finding(document: str, calculation: Calculation) -> Iterator[Finding]:
    """What one table still lacks."""
    if not calculation.table.out_of_text:
        yield from missing_figures(document, calculation)
    yield from _assessments(document, calculation)
    yield from _untouched(document, calculation)


# ---- figures -----------------------------------------------------------------------------------


def missing_figures(document: str, calculation: Calculation) -> Iterator[Finding]:
    """Empty columns, all in one line; rows that are empty all along; columns that are half filled.

    A row that came with printed figures has its empty cells as they were printed.
    """
    table = calculation.table
    lacking = _lacking(calculation)
    empty = [column for column in lacking if column.id not in table.filled_in]
    filled = [c for c in table.columns if _is_asked(c) and c.id in table.filled_in]
    if empty:
        yield _empty_columns(document, calculation, empty)
    asked = _under_no_sum(calculation) if calculation.context.locked else None
    by_column = {c: [r for r in lacking.get(c, ()) if _is_left_out(r, c, asked)] for c in filled}
    count_of = Counter(row.id for rows in by_column.values() for row in rows)
    unused = {id_ for id_, n in count_of.items() if n == len(filled) > 1}
    if gone := [r for r in table.rows if r.id in unused and r.label.strip("-– ")]:
        yield _empty_rows(document, table, gone)
    for column, rows in by_column.items():
        if left := [r for r in rows if r.id not in unused]:
            yield _half_filled(document, calculation, column, left)


def _is_left_out(row: Row, column: Column, asked: frozenset[tuple[str, str]] | None) -> bool:
    return not row.tryckt if asked is None else (row.id, column.id) in asked


def _under_no_sum(calculation: Calculation) -> frozenset[tuple[str, str]]:
    """The empty cells for want of which a decided table does not print a sum."""
    table = calculation.table
    return frozenset(
        part
        for row in table.rows
        for column in table.columns
        if column.id not in row.tryckt and _is_sum(calculation, row, column)
        for part in parts_missing(calculation, row, column)
    )


def _is_sum(calculation: Calculation, row: Row, column: Column) -> bool:
    tree = tree_of(calculation.rule(row, column))
    return tree is not None and is_plain_sum(calculation.with_children(row, tree))


def _lacking(calculation: Calculation) -> dict[Column, list[Row]]:
    """The rows that should have a figure by now and have none, by column."""
    table = calculation.table
    asked = [column for column in table.columns if _is_asked(column)]
    dated = [column.id for column in table.columns if column.type_ == "datum"]
    lacking: dict[Column, list[Row]] = {}
    for row in table.rows:
        without = [column for column in asked if row.cells.get(column.id) is None]
        if not without or row.kind == "rubrik" or _is_to_come(calculation, row, dated):
            continue
        for column in without:
            if not calculation.is_computed(row.id, column.id):
                lacking.setdefault(column, []).append(row)
    return lacking


def _empty_columns(document: str, calculation: Calculation, columns: Sequence[Column]) -> Finding:
    names = _listed([_heading(calculation, column) for column in columns])
    many = len(columns) > 1
    what = f"kolumnerna {names} är tomma" if many else f"kolumnen {names} är tom"
    address = Address(document, calculation.table.id, "", columns[0].id)
    sentence = f"{calculation.table.heading}: {what}."
    return Finding(address, KIND, "saknas", None, None, sentence)


def _empty_rows(document: str, table: Table, rows: Sequence[Row]) -> Finding:
    names = _names(rows)
    if not names:
        who = count(len(rows), "rad är tom", "rader är tomma")
    else:
        who = f"raderna {names} är tomma" if len(rows) > 1 else f"raden {names} är tom"
    address = Address(document, table.id, rows[0].id)
    sentence = f"{table.heading}: {who}."
    return Finding(address, KIND, "saknas", Decimal(len(rows)), None, sentence)


def _is_asked(column: Column) -> bool:
    return column.numeric and not column.computed and not column.optional


def _is_to_come(calculation: Calculation, row: Row, dated: Sequence[str]) -> bool:
    """Whether the row is dated after the document's period, as a meeting to come is."""
    period = calculation.context.period
    days = [day for id_ in dated if isinstance(day := row.cells.get(id_), str)]
    return period is not None and any(day > period.end.isoformat() for day in days)


def _half_filled(
    document: str, calculation: Calculation, column: Column, rows: Sequence[Row]
) -> Finding:
    table = calculation.table
    who = _names(rows) or count(len(rows), "rad", "rader")
    sentence = f"{table.heading}: {who} saknar {_heading(calculation, column)}."
    address = Address(document, table.id, rows[0].id, column.id)
    return Finding(address, KIND, "saknas", Decimal(len(rows)), None, sentence)


# ---- assessments -------------------------------------------------------------------------------


def _assessments(document: str, calculation: Calculation) -> Iterator[Finding]:
    """What is not assessed yet; a decided document's note may tell why it cannot be seen."""
    table = calculation.table
    for column in table.columns:
        if column.type_ != "val" or column.assessed_by is None or column.optional:
            continue
        all_ = [row for row in table.rows if row.kind == "post"]
        rows = [row for row in all_ if not row.cells.get(column.id)]
        if calculation.context.locked:
            rows = [row for row in rows if column.id not in row.notes]
        if rows:
            sentence = f"{table.heading}: {len(rows)} av {len(all_)} rader saknar bedömning."
            address = Address(document, table.id, rows[0].id, column.id)
            yield Finding(address, KIND, "saknas", Decimal(len(rows)), None, sentence)


# ---- comments ----------------------------------------------------------------------------------


def _untouched(document: str, calculation: Calculation) -> Iterator[Finding]:
    """Texts that were carried over as drafts and never made this document's own."""
    table = calculation.table
    by_column: dict[str, list[Row]] = {}
    for _, row, column in untouched_comments([table]):
        by_column.setdefault(column.id, []).append(row)
    for column_id, rows in by_column.items():
        column = table.column(column_id)
        named = f" ({names})" if (names := _names(rows)) else ""
        texts = count(len(rows), "text", "texter")
        sources = _listed(list(dict.fromkeys(_source(row, column) for row in rows)))
        sentence = (
            f"{table.heading}, {_heading(calculation, column)}: {texts} ur {sources} är kvar "
            f"som utkast{named}."
        )
        severity: Severity = "bör ses över" if calculation.context.locked else "saknas"
        address = Address(document, table.id, rows[0].id, column_id)
        yield Finding(address, KIND, severity, Decimal(len(rows)), None, sentence)


def _source(row: Row, column: Column) -> str:
    """Which document a carried text says that it is from."""
    return str(row.cells.get(column.id)).removeprefix(UTKAST_MARK).partition(")")[0]


def _heading(calculation: Calculation, column: Column) -> str:
    return column_heading(column, calculation.context.period)


def _names(rows: Sequence[Row]) -> str:
    """The rows' names where they are few and short, else ""."""
    names = _listed([row.label for row in rows])
    return names if len(rows) <= _NAMED and len(names) <= _LENGTH else ""


def _listed(names: Sequence[str]) -> str:
    """Names as they are listed in a sentence: "a, b och c"."""
    *first, last = names
    return f"{', '.join(first)} och {last}" if first else last
