"""Choices cycle or open a list; long texts open an editor that loses nothing."""

from pathlib import Path

from tests.screen_driver import Screen, opened

SCALE = ["Ej uppfyllt", "Delvis uppfyllt", "I hög grad uppfyllt", "Helt uppfyllt", ""]


async def on_bedomning(screen: Screen) -> str:
    """The assessment of the goal on violence, in a working copy; its row."""
    await screen.go_to("mal")
    row: str = screen.table.rows[1].id
    await screen.cell(row, "bedomning")
    return row


async def test_space_cycles_the_assessment_of_a_goal(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        row = await on_bedomning(screen)
        seen = []
        for _ in SCALE:
            await screen.press("space")
            seen.append(screen.cell_text(row, "bedomning"))
            assert screen.has == (row, "bedomning")
        assert seen == SCALE


async def test_space_on_a_proposal_sets_the_assessment_in_its_row(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        row = await on_bedomning(screen)
        await screen.cell(row, "forslag")
        await screen.press("space")
        assert screen.cell_text(row, "bedomning") == SCALE[0]
        assert screen.has == (row, "forslag")


async def test_an_assessment_is_seen_at_once_with_its_symbol(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        row = await on_bedomning(screen)
        for sign in "○◔◕●":
            await screen.press("space")
            # A finding beside it where the assessment is not the proposed one.
            assert screen.class_(row, "bedomning")[1].removesuffix("?") == sign
        assert "● Helt uppfyllt – din bedömning" in screen.panel


async def test_enter_opens_the_list_of_choices_on_the_present_one(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        row = await on_bedomning(screen)
        await screen.press("space", "enter")
        for step in SCALE[:4]:
            assert step in screen.dialog
        await screen.press("down", "enter")
        assert screen.cell_text(row, "bedomning") == "Delvis uppfyllt"
        await screen.press("enter")
        await screen.write("helt")
        assert "Ej uppfyllt" not in screen.dialog
        await screen.press("enter")
        assert screen.cell_text(row, "bedomning") == "Helt uppfyllt"
        await screen.press("enter", "end", "escape")
        assert screen.cell_text(row, "bedomning") == "Helt uppfyllt"
        await screen.press("enter")
        await screen.write("ingen")
        await screen.press("enter")
        assert screen.value(row, "bedomning") is None


async def test_the_overview_counts_the_assessment(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await on_bedomning(screen)
        await screen.press("space")
        await screen.go_to("oversikt")
        assert "Mål och nyckeltal: 3 av 4 rader saknar bedömning." in screen.overview


async def test_a_reference_is_chosen_by_name_and_kept_by_key(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.go_to("mal", "nyckeltal")
        row = screen.table.rows[0].id
        await screen.cell(row, "namndmal")
        await screen.press("enter")
        await screen.write("våldet")
        await screen.press("enter")
        assert screen.value(row, "namndmal") == "vald"
        assert screen.cell_text(row, "namndmal") == "Våldet i nära relationer ska minska"


async def test_a_long_text_opens_an_editor_and_f2_keeps_it(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("personal", "kommentar")
        await screen.press("enter")
        assert "Personalkostnader · Kommentar" in screen.dialog
        assert "Vakanser ger överskott" in screen.dialog
        await screen.write(" Åtgärd pågår.")
        await screen.press("f2")
        assert str(screen.value("personal", "kommentar")).endswith(" Åtgärd pågår.")
        assert "Åtgärd pågår." in screen.panel
        await screen.press("ctrl+z")
        assert not screen.cell_text("personal", "kommentar").endswith("pågår.")
        assert not str(screen.value("personal", "kommentar")).endswith("pågår.")


async def test_typing_on_a_long_text_goes_on_where_it_ended(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("finansnetto", "kommentar")
        await screen.rush(*"Räntor")
        await screen.press("ctrl+s")
        assert screen.value("finansnetto", "kommentar") == "Räntor"


async def test_a_changed_text_is_thrown_away_only_at_the_second_escape(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("personal", "kommentar")
        before = screen.value("personal", "kommentar")
        await screen.press("enter", "x", "escape")
        assert "Texten är ändrad. Esc igen kastar ändringen" in screen.dialog
        await screen.press("escape")
        assert screen.dialog == ""
        assert screen.value("personal", "kommentar") == before


async def test_an_untouched_text_is_left_at_the_first_escape(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("personal", "kommentar")
        await screen.press("enter", "escape")
        assert screen.dialog == ""
        assert screen.app.session.history.done == ()


async def test_an_emptied_text_is_an_empty_cell(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("personal", "kommentar")
        await screen.press("enter", "ctrl+a", "delete", "f2")
        assert screen.value("personal", "kommentar") is None


async def test_several_lines_are_kept_and_the_grid_shows_the_first(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        await screen.cell("finansnetto", "kommentar")
        await screen.press("enter")
        await screen.write("Ett")
        await screen.press("enter")
        await screen.write("Två")
        await screen.press("f2")
        assert screen.value("finansnetto", "kommentar") == "Ett\nTvå"
        assert screen.cell_text("finansnetto", "kommentar") == "Ett …"


async def test_help_tells_of_the_table_under_the_cursor(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.press("f1")
        assert "Resultaträkningen per kontogrupp" in screen.dialog
        assert "Avvikelse = prognos − budget" in screen.dialog
        await screen.press("escape")
        await screen.go_to("internkontroll")
        await screen.press("f1")
        assert "Årets kontrollpunkter med resultat." in screen.dialog


async def test_the_whole_panel_can_be_read_on_a_small_screen(folder: Path) -> None:
    async with opened(folder, (80, 24)) as screen:
        await screen.cell("kop_av_tjanster", "avvikelse")
        assert "Takt 12 månader" not in screen.text
        await screen.press("f4")
        assert "Köp av tjänster · Avv. prognos/budget 2024" in screen.dialog
        await screen.press("end")
        assert "Takt 12 månader" in screen.dialog


async def test_every_finding_can_be_read_on_a_small_screen(folder: Path) -> None:
    async with opened(folder, (80, 24)) as screen:
        await screen.press("f8")
        assert "raden ger −33\u00a0296." in screen.text
        assert "…" not in screen.text


async def test_another_document_is_chosen_from_the_list(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.press("f3")
        for name in ("Budget 2025–2027", "Delårsbokslut 2024", "Årsbokslut 2023", "2018"):
            assert name in screen.dialog
        await screen.write("2023")
        await screen.press("enter")
        assert screen.app.session.document_id == "2023-bokslut"
        assert screen.app.session.tab == "drift"
        assert "bokslut − budget" in screen.text
        await screen.press("f3")
        await screen.write("finns inte")
        await screen.press("enter", "escape")
        assert screen.app.session.document_id == "2023-bokslut"
