"""The parts of a Word document: tables, pictures, and what python-docx has no words for.

A native chart needs no drawing library and no font files, stays sharp in print, and its figures
can be read by a screen reader. Its XML is made by openpyxl's chart model, which holds the
schema's order of elements; the figures stand in it literally, so no workbook is embedded.
"""

from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import tostring

from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from openpyxl.chart import BarChart
from openpyxl.chart.data_source import (
    AxDataSource,
    NumData,
    NumDataSource,
    NumVal,
    StrData,
    StrVal,
)
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties

from tui.domain.table import RowKind
from tui.report.layout import (
    EDGE_COLOUR,
    HEAD_COLOUR,
    SIGNAL_COLOURS,
    number_format,
    series_colour,
    shows,
    widths,
)
from tui.report.values import Bars, ChartSeries, ReportCell, ReportRow, ReportTable, RiskMatrix

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


# ---- Pictures -----------------------------------------------------------------------------------

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
BAR_HEIGHT, RAM = Mm(5), Mm(22)
RISK_WIDTHS = (Mm(30), Mm(34), Mm(34), Mm(34), Mm(34))
_INLINE = (
    '<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
    '<wp:docPr id="{nr}" name="Diagram {nr}"/><wp:cNvGraphicFramePr/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
    '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="{rid}"/>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing>"
)
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def set_chart(document: WordDocument, chart: Bars, width: int) -> None:
    """Add the bars as a native chart with its alternative text."""
    nr = 1 + sum(rel.reltype == RELATIONSHIP_TYPE.CHART for rel in document.part.rels.values())
    partname = PackURI(f"/word/charts/chart{nr}.xml")
    part = Part(partname, CHART_TYPE, chart_xml(chart), document.part.package)
    rid = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    count = len(chart.categories) * len(chart.all_series)
    picture = parse_xml(
        _INLINE.format(width=width, height=RAM + count * BAR_HEIGHT, nr=nr, rid=rid)
    )
    properties = picture.find(f".//{_WP}docPr")
    properties.set("descr", chart.alt)
    properties.set("title", chart.heading)
    document.add_paragraph().add_run()._r.append(picture)


def chart_xml(chart: Bars) -> bytes:
    """The chart part: lying bars, the first category at the top, each bar with its figure."""
    bars: Any = BarChart()
    bars.type, bars.grouping, bars.gapWidth = "bar", "clustered", 60
    bars.x_axis.scaling.orientation = "maxMin"
    bars.x_axis.tickLblPos = "low"
    bars.x_axis.delete = False
    bars.y_axis.delete, bars.y_axis.majorGridlines = True, None
    bars.legend.position, bars.roundedCorners = "t", False
    for nr, series in enumerate(chart.all_series):
        bars.series.append(_series(nr, series, chart.categories))
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + tostring(bars._write())


def _series(nr: int, series: ChartSeries, categories: tuple[str, ...]) -> Series:
    decimals = max((c.decimals for c in series.cells), default=0)
    picture: Any = GraphicalProperties(solidFill=series_colour(nr))
    picture.line.solidFill = EDGE_COLOUR
    labels = DataLabelList(showVal=True, showSerName=False, showCatName=False)
    labels.showLegendKey = labels.showPercent = labels.showBubbleSize = False
    labels.numFmt = number_format(decimals)
    name = [StrVal(idx=i, v=text) for i, text in enumerate(categories)]
    number = [
        NumVal(idx=i, v=str(c.number)) for i, c in enumerate(series.cells) if c.number is not None
    ]
    return Series(
        idx=nr,
        order=nr,
        tx=SeriesLabel(v=series.name),
        spPr=picture,
        invertIfNegative=False,
        dLbls=labels,
        cat=AxDataSource(strLit=StrData(ptCount=len(name), pt=name)),
        val=NumDataSource(
            numLit=NumData(formatCode=number_format(decimals), ptCount=len(categories), pt=number)
        ),
    )


def set_risk_matrix(document: WordDocument, matrix: RiskMatrix) -> None:
    """Add the squares as a table, and below it the risks by number."""
    room = (sum(RISK_WIDTHS) - RISK_WIDTHS[0]) // len(matrix.column_names)
    widths = (RISK_WIDTHS[0], *[min(RISK_WIDTHS[1], room)] * len(matrix.column_names))
    table = empty_table(document, len(matrix.boxes) + 1, widths)
    for i, (name, row) in enumerate(zip(matrix.row_names, matrix.boxes, strict=True)):
        cells = table.rows[i].cells
        write(cells[0], name, bold=True)
        for cell, box in zip(cells[1:], row, strict=True):
            write(cell, box.text, bold=bool(box.risks))
            shadowed(cell._tc.get_or_add_tcPr(), SIGNAL_COLOURS[box.band.signal.value])
    for cell, name in zip(table.rows[-1].cells[1:], matrix.column_names, strict=True):
        write(cell, name, bold=True)
    for line in matrix.legend:
        document.add_paragraph(line, style="Not")


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
