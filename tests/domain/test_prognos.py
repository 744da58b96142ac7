"""Prognossäkerhet, prognosförändring, and the year's prognoser row by row."""

from decimal import Decimal as D

import pytest
from msgspec.structs import replace

from tests.five_documents import area
from tests.malls import DRIFT_BOKSLUT, DRIFT_PARTS, PROGNOS_LOG, PROGNOSSAKERHET, REGISTER
from tests.tables import begun
from tui.checks.identities import identity_finding
from tui.domain.calculation import Calculation, Context
from tui.domain.decision import tryckta_values
from tui.domain.document import Document
from tui.domain.explanation import explanation
from tui.domain.next_document.document import Next, next_document
from tui.domain.next_document.sources import Underlag, parsed_period, proposal_for
from tui.domain.period import from_new_year
from tui.domain.rule import CHILDREN
from tui.domain.settings import Settings
from tui.domain.table import Row, Table

SAID = (D(-4000), D(-2500), D(500))


def table(template: Table, *rows: Row) -> Table:
    return begun("t-" + template.id, template, "Drift", "tkr", template.columns, rows)


def result(template: Table, column: str, **numbers: int) -> Table:
    """A school board's result: its own rows, and the sums that all reports have."""
    budget = {"undervisning": -70_000, "skolmat": -9_000, "kommunbidrag": 79_000}

    def cells(id_: str) -> dict[str, D]:
        known = {"budget": D(budget[id_])}
        return known | ({column: D(numbers[id_])} if id_ in numbers else {})

    return table(
        template,
        Row("undervisning", "Undervisning", parent="kostnader", cells=cells("undervisning")),
        Row("skolmat", "Skolmåltider", parent="kostnader", cells=cells("skolmat")),
        Row("kostnader", "Kostnader", "summa", rule=CHILDREN),
        Row("nettokostnader", "Nettokostnader", "summa", rule="kostnader", role="netto"),
        Row("kommunbidrag", "Kommunbidrag", cells=cells("kommunbidrag")),
        Row("resultat", "Resultat", "summa", rule="nettokostnader + kommunbidrag", role="resultat"),
    )


def occasions(beside: Table, months: int, *, locked: bool = False) -> Calculation:
    rows = (Row(f"r{i}", f"Tillfälle {i}", cells={"prognos": p}) for i, p in enumerate(SAID, 1))
    its = table(PROGNOSSAKERHET, *rows)
    context = Context({t.id: t for t in (beside, its)}, Settings(), from_new_year(2031, months))
    return Calculation(its, replace(context, locked=locked))


def column(calculation: Calculation, id_: str) -> list[object]:
    return [calculation.shown(row.id, id_) for row in calculation.table.rows]


BOKSLUT = result(DRIFT_BOKSLUT, "utfall", undervisning=-71_000, skolmat=-9_200, kommunbidrag=79_000)


def test_the_real_arsbokslut_gives_what_it_prints_and_its_share() -> None:
    calculation = area().calculation("2023-bokslut", "prognossakerhet")
    assert column(calculation, "avvikelse") == [D(129)] * 3
    assert [round(D(str(v)), 2) for v in column(calculation, "andel")] == [D("0.06")] * 3
    assert column(calculation, "forandring") == [None, 0, 0]


def test_prognossakerhet_is_bokslut_less_prognos_and_its_share_of_the_net_budget() -> None:
    calculation = occasions(BOKSLUT, 12)
    assert column(calculation, "bokslut") == [D(-1200)] * 3
    assert column(calculation, "avvikelse") == [D(2800), D(1300), D(-1700)]
    assert column(calculation, "andel")[2] == D(1700) / D(79_000) * 100
    assert column(calculation, "forandring") == [None, D(1500), D(3000)]
    said = explanation(calculation, "r2", "forandring")
    assert said is not None and said.rule == "prognosen här minus den före (Tillfälle 1)"


@pytest.mark.parametrize(
    ("beside", "months"),
    [
        (result(DRIFT_PARTS, "prognos", undervisning=-71_000, skolmat=-9_000), 8),
        (result(DRIFT_BOKSLUT, "utfall"), 12),
        (table(PROGNOS_LOG), 12),
    ],
    ids=["delårsbokslut", "no outcome yet", "no result table"],
)
def test_without_a_bokslut_nothing_is_said_of_it(beside: Table, months: int) -> None:
    calculation = occasions(beside, months)
    for id_ in ("bokslut", "avvikelse", "andel"):
        assert column(calculation, id_) == [None] * 3
    assert column(calculation, "forandring") == [None, D(1500), D(3000)]


def test_a_printed_prognossakerhet_that_is_another_is_found() -> None:
    calculation = occasions(BOKSLUT, 12, locked=True)
    rows = [r.with_tryckt("avvikelse", D(2800)) for r in calculation.table.rows]
    its = replace(calculation.table, rows=tuple(rows))
    found = identity_finding("d", Calculation(its, calculation.context))
    assert [(f.address.row, f.said, f.should) for f in found] == [
        ("r2", 2800, 1300),
        ("r3", 2800, -1700),
    ]


def test_a_decision_prints_the_change_and_the_share() -> None:
    calculation = occasions(BOKSLUT, 12)
    printed = {(a.row, a.column): to for a, _, to in tryckta_values("d", calculation)}
    assert printed[("r2", "forandring")] == 1500
    assert printed[("r3", "andel")] == D("2.15")


def report(id_: str, months: int, **numbers: int) -> Underlag:
    head = Document(id_, f"Uppföljning {id_}", "delarsbokslut", from_new_year(2031, months))
    return Underlag(head, {"drift": (result(DRIFT_PARTS, "prognos", **numbers),)})


MARCH = report("mars", 3, undervisning=-70_500, skolmat=-9_000, kommunbidrag=79_000)
AUGUST = report("augusti", 8, undervisning=-71_500, skolmat=-9_100, kommunbidrag=79_000)


def made(kind: str, period: str, base: Underlag, *all_: Underlag) -> Next:
    sort = "arsbokslut" if kind == "bokslut" else "delarsbokslut"
    new = proposal_for(sort, parsed_period(period, sort))  # type: ignore[arg-type]
    return next_document(new, base.document.id, all_, Settings(), REGISTER)


def log_in(next_: Next) -> Calculation:
    tables = {t.id: t for t in next_.tabs["drift"]}
    context = Context(tables, Settings(), next_.document.period)
    return Calculation(tables["prognoslogg"], context)


def test_what_was_expected_goes_into_the_next_report_of_the_year_row_by_row() -> None:
    log = log_in(made("bokslut", "2031", AUGUST, MARCH, AUGUST))
    assert [r.label for r in log.table.rows if r.parent is None] == [
        "Uppföljning mars",
        "Uppföljning augusti",
    ]
    assert log.value("augusti.undervisning", "prognos") == -71_500
    assert log.value("augusti.undervisning", "forandring") == -1_000
    assert log.value("mars.undervisning", "forandring") is None
    assert log.value("augusti.resultat", "prognos") == -1_600
    assert log.value("augusti.resultat", "forandring") == -1_100
    assert log.value("augusti.undervisning", "avvikelse") is None


def test_in_the_bokslut_each_row_is_held_against_what_it_ended_at() -> None:
    next_ = made("bokslut", "2031", AUGUST, MARCH, AUGUST)
    tables = {t.id: t for t in next_.tabs["drift"]}
    result_ = next(t for t in tables.values() if t.template == DRIFT_BOKSLUT.id)
    ended = result_.with_row(result_.row("skolmat").with_cell("utfall", D(-9_300)))
    context = Context(tables | {ended.id: ended}, Settings(), next_.document.period)
    log = Calculation(tables["prognoslogg"], context)
    assert log.value("mars.skolmat", "nu") == -9_300
    assert log.value("mars.skolmat", "avvikelse") == -300
    assert log.value("augusti.skolmat", "avvikelse") == -200
    assert log.value("augusti.undervisning", "avvikelse") is None


def test_a_row_does_not_end_at_the_sum_of_only_some_of_its_parts() -> None:
    half = result(DRIFT_BOKSLUT, "utfall", undervisning=-71_000)
    rows = (
        Row(name, name, cells={"prognos": D(-80_000)}) for name in ("Undervisning", "Kostnader")
    )
    its = table(PROGNOS_LOG, *rows)
    log = Calculation(its, Context({t.id: t for t in (half, its)}, Settings(), from_new_year(2031)))
    assert column(log, "nu") == [-71_000, None]
    assert column(log, "avvikelse") == [9_000, None]


def test_another_year_begins_without_the_log_of_the_one_before() -> None:
    next_ = made("delar", "2032-08", AUGUST, MARCH, AUGUST)
    assert "prognoslogg" not in {t.id for t in next_.tabs["drift"]}


def test_a_delarsbokslut_has_the_occasions_before_it_against_its_own_prognos() -> None:
    log = log_in(made("delar", "2031-08", MARCH, MARCH))
    assert [r.id for r in log.table.rows][:2] == ["mars", "mars.undervisning"]
    assert log.value("mars.skolmat", "avvikelse") is None
