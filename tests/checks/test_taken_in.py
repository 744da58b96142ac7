"""A finished report as a document: what it is, where its tables go, and that they still agree."""

from pathlib import Path

import pytest

from tests.checks.test_discovery import ROWS, with_cell
from tests.cli.test_quick import report
from tui.checks.foreign_report import CheckedReport, Stopped, checked_report, held_together
from tui.checks.identities import identity_finding
from tui.checks.plausibility.suspicions import plausibility_finding
from tui.checks.taken_in import taken_in, what_it_is
from tui.domain.calculation import Calculation, Context
from tui.domain.finding import IMPORTANT
from tui.domain.next_document.sources import parsed_kind, parsed_period, proposal_for
from tui.domain.period import from_new_year
from tui.domain.settings import Settings
from tui.domain.table import Table
from tui.intake.files import read_report


def checked(file: Path, rows: tuple[tuple[str, ...], ...] = ROWS, head: str = "") -> CheckedReport:
    report(file, rows, heading=f"# {head}\n\n## Drift per verksamhet\n\n")
    return held_together([checked_report(read_report(file))])[0]


def table(one: CheckedReport) -> Table:
    kind, period = what_it_is(one).split()
    chosen = parsed_kind(kind)
    new = proposal_for(chosen, parsed_period(period, chosen))
    made = taken_in(one, new, Settings(namnd="Bygglovsnämnden"))
    assert made.document.beslut.instance == "Bygglovsnämnden"
    ((found,),) = made.tabs.values()
    return found


def findings(one: Table) -> list[str]:
    found = identity_finding("d", Calculation(one, Context({one.id: one})))
    return [f"{f.address.row}/{f.address.column}" for f in found if f.severity in IMPORTANT]


@pytest.mark.parametrize(
    ("name", "head", "said"),
    [
        ("delar.md", "Delårsbokslut per 31 augusti 2031", "delar 2031-08"),
        ("delårsrapport-2031-04.md", "", "delar 2031-04"),
        ("rapport.md", "Verksamhetsberättelse 2031", "bokslut 2031"),
        ("rapport.md", "Månadsrapport oktober 2031", "månad 2031-10"),
        ("månadsrapport 2031.md", "Till nämnden", "månad 2031"),
        ("nämndbudget.md", "Budget 2032–2034", "budget 2032"),
        ("rapport.md", "Till nämnden", ""),
    ],
)
def test_kind_and_period_are_proposed_by_name_and_first_lines(
    tmp_path: Path, name: str, head: str, said: str
) -> None:
    assert what_it_is(checked(tmp_path / name, head=head)) == said


def test_a_right_table_comes_in_with_its_rules_and_nothing_against_it(tmp_path: Path) -> None:
    one = table(checked(tmp_path / "delar.md", head="Delårsbokslut per 31 augusti 2031"))
    assert (one.heading, one.unit) == ("Drift per verksamhet", "tkr")
    assert [column.rule for column in one.columns if column.rule] == ["utfall_2031 - budget_2031"]
    assert sum(row.rule is not None for row in one.rows) == 2
    assert findings(one) == []


def test_a_wrong_figure_is_told_of_in_the_document_too(tmp_path: Path) -> None:
    rows = with_cell(3, 2, "-2 014")
    one = table(checked(tmp_path / "d.md", rows, "Delårsbokslut per 31 augusti 2031"))
    assert findings(one) == ["hyror/utfall_2031"]


def test_a_check_that_is_told_to_stop_stops(tmp_path: Path) -> None:
    report(tmp_path / "d.md", ROWS)
    seen: list[tuple[int, int]] = []
    content = read_report(tmp_path / "d.md")
    checked_report(content, lambda done, all_: seen.append((done, all_)))
    assert seen and all(done <= all_ for done, all_ in seen)
    with pytest.raises(Stopped):
        checked_report(content, interrupted=lambda: True)


BUILDING = (
    ("Verksamhet", "Ansvar", "Budget jan-aug 2032", "Utfall jan-aug 2032", "Avvikelse"),
    ("Bygglov", "71", "-8 300", "-8 270", "30"),
    ("Tillsyn", "72", "-10 200", "-10 240", "-40"),
    ("Kart och mät", "73", "-4 400", "-4 400", "0"),
    ("Ledning", "74", "-2 100", "-2 090", "10"),
    ("Summa", "", "-25 000", "-25 000", "0"),
)


def test_a_column_of_codes_is_no_figures_and_a_budget_of_months_is_not_the_years(
    tmp_path: Path,
) -> None:
    one = table(checked(tmp_path / "d.md", BUILDING, "Tertialrapport per 31 augusti 2032"))
    assert [column.role for column in one.columns] == ["", "", "utfall", "avvikelse"]
    assert [column.numeric for column in one.columns] == [False, True, True, True]
    assert one.rows[0].label == "Bygglov"
    calculation = Calculation(one, Context({one.id: one}, period=from_new_year(2032, 8)))
    assert list(plausibility_finding("d", calculation)) == []
