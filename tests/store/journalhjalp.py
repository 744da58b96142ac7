"""A small workspace whose files are kept in a dict, and the pieces of a journal's tests."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from tui.arbetsyta import Andring, Arbetsyta, Cellandring, cellandring
from tui.domain.dokument import Dokument
from tui.domain.fel import Adress
from tui.domain.period import Period
from tui.domain.tabell import Kolumn, Mall, Rad, Tabell
from tui.domain.varde import Varde
from tui.store.andringskod import kodad_rad, tolkad_hel_rad
from tui.store.aterspelning import fil_for
from tui.store.filhash import sha256
from tui.store.huvud import kodat_huvud, tolkat_huvud
from tui.store.journal import Handelse, Journal, Slag
from tui.store.kodek import avkodat, kodat

MALL = Mall("lista", "drift", "Lista", (Kolumn("a", "A"), Kolumn("b", "B", "text")), lista=True)
TABELL = Tabell("t1", MALL, "Lista", "tkr", MALL.kolumner, ())
DOKUMENT = Dokument("d1", "Delår", "delarsbokslut", Period(date(2024, 1, 1), date(2024, 8, 31)))
FLIKAR = {("d1", "drift"): "t1", ("d1", "mal"): "t2", ("d2", "drift"): "t1"}
FILER = ("d1/drift", "d1/mal", "d2/drift", "d1/", "d2/")
DRIFT = "d1/drift"
TID = datetime(2024, 9, 17, 12, 2, 3, tzinfo=UTC)


def rader(antal: int) -> tuple[Rad, ...]:
    """Rows ``rad_0``, ``rad_1``, … with a figure each."""
    return tuple(Rad(f"rad_{i}", f"Rad {i}", celler={"a": Decimal(i)}) for i in range(antal))


def yta(antal: int = 4) -> Arbetsyta:
    """Two documents with three tabs of one table each."""
    dokument = {id_: replace(DOKUMENT, id=id_) for id_ in ("d1", "d2")}
    tabeller = {n: (replace(TABELL, id=t, rader=rader(antal)),) for n, t in FLIKAR.items()}
    return Arbetsyta(dokument, tabeller)


def som_fil(yta: Arbetsyta, fil: str) -> bytes:
    """The bytes that a file of the workspace would have."""
    dokument, _, flik = fil.partition("/")
    if not flik:
        return kodat(kodat_huvud(yta.dokument[dokument]))
    return kodat({t.id: [kodad_rad(r) for r in t.rader] for t in yta.tabeller[(dokument, flik)]})


def ur_filer(filer: Mapping[str, bytes]) -> Arbetsyta:
    """The workspace that the files' bytes stand for."""
    ny = Arbetsyta()
    for fil, data in filer.items():
        dokument, _, flik = fil.partition("/")
        ra: Any = avkodat(data)
        if not flik:
            ny = ny.med_dokument(tolkat_huvud(ra, dokument))
            continue
        tabeller = (_tabell(dokument, t, poster) for t, poster in ra.items())
        ny = ny.med_flik((dokument, flik), tuple(tabeller))
    return ny


def _tabell(dokument: str, id_: str, poster: Any) -> Tabell:
    rader = tuple(tolkad_hel_rad(post, Adress(dokument, id_)) for post in poster)
    return replace(TABELL, id=id_, rader=rader)


def disk(yta: Arbetsyta, filer: Iterable[str] = FILER) -> dict[str, bytes]:
    """Every file of a workspace."""
    return {fil: som_fil(yta, fil) for fil in filer}


def hashar(filer: Mapping[str, bytes]) -> dict[str, str | None]:
    """The hash of each file."""
    return {fil: sha256(data) for fil, data in filer.items()}


def cell(till: Varde, rad: str = "rad_1", kolumn: str = "a", fran: Varde = None) -> Cellandring:
    """A change to a cell of ``d1/drift``."""
    return Cellandring(Adress("d1", "t1", rad, kolumn), fran, till)


def andrad_cell(nu: Arbetsyta, till: Varde, rad: str = "rad_1", kolumn: str = "a") -> Cellandring:
    """A change to a cell of ``d1/drift``, from the value that it has."""
    return cellandring(nu, Adress("d1", "t1", rad, kolumn), till)


def skrivet(
    journal: Journal, *steg: Andring, slag: Slag = "gor", bas: str | None = "bas"
) -> Handelse:
    """An event about ``d1/drift``."""
    filer = tuple(fil_for(yta(), andring) for andring in steg)
    return journal.skriv(slag, steg, filer=filer, baser=dict.fromkeys(filer, bas))


def journal_med(mapp: Path, antal: int) -> Journal:
    """A journal with so many events, each setting a cell to its own number."""
    journal = Journal(mapp, "anna", lambda: TID)
    for i in range(1, antal + 1):
        skrivet(journal, cell(Decimal(i)))
    return journal


def nummer(journal: Journal) -> list[int]:
    """The numbers of the events that a journal holds."""
    return [h.nr for h in journal.las().handelser]
