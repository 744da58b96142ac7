"""A document's report as a file, in the format that the file's name asks for.

A format's writer is imported when the format is asked for: Word and Excel cost more than all the
rest together.
"""

import errno
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Protocol, TypeAlias

from msgspec import Struct

from tui.report.build import ReportChoice, report_of
from tui.report.sheets import ChoiceError
from tui.report.values import Report
from tui.report.writers.html import HtmlWriter
from tui.report.writers.markdown import MarkdownWriter
from tui.report.writers.text import TextWriter
from tui.report.writers.walk import Writer, steps
from tui.svenska.format import count
from tui.workspace import Workspace

FORMATS = ("docx", "xlsx", "html", "md", "txt")
_ALIASES = {"htm": "html", "markdown": "md", "text": "txt"}
STOPPED = "Rapporten är avbruten; ingenting är skrivet."

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many blocks are written, and of how many."""


class ReportError(ValueError):
    """A report that was not written: one Swedish sentence. ``exists``: for a file is there."""

    def __init__(self, sentence: str, *, exists: bool = False) -> None:
        super().__init__(sentence)
        self.exists = exists


class Interrupted(Exception):
    """The writing was cancelled; nothing has been written."""


class _Check(Protocol):
    def __call__(self, file: Path, *, write_over: bool) -> None: ...


class _Save(Protocol):
    def __call__(self, file: Path, data: bytes, *, write_over: bool) -> None: ...


class Files(Struct, frozen=True):
    """What a report needs of files, which another room has.

    ``check`` raises before any work is spent where the file cannot be written, ``save`` writes it
    whole or not at all; both raise OSError with a ``sentence``. ``shown`` is a path to read.
    """

    check: _Check
    save: _Save
    shown: Callable[[str], str]


def write_report(
    area: Workspace,
    document_id: str,
    file: Path,
    choice: ReportChoice,
    files: Files,
    progress: Progress | None = None,
    interrupted: Callable[[], bool] = lambda: False,
    *,
    write_over: bool = False,
) -> str:
    """Write a document's report. Returns the sentence to say, also that it was stopped.

    ``progress`` is told the blocks written and how many there are; ``interrupted`` is asked between
    them. Raises ReportError, and nothing has then been written.
    """
    try:
        format_ = format_for(file.name)
        files.check(file, write_over=write_over)
        report = report_of(area, document_id, choice)
        data = report_bytes(report, format_, progress, interrupted)
        files.save(file, data, write_over=write_over)
    except Interrupted:
        return STOPPED
    except ChoiceError as error:
        raise ReportError(str(error)) from None
    except OSError as error:
        sentence = getattr(error, "sentence", str(error))
        raise ReportError(sentence, exists=error.errno == errno.EEXIST) from None
    return _written(report, files.shown(str(file)))


def _written(report: Report, file: str) -> str:
    parts = [count(len(report.tables), "tabell", "tabeller")]
    if report.charts:
        parts.append(count(len(report.charts), "diagram", "diagram"))
    mark = f" ({report.mark})" if report.mark else ""
    return f"Rapporten {report.title}{mark} är skriven till {file}: {', '.join(parts)}."


def format_for(file: str) -> str:
    """The format that a file's name asks for. Raises ReportError."""
    end = PurePath(file).suffix.lower().lstrip(".")
    end = _ALIASES.get(end, end)
    if end not in FORMATS:
        exists = ", ".join(f".{name}" for name in FORMATS)
        raise ReportError(f"Rapporten kan inte skrivas så: filens namn ska sluta på {exists}.")
    return end


def report_bytes(
    report: Report,
    format_: str,
    progress: Progress | None = None,
    interrupted: Callable[[], bool] = lambda: False,
) -> bytes:
    """The whole file. ``interrupted`` is asked between the blocks. Raises Interrupted."""
    writer, blocks = _writer(format_), len(report.blocks)
    for done, _ in enumerate(steps(report, writer), 1):
        if interrupted():
            raise Interrupted
        if progress is not None:
            progress(done, blocks)
    data = writer.whole()
    if interrupted():
        raise Interrupted
    return data


def _writer(format_: str) -> Writer:
    if format_ == "docx":
        from tui.report.writers.word import WordWriter  # python-docx costs more than the rest

        return WordWriter()
    if format_ == "xlsx":
        from tui.report.writers.excel import ExcelWriter  # and so does openpyxl

        return ExcelWriter()
    if format_ == "html":
        return HtmlWriter()
    return MarkdownWriter() if format_ == "md" else TextWriter()
