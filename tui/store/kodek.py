"""Bytes to values and back: strict JSON with Decimal, laid out to be read and compared.

Refused, each with a ``Kodfel`` that says where: bytes that are not UTF-8, duplicate keys, NaN
and Infinity, half characters (lone surrogates), numbers of more than ``MAX_SIFFROR`` signs,
nesting deeper than ``MAX_DJUP``, files larger than ``MAX_BYTE``. The same holds in both
directions: what cannot be read is never written.
"""

import json
import re
from collections import Counter
from collections.abc import ItemsView
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn, TypeAlias

from tui.store.fel import citerad

Json: TypeAlias = Any

MAX_BYTE = 16 * 1024 * 1024
MAX_DJUP = 20
MAX_BREDD = 100
MAX_SIFFROR = 30


class Kodfel(ValueError):
    """Bytes that are no store: one Swedish sentence, without the file's name."""


def avkodat(data: bytes) -> Json:
    """The value that the bytes stand for. Raises Kodfel.

    A byte order mark, which old Windows editors put first, is read over.
    """
    if len(data) > MAX_BYTE:
        raise _for_stor()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fel:
        raise Kodfel(f"filen är inte UTF-8 (byte {fel.start + 1})") from None
    if not text.strip(" \t\r\n\0"):
        # A file that a crash left as nothing but zero bytes is as empty as one without bytes.
        raise Kodfel("filen är tom")
    varde = _last(text)
    _kontrollera_djup(varde)
    _kontrollera_tecken(text, varde)
    return varde


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
    except RecursionError:
        raise _for_djupt() from None


def _kontrollera_djup(varde: Json) -> None:
    """Level by level, so that no depth of nesting is a depth of calls. Raises Kodfel."""
    niva = [varde]
    for _ in range(MAX_DJUP):
        niva = [d for v in niva for d in _delar(v) if isinstance(d, _SAMLINGAR)]
        if not niva:
            return
    raise _for_djupt()


_SAMLINGAR = (dict, list)


def _delar(varde: Json) -> Any:
    if isinstance(varde, dict):
        return varde.values()
    return varde if isinstance(varde, list) else ()


_SURROGAT = re.compile(r"\\u[dD][89a-fA-F]")


def _kontrollera_tecken(text: str, varde: Json) -> None:
    """Refuse half characters, which only an escape can spell. Raises Kodfel."""
    if _SURROGAT.search(text):
        kodat(varde)


def _for_stor() -> Kodfel:
    return Kodfel(f"filen är större än {MAX_BYTE // 1024 // 1024} MB")


def _for_djupt() -> Kodfel:
    return Kodfel(f"innehållet är nästlat djupare än {MAX_DJUP} nivåer")


def _for_langt(text: str) -> Kodfel:
    return Kodfel(f"talet {text[:MAX_SIFFROR]}… är för långt")


def _decimal(text: str) -> Decimal:
    try:
        tal = Decimal(text)
    except InvalidOperation:
        raise _for_langt(text) from None
    _siffror(tal)
    return tal


def _heltal(text: str) -> int:
    if len(text) > MAX_SIFFROR:
        raise _for_langt(text)
    return int(text)


def _vagra_konstant(namn: str) -> NoReturn:
    raise Kodfel(f"{namn} är inget tal")


def _unika_nycklar(par: list[tuple[str, Json]]) -> dict[str, Json]:
    resultat = dict(par)
    if len(resultat) != len(par):
        antal = Counter(nyckel for nyckel, _ in par)
        raise Kodfel(f"nyckeln {citerad(antal.most_common(1)[0][0])} står två gånger")
    return resultat


def kodat(varde: Json) -> bytes:
    """The bytes of a value: UTF-8, one row a line where it fits, so that versions compare.

    Raises Kodfel for what ``avkodat`` would refuse, TypeError for what is not a JSON value.
    """
    try:
        data = (_text(varde, 0) + "\n").encode("utf-8")
    except UnicodeEncodeError:
        raise Kodfel("texten innehåller ett halvt tecken (surrogat)") from None
    if len(data) > MAX_BYTE:
        raise _for_stor()
    return data


def _text(varde: Json, djup: int) -> str:
    if not varde or not isinstance(varde, dict | list | tuple):
        return _kort(varde, djup)
    if djup > 1:
        kort = _kort(varde, djup)
        if len(kort) + djup <= MAX_BREDD:
            return kort
    _inom(djup)
    luft = "\n" + " " * (djup + 1)
    slut = "\n" + " " * djup
    if isinstance(varde, dict):
        delar = [f"{_strang(k)}: {_text(v, djup + 1)}" for k, v in _par(varde)]
        return "{" + luft + ("," + luft).join(delar) + slut + "}"
    return "[" + luft + ("," + luft).join(_text(v, djup + 1) for v in varde) + slut + "]"


def _kort(varde: Json, djup: int) -> str:
    match varde:
        case str():
            return _strang(varde)
        case bool() | None:
            return {True: "true", False: "false", None: "null"}[varde]
        case Decimal():
            return _siffror(varde)
        case int():
            return _siffror(Decimal(varde))
        case float():
            return _siffror(Decimal(repr(varde)))
        case dict():
            _inom(djup)
            return (
                "{" + ", ".join(f"{_strang(k)}: {_kort(v, djup + 1)}" for k, v in _par(varde)) + "}"
            )
        case list() | tuple():
            _inom(djup)
            return "[" + ", ".join(_kort(v, djup + 1) for v in varde) + "]"
    raise TypeError(f"cannot be stored: {type(varde).__name__}")


def _inom(djup: int) -> None:
    if djup >= MAX_DJUP:
        raise _for_djupt()


def _par(varde: dict[Any, Json]) -> ItemsView[str, Json]:
    """The members with text keys (TinyDB's ids may be numbers). Raises Kodfel for a double."""
    par = {str(nyckel): v for nyckel, v in varde.items()}
    if len(par) != len(varde):
        raise Kodfel("två nycklar skrivs likadant")
    return par.items()


def _siffror(tal: Decimal) -> str:
    """A number's digits, no exponent. Raises Kodfel where they are too many."""
    if not tal.is_finite():
        raise Kodfel(f"{tal} är inget tal")
    # Looked at first: the digits of 1E+999999 would fill the memory.
    text = f"{tal:f}" if abs(tal.adjusted()) <= MAX_SIFFROR else ""
    if not text or len(text) > MAX_SIFFROR:
        raise _for_langt(str(tal))
    return text


_strang = json.JSONEncoder(ensure_ascii=False).encode
