"""A block in long form (a row for each figure, as databases give it) made to one with columns.

A column of periods says of which time each row is, and one of the table's own headings which
column: what stands there goes up into the headings, so that no figure of another year is taken for
this one's.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tui.checks.pasting.cells import is_figure
from tui.checks.pasting.rows import labels_of
from tui.checks.pasting.words import key
from tui.domain.calculation import Calculation
from tui.domain.paste import headings_in
from tui.domain.period import Period
from tui.svenska.clipboard import Block, is_empty
from tui.svenska.format import MONTHS

_TIMES = {"år", "period", "månad", "datum", "årmånad", "år och månad"}
_TIME = re.compile(r"((?:19|20)\d\d)(?:-?(0[1-9]|1[0-2])(?:-?(?:0[1-9]|[12]\d|3[01]))?)?")
_FEWEST = 2


class _Form(NamedTuple):
    """Which columns of a long form say what: the time, the heading, the figures, and the rest."""

    times: int | None
    names: int | None
    figures: tuple[int, ...]
    others: tuple[int, ...]


def widened(calculation: Calculation, block: Block) -> Block:
    """The block with a column for each time and heading that its rows tell; else as it is."""
    width = len(block[0]) if block else 0
    if len(block) < _FEWEST or any(len(row) != width for row in block):
        return block
    form = _form(calculation, block)
    if form is None:
        return block
    heads: dict[str, None] = {}
    rows: dict[tuple[str, ...], dict[str, str]] = {}
    for cells in block[1:]:
        found = rows.setdefault(tuple(cells[x] for x in form.others), {})
        for x in form.figures:
            head = _heading(calculation, block[0], cells, form, x)
            heads[head] = None
            if head in found:
                return block  # Two figures for one cell: something else tells them apart.
            found[head] = cells[x]
    first = tuple(block[0][x] for x in form.others)
    return (
        (*first, *heads),
        *((*own, *(found.get(head, "") for head in heads)) for own, found in rows.items()),
    )


def _form(calculation: Calculation, block: Block) -> _Form | None:
    """What the columns are; None where none of them is of times or of headings."""
    own = {key(heading) for _, heading in headings_in(calculation)}
    labels = labels_of(calculation).keys()
    columns = {x: [row[x] for row in block[1:]] for x in range(len(block[0]))}
    heads = [key(head) for head in block[0]]
    if any(is_empty(head) for head in heads):
        return None
    # A column that names the table's rows says no more than that.
    free = {x: cells for x, cells in columns.items() if not labels & set(map(key, cells))}
    times = [x for x, cells in free.items() if heads[x] in _TIMES - own and _are_times(cells)]
    names = [x for x, cells in free.items() if _are_headings(cells, own)]
    if len(times) > 1 or len(names) > 1 or not (times or names):
        return None
    taken = {*times, *names}
    figures = [x for x, cells in columns.items() if x not in taken and _are_figures(cells)]
    if names:
        # The other columns of figures are codes: what stands last is what is measured.
        figures = figures[-1:]
    others = tuple(x for x in columns if x not in taken and x not in figures)
    if not figures or not others:
        return None
    return _Form(next(iter(times), None), next(iter(names), None), tuple(figures), others)


def _are_times(cells: Sequence[str]) -> bool:
    return all(_TIME.fullmatch(cell.strip()) for cell in cells)


def _are_headings(cells: Sequence[str], own: set[str]) -> bool:
    told = {key(cell) for cell in cells}
    return "" not in told and told <= own and not all(map(is_figure, cells))


def _are_figures(cells: Sequence[str]) -> bool:
    return any(map(is_figure, cells)) and all(is_figure(c) or is_empty(c) for c in cells)


def _heading(
    calculation: Calculation, heads: Sequence[str], cells: Sequence[str], form: _Form, x: int
) -> str:
    """The heading that a figure has, with its time where that is not the document's own."""
    head = heads[x] if form.names is None else cells[form.names].strip()
    if form.times is None:
        return head
    hit = _TIME.fullmatch(cells[form.times].strip())
    year, month = (int(one) if one else 0 for one in hit.groups()) if hit else (0, 0)
    own = {key(heading): None for _, heading in headings_in(calculation)}
    if key(head) in own and _is_own(calculation.context.period, year, month):
        return head
    return f"{head} {MONTHS[month - 1][:3] if month else ''} {year}".replace("  ", " ")


def _is_own(period: Period | None, year: int, month: int) -> bool:
    return period is not None and period.year == year and month in (0, period.end.month)
