"""What a decision prints: the computed figures, rounded as they are shown, and nothing else."""

from datetime import date
from decimal import Decimal as D

import pytest
from msgspec.structs import replace

from tests.five_documents import EVERY, area
from tui.domain.calculation import Calculation
from tui.domain.cell_text import shown_value
from tui.domain.decision import beslut_obstacle, decided, tryckta_values
from tui.domain.document import Beslut
from tui.domain.table import Table


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
