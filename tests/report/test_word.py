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

from tests.report.fem_rapporter import IDN, byte, hel, sida
from tui.report.rapport import Stapeldiagram
from tui.report.rapportskrivning import rapportbyte
from tui.report.tabelldelar import liggande

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@cache
def dokument(namn: str) -> Any:
    return docx.Document(io.BytesIO(byte(namn, "docx")))


def delar(namn: str, monster: str) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(byte(namn, "docx"))) as arkiv:
        return [arkiv.read(n) for n in sorted(arkiv.namelist()) if re.fullmatch(monster, n)]


@pytest.mark.parametrize("namn", IDN)
def test_every_section_is_a_heading_of_the_first_level_in_order(namn: str) -> None:
    rubriker = [p.text for p in dokument(namn).paragraphs if p.style.name == "Heading 1"]
    assert rubriker == [avsnitt.rubrik for avsnitt in hel(namn).avsnitt]


def test_parts_are_headings_of_the_second_level() -> None:
    rubriker = [p.text for p in dokument("2023-bokslut").paragraphs if p.style.name == "Heading 2"]
    assert rubriker == ["Drift", "Prognossäkerhet", "Investeringar"]


@pytest.mark.parametrize("namn", IDN)
def test_every_data_table_repeats_its_heading_row_and_keeps_its_rows_whole(namn: str) -> None:
    tabeller = [
        t for t in dokument(namn).tables if t._tbl.tblPr.find(qn("w:tblCaption")) is not None
    ]
    assert len(tabeller) >= len(hel(namn).tabeller)
    for tabell in tabeller:
        rader = tabell._tbl.tr_lst
        assert rader[0].trPr.find(qn("w:tblHeader")) is not None
        assert all(rad.trPr.find(qn("w:cantSplit")) is not None for rad in rader)
        assert all(rad.trPr.find(qn("w:tblHeader")) is None for rad in rader[1:])


@pytest.mark.parametrize("namn", IDN)
def test_a_section_lies_down_exactly_where_a_table_needs_it(namn: str) -> None:
    vantat: list[bool] = [False]
    for avsnitt in hel(namn).avsnitt:
        if liggande(avsnitt) != vantat[-1]:
            vantat.append(liggande(avsnitt))
    sektioner = dokument(namn).sections
    assert [s.orientation == WD_ORIENT.LANDSCAPE for s in sektioner] == vantat
    assert all(
        (s.page_width > s.page_height) == turned
        for s, turned in zip(sektioner, vantat, strict=True)
    )


@pytest.mark.parametrize("namn", IDN)
def test_no_table_is_wider_than_its_page(namn: str) -> None:
    for tabell in dokument(namn).tables:
        spalter = [int(k.get(qn("w:w"))) for k in tabell._tbl.tblGrid.iter(qn("w:gridCol"))]
        assert sum(spalter) <= 14_800
        celler = [
            [int(c.tcPr.tcW.get(qn("w:w"))) for c in rad.tc_lst] for rad in tabell._tbl.tr_lst
        ]
        assert all(rad == spalter for rad in celler)


def test_figures_stand_to_the_right_and_sums_are_bold() -> None:
    tabell = next(
        t for t in dokument("2024-delar").tables if t.cell(1, 0).text.endswith("intäkter")
    )
    summa = next(r for r in tabell.rows if r.cells[0].text == "Verksamhetens kostnader")
    assert {c.paragraphs[0].alignment for c in summa.cells[1:]} == {2}
    assert all(lopa.bold for c in summa.cells for lopa in c.paragraphs[0].runs)
    assert not tabell.rows[1].cells[0].paragraphs[0].runs[0].bold


def test_a_coloured_cell_has_its_symbol_too() -> None:
    tabell = next(
        t for t in dokument("2024-delar").tables if t.cell(1, 0).text.endswith("intäkter")
    )
    rad = next(r for r in tabell.rows if r.cells[0].text == "Köp av tjänster")
    assert rad.cells[3].text == "▼\u00a0−6\u00a0000"
    assert rad.cells[3]._tc.tcPr.find(qn("w:shd")).get(qn("w:fill")) == "F8D0D5"


def test_the_contents_are_a_field_with_a_link_to_every_section() -> None:
    (xml,) = delar("2024-delar", "word/document.xml")
    text = xml.decode()
    lankar = re.findall(r'<w:hyperlink [^>]*w:anchor="([^"]+)"', text)
    markor = re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', text)
    assert lankar == markor and len(markor) == len(hel("2024-delar").avsnitt)
    assert re.findall(r'fldCharType="(\w+)"', text) == ["begin", "separate", "end"]


def test_the_language_is_swedish_and_the_head_is_filled_in() -> None:
    egenskaper = dokument("2023-bokslut").core_properties
    assert (egenskaper.title, egenskaper.language) == ("Årsbokslut 2023", "sv-SE")
    assert egenskaper.author == "Socialnämnden"
    (stilar,) = delar("2023-bokslut", "word/styles.xml")
    assert set(re.findall(rb'<w:lang w:val="([^"]+)"', stilar)) == {b"sv-SE"}


@pytest.mark.parametrize("namn", IDN)
def test_a_chart_has_the_tables_figures_its_categories_and_words_for_it(namn: str) -> None:
    bilder = [d for d in hel(namn).diagram if isinstance(d, Stapeldiagram)]
    (xml,) = delar(namn, "word/document.xml")
    beskrivna = [
        e.get("descr") for e in ElementTree.fromstring(xml).iter() if e.tag.endswith("}docPr")
    ]
    assert beskrivna == [bild.alt for bild in bilder]
    for bild, del_ in zip(bilder, delar(namn, r"word/charts/chart\d+\.xml"), strict=True):
        serier = list(ElementTree.fromstring(del_).iter(f"{C}ser"))
        for ritad, serie in zip(serier, bild.serier, strict=True):
            assert ritad.findtext(f"{C}tx/{C}v") == serie.namn
            namnen = [v.findtext(f"{C}v") for v in ritad.iter(f"{C}pt")]
            tal = [float(c.tal) for c in serie.celler if c.tal is not None]
            assert namnen[: len(bild.kategorier)] == [*bild.kategorier]
            assert [float(t or "nan") for t in namnen[len(bild.kategorier) :]] == approx(tal)


def test_the_risk_matrix_is_a_table_with_its_bands_in_words() -> None:
    matris = next(t for t in dokument("2025-budget").tables if t.cell(0, 0).text == "Sannolikhet 4")
    assert [c.text for c in matris.rows[0].cells] == [
        "Sannolikhet 4",
        "4 medel",
        "8 hög",
        "12 mycket hög: ▼ 1, 2",
        "16 mycket hög",
    ]


def test_the_page_infor_namnd_has_no_contents_and_one_section() -> None:
    data = rapportbyte(sida("2024-delar"), "docx")
    ensam = docx.Document(io.BytesIO(data))
    assert len(ensam.sections) == 1
    assert "Innehåll" not in [p.text for p in ensam.paragraphs]
    assert "w:br " not in ensam.element.xml
