"""What others do to the folder while it is open, what a restart finds, and restoring a backup."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal
from pathlib import Path

from tests.skarm import Skarm, oppnad
from tui.store.kodek import avkodat, kodat
from tui.store.mapp import Lager
from tui.store.sakert import Sakerlager
from tui.store.start import aterstallt

UTKAST = "2024-delar-utkast"


@asynccontextmanager
async def saker(mapp: Path, *, utkast: bool = True) -> AsyncIterator[Skarm]:
    """The app on a folder with journal and lock, in a working copy, with history ready."""
    lager = Sakerlager(mapp)
    besked = aterstallt(lager)
    try:
        async with oppnad(
            mapp, lager=lager, sakring=lager, meddelande=besked.mening, utkast=False
        ) as skarm:
            if utkast:
                await skarm.arbetskopia()
                await skarm.ga_till("drift", "drift")
            yield skarm
    finally:
        lager.stang()


def andra_i_filen(mapp: Path, rad: str, kolumn: str, varde: int) -> None:
    """Another program gives a cell of the working copy's drift another value."""
    fil = mapp / UTKAST / "drift.json"
    ra = avkodat(fil.read_bytes())
    post = next(p for p in ra["drift"].values() if p["rad"] == rad)
    post["celler"][kolumn] = varde
    fil.write_bytes(kodat(ra))


def i_filen(mapp: Path, rad: str, kolumn: str) -> object:
    """The value of a cell of the working copy's drift on the disk."""
    tabeller, _ = Lager(mapp).flik(UTKAST, "drift")
    return tabeller[0].rad(rad).celler.get(kolumn)


async def titta(skarm: Skarm) -> None:
    """Let the watch look once."""
    skarm.app.vakta()
    await skarm.lugn()
    await skarm.sparat()


async def skriv(skarm: Skarm, rad: str, kolumn: str, text: str) -> None:
    """Type a figure into a cell."""
    await skarm.cell(rad, kolumn)
    await skarm.skriv(text)
    await skarm.tryck("enter")


async def invanta(skarm: Skarm, villkor: str) -> None:
    """Wait until the panel or a dialog says something; threads take their time."""
    for _ in range(200):
        if villkor in skarm.panel or villkor in skarm.dialog:
            return
        await skarm.pilot.pause(0.01)
    raise AssertionError(f"{villkor!r} was never said: {skarm.panel} {skarm.dialog}")


async def test_a_file_changed_underneath_is_read_in_and_said(mapp: Path) -> None:
    async with saker(mapp) as skarm:
        andra_i_filen(mapp, "lokalhyror", "prognos", -17000)
        await titta(skarm)
        await invanta(skarm, "ändrades av ett annat program")
        assert skarm.celltext("lokalhyror", "prognos") == "−17\u00a0000"
        assert "inget av ditt var osparat" in skarm.panel


async def test_a_mere_touch_asks_nothing(mapp: Path) -> None:
    async with saker(mapp) as skarm:
        (mapp / UTKAST / "drift.json").touch()
        await titta(skarm)
        assert "annat program" not in skarm.panel


async def test_changes_of_both_to_different_cells_are_both_kept(mapp: Path) -> None:
    async with saker(mapp) as skarm:
        andra_i_filen(mapp, "lokalhyror", "prognos", -17000)
        await skriv(skarm, "personal", "prognos", "-150000")
        await skarm.sparat()
        await titta(skarm)
        await invanta(skarm, "dina ändringar är kvar")
        await skarm.sparat()
        assert i_filen(mapp, "personal", "prognos") == Decimal(-150000)
        assert i_filen(mapp, "lokalhyror", "prognos") == Decimal(-17000)


async def test_the_same_cell_changed_by_both_is_asked_about(mapp: Path) -> None:
    async with saker(mapp) as skarm:
        andra_i_filen(mapp, "personal", "prognos", -140000)
        await skriv(skarm, "personal", "prognos", "-150000")
        await skarm.sparat()
        skarm.app.vakta()
        await invanta(skarm, "Samma cell ändrad på två håll")
        assert "−150\u00a0000" in skarm.dialog and "−140\u00a0000" in skarm.dialog
        await skarm.tryck("f9")
        await invanta(skarm, "lästes in på nytt")
        assert skarm.celltext("personal", "prognos") == "−140\u00a0000"
        assert i_filen(mapp, "personal", "prognos") == Decimal(-140000)
    async with saker(mapp) as skarm:
        assert not skarm.dialog, "what was settled is not asked again"
        assert skarm.celltext("personal", "prognos") == "−140\u00a0000"


async def test_nothing_is_written_over_while_the_question_is_left_open(mapp: Path) -> None:
    async with saker(mapp) as skarm:
        andra_i_filen(mapp, "personal", "prognos", -140000)
        await skriv(skarm, "personal", "prognos", "-150000")
        await skarm.sparat()
        skarm.app.vakta()
        await invanta(skarm, "Samma cell ändrad på två håll")
        await skarm.tryck("escape")
        await invanta(skarm, "inget skrivs över")
        await skriv(skarm, "lokalhyror", "prognos", "-1")
        await skarm.sparat()
        assert i_filen(mapp, "personal", "prognos") == Decimal(-140000)
        assert "ej sparat" in skarm.rad("status")


async def test_a_second_instance_reads_only_says_who_and_takes_over(mapp: Path) -> None:
    forsta = Sakerlager(mapp)
    try:
        async with saker(mapp, utkast=False) as skarm:
            assert "läsläge" in skarm.rad("status")
            await skarm.ga_till("drift", "drift")
            await skarm.tryck("1")
            assert "öppen i en annan Nämndkoll" in skarm.panel
            assert not skarm.dialog
            forsta.stang()
            await titta(skarm)
            await invanta(skarm, "nu går det att ändra här")
    finally:
        forsta.stang()


async def test_undo_reaches_over_a_restart_and_the_panel_tells_the_history(mapp: Path) -> None:
    async with saker(mapp) as skarm:
        await skriv(skarm, "personal", "prognos", "-150000")
        await skarm.sparat()
    async with saker(mapp) as skarm:
        await skarm.cell("personal", "prognos")
        assert "−155\u00a0695 → −150\u00a0000" in skarm.panel
        await skarm.tryck("ctrl+z")
        await skarm.sparat()
        assert i_filen(mapp, "personal", "prognos") == Decimal(-155695)


async def test_an_edit_that_only_the_journal_holds_is_there_after_a_restart(mapp: Path) -> None:
    async with saker(mapp) as skarm:
        await skriv(skarm, "lokalhyror", "prognos", "-17000")
        await skarm.sparat()
        lager = skarm.app.pass_.lager
        assert isinstance(lager, Sakerlager)
        lager.spara_flik = lambda *_: (_ for _ in ()).throw(OSError("killed"))  # type: ignore[method-assign]
        await skriv(skarm, "personal", "prognos", "-150000")
        await skarm.sparat()
        assert i_filen(mapp, "personal", "prognos") == Decimal(-155695)
    async with saker(mapp) as skarm:
        assert i_filen(mapp, "personal", "prognos") == Decimal(-150000)
        assert skarm.celltext("personal", "prognos") == "−150\u00a0000"


async def test_undo_of_what_another_program_has_changed_since_is_refused(mapp: Path) -> None:
    async with saker(mapp) as skarm:
        await skriv(skarm, "personal", "prognos", "-150000")
        await skarm.sparat()
        andra_i_filen(mapp, "personal", "prognos", -140000)
        await titta(skarm)
        await invanta(skarm, "ändrades av ett annat program")
        await skarm.tryck("ctrl+z")
        assert "går inte att backa" in skarm.panel
        assert i_filen(mapp, "personal", "prognos") == Decimal(-140000)


async def test_a_backup_shows_what_it_would_change_and_can_be_undone(mapp: Path) -> None:
    async with saker(mapp) as skarm:
        await skriv(skarm, "personal", "prognos", "-150000")
        await skarm.sparat()
        skarm.app.action_kor("aterstall")
        await invanta(skarm, "Återställ från säkerhetskopia")
        await skarm.tryck("enter")
        await invanta(skarm, "Det här ändras")
        assert "−150\u00a0000 → −155\u00a0695" in skarm.dialog
        await skarm.tryck("enter")
        await skarm.sparat()
        assert i_filen(mapp, "personal", "prognos") == Decimal(-155695)
        await skarm.tryck("ctrl+z")
        await skarm.sparat()
        assert i_filen(mapp, "personal", "prognos") == Decimal(-150000)


async def test_a_copy_left_by_a_sync_program_is_told_and_not_read(mapp: Path) -> None:
    fil = mapp / "2024-delar" / "drift.json"
    (mapp / "2024-delar" / "drift-ANNAS-DATOR.json").write_bytes(
        fil.read_bytes().replace(b"-155695", b"-155000", 1)
    )
    async with saker(mapp, utkast=False) as skarm:
        await skarm.ga_till("oversikt")
        assert "drift-ANNAS-DATOR.json är en kopia av drift.json" in skarm.text
        await skarm.ga_till("drift", "drift")
        assert skarm.celltext("personal", "prognos") == "−155\u00a0695"
