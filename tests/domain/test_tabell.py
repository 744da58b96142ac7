"""Tables as values: replacing a cell or a row gives a new one and leaves the old."""

from dataclasses import FrozenInstanceError, replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.naiv import INMATADE, KOLUMNER, MALL, prov, tabeller, varden
from tui.domain.installningar import Installningar, Trosklar
from tui.domain.tabell import ETIKETT, HANGER_PA, Kolumn, Rad, Tabell
from tui.domain.uttryck import Kvot, differens
from tui.domain.varde import Malvarde, Marke, Par, Varde

D = Decimal
med_rader = tabeller.filter(lambda tabell: bool(tabell.rader))


def minns(tabell: Tabell) -> tuple[object, ...]:
    """All that a table works out of its rows once."""
    ifyllda = {kolumn: antal for kolumn, antal in tabell.ifyllda.items() if antal}
    egna = (getattr(tabell, namn) for namn in HANGER_PA)
    return (*egna, ifyllda, tabell.tryckta)


def farsk(tabell: Tabell) -> Tabell:
    """The same table with nothing remembered."""
    return replace(tabell)


@given(med_rader, st.data(), varden)
def test_a_new_cell_changes_that_cell_and_no_other(
    tabell: Tabell, data: st.DataObject, varde: Varde
) -> None:
    rad = data.draw(st.sampled_from(tabell.rader))
    kolumn = data.draw(st.sampled_from(INMATADE))
    ny = tabell.med_rad(rad.med_cell(kolumn, varde))
    for r in tabell.rader:
        for k in INMATADE:
            vantat = varde if (r.id, k) == (rad.id, kolumn) else r.celler.get(k)
            assert ny.rad(r.id).celler.get(k) == vantat


@given(med_rader, st.data(), varden)
def test_what_a_table_remembers_of_its_rows_holds_for_the_new_one_too(
    tabell: Tabell, data: st.DataObject, varde: Varde
) -> None:
    minns(tabell)
    rad = data.draw(st.sampled_from(tabell.rader)).med_cell("a", varde)
    andra = [None, *(r.id for r in tabell.rader)]
    rad = replace(rad, foralder=data.draw(st.sampled_from([rad.foralder, *andra])))
    rad = replace(rad, art=data.draw(st.sampled_from([rad.art, "post", "darav"])))
    rad = replace(rad, etikett=data.draw(st.sampled_from([rad.etikett, "Annat", "ANNAT"])))
    rad = replace(rad, tryckt=data.draw(st.sampled_from([rad.tryckt, {}, {"b": varde}])))
    ny = tabell.med_rad(rad)
    assert minns(ny) == minns(farsk(ny))
    assert minns(ny.med_rad(tabell.rad(rad.id))) == minns(farsk(tabell))


def test_a_row_that_takes_anothers_place_is_asked_and_no_other() -> None:
    tabell = prov(tuple(Rad(f"r{i}", f"R{i}") for i in range(5000)))
    fragade: list[Rad] = []

    def ettor(rad: Rad) -> str | None:
        fragade.append(rad)
        return rad.etikett if "1" in rad.etikett else None

    forst = [rad.id for rad, _ in tabell.dar(ettor)]
    fragade.clear()
    ny = tabell.med_rad(Rad("r3", "R1"))
    sedan = [rad.id for rad, _ in ny.dar(ettor)]
    assert fragade == [ny.rad("r3")]
    assert sedan == sorted([*forst, "r3"], key=ny.index.__getitem__)


def test_an_emptied_cell_is_gone_and_not_zero() -> None:
    rad = Rad("r", "R", celler={"a": D(0)})
    assert rad.med_cell("a", None).celler == {}
    assert rad.med_cell("b", None) == rad
    assert rad.celler == {"a": 0}


@pytest.mark.parametrize("varde", [D(0), D("12.50"), Marke.STRECK, "", "ord"])
def test_a_cell_holds_what_it_is_given(varde: Varde) -> None:
    assert Rad("r", "R").med_cell("a", varde).celler["a"] is varde


def test_the_label_is_changed_as_a_cell_and_is_never_a_figure() -> None:
    assert Rad("r", "Gammal").med_cell(ETIKETT, "Ny") == Rad("r", "Ny")
    assert Rad("r", "Gammal").med_cell(ETIKETT, None) == Rad("r", "")
    assert Rad("r", "Gammal").med_cell(ETIKETT, D(5)) == Rad("r", "")


def test_only_posts_and_sums_count_as_children() -> None:
    rader = tuple(Rad(art, art, art, foralder="s") for art in ("post", "rubrik", "summa", "darav"))
    assert prov((Rad("s", "S", "summa"), *rader)).barn == {"s": ("post", "summa")}


@pytest.mark.parametrize("foralder", ["r", "finns_inte"])
def test_a_level_is_found_even_where_the_parents_go_in_a_ring_or_are_missing(foralder: str) -> None:
    tabell = prov((Rad("r", "R", foralder=foralder),))
    assert tabell.niva(tabell.rad("r")) == (1 if foralder == "r" else 0)


@pytest.mark.parametrize(
    ("varde", "falt"),
    [
        (Rad("r", "R"), "etikett"),
        (KOLUMNER[0], "rubrik"),
        (MALL, "rubrik"),
        (prov(()), "rubrik"),
        (differens("a", "b"), "termer"),
        (Kvot("a", "b"), "skala"),
        (Malvarde("<", D(1)), "tal"),
        (Par(D(1), D(2)), "tal"),
        (Installningar(), "kommun"),
        (Trosklar(), "nara_andel"),
    ],
)
def test_a_value_cannot_be_changed_behind_anybodys_back(varde: object, falt: str) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(varde, falt, None)


@pytest.mark.parametrize("fraga", ["rad", "kolumn"])
def test_an_unknown_row_or_column_is_a_key_error(fraga: str) -> None:
    with pytest.raises(KeyError):
        getattr(prov(()), fraga)("finns_inte")


@pytest.mark.parametrize(
    ("typ", "numerisk"),
    [
        ("belopp", True),
        ("procent", True),
        ("tal", True),
        ("utfall", True),
        ("mal", True),
        ("text", False),
        ("langtext", False),
        ("val", False),
        ("datum", False),
    ],
)
def test_a_column_of_figures_is_known_by_its_kind(typ: str, numerisk: bool) -> None:
    assert Kolumn("k", "K", typ).numerisk is numerisk  # type: ignore[arg-type]
