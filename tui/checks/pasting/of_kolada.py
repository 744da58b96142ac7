"""What Kolada's figures would do to a table of nyckeltal: by the ids that stand in its sources.

Kolada's figures are of whole years; a column of a part of one takes none of them unasked.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from tui.checks.pasting.words import meaning
from tui.domain.calculation import Calculation
from tui.domain.cell_text import column_heading
from tui.domain.kolada import GENDER_WORDS, ID, MISSING_WORDS, Gender, Kolada, KoladaFigure, ended
from tui.domain.paste import Pasting, Placement, excerpt, pasting
from tui.domain.table import Column, Row, Table
from tui.svenska.parse import Refusal

MORE = "Svaret från Kolada fortsätter på en sida till, som inte är hämtad: hämta även den."
_LAST = 12
_SEXES: Mapping[str, Gender] = {"kvinnor": "K", "flickor": "K", "män": "M", "pojkar": "M"}
_WORD = re.compile(r"[^\W\d_]+")


def has_ids(table: Table) -> bool:
    """Whether any of a table's rows is a nyckeltal of Kolada's."""
    return any(ids_of(table, row) for row in table.rows)


def ids_of(table: Table, row: Row) -> tuple[str, ...]:
    """The nyckeltal that a row tells as its source, or the row that it is a part of."""
    said = [row.cells.get(column.id) for column in table.columns if column.role == "kalla"]
    texts = [*(one for one in said if isinstance(one, str)), *row.sources.values(), row.label]
    own = tuple(dict.fromkeys(id_ for text in texts for id_ in ID.findall(text)))
    if own or row.parent is None or row.parent not in table.index:
        return own
    above = table.row(row.parent)
    return ids_of(table, above) if table.index[above.id] < table.index[row.id] else ()


def municipalities(kolada: Kolada) -> tuple[str, ...]:
    """The municipalities that there are figures of, in order."""
    return tuple(dict.fromkeys(one.municipality for one in kolada.figures))


class _Cell(NamedTuple):
    row: Row
    column: Column
    figure: KoladaFigure


def kolada_pasting(
    calculation: Calculation,
    kolada: Kolada,
    *,
    municipality: str = "",
    column_id: str = "",
    year: int | None = None,
) -> Pasting | Refusal:
    """What a municipality's figures would do to the rows that have their ids.

    ``column_id`` is the column that is asked for, of whatever months it is; ``year`` the year of
    Kolada's that goes there, else the column's own.
    """
    there = municipalities(kolada)
    if not municipality and len(there) > 1:
        return Refusal(
            f"Svaret har siffror för flera kommuner ({', '.join(there[:6])}):"
            " säg vilken med --filter KOMMUN=kod."
        )
    if municipality and municipality not in there:
        return Refusal(f"Svaret har inga siffror för {municipality}; där finns {', '.join(there)}.")
    own = [one for one in kolada.figures if municipality in ("", one.municipality)]
    outside = [*_ended(kolada, own), *_without_row(calculation.table, own)]
    cells: list[_Cell] = []
    of_part: list[_Cell] = []
    for column in _columns(calculation, column_id):
        wanted = year or _year(calculation, column)
        hits = list(_hits(calculation.table, column, own, wanted))
        if hits and not (column_id or _is_of_year(calculation, column)):
            of_part += hits
            continue
        told = [
            one for one in hits if isinstance(one.figure.value, Decimal) or one.figure.value == "-"
        ]
        cells += told
        outside += (_missing(one) for one in hits if one not in told)
    outside += [_of_part(calculation, of_part)] if of_part else []
    outside += [MORE] if kolada.more else []
    if not cells:
        return Refusal(" ".join(dict.fromkeys(outside)))
    return _placed(calculation, cells, tuple(dict.fromkeys(outside)))


def _columns(calculation: Calculation, column_id: str) -> Iterator[Column]:
    """The columns of outcomes, or the one that is asked for."""
    for column in calculation.table.columns:
        if column.computed or not column.numeric:
            continue
        if column.id == column_id or (not column_id and column.role == "utfall"):
            yield column


def _year(calculation: Calculation, column: Column) -> int:
    period = calculation.context.period
    return (period.year if period else 0) + column.year


def _is_of_year(calculation: Calculation, column: Column) -> bool:
    """Whether a column is of a whole year: by its heading, else as its document is."""
    period = calculation.context.period
    said = meaning(column_heading(column, period))
    if said.month or said.span:
        return said.span == "helår" or (said.month == _LAST and said.span != "del")
    return period is None or period.months >= _LAST


def _hits(
    table: Table, column: Column, figures: Iterable[KoladaFigure], year: int
) -> Iterator[_Cell]:
    by_key = {(one.kpi, one.gender): one for one in figures if one.year == year}
    for row in table.rows:
        if row.kind == "rubrik":
            continue
        found = [by_key[id_, _sex(row)] for id_ in ids_of(table, row) if (id_, _sex(row)) in by_key]
        if len(found) == 1:
            yield _Cell(row, column, found[0])


def _sex(row: Row) -> Gender:
    words = [word.casefold() for word in _WORD.findall(row.label)]
    found = {_SEXES[word] for word in words if word in _SEXES}
    return found.pop() if len(found) == 1 else "T"


# ---- what has no place -------------------------------------------------------------------------


def _without_row(table: Table, figures: Iterable[KoladaFigure]) -> Iterator[str]:
    known = {id_ for row in table.rows for id_ in ids_of(table, row)}
    for kpi in dict.fromkeys(one.kpi for one in figures):
        if kpi not in known:
            yield f"{kpi} står inte som källa på någon rad i {table.heading}."


def _ended(kolada: Kolada, figures: Iterable[KoladaFigure]) -> Iterator[str]:
    for kpi in dict.fromkeys(one.kpi for one in figures):
        last = ended(kolada.titles.get(kpi, ""))
        if last is not None:
            yield f"{kpi} förs inte längre i Kolada: sista året är {last}."


def _of_part(calculation: Calculation, hits: Iterable[_Cell]) -> str:
    period = calculation.context.period
    headings = dict.fromkeys(" ".join(column_heading(one.column, period).split()) for one in hits)
    ids = ", ".join(dict.fromkeys(one.figure.kpi for one in hits))
    return (
        f"Kolada har hela årets tal ({ids}), men {' och '.join(headings)} är av en del av året;"
        " ange kolumnen med --kolumn om de ändå hör ihop."
    )


def _missing(one: _Cell) -> str:
    figure = one.figure
    words = MISSING_WORDS[figure.value] if isinstance(figure.value, str) else ""
    return (
        f"{excerpt(one.row.label)}: {figure.kpi} {figure.year}, {GENDER_WORDS[figure.gender]}:"
        f" {words}."
    )


def _placed(
    calculation: Calculation, cells: list[_Cell], outside: tuple[str, ...]
) -> Pasting | Refusal:
    """The figures as a block with a row and a column for each that has any."""
    rows = list({one.row.id: one.row for one in cells}.values())
    columns = list({one.column.id: one.column for one in cells}.values())
    texts = {(one.row.id, one.column.id): _text(one.figure) for one in cells}
    block = tuple(tuple(texts.get((r.id, c.id), "") for c in columns) for r in rows)
    place = Placement(
        {i: row.id for i, row in enumerate(rows)},
        {j: column.id for j, column in enumerate(columns)},
        ("Raderna är placerade efter Koladas id i deras källor.",),
        outside,
    )
    return pasting(calculation, block, place)


def _text(figure: KoladaFigure) -> str:
    return "–" if figure.value == "-" else f"{figure.value}".replace(".", ",")
