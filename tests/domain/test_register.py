"""The declarations: whole, consistent, and enough to make a table of."""

import re
from decimal import Decimal

import pytest

from tests.five_documents import EVERY, area
from tests.malls import REGISTER, with_more
from tests.tables import begun, mall
from tui.domain.calculation import Calculation
from tui.domain.expression import names_in
from tui.domain.inheritance import Inheritance
from tui.domain.register import TABS, Tab
from tui.domain.rule import CHILDREN, tree_of
from tui.domain.scale import SCALES
from tui.domain.table import Column, Row, Table
from tui.store.codec import Item
from tui.store.former_forms import mall_rows
from tui.store.records import parsed_table

TEMPLATES = pytest.mark.parametrize(
    "template", REGISTER.templates.values(), ids=REGISTER.templates.keys()
)
HEADING_FIELD = {"ar", "fjol", "ar1", "ar2", "ar3", "ar4", "riktpunkt"}


@TEMPLATES
def test_a_rule_names_only_columns_and_rows_that_are_declared(template: Table) -> None:
    columns, rows = {k.id for k in template.columns}, {r.id for r in template.rows}
    assert len(columns) == len(template.columns)
    assert len(rows) == len(template.rows)
    for column in template.columns:
        assert (tree := tree_of(column.rule)) is None or columns.issuperset(names_in(tree))
    for row in template.rows:
        assert row.parent is None or row.parent in rows
        assert (tree := tree_of(row.rule)) is None or rows.issuperset(names_in(tree))


@TEMPLATES
def test_every_column_explains_itself(template: Table) -> None:
    assert template.tab in {tab.id for tab in TABS}
    assert template.id.startswith(f"{template.tab}.")
    for column in template.columns:
        assert column.help_.endswith((".", "?")), column.id
        assert column.heading
        assert column.type_ != "val" or column.scale in SCALES or column.refers


@TEMPLATES
def test_a_table_of_money_states_its_signs(template: Table) -> None:
    amount = [k for k in template.columns if k.type_ == "belopp"]
    assert not amount or template.sign.endswith(".")


@TEMPLATES
def test_an_empty_table_of_every_kind_is_worked_out(template: Table) -> None:
    """Every cell of a table nobody has typed anything into is empty: no zero out of nothing."""
    calculation = Calculation(
        begun("t", template, template.heading, template.unit, template.columns, template.rows)
    )
    assert {calculation.value(r.id, k.id) for r in template.rows for k in template.columns} <= {
        None
    }


def test_the_tabs_have_keys_of_their_own() -> None:
    assert [(f.id, f.key) for f in TABS] == [
        ("drift", "1"),
        ("investeringar", "2"),
        ("mal", "3"),
        ("internkontroll", "4"),
        ("personal", "5"),
    ]


GENERAL = {
    *("investeringar.enkel.delar", "investeringar.enkel.bokslut", "investeringar.enkel.plan"),
    *("drift.volymer_budget", "mal.mal_pilar", "mal.nyckeltal_pilar"),
    *("internkontroll.riskanalys", "personal.rehabilitering", "personal.enkat"),
}
"""What any nämnd may take up, and none of the five documents has."""


def test_every_kind_of_table_is_used_by_a_real_document_or_made_of_some() -> None:
    use = {area().table(*address).template for address in EVERY}
    # The year's prognoser are taken out of its reports into the next one.
    registers = {"drift.manad", "drift.atgarder", "mal.beslut", "drift.laget"}
    assert set(REGISTER.templates) == use | {"drift.prognoslogg"} | GENERAL | registers


def test_a_reference_points_at_a_table_that_the_document_has() -> None:
    for document, table_id in EVERY:
        table = area().table(document, table_id)
        for column in table.columns:
            if column.refers:
                keys = {row.cells.get(column.id) for row in table.rows} - {None}
                assert keys <= set(area().table(document, column.refers).index)


def test_a_new_tab_with_a_new_table_is_one_declaration() -> None:
    journeys = mall(
        "resor.resor",
        "resor",
        "Resor",
        (
            Column("budget", "Budget {ar}", help_="Årets budget."),
            Column("utfall", "Utfall {ar}", help_="Årets utfall."),
            Column("kvar", "Kvar", rule="budget - utfall", help_="Budget − utfall."),
        ),
        (Row("totalt", "Totalt", "summa", rule=CHILDREN),),
        list_=True,
        sign="Utgifter +.",
    )
    register = with_more(journeys, tabs=(Tab("resor", "6", "Resor"),))
    items: list[Item] = [
        {
            "rad": "tag",
            "etikett": "Tåg",
            "foralder": "totalt",
            "celler": {"budget": 9, "utfall": 4},
        },
        {"rad": "buss", "etikett": "Buss", "foralder": "totalt", "celler": {"budget": 2}},
        {"rad": "totalt"},
    ]
    meta = {
        "tabell": "resor",
        "mall": "resor.resor",
        "kolumner": {"budget": "Budget 2025", "utfall": "Utfall 2025"},
    }
    calculation = Calculation(parsed_table(meta, items, register))
    # The bus has no outcome yet: its own difference and that of the sum are not formed.
    assert [calculation.value("totalt", k) for k in ("budget", "utfall", "kvar")] == [11, 4, None]
    assert calculation.value("tag", "kvar") == Decimal(5)
    assert calculation.value("buss", "kvar") is None
    assert [f.id for f in register.tabs][-1] == "resor"
    assert "resor.resor" not in REGISTER.templates


def test_a_column_is_carried_over_by_what_it_is_and_of_which_year() -> None:
    carried = {
        Column("a", "Budget", role="budget"): Inheritance("budget"),
        Column("b", "Plan", role="plan", year=2): Inheritance("plan", 2),
        Column("c", "Förslag", role="budget", inherit="plan"): Inheritance("budget", 0, ("plan",)),
        Column("d", "I fjol", role="utfall", year=-1): Inheritance("utfall", -1),
        Column("e", "Prognos", role="prognos"): None,
        Column("f", "Andel", role="utfall", rule="a / b"): None,
        Column("g", "Mål", "mal", role="mal", inherit="kvar"): Inheritance("kvar"),
    }
    assert [column.inheritance for column in carried] == [*carried.values()]


def test_a_row_is_what_it_says_else_as_the_declared_one_of_its_key_or_numbered_alike() -> None:
    sick = REGISTER.templates["personal.sjukfranvaro"]
    roles = {"total": "total", "man": "kon", "alder_1": "alder", "alder_30_39": "alder",
             "dag_1_59": "tid"}  # fmt: skip
    assert {id_: mall_rows(sick).row(id_).role for id_ in roles} == roles
    assert {mall_rows(sick).row(id_).role for id_ in ("langtid", "alder", "annat_1", "")} == {""}
    meta = {"tabell": "t", "mall": "drift.delar", "kolumner": {"budget": "Budget"}}
    items: list[Item] = [{"rad": "intakter", "roll": "kostnad"}, {"rad": "kommunbidrag"}]
    table = parsed_table(meta, items, REGISTER)
    assert [row.role for row in table.rows] == ["kostnad", "kommunbidrag"]
    assert [row.income for row in table.rows] == [False, True]


def test_the_main_row_of_a_role_is_the_one_nearest_the_root() -> None:
    table = area().table("2024-delar", "drift")
    names = ("intakt", "kostnad", "netto", "kommunbidrag", "resultat")
    assert [row.id for name in names if (row := table.of(name))] == [
        "intakter", "kostnader", "nettokostnader", "kommunbidrag", "resultat",
    ]  # fmt: skip
    assert table.of("total") is None
    assert table.column_id("utfall", -1) == "foregaende" and table.column_id("ram") == ""


def test_only_years_and_the_riktpunkt_are_filled_into_a_heading() -> None:
    field = {
        hit
        for template in REGISTER.templates.values()
        for column in template.columns
        for hit in re.findall(r"\{(\w*)\}", column.heading)
    }
    assert field <= HEADING_FIELD
