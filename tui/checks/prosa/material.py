"""The tables of a document, and of the others of its folder, as lines that a text speaks of."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct

from tui.checks.discovery.roles import column_role, is_mean, is_share, unit_in
from tui.checks.prosa.counting import Tally
from tui.checks.prosa.naming import Names
from tui.checks.prosa.samples import Counts, goals_in, samples_in
from tui.checks.prosa.sights import (
    UNIT_SCALES,
    Aspect,
    Line,
    LineKind,
    Sight,
    SightRole,
    is_only_time,
    months_in,
    months_of,
    named,
    row_names,
    sides,
    whole_role,
    with_weak_names,
)
from tui.checks.relations import Cell as TableCell
from tui.checks.relations import Figures as TableFigures
from tui.checks.relations import declared_relation
from tui.domain.bedomning import word_step
from tui.domain.calculation import Calculation
from tui.domain.cell_text import column_heading, shown_figure
from tui.domain.document import Document
from tui.domain.evaluation import value as evaluated
from tui.domain.expression import signed_names
from tui.domain.finding import Address
from tui.domain.rule import tree_of
from tui.domain.scale import GOOD, UNKNOWN
from tui.domain.table import OUT_OF_TEXT, Column, Row, Table
from tui.domain.value import decimals_in

_YEAR = re.compile(r"(?:19|20)\d\d")
_ROLES: dict[str, SightRole] = {
    **dict.fromkeys(("budget", "plan"), "budget"),
    **dict.fromkeys(("utfall", "andel", "antal", "personer", "snitt", "kostnad"), "utfall"),
    **{"prognos": "prognos", "avvikelse": "avvikelse", "forandring": "forandring", "mal": "mal"},
    **{"ram": "ram", "belopp": "ram"},
}
# A column of one of these is named by its heading too: "klienter", "årsarbetare".
_NAMED = ("antal", "personer", "snitt", "kostnad")
# What these hold is of other things than a row's own budget and outcome.
_SET_ASIDE = (
    OUT_OF_TEXT,
    "upprakning",
    "prognossakerhet",
    "prognostillfallen",
    "prognoslogg",
    "skala",
)
_PER_PERIOD = ("utfall", "forandring")
_KINDS: dict[str, LineKind] = {
    "intakt": "intakt",
    "kommunbidrag": "intakt",
    "kostnad": "kostnad",
    "netto": "netto",
    "resultat": "resultat",
}


class DocumentTables(NamedTuple):
    """A document with its tables, worked out."""

    document: Document
    calculations: tuple[Calculation, ...]


class Underlag(Struct, frozen=True, dict=True):
    """The document that the text belongs to with its tables, and the others of the folder."""

    document: Document
    calculations: tuple[Calculation, ...]
    change: tuple[DocumentTables, ...] = ()

    @cached_property
    def names(self) -> Names:
        """Every row of all tables by its names, those of the text's own document first."""
        own = lines_in(DocumentTables(self.document, self.calculations), True)
        others = (line for other in self.change for line in lines_in(other, False))
        return Names((*own, *others))

    @cached_property
    def counts(self) -> Counts:
        """What a text may count in the document's own tables."""
        own = self.document, self.calculations
        return Counts(
            self.document.id, tuple(_tallies(*own)), tuple(samples_in(*own)), tuple(goals_in(*own))
        )


_COUNTED = {
    "mal": ("mål", "nämndmål"),
    "nyckeltal": ("nyckeltal",),
    "uppfoljning": ("kontrollpunkter", "internkontrollpunkter", "kontrollmoment"),
    "punkter": ("kontrollpunkter", "internkontrollpunkter", "kontrollmoment"),
    "risker": ("risker",),
    "prognostillfallen": ("budgetuppföljningar", "uppföljningar", "prognostillfällen"),
}


def _tallies(document: Document, calculations: Iterable[Calculation]) -> Iterator[Tally]:
    for calculation in calculations:
        table = calculation.table
        words = _COUNTED.get(table.subject)
        if words is None:
            continue
        rows = [row for row in table.rows if row.kind == "post"]
        means = [_meaning(calculation, row) for row in rows]
        judged = all(one not in ("", UNKNOWN) for one in means)
        without = means.count(GOOD) if judged else None
        address = Address(document.id, table.id)
        yield Tally(words, len(rows), address, table.heading, without)


def _meaning(calculation: Calculation, row: Row) -> str:
    """What a row's assessment means, or else its proposal; "" where there is neither."""
    table = calculation.table
    columns = (table.column_id("bedomning"), table.column_id("forslag"))
    told = (calculation.value(row.id, column) for column in columns if column)
    word = next((value for value in told if value), None)
    step = word_step(calculation.context.settings, word)
    return step.meaning if step else ""


def lines_in(tables: DocumentTables, own: bool) -> Iterator[Line]:
    """The rows of one document's tables that have figures."""
    for calculation in tables.calculations:
        if calculation.table.subject not in _SET_ASIDE:
            yield from with_weak_names(_lines(tables.document, calculation, own))


def _lines(document: Document, calculation: Calculation, own: bool) -> Iterator[Line]:
    table = calculation.table
    surplus = _surplus(calculation)
    for row in table.rows:
        columns = [one for one in table.columns if _role(table, one)[0] is not None]
        apart = [one for one in columns if one.role in _NAMED and not _role(table, one)[1]]
        plain = [one for one in columns if one not in apart]
        if len(apart) == 1:
            plain, apart = [*plain, *apart], []
        for group in ([plain] if plain else []) + [[one] for one in apart]:
            yield from _line(document, calculation, row, group, own, surplus)


def _line(
    document: Document,
    calculation: Calculation,
    row: Row,
    columns: list[Column],
    own: bool,
    surplus: int,
) -> Iterator[Line]:
    table = calculation.table
    sights = tuple(
        sight
        for column in columns
        if (sight := _sight(document, calculation, row, column)) is not None
    )
    if not sights:
        return
    label, whole = row.label, row.role == "total" or _holds_all(table, row)
    heading = table.heading
    if len(columns) == 1 and columns[0].role in _NAMED:
        label = f"{columns[0].heading} {'' if whole or _YEAR.fullmatch(label) else label}"
        whole = False
    elif _YEAR.fullmatch(label):
        label = ""
        whole = True
    names = row_names(label, _parents(table, row), heading, whole)
    kind = _KINDS.get(row.role, "")
    mean = columns[0].role == "snitt" or is_mean(row.label) or " per " in row.label
    line = Line(
        row.label, names.names, names.around, kind, names.total, f"{document.id}/{table.id}",
        own, sights, surplus, mean=mean, share=is_share(row.label) or row.unit == "%",
    )  # fmt: skip
    yield from named(line, names)


def _role(table: Table, column: Column) -> tuple[SightRole | None, Aspect]:
    """What a column is to a text, and which side of its rows; by its heading where it has to."""
    numeric = [one for one in table.columns if one.numeric]
    side = sides([one.heading for one in numeric])[numeric.index(column)] if column.numeric else ""
    if column.role and column.role != "kostnad":
        return _ROLES.get(column.role), side
    if side:
        told = column_role(column.heading)
        return _ROLES.get(told if told in ("budget", "prognos") else "utfall"), side
    only_time = column.numeric and is_only_time(column.heading)
    return ("utfall" if only_time or column.role else None), ""


def _holds_all(table: Table, row: Row) -> bool:
    """Whether all rows but it are its parts."""
    others = [one for one in table.rows if one.id != row.id]
    return bool(others) and all(one.parent == row.id for one in others)


def _parents(table: Table, row: Row) -> Iterator[str]:
    while row.parent is not None and row.parent in table.index:
        row = table.row(row.parent)
        yield row.label


def _surplus(calculation: Calculation) -> int:
    """-1 where costs are written above zero and income below it."""
    income = cost = Decimal(0)
    for row in calculation.table.rows:
        kind = _KINDS.get(row.role, "")
        for column in calculation.table.columns:
            if column.role in ("budget", "utfall"):
                number = shown_figure(calculation, row.id, column.id) or Decimal(0)
                income += number if kind == "intakt" else 0
                cost += number if kind == "kostnad" else 0
    return -1 if income < 0 < cost else 1


def _sight(document: Document, calculation: Calculation, row: Row, column: Column) -> Sight | None:
    number, counted = cell(calculation, row, column)
    if number is None:
        return None
    table = calculation.table
    unit, scale = _unit(table, row, column)
    decimals = max(decimals_in(number), 0)
    role, aspect = _role(table, column)
    if role is None:
        return None
    heading = column_heading(column, document.period)
    part = role in _PER_PERIOD and months_in(heading) == 12 and not is_only_time(heading)
    rounding = Decimal(5).scaleb(-decimals - 1) * scale * (2 if column.computed else 1)
    return Sight(
        Address(document.id, table.id, row.id, column.id),
        role,
        _table_year(document, table, row) + column.year,
        min(12, document.period.months) if part else _months(document, table, column, role),
        "kr" if unit in UNIT_SCALES else "procent" if unit == "%" else "antal",
        number * scale,
        rounding if column.type_ == "belopp" else Decimal(0),
        scale,
        decimals,
        row.label,
        heading,
        None if counted is None else counted * scale,
        aspect,
        all_years=_is_of_all_years(table, column),
    )


def _is_of_all_years(table: Table, column: Column) -> bool:
    """Whether a column is of whole projects, in a table that has figures of their year too."""
    told = {bool(whole_role(one.heading)) for one in table.columns if one.role == column.role}
    return bool(column.role) and len(told) > 1 and bool(whole_role(column.heading))


def _months(document: Document, table: Table, column: Column, role: SightRole) -> int:
    numeric = [one for one in table.columns if one.numeric]
    headings = [column_heading(one, document.period) for one in numeric]
    if role == "avvikelse" and column in numeric:
        return months_of(headings, numeric.index(column))
    return months_in(column_heading(column, document.period))


def _unit(table: Table, row: Row, column: Column) -> tuple[str, Decimal]:
    if column.type_ == "belopp":
        unit = unit_in(column.heading) or table.unit
        unit = unit if unit in UNIT_SCALES else "tkr"
        return unit, UNIT_SCALES[unit]
    unit = row.unit or table.unit
    percent = column.type_ == "procent" or unit == "%" or "%" in row.label
    return ("%" if percent else "antal"), Decimal(1)


def _table_year(document: Document, table: Table, row: Row) -> int:
    """The year that a figure's column counts from: its row's, its table's, its document's."""
    for text in (row.label, table.heading):
        years = _YEAR.findall(text)
        if len(years) == 1 and (text != row.label or _YEAR.fullmatch(text)):
            return int(years[0])
    return document.period.start.year if document.period.months > 12 else document.period.year


class Cell(NamedTuple):
    """The figure of a cell, and what its row gives where that is another, beyond rounding."""

    number: Decimal | None
    counted: Decimal | None = None


def cell(calculation: Calculation, row: Row, column: Column) -> Cell:
    """The printed figure first: a text that says what the table prints agrees with it.

    That the row gives another is a finding about the table, and is told there.
    """
    shown = shown_figure(calculation, row.id, column.id)
    tree = tree_of(column.rule)
    terms = () if tree is None else signed_names(tree)
    if tree is None or not terms:
        return Cell(shown)
    counted = evaluated(tree, lambda name: calculation.shown_number(row.id, name))
    if shown is None or counted is None:
        return Cell(counted if shown is None else shown)
    if counted == shown:
        return Cell(shown)
    relation = declared_relation(TableFigures(calculation), TableCell(row.id, column.id), "rad")
    rounding = relation is None or relation.holds(TableFigures(calculation).within)
    return Cell(shown, None if rounding else counted)
