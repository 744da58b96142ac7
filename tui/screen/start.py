"""What is done after the first paint: history, copies left by others, the watch, signals."""

import asyncio
import gc
import signal
from contextlib import suppress
from typing import TYPE_CHECKING

from tui.store.sync_copies import copy_errors
from tui.workspace import without_removed

if TYPE_CHECKING:
    from tui.screen.app import Program
    from tui.screen.securing import Securing

OFTEN_S = 2.0
"""How often what others do to the folder is looked at."""


def tidy_again() -> None:
    """Let Python look for garbage again, though not in what the start has made: that is kept.

    All but the first halves of the classes with slots, which are made in two: looked for once,
    now that the picture stands there and before the other documents are read.
    """
    if not gc.isenabled():
        gc.collect()
        gc.freeze()
        gc.enable()


def after_start(program: "Program", securing: "Securing") -> None:
    """Make ready what the first paint could do without."""
    if not program.session.history.done:
        program.session.history = without_removed(securing.history(), program.session.area.document)
    program.session.file_error = (*program.session.file_error, *copy_errors(securing.folder))
    program.set_interval(OFTEN_S, program.guard)
    listen(program)
    if securing.conflicts:
        program.loose_conflicts()


async def loose_conflicts(program: "Program", securing: "Securing") -> None:
    """Ask about each file that was changed by others while mine was only in the journal."""
    from tui.screen.editing import do
    from tui.screen.widgets.dialogs import Question

    for conflict in securing.conflicts:
        answer = {
            "enter": ("deras", "Behåll filen som den är (mina ändringar finns i historiken)"),
            "f9": ("min", "Lägg mina ändringar ovanpå filen"),
        }
        text = f"{conflict.sentence}\nDina ändringar: {len(conflict.step())}."
        chosen_one = await program.push_screen_wait(Question("Ändrat på två håll", text, answer))
        if chosen_one:
            securing.discard(conflict)
        if chosen_one == "min":
            program.session.read_in(conflict.file.partition("/")[0])
            do(program, *conflict.step())


def listen(program: "Program") -> None:
    """Put the terminal right when the window is closed or the process is told to end.

    Nothing that was typed hangs on it: every committed edit is in the journal already.
    """
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP"):
        with suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(getattr(signal, name), program.exit, 0)
