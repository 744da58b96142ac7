"""A report as a Word document: real styles, tables with a repeated heading row, charts, contents.

python-docx is imported here, so this module is imported only where a report is written.
"""

import io
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT
from docx.section import Section
from docx.shared import Emu, Mm, Pt, RGBColor

from tui.report.layout import comments, landscape, signal_rows, table_parts
from tui.report.values import (
    Bars,
    Heading,
    Paragraph,
    Report,
    ReportSection,
    ReportTable,
    RiskMatrix,
)
from tui.report.writers.walk import Writer
from tui.report.writers.word_parts import (
    bookmark,
    contents,
    field,
    set_chart,
    set_language,
    set_risk_matrix,
    set_table,
)

SHORT, LONG, MARGINAL = Mm(210), Mm(297), Mm(18)
LANGUAGE = "sv-SE"
NOTE_STYLE, MARK_STYLE = "Not", "Dokumentmärke"
HEADING_COLOUR = RGBColor(0x1F, 0x2F, 0x46)


class WordWriter(Writer):
    """A report as a Word document."""

    def __init__(self) -> None:
        self._document: WordDocument = Document()
        self._report = Report("", (), ())

    def begin(self, report: Report) -> None:
        self._report = report
        _prepare(self._document, report)
        _front_page(self._document, report)

    def begin_section(self, section: ReportSection, nr: int) -> None:
        """A section's heading, on a new page where it is the first or a turned one."""
        document, one_page = self._document, self._report.one_page
        turned = landscape(section) and not one_page
        if turned != (document.sections[-1].orientation == WD_ORIENT.LANDSCAPE):
            new = document.add_section(WD_SECTION.NEW_PAGE)
            _page(new, turned=turned)
            _page_foot(new, self._report)
        elif (section.new_page or nr == 0) and not one_page:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        bookmark(document.add_heading(section.heading, 1), nr, _mark(nr))

    def heading(self, heading: Heading) -> None:
        self._document.add_heading(heading.text, heading.level)

    def paragraph(self, paragraph: Paragraph) -> None:
        style = "List Bullet" if paragraph.point else "Normal"
        self._document.add_paragraph(paragraph.text, style=style)

    def table(self, table: ReportTable) -> None:
        """The tables with their captions; under them what the colours say, comments and notes."""
        document = self._document
        for part in table_parts(table):
            document.add_paragraph(part.heading, style="Caption")
            set_table(document, part, self._width)
        if table.sign:
            document.add_paragraph(table.sign, style=NOTE_STYLE)
        for row in signal_rows(table):
            document.add_paragraph(f"{row.sign} {row.text}", style=NOTE_STYLE)
        for who, text in comments(table):
            paragraph = document.add_paragraph(style="Normal")
            paragraph.paragraph_format.space_after = Pt(2)
            paragraph.add_run(f"{who}: ").bold = True
            paragraph.add_run(text)
        for note in table.notes:
            document.add_paragraph(note, style=NOTE_STYLE)

    def bars(self, bars: Bars) -> None:
        self._document.add_paragraph(bars.heading, style="Caption")
        set_chart(self._document, bars, self._width)

    def risks(self, matrix: RiskMatrix) -> None:
        self._document.add_paragraph(matrix.heading, style="Caption")
        set_risk_matrix(self._document, matrix)

    def whole(self) -> bytes:
        file = io.BytesIO()
        self._document.save(file)
        return file.getvalue()

    @property
    def _width(self) -> int:
        """The width between the margins of the page now, in EMU."""
        section = self._document.sections[-1]
        return int((section.page_width or SHORT) - 2 * MARGINAL)


def _prepare(document: WordDocument, report: Report) -> None:
    properties = document.core_properties
    properties.title = report.title[:255]
    properties.author = report.namnd[:255]
    properties.language = LANGUAGE
    properties.comments = ""
    properties.keywords = report.mark[:255]
    set_language(document, LANGUAGE)
    _styles(document, report.one_page)
    _page(document.sections[0], turned=False)
    _page_foot(document.sections[0], report)


def _styles(document: WordDocument, one_page: bool) -> None:
    styles: Any = document.styles
    basis = styles["Normal"]
    basis.font.name, basis.font.size = "Calibri", Pt(9.5 if one_page else 10.5)
    basis.paragraph_format.space_after = Pt(3 if one_page else 6)
    for name, size, before in (("Heading 1", 16, 14), ("Heading 2", 13, 10), ("Heading 3", 11, 8)):
        heading = styles[name]
        heading.font.size, heading.font.name = Pt(size), "Calibri"
        heading.font.color.rgb = HEADING_COLOUR
        heading.paragraph_format.space_before = Pt(before / 2 if one_page else before)
    picture_text = styles["Caption"]
    picture_text.font.size, picture_text.font.color.rgb = Pt(9.5), HEADING_COLOUR
    picture_text.paragraph_format.keep_with_next = True
    picture_text.paragraph_format.space_before = Pt(8)
    picture_text.paragraph_format.space_after = Pt(3)
    for name, size in ((NOTE_STYLE, 8), (MARK_STYLE, 12)):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.font.size = basis, Pt(size)
        style.paragraph_format.space_after = Pt(1)
    styles[MARK_STYLE].font.bold = True


def _page(section: Section, *, turned: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if turned else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (LONG, SHORT) if turned else (SHORT, LONG)
    for edge in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, edge, MARGINAL)


def _page_foot(section: Section, report: Report) -> None:
    """What it is and which page, out to the edges of this section's own width of page."""
    section.footer.is_linked_to_previous = False
    paragraph = section.footer.paragraphs[0]
    # The style Footer has tab stops of its own, made for another width of page.
    paragraph.style = "Normal"
    edge = (section.page_width or SHORT) - 2 * MARGINAL
    paragraph.paragraph_format.tab_stops.add_tab_stop(Emu(edge), WD_TAB_ALIGNMENT.RIGHT)
    name = " · ".join(d for d in (report.title, report.namnd, report.mark) if d)
    paragraph.add_run(f"{name}\tSida ")
    field(paragraph, "PAGE", "1")
    paragraph.add_run(" av ")
    field(paragraph, "NUMPAGES", "1")


def _front_page(document: WordDocument, report: Report) -> None:
    document.add_paragraph(report.title, style="Title")
    if report.mark:
        document.add_paragraph(report.mark, style=MARK_STYLE)
    for name, value in report.facts:
        paragraph = document.add_paragraph(style="Not" if report.one_page else "Normal")
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.add_run(f"{name}: ").bold = True
        paragraph.add_run(value)
    if not report.one_page:
        document.add_paragraph("Innehåll", style="TOC Heading")
        contents(document, [(_mark(i), a.heading) for i, a in enumerate(report.sections)])


def _mark(nr: int) -> str:
    return f"_Avsnitt{nr}"
