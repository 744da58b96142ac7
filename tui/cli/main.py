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
from typing import TextIO

from tui.cli.parser import UsageError, help_text, parsed
from tui.store.errors import FolderError
from tui.svenska.format import clean
from tui.svenska.unforeseen import unforeseen_text

ERROR = 2
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command. Returns the exit status."""
    # What a start makes (modules, declarations, a few tables) is kept, so looking for garbage in
    # it is time lost, a twentieth of the start. The screen turns it on once it has painted.
    gc.disable()
    _write_utf8()
    try:
        return _run(parsed(sys.argv[1:] if argv is None else argv))
    except (UsageError, FolderError) as error:
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
        return _open(args)
    text, status = _answer(args)
    return _write(text) or status


def _answer(args: Namespace) -> tuple[str, int]:
    """What the command writes, and the exit status."""
    if args.command == "granska" and args.words:
        # A finished report stands for itself: no data folder is opened, nor what reads one.
        text, status = import_module("tui.cli.quick").run(args, _width())
    else:
        text, status = import_module("tui.cli.with_folder").run(args, _say, _width())
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


def _open(args: Namespace) -> int:
    """Show the screen till it is left."""
    if not (is_terminal(sys.stdin) and is_terminal(sys.stdout)):
        raise UsageError(
            "Nämndkoll behöver en terminal; namndkoll visa skriver ut tabellerna utan."
        )
    return int(import_module("tui.cli.opening").shown_on_screen(args))
