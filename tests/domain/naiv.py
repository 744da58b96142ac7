"""A second, slow and plain evaluation of a table, and random tables to hold the engine against.

Nothing of the engine is used: exact fractions, linear search, no memory, straight recursion.
"""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from tui.domain.period import Period
from tui.domain.tabell import Kolumn, Mall, Rad, Radart, Tabell
from tui.domain.uttryck import (
    Barn,
    Forandring,
    Kvot,
    Linjar,
    PerManad,
    Produkt,
    Uttryck,
    differens,
)
from tui.domain.varde import Malvarde, Marke, Par, Varde

SIFFERKOLUMNER = {"belopp", "procent", "tal", "utfall", "mal"}
KOLUMNER = (
    Kolumn("a", "A"),
    Kolumn("b", "B"),
    Kolumn("ord", "Ord", "text"),
    Kolumn("diff", "Diff", regel=differens("a", "b")),
    Kolumn("strang", "Sträng", regel=differens("a", "b", tomt_som_noll=False)),
    Kolumn("kvot", "Kvot", "procent", Kvot("diff", "b")),
    Kolumn("mot", "Mot", "procent", Kvot("diff", "b", mot_belopp=True)),
    Kolumn("andring", "Ändring", "procent", Forandring("a", "b")),
    Kolumn("produkt", "Produkt", "tal", Produkt(("a", "b", "diff"))),
    Kolumn("gatt", "Gått", regel=PerManad(((1, "a"),), "gatt")),
    Kolumn("kvar", "Kvar", regel=PerManad(((1, "b"), (-1, "a")), "kvar")),
    Kolumn("takt", "Takt", "procent", Forandring("kvar", "gatt")),
)
INMATADE = ("a", "b", "ord")
MALL = Mall("prov", "drift", "Prov", KOLUMNER, lista=True)

NaivHamta = Callable[[str], Fraction | None]


def naivt(tabell: Tabell, rad_id: str, kolumn_id: str, manader: int) -> Fraction | None:
    """The number that a cell counts as."""
    rad = next((r for r in tabell.rader if r.id == rad_id), None)
    kolumn = next((k for k in tabell.kolumner if k.id == kolumn_id), None)
    if rad is None or kolumn is None:
        return None
    if rad.utan_andel and isinstance(kolumn.regel, Kvot | Forandring) and rad.art != "rubrik":
        return None
    if rad.art != "rubrik" and isinstance(kolumn.regel, Linjar):
        for _, namn in kolumn.regel.termer:
            if not any(namn in r.celler for r in tabell.rader):
                return None
    if rad.art != "rubrik" and kolumn.regel is not None:
        return _enligt(kolumn.regel, lambda namn: naivt(tabell, rad_id, namn, manader), manader)
    if rad.art != "rubrik" and rad.regel is not None and kolumn.typ in SIFFERKOLUMNER:
        regel: Uttryck = rad.regel
        if isinstance(regel, Barn):
            barn = [r for r in tabell.rader if r.foralder == rad_id]
            regel = Linjar(tuple((1, r.id) for r in barn if r.art in ("post", "summa")))
        return _enligt(regel, lambda namn: naivt(tabell, namn, kolumn_id, manader), manader)
    return _tal(rad.celler.get(kolumn_id))


def _tal(varde: Varde) -> Fraction | None:
    if isinstance(varde, Decimal):
        return Fraction(varde)
    return Fraction(varde.tal) if isinstance(varde, Malvarde | Par) else None


def _enligt(regel: Uttryck, hamta: NaivHamta, manader: int) -> Fraction | None:
    if isinstance(regel, Linjar):
        return _summa(regel.termer, hamta, krav=not regel.tomt_som_noll)
    if isinstance(regel, PerManad):
        antal = manader if regel.manader == "gatt" else max(0, 12 - manader)
        summa = _summa(regel.termer, hamta, krav=True)
        return None if summa is None or antal == 0 else summa / antal
    if isinstance(regel, Produkt):
        resultat = Fraction(1)
        for faktor in map(hamta, regel.faktorer):
            if faktor is None:
                return None
            resultat *= faktor
        return resultat
    if isinstance(regel, Kvot):
        over, under = hamta(regel.taljare), hamta(regel.namnare)
        if over is None or under is None or under == 0:
            return None
        return 100 * over / (-under if regel.mot_belopp and under < 0 else under)
    assert isinstance(regel, Forandring)
    till, fran = hamta(regel.till), hamta(regel.fran)
    if till is None or fran is None or fran == 0 or (till < 0 < fran) or (fran < 0 < till):
        return None
    return 100 * (abs(till) / abs(fran) - 1)


def _summa(termer: tuple[tuple[int, str], ...], hamta: NaivHamta, *, krav: bool) -> Fraction | None:
    summa, antal = Fraction(0), 0
    for tecken, namn in termer:
        tal = hamta(namn)
        if tal is not None:
            summa, antal = summa + tecken * tal, antal + 1
    return None if antal == 0 or (krav and antal < len(termer)) else summa


# ---- Random tables --------------------------------------------------------------------------

tal = st.one_of(
    st.sampled_from([Decimal(0), Decimal("-0"), Decimal("0.0"), Decimal(1), Decimal(-1)]),
    st.integers(-10_000_000, 10_000_000).map(Decimal),
    st.decimals(-9_999, 9_999, places=2),
)
annat: st.SearchStrategy[Varde] = st.one_of(
    st.none(),
    st.sampled_from(Marke),
    st.sampled_from(["", "ska öka", "12"]),
    st.builds(Malvarde, st.sampled_from(["<", "≥"]), tal),
    st.builds(Par, tal, tal),
)
varden: st.SearchStrategy[Varde] = st.integers(0, 3).flatmap(lambda i: annat if i == 0 else tal)
POST: list[Radart] = ["post", "post", "post", "post", "post", "summa", "rubrik", "darav"]
SUMMA: list[Radart] = ["summa", "summa", "summa", "post"]


@st.composite
def rader(draw: st.DrawFn, *, antal: int = 10) -> tuple[Rad, ...]:
    """Rows in any order, where a row's rule names only rows of higher number: no rings."""
    n = draw(st.integers(0, antal))
    kvoter = draw(st.sets(st.integers(0, max(0, n - 3)), max_size=2)) if n > 2 else set()
    alla = [_rad(draw, i, n, kvoter) for i in range(n)]
    return tuple(draw(st.permutations(alla)))


def _rad(draw: st.DrawFn, i: int, n: int, kvoter: set[int]) -> Rad:
    foralder = draw(st.integers(-1, i - 1))
    celler = {k: v for k in INMATADE if (v := draw(varden)) is not None}
    nyckel = None if foralder < 0 else f"r{foralder}"
    if i in kvoter:
        return Rad(f"r{i}", f"Kvot {i}", "darav", nyckel, Kvot(f"r{n - 1}", f"r{n - 2}"), celler)
    art = draw(st.sampled_from(SUMMA if 2 * i < n - 1 else POST))
    regel = draw(_regel(i, n, kvoter)) if art == "summa" else None
    utan_andel = draw(st.integers(0, 5)) == 0
    return Rad(f"r{i}", f"Rad {i}", art, nyckel, regel, celler, utan_andel=utan_andel)


def _regel(i: int, n: int, kvoter: set[int]) -> st.SearchStrategy[Linjar | Barn]:
    senare = [j for j in range(i + 1, n) if j not in kvoter]
    namn = st.sampled_from([*(f"r{j}" for j in senare), "finns_inte"])
    termer = st.lists(st.tuples(st.sampled_from([1, -1]), namn), min_size=1, max_size=4).map(tuple)
    return st.just(Barn()) | st.builds(Linjar, termer, st.booleans()) | st.just(Barn())


def prov(rader: tuple[Rad, ...]) -> Tabell:
    """A table of the kind that the random tests use."""
    return Tabell("prov", MALL, "Prov", "tkr", KOLUMNER, rader)


tabeller = rader().map(prov)


def period(manader: int) -> Period:
    """The first months of 2024."""
    slut = date(2025, 1, 1) if manader == 12 else date(2024, manader + 1, 1)
    return Period(date(2024, 1, 1), slut - timedelta(days=1))
