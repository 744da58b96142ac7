"""The changes of a step as the journal keeps them: each kind with the fields that it is stored by.

A kind is told by "slag" and its parts by their names, as ``lines`` shows them. A new kind is one
more line in ``_STORED``; one that only a newer version knows is kept as it stands.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple, TypeAlias

from msgspec.structs import astuple, replace

from tui.domain.document import Document
from tui.domain.finding import Address
from tui.domain.reshape import Held, HeldCell
from tui.domain.rule import quotient_rule
from tui.domain.table import Column, Row, RowRole, Table
from tui.store.codec import Item, encoded_value, parsed_value
from tui.store.column_records import encoded_column, parsed_columns
from tui.store.errors import ItemError, Place, quoted
from tui.store.former_forms import NOTHING, mall_rows
from tui.store.head import PLACE, encoded_head, parsed_head
from tui.store.journal.settings_records import (
    SETTINGS_KINDS,
    encoded_settings_change,
    parsed_settings_change,
)
from tui.store.mallar import REGISTER
from tui.store.records import TABLE_NAMES, parsed_row, parsed_table, row_item, table_item
from tui.workspace import (
    TABLE_FIELDS,
    CellChange,
    Change,
    ColumnAdded,
    ColumnChange,
    ColumnMoved,
    ColumnRemoved,
    DocumentAside,
    DocumentChange,
    DocumentMade,
    RowAdded,
    RowFormChange,
    RowMoved,
    RowRemoved,
    SettingsChange,
    TableAdded,
    TableFieldChange,
    TableRemoved,
    TrycktChange,
    UnknownChange,
)

UNKNOWN = "ändringen är av ett okänt slag eller saknar fält"


def encoded_change(change: Change) -> Item:
    """The JSON value of a change. Raises ItemError for one that could not be read back."""
    if isinstance(change, UnknownChange):
        return dict(change.stored)
    if isinstance(change, SettingsChange):
        item = encoded_settings_change(change)
    else:
        kind, fields = _STORED[type(change)]
        values = zip(fields.items(), astuple(change), strict=True)
        item = {"slag": kind, **{name: codec.encoded(value) for (name, codec), value in values}}
        item |= item.pop("tabell", {})
    # Rows and heads have many fields and are changed seldom: look that nothing went lost.
    if not isinstance(change, CellChange | TrycktChange) and parsed_change(item) != change:
        raise ItemError(f"ändringen ({item['slag']}) kan inte skrivas så att den går att läsa igen")
    return item


def parsed_change(ra: Any) -> Change:
    """The change that a JSON value stands for. Raises ItemError."""
    kind = ra.get("slag") if isinstance(ra, dict) else None
    if not isinstance(kind, str):
        raise ItemError(UNKNOWN)
    if kind in SETTINGS_KINDS:
        return parsed_settings_change(ra) or _unknown(ra)
    class_ = _CLASS.get(kind)
    if class_ is None:
        return _unknown(ra)
    fields = _STORED[class_][1]
    if not fields.keys() <= ra.keys():
        raise ItemError(UNKNOWN)
    where = _Where(parsed_address(ra["adress"]) if "adress" in fields else Address(""), ra)
    return class_(*(codec.parsed(ra[name], where) for name, codec in fields.items()))


def _unknown(ra: Item) -> UnknownChange:
    """A change of a newer version, without the file that stands beside it in its line."""
    return UnknownChange({name: value for name, value in ra.items() if name != "fil"})


class _Where(NamedTuple):
    """What the change is about of which a field is read, and its whole record."""

    address: Address
    ra: Item

    @property
    def place(self) -> Place:
        """The place, for the sentence that tells of a fault."""
        return Place(self.address.table, self.address.row, self.address.column)


class _Codec(NamedTuple):
    """How a field of a change is written and read."""

    encoded: Callable[[Any], Any]
    parsed: Callable[[Any, _Where], Any]


# ---- addresses, places and texts


def _address_parts(address: Address) -> list[str]:
    return [address.document, address.table, address.row, address.column]


def parsed_address(ra: Any) -> Address:
    """The address that is stored so. Raises ItemError."""
    if isinstance(ra, list) and len(ra) == 4 and all(isinstance(d, str) for d in ra):
        return Address(*ra)
    raise ItemError("fältet ”adress” ska vara fyra texter")


def _parsed_place(ra: Any, _: _Where) -> int:
    if type(ra) is int and ra >= 0:
        return ra
    raise ItemError(f"radens plats ska vara ett heltal från 0, inte {quoted(ra)}")


def _as_it_is(value: Any) -> Any:
    return value


def _of_type(ra: Any, *types: type) -> Any:
    if isinstance(ra, types):
        return ra
    raise ItemError(UNKNOWN)


_FIELD_NAMES = {name: TABLE_NAMES[name] for name in TABLE_FIELDS}


def _table_field(ra: Any, _: _Where) -> Any:
    attribute = next((name for name, stored in _FIELD_NAMES.items() if stored == ra), None)
    return _of_type(attribute, str)


# ---- rows, columns, tables and heads


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


def _former_role(row_id: str, tab: str) -> RowRole:
    """What a row of this key is on a tab, as its declarations say."""
    malls = (t for t in REGISTER.templates.values() if t.tab == tab)
    return next((role for mall in malls if (role := mall_rows(mall).row(row_id).role)), "")


def _row(ra: Any, where: _Where) -> Row:
    tab = str(where.ra.get("fil", "")).rpartition("/")[2]
    return parsed_whole_row(ra, where.address, tab)


def _column(ra: Any, where: _Where) -> Column:
    (column,) = parsed_columns((ra,), where.place)
    return column


def _held_items(held: Held) -> Item:
    return {id_: _held_item(cell) for id_, cell in held.items()}


def _held_item(cell: HeldCell) -> Item:
    values = {"cell": cell.entered, "tryckt": cell.tryckt}
    words = {"not": cell.note, "kalla": cell.source}
    told = {name: encoded_value(value) for name, value in values.items() if value is not None}
    return {**told, **{name: word for name, word in words.items() if word}}


def _held(ra: Any, where: _Where) -> Held:
    return {id_: _held_cell(cell, where.place) for id_, cell in _of_type(ra, dict).items()}


def _held_cell(ra: Any, place: Place) -> HeldCell:
    match ra:
        case dict():
            note, source = ra.get("not", ""), ra.get("kalla", "")
            if isinstance(note, str) and isinstance(source, str):
                entered, tryckt = (parsed_value(ra.get(name), place) for name in ("cell", "tryckt"))
                return HeldCell(entered, tryckt, note, source)
    raise ItemError(f"{place}: det som står i kolumnen ska ha fält med namn")


def _table_items(table: Table) -> Item:
    """The head and the rows, which stand beside each other in the change's record."""
    return {"tabell": table_item(table), "rader": [*map(encoded_whole_row, table.rows)]}


def _table(_: Any, where: _Where) -> Table:
    match where.ra:
        case {"tabell": dict(head), "rader": list(rows), "flik": str(tab)}:
            return parsed_table(head, rows, REGISTER, tab)
    raise ItemError(UNKNOWN)


def _head(ra: Any, _: _Where) -> Document:
    if not isinstance(ra, dict):
        raise ItemError(f"{PLACE}: posten ska ha fält med namn")
    return parsed_head(ra)


# ---- the kinds

_ADDRESS = _Codec(_address_parts, lambda _, where: where.address)
_PLACE = _Codec(_as_it_is, _parsed_place)
_TEXT = _Codec(_as_it_is, lambda ra, _: _of_type(ra, str))
_CHOICE = _Codec(_as_it_is, lambda ra, _: _of_type(ra, str, bool))
_VALUE = _Codec(encoded_value, lambda ra, where: parsed_value(ra, where.place))
_ROW = _Codec(encoded_whole_row, _row)
_COLUMN = _Codec(encoded_column, _column)
_HELD = _Codec(_held_items, _held)
_TABLE = _Codec(_table_items, _table)
_TABLE_FIELD = _Codec(_FIELD_NAMES.__getitem__, _table_field)
_HEAD = _Codec(encoded_head, _head)

_Fields: TypeAlias = Mapping[str, _Codec]
_VALUES: _Fields = {"adress": _ADDRESS, "fran": _VALUE, "till": _VALUE}
_PLACES: _Fields = {"adress": _ADDRESS, "fran": _PLACE, "till": _PLACE}
_WHOLE_ROW: _Fields = {"adress": _ADDRESS, "rad": _ROW, "plats": _PLACE}
_WHOLE_COLUMN: _Fields = {
    "adress": _ADDRESS, "kolumn": _COLUMN, "plats": _PLACE, "rader": _HELD,
}  # fmt: skip
_WHOLE_TABLE: _Fields = {"adress": _ADDRESS, "flik": _TEXT, "tabell": _TABLE, "plats": _PLACE}
_FOLDER: _Fields = {"dokument": _HEAD, "plats": _TEXT, "ur": _TEXT}
_STORED: Mapping[type[Change], tuple[str, _Fields]] = {
    CellChange: ("cell", _VALUES),
    TrycktChange: ("tryckt", _VALUES),
    RowAdded: ("rad_tillagd", _WHOLE_ROW),
    RowRemoved: ("rad_borttagen", _WHOLE_ROW),
    RowMoved: ("rad_flyttad", _PLACES),
    RowFormChange: ("radform", {"adress": _ADDRESS, "fran": _ROW, "till": _ROW}),
    ColumnAdded: ("kolumn_tillagd", _WHOLE_COLUMN),
    ColumnRemoved: ("kolumn_borttagen", _WHOLE_COLUMN),
    ColumnMoved: ("kolumn_flyttad", _PLACES),
    ColumnChange: ("kolumnform", {"adress": _ADDRESS, "fran": _COLUMN, "till": _COLUMN}),
    TableFieldChange: (
        "tabellfalt",
        {"adress": _ADDRESS, "namn": _TABLE_FIELD, "fran": _CHOICE, "till": _CHOICE},
    ),
    TableAdded: ("tabell_tillagd", _WHOLE_TABLE),
    TableRemoved: ("tabell_borttagen", _WHOLE_TABLE),
    DocumentChange: ("dokument", {"fran": _HEAD, "till": _HEAD}),
    DocumentMade: ("dokument_gjort", _FOLDER),
    DocumentAside: ("dokument_undanlagt", _FOLDER),
}
"""What each kind is called, and its fields in the order of its class."""
_CLASS = {kind: class_ for class_, (kind, _) in _STORED.items()}
