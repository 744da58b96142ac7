"""``python -m tests.measure_quick_check [ANTAL [FRÖ]]``: what is found of tables that are known.

Right tables rounded from kronor, tables of chance, altered figures, and the kinds of tables that
other nämnder print. With files in place of figures: what is found of each of their tables.
"""

import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from tests.checks.printed_tables import NAMES, Cell, Printed, right_table, shown, wrong_cell
from tests.checks.table_kinds import KINDS
from tests.checks.test_discovery import candidates, discovered, is_healed
from tui.checks.discovery.failing_sums import failing_sum_findings
from tui.checks.discovery.findings import discovered_findings, rule_text
from tui.checks.discovery.healing import healed
from tui.checks.foreign_report import checked_report, held_together
from tui.domain.finding import Finding
from tui.intake.files import read_report

SEEDS = 40
NEW = 700_000


def chance_table(seed: int) -> Printed:
    """Figures without any rule, of the sizes that tables have, under no telling words."""
    draw = random.Random(seed)
    rows, columns = draw.randint(3, 16), draw.randint(2, 7)
    size = draw.choice((50, 900, 20_000, 300_000))
    headings, labels = [f"Kolumn {n + 1}" for n in range(columns)], draw.sample(NAMES, rows)
    cells = [
        [shown(-int(size * 10 ** draw.uniform(-1.6, 0.3)), 0) for _ in range(columns)]  # type: ignore[arg-type]
        for _ in range(rows)
    ]
    return Printed("Belopp i tkr", headings, labels, cells, {}, dict.fromkeys(range(columns), 0))


def found(table: Printed) -> list[Finding]:
    """What is told of a table."""
    place = (discovered(table), "rapport", "tabell")
    return [*discovered_findings(*place), *failing_sum_findings(*place)]


def worst_told(tables: Iterable[Printed]) -> str:
    """In how many of them anything is told, the worst of each counted."""
    worst: Counter[str] = Counter()
    for table in tables:
        told = {one.severity for one in found(table)}
        worst["fel" if "fel" in told else "bör ses över" if told else "inget"] += 1
    return ", ".join(f"{number} {what}" for what, number in worst.most_common())


def altered(
    tables: Iterable[tuple[int, Printed]], crossing: bool
) -> Iterator[tuple[Printed, Printed, Cell]]:
    """Each table as it was and with one altered figure, through which two rules go or one does.

    A table of one column has one figure a sum, which proves nothing.
    """
    for seed, table in tables:
        wrong = wrong_cell(table, seed, crossing)
        if wrong is not None and len(table.headings) > 1:
            yield table, table.altered(*wrong), wrong[0]


def named_and_healed(pairs: Iterable[tuple[Printed, Printed, Cell]]) -> str:
    """How many altered figures are named or among the candidates, and healed rightly."""
    tried = named = right = 0
    for table, wrong, cell in pairs:
        values = candidates(healed(discovered(wrong)), cell)
        tried, named = tried + 1, named + bool(values)
        right += is_healed(table, cell, values)
    return f"{tried:5} ändrade: {named / tried:6.1%} nämnda, {right / tried:6.1%} rätt läkta"


def three_wrong(tables: Iterable[Printed]) -> str:
    """How many tables with three wrong figures in one computed column anything is told of."""
    tried = told = 0
    for number, table in enumerate(tables):
        draw = random.Random(number)
        columns = {binding[0][1] for binding in table.bindings if _is_row(binding)}
        for column in sorted(columns)[:1]:
            rows = [b[0] for b in table.bindings if _is_row(b) and b[0][1] == column]
            rows = [cell for cell in rows if table.values[cell]]
            if len(rows) >= 5:
                for cell in draw.sample(rows, 3):
                    table = table.altered(cell, table.values[cell] * 3 + 7)
                tried, told = tried + 1, told + bool(found(table))
    return f"{tried:5} tabeller: något sägs om {told / tried:6.1%}"


def _is_row(binding: Sequence[Cell]) -> bool:
    return len({row for row, _ in binding}) == 1


def kinds() -> Iterator[str]:
    """Each kind in print: how many right ones are accused, and altered figures named."""
    yield f"{'slag i tryck':18} {'rätta':>6} {'anklagade':>10} {'ändrade':>8} {'nämnda':>7}"
    for name, kind in KINDS.items():
        right = [(seed, kind(random.Random(seed))) for seed in range(SEEDS)]
        accused = sum(bool(found(table)) for _, table in right)
        pairs = [pair for crossing in (True, False) for pair in altered(right, crossing)]
        named = sum(bool(candidates(healed(discovered(w)), cell)) for _, w, cell in pairs)
        yield f"{name:18} {len(right):6} {accused:10} {len(pairs):8} {named:7}"


def of_file(file: Path) -> Iterator[str]:
    """The tables of a file, the rules that they are found to have, and what is told."""
    (report,) = held_together([checked_report(read_report(file))])
    yield f"{report.name}: {len(report.tables)} tabeller, {len(report.left_out)} rader lämnade"
    for table in report.tables:
        grid = table.discovery.grid
        yield f"  {table.name[:70]} ({len(grid.rows)} × {len(grid.columns)})"
        yield from (f"      {rule_text(table.discovery, one)}" for one in table.discovery.rules)
    yield from (f"  {one.severity}: {one.sentence}" for one in report.findings)


def main(words: Sequence[str]) -> None:
    """Print the results."""
    if words and not words[0].isdigit():
        print(*(line for file in words for line in of_file(Path(file))), sep="\n")
        return
    count, first = (*map(int, words), 1_000, NEW)[:2] if len(words) != 1 else (int(words[0]), NEW)
    seeds = range(first, first + count)
    tables = [(seed, right_table(seed)) for seed in seeds]
    parts: tuple[tuple[str, Callable[[], str]], ...] = (
        ("rätta tabeller", lambda: worst_told(table for _, table in tables)),
        ("slumptal utan regler", lambda: worst_told(map(chance_table, seeds))),
        ("två regler genom cellen", lambda: named_and_healed(altered(tables, True))),
        ("en regel genom cellen", lambda: named_and_healed(altered(tables, False))),
        ("tre fel i en kolumn", lambda: three_wrong(table for _, table in tables)),
    )
    for name, part in parts:
        print(f"{name:24} {part()}", flush=True)
    print(*kinds(), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
