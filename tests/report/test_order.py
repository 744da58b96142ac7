"""The order of a report's sections and tables, and choosing among them."""

import pytest
from msgspec.structs import replace

from tests.five_documents import IDS, area
from tests.malls import REGISTER
from tests.report.example import sheet as example_sheet
from tests.report.example import table, text_template
from tests.report.five_reports import report_sheets, sheet, whole
from tui.domain.document import DocumentKind
from tui.domain.register import TABS
from tui.domain.table import Row, Table
from tui.report.order import chosen, filled_sections, plans
from tui.report.sheets import ChoiceError

KINDS: tuple[DocumentKind, ...] = ("delarsbokslut", "arsbokslut", "budget", "underlag")


def headings(document: str) -> list[str]:
    return [section.heading for section in whole(document).sections]


def test_a_delarsbokslut_has_its_sections_in_the_printed_order() -> None:
    assert headings("2024-delar") == [
        "Mål och nyckeltal",
        "Uppföljning av internkontroll",
        "Ekonomi",
        "Personal",
        "Att granska",
    ]


def test_a_budget_has_its_ramar_in_ekonomi_and_its_risks_as_appendices() -> None:
    assert headings("2025-budget") == [
        "Mål och nyckeltal",
        "Ekonomi",
        "Personal",
        "Bilaga 1. Internkontrollplan",
        "Bilaga 2. Risk- och väsentlighetsanalys",
        "Att granska",
    ]
    assert [t.id for t in whole("2025-budget").tables][:6] == [
        "inriktningar",
        "ramar",
        "upprakning",
        "handlingsplan",
        "investeringsbudget",
        "arbetsmiljomal",
    ]


def test_ekonomi_has_drift_prognossakerhet_and_investeringar_in_that_order() -> None:
    ids = [t.id for t in whole("2023-bokslut").tables]
    economy = ["drift", "prognossakerhet", "prognostillfallen", "investeringar"]
    assert ids[ids.index("drift") :][:4] == economy


def placed(kind: DocumentKind, *tables: Table) -> dict[str, list[str]]:
    sheets = [example_sheet(one) for one in tables]
    return {
        part.id or filled.plan.id: [one.table for one in own]
        for filled in filled_sections(kind, sheets)
        for part, own in filled.parts
    }


def own_table(id_: str, tab: str, subject: str = "") -> Table:
    start = table(text_template("ett"), Row("r", "R"), id=id_)
    return replace(start, template="", tab=tab, subject=subject)


@pytest.mark.parametrize("kind", KINDS)
def test_every_built_in_kind_of_table_is_named_by_exactly_one_part(kind: DocumentKind) -> None:
    parts = [part for plan in plans(kind) for part in plan.parts]
    for mall in REGISTER.templates.values():
        of_tab = [part for part in parts if part.tab in ("", mall.tab)]
        assert [mall.subject in part.subjects for part in of_tab].count(True) == 1, mall.id


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("tab", [tab.id for tab in TABS])
def test_an_own_table_stands_in_a_section_of_its_tab(kind: DocumentKind, tab: str) -> None:
    assert list(placed(kind, own_table("lokaler", tab))) == [tab]


def test_own_tables_come_after_the_known_ones_in_the_order_of_the_document() -> None:
    tables = (
        own_table("besok", "drift"),
        own_table("uthyrning", "drift", "uthyrning"),
        own_table("bygglov", "drift", "resultat"),
        own_table("per-enhet", "drift", "resultat"),
    )
    assert placed("delarsbokslut", *tables) == {
        "drift": ["bygglov", "per-enhet", "besok", "uthyrning"]
    }


def test_a_budget_has_its_resultat_among_the_ramar_and_own_tables_in_drift() -> None:
    tables = (own_table("ramar", "drift", "resultat"), own_table("besok", "drift"))
    assert placed("budget", *tables) == {"drift": ["besok"], "ramar": ["ramar"]}


def test_a_subject_of_another_tab_does_not_move_a_table_from_its_own() -> None:
    assert list(placed("delarsbokslut", own_table("turlista", "drift", "plan"))) == ["drift"]


def test_a_table_of_no_tab_comes_last_and_is_not_lost() -> None:
    assert placed("delarsbokslut", own_table("ett", "")) == {"ovrigt": ["ett"]}


def chosen_one(document: str, *wanted: str) -> list[str]:
    all_ = filled_sections(area().document[document].kind, list(sheet(document).values()))
    return [b.table for f in chosen(all_, wanted) for _, tables in f.parts for b in tables]


def test_chosen_sections_come_in_the_reports_order_whatever_order_they_were_named_in() -> None:
    assert chosen_one("2024-delar", "personal", "drift") == [
        "drift",
        "arbetsmiljomal",
        "sjukfranvaro",
    ]


def test_a_part_is_chosen_by_its_own_name_and_a_section_by_its() -> None:
    assert chosen_one("2023-bokslut", "investeringar") == ["investeringar"]
    assert chosen_one("2023-bokslut", "ekonomi")[0] == "drift"


def test_names_are_found_with_their_swedish_letters_too() -> None:
    assert chosen_one("2024-delar", " Mål ") == chosen_one("2024-delar", "mal") != []


def test_all_appendices_have_a_name_together() -> None:
    assert chosen_one("2025-budget", "bilagor")[:2] == ["internkontrollplan", "risker"]


def test_an_appendix_keeps_its_number_when_it_is_chosen_alone() -> None:
    all_ = filled_sections("budget", list(sheet("2025-budget").values()))
    assert [f.heading for f in chosen(all_, ["risker"])] == [
        "Bilaga 2. Risk- och väsentlighetsanalys"
    ]


def test_a_section_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(ChoiceError, match=r"^Avsnittet ”foo” finns inte; där finns mal, .*drift"):
        chosen_one("2024-delar", "drift", "foo")


@pytest.mark.parametrize("document", IDS)
def test_nothing_chosen_is_everything_but_what_the_text_said(document: str) -> None:
    assert sorted(chosen_one(document)) == sorted(report_sheets(document))


@pytest.mark.parametrize("document", IDS)
def test_what_the_text_said_is_printed_where_it_is_asked_for_by_name(document: str) -> None:
    traces = sheet(document).keys() - report_sheets(document).keys()
    if traces:
        assert sorted(chosen_one(document, "uppgifter")) == sorted(traces)
        assert not traces & set(chosen_one(document, "bilagor", "ekonomi"))
