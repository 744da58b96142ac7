"""The reports' own texts (*textfil*): .txt, .md and .docx into lines, within caps.

They lie in the data folder or anywhere else.

A text comes from anywhere: what is too big, not text, or a trap is refused with one Swedish
sentence, before it has cost memory or time.
"""

import re
from pathlib import Path
from typing import BinaryIO

from tui.checks.prosa.claim import TextSource
from tui.store.errors import cause, visible
from tui.svenska.format import count

MAX_BYTE = 5_000_000
MAX_ROWS = 200_000
MAX_CHARACTERS = 1_000_000
TEXT_END = (".txt", ".md", ".markdown", ".text")
# What text never holds, but a picture, a program or an old Word file does.
# Compiled by the first text that is read, which is after the start.
_BINARY = rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]"
_LINE_BREAK = "\r\n|[\n\r\x0b\u2028\u2029\x85]"


class TextError(ValueError):
    """A text that cannot be read. ``sentence`` is the Swedish sentence."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class TextFolder:
    """A data folder as the place that the names of texts are taken from."""

    folder: Path

    def text(self, file: str) -> TextSource:
        """A report's text. Raises TextError."""
        return read_text(self.folder / file)

    def text_state(self, file: str) -> tuple[int, int] | None:
        """What tells a version of a text file from another, None where there is no file."""
        try:
            found = (self.folder / file).stat()
        except (OSError, ValueError):
            return None
        return found.st_mtime_ns, found.st_size


def read_text(file: Path) -> TextSource:
    """A text file's lines. Raises TextError."""
    name = visible(file.name)
    end = file.suffix.lower()
    if end not in (*TEXT_END, ".docx"):
        raise TextError(f"{name} kan inte läsas: välj en fil som slutar på .txt, .md eller .docx.")
    try:
        if not file.is_file():
            raise TextError(f"{name} finns inte, eller är ingen vanlig fil.")
        with file.open("rb") as opened:
            return _word_source(opened, name) if end == ".docx" else _text_source(opened, name)
    except OSError as error:
        raise TextError(f"{name} kan inte läsas: {cause(error)}.") from error


def _text_source(file: BinaryIO, name: str) -> TextSource:
    data = file.read(MAX_BYTE + 1)
    if len(data) > MAX_BYTE:
        raise TextError(f"{name} är större än 5 MB: dela upp texten och granska en del i taget.")
    text, note = _decoded(data, name)
    return TextSource(name, _rows(text, name), note)


def _word_source(file: BinaryIO, name: str) -> TextSource:
    """A Word document's paragraphs with empty lines between, and its tables' rows with bars."""
    from tui.store.word_text import WordError, document_part, word_lines  # zip and XML

    try:
        return TextSource(name, _rows("\n".join(word_lines(document_part(file))), name))
    except WordError as error:
        raise TextError(f"{name} {error.sentence}") from error


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    """The text, and a sentence on how it had to be read where that is not as UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _utf16(data, name), ""
    if re.search(_BINARY, data):
        raise TextError(f"{name} är ingen textfil: spara rapporten som .txt eller .docx.")
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        note = (
            f"{name} är inte i UTF-8 och lästes som Windows-1252: se efter att å, ä och ö är rätt."
        )
        return data.decode("cp1252", errors="replace"), note


def _utf16(data: bytes, name: str) -> str:
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise TextError(f"{name} är ingen hel UTF-16-text: spara den som UTF-8.") from error
    if "\x00" in text:
        raise TextError(f"{name} är ingen textfil: spara rapporten som .txt eller .docx.")
    return text


def _rows(text: str, name: str) -> tuple[str, ...]:
    """The lines, with what could steer a terminal shown as a mark; form feeds stay."""
    if len(text) > MAX_CHARACTERS:
        raise TextError(f"{name} är längre än en miljon tecken: dela upp texten.")
    rows = re.split(_LINE_BREAK, text)
    if len(rows) > MAX_ROWS:
        raise TextError(f"{name} har fler än {count(MAX_ROWS, 'rad', 'rader')}: dela upp texten.")
    return tuple(row if row.isprintable() else _visible_row(row) for row in rows)


def _visible_row(row: str) -> str:
    return "".join(t if t in "\t\f\u00a0" or t.isprintable() or t.isspace() else "�" for t in row)
