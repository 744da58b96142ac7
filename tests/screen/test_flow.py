"""A figure is typed, and every sum, difference and colour follows; undo brings all back."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from tests.screen_driver import BIG, SMALL, Screen, opened

HARD = "\u00a0"


def number(text: str) -> str:
    """A figure as the screen writes it."""
    return text.replace(" ", HARD)


def saved_cell(folder: Path, document: str, tab: str, table: str, row: str) -> dict[str, object]:
    """The entered values of a row as they stand in the store file."""
    ra = json.loads((folder / document / f"{tab}.json").read_text(encoding="utf-8"))
    cells: dict[str, object] = next(r for r in ra[table].values() if r["rad"] == row)["celler"]
    return cells


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x30", "80x24"])
async def test_a_figure_typed_into_a_decided_document_lands_in_a_working_copy(
    folder: Path, size: tuple[int, int]
) -> None:
    before = (folder / "2024-delar" / "drift.json").read_bytes()
    async with opened(folder, size) as screen:
        await screen.cell("personal", "prognos")
        await screen.write("-150000")
        assert "Beslutat dokument" in screen.dialog
        assert "Du har skrivit: -150000" in screen.dialog
        await screen.press("enter")
        assert screen.dialog == ""
        assert screen.app.session.document_id == "2024-delar-utkast"
        assert "(utkast)" in screen.rows[0]
        await screen.press("enter")
        assert screen.cell_text("personal", "prognos") == number("−150 000")
        assert screen.has == ("lokalhyror", "prognos")
        await screen.saved()
        assert "✓ sparat 14.02" in screen.rows[0]
    saved = saved_cell(folder, "2024-delar-utkast", "drift", "drift", "personal")
    assert saved["prognos"] == -150000
    assert (folder / "2024-delar" / "drift.json").read_bytes() == before


async def test_every_sum_difference_share_pace_and_colour_follows_in_the_next_frame(
    folder: Path,
) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("personal", "prognos")
        assert screen.class_("kostnader", "avvikelse") == ("allvar", "▼")
        await screen.write("-150000")
        await screen.press("enter")
        assert {
            (row, column): screen.cell_text(row, column)
            for row, column in (
                ("personal", "avvikelse"),
                ("personal", "avvikelse_procent"),
                ("personal", "takt_kvar"),
                ("personal", "takt_forandring"),
                ("kostnader", "prognos"),
                ("kostnader", "avvikelse"),
                ("kostnader", "avvikelse_procent"),
                ("kostnader", "takt_kvar"),
                ("nettokostnader", "prognos"),
                ("resultat", "prognos"),
                ("resultat", "avvikelse"),
            )
        } == {
            ("personal", "avvikelse"): number("8 695"),
            ("personal", "avvikelse_procent"): "5,5",
            ("personal", "takt_kvar"): number("−12 477"),
            ("personal", "takt_forandring"): "0",
            ("kostnader", "prognos"): number("−275 805"),
            ("kostnader", "avvikelse"): "695",
            ("kostnader", "avvikelse_procent"): "0,3",
            ("kostnader", "takt_kvar"): number("−21 203"),
            ("nettokostnader", "prognos"): number("−244 388"),
            ("resultat", "prognos"): "694",
            ("resultat", "avvikelse"): "694",
        }
        for row in ("personal", "kostnader", "nettokostnader", "resultat"):
            assert screen.class_(row, "avvikelse") == ("bra", "▲")
        in_view = {row.split("  ")[0].strip(): row for row in screen.rows}
        assert number("−275 805") in in_view["Verksamhetens kostnader"]
        assert number("8 695 ▲").replace(f"{HARD}▲", " ▲") in screen.text


async def rest(screen: Screen) -> str:
    """The whole screen with the cursor on Personalkostnader, nothing being said."""
    await screen.saved()
    await screen.cell("lokalhyror", "prognos")
    await screen.cell("personal", "prognos")
    return screen.text


async def change(screen: Screen, row: str, column: str, text: str) -> None:
    """Type a value into a cell."""
    await screen.cell(row, column)
    await screen.write(text)
    await screen.press("enter")


async def test_undo_brings_back_the_whole_screen_and_redo_the_change(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # But for the cell's history, which tells of undo and redo as well.
    monkeypatch.setattr("tui.screen.frame.SHOWN_STEPS", 0)
    async with opened(folder, utkast=True) as screen:
        await change(screen, "personal", "prognos", "-155694")
        before = await rest(screen)
        await change(screen, "personal", "prognos", "-150000")
        after = await rest(screen)
        assert after != before
        await screen.press("ctrl+z")
        from_, to = number("−150 000"), number("−155 694")
        words = "Drift, Personalkostnader, Prognos helår 2024: "
        assert f"▶ Ångrat: {words}{from_} → {to}." in screen.panel
        assert await rest(screen) == before
        await screen.press("ctrl+y")
        assert f"▶ Gjort om: {words}{to} → {from_}." in screen.panel
        assert await rest(screen) == after
        await screen.press("ctrl+z", "ctrl+z")
        assert screen.cell_text("personal", "prognos") == number("−155 695")
        await screen.press("ctrl+z")
        assert "Det finns inget att ångra." in screen.text
        await screen.press("ctrl+y", "ctrl+y", "ctrl+y")
        assert "Det finns inget att göra om." in screen.text
        assert await rest(screen) == after


async def test_what_is_undone_is_undone_in_the_store_too(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        file = folder / "2024-delar-utkast" / "drift.json"
        before = file.read_bytes()
        await change(screen, "personal", "prognos", "-150000")
        await screen.saved()
        assert file.read_bytes() != before
        await screen.press("ctrl+z")
        await screen.saved()
        assert file.read_bytes() == before


async def test_undo_shows_the_cell_whichever_tab_and_document_it_was_on(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await change(screen, "personal", "prognos", "-150000")
        await screen.go_to("personal", document="2023-bokslut")
        await screen.press("ctrl+z")
        assert screen.app.session.document_id == "2024-delar-utkast"
        assert screen.has == ("personal", "prognos")
        assert screen.cell_text("personal", "prognos") == number("−155 695")


async def test_a_new_change_forgets_what_was_undone(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await change(screen, "personal", "prognos", "-150000")
        await screen.press("ctrl+z")
        await change(screen, "lokalhyror", "prognos", "-17000")
        await screen.press("ctrl+y")
        assert "Det finns inget att göra om." in screen.text
        assert screen.cell_text("personal", "prognos") == number("−155 695")


async def test_the_same_value_again_is_no_change(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await change(screen, "personal", "prognos", "-155 695,0")
        assert screen.app.session.history.done == ()


async def test_the_second_edit_goes_on_in_the_same_working_copy(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.cell("personal", "prognos")
        await screen.write("-1")
        await screen.press("enter", "enter")
        await screen.go_to("drift", document="2024-delar")
        await screen.cell("lokalhyror", "prognos")
        await screen.press("f2")
        assert "Öppna arbetskopian" in screen.dialog
        await screen.press("enter", "escape")
        assert screen.app.session.document_id == "2024-delar-utkast"
        assert screen.cell_text("personal", "prognos") == "−1"
    assert len([m for m in folder.iterdir() if m.is_dir() and "utkast" in m.name]) == 1


async def test_the_working_copy_keeps_the_place_and_says_where_one_is(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go_to("drift", "volymer")
        await screen.cell(screen.table.rows[2].id, "varde")
        has = screen.has
        await screen.write("7")
        await screen.press("enter")
        assert screen.table.id == "volymer"
        assert screen.has == has
        assert "ett utkast av Delårsbokslut 2024" in screen.text


async def test_a_decided_document_is_unlocked_only_with_a_reason(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.cell("personal", "prognos")
        await screen.write("-9")
        await screen.press("f9", "enter")
        assert "Varför ändras ett beslutat dokument?" in screen.dialog
        await screen.write("Fel")
        await screen.press("enter", "enter")
        assert screen.cell_text("personal", "prognos") == "−9"
        assert "(upplåst)" in screen.rows[0]
        await screen.saved()
    head = json.loads((folder / "2024-delar" / "dokument.json").read_text(encoding="utf-8"))
    assert head["dokument"]["1"]["upplast"] == "Fel"
    assert saved_cell(folder, "2024-delar", "drift", "drift", "personal")["prognos"] == -9


async def test_leaving_the_question_changes_nothing(folder: Path) -> None:
    async with opened(folder) as screen:
        before = screen.text
        await screen.write("5")
        await screen.press("escape")
        assert screen.text == before
        await screen.write("5")
        await screen.press("f9", "escape")
        assert screen.text == before
        assert screen.app.session.document.locked


async def test_an_unlocked_document_is_locked_again_and_shows_what_is_printed(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go_to("drift")
        assert screen.cell_text("kostnader", "diff") == number("−32 296")
        await screen.press("f2", "f9", "x", "enter", "escape")
        await screen.cell("kostnader", "diff")
        await screen.press("delete")
        assert screen.cell_text("kostnader", "diff") == number("−33 296")
        await screen.press("ctrl+z")
        await command(screen, "Lås igen")
        assert screen.cell_text("kostnader", "diff") == number("−32 296")
        assert "läsläge" in screen.rows[0]
        await command(screen, "Lås igen")
        assert "Dokumentet är inte upplåst." in screen.text


async def command(screen: Screen, name: str) -> None:
    """Carry out a command from the palette by a part of its name."""
    await screen.press("ctrl+p")
    await screen.write(name)
    await screen.press("enter")


async def test_a_draft_needs_neither_copy_nor_key(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await command(screen, "Gör en arbetskopia")
        assert "redan ett utkast" in screen.text
        await command(screen, "Lås upp")
        assert "Dokumentet är inte låst." in screen.text
        assert len(screen.app.session.area.document) == 6


async def test_a_text_with_any_letter_can_be_typed_into_a_decided_document(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go_to("drift", "delposter")
        await screen.cell(screen.table.rows[0].id, "avser")
        row = screen.has[0]
        await screen.write("Uppskjutet underhåll")
        assert "Du har skrivit: Uppskjutet underhåll" in screen.dialog
        await screen.press("enter", "enter")
        assert screen.cell_text(row, "avser") == "Uppskjutet underhåll"


@pytest.mark.parametrize("utkast", [True, False], ids=["utkast", "beslutad"])
async def test_figures_that_come_all_at_once_are_all_taken(folder: Path, utkast: bool) -> None:
    async with opened(folder, utkast=utkast) as screen:
        await screen.cell("personal", "prognos")
        await screen.rush(*"-150000")
        if not utkast:
            assert "Du har skrivit: -150000" in screen.dialog
            await screen.press("enter")
        await screen.rush("enter", *"-17000", "enter", *"-60000", "tab")
        assert [screen.cell_text(r, "prognos") for r in ("personal", "lokalhyror")] == [
            number("−150 000"),
            number("−17 000"),
        ]
        assert screen.cell_text("kop_av_tjanster", "prognos") == number("−60 000")


async def test_a_computed_cell_says_what_it_is_computed_of(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        for key in ("5", "f2", "delete", "space"):
            await screen.cell("personal", "prognos")
            await screen.cell("personal", "takt_kvar")
            await screen.press(key)
            assert "Cellen är beräknad ur" in screen.panel, key
            if screen.app.grid.edited is not None:
                await screen.press("escape")
        assert screen.app.session.history.done == ()


async def test_a_figure_over_a_sum_is_kept_as_printed_and_delete_takes_it_away(
    folder: Path,
) -> None:
    async with opened(folder, utkast=True) as screen:
        await change(screen, "personal", "prognos", "-150000")
        await screen.cell("kostnader", "prognos")
        await screen.write("-275000")
        assert "Enter behåller det skrivna som tryckt" in screen.panel
        await screen.press("enter")
        assert "−275\u00a0000 behålls som tryckt; talen ger −275\u00a0805." in screen.panel
        assert screen.cell_text("kostnader", "prognos") == number("−275 000")
        assert screen.table.row("kostnader").tryckt["prognos"] == -275000
        finding = screen.app.session.findings.all_()
        assert any(
            (f.address.row, f.address.column, f.severity) == ("kostnader", "prognos", "fel")
            for f in finding
        )
        await screen.cell("kostnader", "prognos")
        await screen.press("delete")
        assert "Det tryckta talet är borttaget" in screen.panel
        assert screen.cell_text("kostnader", "prognos") == number("−275 805")
        await screen.press("ctrl+z")
        assert screen.cell_text("kostnader", "prognos") == number("−275 000")


async def test_what_a_cell_computes_to_is_not_kept_beside_it(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await change(screen, "personal", "prognos", "-150000")
        steps = len(screen.app.session.history.done)
        await change(screen, "kostnader", "prognos", "-275805")
        assert "inget behöver behållas som tryckt" in screen.panel
        assert len(screen.app.session.history.done) == steps


async def test_kronor_are_kept_and_shown_in_the_unit_of_the_column(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await change(screen, "kop_av_tjanster", "utfall", "-74 576 312 kr")
        assert screen.cell_text("kop_av_tjanster", "utfall") == number("−74 576")
        assert screen.table.row("kop_av_tjanster").cells["utfall"] == Decimal("-74576.312")
        await screen.cell("kop_av_tjanster", "utfall")
        assert "Exakt −74\u00a0576,312 tkr" in screen.panel
        await screen.press("f2")
        assert screen.app.grid.edited is not None
        assert screen.app.grid.edited.text == "−74576,312"
