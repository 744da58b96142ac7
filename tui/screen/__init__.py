"""The screen: the session, what is done with it, and how it looks."""

import sys

from tui.screen.session import Reports
from tui.store.data_store import DataStore
from tui.store.folder import Store


def run(
    store: Store,
    message: str = "",
    securing: DataStore | None = None,
    reports: Reports | None = None,
) -> int:
    """Run the screen on an opened data folder until the user leaves; the exit status.

    ``securing`` journals the edits, ``reports`` writes the reports. A folder where no document
    can be read gives its sentences on stderr, and 2.
    """
    from tui.screen.app import Program  # the session and the views do without Textual

    program = Program(store, message, securing=securing, reports=reports)
    if not program.session.area.document:
        sentences = [error.sentence for error in program.session.file_error]
        print(*sentences, "Inget dokument kan öppnas.", sep="\n", file=sys.stderr)
        return 2
    program.run()
    return program.return_code or 0
