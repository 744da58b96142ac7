"""What a block would contradict in its table, and what it leaves there, before it is taken."""

from collections.abc import Iterator

from tui.checks.identities import identity_finding
from tui.checks.relations import Cell
from tui.checks.released import released
from tui.domain.calculation import Calculation
from tui.domain.cell_text import shown_text
from tui.domain.finding import IMPORTANT, Finding
from tui.domain.paste import Pasting, taken, with_rows


def contradictions(before: Calculation, answer: Pasting) -> Iterator[Finding]:
    """The findings that the block brings, each at the one cell that explains it.

    A printed sum of the block stands by what is pasted with it; others follow their parts.
    """
    before = with_rows(before, answer)
    after = taken(before, answer)
    pasted = {Cell(cell.row, cell.column) for cell in answer.cells if cell.utfall != "nekas"}
    changed = [Cell(c.row, c.column) for c in (*answer.of("andras"), *answer.of("tryckt"))]
    table = after.table
    for cell in released(before, after, changed):
        if cell not in pasted:
            table = table.with_row(table.row(cell.row).with_tryckt(cell.column, None))
    known = {finding.address for finding in identity_finding("", before)}
    for finding in identity_finding("", Calculation(table, after.context)):
        if finding.severity in IMPORTANT and finding.address not in known:
            yield finding


def left_standing(calculation: Calculation, answer: Pasting) -> Iterator[str]:
    """The rows with figures in a column that a file fills, where the file has none for them.

    These are of another time than what comes in beside them, and count in the same sums.
    """
    table = with_rows(calculation, answer).table
    own = {c.id for c in calculation.table.columns if c.numeric and not c.computed}
    filled = {
        cell.column
        for cell in (*answer.of("andras"), *answer.of("lika"))
        if cell.column in own and table.row(cell.row).kind != "summa"
    }
    said = {(cell.row, cell.column) for cell in answer.cells}
    for row in calculation.table.rows:
        figures = [
            shown_text(calculation, row, column)
            for column in calculation.table.columns
            if column.id in filled and (row.id, column.id) not in said and row.cells.get(column.id)
        ]
        if figures:
            yield f"{row.label} (står kvar med {' och '.join(figures)})"
