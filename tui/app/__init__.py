"""The application: the session, the commands and the one screen; wiring only."""

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.app.lager import Lager
    from tui.app.rapporten import Rapporter
    from tui.app.sakring import Sakring


def kor(
    lager: "Lager",
    meddelande: str = "",
    sakring: "Sakring | None" = None,
    rapporter: "Rapporter | None" = None,
) -> int:
    """Run the screen on an opened data folder until the user leaves; the exit status.

    ``sakring`` journals the edits, ``rapporter`` writes the reports. A folder where no document
    can be read gives its sentences on stderr, and 2.
    """
    # Textual paints at most this often, 60 times a second if not told: the second half of what a
    # key changes (the panel, after the grid) would stand there 15 ms late.
    os.environ.setdefault("TEXTUAL_FPS", "1000")
    from tui.app.program import Program

    program = Program(lager, meddelande, sakring=sakring, rapporter=rapporter)
    if not program.pass_.yta.dokument:
        meningar = [fel.mening for fel in program.pass_.filfel]
        print(*meningar, "Inget dokument kan öppnas.", sep="\n", file=sys.stderr)
        return 2
    program.run()
    return program.return_code or 0
