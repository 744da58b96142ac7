"""Words where a figure should stand: told, and counted as missing and never as 0.

A cell of figures takes no words when it is typed or pasted; a file that was written elsewhere may
hold them. What a running text says stands as the text writes it, in tables of their own.
"""

from collections.abc import Iterator

from tui.domain.calculation import Calculation
from tui.domain.cell_text import column_heading
from tui.domain.finding import Address, Finding
from tui.domain.risk_matrix import AXES
from tui.domain.table import ONLY_NUMBER
from tui.svenska.format import clean

EXCERPT = 40


def word_finding(document: str, calculation: Calculation) -> Iterator[Finding]:
    """A finding for every word in a cell that is for typing a figure in."""
    table = calculation.table
    if table.out_of_text:
        return
    columns = [k for k in table.columns if k.type_ in ONLY_NUMBER]
    for row in table.rows if columns else ():
        for column in columns:
            said = row.cells.get(column.id)
            if column.role in AXES:  # a word there is a step, or a risk beside the matrix
                continue
            if isinstance(said, str) and said.strip():
                heading = column_heading(column, calculation.context.period)
                text = clean(said.strip())
                text = text if len(text) <= EXCERPT else f"{text[: EXCERPT - 1]}…"
                sentence = (
                    f"{row.label}, {heading}: ”{text}” är inget tal, så cellen räknas som "
                    "saknad; skriv talet."
                )
                address = Address(document, table.id, row.id, column.id)
                yield Finding(address, "saknas", "bör ses över", said, None, sentence)
