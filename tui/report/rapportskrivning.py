"""A report as the bytes of a file (*rapportskrivning*); each format is imported when asked for."""

import io
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import TypeAlias

from tui.report.rapport import Rapport

FORMAT = ("docx", "xlsx", "html", "md", "txt")
_ANDRA_NAMN = {"htm": "html", "markdown": "md", "text": "txt"}

Framsteg: TypeAlias = Callable[[int, int], None]
"""Told how many blocks are written, and of how many."""


class Avbruten(Exception):
    """The writing was cancelled; nothing has been written."""


class Formatfel(ValueError):
    """A file name that says no format: one Swedish sentence."""


def format_for(fil: str) -> str:
    """The format that a file's name asks for. Raises Formatfel."""
    slut = PurePath(fil).suffix.lower().lstrip(".")
    slut = _ANDRA_NAMN.get(slut, slut)
    if slut not in FORMAT:
        finns = ", ".join(f".{namn}" for namn in FORMAT)
        raise Formatfel(f"Rapporten kan inte skrivas så: filens namn ska sluta på {finns}.")
    return slut


def _tyst(gjorda: int, alla: int) -> None:
    del gjorda, alla


def rapportbyte(
    rapport: Rapport,
    format_: str,
    framsteg: Framsteg = _tyst,
    avbruten: Callable[[], bool] = lambda: False,
) -> bytes:
    """The whole file. ``avbruten`` is asked between the blocks. Raises Avbruten."""
    fil = io.BytesIO()
    alla = sum(len(avsnitt.block) for avsnitt in rapport.avsnitt)
    gjorda = 0
    for gjorda, _ in enumerate(_bitar(rapport, format_, fil), 1):
        if avbruten():
            raise Avbruten
        framsteg(min(gjorda, alla), alla)
    if avbruten():
        raise Avbruten
    return fil.getvalue()


def _bitar(rapport: Rapport, format_: str, fil: io.BytesIO) -> Iterator[None]:
    """The writing, one step a block."""
    if format_ == "docx":
        from tui.report.word import wordbitar

        return wordbitar(rapport, fil)
    if format_ == "xlsx":
        from tui.report.excel import excelbitar

        return excelbitar(rapport, fil)
    return _skrivna(_textbitar(rapport, format_), fil)


def _skrivna(bitar: Iterator[str], fil: io.BytesIO) -> Iterator[None]:
    for bit in bitar:
        fil.write(bit.encode("utf-8"))
        yield


def _textbitar(rapport: Rapport, format_: str) -> Iterator[str]:
    if format_ == "html":
        from tui.report.rapport_html import html_bitar

        return html_bitar(rapport)
    from tui.report.rapport_text import markdownbitar, textbitar

    return markdownbitar(rapport) if format_ == "md" else textbitar(rapport)
