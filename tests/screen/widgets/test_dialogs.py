"""The dialogs: each is answered once."""

from textual.app import App

from tui.screen.widgets.dialogs import Chooser, Question


async def test_a_second_answer_on_its_way_meets_a_dialog_that_is_answered() -> None:
    app: App[None] = App()
    answer: list[str | None] = []
    async with app.run_test() as pilot:
        dialog = Chooser("Dokument", [("a", "Ett", ""), ("b", "Två", "")])
        app.push_screen(dialog, answer.append)
        await pilot.pause()
        dialog.dismiss("a")
        dialog.dismiss("b")
        await pilot.pause()
        assert answer == ["a"] and app.screen is not dialog


async def test_a_dialog_under_another_is_not_answered() -> None:
    app: App[None] = App()
    answer: list[str | None] = []
    async with app.run_test() as pilot:
        under = Chooser("Dokument", [("a", "Ett", "")])
        app.push_screen(under, answer.append)
        app.push_screen(Question("Säker?", "", {"enter": ("ja", "Ja")}))
        await pilot.pause()
        under.dismiss("a")
        await pilot.pause()
        assert not answer
        await pilot.press("enter")
        under.dismiss("a")
        await pilot.pause()
        assert answer == ["a"]
