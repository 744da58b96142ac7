"""The pictures of a Word document: a native chart, and the risk matrix as a table.

A native chart needs no drawing library and no font files, stays sharp in print, and its figures
can be read by a screen reader. Its XML is made by openpyxl's chart model, which holds the
schema's order of elements; the figures stand in it literally, so no workbook is embedded.
"""

from typing import Any
from xml.etree.ElementTree import tostring

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Mm
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

from tui.report.layout import EDGE_COLOUR, SIGNAL_COLOURS, number_format, series_colour
from tui.report.values import Bars, ChartSeries, RiskMatrix
from tui.report.writers.word_parts import empty_table, shadowed, write

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
    """Add the 4×4 squares as a table, and below it the risks by number."""
    table = empty_table(document, len(matrix.boxes) + 1, RISK_WIDTHS)
    for i, row in enumerate(matrix.boxes):
        cells = table.rows[i].cells
        write(cells[0], f"Sannolikhet {len(matrix.boxes) - i}", bold=True)
        for cell, box in zip(cells[1:], row, strict=True):
            write(cell, box.text, bold=bool(box.risks))
            shadowed(cell._tc.get_or_add_tcPr(), SIGNAL_COLOURS[box.band.signal.value])
    for j, cell in enumerate(table.rows[-1].cells[1:], 1):
        write(cell, f"Väsentlighet {j}", bold=True)
    for nr, name in enumerate(matrix.risks, 1):
        document.add_paragraph(f"{nr}. {name}", style="Not")
