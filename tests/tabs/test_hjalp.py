"""Help explains every column of the table under the cursor, its signs, and every key."""

import pytest

from tests.fem_dokument import ALLA, huvud, kalkyl
from tui.app.kommandon import KOMMANDON
from tui.domain.celltext import kolumnrubrik
from tui.domain.register import REGISTER
from tui.domain.tabell import Mall, Tabell
from tui.tabs.hjalp import SYMBOLER, hjalptext
from tui.tabs.tecken import FYNDTECKEN, ORDTECKEN, SIGNALTECKEN

PERIOD = huvud("2024-delar").period
TANGENTER = [(k.visas, k.namn) for k in KOMMANDON]


@pytest.mark.parametrize("mall", REGISTER.mallar.values(), ids=lambda m: m.id)
def test_every_column_of_every_kind_of_table_is_explained_in_a_sentence(mall: Mall) -> None:
    for kolumn in mall.kolumner:
        assert kolumn.hjalp.endswith((".", "?")), kolumn.id
    assert mall.hjalp.endswith(".")


@pytest.mark.parametrize("mall", REGISTER.mallar.values(), ids=lambda m: m.id)
def test_the_help_of_a_table_names_its_columns_and_whether_they_are_typed(mall: Mall) -> None:
    tabell = Tabell("t", mall, mall.rubrik, mall.enhet, mall.kolumner, ())
    text = hjalptext(tabell, PERIOD, TANGENTER)
    for kolumn in mall.kolumner:
        art = "beräknad" if kolumn.beraknad else "inmatad"
        assert f"  {kolumnrubrik(kolumn, PERIOD)} ({art})\n      {kolumn.hjalp}" in text
    assert mall.tecken in text


def test_the_help_names_every_command_with_its_key() -> None:
    text = hjalptext(None, PERIOD, TANGENTER)
    for kommando in KOMMANDON:
        assert f"  {kommando.visas or '–':<12} {kommando.namn}" in text


def test_the_help_explains_every_symbol() -> None:
    forklarade = "".join(SYMBOLER)
    tecken = {*SIGNALTECKEN.values(), *ORDTECKEN.values(), *(t for t, _ in FYNDTECKEN.values())}
    assert [t for t in sorted(tecken) if t not in forklarade] == []


def test_the_notes_of_a_table_are_told() -> None:
    for dokument, tabell in ALLA:
        t = kalkyl(dokument, tabell).tabell
        text = hjalptext(t, PERIOD, ())
        assert t.not_ in text
        assert all(f"{marke} {fotnot}" in text for marke, fotnot in t.fotnoter.items())
