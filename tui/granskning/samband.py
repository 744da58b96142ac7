"""Relations (*samband*): what must hold between the figures of one table.

A relation has a target cell, a rule, and the cells that the rule names. A sum row in a computed
column has two: along the row and down the column. A relation knows what it gives for its target,
whether it holds within the rounding bound, and what one of its cells must be for it to hold.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from tui.domain.avrundning import avrundningsgrans, decimaler_i
from tui.domain.berakning import Kalkyl, enligt
from tui.domain.fel import Allvar
from tui.domain.tabell import Kolumn, Rad
from tui.domain.uttryck import Barn, Egen, Linjar, Produkt, Uttryck, namn_i
from tui.domain.varde import tal_i
from tui.svenska.avrundning import avrundat as brak_avrundat


class Cell(NamedTuple):
    """A place in the table."""

    rad: str
    kolumn: str


Tal: TypeAlias = Callable[[Cell], Decimal | None]


class Samband(NamedTuple):
    """One relation; ``langs`` is its direction, "rad" or "kolumn", ``delar`` its parts by name.

    ``exakt``: of counts, which nobody rounds.
    """

    mal: Cell
    regel: Uttryck
    langs: str
    delar: Mapping[str, Cell]
    allvar: Allvar = "fel"
    exakt: bool = False

    @property
    def celler(self) -> tuple[Cell, ...]:
        """The target and the parts."""
        return self.mal, *self.delar.values()

    def borde(self, tal: Tal) -> Decimal | None:
        """What the rule gives for the target."""
        return enligt(self.regel, lambda namn: tal(self.delar[namn]))

    def grans(self, tryckt: Decimal) -> Decimal:
        """The rounding bound of the rule's terms."""
        return Decimal(0) if self.exakt else grans(self.regel, tryckt)

    def avstand(self, tal: Tal) -> Decimal | None:
        """How far the target is from what the rule gives, None where it cannot be tried."""
        malet, borde = tal(self.mal), self.borde(tal)
        return None if malet is None or borde is None else abs(malet - borde)

    def haller(self, tal: Tal) -> bool:
        """Whether the relation holds within the rounding bound, or cannot be tried."""
        avstand = self.avstand(tal)
        return not avstand or avstand <= self.grans(tal(self.mal) or Decimal(0))

    def losning(self, cell: Cell, tal: Tal) -> Decimal | None:
        """What the cell must be for the relation to hold; a part only of a plain sum."""
        borde = self.borde(tal)
        if cell == self.mal or borde is None:
            return borde
        malet, nu = tal(self.mal), tal(cell)
        tecken = self._tecken(cell)
        return None if malet is None or nu is None or not tecken else nu + tecken * (malet - borde)

    def _tecken(self, cell: Cell) -> int:
        if not isinstance(self.regel, Linjar):
            return 0
        return sum(tecken for tecken, namn in self.regel.termer if self.delar[namn] == cell)


def grans(regel: Uttryck, tryckt: Decimal) -> Decimal:
    """The rounding bound: of a sum by its terms, of a product none, otherwise one unit."""
    if isinstance(regel, Produkt):
        return Decimal(0)
    antal = len(regel.termer) if isinstance(regel, Linjar) else 1
    return avrundningsgrans(antal, decimaler_i(tryckt))


def avrundat(tal: Decimal, som: Decimal) -> Decimal:
    """The figure with as many decimals as the printed one has, rounded as the reports round."""
    return brak_avrundat(Fraction(tal), decimaler_i(som))


def tryckta(kalkyl: Kalkyl) -> Tal:
    """The figures as the document prints them, else as they are computed."""
    return lambda cell: tryckt_tal(kalkyl, cell.rad, cell.kolumn)


def figurer(kalkyl: Kalkyl) -> Tal:
    """The figures that count: printed in a decided document, computed in a draft."""
    if kalkyl.sammanhang.last:
        return tryckta(kalkyl)
    return lambda cell: kalkyl.tal(cell.rad, cell.kolumn)


def ihagkomna(tal: Tal) -> Tal:
    """The same figures, each looked up once."""
    kanda: dict[Cell, Decimal | None] = {}

    def hamta(cell: Cell) -> Decimal | None:
        if cell not in kanda:
            kanda[cell] = tal(cell)
        return kanda[cell]

    return hamta


def tryckt_tal(kalkyl: Kalkyl, rad_id: str, kolumn_id: str) -> Decimal | None:
    """The figure that the document prints in a cell, else the one that it computes to."""
    if rad_id not in kalkyl.tabell.index:
        return None
    tryckt = kalkyl.tabell.rad(rad_id).tryckt.get(kolumn_id)
    return kalkyl.tal(rad_id, kolumn_id) if tryckt is None else tal_i(tryckt)


def star_i(kalkyl: Kalkyl, cell: Cell) -> bool:
    """Whether a figure of its own stands in the cell, so that it can be a slip."""
    if cell.rad not in kalkyl.tabell.index:
        return False
    rad = kalkyl.tabell.rad(cell.rad)
    tryckt = rad.tryckt.get(cell.kolumn) if kalkyl.sammanhang.last else None
    return isinstance(rad.celler.get(cell.kolumn) if tryckt is None else tryckt, Decimal)


def radsamband(rad: Rad, kolumn_id: str, regel: Uttryck, allvar: Allvar = "fel") -> Samband:
    """A relation along a row."""
    delar = {namn: Cell(rad.id, namn) for namn in namn_i(regel)}
    return Samband(Cell(rad.id, kolumn_id), regel, "rad", delar, allvar)


def kolumnsamband(rad: Rad, kolumn_id: str, regel: Uttryck, allvar: Allvar = "fel") -> Samband:
    """A relation down a column."""
    delar = {namn: Cell(namn, kolumn_id) for namn in namn_i(regel)}
    return Samband(Cell(rad.id, kolumn_id), regel, "kolumn", delar, allvar)


def cellens_samband(kalkyl: Kalkyl, rad: Rad, kolumn: Kolumn) -> list[Samband]:
    """The declared relations that a cell is the target of."""
    return [
        radsamband(rad, kolumn.id, regel)._replace(exakt=exakt)
        if langs == "rad"
        else kolumnsamband(rad, kolumn.id, regel)
        for regel, langs, exakt in _regler(kalkyl, rad, kolumn)
    ]


def cellens_granser(kalkyl: Kalkyl, rad: Rad, kolumn: Kolumn, tryckt: Decimal) -> Iterator[Decimal]:
    """The rounding bounds of those relations for a printed figure."""
    for regel, _, exakt in _regler(kalkyl, rad, kolumn):
        yield Decimal(0) if exakt else grans(regel, tryckt)


def _regler(kalkyl: Kalkyl, rad: Rad, kolumn: Kolumn) -> Iterator[tuple[Uttryck, str, bool]]:
    """The rules that give a cell, in which direction, and whether they are of counts."""
    if kolumn.regel is not None and not isinstance(kolumn.regel, Egen):
        yield kolumn.regel, "rad", (kolumn.typ, kalkyl.tabell.enhet) == ("tal", "antal")
    additiv = kolumn.regel is None or isinstance(kolumn.regel, Linjar)
    if rad.regel is not None and kolumn.numerisk and additiv:
        regel = kalkyl.barnsumma(rad) if isinstance(rad.regel, Barn) else rad.regel
        if isinstance(regel, Linjar) or kolumn.regel is None:
            yield regel, "kolumn", False


def tryckta_samband(kalkyl: Kalkyl) -> Iterator[Samband]:
    """Every declared relation whose target the document prints."""
    for rad in kalkyl.tabell.tryckta:
        for kolumn_id, tryckt in rad.tryckt.items():
            if isinstance(tryckt, Decimal) and kolumn_id in kalkyl.tabell.kolumn_index:
                yield from cellens_samband(kalkyl, rad, kalkyl.tabell.kolumn(kolumn_id))
