"""A finished report opened for review: read and checked in a thread, and shown beside the bench."""

import os
from collections.abc import Callable
from pathlib import Path

from tui.checks.foreign_report import Stopped, checked_report, held_together
from tui.intake.errors import ReadError
from tui.intake.files import READABLE, read_report
from tui.screen.report_screen import ReportScreen
from tui.screen.session import Progress, Session
from tui.screen.verbs import Screen
from tui.screen.widgets.dialogs import Chooser
from tui.screen.widgets.fields import FieldBox

HINT = (
    "Vilken fil? Skriv sökvägen till rapporten, eller till en mapp för att välja i den.\n"
    "Utan sökväg visas filerna i mappen som programmet startades i."
)
_MOST_FILES = 500


async def open_report(session: Session, screen: Screen) -> None:
    """Ask for a report's file, check it, and show it till it is left."""
    file = await _chosen_file(screen)
    if file is None:
        return

    def job(progress: Progress, interrupted: Callable[[], bool]) -> ReportScreen:
        report = checked_report(read_report(file), progress, interrupted)
        return ReportScreen(held_together([report])[0], session.look.theme)

    try:
        await screen.ask(await screen.work("Läser och granskar rapporten", job))
    except ReadError as error:
        screen.say(error.sentence)
    except Stopped:
        screen.say("Granskningen avbröts.")


async def _chosen_file(screen: Screen) -> Path | None:
    """The file that is asked for, chosen in a folder where one is given."""
    answer = await screen.ask(FieldBox("Öppna en rapport för granskning", HINT))
    if answer is None:
        return None
    # Path's own expanduser raises RuntimeError where there is no such user.
    path = Path(os.path.expanduser(answer.strip("\"' ") or "."))  # noqa: PTH111
    try:
        while path.is_dir():
            items = _items(path)
            name = await screen.ask(Chooser(f"Välj i {path.resolve()}", items))
            if not name:
                return None
            path = path / name
    except OSError:
        screen.say(f"Mappen {path} får inte läsas: välj en annan.")
        return None
    return path


def _items(folder: Path) -> list[tuple[str, str, str]]:
    """The folder's folders and the reports that can be read, and the folder above."""
    entries = sorted(folder.iterdir(), key=lambda one: one.name.casefold())[:_MOST_FILES]
    shown = [one for one in entries if not one.name.startswith(".")]
    files = [(one.name, one.name, "") for one in shown if one.suffix.lower() in READABLE]
    folders = [(one.name, f"{one.name}/", "mapp") for one in shown if one.is_dir()]
    return [*files, ("..", "..", "mappen ovanför"), *folders]
