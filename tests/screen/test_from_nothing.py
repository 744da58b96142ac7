"""From an empty folder to a decided delårsbokslut of an invented nämnd, by keyboard alone.

Six verksamheter of its own in mnkr, income minus and costs plus.
"""

from datetime import date
from pathlib import Path

from textual.events import Paste

from tests.screen_driver import Screen, opened, without_idle_waits
from tui.screen.start_page import StartPage
from tui.store.data_store import DataStore, restored
from tui.store.folder import Store
from tui.store.locate import FolderChoice

# Label, budget and prognos.
OWN_ROWS = (
    ("Intäkter", "-24,5", "-23,9"),
    ("Allmän kultur", "18,2", "18,6"),
    ("Bibliotek", "31,4", "31,0"),
    ("Kulturskola", "22,7", "22,7"),
    ("Fritidsgårdar", "16,9", "17,4"),
    ("Idrott och anläggningar", "84,3", "86,1"),
    ("Nämnd och ledning", "9,6", "9,4"),
)
KOMMUNBIDRAG = "-158,6"


async def begin(folder: Path) -> int:
    """Begin on the start page, with signs reversed and in mnkr; how many keys it took."""
    app = StartPage(FolderChoice(folder, "är tom"), today=lambda: date(2025, 9, 8))
    keys = ("enter", "Kultur- och fritidsnämnden", "tab", "Lilla Edets kommun")
    keys += ("tab", "right", "tab", "right", "enter")
    with without_idle_waits(app):
        async with app.run_test() as pilot:
            for key in keys:
                if key[0].isupper():
                    app.post_message(Paste(key))
                    await pilot.pause()
                else:
                    await pilot.press(key)
    assert app.return_value is not None
    return sum(not key[0].isupper() for key in keys)


async def write(screen: Screen, *cells: str) -> None:
    """Type each text and Enter, downwards."""
    for text in cells:
        await screen.rush(*text, "enter")


async def test_a_namnd_of_ones_own_comes_to_a_decided_report(tmp_path: Path) -> None:
    folder = tmp_path / "kfn"
    assert await begin(folder) == 7  # three, and four for signs and unit
    store = DataStore(folder)
    restored(store)
    async with opened(folder, store=store) as screen:
        await screen.go_to("drift")
        assert (
            "Intäkter −, kostnader +. Avvikelse = budget − prognos, plus = bättre." in screen.text
        )
        await screen.press("home", "down")
        await write(screen, *(label for label, *_ in OWN_ROWS[1:5]))
        await screen.press("up")
        for label, *_ in OWN_ROWS[5:]:
            await screen.press("f7")
            await write(screen, label)
            await screen.press("up")
        for column in (1, 2):
            await screen.press("ctrl+home", *["right"] * column)
            await write(screen, *(row[column] for row in OWN_ROWS))
            await screen.press("down", "down")
            await write(screen, KOMMUNBIDRAG, "-")
        assert [f.sentence for f in screen.app.session.findings.important()] == []
        shown = {row.role: screen.cell_text(row.id, "avvikelse") for row in screen.table.rows}
        assert (shown["resultat"], shown["netto"]) == ("−2,7", "−2,7")
        assert screen.class_("resultat", "avvikelse")[1] == "▽"
        await screen.press("ctrl+p")
        await screen.rush(*"besluta dokumentet", "enter")
        await screen.press("enter")  # no meeting is planned: another date
        await screen.rush(*"16/9 2025", "enter")
        await screen.rush(*"§ 61", "enter")
        assert "Kultur- och fritidsnämnden 16 september 2025, § 61." in screen.dialog
        await screen.press("enter")
        assert "Är dokumentet klart?" in screen.dialog  # the outcomes have not been put in
        await screen.press("f9")
        assert "(beslutad)" in screen.rows[0]
        await screen.saved()
    store.close()
    (head,) = Store(folder).document()[0]
    assert (head.status, head.beslut.instance) == ("beslutad", "Kultur- och fritidsnämnden")
    drift = Store(folder).tab(head.id, "drift")[0][0]
    assert drift.sign.startswith("Intäkter −, kostnader +.") and drift.unit == "mnkr"
    assert [row.label for row in drift.rows][:7] == [label for label, *_ in OWN_ROWS]
