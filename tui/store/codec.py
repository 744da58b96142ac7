"""Bytes to values and back: strict JSON with Decimal, laid out to be read and compared.

Refused, each with a ``CodeError`` that says where: bytes that are not UTF-8, duplicate keys, NaN
and Infinity, half characters (lone surrogates), numbers of more than ``MAX_DIGITS`` signs,
nesting deeper than ``MAX_DEPTH``, files larger than ``MAX_BYTE``. The same holds in both
directions: what cannot be read is never written.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal, InvalidOperation
from json.encoder import encode_basestring as _string
from typing import Any, NoReturn, TypeAlias

from tui.store.errors import quoted

Json: TypeAlias = Any
PartText: TypeAlias = Callable[[Json], str]

MAX_BYTE = 16 * 1024 * 1024
MAX_DEPTH = 20
MAX_WIDTH = 100
MAX_DIGITS = 30
_SMALL_INTEGERS = 10 ** (MAX_DIGITS - 1)
# What comes before each part of a value that is broken up, and before its end, by depth.
_AIR = tuple("\n" + " " * depth for depth in range(MAX_DEPTH + 1))
_GAP = (" ",) * (MAX_DEPTH + 1)


class CodeError(ValueError):
    """Bytes that are no store: one Swedish sentence, without the file's name."""


def decoded(data: bytes) -> Json:
    """The value that the bytes stand for. Raises Kodfel.

    A byte order mark, which old Windows editors put first, is read over.
    """
    if len(data) > MAX_BYTE:
        raise _for_big()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CodeError(f"filen är inte UTF-8 (byte {error.start + 1})") from None
    if not text.strip(" \t\r\n\0"):
        # A file that a crash left as nothing but zero bytes is as empty as one without bytes.
        raise CodeError("filen är tom")
    value = _read(text)
    _control_depth(value)
    _control_sign(text, value)
    return value


def _read(text: str) -> Json:
    try:
        return json.loads(
            text,
            parse_float=_decimal,
            parse_int=_integers,
            parse_constant=_refuse_constant,
            object_pairs_hook=_unique_keys,
        )
    except json.JSONDecodeError as error:
        raise CodeError(
            f"rad {error.lineno}, tecken {error.colno}: texten är inte giltig JSON"
        ) from None
    except RecursionError:
        raise _for_deep() from None


def _control_depth(value: Json) -> None:
    """Level by level, so that no depth of nesting is a depth of calls. Raises Kodfel."""
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [d for v in level for d in _parts(v) if isinstance(d, _COLLECTIONS)]
        if not level:
            return
    raise _for_deep()


_COLLECTIONS = (dict, list)


def _parts(value: Json) -> Any:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def _control_sign(text: str, value: Json) -> None:
    """Refuse half characters, which only an escape can spell. Raises Kodfel."""
    if _SURROGATE.search(text):
        encoded(value)


def _for_big() -> CodeError:
    return CodeError(f"filen är större än {MAX_BYTE // 1024 // 1024} MB")


def _for_deep() -> CodeError:
    return CodeError(f"innehållet är nästlat djupare än {MAX_DEPTH} nivåer")


def _for_long(text: str) -> CodeError:
    return CodeError(f"talet {text[:MAX_DIGITS]}… är för långt")


def _decimal(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise _for_long(text) from None
    _digits(number)
    return number


def _integers(text: str) -> int:
    if len(text) > MAX_DIGITS:
        raise _for_long(text)
    return int(text)


def _refuse_constant(name: str) -> NoReturn:
    raise CodeError(f"{name} är inget tal")


def _unique_keys(par: list[tuple[str, Json]]) -> dict[str, Json]:
    resultat = dict(par)
    if len(resultat) != len(par):
        count = Counter(key for key, _ in par)
        raise CodeError(f"nyckeln {quoted(count.most_common(1)[0][0])} står två gånger")
    return resultat


def encoded(value: Json, table_text: PartText | None = None) -> bytes:
    """The bytes of a value: UTF-8, one row a line where it fits, so that versions compare.

    ``table_text`` gives the text of each part of the value: ``table_as_text``, but it may
    remember. Raises Kodfel for what ``decoded`` would refuse, TypeError for what is not a JSON
    value.
    """
    return _byte(_outer(value, 0, _AIR, table_text or table_as_text))


def table_as_text(value: Json, item_text: PartText | None = None) -> str:
    """The text of a part of a file's value. Raises as ``encoded``.

    ``item_text`` gives that of each part of it in turn: ``item_as_text``, but it may remember.
    """
    return _outer(value, 1, _AIR, item_text or item_as_text)


def item_as_text(value: Json) -> str:
    """The text of a value that stands two levels deep. Raises as ``encoded``."""
    return _texts(value, 2, _AIR)[1]


def encoded_row(value: Json) -> bytes:
    """The text of a value as one line, its newline included. Raises as ``encoded``."""
    return _byte(_outer(value, 0, _GAP, _part_of_row))


def _part_of_row(value: Json) -> str:
    return _outer(value, 1, _GAP, lambda v: _texts(v, 2, _GAP)[1])


def _byte(text: str) -> bytes:
    try:
        data = (text + "\n").encode("utf-8")
    except UnicodeEncodeError:
        raise CodeError("texten innehåller ett halvt tecken (surrogat)") from None
    if len(data) > MAX_BYTE:
        raise _for_big()
    return data


def _outer(value: Json, depth: int, air: Sequence[str], part_text: PartText) -> str:
    """One of the two outermost levels, which are always broken up: the tables, their records."""
    if not value or not isinstance(value, dict | list | tuple):
        return _texts(value, depth, air)[1]
    parts = [
        before + (simple(v) if (simple := _SIMPLE.get(type(v))) else part_text(v))
        for before, v in _shared(value)
    ]
    return _broken(value, parts, depth, air)


def _texts(value: Json, depth: int, air: Sequence[str]) -> tuple[str, str]:
    """A value's text on one line, and as it is laid out so deep: each part is made once."""
    if not isinstance(value, dict | list | tuple):
        text = _SIMPLE.get(type(value), _unusual)(value)
        return text, text
    if depth >= MAX_DEPTH:
        raise _for_deep()
    shorten, long_ones = [], []
    for before, v in _shared(value):
        if simple := _SIMPLE.get(type(v)):
            short = long = before + simple(v)
        else:
            short, long = _texts(v, depth + 1, air)
            short, long = before + short, before + long
        shorten.append(short)
        long_ones.append(long)
    short = ", ".join(shorten)
    short = f"{{{short}}}" if isinstance(value, dict) else f"[{short}]"
    if not shorten or len(short) + depth <= MAX_WIDTH:
        return short, short
    return short, _broken(value, long_ones, depth, air)


def _broken(value: Json, parts: Iterable[str], depth: int, air: Sequence[str]) -> str:
    before, end = air[depth + 1], air[depth]
    text = f",{before}".join(parts)
    return f"{{{before}{text}{end}}}" if isinstance(value, dict) else f"[{before}{text}{end}]"


def _shared(value: Any) -> Iterable[tuple[str, Json]]:
    """The parts of an object or a list, each with what stands before it.

    TinyDB's ids may be numbers. Raises Kodfel for two keys that are written alike.
    """
    if not isinstance(value, dict):
        return [("", v) for v in value]
    par = {str(key): v for key, v in value.items()}
    if len(par) != len(value):
        raise CodeError("två nycklar skrivs likadant")
    return [(f"{_string(key)}: ", v) for key, v in par.items()]


def _digits(number: Decimal) -> str:
    """A number's digits, no exponent. Raises Kodfel where they are too many."""
    if not number.is_finite():
        raise CodeError(f"{number} är inget tal")
    # Looked at first: the digits of 1E+999999 would fill the memory.
    text = f"{number:f}" if abs(number.adjusted()) <= MAX_DIGITS else ""
    if not text or len(text) > MAX_DIGITS:
        raise _for_long(str(number))
    return text


def _integer_text(number: int) -> str:
    # Of any other number even its digits may be too many to ask for.
    return str(number) if -_SMALL_INTEGERS < number < _SMALL_INTEGERS else _digits(Decimal(number))


def _unusual(value: Json) -> str:
    """The text of a value of a type that is made from one of JSON's. Raises TypeError."""
    for kind, simple in _SIMPLE.items():
        if isinstance(value, kind):
            return simple(value)
    raise TypeError(f"cannot be stored: {type(value).__name__}")


_SIMPLE: dict[type, Callable[[Any], str]] = {
    str: _string,
    int: _integer_text,
    Decimal: _digits,
    bool: {True: "true", False: "false"}.__getitem__,
    type(None): lambda _: "null",
    float: lambda number: _digits(Decimal(repr(number))),
}
