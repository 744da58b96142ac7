"""Findings put aside (*undantag*): with a reason, and only as long as their figures stand.

A finding's key is what it is about together with its figures, so that one that was put aside
comes back when a figure changes.
"""

from collections.abc import Iterable

from tui.domain.celltext import celltext
from tui.domain.dokument import Undantag
from tui.domain.fel import Fynd
from tui.domain.varde import Varde


def fyndnyckel(fynd: Fynd) -> str:
    """The key of a finding, the same as long as it says the same thing of the same place.

    The sentence is left out: it may be put better without anything having changed. So is the
    document, which keeps its own: a working copy goes on with those of what it started from.
    """
    adress = fynd.adress
    platser = (adress.tabell, adress.rad, adress.kolumn)
    return "|".join((fynd.slag, *platser, _text(fynd.sagt), _text(fynd.borde)))


def _text(varde: Varde) -> str:
    """A value as a key: exact, and free of what divides the key."""
    return celltext(varde, None).replace("|", "/")


def undantag_for(fynd: Fynd, skal: str) -> Undantag:
    """The finding put aside for a reason. Raises ValueError without one."""
    if not skal.strip():
        raise ValueError("Ett undantag behöver ett skäl.")
    return Undantag(fyndnyckel(fynd), skal.strip())


def utan_undantag(fynd: Iterable[Fynd], undantag: Iterable[Undantag]) -> tuple[Fynd, ...]:
    """The findings that are not put aside."""
    undantagna = {u.nyckel for u in undantag}
    return tuple(f for f in fynd if fyndnyckel(f) not in undantagna)


def gallande(undantag: Iterable[Undantag], fynd: Iterable[Fynd]) -> tuple[Undantag, ...]:
    """Those put aside whose finding still stands; the others have been overtaken by new figures."""
    kvar = {fyndnyckel(f) for f in fynd}
    return tuple(u for u in undantag if u.nyckel in kvar)
