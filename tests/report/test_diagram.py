"""The charts: the same cells as the table, in SVG as in the model."""

import re
from xml.etree import ElementTree

import pytest

from tests.report.fem_rapporter import hel
from tui.report.rapport import Rapport, Riskmatris, Stapeldiagram
from tui.report.svg import riskbild, stapelbild

SVG = ("2018-delar", "2023-bokslut", "2024-delar")


def bild(dokument: str, tabell: str) -> Stapeldiagram:
    return next(
        d for d in hel(dokument).diagram if isinstance(d, Stapeldiagram) and d.tabell == tabell
    )


def matris() -> Riskmatris:
    return next(d for d in hel("2025-budget").diagram if isinstance(d, Riskmatris))


def celler(rapport: Rapport, tabell: str) -> dict[tuple[str, str], str]:
    """A table's texts by row and column heading."""
    hela = next(t for t in rapport.tabeller if t.id == tabell)
    return {
        (rad.etikett, kolumn.rubrik): cell.text
        for rad in hela.rader
        for kolumn, cell in zip(hela.kolumner, rad.celler, strict=True)
    }


@pytest.mark.parametrize("tabell", ["drift", "sjukfranvaro"])
@pytest.mark.parametrize("dokument", SVG)
def test_every_bar_has_the_figure_of_its_cell_in_the_table(dokument: str, tabell: str) -> None:
    diagram, tryckta = bild(dokument, tabell), celler(hel(dokument), tabell)
    for serie in diagram.serier:
        for kategori, cell in zip(diagram.kategorier, serie.celler, strict=True):
            assert tryckta[(kategori, serie.namn)] == cell.text


def test_drift_shows_budget_prognos_and_utfall_of_each_kontogrupp() -> None:
    drift = bild("2024-delar", "drift")
    assert [s.namn for s in drift.serier] == [
        "Budget 2024",
        "Prognos helår 2024",
        "Delårsbokslut 2024",
    ]
    assert drift.kategorier == (
        "Verksamhetens intäkter",
        "Personalkostnader",
        "Lokalhyror",
        "Köp av tjänster",
        "Övriga kostnader",
    )


def test_sick_leave_shows_the_years_from_left_to_right_and_leaves_out_what_has_no_figure() -> None:
    sjuk = bild("2024-delar", "sjukfranvaro")
    assert [s.namn for s in sjuk.serier] == ["2023", "2024"]
    assert "Total sjukfrånvaro" not in sjuk.kategorier
    assert "Total sjukfrånvaro" in bild("2023-bokslut", "sjukfranvaro").kategorier


def rektanglar(svg: str) -> list[ElementTree.Element]:
    """The bars: the rectangles that say what they are."""
    alla = ElementTree.fromstring(svg).iter("rect")
    return [r for r in alla if r.find("title") is not None]


@pytest.mark.parametrize("dokument", SVG)
def test_the_bars_of_the_picture_are_as_long_as_their_figures(dokument: str) -> None:
    diagram = bild(dokument, "drift")
    langder = [float(r.get("width", "")) for r in rektanglar(stapelbild(diagram))]
    tal = [
        abs(float(s.celler[i].tal or 0))
        for i in range(len(diagram.kategorier))
        for s in diagram.serier
    ]
    skala = max(langder) / max(tal)
    assert langder == pytest.approx([t * skala for t in tal], abs=0.06)


def test_costs_go_left_and_income_right_of_one_zero() -> None:
    staplar = rektanglar(stapelbild(bild("2024-delar", "drift")))
    noll = {round(float(r.get("x", "")), 0) for r in staplar[:3]}
    assert len(noll) == 1
    assert all(float(r.get("x", "")) < min(noll) for r in staplar[3:])


def test_the_picture_says_its_figures_in_text_and_what_it_shows() -> None:
    svg = stapelbild(bild("2024-delar", "drift"))
    rot = ElementTree.fromstring(svg)
    texter = [t.text for t in rot.iter("text")]
    assert "−158\u00a0695" in texter and "Köp av tjänster" in texter
    assert rot.get("role") == "img"
    assert rot.findtext("desc") == bild("2024-delar", "drift").alt
    inom = [float(t.get("x", "")) for t in rot.iter("text")]
    assert min(inom) >= 0 and max(inom) <= 760


def test_the_risk_matrix_has_every_risk_in_the_square_of_its_value() -> None:
    riskvarden = celler(hel("2025-budget"), "risker")
    platser = {nr: ruta.varde for rad in matris().rutor for ruta in rad for nr in ruta.risker}
    assert len(platser) == 9
    for nr, namn in enumerate(matris().risker, 1):
        assert riskvarden[(namn, "Riskvärde")] == str(platser[nr])


def test_the_risk_matrix_is_four_by_four_with_the_highest_at_the_upper_right() -> None:
    assert [[ruta.varde for ruta in rad] for rad in matris().rutor] == [
        [4, 8, 12, 16],
        [3, 6, 9, 12],
        [2, 4, 6, 8],
        [1, 2, 3, 4],
    ]


def test_the_risk_picture_says_values_bands_and_numbers() -> None:
    texter = [t.text or "" for t in ElementTree.fromstring(riskbild(matris())).iter("text")]
    assert "12 mycket hög" in texter and "▼ 1, 2" in texter
    assert sum(bool(re.fullmatch(r"\d\. .+", t)) for t in texter) == 9
