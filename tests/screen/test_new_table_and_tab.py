"""A new kind of table and a new tab are one declaration each: this is the whole difference.

``NEW_TEMPLATE`` and ``NEW_TAB`` are all that a maintainer writes; grid, sums, explanation, colours,
help, editing, saving and ``show`` come from them.
"""

import json
from pathlib import Path

import pytest

from tests.malls import with_more
from tests.screen_driver import BIG, SMALL, Screen, opened
from tests.tables import mall
from tui.domain.register import Tab
from tui.domain.rule import CHILDREN
from tui.domain.table import Column, Row
from tui.report.sheets import bundle
from tui.report.writers.json import json_text, table_json
from tui.store.data_store import DataStore
from tui.workspace import Workspace

NEW_TAB = Tab("lokaler", "6", "Lokaler")
NEW_TEMPLATE = mall(
    "lokaler.hyror",
    "lokaler",
    "Hyror",
    (
        Column("budget", "Budget {ar}", help_="Årets hyra.", role="budget"),
        Column("prognos", "Prognos {ar}", help_="Väntad hyra.", role="prognos"),
        Column(
            "avvikelse",
            "Avvikelse",
            rule="prognos - budget",
            assessed_by="avvikelse",
            help_="Prognos − budget.",
            role="avvikelse",
        ),
    ),
    (
        Row("torget", "Torget 1", parent="totalt"),
        Row("gatan", "Gatan 2", parent="totalt"),
        Row("totalt", "Totalt", "summa", rule=CHILDREN),
    ),
    sign="Hyror −. Avvikelse = prognos − budget, plus = bättre.",
    help_="Hyran för varje lokal.",
)
NEW = with_more(NEW_TEMPLATE, tabs=(NEW_TAB,))

FILE = {
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
def folder_with_premises(folder: Path) -> Path:
    """The real documents, one of them with a file for the new tab."""
    file = folder / "2024-delar" / "lokaler.json"
    file.write_text(json.dumps(FILE, ensure_ascii=False), encoding="utf-8")
    return folder


async def show_premises(screen: Screen) -> None:
    """The new tab, by its key."""
    await screen.press("escape", "6")


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x30", "80x24"])
async def test_the_new_tab_is_shown_like_any_other(
    folder_with_premises: Path, size: tuple[int, int]
) -> None:
    store = DataStore(folder_with_premises, NEW)
    async with opened(folder_with_premises, size, store=store) as screen:
        await show_premises(screen)
        assert "▸6 Lokaler" in screen.rows[1]
        assert screen.rows[2] == " Hyror 2024"
        assert screen.rows[3] == f" tkr. {NEW_TEMPLATE.sign}"
        assert [[o for o in row.split(" ") if o] for row in screen.rows[4:9]] == [
            ["Budget", "Prognos"],
            ["Hyror", "2024", "2024", "2024", "Avvikelse"],
            ["Torget", "1", "−900", "−950", "−50", "▽"],
            ["Gatan", "2", "−100", "−100", "0", "·"],
            ["Totalt", "−1\u00a0000", "−1\u00a0050", "−50", "▽"],
        ]
        await screen.press("f1")
        assert "Hyran för varje lokal." in screen.dialog


async def test_the_new_table_is_edited_explained_and_saved_like_any_other(
    folder_with_premises: Path,
) -> None:
    store = DataStore(folder_with_premises, NEW)
    async with opened(folder_with_premises, store=store, utkast=True) as screen:
        await show_premises(screen)
        await screen.cell("torget", "prognos")
        await screen.write("-800")
        await screen.press("enter")
        assert screen.cell_text("totalt", "prognos") == "−900"
        assert (screen.cell_text("totalt", "avvikelse"), screen.class_("totalt", "avvikelse")) == (
            "100",
            ("bra", "▲"),
        )
        await screen.cell("totalt", "prognos")
        assert "−900 = Torget 1 −800 + Gatan 2 −100" in screen.panel
        await screen.saved()
        assert "✓ sparat" in screen.rows[0]

    fresh = DataStore(folder_with_premises, NEW)
    head = next(d for d in fresh.document()[0] if d.id == "2024-delar-utkast")
    tables, error = fresh.tab(head.id, "lokaler")
    assert error == ()
    area = Workspace({head.id: head}).with_tab((head.id, "lokaler"), tables)
    (sheet,) = bundle(area, head).sheets
    shown = json.loads(json_text(table_json(sheet)))
    assert (shown["tabell"], shown["rubrik"]) == ("hyror", "Hyror 2024")
    rows = {row["id"]: row["celler"] for row in shown["rader"]}
    assert rows["torget"]["prognos"]["varde"] == -800
    assert rows["totalt"]["avvikelse"] == {
        "varde": 100,
        "beraknat": 100,
        "tryckt": None,
        "bedomning": "bättre än budget",
    }


async def test_the_new_tab_is_on_the_overview_and_in_the_palette(
    folder_with_premises: Path,
) -> None:
    store = DataStore(folder_with_premises, NEW)
    async with opened(folder_with_premises, store=store) as screen:
        await screen.go_to("oversikt")
        assert "6 Lokaler · 1 tabell" in screen.overview
        await screen.press("ctrl+p")
        await screen.write("hyror 2024")
        await screen.press("enter")
        assert screen.table.id == "hyror"


async def test_a_document_without_the_new_tab_says_so_and_opens(folder_with_premises: Path) -> None:
    store = DataStore(folder_with_premises, NEW)
    async with opened(folder_with_premises, store=store) as screen:
        screen.app.session.document_id = "2023-bokslut"
        await show_premises(screen)
        assert "2023-bokslut/lokaler.json saknas" in screen.panel
