"""The cells that explain why a table's rules do not hold, each with the value that heals them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from tui.checks.discovery.discover import Discovery, intervals_of
from tui.checks.discovery.rules import Cell, Rule
from tui.checks.discovery.slips import is_slip
from tui.domain.interval import HALF, Interval, nearest_printed

_MAX_PAIR_CELLS = 30


class Binding(Struct, frozen=True):
    """A rule on one of its lines."""

    rule: Rule
    line: int

    @property
    def cells(self) -> list[Cell]:
        """The cells that it binds, the computed one first."""
        return self.rule.cells(self.line)


class Healed(Struct, frozen=True):
    """A cell and the value that would make these bindings hold, with its other candidates.

    ``value`` is None where no value of the cell is better than another; ``heals`` is False where
    it would break another rule.
    """

    cell: Cell
    value: Decimal | None
    bindings: tuple[Binding, ...]
    others: tuple[tuple[Cell, Decimal], ...] = ()
    heals: bool = True


def healed(discovery: Discovery) -> list[Healed]:
    """What is wrong in the table: as few cells as explain all."""
    return _Healing(discovery).all()


class _Healing:
    """Takes the cell that explains most, then what is left, until nothing is."""

    def __init__(self, discovery: Discovery) -> None:
        self._grid = discovery.grid
        self._values = intervals_of(discovery.grid)
        self._failing: list[Binding] = []
        self._through: dict[Cell, list[Binding]] = defaultdict(list)
        for rule in discovery.rules:
            for line in (*rule.support.hits, *rule.support.fails):
                binding = Binding(rule, line)
                for cell in binding.cells:
                    self._through[cell].append(binding)
            self._failing += [Binding(rule, line) for line in rule.support.fails]

    def all(self) -> list[Healed]:
        found = []
        self._failing = [b for b in self._failing if not self._holds(b)]
        while self._failing:
            cells = self._next()
            found += cells
            for one in cells:
                if one.value is not None and one.heals and not one.others:
                    self._put(one.cell, one.value)
            done = [binding for one in cells for binding in one.bindings]
            self._failing = [b for b in self._failing if b not in done and not self._holds(b)]
        return found

    def _next(self) -> list[Healed]:
        candidates = [
            one for cell in self._cells(self._failing) if (one := self._candidate(cell)) is not None
        ]
        most = max((len(one.bindings) for one in candidates), default=0)
        best = [one for one in candidates if len(one.bindings) == most]
        if most >= 2 or len(best) == 1:
            return [self._with_others(best)]
        pair = self._pair()
        first = self._failing[0]
        own = [one for one in candidates if first in one.bindings]
        # Two cells explain no more than each of them alone unless they do so together.
        if pair and (not own or sum(len(one.bindings) for one in pair) > len(pair)):
            return pair
        return [self._with_others(own) if own else self._unhealed(first)]

    def _cells(self, bindings: Sequence[Binding]) -> list[Cell]:
        return list(dict.fromkeys(cell for binding in bindings for cell in binding.cells))

    def _holds(self, binding: Binding) -> bool:
        return binding.rule.holds(self._values.get, binding.line)

    def _put(self, cell: Cell, value: Decimal) -> None:
        self._values[cell] = Interval.printed(value, self._grid.decimals(*cell))

    def _candidate(self, cell: Cell) -> Healed | None:
        """The cell with the value that makes all hold that bind it, None where there is none."""
        agreed = self._agreed(cell) if cell in self._values else None
        value = None if agreed is None else self._printed(cell, agreed)
        if value is None or value == self._values[cell].middle:
            return None
        return Healed(cell, value, tuple(b for b in self._failing if cell in b.cells))

    def _agreed(self, cell: Cell) -> Interval | None:
        """What all that bind the cell say that it may be."""
        common: list[Interval] | None = None
        for binding in self._through[cell]:
            solved = binding.rule.solved(self._values.get, binding.line, cell)
            if not solved and not self._holds(binding):
                return None
            if solved:
                both = [a.common(b) for a in common or () for b in solved]
                common = solved if common is None else [one for one in both if one is not None]
        return common[0] if common else None

    def _printed(self, cell: Cell, solved: Interval) -> Decimal | None:
        decimals = self._grid.decimals(*cell)
        exact = self._values[cell].width == 0
        return nearest_printed(
            solved if exact else solved.widened(HALF.scaleb(-decimals)), decimals
        )

    def _pair(self) -> list[Healed]:
        """Two cells that together heal what no single one does."""
        cells = self._cells(self._failing)
        if len(self._failing) < 2 or len(cells) > _MAX_PAIR_CELLS:
            return []
        pairs = [pair for cell in cells for pair in self._pairs_with(cell)]
        return max(pairs, key=lambda pair: sum(len(one.bindings) for one in pair), default=[])

    def _pairs_with(self, cell: Cell) -> Iterator[list[Healed]]:
        printed, failing = self._values.get(cell), list(self._failing)
        for binding in failing if printed is not None else ():
            if cell not in binding.cells:
                continue
            solved = binding.rule.solved(self._values.get, binding.line, cell)
            value = self._printed(cell, solved[0]) if solved else None
            if value is None or printed is None:
                continue
            self._put(cell, value)
            bound = {*failing, *self._through[cell]}
            self._failing = [b for b in bound if not self._holds(b)]
            own = tuple(b for b in failing if b not in self._failing)
            for other in self._cells(self._failing):
                second = self._candidate(other)
                if second is not None and len(second.bindings) == len(self._failing) > 0:
                    yield [Healed(cell, value, own), second]
            self._values[cell], self._failing = printed, failing

    def _unhealed(self, binding: Binding) -> Healed:
        """The computed cell of a rule that no value heals without breaking another."""
        target = binding.cells[0]
        solved = binding.rule.solved(self._values.get, binding.line, target)
        value = self._printed(target, solved[0]) if solved else None
        return Healed(target, value, (binding,), heals=False)

    def _with_others(self, candidates: Sequence[Healed]) -> Healed:
        """The likeliest cell first, then what else it may be: a slip, then what is computed."""
        first, *others = sorted(candidates, key=self._unlikely)
        told = tuple((one.cell, one.value) for one in others if one.value is not None)
        return Healed(first.cell, first.value, first.bindings, told)

    def _unlikely(self, one: Healed) -> tuple[bool, bool]:
        computed = any(binding.cells[0] == one.cell for binding in one.bindings)
        return not self._is_slip(one), not computed

    def _is_slip(self, one: Healed) -> bool:
        if one.value is None:
            return False
        places = self._grid.decimals(*one.cell)
        printed, value = (
            int(figure.scaleb(places)) for figure in (self._values[one.cell].middle, one.value)
        )
        return is_slip(printed, value - 1, value + 1)
