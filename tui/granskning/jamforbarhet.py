"""Which columns of two documents meet, and why some cannot be subtracted (*jämförbarhet*).

Columns meet where they state the same thing of the same year, else where they are the same
column of another year. Period, population, unit and definition travel with a figure.
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from tui.domain.berakning import Kalkyl
from tui.domain.celltext import kolumnrubrik, visade_decimaler
from tui.domain.dokument import Dokument
from tui.domain.nasta_period import periodord, samma_tid
from tui.domain.tabell import Kolumn, Tabell
from tui.domain.uttryck import PerManad, namn_i
from tui.domain.varde import Varde
from tui.fryst import fryst
from tui.granskning.personalbroar import BARA_MANADSAVLONADE, SJUK, avser, egen_period
from tui.svenska.avrundning import avrundat

AR_FOR_AR = ("budget", "plan", "utfall")
HELARSKOLUMNER = ("prognos", "beslutad")
"""Columns that nobody inherits and that speak of a whole year all the same."""


@fryst
class Sida:
    """One of the two documents with its table."""

    dokument: Dokument
    kalkyl: Kalkyl

    @property
    def tabell(self) -> Tabell:
        """The table."""
        return self.kalkyl.tabell

    def rubrik(self, kolumn_id: str) -> str:
        """A column's heading here."""
        return kolumnrubrik(self.tabell.kolumn(kolumn_id), self.dokument.period)

    def visat(self, rad_id: str, kolumn_id: str) -> Varde:
        """A cell's value as it is shown: a computed figure with the decimals of its cell."""
        varde = self.kalkyl.visat(rad_id, kolumn_id)
        rad, kolumn = self.tabell.rad(rad_id), self.tabell.kolumn(kolumn_id)
        decimaler = visade_decimaler(self.kalkyl, rad, kolumn)
        if not isinstance(varde, Decimal) or decimaler is None:
            return varde
        return avrundat(Fraction(varde), decimaler)


@fryst
class Kolumnpar:
    """A column here and the one that it is held against there.

    ``samma``: both state one and the same figure, so a difference is a contradiction. ``hinder``
    says why they cannot be subtracted, "" where they can.
    """

    har: str
    dar: str
    samma: bool = False
    hinder: str = ""


def cellvisa(har: Sida, dar: Sida) -> Iterator[Kolumnpar]:
    """Every column of a copy against the same one of what it started from."""
    for kolumn in har.tabell.kolumner:
        if kolumn.id in dar.tabell.kolumn_index:
            yield Kolumnpar(kolumn.id, kolumn.id, samma=True)


def kolumnpar(har: Sida, dar: Sida) -> Iterator[Kolumnpar]:
    """The columns that two documents share; comments and long texts are left out."""
    allmant = tabellhinder(har, dar)
    for kolumn in har.tabell.kolumner:
        if kolumn.alltid or kolumn.typ == "langtext":
            continue
        samma = next((k for k in dar.tabell.kolumner if _samma_uppgift(har, kolumn, dar, k)), None)
        if samma is not None:
            yield Kolumnpar(kolumn.id, samma.id, samma=not allmant, hinder=allmant)
        elif kolumn.id in dar.tabell.kolumn_index:
            hinder = _hinder(har, dar, kolumn.id) if kolumn.numerisk else ""
            allmant_har = allmant if kolumn.numerisk else ""
            yield Kolumnpar(kolumn.id, kolumn.id, hinder=allmant_har or hinder)


def _samma_uppgift(har: Sida, kolumn: Kolumn, dar: Sida, annan: Kolumn) -> bool:
    """Whether two columns state one thing of one year (an outcome: of the same months)."""
    ena, andra = kolumn.arv, annan.arv
    if ena is None or andra is None or ena.slag != andra.slag or ena.slag not in AR_FOR_AR:
        return False
    samma_ar = har.dokument.period.ar + ena.ar == dar.dokument.period.ar + andra.ar
    return samma_ar and (
        ena.slag != "utfall" or samma_tid(har.dokument.period, dar.dokument.period)
    )


def _hinder(har: Sida, dar: Sida, kolumn_id: str) -> str:
    """Why one and the same column of two documents cannot be subtracted."""
    ena, andra = har.tabell.kolumn(kolumn_id), dar.tabell.kolumn(kolumn_id)
    if not _samma_regel(har.tabell, ena, dar.tabell, andra):
        return "kolumnen räknas på olika sätt i dokumenten"
    perioder = har.dokument.period, dar.dokument.period
    bundna = tidsbunden(har.tabell, ena) or tidsbunden(dar.tabell, andra)
    if bundna and not samma_tid(*perioder):
        return (
            f"perioderna är olika långa: {periodord(perioder[0])} här, {periodord(perioder[1])} där"
        )
    return ""


def _samma_regel(har: Tabell, ena: Kolumn, dar: Tabell, andra: Kolumn) -> bool:
    """Whether two columns are worked out alike, and so is all that they are made of."""
    if ena.regel != andra.regel:
        return False
    namn = namn_i(ena.regel) if ena.regel is not None else ()
    return all(
        _samma_regel(har, har.kolumn(n), dar, dar.kolumn(n))
        for n in namn
        if n in har.kolumn_index and n in dar.kolumn_index and n != ena.id
    )


def tidsbunden(tabell: Tabell, kolumn: Kolumn) -> bool:
    """Whether a column counts what has happened in the document's period.

    A computed one does when what it is made of does; a pace by month has the period taken out.
    """
    if isinstance(kolumn.regel, PerManad):
        return False
    if kolumn.regel is not None:
        namn = (n for n in namn_i(kolumn.regel) if n in tabell.kolumn_index and n != kolumn.id)
        return any(tidsbunden(tabell, tabell.kolumn(n)) for n in namn)
    if kolumn.arv is not None:
        return kolumn.arv.slag == "utfall"
    return kolumn.numerisk and kolumn.id not in HELARSKOLUMNER


def tabellhinder(har: Sida, dar: Sida) -> str:
    """Why no figures of two tables compare: unit, the table's own period, or who is counted."""
    if har.tabell.enhet != dar.tabell.enhet:
        return f"tabellen är i {har.tabell.enhet} här och i {dar.tabell.enhet} där"
    if har.tabell.mall.id != SJUK:
        return ""
    egna = [egen_period(s.dokument, s.kalkyl) for s in (har, dar)]
    if egna[0] != egna[1]:
        ord_ = [
            egen or periodord(s.dokument.period) for egen, s in zip(egna, (har, dar), strict=True)
        ]
        return f"tabellen avser {ord_[0]} här och {ord_[1]} där"
    bara = [bool(BARA_MANADSAVLONADE.search(avser(s.kalkyl))) for s in (har, dar)]
    if bara[0] != bara[1]:
        har_ord, dar_ord = ("bara månadsavlönade" if b else "fler än månadsavlönade" for b in bara)
        return f"tabellen omfattar {har_ord} här och {dar_ord} där"
    return ""
