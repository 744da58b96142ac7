"""The declarations: whole, consistent, and enough to make a table of."""

import re
from decimal import Decimal

import pytest

from tests.fem_dokument import ALLA, yta
from tui.domain.berakning import Kalkyl
from tui.domain.installningar import SKALOR
from tui.domain.register import FLIKAR, REGISTER, Flik
from tui.domain.tabell import Kolumn, Mall, Rad, Tabell
from tui.domain.uttryck import Barn, differens, namn_i
from tui.store.kodning import tolkad_tabell
from tui.store.vardekod import Post

MALLAR = pytest.mark.parametrize("mall", REGISTER.mallar.values(), ids=REGISTER.mallar.keys())
RUBRIKFALT = {"ar", "fjol", "ar1", "ar2", "ar3", "ar4", "riktpunkt"}


@MALLAR
def test_a_rule_names_only_columns_and_rows_that_are_declared(mall: Mall) -> None:
    kolumner, rader = {k.id for k in mall.kolumner}, {r.id for r in mall.rader}
    assert len(kolumner) == len(mall.kolumner)
    assert len(rader) == len(mall.rader)
    for kolumn in mall.kolumner:
        assert kolumn.regel is None or kolumner.issuperset(namn_i(kolumn.regel))
    for rad in mall.rader:
        assert rad.foralder is None or rad.foralder in rader
        assert rad.regel is None or rader.issuperset(namn_i(rad.regel))


@MALLAR
def test_every_column_explains_itself(mall: Mall) -> None:
    assert mall.flik in {flik.id for flik in FLIKAR}
    assert mall.id.startswith(f"{mall.flik}.")
    for kolumn in mall.kolumner:
        assert kolumn.hjalp.endswith((".", "?")), kolumn.id
        assert kolumn.rubrik
        assert kolumn.typ != "val" or kolumn.skala in SKALOR or kolumn.hanvisar


@MALLAR
def test_a_table_of_money_states_its_signs(mall: Mall) -> None:
    belopp = [k for k in mall.kolumner if k.typ == "belopp"]
    assert not belopp or mall.tecken.endswith(".")


@MALLAR
def test_an_empty_table_of_every_kind_is_worked_out(mall: Mall) -> None:
    """Every cell of a table nobody has typed anything into is empty: no zero out of nothing."""
    kalkyl = Kalkyl(Tabell("t", mall, mall.rubrik, mall.enhet, mall.kolumner, mall.rader))
    assert {kalkyl.varde(r.id, k.id) for r in mall.rader for k in mall.kolumner} <= {None}


def test_the_tabs_have_keys_of_their_own() -> None:
    assert [(f.id, f.tangent) for f in FLIKAR] == [
        ("drift", "1"),
        ("investeringar", "2"),
        ("mal", "3"),
        ("internkontroll", "4"),
        ("personal", "5"),
    ]


def test_every_kind_of_table_is_used_by_a_real_document() -> None:
    anvanda = {yta().tabell(*adress).mall.id for adress in ALLA}
    assert set(REGISTER.mallar) == anvanda


def test_a_reference_points_at_a_table_that_the_document_has() -> None:
    for dokument, tabell_id in ALLA:
        tabell = yta().tabell(dokument, tabell_id)
        for kolumn in tabell.kolumner:
            if kolumn.hanvisar:
                nycklar = {rad.celler.get(kolumn.id) for rad in tabell.rader} - {None}
                assert nycklar <= set(yta().tabell(dokument, kolumn.hanvisar).index)


def test_a_new_tab_with_a_new_table_is_one_declaration() -> None:
    resor = Mall(
        "resor.resor",
        "resor",
        "Resor",
        (
            Kolumn("budget", "Budget {ar}", hjalp="Årets budget."),
            Kolumn("utfall", "Utfall {ar}", hjalp="Årets utfall."),
            Kolumn("kvar", "Kvar", regel=differens("budget", "utfall"), hjalp="Budget − utfall."),
        ),
        (Rad("totalt", "Totalt", "summa", regel=Barn()),),
        lista=True,
        tecken="Utgifter +.",
    )
    register = REGISTER.med(flikar=(Flik("resor", "6", "Resor"),), mallar=(resor,))
    poster: list[Post] = [
        {
            "rad": "tag",
            "etikett": "Tåg",
            "foralder": "totalt",
            "celler": {"budget": 9, "utfall": 4},
        },
        {"rad": "buss", "etikett": "Buss", "foralder": "totalt", "celler": {"budget": 2}},
        {"rad": "totalt"},
    ]
    meta = {
        "tabell": "resor",
        "mall": "resor.resor",
        "kolumner": {"budget": "Budget 2025", "utfall": "Utfall 2025"},
    }
    kalkyl = Kalkyl(tolkad_tabell(meta, poster, register))
    assert [kalkyl.varde("totalt", k) for k in ("budget", "utfall", "kvar")] == [11, 4, 7]
    assert kalkyl.varde("buss", "kvar") == Decimal(2)
    assert [f.id for f in register.flikar][-1] == "resor"
    assert "resor.resor" not in REGISTER.mallar


def test_only_years_and_the_riktpunkt_are_filled_into_a_heading() -> None:
    falt = {
        traff
        for mall in REGISTER.mallar.values()
        for kolumn in mall.kolumner
        for traff in re.findall(r"\{(\w*)\}", kolumn.rubrik)
    }
    assert falt <= RUBRIKFALT
