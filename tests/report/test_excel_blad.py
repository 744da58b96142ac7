"""A draft's sheet: whatever figures are typed, each formula gives the figure that is shown."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.report.exempel import DRIFT, UTKAST, blad, cell, tabell
from tests.report.formelrakning import raknad
from tui.domain.berakning import Kalkyl
from tui.domain.internkontroll import RISKER
from tui.domain.investeringar import INVESTERINGAR_DELAR
from tui.domain.tabell import Kolumn, Rad, Tabell
from tui.domain.varde import Marke, Varde
from tui.report.excel_blad import HUVUDRAD, bladplan, satt_blad
from tui.report.rapporttabell import rapporttabell

VARDEN = st.one_of(
    st.none(),
    st.sampled_from([Marke.STRECK, Decimal(0), Decimal("-0.25")]),
    st.integers(-400_000, 400_000).map(Decimal),
    st.decimals(-9999, 9999, places=1, allow_nan=False),
)


def ifylld(hel: Tabell, varden: dict[tuple[int, str], Varde]) -> Tabell:
    """The table with these values in its entered cells."""
    rader = []
    for i, rad in enumerate(hel.rader):
        kalkyl = Kalkyl(hel)
        egna = [k for k in hel.kolumner if k.numerisk and kalkyl.regel(rad, k) is None]
        celler = {k.id: varden.get((i, k.id)) for k in egna}
        rader.append(replace(rad, celler={n: v for n, v in celler.items() if v is not None}))
    return replace(hel, rader=tuple(rader))


def kontrollerad(tabell_: Tabell) -> int:
    """How many formulas the sheet has, each found to give what the table shows."""
    rapporterad = rapporttabell(blad(tabell_, UTKAST))
    ark = Workbook().active
    assert ark is not None
    varden, plan = satt_blad(ark, rapporterad, "Utkast"), bladplan(rapporterad)
    for i, rad in enumerate(rapporterad.rader):
        for j, ruta in enumerate(rad.celler):
            adress = plan.adress((i, j))
            if ark[adress].data_type == "f":
                assert ruta.tal is not None
                assert abs(raknad(ark, adress) - ruta.tal) < Decimal("1e-9")
                assert varden[adress] == ruta.tal
            else:
                assert adress not in varden
    return len(varden)


NYCKLAR = st.dictionaries(
    st.tuples(
        st.integers(0, 9),
        st.sampled_from(["budget", "prognos", "utfall", "foregaende", "sannolikhet"]),
    ),
    VARDEN,
    max_size=40,
)


@settings(max_examples=40)
@given(NYCKLAR)
def test_any_figures_in_drift_give_formulas_that_show_the_same(
    varden: dict[tuple[int, str], Varde],
) -> None:
    kontrollerad(ifylld(DRIFT, varden))


@settings(max_examples=20)
@given(NYCKLAR)
def test_any_figures_in_investeringar_give_formulas_that_show_the_same(
    varden: dict[tuple[int, str], Varde],
) -> None:
    post = [Rad(f"p{i}", f"Post {i}", foralder="reinvestering") for i in range(3)]
    kontrollerad(ifylld(tabell(INVESTERINGAR_DELAR, *INVESTERINGAR_DELAR.rader, *post), varden))


def test_a_whole_draft_is_live_in_every_computed_cell() -> None:
    fyllda = {
        (i, k): Decimal(100 + i) for i in range(10) for k in ("budget", "prognos", "utfall")
    } | {(i, "foregaende"): Decimal(90) for i in range(10)}
    summor, differenser, andelar_och_takt, bara_takt = 3 * 4, 10 * 2, 8 * 6, 2 * 2
    vantat = summor + differenser + andelar_och_takt + bara_takt
    assert kontrollerad(ifylld(DRIFT, fyllda)) == vantat


def test_a_product_is_live_and_a_gap_in_it_gives_no_formula() -> None:
    full = {"sannolikhet": Decimal(3), "vasentlighet": Decimal(4)}
    rader = (Rad("a", "A", celler=full), Rad("b", "B", celler={"sannolikhet": Decimal(2)}))
    assert kontrollerad(tabell(RISKER, *rader)) == 1


def test_a_figure_keeps_its_own_decimals_and_its_unit() -> None:
    procent = Kolumn("k", "K", "procent", decimaler=1)
    ark = Workbook().active
    assert ark is not None
    satt_blad(ark, rapporttabell(cell(Decimal("14.6"), procent)), "")
    ruta = ark.cell(HUVUDRAD + 1, 2)
    assert (ruta.value, ruta.number_format) == (
        Decimal("14.6"),
        '#,##0.0"\u00a0%";#,##0.0"\u00a0%"',
    )
