"""Recomputation after a change (*omräkning*): only what hangs on the cells that were changed.

A row hangs on itself and on the rows that its own rule names; a column on itself, a computed one
on any. A rule of a kind of its own, or a column that points into another table, may look
anywhere, and then everything is worked out anew.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from operator import is_not
from typing import NamedTuple, TypeAlias

from tui.domain.berakning import Kalkyl, Sammanhang
from tui.domain.summa import Summa, byt
from tui.domain.tabell import ETIKETT, SUMMERAS, Rad, Tabell
from tui.domain.uttryck import Barn, Egen

Cell: TypeAlias = tuple[str, str]


def omraknad(fore: Kalkyl | None, tabell: Tabell, sammanhang: Sammanhang) -> Kalkyl:
    """The table's recomputation, with what still holds of the version before."""
    kalkyl = Kalkyl(tabell, sammanhang)
    berort_ = None if fore is None else berort(fore, kalkyl)
    if fore is not None and berort_ is not None:
        kalkyl.ta_over(fore, berort_.celler, dict(_summor(fore, tabell, berort_)))
    return kalkyl


class Berort(NamedTuple):
    """The rows and columns where they meet which a cell may be another than before.

    The label counts as a column. ``andrade`` are the rows that were changed, as they were and as
    they are.
    """

    rader: frozenset[str]
    kolumner: frozenset[str]
    andrade: Sequence[tuple[Rad, Rad]] = ()

    @property
    def celler(self) -> Iterable[tuple[str, str]]:
        """Their cells, by row and column."""
        return ((rad, kolumn) for rad in self.rader for kolumn in self.kolumner)


def berort(fore: Kalkyl, nu: Kalkyl) -> Berort | None:
    """What a change between two versions may have changed; None where that may be anything."""
    if not _jamforbara(fore, nu):
        return None
    gamla, nya = fore.tabell.rader, nu.tabell.rader
    andrade = list(compress(zip(gamla, nya, strict=True), map(is_not, gamla, nya)))
    if not all(_samma_plats(gammal, ny) for gammal, ny in andrade):
        return None
    # A column with its first figure, or without its last, is printed in all rows or in none.
    if fore.ifyllda != nu.ifyllda:
        return None
    kolumner = {k for par in andrade for k in _andrade_kolumner(*par, nu.tabell)}
    raknade = {kolumn.id for kolumn in nu.tabell.kolumner if kolumn.beraknad}
    rader = _med_beroende(nu.tabell, {ny.id for _, ny in andrade})
    return Berort(rader, frozenset(kolumner | raknade), andrade)


def _summor(fore: Kalkyl, tabell: Tabell, berort_: Berort) -> Iterator[tuple[Cell, Summa]]:
    """What rows' children add up to: as before, or by what has been changed among them."""
    # A child with a rule of its own has another value than what was entered in it.
    raknade = {r.foralder for r in map(tabell.rad, berort_.rader) if r.regel is not None}
    summor: dict[Cell, Summa | None] = dict(fore.summor)
    for gammal, ny in berort_.andrade:
        over = _summan_over(tabell, gammal)
        for kolumn in _andrade_celler(gammal, ny) if over is not None else ():
            if over is not None and _skrivs_in(tabell, kolumn):
                cell = (over.id, kolumn)
                nu = summor[cell] if cell in summor else fore.summa(over, kolumn)
                summor[cell] = nu and byt(nu, gammal.celler.get(kolumn), ny.celler.get(kolumn))
    for cell, summa in summor.items():
        if summa is not None and cell[0] not in raknade:
            yield cell, summa


def _summan_over(tabell: Tabell, rad: Rad) -> Rad | None:
    """The row that adds up its children, where this one counts among them."""
    if rad.foralder not in tabell.index or rad.foralder is None or rad.art not in SUMMERAS:
        return None
    over = tabell.rad(rad.foralder)
    return over if isinstance(over.regel, Barn) else None


def _skrivs_in(tabell: Tabell, kolumn_id: str) -> bool:
    """Whether sums are made down a column."""
    if kolumn_id not in tabell.kolumn_index:
        return False
    kolumn = tabell.kolumn(kolumn_id)
    return kolumn.numerisk and not kolumn.beraknad


def _jamforbara(fore: Kalkyl, nu: Kalkyl) -> bool:
    a, b = fore.sammanhang, nu.sammanhang
    return (
        (a.installningar is b.installningar or a.installningar == b.installningar)
        and (a.period, a.last) == (b.period, b.last)
        and fore.tabell.kolumner == nu.tabell.kolumner
        and len(fore.tabell.rader) == len(nu.tabell.rader)
        and not any(isinstance(k.regel, Egen) or k.hanvisar for k in nu.tabell.kolumner)
    )


def _samma_plats(gammal: Rad, ny: Rad) -> bool:
    return (gammal.id, gammal.foralder, gammal.art, gammal.regel) == (
        ny.id,
        ny.foralder,
        ny.art,
        ny.regel,
    )


OVRIGT = ("etikett", "tryckt", "noter", "kallor", "enhet", "decimaler", "intakt", "utan_andel")


def _andrade_kolumner(gammal: Rad, ny: Rad, tabell: Tabell) -> Iterable[str]:
    """The columns of a row that are not as before; all where something else than a cell is not."""
    if any(getattr(gammal, namn) is not getattr(ny, namn) for namn in OVRIGT):
        return (ETIKETT, *(kolumn.id for kolumn in tabell.kolumner))
    return _andrade_celler(gammal, ny)


def _andrade_celler(gammal: Rad, ny: Rad) -> Iterable[str]:
    a, b = gammal.celler, ny.celler
    return (kolumn for kolumn in {*a, *b} if a.get(kolumn) is not b.get(kolumn))


def _med_beroende(tabell: Tabell, berorda: set[str]) -> frozenset[str]:
    """The rows and those whose rules name them, however far away."""
    nya = berorda
    while nya:
        nya = {b for rad_id in nya for b in tabell.beroende.get(rad_id, ())} - berorda
        berorda |= nya
    return frozenset(berorda)
