"""The report as a value: its head, a draft's figures, comments, signals, findings."""

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from tests.five_documents import SETTINGS, area
from tests.report.example import DRIFT, PARTS
from tests.report.five_reports import whole
from tests.report.formula_arithmetic import counted
from tests.report.reread import out_of_excel, out_of_html, out_of_word
from tui.domain.document import Beslut
from tui.domain.finding import FileError
from tui.report.build import CHECK, ReportChoice, report_of
from tui.report.layout import STANDING, comments, signal_rows, table_parts, widths
from tui.report.values import Paragraph, Report, ReportTable
from tui.report.writers.excel_sheet import HEAD_ROW
from tui.report.writing import FORMATS, report_bytes
from tui.workspace import Workspace


def report_for(**field: object) -> Report:
    """The report of a document that has the drift table of 2024."""
    head = replace(PARTS, **field)  # type: ignore[arg-type]
    area_ = Workspace({head.id: head}, {(head.id, "drift"): (DRIFT,)}, settings=SETTINGS)
    return report_of(area_, head.id)


def drift(report: Report) -> ReportTable:
    return next(t for t in report.tables if t.id == "drift")


def text(table: ReportTable, label: str, heading: str) -> str:
    row = next(r for r in table.rows if r.label == label)
    return row.cells[[k.heading for k in table.columns].index(heading)].text


AVOID = ("Verksamhetens kostnader", "Diff. utfall 2023/2024")


@pytest.mark.parametrize("status", ["beslutad", "utkast"])
def test_a_printed_figure_goes_into_the_report_and_says_what_the_others_give(status: str) -> None:
    table = drift(report_for(status=status))
    assert text(table, *AVOID) == "−32\u00a0296"
    cell = next(r for r in table.rows if r.label == AVOID[0]).cells[DRIFT.column_index["diff"]]
    assert cell.remark == "Tryckt värde. Talen i tabellen ger −33\u00a0296."


def test_a_draft_has_only_live_sums_in_excel_and_they_give_what_is_shown() -> None:
    rows = tuple(replace(row, tryckt={}) for row in DRIFT.rows)
    head = replace(PARTS, status="utkast")
    tables = (replace(DRIFT, rows=rows),)
    report = report_of(Workspace({head.id: head}, {(head.id, "drift"): tables}), head.id)
    worksheet = out_of_excel(report_bytes(report, "xlsx")).formulas["Drift"]
    table = drift(report)
    sums = [i for i, row in enumerate(table.rows) if row.kind == "summa"]
    for i in sums:
        for gutter in range(2, 8):
            cell = worksheet.cell(HEAD_ROW + 1 + i, gutter)
            assert cell.data_type == "f"
            assert (
                counted(worksheet, cell.coordinate)
                == table.rows[i].cells[_which(worksheet, gutter)].number
            )
    assert worksheet["B11"].value == "=SUM(B7:B10)"
    assert all(cell.comment is None for row in worksheet.iter_rows() for cell in row)


def _which(worksheet, gutter: int) -> int:  # type: ignore[no-untyped-def]
    headings = [k.heading for k in DRIFT.columns]
    return headings.index(worksheet.cell(HEAD_ROW, gutter).value)


@pytest.mark.parametrize("format_", FORMATS)
def test_a_draft_says_that_it_is_one_in_every_format_and_a_decided_does_not(format_: str) -> None:
    assert "Utkast" in everything(report_for(status="utkast"), format_)
    assert "Utkast" not in everything(report_for(), format_)


def everything(report: Report, format_: str) -> str:
    data = report_bytes(report, format_)
    if format_ == "docx":
        return "\n".join(out_of_word(data).text)
    if format_ == "xlsx":
        workbook = out_of_excel(data).formulas
        return "\n".join(
            str(c.value) for worksheet in workbook for row in worksheet.iter_rows() for c in row
        )
    return data.decode("utf-8")


def test_a_draft_says_so_on_every_sheet_and_every_word_page() -> None:
    report = report_for(status="utkast")
    workbook = out_of_excel(report_bytes(report, "xlsx")).formulas
    assert workbook["Drift"]["A4"].value == "Utkast"
    import io

    import docx

    footer = docx.Document(io.BytesIO(report_bytes(report, "docx"))).sections[0].footer
    assert "Utkast" in footer.paragraphs[0].text


def test_an_unlocked_document_tells_why() -> None:
    assert report_for(unlocked="fel i diff").mark == "Upplåst efter beslut: fel i diff"


def test_the_head_says_what_is_known_and_nothing_of_what_is_not() -> None:
    beslut = Beslut("Socialnämnden", date(2024, 9, 17), "§ 42")
    edge = report_for(diarienummer="2024.1 SN", beslut=beslut)
    assert dict(edge.facts) == {
        "Nämnd": "Socialnämnden, Alingsås kommun",
        "Period": "1 januari 2024 – 31 augusti 2024",
        "Status": "beslutad",
        "Beslut": "Socialnämnden 2024-09-17 § 42",
        "Diarienummer": "2024.1 SN",
    }
    assert {"Beslut", "Diarienummer"}.isdisjoint(dict(report_for().facts))


def test_the_table_as_printed_has_the_printed_columns_and_the_rest_stands_below() -> None:
    tryckt, underlag = table_parts(drift(whole("2024-delar")))
    assert [k.heading for k in tryckt.columns] == [
        "Budget 2024",
        "Prognos helår 2024",
        "Avv. prognos/budget 2024",
        "Delårsbokslut 2024",
        "Delårsbokslut 2023",
        "Diff. utfall 2023/2024",
    ]
    assert [k.heading for k in underlag.columns][:2] == ["Avv. %", "Förbrukat (riktpunkt 67 %)"]
    assert (tryckt.heading, sum(w for w, _ in widths(tryckt)) > STANDING) == ("Drift", False)


def test_the_unit_stands_in_the_heading_where_the_corner_does_not_say_it() -> None:
    headings = {t.id: table_parts(t)[0].heading for t in whole("2025-budget").tables}
    assert headings["upprakning"] == "Uppräkning av kommunbidraget (mnkr)"
    assert headings["ramar"] == "Ekonomiska ramar"


def test_comments_stand_under_their_table_by_row() -> None:
    found = dict(comments(drift(whole("2024-delar"))))
    assert found["Köp av tjänster"].startswith("Mer köpt vård än budgeterat")
    assert "Kommunbidrag" not in found


def test_what_the_colours_say_stands_in_words_worst_first() -> None:
    rows = signal_rows(drift(whole("2024-delar")))
    assert rows[0].text.startswith("mycket sämre än budget: Köp av tjänster; ")
    assert [row.sign for row in rows] == ["▼", "▼", "▽", "▲"]


def test_a_rows_figures_that_no_document_prints_are_said_to_be_the_programs() -> None:
    sick = next(t for t in whole("2023-bokslut").tables if t.id == "sjukfranvaro")
    assert sick.notes[-1] == (
        "Räknat av Nämndkoll, inte tryckt i dokumentet: Långtid, andel av sjuktiden."
    )


def test_the_last_page_lists_the_open_findings_and_can_be_left_out() -> None:
    last = whole("2024-delar").sections[-1]
    assert (last.id, last.new_page) == (CHECK, True)
    assert last.blocks[0] == Paragraph("4 fel, 10 bör ses över, 5 avrundningar inom gränsen.")
    table = last.blocks[1]
    assert isinstance(table, ReportTable)
    assert [row.label for row in table.rows] == ["! fel"] * 4 + ["? bör ses över"] * 10
    assert table.rows[0].cells[0].text == "Drift, Verksamhetens kostnader"
    without = report_of(area(), "2024-delar", ReportChoice(checks=False))
    assert CHECK not in [a.id for a in without.sections]
    assert without.sections == whole("2024-delar").sections[:-1]


def test_a_rule_that_leads_back_to_itself_is_told_below_its_table_and_the_rest_stands() -> None:

    row = replace(DRIFT.rows[5], rule="nettokostnader + intakter")
    itself = replace(DRIFT, id="ring").with_row(row)
    area_ = Workspace({PARTS.id: PARTS}, {(PARTS.id, "drift"): (itself, DRIFT)})
    report = report_of(area_, PARTS.id)
    assert [t.id for t in report.tables][:2] == ["ring", "drift"]
    ring = report.tables[0]
    assert ring.notes[0] == (
        "Verksamhetens kostnader kan inte räknas: regeln leder tillbaka till raden själv."
    )
    assert [cell.text for cell in ring.rows[1].cells] == [
        cell.text for cell in report.tables[1].rows[1].cells
    ]


def test_figures_are_exact_in_the_model() -> None:
    row = next(r for r in drift(report_for()).rows if r.label == "Köp av tjänster")
    percent = next(c for c in row.cells if c.text == "−9,6")
    assert percent.number == Decimal(-6000) / Decimal(62376) * 100


def test_html_can_be_read_aloud_row_and_column_by_name() -> None:
    reader = out_of_html(report_bytes(whole("2024-delar"), "html"))
    tables = sum(tag == "table" for tag, _ in reader.element)
    assert sum(tag == "caption" for tag, _ in reader.element) == tables
    assert {all_.get("scope") for tag, all_ in reader.element if tag == "th"} == {"col", "row"}
    assert {all_["role"] for tag, all_ in reader.element if tag == "svg"} == {"img"}
    assert sum(tag == "desc" for tag, _ in reader.element) == 2
    assert ("html", {"lang": "sv"}) in reader.element
    assert not {"script", "img", "iframe", "link", "object"} & {t for t, _ in reader.element}
    assert reader.imbalance == [] and reader.open_ == []


def test_a_coloured_html_cell_says_its_judgement_to_who_cannot_see_it() -> None:
    page = report_bytes(whole("2024-delar"), "html").decode()
    assert 'allvar">−6\u00a0000<span class="dold"> (mycket sämre än budget)</span></td>' in page


def test_html_prints_on_a4_with_its_headings_on_every_page() -> None:
    page = report_bytes(whole("2024-delar"), "html").decode()
    for rule in ("@page { size: A4", "table-header-group", "break-inside: avoid", "A4 landscape"):
        assert rule in page


def test_a_section_begins_with_how_it_stands() -> None:
    section = {a.id: a for a in whole("2024-delar").sections}
    assert section["internkontroll"].blocks[0] == Paragraph(
        "▽ 3 av 4 kontrollpunkter utan eller med försumbar anmärkning."
    )
    texts = [b.text for b in section["ekonomi"].blocks if isinstance(b, Paragraph)]
    assert [t[:18] for t in texts] == ["▼ Årets resultat: ", "▲ Totala utgifter:"]


@pytest.mark.parametrize("format_", FORMATS)
def test_a_document_without_tables_is_a_report_all_the_same(format_: str) -> None:
    empty = report_of(Workspace({PARTS.id: PARTS}), PARTS.id)
    assert "Delårsbokslut 2024" in everything(empty, format_)
    assert "Inga fynd." in everything(empty, format_)


def test_a_file_that_could_not_be_read_is_told_of_in_the_report_itself() -> None:
    error = (FileError("drift.json", "drift.json kan inte läsas."),)
    area_ = Workspace({PARTS.id: PARTS}).with_tab((PARTS.id, "drift"), (), error)
    for choice in (ReportChoice(), ReportChoice(("bilagor",), checks=False)):
        (missing,) = (a for a in report_of(area_, PARTS.id, choice).sections if a.id == "saknas")
        assert missing.blocks == (Paragraph("drift.json kan inte läsas.", point=True),)
