"""Changes to JSON and back, without loss."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fem_dokument import IDN, tabeller
from tests.store.test_huvud import DOKUMENTEN
from tests.store.test_kodning import RADER
from tests.store.test_vardekod import CELLVARDEN
from tui.arbetsyta import (
    Andring,
    Cellandring,
    Dokumentandring,
    RadBorttagen,
    RadFlyttad,
    RadTillagd,
    Trycktandring,
)
from tui.domain.fel import Adress
from tui.domain.register import REGISTER
from tui.domain.tabell import Rad
from tui.domain.uttryck import Barn, Kvot, Linjar
from tui.store.andringskod import kodad_andring, kodad_rad, tolkad_andring, tolkad_hel_rad
from tui.store.fel import Postfel
from tui.store.kodek import avkodat, kodat

ADRESSER = st.builds(Adress, st.text(), st.text(), st.text(), st.text())
REGLER = (
    st.none()
    | st.just(Barn())
    | st.builds(
        Linjar,
        st.lists(st.tuples(st.sampled_from([1, -1]), st.text()), min_size=1).map(tuple),
        st.booleans(),
    )
    | st.builds(
        Kvot, st.text(), st.text(), st.decimals(0, 1000, places=1) | st.just(100), st.booleans()
    )
)
HELA_RADER = st.builds(
    lambda rad, regel, foralder, intakt, utan: replace(
        rad, regel=regel, foralder=foralder, intakt=intakt, utan_andel=utan
    ),
    RADER,
    REGLER,
    st.none() | st.text(min_size=1),
    st.booleans(),
    st.booleans(),
)
PLATSER = st.integers(0, 10**6)
HUVUDEN = st.builds(
    lambda d, id_: replace(d, id=id_), DOKUMENTEN, st.text(min_size=1).filter(str.strip)
)
ANDRINGAR: st.SearchStrategy[Andring] = st.one_of(
    st.builds(Cellandring, ADRESSER, CELLVARDEN, CELLVARDEN),
    st.builds(Trycktandring, ADRESSER, CELLVARDEN, CELLVARDEN),
    st.builds(RadTillagd, ADRESSER, HELA_RADER, PLATSER),
    st.builds(RadBorttagen, ADRESSER, HELA_RADER, PLATSER),
    st.builds(RadFlyttad, ADRESSER, PLATSER, PLATSER),
    st.builds(Dokumentandring, HUVUDEN, HUVUDEN),
)
JSONVARDEN: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals(allow_nan=False) | st.text(),
    lambda inre: st.lists(inre, max_size=4) | st.dictionaries(st.text(), inre, max_size=4),
    max_leaves=8,
)

CELL: Any = {"slag": "cell", "adress": ["d", "t", "r", "k"], "fran": 1, "till": 2}
RAD: Any = {
    "slag": "rad_tillagd",
    "adress": ["d", "t", "r", ""],
    "rad": {"rad": "r", "etikett": "R", "regel": {"kvot": ["a", "b"]}},
    "plats": 0,
}
FLYTT: Any = {"slag": "rad_flyttad", "adress": ["d", "t", "r", ""], "fran": 1, "till": 2}


def tillbaka(andring: Andring) -> Andring:
    return tolkad_andring(avkodat(kodat(kodad_andring(andring))))


@given(ANDRINGAR)
def test_every_change_comes_back(andring: Andring) -> None:
    assert tillbaka(andring) == andring


@given(CELLVARDEN, CELLVARDEN)
def test_a_cells_values_come_back_as_they_were_written(fran: Any, till: Any) -> None:
    andring = Cellandring(Adress("d", "t", "r", "k"), fran, till)
    assert repr(tillbaka(andring)) == repr(andring)


def test_trailing_zeros_are_kept() -> None:
    andring = Cellandring(Adress("d", "t", "r", "k"), Decimal("9.0"), Decimal("9.00"))
    assert repr(tillbaka(andring)) == repr(andring)


def test_what_a_file_leaves_to_the_declaration_is_kept() -> None:
    regel = Kvot("a", "b", Decimal(1000), mot_belopp=True)
    rad = Rad("r", "R", regel=regel, intakt=True, utan_andel=True)
    assert kodad_rad(rad)["arv"] == {
        "intakt": True,
        "utan_andel": True,
        "skala": Decimal(1000),
        "mot_belopp": True,
    }
    assert tolkad_hel_rad(kodad_rad(rad), Adress("d", "t")) == rad


@pytest.mark.parametrize("mall", REGISTER.mallar.values(), ids=lambda mall: mall.id)
def test_every_declared_row_comes_back(mall: Any) -> None:
    for rad in mall.rader:
        andring = RadBorttagen(Adress("d", "t", rad.id), rad, 3)
        assert tillbaka(andring) == andring


@pytest.mark.parametrize("dokument", IDN)
def test_every_row_of_the_documents_comes_back(dokument: str) -> None:
    for tabell in tabeller(dokument):
        for plats, rad in enumerate(tabell.rader):
            adress = Adress(dokument, tabell.id, rad.id)
            for andring in (RadBorttagen(adress, rad, plats), RadTillagd(adress, rad, plats)):
                assert repr(tillbaka(andring)) == repr(andring)


@pytest.mark.parametrize(
    "rad",
    [
        Rad("", "Utan nyckel"),
        Rad("r", "R", foralder=""),
        Rad("r", "R", decimaler=11),
        Rad("r", "R", regel=Linjar(())),
        Rad("r", "R", regel=Linjar(((2, "a"),))),
        Rad("r", "R", art="okänd"),  # type: ignore[arg-type]
    ],
    ids=repr,
)
def test_a_row_that_could_not_be_read_back_is_not_written(rad: Rad) -> None:
    with pytest.raises(Postfel):
        kodad_andring(RadTillagd(Adress("d", "t", "r"), rad, 0))


def test_a_place_that_could_not_be_read_back_is_not_written() -> None:
    with pytest.raises(Postfel):
        kodad_andring(RadFlyttad(Adress("d", "t", "r"), -1, 2))


@pytest.mark.parametrize(
    ("post", "mening"),
    [
        (None, "okänt slag"),
        ([], "okänt slag"),
        ({}, "okänt slag"),
        ({**CELL, "slag": "annat"}, "okänt slag"),
        ({**CELL, "slag": ["cell"]}, "okänt slag"),
        ({k: v for k, v in CELL.items() if k != "fran"}, "saknar fält"),
        ({**CELL, "adress": ["d", "t", "r"]}, "”adress” ska vara fyra texter"),
        ({**CELL, "adress": ["d", "t", "r", 1]}, "”adress” ska vara fyra texter"),
        ({**CELL, "adress": "dtrk"}, "”adress” ska vara fyra texter"),
        ({**CELL, "till": True}, "tabell ”t”, rad ”r”, fält ”k”: ja/nej skrivs som text"),
        ({**CELL, "fran": {"marke": "okänt"}}, "fält ”k”: okänt slags värde"),
        ({**RAD, "plats": -1}, "radens plats ska vara ett heltal från 0, inte ”-1”"),
        ({**RAD, "plats": True}, "radens plats"),
        ({**RAD, "rad": []}, "posten ska ha fält med namn"),
        ({**RAD, "rad": {"rad": ""}}, "fält ”rad”: saknas"),
        ({**RAD, "rad": {**RAD["rad"], "arv": []}}, "posten ska ha fält med namn"),
        ({**RAD, "rad": {**RAD["rad"], "arv": {"intakt": 1}}}, "fält ”intakt”: ska vara true"),
        ({**RAD, "rad": {**RAD["rad"], "arv": {"skala": "x"}}}, "fält ”skala”: ska vara ett tal"),
        ({**RAD, "rad": {**RAD["rad"], "arv": {"mot_belopp": "x"}}}, "fält ”mot_belopp”"),
        ({**FLYTT, "till": 1.5}, "radens plats"),
        ({"slag": "dokument", "fran": [], "till": {}}, "posten ska ha fält med namn"),
        ({"slag": "dokument", "fran": {"id": ""}, "till": {}}, "fält ”id”: saknas"),
        ({"slag": "dokument", "fran": {"id": "d"}, "till": {}}, "fält ”namn”: saknas"),
    ],
)
def test_a_bad_change_is_refused_in_one_sentence(post: Any, mening: str) -> None:
    with pytest.raises(Postfel) as fel:
        tolkad_andring(post)
    assert mening in str(fel.value)
    assert "\n" not in str(fel.value)


@given(
    JSONVARDEN
    | st.fixed_dictionaries(
        {"slag": st.sampled_from(["cell", "rad_tillagd", "rad_flyttad", "dokument"])},
        optional=dict.fromkeys(("adress", "fran", "till", "rad", "plats"), JSONVARDEN),
    )
)
def test_no_json_value_does_more_than_be_refused(ra: Any) -> None:
    try:
        andring = tolkad_andring(ra)
    except Postfel:
        return
    assert tolkad_andring(kodad_andring(andring)) == andring
