"""Figures, dates and foreign text as a Swedish reader expects to see them.

Every function is pure.  Figures use a no-break space between thousands,
a decimal comma and the true minus (U+2212); rounding is half up, away from zero
("avrundning"), as the reports round.  Source: the documents and design section 5.
"""

import re
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

HARDSPACE = "\u00a0"
MINUS = "\u2212"

MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)

_SHORT_MONTHS = (
    *("jan", "feb", "mars", "apr", "maj", "juni"),
    *("juli", "aug", "sep", "okt", "nov", "dec"),
)

_SWEDISH_SIGN = str.maketrans({",": HARDSPACE, ".": ",", "-": MINUS})


def rounded_to(number: Fraction, decimals: int) -> Decimal:
    """Return the figure rounded half up, away from zero, to exactly that many decimals.

    Built from digits, since Decimal arithmetic would round once more, to 28 figures.
    """
    scaled = abs(number) * 10**decimals
    units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    minus = "-" if number < 0 and units else ""
    return Decimal(f"{minus}{units}E-{decimals}")


def amount(number: Decimal | None, decimals: int | None = 0) -> str:
    """Return a finite amount ("belopp") as text, in the unit that it already has; "" for None.

    ``decimals=None`` shows the decimals that the value itself carries.  A value that rounds
    to zero is shown without a minus: the documents' "-0" says nothing.
    """
    if number is None:
        return ""
    places = "" if decimals is None else f".{decimals}"
    with localcontext(rounding=ROUND_HALF_UP):
        return format(number, f"z,{places}f").translate(_SWEDISH_SIGN)


def percent(number: Decimal | None, decimals: int | None = 1) -> str:
    """Return a share that is already in per cent ("procent"): 12,5 is "12,5 %"; "" for None."""
    return "" if number is None else f"{amount(number, decimals)}{HARDSPACE}%"


def when(day: date) -> str:
    """Return a date ("datum") in full: "31 augusti 2024"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """Return a date without its year: "17 sep".  Short names as in CLDR, without full stops."""
    return f"{day.day} {_SHORT_MONTHS[day.month - 1]}"


def clock_time(moment: time | datetime) -> str:
    """Return a time of day ("klockslag") the Swedish way, with a full stop: "14.02"."""
    return f"{moment.hour:02}.{moment.minute:02}"


def clock_seconds(moment: time | datetime) -> str:
    """Return a time of day with its seconds, for what comes close together: "14.02.07"."""
    return f"{clock_time(moment)}.{moment.second:02}"


def count(n: int, singular: str, plural: str) -> str:
    """Return a count with its noun ("antal"): "1 rad", "2 rader", "0 rader"."""
    return f"{amount(Decimal(n))} {singular if n == 1 else plural}"


def about_days(n: int) -> str:
    """Return when something is that lies so many days ahead: "i dag", "i morgon", "om 7 dagar"."""
    return {0: "i dag", 1: "i morgon"}.get(n, f"om {count(n, 'dag', 'dagar')}")


# Written out by hand, because scanning all of Unicode at import costs a tenth of a second;
# a test holds the ranges against unicodedata.
INVISIBLE = (
    "\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)

_INVISIBLE = re.compile(f"\r\n|[{INVISIBLE}]")
_LINE_BREAKS = ("\r\n", "\n", "\r", "\u2028", "\u2029")


def clean(text: str, *, line_breaks: bool = False) -> str:
    """Return the text with nothing in it that could steer a terminal or hide from the reader.

    C0 and DEL become their control pictures ("␛"); C1, bidi overrides, zero-width and other
    invisible characters and lone surrogates become "�".  A tab becomes a space, and so does a
    line break unless ``line_breaks`` keeps it, as "\\n".
    """
    line_break = "\n" if line_breaks else " "
    return _INVISIBLE.sub(lambda hit: _visible(hit[0], line_break), text)


def _visible(sign: str, line_break: str) -> str:
    if sign in _LINE_BREAKS:
        return line_break
    if sign == "\t":
        return " "
    if sign == "\x7f":
        return "\u2421"
    return chr(0x2400 + ord(sign)) if sign < " " else "\ufffd"
