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
    assert told_of(file) == told


def told_of(file: Path) -> list[str]:
    (one,) = held_together([checked_report(read_report(file))])
    return [finding.sentence for finding in one.findings]


PARKS = (
    ("Belopp i tkr", "Budget 2032", "Utfall 2032", "Avvikelse"),
    ("Taxor", "18 400", "20 310", "1 910"),
    ("Hyror", "6 120", "6 205", "85"),
    ("Summa intäkter", "24 520", "26 515", "1 995"),
    ("Personal", "-31 250", "-30 480", "770"),
    ("Övriga kostnader", "-6 300", "-7 505", "-1 205"),
    ("Summa kostnader", "-37 550", "-37 985", "-435"),
    ("Nettokostnad", "-13 030", "-11 470", "1 560"),
)


@pytest.mark.parametrize(("amount", "told"), [("435", 0), ("453", 1)])
def test_the_costs_after_a_sentence_on_the_income_are_all_of_them(
    tmp_path: Path, amount: str, told: int
) -> None:
    text = (
        f"Intäkterna var 1 995 tkr högre än budget. Kostnaderna översteg budget med {amount} tkr."
    )
    heading = f"# Årsrapport 2032\n\n{text}\n\n## Resultaträkning\n\n"
    sentences = told_of(Path(report(tmp_path / "d.md", PARKS, heading)))
    assert ["Summa kostnader, Avvikelse är −435" in one for one in sentences] == [True] * told


BOATS = (
    ("Verksamhet", "Budget 2031", "Prognos 2031", "Avvikelse"),
    ("Muddring", "3 150", "3 690", "-540"),
    ("Kajunderhåll", "6 220", "6 100", "120"),
    ("Bogserbåtar", "4 870", "4 910", "-90"),
    ("Slussar", "2 200", "2 150", "50"),
    ("Summa", "16 440", "16 850", "-410"),
)


def test_a_text_held_against_a_cell_that_is_wrong_itself_is_told_with_that(tmp_path: Path) -> None:
    heading = "Bogserbåtarnas underskott uppgår till 40 tkr.\n\n## Drift, tkr\n\n"
    slip, text = told_of(Path(report(tmp_path / "d.md", BOATS, heading)))
    assert "tryckt −90" in slip
    assert text.endswith("den cellen är själv troligen fel, se ovan.")
