"""Healing (*läkning*): the one cell that explains relations that fail, and the figure it needs.

Where several relations fail together, the slip is the cell whose correction makes most of them
hold and breaks none. Of figures that do so equally well the nearest to all the relations is
taken. Where several cells would do for the same relations, the target of one of them is named.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from tui.granskning.samband import Cell, Samband, Tal, avrundat


class Lakning(NamedTuple):
    """A cell, what it says, what heals it, and the relations that then hold."""

    cell: Cell
    sagt: Decimal
    borde: Decimal
    samband: tuple[Samband, ...]


class _Kandidat(NamedTuple):
    cell: Cell
    sagt: Decimal
    borde: Decimal
    poang: int
    avstand: Decimal
    ar_mal: bool = False
    egen_regel: bool = False

    @property
    def rang(self) -> tuple[int, bool, Decimal, bool]:
        return self.poang, self.ar_mal, -self.avstand, self.egen_regel


def lakningar(alla: Sequence[Samband], tal: Tal, star: Callable[[Cell], bool]) -> Iterator[Lakning]:
    """The cells to correct, each with its figure, until every relation holds.

    ``star`` says which cells hold a figure of their own.
    """
    brutna = [s for s in alla if not s.haller(tal)]
    if not brutna:
        return
    index = _index(alla)
    rattade: dict[Cell, Decimal] = {}

    def nu(cell: Cell) -> Decimal | None:
        return rattade[cell] if cell in rattade else tal(cell)

    while brutna:
        lakning = _basta(brutna, index, nu, star) or _malet(brutna[0], nu)
        if lakning is None:
            return
        yield lakning
        forklarade = set(map(id, lakning.samband))
        if len(lakning.samband) > 1 or _gar_ihop(lakning, index, nu):
            rattade[lakning.cell] = lakning.borde
        brutna = [s for s in brutna if id(s) not in forklarade and not s.haller(nu)]


def _index(alla: Sequence[Samband]) -> Mapping[Cell, list[Samband]]:
    index: dict[Cell, list[Samband]] = {}
    for samband in alla:
        for cell in dict.fromkeys(samband.celler):
            index.setdefault(cell, []).append(samband)
    return index


def _med(tal: Tal, cell: Cell, varde: Decimal) -> Tal:
    return lambda annan: varde if annan == cell else tal(annan)


def _gar_ihop(lakning: Lakning, index: Mapping[Cell, list[Samband]], tal: Tal) -> bool:
    """Whether the correction breaks nothing that held."""
    rattat = _med(tal, lakning.cell, lakning.borde)
    return all(s.haller(rattat) or not s.haller(tal) for s in index[lakning.cell])


def _basta(
    brutna: Sequence[Samband],
    index: Mapping[Cell, list[Samband]],
    tal: Tal,
    star: Callable[[Cell], bool],
) -> Lakning | None:
    """The best correction, None where none is better than the others."""
    celler = dict.fromkeys(c for s in brutna for c in s.celler if star(c))
    basta = [
        max(kandidater, key=lambda k: k.rang)
        for cell in celler
        if (kandidater := list(_kandidater(cell, brutna, index[cell], tal)))
    ]
    poang = max((k.poang for k in basta), default=0)
    framst = [k for k in basta if k.poang == poang]
    mal = [k for k in framst if k.ar_mal]
    # One that only mends what has been told already would tell nothing.
    ensamma = [e for k in mal[:1] or framst if (e := _lakt(k, brutna, tal)).samband]
    entydiga = [e for e in ensamma if [o.samband for o in ensamma].count(e.samband) == 1]
    return entydiga[0] if poang > 0 and entydiga else None


def _kandidater(
    cell: Cell, brutna: Sequence[Samband], egna: Sequence[Samband], tal: Tal
) -> Iterator[_Kandidat]:
    sagt = tal(cell)
    berorda = [s for s in brutna if cell in s.celler]
    ar_mal = any(s.mal == cell for s in berorda)
    for samband in berorda:
        losning = samband.losning(cell, tal)
        if losning is None or sagt is None:
            continue
        # Any figure within the bound may be the printed one; the ends of the bound will do.
        for marginal in (Decimal(0), samband.grans(sagt), -samband.grans(sagt)):
            varde = avrundat(losning, sagt) + marginal
            egen_regel = samband.mal == cell and not marginal
            yield _provad(cell, sagt, varde, egna, tal)._replace(
                ar_mal=ar_mal, egen_regel=egen_regel
            )


def _provad(
    cell: Cell, sagt: Decimal, varde: Decimal, egna: Sequence[Samband], tal: Tal
) -> _Kandidat:
    rattat = _med(tal, cell, varde)
    poang = sum(s.haller(rattat) - s.haller(tal) for s in egna)
    avstand = sum((s.avstand(rattat) or Decimal(0) for s in egna), Decimal(0))
    return _Kandidat(cell, sagt, varde, poang, avstand)


def _lakt(kandidat: _Kandidat, brutna: Sequence[Samband], tal: Tal) -> Lakning:
    rattat = _med(tal, kandidat.cell, kandidat.borde)
    lakta = tuple(s for s in brutna if kandidat.cell in s.celler and s.haller(rattat))
    return Lakning(kandidat.cell, kandidat.sagt, kandidat.borde, lakta)


def _malet(samband: Samband, tal: Tal) -> Lakning | None:
    """The relation's own target, where nothing tells which of its cells is the slip."""
    sagt, borde = tal(samband.mal), samband.borde(tal)
    if sagt is None or borde is None:
        return None
    return Lakning(samband.mal, sagt, avrundat(borde, sagt), (samband,))
