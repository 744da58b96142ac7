"""The lines that are always there: they fit, and say what must be known, at 120 and at 80."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.five_documents import IDS, area, head
from tests.malls import REGISTER
from tests.tables import begun
from tui.domain.document import Document
from tui.domain.finding import Address, Finding, Severity
from tui.domain.register import TABS
from tui.domain.settings import Sammantrade, Settings
from tui.screen.commands import FOOTER_COMMANDS
from tui.screen.views.head_lines import (
    document_text,
    finding_text,
    footer_command_at,
    footer_line,
    period_text,
    sammantrade_text,
    short_period,
    sign_line,
    status_line,
    tab_at,
    tab_line,
    tab_name,
    table_row,
)
from tui.screen.widgets.model import TextLine, width

TODAY = date(2024, 9, 10)
MEETING = sammantrade_text(Settings(sammantraden=(Sammantrade(date(2024, 9, 17)),)), TODAY)
FINDING = ("! 12 att granska", "! 12 fynd")
TAB_TABLES = [(d, f.id, area().tables[(d, f.id)]) for d in IDS for f in TABS]
FOOTER = [(k.shown, k.footer) for k in FOOTER_COMMANDS]


def text(row: TextLine) -> str:
    """The line's text."""
    return "".join(t for t, _ in row)


def states(document: Document) -> tuple[tuple[Document, str], ...]:
    """The document decided, unlocked and as a draft, with the longest word on saving of each."""
    return (
        (document, "läsläge"),
        (replace(document, unlocked="Rättelse"), "✓ sparat 14.02"),
        (replace(document, status="utkast"), "✓ sparat 14.02"),
    )


@pytest.mark.parametrize("screen", [120, 80])
@pytest.mark.parametrize("document", IDS)
def test_the_status_line_fits_and_cuts_nothing(document: str, screen: int) -> None:
    for table in (None, *(t for d, _, ts in TAB_TABLES if d == document for t in ts)):
        for the_head, saved in states(head(document)):
            row = text(status_line(the_head, table, MEETING, FINDING, saved, screen))
            assert len(row) == screen
            assert "…" not in row
            assert the_head.name in row
            assert "12" in row
            assert row.rstrip().endswith(saved)


@pytest.mark.parametrize("document", [d for d in IDS if d != "2019-underlag"])
@pytest.mark.parametrize("screen", [120, 80])
def test_the_status_line_has_state_period_and_days_to_the_meeting(
    document: str, screen: int
) -> None:
    for the_head, saved in states(head(document)):
        row = text(status_line(the_head, None, MEETING, FINDING, saved, screen))
        assert document_text(the_head) in row
        assert "om 7 dagar" in row
        if saved == "läsläge":
            assert short_period(the_head) in row


def test_the_unit_stands_in_the_status_line_or_in_the_line_of_signs() -> None:
    for document, _, tables in TAB_TABLES:
        for table in tables:
            for screen in (120, 80):
                rows = text(status_line(head(document), table, MEETING, FINDING, "läsläge", screen))
                assert table.unit in rows + text(sign_line(table, screen))


@pytest.mark.parametrize("screen", [60, 40, 10, 1])
def test_a_still_narrower_status_line_is_cut_on_the_left_first(screen: int) -> None:
    row = text(status_line(head("2024-delar"), None, MEETING, FINDING, "läsläge", screen))
    assert row.rstrip().endswith("läsläge")
    assert screen < 30 or len(row) == screen


@pytest.mark.parametrize(
    ("end", "long", "short"),
    [(date(2024, 8, 31), "per 31 aug 2024", "31 aug"), (date(2024, 12, 31), "helår 2024", "helår")],
)
def test_the_period_is_said_as_a_reader_says_it(end: date, long: str, short: str) -> None:
    document = head("2024-delar")
    document = replace(document, period=replace(document.period, end=end))
    assert (period_text(document), short_period(document)) == (long, short)


@pytest.mark.parametrize(
    ("day", "waited"),
    [
        (date(2024, 9, 10), ("nämnd 10 sep · i dag", "nämnd i dag")),
        (date(2024, 9, 11), ("nämnd 11 sep · i morgon", "nämnd i morgon")),
        (date(2024, 12, 10), ("nämnd 10 dec · om 91 dagar", "nämnd om 91 dagar")),
        (date(2024, 9, 9), ("inget möte planerat", "inget möte")),
    ],
)
def test_the_next_meeting_is_told_in_days(day: date, waited: tuple[str, str]) -> None:
    meetings = (Sammantrade(date(2023, 1, 1)), Sammantrade(day))
    assert sammantrade_text(Settings(sammantraden=meetings), TODAY) == waited


def finding(*severity: Severity) -> list[Finding]:
    """Findings of these severities."""
    return [Finding(Address("d"), "identitet", a, Decimal(1), None, "") for a in severity]


def test_the_findings_are_counted_without_mere_rounding() -> None:
    assert finding_text(finding("fel", "avrundning", "bör ses över"))[0] == "! 2 att granska"
    assert finding_text(finding("avrundning"))[0] == "✓ inga fynd"


@pytest.mark.parametrize("screen", [120, 80])
@pytest.mark.parametrize("selected", ["oversikt", *(f.id for f in TABS), "text"])
def test_the_tab_bar_fits_and_marks_the_chosen_tab_without_colour(
    selected: str, screen: int
) -> None:
    row = tab_line(tab_name(REGISTER, screen), selected)
    assert width(row) <= screen
    assert [t.strip("▸ ")[0] for t, _ in row] == ["0", *(f.key for f in TABS), "6"]
    assert text(row).count("▸") == 1
    assert "▸" in row[["oversikt", *(f.id for f in TABS), "text"].index(selected)][0]


@pytest.mark.parametrize("screen", [120, 80])
def test_the_tabs_tell_of_their_findings_where_there_is_room_with_their_number(screen: int) -> None:
    count = {f.id: 12 for f in TABS} | {"text": 12}
    row = tab_line(tab_name(REGISTER, screen, count), "drift")
    assert width(row) <= screen
    assert [("!" in t) for t, _ in row] == [False, True, True, True, True, True, True]
    assert ("!12" in text(row)) == (screen == 120)
    assert "!3" in text(tab_line(tab_name(REGISTER, 80, {"drift": 3}), "drift"))


def test_the_tabs_tell_what_is_missing_beside_their_findings_where_there_is_room() -> None:
    count, missing = {"drift": 3}, {"drift": 2, "personal": 1}
    row = tab_line(tab_name(REGISTER, 120, count, missing), "mal")
    assert "1 Drift !3 □2 " in text(row) and "5 Personal □1 " in text(row)
    narrow = tab_line(tab_name(REGISTER, 80, {f.id: 1 for f in TABS}, missing), "mal")
    assert width(narrow) <= 80 and "□" not in text(narrow) and text(narrow).count("!") == 5
    edge = len(narrow[0][0])
    assert tab_at(tab_name(REGISTER, 80, {f.id: 1 for f in TABS}, missing), edge) == "drift"


@pytest.mark.parametrize("screen", [120, 80])
def test_a_click_on_the_tab_bar_hits_the_tab_that_is_drawn_there(screen: int) -> None:
    edge, ids, count = 0, ["oversikt", *(f.id for f in TABS), "text"], {"mal": 4}
    for id_, (bit, _) in zip(
        ids, tab_line(tab_name(REGISTER, screen, count), "drift"), strict=True
    ):
        hits = {tab_at(tab_name(REGISTER, screen, count), x) for x in range(edge, edge + len(bit))}
        assert hits == {id_}
        edge += len(bit)
    assert tab_at(tab_name(REGISTER, screen), edge + 1) == ""


@pytest.mark.parametrize("screen", [120, 80])
def test_the_line_of_tables_fits_and_says_which_and_how_to_get_on(screen: int) -> None:
    for _, _, tables in TAB_TABLES:
        for i, selected in enumerate(tables):
            row = text(table_row(tables, selected, screen))
            assert len(row) <= screen
            assert selected.heading in row
            if len(tables) > 1:
                assert f" {i + 1} av {len(tables)} " in row
                assert row.endswith("F6 nästa")


def test_the_line_of_tables_shows_neighbours_as_far_as_there_is_room() -> None:
    tables = area().tables[("2019-underlag", "drift")]
    assert len(tables) == 14
    for selected in tables:
        row = text(table_row(tables, selected, 120))
        assert sum(t.heading in row for t in tables) >= 3
    assert "│ …" in text(table_row(tables, tables[0], 120))
    assert "… │" in text(table_row(tables, tables[-1], 120))


def test_a_tab_without_tables_says_so() -> None:
    assert text(table_row((), None, 80)) == " Inga tabeller att visa på fliken."
    assert sign_line(None, 80) == ()


@pytest.mark.parametrize("screen", [120, 80])
def test_the_convention_of_signs_is_stated_whole(screen: int) -> None:
    for document, _, tables in TAB_TABLES:
        for table in tables:
            row = text(sign_line(table, screen))
            assert len(row) <= screen, (document, table.id)
            assert row.endswith(table.sign)


@pytest.mark.parametrize(
    "template", [m for m in REGISTER.templates.values() if m.sign], ids=lambda m: m.id
)
def test_every_declared_convention_fits_a_narrow_screen(template) -> None:  # type: ignore[no-untyped-def]
    table = begun("t", template, template.heading, template.unit, template.columns, ())
    assert text(sign_line(table, 80)).endswith(template.sign)


@pytest.mark.parametrize("screen", [120, 80])
def test_the_footer_has_all_its_commands_at_most_eight(screen: int) -> None:
    row = text(footer_line(FOOTER, screen))
    assert len(row) <= screen
    assert len(FOOTER) <= 8
    assert all(name in row for _, name in FOOTER)


@pytest.mark.parametrize("screen", [120, 80, 40])
def test_a_click_on_the_footer_hits_the_command_that_is_drawn_there(screen: int) -> None:
    row = text(footer_line(FOOTER, screen))
    in_view = [name for _, name in FOOTER if f" {name}" in row]
    assert in_view == [name for _, name in FOOTER][: len(in_view)]
    for i, name in enumerate(in_view):
        assert footer_command_at(FOOTER, row.index(f" {name}") + 1, screen) == i
    assert footer_command_at(FOOTER, len(row), screen) is None


@given(screen=st.integers(1, 200))
def test_no_line_is_ever_wider_than_the_screen(screen: int) -> None:
    tables = area().tables[("2024-delar", "drift")]
    assert width(footer_line(FOOTER, screen)) <= screen
    assert width(sign_line(tables[0], screen)) <= screen
    assert screen < 40 or width(table_row(tables, tables[0], screen)) <= screen


@pytest.mark.parametrize(
    ("field", "text_"),
    [
        ({}, "Delårsbokslut 2024 (beslutad)"),
        ({"unlocked": "Rättelse"}, "Delårsbokslut 2024 (upplåst)"),
        ({"status": "utkast"}, "Delårsbokslut 2024 (utkast)"),
    ],
)
def test_a_document_is_named_with_its_state(field: dict[str, str], text_: str) -> None:
    assert document_text(replace(head("2024-delar"), **field)) == text_  # type: ignore[arg-type]
