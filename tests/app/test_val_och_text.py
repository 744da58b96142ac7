"""Choices cycle or open a list; long texts open an editor that loses nothing."""

from pathlib import Path

from tests.skarm import Skarm, oppnad

SKALA = ["Ej uppfyllt", "Delvis uppfyllt", "I hög grad uppfyllt", "Helt uppfyllt", ""]


async def pa_bedomning(skarm: Skarm) -> str:
    """The assessment of the goal on violence, in a working copy; its row."""
    await skarm.ga_till("mal")
    rad: str = skarm.tabell.rader[1].id
    await skarm.cell(rad, "bedomning")
    return rad


async def test_space_cycles_the_assessment_of_a_goal(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        rad = await pa_bedomning(skarm)
        sedda = []
        for _ in SKALA:
            await skarm.tryck("space")
            sedda.append(skarm.celltext(rad, "bedomning"))
            assert skarm.har == (rad, "bedomning")
        assert sedda == SKALA


async def test_an_assessment_is_seen_at_once_with_its_symbol(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        rad = await pa_bedomning(skarm)
        for tecken in "○◔◕●":
            await skarm.tryck("space")
            # A finding beside it where the assessment is not the proposed one.
            assert skarm.klass(rad, "bedomning")[1].removesuffix("?") == tecken
        assert "● Helt uppfyllt – din bedömning" in skarm.panel


async def test_enter_opens_the_list_of_choices_on_the_present_one(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        rad = await pa_bedomning(skarm)
        await skarm.tryck("space", "enter")
        for steg in SKALA[:4]:
            assert steg in skarm.dialog
        await skarm.tryck("down", "enter")
        assert skarm.celltext(rad, "bedomning") == "Delvis uppfyllt"
        await skarm.tryck("enter")
        await skarm.skriv("helt")
        assert "Ej uppfyllt" not in skarm.dialog
        await skarm.tryck("enter")
        assert skarm.celltext(rad, "bedomning") == "Helt uppfyllt"
        await skarm.tryck("enter", "end", "escape")
        assert skarm.celltext(rad, "bedomning") == "Helt uppfyllt"
        await skarm.tryck("enter")
        await skarm.skriv("ingen")
        await skarm.tryck("enter")
        assert skarm.varde(rad, "bedomning") is None


async def test_the_overview_counts_the_assessment(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await pa_bedomning(skarm)
        await skarm.tryck("space")
        await skarm.ga_till("oversikt")
        assert "3 av 4 mål saknar bedömning." in skarm.oversikt


async def test_a_reference_is_chosen_by_name_and_kept_by_key(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.ga_till("mal", "nyckeltal")
        rad = skarm.tabell.rader[0].id
        await skarm.cell(rad, "namndmal")
        await skarm.tryck("enter")
        await skarm.skriv("våldet")
        await skarm.tryck("enter")
        assert skarm.varde(rad, "namndmal") == "vald"
        assert skarm.celltext(rad, "namndmal") == "Våldet i nära relationer ska minska"


async def test_a_long_text_opens_an_editor_and_f2_keeps_it(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.cell("personal", "kommentar")
        await skarm.tryck("enter")
        assert "Personalkostnader · Kommentar" in skarm.dialog
        assert "Vakanser ger överskott" in skarm.dialog
        await skarm.skriv(" Åtgärd pågår.")
        await skarm.tryck("f2")
        assert str(skarm.varde("personal", "kommentar")).endswith(" Åtgärd pågår.")
        assert "Åtgärd pågår." in skarm.panel
        await skarm.tryck("ctrl+z")
        assert "Åtgärd" not in skarm.panel


async def test_typing_on_a_long_text_goes_on_where_it_ended(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.cell("finansnetto", "kommentar")
        await skarm.rusa(*"Räntor")
        await skarm.tryck("ctrl+s")
        assert skarm.varde("finansnetto", "kommentar") == "Räntor"


async def test_a_changed_text_is_thrown_away_only_at_the_second_escape(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.cell("personal", "kommentar")
        fore = skarm.varde("personal", "kommentar")
        await skarm.tryck("enter", "x", "escape")
        assert "Texten är ändrad. Esc igen kastar ändringen" in skarm.dialog
        await skarm.tryck("escape")
        assert skarm.dialog == ""
        assert skarm.varde("personal", "kommentar") == fore


async def test_an_untouched_text_is_left_at_the_first_escape(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.cell("personal", "kommentar")
        await skarm.tryck("enter", "escape")
        assert skarm.dialog == ""
        assert skarm.app.pass_.historik.gjort == ()


async def test_an_emptied_text_is_an_empty_cell(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.cell("personal", "kommentar")
        await skarm.tryck("enter", "ctrl+a", "delete", "f2")
        assert skarm.varde("personal", "kommentar") is None


async def test_several_lines_are_kept_and_the_grid_shows_the_first(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.cell("finansnetto", "kommentar")
        await skarm.tryck("enter")
        await skarm.skriv("Ett")
        await skarm.tryck("enter")
        await skarm.skriv("Två")
        await skarm.tryck("f2")
        assert skarm.varde("finansnetto", "kommentar") == "Ett\nTvå"
        assert skarm.celltext("finansnetto", "kommentar") == "Ett …"


async def test_help_tells_of_the_table_under_the_cursor(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.tryck("f1")
        assert "Resultaträkningen per kontogrupp" in skarm.dialog
        assert "Avvikelse = prognos − budget" in skarm.dialog
        await skarm.tryck("escape")
        await skarm.ga_till("internkontroll")
        await skarm.tryck("f1")
        assert "Årets kontrollpunkter med resultat." in skarm.dialog


async def test_the_whole_panel_can_be_read_on_a_small_screen(mapp: Path) -> None:
    async with oppnad(mapp, (80, 24)) as skarm:
        await skarm.cell("kop_av_tjanster", "avvikelse")
        assert "Takt 12 månader" not in skarm.text
        await skarm.tryck("f4")
        assert "Köp av tjänster · Avv. prognos/budget 2024" in skarm.dialog
        await skarm.tryck("end")
        assert "Takt 12 månader" in skarm.dialog


async def test_every_finding_can_be_read_on_a_small_screen(mapp: Path) -> None:
    async with oppnad(mapp, (80, 24)) as skarm:
        await skarm.tryck("f8")
        assert "raden ger −33\u00a0296." in skarm.text
        assert "…" not in skarm.text


async def test_another_document_is_chosen_from_the_list(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.tryck("f3")
        for namn in ("Budget 2025–2027", "Delårsbokslut 2024", "Årsbokslut 2023", "2018"):
            assert namn in skarm.dialog
        await skarm.skriv("2023")
        await skarm.tryck("enter")
        assert skarm.app.pass_.dokument_id == "2023-bokslut"
        assert skarm.app.pass_.flik == "drift"
        assert "bokslut − budget" in skarm.text
        await skarm.tryck("f3")
        await skarm.skriv("finns inte")
        await skarm.tryck("enter", "escape")
        assert skarm.app.pass_.dokument_id == "2023-bokslut"
