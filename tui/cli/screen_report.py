"""The reports as the screen has them written; nothing is imported before one is asked for."""

from collections.abc import Callable
from os.path import expanduser
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.report.writing import Progress
    from tui.workspace import Workspace


class ScreenReport:
    """The reports as the screen writes them: where to, and a call for a thread of its own."""

    def proposal(self, document_id: str, end: str) -> str:
        """The file that is proposed: in the user's documents, else where the user is at home."""
        from platformdirs import user_documents_path

        folder = user_documents_path()
        return str((folder if folder.is_dir() else Path.home()) / f"{document_id}{end}")

    def write(
        self,
        area: "Workspace",
        document_id: str,
        file: str,
        *,
        before_namnd: bool = False,
        write_over: bool = False,
        progress: "Progress | None" = None,
        interrupted: Callable[[], bool] = lambda: False,
    ) -> str:
        """Write it. Returns the sentence to say, also that it was stopped. Raises Rapportfel."""
        from tui.cli.report import write
        from tui.report.build import ReportChoice
        from tui.report.writing import Interrupted

        state = {"write_over": write_over, "progress": progress, "interrupted": interrupted}
        try:
            choice = ReportChoice(before_namnd=before_namnd)
            # Path's own expanduser raises RuntimeError where there is no such user.
            whole = Path(expanduser(file))  # noqa: PTH111
            return write(area, document_id, whole, choice, **state)  # type: ignore[arg-type]
        except Interrupted:
            return "Rapporten är avbruten; ingenting är skrivet."
