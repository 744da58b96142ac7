"""The way in to the screen: the documents of a folder, the example, or the page to begin on."""

from argparse import Namespace

from tui.cli.place import asked_folder
from tui.screen import TO_START_PAGE, run
from tui.store.data_store import DataStore, restored
from tui.store.locate import FolderChoice, accompanying
from tui.store.rights import open_sentence

ONLY_SHOWN = "det här är exemplet, som bara visas; Skift+F9 går till startsidan"


def shown_on_screen(args: Namespace) -> int:
    """Show the screen till it is left; the exit status. Raises UsageError, FolderError."""
    return open_screen(asked_folder(args), example=args.exempel)


def open_screen(choice: FolderChoice, *, example: bool = False) -> int:
    """Show the screen, or the page to begin on, till the user leaves; the exit status.

    Raises FolderError where the example is asked for and the program lacks it.
    """
    place = None if choice.lack else choice.folder
    if example:
        place = accompanying()
    while True:
        if place is None:
            from tui.screen.start_page import start_page  # seldom: there are documents, mostly

            answer = start_page(choice)
            if answer is None:
                return 0
            place, example = answer
        store = DataStore(place, only_shown=ONLY_SHOWN if example else "")
        try:
            status = run(store, _first_message(store))
        finally:
            store.close()
        if status != TO_START_PAGE:
            return status
        choice, place = (choice if example else FolderChoice(place)), None


def _first_message(store: DataStore) -> str:
    """What there is to say at a start: what was put right, and who can read the folder."""
    if store.obstacle == ONLY_SHOWN:
        return f"Läsläge: {ONLY_SHOWN}."
    notice = restored(store)
    told = (error.sentence for error in notice.error)
    return " ".join(filter(None, (notice.sentence, *told, open_sentence(store.folder))))
