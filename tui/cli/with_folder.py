"""The commands on the nämnd's own documents, and the folder where these lie."""

from argparse import Namespace
from importlib import import_module

from tui.cli.parser import UsageError
from tui.cli.place import asked_folder
from tui.cli.reading import Say
from tui.store.committed import Committed
from tui.store.folder import Store
from tui.store.locate import accompanying

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


def _store(args: Namespace) -> Store:
    """The data folder asked for, opened to be read. Raises UsageError, FolderError."""
    if args.exempel:
        return Committed(accompanying())
    choice = asked_folder(args)
    # The first document makes its folder; all else needs one that holds documents.
    if choice.lack and args.command != "ny":
        raise UsageError(choice.lack)
    return Committed(choice.folder)
