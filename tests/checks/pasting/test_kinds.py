"""Blocks into a table of another nämnd: costs plus, millions, the deviation turned round."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from tests.checks.pasting.cases import (
    FILE,
    cases,
    is_as_wanted,
    outcome,
    pasted,
    working_copy,
)
from tests.tables import begun, mall
from tui.checks.pasting.preview import contradictions
from tui.domain.calculation import Calculation, Context
from tui.domain.paste import Pasting
from tui.domain.period import from_new_year
from tui.domain.rule import CHILDREN
from tui.domain.table import Column, Row
from tui.domain.value import Value
from tui.svenska.parse import Refusal


def D(text: str) -> Decimal:
    return Decimal(text)


COLUMNS = (
    Column("arsbudget", "Årsbudget {ar}", decimals=1, role="budget"),
    Column("helar", "Årsprognos {ar}", decimals=1, role="prognos"),
    Column("avvikelse", "Avvikelse", rule="arsbudget - helar", decimals=1, role="avvikelse"),
    Column("nu", "Utfall jan–okt {ar}", decimals=1, role="utfall"),
    Column("fjol", "Utfall jan–okt {fjol}", decimals=1, role="utfall", year=-1),
    Column("besok", "Besök", "tal", decimals=0, role="antal", optional=True),
)
ROWS = (
    ("bibliotek", "Bibliotek och kulturhus", "40.1", "41.0", "33.2", "32.8"),
    ("museum", "Museum", "12.5", "12.5", "10.1", "9.9"),
    ("musik", "Musik- och kulturskola", "20.0", "19.4", "16.3", "16.0"),
)
TEMPLATE = mall("kultur.resultat", "drift", "Kultur", COLUMNS, unit="mnkr")


def kultur() -> Calculation:
    """The cultural board's draft."""
    ids = ("arsbudget", "helar", "nu", "fjol")
    rows = [
        Row(id_, label, parent="summa", cells=dict(zip(ids, map(D, figures), strict=True)))
        for id_, label, *figures in ROWS
    ]
    income = dict(zip(ids, map(D, ("-6.0", "-6.5", "-5.1", "-4.8")), strict=True))
    all_ = (
        *rows,
        Row("avgifter", "Avgifter", parent="summa", cells=income, role="intakt"),
        Row("summa", "Nettokostnad", "summa", rule=CHILDREN),
    )
    table = begun(
        "kultur", TEMPLATE, "Kultur", "mnkr", COLUMNS, all_, heading_label="Belopp i mnkr"
    )
    return Calculation(table, Context({"kultur": table}, period=from_new_year(2031, 10)))


def changes(text: str, row: str = "bibliotek", column: str = "arsbudget") -> dict[str, Value]:
    return pasted(kultur(), text, row, column).changes


def asked(text: str, row: str = "bibliotek", column: str = "arsbudget") -> list[str]:
    return [one.about for one in pasted(kultur(), text, row, column).asked]


def told(text: str, row: str = "bibliotek", column: str = "arsbudget") -> str:
    return pasted(kultur(), text, row, column).told


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("\tPrognos 2031\tBudget 2031\nMuseum\t13,1\t12,0\n", {"helar": "13.1", "arsbudget": "12"}),
        ("\tBudget 2031\tBudget 2032\nMuseum\t12,0\t14,0\n", {"arsbudget": "12"}),
        ("\tUtfall\tBudget\nMuseum\t11,0\t12,0\n", {"arsbudget": "12"}),
        ("\tUtfall jan-okt 2030\nMuseum\t9,7\n", {"fjol": "9.7"}),
        ("\tUtfall jan-aug 2031\nMuseum\t9,7\n", {}),
        ("\tBokslut 2030\nMuseum\t11,7\n", {}),
        ("\tÅrsbudget\tUtfall jan–okt\t\n\t2031\t2031\t2030\nMuseum\t12,1\t10,2\t9,8\n",
         {"arsbudget": "12.1", "nu": "10.2", "fjol": "9.8"}),
        ("61 Museum\t12,0\n", {"arsbudget": "12"}),
        ("610-619 Museum\t12,0\n", {"arsbudget": "12"}),
        ("610\tMuseum\t12,0\n", {"arsbudget": "12"}),
        ("Konto\tVerksamhet\tBudget 2031\n610\tMuseum\t12,0\n", {"arsbudget": "12"}),
        ("6100 Lokaler\t12,0\n", {}),
        ("MUSEUM \t12,0\n", {"arsbudget": "12"}),
        ("Tkr\tBudget 2031\nMuseum\t12 034\n", {"arsbudget": "12.034"}),
        ("\tBudget 2031 (kr)\nMuseum\t12 034 500\n", {"arsbudget": "12.0345"}),
        ("Museum\t12 034 tkr\n", {"arsbudget": "12.034"}),
        ("Museum\t-  \n", {"arsbudget": None}),
    ],
)  # fmt: skip
def test_each_figure_goes_where_its_heading_and_label_say(
    text: str, wanted: dict[str, str | None]
) -> None:
    got = {at.removeprefix("museum/"): value for at, value in changes(text).items()}
    assert got.keys() == wanted.keys()
    assert all(value is None or got[at] == D(value) for at, value in wanted.items())


@pytest.mark.parametrize(
    ("text", "about", "wanted"),
    [
        ("Museum\t12034\n", "enhet", {"museum/arsbudget": "12.034"}),
        ("Museum\t-12,0\nAvgifter\t6,1\n", "tecken",
         {"museum/arsbudget": "12", "avgifter/arsbudget": "-6.1"}),
        ("12.1\t12.9\n", "punkt", {"museum/arsbudget": "12.1", "museum/helar": "12.9"}),
        ("\t2030\t2031\nMuseum\t9,8\t10,3\n", "år", {"museum/fjol": "9.8", "museum/nu": "10.3"}),
        ("Alfa\tBeta\n12,1\t12,9\n", "markör",
         {"museum/arsbudget": "12.1", "museum/helar": "12.9"}),
    ],
)  # fmt: skip
def test_what_the_block_leaves_open_is_asked_once(
    text: str, about: str, wanted: dict[str, str]
) -> None:
    got = pasted(kultur(), text, "museum", "arsbudget")
    assert [one.about for one in got.asked] == [about]
    assert got.changes == {at: D(value) for at, value in wanted.items()}


def test_one_figure_with_another_sign_is_no_reversed_block() -> None:
    text = "Museum\t12,0\nBibliotek och kulturhus\t-40,0\nMusik- och kulturskola\t20,1\n"
    assert asked(text) == []
    assert changes(text)["bibliotek/arsbudget"] == D("-40")


def test_a_count_beside_amounts_is_not_taken_for_kronor() -> None:
    text = "\tBesök\nMuseum\t41 250\n"
    assert asked(text) == []
    assert changes(text) == {"museum/besok": D("41250")}


def test_what_has_no_place_is_told() -> None:
    assert "«Budget 2032» är för 2032" in told("\tBudget 2031\tBudget 2032\nMuseum\t12\t14\n")
    assert "Lokaler" in told("Museum\t12,0\nLokaler\t3,0\n")
    assert "kan vara" in told("\tUtfall\tBudget\nMuseum\t11,0\t12,0\n")


def test_a_deviation_by_another_rule_is_compared_and_never_kept() -> None:
    right = pasted(kultur(), "\tBudget\tPrognos\tAvvikelse\nMuseum\t12,0\t13,0\t-1,0\n",
                   "museum", "arsbudget")  # fmt: skip
    assert isinstance(right.answer, Pasting)
    assert [(c.column, c.utfall) for c in right.answer.cells][-1] == ("avvikelse", "lika")
    text = "\tBudget\tÖver-/underskott\nMuseum\t12,0\t1,9\n"
    other = pasted(kultur(), text, "museum", "arsbudget")
    assert other.changes == {"museum/arsbudget": D("12")}
    assert "räknas på annat sätt" in other.told


def test_figures_alone_go_in_the_printed_columns_where_only_there_they_agree() -> None:
    k = working_copy("2023-bokslut", "drift")
    text = "-137 901\t-127 614\t10 287\t-115 112\t-12 502\n"
    got = pasted(k, text, "personal", "budget")
    assert got.changes == {"personal/foregaende": D("-115112")}
    assert "de som dokumentet trycker" in got.told


def test_the_years_budget_is_not_that_of_some_months() -> None:
    k = kultur()
    columns = (replace(k.table.columns[0], heading="Budget jan–okt {ar}"), *k.table.columns[1:])
    part = Calculation(replace(k.table, columns=columns), k.context)
    assert pasted(part, "\tBudget 2031\nMuseum\t12,0\n", "museum", "nu").changes == {}
    got = pasted(part, "\tBudget jan-okt 2031\nMuseum\t12,0\n", "museum", "nu")
    assert got.changes == {"museum/arsbudget": D("12")}


PRINTED = (
    "Belopp i mnkr Årsbudget 2031 Årsprognos 2031 Avvikelse Utfall jan–okt 2031\n"
    "Bibliotek och kulturhus 40,1 41,0 -0,9 33,2\nMuseum 12,5 12,5 0 10,1\n"
    "Musik- och kulturskola 20,0 19,4 0,6 16,4\nAvgifter -6,0 -6,5 0,5 -5,1\n"
    "Nettokostnad 66,6 66,4 0,2 54,6\n"
)


def test_lines_out_of_a_printed_page_are_cut_by_the_tables_rules() -> None:
    got = pasted(kultur(), PRINTED, "bibliotek", "arsbudget")
    assert got.changes == {"musik/nu": D("16.4")}
    assert "delade i kolumner" in got.told


def test_a_line_that_can_be_cut_in_two_ways_is_left_out() -> None:
    got = pasted(kultur(), "Museum 1 100 200 300\n", "bibliotek", "nu")
    assert got.changes == {}
    assert "kan delas på flera sätt" in got.told


@pytest.mark.parametrize("text", ["#RES 0 6100 12034.00\n", '{"values": [{"kpi": "U09801"}]}'])
def test_data_of_other_programs_is_no_cells_text(text: str) -> None:
    assert isinstance(pasted(kultur(), text, "museum", "nu").answer, Refusal)


def test_the_preview_names_the_cell_that_explains_a_mismatch() -> None:
    text = (
        "Belopp i mnkr\tÅrsbudget 2031\tÅrsprognos 2031\tAvvikelse\n"
        "Bibliotek och kulturhus\t40,1\t41,0\t-0,9\nMuseum\t15,2\t12,5\t0,0\n"
        "Musik- och kulturskola\t20,0\t19,4\t0,6\nAvgifter\t-6,0\t-6,5\t0,5\n"
        "Nettokostnad\t66,6\t66,4\t0,2\n"
    )
    got = pasted(kultur(), text, "bibliotek", "arsbudget")
    assert isinstance(got.answer, Pasting)
    (finding,) = contradictions(got.before, got.answer)
    assert (finding.address.row, finding.address.column) == ("museum", "arsbudget")
    assert finding.should == D("12.5")


@pytest.mark.skipif(not FILE.exists(), reason="the cases are kept beside the project")
@pytest.mark.parametrize("case", cases(), ids=lambda case: case["id"])
def test_the_cases_come_out_as_they_say(case: dict[str, object]) -> None:
    assert is_as_wanted(case, outcome(case)) == ""
