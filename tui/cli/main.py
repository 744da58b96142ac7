"""The command ``namndkoll``: the screen, or one of the commands that do without it.

Nothing heavy is imported before it is needed: a start of the screen costs no reading of a command
line, help and a wrong command neither the screen nor the domain. Wrong use gives one Swedish
sentence on stderr and exit status 2.
"""

import gc
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.base import UsageError, is_terminal
from tui.svenska.format import clean

if TYPE_CHECKING:
    from tui.store.folder import Store

ERROR = 2
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command. Returns the exit status."""
    # What a start makes (modules, declarations, a few tables) is kept, so looking for garbage in
    # it is time lost, a twentieth of the start. The screen turns it on once it has painted.
    gc.disable()
    _write_utf8()
    word = sys.argv[1:] if argv is None else argv
    try:
        return _run(word)
    except UsageError as error:
        _say(str(error))
        return ERROR
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        gc.enable()
        if argv is None:
            # Nor is there anything to gain by looking through all of it when the process ends.
            gc.freeze()


def _run(argv: Sequence[str]) -> int:
    if not argv:
        return _open(None)
    if len(argv) == 2 and argv[0] == "--data" and argv[1][:1] not in ("", "-"):
        # Nor is there anything to parse where a folder's screen is asked for.
        return _open(argv[1])
    from tui.cli.commands import run

    return run(argv, _store, _open, _say)


def _write_utf8() -> None:
    """UTF-8 whatever the locale, so that neither å nor − stops an export."""
    for power in (sys.stdout, sys.stderr):
        if isinstance(power, io.TextIOWrapper):
            power.reconfigure(encoding="utf-8", errors="replace")


def _say(sentence: str) -> None:
    print(clean(sentence), file=sys.stderr)


def _open(data: str | None) -> int:
    """Show the screen till it is left."""
    if not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        raise UsageError(
            "Nämndkoll behöver en terminal; namndkoll visa skriver ut tabellerna utan."
        )
    reader, message = _store(data)
    from tui.cli.screen_report import ScreenReport
    from tui.screen import run
    from tui.store.data_store import DataStore, restored

    store = DataStore(reader.folder)
    notice = restored(store)
    sentences = (message, notice.sentence, *(error.sentence for error in notice.error))
    try:
        return run(store, " ".join(m for m in sentences if m), store, ScreenReport())
    finally:
        store.close()


def _store(data: str | None) -> "tuple[Store, str]":
    from tui.store.errors import FolderError
    from tui.store.folder import Store
    from tui.store.locate import chosen_folder

    try:
        choice = chosen_folder(data, os.environ, _working_directory())
    except FolderError as error:
        raise UsageError(error.sentence) from None
    return Store(choice.folder), choice.message


def _working_directory() -> Path:
    try:
        return Path.cwd()
    except OSError:
        raise UsageError("Mappen som du står i finns inte längre; byt till en annan.") from None
