"""Whatever a store can hold, a table of every kind is worked out, explained, judged, checked."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.naiv import period
from tui.domain.berakning import Kalkyl, Sammanhang
from tui.domain.cellbedomning import cellbedomning
from tui.domain.celltext import visad_text
from tui.domain.forklaring import forklaring
from tui.domain.register import REGISTER
from tui.domain.tabell import Mall, Rad, Tabell
from tui.domain.varde import Malvarde, Marke, Par, Varde
from tui.granskning.granska import tabellfynd
from tui.store.kodek import MAX_SIFFROR, kodat
from tui.store.vardekod import kodat_varde

# As long as the store takes them: thirty signs, minus and comma counted in.
STORST = int("9" * MAX_SIFFROR)
tal = st.one_of(
    st.integers(-STORST, STORST).map(Decimal),
    st.builds(
        lambda t, e: Decimal(t).scaleb(-e), st.integers(-(10**26), 10**26), st.integers(0, 26)
    ),
    st.sampled_from([Decimal(0), Decimal("0.00"), Decimal(-1), Decimal(STORST)]),
).filter(lambda t: len(f"{t:f}") <= MAX_SIFFROR)
varden: st.SearchStrategy[Varde] = st.one_of(
    tal,
    tal,
    st.sampled_from(Marke),
    st.builds(Malvarde, st.sampled_from(["<", "≤", ">", "≥"]), tal),
    st.builds(Par, tal, tal),
    st.sampled_from(["Ja", "Nej", "lägre är bättre", "högre är bättre", "r0", "ord", ""]),
)


def tabell(mall: Mall, data: st.DataObject) -> Tabell:
    """A table of this kind with two rows of its own and anything at all in its cells."""
    egna = tuple(Rad(f"r{i}", f"Rad {i}", foralder=None) for i in range(2))
    rader = tuple(_fylld(rad, mall, data) for rad in (*mall.rader, *egna))
    return Tabell(mall.id.split(".")[1], mall, "T", mall.enhet, mall.kolumner, rader)


def _fylld(rad: Rad, mall: Mall, data: st.DataObject) -> Rad:
    celler: dict[str, Varde] = {}
    tryckt: dict[str, Varde] = {}
    for kolumn in mall.kolumner:
        beraknad = kolumn.beraknad or (rad.regel is not None and kolumn.numerisk)
        if data.draw(st.integers(0, 3)):
            (tryckt if beraknad else celler)[kolumn.id] = data.draw(varden)
    return replace(rad, celler=celler, tryckt=tryckt)


@pytest.mark.parametrize("mall", REGISTER.mallar.values(), ids=REGISTER.mallar.keys())
@settings(max_examples=settings().max_examples // 3)
@given(st.data(), st.integers(1, 12), st.booleans())
def test_no_figure_that_a_store_can_hold_breaks_the_reckoning(
    mall: Mall, data: st.DataObject, manader: int, last: bool
) -> None:
    egen = tabell(mall, data)
    syskon = {t: tabell(REGISTER.mallar[m], data) for t, m in SYSKON.get(mall.id, {}).items()}
    kalkyl = Kalkyl(egen, Sammanhang({**syskon, egen.id: egen}, period=period(manader), last=last))
    for rad in egen.rader:
        for varde in rad.celler.values():
            kodat(kodat_varde(varde))
        for kolumn in egen.kolumner:
            kalkyl.visat(rad.id, kolumn.id)
            forklaring(kalkyl, rad.id, kolumn.id)
            cellbedomning(kalkyl, rad, kolumn)
            assert isinstance(visad_text(kalkyl, rad, kolumn), str)
    assert all(f.mening.endswith(".") for f in tabellfynd("d", kalkyl))


SYSKON = {
    "mal.mal": {"nyckeltal": "mal.nyckeltal"},
    "internkontroll.uppfoljning": {"stickprov": "internkontroll.stickprov"},
}
