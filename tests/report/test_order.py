"""The order of a report's sections and tables, and choosing among them."""

import pytest

from tests.five_documents import IDS, area
from tests.malls import REGISTER
from tests.report.example import sheet as example_sheet
from tests.report.example import table, text_template
from tests.report.five_reports import report_sheets, sheet, whole
from tui.domain.table import Row
from tui.report.order import chosen, filled_sections, plans
from tui.report.sheets import ChoiceError

PARTS = ("delarsbokslut", "arsbokslut", "budget", "underlag")


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


@pytest.mark.parametrize("kind", PARTS)
def test_every_declared_kind_of_table_has_exactly_one_place(kind: str) -> None:
    mentioned = [m for plan in plans(kind) for d in plan.parts for m in d.templates]  # type: ignore[arg-type]
    ramar = {"drift.plan"} - {*mentioned}
    assert ramar == set()
    assert sorted(mentioned) == sorted(REGISTER.templates)


def test_a_kind_of_table_that_no_section_names_comes_last_and_is_not_lost() -> None:
    unknown = example_sheet(table(text_template("ett"), Row("r", "R")))
    (filled,) = filled_sections("delarsbokslut", [unknown])
    assert (filled.heading, filled.parts[0][1]) == ("Bilaga 1. Övriga tabeller", (unknown,))


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
