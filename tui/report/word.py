"""A report as a Word document: real styles, tables with a repeated heading row, charts, contents.

python-docx is imported here, so this module is imported only where a report is written.
"""

import io
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.document import Document as Worddokument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT
from docx.section import Section
from docx.shared import Emu, Mm, Pt, RGBColor

from tui.report.rapport import (
    Avsnitt,
    Block,
    Rapport,
    Rapporttabell,
    Riskmatris,
    Rubrik,
    Stapeldiagram,
    Stycke,
)
from tui.report.tabelldelar import kommentarer, liggande, signalrader, tabelldelar
from tui.report.word_bild import satt_diagram, satt_riskmatris
from tui.report.word_falt import bokmarke, falt, innehall, satt_sprak
from tui.report.word_tabell import satt_tabell

KORT, LANG, MARGINAL = Mm(210), Mm(297), Mm(18)
SPRAK = "sv-SE"
NOTSTIL, MARKESTIL = "Not", "Dokumentmärke"
RUBRIKFARG = RGBColor(0x1F, 0x2F, 0x46)


def wordbitar(rapport: Rapport, fil: io.BytesIO) -> Iterator[None]:
    """Write the document block by block into ``fil``, which is whole when there are no more."""
    dokument = Document()
    _forbered(dokument, rapport)
    _framsida(dokument, rapport)
    for nr, avsnitt in enumerate(rapport.avsnitt):
        _borja(dokument, avsnitt, nr, rapport)
        for block in avsnitt.block:
            _satt(dokument, block)
            yield
    dokument.save(fil)


def _forbered(dokument: Worddokument, rapport: Rapport) -> None:
    egenskaper = dokument.core_properties
    egenskaper.title = rapport.titel[:255]
    egenskaper.author = rapport.namnd[:255]
    egenskaper.language = SPRAK
    egenskaper.comments = ""
    egenskaper.keywords = rapport.marke[:255]
    satt_sprak(dokument, SPRAK)
    _stilar(dokument, rapport.en_sida)
    _sida(dokument.sections[0], turned=False)
    _sidfot(dokument.sections[0], rapport)


def _stilar(dokument: Worddokument, en_sida: bool) -> None:
    stilar: Any = dokument.styles
    grund = stilar["Normal"]
    grund.font.name, grund.font.size = "Calibri", Pt(9.5 if en_sida else 10.5)
    grund.paragraph_format.space_after = Pt(3 if en_sida else 6)
    for namn, storlek, fore in (("Heading 1", 16, 14), ("Heading 2", 13, 10), ("Heading 3", 11, 8)):
        rubrik = stilar[namn]
        rubrik.font.size, rubrik.font.name = Pt(storlek), "Calibri"
        rubrik.font.color.rgb = RUBRIKFARG
        rubrik.paragraph_format.space_before = Pt(fore / 2 if en_sida else fore)
    bildtext = stilar["Caption"]
    bildtext.font.size, bildtext.font.color.rgb = Pt(9.5), RUBRIKFARG
    bildtext.paragraph_format.keep_with_next = True
    bildtext.paragraph_format.space_before = Pt(8)
    bildtext.paragraph_format.space_after = Pt(3)
    for namn, storlek in ((NOTSTIL, 8), (MARKESTIL, 12)):
        stil = stilar.add_style(namn, WD_STYLE_TYPE.PARAGRAPH)
        stil.base_style, stil.font.size = grund, Pt(storlek)
        stil.paragraph_format.space_after = Pt(1)
    stilar[MARKESTIL].font.bold = True


def _sida(sektion: Section, *, turned: bool) -> None:
    sektion.orientation = WD_ORIENT.LANDSCAPE if turned else WD_ORIENT.PORTRAIT
    sektion.page_width, sektion.page_height = (LANG, KORT) if turned else (KORT, LANG)
    for kant in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(sektion, kant, MARGINAL)


def _sidfot(sektion: Section, rapport: Rapport) -> None:
    """What it is and which page, out to the edges of this section's own width of page."""
    sektion.footer.is_linked_to_previous = False
    stycke = sektion.footer.paragraphs[0]
    # The style Footer has tab stops of its own, made for another width of page.
    stycke.style = "Normal"
    kant = (sektion.page_width or KORT) - 2 * MARGINAL
    stycke.paragraph_format.tab_stops.add_tab_stop(Emu(kant), WD_TAB_ALIGNMENT.RIGHT)
    namn = " · ".join(d for d in (rapport.titel, rapport.namnd, rapport.marke) if d)
    stycke.add_run(f"{namn}\tSida ")
    falt(stycke, "PAGE", "1")
    stycke.add_run(" av ")
    falt(stycke, "NUMPAGES", "1")


def _framsida(dokument: Worddokument, rapport: Rapport) -> None:
    dokument.add_paragraph(rapport.titel, style="Title")
    if rapport.marke:
        dokument.add_paragraph(rapport.marke, style=MARKESTIL)
    for namn, varde in rapport.uppgifter:
        stycke = dokument.add_paragraph(style="Not" if rapport.en_sida else "Normal")
        stycke.paragraph_format.space_after = Pt(0)
        stycke.add_run(f"{namn}: ").bold = True
        stycke.add_run(varde)
    if not rapport.en_sida:
        dokument.add_paragraph("Innehåll", style="TOC Heading")
        innehall(dokument, [(_marke(i), a.rubrik) for i, a in enumerate(rapport.avsnitt)])


def _marke(nr: int) -> str:
    return f"_Avsnitt{nr}"


def _borja(dokument: Worddokument, avsnitt: Avsnitt, nr: int, rapport: Rapport) -> None:
    """A section's heading, on a new page where it is the first or a turned one."""
    turned = liggande(avsnitt) and not rapport.en_sida
    if turned != (dokument.sections[-1].orientation == WD_ORIENT.LANDSCAPE):
        ny = dokument.add_section(WD_SECTION.NEW_PAGE)
        _sida(ny, turned=turned)
        _sidfot(ny, rapport)
    elif (avsnitt.ny_sida or nr == 0) and not rapport.en_sida:
        dokument.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    bokmarke(dokument.add_heading(avsnitt.rubrik, 1), nr, _marke(nr))


def _satt(dokument: Worddokument, block: Block) -> None:
    match block:
        case Rubrik(text, niva):
            dokument.add_heading(text, niva)
        case Stycke(text, punkt):
            dokument.add_paragraph(text, style="List Bullet" if punkt else "Normal")
        case Rapporttabell():
            _tabell(dokument, block)
        case Stapeldiagram():
            dokument.add_paragraph(block.rubrik, style="Caption")
            satt_diagram(dokument, block, _bredd(dokument))
        case Riskmatris():
            dokument.add_paragraph(block.rubrik, style="Caption")
            satt_riskmatris(dokument, block)


def _bredd(dokument: Worddokument) -> int:
    """The width between the margins of the page now, in EMU."""
    sektion = dokument.sections[-1]
    return int((sektion.page_width or KORT) - 2 * MARGINAL)


def _tabell(dokument: Worddokument, tabell: Rapporttabell) -> None:
    """The tables with their captions, and under them what the colours say, comments and notes."""
    for del_ in tabelldelar(tabell):
        dokument.add_paragraph(del_.rubrik, style="Caption")
        satt_tabell(dokument, del_, _bredd(dokument))
    if tabell.tecken:
        dokument.add_paragraph(tabell.tecken, style=NOTSTIL)
    for rad in signalrader(tabell):
        dokument.add_paragraph(f"{rad.tecken} {rad.text}", style=NOTSTIL)
    for vem, text in kommentarer(tabell):
        stycke = dokument.add_paragraph(style="Normal")
        stycke.paragraph_format.space_after = Pt(2)
        stycke.add_run(f"{vem}: ").bold = True
        stycke.add_run(text)
    for not_ in tabell.noter:
        dokument.add_paragraph(not_, style=NOTSTIL)
