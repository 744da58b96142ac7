"""Healing: the one cell that explains what fails, and its figure."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.granskning.test_identiteter import INMATADE, POSTER, SUMMOR, i_kronor, tryckt_drift
from tui.domain.avrundning import decimaler_i
from tui.domain.berakning import Kalkyl, Sammanhang
from tui.domain.fel import Fynd
from tui.domain.register import REGISTER
from tui.domain.tabell import Mall, Rad, Tabell
from tui.domain.varde import Varde
from tui.granskning.granska import tabellfynd
from tui.granskning.samband import avrundat

D = Decimal
INMATADE_CELLER = [(rad, kolumn) for rad in POSTER for kolumn in INMATADE]
# Whose figures also bind each other otherwise than by the declared rules.
SARSKILDA = ("personal.sjukfranvaro", "personal.sammansattning", "internkontroll.stickprov")


def fel_i(tabell: Tabell) -> list[Fynd]:
    fynd = tabellfynd("d", Kalkyl(tabell, Sammanhang(last=True)))
    return [f for f in fynd if f.allvar == "fel"]


def med(tabell: Tabell, rad_id: str, kolumn: str, slip: int) -> Tabell:
    rad = tabell.rad(rad_id)
    falt = "tryckt" if kolumn in rad.tryckt else "celler"
    innehall = dict(getattr(rad, falt))
    return tabell.med_rad(replace(rad, **{falt: {**innehall, kolumn: innehall[kolumn] + slip}}))


@given(
    i_kronor(jamna=True),
    st.sampled_from(INMATADE_CELLER),
    st.integers(3, 10**6),
    st.sampled_from([1, -1]),
)
def test_an_entered_figure_beyond_the_bound_is_the_cell_that_is_named_and_healed(
    kronor: dict[tuple[str, str], int], cell: tuple[str, str], storlek: int, tecken: int
) -> None:
    tabell = tryckt_drift(kronor)
    ratt = tabell.rad(cell[0]).celler[cell[1]]
    (fynd,) = fel_i(med(tabell, *cell, tecken * storlek))
    assert (fynd.adress.rad, fynd.adress.kolumn) == cell
    assert fynd.borde == ratt


@given(
    i_kronor(jamna=True),
    st.sampled_from([(r, k) for r in SUMMOR for k in (*INMATADE, "avvikelse", "diff")]),
    st.integers(3, 10**6),
)
def test_a_sum_beyond_the_bound_is_the_cell_that_is_named_and_healed(
    kronor: dict[tuple[str, str], int], cell: tuple[str, str], storlek: int
) -> None:
    tabell = tryckt_drift(kronor)
    (fynd,) = fel_i(med(tabell, *cell, storlek))
    assert (fynd.adress.rad, fynd.adress.kolumn) == cell
    assert fynd.borde == tabell.rad(cell[0]).tryckt[cell[1]]


@given(
    i_kronor(jamna=True),
    st.lists(st.sampled_from(INMATADE_CELLER), min_size=2, max_size=2, unique=True),
)
def test_two_slips_in_different_columns_are_both_named(
    kronor: dict[tuple[str, str], int], celler: list[tuple[str, str]]
) -> None:
    par = {"budget": "a", "prognos": "a", "utfall": "b", "foregaende": "b"}
    assume(par[celler[0][1]] != par[celler[1][1]])
    tabell = tryckt_drift(kronor)
    for cell in celler:
        tabell = med(tabell, *cell, 777)
    assert {(f.adress.rad, f.adress.kolumn) for f in fel_i(tabell)} == set(celler)


def test_a_healed_table_has_no_findings_left() -> None:
    kronor = {(rad, kolumn): 5_000_000 for rad in POSTER for kolumn in INMATADE}
    tabell = med(tryckt_drift(kronor), "kostnader", "budget", 400)
    (fynd,) = fel_i(tabell)
    rad = tabell.rad("kostnader")
    lakt = tabell.med_rad(replace(rad, tryckt={**rad.tryckt, "budget": fynd.borde}))
    assert fel_i(lakt) == []


def tal(data: st.DataObject) -> Decimal:
    return D(data.draw(st.integers(-(10**7), 10**7))).scaleb(-data.draw(st.integers(0, 1)))


def raknad(mall: Mall, data: st.DataObject) -> Tabell:
    """A table of this kind whose printed figures are what its own rules give."""
    rader = tuple(_inmatad(rad, mall, data) for rad in (*mall.rader, Rad("egen", "Egen")))
    tabell = Tabell("t", mall, "T", mall.enhet, mall.kolumner, rader)
    kalkyl = Kalkyl(tabell)
    return replace(tabell, rader=tuple(_tryckt(kalkyl, rad) for rad in rader))


def _inmatad(rad: Rad, mall: Mall, data: st.DataObject) -> Rad:
    kolumner = [k for k in mall.kolumner if k.typ in ("belopp", "procent", "tal")]
    inmatade = [k for k in kolumner if not k.beraknad and rad.regel is None]
    return replace(rad, celler={k.id: tal(data) for k in inmatade})


def _tryckt(kalkyl: Kalkyl, rad: Rad) -> Rad:
    tryckt: dict[str, Varde] = {}
    for kolumn in kalkyl.tabell.kolumner:
        varde = kalkyl.beraknat(rad.id, kolumn.id)
        if isinstance(varde, Decimal):
            tryckt[kolumn.id] = varde if decimaler_i(varde) <= 2 else avrundat(varde, D("0.1"))
    return replace(rad, tryckt=tryckt)


@pytest.mark.parametrize(
    "mall",
    [m for m in REGISTER.mallar.values() if m.id not in SARSKILDA],
    ids=lambda mall: mall.id,
)
@given(st.data())
def test_a_table_recomputed_by_its_own_rules_has_no_errors(mall: Mall, data: st.DataObject) -> None:
    assert fel_i(raknad(mall, data)) == []


def test_where_any_of_several_parts_could_be_the_slip_the_sum_is_named() -> None:
    delar = [Rad(f"p{i}", f"P{i}", foralder="kostnader", celler={"budget": D(10)}) for i in "ab"]
    mall = REGISTER.mallar["drift.plan"]
    summa = replace(mall.fast_rad["kostnader"], tryckt={"budget": D(90)})
    (fynd,) = fel_i(Tabell("t", mall, "T", "tkr", mall.kolumner, (*delar, summa)))
    assert (fynd.adress.rad, fynd.sagt, fynd.borde) == ("kostnader", 90, 20)


def test_an_entered_figure_is_named_with_the_sum_that_it_heals() -> None:
    kronor = {(rad, kolumn): 5_000_000 for rad in POSTER for kolumn in INMATADE}
    (fynd,) = fel_i(med(tryckt_drift(kronor), "personal", "budget", 400))
    assert fynd.mening == (
        "Personalkostnader, Budget {ar}: tryckt 5_400, men Personalkostnader, "
        "Avv. prognos/budget {ar}, går ihop med 5_000."
    ).replace("_", "\u00a0")
