"""What a person types into a cell, as a value of that cell or a refusal with a hint."""

import re
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from tui.domain.celltext import MARKESORD
from tui.domain.tabell import ETIKETT, Kolumn, Rad, Tabell
from tui.domain.varde import Malvarde, Marke, Par, Varde, tal_i
from tui.svenska.format import belopp
from tui.svenska.tal import Avslag, Streck, Tolkat, i_kolumn, parse_tal

Inmatning: TypeAlias = Varde | Avslag

PENGAR = {"kr": Decimal("0.001"), "tkr": Decimal(1), "mnkr": Decimal(1000)}
JAMFORELSE = {"<": "<", ">": ">", "≤": "≤", "≥": "≥", "<=": "≤", ">=": "≥"}
MARKEN = {ord_: marke for marke, ord_ in MARKESORD.items()}
MAX_TEXT = 20_000


def tolkad_inmatning(text: str, tabell: Tabell, rad: Rad, kolumn_id: str) -> Inmatning:
    """The value that a typed text means in this cell; None empties it."""
    if kolumn_id == ETIKETT:
        return _text(text)
    kolumn = tabell.kolumn(kolumn_id)
    if not text.strip():
        return None
    if kolumn.numerisk and text.strip().lower() in MARKEN:
        return MARKEN[text.strip().lower()]
    enhet = tabell.enhet if rad.enhet is None else rad.enhet
    match kolumn.typ:
        case "mal":
            return _malvarde(text)
        case "utfall":
            return _utfall(text)
        case "datum":
            return tolkat_datum(text)
        case "text" | "langtext" | "val":
            return _text(text)
    decimaler = kolumn.decimaler if rad.decimaler is None else rad.decimaler
    return _tal(text, decimaler, _cellenhet(kolumn, enhet))


def _cellenhet(kolumn: Kolumn, enhet: str) -> str | None:
    if kolumn.typ == "procent":
        return "%"
    return enhet if enhet in (*PENGAR, "%") else None


def _text(text: str) -> Inmatning:
    if len(text) > MAX_TEXT:
        return Avslag(f"Texten är längre än {belopp(Decimal(MAX_TEXT))} tecken; korta den.")
    return text.strip()


def _tal(text: str, decimaler: int | None, enhet: str | None) -> Inmatning:
    # Per cent in another cell is refused as such, not with a hint to round it.
    matt = None if _i_procent(text) and enhet != "%" else decimaler
    svar = parse_tal(text, decimaler=matt, enhet=enhet)
    if isinstance(svar, Streck):
        return Marke.STRECK
    if isinstance(svar, Avslag) or svar.tal is None:
        return svar if isinstance(svar, Avslag) else None
    return _i_enhet(svar, decimaler, enhet)


def _i_enhet(svar: Tolkat, decimaler: int | None, enhet: str | None) -> Inmatning:
    assert svar.tal is not None
    if svar.enhet is None or svar.enhet == enhet:
        return svar.tal
    if svar.enhet in PENGAR and enhet in PENGAR:
        tal = svar.tal * PENGAR[svar.enhet] / PENGAR[enhet]
        return tal if decimaler is None else i_kolumn(tal, decimaler)
    if enhet is None:
        return Avslag(f"Cellen är inte i {svar.enhet}; skriv talet utan enhet.")
    return Avslag(f"Cellen är i {enhet} och inte i {svar.enhet}; skriv talet i {enhet}.")


def _i_procent(text: str) -> bool:
    return text.rstrip().endswith("%")


def _utan_enhet(text: str) -> Inmatning:
    """A figure of a target or an outcome, which may be written with its per cent sign."""
    return _tal(text, None, "%" if _i_procent(text) else None)


# "ska öka", "minst 2": a target in words; not a figure with its unit first.
_ORD = re.compile(r"\s*(?!(?:kr|tkr|mnkr|mkr)\b)[^\W\d_]{2,}(?:\s|$)", re.IGNORECASE)


def _tal_eller_text(text: str) -> Inmatning:
    svar = _utan_enhet(text)
    ord_ = _ORD.match(text) or not any(tecken.isdigit() for tecken in text)
    return _text(text) if isinstance(svar, Avslag) and ord_ else svar


def _malvarde(text: str) -> Inmatning:
    traff = re.match(r"\s*(<=|>=|[<>≤≥])(.*)$", text, re.DOTALL)
    if traff is None:
        return _tal_eller_text(text)
    tal = tal_i(svar) if not isinstance(svar := _utan_enhet(traff[2]), Avslag) else None
    if tal is None:
        return svar if isinstance(svar, Avslag) else Avslag("Skriv ett tal efter tecknet: <166.")
    return Malvarde(JAMFORELSE[traff[1]], tal)  # type: ignore[arg-type]


def _utfall(text: str) -> Inmatning:
    traff = re.match(r"\s*([^()\s][^()]*?)\s*\(([^()]+)\)\s*(\*{0,3})\s*$", text)
    if traff is None:
        return _tal_eller_text(text)
    forsta, andra = _utan_enhet(traff[1]), _utan_enhet(traff[2])
    if isinstance(forsta, Decimal) and isinstance(andra, Decimal):
        return Par(forsta, andra, traff[3])
    return Avslag("Skriv två utfall så här: 82,2 (80,5).")


def tolkat_datum(text: str) -> Inmatning:
    """ISO dates only: dateutil reads 25-03-01 as 2001, and a guess is worse than a refusal."""
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        return Avslag("Skriv datumet som år-månad-dag, till exempel 2024-09-17.")
