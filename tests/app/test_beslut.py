"""A draft is decided: its figures become printed, it is locked, and one step takes it back."""

import json
from datetime import date
from pathlib import Path

from tests.app.test_flode import tal
from tests.skarm import Skarm, oppnad
from tui.app.arbetskopia import ny_arbetskopia
from tui.app.arbetspass import Arbetspass
from tui.app.beslut import beslutssteg
from tui.domain.beslut import beslutat
from tui.store.sakert import Sakerlager
from tui.store.start import aterstallt


async def besluta(skarm: Skarm) -> None:
    """The command, from the palette."""
    await skarm.tryck("ctrl+p")
    await skarm.skriv("besluta dok")
    await skarm.tryck("enter")


async def test_a_decided_draft_prints_what_it_computed_and_is_locked(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.cell("personal", "prognos")
        await skarm.skriv("-150000")
        await skarm.tryck("enter")
        await besluta(skarm)
        assert "17 september 2024   § 42 Handlingsplan" in skarm.dialog
        await skarm.tryck("enter")
        await skarm.tryck("enter")
        assert "Socialnämnden 17 september 2024, § 42." in skarm.dialog
        assert "blir tryckta som de står nu" in skarm.dialog
        await skarm.tryck("enter")
        assert "är beslutat 17 september 2024, § 42 och låst." in skarm.panel
        huvud = skarm.app.pass_.dokument
        assert huvud.last
        assert (huvud.beslut.datum, huvud.beslut.paragraf) == (date(2024, 9, 17), "§ 42")
        assert skarm.tabell.rad("kostnader").tryckt["prognos"] == -275805
        # Printed wrong once (−32 296); now as the draft showed it, out of its own rows.
        assert skarm.tabell.rad("kostnader").tryckt["diff"] == -33297
        assert skarm.celltext("kostnader", "prognos") == tal("−275 805")
        await skarm.cell("personal", "prognos")
        await skarm.skriv("1")
        assert "Beslutat dokument" in skarm.dialog
        await skarm.tryck("escape")
        await skarm.sparat()
    mapp_ = mapp / "2024-delar-utkast"
    post = json.loads((mapp_ / "dokument.json").read_text("utf-8"))["dokument"]["1"]
    assert (post["status"], post["beslutsdatum"], post["paragraf"]) == (
        "beslutad",
        "2024-09-17",
        "§ 42",
    )
    rader = json.loads((mapp_ / "drift.json").read_text("utf-8"))["drift"].values()
    kostnader = next(r for r in rader if r["rad"] == "kostnader")
    assert kostnader["tryckt"]["prognos"] == -275805


async def test_what_is_the_programs_own_is_not_printed(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await besluta(skarm)
        await skarm.tryck("enter", "enter", "enter")
        for rad in skarm.tabell.rader:
            assert not {"forbrukat", "utveckling", "takt_kvar", "avvikelse_procent"} & set(
                rad.tryckt
            )
        assert skarm.celltext("kop_av_tjanster", "takt_forandring") == "−37"


async def test_one_step_takes_the_decision_back(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        fore = skarm.tabell
        await besluta(skarm)
        await skarm.tryck("enter", "enter", "enter")
        assert skarm.app.pass_.dokument.last and skarm.tabell != fore
        await skarm.tryck("ctrl+z")
        assert skarm.app.pass_.dokument.status == "utkast"
        assert skarm.tabell == fore
        await skarm.tryck("ctrl+y")
        assert skarm.app.pass_.dokument.last


async def test_a_follow_up_cannot_be_decided_before_its_period_has_ended(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await besluta(skarm)
        assert "13 februari 2024" not in skarm.dialog
        await skarm.skriv("annat")
        await skarm.tryck("enter")
        for text, mening in (
            ("2024-08-31", "Perioden slutar 2024-08-31"),
            ("24-09-17", "Skriv datumet som år-månad-dag"),
        ):
            await skarm.skriv(text)
            await skarm.tryck("enter")
            assert mening in skarm.dialog
            await skarm.tryck(*["backspace"] * len(text))
        await skarm.skriv("2024-10-15")
        await skarm.tryck("enter")
        assert "Protokollets paragraf" in skarm.dialog
        await skarm.tryck("enter")
        assert "Socialnämnden 15 oktober 2024." in skarm.dialog
        await skarm.tryck("enter")
        assert skarm.app.pass_.dokument.beslut.datum == date(2024, 10, 15)


async def test_a_locked_document_is_not_decided_again_and_esc_changes_nothing(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.ga_till("drift", dokument="2024-delar")
        await besluta(skarm)
        assert "Dokumentet är redan beslutat och låst." in skarm.panel
        await skarm.arbetskopia()
        for antal in range(3):
            await besluta(skarm)
            await skarm.tryck(*["enter"] * antal, "escape")
            assert skarm.dialog == ""
            assert skarm.app.pass_.dokument.status == "utkast"


async def test_an_unlocked_document_is_decided_anew_with_its_new_figures(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.ga_till("drift", dokument="2024-delar")
        await skarm.tryck("ctrl+p")
        await skarm.skriv("lås upp")
        await skarm.tryck("enter")
        await skarm.skriv("Rättat fel")
        await skarm.tryck("enter")
        await besluta(skarm)
        await skarm.tryck("enter", "enter", "enter")
        assert skarm.app.pass_.dokument.last
        assert skarm.tabell.rad("kostnader").tryckt["diff"] == -33297


async def test_a_decision_is_undone_after_a_restart(mapp: Path) -> None:
    lager = Sakerlager(mapp)
    async with oppnad(mapp, lager=lager, sakring=lager, utkast=True) as skarm:
        await skarm.tryck("ctrl+p")
        await skarm.skriv("besluta dok")
        await skarm.tryck("enter", "enter", "enter", "enter")
        assert skarm.app.pass_.dokument.last
        await skarm.sparat()
    lager.stang()
    igen = Sakerlager(mapp)
    async with oppnad(mapp, lager=igen, sakring=igen) as skarm:
        await skarm.ga_till("drift", dokument="2024-delar-utkast")
        assert skarm.app.pass_.dokument.last
        await skarm.tryck("ctrl+z")
        assert skarm.app.pass_.dokument.status == "utkast"
        assert skarm.tabell.rad("kostnader").tryckt["diff"] == -32296
    igen.stang()


def test_a_decision_that_was_only_journaled_is_there_at_the_next_start(mapp: Path) -> None:
    lager = Sakerlager(mapp)
    pass_ = Arbetspass(lager, sakring=lager)
    pass_.dokument_id = "2024-delar"
    pass_.dokument_id = ny_arbetskopia(pass_).id
    steg = beslutssteg(pass_.yta, beslutat(pass_.dokument, date(2024, 9, 17), "§ 42", "SN"))
    pass_.gor(*steg)
    assert pass_.journalfel == ""
    lager.stang()
    igen = Sakerlager(mapp)
    assert aterstallt(igen).fel == ()
    try:
        (huvud,) = (d for d in igen.dokument()[0] if d.id == "2024-delar-utkast")
        assert huvud.last and huvud.beslut.paragraf == "§ 42"
        assert igen.flik(huvud.id, "drift")[0][0].rad("kostnader").tryckt["diff"] == -33297
    finally:
        igen.stang()


async def test_a_decision_that_is_redone_is_told_as_one_and_moves_no_cursor(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await skarm.cell("personal", "prognos")
        await besluta(skarm)
        await skarm.tryck("enter", "enter", "enter")
        await skarm.tryck("ctrl+z", "ctrl+y")
        assert skarm.app.pass_.dokument.last
        assert "Gjort om: Delårsbokslut 2024." in skarm.panel
        assert skarm.har == ("personal", "prognos")
