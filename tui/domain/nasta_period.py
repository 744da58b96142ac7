"""The next document's kind, period, id and name: out of what there is, or as asked for."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from tui.domain.dokument import Dokument, Dokumentslag
from tui.domain.period import Period
from tui.svenska.format import MANADER, datum

MANADER_DELAR = 8
SLAGORD: dict[Dokumentslag, str] = {
    "delarsbokslut": "delar",
    "arsbokslut": "bokslut",
    "budget": "budget",
    "underlag": "underlag",
}
PLANAR: dict[Dokumentslag, int] = {"budget": 2, "underlag": 2}
_PERIOD = re.compile(r"(?P<ar>\d{4})(?:-(?P<manad>\d\d))?", re.ASCII)


class Nastafel(ValueError):
    """What was asked for cannot be made: one Swedish sentence."""


@dataclass(frozen=True, slots=True)
class Forslag:
    """A document that could be made: its kind, its period, its id and its name."""

    slag: Dokumentslag
    period: Period
    id: str
    namn: str


def ar_fran_start(ar: int, manader: int = 12) -> Period:
    """The first so many months of a year."""
    start = date(ar, 1, 1)
    return Period(start, start + relativedelta(months=manader, days=-1))


def forskjuten(period: Period, ar: int) -> Period:
    """The same period another year; one that ends with a month does so in a leap year too."""
    sist = period.slut + relativedelta(days=1)
    steg = relativedelta(years=ar)
    return Period(period.start + steg, sist + steg - relativedelta(days=1))


def samma_tid(ena: Period, andra: Period) -> bool:
    """Whether two periods are the same part of their years, so that outcomes compare."""
    try:
        return forskjuten(ena, andra.ar - ena.ar) == andra
    except (ValueError, OverflowError):
        # The end of the calendar: a file may say the year 9999.
        return ena == andra


def tolkad_period(text: str, slag: Dokumentslag) -> Period:
    """The period that a year ("2025") or a last month ("2024-12") names. Raises Nastafel."""
    traff = _PERIOD.fullmatch(text.strip())
    manad = int(traff["manad"] or 12) if traff else 0
    if traff is None or not 1 <= manad <= 12 or not 1900 <= int(traff["ar"]) <= 2200:
        raise Nastafel(
            f"Perioden ”{text}” kan inte läsas; skriv året och sista månaden, som 2024-12."
        )
    period = ar_fran_start(int(traff["ar"]), manad)
    if (manad == 12) == (slag == "delarsbokslut"):
        hel = "slutar före december" if slag == "delarsbokslut" else "omfattar hela året"
        vad = {"delarsbokslut": "Ett delårsbokslut", "arsbokslut": "Ett årsbokslut"}
        raise Nastafel(f"{vad.get(slag, 'En budget')} {hel}; {text} gör inte det.")
    return period


def tolkat_slag(text: str) -> Dokumentslag:
    """The kind of document that a word names. Raises Nastafel."""
    for slag, ord_ in SLAGORD.items():
        if text.strip().casefold() in (slag, ord_):
            return slag
    finns = ", ".join(("delarsbokslut", "bokslut", "budget", "underlag"))
    raise Nastafel(f"Slaget ”{text}” finns inte; där finns {finns}.")


def namn_for(slag: Dokumentslag, period: Period) -> str:
    """What such a document is called."""
    planar = f"{period.ar}–{period.ar + PLANAR.get(slag, 0)}"
    match slag:
        case "budget":
            return f"Budget {planar}"
        case "underlag":
            return f"Underlag inför flerårsstrategi {planar}"
        case "arsbokslut":
            return f"Årsbokslut {period.ar}"
    if period.manader == MANADER_DELAR:
        return f"Delårsbokslut {period.ar}"
    return f"Delårsbokslut {period.ar}, januari–{MANADER[period.slut.month - 1]}"


def forslag_for(
    slag: Dokumentslag, period: Period, upptagna: Iterable[str] = (), id_: str = ""
) -> Forslag:
    """A proposal with an id that is free, the wanted one where it is given."""
    tagna = set(upptagna)
    stam = f"{period.ar}-{SLAGORD[slag]}"
    lediga = (stam, *(f"{stam}-{i}" for i in range(2, 10_000)))
    return Forslag(
        slag, period, id_ or next(k for k in lediga if k not in tagna), namn_for(slag, period)
    )


def foljande(dokument: Dokument, manader: int) -> Iterator[tuple[Dokumentslag, Period]]:
    """The documents that may follow one, the most likely first."""
    ar = dokument.period.ar
    match dokument.slag:
        case "delarsbokslut":
            yield "arsbokslut", ar_fran_start(ar)
            yield "delarsbokslut", forskjuten(dokument.period, 1)
            yield "budget", ar_fran_start(ar + 1)
        case "arsbokslut":
            yield "delarsbokslut", ar_fran_start(ar + 1, manader)
            yield "arsbokslut", ar_fran_start(ar + 1)
            yield "budget", ar_fran_start(ar + 2)
        case "budget":
            yield "delarsbokslut", ar_fran_start(ar, manader)
            yield "budget", ar_fran_start(ar + 1)
            yield "arsbokslut", ar_fran_start(ar)
        case "underlag":
            yield "underlag", ar_fran_start(ar + 1)
            yield "budget", ar_fran_start(ar)


def nasta_forslag(dokument: Dokument, alla: Iterable[Dokument]) -> tuple[Forslag, ...]:
    """What could be made out of a document, those that there are none of yet first."""
    kanda = tuple(alla)
    finns = {(d.slag, d.period) for d in kanda}
    delar = (d for d in kanda if d.slag == "delarsbokslut")
    senaste = max(delar, key=lambda d: d.period.slut, default=None)
    manader = senaste.period.manader if senaste else MANADER_DELAR
    try:
        par = sorted(foljande(dokument, manader), key=lambda ett: ett in finns)
    except (ValueError, OverflowError):
        return ()
    ids = [d.id for d in kanda]
    return tuple(forslag_for(slag, period, ids) for slag, period in par)


def periodord(period: Period) -> str:
    """The period in words: a whole year, or until when."""
    return f"helår {period.ar}" if period.manader == 12 else f"till och med {datum(period.slut)}"
