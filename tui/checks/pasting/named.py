"""The names of a block: those that the table has not, what they were said to mean, their form."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from tui.checks.discovery.grid import joined_headings
from tui.checks.pasting.cells import is_figure
from tui.checks.pasting.headings import figures_below, headed, heading_rows, is_only_unit
from tui.checks.pasting.rows import labelled, labels_of
from tui.domain.calculation import Calculation
from tui.domain.known_source import timeless
from tui.domain.paste import headings_in
from tui.domain.table import LABEL
from tui.svenska.clipboard import Block, is_empty


class Names(Struct, frozen=True):
    """The labels and the headings of a block that mean nothing in the table, and what is free
    there: rows and columns that the block has nothing for, by their ids and names."""

    labels: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    columns: tuple[tuple[str, str], ...] = ()


def foreign_names(calculation: Calculation, block: Block, column_id: str) -> Names:
    """What of a block has no place by its name."""
    table = calculation.table
    first = heading_rows(block, list(labels_of(calculation)), calculation)
    heads = joined_headings(block[:first], max(map(len, block)))
    known = labelled(calculation, block, first, (0, column_id))
    if known is None:
        return Names()
    x = known.column
    labels = [
        " ".join(row[x].split())
        for i, row in enumerate(block[first:], first)
        if i not in known.rows
        and x < len(row)
        and any(is_figure(c) for c in row if not is_empty(c))
    ]
    named = headed(calculation, heads, x + 1, block[first:])
    placed = {**named.columns, **named.years}
    left = [
        head
        for i, head in enumerate(heads)
        if i != x
        and i not in placed
        and i not in known.accounts
        and not is_only_unit(head)
        and any(map(is_figure, figures_below(block, first, i)))
    ]
    taken = {*known.rows.values(), *placed.values(), LABEL}
    return Names(
        _once(labels),
        _once(left),
        tuple((r.id, r.label) for r in table.rows if r.id not in taken and r.kind != "rubrik"),
        tuple((id_, name) for id_, name in headings_in(calculation) if id_ not in taken),
    )


def shape_of(calculation: Calculation, block: Block) -> tuple[str, ...]:
    """The headings of a block without their years and months; "" for each column without any."""
    first = heading_rows(block, list(labels_of(calculation)), calculation)
    return tuple(map(timeless, joined_headings(block[:first], max(map(len, block)))))


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if not is_empty(text)))


def translated(
    calculation: Calculation, block: Block, rows: Mapping[str, str], columns: Mapping[str, str]
) -> Block:
    """The block with the table's own names where it was said what its names mean.

    ``rows`` and ``columns`` are ids by the ``timeless`` form of the block's own label or heading.
    """
    if not rows and not columns:
        return block
    table, own = calculation.table, dict(headings_in(calculation))
    first = heading_rows(block, list(labels_of(calculation)), calculation)
    heads = joined_headings(block[:first], max(map(len, block)))
    said = {x: own[id_] for x, head in enumerate(heads)
            if (id_ := columns.get(timeless(head), "")) in own}  # fmt: skip
    names = {form: table.row(id_).label for form, id_ in rows.items() if id_ in table.index}
    head_rows = [
        tuple(said[x] * (i == 0) if x in said else cell for x, cell in enumerate(row))
        for i, row in enumerate(block[:first])
    ]
    body = [tuple(names.get(timeless(cell), cell) for cell in row) for row in block[first:]]
    return (*head_rows, *body)
