"""Recomputation (*beräkning*): what a table's computed cells are worth.

A ``Kalkyl`` is made anew for every version of a table and works a cell out when it is asked
for, once. A sum row in a computed column is worked out along the row: the column's rule holds
for every row. Nothing here rounds; a printed figure's rounding is judged elsewhere.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

from tui.domain.installningar import Installningar
from tui.domain.period import Period
from tui.domain.summa import Summa, plussumma, summerade
from tui.domain.tabell import ETIKETT, Kolumn, Rad, Tabell
from tui.domain.uttryck import (
    Barn,
    Egen,
    Forandring,
    Kvot,
    Linjar,
    PerManad,
    Produkt,
    Uttryck,
    namn_i,
)
from tui.domain.varde import Varde, tal_i
from tui.fryst import fryst_rum

Hamta = Callable[[str], Decimal | None]
HUNDRA = Decimal(100)
INGA_TABELLER: Mapping[str, Tabell] = MappingProxyType({})


# How many cells may wait for one another: the store refuses rules of more than 40 steps, so
# deeper than this is a ring, and one too long for Python's own stack is told as any other.
MAX_DJUP = 60


class Regelfel(ValueError):
    """A rule that refers to itself; the declaration is wrong, not the figures."""


@fryst_rum
class Sammanhang:
    """What a table's rules may look at beside the table: its siblings, settings and period."""

    tabeller: Mapping[str, Tabell] = field(default_factory=lambda: INGA_TABELLER)
    installningar: Installningar = field(default_factory=Installningar)
    period: Period | None = None
    last: bool = False


def linjar(regel: Linjar, hamta: Hamta) -> Decimal | None:
    """The signed sum, or None where there is nothing (or not everything) to add."""
    return summerad(regel, [hamta(namn) for _, namn in regel.termer])


def summerad(regel: Linjar, delar: Sequence[Decimal | None]) -> Decimal | None:
    """The same of the terms' numbers, in order."""
    termer = zip(regel.termer, delar, strict=True)
    kanda = [tecken * tal for (tecken, _), tal in termer if tal is not None]
    if not kanda or (len(kanda) < len(delar) and not regel.tomt_som_noll):
        return None
    return sum(kanda, Decimal(0))


def kvot(regel: Kvot, hamta: Hamta) -> Decimal | None:
    """The quotient, or None where a part is missing or the denominator is zero."""
    taljare, namnare = hamta(regel.taljare), hamta(regel.namnare)
    if taljare is None or not namnare:
        return None
    return taljare / (abs(namnare) if regel.mot_belopp else namnare) * regel.skala


def forandring(regel: Forandring, hamta: Hamta) -> Decimal | None:
    """The change in per cent, or None where there is nothing like to compare with."""
    till, fran = hamta(regel.till), hamta(regel.fran)
    if till is None or not fran or till * fran < 0:
        return None
    return (abs(till) - abs(fran)) / abs(fran) * HUNDRA


def produkt(regel: Produkt, hamta: Hamta) -> Decimal | None:
    """The product, or None where a factor is missing."""
    resultat = Decimal(1)
    for namn in regel.faktorer:
        faktor = hamta(namn)
        if faktor is None:
            return None
        resultat *= faktor
    return resultat


def per_manad(regel: PerManad, hamta: Hamta, period: Period | None) -> Decimal | None:
    """The sum spread over the months gone or left, or None where there are none of them."""
    manader = 0 if period is None else getattr(period, _MANADER[regel.manader])
    summa = linjar(Linjar(regel.termer, tomt_som_noll=False), hamta)
    return None if summa is None or not manader else summa / manader


_MANADER = {"gatt": "manader", "kvar": "manader_kvar"}


def enligt(regel: Uttryck, hamta: Hamta, period: Period | None = None) -> Decimal | None:
    """What a rule gives for the cells that ``hamta`` looks up (None for a rule of its own kind)."""
    match regel:
        case Linjar():
            return linjar(regel, hamta)
        case Kvot():
            return kvot(regel, hamta)
        case Forandring():
            return forandring(regel, hamta)
        case Produkt():
            return produkt(regel, hamta)
        case PerManad():
            return per_manad(regel, hamta, period)
    return None


class Kalkyl:
    """One version of a table, worked out on demand and remembered."""

    def __init__(self, tabell: Tabell, sammanhang: Sammanhang | None = None) -> None:
        self.tabell = tabell
        self.sammanhang = sammanhang or Sammanhang()
        self._kanda: dict[tuple[str, str], Varde] = {}
        self._pagar: set[tuple[str, str]] = set()
        self._barnsummor: dict[str, Linjar] = {}
        self.summor: Mapping[tuple[str, str], Summa] = {}

    def ta_over(
        self,
        fore: "Kalkyl",
        utom: Iterable[tuple[str, str]],
        summor: Mapping[tuple[str, str], Summa],
    ) -> None:
        """Keep what another version of the same rows has worked out, but for some cells.

        ``summor`` are what the rows' children add up to in this one, as far as it is known.
        """
        self.summor = summor
        self._kanda, self._barnsummor = dict(fore._kanda), fore._barnsummor
        for nyckel in utom:
            self._kanda.pop(nyckel, None)

    def regel(self, rad: Rad, kolumn: Kolumn) -> Uttryck | None:
        """The rule that computes this cell, None where it is entered or has no figure."""
        if rad.art == "rubrik":
            return None
        if kolumn.regel is not None:
            return kolumn.regel
        return rad.regel if kolumn.numerisk else None

    def beraknat(self, rad_id: str, kolumn_id: str) -> Varde:
        """The computed value of a cell, None where it is entered or cannot be computed."""
        nyckel = (rad_id, kolumn_id)
        if nyckel not in self._kanda:
            self._kanda[nyckel] = self._arbeta_ut(nyckel)
        return self._kanda[nyckel]

    def varde(self, rad_id: str, kolumn_id: str) -> Varde:
        """What the cell is worth in a draft: computed where there is a rule, else entered."""
        rad = self.tabell.rad(rad_id)
        if kolumn_id == ETIKETT:
            return rad.etikett
        if self.regel(rad, self.tabell.kolumn(kolumn_id)) is None:
            return rad.celler.get(kolumn_id)
        return self.beraknat(rad_id, kolumn_id)

    def visat(self, rad_id: str, kolumn_id: str) -> Varde:
        """What the screen shows: a locked document its printed figure, a draft the computed."""
        if self.sammanhang.last and self.ar_beraknad(rad_id, kolumn_id):
            rad = self.tabell.rad(rad_id)
            if self.trycks(rad, kolumn_id):
                return rad.tryckt.get(kolumn_id)
        return self.varde(rad_id, kolumn_id)

    def trycks(self, rad: Rad, kolumn_id: str) -> bool:
        """Whether the document prints both this row and this column; others are the program's."""
        return bool(rad.tryckt or rad.celler) and kolumn_id in self.ifyllda

    @cached_property
    def ifyllda(self) -> frozenset[str]:
        """The columns that hold anything at all, entered or printed."""
        return frozenset(kolumn for kolumn, antal in self.tabell.ifyllda.items() if antal)

    def ar_beraknad(self, rad_id: str, kolumn_id: str) -> bool:
        """Whether the cell is computed, and so not for typing in."""
        if kolumn_id == ETIKETT:
            return False
        return self.regel(self.tabell.rad(rad_id), self.tabell.kolumn(kolumn_id)) is not None

    def tal(self, rad_id: str, kolumn_id: str) -> Decimal | None:
        """The number that a cell counts as in the rules of others; None for an unknown cell."""
        return (
            tal_i(self.varde(rad_id, kolumn_id)) if _finns(self.tabell, rad_id, kolumn_id) else None
        )

    def visat_tal(self, rad_id: str, kolumn_id: str) -> Decimal | None:
        """The number that the screen shows in a cell."""
        return (
            tal_i(self.visat(rad_id, kolumn_id)) if _finns(self.tabell, rad_id, kolumn_id) else None
        )

    def _arbeta_ut(self, nyckel: tuple[str, str]) -> Varde:
        rad_id, kolumn_id = nyckel
        rad, kolumn = self.tabell.rad(rad_id), self.tabell.kolumn(kolumn_id)
        regel = self.regel(rad, kolumn)
        if regel is None:
            return None
        if nyckel in self._pagar or len(self._pagar) >= MAX_DJUP:
            raise Regelfel(f"{self.tabell.id}: {rad_id}/{kolumn_id} refers to itself")
        self._pagar.add(nyckel)
        try:
            return self._tillampa(regel, rad, kolumn)
        finally:
            self._pagar.discard(nyckel)

    def _tillampa(self, regel: Uttryck, rad: Rad, kolumn: Kolumn) -> Varde:
        if isinstance(regel, Egen):
            return regel.berakna(self, rad)
        if rad.utan_andel and isinstance(regel, Kvot | Forandring):
            return None
        if isinstance(regel, Barn):
            regel = self.barnsumma(rad)
            if not kolumn.beraknad:
                kand = self.summor.get((rad.id, kolumn.id))
                return kand.tal if kand else plussumma(self._barnens(rad, kolumn.id))
        if kolumn.beraknad and isinstance(regel, Linjar) and ej_paborjade(self, regel):
            return None
        return enligt(regel, self.hamtare(rad, kolumn), self.sammanhang.period)

    def hamtare(self, rad: Rad, kolumn: Kolumn) -> Hamta:
        """How a rule's names are looked up: along the row, or down the column.

        A locked document's printed figures are what the program's own columns are made of.
        """
        if kolumn.beraknad and self.sammanhang.last and not self.trycks(rad, kolumn.id):
            return lambda namn: self.visat_tal(rad.id, namn)
        if kolumn.beraknad:
            return lambda namn: self.tal(rad.id, namn)
        return self._i_kolumnen(kolumn.id)

    def _i_kolumnen(self, kolumn_id: str) -> Hamta:
        """As ``tal`` in an entered column, without looking for a rule in each row of a long sum."""
        index, rader = self.tabell.index, self.tabell.rader

        def hamta(rad_id: str) -> Decimal | None:
            plats = index.get(rad_id)
            if plats is None:
                return None
            rad = rader[plats]
            return self.tal(rad_id, kolumn_id) if rad.regel else tal_i(rad.celler.get(kolumn_id))

        return hamta

    def summa(self, rad: Rad, kolumn_id: str) -> Summa:
        """What a row's children add up to in an entered column, to go on from."""
        kand = self.summor.get((rad.id, kolumn_id))
        return kand or summerade(self._barnens(rad, kolumn_id))

    def _barnens(self, rad: Rad, kolumn_id: str) -> list[Varde]:
        """What the children are worth in an entered column."""
        index, rader = self.tabell.index, self.tabell.rader
        return [
            barn.celler.get(kolumn_id) if barn.regel is None else self.varde(barn.id, kolumn_id)
            for barn in (rader[index[nyckel]] for nyckel in self.tabell.barn.get(rad.id, ()))
        ]

    def barnsumma(self, rad: Rad) -> Linjar:
        """The sum rule that a parent row's ``Barn`` stands for."""
        if rad.id not in self._barnsummor:
            barnen = self.tabell.barn.get(rad.id, ())
            self._barnsummor[rad.id] = Linjar(tuple((1, barn) for barn in barnen))
        return self._barnsummor[rad.id]


def _finns(tabell: Tabell, rad_id: str, kolumn_id: str) -> bool:
    return rad_id in tabell.index and kolumn_id in tabell.kolumn_index


def visade(kalkyl: Kalkyl, kolumn: Kolumn) -> list[Varde]:
    """What the screen shows down a column, row by row: ``Kalkyl.visat`` of each, for less."""
    radens = _radens(kalkyl, kolumn)
    return [
        radens(rad)
        if rad.regel is None and rad.art != "rubrik"
        else kalkyl.visat(rad.id, kolumn.id)
        for rad in kalkyl.tabell.rader
    ]


def _radens(kalkyl: Kalkyl, kolumn: Kolumn) -> Callable[[Rad], Varde]:
    """What is shown in a column of a row without a rule of its own, that is no heading."""
    regel, id_ = kolumn.regel, kolumn.id
    if regel is None:
        return lambda rad: rad.celler.get(id_)
    if kalkyl.sammanhang.last or not isinstance(regel, Linjar) or _raknas_av(kalkyl, regel):
        return lambda rad: kalkyl.visat(rad.id, id_)
    if ej_paborjade(kalkyl, regel):
        return lambda _: None
    namn = namn_i(regel)
    return lambda rad: summerad(regel, [tal_i(rad.celler.get(n)) for n in namn])


def _raknas_av(kalkyl: Kalkyl, regel: Linjar) -> bool:
    """Whether a rule names other columns than entered ones."""
    kolumner = kalkyl.tabell.kolumn_index
    return any(n not in kolumner or kalkyl.tabell.kolumn(n).beraknad for n in namn_i(regel))


def raknas(kalkyl: Kalkyl) -> bool:
    """Whether every cell can be worked out: no rule, as stored, leads back to its own row."""
    try:
        for rad in kalkyl.tabell.rader:
            for kolumn in kalkyl.tabell.kolumner:
                kalkyl.visat(rad.id, kolumn.id)
                kalkyl.beraknat(rad.id, kolumn.id)
    except (Regelfel, RecursionError):
        return False
    return True


def ej_paborjade(kalkyl: Kalkyl, regel: Linjar) -> tuple[str, ...]:
    """The columns of a difference that nobody has begun on.

    An empty cell among others counts as nothing. A column that is empty all through (a new
    draft's outcome) is not filled in yet, and a difference from it would be the whole budget.
    """
    tabell = kalkyl.tabell
    kanda = (namn for _, namn in regel.termer if namn in tabell.kolumn_index)
    return tuple(
        namn for namn in kanda if namn not in kalkyl.ifyllda and not tabell.kolumn(namn).beraknad
    )
