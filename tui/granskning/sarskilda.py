"""Relations that a kind of table has beside its declared rules, and bounds that always hold.

Sources: the seven statutory measures of sick leave (the total is a weighted mean of women and
men, and of the age groups, so it lies between them; the day bands are shares of one and the same
working time and add up); a sample is what had remarks and what had none; a share is its count of
the whole.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from tui.domain.berakning import Kalkyl
from tui.domain.celltext import kolumnrubrik
from tui.domain.fel import Adress, Allvar, Fynd
from tui.domain.tabell import Kolumn, Rad, Tabell
from tui.domain.uttryck import Kvot, plus
from tui.granskning.samband import (
    Cell,
    Samband,
    figurer,
    kolumnsamband,
    radsamband,
    star_i,
)
from tui.svenska.format import belopp

TOTAL, KON, ALDER, DAGAR = "total", ("kvinnor", "man"), "alder_", "dag_"


def sarskilda_samband(kalkyl: Kalkyl) -> Iterator[Samband]:
    """The extra relations of this kind of table, where the target holds a figure of its own."""
    for samband in _SAMBAND.get(kalkyl.tabell.mall.id, _inga)(kalkyl):
        if star_i(kalkyl, samband.mal):
            yield samband


def _inga(kalkyl: Kalkyl) -> Iterator[Samband]:
    del kalkyl
    yield from ()


def _dagintervall(kalkyl: Kalkyl) -> Iterator[Samband]:
    """The day bands add up to the total; a band within a band is left out."""
    tabell = kalkyl.tabell
    rader = [r.id for r in tabell.rader if r.id.startswith(DAGAR) and r.art != "darav"]
    if TOTAL in tabell.index and len(rader) > 1:
        total = tabell.rad(TOTAL)
        for kolumn in tabell.kolumner:
            if kolumn.numerisk and all(_finns(kalkyl, r, kolumn) for r in rader):
                yield kolumnsamband(total, kolumn.id, plus(*rader), _allvar(total))


def _finns(kalkyl: Kalkyl, rad_id: str, kolumn: Kolumn) -> bool:
    return figurer(kalkyl)(Cell(rad_id, kolumn.id)) is not None


def _allvar(rad: Rad) -> Allvar:
    """A figure out of the running text may be counted over others than the table's."""
    return "bör ses över" if rad.kallor.get("etikett") == "prosa" else "fel"


def _stickprov(kalkyl: Kalkyl) -> Iterator[Samband]:
    for rad in kalkyl.tabell.rader:
        if rad.celler.get("anmarkningar") is not None and rad.celler.get("utan") is not None:
            yield radsamband(rad, "antal", plus("anmarkningar", "utan"))._replace(exakt=True)


def _andelar(kalkyl: Kalkyl) -> Iterator[Samband]:
    """The printed outcome in per cent against its count of the whole."""
    for rad in kalkyl.tabell.rader:
        if rad.enhet == "%" and isinstance(rad.celler.get("utfall"), Decimal):
            yield radsamband(rad, "utfall", Kvot("antal", "av"))


SUMMERBARA = ("anstallningar", "arsarbetare")


def _sammansattning(kalkyl: Kalkyl) -> Iterator[Samband]:
    """Employments add up over the groups; persons need not, for one may be in two of them."""
    tabell = kalkyl.tabell
    for rad in tabell.rader:
        if barn := tabell.barn.get(rad.id):
            for kolumn_id in SUMMERBARA:
                yield kolumnsamband(rad, kolumn_id, plus(*barn))


_SAMBAND: dict[str, Callable[[Kalkyl], Iterator[Samband]]] = {
    "personal.sjukfranvaro": _dagintervall,
    "personal.sammansattning": _sammansattning,
    "internkontroll.stickprov": _stickprov,
    "mal.ataganden": _andelar,
}


def gransfynd(dokument: str, kalkyl: Kalkyl) -> Iterator[Fynd]:
    """A finding for every figure that lies outside the groups that it is the mean of."""
    for total, kolumn_id, grupper, vad in _medeltal(kalkyl.tabell):
        fynd = _utanfor(dokument, kalkyl, Cell(total, kolumn_id), grupper, vad)
        if fynd is not None:
            yield fynd


def _medeltal(tabell: Tabell) -> Iterator[tuple[str, str, Sequence[str], str]]:
    """Means over groups: the row, the column, the groups' rows and what they are."""
    if tabell.mall.id == "personal.sjukfranvaro" and TOTAL in tabell.index:
        aldrar = [r.id for r in tabell.rader if r.id.startswith(ALDER)]
        for kolumn in tabell.kolumner:
            if kolumn.numerisk and not kolumn.beraknad:
                yield TOTAL, kolumn.id, KON, "kvinnors och mäns"
                yield TOTAL, kolumn.id, aldrar, "lägsta och högsta åldersgruppens"
    if tabell.mall.id == "personal.sammansattning":
        for rad_id, barn in tabell.barn.items():
            for kolumn_id in ("medelalder", "grad"):
                yield rad_id, kolumn_id, barn, "lägsta och högsta gruppens"


def _utanfor(
    dokument: str, kalkyl: Kalkyl, cell: Cell, grupper: Sequence[str], vad: str
) -> Fynd | None:
    tal = figurer(kalkyl)
    kanda = [v for g in grupper if (v := tal(Cell(g, cell.kolumn))) is not None]
    total = tal(cell)
    # With one group missing the mean may lie outside the others.
    ofullstandig = len(kanda) < 2 or (grupper is KON and len(kanda) < len(KON))
    if total is None or ofullstandig or min(kanda) <= total <= max(kanda):
        return None
    rad, kolumn = kalkyl.tabell.rad(cell.rad), kalkyl.tabell.kolumn(cell.kolumn)
    mening = (
        f"{rad.etikett}, {kolumnrubrik(kolumn, kalkyl.sammanhang.period)}: "
        f"{belopp(total, None)} ligger inte mellan {vad} "
        f"{belopp(min(kanda), None)} och {belopp(max(kanda), None)}."
    )
    adress = Adress(dokument, kalkyl.tabell.id, *cell)
    return Fynd(adress, "identitet", _allvar(rad), total, None, mening)
