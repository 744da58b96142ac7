"""What the grid and the bars tell the application, handed on to what is done about it."""

from typing import TYPE_CHECKING, cast

from textual import on, work
from textual.app import App
from textual.worker import WorkerState

from tui.screen.widgets.grid.grid import Grid
from tui.screen.widgets.lines import Rows

if TYPE_CHECKING:
    from tui.screen.app import Program
    from tui.screen.widgets.grid.grid import Place
    from tui.svenska.clipboard import Block


class GridEvents(App[int]):
    """The messages of the widgets. Only ever the base of ``Program``."""

    @property
    def program(self) -> "Program":
        """The application itself."""
        return cast("Program", self)

    @on(Grid.Moved)
    def _moved(self) -> None:
        from tui.screen.painting import paint_panel

        self.program.message = ""
        paint_panel(self.program)

    @on(Grid.Refused)
    def _refused(self, event: Grid.Refused) -> None:
        from tui.screen.painting import paint_panel

        self.program.message = event.sentence
        paint_panel(self.program)

    @on(Grid.Begun)
    def _begun(self) -> None:
        from tui.screen.warm_up import prepare

        self.call_after_refresh(prepare)

    @on(Grid.WrittenIn)
    def _written_in(self, event: Grid.WrittenIn) -> None:
        from tui.screen.editing import write_in

        write_in(self.program, event.text, event.place)

    @on(Grid.Pasted)
    def _pasted(self, event: Grid.Pasted) -> None:
        from tui.screen.pasting import block_at, paste_text

        if block := block_at(self.program, event.text, event.place):
            self.paste_block(block, event.place)
        else:
            paste_text(self.program, event.text)

    @work(exclusive=True, group="dialog")
    async def paste_block(self, block: "Block", place: "Place") -> None:
        """Several cells at once, after a preview."""
        from tui.screen.pasting import paste_block

        await paste_block(self.program, block, place)

    @property
    def busy(self) -> bool:
        """Whether a command is about to begin, or waits for an answer.

        Clicks come without waiting for each other: a second command would cancel the first, and
        leave its dialog standing with nobody to answer to.
        """
        dialog = len(self.screen_stack) > 1
        return any(
            w.group == "dialog" and (w.state is WorkerState.PENDING or (dialog and w.is_running))
            for w in self.workers
        )

    @on(Grid.Opened)
    def _opened(self, event: Grid.Opened) -> None:
        self.open_(event.text)

    def open_(self, text: str = "") -> None:
        """Enter or typing on a cell that is not edited in place."""
        if not self.busy:
            self._open(text)

    @work(exclusive=True, group="dialog")
    async def _open(self, text: str) -> None:
        if self.program.session.compared_with:
            from tui.screen.comparing import to_cell

            to_cell(self.program, text)
            return
        from tui.screen.editing import open_

        await open_(self.program, text)

    @on(Grid.Emptied)
    def _emptied(self, event: Grid.Emptied) -> None:
        from tui.screen.editing import empty_cell

        if self.program.session.has_tables:
            empty_cell(self.program, event.place)
        else:
            self.program.action_run("undanta")

    @on(Grid.Stepped)
    def _stepped(self, event: Grid.Stepped) -> None:
        from tui.screen.editing import step_choice

        step_choice(self.program, event.place)

    @on(Grid.Left)
    def _left(self) -> None:
        from tui.screen.execution import leave_grid

        leave_grid(self.program)

    @on(Rows.Clicked)
    def _clicked(self, event: Rows.Clicked) -> None:
        from tui.screen.execution import click

        click(self.program, event.source.id or "", event.x)
