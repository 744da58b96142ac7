"""How well a block fits a table, and what of its form next month's block has too."""

from tui.checks.discovery.grid import joined_headings
from tui.checks.pasting.asked import Ask, Asked
from tui.checks.pasting.headings import heading_rows
from tui.checks.pasting.placing import Origin, placed
from tui.checks.pasting.rows import labels_of
from tui.domain.calculation import Calculation
from tui.domain.known_source import timeless
from tui.domain.paste import Pasting
from tui.svenska.clipboard import Block

_YES: tuple[Asked, ...] = ("punkt", "år", "enhet", "tecken", "andel")


def fit(calculation: Calculation, block: Block, column_id: str, origin: Origin) -> int:
    """How many cells of the table a block has something for, by its own headings and labels."""
    answers: dict[Asked, bool] = {}
    while isinstance(answer := placed(calculation, block, 0, column_id, answers, origin), Ask):
        answers[answer.about] = answer.about in _YES
    if not isinstance(answer, Pasting):
        return 0
    return sum(cell.utfall != "nekas" for cell in answer.cells)


def shape_of(calculation: Calculation, block: Block) -> tuple[str, ...]:
    """The headings of a block without their years and months; "" for each column without any."""
    rows = heading_rows(block, list(labels_of(calculation)), calculation)
    return tuple(map(timeless, joined_headings(block[:rows], max(map(len, block)))))
