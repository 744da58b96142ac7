"""The application: the session, the commands and the one screen; wiring only."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.app.arbetspass import Lager


def kor(lager: "Lager", meddelande: str = "") -> int:
    """Run the screen on an opened data folder until the user leaves; the exit status."""
    from tui.app.program import Program

    program = Program(lager, meddelande)
    program.run()
    return program.return_code or 0
