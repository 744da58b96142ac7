"""``python -m tests.checks.discovery.results [FIL …]``: the kinds of tables that other nämnder
print, right and with one altered cell each, and what is found of reports that are given as files.
"""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.checks.printed_tables import Cell, Printed, wrong_cell
from tests.checks.table_kinds import KINDS
from tui.checks.discovery.discover import discover
from tui.checks.discovery.findings import rule_text
from tui.checks.discovery.grid import grid_of
from tui.checks.discovery.healing import Healed, healed
from tui.checks.foreign_report import checked_report, held_together
from tui.intake.files import read_report

SEEDS = 60


def found(table: Printed) -> list[Healed]:
    """What is told of a table."""
    grid = grid_of(table.block())
    return healed(discover(grid)) if grid is not None else []


def candidates(told: list[Healed]) -> Iterator[Cell]:
    """The cells that are named, or said to be possible."""
    for one in told:
        yield one.cell
        yield from (cell for cell, _ in one.others)


def main(files: list[str]) -> None:
    """Print both tables."""
    print(f"{'slag':18} {'rätta':>6} {'anklagade':>10} {'ändrade':>8} {'först':>6} {'bland':>6}")
    for name, kind in KINDS.items():
        right = [kind(random.Random(seed)) for seed in range(SEEDS)]
        accused = sum(bool(found(table)) for table in right)
        tried = first = among = 0
        for seed, table in enumerate(right):
            wrong = wrong_cell(table, seed, seed % 2 == 0) or wrong_cell(table, seed, False)
            if wrong is None or len(table.headings) == 1:
                continue
            told = found(table.altered(*wrong))
            tried += 1
            first += any(one.cell == wrong[0] for one in told)
            among += wrong[0] in set(candidates(told))
        print(f"{name:18} {len(right):6} {accused:10} {tried:8} {first:6} {among:6}")
    for file in files:
        (report,) = held_together([checked_report(read_report(Path(file)))])
        rules = [r for table in report.tables for r in table.discovery.rules]
        print(f"\n{report.name}: {len(report.tables)} tabeller, {len(rules)} regler, "
              f"{len(report.left_out)} rader lämnade")  # fmt: skip
        for table in report.tables:
            grid = table.discovery.grid
            size = f"{len(grid.rows)}×{len(grid.columns)}"
            print(f"  {table.name[:60]:60} {size:>7}  {len(table.discovery.rules)} regler")
            if "-v" in sys.argv:
                print(*(f"      {rule_text(table.discovery, r)}" for r in table.discovery.rules),
                      sep="\n")  # fmt: skip
        for finding in report.findings:
            print(f"  {finding.severity}: {finding.sentence}")


if __name__ == "__main__":
    main([one for one in sys.argv[1:] if one != "-v"])
