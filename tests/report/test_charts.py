"""The charts: the same cells as the table, in SVG as in the model."""

import re
from xml.etree import ElementTree

import pytest

from tests.report.five_reports import whole
from tui.report.values import Bars, Report, RiskMatrix
from tui.report.writers.svg import bar_picture, risk_picture

SVG = ("2018-delar", "2023-bokslut", "2024-delar")


def picture(document: str, table: str) -> Bars:
    return next(d for d in whole(document).charts if isinstance(d, Bars) and d.table == table)


def matrix() -> RiskMatrix:
    return next(d for d in whole("2025-budget").charts if isinstance(d, RiskMatrix))


def cells(report: Report, table: str) -> dict[tuple[str, str], str]:
    """A table's texts by row and column heading."""
    whole = next(t for t in report.tables if t.id == table)
    return {
        (row.label, column.heading): cell.text
        for row in whole.rows
        for column, cell in zip(whole.columns, row.cells, strict=True)
    }


@pytest.mark.parametrize("table", ["drift", "sjukfranvaro"])
@pytest.mark.parametrize("document", SVG)
def test_every_bar_has_the_figure_of_its_cell_in_the_table(document: str, table: str) -> None:
    chart, tryckta = picture(document, table), cells(whole(document), table)
    for series in chart.all_series:
        for category, cell in zip(chart.categories, series.cells, strict=True):
            assert tryckta[(category, series.name)] == cell.text


def test_drift_shows_budget_prognos_and_utfall_of_each_kontogrupp() -> None:
    drift = picture("2024-delar", "drift")
    assert [s.name for s in drift.all_series] == [
        "Budget 2024",
        "Prognos helår 2024",
        "Delårsbokslut 2024",
    ]
    assert drift.categories == (
        "Verksamhetens intäkter",
        "Personalkostnader",
        "Lokalhyror",
        "Köp av tjänster",
        "Övriga kostnader",
    )


def test_sick_leave_shows_the_years_from_left_to_right_and_leaves_out_what_has_no_figure() -> None:
    sick = picture("2024-delar", "sjukfranvaro")
    assert [s.name for s in sick.all_series] == ["2023", "2024"]
    assert "Total sjukfrånvaro" not in sick.categories
    assert "Total sjukfrånvaro" in picture("2023-bokslut", "sjukfranvaro").categories


def rectangles(svg: str) -> list[ElementTree.Element]:
    """The bars: the rectangles that say what they are."""
    all_ = ElementTree.fromstring(svg).iter("rect")
    return [r for r in all_ if r.find("title") is not None]


@pytest.mark.parametrize("document", SVG)
def test_the_bars_of_the_picture_are_as_long_as_their_figures(document: str) -> None:
    chart = picture(document, "drift")
    lengths = [float(r.get("width", "")) for r in rectangles(bar_picture(chart))]
    number = [
        abs(float(s.cells[i].number or 0))
        for i in range(len(chart.categories))
        for s in chart.all_series
    ]
    scale = max(lengths) / max(number)
    assert lengths == pytest.approx([t * scale for t in number], abs=0.06)


def test_costs_go_left_and_income_right_of_one_zero() -> None:
    bars = rectangles(bar_picture(picture("2024-delar", "drift")))
    zero = {round(float(r.get("x", "")), 0) for r in bars[:3]}
    assert len(zero) == 1
    assert all(float(r.get("x", "")) < min(zero) for r in bars[3:])


def test_the_picture_says_its_figures_in_text_and_what_it_shows() -> None:
    svg = bar_picture(picture("2024-delar", "drift"))
    rot = ElementTree.fromstring(svg)
    texts = [t.text for t in rot.iter("text")]
    assert "−158\u00a0695" in texts and "Köp av tjänster" in texts
    assert rot.get("role") == "img"
    assert rot.findtext("desc") == picture("2024-delar", "drift").alt
    within = [float(t.get("x", "")) for t in rot.iter("text")]
    assert min(within) >= 0 and max(within) <= 760


def test_the_risk_matrix_has_every_risk_in_the_square_of_its_value() -> None:
    risk_values = cells(whole("2025-budget"), "risker")
    places = {nr: box.value for row in matrix().boxes for box in row for nr in box.risks}
    assert len(places) == 9
    for nr, name in enumerate(matrix().risks, 1):
        assert risk_values[(name, "Riskvärde")] == str(places[nr])


def test_the_risk_matrix_is_four_by_four_with_the_highest_at_the_upper_right() -> None:
    assert [[box.value for box in row] for row in matrix().boxes] == [
        [4, 8, 12, 16],
        [3, 6, 9, 12],
        [2, 4, 6, 8],
        [1, 2, 3, 4],
    ]


def test_the_risk_picture_says_values_bands_and_numbers() -> None:
    texts = [t.text or "" for t in ElementTree.fromstring(risk_picture(matrix())).iter("text")]
    assert "12 mycket hög" in texts and "▼ 1, 2" in texts
    assert sum(bool(re.fullmatch(r"\d\. .+", t)) for t in texts) == 9
