"""A printed table proposed as a table with rules: no figure lost, no right one accused."""

import random

import pytest
from msgspec.structs import replace

from tests.checks.printed_tables import Printed, right_table, wrong_cell
from tests.checks.table_kinds import KINDS
from tui.checks.discovery.discover import discover
from tui.checks.discovery.grid import grid_of
from tui.checks.discovery.proposal import Proposal, proposal_of
from tui.checks.identities import identity_finding
from tui.domain.block import Block
from tui.domain.calculation import Calculation
from tui.domain.finding import IMPORTANT, Finding
from tui.domain.table import Table
from tui.domain.value import Value

TABLES = [right_table(seed) for seed in range(25)]
TABLES += [kind(random.Random(3)) for kind in KINDS.values()]


def proposed(block: Block) -> Proposal:
    grid = grid_of(block)
    assert grid is not None
    return proposal_of(discover(grid), block)


def findings(proposal: Proposal) -> list[Finding]:
    calculation = Calculation(replace(proposal.table, id="tabell", tab="drift"))
    return [one for one in identity_finding("d", calculation) if one.severity in IMPORTANT]


def figures(table: Table) -> list[list[Value]]:
    return [
        [row.tryckt.get(column.id, row.cells.get(column.id)) for column in table.columns]
        for row in table.rows
    ]


@pytest.mark.parametrize("table", TABLES)
def test_a_right_table_is_proposed_with_rules_that_accuse_none_of_its_figures(
    table: Printed,
) -> None:
    proposal = proposed(table.block())
    assert findings(proposal) == []
    shown = figures(proposal.table)
    # A nought may be printed as a dash.
    lost = [(r, c) for (r, c), one in table.values.items() if one and shown[r][c] != one]
    assert lost == []


def test_nearly_all_rules_that_are_found_become_rules_of_the_table() -> None:
    proposals = [proposed(table.block()) for table in TABLES]
    taken = sum(len(one.rules) for one in proposals)
    told = sum(len(one.told) for one in proposals)
    assert taken >= 0.93 * (taken + told)


def test_an_altered_figure_is_told_of_by_the_proposed_table() -> None:
    tried = named = 0
    for seed in range(30):
        table = right_table(seed)
        wrong = wrong_cell(table, seed, crossing=True)
        if wrong is None or len(table.headings) == 1:
            continue
        tried, named = tried + 1, named + bool(findings(proposed(table.altered(*wrong).block())))
    assert named >= 0.9 * tried


PARKS = Block(
    (
        ("Konto", "Verksamhet", "Ansvarig", "Budget 2031", "Utfall 2031", "Avvikelse"),
        ("40", "Parker", "Enhet A", "1 200", "1 150", "50"),
        ("41", "Lekplatser", "Enhet B", "800", "830", "−30"),
        ("", "varav reparationer", "", "100", "140", "−40"),
        ("42", "Gator", "Enhet A", "2 000", "1 990", "10"),
        ("", "Summa", "", "4 000", "3 970", "30"),
    ),
    "Gatunämnden, tkr",
)


def test_labels_words_units_and_rules_come_along() -> None:
    proposal = proposed(PARKS)
    table = proposal.table
    assert (table.heading, table.unit) == ("Gatunämnden, tkr", "tkr")
    assert table.sign == "Avvikelse = Budget 2031 − Utfall 2031."
    rules = {column.heading: column.rule for column in table.columns if column.rule}
    assert rules == {"Avvikelse": "budget_2031 - utfall_2031"}
    kinds = {row.label.split()[-1]: (row.kind, row.rule) for row in table.rows}
    assert kinds["Summa"] == ("summa", "summa(barn)")
    assert kinds["reparationer"] == ("darav", None)
    assert proposal.rules[0] == "Avvikelse = Budget 2031 − Utfall 2031, stämmer på 5 av 5 rader."
