"""Versions of a small table for hypothesis: a base, and what a side may have made of it."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from tui.domain.tabell import Kolumn, Mall, Rad, Tabell
from tui.domain.uttryck import Barn
from tui.domain.varde import Malvarde, Marke, Par, Varde

KOLUMNER = (Kolumn("budget", "Budget"), Kolumn("utfall", "Utfall"), Kolumn("not", "Not", "text"))
MALL = Mall(
    "provtabell",
    "drift",
    "Provtabell",
    KOLUMNER,
    rader=(Rad("kostnader", "Kostnader", "summa", regel=Barn()), Rad("ovrigt", "Övrigt")),
    lista=True,
)
OVERRADER = ("kostnader", "ovrigt")
VARDEN: tuple[Varde, ...] = (
    Decimal("9.0"),
    Decimal("9.00"),
    Decimal("-614"),
    Marke.STRECK,
    Malvarde("<", Decimal(166)),
    Par(Decimal("82.2"), Decimal("80.5"), "*"),
    "text",
)


def tabell(*rader: Rad, rubrik: str = "Provtabell") -> Tabell:
    """A table with these rows."""
    return Tabell("prov", MALL, rubrik, "tkr", KOLUMNER, rader)


def rad(id_: str, etikett: str = "", foralder: str | None = None, **celler: Varde) -> Rad:
    """A row with its entered cells."""
    return Rad(id_, etikett or id_, foralder=foralder, celler=celler)


def _varden() -> st.SearchStrategy[dict[str, Varde]]:
    return st.dictionaries(st.sampled_from(["budget", "utfall"]), st.sampled_from(VARDEN))


@st.composite
def rader(dra: st.DrawFn, id_: str) -> Rad:
    """A row with this key. The two parents are nobody's children, so no ring comes about."""
    foralder = None if id_ in OVERRADER else dra(st.sampled_from([None, *OVERRADER]))
    return Rad(
        id_,
        dra(st.sampled_from(["", "Hyra", "Resor"])),
        foralder=foralder,
        celler=dra(_varden()),
        tryckt=dra(_varden()),
        noter=dra(st.dictionaries(st.just("budget"), st.sampled_from(["a", "b"]))),
        decimaler=dra(st.sampled_from([None, 1])),
    )


@st.composite
def baser(dra: st.DrawFn) -> Tabell:
    """A table that both sides start from."""
    nycklar = dra(st.lists(st.sampled_from(["r1", "r2", "r3", "r4"]), unique=True))
    alla = dra(st.permutations([*OVERRADER, *nycklar]))
    return tabell(*(dra(rader(nyckel)) for nyckel in alla))


@st.composite
def andrade(dra: st.DrawFn, bas: Tabell) -> Tabell:
    """What a side has made of the base: rows and the table itself changed in up to five steps."""
    nu = bas
    for _ in range(dra(st.integers(0, 5))):
        nu = dra(st.sampled_from([_ny_rad, _borttagen, _flyttad, _andrad_rad, _rubrik]))(dra, nu)
    return nu


def _ny_rad(dra: st.DrawFn, nu: Tabell) -> Tabell:
    # The lowest free key, as the program gives: both sides come to the same ones.
    nyckel = next(f"rad_{i}" for i in range(1, 99) if f"rad_{i}" not in nu.index)
    ny = dra(rader(nyckel))
    ny = ny if ny.foralder in nu.index else replace(ny, foralder=None)
    plats = dra(st.integers(0, len(nu.rader)))
    return replace(nu, rader=(*nu.rader[:plats], ny, *nu.rader[plats:]))


def _borttagen(dra: st.DrawFn, nu: Tabell) -> Tabell:
    fria = [r for r in nu.rader if not any(b.foralder == r.id for b in nu.rader)]
    bort = dra(st.sampled_from(fria)) if fria else None
    return replace(nu, rader=tuple(r for r in nu.rader if r is not bort))


def _flyttad(dra: st.DrawFn, nu: Tabell) -> Tabell:
    return replace(nu, rader=tuple(dra(st.permutations(nu.rader))))


def _andrad_rad(dra: st.DrawFn, nu: Tabell) -> Tabell:
    if not nu.rader:
        return nu
    gammal = dra(st.sampled_from(nu.rader))
    ny = dra(rader(gammal.id))
    falt = dra(st.sampled_from(["etikett", "celler", "tryckt", "noter", "decimaler", "foralder"]))
    if falt == "foralder" and ny.foralder not in (None, *nu.index):
        return nu
    return nu.med_rad(replace(gammal, **{falt: getattr(ny, falt)}))


def _rubrik(dra: st.DrawFn, nu: Tabell) -> Tabell:
    rubrik = dra(st.sampled_from(["Provtabell", "Ny rubrik"]))
    fotnoter = dra(st.dictionaries(st.just("*"), st.sampled_from(["a", "b"])))
    return replace(nu, rubrik=rubrik, fotnoter=fotnoter)


@st.composite
def tre_versioner(dra: st.DrawFn) -> tuple[Tabell, Tabell, Tabell]:
    """A base, mine and theirs."""
    bas = dra(baser())
    return bas, dra(andrade(bas)), dra(andrade(bas))
