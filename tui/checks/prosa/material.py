"""What a text is held against: every figure of the tables, by row, role and year."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct, field

from tui.checks.relations import Cell as TableCell
from tui.checks.relations import Figures as TableFigures
from tui.checks.relations import declared_relation
from tui.domain.calculation import Calculation
from tui.domain.cell_text import column_heading, shown_figure
from tui.domain.document import Document
from tui.domain.evaluation import value
from tui.domain.expression import signed_names
from tui.domain.finding import Address
from tui.domain.rule import tree_of
from tui.domain.table import Column, Row, Table
from tui.domain.value import decimals_in

THOUSAND = Decimal(1000)

# Column -> what it is, and which year it is of, counted from the document's own.
_RESULTAT = {
    "budget": ("budget", 0),
    "prognos": ("prognos", 0),
    "avvikelse": ("avvikelse", 0),
    "utfall": ("utfall", 0),
    "foregaende": ("utfall", -1),
    "diff": ("forandring", 0),
}
_PLAN = {
    "foregaende": ("budget", -1),
    "budget": ("budget", 0),
    "plan1": ("budget", 1),
    "plan2": ("budget", 2),
    "plan3": ("budget", 3),
    "plan4": ("budget", 4),
}
_YEAR_LAST_YEAR = {"ar": ("utfall", 0), "fjol": ("utfall", -1), "diff": ("forandring", 0)}
ROLLER: Mapping[str, Mapping[str, tuple[str, int]]] = {
    "drift.delar": _RESULTAT,
    "drift.bokslut": _RESULTAT,
    "drift.plan": _PLAN,
    "drift.ram": {
        "beslutad": ("budget", 0),
        "prognos": ("prognos", 0),
        "avvikelse": ("avvikelse", 0),
    },
    "drift.budgetram": {"belopp": ("budget", 0)},
    "drift.ramforandring": {"belopp": ("ram", 0)},
    "drift.volymtabell": {
        "klienter": ("utfall", 0),
        "vuxna": ("utfall", 0),
        "barn": ("utfall", 0),
        "kostnad": ("kostnad", 0),
    },
    "drift.upprakning": {"belopp": ("upprakning", 0), "procent": ("upprakning_procent", 0)},
    "investeringar.delar": _RESULTAT,
    "investeringar.bokslut": _RESULTAT,
    "investeringar.plan": _PLAN,
    "mal.nyckeltal": {"mal": ("mal", 0), "utfall": ("utfall", 0), "foregaende": ("utfall", -1)},
    "mal.ataganden": {
        "antal": ("antal", 0),
        "av": ("av", 0),
        "mal": ("mal", 0),
        "andel": ("utfall", 0),
    },
    "internkontroll.stickprov": {
        "antal": ("antal", 0),
        "anmarkningar": ("anmarkningar", 0),
        "utan": ("utan", 0),
    },
    "personal.sjukfranvaro": _YEAR_LAST_YEAR,
    "personal.statistik": _YEAR_LAST_YEAR,
    "personal.incidenter": _YEAR_LAST_YEAR,
    "personal.sammansattning": {
        k: (k, 0) for k in ("personer", "anstallningar", "arsarbetare", "medelalder", "grad")
    },
}
_PREFIX = {
    "drift.delar": "drift",
    "drift.bokslut": "drift",
    "drift.plan": "drift",
    "drift.ram": "drift",
    "investeringar.delar": "inv",
    "investeringar.bokslut": "inv",
    "investeringar.plan": "inv",
    "personal.sjukfranvaro": "sjuk",
}


class Figure(Struct, frozen=True):
    """One figure of a table, in kronor, per cent or number, with how far rounding may bend it.

    ``counted`` is what the row gives where the printed figure is another.
    """

    address: Address
    concept: str
    roll: str
    year: int
    months: int
    number: Decimal
    unit: str
    play: Decimal
    label: str
    heading: str
    intakt: bool
    shown: bool
    decimals: int = 0
    counted: Decimal | None = None

    @property
    def helar(self) -> bool:
        """Whether it is of a whole year."""
        return self.months == 12


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
    def all_(self) -> tuple[DocumentTables, ...]:
        """All documents, the text's own first."""
        return (DocumentTables(self.document, self.calculations), *self.change)

    @cached_property
    def figures(self) -> "Figures":
        """Every figure, indexed."""
        return Figures(
            tuple(f for d in self.all_ for f in figures_in(d, d.document is self.document))
        )

    def table(self, template: str) -> Calculation | None:
        """The text's own document's first table of a kind, None if it has none."""
        return next((k for k in self.calculations if k.table.template.id == template), None)


Key = tuple[str, str, int]


class Figures(Struct, frozen=True, dict=True):
    """Figures by what they are about, what they are and of which year."""

    all_: tuple[Figure, ...]
    _index: dict[Key, list[Figure]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for figure in self.all_:
            self._index[(figure.concept, figure.roll, figure.year)].append(figure)

    @cached_property
    def after_concept(self) -> Mapping[str, list[Figure]]:
        """The figures of each row."""
        rows: dict[str, list[Figure]] = defaultdict(list)
        for figure in self.all_:
            rows[figure.concept].append(figure)
        return dict(rows)

    def for_(self, concept: str, roll: str, year: int) -> list[Figure]:
        """The figures of a row, a role and a year, those of the text's own document first."""
        return self._index.get((concept, roll, year), [])


def figures_in(document: DocumentTables, shown: bool) -> Iterator[Figure]:
    """The figures of one document's tables."""
    for calculation in document.calculations:
        roller = ROLLER.get(calculation.table.template.id, {})
        for row in calculation.table.rows:
            for column in calculation.table.columns:
                if column.id in roller:
                    figure = _figure(
                        document.document, calculation, row, column, roller[column.id], shown
                    )
                    if figure is not None:
                        yield figure


def _figure(
    document: Document,
    calculation: Calculation,
    row: Row,
    column: Column,
    roll: tuple[str, int],
    shown: bool,
) -> Figure | None:
    number, counted = cell(calculation, row, column)
    if number is None:
        return None
    table = calculation.table
    unit, scale = _unit(table, row, column)
    decimals = max(decimals_in(number), 0)
    months = 12 if roll[0] not in ("utfall", "forandring") else min(12, document.period.months)
    play = Decimal(5).scaleb(-decimals - 1) * scale * (2 if column.computed else 1)
    return Figure(
        Address(document.id, table.id, row.id, column.id),
        concept_for(document.id, table, row),
        roll[0],
        _table_year(document, table, row) + roll[1],
        months,
        number * scale,
        unit,
        play if column.type_ == "belopp" else Decimal(0),
        row.label,
        column_heading(column, document.period),
        row.income,
        shown,
        decimals,
        None if counted is None else counted * scale,
    )


def concept_for(document: str, table: Table, row: Row) -> str:
    """What a row is about: a row that all reports have by its key, another by table and key."""
    prefix = _PREFIX.get(table.template.id)
    if prefix is None:
        return f"{table.template.id}:{document}/{table.id}/{row.id}"
    return f"{prefix}:{row.id}"


def _unit(table: Table, row: Row, column: Column) -> tuple[str, Decimal]:
    unit = row.unit or table.unit
    if column.type_ == "belopp" and table.template.id.startswith(("drift", "inv")):
        return "kr", THOUSAND
    if table.template.id == "drift.upprakning" and column.id == "belopp":
        return "kr", THOUSAND * THOUSAND
    if column.type_ == "procent" or unit == "%" or "%" in row.label:
        return "procent", Decimal(1)
    return "antal", Decimal(1)


def _table_year(document: Document, table: Table, row: Row) -> int:
    """The year of a table: the one in its own heading or row, else its document's."""
    text = row.label if table.template.id == "drift.volymtabell" else table.heading
    hit = re.search(r"(?:19|20)\d\d", text)
    if hit and table.template.id in ("drift.ram", "drift.ramforandring", "drift.volymtabell"):
        return int(hit[0])
    return (
        document.period.year
        if table.template.tab != "drift" or "–" not in document.name
        else document.period.start.year
    )


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
    counted = value(tree, lambda name: calculation.shown_number(row.id, name))
    if shown is None or counted is None:
        return Cell(counted if shown is None else shown)
    if counted == shown:
        return Cell(shown)
    figures = TableFigures(calculation)
    relation = declared_relation(figures, TableCell(row.id, column.id), "rad")
    rounding = relation is None or relation.holds(figures.within)
    return Cell(shown, None if rounding else counted)
