"""Store records to tables and back.

A tab's file is a TinyDB file. Its table ``schema`` has one record (version, document, tab), its
table ``tabeller`` one record a table (kind, heading, printed column headings, footnotes), and
each table of figures has a TinyDB table of its own with one record a row. Fields that this
version does not know stay in the file when it is saved.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter
from typing import Annotated, Any, TypeAlias, TypeVar, get_args

from msgspec import UNSET, Meta, Struct, UnsetType, ValidationError, convert, field
from msgspec.structs import fields, replace

from tui.domain.document import DocumentKind, Status
from tui.domain.expression import Children, every_part, names_in, signed_names
from tui.domain.register import Register
from tui.domain.rule import CHILDREN, quotient_rule, sum_rule, tree_of
from tui.domain.rule_faults import MAX_STEPS
from tui.domain.table import EMPTY, LABEL, NO_WORD, Column, Row, RowKind, RowRole, Table, Template
from tui.domain.value import Value
from tui.store.codec import Item, encoded_value, parsed_value
from tui.store.errors import ItemError, Place, quoted
from tui.store.storage import SCHEMA_TABLE

TABLE_TABLE = "tabeller"
BUSY = (SCHEMA_TABLE, TABLE_TABLE, "_default")
MAX_DECIMALS = 10
_WITHOUT_FIXED = Row("", "")

Kind = TypeVar("Kind")
Name: TypeAlias = Annotated[str, Meta(pattern=r"\S")]
"""A text that must be there."""
Words: TypeAlias = dict[str, str]
"""Texts by name."""

_WORDS = "ska vara texter med namn"
_VALUES = "ska vara värden per kolumn"
_NO_DATE = "{} är inget datum (ÅÅÅÅ-MM-DD)"
# What is to be said of a field that is not what its type says; the others are texts.
_SENTENCES = {
    "art": "{} är inget radslag",
    "roll": "{} är ingen roll som en rad kan ha",
    "regel": "regeln kan inte läsas",
    "decimaler": f"ska vara ett heltal 0–{MAX_DECIMALS}",
    "celler": _VALUES,
    "tryckt": _VALUES,
    **dict.fromkeys(("noter", "kallor", "kolumner", "fotnoter", "undantag"), _WORDS),
    "slag": f"{{}} är inget av {', '.join(get_args(DocumentKind))}",
    "status": f"{{}} är inget av {', '.join(get_args(Status))}",
    **dict.fromkeys(("start", "slut", "beslutsdatum", "datum"), _NO_DATE),
    "texter": "ska vara en lista av texter",
    "steg": "ska vara en lista med texter",
}
_FIELD = re.compile(r"^Object missing required field `(\w+)`$|at `\$\.(\w+)[^`]*`$")


class QuotientRecord(Struct, frozen=True):
    """A row's rule that divides two others."""

    parts: tuple[str, str] = field(name="kvot")


Terms: TypeAlias = Annotated[list[Annotated[str, Meta(pattern=r"^[+-]")]], Meta(min_length=1)]
"""A row's rule that adds and subtracts others, each with its sign first."""


class RowRecord(Struct, frozen=True):
    """A row as it is stored: what is not there is as the table's declaration says."""

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


class TableRecord(Struct, frozen=True):
    """The head of a table as it is stored."""

    id: Name = field(name="tabell")
    template: Name = field(name="mall")
    heading: str = field(default="", name="rubrik")
    unit: str | UnsetType = field(default=UNSET, name="enhet")
    columns: Words = field(default_factory=dict, name="kolumner")
    footnotes: Words = field(default_factory=dict, name="fotnoter")
    note: str = field(default="", name="not")
    source: str = field(default="", name="kalla")
    heading_label: str = field(default="", name="rubrik_etikett")


ROW_FIELDS = frozenset(RowRecord.__struct_encode_fields__)
TABLE_FIELDS = frozenset(TableRecord.__struct_encode_fields__)


def typed(item: Item, kind: type[Kind], place: Place) -> Kind:
    """A record as a typed one. Raises ItemError for the first field that is not as it should."""
    try:
        return convert(item, kind, builtin_types=(Decimal,))
    except ValidationError as error:
        hit = _FIELD.search(str(error))
        if hit is None:
            raise ItemError(f"{place}: posten ska ha fält med namn") from None
        name = hit[1] or hit[2]
        raise FieldError(_sentence(item, kind, place, name), name) from None


class FieldError(ItemError):
    """A field of a record that is not as it should be."""

    def __init__(self, sentence: str, field: str) -> None:
        super().__init__(sentence)
        self.field = field


def _sentence(item: Item, kind: type, place: Place, field: str) -> str:
    required = any(f.encode_name == field and f.required for f in fields(kind))
    value = item.get(field, "")
    if required and isinstance(value, str) and not value.strip():
        what = "saknas"
    else:
        what = _SENTENCES.get(field, "ska vara text").format(quoted(value))
    return f"{place._replace(field=field)}: {what}"


def parsed_table(meta: Item, items: Iterable[Item], register: Register) -> Table:
    """One table out of its head record and its row records. Raises ItemError."""
    named = meta.get("tabell")
    place = Place(named if isinstance(named, str) and named.strip() else TABLE_TABLE)
    record = typed(meta, TableRecord, place)
    if record.id in BUSY:
        raise ItemError(f"{place}: namnet är upptaget av lagret självt")
    template = register.templates.get(record.template)
    if template is None:
        raise ItemError(f"{place}: slaget {quoted(record.template)} är okänt")
    return Table(
        id=record.id,
        template=template,
        heading=record.heading or template.heading,
        unit=template.unit if record.unit is UNSET else record.unit,
        columns=columns(template, record.columns),
        rows=parsed_rows(items, template, place),
        footnotes=record.footnotes or NO_WORD,
        note=record.note,
        source=record.source,
        heading_label=record.heading_label or template.heading_label,
    )


def columns(template: Template, headings: Mapping[str, str]) -> tuple[Column, ...]:
    """The columns that a document has: those it prints, in the order of its headings, and the
    program's own where all that they are computed from is there."""
    unknown = next(
        (k for k in headings if k not in {column.id for column in template.columns}), None
    )
    if unknown is not None:
        raise ItemError(
            f"tabell av slaget {quoted(template.id)}: kolumnen {quoted(unknown)} är okänd"
        )
    order = {id_: i for i, id_ in enumerate(headings)}
    chosen: list[Column] = []
    known_ones = set(order)
    for column in template.columns:
        tree = tree_of(column.rule)
        names = () if tree is None else names_in(tree)
        countable = column.rule is not None and known_ones.issuperset(names)
        if column.id in order:
            chosen.append(replace(column, heading=headings[column.id]))
        elif countable or column.always:
            chosen.append(column)
            known_ones.add(column.id)
    return _in_tryckt_order(tuple(chosen), order)


def _in_tryckt_order(chosen: tuple[Column, ...], order: Mapping[str, int]) -> tuple[Column, ...]:
    tryckta = iter(sorted((k for k in chosen if k.id in order), key=lambda k: order[k.id]))
    return tuple(next(tryckta) if k.id in order else k for k in chosen)


def parsed_rows(items: Iterable[Item], template: Template, place: Place) -> tuple[Row, ...]:
    """The rows in stored order. Raises ItemError, also where they do not hang together."""
    rows = tuple(parsed_row(item, template, place) for item in items)
    check_tree(rows, place)
    return rows


def parsed_row(item: Item, template: Template, place: Place) -> Row:
    """One row: what the record says, over what the declaration says of a row with that key."""
    named = item.get("rad")
    if isinstance(named, str) and named.strip():
        place = Place(place.table, named)
    record = typed(item, RowRecord, place)
    fixed = template.fixed_row.get(record.id, _WITHOUT_FIXED)
    kind = fixed.kind if record.kind is UNSET else record.kind
    # A column that was typed in when the file was written, and is computed since: it was printed.
    cells, tryckt = record.cells, record.tryckt
    if typed_in := template.computed.intersection(cells):
        tryckt = {k: cells[k] for k in typed_in} | tryckt
        cells = {k: v for k, v in cells.items() if k not in typed_in}
    return Row(
        id=record.id,
        label=fixed.label if record.label is UNSET else record.label,
        kind=kind,
        parent=fixed.parent if record.parent is UNSET else record.parent or None,
        rule=_rule(record, fixed.rule if kind == fixed.kind else None),
        cells=_values(cells, "celler", place),
        tryckt=_values(tryckt, "tryckt", place),
        notes=record.notes or NO_WORD,
        sources=record.sources or NO_WORD,
        unit=fixed.unit if record.unit is UNSET else record.unit,
        decimals=fixed.decimals if record.decimals is UNSET else record.decimals,
        role=template.role_of(record.id) if record.role is UNSET else record.role,
        without_share=fixed.without_share,
    )


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
    tree = tree_of(rule)
    if tree is None or rule is None:
        return rule
    if rule == CHILDREN:
        return "barn"
    terms, names = signed_names(tree), names_in(tree)
    if terms and rule == sum_rule(*terms):
        return [f"{'+' if sign > 0 else '-'}{name}" for sign, name in terms]
    if len(names) == 2 and rule == quotient_rule(*names):
        return {"kvot": list(names)}
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


def table_item(table: Table) -> Item:
    """The head record of a table."""
    item: Item = {
        "tabell": table.id,
        "mall": table.template.id,
        "rubrik": table.heading,
        "enhet": table.unit,
        "rubrik_etikett": table.heading_label,
        "kolumner": _headings(table),
    }
    extra = {"fotnoter": dict(table.footnotes), "not": table.note, "kalla": table.source}
    return {**item, **{k: v for k, v in extra.items() if v}}


def _headings(table: Table) -> dict[str, str]:
    """The headings to store: the printed ones, or all where those alone would not give back
    the table's columns (a computed column that is printed with the declaration's own heading)."""
    all_ = {k.id: k.heading for k in table.columns}
    tryckta = {
        k.id: k.heading
        for k in table.columns
        if not (k.computed or k.always) or _tryckt(table, k.id)
    }
    return tryckta if columns(table.template, tryckta) == table.columns else all_


def _tryckt(table: Table, column_id: str) -> bool:
    declared = next(k for k in table.template.columns if k.id == column_id)
    return table.column(column_id).heading != declared.heading or any(
        column_id in row.tryckt for row in table.rows
    )


def row_item(row: Row, template: Template) -> Item:
    """The record of a row: only what the declaration does not already say, and the cells."""
    fixed = template.fixed_row.get(row.id, Row(row.id, ""))
    item: Item = {"rad": row.id, LABEL: row.label}
    if row.kind != fixed.kind:
        item["art"] = row.kind
    if row.parent != fixed.parent:
        item["foralder"] = row.parent or ""
    if row.rule != (fixed.rule if row.kind == fixed.kind else None):
        item["regel"] = encoded_rule(row.rule)
    if row.unit != fixed.unit:
        item["enhet"] = row.unit
    if row.decimals != fixed.decimals:
        item["decimaler"] = row.decimals
    if row.role != template.role_of(row.id):
        item["roll"] = row.role
    item["celler"] = {k: encoded_value(row.cells[k]) for k in _in_order(row.cells, template)}
    extra = {
        "tryckt": {k: encoded_value(row.tryckt[k]) for k in _in_order(row.tryckt, template)},
        "noter": dict(row.notes),
        "kallor": dict(row.sources),
    }
    return {**item, **{k: v for k, v in extra.items() if v}}


def _in_order(cells: Mapping[str, Value], template: Template) -> list[str]:
    """The columns in the order of the table: a figure that goes and comes back changes no byte."""
    order = {column.id: place for place, column in enumerate(template.columns)}
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
    return {row.id: _terms(row, children) for row in rows if row.rule is not None}


def _terms(row: Row, children: Mapping[str, set[str]]) -> set[str]:
    tree = tree_of(row.rule)
    if tree is None:
        return set()
    counted = any(isinstance(part, Children) for part in every_part(tree))
    return {*names_in(tree), *(children.get(row.id, ()) if counted else ())}


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
