"""Two tables side by side: what meets what, what is subtracted, and what never is."""

from decimal import Decimal
from itertools import permutations

import pytest
from msgspec.structs import replace

from tests.five_documents import EVERY, IDS, area, head, tables
from tui.checks.comparison import (
    Comparison,
    Page,
    RowPair,
    comparison,
    comparison_sentences,
    counterpart,
    proposed,
)
from tui.checks.relations import Cell
from tui.checks.released import released
from tui.domain.calculation import Calculation
from tui.domain.document import Document
from tui.domain.nothing import marked
from tui.domain.period import shifted
from tui.domain.table import Row


def D(text: str) -> Decimal:
    return Decimal(text)


def page(document: str, table: str) -> Page:
    return Page(head(document), area().calculation(document, table))


def compared(has: tuple[str, str], where: tuple[str, str]) -> Comparison:
    return comparison(page(*has), page(*where))


def cell(j: Comparison, row: str, column: str) -> tuple[object, object, object]:
    par = next(r for r in j.rows if r.has == row)
    col = next(k for k in j.columns if k.has == column)
    return *j.values(par, col), j.difference(par, col)


def copy(changes: dict[tuple[str, str], Decimal]) -> Page:
    """The delårsbokslut's drift as a working copy with some cells changed."""
    base = page("2024-delar", "drift")
    table = marked(base.table)
    for (row, column), value in changes.items():
        table = table.with_row(table.row(row).with_cell(column, value))
    context = replace(base.calculation.context, locked=False)
    before, after = Calculation(base.table, context), Calculation(table, context)
    for follows in released(before, after, [Cell(*changed) for changed in changes]):
        table = table.with_row(table.row(follows.row).with_tryckt(follows.column, None))
    document = replace(base.document, id="kopia", status="utkast", base="2024-delar")
    return Page(document, Calculation(table, context))


PARTS_2018_2024 = (("2024-delar", "drift"), ("2018-delar", "drift"))


def test_the_same_column_of_another_year_is_subtracted() -> None:
    j = compared(*PARTS_2018_2024)
    assert cell(j, "personal", "budget") == (D("-158695"), D("-168053"), D("9358"))
    assert cell(j, "personal", "utfall")[2] is not None
    assert not any(k.same for k in j.columns)
    assert list(comparison_sentences(j)) == []


def test_a_year_is_not_subtracted_from_eight_months() -> None:
    j = compared(("2024-delar", "drift"), ("2023-bokslut", "drift"))
    has, where, difference = cell(j, "personal", "utfall")
    assert has and where
    assert difference is None
    assert cell(j, "personal", "budget")[2] is not None
    sentences = " ".join(comparison_sentences(j))
    assert (
        "perioderna är olika långa: till och med 31 augusti 2024 här, helår 2023 där" in sentences
    )
    assert "kolumnen räknas på olika sätt i dokumenten" in sentences


def test_a_fresh_working_copy_has_no_entered_cell_that_differs() -> None:
    j = comparison(copy({}), page("2024-delar", "drift"))
    assert j.cellwise
    assert j.changed[0] == 0


def test_a_working_copy_shows_each_changed_cell_and_what_follows() -> None:
    j = comparison(copy({("personal", "prognos"): D("-150000")}), page("2024-delar", "drift"))
    assert j.changed[0] == 1
    assert cell(j, "personal", "prognos") == (D("-150000"), D("-155695"), D("5695"))
    assert cell(j, "kostnader", "prognos")[2] == D("5695")
    assert next(comparison_sentences(j)).startswith("1 inmatad cell skiljer mellan arbetskopian")


def test_the_comparison_of_a_copy_with_itself_says_so() -> None:
    has = copy({})
    base = Page(replace(has.document, id="2024-delar", base=""), has.calculation)
    sentences = list(comparison_sentences(comparison(has, base)))
    assert sentences == ["Arbetskopian och dess förlaga är lika, cell för cell."]


def test_rows_that_only_one_has_stand_alone() -> None:
    base, more = page("2024-delar", "delposter"), page("2024-delar", "delposter")
    own = Row("rad_1", "Bara i den andra")
    other = replace(more.table, rows=(*more.table.rows[1:], own))
    j = comparison(
        base, Page(replace(more.document, id="annat"), Calculation(other, more.calculation.context))
    )
    assert j.rows[0] == RowPair(base.table.rows[0].id, "")
    assert j.rows[-1] == RowPair("", "rad_1")
    assert list(comparison_sentences(j))[-2:] == [
        "1 rad finns bara här.",
        "1 rad finns bara där, sist i listan.",
    ]


def test_a_key_of_a_list_with_another_label_gives_way_to_the_label() -> None:
    base = page("2024-delar", "delposter")
    a, b = base.table.rows[:2]
    has = replace(base.table, rows=(Row("rad_1", a.label), Row("rad_2", b.label)))
    where = replace(base.table, rows=(Row("rad_2", a.label), Row("rad_1", b.label)))
    other = replace(base.document, id="annat")
    j = comparison(
        Page(base.document, Calculation(has, base.calculation.context)),
        Page(other, Calculation(where, base.calculation.context)),
    )
    assert j.rows == (RowPair("rad_1", "rad_2"), RowPair("rad_2", "rad_1"))


def test_the_base_is_proposed_first_then_the_one_before_of_the_same_kind() -> None:
    all_ = [head(d) for d in IDS]
    assert next(d.id for d in proposed(head("2024-delar"), all_)) == "2018-delar"
    utkast = replace(head("2024-delar"), id="kopia", status="utkast", base="2024-delar")
    assert next(d.id for d in proposed(utkast, [*all_, utkast])) == "2024-delar"
    assert "kopia" not in [d.id for d in proposed(utkast, [*all_, utkast])]
    fresh: Document = replace(head("2023-bokslut"), id="2024-bokslut", status="utkast")
    fresh = replace(fresh, period=shifted(fresh.period, 1))
    assert next(d.id for d in proposed(fresh, [*all_, utkast])) == "2023-bokslut"
    assert [d.id for d in proposed(fresh, [*all_, utkast])][-1] == "kopia"


def test_a_table_that_has_no_counterpart_or_several_has_none() -> None:
    upprakning = page("2025-budget", "upprakning").table
    assert counterpart(upprakning, tables("2024-delar")) is None
    drift = page("2024-delar", "drift").table
    assert counterpart(drift, [replace(drift, id=i, heading=i) for i in "ab"]) is None
    hit = counterpart(drift, [replace(drift, id="x", heading="y"), drift])
    assert hit is drift


@pytest.mark.parametrize(("document", "table"), EVERY)
def test_every_real_table_compares_with_every_counterpart(document: str, table: str) -> None:
    has = page(document, table)
    for other in IDS:
        where = counterpart(has.table, tables(other)) if other != document else None
        if where is None:
            continue
        j = comparison(has, page(other, where.id))
        assert [r.has for r in j.rows if r.has] == [r.id for r in has.table.rows]
        assert {r.where for r in j.rows if r.where} == {r.id for r in where.rows}
        for row in j.rows:
            for column in j.columns:
                difference = j.difference(row, column)
                assert difference is None or not (column.obstacle or not row.has or not row.where)
        assert all(m.endswith(".") for m in comparison_sentences(j))


def test_it_is_the_same_comparison_from_the_other_side() -> None:
    for one, change in permutations(("2018-delar", "2023-bokslut", "2024-delar"), 2):
        hit, dit = (
            compared((one, "drift"), (change, "drift")),
            compared((change, "drift"), (one, "drift")),
        )
        one_number = {
            (k.has, k.where, r.has): hit.difference(r, k) for r in hit.rows for k in hit.columns
        }
        change_number = {
            (k.where, k.has, r.where): dit.difference(r, k) for r in dit.rows for k in dit.columns
        }
        shared = one_number.keys() & change_number.keys()
        assert len(shared) > 20
        for key in shared:
            a, b = one_number[key], change_number[key]
            assert (a is None) == (b is None)
            assert a is None or b is None or a == -b
