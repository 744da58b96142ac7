"""A new kind of table and a new tab are one declaration each: this is the whole difference.

``NY_MALL`` and ``NY_FLIK`` are all that a maintainer writes; grid, sums, explanation, colours,
help, editing, saving and ``visa`` come from them.
"""

import json
from pathlib import Path

import pytest

from tests.skarm import LITEN, STOR, Skarm, oppnad
from tui.arbetsyta import Arbetsyta
from tui.domain.register import REGISTER, Flik
from tui.domain.tabell import Kolumn, Mall, Rad
from tui.domain.uttryck import Barn, differens
from tui.report.blad import bunt
from tui.report.json_ut import jsontext, tabelljson
from tui.store.mapp import Lager

NY_FLIK = Flik("lokaler", "6", "Lokaler")
NY_MALL = Mall(
    "lokaler.hyror",
    "lokaler",
    "Hyror",
    (
        Kolumn("budget", "Budget {ar}", hjalp="Årets hyra."),
        Kolumn("prognos", "Prognos {ar}", hjalp="Väntad hyra."),
        Kolumn(
            "avvikelse",
            "Avvikelse",
            regel=differens("prognos", "budget"),
            bedoms="avvikelse",
            hjalp="Prognos − budget.",
        ),
    ),
    (
        Rad("torget", "Torget 1", foralder="totalt"),
        Rad("gatan", "Gatan 2", foralder="totalt"),
        Rad("totalt", "Totalt", "summa", regel=Barn()),
    ),
    tecken="Hyror −. Avvikelse = prognos − budget, plus = bättre.",
    hjalp="Hyran för varje lokal.",
)
NYTT = REGISTER.med(flikar=(NY_FLIK,), mallar=(NY_MALL,))

FIL = {
    "schema": {"1": {"version": 1, "dokument": "2024-delar", "flik": "lokaler"}},
    "tabeller": {
        "1": {
            "tabell": "hyror",
            "mall": "lokaler.hyror",
            "rubrik": "Hyror 2024",
            "kolumner": {"budget": "Budget 2024", "prognos": "Prognos 2024"},
        }
    },
    "hyror": {
        "1": {
            "rad": "torget",
            "celler": {"budget": -900, "prognos": -950},
            "tryckt": {"avvikelse": -50},
        },
        "2": {
            "rad": "gatan",
            "celler": {"budget": -100, "prognos": -100},
            "tryckt": {"avvikelse": 0},
        },
        "3": {"rad": "totalt", "tryckt": {"budget": -1000, "prognos": -1050, "avvikelse": -50}},
    },
}


@pytest.fixture
def mapp_med_lokaler(mapp: Path) -> Path:
    """The real documents, one of them with a file for the new tab."""
    fil = mapp / "2024-delar" / "lokaler.json"
    fil.write_text(json.dumps(FIL, ensure_ascii=False), encoding="utf-8")
    return mapp


async def visa_lokaler(skarm: Skarm) -> None:
    """The new tab, by its key."""
    await skarm.tryck("escape", "6")


@pytest.mark.parametrize("storlek", [STOR, LITEN], ids=["120x30", "80x24"])
async def test_the_new_tab_is_shown_like_any_other(
    mapp_med_lokaler: Path, storlek: tuple[int, int]
) -> None:
    lager = Lager(mapp_med_lokaler, NYTT)
    async with oppnad(mapp_med_lokaler, storlek, lager=lager, register=NYTT) as skarm:
        await visa_lokaler(skarm)
        assert "▸6 Lokaler" in skarm.rader[1]
        assert skarm.rader[2] == " Hyror 2024"
        assert skarm.rader[3] == f" tkr. {NY_MALL.tecken}"
        assert [[o for o in rad.split(" ") if o] for rad in skarm.rader[4:9]] == [
            ["Budget", "Prognos"],
            ["Hyror", "2024", "2024", "2024", "Avvikelse"],
            ["Torget", "1", "−900", "−950", "−50", "▽"],
            ["Gatan", "2", "−100", "−100", "0", "·"],
            ["Totalt", "−1\u00a0000", "−1\u00a0050", "−50", "▽"],
        ]
        await skarm.tryck("f1")
        assert "Hyran för varje lokal." in skarm.dialog


async def test_the_new_table_is_edited_explained_and_saved_like_any_other(
    mapp_med_lokaler: Path,
) -> None:
    lager = Lager(mapp_med_lokaler, NYTT)
    async with oppnad(mapp_med_lokaler, lager=lager, register=NYTT, utkast=True) as skarm:
        await visa_lokaler(skarm)
        await skarm.cell("torget", "prognos")
        await skarm.skriv("-800")
        await skarm.tryck("enter")
        assert skarm.celltext("totalt", "prognos") == "−900"
        assert (skarm.celltext("totalt", "avvikelse"), skarm.klass("totalt", "avvikelse")) == (
            "100",
            ("bra", "▲"),
        )
        await skarm.cell("totalt", "prognos")
        assert "−900 = Torget 1 −800 + Gatan 2 −100" in skarm.panel
        await skarm.sparat()
        assert "✓ sparat" in skarm.rader[0]

    nytt = Lager(mapp_med_lokaler, NYTT)
    huvud = next(d for d in nytt.dokument()[0] if d.id == "2024-delar-utkast")
    tabeller, fel = nytt.flik(huvud.id, "lokaler")
    assert fel == ()
    yta = Arbetsyta({huvud.id: huvud}).med_flik((huvud.id, "lokaler"), tabeller)
    (blad,) = bunt(yta, huvud).blad
    visat = json.loads(jsontext(tabelljson(blad)))
    assert (visat["tabell"], visat["rubrik"]) == ("hyror", "Hyror 2024")
    rader = {rad["id"]: rad["celler"] for rad in visat["rader"]}
    assert rader["torget"]["prognos"]["varde"] == -800
    assert rader["totalt"]["avvikelse"] == {
        "varde": 100,
        "beraknat": 100,
        "tryckt": -50,
        "bedomning": "bättre än budget",
    }


async def test_the_new_tab_is_on_the_overview_and_in_the_palette(mapp_med_lokaler: Path) -> None:
    lager = Lager(mapp_med_lokaler, NYTT)
    async with oppnad(mapp_med_lokaler, lager=lager, register=NYTT) as skarm:
        await skarm.ga_till("oversikt")
        assert "6 Lokaler · 1 tabell" in skarm.oversikt
        await skarm.tryck("ctrl+p")
        await skarm.skriv("hyror 2024")
        await skarm.tryck("enter")
        assert skarm.tabell.id == "hyror"


async def test_a_document_without_the_new_tab_says_so_and_opens(mapp_med_lokaler: Path) -> None:
    lager = Lager(mapp_med_lokaler, NYTT)
    async with oppnad(mapp_med_lokaler, lager=lager, register=NYTT) as skarm:
        skarm.app.pass_.dokument_id = "2023-bokslut"
        await visa_lokaler(skarm)
        assert "2023-bokslut/lokaler.json saknas" in skarm.panel
