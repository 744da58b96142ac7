"""What a person types or pastes into a cell, read as a Swedish figure or refused with a hint.

Nothing is guessed: a text that could mean two figures is refused, and the refusal names both.
Sources: design section 5 ("Entry takes …") and "Numbers as printed" in the facts of the field.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from tui.svenska.avrundning import avrundat
from tui.svenska.format import HARDSPACE, OSYNLIGA, belopp, ren
from tui.svenska.uttryck import (
    EXEMPEL,
    MAX_HELTALSSIFFROR,
    MELLANRUM,
    MINUSTECKEN,
    Avslag,
    formelvarde,
)

__all__ = ["Avslag", "Inmatat", "Streck", "Tolkat", "i_kolumn", "parse_tal"]

MAX_LANGD = 60
MAX_FORMELLANGD = 200
MAX_SIFFROR = 28
FORMELDECIMALER = 12


@dataclass(frozen=True)
class Tolkat:
    """A figure as typed, not scaled: ``enhet`` is "%", "kr", "tkr", "mnkr" or None (not said).

    ``tal`` is None when the text was empty, which is neither 0 nor "–".
    """

    tal: Decimal | None
    enhet: str | None


class Streck(Enum):
    """A lone dash ("streck"): the documents' sign for "none"; neither empty nor 0."""

    STRECK = "–"


Inmatat = Tolkat | Streck | Avslag

_TOM = Tolkat(None, None)
_ENHETER = {"%": "%", "kr": "kr", "tkr": "tkr", "mnkr": "mnkr", "mkr": "mnkr"}

# One separator through the whole figure: "1 234<no-break space>567" may be two pasted cells.
_SIFFERTAL = (
    rf"(?:(?:0|[1-9][0-9]*|[1-9][0-9]{{0,2}}(?P<m>[{MELLANRUM}])[0-9]{{3}}"
    r"(?:(?P=m)[0-9]{3})*)(?:,[0-9]+)?|,[0-9]+)"
)
_PLATS = f"[{MELLANRUM}]?"
_ENHET = rf"(?:{_PLATS}(?P<enhet>%|kr|tkr|mnkr|mkr))?"
# re.ASCII keeps the Kelvin sign from counting as a "k" when case is ignored.
_FLAGGOR = re.ASCII | re.IGNORECASE
_ETT_TAL = re.compile(_SIFFERTAL, _FLAGGOR)
_MED_TECKEN = re.compile(
    rf"(?:(?P<fore>[{MINUSTECKEN}+]){_PLATS})?(?P<tal>{_SIFFERTAL})(?P<efter>[{MINUSTECKEN}])?"
    + _ENHET,
    _FLAGGOR,
)
_I_PARENTES = re.compile(rf"\({_PLATS}(?P<tal>{_SIFFERTAL}){_PLATS}\){_ENHET}", _FLAGGOR)
_ENHET_I_PARENTES = re.compile(rf"\({_PLATS}(?P<tal>{_SIFFERTAL}){_ENHET}{_PLATS}\)", _FLAGGOR)
_FORMER = (_MED_TECKEN, _I_PARENTES, _ENHET_I_PARENTES)


def parse_tal(text: str, *, decimaler: int | None = None, enhet: str | None = None) -> Inmatat:
    """Return what the text means: a figure, empty, a lone dash, or a refusal.  Never raises.

    ``decimaler`` (0 or more) is how many decimals the cell keeps and ``enhet`` the cell's own
    unit.  A plain entry with more decimals is refused, unless they are zeros; a formula (text
    beginning with "=") is rounded half up, to 12 decimals when ``decimaler`` is None.  An entry
    in another money unit than the cell's ("1,5 mnkr") is not measured, since only the scaled
    figure can be: the caller scales it and asks `i_kolumn`.
    """
    inmatning = text.strip(f"{MELLANRUM}\t\r\n")
    if not inmatning:
        return _TOM
    if re.fullmatch(f"[{MINUSTECKEN}]", inmatning):
        return Streck.STRECK
    if inmatning.startswith("="):
        return _formel(inmatning, decimaler)
    return _vanligt(inmatning, decimaler, enhet)


def i_kolumn(tal: Decimal, decimaler: int) -> Decimal | Avslag:
    """Return the figure with at most ``decimaler`` decimals, or a refusal that suggests one."""
    avrundad = avrundat(Fraction(tal), decimaler)
    if avrundad != tal:
        return Avslag(f"{_kolumnen_visar(decimaler)}: skriv {belopp(avrundad, decimaler)}.")
    return avrundad if _antal_decimaler(tal) > decimaler else tal


def _formel(inmatning: str, decimaler: int | None) -> Tolkat | Avslag:
    if len(inmatning) > MAX_FORMELLANGD:
        return Avslag(
            f"Formeln är längre än {MAX_FORMELLANGD} tecken: dela upp den eller skriv resultatet."
        )
    dold = _flera_celler(inmatning) or _dolt(inmatning) or _frammande_siffra(inmatning)
    if dold is not None:
        return Avslag(dold)
    plats = FORMELDECIMALER if decimaler is None else decimaler
    varde = formelvarde(inmatning[1:], plats, _siffertal)
    return varde if isinstance(varde, Avslag) else Tolkat(_utan_slutnollor(varde), None)


def _vanligt(inmatning: str, decimaler: int | None, enhet: str | None) -> Tolkat | Avslag:
    if len(inmatning) > MAX_LANGD:
        return Avslag(
            f"Texten är längre än {MAX_LANGD} tecken: skriv bara talet, till exempel {_TALEXEMPEL}."
        )
    traff = next(filter(None, (form.fullmatch(inmatning) for form in _FORMER)), None)
    if traff is None or _dubbelt_tecken(traff):
        return Avslag(_mening(inmatning))
    utan_tecken = _siffertal(traff["tal"])
    if isinstance(utan_tecken, Avslag):
        return utan_tecken
    tal = _med_tecken(utan_tecken, traff)
    skriven_enhet = _ENHETER.get((traff["enhet"] or "").lower())
    matt = decimaler if skriven_enhet in (None, "%", enhet) else None
    i_cellen = tal if matt is None else _matt(tal, traff["tal"], matt)
    return i_cellen if isinstance(i_cellen, Avslag) else Tolkat(i_cellen, skriven_enhet)


def _dubbelt_tecken(traff: re.Match[str]) -> bool:
    grupper = traff.groupdict()
    return bool(grupper.get("fore") and grupper.get("efter"))


def _med_tecken(tal: Decimal, traff: re.Match[str]) -> Decimal:
    """Return the figure with its sign; minus zero is zero.  Copying does not round as − does."""
    grupper = traff.groupdict()
    minus = traff.re is not _MED_TECKEN or (grupper["fore"] or "+") != "+" or grupper["efter"]
    return tal.copy_negate() if minus and tal else tal


def _matt(tal: Decimal, skrivet: str, decimaler: int) -> Decimal | Avslag:
    """Return the figure if the cell can keep its decimals; ``skrivet`` is how it was written.

    "1,000" and "158,695" in a cell of whole thousands are refused even when the decimals are
    zeros: three figures after a lone comma are as likely English thousands.
    """
    if decimaler >= 3 or re.fullmatch(r"[1-9][0-9]{0,2},[0-9]{3}", skrivet) is None:
        return i_kolumn(tal, decimaler)
    return Avslag(
        f"Skriv {belopp(tal, decimaler)} eller {belopp(tal.scaleb(3))} – kommat kan här betyda"
        f" båda, och {_kolumnen_visar(decimaler).lower()}."
    )


def _siffertal(text: str) -> Decimal | Avslag:
    """Return one unsigned figure, or why it is not one."""
    if _ETT_TAL.fullmatch(text) is None:
        return Avslag(_mening(text))
    siffror = re.sub(f"[{MELLANRUM}]", "", text)
    if len(siffror.split(",")[0]) > MAX_HELTALSSIFFROR:
        return Avslag(
            f"Talet har fler än {MAX_HELTALSSIFFROR} siffror före kommat:"
            " skriv det i tkr eller mnkr i stället."
        )
    if len(siffror) > MAX_SIFFROR:
        return Avslag("Talet har för många decimaler: avrunda det, till exempel till 0,33.")
    return Decimal(siffror.replace(",", "."))


def _antal_decimaler(tal: Decimal) -> int:
    exponent = tal.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _utan_slutnollor(tal: Decimal) -> Decimal:
    siffror = format(tal, "f")
    return Decimal(siffror.rstrip("0").rstrip(".")) if "." in siffror else tal


def _kolumnen_visar(decimaler: int) -> str:
    if decimaler == 0:
        return "Kolumnen visar inga decimaler"
    return f"Kolumnen visar {decimaler} decimal{'' if decimaler == 1 else 'er'}"


# ---- Why a text is not a figure ---------------------------------------------------------------

_TALEXEMPEL = f"1{HARDSPACE}234,5"
_UTDRAG = 24

Hint = Callable[[str], str | None]
"""A sentence about the text, or None when this is not what is wrong with it."""


def _mening(text: str) -> str:
    """Return the first sentence that fits, from the most particular to the most general."""
    utan_enhet = re.sub(rf"(?<=[0-9)\-]){_PLATS}(?:%|kr|tkr|mnkr|mkr)$", "", text, flags=_FLAGGOR)
    return next(filter(None, (hint(utan_enhet) for hint in _HINTAR)), None) or (
        f"«{_utdrag(text)}» är inget tal: skriv till exempel {_TALEXEMPEL} eller −614."
    )


def _utdrag(text: str) -> str:
    """Return the beginning of a foreign text, harmless and with no sentence ending inside it."""
    kort = re.split(r"(?<=[.!?])\s", ren(text[: 2 * _UTDRAG]).strip())[0][:_UTDRAG]
    return kort if kort == ren(text).strip() else f"{kort.rstrip(' .!?')}…"


def _om(monster: str, mening: str) -> Hint:
    """Return a hint that gives the sentence for a text in which the pattern is found."""
    sokt = re.compile(monster, _FLAGGOR)
    return lambda text: mening if sokt.search(text) else None


def _frammande_siffra(text: str) -> str | None:
    frammande = next((t for t in text if t.isnumeric() and not t.isascii()), None)
    return frammande and (
        f"Skriv talet med siffrorna 0–9 i stället för «{frammande}», till exempel {_TALEXEMPEL}."
    )


def _dubbeltydig_punkt(text: str) -> str | None:
    traff = re.fullmatch(rf"([{MINUSTECKEN}]?){_PLATS}([1-9][0-9]{{0,2}})\.([0-9]{{3}})", text)
    if traff is None:
        return None
    minus, fore, efter = "−" if traff[1] else "", traff[2], traff[3]
    return (
        f"Skriv {minus}{fore}{HARDSPACE}{efter} eller {minus}{fore},{efter}"
        " – en punkt kan betyda båda."
    )


_BLANDADE = re.compile(
    rf"(?P<minus>[{MINUSTECKEN}]?){_PLATS}"
    r"(?P<hel>[1-9][0-9]{0,2}(?P<skiljer>[.,'\u2019])[0-9]{3}(?:(?P=skiljer)[0-9]{3})*)"
    r"(?:(?!(?P=skiljer))[.,](?P<decimaler>[0-9]+))?"
)


def _frammande_tusental(text: str) -> str | None:
    """1.234,5 and 1,234.5 and 1,234,567 and 1'234: show the figure in Swedish, to be retyped."""
    traff = _BLANDADE.fullmatch(text)
    if traff is None:
        return None
    hel = re.sub(r"[^0-9]", HARDSPACE, traff["hel"])
    decimaler = f",{traff['decimaler']}" if traff["decimaler"] else ""
    minus = "−" if traff["minus"] else ""
    return (
        f"Skriv {minus}{hel}{decimaler} om det är talet"
        " – tusental skiljs med mellanslag och decimaler med komma."
    )


def _decimalpunkt(text: str) -> str | None:
    traff = re.fullmatch(rf"([{MINUSTECKEN}]?){_PLATS}0*([0-9]*)\.([0-9]+)", text)
    if traff is None:
        return None
    minus = "−" if traff[1] else ""
    return (
        f"Skriv {minus}{traff[2] or 0},{traff[3]} om punkten skiljer decimaler"
        " – den kan också skilja tusental."
    )


def _okand_enhet(text: str) -> str | None:
    traff = re.fullmatch(r"[^A-Za-zÅÄÖåäö]*[0-9]\W?([A-Za-zÅÄÖåäö]{2,12})", text)
    return traff and (
        f"Enheten «{_utdrag(traff[1])}» känns inte igen:"
        " skriv bara talet, eller talet med %, kr, tkr eller mnkr."
    )


_flera_celler = _om(
    r"[\t\r\n]",
    f"Texten rymmer flera celler eller rader: skriv ett tal, till exempel {_TALEXEMPEL}.",
)
_dolt = _om(
    f"[{OSYNLIGA}]",
    f"Texten innehåller ett osynligt tecken: skriv talet för hand, till exempel {_TALEXEMPEL}.",
)

_HINTAR: tuple[Hint, ...] = (
    _flera_celler,
    _dolt,
    _frammande_siffra,
    _om(
        r"^[0-9]{4}([-./])[0-9]{1,2}\1[0-9]{1,2}$|^[0-9]{1,2}([-./])[0-9]{1,2}\2[0-9]{2,4}$",
        "Cellen tar ett tal och inte ett datum, till exempel 614.",
    ),
    _dubbeltydig_punkt,
    _frammande_tusental,
    _decimalpunkt,
    _om(
        r"^[^A-Za-z]*[0-9][^A-Za-z]*\.[^A-Za-z]*$",
        f"Skriv talet utan punkt, till exempel {_TALEXEMPEL} – en punkt kan betyda två saker.",
    ),
    _om(
        r"[0-9]['\u2019´`][0-9]",
        f"Skilj tusental med mellanslag i stället, till exempel {_TALEXEMPEL}.",
    ),
    _om(
        r"[0-9]:-$|kr\.$",
        f"Skriv kronor som kr utan andra tecken, till exempel {_TALEXEMPEL}{HARDSPACE}kr.",
    ),
    _om(r"[0-9)] ?\*+$|[0-9]%? ?\(", "Ta bort fotnoten eller parentesen och skriv ett enda tal."),
    _om(
        rf"[{MINUSTECKEN}+]{_PLATS}[{MINUSTECKEN}+(]|\({_PLATS}[{MINUSTECKEN}+]"
        rf"|^[{MINUSTECKEN}+].*[{MINUSTECKEN}+]$",
        "Skriv ett enda tecken för minus, till exempel −614.",
    ),
    _om(
        rf"[0-9][{MELLANRUM}]+[{MINUSTECKEN}]$",
        "Skriv minus före talet, eller intill det utan mellanslag, till exempel −614.",
    ),
    _om(
        r"^\([^)]*$|^[^(]*\)$|^\( ?\)$",
        "Sätt hela talet inom parentes, som i (614), eller skriv −614.",
    ),
    _om(
        rf"^[^A-Za-z]*[0-9)]{_PLATS}[*/×÷+{MINUSTECKEN}]{_PLATS}[0-9(][^A-Za-z]*$",
        f"Skriv ett enda tal, eller börja med = för att räkna som i {EXEMPEL}.",
    ),
    _om(
        "[\u2010-\u2012\u2014\u2015\u207b\ufe58\ufe63\uff0d]",
        "Strecket i texten räknas inte som minus: skriv − eller -, till exempel −614.",
    ),
    _om(r"[0-9]e[+-]?[0-9]", f"Skriv ut talet med alla siffror, till exempel 100{HARDSPACE}000."),
    _om(
        r"^(?=.*[0-9])(?=.*[OIl])[0-9OoIl ,+-]+$",
        "En bokstav står där en siffra väntas: skriv 0 i stället för O och 1 i stället för l.",
    ),
    _om(
        r"^[^A-Za-z]*,[^A-Za-z]*,",
        "Skriv bara ett komma, före decimalerna, till exempel 12,5.",
    ),
    _om(r"[0-9],(?![0-9])", "Skriv en siffra direkt efter kommat, eller ta bort det."),
    _om(
        rf"^[^A-Za-z]*[0-9][{MELLANRUM}]+[0-9,][^A-Za-z(]*$",
        "Skriv ett tal i taget, med tusental i grupper om tre siffror och lika mellanslag,"
        f" till exempel {_TALEXEMPEL}.",
    ),
    _om(r"^\W*0[0-9]+(,[0-9]+)?\W*$", "Ta bort nollan i början, eller skriv ett komma efter den."),
    _om(r"^(%|kr|tkr|mnkr|mkr)", f"Skriv talet före enheten, till exempel 12,5{HARDSPACE}%."),
    _om(r"[<>≤≥=]", "Skriv bara talet, utan jämförelsetecken, till exempel 81."),
    _okand_enhet,
)
