"""A typed formula ("formel") such as ``31417*1,02``, evaluated exactly and never by eval().

Grammar: figures joined by + − * /, with parentheses; × and ÷ are read as * and /.  A sign may
stand first, after an opening parenthesis and after * or /, but not after another sign.

The value is an exact fraction until it is rounded once, at the end: in Decimal, 1/3*1,5 is
0,4999…, which would round to 0 instead of to 1.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate, pairwise

from tui.svenska.avrundning import avrundat

MAX_DJUP = 20
MAX_HELTALSSIFFROR = 15
EXEMPEL = "=31417*1,02"


@dataclass(frozen=True)
class Avslag:
    """A refusal: one Swedish sentence, fit for the screen, that says what to type instead."""

    mening: str


Led = Fraction | str
"""A figure, or one of the signs ``+ - * / ( )``."""

MELLANRUM = " \u00a0\u202f\u2009\u2007"
MINUSTECKEN = "\\-\u2212\u2013"

_TALLIKT = rf"[0-9,.'\u2019]+(?:[{MELLANRUM}]+[0-9,.'\u2019]+)*"
_LED = re.compile(rf"[{MELLANRUM}]*(?:(?P<tal>{_TALLIKT})|(?P<tecken>.))", re.DOTALL)
_RAKNETECKEN = {**{t: t for t in "+-*/()"}, "\u2212": "-", "\u2013": "-", "×": "*", "÷": "/"}

# Which kind may follow which; "t" is a figure, "<" the beginning and ">" the end.
_FOLJER = {
    "<": "t(+-",
    "(": "t(+-",
    "t": "+-*/)>",
    ")": "+-*/)>",
    "+": "t(",
    "-": "t(",
    "*": "t(+-",
    "/": "t(+-",
}


def formelvarde(
    text: str, decimaler: int, siffertal: Callable[[str], Decimal | Avslag]
) -> Decimal | Avslag:
    """Return the value of a formula, rounded half up to that many decimals, or a refusal.

    ``text`` stands without its "="; ``siffertal`` reads one unsigned figure.  The caller limits
    the length of the text.  No figure and no result has more than 15 digits before the comma.
    """
    led = _led(text, siffertal)
    if isinstance(led, Avslag):
        return led
    fel = _formfel(led)
    if fel is not None:
        return fel
    try:
        varde, _ = _summa(led, 0)
    except ZeroDivisionError:
        return Avslag("Formeln delar med noll: ändra talet efter divisionstecknet.")
    if abs(varde) >= 10**MAX_HELTALSSIFFROR:
        return Avslag(
            f"Resultatet har fler än {MAX_HELTALSSIFFROR} siffror före kommat:"
            " räkna i tkr eller mnkr i stället."
        )
    return avrundat(varde, decimaler)


def _led(text: str, siffertal: Callable[[str], Decimal | Avslag]) -> tuple[Led, ...] | Avslag:
    led = [_ett_led(traff, siffertal) for traff in _LED.finditer(text)]
    avslag = next((ett for ett in led if isinstance(ett, Avslag)), None)
    return avslag or tuple(ett for ett in led if not isinstance(ett, Avslag))


def _ett_led(traff: re.Match[str], siffertal: Callable[[str], Decimal | Avslag]) -> Led | Avslag:
    if traff["tal"] is None:
        return _RAKNETECKEN.get(traff["tecken"]) or _okant_tecken(traff["tecken"])
    tal = siffertal(traff["tal"])
    return tal if isinstance(tal, Avslag) else Fraction(tal)


def _okant_tecken(tecken: str) -> Avslag:
    if tecken == "%":
        return Avslag(
            "Skriv procent som decimaltal i en formel, till exempel 1,02 i stället för 102\u00a0%."
        )
    return Avslag(
        f"En formel kan bara innehålla tal, + − * / och parenteser: skriv till exempel {EXEMPEL}."
    )


def _formfel(led: tuple[Led, ...]) -> Avslag | None:
    """Return what keeps these from being a formula, or None: then evaluation cannot go astray."""
    djup = tuple(accumulate(((ett == "(") - (ett == ")") for ett in led), initial=0))
    if min(djup) < 0 or djup[-1] != 0:
        return Avslag("Parenteserna går inte ihop: skriv till exempel =(2+3)*4.")
    if max(djup) > MAX_DJUP:
        return Avslag(f"Formeln har fler än {MAX_DJUP} parenteser inuti varandra: dela upp den.")
    slag = ["<", *(ett if isinstance(ett, str) else "t" for ett in led), ">"]
    return next((_foljdfel(a, b) for a, b in pairwise(slag) if b not in _FOLJER[a]), None)


def _foljdfel(forra: str, nasta: str) -> Avslag:
    if forra in "+-*/" and nasta in "+-*/":
        return Avslag(
            "Två räknetecken står intill varandra: skriv ett, eller sätt minustalet i parentes"
            " som i =5-(-3)."
        )
    return Avslag(f"Formeln är inte fullständig: skriv till exempel {EXEMPEL}.")


def _summa(led: tuple[Led, ...], plats: int) -> tuple[Fraction, int]:
    varde, plats = _produkt(led, plats)
    while plats < len(led) and led[plats] in ("+", "-"):
        term, efter = _produkt(led, plats + 1)
        varde, plats = (varde + term if led[plats] == "+" else varde - term), efter
    return varde, plats


def _produkt(led: tuple[Led, ...], plats: int) -> tuple[Fraction, int]:
    varde, plats = _faktor(led, plats)
    while plats < len(led) and led[plats] in ("*", "/"):
        faktor, efter = _faktor(led, plats + 1)
        varde, plats = (varde * faktor if led[plats] == "*" else varde / faktor), efter
    return varde, plats


def _faktor(led: tuple[Led, ...], plats: int) -> tuple[Fraction, int]:
    ett = led[plats]
    if isinstance(ett, Fraction):
        return ett, plats + 1
    if ett == "(":
        varde, slut = _summa(led, plats + 1)
        return varde, slut + 1
    varde, slut = _faktor(led, plats + 1)
    return (-varde if ett == "-" else varde), slut
