"""A printed table as one that knows its own rules (*förslag*): proposed, for a person to accept.

What the figures prove becomes the rules of columns and rows. A rule is proposed only where the
table that it makes says no more against its own printed figures than the discovery does: what
holds in some of a table's columns and is no rule of the others is told, and left out.
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from tui.checks.discovery.discover import Discovery
from tui.checks.discovery.figures import Figure
from tui.checks.discovery.findings import rule_text
from tui.checks.discovery.grid import Grid, texts_of
from tui.checks.discovery.proposed_form import (
    keys_of,
    proposed_column,
    proposed_row,
    sign_words,
    text_column,
)
from tui.checks.discovery.rules import LinearRule, Rule
from tui.checks.relations import Cell, declared_relation, figures_of, rules_of, tryckta_cells
from tui.domain.block import Block
from tui.domain.calculation import Calculation
from tui.domain.expression import Call, Name, written
from tui.domain.rule import CHILDREN, quotient_rule, sum_rule
from tui.domain.table import Column, Row, Table
from tui.domain.value import MONEY, Mark, Value


class Proposal(Struct, frozen=True):
    """The table as it would be, and the rules that hold in the print, in words.

    ``rules`` are those that it got; ``told`` are no rule of it. A figure that a rule computes is
    kept as printed in its row.
    """

    table: Table
    rules: tuple[str, ...]
    told: tuple[str, ...]


def proposal_of(discovery: Discovery, block: Block, year: int | None = None) -> Proposal:
    """The table that a block is, whose rules have been found; it has no key yet and no tab.

    ``year`` is the document's, which a column's year is counted from.
    """
    form = _Form(discovery, block, year)
    rules = _ordered(discovery.rules)
    kept: list[Rule] = []
    for rule in rules:
        tried = [*kept, rule]
        if form.can_say(tried) and form.accuses_nobody(tried):
            kept = tried
    table = replace(
        form.table(kept),
        heading=block.caption,
        heading_label=form.texts.label_heading,
        list_=not kept,
        sign=sign_words(discovery.grid, kept),
    )
    return Proposal(
        table,
        tuple(f"{rule_text(discovery, rule)}." for rule in kept),
        tuple(f"{rule_text(discovery, rule)}." for rule in rules if rule not in kept),
    )


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
        headings = [one.heading for one in grid.columns] + [h for _, h in self.texts.columns]
        ids = keys_of(headings, "kolumn")
        self.column_ids, self.text_ids = ids[: len(grid.columns)], ids[len(grid.columns) :]
        self.row_ids = keys_of([one.label for one in grid.rows], "rad")

    def can_say(self, rules: Sequence[Rule]) -> bool:
        """Whether each item has one rule, which the table has words for."""
        targets = {(rule.direction, rule.target) for rule in rules}
        return len(targets) == len(rules) and None not in map(self._text, rules)

    def accuses_nobody(self, rules: Sequence[Rule]) -> bool:
        """Whether the proposed table has no more against its figures than the discovery has."""
        calculation = Calculation(self.table(rules))
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

    def table(self, rules: Sequence[Rule]) -> Table:
        """The table with these rules."""
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
        return Table("", "", "", self.unit, tuple(_in_place(self, figures, texts)), rows)

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
            return written(Call("forandring", (Name(ids[rule.part]), Name(ids[rule.base]))))
        return quotient_rule(ids[rule.part], ids[rule.base], of_size=rule.any_sign)


def _parts(rule: Rule) -> set[int]:
    return {i for i, _ in rule.terms} if isinstance(rule, LinearRule) else {rule.part, rule.base}


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
    """The unit of most of its amounts of money; of most of its figures where there are none."""
    units = [one.unit for one in grid.columns if one.unit not in ("%", "")]
    money = [unit for unit in units if unit in MONEY]
    if money or units:
        return max(money or units, key=units.count)
    return "%" if grid.columns[0].unit == "%" else ""


def _value(figure: Figure | None) -> Value:
    if figure is None:
        return None
    return Mark.DASH if figure.nothing else figure.value
