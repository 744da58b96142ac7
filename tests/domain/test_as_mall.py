"""A table's form as a mall: the form whole, and nothing of what stood in the table."""

from datetime import date
from decimal import Decimal

from tui.domain.as_mall import as_mall
from tui.domain.cell_text import column_heading
from tui.domain.period import Period
from tui.domain.table import Column, Row, Table

YEAR = Period(date(2031, 1, 1), date(2031, 8, 31))
COLUMNS = (
    Column("budget", "Budget 2031", role="budget", decimals=1),
    Column("fore", "Utfall 2030", role="utfall", year=-1, decimals=1),
    Column("skillnad", "Budget 2031 mot 2030", rule="budget - fore", assessed_by="avvikelse"),
)
ROWS = (
    Row("verksamhet", "Verksamhet", kind="summa", rule="barn"),
    Row("bibliotek", "Bibliotek", parent="verksamhet", cells={"budget": Decimal("31.4")},
        notes={"budget": "enligt beslut"}, sources={"budget": "ekonomisystemet"}),
)  # fmt: skip
TABLE = Table(
    *("drift", "drift.delar", "Drift", "mnkr", COLUMNS, ROWS),
    footnotes={"1": "preliminärt"}, note="Se bilaga.", source="Unit4", tab="drift",
    subject="resultat", sign="Intäkter −, kostnader +.",
)  # fmt: skip


def test_a_mall_has_the_whole_form_and_no_figure_note_or_source() -> None:
    mall = as_mall(TABLE, "drift.kultur", "Kultur", YEAR)
    assert (mall.id, mall.heading, mall.template) == ("drift.kultur", "Kultur", "")
    assert (mall.unit, mall.sign, mall.subject) == ("mnkr", TABLE.sign, "resultat")
    assert [(r.label, r.kind, r.parent, r.rule) for r in mall.rows] == [
        (r.label, r.kind, r.parent, r.rule) for r in ROWS
    ]
    assert not any(r.cells or r.tryckt or r.notes or r.sources for r in mall.rows)
    assert not (mall.footnotes or mall.note or mall.source)
    assert [(c.rule, c.assessed_by, c.decimals) for c in mall.columns] == [
        (c.rule, c.assessed_by, c.decimals) for c in COLUMNS
    ]


def test_the_years_of_a_mall_are_those_of_the_document_that_uses_it() -> None:
    mall = as_mall(TABLE, "drift.kultur", "Kultur", YEAR)
    later = Period(date(2033, 1, 1), date(2033, 12, 31))
    assert [column_heading(c, later) for c in mall.columns] == [
        "Budget 2033",
        "Utfall 2032",
        "Budget 2033 mot 2032",
    ]
    assert [column_heading(c, YEAR) for c in mall.columns] == [c.heading for c in COLUMNS]
