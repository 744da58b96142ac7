"""Bytes to values and back: strict JSON with Decimal, laid out to be read and compared.

Read by the standard reader, because msgspec takes the last of two equal keys in silence.

Refused, each with a ``CodeError`` that says where: bytes that are not UTF-8, duplicate keys, NaN
and Infinity, half characters (lone surrogates), numbers of more than ``MAX_DIGITS`` signs,
nesting deeper than ``MAX_DEPTH``, files larger than ``MAX_BYTE``. The same holds in both
directions: what cannot be read is never written.
"""

import json
import re
from collections import Counter
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn, TypeAlias

import msgspec

from tui.domain.value import Malvarde, Mark, Par, Value
from tui.store.errors import ItemError, Place, quoted

Json: TypeAlias = Any
Item: TypeAlias = dict[str, Any]

MAX_BYTE = 16 * 1024 * 1024
MAX_DEPTH = 20
MAX_WIDTH = 100
MAX_DIGITS = 30
# Below it the digits are surely few enough; of another number they may be too many to ask for.
SMALL_INTEGERS = 10 ** (MAX_DIGITS - 1)
# A file's value is tables by name, and a table records by number: both are always broken up.
RECORD_DEPTH = 2
COMPARISONS = ("<", "≤", ">", "≥")
MARKS = {mark.value: mark for mark in Mark}


class CodeError(ValueError):
    """Bytes that are no store: one Swedish sentence, without the file's name."""


def decoded(data: bytes) -> Json:
    """The value that the bytes stand for. Raises CodeError.

    A byte order mark, which old Windows editors put first, is read over.
    """
    if len(data) > MAX_BYTE:
        raise _too_big()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CodeError(f"filen är inte UTF-8 (byte {error.start + 1})") from None
    if not text.strip(" \t\r\n\0"):
        # A file that a crash left as nothing but zero bytes is as empty as one without bytes.
        raise CodeError("filen är tom")
    value = _parsed(text)
    _check_depth(value)
    _check_characters(text, value)
    return value


def _parsed(text: str) -> Json:
    try:
        return json.loads(
            text,
            parse_float=_decimal,
            parse_int=_integer,
            parse_constant=_refuse_constant,
            object_pairs_hook=_unique_keys,
        )
    except json.JSONDecodeError as error:
        raise CodeError(
            f"rad {error.lineno}, tecken {error.colno}: texten är inte giltig JSON"
        ) from None
    except RecursionError:
        raise _too_deep() from None


def _check_depth(value: Json) -> None:
    """Level by level, so that no depth of nesting is a depth of calls. Raises CodeError."""
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [d for v in level for d in _parts(v) if isinstance(d, _COLLECTIONS)]
        if not level:
            return
    raise _too_deep()


_COLLECTIONS = (dict, list)


def _parts(value: Json) -> Any:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def _check_characters(text: str, value: Json) -> None:
    """Refuse half characters, which only an escape can spell. Raises CodeError."""
    if _SURROGATE.search(text):
        encoded(value)


def _too_big() -> CodeError:
    return CodeError(f"filen är större än {MAX_BYTE // 1024 // 1024} MB")


def _too_deep() -> CodeError:
    return CodeError(f"innehållet är nästlat djupare än {MAX_DEPTH} nivåer")


def _too_long(text: str) -> CodeError:
    return CodeError(f"talet {text[:MAX_DIGITS]}… är för långt")


def _decimal(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise _too_long(text) from None
    _digits(number)
    return number


def _integer(text: str) -> int:
    if len(text) > MAX_DIGITS:
        raise _too_long(text)
    return int(text)


def _refuse_constant(name: str) -> NoReturn:
    raise CodeError(f"{name} är inget tal")


def _unique_keys(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    item = dict(pairs)
    if len(item) != len(pairs):
        count = Counter(key for key, _ in pairs)
        raise CodeError(f"nyckeln {quoted(count.most_common(1)[0][0])} står två gånger")
    return item


def encoded(value: Json) -> bytes:
    """The bytes of a value: UTF-8, one record a line where it fits, so that versions compare.

    Raises CodeError for what ``decoded`` would refuse, TypeError for what is not a JSON value.
    """
    return _bytes(_laid_out(_plain(value), 0))


def encoded_row(value: Json) -> bytes:
    """The text of a value as one line, its newline included. Raises as ``encoded``."""
    rows = _laid_out(_plain(value), 0).split("\n")
    return _bytes(" ".join(row.lstrip(" ") for row in rows))


def _bytes(text: str) -> bytes:
    data = (text + "\n").encode()
    if len(data) > MAX_BYTE:
        raise _too_big()
    return data


def _laid_out(value: Json, depth: int) -> str:
    """A value's text so deep: the tables and their records broken up, else what is too wide."""
    if not value or not isinstance(value, dict | list):
        return _line(value)
    if depth >= RECORD_DEPTH and len(line := _line(value)) + depth <= MAX_WIDTH:
        return line
    air = "\n" + " " * (depth + 1)
    if isinstance(value, dict):
        parts = (f"{_line(key)}: {_laid_out(v, depth + 1)}" for key, v in value.items())
        return f"{{{air}{f',{air}'.join(parts)}{air[:-1]}}}"
    parts = (_laid_out(v, depth + 1) for v in value)
    return f"[{air}{f',{air}'.join(parts)}{air[:-1]}]"


def _line(value: Json) -> str:
    try:
        # Without an indent it puts a blank after each comma and colon.
        return msgspec.json.format(msgspec.json.encode(value), indent=0).decode()
    except UnicodeEncodeError:
        raise CodeError("texten innehåller ett halvt tecken (surrogat)") from None


def _plain(value: Json, depth: int = 0) -> Json:
    """The value in the types that are written as they stand, its numbers as their digits."""
    kind = type(value)
    if kind is str or value is None or kind is bool:
        return value
    if kind is int and -SMALL_INTEGERS < value < SMALL_INTEGERS:
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int | Decimal | float):
        return msgspec.Raw(_digits(value).encode())
    if not isinstance(value, dict | list | tuple):
        raise TypeError(f"cannot be stored: {type(value).__name__}")
    if depth >= MAX_DEPTH:
        raise _too_deep()
    if not isinstance(value, dict):
        return [_plain(v, depth + 1) for v in value]
    # TinyDB's numbers of records may be numbers.
    plain = {str(key): _plain(v, depth + 1) for key, v in value.items()}
    if len(plain) != len(value):
        raise CodeError("två nycklar skrivs likadant")
    return plain


def _digits(value: float | Decimal) -> str:
    """A number's digits, no exponent. Raises CodeError where they are too many."""
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        raise CodeError(f"{number} är inget tal")
    # Looked at first: the digits of 1E+999999 would fill the memory.
    text = f"{number:f}" if abs(number.adjusted()) <= MAX_DIGITS else ""
    if not text or len(text) > MAX_DIGITS:
        raise _too_long(str(number))
    return text


def parsed_value(ra: Any, place: Place) -> Value:
    """The cell value that a JSON value stands for. Raises ItemError."""
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
        case {"mal": str(sign), "tal": number} if sign in COMPARISONS and is_number(number):
            return Malvarde(sign, Decimal(number))  # type: ignore[arg-type]
        case {"par": [number, other]} if is_number(number) and is_number(other):
            footnote = ra.get("fotnot", "")
            if isinstance(footnote, str):
                return Par(Decimal(number), Decimal(other), footnote)
    raise ItemError(f"{place}: okänt slags värde")


def is_number(ra: Any) -> bool:
    """Whether a JSON value is a number."""
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
