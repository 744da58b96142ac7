"""The overview: areas, findings worst first, bad files, what is missing, meetings."""

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from tests.five_documents import IDS, area, calculation, head
from tests.malls import REGISTER
from tui.checks.one_table import table_finding
from tui.domain.document import DocumentKind, Exemption
from tui.domain.finding import Address, FileError, Finding, ordered
from tui.domain.settings import Sammantrade, Settings
from tui.screen.views.overview_view import OverviewLine, OverviewView, overview_lines

TODAY = date(2024, 9, 10)
MEETINGS = tuple(
    Sammantrade(date(2024, month, 17), f"§ {month}", "Delårsbokslut") for month in range(1, 13)
)


def rows(
    document: str = "2024-delar",
    *,
    file_error: tuple[FileError, ...] = (),
    meetings: tuple[Sammantrade, ...] = MEETINGS,
    finding: tuple[Finding, ...] | None = None,
    exempted: tuple[tuple[Finding, Exemption], ...] = (),
) -> tuple[OverviewLine, ...]:
    """The overview's lines of a document."""
    calculations = {
        f.id: {t.id: calculation(document, t.id) for t in area().tables[(document, f.id)]}
        for f in REGISTER.tabs
    }
    found = (
        f for k in calculations.values() for t in k.values() for f in table_finding(document, t)
    )
    finding = ordered(found) if finding is None else finding
    settings = Settings("Nämnden", sammantraden=meetings)
    whole = (REGISTER, calculations, finding, file_error, settings, head(document), TODAY, exempted)
    return overview_lines(*whole)


def about(rows_: tuple[OverviewLine, ...], area: str) -> list[str]:
    """The texts of the lines of a kind."""
    return [r.text for r in rows_ if r.area.strip() == area]


@pytest.mark.parametrize("document", IDS)
def test_there_is_one_line_for_each_area(document: str) -> None:
    all_ = rows(document)
    beginning = [r.area for r in all_].index("Områden") + 1
    areas = all_[beginning : beginning + len(REGISTER.tabs)]
    assert [r.tab for r in areas] == [f.id for f in REGISTER.tabs]
    assert all(r.text and r.sign for r in areas)


def test_what_is_wrong_comes_first_and_a_bad_file_before_all() -> None:
    assert rows()[0].area == "Att granska (3)"
    assert rows(file_error=(FileError("drift.json", "Avbruten."),))[0].area == "Filer (1)"


def test_a_finding_put_aside_is_last_with_its_reason() -> None:
    finding = Finding(
        Address("d", "t", "r", "k"), "identitet", "fel", Decimal(1), None, "Ett fynd."
    )
    last = rows(exempted=((finding, Exemption("n", "Känt.")),))[-2:]
    assert [r.area.strip() for r in last] == ["Undantagna (1)", "undantaget"]
    assert last[1].text == "Ett fynd. Skäl: Känt." and last[1].finding == finding


def test_the_findings_are_worst_first_and_lead_to_their_cells() -> None:
    all_ = [r for r in rows() if r.mal and r.mal.column]
    assert [r.area.strip() for r in all_] == ["fel", "fel", "bör ses över", "avrundning"]
    assert all_[0].mal == Address("2024-delar", "drift", "kostnader", "diff")
    assert all_[0].text.endswith("tryckt −32\u00a0296, raden ger −33\u00a0296.")


@pytest.mark.parametrize(
    ("document", "text"),
    [
        ("2024-delar", "5 tryckta tal skiljer sig inom avrundningsgränsen."),
        ("2025-budget", "1 tryckt tal skiljer sig inom avrundningsgränsen."),
    ],
)
def test_mere_rounding_is_one_line(document: str, text: str) -> None:
    assert about(rows(document), "avrundning") == [text]


def test_a_document_without_findings_says_so() -> None:
    assert about(rows("2019-underlag"), "inget") == ["Inget motsäger något annat i dokumentet."]
    assert about(rows(), "inget") == []


def test_a_bad_file_has_its_sentence() -> None:
    sentence = "2024-delar/drift.json, byte 17: filen är avbruten."
    assert about(rows(file_error=(FileError("drift.json", sentence),)), "fil") == [sentence]
    assert about(rows(), "fil") == []


@pytest.mark.parametrize(
    ("document", "missing"),
    [
        (
            "2024-delar",
            [
                "Dokumentet har inget diarienummer.",
                "Beslutets datum saknas.",
            ],
        ),
        ("2023-bokslut", []),
        ("2025-budget", []),
    ],
)
def test_what_is_missing_before_the_report_is_whole_is_listed(
    document: str, missing: list[str]
) -> None:
    assert about(rows(document), "saknas") == missing


@pytest.mark.parametrize(
    ("kind", "asked"), [("delarsbokslut", True), ("budget", False), ("underlag", False)]
)
def test_a_tab_without_tables_is_missing_in_a_draft_of_a_kind_that_has_such(
    kind: DocumentKind, asked: bool
) -> None:
    draft = replace(head("2024-delar"), status="utkast", kind=kind)
    lines = overview_lines(REGISTER, {}, (), (), Settings(), draft, TODAY)
    assert ("Fliken Personal har inga tabeller i dokumentet." in about(lines, "saknas")) is asked


def test_a_decided_document_is_not_asked_for_its_tabs() -> None:
    assert not [t for t in about(rows("2019-underlag"), "saknas") if t.startswith("Fliken")]


def test_the_next_meetings_come_first_with_their_days() -> None:
    coming = about(rows(), "kommande")
    assert coming[0] == "17 september 2024 § 9 Delårsbokslut · om 7 dagar"
    assert len(coming) == 3
    assert about(rows(), "tidigare")[0] == "17 augusti 2024 § 8 Delårsbokslut"


@pytest.mark.parametrize(("day", "made_at"), [(10, "i dag"), (11, "i morgon"), (12, "om 2 dagar")])
def test_the_days_are_said_as_people_say_them(day: int, made_at: str) -> None:
    meetings = (Sammantrade(date(2024, 9, day)),)
    assert about(rows(meetings=meetings), "kommande")[0].endswith(f" · {made_at}")


def test_without_a_meeting_it_says_so() -> None:
    (told,) = about(rows(meetings=()), "kommande")
    assert told.startswith("Inget sammanträde är planerat.")


@pytest.mark.parametrize("screen", [120, 80, 40])
@pytest.mark.parametrize("document", IDS)
def test_nothing_is_cut_however_narrow_the_screen(document: str, screen: int) -> None:
    all_ = rows(document)
    view = OverviewView(all_, screen)
    for i in range(view.count_rows):
        for k, column in enumerate(view.columns):
            assert len(view.box(i, k).text) <= column.width
    whole = " ".join(r.text for r in all_)
    assert " ".join(view.box(i, 1).text for i in range(view.count_rows)) == whole
    if screen >= 80:
        assert sum(k.total_width for k in view.columns) + 2 <= screen


def test_every_piece_of_a_long_line_leads_to_the_same_place() -> None:
    mal = Address("2024-delar", "drift", "kostnader", "diff")
    long = OverviewLine("  fel", "!", "allvar", "ett två tre fyra fem sex " * 6, mal=mal)
    view = OverviewView((long,), 40)
    assert view.count_rows > 3
    assert {r.mal for r in view.rows} == {mal}
    assert [r.sign for r in view.rows] == ["!"] + [""] * (view.count_rows - 1)


def test_nothing_on_the_overview_is_edited() -> None:
    view = OverviewView(rows(), 80)
    assert view.editing(0, 1) == "ingen"
    assert view.editing_text(0, 1) == view.refusal(0, 1, "x") == ""


def test_what_is_still_to_be_filled_in_is_missing_and_nothing_to_look_over() -> None:
    lack = Finding(Address("d", "t", "", "k"), "saknas", "saknas", None, None, "Drift: tom.")
    lines = rows(finding=(lack,))
    assert "Drift: tom." in about(lines, "saknas")
    assert "Att granska (0)" in [line.area for line in lines]
    assert [line.mal for line in lines if line.text == "Drift: tom."] == [lack.address]
    assert about(lines, "inget") == ["Inget motsäger något annat i dokumentet."]


def test_a_finding_of_zero_figures_is_still_a_finding() -> None:
    finding = Finding(Address("d", "t", "r", "k"), "identitet", "fel", Decimal(0), None, "Nej.")
    assert about(rows(finding=(finding,)), "fel") == ["Nej."]


def test_a_namnd_without_a_name_is_told_of() -> None:
    lines = overview_lines(REGISTER, {}, (), (), Settings(), head("2023-bokslut"), TODAY)
    assert about(lines, "saknas")[0].startswith("Nämndens namn är inte ifyllt")
