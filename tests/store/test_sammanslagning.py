"""A tab out of two versions, and any version turned into any other by changes."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given

from tests.domain.tabellversioner import rad, tabell, tre_versioner
from tests.fem_dokument import tabeller
from tui.arbetsyta import (
    Arbetsyta,
    Cellandring,
    RadBorttagen,
    RadFlyttad,
    RadTillagd,
    andrad_tabell,
    genomford,
    omvant,
)
from tui.domain.fel import Adress
from tui.domain.sammanslagning import sammanslagen
from tui.domain.skillnad import alla_val, lika_rader, skillnader
from tui.domain.tabell import Tabell
from tui.domain.uttryck import plus
from tui.store.fel import Plats, Postfel
from tui.store.radkontroll import kontrollera_rader
from tui.store.sammanslagning import (
    andringar,
    avvikande,
    flikandringar,
    flikskillnader,
    slagen_flik,
    utanfor_andringar,
)

Tre = tuple[Tabell, Tabell, Tabell]
BAS = tabell(rad("kostnader"), rad("a"), rad("b"), rad("c"))
ANNAN = replace(BAS, id="annan", rubrik="Annan")


def satt(nu: Tabell, id_: str, varde: str) -> Tabell:
    return nu.med_rad(nu.rad(id_).med_cell("budget", Decimal(varde)))


def efter(fran: Tabell, till: Tabell) -> Tabell:
    for andring in andringar("2024", fran, till):
        fran = andrad_tabell(fran, andring)
    return fran


def lika(ena: Tabell, andra: Tabell) -> bool:
    return [r.id for r in ena.rader] == [r.id for r in andra.rader] and all(
        lika_rader(a, b) for a, b in zip(ena.rader, andra.rader, strict=True)
    )


@given(tre_versioner())
def test_any_version_becomes_any_other_by_changes(tre: Tre) -> None:
    _, ena, andra = tre
    assert lika(efter(ena, andra), andra)


@given(tre_versioner())
def test_the_changes_are_undone_as_one_step(tre: Tre) -> None:
    _, ena, andra = tre
    yta = Arbetsyta().med_flik(("2024", "drift"), (ena,))
    steg = andringar("2024", ena, andra)
    (tillbaka,) = genomford(genomford(yta, steg), omvant(steg)).tabeller[("2024", "drift")]
    assert lika(tillbaka, ena)


def test_what_differs_in_a_cell_is_a_change_of_that_cell_alone() -> None:
    till = satt(BAS, "a", "9.00").med_rad(replace(BAS.rad("b"), etikett="Ny"))
    assert andringar("2024", satt(BAS, "a", "9.0"), till) == (
        Cellandring(Adress("2024", "prov", "a", "budget"), Decimal("9.0"), Decimal("9.00")),
        Cellandring(Adress("2024", "prov", "b", "etikett"), "b", "Ny"),
    )


def test_one_moved_row_is_one_change() -> None:
    kostnader, a, b, c = BAS.rader
    till = replace(BAS, rader=(a, b, c, kostnader))
    assert andringar("2024", BAS, till) == (RadFlyttad(Adress("2024", "prov", "kostnader"), 0, 3),)


def test_a_row_that_differs_in_more_than_cells_is_taken_out_and_put_in() -> None:
    ny = replace(BAS.rad("b"), tryckt={"budget": Decimal(1)})
    plats = Adress("2024", "prov", "b")
    assert andringar("2024", BAS, BAS.med_rad(ny)) == (
        RadBorttagen(plats, BAS.rad("b"), 2),
        RadTillagd(plats, ny, 2),
    )


def test_the_same_version_needs_no_change() -> None:
    assert andringar("2024", BAS, BAS) == ()
    assert andringar("2024", BAS, replace(BAS, rader=tuple(replace(r) for r in BAS.rader))) == ()


@given(tre_versioner())
def test_the_merged_rows_can_be_stored(tre: Tre) -> None:
    skillnad = skillnader(*tre)
    for sida in ("min", "deras"):
        slagen = sammanslagen(skillnad, alla_val(skillnad, sida))
        kontrollera_rader(slagen.rader, Plats("prov"))


def test_rows_that_cannot_stand_together_are_refused() -> None:
    min_ = BAS.med_rad(replace(BAS.rad("a"), foralder="b"))
    deras = BAS.med_rad(replace(BAS.rad("b"), foralder="a"))
    skillnader_ = flikskillnader((BAS,), (min_,), (deras,))
    with pytest.raises(Postfel, match="överraderna leder tillbaka"):
        slagen_flik(skillnader_, (min_,), (deras,))


def test_rules_that_go_in_a_ring_together_are_refused() -> None:
    min_ = BAS.med_rad(replace(BAS.rad("a"), regel=plus("b")))
    deras = BAS.med_rad(replace(BAS.rad("b"), regel=plus("a")))
    with pytest.raises(Postfel, match="summareglerna leder tillbaka"):
        slagen_flik(flikskillnader((BAS,), (min_,), (deras,)), (min_,), (deras,))


def test_a_tab_is_merged_table_by_table() -> None:
    min_, deras = (satt(BAS, "a", "1"), ANNAN), (BAS, satt(ANNAN, "b", "2"))
    skiljaktigheter = flikskillnader((BAS, ANNAN), min_, deras, "2024")
    prov, annan = slagen_flik(skiljaktigheter, min_, deras)
    assert prov.rad("a").celler == {"budget": Decimal(1)}
    assert annan.rad("b").celler == {"budget": Decimal(2)}
    assert [p.adress.dokument for s in skiljaktigheter for p in s.poster] == ["2024", "2024"]


def test_a_table_that_only_one_side_can_read_is_kept() -> None:
    assert slagen_flik((), (BAS,), (ANNAN,)) == (BAS, ANNAN)
    skiljaktigheter = flikskillnader((BAS, ANNAN), (BAS, ANNAN), (BAS,))
    assert slagen_flik(skiljaktigheter, (BAS, ANNAN), (BAS,)) == (BAS, ANNAN)


def test_a_table_that_both_sides_have_made_is_merged_as_from_nothing() -> None:
    min_, deras = tabell(rad("a")), tabell(rad("a"), rad("b"))
    (slagen,) = slagen_flik(flikskillnader((), (min_,), (deras,)), (min_,), (deras,))
    assert [r.id for r in slagen.rader] == ["a", "b"]


def test_only_tables_that_differ_are_told_of() -> None:
    assert avvikande((BAS, ANNAN), (BAS, ANNAN)) == ()
    (skillnad,) = avvikande((BAS, ANNAN), (BAS, satt(ANNAN, "a", "1")))
    assert skillnad.bas.id == "annan"


def test_what_no_change_can_say_is_said_in_words() -> None:
    till = (replace(BAS, rubrik="Ny", fotnoter={"*": "x"}), replace(ANNAN, id="tredje"))
    assert utanfor_andringar((BAS, ANNAN), till) == (
        "Annan: tabellen finns inte nu och läggs inte till.",
        "Annan: tabellen finns bara nu och är kvar.",
        "Provtabell: rubriken, fotnoterna ändras inte.",
    )
    assert utanfor_andringar((BAS,), (satt(BAS, "a", "1"),)) == ()


def test_the_real_documents_turn_into_one_another() -> None:
    fran, till = tabeller("2018-delar"), tabeller("2024-delar")
    yta = Arbetsyta().med_flik(("2018-delar", "alla"), fran)
    efterat = genomford(yta, flikandringar("2018-delar", fran, till))
    nya = {t.id: t for t in efterat.tabeller[("2018-delar", "alla")]}
    gemensamma = [t for t in till if t.id in nya]
    assert gemensamma
    assert all(lika(nya[t.id], t) for t in gemensamma)
