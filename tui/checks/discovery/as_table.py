"""A typed or pasted block as a table with the rules that its own figures are found to have.

What the block prints in a cell that becomes computed is kept as printed where it is another figure.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from tui.checks.discovery.discover import Discovery, discover
from tui.checks.discovery.grid import grid_of
from tui.checks.discovery.proposal import proposal_of
from tui.checks.discovery.proposed_form import keys_of, meaning
from tui.checks.discovery.roles import column_role, is_share, period, unit_in
from tui.checks.discovery.rules import LinearRule, Rule, Support
from tui.domain.block import Block, rectangular
from tui.domain.calculation import Calculation
from tui.domain.reshaped import printed_where_computed
from tui.domain.table import Column, ColumnType, Row, Table
from tui.svenska.arithmetic import Refusal


def filled_from(block: Block, empty: Table, year: int | None = None) -> Table | Refusal:
    """An empty table with the columns, rows, figures and rules of a block.

    What its columns are and of which year is in their headings; ``year`` is the document's.
    """
    block = replace(block, rows=rectangular([list(row) for row in block.rows]))
    if not block.rows or len(block.rows[0]) < 2:
        return Refusal(
            "Blocket ska ha en rad med rubriker och minst en kolumn vid sidan av namnen."
        )
    grid = grid_of(block)
    if grid is None:
        return _only_names(block, empty, year)
    found = discover(grid)
    found = replace(found, rules=tuple(_in_one_sign(found)))
    made = proposal_of(found, block, year).table
    table = replace(
        empty,
        columns=made.columns,
        rows=tuple(replace(r, cells={**r.cells, **r.tryckt}, tryckt={}) for r in made.rows),
        unit=made.unit or empty.unit,
        heading_label=made.heading_label or empty.heading_label,
    )
    return printed_where_computed(Calculation(table), table)


def _in_one_sign(found: Discovery) -> Iterator[Rule]:
    """The rules; a difference whose sign one row has turned by mistake fails there."""
    for rule in found.rules:
        if not (rule.any_sign and isinstance(rule, LinearRule)):
            yield rule
            continue
        plain = replace(rule, any_sign=False)
        turned = [line for line in rule.support.hits if not plain.holds(found.values, line)]
        if rule.direction == "kolumn" and len(turned) <= 1:
            support = rule.support
            if not any(found.grid.rows[line].kind in ("intäkt", "bidrag") for line in turned):
                hits = tuple(line for line in support.hits if line not in turned)
                fails = (*support.fails, *turned)
                yield replace(plain, support=Support(hits, fails, support.chance))


def _only_names(block: Block, empty: Table, year: int | None) -> Table:
    """A block without figures: the headings of columns, and the names of rows."""
    head, *body = block.rows
    keys = keys_of(head[1:], "kolumn")
    columns = tuple(
        _named_column(key, name, year) for key, name in zip(keys, head[1:], strict=True)
    )
    labels = [row[0] for row in body]
    rows = tuple(Row(key, label) for key, label in zip(keys_of(labels, "rad"), labels, strict=True))
    return replace(empty, columns=columns, rows=rows, heading_label=head[0] or empty.heading_label)


def _named_column(key: str, heading: str, year: int | None) -> Column:
    type_: ColumnType = "belopp"
    if is_share(heading):
        type_ = "procent"
    elif unit_in(heading) == "antal":
        type_ = "tal"
    elif not (column_role(heading) or period(heading) or "belopp" in heading.casefold()):
        return Column(key, heading, "text", decimals=None)
    role, of_year = meaning(column_role(heading), period(heading), type_, year)
    decimals = 1 if type_ == "procent" else 0
    return Column(key, heading, type_, decimals=decimals, role=role, year=of_year)
