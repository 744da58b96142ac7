"""A column of a document is of some months: figures of others never go in without a word."""

from decimal import Decimal

import pytest

from tests.tables import begun, mall
from tui.checks.pasting.asked import Ask
from tui.checks.pasting.placing import CLIPBOARD, Origin, placed
from tui.domain.calculation import Calculation, Context
from tui.domain.paste import Pasting
from tui.domain.period import from_new_year
from tui.domain.table import Column, Row
from tui.svenska.parse import Refusal

COLUMNS = (
    Column("budget", "Budget {ar}", role="budget"),
    Column("utfall", "Utfall {ar}", role="utfall"),
)


def permits(unit: str = "tkr") -> Calculation:
    """A building board's costs, followed up to August."""
    form = mall("bygg.drift", "drift", "Drift", COLUMNS, unit=unit)
    rows = (Row("lov", "Bygglov"), Row("tillsyn", "Tillsyn"))
    table = begun("drift", form, "Drift", unit, COLUMNS, rows, heading_label="Verksamhet")
    return Calculation(table, Context({"drift": table}, period=from_new_year(2031, 8)))


def outcome(
    heads: str, origin: Origin = CLIPBOARD, *, figures: str = "900\t800", unit: str = "tkr"
) -> Pasting | Ask | Refusal:
    rows = [tuple(line.split("\t")) for line in heads.split("\n")]
    rows += [("Bygglov", *figures.split("\t")), ("Tillsyn", *figures.split("\t"))]
    width = max(map(len, rows))
    block = tuple((*row, *[""] * (width - len(row))) for row in rows)
    return placed(permits(unit), block, 0, "budget", {}, origin)


def filled(answer: Pasting | Ask | Refusal) -> set[str]:
    return {c.column for c in answer.of("andras")} if isinstance(answer, Pasting) else set()


@pytest.mark.parametrize(
    "budget",
    ["Budget jan–aug 2031", "Budget tom juli 2031", "Budget Q3 2031", "Periodens budget 2031"],
)
def test_a_budget_of_a_part_of_the_year_is_no_budget_of_the_year(budget: str) -> None:
    answer = outcome(f"tkr\t{budget}\tUtfall jan–aug 2031")
    assert filled(answer) == {"utfall"}
    assert isinstance(answer, Pasting)
    assert f"Kolumnen «{budget}» gäller en del av året" in " ".join(answer.outside)


@pytest.mark.parametrize(
    ("head", "fits"),
    [
        ("Utfall aug 2031", False),
        ("Utfall maj–aug 2031", False),
        ("Utfall T2 2031", False),
        ("Utfall helår 2031", False),
        ("Utfall 2031-07", False),
        ("Utfall jan–jul", False),
        ("Periodens utfall 2031", False),
        ("Utfall jan–aug", True),
        ("Utfall per 2031-08-31", True),
        ("Utfall ack. 2031", True),
        ("Utfall 2031", True),
    ],
)
def test_an_outcome_is_of_the_document_s_months_or_left_out(head: str, fits: bool) -> None:
    assert filled(outcome(f"tkr\tBudget 2031\t{head}")) == {"budget", *(["utfall"] * fits)}


@pytest.mark.parametrize(
    "origin",
    [
        Origin(file=True, title="Period: januari–juli 2031"),
        Origin(file=True, name="uppfoljning_2031-09.csv"),
    ],
)
def test_other_months_in_a_title_or_a_file_s_name_are_asked_about(origin: Origin) -> None:
    answer = outcome("tkr\tBudget 2031\tUtfall 2031", origin)
    assert isinstance(answer, Ask) and answer.about == "tid"
    assert "januari–augusti 2031" in answer.text


def test_the_document_s_own_months_in_a_title_are_not_asked_about() -> None:
    for title, name in (
        ("Utfall t.o.m. augusti 2031", "x_2031-09.csv"),
        ("", "rapport 2031-08.csv"),
        ("Tertialrapport 2 2031", ""),
        ("Uttag 2031-09-12", ""),
    ):
        answer = outcome("tkr\tBudget\tUtfall", Origin(file=True, title=title, name=name))
        assert filled(answer) == {"budget", "utfall"}


def test_a_pasted_title_of_other_months_is_asked_about_and_is_no_heading() -> None:
    answer = outcome("Period: januari–juli 2031\ntkr\tBudget 2031\tUtfall 2031")
    assert isinstance(answer, Ask) and answer.about == "tid"


def test_the_title_s_year_is_that_of_headings_without_one() -> None:
    answer = outcome("Uppföljning 2030\ntkr\tBudget\tUtfall")
    assert isinstance(answer, Refusal)
    assert "«Budget» är för 2030" in answer.sentence


def test_amounts_for_each_and_per_cent_are_no_amounts() -> None:
    for head in ("Budget per invånare 2031", "Budget i % 2031"):
        assert filled(outcome(f"tkr\t{head}\tUtfall 2031")) == {"utfall"}
    assert isinstance(outcome("Belopp (kr/inv)\tBudget 2031\tUtfall 2031"), Refusal)


@pytest.mark.parametrize(
    ("unit", "times"),
    [
        ("Belopp i 1000-tal kr", "1"),
        ("Belopp, tusental kronor", "1"),
        ("KSEK", "1"),
        ("1000 kr", "1"),
        ("MSEK", "1000"),
        ("SEK", "0.001"),
    ],
)
def test_the_unit_is_read_however_it_is_written(unit: str, times: str) -> None:
    answer = outcome(f"{unit}\tBudget 2031\tUtfall 2031")
    assert isinstance(answer, Pasting)
    assert answer.of("andras")[0].to == 900 * Decimal(times)


def test_a_size_that_no_committee_has_is_asked_about_in_an_empty_table() -> None:
    large = outcome("Drift\tBudget 2031\tUtfall 2031", figures="30000000\t8000000")
    assert isinstance(large, Ask) and "Är de i kr?" in large.text
    large = outcome("Drift\tBudget 2031\tUtfall 2031", figures="30000\t8000", unit="mnkr")
    assert isinstance(large, Ask) and "Är de i tkr?" in large.text
    assert isinstance(outcome("Drift\tBudget 2031\tUtfall 2031", figures="300000\t80"), Pasting)


def test_a_share_beside_per_cent_in_its_row_is_asked_about() -> None:
    columns = (
        Column("mal", "Mål {ar}", type_="procent", role="mal"),
        Column("utfall", "Utfall {ar}", type_="procent", role="utfall"),
    )
    form = mall("bygg.matt", "mal", "Mått", columns, unit="%")
    table = begun(
        "matt", form, "Mått", "%", columns, (Row("nojda", "Nöjda"),), heading_label="Mått"
    )
    k = Calculation(table, Context({"matt": table}, period=from_new_year(2031, 8)))
    block = (("Mått", "Mål 2031", "Utfall 2031"), ("Nöjda", "90 %", "0,87"))
    answer = placed(k, block, 0, "mal", {})
    assert isinstance(answer, Ask) and answer.about == "andel"
    made = placed(k, block, 0, "mal", {"andel": True})
    assert isinstance(made, Pasting)
    assert [cell.to for cell in made.of("andras")] == [90, 87]
