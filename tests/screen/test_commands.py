"""One declaration a command: key, footer, palette and help; each works wherever one is."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from textual.widgets import OptionList

from tests.screen_driver import BIG, SMALL, TAB_KEY, opened
from tui.screen.commands import COMMANDS, FOOTER_COMMANDS, controller
from tui.screen.controllers.navigation import show_tab
from tui.store.folder import Store

ALTGR = set("@£${[]}\\|~^´`¨")
BUSY = {"ctrl+tab", "f10", "f11", "ctrl+v", "ctrl+shift+c", "ctrl+shift+v", "ctrl+shift+t"}


def test_every_command_is_declared_once_and_can_be_carried_out() -> None:
    ids = [k.id for k in COMMANDS]
    assert len(set(ids)) == len(ids)
    assert all(callable(controller(k.run)) for k in COMMANDS)
    assert len({k.name for k in COMMANDS}) == len(COMMANDS)


def test_no_two_commands_share_a_key() -> None:
    keys = [k.key for k in COMMANDS if k.key]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda k: k.id)
def test_every_key_is_on_a_swedish_keyboard_and_free(command) -> None:  # type: ignore[no-untyped-def]
    assert not ALTGR & set(command.shown)
    assert command.key not in BUSY
    assert not command.key.startswith(("alt+", "ctrl+shift+", "ctrl+alt+"))
    assert bool(command.shown) or not command.key


def test_the_footer_has_at_most_eight_commands() -> None:
    assert 1 <= len(FOOTER_COMMANDS) <= 8


async def test_every_key_is_bound_to_its_command(folder: Path) -> None:
    async with opened(folder) as screen:
        for command in COMMANDS:
            if command.key and command.key != "f2":
                bound = screen.app._bindings.get_bindings_for_key(command.key)
                assert [b.action for b in bound] == [f"run('{command.id}')"]


async def test_the_palette_lists_every_command_tab_and_table(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.press("ctrl+p")
        name = [name for _, name, _ in screen.app.screen.items]  # type: ignore[attr-defined]
        assert {k.name for k in COMMANDS if k.id != "kommandon"} < set(name)
        for tab in screen.app.session.register.tabs:
            for table in screen.app.session.shown_tables(tab.id):
                assert f"Gå till {table.heading}" in name
        await screen.write("stickprov")
        await screen.press("enter")
        assert screen.table.id == "stickprov"
        await screen.press("ctrl+p")
        await screen.write("översikt")
        await screen.press("enter")
        assert screen.app.session.tab == "oversikt"


@pytest.mark.parametrize(
    ("size", "utkast", "tabs"),
    [
        (BIG, True, TAB_KEY),
        (SMALL, False, ("oversikt", "mal")),
        ((40, 10), True, ("oversikt", "internkontroll")),
    ],
    ids=["120x30 utkast", "80x24 beslutad", "40x10 utkast"],
)
async def test_every_command_runs_on_every_tab(
    folder: Path, size: tuple[int, int], utkast: bool, tabs: Iterable[str]
) -> None:
    async with opened(folder, size, utkast=utkast) as screen:
        for tab in tabs:
            for command in COMMANDS:
                if command.id == "avsluta":
                    continue
                show_tab(screen.app.session, screen.app.verbs, tab)
                screen.app.action_run(command.id)
                await screen.calm()
                assert screen.app._exception is None
                while screen.dialog or screen.app.grid.edited:
                    await screen.press("escape")


async def test_leaving_remembers_document_and_tab(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.go_to("personal", document="2023-bokslut")
        await screen.press("ctrl+q")
        assert await screen.left() == 0
    async with opened(folder) as screen:
        assert screen.app.session.tab == "personal"
        assert screen.app.session.document_id == "2023-bokslut"


async def test_the_theme_changes_at_once_and_is_kept(folder: Path) -> None:
    async with opened(folder) as screen:
        seen = []
        for _ in range(3):
            await screen.press("ctrl+t")
            seen.append((screen.app.session.look.theme, screen.app.theme, screen.app.grid.theme))
        assert seen == [(t, f"namndkoll-{t}", t) for t in ("ljus", "fargblind", "mork")]
        await screen.press("ctrl+t", "ctrl+t")
        assert "Färgtema: färgblindsäkert." in screen.panel
        assert {rows.theme for rows in screen.app.query("Rows")} == {"fargblind"}  # type: ignore[attr-defined]
        await screen.saved()
    async with opened(folder) as screen:
        assert screen.app.session.look.theme == "fargblind"
        assert {rows.theme for rows in screen.app.query("Rows")} == {"fargblind"}  # type: ignore[attr-defined]


async def test_what_is_said_is_seen_on_the_overview_too(folder: Path) -> None:
    async with opened(folder, SMALL) as screen:
        await screen.go_to("oversikt")
        await screen.press("ctrl+z")
        assert "Det finns inget att ångra." in screen.text
        await screen.press("down")
        assert "Enter går till raden under markören" in screen.text


@pytest.mark.parametrize("tab", ["drift", "oversikt"])
async def test_a_message_at_the_start_is_seen_wherever_it_starts(folder: Path, tab: str) -> None:
    Store(folder).save_choice(last_tab=tab)
    sentence = "Datamappen är ny; den fick en kopia av de fem dokumenten."
    async with opened(folder, SMALL, message=sentence) as screen:
        assert screen.app.session.tab == tab
        assert sentence in screen.text


@pytest.mark.parametrize(
    ("searched", "first"),
    [
        ("sammanträden", "Sammanträden och tidsfrister"),
        ("ny tabell", "Lägg till en tabell"),
        ("skala", "Inställningar"),
        ("bedöm", "Ändra formen"),
        ("ny kolumn", "Lägg till kolumn"),
        ("inställningar", "Inställningar"),
        ("ångra", "Ångra"),
    ],
)
async def test_the_best_match_of_the_menu_is_the_command_that_is_meant(
    folder: Path, searched: str, first: str
) -> None:
    async with opened(folder) as screen:
        await screen.press("ctrl+p")
        await screen.rush(*searched)
        options = screen.app.screen.query_one(OptionList)
        assert options.highlighted == 0
        assert str(options.get_option_at_index(0).prompt).startswith(first)


async def test_a_search_that_finds_nothing_says_so_and_chooses_nothing(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.press("ctrl+p")
        await screen.rush(*"xyzzy")
        assert "Inget hittades för ”xyzzy”." in screen.dialog
        await screen.press("enter")
        assert "Inget hittades" in screen.dialog
