"""Bytes to values and back: strict JSON with Decimal, laid out to be read and compared.

Refused, each with a ``Kodfel`` that says where: bytes that are not UTF-8, duplicate keys, NaN
and Infinity, half characters (lone surrogates), numbers of more than ``MAX_SIFFROR`` signs,
nesting deeper than ``MAX_DJUP``, files larger than ``MAX_BYTE``. The same holds in both
directions: what cannot be read is never written.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal, InvalidOperation
from json.encoder import encode_basestring as _strang
from typing import Any, NoReturn, TypeAlias

from tui.store.fel import citerad

Json: TypeAlias = Any
Deltext: TypeAlias = Callable[[Json], str]

MAX_BYTE = 16 * 1024 * 1024
MAX_DJUP = 20
MAX_BREDD = 100
MAX_SIFFROR = 30
_SMA_HELTAL = 10 ** (MAX_SIFFROR - 1)
# What comes before each part of a value that is broken up, and before its end, by depth.
_LUFT = tuple("\n" + " " * djup for djup in range(MAX_DJUP + 1))
_MELLANRUM = (" ",) * (MAX_DJUP + 1)


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


def kodat(varde: Json, tabelltext: Deltext | None = None) -> bytes:
    """The bytes of a value: UTF-8, one row a line where it fits, so that versions compare.

    ``tabelltext`` gives the text of each part of the value: ``tabell_som_text``, but it may
    remember. Raises Kodfel for what ``avkodat`` would refuse, TypeError for what is not a JSON
    value.
    """
    return _byte(_yttre(varde, 0, _LUFT, tabelltext or tabell_som_text))


def tabell_som_text(varde: Json, posttext: Deltext | None = None) -> str:
    """The text of a part of a file's value. Raises as ``kodat``.

    ``posttext`` gives that of each part of it in turn: ``post_som_text``, but it may remember.
    """
    return _yttre(varde, 1, _LUFT, posttext or post_som_text)


def post_som_text(varde: Json) -> str:
    """The text of a value that stands two levels deep. Raises as ``kodat``."""
    return _texter(varde, 2, _LUFT)[1]


def kodad_rad(varde: Json) -> bytes:
    """The text of a value as one line, its newline included. Raises as ``kodat``."""
    return _byte(_yttre(varde, 0, _MELLANRUM, _del_av_rad))


def _del_av_rad(varde: Json) -> str:
    return _yttre(varde, 1, _MELLANRUM, lambda v: _texter(v, 2, _MELLANRUM)[1])


def _byte(text: str) -> bytes:
    try:
        data = (text + "\n").encode("utf-8")
    except UnicodeEncodeError:
        raise Kodfel("texten innehåller ett halvt tecken (surrogat)") from None
    if len(data) > MAX_BYTE:
        raise _for_stor()
    return data


def _yttre(varde: Json, djup: int, luft: Sequence[str], deltext: Deltext) -> str:
    """One of the two outermost levels, which are always broken up: the tables, their records."""
    if not varde or not isinstance(varde, dict | list | tuple):
        return _texter(varde, djup, luft)[1]
    delar = [
        fore + (enkel(v) if (enkel := _ENKLA.get(type(v))) else deltext(v))
        for fore, v in _delade(varde)
    ]
    return _brutet(varde, delar, djup, luft)


def _texter(varde: Json, djup: int, luft: Sequence[str]) -> tuple[str, str]:
    """A value's text on one line, and as it is laid out so deep: each part is made once."""
    if not isinstance(varde, dict | list | tuple):
        text = _ENKLA.get(type(varde), _ovanlig)(varde)
        return text, text
    if djup >= MAX_DJUP:
        raise _for_djupt()
    korta, langa = [], []
    for fore, v in _delade(varde):
        if enkel := _ENKLA.get(type(v)):
            kort = lang = fore + enkel(v)
        else:
            kort, lang = _texter(v, djup + 1, luft)
            kort, lang = fore + kort, fore + lang
        korta.append(kort)
        langa.append(lang)
    kort = ", ".join(korta)
    kort = f"{{{kort}}}" if isinstance(varde, dict) else f"[{kort}]"
    if not korta or len(kort) + djup <= MAX_BREDD:
        return kort, kort
    return kort, _brutet(varde, langa, djup, luft)


def _brutet(varde: Json, delar: Iterable[str], djup: int, luft: Sequence[str]) -> str:
    fore, slut = luft[djup + 1], luft[djup]
    text = f",{fore}".join(delar)
    return f"{{{fore}{text}{slut}}}" if isinstance(varde, dict) else f"[{fore}{text}{slut}]"


def _delade(varde: Any) -> Iterable[tuple[str, Json]]:
    """The parts of an object or a list, each with what stands before it.

    TinyDB's ids may be numbers. Raises Kodfel for two keys that are written alike.
    """
    if not isinstance(varde, dict):
        return [("", v) for v in varde]
    par = {str(nyckel): v for nyckel, v in varde.items()}
    if len(par) != len(varde):
        raise Kodfel("två nycklar skrivs likadant")
    return [(f"{_strang(nyckel)}: ", v) for nyckel, v in par.items()]


def _siffror(tal: Decimal) -> str:
    """A number's digits, no exponent. Raises Kodfel where they are too many."""
    if not tal.is_finite():
        raise Kodfel(f"{tal} är inget tal")
    # Looked at first: the digits of 1E+999999 would fill the memory.
    text = f"{tal:f}" if abs(tal.adjusted()) <= MAX_SIFFROR else ""
    if not text or len(text) > MAX_SIFFROR:
        raise _for_langt(str(tal))
    return text


def _heltalstext(tal: int) -> str:
    # Of any other number even its digits may be too many to ask for.
    return str(tal) if -_SMA_HELTAL < tal < _SMA_HELTAL else _siffror(Decimal(tal))


def _ovanlig(varde: Json) -> str:
    """The text of a value of a type that is made from one of JSON's. Raises TypeError."""
    for slag, enkel in _ENKLA.items():
        if isinstance(varde, slag):
            return enkel(varde)
    raise TypeError(f"cannot be stored: {type(varde).__name__}")


_ENKLA: dict[type, Callable[[Any], str]] = {
    str: _strang,
    int: _heltalstext,
    Decimal: _siffror,
    bool: {True: "true", False: "false"}.__getitem__,
    type(None): lambda _: "null",
    float: lambda tal: _siffror(Decimal(repr(tal))),
}
