"""``namndkoll rapport``: a document's report as a Word, Excel, HTML, Markdown or text file."""

import argparse
import errno
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from msgspec import Struct

from tui.cli.base import Open, Say
from tui.svenska.format import count

if TYPE_CHECKING:
    from tui.report.build import ReportChoice
    from tui.report.report import Report
    from tui.report.writing import Progress
    from tui.workspace import Workspace


HELP = """\
Användning:
  namndkoll rapport ID --till FIL [flaggor]

Skriver dokumentets rapport till en fil som slutar på .docx, .xlsx, .html, .md
eller .txt. Ett beslutat dokument skrivs som det trycktes, ett utkast som det
räknas och märkt Utkast.

Flaggor:
  --till FIL         filen som rapporten ska skrivas till
  --avsnitt A,B …    bara dessa avsnitt: mal, internkontroll, ekonomi (eller
                     drift, ramar, upprakning, prognossakerhet, investeringar),
                     personal och bilagor
  --infor-namnd      en sida inför nämnden i stället för hela rapporten
  --utan-granskning  utan den sista sidan, Att granska
  --skriv-over       skriv över filen om den redan finns
  --data MAPP        mappen med dokument"""
SO_WRITTEN = "så skrivs det: namndkoll rapport ID --till FIL.docx"


class ReportError(ValueError):
    """A report that was not written: one Swedish sentence. ``exists``: for a file is there."""

    def __init__(self, sentence: str, *, exists: bool = False) -> None:
        super().__init__(sentence)
        self.exists = exists


class Order(Struct, frozen=True):
    """The command line as understood."""

    document: str
    to: str
    data: str | None = None
    section: tuple[str, ...] = ()
    checks: bool = True
    before_namnd: bool = False
    write_over: bool = False


class _Interpreter(argparse.ArgumentParser):
    """argparse without its English."""

    def error(self, message: str) -> NoReturn:  # noqa: ARG002
        raise ReportError(f"Kommandoraden kan inte tolkas; {SO_WRITTEN}.")


def _interpreter() -> _Interpreter:
    interpreter = _Interpreter(add_help=False, allow_abbrev=False)
    interpreter.add_argument("ord", nargs="*")
    for name in ("data", "till", "dokument"):
        # A missing value is ours to explain: "" is what argparse then leaves.
        interpreter.add_argument(f"--{name}", nargs="?", const="")
    interpreter.add_argument("--avsnitt", nargs="*", action="extend")
    for flag in ("utan-granskning", "infor-namnd", "skriv-over"):
        interpreter.add_argument(f"--{flag}", action="store_true")
    interpreter.add_argument("-h", "--hjalp", "--help", action="store_true", dest="hjalp")
    return interpreter


def parsed(argv: Sequence[str]) -> Order | None:
    """The command line understood, the word ``report`` included; None asks for help.

    Raises Rapportfel.
    """
    namespace, unknown = _interpreter().parse_known_intermixed_args(list(argv))
    if namespace.hjalp:
        return None
    if unknown:
        raise ReportError(f"Flaggan ”{unknown[0]}” finns inte för rapport; {SO_WRITTEN}.")
    document = [*namespace.ord[1:], *([namespace.dokument] if namespace.dokument else [])]
    if len(document) != 1:
        raise ReportError(f"Ange ett dokument; {SO_WRITTEN}.")
    _try(namespace)
    section = _shared(namespace.avsnitt or ())
    checks = not namespace.utan_granskning
    flags = (section, checks, namespace.infor_namnd, namespace.skriv_over)
    return Order(document[0], namespace.till, namespace.data, *flags)


def _try(namespace: argparse.Namespace) -> None:
    if not namespace.till:
        raise ReportError(f"Ange filen efter --till; {SO_WRITTEN}.")
    if namespace.data == "":
        raise ReportError(f"Efter --data ska en mapp stå; {SO_WRITTEN}.")
    if namespace.avsnitt is not None and not _shared(namespace.avsnitt):
        raise ReportError(f"Efter --avsnitt ska minst ett avsnitt stå; {SO_WRITTEN}.")
    if namespace.avsnitt and namespace.infor_namnd:
        raise ReportError("Ange antingen --avsnitt eller --infor-namnd, inte båda.")


def _shared(section: Sequence[str]) -> tuple[str, ...]:
    """The sections, whether parted by spaces or by commas."""
    return tuple(part_.strip() for one in section for part_ in one.split(",") if part_.strip())


def report(argv: Sequence[str], open_: Open, say: Say) -> str:
    """Write the report that the command line asks for. Returns what to say. Raises Rapportfel."""
    order = parsed(argv)
    if order is None:
        return HELP
    from tui.cli.check import read
    from tui.report.build import ReportChoice
    from tui.report.sheet import ChoiceError, chosen_document

    store, message = open_(order.data)
    if message:
        say(message)
    area = read(store, say)
    choice = ReportChoice(order.section, order.checks, order.before_namnd)
    try:
        chosen_one = chosen_document(list(area.document.values()), order.document, "")
        file = Path(order.to)
        return write(area, chosen_one.id, file, choice, write_over=order.write_over)
    except ChoiceError as error:
        raise ReportError(str(error)) from None


def write(
    area: "Workspace",
    document_id: str,
    file: Path,
    choice: "ReportChoice",
    *,
    write_over: bool = False,
    progress: "Progress | None" = None,
    interrupted: Callable[[], bool] = lambda: False,
) -> str:
    """Write a document's report; the whole of it for a screen to call, in a worker of its own.

    ``progress`` is told the blocks written and how many there are; ``interrupted`` is asked between
    them. Returns the sentence to say. Raises Rapportfel, Avbruten, and Valfel for an unknown
    section; nothing has then been written.
    """
    from tui.report.report_source import report_out_of
    from tui.report.writing import FormatError, format_for, report_switch
    from tui.store.errors import SaveError
    from tui.store.report_file import try_, write_report

    try:
        format_ = format_for(file.name)
        try_(file, write_over=write_over)
        whole = report_out_of(area, document_id, choice)
        data = report_switch(whole, format_, progress or (lambda _done, _all: None), interrupted)
        write_report(file, data, write_over=write_over)
    except FormatError as error:
        raise ReportError(str(error)) from None
    except SaveError as error:
        raise ReportError(error.sentence, exists=error.errno == errno.EEXIST) from None
    return sentence(whole, file)


def sentence(report: "Report", file: Path) -> str:
    """What has been written, in a sentence."""
    from tui.store.errors import visible

    parts = [count(len(report.tables), "tabell", "tabeller")]
    if report.chart:
        parts.append(count(len(report.chart), "diagram", "diagram"))
    mark = f" ({report.mark})" if report.mark else ""
    return (
        f"Rapporten {report.title}{mark} är skriven till {visible(str(file))}: {', '.join(parts)}."
    )
