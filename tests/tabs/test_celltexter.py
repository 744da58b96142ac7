"""A column's width is that of its longest text, though not every text is written to know it."""

from dataclasses import replace
from decimal import Decimal
from itertools import permutations
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.naiv import prov, tabeller
from tests.domain.test_omrakning import lang_lista, med_budget, utkast
from tests.fem_dokument import ALLA, kalkyl
from tui.domain.berakning import Kalkyl, Regelfel, Sammanhang, visade
from tui.domain.omrakning import omraknad
from tui.domain.tabell import ETIKETT, Rad, Tabell
from tui.domain.uttryck import Kvot, Linjar
from tui.domain.varde import Malvarde, Marke, Par
from tui.tabs.celltexter import Celltexter
from tui.tabs.tabellvy import Tabellvy

D = Decimal
TAL = (D(0), D("-0.4"), D("999.6"), D(-1000), D("12.345"), D("1E+5"), D(7), D("-99999.5"))
ORD = (None, "ord", "en rad\nlång rad till", Marke.STRECK, Marke.EJ_FRAGAD)
VARDEN = st.sampled_from([*TAL, *ORD, Malvarde("≥", D("81.25")), Par(D("82.2"), D("80.5"), "*")])


@st.composite
def brokiga(dra: st.DrawFn) -> Tabell:
    """A table whose rows write their values in their own units and decimals."""
    bas = dra(tabeller)
    return replace(bas, rader=tuple(_brokig(dra, rad) for rad in bas.rader))


def _brokig(dra: st.DrawFn, rad: Rad) -> Rad:
    celler = {kolumn: dra(VARDEN) for kolumn in dra(st.sets(st.sampled_from(["a", "b", "ord"])))}
    return replace(
        rad,
        celler={**rad.celler, **celler},
        tryckt=dra(st.dictionaries(st.sampled_from(["a", "diff"]), st.sampled_from(TAL))),
        enhet=dra(st.sampled_from([None, "%", "kr"])),
        decimaler=dra(st.sampled_from([None, 0, 2])),
    )


def langsta(ett: Kalkyl) -> dict[str, int]:
    """How long the longest text of each column is, every text written out."""
    texter, rader = Celltexter(ett, 120), ett.tabell.rader
    kolumner = (ETIKETT, *(kolumn.id for kolumn in ett.tabell.kolumner))
    return {k: max((len(texter.text(rad, k)) for rad in rader), default=0) for k in kolumner}


def matta(ett: Kalkyl) -> dict[str, int]:
    """The same as it is measured."""
    texter = Celltexter(ett, 120)
    kolumner = (ETIKETT, *(kolumn.id for kolumn in ett.tabell.kolumner))
    return {kolumn: len(texter.langst(kolumn)) for kolumn in kolumner}


@given(brokiga(), st.booleans())
def test_a_measured_column_is_as_wide_as_its_longest_text(tabell: Tabell, last: bool) -> None:
    ett = Kalkyl(tabell, Sammanhang(last=last))
    try:
        vantat = langsta(ett)
    except Regelfel:
        return
    assert matta(Kalkyl(tabell, Sammanhang(last=last))) == vantat


@pytest.mark.parametrize(("dokument", "tabell"), ALLA)
def test_so_is_every_column_of_the_real_documents(dokument: str, tabell: str) -> None:
    for ett in (kalkyl(dokument, tabell), utkast(dokument, tabell)):
        assert matta(ett) == langsta(ett)


@given(brokiga(), st.booleans())
def test_a_column_shows_what_each_of_its_cells_does(tabell: Tabell, last: bool) -> None:
    ett = Kalkyl(tabell, Sammanhang(last=last))
    for kolumn in tabell.kolumner:
        try:
            vantat = [ett.visat(rad.id, kolumn.id) for rad in tabell.rader]
        except Regelfel:
            continue
        assert list(map(repr, visade(ett, kolumn))) == list(map(repr, vantat))


ORDET = {"ord": "ord"}
STOR, LITEN = (Rad(id_, id_, celler={"a": D(tal)}) for id_, tal in (("stor", 200), ("liten", -1)))


@pytest.mark.parametrize(
    "rad",
    [
        Rad("r", "R", celler={"a": D("99.96")}),
        Rad("r", "R", celler={"a": D("9.9600")}),
        Rad("r", "R", celler={"a": D(-7000)}),
        Rad("r", "R", celler={"a": D(5)}, decimaler=3),
        Rad("r", "R", celler={"a": D(50)}, enhet="%"),
        Rad("r", "R", regel=Kvot("stor", "stor"), decimaler=None),
        Rad("r", "R", celler={"a": Marke.EJ_TILLGANGLIG}),
        Rad("r", "R", celler={"ord": "två\nrader"}),
    ],
)
def test_a_cell_that_is_written_in_its_own_way_is_measured_by_itself(rad: Rad) -> None:
    for rader in permutations((rad, STOR, LITEN)):
        assert matta(Kalkyl(prov(rader))) == langsta(Kalkyl(prov(rader)))


def test_a_figure_with_decimals_is_longer_than_a_sum_that_is_shown_without_them() -> None:
    inmatad = Rad("r", "R", celler={"a": D("1.25")})
    storre = Rad("mer", "Mer", regel=Linjar(((1, "r"), (1, "stor"))), celler=ORDET)
    mindre = Rad("minus", "Minus", regel=Linjar(((-1, "r"),)), celler=ORDET)
    ett = Kalkyl(prov((inmatad, STOR, storre, mindre)))
    assert matta(ett)["a"] == langsta(ett)["a"] == len("1,25")


def test_a_long_table_is_measured_by_a_handful_of_its_rows() -> None:
    sammanhang = utkast("2024-delar", "investeringar").sammanhang
    with antal_skrivna() as skrivna:
        vy = Tabellvy(Kalkyl(lang_lista(), sammanhang), {}, 120)
        assert len(vy.kolumner) > 5
    assert skrivna.call_count < 25 * len(vy.kolumner)


def test_an_edit_in_a_long_table_writes_the_row_and_its_sums_and_no_other() -> None:
    forst = Kalkyl(lang_lista(), utkast("2024-delar", "investeringar").sammanhang)
    fore = Tabellvy(forst, {}, 120)
    assert fore.kolumner
    ny = med_budget(fore.tabell, "post_7", D(-77777))
    with antal_skrivna() as skrivna:
        vy = Tabellvy(omraknad(forst, ny, forst.sammanhang), {}, 120, fore=fore)
        assert vy.kolumner == Tabellvy(vy.kalkyl, {}, 120).kolumner
    egna = {anrop.args[1].id for anrop in skrivna.call_args_list if anrop.args[0] is vy.texter}
    assert egna <= {"post_7", "reinvestering", "totalt"}


def antal_skrivna():  # type: ignore[no-untyped-def]
    """The cells whose text is made."""
    return patch.object(Celltexter, "_ny_text", autospec=True, side_effect=Celltexter._ny_text)
