"""The page to begin on (*startsidan*), where there are no documents to open yet."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.events import Click, Key
from textual.message import Message

from tui.domain.settings import Settings
from tui.screen.begin_form import BeginForm
from tui.screen.terminal import TerminalApp
from tui.screen.views.start_lines import (
    BACK,
    BEGIN,
    EXAMPLE,
    LINES_A_CHOICE,
    OTHER,
    REPORT,
    StartChoice,
    choice_lines,
    heading_lines,
    start_choices,
)
from tui.screen.widgets.fields import AnswerBox
from tui.screen.widgets.lines import Rows
from tui.store.errors import fault_sentence
from tui.store.folder import Store
from tui.store.locate import FolderChoice, accompanying, given_folder, own_folder
from tui.svenska.arithmetic import Refusal

FOOT = " ↑↓ väljer · Enter öppnar · Ctrl+Q avslutar"


class Opened(NamedTuple):
    """The folder to open, and whether it is the example, which is only shown."""

    folder: Path
    example: bool = False


def start_page(choice: FolderChoice) -> Opened | None:
    """Show the page till something is chosen; None where the user leaves the program."""
    return StartPage(choice).run()


class Choices(Rows, can_focus=True):
    """What can be chosen, with the keyboard."""

    class Chosen(Message):
        """One of them is chosen."""

        def __init__(self, id_: str) -> None:
            self.id = id_
            super().__init__()

    def __init__(self, choices: Sequence[StartChoice], *, theme: str, id: str) -> None:
        super().__init__(theme=theme, id=id)
        self.choices, self.place = tuple(choices), 0

    def on_resize(self) -> None:
        """The lines are as wide as there is room."""
        self.show(choice_lines(self.choices, self.place, self.size.width))

    def on_key(self, event: Key) -> None:
        """The arrows move, Enter chooses, a digit chooses at once."""
        step = {"up": -1, "down": 1}.get(event.key)
        if step is not None:
            self._move((self.place + step) % len(self.choices))
        elif event.key in ("enter", "space"):
            self.post_message(self.Chosen(self.choices[self.place].id))
        elif event.key.isdecimal() and 0 < int(event.key) <= len(self.choices):
            self._move(int(event.key) - 1)
            self.post_message(self.Chosen(self.choices[self.place].id))
        else:
            return
        event.stop()

    def on_click(self, event: Click) -> None:
        """A click chooses."""
        place = event.y // LINES_A_CHOICE
        if place < len(self.choices):
            self._move(place)
            self.post_message(self.Chosen(self.choices[place].id))

    def _move(self, place: int) -> None:
        self.place = place
        self.on_resize()


class StartPage(TerminalApp[Opened]):
    """The page; it ends with what is to be opened."""

    CSS = """
    Screen { layout: vertical; align-horizontal: center; overflow: hidden; }
    #band, #fot { height: 1; width: 100%; }
    #fot { dock: bottom; }
    #sida { width: 88; max-width: 100%; height: 1fr; padding: 1 2 0 2; }
    #rubrik { height: 4; }
    #val { height: 1fr; }
    """
    BINDINGS = [Binding("escape", "return", show=False), Binding("ctrl+q", "quit", show=False)]

    def __init__(self, choice: FolderChoice, today: Callable[[], date] = date.today) -> None:
        self.choice, self.today = choice, today
        super().__init__(self._settings().theme)

    def _settings(self) -> Settings:
        """What is known of the nämnd where it is to begin; a beginning may have been broken off."""
        return Store(self.choice.folder).settings()[0] if self.choice.lack else Settings()

    def compose(self) -> ComposeResult:
        there, theme = not self.choice.lack, self._settings().theme
        opened = str(self.choice.folder) if there else ""
        yield Rows(id="band", basis="band", theme=theme)
        with Vertical(id="sida"):
            yield Rows(id="rubrik", theme=theme)
            yield Choices(start_choices(opened), theme=theme, id="val")
        yield Rows(id="fot", basis="rubrik", theme=theme)

    def on_mount(self) -> None:
        """Put the lines in."""
        there = not self.choice.lack
        self.query_one("#band", Rows).show([((" Nämndkoll", "stark"),)])
        self.query_one("#rubrik", Rows).show(heading_lines(str(self.choice.folder), there=there))
        self.query_one("#fot", Rows).show([((FOOT, ""),)])
        self.query_one("#val").focus()

    @on(Choices.Chosen)
    @work(exclusive=True)
    async def _chosen(self, event: Choices.Chosen) -> None:
        """Go where it leads; what cannot be done is said, and the page stays."""
        if event.id == BEGIN:
            form = BeginForm(self._folder_to_begin_in(), self._settings(), self.today)
            if (folder := await self.push_screen_wait(form)) is not None:
                self.exit(Opened(folder))
        elif event.id == EXAMPLE:
            self._open_example()
        elif event.id == REPORT:
            from tui.screen.controllers.foreign import review  # prose: no start needs it

            await review(self, self._settings().theme)
        elif event.id == OTHER:
            await self._open_other()
        elif event.id == BACK:
            self.action_return()

    def _folder_to_begin_in(self) -> Path | None:
        """The folder of the page, the user's own where that one holds documents, if it is free."""
        if self.choice.lack:
            return self.choice.folder
        own = own_folder()
        with suppress(OSError):
            return own if given_folder(str(own), Path.cwd()).lack else None
        return None

    def _open_example(self) -> None:
        try:
            self.exit(Opened(accompanying(), example=True))
        except OSError as error:
            self.say(fault_sentence(error))

    async def _open_other(self) -> None:
        hint = "Mappen där dokumenten ligger, som ~/namndkoll eller C:\\Namnd"
        folder = await self.ask(AnswerBox("Öppna en annan mapp", hint, "", _folder))
        if folder is not None:
            self.exit(Opened(folder))

    def say(self, sentence: str) -> None:
        self.query_one("#fot", Rows).show([((f" ! {sentence}", "varning"),)])

    def action_return(self) -> None:
        """To the documents that one came from; where there are none the page stays."""
        if not self.choice.lack:
            self.exit(Opened(self.choice.folder))


def _folder(text: str) -> Path | Refusal:
    """A folder that can be opened, or why it cannot."""
    try:
        folder, lack = given_folder(text, Path.cwd())
    except OSError as error:
        return Refusal(fault_sentence(error))
    return Refusal(lack) if lack else folder
