"""The Word document: styles, sections, heading rows, contents, language, charts."""

import io
import re
import zipfile
from functools import cache
from typing import Any
from xml.etree import ElementTree

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from pytest import approx

from tests.report.five_reports import IDS, byte, page, whole
from tui.report.layout import landscape
from tui.report.values import Bars
from tui.report.writing import report_bytes

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@cache
def document(name: str) -> Any:
    return docx.Document(io.BytesIO(byte(name, "docx")))


def parts(name: str, monster: str) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(byte(name, "docx"))) as archive:
        return [archive.read(n) for n in sorted(archive.namelist()) if re.fullmatch(monster, n)]


@pytest.mark.parametrize("name", IDS)
def test_every_section_is_a_heading_of_the_first_level_in_order(name: str) -> None:
    headings = [p.text for p in document(name).paragraphs if p.style.name == "Heading 1"]
    assert headings == [section.heading for section in whole(name).sections]


def test_parts_are_headings_of_the_second_level() -> None:
    headings = [p.text for p in document("2023-bokslut").paragraphs if p.style.name == "Heading 2"]
    assert headings == ["Drift", "Prognossäkerhet", "Investeringar"]


@pytest.mark.parametrize("name", IDS)
def test_every_data_table_repeats_its_heading_row_and_keeps_its_rows_whole(name: str) -> None:
    tables = [t for t in document(name).tables if t._tbl.tblPr.find(qn("w:tblCaption")) is not None]
    assert len(tables) >= len(whole(name).tables)
    for table in tables:
        rows = table._tbl.tr_lst
        assert rows[0].trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)
        assert all(row.trPr.find(qn("w:tblHeader")) is None for row in rows[1:])


@pytest.mark.parametrize("name", IDS)
def test_a_section_lies_down_exactly_where_a_table_needs_it(name: str) -> None:
    waited: list[bool] = [False]
    for section in whole(name).sections:
        if landscape(section) != waited[-1]:
            waited.append(landscape(section))
    sections = document(name).sections
    assert [s.orientation == WD_ORIENT.LANDSCAPE for s in sections] == waited
    assert all(
        (s.page_width > s.page_height) == turned for s, turned in zip(sections, waited, strict=True)
    )


@pytest.mark.parametrize("name", IDS)
def test_no_table_is_wider_than_its_page(name: str) -> None:
    for table in document(name).tables:
        gutters = [int(k.get(qn("w:w"))) for k in table._tbl.tblGrid.iter(qn("w:gridCol"))]
        assert sum(gutters) <= 14_800
        cells = [[int(c.tcPr.tcW.get(qn("w:w"))) for c in row.tc_lst] for row in table._tbl.tr_lst]
        assert all(row == gutters for row in cells)


def test_figures_stand_to_the_right_and_sums_are_bold() -> None:
    table = next(t for t in document("2024-delar").tables if t.cell(1, 0).text.endswith("intäkter"))
    total = next(r for r in table.rows if r.cells[0].text == "Verksamhetens kostnader")
    assert {c.paragraphs[0].alignment for c in total.cells[1:]} == {2}
    assert all(run.bold for c in total.cells for run in c.paragraphs[0].runs)
    assert not table.rows[1].cells[0].paragraphs[0].runs[0].bold


def test_a_coloured_cell_has_its_symbol_too() -> None:
    table = next(t for t in document("2024-delar").tables if t.cell(1, 0).text.endswith("intäkter"))
    row = next(r for r in table.rows if r.cells[0].text == "Köp av tjänster")
    assert row.cells[3].text == "▼\u00a0−6\u00a0000"
    assert row.cells[3]._tc.tcPr.find(qn("w:shd")).get(qn("w:fill")) == "F8D0D5"


def test_the_contents_are_a_field_with_a_link_to_every_section() -> None:
    (xml,) = parts("2024-delar", "word/document.xml")
    text = xml.decode()
    links = re.findall(r'<w:hyperlink [^>]*w:anchor="([^"]+)"', text)
    cursor = re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', text)
    assert links == cursor and len(cursor) == len(whole("2024-delar").sections)
    assert re.findall(r'fldCharType="(\w+)"', text) == ["begin", "separate", "end"]


def test_the_language_is_swedish_and_the_head_is_filled_in() -> None:
    properties = document("2023-bokslut").core_properties
    assert (properties.title, properties.language) == ("Årsbokslut 2023", "sv-SE")
    assert properties.author == "Socialnämnden"
    (styles,) = parts("2023-bokslut", "word/styles.xml")
    assert set(re.findall(rb'<w:lang w:val="([^"]+)"', styles)) == {b"sv-SE"}


@pytest.mark.parametrize("name", IDS)
def test_a_chart_has_the_tables_figures_its_categories_and_words_for_it(name: str) -> None:
    pictures = [d for d in whole(name).charts if isinstance(d, Bars)]
    (xml,) = parts(name, "word/document.xml")
    described = [
        e.get("descr") for e in ElementTree.fromstring(xml).iter() if e.tag.endswith("}docPr")
    ]
    assert described == [picture.alt for picture in pictures]
    for picture, part_ in zip(pictures, parts(name, r"word/charts/chart\d+\.xml"), strict=True):
        all_series = list(ElementTree.fromstring(part_).iter(f"{C}ser"))
        for drawn, series in zip(all_series, picture.all_series, strict=True):
            assert drawn.findtext(f"{C}tx/{C}v") == series.name
            names = [v.findtext(f"{C}v") for v in drawn.iter(f"{C}pt")]
            number = [float(c.number) for c in series.cells if c.number is not None]
            assert names[: len(picture.categories)] == [*picture.categories]
            assert [float(t or "nan") for t in names[len(picture.categories) :]] == approx(number)


def test_the_risk_matrix_is_a_table_with_its_bands_in_words() -> None:
    matrix = next(t for t in document("2025-budget").tables if t.cell(0, 0).text == "Sannolikhet 4")
    assert [c.text for c in matrix.rows[0].cells] == [
        "Sannolikhet 4",
        "4 medel",
        "8 hög",
        "12 mycket hög: ▼ 1, 2",
        "16 mycket hög",
    ]


def test_the_page_infor_namnd_has_no_contents_and_one_section() -> None:
    data = report_bytes(page("2024-delar"), "docx")
    alone = docx.Document(io.BytesIO(data))
    assert len(alone.sections) == 1
    assert "Innehåll" not in [p.text for p in alone.paragraphs]
    assert "w:br " not in alone.element.xml
