"""A Word document's paragraphs and tables in order, read as a stream of its body's parts.

Out of the archive and not with python-docx: opening a report there costs a third of what checking
it does, and what it leaves out (content controls, inserted text) or keeps (raised marks in
figures) would have to be read by hand all the same.
"""

import re
from collections.abc import Iterator
from typing import IO, BinaryIO
from xml.etree.ElementTree import Element, ParseError, iterparse
from zipfile import ZipFile

from tui.domain.block import Block, Paragraph, Part, rectangular
from tui.intake.errors import ContentError
from tui.intake.office import office_archive

MAX_ELEMENTS = 3_000_000
MAX_DEPTH = 200
MAX_SPAN = 200
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Word saves a text box twice: as it is, and for older programs. The others say how it looks.
_WITHOUT_TEXT = {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    *(f"{_W}{name}" for name in ("pPr", "rPr", "tcPr", "tbl")),
}
_RUN, _TABLE = f"{_W}r", f"{_W}tbl"
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": " ", f"{_W}cr": " ", f"{_W}noBreakHyphen": "-"}
_WRAPPERS = {f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "customXml", "smartTag")}
_HEADING = re.compile(r"(?:heading|rubrik)\s*([1-9])$", re.IGNORECASE)
_CAPTION = re.compile(r"caption|beskrivning|bildtext|tabellrubrik", re.IGNORECASE)


def word_parts(file: BinaryIO) -> list[Part]:
    """The paragraphs and tables. Raises ContentError."""
    with office_archive(file, "Word") as archive:
        if "word/document.xml" not in archive.namelist():
            raise ContentError("är inget Word-dokument: spara rapporten som .docx.")
        try:
            notes = _footnotes(archive)
            with archive.open("word/document.xml") as xml:
                return [part for element in _body(xml) for part in _with_notes(element, notes)]
        except ParseError as error:
            raise ContentError("är inget helt Word-dokument: spara om det i Word.") from error


def _footnotes(archive: ZipFile) -> dict[str, str]:
    """The footnotes' texts by their numbers."""
    if "word/footnotes.xml" not in archive.namelist():
        return {}
    with archive.open("word/footnotes.xml") as xml:
        return {note.get(f"{_W}id", ""): _text(note) for note in _elements(xml, level=1)}


def _with_notes(element: Element, notes: dict[str, str]) -> Iterator[Part]:
    """The parts, and below them the footnotes that they refer to."""
    yield from _parts(element)
    for mark in element.iter(f"{_W}footnoteReference"):
        text = notes.get(mark.get(f"{_W}id", ""))
        if text:
            yield Paragraph(f"* {text}")


def _body(xml: IO[bytes]) -> Iterator[Element]:
    """Each part of the body."""
    # The document's body is the second level, what it holds the third.
    return _elements(xml, level=2)


def _elements(xml: IO[bytes], level: int) -> Iterator[Element]:
    """Each element of a level when it is read to its end; it is emptied when it has been used.

    The archive has been held against document types, and without one there are no entities.
    """
    depth = count = 0
    for event, element in iterparse(xml, events=("start", "end")):
        if event == "start":
            depth, count = depth + 1, count + 1
            if depth > MAX_DEPTH or count > MAX_ELEMENTS:
                raise ContentError("läses inte: den har fler delar än någon rapport.")
            continue
        depth -= 1
        if depth == level:
            yield element
            element.clear()


def _parts(element: Element) -> Iterator[Part]:
    if element.tag == f"{_W}p":
        yield _paragraph(element)
    elif element.tag == _TABLE:
        yield _table(element)
        # A table may only lay the page out, and the report's own tables stand in its cells.
        for row in _inside(element, "tr"):
            for cell in _inside(row, "tc"):
                yield from (part for inner in _inside(cell, "tbl") for part in _parts(inner))
    elif element.tag in _WRAPPERS:
        for child in element:
            yield from _parts(child)


def _paragraph(element: Element) -> Paragraph:
    style = element.find(f"{_W}pPr/{_W}pStyle")
    name = "" if style is None else style.get(f"{_W}val", "")
    heading = _HEADING.search(name)
    caption = _CAPTION.search(name) is not None
    return Paragraph(_text(element), int(heading[1]) if heading else 0, caption)


def _text(element: Element) -> str:
    return " ".join("".join(_pieces(element)).split(" ")).strip()


def _pieces(element: Element) -> Iterator[str]:
    """The text; raised signs are marks for footnotes, which no figure has in it."""
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == f"{_W}p":
            yield from _pieces(child)
            yield " "
        elif child.tag not in _WITHOUT_TEXT and not (child.tag == _RUN and _raised(child)):
            yield from _pieces(child)


def _raised(run: Element) -> bool:
    properties = run.find(f"{_W}rPr")
    alignment = None if properties is None else properties.find(f"{_W}vertAlign")
    return alignment is not None and alignment.get(f"{_W}val") == "superscript"


def _table(element: Element) -> Block:
    rows = list(_inside(element, "tr"))
    grid: list[list[str]] = []
    headers = 0
    for number, row in enumerate(rows):
        above = grid[-1] if grid else []
        header = row.find(f"{_W}trPr/{_W}tblHeader") is not None
        headers += header and headers == number
        grid.append(_cells(row, above, header or number == 0))
    return Block(rectangular(grid), header_rows=headers or None)


def _inside(element: Element, name: str) -> Iterator[Element]:
    for child in element:
        if child.tag == f"{_W}{name}":
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inside(child, name)


def _cells(row: Element, above: list[str], header: bool) -> list[str]:
    """The row's cells: a wide heading stands over each of its columns, a wide figure over one."""
    before = row.find(f"{_W}trPr/{_W}gridBefore")
    cells = [""] * _span(before)
    for cell in _inside(row, "tc"):
        properties = cell.find(f"{_W}tcPr")
        wide = merged = None
        if properties is not None:
            wide, merged = properties.find(f"{_W}gridSpan"), properties.find(f"{_W}vMerge")
        width = _span(wide) or 1
        text = _text(cell)
        if merged is not None and merged.get(f"{_W}val") != "restart" and not text:
            first = above[len(cells)] if len(above) > len(cells) else ""
            text = first if not cells or header else ""
        cells += [text, *([text if header else ""] * (width - 1))]
    return cells


def _span(element: Element | None) -> int:
    value = "" if element is None else element.get(f"{_W}val", "")
    return min(int(value), MAX_SPAN) if value.isdecimal() else 0
