"""What the grid and the bars tell the application, handed on to what is done about it."""

from typing import TYPE_CHECKING, cast

from textual import on, work
from textual.app import App
from textual.worker import WorkerState

from tui.widgets.rader import Rader
from tui.widgets.rutnat import Rutnat

if TYPE_CHECKING:
    from tui.app.program import Program
    from tui.svenska.block import Block
    from tui.widgets.rutnat import Plats


class Rutnatshandelser(App[int]):
    """The messages of the widgets. Only ever the base of ``Program``."""

    @property
    def program(self) -> "Program":
        """The application itself."""
        return cast("Program", self)

    @on(Rutnat.Flyttad)
    def _flyttad(self) -> None:
        from tui.app.malning import mala_panel

        self.program.meddelande = ""
        mala_panel(self.program)

    @on(Rutnat.Nekad)
    def _nekad(self, handelse: Rutnat.Nekad) -> None:
        from tui.app.malning import mala_panel

        self.program.meddelande = handelse.mening
        mala_panel(self.program)

    @on(Rutnat.Borjad)
    def _borjad(self) -> None:
        from tui.app.forberedelse import forbered

        self.call_after_refresh(forbered, self.program)

    @on(Rutnat.Inskriven)
    def _inskriven(self, handelse: Rutnat.Inskriven) -> None:
        from tui.app.redigering import skriv_in

        skriv_in(self.program, handelse.text, handelse.plats)

    @on(Rutnat.Klistrad)
    def _klistrad(self, handelse: Rutnat.Klistrad) -> None:
        from tui.app.klistra import block_vid, klistra_text

        if block := block_vid(self.program, handelse.text, handelse.plats):
            self.klistra_block(block, handelse.plats)
        else:
            klistra_text(self.program, handelse.text)

    @work(exclusive=True, group="dialog")
    async def klistra_block(self, block: "Block", plats: "Plats") -> None:
        """Several cells at once, after a preview."""
        from tui.app.klistra import klistra_block

        await klistra_block(self.program, block, plats)

    @property
    def upptagen(self) -> bool:
        """Whether a command is about to begin, or waits for an answer.

        Clicks come without waiting for each other: a second command would cancel the first, and
        leave its dialog standing with nobody to answer to.
        """
        dialog = len(self.screen_stack) > 1
        return any(
            w.group == "dialog" and (w.state is WorkerState.PENDING or (dialog and w.is_running))
            for w in self.workers
        )

    @on(Rutnat.Oppnad)
    def _oppnad(self, handelse: Rutnat.Oppnad) -> None:
        self.oppna(handelse.text)

    def oppna(self, text: str = "") -> None:
        """Enter or typing on a cell that is not edited in place."""
        if not self.upptagen:
            self._oppna(text)

    @work(exclusive=True, group="dialog")
    async def _oppna(self, text: str) -> None:
        if self.program.pass_.jamfors_med:
            from tui.app.jamforelsen import till_cellen

            till_cellen(self.program, text)
            return
        from tui.app.redigering import oppna

        await oppna(self.program, text)

    @on(Rutnat.Tomd)
    def _tomd(self, handelse: Rutnat.Tomd) -> None:
        from tui.app.redigering import tom_cell

        if self.program.pass_.har_tabeller:
            tom_cell(self.program, handelse.plats)
        else:
            self.program.action_kor("undanta")

    @on(Rutnat.Stegad)
    def _stegad(self, handelse: Rutnat.Stegad) -> None:
        from tui.app.redigering import stega_val

        stega_val(self.program, handelse.plats)

    @on(Rutnat.Lamnad)
    def _lamnad(self) -> None:
        from tui.app.utforande import lamna_rutnatet

        lamna_rutnatet(self.program)

    @on(Rader.Klickad)
    def _klickad(self, handelse: Rader.Klickad) -> None:
        from tui.app.utforande import klick

        klick(self.program, handelse.kalla.id or "", handelse.x)
