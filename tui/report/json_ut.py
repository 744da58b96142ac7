"""Tables as JSON, the contract for scripts: figures as JSON numbers with their decimals kept."""

import json
import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import TypeAlias

from tui.domain.avrundning import decimaler_i
from tui.domain.berakning import Kalkyl
from tui.domain.cellbedomning import cellbedomning
from tui.domain.celltext import celltext, kolumnrubrik
from tui.domain.tabell import Kolumn, Rad
from tui.domain.varde import Malvarde, Marke, Par, Varde
from tui.report.blad import Blad, Bunt
from tui.svenska.format import OSYNLIGA

Json: TypeAlias = "Mapping[str, Json] | Sequence[Json] | str | Decimal | int | None"

MAX_DECIMALER = 10
MAX_BREDD = 110
# Wide enough that rounding never runs out of figures, whatever a store holds.
PRECISION = 400


def tabelljson(blad: Blad) -> Json:
    """One sheet."""
    kalkyl, dokument = blad.kalkyl, blad.dokument
    tabell = kalkyl.tabell
    return {
        "dokument": dokument.id,
        "tabell": tabell.id,
        "rubrik": tabell.rubrik,
        "enhet": tabell.enhet,
        "kolumner": [
            {
                "id": kolumn.id,
                "rubrik": kolumnrubrik(kolumn, dokument.period),
                "art": "beraknad" if kolumn.beraknad else "inmatad",
            }
            for kolumn in tabell.kolumner
        ],
        "rader": [_rad(kalkyl, rad) for rad in tabell.rader],
    }


def _rad(kalkyl: Kalkyl, rad: Rad) -> Json:
    return {
        "id": rad.id,
        "etikett": rad.etikett,
        "niva": kalkyl.tabell.niva(rad),
        "art": rad.art,
        "celler": {k.id: _cell(kalkyl, rad, k) for k in kalkyl.tabell.kolumner},
    }


def _cell(kalkyl: Kalkyl, rad: Rad, kolumn: Kolumn) -> Json:
    visat = kalkyl.visat(rad.id, kolumn.id)
    bedomning = cellbedomning(kalkyl, rad, kolumn)
    return {
        "varde": _varde(visat),
        "beraknat": _varde(kalkyl.beraknat(rad.id, kolumn.id)),
        "tryckt": _tryckt(kalkyl, rad, kolumn),
        "bedomning": bedomning.ord if bedomning else None,
    }


def _varde(varde: Varde) -> Json:
    match varde:
        case Decimal():
            return avrundat(varde)
        case Par(tal=tal):
            return tal
        case Malvarde():
            return celltext(varde, None)
        case str():
            return varde or None
    return None


def _tryckt(kalkyl: Kalkyl, rad: Rad, kolumn: Kolumn) -> Json:
    """The printed value; of a pair and a mark always its words, which "varde" cannot hold."""
    beraknad = kalkyl.ar_beraknad(rad.id, kolumn.id)
    varde = (rad.tryckt if beraknad else rad.celler).get(kolumn.id)
    if isinstance(varde, Marke | Par):
        return celltext(varde, None)
    return _varde(varde) if beraknad or kalkyl.sammanhang.last else None


def avrundat(tal: Decimal) -> Decimal:
    """The figure as it is, or a quotient to ten decimals without the zeros at its end."""
    if decimaler_i(tal) <= MAX_DECIMALER:
        return tal
    with localcontext(prec=PRECISION):
        rundat = tal.quantize(Decimal(1).scaleb(-MAX_DECIMALER), ROUND_HALF_UP)
        return Decimal(f"{rundat:f}".rstrip("0").rstrip("."))


def listjson(bunt: Bunt) -> Json:
    """A document and the tables that it has."""
    dokument = bunt.dokument
    return {
        "dokument": dokument.id,
        "namn": dokument.namn,
        "status": dokument.status,
        "tabeller": [
            {
                "tabell": blad.tabell,
                "rubrik": blad.kalkyl.tabell.rubrik,
                "flik": blad.flik,
                "rader": len(blad.kalkyl.tabell.rader),
            }
            for blad in bunt.blad
        ],
    }


def jsontext(varde: Json) -> str:
    """The value as JSON text that a person can read and a terminal can show."""
    return _text(varde, 0) + "\n"


def _text(varde: Json, djup: int) -> str:
    kort = _kort(varde)
    if len(kort) + djup <= MAX_BREDD or not isinstance(varde, Mapping | list):
        return kort
    luft = "\n" + " " * (djup + 1)
    if isinstance(varde, Mapping):
        delar = [f"{_strang(namn)}: {_text(v, djup + 1)}" for namn, v in varde.items()]
        return "{" + luft + ("," + luft).join(delar) + "\n" + " " * djup + "}"
    delar = [_text(v, djup + 1) for v in varde]
    return "[" + luft + ("," + luft).join(delar) + "\n" + " " * djup + "]"


def _kort(varde: Json) -> str:
    match varde:
        case None:
            return "null"
        case str():
            return _strang(varde)
        case Decimal():
            return f"{varde:f}"
        case int():
            return str(varde)
        case Mapping():
            return "{" + ", ".join(f"{_strang(n)}: {_kort(v)}" for n, v in varde.items()) + "}"
    return "[" + ", ".join(_kort(v) for v in varde) + "]"


_OSYNLIGT = re.compile(f"[{OSYNLIGA}]")


def _strang(text: str) -> str:
    """The text with what a terminal would obey written as \\u: nothing is lost to a script."""
    return _OSYNLIGT.sub(_kod, json.dumps(text, ensure_ascii=False))


def _kod(traff: re.Match[str]) -> str:
    return json.dumps(traff[0])[1:-1]
