"""What is kept of a recomputation after a change is what working it all out anew gives."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.naiv import INMATADE, prov, tabeller, varden
from tests.fem_dokument import ALLA, kalkyl
from tui.domain.berakning import Kalkyl, Regelfel
from tui.domain.omrakning import berort, omraknad
from tui.domain.tabell import ETIKETT, Rad, Tabell
from tui.domain.uttryck import Barn

D = Decimal
NYTT = D("4711.5")


def utkast(dokument: str, tabell: str) -> Kalkyl:
    """A real table as a draft."""
    riktig = kalkyl(dokument, tabell)
    return Kalkyl(riktig.tabell, replace(riktig.sammanhang, last=False))


def andringar(tabell: Tabell) -> Iterator[Tabell]:
    """The table with a cell changed or emptied in a dozen of its rows, or a label."""
    kolumner = [k.id for k in tabell.kolumner if not k.beraknad and k.numerisk]
    for i, rad in enumerate(tabell.rader[:: max(1, len(tabell.rader) // 10)]):
        if kolumner:
            kolumn = kolumner[i % len(kolumner)]
            yield tabell.med_rad(rad.med_cell(kolumn, NYTT))
            yield tabell.med_rad(rad.med_cell(kolumn, None))
        yield tabell.med_rad(rad.med_cell(ETIKETT, "Annat"))


def allt(ett: Kalkyl) -> dict[tuple[str, str], object]:
    """Every cell's value."""
    rader, kolumner = ett.tabell.rader, ett.tabell.kolumner
    return {(r.id, k.id): ett.visat(r.id, k.id) for r in rader for k in kolumner}


@pytest.mark.parametrize(("dokument", "tabell"), ALLA)
def test_every_cell_is_what_it_would_be_anew(dokument: str, tabell: str) -> None:
    fore = utkast(dokument, tabell)
    allt(fore)
    for ny in andringar(fore.tabell):
        assert allt(omraknad(fore, ny, fore.sammanhang)) == allt(Kalkyl(ny, fore.sammanhang))


@given(tabeller.filter(lambda tabell: bool(tabell.rader)), st.data())
def test_edit_upon_edit_every_cell_is_written_as_it_would_be_anew(
    tabell: Tabell, data: st.DataObject
) -> None:
    kalkyl = Kalkyl(tabell)
    for _ in range(data.draw(st.integers(1, 4))):
        skrivet(kalkyl)
        rad = data.draw(st.sampled_from(kalkyl.tabell.rader))
        varde = data.draw(varden | st.sampled_from([D("1.50"), D("2E+3"), D("9" * 28), D(7)]))
        ny = kalkyl.tabell.med_rad(rad.med_cell(data.draw(st.sampled_from(INMATADE)), varde))
        kalkyl = omraknad(kalkyl, ny, kalkyl.sammanhang)
        assert skrivet(kalkyl) == skrivet(Kalkyl(replace(ny)))


def skrivet(ett: Kalkyl) -> dict[tuple[str, str], str] | None:
    """Every cell's value down to the zeros after its comma, None where a rule is in a ring."""
    try:
        return {plats: repr(varde) for plats, varde in allt(ett).items()}
    except Regelfel:
        return None


def test_only_the_cells_that_hang_on_the_change_are_worked_out_again() -> None:
    fore = utkast("2024-delar", "drift")
    allt(fore)
    ny = fore.tabell.med_rad(fore.tabell.rad("personal").med_cell("prognos", NYTT))
    nu = omraknad(fore, ny, fore.sammanhang)
    with patch.object(Kalkyl, "_arbeta_ut", autospec=True, side_effect=Kalkyl._arbeta_ut) as antal:
        allt(nu)
    omraknade = {anrop.args[1] for anrop in antal.call_args_list}
    assert {rad for rad, _ in omraknade} == {"personal", "kostnader", "nettokostnader", "resultat"}
    assert "budget" not in {kolumn for _, kolumn in omraknade}


def test_a_row_added_or_a_column_first_used_is_worked_out_anew() -> None:
    fore = utkast("2024-delar", "investeringar")
    kortare = replace(fore.tabell, rader=fore.tabell.rader[:-1])
    assert berort(fore, Kalkyl(kortare, fore.sammanhang)) is None
    fylld = fore.tabell.med_rad(fore.tabell.rad("inventarier").med_cell("kommentar", "ny"))
    assert berort(fore, Kalkyl(fylld, fore.sammanhang)) is None


def test_other_settings_or_a_lock_are_worked_out_anew() -> None:
    fore = utkast("2024-delar", "drift")
    last = replace(fore.sammanhang, last=True)
    assert berort(fore, Kalkyl(fore.tabell, last)) is None


def lang_lista(antal: int = 5000) -> Tabell:
    """The real investments, Reinvestering with so many more posts."""
    riktig = utkast("2024-delar", "investeringar").tabell
    celler = {kolumn: Decimal(1) for kolumn in ("budget", "prognos", "utfall", "foregaende")}
    nya = (
        Rad(f"post_{i}", f"Post {i}", foralder="reinvestering", celler=celler)
        for i in range(antal - len(riktig.rader))
    )
    return replace(riktig, rader=(*riktig.rader, *nya))


def test_an_edit_in_a_long_list_reads_the_changed_row_and_no_other() -> None:
    sammanhang = utkast("2024-delar", "investeringar").sammanhang
    forst = Kalkyl(lang_lista(), sammanhang)
    allt(forst)
    forra = omraknad(forst, med_budget(forst.tabell, "post_7", Decimal("2.50")), sammanhang)
    allt(forra)
    ny = med_budget(forra.tabell, "post_8", Decimal(-3))
    with patch.object(Kalkyl, "_barnens", autospec=True, side_effect=Kalkyl._barnens) as lasta:
        nu = omraknad(forra, ny, sammanhang)
        assert allt(nu) == allt(Kalkyl(replace(ny), sammanhang))
    assert [anrop for anrop in lasta.call_args_list if anrop.args[0] is nu] == []


def med_budget(tabell: Tabell, rad: str, tal: Decimal) -> Tabell:
    """The table with a budget changed."""
    return tabell.med_rad(tabell.rad(rad).med_cell("budget", tal))


def test_a_sum_of_sums_follows_what_is_under_them() -> None:
    rader = (
        Rad("totalt", "Totalt", "summa", regel=Barn()),
        Rad("kategori", "Kategori", "summa", "totalt", Barn()),
        Rad("under", "Under", foralder="kategori", celler={"a": D(1)}),
        Rad("direkt", "Direkt", foralder="totalt", celler={"a": D(10)}),
    )
    kalkyl = Kalkyl(prov(rader))
    for rad, tal, totalt in (("direkt", 20, 21), ("under", 3, 23), ("direkt", 40, 43)):
        assert kalkyl.varde("totalt", "a") is not None
        ny = kalkyl.tabell.med_rad(kalkyl.tabell.rad(rad).med_cell("a", D(tal)))
        kalkyl = omraknad(kalkyl, ny, kalkyl.sammanhang)
        assert kalkyl.varde("totalt", "a") == totalt
