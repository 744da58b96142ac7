"""General tables that any nämnd may take up: differences with colours, arrows since last time."""

from decimal import Decimal as D

import pytest
from msgspec.structs import replace

from tests.malls import MAL_WITH_ARROWS, MALLS, NYCKELTAL_WITH_ARROWS
from tests.tables import begun
from tui.domain.bedomning import cell_assessment
from tui.domain.calculation import Calculation, Context
from tui.domain.scale import SCALES, Signal
from tui.domain.settings import Settings
from tui.domain.table import Row, Table
from tui.domain.value import Malvarde, Value


def of(template: Table, **cells: Value) -> Calculation:
    """A table of one row."""
    row = Row("a", "A", cells=cells)
    return Calculation(begun("t", template, "T", template.unit, template.columns, (row,)))


def judged(calculation: Calculation, column: str) -> tuple[Value, Signal | None]:
    table = calculation.table
    bedomning = cell_assessment(calculation, table.row("a"), table.column(column))
    return calculation.value("a", column), bedomning.signal if bedomning else None


@pytest.mark.parametrize(
    ("cells", "step", "signal"),
    [
        ({"mal": Malvarde("≥", D(80)), "utfall": D(70), "foregaende": D(60)}, "bättre", "bra"),
        ({"mal": Malvarde("<", D(8)), "utfall": D(9), "foregaende": D(7)}, "sämre", "allvar"),
        (
            {"riktning": "lägre är bättre", "utfall": D(7), "foregaende": D(7)},
            "oförändrat",
            "neutral",
        ),
        ({"utfall": D(7), "foregaende": D(6)}, None, None),
        ({"mal": Malvarde("<", D(8)), "utfall": D(7)}, None, None),
    ],
)
def test_an_arrow_tells_how_a_nyckeltal_goes(
    cells: dict[str, Value], step: str | None, signal: str | None
) -> None:
    k = of(NYCKELTAL_WITH_ARROWS, **cells)
    assert judged(k, "sedan_forra") == (step, None if signal is None else Signal(signal))


def test_an_arrow_tells_how_the_assessment_of_a_goal_goes() -> None:
    k = of(MAL_WITH_ARROWS, bedomning="Delvis uppfyllt", forra="Ej uppfyllt")
    assert judged(k, "sedan_forra") == ("bättre", Signal.BRA)
    assert judged(of(MAL_WITH_ARROWS, bedomning="Delvis uppfyllt"), "sedan_forra")[0] is None


@pytest.mark.parametrize("turned", [False, True])
def test_a_scale_may_be_written_from_either_end(turned: bool) -> None:
    lines = ("Nås; ; bra", "På väg; ; nästan", "Nås inte; ; dåligt", "Vet ej; ; kan inte bedömas")
    own = replace(Settings(), scales={**SCALES, "mal": lines[::-1] if turned else lines})
    found = [
        Calculation(of(MAL_WITH_ARROWS, bedomning=now, forra=before).table, Context(settings=own))
        for now, before in (("På väg", "Nås inte"), ("På väg", "Nås"), ("Vet ej", "Nås"))
    ]
    assert [k.value("a", "sedan_forra") for k in found] == ["bättre", "sämre", None]


def test_fewer_cases_and_happier_staff_are_better() -> None:
    assert judged(of(MALLS["personal.rehabilitering"], ar=D(7), fjol=D(9)), "diff") == (
        D(-2),
        Signal.BRA,
    )
    assert judged(of(MALLS["personal.enkat"], ar=D(71), fjol=D(74)), "diff") == (
        D(-3),
        Signal.WARNING,
    )


def test_volumes_are_held_against_budget_and_not_judged() -> None:
    k = of(MALLS["drift.volymer_budget"], budget=D(120), utfall=D(132))
    assert judged(k, "diff") == (D(12), None)
    assert judged(k, "andel") == (D(110), None)
