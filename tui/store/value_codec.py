"""Cell values to JSON and back. Every shape is in the docstring of ``encoded_value``."""

from decimal import Decimal
from typing import Any, TypeAlias

from tui.domain.value import Malvarde, Mark, Par, Value
from tui.store.errors import ItemError, Place

Item: TypeAlias = dict[str, Any]

COMPARISONS = ("<", "≤", ">", "≥")
MARKS = {mark.value: mark for mark in Mark}


def parsed_value(ra: Any, place: Place) -> Value:
    """The cell value that a JSON value stands for. Raises Postfel."""
    if isinstance(ra, bool):
        raise ItemError(f"{place}: ja/nej skrivs som text, inte som {str(ra).lower()}")
    if isinstance(ra, int):
        return Decimal(ra)
    if ra is None or isinstance(ra, Decimal | str):
        return ra
    if isinstance(ra, dict):
        return _parsed_object(ra, place)
    raise ItemError(f"{place}: en lista kan inte vara ett cellvärde")


def _parsed_object(ra: Item, place: Place) -> Value:
    match ra:
        case {"marke": str(mark)} if mark in MARKS:
            return MARKS[mark]
        case {"mal": str(sign), "tal": number} if sign in COMPARISONS and _is_number(number):
            return Malvarde(sign, Decimal(number))  # type: ignore[arg-type]
        case {"par": [number, other]} if _is_number(number) and _is_number(other):
            footnote = ra.get("fotnot", "")
            if isinstance(footnote, str):
                return Par(Decimal(number), Decimal(other), footnote)
    raise ItemError(f"{place}: okänt slags värde")


def _is_number(ra: Any) -> bool:
    return isinstance(ra, int | Decimal) and not isinstance(ra, bool)


def encoded_value(value: Value) -> Any:
    """The JSON value that a cell value is stored as.

    A number or a text as itself; ``{"marke": "streck"}`` for a mark, ``{"mal": "<", "tal": 166}``
    for a target with a sign, ``{"par": [82.2, 80.5], "fotnot": "*"}`` for a printed pair.
    """
    match value:
        case Mark():
            return {"marke": value.value}
        case Malvarde():
            return {"mal": value.comparison, "tal": value.number}
        case Par():
            item: Item = {"par": [value.number, value.within_parenthesis]}
            return {**item, "fotnot": value.footnote} if value.footnote else item
    return value
