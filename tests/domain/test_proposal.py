"""Proposals of goals and control points in tables: from which rows, and in which words."""

from decimal import Decimal

import pytest

from tests.domain.naive import period
from tests.domain.words import CONTROL_SCALE, IMPOSSIBLE, MAL_SCALE, NOT_REACHED, REACHED
from tests.malls import MAL, NYCKELTAL, SAMPLE, UPPFOLJNING
from tests.tables import begun
from tui.domain.calculation import Calculation, Context
from tui.domain.explanation import explanation
from tui.domain.settings import Settings, Thresholds
from tui.domain.table import Row, Table
from tui.domain.value import Malvarde, Value

D = Decimal
WITHOUT, WITH = CONTROL_SCALE
HALF = Settings(thresholds=Thresholds(near_share=D("92.5"), anmarkning_share=D("2.5")))


def table(id: str, template: Table, *rows: Row) -> Table:
    return begun(id, template, template.heading, template.unit, template.columns, rows)


def nyckeltal(name: str, mal: Value, utfall: Value, **cells: Value) -> Row:
    all_ = {"mal": mal, "utfall": utfall, "namndmal": "m", **cells}
    return Row(name, name.title(), cells={k: v for k, v in all_.items() if v is not None})


def mal_with(*rows: Row, settings: Settings | None = None, months: int = 8) -> Calculation:
    siblings = {"nyckeltal": table("nyckeltal", NYCKELTAL, *rows)}
    context = Context(siblings, settings or Settings(), period(months))
    return Calculation(table("mal", MAL, Row("m", "Mål"), Row("annat", "Annat")), context)


def rule(calculation: Calculation, row: str, column: str) -> str:
    f = explanation(calculation, row, column)
    assert f is not None
    return f.rule


def test_a_goal_is_proposed_out_of_its_own_nyckeltal_only() -> None:
    calculation = mal_with(
        nyckeltal("a", Malvarde(">", D(5)), D(6)),
        nyckeltal("b", Malvarde(">", D(5)), D(1), namndmal="annat"),
    )
    assert calculation.value("m", "forslag") == MAL_SCALE[3]
    assert calculation.value("annat", "forslag") == MAL_SCALE[0]


def test_a_goal_without_nyckeltal_has_no_proposal_and_says_why() -> None:
    for calculation in (mal_with(), Calculation(table("mal", MAL, Row("m", "Mål")))):
        assert calculation.value("m", "forslag") is None
        assert rule(calculation, "m", "forslag") == "målet har inga nyckeltal att bedöma efter"


def test_a_nyckeltal_that_is_not_filled_in_does_not_weigh_and_is_told() -> None:
    calculation = mal_with(nyckeltal("a", Malvarde(">", D(5)), D(6)), nyckeltal("b", None, None))
    assert calculation.value("m", "forslag") == MAL_SCALE[3]
    assert rule(calculation, "m", "forslag").startswith(f"A: {REACHED}; B: inte ifyllt (")


def test_a_proposal_follows_the_thresholds_in_force() -> None:
    row = nyckeltal("a", Malvarde(">", D(100)), D(93))
    assert mal_with(row).value("m", "forslag") == MAL_SCALE[0]
    assert mal_with(row, settings=HALF).value("m", "forslag") == MAL_SCALE[1]


@pytest.mark.parametrize(
    ("cumulative", "months", "status"),
    [("Ja", 8, NOT_REACHED), ("Ja", 12, REACHED), ("Nej", 8, REACHED), (None, 8, REACHED)],
)
def test_a_nyckeltal_grows_through_the_year_only_where_it_says_so(
    cumulative: Value, months: int, status: str
) -> None:
    row = nyckeltal("a", Malvarde("<", D(315)), D(298), kumulativ=cumulative)
    calculation = Calculation(table("nyckeltal", NYCKELTAL, row), Context(period=period(months)))
    assert calculation.value("a", "status") == status
    assert ("bedöms därför i takt" in rule(calculation, "a", "status")) is (cumulative == "Ja")


def test_a_nyckeltal_without_target_and_outcome_has_no_status() -> None:
    row = Row("a", "A", cells={"riktning": "lägre är bättre"})
    assert Calculation(table("nyckeltal", NYCKELTAL, row)).value("a", "status") is None


def test_a_target_without_an_outcome_cannot_be_judged() -> None:
    row = nyckeltal("a", Malvarde("<", D(5)), None)
    assert Calculation(table("nyckeltal", NYCKELTAL, row)).value("a", "status") == IMPOSSIBLE


def test_without_a_period_a_growing_measure_is_judged_at_the_whole_year() -> None:
    row = nyckeltal("a", Malvarde("≤", D(300)), D(300), kumulativ="Ja")
    calculation = Calculation(table("nyckeltal", NYCKELTAL, row))
    assert calculation.value("a", "status") == REACHED
    assert rule(calculation, "a", "status").endswith("i takt: 300 efter 12 månader")


def test_thresholds_are_told_with_a_decimal_comma() -> None:
    row = nyckeltal("a", Malvarde("<", D(1000)), D(298), kumulativ="Ja")
    siblings = Context(settings=HALF, period=period(8))
    word = rule(Calculation(table("nyckeltal", NYCKELTAL, row), siblings), "a", "status")
    assert "nära från 92,5 % av målet" in word
    assert word.endswith("i takt: 667 efter 8 månader")


def point_with(*trial: tuple[Value, Value], fulfilled: Value = None) -> Calculation:
    rows = [
        Row(f"s{i}", "S", cells={"punkt": "p", "antal": count, "anmarkningar": remark})
        for i, (count, remark) in enumerate(trial)
    ]
    other = Row("x", "X", cells={"punkt": "annan", "antal": D(10), "anmarkningar": D(10)})
    siblings = {"stickprov": table("stickprov", SAMPLE, *rows, other)}
    cells = {} if fulfilled is None else {"uppfylld": fulfilled}
    point = table("uppfoljning", UPPFOLJNING, Row("p", "P", cells=cells))
    return Calculation(point, Context(siblings, HALF))


@pytest.mark.parametrize(
    ("trial", "fulfilled", "proposal", "word"),
    [
        (
            [(D(1000), D(25))],
            None,
            WITHOUT,
            "25 av 1_000 med anmärkning = 2,5 %; försumbart till 2,5 %",
        ),
        ([(D(1000), D(26))], None, WITH, "26 av 1_000 med anmärkning = 2,6 %"),
        ([(D(20), D(0)), (D(20), D(2))], None, WITH, "2 av 40 med anmärkning = 5,0 %"),
        ([(D(20), D(0)), (D(20), None)], None, WITHOUT, "0 av 20 med anmärkning = 0,0 %"),
        ([(D(20), D(20))], "Ja", WITH, "20 av 20"),
        ([], "Ja", WITHOUT, "utan stickprov"),
        ([], "Nej", WITH, "utan stickprov"),
        ([], None, None, "utan stickprov"),
        ([(D(0), D(0))], None, None, "utan stickprov"),
    ],
)
def test_a_control_point_is_proposed_by_all_of_its_samples(
    trial: list[tuple[Value, Value]], fulfilled: Value, proposal: str | None, word: str
) -> None:
    calculation = point_with(*trial, fulfilled=fulfilled)
    assert calculation.value("p", "forslag") == proposal
    assert word.replace("_", "\u00a0") in rule(calculation, "p", "forslag")
