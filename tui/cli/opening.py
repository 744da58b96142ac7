"""The way in to the screen: the documents of a folder, the example, or the page to begin on."""

import os
from pathlib import Path
from typing import Any

import platformdirs

from tui.screen import TO_START_PAGE, run
from tui.store.data_store import DataStore, restored
from tui.store.locate import FolderChoice, accompanying
from tui.store.rights import open_sentence
from tui.workspace import Workspace

ONLY_SHOWN = "det här är exemplet, som bara visas; Skift+F9 går till startsidan"


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
            status = run(store, _first_message(store), store, ScreenReports(place))
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


class ScreenReports:
    """The reports as the screen has them written: where to, and a call for a thread of its own."""

    def __init__(self, data_folder: Path) -> None:
        self.data_folder = data_folder

    def proposal(self, document_id: str, end: str) -> str:
        """The file that is proposed: in the user's documents, else where the user is at home."""
        folder = platformdirs.user_documents_path()
        return str((folder if folder.is_dir() else Path.home()) / f"{document_id}{end}")

    def write(
        self,
        area: Workspace,
        document_id: str,
        file: str,
        *,
        before_namnd: bool = False,
        **how: Any,
    ) -> str:
        """Write it. Returns the sentence to say, also that it was stopped. Raises ReportError.

        ``how`` is what ``write_report`` takes: ``write_over``, ``progress`` and ``interrupted``.
        """
        from tui.cli.report import files_of  # a report's parts: no start needs them
        from tui.report.build import ReportChoice  # every check: likewise
        from tui.report.writing import write_report  # the writers of all formats: likewise

        # Path's own expanduser raises RuntimeError where there is no such user.
        whole = Path(os.path.expanduser(file))  # noqa: PTH111
        choice = ReportChoice(before_namnd=before_namnd)
        return write_report(area, document_id, whole, choice, files_of(self.data_folder), **how)
