"""Nothing that either side has changed is lost, and nobody's word is taken without asking."""

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from tests.domain.tabellversioner import baser, rad, tabell, tre_versioner
from tests.fem_dokument import IDN, tabeller
from tui.domain.fel import Adress
from tui.domain.sammanslagning import sammanslagen
from tui.domain.skillnad import (
    Cellskillnad,
    Skillnad,
    alla_val,
    lika_innehall,
    lika_rader,
    skiljer,
    skillnader,
)
from tui.domain.tabell import Rad, Tabell
from tui.domain.uttryck import plus
from tui.domain.varde import Marke

Tre = tuple[Tabell, Tabell, Tabell]


def D(text: str) -> Decimal:
    return Decimal(text)


BAS = tabell(
    rad("kostnader"),
    rad("a", foralder="kostnader", budget=D("1"), utfall=D("2")),
    rad("b", foralder="kostnader", budget=D("3")),
    rad("c", foralder="kostnader"),
)


def satt(nu: Tabell, id_: str, kolumn: str, varde: Any) -> Tabell:
    return nu.med_rad(nu.rad(id_).med_cell(kolumn, varde))


def utan(nu: Tabell, *bort: str) -> Tabell:
    return replace(nu, rader=tuple(r for r in nu.rader if r.id not in bort))


def med(nu: Tabell, *nya: Rad) -> Tabell:
    return replace(nu, rader=(*nu.rader, *nya))


def lika_tabeller(ena: Tabell, andra: Tabell) -> bool:
    return (
        replace(ena, rader=()) == replace(andra, rader=())
        and len(ena.rader) == len(andra.rader)
        and all(lika_rader(a, b) for a, b in zip(ena.rader, andra.rader, strict=True))
    )


def val(skillnad: Skillnad, sida: Any) -> Tabell:
    return sammanslagen(skillnad, alla_val(skillnad, sida))


def test_what_each_changed_in_cells_of_their_own_stands_after_the_merge() -> None:
    min_, deras = satt(BAS, "a", "budget", D("10")), satt(BAS, "a", "utfall", D("20"))
    skillnad = skillnader(BAS, min_, deras, "2024")
    assert [p.adress for p in skillnad.bara_min] == [Adress("2024", "prov", "a", "budget")]
    assert [p.adress for p in skillnad.bara_deras] == [Adress("2024", "prov", "a", "utfall")]
    assert not skillnad.konflikter
    slagen = sammanslagen(skillnad)
    assert slagen.rad("a").celler == {"budget": D("10"), "utfall": D("20")}
    assert slagen.rad("b") is BAS.rad("b")


def test_what_both_changed_differently_is_a_conflict_with_all_three_values() -> None:
    min_, deras = satt(BAS, "a", "budget", D("10")), satt(BAS, "a", "budget", Marke.STRECK)
    (konflikt,) = skillnader(BAS, min_, deras, "2024").konflikter
    plats = Adress("2024", "prov", "a", "budget")
    varden = (D("1"), D("10"), Marke.STRECK)
    assert konflikt == Cellskillnad(plats, "cell", *varden, "konflikt")


def test_a_conflict_is_settled_by_the_choice_at_its_address_and_never_without() -> None:
    min_, deras = satt(BAS, "a", "budget", D("10")), satt(BAS, "a", "budget", D("11"))
    skillnad = skillnader(BAS, min_, deras)
    plats = Adress("", "prov", "a", "budget")
    assert sammanslagen(skillnad, {plats: "min"}).rad("a").celler["budget"] == D("10")
    assert sammanslagen(skillnad, {plats: "deras"}).rad("a").celler["budget"] == D("11")
    with pytest.raises(KeyError):
        sammanslagen(skillnad)


def test_what_both_changed_alike_is_no_conflict() -> None:
    nya = satt(BAS, "a", "etikett", "Lokalhyra")
    skillnad = skillnader(BAS, nya, satt(BAS, "a", "etikett", "Lokalhyra"))
    assert [p.slag for p in skillnad.poster] == ["lika"]
    assert lika_tabeller(sammanslagen(skillnad), nya)


def test_a_cell_that_one_empties_and_the_other_changes_is_a_conflict() -> None:
    skillnad = skillnader(BAS, satt(BAS, "a", "budget", None), satt(BAS, "a", "budget", D("7")))
    assert [(p.bas, p.min, p.deras) for p in skillnad.konflikter] == [(D("1"), None, D("7"))]
    assert "budget" not in val(skillnad, "min").rad("a").celler


def test_empty_zero_and_a_dash_are_three_things_and_so_are_9_0_and_9_00() -> None:
    for ena, andra in (
        (None, D("0")),
        (D("0"), Marke.STRECK),
        (None, Marke.STRECK),
        (D("9.0"), D("9.00")),
        (D("5"), "5"),
    ):
        assert not lika_innehall(ena, andra)
    assert lika_innehall(D("1E+2"), D("100"))


def test_a_printed_figure_and_an_entered_one_in_the_same_cell_are_told_apart() -> None:
    tryckt = BAS.med_rad(replace(BAS.rad("a"), tryckt={"budget": D("5")}))
    skillnad = skillnader(BAS, satt(BAS, "a", "budget", D("4")), tryckt)
    assert not skillnad.konflikter
    assert sammanslagen(skillnad).rad("a").tryckt == {"budget": D("5")}
    assert sammanslagen(skillnad).rad("a").celler["budget"] == D("4")


def test_a_row_removed_here_and_unchanged_there_goes() -> None:
    skillnad = skillnader(BAS, utan(BAS, "b"), satt(BAS, "a", "budget", D("4")))
    assert [r.id for r in sammanslagen(skillnad).rader] == ["kostnader", "a", "c"]


def test_a_row_removed_here_and_changed_there_is_a_conflict() -> None:
    skillnad = skillnader(BAS, utan(BAS, "b"), satt(BAS, "b", "budget", D("4")))
    (konflikt,) = skillnad.konflikter
    assert (konflikt.adress.rad, konflikt.falt, konflikt.min) == ("b", "rad", None)
    assert "b" not in val(skillnad, "min").index
    assert [r.id for r in val(skillnad, "deras").rader] == ["kostnader", "a", "b", "c"]
    assert val(skillnad, "deras").rad("b").celler == {"budget": D("4")}


def test_a_row_removed_here_that_got_a_child_there_is_a_conflict() -> None:
    bas = tabell(rad("kostnader"), rad("a"))
    deras = med(bas, rad("barn", foralder="kostnader"))
    skillnad = skillnader(bas, utan(bas, "kostnader"), deras)
    assert [p.adress.rad for p in skillnad.konflikter] == ["kostnader"]
    assert val(skillnad, "deras").rad("barn").foralder == "kostnader"
    assert val(skillnad, "min").rad("barn").foralder is None


def test_a_row_removed_here_that_is_summed_there_is_a_conflict() -> None:
    deras = BAS.med_rad(replace(BAS.rad("kostnader"), regel=plus("a", "b")))
    assert [p.adress.rad for p in skillnader(BAS, utan(BAS, "b"), deras).konflikter] == ["b"]


def test_a_row_whose_parent_is_gone_hangs_under_the_nearest_that_is_left() -> None:
    bas = tabell(rad("kostnader"), rad("mitten", foralder="kostnader"), rad("x"))
    deras = med(bas, rad("barn", foralder="mitten"))
    skillnad = skillnader(bas, utan(bas, "mitten"), deras)
    assert val(skillnad, "min").rad("barn").foralder == "kostnader"


def test_different_new_rows_that_got_the_same_key_are_both_kept() -> None:
    min_ = med(BAS, rad("rad_1", "Hyra", budget=D("5")))
    deras = med(BAS, rad("rad_1", "Resor", utfall=D("7")), rad("rad_2", foralder="rad_1"))
    skillnad = skillnader(BAS, min_, deras)
    assert not skillnad.konflikter
    slagen = sammanslagen(skillnad)
    efter_namn = {r.etikett: r for r in slagen.rader}
    assert efter_namn["Hyra"].celler == {"budget": D("5")}
    assert efter_namn["Resor"].celler == {"utfall": D("7")}
    assert efter_namn["rad_2"].foralder == efter_namn["Resor"].id
    assert {efter_namn["Hyra"].id, efter_namn["Resor"].id} == {"rad_1", "rad_1_2"}


def test_two_unnamed_new_rows_with_different_figures_are_two_rows() -> None:
    tom = Rad("rad_1", "")
    min_ = med(BAS, replace(tom, celler={"budget": D("5")}))
    deras = med(BAS, replace(tom, celler={"utfall": D("7")}))
    assert len(sammanslagen(skillnader(BAS, min_, deras)).rader) == len(BAS.rader) + 2


def test_two_unnamed_new_rows_that_say_the_same_are_one() -> None:
    nya = med(BAS, Rad("rad_1", "", celler={"budget": D("5")}))
    assert len(sammanslagen(skillnader(BAS, nya, nya)).rader) == len(BAS.rader) + 1


def test_a_row_that_the_declaration_names_is_one_row_whatever_its_label() -> None:
    bas = tabell(rad("a"))
    min_, deras = med(bas, rad("ovrigt", "Övrigt")), med(bas, rad("ovrigt", "Övriga kostnader"))
    skillnad = skillnader(bas, min_, deras)
    assert [(p.adress.rad, p.falt) for p in skillnad.konflikter] == [("ovrigt", "etikett")]
    assert [r.id for r in val(skillnad, "min").rader] == ["a", "ovrigt"]


def test_the_same_new_row_on_both_sides_is_one_row() -> None:
    min_ = med(BAS, rad("rad_1", "Hyra", budget=D("5")))
    deras = med(BAS, rad("rad_1", "Hyra", budget=D("5"), utfall=D("7")))
    skillnad = skillnader(BAS, min_, deras)
    assert not skillnad.konflikter
    assert sammanslagen(skillnad).rad("rad_1").celler == {"budget": D("5"), "utfall": D("7")}


def test_a_row_moved_here_and_one_added_there_are_both_in_place() -> None:
    kostnader, a, b, c = BAS.rader
    min_ = replace(BAS, rader=(kostnader, c, a, b))
    ny = rad("ny")
    deras = replace(BAS, rader=(kostnader, a, ny, b, c))
    slagen = sammanslagen(skillnader(BAS, min_, deras))
    assert [r.id for r in slagen.rader] == ["kostnader", "c", "a", "ny", "b"]


def test_rows_moved_differently_are_a_conflict_of_the_order_alone() -> None:
    kostnader, a, b, c = BAS.rader
    min_ = replace(BAS, rader=(kostnader, c, a, b))
    deras = satt(replace(BAS, rader=(kostnader, b, a, c)), "a", "budget", D("9"))
    skillnad = skillnader(BAS, min_, deras)
    assert [(p.adress, p.falt) for p in skillnad.konflikter] == [(Adress("", "prov"), "ordning")]
    assert [r.id for r in val(skillnad, "min").rader] == ["kostnader", "c", "a", "b"]
    assert [r.id for r in val(skillnad, "deras").rader] == ["kostnader", "b", "a", "c"]
    assert val(skillnad, "min").rad("a").celler["budget"] == D("9")


def test_headings_and_footnotes_are_merged_too() -> None:
    min_ = replace(BAS, rubrik="Min rubrik", fotnoter={"*": "min"})
    deras = replace(BAS, kalla="deras källa", fotnoter={"**": "deras"})
    slagen = sammanslagen(skillnader(BAS, min_, deras))
    assert (slagen.rubrik, slagen.kalla) == ("Min rubrik", "deras källa")
    assert slagen.fotnoter == {"*": "min", "**": "deras"}


def test_what_another_version_says_is_all_theirs() -> None:
    annan = satt(utan(BAS, "c"), "a", "budget", D("4"))
    poster = skiljer(BAS, annan).poster
    assert {p.slag for p in poster} == {"deras"}
    assert [(p.adress.rad, p.falt) for p in poster] == [("a", "cell"), ("c", "rad")]


@given(baser())
def test_merging_with_itself_changes_nothing(nu: Tabell) -> None:
    skillnad = skillnader(nu, nu, nu)
    assert not skillnad.poster
    assert sammanslagen(skillnad) == nu


@given(tre_versioner())
def test_where_one_side_has_done_nothing_the_other_stands_to_the_letter(tre: Tre) -> None:
    bas, min_, _ = tre
    for skillnad in (
        skillnader(bas, min_, bas),
        skillnader(bas, bas, min_),
        skillnader(bas, min_, min_),
    ):
        assert not skillnad.konflikter
        assert lika_tabeller(sammanslagen(skillnad), min_)


def spegel(skillnad: Skillnad) -> set[str]:
    slag: Any = {"min": "deras", "deras": "min"}
    return {
        repr(replace(p, min=p.deras, deras=p.min, slag=slag.get(p.slag, p.slag)))
        for p in skillnad.poster
    }


@given(tre_versioner())
def test_it_does_not_matter_which_side_is_mine(tre: Tre) -> None:
    bas, min_, deras = tre
    ena, andra = skillnader(bas, min_, deras), skillnader(bas, deras, min_)
    assert {repr(p) for p in ena.poster} == spegel(andra)
    assert lika_tabeller(val(ena, "min"), val(andra, "deras"))
    assert lika_tabeller(val(ena, "deras"), val(andra, "min"))


@given(tre_versioner())
def test_no_change_of_either_side_is_lost_unless_it_is_told_as_a_conflict(tre: Tre) -> None:
    skillnad = skillnader(*tre)
    konflikter = {p.adress for p in skillnad.konflikter}
    for vald in (val(skillnad, "min"), val(skillnad, "deras")):
        for sida in (skillnad.min, skillnad.deras):
            for adress, falt, varde in andringar(skillnad.bas, sida):
                if not konflikter & {adress, replace(adress, kolumn="")}:
                    nu = ligger(vald, adress.rad, falt)
                    borta = falt == "foralder" and varde not in vald.index
                    assert lika_innehall(nu, varde) or borta, (adress, falt, varde)


@given(tre_versioner())
def test_the_order_that_one_side_made_stands_unless_it_is_told_as_a_conflict(tre: Tre) -> None:
    skillnad = skillnader(*tre)
    if any(p.falt == "ordning" for p in skillnad.konflikter):
        return
    alla = set.intersection(*(set(t.index) for t in (skillnad.bas, skillnad.min, skillnad.deras)))
    bas, *sidor = (
        [id_ for id_ in t.index if id_ in alla]
        for t in (skillnad.bas, skillnad.min, skillnad.deras, val(skillnad, "min"))
    )
    assert sidor[2] == next((sida for sida in sidor[:2] if sida != bas), bas)


@given(tre_versioner())
def test_the_choice_of_a_side_gives_its_value_in_every_conflict(tre: Tre) -> None:
    skillnad = skillnader(*tre)
    for sida, tabellen in (("min", skillnad.min), ("deras", skillnad.deras)):
        vald = val(skillnad, sida)
        for post in skillnad.konflikter:
            if post.falt == "cell":
                plats = (post.adress.rad, post.adress.kolumn)
                assert lika_innehall(ligger(vald, *plats), ligger(tabellen, *plats))
            if post.falt == "rad":
                assert (post.adress.rad in vald.index) == (post.adress.rad in tabellen.index)


@given(tre_versioner())
def test_the_merged_table_has_every_row_once_and_under_a_parent_that_is_there(tre: Tre) -> None:
    skillnad = skillnader(*tre)
    for vald in (val(skillnad, "min"), val(skillnad, "deras")):
        assert len(vald.index) == len(vald.rader)
        assert all(r.foralder is None or r.foralder in vald.index for r in vald.rader)
        ordning = [r.id for r in vald.rader if r.id in skillnad.bas.index]
        assert len(ordning) == len(set(ordning))


FALT: dict[str, tuple[str, Callable[[Rad], Any]]] = {
    "etikett": ("etikett", lambda r: r.etikett),
    "budget": ("budget", lambda r: r.celler.get("budget")),
    "utfall": ("utfall", lambda r: r.celler.get("utfall")),
    "tryckt": ("budget", lambda r: r.tryckt.get("budget")),
    "not": ("budget", lambda r: r.noter.get("budget")),
    "decimaler": ("", lambda r: r.decimaler),
    "foralder": ("", lambda r: r.foralder),
    "finns": ("", lambda r: True),  # noqa: ARG005
}


def ligger(nu: Tabell, id_: str, falt: str) -> Any:
    return FALT[falt][1](nu.rad(id_)) if id_ in nu.index else None


def andringar(bas: Tabell, sida: Tabell) -> Iterator[tuple[Adress, str, Any]]:
    """What a side has changed, found in another way: field by field. A removed row is one."""
    for id_ in {*bas.index, *sida.index}:
        for falt, (kolumn, _) in FALT.items():
            varde = ligger(sida, id_, falt)
            finns = id_ in sida.index or falt == "finns"
            if finns and not lika_innehall(ligger(bas, id_, falt), varde):
                yield Adress("", "prov", id_, kolumn), falt, varde


def test_every_field_of_a_row_and_a_table_is_compared() -> None:
    """A field that the domain gets later must not be lost in a merge."""
    annat: dict[str, Any] = {
        "etikett": "ny", "art": "summa", "foralder": "kostnader", "regel": plus("a"),
        "celler": {"budget": D("9")}, "tryckt": {"budget": D("9")}, "noter": {"budget": "x"},
        "kallor": {"budget": "x"}, "enhet": "%", "decimaler": 2, "intakt": True,
        "utan_andel": True,
    }  # fmt: skip
    assert {f.name for f in fields(Rad)} - {"id"} == set(annat)
    bas = tabell(rad("kostnader"), rad("x"))
    for namn, varde in annat.items():
        ny = bas.med_rad(replace(bas.rad("x"), **{namn: varde}))
        assert lika_tabeller(sammanslagen(skillnader(bas, bas, ny)), ny)
        assert len(skiljer(bas, ny).poster) == 1, namn


def test_every_field_of_a_table_is_compared() -> None:
    annat: dict[str, Any] = {
        "mall": replace(BAS.mall, rubrik="annan"), "rubrik": "x", "enhet": "kr",
        "kolumner": BAS.kolumner[:2], "fotnoter": {"*": "x"}, "not_": "x", "kalla": "x",
        "rubrik_etikett": "x",
    }  # fmt: skip
    assert {f.name for f in fields(Tabell)} - {"id", "rader"} == set(annat)
    for namn, varde in annat.items():
        ny = replace(BAS, **{namn: varde})
        assert lika_tabeller(sammanslagen(skillnader(BAS, ny, BAS)), ny)
        assert len(skiljer(BAS, ny).poster) == 1, namn


@pytest.mark.parametrize("dokument", IDN)
def test_the_real_tables_differ_in_nothing_from_themselves(dokument: str) -> None:
    for nu in tabeller(dokument):
        skillnad = skillnader(nu, nu, nu)
        assert not skillnad.poster
        assert sammanslagen(skillnad) == nu
