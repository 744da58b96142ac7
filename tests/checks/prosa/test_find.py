"""Which numeric claims are found in a text, and which figures are none."""

from decimal import Decimal

import pytest

from tui.checks.prosa.claim import Claim, TextSource
from tui.checks.prosa.find import claims, number_value
from tui.checks.prosa.paragraphs import is_table_row, text_body


def found(*rows: str) -> tuple[Claim, ...]:
    return claims(TextSource("prov.txt", rows))


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Det blev 5,0 mnkr i år.", "5.0", "mnkr"),
        ("Det blev 5,0 Mkr i år.", "5.0", "mnkr"),
        ("Det blev 12 miljoner kronor.", "12", "mnkr"),
        ("Det blev 23 769 tkr bättre.", "23769", "tkr"),
        ("Det blev 23\u00a0769 tkr bättre.", "23769", "tkr"),
        ("Det blev 19.112 tkr.", "19112", "tkr"),
        ("Det blev -2,0 mnkr.", "-2.0", "mnkr"),
        ("Det blev −2,0 mnkr.", "-2.0", "mnkr"),
        ("Avvikelsen (-2 336 tkr) består.", "-2336", "tkr"),
        ("Det blev – 614 kr.", "-614", "kr"),
        ("Det ökade med nio procent.", "9", "procent"),
        ("Det ökade med 4,6%.", "4.6", "procent"),
        ("Det ökade med två procentenheter.", "2", "procentenheter"),
        ("Det ökade med 0,3 %-enheter.", "0.3", "procentenheter"),
        ("Nu är det 298 personer.", "298", "antal"),
        ("Per augusti har åtta våldsutövare fått stöd.", "8", "antal"),
        ("Per augusti har atta valdsutdvare fatt stod.", "8", "antal"),
        ("Enbart tio av nämnda ärenden är kvar.", "10", "antal"),
    ],
)
def test_a_claim_is_found_with_its_figure_and_unit(text: str, value: str, unit: str) -> None:
    (p,) = found(text)
    assert (p.value, p.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "text",
    [
        "Beslutet togs 31 augusti 2024.",
        "Beslutet togs 2024-09-17, § 42, enligt 11 kap.",
        "Barn upp till 18 år och vuxna över 21 ar.",
        "Föreskriften heter SOSFS 2014:5.",
        "Detta är ett mål och en del av arbetet.",
        "Personalkostnader -158 695 -155 695 3000 -100 092",
        "Tillsvidareanställda 99 % 99 % 0 %",
        "Måluppföljning.....3 Nästa kapitel",
        "5 Uppgift från verksamhetssystemet",
        "Under 2023 och 2024 har arbetet fortsatt.",
    ],
)
def test_dates_years_ages_numbering_and_rows_of_figures_are_no_claims(text: str) -> None:
    assert found(text) == ()


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("Ökningen är drygt 9 procent.", "drygt"),
        ("Det är knappt 0,9 mnkr.", "knappt"),
        ("Det är ungefar 11 procent.", "ungefär"),
        ("Det är ca 11 procent.", "ca"),
        ("Det är strax under 11 procent.", "strax under"),
        ("Det är 11 procent.", ""),
    ],
)
def test_the_hedge_belongs_to_the_claim(text: str, hedge: str) -> None:
    (p,) = found(text)
    assert p.hedge == hedge
    assert p.text.lower().startswith(hedge[:3])


def test_a_count_of_a_whole_a_shared_unit_and_a_fraction() -> None:
    (p,) = found("Av dem är tre av totalt fyra kontrollpunkter utan anmärkning.")
    assert (p.value, p.of) == (3, 4)
    assert [(p.value, p.unit) for p in found("Det är 52 respektive 72 procent högre.")] == [
        (52, "procent"),
        (72, "procent"),
    ]
    (p,) = found("Drygt hälften är kvar.")
    assert (p.value, p.unit, p.hedge) == (Decimal("0.5"), "andel", "drygt")


def test_a_claim_over_two_lines_has_both_places() -> None:
    (p,) = found("Bidraget har ökat med drygt 9", "procent i år.")
    assert (p.row_in_file, p.start, p.end_row, p.end) == (1, 28, 2, 7)
    assert p.text == "drygt 9 procent"


def test_precision_is_that_of_the_last_written_place() -> None:
    assert number_value("5,0") == (Decimal("5.0"), Decimal("0.1"))
    assert number_value("23 769") == (23769, 1)
    assert number_value("åtta") == (8, 1)


def test_a_double_spaced_text_keeps_its_paragraphs() -> None:
    rows = [t for i in range(12) for t in (f"rad {i} som fortsätter", "")]
    assert len(text_body(TextSource("x", tuple(rows))).paragraphs) == 1
    assert len(text_body(TextSource("x", ("Ett stycke.", "", "Ett till."))).paragraphs) == 2


def test_prose_that_ends_in_one_figure_is_not_a_row_of_figures() -> None:
    assert not is_table_row("Trots det beräknas helårsprognosen vara ett överskott på 2 000")
    assert is_table_row("Årets resultat 0 -5 000 -5 000")
    assert is_table_row("Total sjukfrånvaro -1,3")


def test_a_hostile_line_is_read_in_linear_time() -> None:
    assert found("1 " * 50_000) is not None
    assert found("9" * 200_000) is not None
    assert found("två " * 50_000) is not None
    assert found("(" * 50_000 + " -" * 50_000) is not None
