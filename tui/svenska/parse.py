"""What a person types or pastes into a cell, read as a Swedish figure or refused with a hint.

Nothing is guessed: a text that could mean two figures is refused, and the refusal names both.
Sources: design section 5 ("Entry takes …") and "Numbers as printed" in the facts of the field.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from msgspec import Struct

from tui.svenska.arithmetic import (
    EXAMPLE,
    GAP,
    MAX_INTEGER_DIGITS,
    MINUS_SIGN,
    Refusal,
    formula_value,
)
from tui.svenska.format import HARDSPACE, INVISIBLE, amount, clean, rounded_to

__all__ = ["Dash", "Entered", "Parsed", "Refusal", "in_cell", "parse_number"]

MAX_LENGTH = 60
MAX_FORMULA_LENGTH = 200
MAX_DIGITS = 28
FORMULA_DECIMALS = 12


class Parsed(Struct, frozen=True):
    """A figure as typed, not scaled: ``unit`` is "%", "kr", "tkr", "mnkr" or None (not said).

    ``number`` is None when the text was empty, which is neither 0 nor "–".
    """

    number: Decimal | None
    unit: str | None


class Dash(Enum):
    """A lone dash ("streck"): the documents' sign for "none"; neither empty nor 0."""

    DASH = "–"


Entered = Parsed | Dash | Refusal

_EMPTY = Parsed(None, None)
_UNITS = {"%": "%", "kr": "kr", "tkr": "tkr", "mnkr": "mnkr", "mkr": "mnkr"}

# One separator through the whole figure: "1 234<no-break space>567" may be two pasted cells.
_DIGITS_NUMBER = (
    rf"(?:(?:0|[1-9][0-9]*|[1-9][0-9]{{0,2}}(?P<m>[{GAP}])[0-9]{{3}}"
    r"(?:(?P=m)[0-9]{3})*)(?:,[0-9]+)?|,[0-9]+)"
)
_PLACE = f"[{GAP}]?"
_UNIT = rf"(?:{_PLACE}(?P<enhet>%|kr|tkr|mnkr|mkr))?"
# re.ASCII keeps the Kelvin sign from counting as a "k" when case is ignored.
_FLAGS = re.ASCII | re.IGNORECASE
# Compiled by the first figure that is read: compiled here they would be a hundredth of a start.
_WITH_SIGN = (
    rf"(?:(?P<fore>[{MINUS_SIGN}+]){_PLACE})?(?P<tal>{_DIGITS_NUMBER})(?P<efter>[{MINUS_SIGN}])?"
    + _UNIT
)
_IN_PARENTHESIS = rf"\({_PLACE}(?P<tal>{_DIGITS_NUMBER}){_PLACE}\){_UNIT}"
_UNIT_IN_PARENTHESIS = rf"\({_PLACE}(?P<tal>{_DIGITS_NUMBER}){_UNIT}{_PLACE}\)"
_FORMER = (_WITH_SIGN, _IN_PARENTHESIS, _UNIT_IN_PARENTHESIS)


def parse_number(
    text: str, *, decimals: int | None = None, unit: str | None = None, whole: bool = False
) -> Entered:
    """Return what the text means: a figure, empty, a lone dash, or a refusal.  Never raises.

    ``decimals`` (0 or more) is how many decimals the cell shows and ``unit`` the cell's own
    unit; the figure is kept as exactly as it came, a formula's (text beginning with "=") to 12
    decimals.  ``whole`` says that the cell counts, and refuses a fraction.  An entry in another
    money unit than the cell's ("1,5 mnkr") is not measured, since only the scaled figure can be:
    the caller scales it and asks `in_cell`.
    """
    entry = text.strip(f"{GAP}\t\r\n")
    if not entry:
        return _EMPTY
    if re.fullmatch(f"[{MINUS_SIGN}]", entry):
        return Dash.DASH
    if entry.startswith("="):
        return _formula(entry, whole)
    return _usual(entry, decimals, unit, whole)


def in_cell(number: Decimal, decimals: int | None, *, whole: bool = False) -> Decimal | Refusal:
    """Return the figure without zeros that the cell does not show; a count is refused its parts."""
    if decimals is None:
        return number
    rounded = rounded_to(Fraction(number), decimals)
    if rounded == number:
        return rounded if _count_decimals(number) > decimals else number
    if whole:
        return Refusal(f"Här räknas antal, i hela tal: skriv {amount(rounded, decimals)}.")
    return _without_trailing_zeros(number)


def _formula(entry: str, whole: bool) -> Parsed | Refusal:
    if len(entry) > MAX_FORMULA_LENGTH:
        return Refusal(
            f"Formeln är längre än {MAX_FORMULA_LENGTH} tecken:"
            " dela upp den eller skriv resultatet."
        )
    hidden = _several_cells(entry) or _hidden(entry) or _foreign_digit(entry)
    if hidden is not None:
        return Refusal(hidden)
    value = formula_value(entry[1:], FORMULA_DECIMALS, _digits_number)
    if isinstance(value, Refusal):
        return value
    value = _without_trailing_zeros(value)
    kept = in_cell(value, 0, whole=True) if whole else value
    return kept if isinstance(kept, Refusal) else Parsed(kept, None)


def _usual(entry: str, decimals: int | None, unit: str | None, whole: bool) -> Parsed | Refusal:
    if len(entry) > MAX_LENGTH:
        return Refusal(
            f"Texten är längre än {MAX_LENGTH} tecken:"
            f" skriv bara talet, till exempel {_NUMBER_EXAMPLE}."
        )
    hit = next(filter(None, (re.fullmatch(form, entry, _FLAGS) for form in _FORMER)), None)
    if hit is None or _doubled_sign(hit):
        return Refusal(_sentence(entry))
    without_sign = _digits_number(hit["tal"])
    if isinstance(without_sign, Refusal):
        return without_sign
    number = _with_sign(without_sign, hit)
    written_unit = _UNITS.get((hit["enhet"] or "").lower())
    measure = decimals if written_unit in (None, "%", unit) else None
    kept = number if measure is None else _measure(number, hit["tal"], measure, whole)
    return kept if isinstance(kept, Refusal) else Parsed(kept, written_unit)


def _doubled_sign(hit: re.Match[str]) -> bool:
    groups = hit.groupdict()
    return bool(groups.get("fore") and groups.get("efter"))


def _with_sign(number: Decimal, hit: re.Match[str]) -> Decimal:
    """Return the figure with its sign; minus zero is zero.  Copying does not round as − does."""
    groups = hit.groupdict()
    minus = hit.re.pattern != _WITH_SIGN or (groups["fore"] or "+") != "+" or groups["efter"]
    return number.copy_negate() if minus and number else number


def _measure(number: Decimal, typed: str, decimals: int, whole: bool) -> Decimal | Refusal:
    """Return the figure as the cell keeps it; ``typed`` is how it was written.

    "1,000" and "158,695" in a cell that shows fewer decimals are refused: three figures after a
    lone comma are as likely English thousands.
    """
    if decimals >= 3 or re.fullmatch(r"[1-9][0-9]{0,2},[0-9]{3}", typed) is None:
        return in_cell(number, decimals, whole=whole)
    decimal = "" if whole else f", eller {amount(number, 4)} om kommat skiljer decimaler"
    return Refusal(f"Skriv {amount(number.scaleb(3))}{decimal} – kommat kan här betyda båda.")


def _digits_number(text: str) -> Decimal | Refusal:
    """Return one unsigned figure, or why it is not one."""
    if re.fullmatch(_DIGITS_NUMBER, text, _FLAGS) is None:
        return Refusal(_sentence(text))
    digits = re.sub(f"[{GAP}]", "", text)
    if len(digits.split(",")[0]) > MAX_INTEGER_DIGITS:
        return Refusal(
            f"Talet har fler än {MAX_INTEGER_DIGITS} siffror före kommat:"
            " skriv det i tkr eller mnkr i stället."
        )
    if len(digits) > MAX_DIGITS:
        return Refusal("Talet har för många decimaler: avrunda det, till exempel till 0,33.")
    return Decimal(digits.replace(",", "."))


def _count_decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _without_trailing_zeros(number: Decimal) -> Decimal:
    digits = format(number, "f")
    return Decimal(digits.rstrip("0").rstrip(".")) if "." in digits else number


# ---- Why a text is not a figure ---------------------------------------------------------------

_NUMBER_EXAMPLE = f"1{HARDSPACE}234,5"
_EXCERPT = 24

Hint = Callable[[str], str | None]
"""A sentence about the text, or None when this is not what is wrong with it."""


def _sentence(text: str) -> str:
    """Return the first sentence that fits, from the most particular to the most general."""
    without_unit = re.sub(rf"(?<=[0-9)\-]){_PLACE}(?:%|kr|tkr|mnkr|mkr)$", "", text, flags=_FLAGS)
    return next(filter(None, (hint(without_unit) for hint in _HINTS)), None) or (
        f"«{_excerpt(text)}» är inget tal: skriv till exempel {_NUMBER_EXAMPLE} eller −614."
    )


def _excerpt(text: str) -> str:
    """Return the beginning of a foreign text, harmless and with no sentence ending inside it."""
    short = re.split(r"(?<=[.!?])\s", clean(text[: 2 * _EXCERPT]).strip())[0][:_EXCERPT]
    return short if short == clean(text).strip() else f"{short.rstrip(' .!?')}…"


def _about(monster: str, sentence: str) -> Hint:
    """Return a hint that gives the sentence for a text in which the pattern is found."""
    # Compiled when a text is first refused: these patterns are 4 ms of a start.
    return lambda text: sentence if re.search(monster, text, _FLAGS) else None


def _foreign_digit(text: str) -> str | None:
    foreign = next((t for t in text if t.isnumeric() and not t.isascii()), None)
    return foreign and (
        f"Skriv talet med siffrorna 0–9 i stället för «{foreign}», till exempel {_NUMBER_EXAMPLE}."
    )


def _ambiguous_point(text: str) -> str | None:
    hit = re.fullmatch(rf"([{MINUS_SIGN}]?){_PLACE}([1-9][0-9]{{0,2}})\.([0-9]{{3}})", text)
    if hit is None:
        return None
    minus, before, after = "−" if hit[1] else "", hit[2], hit[3]
    return (
        f"Skriv {minus}{before}{HARDSPACE}{after} eller {minus}{before},{after}"
        " – en punkt kan betyda båda."
    )


_MIXED = (
    rf"(?P<minus>[{MINUS_SIGN}]?){_PLACE}"
    r"(?P<hel>[1-9][0-9]{0,2}(?P<skiljer>[.,'\u2019])[0-9]{3}(?:(?P=skiljer)[0-9]{3})*)"
    r"(?:(?!(?P=skiljer))[.,](?P<decimaler>[0-9]+))?"
)


def _foreign_thousands(text: str) -> str | None:
    """1.234,5 and 1,234.5 and 1,234,567 and 1'234: show the figure in Swedish, to be retyped."""
    hit = re.fullmatch(_MIXED, text)
    if hit is None:
        return None
    whole = re.sub(r"[^0-9]", HARDSPACE, hit["hel"])
    decimals = f",{hit['decimaler']}" if hit["decimaler"] else ""
    minus = "−" if hit["minus"] else ""
    return (
        f"Skriv {minus}{whole}{decimals} om det är talet"
        " – tusental skiljs med mellanslag och decimaler med komma."
    )


def _decimal_point(text: str) -> str | None:
    hit = re.fullmatch(rf"([{MINUS_SIGN}]?){_PLACE}0*([0-9]*)\.([0-9]+)", text)
    if hit is None:
        return None
    minus = "−" if hit[1] else ""
    return (
        f"Skriv {minus}{hit[2] or 0},{hit[3]} om punkten skiljer decimaler"
        " – den kan också skilja tusental."
    )


def _unknown_unit(text: str) -> str | None:
    hit = re.fullmatch(r"[^A-Za-zÅÄÖåäö]*[0-9]\W?([A-Za-zÅÄÖåäö]{2,12})", text)
    return hit and (
        f"Enheten «{_excerpt(hit[1])}» känns inte igen:"
        " skriv bara talet, eller talet med %, kr, tkr eller mnkr."
    )


_several_cells = _about(
    r"[\t\r\n]",
    f"Texten rymmer flera celler eller rader: skriv ett tal, till exempel {_NUMBER_EXAMPLE}.",
)
_hidden = _about(
    f"[{INVISIBLE}]",
    f"Texten innehåller ett osynligt tecken: skriv talet för hand, till exempel {_NUMBER_EXAMPLE}.",
)

_HINTS: tuple[Hint, ...] = (
    _several_cells,
    _hidden,
    _foreign_digit,
    _about(
        r"^[0-9]{4}([-./])[0-9]{1,2}\1[0-9]{1,2}$|^[0-9]{1,2}([-./])[0-9]{1,2}\2[0-9]{2,4}$",
        "Cellen tar ett tal och inte ett datum, till exempel 614.",
    ),
    _ambiguous_point,
    _foreign_thousands,
    _decimal_point,
    _about(
        r"^[^A-Za-z]*[0-9][^A-Za-z]*\.[^A-Za-z]*$",
        f"Skriv talet utan punkt, till exempel {_NUMBER_EXAMPLE} – en punkt kan betyda två saker.",
    ),
    _about(
        r"[0-9]['\u2019´`][0-9]",
        f"Skilj tusental med mellanslag i stället, till exempel {_NUMBER_EXAMPLE}.",
    ),
    _about(
        r"[0-9]:-$|kr\.$",
        f"Skriv kronor som kr utan andra tecken, till exempel {_NUMBER_EXAMPLE}{HARDSPACE}kr.",
    ),
    _about(
        r"[0-9)] ?\*+$|[0-9]%? ?\(", "Ta bort fotnoten eller parentesen och skriv ett enda tal."
    ),
    _about(
        rf"[{MINUS_SIGN}+]{_PLACE}[{MINUS_SIGN}+(]|\({_PLACE}[{MINUS_SIGN}+]"
        rf"|^[{MINUS_SIGN}+].*[{MINUS_SIGN}+]$",
        "Skriv ett enda tecken för minus, till exempel −614.",
    ),
    _about(
        rf"[0-9][{GAP}]+[{MINUS_SIGN}]$",
        "Skriv minus före talet, eller intill det utan mellanslag, till exempel −614.",
    ),
    _about(
        r"^\([^)]*$|^[^(]*\)$|^\( ?\)$",
        "Sätt hela talet inom parentes, som i (614), eller skriv −614.",
    ),
    _about(
        rf"^[^A-Za-z]*[0-9)]{_PLACE}[*/×÷+{MINUS_SIGN}]{_PLACE}[0-9(][^A-Za-z]*$",
        f"Skriv ett enda tal, eller börja med = för att räkna som i {EXAMPLE}.",
    ),
    _about(
        "[\u2010-\u2012\u2014\u2015\u207b\ufe58\ufe63\uff0d]",
        "Strecket i texten räknas inte som minus: skriv − eller -, till exempel −614.",
    ),
    _about(
        r"[0-9]e[+-]?[0-9]", f"Skriv ut talet med alla siffror, till exempel 100{HARDSPACE}000."
    ),
    _about(
        r"^(?=.*[0-9])(?=.*[OIl])[0-9OoIl ,+-]+$",
        "En bokstav står där en siffra väntas: skriv 0 i stället för O och 1 i stället för l.",
    ),
    _about(
        r"^[^A-Za-z]*,[^A-Za-z]*,",
        "Skriv bara ett komma, före decimalerna, till exempel 12,5.",
    ),
    _about(r"[0-9],(?![0-9])", "Skriv en siffra direkt efter kommat, eller ta bort det."),
    _about(
        rf"^[^A-Za-z]*[0-9][{GAP}]+[0-9,][^A-Za-z(]*$",
        "Skriv ett tal i taget, med tusental i grupper om tre siffror och lika mellanslag,"
        f" till exempel {_NUMBER_EXAMPLE}.",
    ),
    _about(
        r"^\W*0[0-9]+(,[0-9]+)?\W*$", "Ta bort nollan i början, eller skriv ett komma efter den."
    ),
    _about(r"^(%|kr|tkr|mnkr|mkr)", f"Skriv talet före enheten, till exempel 12,5{HARDSPACE}%."),
    _about(r"[<>≤≥=]", "Skriv bara talet, utan jämförelsetecken, till exempel 81."),
    _unknown_unit,
)
