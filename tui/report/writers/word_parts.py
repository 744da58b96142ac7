"""The parts of a Word document: tables with widths, repeated heading row and signals, and fields.

The second half is what python-docx has no words for: fields, bookmarks, language.
"""

from collections.abc import Sequence
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from tui.domain.table import RowKind
from tui.report.layout import HEAD_COLOUR, SIGNAL_COLOURS, shows, widths
from tui.report.values import ReportCell, ReportRow, ReportTable

TABLE_STYLE = "Table Grid"
INDENT = Mm(3.5)
SIZE = Pt(8.5)
SIGN, AIR = int(Mm(1.7)), int(Mm(2.6))
CELL_EDGE = "68"
BOLD: tuple[RowKind, ...] = ("summa",)
ITALIC: tuple[RowKind, ...] = ("rubrik", "darav")


def set_table(document: WordDocument, part: ReportTable, page_width: int) -> None:
    """Add a table as wide as it needs to be, at most as wide as the page."""
    table = empty_table(document, len(part.rows) + 1, _widths(part, page_width))
    _describe(table, part.heading)
    rows: Any = table.rows
    _head_row(rows[0], part)
    for row, word_line in zip(part.rows, list(rows)[1:], strict=True):
        _row(word_line, row, part)
    document.add_paragraph(style="Not")


def empty_table(document: WordDocument, rows: int, widths: Sequence[int]) -> Table:
    """A table with fixed widths (EMU): a reader's own guess would differ between programs."""
    table: Table = document.add_table(rows, len(widths), style=TABLE_STYLE)
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Emu(width)
    # Word goes by the cells' own widths, LibreOffice by the columns'.
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Emu(width)
    _lines(table)
    return table


def _widths(part: ReportTable, page_width: int) -> list[int]:
    """The characters as widths (EMU); where they are too many, texts give way and figures not."""
    wanted, least = zip(*((AIR + w * SIGN, AIR + m * SIGN) for w, m in widths(part)), strict=True)
    over, can_give = sum(wanted) - page_width, sum(wanted) - sum(least)
    if over <= 0:
        return list(wanted)
    if over > can_give:
        return [width * page_width // sum(least) for width in least]
    return [o - (o - m) * over // can_give for o, m in zip(wanted, least, strict=True)]


def _lines(table: Table) -> None:
    """Light rules between the rows and none between the columns, as the reports print them."""
    edges = element("w:tblBorders")
    for name in ("top", "left", "bottom", "right", "insideH", "insideV"):
        shows_ = name in ("top", "bottom", "insideH")
        edge = {"val": "single" if shows_ else "nil", "sz": "4", "space": "0", "color": "BFC5CC"}
        edges.append(element(f"w:{name}", **edge))
    properties = table._tbl.tblPr
    for old in properties.findall(qn("w:tblBorders")):
        properties.remove(old)
    _insert(properties, edges, ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook"))
    air = element("w:tblCellMar")
    for name in ("left", "right"):
        air.append(element(f"w:{name}", w=CELL_EDGE, type="dxa"))
    _insert(properties, air, ("w:tblLook",))


def _insert(properties: Any, fresh: Any, before: Sequence[str]) -> None:
    """Put an element before those that the schema wants after it."""
    for name in before:
        place = properties.find(qn(name))
        if place is not None:
            place.addprevious(fresh)
            return
    properties.append(fresh)


def _describe(table: Table, text: str) -> None:
    """What a screen reader says of the table; Word takes at most 255 characters in a title."""
    table._tbl.tblPr.append(element("w:tblCaption", val=text[:255]))


def _head_row(word_line: Any, part: ReportTable) -> None:
    properties = word_line._tr.get_or_add_trPr()
    properties.append(element("w:cantSplit"))
    properties.append(element("w:tblHeader"))
    cells = word_line.cells
    write(cells[0], part.label_heading, bold=True)
    for cell, column in zip(cells[1:], part.columns, strict=True):
        write(cell, column.heading, right=column.right, bold=True)
    for cell in cells:
        shadowed(cell._tc.get_or_add_tcPr(), HEAD_COLOUR)


def _row(word_line: Any, row: ReportRow, part: ReportTable) -> None:
    word_line._tr.get_or_add_trPr().append(element("w:cantSplit"))
    cells = word_line.cells
    write(cells[0], row.label, **_style(row.kind))
    if row.level:
        cells[0].paragraphs[0].paragraph_format.left_indent = Emu(INDENT * row.level)
    for word_cell, cell, column in zip(cells[1:], row.cells, part.columns, strict=True):
        _cell(word_cell, cell, row.kind, right=column.right)


def _style(kind: RowKind) -> dict[str, bool]:
    return {"bold": kind in BOLD, "italic": kind in ITALIC}


def _cell(word_cell: _Cell, cell: ReportCell, kind: RowKind, *, right: bool) -> None:
    if not shows(cell) or cell.signal is None:
        write(word_cell, cell.text, right=right, **_style(kind))
        return
    itself = cell.signal.words == cell.text
    text = cell.text if itself else f"{cell.signal.sign}\u00a0{cell.text}"
    write(word_cell, text, right=right, **_style(kind))
    shadowed(word_cell._tc.get_or_add_tcPr(), SIGNAL_COLOURS[cell.signal.signal.value])


def write(
    word_cell: _Cell, text: str, *, right: bool = False, bold: bool = False, italic: bool = False
) -> None:
    """A cell's one paragraph."""
    paragraph = word_cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(1)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(text)
    run.font.size = SIZE
    run.bold, run.italic = bold or None, italic or None


# ---- Fields, bookmarks, language -----------------------------------------------------------------


def element(tag: str, **attributes: str) -> Any:
    """A WordprocessingML element with its attributes."""
    fresh = OxmlElement(tag)
    for key, value in attributes.items():
        fresh.set(qn(f"w:{key}"), value)
    return fresh


def field(paragraph: Paragraph, code: str, text: str) -> None:
    """A field with the text that stands until Word works it out."""
    simple = element("w:fldSimple", instr=code)
    paragraph._p.append(simple)
    run = paragraph.add_run(text)
    simple.append(run._r)


def contents(document: WordDocument, rows: Sequence[tuple[str, str]]) -> None:
    """A table of contents: a field that Word can update, filled in with links from the start.

    Word is not told to update it when it opens the file: it would ask the reader first.
    """
    paragraphs = [document.add_paragraph(style="Normal") for _ in rows or [("", "")]]
    _field_part(paragraphs[0], "begin")
    _instruction(paragraphs[0], r'TOC \o "1-3" \h \z \u')
    _field_part(paragraphs[0], "separate")
    for paragraph, (mark, text) in zip(paragraphs, rows, strict=False):
        link = element("w:hyperlink", anchor=mark, history="1")
        run = paragraph.add_run(text)
        paragraph._p.append(link)
        link.append(run._r)
    _field_part(paragraphs[-1], "end")


def _field_part(paragraph: Paragraph, kind: str) -> None:
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType=kind))


def _instruction(paragraph: Paragraph, code: str) -> None:
    text = element("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = f" {code} "
    paragraph.add_run()._r.append(text)


def bookmark(paragraph: Paragraph, nr: int, tag: str) -> None:
    """A bookmark around a paragraph, for the contents to point to."""
    first = paragraph._p.find(qn("w:r"))
    start = element("w:bookmarkStart", id=f"{nr}", name=tag)
    if first is None:
        paragraph._p.append(start)
    else:
        first.addprevious(start)
    paragraph._p.append(element("w:bookmarkEnd", id=f"{nr}"))


def set_language(document: WordDocument, language: str) -> None:
    """The language of the whole text, which proofing and a screen reader go by."""
    for place in document.styles.element.iter(qn("w:lang")):
        for attributes in ("val", "eastAsia"):
            place.set(qn(f"w:{attributes}"), language)


def shadowed(properties: Any, colour: str) -> None:
    """Shade a table cell's properties (``tcPr``) with a colour of six hexadecimal digits."""
    properties.append(element("w:shd", val="clear", color="auto", fill=colour))
