"""The commands of ``namndkoll`` that do without the screen."""

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tui.cli.arguments import Choice, command, parsed
from tui.cli.base import Open, Say, UsageError, is_terminal
from tui.svenska.format import clean

if TYPE_CHECKING:
    from tui.store.folder import Store


def run(
    argv: Sequence[str], open_: Open, show_screen: Callable[[str | None], int], say: Say
) -> int:
    """Carry out a command line. Returns the exit status. Raises Anvandningsfel.

    ``open_`` opens the data folder asked for, ``show_screen`` shows it on the screen.
    """
    if command(argv) == "rapport":
        return _report(argv, open_, say)
    choice = parsed(argv)
    if choice.hjalp:
        from tui.cli.help_texts import HELP

        return _write(HELP)
    if choice.version:
        return _write(f"Nämndkoll {_version()}\n")
    if not choice.ord:
        return show_screen(choice.data)
    return {"granska": _check, "ny": _new}.get(choice.ord[0], _show)(choice, open_, say)


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("namndkoll")
    except PackageNotFoundError:
        return "(inte installerad)"


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


def _store(choice: Choice, open_: Open, say: Say, former: Sequence[str] = ()) -> "Store":
    """The data folder, opened; not for a format that is none of the command's."""
    if choice.format is not None and choice.format not in former:
        raise UsageError(f"Formatet ”{choice.format}” finns inte; där finns {', '.join(former)}.")
    store, message = open_(choice.data)
    if message:
        say(message)
    return store


def _check(choice: Choice, open_: Open, say: Say) -> int:
    from tui.cli.check import FORMAT, Order, OrderError, check

    if choice.ord[1:]:
        return _quick_check(choice)
    store = _store(choice, open_, say, FORMAT)
    form = choice.format or "text"
    order = Order(choice.dokument, choice.text or (), choice.pastaenden, form, _width())
    try:
        text, status = check(order, store, say)
    except OrderError as error:
        raise UsageError(str(error)) from None
    return _write(text) or status


def _quick_check(choice: Choice) -> int:
    """A report's file, with no data folder."""
    from tui.cli.quick import FORMATS, quick_check

    form = choice.format or "text"
    if form not in FORMATS:
        raise UsageError(f"Formatet ”{form}” finns inte; där finns {', '.join(FORMATS)}.")
    text, status = quick_check(choice.ord[1:], choice.regler, form)
    return _write(text) or status


def _new(choice: Choice, open_: Open, say: Say) -> int:
    from tui.cli.new import NewError, NewOrder, new

    store = _store(choice, open_, say)
    id_ = choice.ord[1] if choice.ord[1:] else ""
    order = NewOrder(id_, choice.fran, choice.slag, choice.period, choice.angra)
    try:
        return _write(new(order, store, say))
    except NewError as error:
        raise UsageError(str(error)) from None


def _report(argv: Sequence[str], open_: Open, say: Say) -> int:
    from tui.cli.report import ReportError, report

    try:
        return _write(clean(report(argv, open_, say), line_breaks=True) + "\n")
    except ReportError as error:
        raise UsageError(str(error)) from None


def _show(choice: Choice, open_: Open, say: Say) -> int:
    from tui.cli.show import Display, output
    from tui.report.output import FORMAT
    from tui.report.sheet import ChoiceError

    store = _store(choice, open_, say, FORMAT)
    table = choice.ord[1] if choice.ord[1:] else ""
    display = Display(table, choice.dokument, choice.alla, choice.format or "text", _width())
    try:
        return _write(output(display, store, say))
    except ChoiceError as error:
        raise UsageError(str(error)) from None


def _width() -> int | None:
    """The terminal's width; None for a pipe or a file, where lines may be as long as they are."""
    return shutil.get_terminal_size().columns if is_terminal(sys.stdout) else None
