"""A finished report as a whole: its text is not accused of what its tables say in other signs."""

from pathlib import Path

import pytest

from tests.cli.test_quick import report
from tui.checks.foreign_report import checked_report, held_together
from tui.intake.files import read_report

BUILDING = (
    ("Verksamhet", "Budget jan-aug 2032", "Utfall jan-aug 2032", "Avvikelse"),
    ("Bygglov", "-8 300", "-10 170", "-1 870"),
    ("Tillsyn", "-10 200", "-10 240", "-40"),
    ("Kart och mät", "-4 400", "-4 400", "0"),
    ("Summa nämnden", "-22 900", "-24 810", "-1 910"),
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Nämnden redovisar ett underskott på 1,9 mnkr för perioden.", []),
        ("Tillsynen kostade 10 240 tkr.", []),
    ],
)
def test_a_deficit_in_a_table_of_negative_costs_is_one(
    tmp_path: Path, text: str, told: list[str]
) -> None:
    heading = f"# Tertialrapport 2 2032\n\n{text}\n\n## Drift per verksamhet (tkr)\n\n"
    file = Path(report(tmp_path / "d.md", BUILDING, heading))
    (one,) = held_together([checked_report(read_report(file))])
    assert [finding.sentence for finding in one.findings] == told
