"""A Word document's paragraphs and tables in order, opened with python-docx.

Its own texts and cells leave out content controls and inserted text, which reports have, and keep
raised marks in figures; so what is inside a paragraph and a table is read here.
"""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO, TypeAlias

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsmap

from tui.domain.block import Block, Paragraph, Part, rectangular
from tui.intake.errors import ContentError
from tui.intake.office import office_archive

MAX_BODY = 60_000_000
MAX_SPAN = 200
Element: TypeAlias = Any
"""An element of lxml, which has no types."""
_W = f"{{{nsmap['w']}}}"
# Word saves a text box twice: as it is, and for older programs.
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": " ", f"{_W}cr": " ", f"{_W}noBreakHyphen": "-"}
_WRAPPERS = {f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "customXml", "smartTag")}
_HEADING = re.compile(r"(?:heading|rubrik)\s*([1-9])$", re.IGNORECASE)
_CAPTION = re.compile(r"caption|beskrivning|bildtext|tabellrubrik", re.IGNORECASE)
_BODY = "word/document.xml"


def word_parts(file: BinaryIO) -> list[Part]:
    """The paragraphs and tables, each with its footnotes. Raises ContentError."""
    with office_archive(file, "Word") as archive:
        if _BODY not in archive.namelist():
            raise ContentError("är inget Word-dokument: spara rapporten som .docx.")
        if archive.getinfo(_BODY).file_size > MAX_BODY:
            raise ContentError("läses inte: den är större än någon rapport.")
    file.seek(0)
    try:
        return _Reader(Document(file)).parts()
    # The libraries raise most kinds there are for a document that is not whole.
    except Exception as error:
        raise ContentError("är inget helt Word-dokument: spara om det i Word.") from error


class _Reader:
    """A document's body, with the names of its styles and the texts of its footnotes at hand."""

    def __init__(self, document: Any) -> None:
        self._body = document.element.body
        self._styles = {style.style_id: style.name or "" for style in document.styles}
        self._footnotes = dict(_footnotes(document))

    def parts(self) -> list[Part]:
        return [part for element in self._body for part in self._parts(element)]

    def _parts(self, element: Element) -> Iterator[Part]:
        if element.tag in _WRAPPERS:
            for child in element:
                yield from self._parts(child)
            return
        if element.tag == f"{_W}p":
            yield self._paragraph(element)
        elif element.tag == f"{_W}tbl":
            yield _table(element)
        for mark in element.iter(f"{_W}footnoteReference"):
            text = self._footnotes.get(mark.get(f"{_W}id"))
            if text:
                yield Paragraph(text)

    def _paragraph(self, element: Element) -> Paragraph:
        style = element.find(f"{_W}pPr/{_W}pStyle")
        id_ = "" if style is None else style.get(f"{_W}val", "")
        name = self._styles.get(id_, id_)
        heading = _HEADING.search(name)
        caption = _CAPTION.search(name) is not None
        return Paragraph(_text(element), int(heading[1]) if heading else 0, caption)


def _footnotes(document: Any) -> Iterator[tuple[str, str]]:
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/footnotes"):
            for note in parse_xml(relation.target_part.blob):
                yield note.get(f"{_W}id"), f"* {_text(note)}"


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
        elif child.tag != _FALLBACK and not _raised(child):
            yield from _pieces(child)


def _raised(run: Element) -> bool:
    alignment = run.find(f"{_W}rPr/{_W}vertAlign")
    return alignment is not None and alignment.get(f"{_W}val") == "superscript"


def _table(element: Element) -> Block:
    grid: list[list[str]] = []
    headers = 0
    for number, row in enumerate(_inside(element, f"{_W}tr")):
        above = grid[-1] if grid else []
        header = row.find(f"{_W}trPr/{_W}tblHeader") is not None
        headers += header and headers == number
        grid.append(_cells(row, above, header or number == 0))
    return Block(rectangular(grid), header_rows=headers or None)


def _inside(element: Element, tag: str) -> Iterator[Element]:
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inside(child, tag)


def _cells(row: Element, above: list[str], header: bool) -> list[str]:
    """The row's cells: a wide heading stands over each of its columns, a wide figure over one."""
    before = row.find(f"{_W}trPr/{_W}gridBefore")
    cells = [""] * _span(before)
    for cell in _inside(row, f"{_W}tc"):
        width = _span(cell.find(f"{_W}tcPr/{_W}gridSpan")) or 1
        merged = cell.find(f"{_W}tcPr/{_W}vMerge")
        text = _text(cell)
        if merged is not None and merged.get(f"{_W}val") != "restart" and not text:
            first = above[len(cells)] if len(above) > len(cells) else ""
            text = first if not cells or header else ""
        cells += [text, *([text if header else ""] * (width - 1))]
    return cells


def _span(element: Element | None) -> int:
    value = "" if element is None else element.get(f"{_W}val", "")
    return min(int(value), MAX_SPAN) if value.isdecimal() else 0
