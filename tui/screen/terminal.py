"""What each of our apps is: keys one at a time, our colours, our word on a fault, and questions."""

import asyncio
from typing import TypeVar

from rich.text import Text
from textual.app import App
from textual.events import Event, Key, Paste
from textual.screen import ModalScreen

from tui.screen.key_queue import KeyQueue, escaped
from tui.screen.verbs import Answer, Job
from tui.screen.widgets.colours import PALETTES, palette, textual_theme
from tui.svenska.unforeseen import unforeseen_text

Result = TypeVar("Result")


class TerminalApp(App[Result]):
    """An app in a theme of ours. It asks and works as ``verbs.Asks`` says."""

    TITLE = "Nämndkoll"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, theme: str) -> None:
        super().__init__()
        self.key_queue = KeyQueue(self, super().on_event)
        chosen = palette(theme)
        for p in PALETTES.values():
            self.register_theme(textual_theme(p))
        # Not by assignment: that would have Textual parse all its style sheets once more.
        self.set_reactive(App.theme, f"namndkoll-{chosen.name}")
        self.set_class(chosen.dark, "-dark-mode")
        self.set_class(not chosen.dark, "-light-mode")

    async def on_event(self, event: Event) -> None:
        """Keys and pastes wait for those before them; everything else goes on as it comes."""
        escaped(event)
        if isinstance(event, Key | Paste) and not event.is_forwarded:
            self.key_queue.put(event)
        else:
            await super().on_event(event)

    async def ask(self, dialog: ModalScreen[Answer]) -> Answer:
        return await self.push_screen_wait(dialog)

    async def work(self, heading: str, job: Job[Answer]) -> Answer:
        """Do a long job in a thread, with how far it has come in a box; Esc stops it."""
        from tui.screen.widgets.dialogs import WorkBox  # dialogs wait till one is asked for

        box = WorkBox(heading)

        def progress(done: int, all_: int) -> None:
            self.call_from_thread(box.progress, done, all_)

        await self.push_screen(box)
        try:
            return await asyncio.to_thread(job, progress, lambda: box.interrupted)
        finally:
            box.dismiss(None)

    def _fatal_error(self) -> None:
        """Textual's own word on a fault is a traceback with all values, documents' texts too."""
        fault = self._exception or RuntimeError()
        # A worker's fault comes in another that says its message.
        text = unforeseen_text(getattr(fault, "error", fault))
        self._exit_renderables.append(Text(text))
        self._close_messages_no_wait()

    def action_help_quit(self) -> None:
        """Textual's own word on Ctrl+C is English; ours copies the cell."""
