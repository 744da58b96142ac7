"""Store records to tables and back.

A tab's file is a TinyDB file. Its table ``schema`` has one record (version, document, tab), its
table ``tabeller`` one record a table (its form: heading, columns, what it is about, footnotes), and
each table of figures has a TinyDB table of its own with one record a row. Fields that this
version does not know stay in the file when it is saved.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter
from typing import Annotated, Any, TypeAlias

from msgspec import UNSET, Meta, Struct, UnsetType, field
from msgspec.structs import replace

from tui.domain.register import Register
from tui.domain.rule import CHILDREN, quotient_rule, shape_of, sum_rule
from tui.domain.rule_faults import MAX_STEPS
from tui.domain.table import (
    EMPTY,
    LABEL,
    NO_WORD,
    Column,
    Row,
    RowKind,
    RowRole,
    RowSource,
    Table,
    computed_columns,
    table_from,
)
from tui.domain.value import Value
from tui.store.codec import Item, encoded_value, parsed_value
from tui.store.column_records import RowSourceRecord, parsed_columns, renewed_columns
from tui.store.errors import ItemError, Place, quoted
from tui.store.former_forms import NOTHING, MallRows, former_columns, mall_rows, without_absent
from tui.store.storage import SCHEMA_TABLE
from tui.store.typed import MAX_DECIMALS, Name, Words, typed

TABLE_TABLE = "tabeller"
BUSY = (SCHEMA_TABLE, TABLE_TABLE, "_default")


class QuotientRecord(Struct, frozen=True):
    """A row's rule that divides two others."""

    parts: tuple[str, str] = field(name="kvot")


Terms: TypeAlias = Annotated[list[Annotated[str, Meta(pattern=r"^[+-]")]], Meta(min_length=1)]
"""A row's rule that adds and subtracts others, each with its sign first."""


class RowRecord(Struct, frozen=True):
    """A row as it is stored: what is not there equals nothing, in a file of before what the mall
    says."""

    id: Name = field(name="rad")
    label: str | UnsetType = field(default=UNSET, name=LABEL)
    kind: RowKind | UnsetType = field(default=UNSET, name="art")
    parent: str | UnsetType = field(default=UNSET, name="foralder")
    rule: str | Terms | QuotientRecord | UnsetType | None = field(default=UNSET, name="regel")
    cells: Item = field(default_factory=dict, name="celler")
    tryckt: Item = field(default_factory=dict)
    notes: Words = field(default_factory=dict, name="noter")
    sources: Words = field(default_factory=dict, name="kallor")
    unit: str | UnsetType | None = field(default=UNSET, name="enhet")
    decimals: Annotated[int, Meta(ge=0, le=MAX_DECIMALS)] | UnsetType | None = field(
        default=UNSET, name="decimaler"
    )
    role: RowRole | UnsetType = field(default=UNSET, name="roll")
    without_share: bool | UnsetType = field(default=UNSET, name="utan_andel")


class TableRecord(Struct, frozen=True):
    """The head of a table as it is stored; see ``column_records`` for its columns."""

    id: Name = field(name="tabell")
    template: str = field(default="", name="mall")
    heading: str = field(default="", name="rubrik")
    unit: str | UnsetType = field(default=UNSET, name="enhet")
    heading_label: str = field(default="", name="rubrik_etikett")
    subject: str = field(default="", name="avser")
    list_: bool = field(default=False, name="lista")
    sign: str = field(default="", name="tecken")
    help_: str = field(default="", name="hjalp")
    rows_from: RowSourceRecord | None = field(default=None, name="rader_ur")
    footnotes: Words = field(default_factory=dict, name="fotnoter")
    note: str = field(default="", name="not")
    source: str = field(default="", name="kalla")
    columns: Words | list[Any] = field(default_factory=dict, name="kolumner")


TABLE_NAMES = dict(
    zip(TableRecord.__struct_fields__, TableRecord.__struct_encode_fields__, strict=True)
)
"""What a table's fields are called in its record."""
_SAME = [name for name in TABLE_NAMES if name not in ("unit", "rows_from", "footnotes", "columns")]
"""What a table says as its record does."""
ROW_FIELDS = frozenset(RowRecord.__struct_encode_fields__)
TABLE_FIELDS = frozenset(TableRecord.__struct_encode_fields__)


def parsed_table(meta: Item, items: Iterable[Item], register: Register, tab: str = "") -> Table:
    """One table of a tab out of its head record and its row records. Raises ItemError.

    The form of one that was stored before is made whole after the mall that it names.
    """
    named = meta.get("tabell")
    place = Place(named if isinstance(named, str) and named.strip() else TABLE_TABLE)
    record = typed(meta, TableRecord, place)
    if record.id in BUSY:
        raise ItemError(f"{place}: namnet är upptaget av lagret självt")
    if isinstance(record.columns, list):
        return _whole_table(record, record.columns, items, tab, place)
    return _former_table(record, record.columns, items, former_mall(record, register, place), place)


def _whole_table(
    record: TableRecord, columns: list[Any], items: Iterable[Item], tab: str, place: Place
) -> Table:
    columns_ = parsed_columns(columns, place)
    computed = frozenset(column.id for column in columns_ if column.computed)
    source = record.rows_from
    return Table(
        **{name: getattr(record, name) for name in _SAME},
        unit=record.unit or "",
        columns=columns_,
        rows=parsed_rows(items, NOTHING, computed, place),
        footnotes=record.footnotes or NO_WORD,
        tab=tab,
        rows_from=None if source is None else RowSource(source.subject, source.cells),
    )


def _former_table(
    record: TableRecord, headings: Words, items: Iterable[Item], mall: Table, place: Place
) -> Table:
    return table_from(
        mall,
        record.id,
        heading=record.heading or mall.heading,
        unit=mall.unit if record.unit is UNSET else record.unit,
        columns=former_columns(mall, headings),
        rows=without_absent(
            parsed_rows(items, mall_rows(mall), computed_columns(mall), place), mall
        ),
        footnotes=record.footnotes or NO_WORD,
        note=record.note,
        source=record.source,
        heading_label=record.heading_label or mall.heading_label,
    )


def former_mall(record: TableRecord, register: Register, place: Place) -> Table:
    """The mall that a table of before names. Raises ItemError."""
    if not record.template.strip():
        raise ItemError(f"{place._replace(field='mall')}: saknas")
    mall = register.templates.get(record.template)
    if mall is None:
        raise ItemError(f"{place}: mallen {quoted(record.template)} är okänd")
    return mall


def parsed_rows(
    items: Iterable[Item], former: MallRows, computed: frozenset[str], place: Place
) -> tuple[Row, ...]:
    """The rows in stored order. Raises ItemError, also where they do not hang together."""
    rows = tuple(parsed_row(item, former, computed, place) for item in items)
    check_tree(rows, place)
    return rows


def parsed_row(item: Item, former: MallRows, computed: frozenset[str], place: Place) -> Row:
    """One row: what the record says, over what it leaves to a mall. Raises ItemError."""
    named = item.get("rad")
    if isinstance(named, str) and named.strip():
        place = Place(place.table, named)
    record = typed(item, RowRecord, place)
    fixed = former.row(record.id)
    kind = fixed.kind if record.kind is UNSET else record.kind
    # A column that was typed in when the file was written, and is computed since: it was printed.
    cells, tryckt = record.cells, record.tryckt
    if typed_in := computed.intersection(cells):
        tryckt = {k: cells[k] for k in typed_in} | tryckt
        cells = {k: v for k, v in cells.items() if k not in typed_in}
    own = {name: value for name in _LEFT if (value := getattr(record, name)) is not UNSET}
    return replace(
        fixed,
        **own,
        parent=fixed.parent if record.parent is UNSET else record.parent or None,
        rule=_rule(record, fixed.rule if kind == fixed.kind else None),
        cells=_values(cells, "celler", place),
        tryckt=_values(tryckt, "tryckt", place),
        notes=record.notes or NO_WORD,
        sources=record.sources or NO_WORD,
    )


_LEFT = ("label", "kind", "unit", "decimals", "role", "without_share")
"""What a row says as its record does, or else its mall."""


def _rule(record: RowRecord, fixed: str | None) -> str | None:
    match record.rule:
        case UnsetType():
            return fixed
        case "barn":
            return CHILDREN
        case QuotientRecord((numerator, denominator)):
            return quotient_rule(numerator, denominator)
        case list(terms):
            return sum_rule(*((1 if t[0] == "+" else -1, t[1:]) for t in terms))
        case str(text):
            return text
    return None


def encoded_rule(rule: str | None) -> Any:
    """How a row's rule is stored: in the form that files have always had, where it has one."""
    shape = shape_of(rule)
    if rule == CHILDREN:
        return "barn"
    if shape and shape.terms and rule == sum_rule(*shape.terms):
        return [f"{'+' if sign > 0 else '-'}{name}" for sign, name in shape.terms]
    if shape and len(shape.names) == 2 and rule == quotient_rule(*shape.names):
        return {"kvot": list(shape.names)}
    return rule


def _values(cells: Mapping[str, Any], field: str, place: Place) -> Mapping[str, Value]:
    if not cells:
        return EMPTY
    try:
        # A plain number is what nearly every cell holds: it is not asked what else it may be.
        return {
            k: Decimal(v) if type(v) is int else parsed_value(v, place) for k, v in cells.items()
        }
    except ItemError:
        # Naming each cell's place costs more than reading it, so it is done when one is bad.
        return {k: parsed_value(v, place._replace(field=f"{field}.{k}")) for k, v in cells.items()}


def table_item(table: Table, stored: Item | None = None) -> Item:
    """The head record of a table, with all of its form; over the one that is ``stored``."""
    columns, source = (stored or {}).get("kolumner"), table.rows_from
    own = {
        "rows_from": source and {"avser": source.subject, "celler": dict(source.cells)},
        "footnotes": dict(table.footnotes),
        "columns": renewed_columns(columns if isinstance(columns, list) else (), table.columns),
    }
    item = {stored: own.get(name, getattr(table, name)) for name, stored in TABLE_NAMES.items()}
    return {k: v for k, v in item.items() if v or k in ("tabell", "kolumner")}


def row_item(row: Row, columns: Iterable[Column] = ()) -> Item:
    """The record of a row: what equals nothing is left out. The cells in the columns' order."""
    form = {
        "art": None if row.kind == "post" else row.kind,
        "foralder": row.parent,
        "regel": encoded_rule(row.rule),
        "enhet": row.unit,
        "decimaler": row.decimals,
        "roll": row.role or None,
        "utan_andel": row.without_share or None,
    }
    cells, tryckt = (
        {k: encoded_value(values[k]) for k in _in_order(values, columns)}
        for values in (row.cells, row.tryckt)
    )
    extra = {"tryckt": tryckt, "noter": dict(row.notes), "kallor": dict(row.sources)}
    return {
        "rad": row.id,
        LABEL: row.label,
        **{k: v for k, v in form.items() if v is not None},
        "celler": cells,
        **{k: v for k, v in extra.items() if v},
    }


def _in_order(cells: Mapping[str, Value], columns: Iterable[Column]) -> list[str]:
    """The columns in the order of the table: a figure that goes and comes back changes no byte."""
    order = {column.id: place for place, column in enumerate(columns)}
    return sorted(cells, key=lambda id_: order.get(id_, len(order)))


def check_rows(rows: tuple[Row, ...], place: Place) -> None:
    """Raises ItemError for the first row that the table cannot stand on, or whose rule gives
    nothing: two versions that each can be reckoned by may not be put together to one that
    cannot."""
    check_tree(rows, place)
    _check_steps(_needed(rows), place, "summareglerna")


def check_tree(rows: tuple[Row, ...], place: Place) -> None:
    """Raises ItemError for the first row that the table cannot stand on."""
    count = Counter(row.id for row in rows)
    named = {row.parent for row in rows if row.parent is not None}
    for row in rows if len(count) < len(rows) or not named <= count.keys() else ():
        if count[row.id] > 1:
            raise ItemError(f"{place._replace(row=row.id)}: radnyckeln står två gånger")
        if row.parent is not None and row.parent not in count:
            raise ItemError(f"{place._replace(row=row.id)}: överraden {quoted(row.parent)} saknas")
    parents = {row.id: (row.parent,) for row in rows if row.parent is not None}
    _check_steps(parents, place, "överraderna")


def _needed(rows: tuple[Row, ...]) -> dict[str, set[str]]:
    """The rows that each computed row is computed from."""
    children: dict[str, set[str]] = {}
    for row in rows:
        if row.parent is not None and row.kind in ("post", "summa"):
            children.setdefault(row.parent, set()).add(row.id)
    shapes = {row.id: shape_of(row.rule) for row in rows if row.rule is not None}
    return {
        id_: {*shape.names, *(children.get(id_, ()) if shape.children else ())} if shape else set()
        for id_, shape in shapes.items()
    }


def _check_steps(graph: Mapping[str, Iterable[str]], place: Place, what: str) -> None:
    if _within_steps(graph):
        return
    try:
        order = tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        row = place._replace(row=error.args[1][0])
        raise ItemError(f"{row}: {what} leder tillbaka till samma rad") from None
    step: dict[str, int] = {}
    for key in order:
        step[key] = 1 + max((step[n] for n in graph.get(key, ())), default=0)
        if step[key] > MAX_STEPS:
            raise ItemError(f"{place._replace(row=key)}: {what} går i fler än {MAX_STEPS} steg")


def _within_steps(graph: Mapping[str, Iterable[str]]) -> bool:
    """Whether no way through the graph is too long, as one in a ring always is."""
    level: Iterable[str] = graph.keys()
    for _ in range(MAX_STEPS):
        level = {next_ for key in level for next_ in graph.get(key, ())}
        if not level:
            return True
    return False
