"""A printed table as one that knows its own rules (*förslag*): proposed, for a person to accept.

What the figures prove becomes the rules of columns and rows. A rule is proposed only where the
table that it makes says no more against its own printed figures than the discovery does: what
holds in some of a table's columns and is no rule of the others is told, and left out.
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from tui.checks.discovery.discover import Discovery, discover
from tui.checks.discovery.figures import Figure
from tui.checks.discovery.findings import rule_text
from tui.checks.discovery.grid import Grid, grid_of, texts_of
from tui.checks.discovery.proposed_form import (
    Names,
    proposed_column,
    proposed_row,
    sign_words,
    text_column,
)
from tui.checks.discovery.rules import LinearRule, Rule
from tui.checks.relations import Cell, declared_relation, figures_of, rules_of, tryckta_cells
from tui.domain.block import Block
from tui.domain.calculation import Calculation
from tui.domain.rule import CHILDREN, quotient_rule, sum_rule
from tui.domain.table import Column, Row, Table
from tui.domain.value import Mark, Value


class Proposal(Struct, frozen=True):
    """A table as it would be: its form, its rows with their figures, and what is said of it.

    ``sign`` is how it writes its amounts, in words. ``rules`` are the rules that it got, in words;
    ``told`` those that hold in the print and are no rule of the proposed table. A figure that a
    rule computes is kept as printed in its row.
    """

    heading: str
    unit: str
    heading_label: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    rules: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    list_: bool = False
    sign: str = ""


def proposed_table(block: Block, heading: str = "", year: int | None = None) -> Proposal | None:
    """The table that a block is, None where it holds no cells beside its labels.

    ``heading`` is used where the block has no caption; ``year`` is the document's, which a
    column's year is counted from.
    """
    if not block.rows:
        return None
    grid = grid_of(block)
    if grid is None:
        return _without_figures(block, heading)
    return proposal_of(discover(grid), block, heading, year)


def proposal_of(
    discovery: Discovery, block: Block, heading: str = "", year: int | None = None
) -> Proposal:
    """The same for a block whose rules have been found."""
    form = _Form(discovery, block, year)
    rules = _ordered(discovery.rules)
    kept: list[Rule] = []
    for rule in rules:
        tried = [*kept, rule]
        if form.has_order(tried) and form.accuses_nobody(tried):
            kept = tried
    columns, rows = form.table(kept)
    return Proposal(
        block.caption or heading,
        form.unit,
        form.texts.label_heading,
        columns,
        rows,
        tuple(f"{rule_text(discovery, rule)}." for rule in kept),
        tuple(f"{rule_text(discovery, rule)}." for rule in rules if rule not in kept),
        list_=not kept,
        sign=sign_words(discovery.grid, kept),
    )


def without_rules(proposal: Proposal) -> Proposal:
    """The same table as nothing but what was printed: every figure an entered one."""
    return replace(
        proposal,
        columns=tuple(replace(column, rule=None) for column in proposal.columns),
        rows=tuple(
            replace(row, rule=None, parent=None, cells={**row.cells, **row.tryckt}, tryckt={})
            for row in proposal.rows
        ),
        rules=(),
        told=(*proposal.rules, *proposal.told),
    )


def table_of(proposal: Proposal, table_id: str, tab: str) -> Table:
    """The proposal as a table of a document's tab."""
    return Table(
        table_id, "", proposal.heading, proposal.unit, proposal.columns, proposal.rows,
        heading_label=proposal.heading_label, tab=tab, list_=proposal.list_, sign=proposal.sign,
    )  # fmt: skip


def _ordered(rules: Sequence[Rule]) -> list[Rule]:
    """The rules of columns first, since these go before those of rows in a cell that has both; of
    these sums and differences, the best supported first.
    """
    return sorted(
        rules,
        key=lambda rule: (
            rule.direction == "rad",
            not isinstance(rule, LinearRule),
            len(rule.support.fails),
            -len(rule.support.hits),
        ),
    )


class _Form:
    """A block's columns and rows under their names, and how rules are written in these."""

    def __init__(self, discovery: Discovery, block: Block, year: int | None) -> None:
        self.grid, self.texts, self.year = discovery.grid, texts_of(block), year
        self.rates = discovery.rates
        self.block = block
        grid = self.grid
        self.unit = _unit(grid)
        names = Names()
        self.column_ids = [names.new(one.heading, "kolumn", one.place) for one in grid.columns]
        self.text_ids = [names.new(h, "kolumn", x) for x, h in self.texts.columns]
        rows = Names()
        self.row_ids = [rows.new(one.label, "rad", one.place) for one in grid.rows]

    def has_order(self, rules: Sequence[Rule]) -> bool:
        """Whether each item has one rule, and none hangs on itself."""
        known: dict[tuple[str, int], set[int]] = {}
        for rule in rules:
            key = (rule.direction, rule.target)
            if key in known or self._text(rule) is None:
                return False
            known[key] = _parts(rule)
        return not any(_hangs_on_itself(known, key) for key in known)

    def accuses_nobody(self, rules: Sequence[Rule]) -> bool:
        """Whether the proposed table has no more against its figures than the discovery has."""
        columns, rows = self.table(rules)
        proposal = Proposal("", self.unit, "", columns, rows)
        calculation = Calculation(table_of(proposal, "tabell", ""))
        if calculation.faults.rows or calculation.faults.columns:
            return False
        told = {cell for rule in rules for line in rule.support.fails for cell in rule.cells(line)}
        known = {Cell(self.row_ids[r], self.column_ids[c]) for r, c in told}
        figures = figures_of(calculation)
        for row, column, _ in tryckta_cells(calculation):
            cell = Cell(row.id, column.id)
            for _, along in rules_of(calculation, row, column):
                one = declared_relation(figures, cell, along)
                if one is not None and cell not in known and not one.holds(figures.within):
                    return False
        return True

    def table(self, rules: Sequence[Rule]) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
        """The columns and the rows with these rules."""
        along = {rule.target: self._text(rule) for rule in rules if rule.direction == "kolumn"}
        down = {rule.target: rule for rule in rules if rule.direction == "rad"}
        parents = _parents(down)
        figures = [
            proposed_column(one, id_, self.unit, along.get(c), self.year, rate=c in self.rates)
            for c, (one, id_) in enumerate(zip(self.grid.columns, self.column_ids, strict=True))
        ]
        rows = tuple(self._row(r, down, parents, set(along)) for r in range(len(self.row_ids)))
        texts = [
            text_column(id_, name, (str(row.cells.get(id_, "")) for row in rows))
            for id_, (_, name) in zip(self.text_ids, self.texts.columns, strict=True)
        ]
        return tuple(_in_place(self, figures, texts)), rows

    def _row(
        self, r: int, down: Mapping[int, Rule], parents: Mapping[int, int], along: set[int]
    ) -> Row:
        one = self.grid.rows[r]
        rule = down.get(r)
        text = None if rule is None else self._text(rule)
        if rule is not None and all(parents.get(part) == r for part in _parts(rule)):
            text = CHILDREN
        computed = set(range(len(self.column_ids))) if text else along
        cells: dict[str, Value] = {}
        tryckt: dict[str, Value] = {}
        for c, id_ in enumerate(self.column_ids):
            value = _value(self.grid.cells[r][c])
            if value is not None:
                (tryckt if c in computed else cells)[id_] = value
        for (x, _), id_ in zip(self.texts.columns, self.text_ids, strict=True):
            if said := self.block.rows[one.place][x]:
                cells[id_] = said
        parent = parents.get(r, self._whole(r))
        key = None if parent is None else self.row_ids[parent]
        begins = r == 0 or r - 1 in down
        return proposed_row(one, self.row_ids[r], key, text, cells, tryckt, begins=begins)

    def _whole(self, r: int) -> int | None:
        """The row that a *därav* row is a part of."""
        if not self.grid.rows[r].darav:
            return None
        return next((n for n in range(r - 1, -1, -1) if not self.grid.rows[n].darav), None)

    def _text(self, rule: Rule) -> str | None:
        """The rule in the words of the table; None where these cannot say it."""
        ids = self.column_ids if rule.direction == "kolumn" else self.row_ids
        if rule.any_sign and isinstance(rule, LinearRule):
            return None
        if isinstance(rule, LinearRule):
            terms = sorted(rule.terms, key=lambda term: (-term[1], term[0]))
            return sum_rule(*((sign, ids[item]) for item, sign in terms))
        if rule.whole is not None:
            return None
        if rule.kind == "ändring":
            return f"forandring({ids[rule.part]}; {ids[rule.base]})"
        return quotient_rule(ids[rule.part], ids[rule.base], of_size=rule.any_sign)


def _parts(rule: Rule) -> set[int]:
    return {i for i, _ in rule.terms} if isinstance(rule, LinearRule) else {rule.part, rule.base}


def _hangs_on_itself(known: Mapping[tuple[str, int], set[int]], key: tuple[str, int]) -> bool:
    front, seen = list(known[key]), set[int]()
    while front:
        item = front.pop()
        if item == key[1]:
            return True
        if item not in seen:
            seen.add(item)
            front += known.get((key[0], item), ())
    return False


def _parents(down: Mapping[int, Rule]) -> dict[int, int]:
    """Which sum each row stands under: the first that does nothing but add its rows up."""
    parents: dict[int, int] = {}
    for target, rule in down.items():
        plain = isinstance(rule, LinearRule) and all(sign > 0 for _, sign in rule.terms)
        if plain and not any(part in parents for part in _parts(rule)):
            parents |= dict.fromkeys(_parts(rule), target)
    return parents


def _in_place(form: _Form, figures: Sequence[Column], texts: Sequence[Column]) -> Iterator[Column]:
    """The columns in the block's order."""
    places = [one.place for one in form.grid.columns] + [x for x, _ in form.texts.columns]
    for _, column in sorted(
        zip(places, [*figures, *texts], strict=True), key=lambda placed: placed[0]
    ):
        yield column


def _unit(grid: Grid) -> str:
    """The unit of most of the amounts."""
    units = [one.unit for one in grid.columns if one.unit not in ("%", "")]
    return max(units, key=units.count) if units else ("%" if grid.columns[0].unit == "%" else "")


def _value(figure: Figure | None) -> Value:
    if figure is None:
        return None
    return Mark.DASH if figure.nothing else figure.value


def _without_figures(block: Block, heading: str) -> Proposal | None:
    """A table of words: its first column the labels, all others text."""
    texts = texts_of(block)
    if not texts.columns or len(block.rows) <= texts.headers:
        return None
    names, keys = Names(), Names()
    ids = [names.new(name, "kolumn", x) for x, name in texts.columns]
    body = block.rows[texts.headers :]
    columns = tuple(
        text_column(id_, name, (row[x] for row in body))
        for id_, (x, name) in zip(ids, texts.columns, strict=True)
    )
    rows = tuple(
        Row(
            keys.new(row[0], "rad", number),
            row[0],
            cells={id_: row[x] for id_, (x, _) in zip(ids, texts.columns, strict=True) if row[x]},
        )
        for number, row in enumerate(body)
    )
    return Proposal(block.caption or heading, "", texts.label_heading, columns, rows, list_=True)
