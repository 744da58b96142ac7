"""A tab's tables put together out of two versions, and the changes that lead from one to another.

The changes are those of ``tui.arbetsyta``, so that what a merge, a reload or a restore does to
the tables is one step that can be undone.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tui.arbetsyta import Andring, Cellandring, RadBorttagen, RadFlyttad, RadTillagd
from tui.domain.fel import Adress
from tui.domain.sammanslagning import sammanslagen
from tui.domain.skillnad import (
    INGA_VAL,
    ORDNING,
    Skillnad,
    Val,
    lika_innehall,
    lika_rader,
    skiljer,
    skillnader,
)
from tui.domain.tabell import ETIKETT, Rad, Tabell
from tui.store.fel import Plats
from tui.store.radkontroll import kontrollera_rader

_FALTNAMN = {
    "mall": "tabellens slag",
    "rubrik": "rubriken",
    "enhet": "enheten",
    "kolumner": "kolumnerna",
    "not_": "noten",
    "kalla": "källan",
    "rubrik_etikett": "första kolumnens rubrik",
    "fotnot": "fotnoterna",
}


def flikskillnader(
    bas: Sequence[Tabell], min_: Sequence[Tabell], deras: Sequence[Tabell], dokument: str = ""
) -> tuple[Skillnad, ...]:
    """Where the versions of a tab differ, a table at a time, for the tables that both sides have.

    A table that was not there before has had no rows.
    """
    gamla, andra = _efter_id(bas), _efter_id(deras)
    return tuple(
        skillnader(gamla.get(t.id, replace(t, rader=())), t, andra[t.id], dokument)
        for t in min_
        if t.id in andra
    )


def avvikande(
    nu: Sequence[Tabell], andra: Sequence[Tabell], dokument: str = ""
) -> tuple[Skillnad, ...]:
    """The tables of another version that differ from those of now: all is "deras"."""
    alla = (skiljer(t, ny, dokument) for t in nu if (ny := _efter_id(andra).get(t.id)))
    return tuple(skillnad for skillnad in alla if skillnad.poster)


def _efter_id(tabeller: Sequence[Tabell]) -> dict[str, Tabell]:
    return {tabell.id: tabell for tabell in tabeller}


def slagen_flik(
    skiljaktigheter: Sequence[Skillnad],
    min_: Sequence[Tabell],
    deras: Sequence[Tabell],
    val: Val = INGA_VAL,
) -> tuple[Tabell, ...]:
    """The tab's tables after the merge, in my order, then those that only they have.

    Raises KeyError for a conflict without a choice, and Postfel where the two sides' rows cannot
    stand together (each has hung its row under the other's): then one side has to be chosen.
    """
    slagna = {s.bas.id: sammanslagen(s, val) for s in skiljaktigheter}
    for tabell in slagna.values():
        kontrollera_rader(tabell.rader, Plats(tabell.id))
    return tuple(
        {**_efter_id(deras), **_efter_id(min_), **slagna}[id_] for id_ in _alla(min_, deras)
    )


def _alla(min_: Sequence[Tabell], deras: Sequence[Tabell]) -> dict[str, None]:
    return dict.fromkeys(tabell.id for tabell in (*min_, *deras))


def flikandringar(
    dokument: str, fran: Sequence[Tabell], till: Sequence[Tabell]
) -> tuple[Andring, ...]:
    """The changes that turn a tab's tables into another version's; see ``utanfor_andringar``."""
    nu = _efter_id(fran)
    return tuple(a for t in till if t.id in nu for a in andringar(dokument, nu[t.id], t))


def andringar(dokument: str, fran: Tabell, till: Tabell) -> tuple[Andring, ...]:
    """The changes that turn the rows of one version of a table into another's.

    A row whose cells and label alone differ is changed cell by cell; one that differs in what no
    change of a cell can say (printed figures, notes, parent) is taken out and put in anew.
    """
    if fran is till:
        return ()
    plats = Adress(dokument, fran.id)
    kvar = [rad for rad in fran.rader if _stannar(rad, till)]
    return (
        *_borttagna(plats, fran, till),
        *_flyttade(plats, [rad.id for rad in kvar], till),
        *(c for rad in kvar for c in _celler(plats, rad, till.rad(rad.id))),
    )


def _stannar(rad: Rad, till: Tabell) -> bool:
    """Whether the row is in the other version too, but for its cells."""
    if rad.id not in till.index:
        return False
    ny = till.rad(rad.id)
    return lika_rader(replace(rad, celler=ny.celler, etikett=ny.etikett), ny)


def _borttagna(plats: Adress, fran: Tabell, till: Tabell) -> Iterator[Andring]:
    """From the end, so that the places of the rest hold."""
    for i in reversed(range(len(fran.rader))):
        rad = fran.rader[i]
        if not _stannar(rad, till):
            yield RadBorttagen(replace(plats, rad=rad.id), rad, i)


def _flyttade(plats: Adress, lage: list[str], till: Tabell) -> Iterator[Andring]:
    """Each row that is new or out of order goes in right after the one before it."""
    stilla = _i_ordning(lage, till)
    forra = -1
    for rad in till.rader:
        har = replace(plats, rad=rad.id)
        if rad.id in stilla:
            forra = lage.index(rad.id)
            continue
        fran = lage.index(rad.id) if rad.id in lage else None
        if fran is not None:
            del lage[fran]
            forra -= fran < forra
        forra += 1
        lage.insert(forra, rad.id)
        if fran is None:
            yield RadTillagd(har, rad, forra)
        else:
            yield RadFlyttad(har, fran, forra)


def _i_ordning(lage: list[str], till: Tabell) -> set[str]:
    """The most rows that stand in the right order already (longest increasing subsequence)."""
    slut: list[int] = []
    kedjor: list[tuple[str, ...]] = []
    for id_ in lage:
        i = bisect_left(slut, till.index[id_])
        kedja = (*(kedjor[i - 1] if i else ()), id_)
        slut[i : i + 1], kedjor[i : i + 1] = [till.index[id_]], [kedja]
    return set(kedjor[-1]) if kedjor else set()


def _celler(plats: Adress, fran: Rad, till: Rad) -> Iterator[Andring]:
    for kolumn in dict.fromkeys((*fran.celler, *till.celler)):
        nu, ny = fran.celler.get(kolumn), till.celler.get(kolumn)
        if not lika_innehall(nu, ny):
            yield Cellandring(replace(plats, rad=fran.id, kolumn=kolumn), nu, ny)
    if fran.etikett != till.etikett:
        yield Cellandring(replace(plats, rad=fran.id, kolumn=ETIKETT), fran.etikett, till.etikett)


def utanfor_andringar(fran: Sequence[Tabell], till: Sequence[Tabell]) -> tuple[str, ...]:
    """One sentence for each table where the versions differ in what no change can say."""
    nu, ny = _efter_id(fran), _efter_id(till)
    return (
        *(
            f"{t.rubrik}: tabellen finns inte nu och läggs inte till."
            for t in till
            if t.id not in nu
        ),
        *(f"{t.rubrik}: tabellen finns bara nu och är kvar." for t in fran if t.id not in ny),
        *(m for t in till if t.id in nu for m in _huvudmening(nu[t.id], t)),
    )


def _huvudmening(fran: Tabell, till: Tabell) -> Iterator[str]:
    poster = skiljer(fran, till).poster
    falt = dict.fromkeys(p.falt for p in poster if not p.adress.rad and p.falt != ORDNING)
    if falt:
        yield f"{fran.rubrik}: {', '.join(_FALTNAMN[f] for f in falt)} ändras inte."
