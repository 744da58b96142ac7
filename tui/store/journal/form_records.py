"""Changes of the form of tables in the journal: rows, columns, whole tables.

{"slag": "radform", "adress": [...], "fran": {...row}, "till": {...row}}
{"slag": "kolumn_flyttad", "adress": [...], "fran": 3, "till": 4}
{"slag": "tabellfalt", "adress": [...], "namn": "rubrik", "fran": "", "till": ""}
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from tui.domain.finding import Address
from tui.domain.reshape import HeldCell
from tui.domain.rule import quotient_rule
from tui.domain.table import Row, RowRole
from tui.store.codec import Item, encoded_value, parsed_value
from tui.store.errors import ItemError, Place, quoted
from tui.store.former_forms import NOTHING, mall_rows
from tui.store.forms import encoded_column, parsed_columns
from tui.store.mallar import REGISTER
from tui.store.records import TableRecord, parsed_row, parsed_table, row_item, table_item
from tui.workspace import (
    TABLE_FIELDS,
    ColumnAdded,
    ColumnChange,
    ColumnMoved,
    ColumnRemoved,
    FormChange,
    RowFormChange,
    TableAdded,
    TableFieldChange,
    TableRemoved,
)

_KIND: Mapping[type, str] = {
    RowFormChange: "radform",
    ColumnMoved: "kolumn_flyttad",
    ColumnChange: "kolumnform",
    ColumnAdded: "kolumn_tillagd",
    ColumnRemoved: "kolumn_borttagen",
    TableFieldChange: "tabellfalt",
    TableAdded: "tabell_tillagd",
    TableRemoved: "tabell_borttagen",
}
FORM_KINDS = frozenset(_KIND.values())
_STORED = zip(TableRecord.__struct_fields__, TableRecord.__struct_encode_fields__, strict=True)
FIELD_NAMES = {name: stored for name, stored in _STORED if name in TABLE_FIELDS}
"""What a table's fields are called, as in its head record."""


def encoded_form_change(change: FormChange) -> Item:
    """The JSON value of a change. Raises ItemError for one that cannot be stored."""
    item: Item = {"slag": _KIND[type(change)], "adress": address_parts(change.address)}
    match change:
        case RowFormChange(_, from_, to):
            return {**item, "fran": encoded_whole_row(from_), "till": encoded_whole_row(to)}
        case ColumnMoved(_, from_place, place):
            return {**item, "fran": from_place, "till": place}
        case ColumnChange(_, before, column):
            return {**item, "fran": encoded_column(before), "till": encoded_column(column)}
        case TableFieldChange(_, name, was, becomes):
            return {**item, "namn": FIELD_NAMES[name], "fran": was, "till": becomes}
        case ColumnAdded(_, column, place, held) | ColumnRemoved(_, column, place, held):
            rows = {id_: _held_item(cell) for id_, cell in held.items()}
            return {**item, "kolumn": encoded_column(column), "plats": place, "rader": rows}
    table = {
        "tabell": table_item(change.table),
        "rader": [*map(encoded_whole_row, change.table.rows)],
    }
    return {**item, "flik": change.tab, "plats": change.place, **table}


def _held_item(cell: HeldCell) -> Item:
    values = {"cell": cell.entered, "tryckt": cell.tryckt}
    words = {"not": cell.note, "kalla": cell.source}
    told = {name: encoded_value(value) for name, value in values.items() if value is not None}
    return {**told, **{name: word for name, word in words.items() if word}}


def parsed_form_change(ra: Item) -> FormChange:
    """The change that a JSON value stands for. Raises ItemError."""
    address = parsed_address(ra.get("adress"))
    place = Place(address.table, address.row, address.column)
    match ra:
        case {"slag": "radform", "fran": from_, "till": to}:
            rows = (parsed_whole_row(row, address, tab_of(ra)) for row in (from_, to))
            return RowFormChange(address, *rows)
        case {"slag": "kolumn_flyttad", "fran": from_, "till": to}:
            return ColumnMoved(address, parsed_place(from_), parsed_place(to))
        case {"slag": "kolumnform", "fran": from_, "till": to}:
            (before,), (after,) = (parsed_columns((c,), place) for c in (from_, to))
            return ColumnChange(address, before, after)
        case {"slag": "tabellfalt", "namn": name, "fran": from_, "till": to}:
            attribute = next((a for a, n in FIELD_NAMES.items() if n == name), None)
            if attribute and isinstance(from_, str | bool) and isinstance(to, str | bool):
                return TableFieldChange(address, attribute, from_, to)
        case {"slag": kind, "kolumn": column, "plats": to, "rader": dict(rows)}:
            held = {id_: _parsed_held(cell, place) for id_, cell in rows.items()}
            class_ = ColumnAdded if kind == "kolumn_tillagd" else ColumnRemoved
            (own,) = parsed_columns((column,), place)
            return class_(address, own, parsed_place(to), held)
        case {
            "slag": kind,
            "tabell": dict(head),
            "flik": str(tab),
            "plats": to,
            "rader": list(rows),
        }:
            table = parsed_table(head, rows, REGISTER, tab)
            whole = TableAdded if kind == "tabell_tillagd" else TableRemoved
            return whole(address, tab, table, parsed_place(to))
    raise ItemError("ändringen är av ett okänt slag eller saknar fält")


def _parsed_held(ra: Any, place: Place) -> HeldCell:
    match ra:
        case dict():
            note, source = ra.get("not", ""), ra.get("kalla", "")
            if isinstance(note, str) and isinstance(source, str):
                entered, tryckt = (parsed_value(ra.get(name), place) for name in ("cell", "tryckt"))
                return HeldCell(entered, tryckt, note, source)
    raise ItemError(f"{place}: det som står i kolumnen ska ha fält med namn")


def address_parts(address: Address) -> list[str]:
    """An address as it is stored."""
    return [address.document, address.table, address.row, address.column]


def parsed_address(ra: Any) -> Address:
    """The address that is stored so. Raises ItemError."""
    if isinstance(ra, list) and len(ra) == 4 and all(isinstance(d, str) for d in ra):
        return Address(*ra)
    raise ItemError("fältet ”adress” ska vara fyra texter")


def parsed_place(ra: Any) -> int:
    """A place among the rows, columns or tables. Raises ItemError."""
    if type(ra) is int and ra >= 0:
        return ra
    raise ItemError(f"radens plats ska vara ett heltal från 0, inte {quoted(ra)}")


def _former_role(row_id: str, tab: str) -> RowRole:
    """What a row of this key is on a tab, as its declarations say."""
    malls = (t for t in REGISTER.templates.values() if t.tab == tab)
    return next((role for mall in malls if (role := mall_rows(mall).row(row_id).role)), "")


def tab_of(ra: Item) -> str:
    """The tab whose file a change is of; "" where it stands alone."""
    return str(ra.get("fil", "")).rpartition("/")[2]


def encoded_whole_row(row: Row) -> Item:
    """The record of a row with all that it holds."""
    return {**row_item(row), "roll": row.role}


def parsed_whole_row(ra: Any, address: Address, tab: str = "") -> Row:
    """The row that a record with all that it holds stands for. Raises ItemError.

    Rows of before say nothing of what they are: they are what their ``tab`` has under their key.
    """
    place = Place(address.table, address.row)
    if not isinstance(ra, dict) or not isinstance(ra.get("arv", {}), dict):
        raise ItemError(f"{place}: posten ska ha fält med namn")
    row, inherited = parsed_row(ra, NOTHING, frozenset(), place), ra.get("arv", {})

    def yes_no(name: str, otherwise: bool = False) -> bool:
        value = inherited.get(name, otherwise)
        if isinstance(value, bool):
            return value
        raise ItemError(f"{place._replace(field=name)}: ska vara true eller false")

    rule = row.rule
    if not yes_no("tomt_som_noll", True) and rule:
        rule = f"hela({rule})"
    match ra.get("regel"):
        case {"kvot": [str(numerator), str(denominator)]}:
            scale = parsed_value(inherited.get("skala", 100), place._replace(field="skala"))
            if not isinstance(scale, Decimal):
                raise ItemError(f"{place._replace(field='skala')}: ska vara ett tal")
            size = yes_no("mot_belopp")
            rule = quotient_rule(numerator, denominator, scale, of_size=size)
    if "roll" not in ra:
        row = replace(row, role=_former_role(row.id, tab) or ("intakt" if yes_no("intakt") else ""))
    return replace(row, rule=rule, without_share=yes_no("utan_andel", row.without_share))
