"""The screen: the session, what is done with it, and how it looks."""

import sys

from tui.store.data_store import DataStore
from tui.store.directory import HEAD
from tui.store.errors import fault_sentence
from tui.svenska.format import clock_seconds, when

TO_START_PAGE = -1
"""In place of an exit status: the user asked for the page to begin on, and has left nothing."""


def run(store: DataStore, message: str = "") -> int:
    """Run the screen on an opened data folder until the user leaves; the exit status.

    ``TO_START_PAGE`` where that is where the user wants to go. A folder where no document can be
    read gives its sentences on stderr, and 2.
    """
    from tui.screen.app import Program  # who needs only a session or a view is spared Textual

    program = Program(store, message)
    if not program.session.area.document and heads_restored(store):
        program = Program(store, message)
    if not program.session.area.document:
        sentences = [error.sentence for error in program.session.file_error]
        print(*sentences, "Inget dokument kan öppnas.", sep="\n", file=sys.stderr)
        return 2
    program.run()
    if program.session.look.to_start_page:
        return TO_START_PAGE
    return program.return_code or 0


def heads_restored(store: DataStore) -> bool:
    """Where no document can be opened: whether the user had a head restored, asked line by line."""
    done = False
    for document, why in store.headless(()):
        copies = store.copy_list(document, HEAD)
        if not copies or store.obstacle:
            continue
        at = f"{when(copies[0].written_at)} kl. {clock_seconds(copies[0].written_at)}"
        print(f"{why} Den läggs undan om en säkerhetskopia tar dess plats.")
        try:
            if input(f"Återställ den från säkerhetskopian {at}? (j/n) ").strip().lower() == "j":
                store.replace_whole(document, HEAD, store.copies.read(copies[0]))
                done = True
        except (OSError, EOFError) as error:
            print(fault_sentence(error) if isinstance(error, OSError) else "", file=sys.stderr)
    return done
