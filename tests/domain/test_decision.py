"""What a decision prints: the computed figures, rounded as they are shown, and nothing else."""

from datetime import date
from decimal import Decimal as D

import pytest
from msgspec.structs import replace

from tests.five_documents import EVERY, area
from tests.tables import begun, mall
from tui.domain.bedomning import cell_assessment
from tui.domain.calculation import Calculation, Context, incomplete
from tui.domain.cell_text import shown_value
from tui.domain.decision import beslut_obstacle, decided, tryckta_values
from tui.domain.document import Beslut
from tui.domain.period import from_new_year
from tui.domain.rule import CHILDREN
from tui.domain.symbols import INCOMPLETE
from tui.domain.table import Column, Row, Table
from tui.report.tables import plain_cell
from tui.report.values import ReportCell


def tryckt(table: Table, calculation: Calculation) -> Table:
    """The table with what a decision prints in it."""
    for address, _, to in tryckta_values("d", calculation):
        table = table.with_row(table.row(address.row).with_tryckt(address.column, to))
    return table


@pytest.mark.parametrize(("document", "id_"), EVERY)
def test_a_decided_table_shows_what_the_draft_did(document: str, id_: str) -> None:
    calculation = area().calculation(document, id_)
    utkast = replace(calculation.context, locked=False)
    before = Calculation(calculation.table, utkast)
    table = tryckt(calculation.table, before)
    after = Calculation(table, replace(utkast, locked=True))
    for row in table.rows:
        for column in table.columns:
            if column.id in row.tryckt:
                was = calculation.table.row(row.id)
                assert shown_value(after, row, column) == shown_value(before, was, column)
    assert list(tryckta_values("d", Calculation(table, utkast))) == []


def test_an_exact_amount_is_printed_as_it_was_shown_and_kept() -> None:
    calculation = area().calculation("2024-delar", "drift")
    row = calculation.table.row("kop_av_tjanster").with_cell("prognos", D("-68376.512"))
    utkast = Calculation(
        calculation.table.with_row(row), replace(calculation.context, locked=False)
    )
    table = tryckt(utkast.table, utkast)
    decided_ = Calculation(table, replace(utkast.context, locked=True))
    assert decided_.shown("kop_av_tjanster", "prognos") == D("-68377")
    assert table.row("kop_av_tjanster").cells["prognos"] == D("-68376.512")


DRAFT = Context(period=from_new_year(2031))
PARTS = (Row("bad", "Bad", parent="alla"), Row("bio", "Bio", parent="alla"))
ALL = Row("alla", "Alla lokaler", "summa", rule=CHILDREN)
NETTO = Row("netto", "Netto", "summa", rule="alla + grant")
GRANT = Row("grant", "Bidrag")
SHARE = Row("andel", "Badets andel", "darav", rule="bad / alla * 100", decimals=1)
NOW, THEN = Column("nu", "Nu"), Column("fjol", "I fjol")
DIFF = Column("skillnad", "Skillnad", rule="nu - fjol", assessed_by="avvikelse")
CHANGE = Column("andring", "Ändring %", "procent", "forandring(nu; fjol)")


def _figures(now: int | None, then: int | None) -> dict[str, D]:
    return {k: D(v) for k, v in (("nu", now), ("fjol", then)) if v is not None}


def of_rooms(cells: dict[str, tuple[int | None, int | None]], *more: Row) -> Calculation:
    """A draft of a culture board's rooms, this year and the last."""
    columns = (NOW, THEN, DIFF, CHANGE)
    rows = tuple(
        replace(row, cells={**row.cells, **_figures(*cells.get(row.id, (None, None)))})
        for row in (*PARTS, ALL, GRANT, NETTO, *more)
    )
    template = mall("x", "drift", "Lokaler", columns, rows)
    return Calculation(begun("x", template, "Lokaler", "tkr", columns, rows), DRAFT)


def decided_as_it_stands(draft: Calculation) -> Calculation:
    """The table once its document is decided and locked."""
    return Calculation(tryckt(draft.table, draft), replace(draft.context, locked=True))


def test_the_sum_of_some_parts_is_not_printed_as_the_whole_and_nothing_is_made_of_it() -> None:
    draft = of_rooms({"bad": (-40, -30), "bio": (None, -10), "grant": (60, 50)})
    after = decided_as_it_stands(draft)
    for row in ("alla", "netto"):
        assert incomplete(draft, row, "nu") and incomplete(after, row, "nu")
        assert {"nu", "skillnad", "andring"}.isdisjoint(after.table.row(row).tryckt)
        assert [after.shown(row, k) for k in ("nu", "skillnad", "andring")] == [None] * 3
        assert after.table.row(row).tryckt["fjol"] == draft.shown(row, "fjol")
        drawn = after.table.row(row)
        assert cell_assessment(after, drawn, DIFF) is None
        assert plain_cell(after, drawn, NOW) == ReportCell(INCOMPLETE)


def test_a_sum_of_some_parts_is_empty_too_where_its_row_prints_nothing_at_all() -> None:
    after = decided_as_it_stands(of_rooms({"bad": (-40, None), "grant": (60, None)}))
    assert after.table.row("alla").tryckt == {}
    assert after.shown("alla", "nu") is None and incomplete(after, "alla", "nu")


@pytest.mark.parametrize(
    "row", [SHARE, SHARE.with_tryckt("fjol", D("75.0")), SHARE.with_cell("fotnot", "Utan café.")]
)
def test_a_row_of_shares_shows_all_its_figures_or_prints_all_once_decided(row: Row) -> None:
    draft = of_rooms({"bad": (-40, -30), "bio": (-40, -10), "grant": (60, 50)}, row)
    shown = [shown_value(draft, draft.table.row("andel"), k) for k in (NOW, THEN, DIFF)]
    assert shown == [D(50), D(75), D(-25)]
    after = decided_as_it_stands(draft)
    stands = after.table.row("andel")
    assert [shown_value(after, stands, k) for k in (NOW, THEN, DIFF)] == shown
    assert stands.tryckt.keys() == (
        {"nu", "fjol", "skillnad"} if row.tryckt or row.cells else set()
    )


def test_a_column_of_shares_that_is_printed_in_one_row_is_so_in_all() -> None:
    draft = of_rooms({"bad": (-40, -30), "bio": (-40, -10), "grant": (60, 50)})
    bad = draft.table.row("bad").with_tryckt("andring", D("33.3"))
    draft = Calculation(draft.table.with_row(bad), DRAFT)
    after = decided_as_it_stands(draft)
    shown = [shown_value(draft, row, CHANGE) for row in draft.table.rows]
    assert D(300) in shown
    assert [shown_value(after, row, CHANGE) for row in after.table.rows] == shown


def test_the_head_says_who_when_and_by_which_paragraph() -> None:
    base = replace(area().document["2024-delar"], status="utkast", unlocked="x", beslut=Beslut())
    new = decided(base, date(2024, 9, 17), "§ 42", "Socialnämnden")
    assert new.beslut == Beslut("Socialnämnden", date(2024, 9, 17), "§ 42")
    assert new.locked


@pytest.mark.parametrize(
    ("document", "day", "can"),
    [
        ("2024-delar", date(2024, 8, 31), False),
        ("2024-delar", date(2024, 9, 1), True),
        ("2023-bokslut", date(2023, 12, 12), False),
        ("2025-budget", date(2024, 12, 10), True),
    ],
)
def test_a_follow_up_is_decided_after_its_period(document: str, day: date, can: bool) -> None:
    assert (beslut_obstacle(area().document[document], day) == "") == can
