"""Of which months a heading without any is, by the rest of its block: "Budget" beside the outcome
and the deviation of January to August.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from tui.checks.pasting.cells import number_in
from tui.checks.pasting.words import Meaning, meaning
from tui.domain.value import decimals_in
from tui.svenska.clipboard import Block

WHOLE_YEAR = ("budget", "plan", "ram", "prognos")
_FEW = 2
_PLAY = Decimal("0.5")


class Span(NamedTuple):
    """A part of a year and its last month (0 where that is not told), or the whole of it."""

    part: bool
    month: int


def span_in(said: Meaning) -> Span | None:
    """The months that a heading tells; a forecast is the year's unless it says otherwise."""
    if said.span == "del":
        return Span(part=True, month=said.month)
    if said.span or said.month or said.role in ("prognos", "plan"):
        return Span(part=False, month=0)
    return None


def span_of(heads: Sequence[str], figures: Block, at: int) -> Span | None:
    """The months of a heading that tells none: those of an outcome from which it is as far as the
    deviation says, else those that all other headings have in common. None where neither tells.
    """
    said = {i: meaning(head) for i, head in enumerate(heads) if i != at}
    proved: set[Span] = set()
    disproved: set[Span] = set()
    for i, j, span in _pairs(said):
        holds = _holds(figures, at, i, j)
        if holds is not None:
            (proved if holds else disproved).add(span)
    if proved:
        return proved.pop() if len(proved) == 1 else None
    # A budget without months stands well beside an outcome of some: one heading is not enough.
    spans = [its for one in said.values() if (its := span_in(one)) is not None]
    common = set(spans) - disproved
    if len(set(spans)) != 1 or not common or (spans[0].part and len(spans) < _FEW):
        return None
    return spans[0]


def _pairs(said: dict[int, Meaning]) -> Iterator[tuple[int, int, Span]]:
    """Each outcome or forecast of known months with each deviation that may be of the same."""
    for i, one in said.items():
        span = span_in(one) if one.role in ("utfall", "prognos") else None
        for j, other in said.items():
            if span is not None and other.role == "avvikelse" and span_in(other) in (None, span):
                yield i, j, span


def _holds(figures: Block, at: int, i: int, j: int) -> bool | None:
    """Whether the deviation is the difference in all rows, as far as they are rounded; None where
    no row has all three.
    """
    rows = [
        [number_in(cells[x]) if x < len(cells) else None for x in (at, i, j)] for cells in figures
    ]
    whole = [[one for one in row if one is not None] for row in rows]
    whole = [row for row in whole if len(row) == len((at, i, j)) and any(row)]
    if not whole:
        return None
    return all(
        abs(abs(d) - abs(u - b)) <= sum(_PLAY.scaleb(-decimals_in(one)) for one in (b, u, d))
        for b, u, d in whole
    )
