"""What a controller may ask of the screen: a few verbs, and nothing of what it is made of."""

from collections.abc import Callable
from typing import Protocol, TypeAlias, TypeVar

from textual.screen import ModalScreen

Answer = TypeVar("Answer")
Progress: TypeAlias = Callable[[int, int], None]
"""Told how much is done, and of how much."""
Job: TypeAlias = Callable[[Progress, Callable[[], bool]], Answer]
"""Long work: it gets what it tells its progress to, and what says whether it is to stop."""


class Asks(Protocol):
    """A screen that can say something, and ask."""

    def say(self, sentence: str) -> None:
        """Say something in the panel."""

    async def ask(self, dialog: ModalScreen[Answer]) -> Answer:
        """Ask with a dialog; its answer."""

    async def work(self, heading: str, job: Job[Answer]) -> Answer:
        """Do a long job in a thread, with how far it has come on the screen; Esc stops it."""


class Screen(Asks, Protocol):
    """The screen as a controller sees it. What there is to show, it reads from the session."""

    def show(self) -> None:
        """Everything anew: another document, tab or table, theme or size."""

    def paint(self) -> None:
        """What a change of the shown table has changed."""

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor on a cell of what is shown."""

    def edit(self, text: str | None = None) -> None:
        """Start to edit the cell under the cursor, from a typed text or what stands there."""

    def end_edit(self) -> None:
        """Close an open edit without taking its text."""

    def focus(self, *, tab_bar: bool = False) -> None:
        """Give the keyboard to the grid, or to the tab bar."""

    def check(self) -> None:
        """Bring the findings up to date, when there is time."""

    async def copy(self, text: str) -> bool:
        """A text to the clipboard; whether it is known to be there."""

    def leave(self) -> None:
        """End the program."""
