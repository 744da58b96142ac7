"""Bytes to values and back: strict JSON with Decimal, laid out to be read and compared.

Refused, each with a ``Kodfel`` that says where: bytes that are not UTF-8, duplicate keys, NaN
and Infinity, nesting deeper than ``MAX_DJUP``, files larger than ``MAX_BYTE``.
"""

import json
import re
from collections import Counter
from decimal import Decimal
from typing import Any, NoReturn, TypeAlias

Json: TypeAlias = Any

MAX_BYTE = 16 * 1024 * 1024
MAX_DJUP = 20
MAX_BREDD = 100


class Kodfel(ValueError):
    """Bytes that are no store: one Swedish sentence, without the file's name."""


def avkodat(data: bytes) -> Json:
    """The value that the bytes stand for. Raises Kodfel."""
    if len(data) > MAX_BYTE:
        raise Kodfel(f"filen är större än {MAX_BYTE // 1024 // 1024} MB")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fel:
        raise Kodfel(f"filen är inte UTF-8 (byte {fel.start + 1})") from None
    _kontrollera_djup(text)
    return _last(text)


def _last(text: str) -> Json:
    try:
        return json.loads(
            text,
            parse_float=_decimal,
            parse_int=_heltal,
            parse_constant=_vagra_konstant,
            object_pairs_hook=_unika_nycklar,
        )
    except json.JSONDecodeError as fel:
        raise Kodfel(f"rad {fel.lineno}, tecken {fel.colno}: texten är inte giltig JSON") from None


_HAKAR = re.compile(r'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]')


def _kontrollera_djup(text: str) -> None:
    djup = 0
    for traff in _HAKAR.finditer(text):
        tecken = traff[0]
        if tecken in "[{":
            djup += 1
        elif tecken in "]}":
            djup -= 1
        if djup > MAX_DJUP:
            raise Kodfel(f"innehållet är nästlat djupare än {MAX_DJUP} nivåer")


MAX_SIFFROR = 30


def _decimal(text: str) -> Decimal:
    tal = Decimal(text)
    if len(text) > MAX_SIFFROR or abs(tal.adjusted()) > MAX_SIFFROR:
        raise Kodfel(f"talet {text[:MAX_SIFFROR]}… är för långt")
    return tal


def _heltal(text: str) -> int:
    if len(text) > MAX_SIFFROR:
        raise Kodfel(f"talet {text[:MAX_SIFFROR]}… är för långt")
    return int(text)


def _vagra_konstant(namn: str) -> NoReturn:
    raise Kodfel(f"{namn} är inget tal")


def _unika_nycklar(par: list[tuple[str, Json]]) -> dict[str, Json]:
    resultat = dict(par)
    if len(resultat) != len(par):
        antal = Counter(nyckel for nyckel, _ in par)
        raise Kodfel(f"nyckeln ”{antal.most_common(1)[0][0]}” står två gånger")
    return resultat


def kodat(varde: Json) -> bytes:
    """The bytes of a value: UTF-8, one row a line where it fits, so that versions compare."""
    return (_text(varde, 0) + "\n").encode("utf-8")


def _text(varde: Json, djup: int) -> str:
    kort = _kort(varde)
    if not isinstance(varde, dict | list) or (djup > 1 and len(kort) + djup <= MAX_BREDD):
        return kort
    if not varde:
        return kort
    luft = "\n" + " " * (djup + 1)
    if isinstance(varde, dict):
        delar = [f"{_strang(str(k))}: {_text(v, djup + 1)}" for k, v in varde.items()]
        return "{" + luft + ("," + luft).join(delar) + "\n" + " " * djup + "}"
    return (
        "[" + luft + ("," + luft).join(_text(v, djup + 1) for v in varde) + "\n" + " " * djup + "]"
    )


def _kort(varde: Json) -> str:
    match varde:
        case dict():
            return "{" + ", ".join(f"{_strang(str(k))}: {_kort(v)}" for k, v in varde.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(_kort(v) for v in varde) + "]"
        case bool() | None:
            return {True: "true", False: "false", None: "null"}[varde]
        case Decimal():
            return _siffror(varde)
        case int():
            return str(varde)
        case str():
            return _strang(varde)
    raise TypeError(f"cannot be stored: {type(varde).__name__}")


def _siffror(tal: Decimal) -> str:
    if not tal.is_finite():
        raise ValueError("only finite numbers can be stored")
    return f"{tal:f}"


def _strang(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
