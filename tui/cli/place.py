"""Where the documents are that a command, or the screen, is asked to open."""

import os
from argparse import Namespace
from pathlib import Path

from tui.cli.parser import UsageError
from tui.store.locate import FolderChoice, chosen_folder


def asked_folder(args: Namespace) -> FolderChoice:
    """The data folder asked for, by ``--data`` or by where one stands. Raises UsageError."""
    return chosen_folder(args.data, os.environ, _working_directory())


def _working_directory() -> Path:
    try:
        return Path.cwd()
    except OSError:
        raise UsageError("Mappen som du står i finns inte längre; byt till en annan.") from None
