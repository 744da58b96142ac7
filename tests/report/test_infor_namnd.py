"""The page *Inför nämnd*: what a board member needs, out of the same figures."""

from functools import cache

import pytest

from tests.report.fem_rapporter import IDN, sida
from tui.report.rapport import Rapporttabell, Stycke
from tui.report.rapportskrivning import FORMAT, rapportbyte


@cache
def stycken(dokument: str) -> list[str]:
    (avsnitt,) = sida(dokument).avsnitt
    return [b.text for b in avsnitt.block if isinstance(b, Stycke)]


def laget(dokument: str) -> dict[str, list[str]]:
    (avsnitt,) = sida(dokument).avsnitt
    tabell = next(b for b in avsnitt.block if isinstance(b, Rapporttabell))
    return {r.etikett: [c.text for c in r.celler] for r in tabell.rader}


def test_the_result_and_its_prognos_come_first() -> None:
    assert stycken("2024-delar")[0] == (
        "Årets resultat (tkr): Budget 2024 0; Prognos helår 2024 −5\u00a0000; "
        "Avv. prognos/budget 2024 −5\u00a0000; Delårsbokslut 2024 −6\u00a0612."
    )


def test_every_area_has_a_line_with_its_symbol_beside_the_document_before() -> None:
    rader = laget("2024-delar")
    assert list(rader) == [
        "▼\u00a0Drift",
        "▲\u00a0Investeringar",
        "▽\u00a0Mål & nyckeltal",
        "▽\u00a0Internkontroll",
        "▲\u00a0Personal",
    ]
    assert rader["▽\u00a0Internkontroll"] == [
        "3 av 4 kontrollpunkter utan eller med försumbar anmärkning",
        "2 av 4 kontrollpunkter utan eller med försumbar anmärkning",
    ]
    assert rader["▲\u00a0Personal"][1].startswith("Total sjukfrånvaro 8,4 %")


def test_a_document_without_one_before_says_so() -> None:
    (avsnitt,) = sida("2018-delar").avsnitt
    tabell = next(b for b in avsnitt.block if isinstance(b, Rapporttabell))
    assert tabell.noter == ("Inget dokument från året innan finns att jämföra med.",)


def test_the_three_largest_deviations_come_with_their_words_and_comments() -> None:
    punkter = [t for t in stycken("2024-delar") if "tkr, " in t]
    assert [p.split("tkr")[0].replace("\u00a0", " ") for p in punkter] == [
        "▼ Köp av tjänster −6 000 ",
        "▲ Personalkostnader 3 000 ",
        "▽ Övriga kostnader −2 000 ",
    ]
    assert punkter[0].split(". ")[1].startswith("Mer köpt vård")


def test_goals_are_counted_by_colour_and_a_proposal_is_said_to_be_one() -> None:
    assert (
        "Ännu utan bedömning, programmets förslag: ● Helt uppfyllt 1; ◔ Delvis uppfyllt 1; "
        "○ Ej uppfyllt 2." in stycken("2024-delar")
    )
    assert "Bedömda: ● Helt uppfyllt 2; ○ Ej uppfyllt 3." in stycken("2023-bokslut")


def test_the_findings_are_counted_and_the_first_errors_told() -> None:
    alla = stycken("2024-delar")
    assert "4 fel, 10 bör ses över, 5 avrundningar inom gränsen." in alla
    assert alla[-1] == "… och 1 fel till."


@pytest.mark.parametrize("format_", FORMAT)
@pytest.mark.parametrize("dokument", IDN)
def test_the_page_is_written_in_every_format(dokument: str, format_: str) -> None:
    assert len(rapportbyte(sida(dokument), format_)) > 500
