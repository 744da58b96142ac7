"""What binds the figures of a table beside its declared rules."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.granskning.fem_granskade import granne, med_cell, nya_fynd, plats, som_utkast
from tui.domain.berakning import Kalkyl, Sammanhang
from tui.domain.fel import Fynd
from tui.domain.register import REGISTER
from tui.domain.tabell import Rad, Tabell
from tui.granskning.granska import tabellfynd

D = Decimal


def sjuk(**tal: str) -> list[Fynd]:
    mall = REGISTER.mallar["personal.sjukfranvaro"]
    rader = tuple(Rad(r, r, celler={"ar": D(t)}) for r, t in tal.items())
    tabell = Tabell("sjukfranvaro", mall, "Sjukfrånvaro", "%", mall.kolumner, rader)
    fynd = tabellfynd("d", Kalkyl(tabell, Sammanhang(last=True)))
    return [f for f in fynd if f.allvar != "avrundning"]


@pytest.mark.parametrize(
    ("tal", "antal"),
    [
        ({"total": "8.4", "kvinnor": "9.3", "man": "5.1"}, 0),
        ({"total": "9.3", "kvinnor": "9.3", "man": "5.1"}, 0),
        ({"total": "9.4", "kvinnor": "9.3", "man": "5.1"}, 1),
        ({"total": "5.0", "kvinnor": "9.3", "man": "5.1"}, 1),
        ({"total": "20", "kvinnor": "9.3"}, 0),
        ({"total": "8", "alder_1": "4", "alder_2": "10", "alder_3": "6"}, 0),
        ({"total": "11", "alder_1": "4", "alder_2": "10", "alder_3": "6"}, 1),
        ({"total": "11", "alder_1": "4"}, 0),
    ],
)
def test_the_total_sick_leave_lies_between_its_groups(tal: dict[str, str], antal: int) -> None:
    assert len(sjuk(**tal)) == antal


@given(
    st.lists(st.integers(0, 400), min_size=2, max_size=2),
    st.lists(st.integers(1, 99), min_size=2, max_size=2),
)
def test_a_weighted_mean_of_women_and_men_is_never_accused(
    andelar: list[int], antal: list[int]
) -> None:
    medel = D(sum(a * n for a, n in zip(andelar, antal, strict=True))) / sum(antal)
    total = medel.quantize(D(1)).scaleb(-1)
    kvinnor, man = (f"{D(a).scaleb(-1)}" for a in andelar)
    assert sjuk(total=f"{total}", kvinnor=kvinnor, man=man) == []


@pytest.mark.parametrize(
    ("total", "borde"), [("8.4", None), ("8.5", None), ("8.1", None), ("8.6", "8.3"), ("8", "8")]
)
def test_the_day_bands_add_up_within_the_rounding_bound(total: str, borde: str | None) -> None:
    fynd = sjuk(total=total, dag_1="2.6", dag_2="1.1", dag_3="4.6")
    if total == "8":
        assert fynd == []  # printed without decimals, so a whole unit may be rounding
    else:
        assert [f.borde for f in fynd] == ([D(borde)] if borde else [])


def test_a_band_within_a_band_is_not_counted_twice() -> None:
    mall = REGISTER.mallar["personal.sjukfranvaro"]
    rader = (
        Rad("total", "T", celler={"ar": D("8.2")}),
        Rad("dag_1", "1-14", "darav", "dag_1_59", celler={"ar": D("2.0")}),
        Rad("dag_1_59", "1-59", celler={"ar": D("3.1")}),
        Rad("dag_3", "> 60", celler={"ar": D("5.1")}),
    )
    tabell = Tabell("s", mall, "S", "%", mall.kolumner, rader)
    assert tabellfynd("d", Kalkyl(tabell, Sammanhang(last=True))) == ()


def test_a_total_that_stands_only_in_the_text_is_a_thing_to_look_at() -> None:
    fynd = nya_fynd(
        med_cell(granne("2018-delar"), "sjukfranvaro", "total", "fjol", D("8.9")),
        granne("2018-delar"),
    )
    assert [(plats(f), f.allvar, f.borde) for f in fynd] == [
        ("sjukfranvaro/total/fjol", "bör ses över", D("8.5"))
    ]


@pytest.mark.parametrize("utkast", [False, True])
@pytest.mark.parametrize(
    ("dokument", "cell", "varde", "borde"),
    [
        ("2024-delar", ("stickprov", "utredningar", "utan"), "17", "16"),
        ("2023-bokslut", ("stickprov", "handlaggning_feb", "utan"), "13", "11"),
        ("2018-delar", ("ataganden", "mal_2", "utfall"), "45", "43"),
        ("2018-delar", ("personalsammansattning", "totalt", "anstallningar"), "263", "259"),
        ("2018-delar", ("personalsammansattning", "totalt", "arsarbetare"), "241.9", "251.9"),
        ("2018-delar", ("personalsammansattning", "totalt", "medelalder"), "47.0", None),
    ],
)
def test_a_count_that_does_not_add_up_is_told_in_a_draft_too(
    utkast: bool, dokument: str, cell: tuple[str, str, str], varde: str, borde: str | None
) -> None:
    fore = granne(dokument)
    efter = med_cell(fore, *cell, D(varde))
    if utkast:
        fore, efter = som_utkast(fore), som_utkast(efter)
    fynd = nya_fynd(efter, fore)
    assert fynd[0].adress.tabell == cell[0]
    if cell[0] != "stickprov":
        assert plats(fynd[0]) == "/".join(cell)
        assert fynd[0].borde == (None if borde is None else D(borde))
    assert fynd[0].sagt is not None
