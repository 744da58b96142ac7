"""The tables out of the running text: hidden, shown by their command and by a finding."""

from pathlib import Path

from tests.screen_driver import opened


async def test_the_tables_out_of_the_text_are_shown_and_hidden_by_one_command(folder: Path) -> None:
    async with opened(folder) as screen:
        assert "Delposter ur texten" not in screen.text
        await screen.press("ctrl+p")
        await screen.write("tabellerna ur texten")
        await screen.press("enter")
        assert "Delposter ur texten" in screen.row("tabeller")
        assert "6 tabeller ur texten visas" in " ".join(screen.panel.split())
        await screen.press("f6")
        assert screen.table.id == "delposter"
        await screen.press("ctrl+p")
        await screen.write("tabellerna ur texten")
        await screen.press("enter")
        assert screen.table.id == "drift"
        assert "Delposter" not in screen.row("tabeller")


async def test_a_finding_in_a_hidden_table_shows_it(folder: Path) -> None:
    async with opened(folder) as screen:
        for _ in range(40):
            await screen.press("f5")
            if screen.table.out_of_text:
                break
        assert screen.table.out_of_text
        assert screen.table.heading in screen.row("tabeller")


async def test_the_number_of_findings_does_not_hang_on_what_is_shown(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.calm()
        hidden = len(screen.app.session.findings.all_())
        await screen.show_traces()
        assert len(screen.app.session.findings.all_()) == hidden > 0
