"""Changes of the form of tables in the journal: rows, columns, whole tables.

{"slag": "radform", "adress": [...], "fran": {...row}, "till": {...row}}
{"slag": "kolumn_flyttad", "adress": [...], "fran": 3, "till": 4}
{"slag": "tabellfalt", "adress": [...], "namn": "rubrik", "fran": "", "till": ""}
"""

from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from tui.domain.finding import Address
from tui.domain.register import REGISTER
from tui.domain.rule import quotient_rule
from tui.domain.table import Row, RowRole, Template
from tui.store.codec import Item, parsed_value
from tui.store.errors import ItemError, Place, quoted
from tui.store.records import parsed_row, row_item
from tui.workspace import (
    ColumnMoved,
    FormChange,
    RowFormChange,
    TableFieldChange,
)

FORM_KINDS = frozenset(("radform", "kolumn_flyttad", "tabellfalt"))
FIELD_NAMES = {
    "heading": "rubrik",
    "unit": "enhet",
    "note": "not",
    "source": "kalla",
    "heading_label": "rubrik_etikett",
}


def encoded_form_change(change: FormChange) -> Item:
    """The JSON value of a change. Raises ItemError for one that cannot be stored."""
    match change:
        case RowFormChange(address, from_, to):
            rows = {"fran": encoded_whole_row(from_), "till": encoded_whole_row(to)}
            return {"slag": "radform", "adress": address_parts(address), **rows}
        case ColumnMoved(address, from_place, place):
            places = {"fran": from_place, "till": place}
            return {"slag": "kolumn_flyttad", "adress": address_parts(address), **places}
        case TableFieldChange(address, name, before, after):
            said = {"namn": FIELD_NAMES[name], "fran": before, "till": after}
            return {"slag": "tabellfalt", "adress": address_parts(address), **said}
    raise ItemError("kolumnens eller tabellens form kan inte skrivas")


def parsed_form_change(ra: Item) -> FormChange:
    """The change that a JSON value stands for. Raises ItemError."""
    address = parsed_address(ra.get("adress"))
    match ra:
        case {"slag": "radform", "fran": from_, "till": to}:
            rows = (parsed_whole_row(row, address, tab_of(ra)) for row in (from_, to))
            return RowFormChange(address, *rows)
        case {"slag": "kolumn_flyttad", "fran": from_, "till": to}:
            return ColumnMoved(address, parsed_place(from_), parsed_place(to))
        case {"slag": "tabellfalt", "namn": name, "fran": from_, "till": to}:
            attribute = next((a for a, n in FIELD_NAMES.items() if n == name), None)
            if attribute and isinstance(from_, str | bool) and isinstance(to, str | bool):
                return TableFieldChange(address, attribute, from_, to)
    raise ItemError("ändringen är av ett okänt slag eller saknar fält")


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
    templates = (t for t in REGISTER.templates.values() if t.tab == tab)
    return next((role for t in templates if (role := t.role_of(row_id))), "")


def tab_of(ra: Item) -> str:
    """The tab whose file a change is of; "" where it stands alone."""
    return str(ra.get("fil", "")).rpartition("/")[2]


WITHOUT_TEMPLATE = Template("", "", "", ())


def encoded_whole_row(row: Row) -> Item:
    """The record of a row with all that it holds."""
    inherited = {"arv": {"utan_andel": True}} if row.without_share else {}
    return {**row_item(row, WITHOUT_TEMPLATE), "roll": row.role, **inherited}


def parsed_whole_row(ra: Any, address: Address, tab: str = "") -> Row:
    """The row that a record with all that it holds stands for. Raises ItemError.

    Rows of before say nothing of what they are: they are what their ``tab`` has under their key.
    """
    place = Place(address.table, address.row)
    if not isinstance(ra, dict) or not isinstance(ra.get("arv", {}), dict):
        raise ItemError(f"{place}: posten ska ha fält med namn")
    row, inherited = parsed_row(ra, WITHOUT_TEMPLATE, place), ra.get("arv", {})

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
    return replace(row, rule=rule, without_share=yes_no("utan_andel"))
