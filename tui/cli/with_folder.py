"""The commands on the nämnd's own documents, and the folder where these lie."""

import os
from argparse import Namespace
from importlib import import_module
from pathlib import Path

from tui.cli.parser import UsageError
from tui.cli.reading import Say
from tui.store.committed import Committed
from tui.store.folder import Store
from tui.store.locate import FolderChoice, accompanying, chosen_folder

# Each is imported when it is asked for: what checks prose or makes documents is no other's need.
MODULES = {
    "visa": "tui.cli.show",
    "granska": "tui.cli.check",
    "ny": "tui.cli.new",
    "rapport": "tui.cli.report",
    "importera": "tui.cli.take_in",
}


def run(args: Namespace, say: Say, width: int | None) -> tuple[str, int]:
    """What the command writes, and the exit status. Raises UsageError, FolderError."""
    text, status = import_module(MODULES[args.command]).run(args, _store(args), say, width)
    return text, status


def shown_on_screen(args: Namespace) -> int:
    """Show the screen till it is left; the exit status. Raises UsageError, FolderError."""
    from tui.cli.opening import open_screen  # what writes the stores: no other command needs it

    return open_screen(_choice(args.data), example=args.exempel)


def _choice(data: str | None) -> FolderChoice:
    return chosen_folder(data, os.environ, _working_directory())


def _store(args: Namespace) -> Store:
    """The data folder asked for, opened to be read. Raises UsageError, FolderError."""
    if args.exempel:
        return Committed(accompanying())
    choice = _choice(args.data)
    # The first document makes its folder; all else needs one that holds documents.
    if choice.lack and args.command != "ny":
        raise UsageError(choice.lack)
    return Committed(choice.folder)


def _working_directory() -> Path:
    try:
        return Path.cwd()
    except OSError:
        raise UsageError("Mappen som du står i finns inte längre; byt till en annan.") from None
