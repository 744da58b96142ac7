"""Records to typed values: the first field that is not as it should be is told in a sentence."""

import re
from decimal import Decimal
from typing import Annotated, TypeAlias, TypeVar, get_args

from msgspec import Meta, ValidationError, convert
from msgspec.structs import fields

from tui.domain.document import DocumentKind, Status
from tui.store.codec import Item
from tui.store.errors import ItemError, Place, quoted

MAX_DECIMALS = 10

Kind = TypeVar("Kind")
Name: TypeAlias = Annotated[str, Meta(pattern=r"\S")]
"""A text that must be there."""
Words: TypeAlias = dict[str, str]
"""Texts by name."""

_WORDS = "ska vara texter med namn"
_VALUES = "ska vara värden per kolumn"
_YES_NO = "ska vara true eller false"
_NO_DATE = "{} är inget datum (ÅÅÅÅ-MM-DD)"
# What is to be said of a field that is not what its type says; the others are texts.
_SENTENCES = {
    "art": "{} är inget radslag",
    "typ": "{} är ingen kolumntyp",
    "roll": "{} är ingen känd roll",
    "bedoms": "{} är inget sätt att bedöma en kolumn",
    "arv": "{} är inget som nästa dokument kan ta över",
    "ar": "ska vara ett heltal (0 = dokumentets eget år)",
    **dict.fromkeys(("lista", "alltid", "i_rapport", "valfri", "utan_andel"), _YES_NO),
    "regel": "regeln kan inte läsas",
    "decimaler": f"ska vara ett heltal 0–{MAX_DECIMALS}",
    "celler": _VALUES,
    "tryckt": _VALUES,
    **dict.fromkeys(("noter", "kallor", "kolumner", "fotnoter", "undantag"), _WORDS),
    **dict.fromkeys(("slag", "som"), f"{{}} är inget av {', '.join(get_args(DocumentKind))}"),
    "status": f"{{}} är inget av {', '.join(get_args(Status))}",
    **dict.fromkeys(("start", "slut", "beslutsdatum", "datum"), _NO_DATE),
    "texter": "ska vara en lista av texter",
    "steg": "ska vara en lista med texter",
}
# Compiled by the first fault.
_FIELD = r"^Object missing required field `(\w+)`$|at `\$\.(\w+)[^`]*`$"


def typed(item: Item, kind: type[Kind], place: Place) -> Kind:
    """A record as a typed one. Raises ItemError for the first field that is not as it should."""
    try:
        return convert(item, kind, builtin_types=(Decimal,))
    except ValidationError as error:
        hit = re.search(_FIELD, str(error))
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
