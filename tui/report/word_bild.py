"""The pictures of a Word document: a native chart, and the risk matrix as a table.

A native chart needs no drawing library and no font files, stays sharp in print, and its figures
can be read by a screen reader. Its XML is made by openpyxl's chart model, which holds the
schema's order of elements; the figures stand in it literally, so no workbook is embedded.
"""

from typing import Any
from xml.etree.ElementTree import tostring

from docx.document import Document as Worddokument
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

from tui.report.rapport import Riskmatris, Serie, Stapeldiagram
from tui.report.svg import KANT, SERIEFARGER
from tui.report.talformat import talformat
from tui.report.word_falt import skuggad
from tui.report.word_tabell import SIGNALFARG, skriv, tom_tabell

DIAGRAMTYP = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
STAPELHOJD, RAM = Mm(5), Mm(22)
RISKBREDDER = (Mm(30), Mm(34), Mm(34), Mm(34), Mm(34))
_INLINE = (
    '<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{bredd}" cy="{hojd}"/>'
    '<wp:docPr id="{nr}" name="Diagram {nr}"/><wp:cNvGraphicFramePr/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
    '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="{rid}"/>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing>"
)
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def satt_diagram(dokument: Worddokument, diagram: Stapeldiagram, bredd: int) -> None:
    """Add the bars as a native chart with its alternative text."""
    nr = 1 + sum(rel.reltype == RELATIONSHIP_TYPE.CHART for rel in dokument.part.rels.values())
    delnamn = PackURI(f"/word/charts/chart{nr}.xml")
    del_ = Part(delnamn, DIAGRAMTYP, diagramxml(diagram), dokument.part.package)
    rid = dokument.part.relate_to(del_, RELATIONSHIP_TYPE.CHART)
    antal = len(diagram.kategorier) * len(diagram.serier)
    bild = parse_xml(_INLINE.format(bredd=bredd, hojd=RAM + antal * STAPELHOJD, nr=nr, rid=rid))
    egenskaper = bild.find(f".//{_WP}docPr")
    egenskaper.set("descr", diagram.alt)
    egenskaper.set("title", diagram.rubrik)
    dokument.add_paragraph().add_run()._r.append(bild)


def diagramxml(diagram: Stapeldiagram) -> bytes:
    """The chart part: lying bars, the first category at the top, each bar with its figure."""
    staplar: Any = BarChart()
    staplar.type, staplar.grouping, staplar.gapWidth = "bar", "clustered", 60
    staplar.x_axis.scaling.orientation = "maxMin"
    staplar.x_axis.tickLblPos = "low"
    staplar.x_axis.delete = False
    staplar.y_axis.delete, staplar.y_axis.majorGridlines = True, None
    staplar.legend.position, staplar.roundedCorners = "t", False
    for nr, serie in enumerate(diagram.serier):
        staplar.series.append(_serie(nr, serie, diagram.kategorier))
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + tostring(staplar._write())


def _serie(nr: int, serie: Serie, kategorier: tuple[str, ...]) -> Series:
    decimaler = max((c.decimaler for c in serie.celler), default=0)
    bild: Any = GraphicalProperties(solidFill=SERIEFARGER[nr % len(SERIEFARGER)].lstrip("#"))
    bild.line.solidFill = KANT.lstrip("#")
    etiketter = DataLabelList(showVal=True, showSerName=False, showCatName=False)
    etiketter.showLegendKey = etiketter.showPercent = etiketter.showBubbleSize = False
    etiketter.numFmt = talformat(decimaler)
    namn = [StrVal(idx=i, v=text) for i, text in enumerate(kategorier)]
    tal = [NumVal(idx=i, v=str(c.tal)) for i, c in enumerate(serie.celler) if c.tal is not None]
    return Series(
        idx=nr,
        order=nr,
        tx=SeriesLabel(v=serie.namn),
        spPr=bild,
        invertIfNegative=False,
        dLbls=etiketter,
        cat=AxDataSource(strLit=StrData(ptCount=len(namn), pt=namn)),
        val=NumDataSource(
            numLit=NumData(formatCode=talformat(decimaler), ptCount=len(kategorier), pt=tal)
        ),
    )


def satt_riskmatris(dokument: Worddokument, matris: Riskmatris) -> None:
    """Add the 4×4 squares as a table, and below it the risks by number."""
    tabell = tom_tabell(dokument, len(matris.rutor) + 1, RISKBREDDER)
    for i, rad in enumerate(matris.rutor):
        celler = tabell.rows[i].cells
        skriv(celler[0], f"Sannolikhet {len(matris.rutor) - i}", fet=True)
        for cell, ruta in zip(celler[1:], rad, strict=True):
            skriv(cell, ruta.text, fet=bool(ruta.risker))
            skuggad(cell._tc.get_or_add_tcPr(), SIGNALFARG[ruta.band.signal.value])
    for j, cell in enumerate(tabell.rows[-1].cells[1:], 1):
        skriv(cell, f"Väsentlighet {j}", fet=True)
    for nr, namn in enumerate(matris.risker, 1):
        dokument.add_paragraph(f"{nr}. {namn}", style="Not")
