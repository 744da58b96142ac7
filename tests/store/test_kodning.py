"""Records to tables and back."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.hjalp import DRIFT
from tests.store.test_vardekod import CELLVARDEN
from tui.domain.drift import DRIFT_DELAR
from tui.domain.register import REGISTER
from tui.domain.tabell import Rad, Tabell
from tui.domain.uttryck import Barn, Kvot, Linjar
from tui.store.fel import Plats, Postfel
from tui.store.kodek import avkodat, kodat
from tui.store.kodning import kolumner, radpost, tabellpost, tolkad_rad, tolkad_tabell

PLATS = Plats("drift")
META, POSTER = DRIFT["tabeller"]["1"], list(DRIFT["drift"].values())


def drifttabell() -> Tabell:
    return tolkad_tabell(META, POSTER, REGISTER)


def tillbaka(tabell: Tabell) -> Tabell:
    poster = [radpost(rad, tabell.mall) for rad in tabell.rader]
    meta, poster = avkodat(kodat([tabellpost(tabell), poster]))
    return tolkad_tabell(meta, poster, REGISTER)


ORD = st.dictionaries(st.text(), st.text(), max_size=2)
RADER = st.builds(
    Rad,
    id=st.text(min_size=1).filter(str.strip) | st.sampled_from([r.id for r in DRIFT_DELAR.rader]),
    etikett=st.text(),
    art=st.sampled_from(["post", "summa", "rubrik", "darav"]),
    regel=st.none()
    | st.just(Barn())
    | st.builds(Kvot, st.text(), st.text())
    | st.builds(
        Linjar,
        st.lists(st.tuples(st.sampled_from([1, -1]), st.text()), min_size=1).map(tuple),
    ),
    celler=st.dictionaries(st.text(), CELLVARDEN, max_size=3),
    tryckt=st.dictionaries(st.text(), CELLVARDEN, max_size=3),
    noter=ORD,
    kallor=ORD,
    enhet=st.none() | st.text(),
    decimaler=st.none() | st.integers(0, 10),
)


@given(RADER)
def test_every_row_comes_back(rad: Rad) -> None:
    fast = DRIFT_DELAR.fast_rad.get(rad.id, Rad("", ""))
    rad = replace(rad, intakt=fast.intakt, utan_andel=fast.utan_andel)
    post = avkodat(kodat(radpost(rad, DRIFT_DELAR)))
    assert tolkad_rad(post, DRIFT_DELAR, PLATS) == rad


def test_a_table_comes_back() -> None:
    assert tillbaka(drifttabell()) == drifttabell()


def test_a_computed_column_printed_out_of_order_with_the_declared_heading_comes_back() -> None:
    rubriker = {k.id: k.rubrik for k in DRIFT_DELAR.kolumner}
    ordning = ["avvikelse", "prognos", "budget"]
    meta = {**META, "kolumner": {k: rubriker[k] for k in ordning}}
    tabell = tolkad_tabell(meta, [], REGISTER)
    assert [k.id for k in tabell.kolumner][:3] == ["avvikelse", "prognos", "budget"]
    assert tillbaka(tabell) == tabell


def test_the_programs_own_columns_are_there_where_they_can_be_computed() -> None:
    ids = [k.id for k in kolumner(DRIFT_DELAR, {"budget": "B", "prognos": "P"})]
    assert ids == ["budget", "prognos", "avvikelse", "avvikelse_procent", "kommentar"]


def test_a_row_is_what_the_declaration_says_under_what_the_record_says() -> None:
    rad = tolkad_rad({"rad": "personal", "etikett": "Löner"}, DRIFT_DELAR, PLATS)
    assert (rad.etikett, rad.foralder, rad.art) == ("Löner", "kostnader", "post")
    rad = tolkad_rad({"rad": "personal", "foralder": "", "art": "darav"}, DRIFT_DELAR, PLATS)
    assert (rad.etikett, rad.foralder, rad.art) == ("Personalkostnader", None, "darav")


def test_printed_decimals_are_kept() -> None:
    rad = tolkad_rad({"rad": "x", "celler": {"budget": Decimal("9.0")}}, DRIFT_DELAR, PLATS)
    assert str(rad.celler["budget"]) == "9.0"


@pytest.mark.parametrize(
    ("falt", "varde", "mening"),
    [
        ("rad", "", "fält ”rad”: saknas"),
        ("rad", 5, "fält ”rad”: ska vara text"),
        ("etikett", None, "fält ”etikett”: ska vara text"),
        ("art", "okänd", "fält ”art”: ”okänd” är inget radslag"),
        ("art", [], "är inget radslag"),
        ("foralder", "borta", "överraden ”borta” saknas"),
        ("foralder", 1, "fält ”foralder”: ska vara text"),
        ("regel", "summa", "regeln kan inte läsas"),
        ("regel", ["intakter"], "regeln kan inte läsas"),
        ("regel", [], "regeln kan inte läsas"),
        ("regel", {"kvot": ["a"]}, "regeln kan inte läsas"),
        ("celler", [], "fält ”celler”: ska vara värden per kolumn"),
        ("celler", {"budget": True}, "fält ”celler.budget”: ja/nej skrivs som text"),
        ("tryckt", {"avvikelse": [1]}, "fält ”tryckt.avvikelse”: en lista"),
        ("noter", {"a": 1}, "fält ”noter”: ska vara texter med namn"),
        ("enhet", 1, "fält ”enhet”: ska vara text"),
        ("decimaler", "1", "fält ”decimaler”: ska vara ett heltal 0–10"),
        ("decimaler", True, "fält ”decimaler”"),
        ("decimaler", -1, "fält ”decimaler”"),
        ("decimaler", 11, "fält ”decimaler”"),
    ],
)
def test_a_bad_field_of_a_row_is_named(falt: str, varde: Any, mening: str) -> None:
    with pytest.raises(Postfel) as fel:
        tolkad_tabell(META, [*POSTER, {"rad": "ny", "etikett": "Ny", falt: varde}], REGISTER)
    assert "tabell ”drift”" in str(fel.value)
    assert mening in str(fel.value)


@pytest.mark.parametrize(
    ("falt", "varde", "mening"),
    [
        ("tabell", "", "fält ”tabell”: saknas"),
        ("tabell", "schema", "namnet är upptaget"),
        ("mall", "", "fält ”mall”: saknas"),
        ("mall", "drift.okand", "slaget ”drift.okand” är okänt"),
        ("mall", ["x"], "fält ”mall”: ska vara text"),
        ("rubrik", 1, "fält ”rubrik”: ska vara text"),
        ("kolumner", {"okand": "X"}, "kolumnen ”okand” är okänd"),
        ("kolumner", {"budget": 1}, "fält ”kolumner”"),
        ("fotnoter", "x", "fält ”fotnoter”"),
        ("enhet", None, "fält ”enhet”: ska vara text"),
    ],
)
def test_a_bad_field_of_a_head_is_named(falt: str, varde: Any, mening: str) -> None:
    with pytest.raises(Postfel) as fel:
        tolkad_tabell({**META, falt: varde}, POSTER, REGISTER)
    assert mening in str(fel.value)
