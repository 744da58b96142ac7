"""Two versions of a table put together (*sammanslagning*), by the differences that were found."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from tui.domain.skillnad import (
    INGA_VAL,
    ORDNING,
    RAD,
    RADKARTOR,
    TABELLKARTOR,
    Helt,
    Innehall,
    Nyckel,
    Skillnad,
    Val,
    gemensamma,
    med,
)
from tui.domain.tabell import Rad, Tabell


def sammanslagen(skillnad: Skillnad, val: Val = INGA_VAL) -> Tabell:
    """The table with both sides' changes in it. Raises KeyError for a conflict without a choice.

    A row whose parent is gone hangs under the nearest one that is left.
    """
    andrat: dict[str, dict[Nyckel, Innehall]] = {"": {}}
    for post in skillnad.poster:
        nyckel = (post.adress.kolumn, post.falt)
        andrat.setdefault(post.adress.rad, {})[nyckel] = post.vald(val)
    i_tabellen = andrat.pop("")
    ordning = i_tabellen.pop(("", ORDNING), None)
    rader = _slagna_rader(skillnad.bas, andrat)
    karna = ordning if isinstance(ordning, tuple) else _karna(skillnad)
    nycklar = _ordnade(skillnad, tuple(map(str, karna)), rader)
    tabell = med(skillnad.bas, i_tabellen, TABELLKARTOR)
    return replace(tabell, rader=tuple(_upphangd(skillnad, rader[k], rader) for k in nycklar))


def _karna(skillnad: Skillnad) -> tuple[str, ...]:
    return gemensamma(skillnad.bas, skillnad.min, skillnad.deras)


def _slagna_rader(bas: Tabell, andrat: Mapping[str, Helt]) -> dict[str, Rad]:
    """The rows that there are after the merge, by key."""
    rader: dict[str, Rad] = {}
    for id_ in dict.fromkeys((*bas.index, *andrat)):
        nytt = andrat.get(id_, {})
        rad = bas.rad(id_) if id_ in bas.index else Rad(id_, "")
        hel = nytt[("", RAD)] if ("", RAD) in nytt else med(rad, nytt, RADKARTOR)
        if isinstance(hel, Rad):
            rader[id_] = hel
    return rader


def _ordnade(skillnad: Skillnad, karna: tuple[str, ...], finns: Collection[str]) -> tuple[str, ...]:
    """The keys in order: the common rows, and after each the rows that a side has right there."""
    min_, deras = (_efter(t, karna, finns) for t in (skillnad.min, skillnad.deras))
    resultat: dict[str, None] = {}
    for ankare in (None, *karna):
        flatade = _flatade(min_.get(ankare, []), deras.get(ankare, []))
        resultat |= dict.fromkeys(flatade if ankare is None else (ankare, *flatade))
    return tuple(resultat)


def _efter(
    tabell: Tabell, karna: Collection[str], finns: Collection[str]
) -> dict[str | None, list[str]]:
    """The rows that not all three have, by the common row that stands nearest before them."""
    grupper: dict[str | None, list[str]] = {}
    ankare: str | None = None
    gemensamma = set(karna)
    for id_ in tabell.index:
        if id_ in gemensamma:
            ankare = id_
        elif id_ in finns:
            grupper.setdefault(ankare, []).append(id_)
    return grupper


def _flatade(ena: list[str], andra: list[str]) -> list[str]:
    """Two runs of keys as one, each in its order, and the same whichever comes first."""
    forst, sist = sorted((ena, andra))
    resultat, plats = list(forst), len(forst)
    for id_ in sist:
        if id_ in resultat:
            plats = resultat.index(id_) + 1
        else:
            resultat.insert(plats, id_)
            plats += 1
    return resultat


def _upphangd(skillnad: Skillnad, rad: Rad, rader: Mapping[str, Rad]) -> Rad:
    """The row under a parent that there is."""
    foralder, sedda = rad.foralder, {rad.id}
    while foralder is not None and foralder not in rader:
        tabeller = (t for t in (skillnad.bas, skillnad.min, skillnad.deras) if foralder in t.index)
        tabell = next(tabeller, None)
        if tabell is None or foralder in sedda:
            foralder = None
        else:
            sedda.add(foralder)
            foralder = tabell.rad(foralder).foralder
    return rad if foralder == rad.foralder else replace(rad, foralder=foralder)
