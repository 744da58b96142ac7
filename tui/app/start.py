"""What is done after the first paint: history, copies left by others, the watch, signals."""

import asyncio
import gc
import signal
from contextlib import suppress
from typing import TYPE_CHECKING

from tui.arbetsyta import utan_borttagna

if TYPE_CHECKING:
    from tui.app.program import Program
    from tui.app.sakring import Sakring

OFTA_S = 2.0
"""How often what others do to the folder is looked at."""


def stada_igen() -> None:
    """Let Python look for garbage again, though not in what the start has made: that is kept.

    All but the first halves of the classes with slots, which are made in two: looked for once,
    now that the picture stands there and before the other documents are read.
    """
    if not gc.isenabled():
        gc.collect()
        gc.freeze()
        gc.enable()


def efter_start(program: "Program", sakring: "Sakring") -> None:
    """Make ready what the first paint could do without."""
    if not program.pass_.historik.gjort:
        program.pass_.historik = utan_borttagna(sakring.historik(), program.pass_.yta.dokument)
    program.pass_.filfel = (*program.pass_.filfel, *sakring.kopiefel())
    program.set_interval(OFTA_S, program.vakta)
    lyssna(program)
    if sakring.konflikter:
        program.los_konflikter()


async def los_konflikter(program: "Program", sakring: "Sakring") -> None:
    """Ask about each file that was changed by others while mine was only in the journal."""
    from tui.app.redigering import gor
    from tui.widgets.dialoger import Fraga

    for konflikt in sakring.konflikter:
        svar = {
            "enter": ("deras", "Behåll filen som den är (mina ändringar finns i historiken)"),
            "f9": ("min", "Lägg mina ändringar ovanpå filen"),
        }
        text = f"{konflikt.mening}\nDina ändringar: {len(konflikt.steg())}."
        valt = await program.push_screen_wait(Fraga("Ändrat på två håll", text, svar))
        if valt:
            sakring.forkasta(konflikt)
        if valt == "min":
            program.pass_.las_in(konflikt.fil.partition("/")[0])
            gor(program, *konflikt.steg())


def lyssna(program: "Program") -> None:
    """Put the terminal right when the window is closed or the process is told to end.

    Nothing that was typed hangs on it: every committed edit is in the journal already.
    """
    slinga = asyncio.get_running_loop()
    for namn in ("SIGTERM", "SIGHUP"):
        with suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
            slinga.add_signal_handler(getattr(signal, namn), program.exit, 0)
