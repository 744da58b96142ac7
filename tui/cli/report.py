"""``namndkoll rapport``: a document's report as a Word, Excel, HTML, Markdown or text file."""

from argparse import Namespace
from functools import partial
from pathlib import Path

from tui.cli.parser import UsageError
from tui.cli.reading import Say, read
from tui.report.build import ReportChoice
from tui.report.sheets import ChoiceError, chosen_document
from tui.report.writing import Files, ReportError, write_report
from tui.store import report_file
from tui.store.errors import visible
from tui.store.folder import Store
from tui.svenska.format import clean


def run(args: Namespace, store: Store, say: Say, _width: int | None) -> tuple[str, int]:
    """Write the report. Returns what to say, and the exit status. Raises UsageError."""
    area = read(store, say)
    choice = ReportChoice(args.avsnitt, not args.utan_granskning, args.infor_namnd)
    save = partial(report_file.write_report, data_folder=store.folder)
    files = Files(report_file.try_, save, visible)
    try:
        document = chosen_document(list(area.document.values()), args.dokument, "")
        sentence = write_report(
            area, document.id, Path(args.till), choice, files, write_over=args.skriv_over
        )
    except (ChoiceError, ReportError) as error:
        raise UsageError(str(error)) from None
    return clean(sentence, line_breaks=True) + "\n", 0
