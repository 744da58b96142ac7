"""Changes to JSON values and back, without loss: what the journal's events are made of.

A change is an object with ``kind``, and for all but the last kind ``address``, its four parts::

    {"slag": "cell" | "tryckt", "adress": [...], "fran": -158695, "till": null}
    {"slag": "rad_tillagd" | "rad_borttagen", "adress": [...], "rad": {...}, "plats": 3}
    {"slag": "rad_flyttad", "adress": [...], "fran": 3, "till": 4}
    {"slag": "dokument", "fran": {...}, "till": {...}}

A row and a head are the records of the document's own files; a row also carries, under ``inheritance``,
what those files leave to the table's declaration, which no change knows.
"""

from typing import Any

from msgspec.structs import replace

from tui.domain.document import Document
from tui.domain.finding import Address
from tui.domain.rule import Linear, Quotient
from tui.domain.table import Row, Template
from tui.store.errors import ItemError, Place, quoted
from tui.store.fields import text_field
from tui.store.head import PLACE, encoded_head, parsed_head
from tui.store.records import parsed_row, row_item
from tui.store.value_codec import Item, encoded_value, parsed_value
from tui.workspace import (
    CellChange,
    Change,
    DocumentChange,
    RowAdded,
    RowMoved,
    RowRemoved,
    TrycktChange,
)

WITHOUT_TEMPLATE = Template("", "", "", ())


def encoded_change(change: Change) -> Item:
    """The JSON value of a change. Raises Postfel for one that could not be read back."""
    if isinstance(change, CellChange | TrycktChange):
        from_, to = encoded_value(change.from_), encoded_value(change.to)
        kind = "cell" if isinstance(change, CellChange) else "tryckt"
        return {"slag": kind, "adress": _parts(change.address), "fran": from_, "till": to}
    item = _seldom(change)
    # Rows and heads have many fields and are changed seldom: look that nothing went lost.
    if parsed_change(item) != change:
        raise ItemError(f"ändringen ({item['slag']}) kan inte skrivas så att den går att läsa igen")
    return item


def _seldom(change: RowAdded | RowRemoved | RowMoved | DocumentChange) -> Item:
    match change:
        case DocumentChange(from_, to):
            return {"slag": "dokument", "fran": encoded_head(from_), "till": encoded_head(to)}
        case RowMoved(address, from_, to):
            return {"slag": "rad_flyttad", "adress": _parts(address), "fran": from_, "till": to}
        case RowAdded(address, row, place) | RowRemoved(address, row, place):
            kind = "rad_tillagd" if isinstance(change, RowAdded) else "rad_borttagen"
            return {
                "slag": kind,
                "adress": _parts(address),
                "rad": encoded_row(row),
                "plats": place,
            }


def parsed_change(ra: Any) -> Change:
    """The change that a JSON value stands for. Raises Postfel."""
    match ra:
        case {"slag": "cell" | "tryckt", "adress": parts, "fran": from_, "till": to}:
            address = _address(parts)
            place = Place(address.table, address.row, address.column)
            kind = CellChange if ra["slag"] == "cell" else TrycktChange
            return kind(address, parsed_value(from_, place), parsed_value(to, place))
        case {"slag": "rad_tillagd" | "rad_borttagen", "adress": parts, "rad": row, "plats": nr}:
            address = _address(parts)
            class_ = RowAdded if ra["slag"] == "rad_tillagd" else RowRemoved
            return class_(address, parsed_whole_row(row, address), _row_place(nr))
        case {"slag": "rad_flyttad", "adress": parts, "fran": from_, "till": to}:
            return RowMoved(_address(parts), _row_place(from_), _row_place(to))
        case {"slag": "dokument", "fran": from_, "till": to}:
            return DocumentChange(_head(from_), _head(to))
    raise ItemError("ändringen är av ett okänt slag eller saknar fält")


def _parts(address: Address) -> list[str]:
    return [address.document, address.table, address.row, address.column]


def _address(ra: Any) -> Address:
    if isinstance(ra, list) and len(ra) == 4 and all(isinstance(d, str) for d in ra):
        return Address(*ra)
    raise ItemError("fältet ”adress” ska vara fyra texter")


def _row_place(ra: Any) -> int:
    if type(ra) is int and ra >= 0:
        return ra
    raise ItemError(f"radens plats ska vara ett heltal från 0, inte {quoted(ra)}")


def _head(ra: Any) -> Document:
    if not isinstance(ra, dict):
        raise ItemError(f"{PLACE}: posten ska ha fält med namn")
    return parsed_head(ra, text_field(ra, "id", PLACE, requirement=True))


def encoded_row(row: Row) -> Item:
    """The record of a row with all that it holds."""
    inheritance = _inheritance(row)
    return {**row_item(row, WITHOUT_TEMPLATE), **({"arv": inheritance} if inheritance else {})}


def _inheritance(row: Row) -> Item:
    all_: Item = {"intakt": row.intakt, "utan_andel": row.without_share}
    usual: Item = {"intakt": False, "utan_andel": False}
    match row.rule:
        case Linear(_, empty_as_zero):
            all_["tomt_som_noll"], usual["tomt_som_noll"] = empty_as_zero, True
        case Quotient(_, _, scale, against_amount):
            all_ |= {"skala": scale, "mot_belopp": against_amount}
            usual |= {"skala": 100, "mot_belopp": False}
    return {name: value for name, value in all_.items() if value != usual[name]}


def parsed_whole_row(ra: Any, address: Address) -> Row:
    """The row that a record with all that it holds stands for. Raises Postfel."""
    place = Place(address.table, address.row)
    if not isinstance(ra, dict) or not isinstance(ra.get("arv", {}), dict):
        raise ItemError(f"{place}: posten ska ha fält med namn")
    return _with_inheritance(parsed_row(ra, WITHOUT_TEMPLATE, place), ra.get("arv", {}), place)


def _with_inheritance(row: Row, inheritance: Item, place: Place) -> Row:
    def yes_no(name: str, otherwise: bool = False) -> bool:
        value = inheritance.get(name, otherwise)
        if isinstance(value, bool):
            return value
        raise ItemError(f"{place._replace(field=name)}: ska vara true eller false")

    rule = row.rule
    if isinstance(rule, Linear):
        rule = replace(rule, empty_as_zero=yes_no("tomt_som_noll", True))
    elif isinstance(rule, Quotient):
        scale = parsed_value(inheritance.get("skala", 100), place._replace(field="skala"))
        if not isinstance(scale, type(rule.scale)):
            raise ItemError(f"{place._replace(field='skala')}: ska vara ett tal")
        rule = replace(rule, scale=scale, against_amount=yes_no("mot_belopp"))
    return replace(row, rule=rule, intakt=yes_no("intakt"), without_share=yes_no("utan_andel"))
