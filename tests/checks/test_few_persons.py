"""So few persons that someone could be recognised."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from tests.checks.plausible_tables import calculation
from tui.checks.plausibility.few import few_persons, small_groups
from tui.domain.calculation import Calculation
from tui.domain.table import Column, Row

D = Decimal


def _counts(heading: str, rows: Sequence[Row], column: str = "2031") -> Calculation:
    return calculation(heading, [Column("ar", column, "tal")], rows, "antal")


@pytest.mark.parametrize(
    ("label", "value", "told"),
    [
        ("Antal placerade barn", 3, True),
        ("Antal elever", 4, True),
        ("Kvinnor", 1, True),
        ("Brukare med personlig assistans", 2, True),
        ("Antal elever", 5, False),
        ("Antal elever", 0, False),
        ("Antal förskolor", 3, False),
        ("Antal barn per avdelning", 4, False),
        ("Ökning av antal elever", 2, False),
        ("Barnavdelningar", 3, False),
    ],
)
def test_one_to_four_persons_are_told_and_other_counts_are_not(
    label: str, value: int, told: bool
) -> None:
    made = _counts("Verksamhet", [Row("r", label, cells={"ar": D(value)})])
    assert [f.kind for f in few_persons("d", made)] == ["få personer"] * told


def test_a_row_is_told_once() -> None:
    columns = [Column("ar", "2031", "tal"), Column("fjol", "2030", "tal")]
    row = Row("r", "Antal placerade barn", cells={"ar": D(3), "fjol": D(2)})
    (finding,) = few_persons("d", calculation("Barn", columns, [row], "antal"))
    assert finding.sentence == (
        "Antal placerade barn, 2031: 3 är så få personer att någon kan kännas igen."
    )


def test_a_mean_and_a_share_are_no_counts() -> None:
    row = Row("r", "Visstidsanställda", cells={"ar": D("2.0")})
    assert not list(few_persons("d", _counts("Antal årsarbetare", [row])))
    percent = Row("r", "Visstidsanställda", unit="%", cells={"ar": D(2)})
    assert not list(few_persons("d", _counts("Anställda", [percent])))


def test_sick_leave_of_a_group_of_ten_is_told_and_of_eleven_is_not() -> None:
    staff = _counts(
        "Antal anställda",
        [Row("a", "Kök", cells={"ar": D(10)}), Row("b", "Städ", cells={"ar": D(11)})],
    )
    sick = calculation(
        "Sjukfrånvaro",
        [Column("ar", "2031", "procent")],
        [Row("x", "Kök", cells={"ar": D(7)}), Row("y", "Städ", cells={"ar": D(8)})],
        "%",
    )
    (finding,) = small_groups("d", {"p": staff, "s": sick})
    assert finding.address.row == "x"
    assert finding.sentence == (
        "Kök, 2031: gruppen är 10 personer, och sjukfrånvaro anges inte för en grupp på högst tio."
    )


def test_sick_leave_beside_its_number_of_staff_in_one_table() -> None:
    columns = [
        Column("antal", "Antal anställda", "tal"),
        Column("sjuk", "Sjukfrånvaro %", "procent"),
    ]
    rows = [
        Row("a", "Hamn", cells={"antal": D(6), "sjuk": D(12)}),
        Row("b", "Gata", cells={"antal": D(48), "sjuk": D(7)}),
    ]
    made = calculation("Personal", columns, rows, "")
    assert [f.address.row for f in small_groups("d", {"p": made})] == ["a"]
