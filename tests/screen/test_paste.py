"""Pasted text: whatever is on the clipboard, no cell gets what it cannot hold."""

from pathlib import Path

import pytest

from tests.screen_driver import BIG, SMALL, opened
from tui.screen.widgets.cell_editor import MAX_LENGTH
from tui.store.data_store import DataStore

PROSA = (
    "Nämnden redovisar ett underskott.\nKöp av tjänster avviker med −6,0 mnkr,\r\n"
    "och åtgärder har beslutats enligt § 42.\n\n" * 6
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("−150 000", "−150\u00a0000"),
        ("-150\u00a0000\r\n", "−150\u00a0000"),
        ("(150 000)", "−150\u00a0000"),
        ("\n-7", "−7"),
    ],
)
async def test_a_figure_from_excel_is_taken(folder: Path, text: str, shown: str) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("personal", "prognos")
        await screen.paste(text)
        await screen.press("enter")
        assert screen.cell_text("personal", "prognos") == shown


async def test_a_page_of_prose_in_a_cell_of_figures_is_refused_and_nothing_changes(
    folder: Path,
) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("personal", "prognos")
        await screen.paste(PROSA)
        assert "löpande text och inga celler" in screen.panel
        assert screen.dialog == ""
        assert screen.app.grid.edited is None
        assert screen.cell_text("personal", "prognos") == "−155\u00a0695"
        assert screen.app.session.history.done == ()


async def test_a_page_of_prose_in_a_cell_of_text_becomes_one_line(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.go_to("drift", "delposter")
        row = screen.table.rows[0].id
        await screen.cell(row, "avser")
        await screen.paste(PROSA)
        await screen.press("enter")
        text = str(screen.value(row, "avser"))
        assert text.split() == PROSA.split()
        assert "\n" not in text


@pytest.mark.parametrize("first_of_all", ["", "x"])
async def test_a_text_that_has_no_room_is_refused_and_never_cut(
    folder: Path, first_of_all: str
) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.go_to("drift", "delposter")
        row = screen.table.rows[0].id
        await screen.cell(row, "avser")
        before = screen.value(row, "avser")
        await screen.write(first_of_all)
        await screen.paste("å" * (MAX_LENGTH + 1 - len(first_of_all)))
        assert "ryms inte i cellen" in screen.panel
        await screen.press("escape")
        assert screen.value(row, "avser") == before


async def test_prose_goes_whole_into_a_comment(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("finansnetto", "kommentar")
        await screen.press("enter")
        await screen.paste(PROSA)
        await screen.press("f2")
        text = str(screen.value("finansnetto", "kommentar"))
        assert text.split() == PROSA.split()
        assert text.count("\n") > 10


async def test_a_paste_into_a_decided_document_waits_for_the_answer(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.cell("personal", "prognos")
        await screen.paste("-150 000\n")
        assert "Du har skrivit: -150 000" in screen.dialog
        await screen.paste("0")
        assert "Du har skrivit: -150 0000" in screen.dialog
        await screen.press("enter", "backspace", "enter")
        assert screen.cell_text("personal", "prognos") == "−150\u00a0000"


@pytest.mark.parametrize("text", ["\x1b[31mröd", "[@click=app.quit]x[/]", "a\x00b", "[/]"])
async def test_what_is_pasted_is_never_obeyed(folder: Path, text: str) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.go_to("drift", "delposter")
        await screen.cell(screen.table.rows[0].id, "avser")
        await screen.paste(text)
        assert "\x1b" not in screen.text
        assert "\x00" not in screen.text
        await screen.press("enter")
        assert "\x1b" not in screen.text
        assert "\x00" not in screen.text
        await screen.press("up")
        assert "\x1b" not in screen.text


async def test_a_copied_figure_can_be_pasted_back(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("personal", "prognos")
        await screen.press("ctrl+c")
        assert screen.app.clipboard == "−155695"
        assert "Skickat till terminalen, som inte svarar om det gick: −155695" in screen.panel
        await screen.cell("lokalhyror", "prognos")
        await screen.paste(screen.app.clipboard)
        await screen.press("enter")
        assert screen.cell_text("lokalhyror", "prognos") == "−155\u00a0695"


# ---- blocks ------------------------------------------------------------------------------------

EXCEL = (
    "Belopp i tkr\tPrognos helår 2024\tAvv. prognos/budget 2024\r\n"
    "Personalkostnader\t-150\u00a0000\t5 000\r\n"
    "Lokalhyror\t1.234\t\r\n"
    "Konsulter\t-12\t\r\n"
)


async def test_a_block_from_excel_is_looked_at_and_accepted_with_two_keys(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("intakter", "utfall")
        before = screen.cell_text("intakter", "utfall")
        await screen.paste(EXCEL)
        said = screen.dialog
        assert "1 cell ändras, 1 tas inte emot, 1 behålls som tryckta" in said
        assert "Raderna är placerade efter sina namn." in said
        assert "Kolumnerna är placerade efter sina rubriker." in said
        assert "Personalkostnader · Prognos helår 2024: −155\u00a0695 → −150\u00a0000" in said
        assert "Avv. prognos/budget 2024: tryckt 5\u00a0000, raden ger 8\u00a0695" in said
        assert "beräknas till 8\u00a0695, det nya är 5\u00a0000" in said
        await screen.press("end")
        assert "Lokalhyror · Prognos helår 2024: «1.234» Skriv" in screen.dialog
        assert screen.cell_text("personal", "prognos") == "−155\u00a0695"
        await screen.press("enter")
        assert screen.cell_text("personal", "prognos") == "−150\u00a0000"
        assert screen.cell_text("intakter", "utfall") == before
        assert "Inklistrat: 1 cell ändras" in screen.panel


async def test_a_block_is_one_step_back_and_forth(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("personal", "budget")
        before = [screen.cell_text(r, "budget") for r in ("personal", "lokalhyror", "kostnader")]
        await screen.paste("-1\n-2\n-3\n-4\n")
        await screen.press("enter")
        assert screen.cell_text("kostnader", "budget") == "−10"
        assert len(screen.app.session.history.done) == 1
        await screen.press("ctrl+z")
        assert [
            screen.cell_text(r, "budget") for r in ("personal", "lokalhyror", "kostnader")
        ] == before
        await screen.press("ctrl+y")
        assert screen.cell_text("kostnader", "budget") == "−10"


async def test_esc_at_the_preview_changes_nothing(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("personal", "budget")
        await screen.paste("-1\n-2\n")
        assert "2 celler ändras" in screen.dialog
        await screen.paste("-9\n-9\n")
        await screen.press("escape")
        assert screen.dialog == ""
        assert screen.app.session.history.done == ()


async def test_a_block_that_changes_nothing_can_only_be_closed(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("personal", "budget")
        await screen.paste("#REF!\t#DIV/0!\n########\t\n")
        assert "Ingen cell ändras" in screen.dialog
        assert "Enter" not in screen.dialog
        await screen.press("enter", "escape")
        assert screen.app.session.history.done == ()


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x30", "80x24"])
async def test_a_block_into_a_decided_document_waits_for_the_working_copy(
    folder: Path, size: tuple[int, int]
) -> None:
    async with opened(folder, size) as screen:
        await screen.cell("personal", "budget")
        await screen.paste("-1\n-2\n")
        said = " ".join(screen.dialog.replace("│", "").split())
        assert "Därefter visas vad 2 inklistrade rader ändrar." in said
        await screen.press("enter")
        assert "2 celler ändras" in screen.dialog
        await screen.press("enter")
        assert screen.app.session.document.base == "2024-delar"
        assert screen.cell_text("lokalhyror", "budget") == "−2"
        screen.app.session.document_id = "2024-delar"
        await screen.go_to("drift")
        assert screen.cell_text("lokalhyror", "budget") != "−2"


async def test_a_block_into_a_decided_document_that_stays_locked_is_dropped(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.cell("personal", "budget")
        await screen.paste("-1\n-2\n")
        await screen.press("escape")
        assert screen.dialog == ""
        assert screen.app.session.document_id == "2024-delar"
        assert screen.app.session.history.done == ()


async def test_more_than_a_table_is_refused(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("personal", "budget")
        await screen.paste("1\t2\n" * 40_000)
        assert "större än någon tabell" in screen.panel
        assert screen.app.grid.edited is None


async def test_a_pasted_block_is_never_obeyed(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("personal", "budget")
        await screen.paste("-1\t\x1b[31m\n[@click=app.quit]x[/]\t[/]\n")
        assert "\x1b" not in screen.dialog
        assert "[@click=app.quit]x[/]" in screen.dialog


async def test_the_whole_table_is_copied_for_excel_and_changes_nothing_pasted_back(
    folder: Path,
) -> None:
    async with opened(folder, utkast=True) as screen:
        screen.app.action_run("kopiera_tabellen")
        await screen.calm()
        text = screen.app.clipboard
        assert text.startswith("Belopp i tkr\tBudget 2024\t")
        assert "Personalkostnader\t-" in text
        assert "−" not in text
        assert "Skickat till terminalen" in screen.panel
        await screen.paste(text)
        assert "Ingen cell ändras" in screen.dialog
        assert "tas inte emot" not in screen.dialog
        await screen.press("escape")
        assert screen.app.session.history.done == ()


async def test_there_is_no_table_to_copy_on_the_overview(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go_to("oversikt")
        screen.app.action_run("kopiera_tabellen")
        await screen.calm()
        assert "ingen tabell att kopiera" in screen.text


async def test_a_whole_block_is_undone_at_once_after_a_restart(folder: Path) -> None:
    store = DataStore(folder)
    async with opened(folder, store=store, utkast=True) as screen:
        await screen.cell("personal", "budget")
        await screen.paste("-1\n-2\n-3\n-4\n")
        await screen.press("enter")
        assert screen.cell_text("kostnader", "budget") == "−10"
        await screen.saved()
    store.close()
    again = DataStore(folder)
    async with opened(folder, store=again) as screen:
        await screen.go_to("drift", document="2024-delar-utkast")
        assert screen.cell_text("kostnader", "budget") == "−10"
        await screen.press("ctrl+z")
        assert screen.cell_text("kostnader", "budget") == "−276\u00a0500"
        assert screen.cell_text("ovriga_kostnader", "budget") == "−38\u00a0013"
    again.close()


# ---- on a heading or a label -------------------------------------------------------------------


async def test_a_block_on_a_heading_goes_in_below_it_and_the_heading_stands(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("intakter", "prognos")
        await screen.press("up")
        assert screen.app.grid.state.in_heading
        before = screen.table.column("prognos").heading
        await screen.paste("-1\t-2\n-3\t-4\n")
        assert "ändras" in screen.dialog
        await screen.press("enter", "right", "left")
        assert screen.table.column("prognos").heading == before
        assert screen.value("intakter", "prognos") == -1


async def test_lines_on_a_label_are_refused_in_a_sentence_and_the_label_stands(
    folder: Path,
) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.go_to("drift", "delposter")
        row = screen.table.rows[0]
        screen.app.grid.set_place(0, 0)
        await screen.calm()
        await screen.paste("Resor\nHyror\nLokaler")
        assert "flera rader eller celler" in screen.panel
        await screen.press("down")
        assert screen.table.row(row.id).label == row.label


async def test_cells_are_not_taken_into_a_heading_that_is_being_written(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("intakter", "prognos")
        await screen.press("up", "f2")
        before = screen.table.column("prognos").heading
        await screen.paste("-1\t-2\n-3\t-4\n")
        assert "Tryck Esc och klistra in igen" in screen.text
        await screen.press("escape", "down")
        assert screen.table.column("prognos").heading == before


async def test_a_bare_figure_is_no_heading_and_a_year_is(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("intakter", "prognos")
        await screen.press("up")
        before = screen.table.column("prognos").heading
        await screen.paste("-19,8")
        await screen.press("enter")
        assert "En rubrik av bara siffror" in " ".join(screen.text.split())
        await screen.press("escape")
        assert screen.table.column("prognos").heading == before
        await screen.paste("2031")
        await screen.press("enter")
        assert screen.table.column("prognos").heading == "2031"


RISKS = "Risk\tSannolikhet\tVäsentlighet\nBrand i arkivet\t2\t3\nVakanta handläggare\t3\t4\n"


async def test_new_rows_of_a_list_come_in_as_one_step(folder: Path) -> None:
    async with opened(folder) as screen:
        screen.app.session.document_id = "2025-budget"
        await screen.working_copy()
        await screen.go_to("internkontroll", "risker")
        before = screen.table.rows
        await screen.paste(RISKS)
        assert "2 rader i blocket finns inte i tabellen" in screen.dialog
        await screen.press("enter")
        assert "Nya rader:" in screen.dialog
        assert "Lägg till 2 rader, ändra 4 celler" in screen.dialog
        await screen.press("enter")
        assert [row.label for row in screen.table.rows[-2:]] == [
            "Brand i arkivet",
            "Vakanta handläggare",
        ]
        await screen.press("ctrl+z")
        assert screen.table.rows == before


async def test_a_list_without_rows_takes_a_block(folder: Path) -> None:
    async with opened(folder) as screen:
        screen.app.session.document_id = "2025-budget"
        await screen.working_copy()
        await screen.go_to("internkontroll", "risker")
        for _ in screen.table.rows:
            await screen.press("ctrl+delete")
            if screen.dialog:
                await screen.press("enter")
        assert screen.table.rows == ()
        await screen.paste(RISKS)
        await screen.press("enter", "enter")
        assert [row.label for row in screen.table.rows] == [
            "Brand i arkivet",
            "Vakanta handläggare",
        ]


async def test_costs_that_have_the_sign_of_income_are_turned_alone(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("intakter", "prognos")
        income = screen.table.row("intakter").label
        cost = screen.table.row("personal").label
        await screen.paste(f"{income}\t31 000\n{cost}\t150 000\n")
        assert "Vänd bara kostnaderna" in screen.dialog
        await screen.press("enter")
        await screen.press("enter")
        assert screen.cell_text("intakter", "prognos") == "31\u00a0000"
        assert screen.cell_text("personal", "prognos") == "−150\u00a0000"


async def test_the_reading_that_adds_up_is_the_one_that_enter_takes(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("intakter", "prognos")
        table = screen.table
        names = {id_: table.row(id_).label for id_ in ("intakter", "personal")}
        others = sum(
            int(screen.app.session.calculation(table).number(r, "prognos") or 0)
            for r in ("lokalhyror", "kop_av_tjanster", "ovriga_kostnader")
        )
        net = table.of("netto")
        assert net is not None
        block = f"{names['intakter']}\t31 000\n{names['personal']}\t150 000\n"
        await screen.paste(f"{block}{net.label}\t{31_000 + 150_000 + others}\n")
        assert "stämmer med talen som de är" in " ".join(screen.dialog.replace("│", " ").split())
        await screen.press("enter")
        await screen.press("enter")
        assert screen.cell_text("personal", "prognos") == "150\u00a0000"
