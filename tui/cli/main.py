"""The command ``namndkoll``: the screen, or one of the commands that do without it.

Wrong use gives one Swedish sentence on stderr and exit status 2.
"""

import gc
import io
import os
import shutil
import sys
from argparse import Namespace
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, TextIO

import platformdirs

from tui.cli.parser import UsageError, help_text, parsed
from tui.store.committed import Committed
from tui.store.errors import FolderError
from tui.store.folder import Store
from tui.store.locate import chosen_folder
from tui.store.rights import open_sentence
from tui.svenska.format import clean
from tui.svenska.unforeseen import unforeseen_text
from tui.workspace import Workspace

ERROR = 2
INTERRUPTED = 130
# Each is imported when it is asked for: what checks prose or makes documents is no other's need.
MODULES = {
    "visa": "tui.cli.show",
    "granska": "tui.cli.check",
    "ny": "tui.cli.new",
    "rapport": "tui.cli.report",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command. Returns the exit status."""
    # What a start makes (modules, declarations, a few tables) is kept, so looking for garbage in
    # it is time lost, a twentieth of the start. The screen turns it on once it has painted.
    gc.disable()
    _write_utf8()
    try:
        return _run(parsed(sys.argv[1:] if argv is None else argv))
    except UsageError as error:
        _say(str(error))
        return ERROR
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        print(unforeseen_text(error), file=sys.stderr, end="")
        return ERROR
    finally:
        gc.enable()


def _run(args: Namespace) -> int:
    if args.hjalp:
        return _write(help_text(args.command))
    if getattr(args, "version", False):
        return _write(f"Nämndkoll {_version()}\n")
    if not args.command:
        return _open(args.data)
    text, status = _answer(args)
    return _write(text) or status


def _answer(args: Namespace) -> tuple[str, int]:
    """What the command writes, and the exit status."""
    if args.command == "granska" and args.words:
        # A finished report stands for itself: no data folder is opened, and none is made.
        text, status = import_module("tui.cli.quick").run(args, _width())
        return text, status
    store, message = _store(args.data)
    if message:
        _say(message)
    text, status = import_module(MODULES[args.command]).run(args, store, _say, _width())
    return text, status


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # a fifth of a command's imports

    try:
        return version("namndkoll")
    except PackageNotFoundError:
        return "(inte installerad)"


def _write_utf8() -> None:
    """UTF-8 whatever the locale, so that neither å nor − stops an export."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _write(text: str) -> int:
    """Write it all. A reader that stops reading (``| head``) is no fault."""
    if sys.stdout is None:
        raise UsageError("Utskriften kunde inte skrivas; utmatningen är stängd.")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _released_output()
    except OSError:
        _released_output()
        raise UsageError("Utskriften kunde inte skrivas; är disken full?") from None
    return 0


def _released_output() -> None:
    """Point stdout at nothing, or Python complains once more when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(sentence: str) -> None:
    print(clean(sentence), file=sys.stderr)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a stream is there and is a terminal."""
    return stream is not None and stream.isatty()


def _width() -> int | None:
    """The terminal's width; None for a pipe or a file, where lines may be as long as they are."""
    return shutil.get_terminal_size().columns if is_terminal(sys.stdout) else None


def _open(data: str | None) -> int:
    """Show the screen till it is left."""
    if not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        raise UsageError(
            "Nämndkoll behöver en terminal; namndkoll visa skriver ut tabellerna utan."
        )
    reader, message = _store(data)
    from tui.screen import run  # Textual: half a start, which no other command needs
    from tui.store.data_store import DataStore, restored  # what writes the stores: likewise

    store = DataStore(reader.folder)
    notice = restored(store)
    told = (error.sentence for error in notice.error)
    sentences = (message, notice.sentence, *told, open_sentence(reader.folder))
    try:
        return run(store, " ".join(m for m in sentences if m), store, ScreenReports(reader.folder))
    finally:
        store.close()


def _store(data: str | None) -> tuple[Store, str]:
    """The data folder asked for, opened; with it comes a sentence to say, or ""."""
    try:
        choice = chosen_folder(data, os.environ, _working_directory())
    except FolderError as error:
        raise UsageError(error.sentence) from None
    return Committed(choice.folder), choice.message


def _working_directory() -> Path:
    try:
        return Path.cwd()
    except OSError:
        raise UsageError("Mappen som du står i finns inte längre; byt till en annan.") from None


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
