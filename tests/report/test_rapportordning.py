"""The order of a report's sections and tables, and choosing among them."""

import pytest

from tests.fem_dokument import IDN, yta
from tests.report.exempel import blad as exempelblad
from tests.report.exempel import tabell, text_mall
from tests.report.fem_rapporter import blad, hel
from tui.domain.register import REGISTER
from tui.domain.tabell import Rad
from tui.report.blad import Valfel
from tui.report.rapportordning import fyllda, planer, valda

DELAR = ("delarsbokslut", "arsbokslut", "budget", "underlag")


def rubriker(dokument: str) -> list[str]:
    return [avsnitt.rubrik for avsnitt in hel(dokument).avsnitt]


def test_a_delarsbokslut_has_its_sections_in_the_printed_order() -> None:
    assert rubriker("2024-delar") == [
        "Mål och nyckeltal",
        "Uppföljning av internkontroll",
        "Ekonomi",
        "Personal",
        "Bilaga 1. Uppgifter ur texten",
        "Att granska",
    ]


def test_a_budget_has_its_ramar_in_ekonomi_and_its_risks_as_appendices() -> None:
    assert rubriker("2025-budget") == [
        "Mål och nyckeltal",
        "Ekonomi",
        "Personal",
        "Bilaga 1. Internkontrollplan",
        "Bilaga 2. Risk- och väsentlighetsanalys",
        "Bilaga 3. Uppgifter ur texten",
        "Att granska",
    ]
    assert [t.id for t in hel("2025-budget").tabeller][:6] == [
        "inriktningar",
        "ramar",
        "upprakning",
        "handlingsplan",
        "investeringsbudget",
        "arbetsmiljomal",
    ]


def test_ekonomi_has_drift_prognossakerhet_and_investeringar_in_that_order() -> None:
    idn = [t.id for t in hel("2023-bokslut").tabeller]
    ekonomi = ["drift", "prognossakerhet", "prognostillfallen", "investeringar"]
    assert idn[idn.index("drift") :][:4] == ekonomi


@pytest.mark.parametrize("slag", DELAR)
def test_every_declared_kind_of_table_has_exactly_one_place(slag: str) -> None:
    namnda = [m for plan in planer(slag) for d in plan.delar for m in d.mallar]  # type: ignore[arg-type]
    ramar = {"drift.plan"} - {*namnda}
    assert ramar == set()
    assert sorted(namnda) == sorted(REGISTER.mallar)


def test_a_kind_of_table_that_no_section_names_comes_last_and_is_not_lost() -> None:
    okand = exempelblad(tabell(text_mall("ett"), Rad("r", "R")))
    (fylld,) = fyllda("delarsbokslut", [okand])
    assert (fylld.rubrik, fylld.delar[0][1]) == ("Bilaga 1. Övriga tabeller", (okand,))


def valt(dokument: str, *sokta: str) -> list[str]:
    alla = fyllda(yta().dokument[dokument].slag, list(blad(dokument).values()))
    return [b.tabell for f in valda(alla, sokta) for _, tabeller in f.delar for b in tabeller]


def test_chosen_sections_come_in_the_reports_order_whatever_order_they_were_named_in() -> None:
    assert valt("2024-delar", "personal", "drift") == ["drift", "arbetsmiljomal", "sjukfranvaro"]


def test_a_part_is_chosen_by_its_own_name_and_a_section_by_its() -> None:
    assert valt("2023-bokslut", "investeringar") == ["investeringar"]
    assert valt("2023-bokslut", "ekonomi")[0] == "drift"


def test_names_are_found_with_their_swedish_letters_too() -> None:
    assert valt("2024-delar", " Mål ") == valt("2024-delar", "mal") != []


def test_all_appendices_have_a_name_together() -> None:
    assert valt("2025-budget", "bilagor")[:2] == ["internkontrollplan", "risker"]


def test_an_appendix_keeps_its_number_when_it_is_chosen_alone() -> None:
    alla = fyllda("budget", list(blad("2025-budget").values()))
    assert [f.rubrik for f in valda(alla, ["risker"])] == [
        "Bilaga 2. Risk- och väsentlighetsanalys"
    ]


def test_a_section_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(Valfel, match=r"^Avsnittet ”foo” finns inte; där finns mal, .*drift"):
        valt("2024-delar", "drift", "foo")


@pytest.mark.parametrize("dokument", IDN)
def test_nothing_chosen_is_everything(dokument: str) -> None:
    assert sorted(valt(dokument)) == sorted(blad(dokument))
