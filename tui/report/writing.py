"""A report as the bytes of a file (*rapportskrivning*); each format is imported when asked for."""

import io
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import TypeAlias

from tui.report.report import Report

FORMAT = ("docx", "xlsx", "html", "md", "txt")
_CHANGE_NAME = {"htm": "html", "markdown": "md", "text": "txt"}

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many blocks are written, and of how many."""


class Interrupted(Exception):
    """The writing was cancelled; nothing has been written."""


class FormatError(ValueError):
    """A file name that says no format: one Swedish sentence."""


def format_for(file: str) -> str:
    """The format that a file's name asks for. Raises Formatfel."""
    end = PurePath(file).suffix.lower().lstrip(".")
    end = _CHANGE_NAME.get(end, end)
    if end not in FORMAT:
        exists = ", ".join(f".{name}" for name in FORMAT)
        raise FormatError(f"Rapporten kan inte skrivas så: filens namn ska sluta på {exists}.")
    return end


def _silent(done: int, all_: int) -> None:
    del done, all_


def report_switch(
    report: Report,
    format_: str,
    progress: Progress = _silent,
    interrupted: Callable[[], bool] = lambda: False,
) -> bytes:
    """The whole file. ``interrupted`` is asked between the blocks. Raises Avbruten."""
    file = io.BytesIO()
    all_ = sum(len(section.block) for section in report.section)
    done = 0
    for done, _ in enumerate(_pieces(report, format_, file), 1):
        if interrupted():
            raise Interrupted
        progress(min(done, all_), all_)
    if interrupted():
        raise Interrupted
    return file.getvalue()


def _pieces(report: Report, format_: str, file: io.BytesIO) -> Iterator[None]:
    """The writing, one step a block."""
    if format_ == "docx":
        from tui.report.writers.word import word_pieces

        return word_pieces(report, file)
    if format_ == "xlsx":
        from tui.report.writers.excel import excel_pieces

        return excel_pieces(report, file)
    return _written(_text_pieces(report, format_), file)


def _written(pieces: Iterator[str], file: io.BytesIO) -> Iterator[None]:
    for bit in pieces:
        file.write(bit.encode("utf-8"))
        yield


def _text_pieces(report: Report, format_: str) -> Iterator[str]:
    if format_ == "html":
        from tui.report.writers.html import html_pieces

        return html_pieces(report)
    from tui.report.writers.markdown import markdown_pieces, text_pieces

    return markdown_pieces(report) if format_ == "md" else text_pieces(report)
