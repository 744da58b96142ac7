"""A table reshaped as asked: values stay, what follows follows, what cannot be is told."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.domain.table_versions import bases, changed
from tui.checks.relations import tryckta_cells
from tui.domain.calculation import Calculation
from tui.domain.reshape import (
    form_of,
    held_in,
    moved,
    put_in,
    taken_out,
    with_column,
    with_form,
    without_column,
)
from tui.domain.reshaped import (
    Reshaped,
    column_hangs,
    row_hangs,
    tried,
    with_column_as,
    with_column_rule,
    with_new_column,
    with_row_as,
    with_row_rule,
    with_sum_of_below,
    without_the_column,
    without_the_row,
)
from tui.domain.rule import CHILDREN
from tui.domain.table import Column, Row, Table
from tui.store.table_merge import changes
from tui.svenska.arithmetic import Refusal
from tui.workspace import Workspace, carried_out, inverted

D = Decimal


def kultur() -> Table:
    """Six units, a sum and a result: no document's."""
    columns = (
        Column("budget", "Budget 2031", decimals=1),
        Column("utfall", "Utfall 2031", decimals=1),
        Column("avvikelse", "Avvikelse", rule="utfall - budget", decimals=1),
        Column("andel", "Förbrukat", "procent", "utfall / budget * 100", decimals=1),
        Column("not", "Kommentar", "text"),
    )
    names = ("Bibliotek", "Kulturskola", "Simhall")
    rows = [
        Row(f"v{i}", name, parent="summa", cells={"budget": D(i * 10), "utfall": D(i * 11)})
        for i, name in enumerate(names, 1)
    ]
    rows.append(Row("summa", "Summa", "summa", rule=CHILDREN))
    rows.append(Row("bidrag", "Kommunbidrag", cells={"budget": D(-60), "utfall": D(-60)}))
    rows.append(Row("resultat", "Resultat", "summa", rule="summa + bidrag"))
    return Table("t", "", "Kultur", "mnkr", columns, tuple(rows))


def of(table: Table) -> Calculation:
    return Calculation(table)


def is_table(answer: Reshaped) -> Table:
    assert isinstance(answer, Table), answer
    return answer


# ---- the plain acts ----------------------------------------------------------------------------


@given(bases(), st.integers(0, 3), st.integers(0, 2))
def test_a_column_put_in_and_taken_out_gives_the_same_table(now: Table, at: int, old: int) -> None:
    assert without_column(with_column(now, Column("ny", "Ny"), at), "ny") == now
    column = now.columns[old]
    away = without_column(now, column.id)
    assert with_column(away, column, old, held_in(now, column.id)) == now


@given(bases(), st.data())
def test_a_move_keeps_every_value_and_goes_back(now: Table, data: st.DataObject) -> None:
    from_, to = (data.draw(st.integers(0, len(now.rows) - 1)) for _ in range(2))
    other = replace(now, rows=moved(now.rows, from_, to))
    assert {r.id: r for r in other.rows} == {r.id: r for r in now.rows}
    assert moved(other.rows, to, from_) == now.rows
    assert taken_out(put_in(now.rows, Row("x", ""), to), to) == now.rows


@given(bases())
def test_a_form_put_on_a_row_leaves_what_it_says(now: Table) -> None:
    for row in now.rows:
        assert with_form(row, form_of(row)) == row
        assert with_form(row, Row("", "", "darav", "x", "a + b")).cells == row.cells


@given(bases(), st.data())
def test_any_number_of_changes_is_undone_to_the_same_table(now: Table, data: st.DataObject) -> None:
    area, steps = Workspace().with_tab(("d", "drift"), (now,)), []
    for _ in range(data.draw(st.integers(1, 4))):
        table = area.tables[("d", "drift")][0]
        step = changes("d", table, data.draw(changed(table)))
        area = carried_out(area, step)
        steps.append(step)
    for step in reversed(steps):
        area = carried_out(area, inverted(step))
    assert area.tables[("d", "drift")] == (now,)


# ---- rules -------------------------------------------------------------------------------------


def test_what_was_typed_is_kept_as_printed_where_the_rule_gives_another_figure() -> None:
    table = kultur()
    typed = table.with_row(replace(table.row("v1"), cells={"budget": D(10), "utfall": D(12)}))
    plan = with_column(typed, Column("plan", "Plan"), 2)
    plan = plan.with_row(plan.row("v1").with_cell("plan", D(22)))
    plan = plan.with_row(plan.row("v2").with_cell("plan", D(41)))
    after = is_table(with_column_rule(of(plan), "plan", "budget + utfall"))
    assert "plan" not in {**after.row("v1").cells, **after.row("v1").tryckt}
    assert after.row("v2").tryckt == {"plan": D(41)}
    assert of(after).computed("v2", "plan") == D(42)


def test_a_column_that_is_typed_in_again_keeps_what_it_showed() -> None:
    after = is_table(with_column_rule(of(kultur()), "avvikelse", None))
    assert after.row("v2").cells["avvikelse"] == D(2)
    assert "avvikelse" not in after.row("summa").cells
    assert of(after).value("summa", "avvikelse") == D(6)
    assert of(after).value("resultat", "avvikelse") == D(6)


def test_a_row_that_is_typed_in_keeps_what_it_showed() -> None:
    after = is_table(with_row_rule(of(kultur()), "summa", None))
    assert after.row("summa").cells == {"budget": D(60), "utfall": D(66)}
    assert of(after).value("resultat", "budget") == D(0)


@pytest.mark.parametrize(
    ("column", "rule", "said"),
    [
        (
            "utfall",
            "avvikelse + budget",
            "”Utfall 2031”: Utfall 2031 och Avvikelse skulle räknas ur",
        ),
        ("budget", "budget * 2", "Kolumnen ”Budget 2031”: regeln skulle räkna med sig själv"),
        ("budget", "avvikelse / andel", "och"),
        (
            "andel",
            "not / budget",
            "Kolumnen ”Förbrukat”: regeln räknar med ”Kommentar”, som är text.",
        ),
        ("not", "utfall - budget", "Kolumnen ”Kommentar”: en kolumn med text kan inte räknas"),
        ("andel", "hyra / budget", "”hyra”, som inte finns"),
    ],
)
def test_a_rule_of_a_column_that_cannot_be_is_refused_with_where_and_why(
    column: str, rule: str, said: str
) -> None:
    answer = with_column_rule(of(kultur()), column, rule)
    assert isinstance(answer, Refusal)
    assert said in answer.sentence


def test_a_rule_of_a_row_in_a_ring_is_refused() -> None:
    answer = with_row_rule(of(kultur()), "bidrag", "resultat - summa")
    assert isinstance(answer, Refusal)
    assert answer.sentence == (
        "Raden ”Kommunbidrag”: Kommunbidrag och Resultat skulle räknas ur varandra; det går inte."
    )
    answer = with_row_rule(of(kultur()), "v1", "summa / 2")
    assert isinstance(answer, Refusal)
    assert "Bibliotek och Summa skulle räknas ur varandra" in answer.sentence


def test_a_fault_that_was_there_before_hinders_nothing() -> None:
    table = kultur()
    bad = table.with_row(replace(table.row("bidrag"), rule="finns_ej"))
    assert is_table(with_new_column(of(bad), Column("ny", "Ny"), 0)).columns[0].id == "ny"


def test_a_sum_takes_the_rows_below_it_or_else_above_it() -> None:
    table = kultur()
    flat = replace(
        table, rows=tuple(replace(r, parent=None, rule=None, kind="post") for r in table.rows[:4])
    )
    after = is_table(with_sum_of_below(of(flat), "summa"))
    assert after.children == {"summa": ("v1", "v2", "v3")}
    assert of(after).value("summa", "budget") == D(60)
    first = replace(flat, rows=(flat.rows[3], *flat.rows[:3]))
    assert of(is_table(with_sum_of_below(of(first), "summa"))).value("summa", "utfall") == D(66)
    alone = replace(flat, rows=flat.rows[:1])
    assert isinstance(with_sum_of_below(of(alone), "v1"), Refusal)


def test_a_row_cannot_hang_under_itself() -> None:
    table = kultur()
    answer = with_row_as(of(table), replace(table.row("summa"), parent="v1"))
    assert isinstance(answer, Refusal)
    assert "kan inte höra till sig själv" in answer.sentence


# ---- what hangs on it --------------------------------------------------------------------------


def test_a_column_that_others_are_reckoned_from_leaves_them_their_figures() -> None:
    calculation = of(kultur())
    assert column_hangs(calculation, "budget") == (
        "Kolumnen ”Avvikelse” räknas ur den; den behåller sina tal och skrivs in för hand.",
        "Kolumnen ”Förbrukat” räknas ur den; den behåller sina tal och skrivs in för hand.",
    )
    after = without_the_column(calculation, "budget")
    assert [c.id for c in after.columns] == ["utfall", "avvikelse", "andel", "not"]
    assert after.row("v3").cells == {"utfall": D(33), "avvikelse": D(3), "andel": D(110)}
    assert not of(after).faults.told


def test_a_sum_goes_on_without_a_part_and_a_difference_does_not() -> None:
    calculation = of(kultur())
    assert row_hangs(calculation, "v1") == ("Den räknas i ”Summa”, som sedan summerar resten.",)
    assert of(without_the_row(calculation, "v1")).value("summa", "budget") == D(50)
    assert row_hangs(calculation, "bidrag") == (
        "Raden ”Resultat” räknar med den; den summerar sedan resten.",
    )
    after = without_the_row(calculation, "bidrag")
    assert after.row("resultat").rule == "summa"


def test_a_sum_is_taken_away_alone_or_with_the_rows_under_it() -> None:
    calculation = of(kultur())
    alone = without_the_row(calculation, "summa")
    assert [r.parent for r in alone.rows[:3]] == [None] * 3
    all_ = without_the_row(calculation, "summa", children=True)
    assert [r.id for r in all_.rows] == ["bidrag", "resultat"]
    assert not of(all_).faults.told


def test_a_column_of_figures_can_become_text_and_of_text_only_where_it_is_figures() -> None:
    table = kultur()
    lone = replace(table, columns=(table.columns[0], table.columns[4]))
    lone = lone.with_row(lone.row("v1").with_cell("not", "1 234,5"))
    figures = is_table(
        with_column_as(of(lone), replace(lone.column("not"), type_="belopp", decimals=1))
    )
    assert figures.row("v1").cells["not"] == D("1234.5")
    words = lone.with_row(lone.row("v2").with_cell("not", "låg"))
    answer = with_column_as(of(words), replace(words.column("not"), type_="belopp"))
    assert isinstance(answer, Refusal)
    assert (
        "Kolumnen ”Kommentar” kan inte bli belopp: Kulturskola (låg) är inte det."
        in answer.sentence
    )


def test_what_is_right_is_not_refused() -> None:
    assert tried(of(kultur()), kultur()) == kultur()


def test_shares_whose_rule_gave_way_are_kept_as_shown_and_no_sum_adds_them_up() -> None:
    base = kultur()
    per = Column("per", "Kostnad per besök", rule="utfall / budget", decimals=1)
    table = replace(base, columns=(*base.columns[:3], per, *base.columns[3:]))
    for after in (
        without_the_column(of(table), "budget"),
        without_the_column(of(without_the_column(of(table), "budget")), "utfall"),
    ):
        kept = of(after)
        for row, column, figure in (("v1", "andel", "110.0"), ("summa", "per", "1.1")):
            assert kept.shown(row, column) == D(figure) == after.row(row).cells[column]
        assert after.row("summa").cells["andel"] == D("110.0")
        assert not kept.is_computed("summa", "andel")
        assert not [c for r, c, _ in tryckta_cells(kept) if c.id in ("andel", "per")]
        assert kept.value("summa", "avvikelse") == D(6)


def test_rows_of_a_table_of_per_cent_alone_add_up() -> None:
    per_cent = Column("andel_2031", "2031", "procent", decimals=1)
    rows = (
        *(Row(i, i, parent="s", cells={"andel_2031": D(2)}) for i in "ab"),
        Row("s", "Total", "summa", rule=CHILDREN),
    )
    table = Table("t", "", "Sjukfrånvaro", "%", (per_cent,), rows)
    assert of(table).value("s", "andel_2031") == D(4)
