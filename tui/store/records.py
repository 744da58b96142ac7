"""Store records to tables and back.

A tab's file is a TinyDB file. Its table ``schema`` has one record (version, document, tab), its
table ``tables`` one record a table (kind, heading, printed column headings, footnotes), and
each table of figures has a TinyDB table of its own with one record a row. Fields that this
version does not know stay in the file when it is saved.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from tui.domain.register import Register
from tui.domain.rule import Children, Linear, Quotient, name_in
from tui.domain.table import EMPTY, LABEL, Column, Row, RowRule, Table, Template
from tui.domain.value import Value
from tui.store.errors import ItemError, Place, quoted
from tui.store.fields import text_field, word_field
from tui.store.row_check import control_rows
from tui.store.value_codec import Item, encoded_value, parsed_value

__all__ = [
    "SCHEMA",
    "SCHEMA_TABLE",
    "TABLE_TABLE",
    "Item",
    "ItemError",
    "Place",
    "columns",
    "encoded_rule",
    "encoded_value",
    "parsed_row",
    "parsed_rows",
    "parsed_table",
    "parsed_value",
    "row_item",
    "table_item",
]

SCHEMA = 1
SCHEMA_TABLE, TABLE_TABLE = "schema", "tabeller"
BUSY = (SCHEMA_TABLE, TABLE_TABLE, "_default")
_WITHOUT_FIXED = Row("", "")
ROW_KINDS = ("post", "summa", "rubrik", "darav")
MAX_DECIMALS = 10


def parsed_table(meta: Item, items: list[Item], register: Register) -> Table:
    """One table out of its head record and its row records. Raises Postfel."""
    id_ = text_field(meta, "tabell", Place("tabeller"), requirement=True)
    place = Place(id_)
    if id_ in BUSY:
        raise ItemError(f"{place}: namnet är upptaget av lagret självt")
    template = register.templates.get(text_field(meta, "mall", place, requirement=True))
    if template is None:
        raise ItemError(f"{place}: slaget {quoted(meta['mall'])} är okänt")
    return Table(
        id=id_,
        template=template,
        heading=text_field(meta, "rubrik", place) or template.heading,
        unit=text_field(meta, "enhet", place) if "enhet" in meta else template.unit,
        columns=columns(template, word_field(meta, "kolumner", place)),
        rows=parsed_rows(items, template, place),
        footnotes=word_field(meta, "fotnoter", place),
        note=text_field(meta, "not", place),
        source=text_field(meta, "kalla", place),
        heading_label=text_field(meta, "rubrik_etikett", place) or template.heading_label,
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
        countable = column.rule is not None and known_ones.issuperset(name_in(column.rule))
        if column.id in order:
            chosen.append(replace(column, heading=headings[column.id]))
        elif countable or column.always:
            chosen.append(column)
            known_ones.add(column.id)
    return _in_tryckt_order(tuple(chosen), order)


def _in_tryckt_order(chosen: tuple[Column, ...], order: Mapping[str, int]) -> tuple[Column, ...]:
    tryckta = iter(sorted((k for k in chosen if k.id in order), key=lambda k: order[k.id]))
    return tuple(next(tryckta) if k.id in order else k for k in chosen)


def parsed_rows(items: list[Item], template: Template, place: Place) -> tuple[Row, ...]:
    """The rows in stored order. Raises Postfel, also where they do not hang together."""
    rows = tuple(parsed_row(item, template, place) for item in items)
    control_rows(rows, place)
    return rows


def parsed_row(item: Item, template: Template, place: Place) -> Row:
    """One row: what the record says, over what the declaration says of a row with that key."""
    id_ = text_field(item, "rad", place, requirement=True)
    place = Place(place.table, id_)
    fixed = template.fixed_row.get(id_, _WITHOUT_FIXED)
    kind = item.get("art", fixed.kind)
    if kind not in ROW_KINDS:
        raise ItemError(f"{place._replace(field='art')}: {quoted(kind)} är inget radslag")
    return Row(
        id=id_,
        label=text_field(item, LABEL, place) if LABEL in item else fixed.label,
        kind=kind,
        parent=text_field(item, "foralder", place)
        or (None if "foralder" in item else fixed.parent),
        rule=_rule(item, place, fixed.rule if kind == fixed.kind else None),
        cells=_values(item, "celler", place),
        tryckt=_values(item, "tryckt", place),
        notes=word_field(item, "noter", place),
        sources=word_field(item, "kallor", place),
        unit=_unit(item, place, fixed.unit),
        decimals=_decimals(item, place, fixed.decimals),
        intakt=fixed.intakt,
        without_share=fixed.without_share,
    )


def _unit(item: Item, place: Place, fixed: str | None) -> str | None:
    unit = item.get("enhet", fixed)
    return None if unit is None else text_field({"enhet": unit}, "enhet", place)


def _decimals(item: Item, place: Place, fixed: int | None) -> int | None:
    count = item.get("decimaler", fixed)
    if count is None or (type(count) is int and 0 <= count <= MAX_DECIMALS):
        return count
    raise ItemError(f"{place._replace(field='decimaler')}: ska vara ett heltal 0–{MAX_DECIMALS}")


def _rule(item: Item, place: Place, fixed: RowRule | None) -> RowRule | None:
    if "regel" not in item:
        return fixed
    match item["regel"]:
        case None:
            return None
        case "barn":
            return Children()
        case {"kvot": [str(numerator), str(denominator)]}:
            return Quotient(numerator, denominator)
        case [*parts] if parts and all(isinstance(d, str) and d[:1] in ("+", "-") for d in parts):
            return Linear(tuple((1 if d[0] == "+" else -1, d[1:]) for d in parts))
    raise ItemError(f"{place._replace(field='regel')}: regeln kan inte läsas")


def encoded_rule(rule: RowRule | None) -> Any:
    """How a row's rule is stored."""
    match rule:
        case Children():
            return "barn"
        case Quotient():
            return {"kvot": [rule.numerator, rule.denominator]}
        case Linear():
            return [f"{'+' if sign > 0 else '-'}{name}" for sign, name in rule.terms]
    return None


def _values(item: Item, field: str, place: Place) -> Mapping[str, Value]:
    if field not in item:
        return EMPTY
    value = item[field]
    if not isinstance(value, dict):
        raise ItemError(f"{place._replace(field=field)}: ska vara värden per kolumn")
    try:
        # A plain number is what nearly every cell holds: it is not asked what else it may be.
        return {
            k: Decimal(v) if type(v) is int else parsed_value(v, place) for k, v in value.items()
        }
    except ItemError:
        # Naming each cell's place costs more than reading it, so it is done when one is bad.
        return {k: parsed_value(v, place._replace(field=f"{field}.{k}")) for k, v in value.items()}


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
    templates = next(k for k in table.template.columns if k.id == column_id)
    return table.column(column_id).heading != templates.heading or any(
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
    item["celler"] = {k: encoded_value(v) for k, v in row.cells.items()}
    extra = {
        "tryckt": {k: encoded_value(v) for k, v in row.tryckt.items()},
        "noter": dict(row.notes),
        "kallor": dict(row.sources),
    }
    return {**item, **{k: v for k, v in extra.items() if v}}
