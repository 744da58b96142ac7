"""A table that knows its own rules (*tabell*).

A table is whole in its document: columns with what they are and their rules, rows with theirs,
the sign convention, and in each row what was entered and what was printed. A *mall* is a table
too: what a new one begins from. Changing a mall changes no document.
"""

from collections.abc import Mapping
from functools import cached_property
from itertools import chain
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, TypeAlias, cast

from msgspec import Struct, field
from msgspec.structs import replace

from tui.domain.inheritance import Inheritance, InheritanceKind
from tui.domain.rule import Rule, shape_of
from tui.domain.value import Value

RowKind: TypeAlias = Literal["post", "summa", "rubrik", "darav"]
ColumnType: TypeAlias = Literal[
    "belopp", "procent", "tal", "utfall", "mal", "text", "langtext", "val", "datum"
]
BedomningKind: TypeAlias = Literal[
    "avvikelse", "forbrukning", "lagre_battre", "hogre_battre", "status", "risk"
]

ColumnRole: TypeAlias = Literal[
    "",
    "budget", "plan", "ram", "prognos", "utfall", "bokslut", "nu", "belopp", "kostnad",
    "avvikelse", "avvikelse_andel", "forandring", "utveckling", "andel", "forbrukning",
    "takt", "takt_kvar", "takt_andring",
    "mal", "status", "forslag", "bedomning", "skal", "kommentar", "riktning", "kumulativ",
    "hor_till", "agenda", "nr", "kalla", "lage", "grupp", "atgarder", "ansvarig",
    "antal", "av", "personer", "snitt", "anmarkningar", "utan_anmarkning", "uppfylld",
    "beskrivning", "sannolikhet", "vasentlighet", "riskvarde", "hantering",
    "risk", "metod", "frekvens", "resultat", "datum", "paragraf", "period",
    "avser", "slag", "varde", "enhet", "avsnitt", "forklaring",
]  # fmt: skip
"""What a column is, whatever it is called: all that a check may ask of it."""
RowRole: TypeAlias = Literal[
    "",
    "intakt", "kostnad", "netto", "kommunbidrag", "finansnetto", "resultat", "total",
    "kon", "alder", "tid",
]  # fmt: skip
"""What a row is: a line of the result, the total, or a part of a total by sex, age or time."""
INCOME: tuple[RowRole, ...] = ("intakt", "kommunbidrag", "finansnetto")
STATED: tuple[ColumnRole, ...] = ("budget", "plan", "utfall")
"""What is one and the same figure wherever a document states it of a year."""
NEVER_ADDED: tuple[ColumnRole, ...] = ("avvikelse_andel", "utveckling", "forbrukning", "snitt")
"""Changes in per cent, shares of what differs from row to row, and means: what no sum has.

Shares of one whole (*andel*) do add up.
"""
OUT_OF_TEXT = "ur_texten"
"""The subject of a table of figures that stand only in the running text of one report."""

LABEL = "etikett"
ONLY_NUMBER: tuple[ColumnType, ...] = ("belopp", "procent", "tal")
"""The types of column whose cells hold figures and no words beside them."""
SUMMED: tuple[RowKind, ...] = ("post", "summa")
EMPTY: Mapping[str, Value] = MappingProxyType({})
NO_WORD: Mapping[str, str] = MappingProxyType({})


def _empty() -> Mapping[str, Value]:
    return EMPTY


def _no_word() -> Mapping[str, str]:
    return NO_WORD


class Column(Struct, frozen=True):
    """One column. ``rule`` makes it computed; ``decimals`` None shows a figure as entered.

    ``unit`` is its own, "" where it is its table's. ``scale`` names the choices of a ``val``
    column in the settings; ``help_`` is the Swedish
    sentence that help shows; ``short`` a shorter heading for a narrow screen.
    ``assessed_by`` says by which rule the column is coloured, if any; ``always`` marks a column of
    the program's own that every table has although no document prints it (a comment, a reason);
    ``refers`` names the table whose row keys the column holds; ``in_report``: a report prints it
    although a function of the program computes it; ``optional``: not every row has a figure.
    ``role`` says what it is, ``year`` of which year, counted from the document's own; ``inherit``
    what of it follows its row to the next document, or that a "plan" may stand in for it.
    """

    id: str
    heading: str
    type_: ColumnType = "belopp"
    rule: Rule | None = None
    decimals: int | None = 0
    scale: str = ""
    assessed_by: BedomningKind | None = None
    help_: str = ""
    always: bool = False
    refers: str = ""
    in_report: bool = False
    optional: bool = False
    role: ColumnRole = ""
    year: int = 0
    inherit: InheritanceKind | Literal[""] = ""
    unit: str = ""

    @property
    def computed(self) -> bool:
        """Whether the column is computed by a rule."""
        return self.rule is not None

    @property
    def inheritance(self) -> Inheritance | None:
        """What the next document's column takes over; nothing where it is None."""
        if self.inherit and self.inherit != "plan":
            return Inheritance(self.inherit)
        if self.role not in STATED or self.computed:
            return None
        stand_in: tuple[InheritanceKind, ...] = ("plan",) if self.inherit == "plan" else ()
        return Inheritance(cast(InheritanceKind, self.role), self.year, stand_in)

    @property
    def numeric(self) -> bool:
        """Whether the column holds figures, and so is aligned to the right."""
        return self.type_ in ("belopp", "procent", "tal", "utfall", "mal")


class Row(Struct, frozen=True):
    """One row: its key, its place in the tree, what was entered and what was printed.

    ``rule`` (an expression) computes the row's cells from other rows of its column; ``unit`` and
    ``decimals`` override the column's where a table mixes units. ``sources`` and ``notes`` are
    by column id, or ``label`` for the row as a whole; a källa of "prosa" marks a figure that
    stands only in the running text. ``without_share``: a share or a change in per cent of the row
    says nothing (a result is near zero).
    """

    id: str
    label: str
    kind: RowKind = "post"
    parent: str | None = None
    rule: str | None = None
    cells: Mapping[str, Value] = field(default_factory=_empty)
    tryckt: Mapping[str, Value] = field(default_factory=_empty)
    notes: Mapping[str, str] = field(default_factory=_no_word)
    sources: Mapping[str, str] = field(default_factory=_no_word)
    unit: str | None = None
    decimals: int | None = None
    role: RowRole = ""
    without_share: bool = False

    @property
    def income(self) -> bool:
        """Whether more of it is better: income, a grant, a financial net."""
        return self.role in INCOME

    def with_cell(self, column: str, value: Value) -> "Row":
        """The row with one entered value changed (the label counts as a cell)."""
        if column == LABEL:
            return replace(self, label=value if isinstance(value, str) else "")
        cells = dict(self.cells)
        if value is None:
            cells.pop(column, None)
        else:
            cells[column] = value
        return replace(self, cells=cells)

    def with_tryckt(self, column: str, value: Value) -> "Row":
        """The row with one printed value changed."""
        tryckt = {**self.tryckt, column: value}
        return replace(self, tryckt={k: v for k, v in tryckt.items() if v is not None})


class RowSource(Struct, frozen=True):
    """Where a new year's rows come from: a table of that year that is about ``subject``.

    ``cells`` gives, for each cell of the new row, the one of the other table's row that it is
    taken from ("etikett" for the label).
    """

    subject: str
    cells: Mapping[str, str] = field(default_factory=_no_word)


class Table(Struct, frozen=True, dict=True):
    """One table of one document, with all of its form; or a mall, which a new one begins from.

    ``template`` is the id of the mall that it began from, "" for none. ``tab`` is the tab that it
    belongs to, ``subject`` what it is about: the same for tables with the same rows and signs in
    different kinds of document. ``list_``: rows can be added, removed and moved. ``sign`` states
    the sign convention in words; ``heading_label`` heads the label column; ``rows_from`` says which
    table the rows of a new year come from. ``columns`` carry the headings that are printed.
    """

    id: str
    template: str
    heading: str
    unit: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    footnotes: Mapping[str, str] = field(default_factory=_no_word)
    note: str = ""
    source: str = ""
    heading_label: str = ""
    tab: str = ""
    subject: str = ""
    list_: bool = False
    sign: str = ""
    help_: str = ""
    rows_from: RowSource | None = None

    @property
    def out_of_text(self) -> bool:
        """Whether its rows tell of one document's text, and do not go over to another kind's."""
        return self.subject == OUT_OF_TEXT

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Where each row key stands."""
        return {row.id: i for i, row in enumerate(self.rows)}

    @cached_property
    def column_index(self) -> Mapping[str, int]:
        """Where each column id stands."""
        return {column.id: i for i, column in enumerate(self.columns)}

    @cached_property
    def children(self) -> Mapping[str, tuple[str, ...]]:
        """The keys of each row's child rows that count in a sum, in order."""
        groups: dict[str, list[str]] = {}
        for row in self.rows:
            if row.parent is not None and row.kind in SUMMED:
                groups.setdefault(row.parent, []).append(row.id)
        return {key: tuple(ids) for key, ids in groups.items()}

    @cached_property
    def never_added(self) -> frozenset[str]:
        """The entered columns that no row adds up: shares and means, and per cent beside figures.

        In a table of nothing but per cent its rows may add up.
        """
        amounts = any(column.type_ in ("belopp", "tal") for column in self.columns)
        return frozenset(
            column.id
            for column in self.columns
            if column.rule is None
            and (column.role in NEVER_ADDED or (column.type_ == "procent" and amounts))
        )

    def rule_down(self, row: Row, column: Column) -> str | None:
        """The row's rule, None where it does not hold down this column."""
        if not column.numeric or row.rule is None:
            return None
        if column.id not in self.never_added:
            return row.rule
        shape = shape_of(row.rule)
        return None if shape is not None and shape.adds else row.rule

    @cached_property
    def by_label(self) -> Mapping[str, tuple[int, ...]]:
        """Where the rows of each name stand, whatever its capitals; labels are not unique."""
        groups: dict[str, list[int]] = {}
        for i, row in enumerate(self.rows):
            groups.setdefault(row.label.casefold(), []).append(i)
        return {name: tuple(places) for name, places in groups.items()}

    @cached_property
    def filled_in(self) -> frozenset[str]:
        """The columns that hold anything at all, entered or printed."""
        return frozenset(chain.from_iterable(chain(r.tryckt, r.cells) for r in self.rows))

    def has(self, role: ColumnRole, year: int = 0) -> Column | None:
        """The first column of a role and a year, None where there is none."""
        return self._roles.columns.get((role, year))

    def column_id(self, role: ColumnRole, year: int = 0) -> str:
        """The id of the first column of a role and a year, "" where there is none."""
        column = self.has(role, year)
        return "" if column is None else column.id

    def entered(self, row: Row, role: ColumnRole, year: int = 0) -> Value:
        """What a row has entered in its column of a role, None where there is nothing or none."""
        return row.cells.get(self.column_id(role, year))

    def of(self, role: RowRole) -> Row | None:
        """The main row of a role: the first of those nearest the root, None where there is none."""
        return self._roles.rows.get(role)

    @cached_property
    def _roles(self) -> "_Roles":
        columns = {(k.role, k.year): k for k in reversed(self.columns)}
        rows: dict[RowRole, Row] = {}
        for row in sorted((r for r in self.rows if r.role), key=self.level):
            rows.setdefault(row.role, row)
        return _Roles(columns, rows)

    def row(self, row_id: str) -> Row:
        """The row with this key. Raises KeyError if there is none."""
        return self.rows[self.index[row_id]]

    def column(self, column_id: str) -> Column:
        """The column with this id. Raises KeyError if there is none."""
        return self.columns[self.column_index[column_id]]

    def level(self, row: Row) -> int:
        """How deep a row stands in the tree, 0 for a row without a parent."""
        depth = 0
        while row.parent is not None and row.parent in self.index and depth < len(self.rows):
            row, depth = self.row(row.parent), depth + 1
        return depth

    def with_row(self, new: Row) -> "Table":
        """The table with one row replaced by another of the same key and place."""
        place = self.index[new.id]
        return replace(self, rows=(*self.rows[:place], new, *self.rows[place + 1 :]))


def table_from(mall: Table, id_: str, **more: Any) -> Table:
    """A table of a document that begins from a mall: all of its form, and its rows."""
    return replace(mall, id=id_, template=mall.id, **more)


class _Roles(NamedTuple):
    """The first column of each role and year, and the main row of each role."""

    columns: Mapping[tuple[ColumnRole, int], Column]
    rows: Mapping[RowRole, Row]


def family(table: Table) -> str:
    """What tables of one subject have in common in all kinds of document; what tells of a text
    has it only with those that began from the same mall."""
    if table.out_of_text or not table.subject:
        return table.template or table.id
    return f"{table.tab} {table.subject}"


def computed_columns(table: Table) -> frozenset[str]:
    """The columns that are computed."""
    return frozenset(column.id for column in table.columns if column.computed)


def printed_rows(table: Table) -> tuple[Row, ...]:
    """The rows that the document prints figures of."""
    return tuple(row for row in table.rows if row.tryckt)
