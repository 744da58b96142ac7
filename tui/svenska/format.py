"""Figures, dates and foreign text as a Swedish reader expects to see them.

Every function is pure and returns a ``str``.  Figures use a no-break space between thousands,
a decimal comma and the true minus (U+2212); rounding is half up, away from zero
("avrundning"), as the reports round.  Source: the documents and design section 5.
"""

import re
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal, localcontext

HARDSPACE = "\u00a0"
MINUS = "\u2212"

MANADER = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)

_KORTA_MANADER = (
    "jan",
    "feb",
    "mars",
    "apr",
    "maj",
    "juni",
    "juli",
    "aug",
    "sep",
    "okt",
    "nov",
    "dec",
)

_SVENSKA_TECKEN = str.maketrans({",": HARDSPACE, ".": ",", "-": MINUS})


def belopp(tal: Decimal | None, decimaler: int | None = 0) -> str:
    """Return a finite amount ("belopp") as text, in the unit that it already has; "" for None.

    ``decimaler=None`` shows the decimals that the value itself carries.  A value that rounds
    to zero is shown without a minus: the documents' "-0" says nothing.
    """
    if tal is None:
        return ""
    antal_decimaler = "" if decimaler is None else f".{decimaler}"
    with localcontext(rounding=ROUND_HALF_UP):
        return format(tal, f"z,{antal_decimaler}f").translate(_SVENSKA_TECKEN)


def procent(tal: Decimal | None, decimaler: int | None = 1) -> str:
    """Return a share that is already in per cent ("procent"): 12,5 is "12,5 %"; "" for None."""
    return "" if tal is None else f"{belopp(tal, decimaler)}{HARDSPACE}%"


def datum(dag: date) -> str:
    """Return a date ("datum") in full: "31 augusti 2024"."""
    return f"{dag.day} {MANADER[dag.month - 1]} {dag.year}"


def kort_datum(dag: date) -> str:
    """Return a date without its year: "17 sep".  Short names as in CLDR, without full stops."""
    return f"{dag.day} {_KORTA_MANADER[dag.month - 1]}"


def klockslag(tid: time | datetime) -> str:
    """Return a time of day ("klockslag") the Swedish way, with a full stop: "14.02"."""
    return f"{tid.hour:02}.{tid.minute:02}"


def antal(n: int, singular: str, plural: str) -> str:
    """Return a count with its noun ("antal"): "1 rad", "2 rader", "0 rader"."""
    return f"{belopp(Decimal(n))} {singular if n == 1 else plural}"


def om_dagar(n: int) -> str:
    """Return when something is that lies so many days ahead: "i dag", "i morgon", "om 7 dagar"."""
    return {0: "i dag", 1: "i morgon"}.get(n, f"om {antal(n, 'dag', 'dagar')}")


# Written out by hand, because scanning all of Unicode at import costs a tenth of a second;
# a test holds the ranges against unicodedata.
OSYNLIGA = (
    "\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)

_OSYNLIGT = re.compile(f"\r\n|[{OSYNLIGA}]")
_RADBRYTNINGAR = ("\r\n", "\n", "\r", "\u2028", "\u2029")


def ren(text: str, *, radbrytningar: bool = False) -> str:
    """Return the text with nothing in it that could steer a terminal or hide from the reader.

    C0 and DEL become their control pictures ("␛"); C1, bidi overrides, zero-width and other
    invisible characters and lone surrogates become "�".  A tab becomes a space, and so does a
    line break unless ``radbrytningar`` keeps it, as "\\n".
    """
    radbrytning = "\n" if radbrytningar else " "
    return _OSYNLIGT.sub(lambda traff: _synligt(traff[0], radbrytning), text)


def _synligt(tecken: str, radbrytning: str) -> str:
    if tecken in _RADBRYTNINGAR:
        return radbrytning
    if tecken == "\t":
        return " "
    if tecken == "\x7f":
        return "\u2421"
    return chr(0x2400 + ord(tecken)) if tecken < " " else "\ufffd"
