"""The risk matrix: any size, bands by value or by square, and no risk out of the picture."""

from decimal import Decimal as D

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.five_documents import head
from tests.malls import MALLS, RISKS
from tests.tables import begun
from tui.checks.chains import risk_chain
from tui.domain.bedomning import cell_assessment
from tui.domain.calculation import Calculation, Context
from tui.domain.risk_matrix import matrix, square_band, squares
from tui.domain.scale import SCALES
from tui.domain.settings import Settings
from tui.domain.table import Row, Table
from tui.domain.value import Value

FIVE = {
    "sannolikhet": ("Osannolik", "Mindre sannolik", "Möjlig", "Sannolik", "Mycket sannolik"),
    "vasentlighet": ("Försumbar", "Lindrig", "Kännbar", "Allvarlig", "Katastrofal"),
    "riskband": (
        "grön; ; bra; annars",
        "gul; ; nästan; från 5",
        "röd; ; dåligt; från 15",
    ),
}
BY_SQUARE = (
    "gul; gul; röd; röd; röd",
    "gul; gul; gul; röd; röd",
    "grön; gul; gul; gul; röd",
    "grön; grön; gul; gul; gul",
    "grön; grön; grön; grön; gul",
)


def settings(**scales: tuple[str, ...]) -> Settings:
    return replace(Settings(), scales={**SCALES, **FIVE, **scales})


def risks(own: Settings, *places: tuple[Value, Value], template: Table = RISKS) -> Calculation:
    rows = tuple(
        Row(f"r{i}", f"Risk {i}", cells={"sannolikhet": s, "vasentlighet": v})
        for i, (s, v) in enumerate(places, 1)
    )
    table = begun("risker", template, "Risker", "", template.columns, rows)
    return Calculation(table, Context(settings=own))


def word(calculation: Calculation, row: str) -> str:
    t = calculation.table
    bedomning = cell_assessment(calculation, t.row(row), t.column("riskvarde"))
    return bedomning.words if bedomning else ""


def test_the_matrix_is_as_large_as_the_scales() -> None:
    found = matrix(risks(settings(), (D(5), D(5)), (D(3), D(1))))
    assert found is not None
    assert (found.up.count, found.right.count) == (5, 5)
    assert found.places == ((5, 5), (3, 1))


def test_a_risk_written_in_words_stands_in_its_square_and_has_its_value() -> None:
    k = risks(settings(), ("3 - Möjlig", "Katastrofal"), ("Möjlig (3)", "2. Lindrig"))
    found = matrix(k)
    assert found is not None and found.places == ((3, 5), (3, 2))
    assert [k.number(row.id, "riskvarde") for row in k.table.rows] == [15, 6]
    assert [word(k, row.id) for row in k.table.rows] == ["röd", "gul"]


AXIS = st.one_of(
    st.none(),
    st.decimals(-2, 9, places=1),
    st.sampled_from(["3 - Möjlig", "Hög", "2 - Möjlig", "4"]),
)


@given(st.lists(st.tuples(AXIS, AXIS), min_size=1, max_size=6))
def test_every_risk_is_in_a_square_or_told_to_be_beside_the_matrix(
    places: list[tuple[Value, Value]],
) -> None:
    k = risks(settings(), *places)
    found = matrix(k)
    assert found is not None
    squared = [n for s in found.up.steps for v in found.right.steps for n in found.rows_at((s, v))]
    assert sorted([*squared, *found.rows_at(None)]) == list(range(1, len(places) + 1))
    told = {f.address.row for f in risk_chain(head("2025-budget"), {"risker": k}, ())}
    for number in found.rows_at(None):
        whole = None not in places[number - 1]
        assert not whole or f"r{number}" in told


def test_bands_may_go_by_square() -> None:
    own = settings(riskrutor=BY_SQUARE)
    assert len(squares(own)) == 25
    k = risks(own, (D(4), D(1)), (D(1), D(4)), (D(5), D(3)))
    assert [word(k, row.id) for row in k.table.rows] == ["gul", "grön", "röd"]
    band = square_band((1, 5), own)
    assert band is not None and band.name == "gul"


def test_a_plan_without_the_axes_has_the_band_that_all_squares_of_its_value_have() -> None:
    rows = (Row("a", "A", cells={"riskvarde": D(25)}), Row("b", "B", cells={"riskvarde": D(4)}))
    plan = MALLS["internkontroll.plan"]
    table = begun("plan", plan, "Plan", "", plan.columns, rows)
    k = Calculation(table, Context(settings=settings(riskrutor=BY_SQUARE)))
    assert [word(k, "a"), word(k, "b")] == ["röd", ""]


def test_bands_by_square_that_do_not_fit_the_scale_are_none() -> None:
    assert squares(settings(riskrutor=BY_SQUARE[:3])) == {}
