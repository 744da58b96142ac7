"""The page *Inför nämnd*: what a board member needs, out of the same figures."""

from functools import cache

import pytest

from tests.report.five_reports import IDS, page
from tui.report.values import Paragraph, ReportTable
from tui.report.writing import FORMATS, report_bytes


@cache
def paragraphs(document: str) -> list[str]:
    (section,) = page(document).sections
    return [b.text for b in section.blocks if isinstance(b, Paragraph)]


def state_now(document: str) -> dict[str, list[str]]:
    (section,) = page(document).sections
    table = next(b for b in section.blocks if isinstance(b, ReportTable))
    return {r.label: [c.text for c in r.cells] for r in table.rows}


def test_the_result_and_its_prognos_come_first() -> None:
    assert paragraphs("2024-delar")[0] == (
        "Årets resultat (tkr): Budget 2024 0; Prognos helår 2024 −5\u00a0000; "
        "Avv. prognos/budget 2024 −5\u00a0000; Delårsbokslut 2024 −6\u00a0612."
    )


def test_every_area_has_a_line_with_its_symbol_beside_the_document_before() -> None:
    rows = state_now("2024-delar")
    assert list(rows) == [
        "▼\u00a0Drift",
        "▲\u00a0Investeringar",
        "▽\u00a0Mål & nyckeltal",
        "▽\u00a0Internkontroll",
        "▲\u00a0Personal",
    ]
    assert rows["▽\u00a0Internkontroll"] == [
        "3 av 4 kontrollpunkter utan eller med försumbar anmärkning",
        "2 av 4 kontrollpunkter utan eller med försumbar anmärkning",
    ]
    assert rows["▲\u00a0Personal"][1].startswith("Total sjukfrånvaro 8,4 %")


def test_a_document_without_one_before_says_so() -> None:
    (section,) = page("2018-delar").sections
    table = next(b for b in section.blocks if isinstance(b, ReportTable))
    assert table.notes == ("Inget dokument från året innan finns att jämföra med.",)


def test_the_three_largest_deviations_come_with_their_words_and_comments() -> None:
    points = [t for t in paragraphs("2024-delar") if "tkr, " in t]
    assert [p.split("tkr")[0].replace("\u00a0", " ") for p in points] == [
        "▼ Köp av tjänster −6 000 ",
        "▲ Personalkostnader 3 000 ",
        "▽ Övriga kostnader −2 000 ",
    ]
    assert points[0].split(". ")[1].startswith("Mer köpt vård")


def test_goals_are_counted_by_colour_and_a_proposal_is_said_to_be_one() -> None:
    assert (
        "Ännu utan bedömning, programmets förslag: ● Helt uppfyllt 1; ◔ Delvis uppfyllt 1; "
        "○ Ej uppfyllt 2." in paragraphs("2024-delar")
    )
    assert "Bedömda: ● Helt uppfyllt 2; ○ Ej uppfyllt 3." in paragraphs("2023-bokslut")


def test_the_findings_are_counted_and_the_first_errors_told() -> None:
    all_ = paragraphs("2024-delar")
    assert "4 fel, 10 bör ses över, 5 avrundningar inom gränsen." in all_
    assert all_[-1] == "… och 1 fel till."


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("document", IDS)
def test_the_page_is_written_in_every_format(document: str, format_: str) -> None:
    assert len(report_bytes(page(document), format_)) > 500
