"""The application: the session, the commands and the one screen; wiring only."""

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.screen.reporting import Reports
    from tui.screen.securing import Securing
    from tui.screen.stores import Store


def run(
    store: "Store",
    message: str = "",
    securing: "Securing | None" = None,
    reports: "Reports | None" = None,
) -> int:
    """Run the screen on an opened data folder until the user leaves; the exit status.

    ``securing`` journals the edits, ``reports`` writes the reports. A folder where no document
    can be read gives its sentences on stderr, and 2.
    """
    # Textual paints at most this often, 60 times a second if not told: the second half of what a
    # key changes (the panel, after the grid) would stand there 15 ms late.
    os.environ.setdefault("TEXTUAL_FPS", "1000")
    from tui.screen.app import Program

    program = Program(store, message, securing=securing, reports=reports)
    if not program.session.area.document:
        sentences = [error.sentence for error in program.session.file_error]
        print(*sentences, "Inget dokument kan öppnas.", sep="\n", file=sys.stderr)
        return 2
    program.run()
    return program.return_code or 0
