"""What binds the figures of a table beside its declared rules."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.checks.five_checked import as_utkast, neighbour, new_finding, place, with_cell
from tests.malls import REGISTER
from tests.tables import begun
from tui.checks.one_table import table_finding
from tui.domain.calculation import Calculation, Context
from tui.domain.finding import Finding
from tui.domain.table import Row
from tui.store.former_forms import mall_rows

D = Decimal


def sick(**number: str) -> list[Finding]:
    template = REGISTER.templates["personal.sjukfranvaro"]
    rows = tuple(
        Row(r, r, cells={"ar": D(t)}, role=mall_rows(template).row(r).role)
        for r, t in number.items()
    )
    table = begun("sjukfranvaro", template, "Sjukfrånvaro", "%", template.columns, rows)
    finding = table_finding("d", Calculation(table, Context(locked=True)))
    return [f for f in finding if f.severity not in ("avrundning", "saknas")]


@pytest.mark.parametrize(
    ("number", "count"),
    [
        ({"total": "8.4", "kvinnor": "9.3", "man": "5.1"}, 0),
        ({"total": "9.3", "kvinnor": "9.3", "man": "5.1"}, 0),
        ({"total": "9.4", "kvinnor": "9.3", "man": "5.1"}, 1),
        ({"total": "5.0", "kvinnor": "9.3", "man": "5.1"}, 1),
        ({"total": "20", "kvinnor": "9.3"}, 0),
        ({"total": "8", "alder_1": "4", "alder_2": "10", "alder_3": "6"}, 0),
        ({"total": "11", "alder_1": "4", "alder_2": "10", "alder_3": "6"}, 1),
        ({"total": "11", "alder_1": "4"}, 0),
    ],
)
def test_the_total_sick_leave_lies_between_its_groups(number: dict[str, str], count: int) -> None:
    assert len(sick(**number)) == count


@given(
    st.lists(st.integers(0, 400), min_size=2, max_size=2),
    st.lists(st.integers(1, 99), min_size=2, max_size=2),
)
def test_a_weighted_mean_of_women_and_men_is_never_accused(
    shares: list[int], count: list[int]
) -> None:
    mean = D(sum(a * n for a, n in zip(shares, count, strict=True))) / sum(count)
    total = mean.quantize(D(1)).scaleb(-1)
    women, man = (f"{D(a).scaleb(-1)}" for a in shares)
    assert sick(total=f"{total}", kvinnor=women, man=man) == []


@pytest.mark.parametrize(
    ("total", "should"), [("8.4", None), ("8.5", None), ("8.1", None), ("8.6", "8.3"), ("8", "8")]
)
def test_the_day_bands_add_up_within_the_rounding_bound(total: str, should: str | None) -> None:
    finding = sick(total=total, dag_1="2.6", dag_2="1.1", dag_3="4.6")
    if total == "8":
        assert finding == []  # printed without decimals, so a whole unit may be rounding
    else:
        assert [f.should for f in finding] == ([D(should)] if should else [])


def test_a_band_within_a_band_is_not_counted_twice() -> None:
    template = REGISTER.templates["personal.sjukfranvaro"]
    rows = (
        Row("total", "T", cells={"ar": D("8.2")}),
        Row("dag_1", "1-14", "darav", "dag_1_59", cells={"ar": D("2.0")}),
        Row("dag_1_59", "1-59", cells={"ar": D("3.1")}),
        Row("dag_3", "> 60", cells={"ar": D("5.1")}),
    )
    table = begun("s", template, "S", "%", template.columns, rows)
    found = table_finding("d", Calculation(table, Context(locked=True)))
    assert [f for f in found if f.severity != "saknas"] == []


def test_a_total_that_stands_only_in_the_text_is_a_thing_to_look_at() -> None:
    finding = new_finding(
        with_cell(neighbour("2018-delar"), "sjukfranvaro", "total", "fjol", D("8.9")),
        neighbour("2018-delar"),
    )
    assert [(place(f), f.severity, f.should) for f in finding] == [
        ("sjukfranvaro/total/fjol", "bör ses över", D("8.5"))
    ]


@pytest.mark.parametrize("utkast", [False, True])
@pytest.mark.parametrize(
    ("document", "cell", "value", "should"),
    [
        ("2024-delar", ("stickprov", "utredningar", "utan"), "17", "16"),
        ("2023-bokslut", ("stickprov", "handlaggning_feb", "utan"), "13", "11"),
        ("2018-delar", ("ataganden", "mal_2", "utfall"), "45", "43"),
        ("2018-delar", ("personalsammansattning", "totalt", "anstallningar"), "263", "259"),
        ("2018-delar", ("personalsammansattning", "totalt", "arsarbetare"), "241.9", "251.9"),
        ("2018-delar", ("personalsammansattning", "totalt", "medelalder"), "47.0", None),
    ],
)
def test_a_count_that_does_not_add_up_is_told_in_a_draft_too(
    utkast: bool, document: str, cell: tuple[str, str, str], value: str, should: str | None
) -> None:
    before = neighbour(document)
    after = with_cell(before, *cell, D(value))
    if utkast:
        before, after = as_utkast(before), as_utkast(after)
    finding = new_finding(after, before)
    assert finding[0].address.table == cell[0]
    if cell[0] != "stickprov":
        assert place(finding[0]) == "/".join(cell)
        assert finding[0].should == (None if should is None else D(should))
    assert finding[0].said is not None
