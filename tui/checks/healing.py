"""Healing (*läkning*): the cells that explain why rules do not hold, each with its figure.

One engine for the declared rules of a table and for those that are found out of its figures. A
cell heals where some one figure of it lets every rule that goes through it hold. The cell that
explains most is taken, then what is left is explained, until nothing is.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Generic, Protocol, TypeVar

from msgspec import Struct

from tui.domain.interval import Interval, nearest_printed
from tui.domain.value import HALF

_MAX_PAIR_CELLS = 30
_MAX_SUSPECTS = 400

C = TypeVar("C", bound=Hashable)


class Bound(Protocol[C]):
    """A rule on the cells that it binds, the computed one first."""

    @property
    def cells(self) -> Sequence[C]: ...

    def holds(self, within: Callable[[C], Interval | None], /) -> bool:
        """Whether the printed figures may be right."""
        ...

    def solutions(self, within: Callable[[C], Interval | None], /) -> Mapping[C, list[Interval]]:
        """What each cell may be by the others' figures, where they say; the likelier first."""
        ...


B = TypeVar("B", bound=Bound[Any])


class Healed(Struct, Generic[C, B], frozen=True):
    """A cell and the value that would make these rules hold, with its other candidates.

    ``value`` is None where no value of the cell is better than another; ``heals`` is False where
    it would break another rule.
    """

    cell: C
    value: Decimal | None
    bindings: tuple[B, ...]
    others: tuple[tuple[C, Decimal], ...] = ()
    heals: bool = True


class Sheet(Struct, Generic[C, B], frozen=True):
    """The figures that are to be healed, and the rules between them.

    ``within``: what a printed figure may have been; ``stands``: whether a cell holds a figure of
    its own; ``through``: the rules that bind a cell; ``unlikely``: how to choose between cells
    that heal as much, the least first.
    """

    within: Callable[[C], Interval | None]
    decimals: Callable[[C], int]
    stands: Callable[[C], bool]
    through: Callable[[C], Iterable[B]]
    unlikely: Callable[[Healed[C, B]], tuple[bool, ...]]


def healed(sheet: Sheet[C, B], failing: Iterable[B]) -> list[Healed[C, B]]:
    """What is wrong: as few cells as explain all the rules that do not hold."""
    return _Healing(sheet, failing).all()


class _Healing(Generic[C, B]):
    """Takes the cell that explains most, then what is left, until nothing is."""

    def __init__(self, sheet: Sheet[C, B], failing: Iterable[B]) -> None:
        self._sheet = sheet
        self._put: dict[C, Interval] = {}
        self._solved: dict[int, Mapping[C, list[Interval]]] = {}
        self._failing: list[B] = []
        self._binding: dict[C, list[B]] = {}
        self._fail([binding for binding in failing if not self._holds(binding)])

    def all(self) -> list[Healed[C, B]]:
        found = []
        while self._failing:
            cells = self._next()
            found += cells
            for one in cells:
                if one.value is not None and one.heals and not one.others:
                    self._correct(one.cell, one.value)
            done = {id(binding) for one in cells for binding in one.bindings}
            left = [b for b in self._failing if id(b) not in done]
            self._fail([b for b in left if not self._holds(b)])
        return self._telling(found)

    def _telling(self, found: list[Healed[C, B]]) -> list[Healed[C, B]]:
        """Those that the others do not explain: a sum is right once each of its parts is."""
        kept = list(found)
        for one in reversed(found) if len(found) > 1 else ():
            self._put.clear()
            for other in kept:
                if other is not one and other.value is not None:
                    self._correct(other.cell, other.value)
            if all(map(self._holds, one.bindings)):
                kept.remove(one)
        return kept

    def _fail(self, failing: list[B]) -> None:
        """Let these be the rules that do not hold."""
        self._failing, self._binding = failing, {}
        for binding in failing:
            for cell in dict.fromkeys(binding.cells):
                self._binding.setdefault(cell, []).append(binding)

    def _next(self) -> list[Healed[C, B]]:
        candidates = [
            one for cell in self._suspects() if (one := self._candidate(cell)) is not None
        ]
        most = max((len(one.bindings) for one in candidates), default=0)
        best = [one for one in candidates if len(one.bindings) == most]
        if most >= 2 or len(best) == 1:
            return [self._with_others(best)]
        pair = self._pair()
        first = self._failing[0]
        own = [one for one in candidates if any(b is first for b in one.bindings)]
        # Two cells explain no more than each of them alone unless they do so together.
        if pair and (not own or sum(len(one.bindings) for one in pair) > len(pair)):
            return pair
        return [self._with_others(own) if own else self._unhealed(first)]

    def _suspects(self) -> list[C]:
        """The cells that may be wrong; of the parts of a very long sum those that fail twice."""
        if len(self._binding) <= _MAX_SUSPECTS:
            return list(self._binding)
        computed = {binding.cells[0] for binding in self._failing}
        return [c for c, bound in self._binding.items() if len(bound) > 1 or c in computed]

    def _within(self, cell: C) -> Interval | None:
        return self._put[cell] if cell in self._put else self._sheet.within(cell)

    def _holds(self, binding: B) -> bool:
        return binding.holds(self._within)

    def _correct(self, cell: C, value: Decimal | None) -> None:
        """Let a cell hold another value, or its own again."""
        self._put.pop(cell, None)
        self._solved.clear()
        if value is not None:
            counted = (now := self._within(cell)) is not None and not now.width
            decimals = self._sheet.decimals(cell)
            self._put[cell] = (
                Interval.exact(value) if counted else Interval.printed(value, decimals)
            )

    def _solutions(self, binding: B, cell: C) -> list[Interval]:
        if id(binding) not in self._solved:
            self._solved[id(binding)] = binding.solutions(self._within)
        return self._solved[id(binding)].get(cell, [])

    def _candidate(self, cell: C) -> Healed[C, B] | None:
        """The cell with the value that makes all hold that bind it, None where there is none."""
        now = self._within(cell)
        if now is None or not self._sheet.stands(cell):
            return None
        agreed = self._agreed(cell)
        value = None if agreed is None else self._printed(cell, agreed)
        if value is None or value == now.middle:
            return None
        return Healed(cell, value, tuple(self._binding.get(cell, ())))

    def _agreed(self, cell: C) -> Interval | None:
        """What all that bind the cell say that it may be."""
        common: list[Interval] | None = None
        for binding in self._sheet.through(cell):
            solved = self._solutions(binding, cell)
            if solved:
                both = [a.common(b) for a in common or () for b in solved]
                common = solved if common is None else [one for one in both if one is not None]
            elif not self._holds(binding):
                return None
        return common[0] if common else None

    def _printed(self, cell: C, solved: Interval) -> Decimal | None:
        decimals, now = self._sheet.decimals(cell), self._within(cell)
        exact = now is not None and not now.width
        return nearest_printed(
            solved if exact else solved.widened(HALF.scaleb(-decimals)), decimals
        )

    def _pair(self) -> list[Healed[C, B]]:
        """Two cells that together heal what no single one does."""
        cells = list(self._binding) if len(self._failing) > 1 else []
        if len(cells) > _MAX_PAIR_CELLS:
            return []
        pairs = [pair for cell in cells for pair in self._pairs_with(cell)]
        return max(pairs, key=lambda pair: sum(len(one.bindings) for one in pair), default=[])

    def _pairs_with(self, cell: C) -> Iterator[list[Healed[C, B]]]:
        failing = list(self._failing)
        if self._within(cell) is None or not self._sheet.stands(cell):
            return
        for binding in failing:
            solved = self._solutions(binding, cell) if cell in binding.cells else []
            value = self._printed(cell, solved[0]) if solved else None
            if value is None:
                continue
            before = self._put.get(cell)
            self._correct(cell, value)
            bound = {id(b): b for b in (*failing, *self._sheet.through(cell))}
            self._fail([b for b in bound.values() if not self._holds(b)])
            left = {id(b) for b in self._failing}
            own = tuple(b for b in failing if id(b) not in left)
            # The other cell must be in all that still fail: few are, and only these are tried.
            for other in [c for c, bound in self._binding.items() if len(bound) == len(left)]:
                if (second := self._candidate(other)) is not None:
                    yield [Healed(cell, value, own), second]
            self._correct(cell, None)
            if before is not None:
                self._put[cell] = before
            self._fail(failing)

    def _unhealed(self, binding: B) -> Healed[C, B]:
        """The computed cell of a rule that no value heals without breaking another."""
        target = binding.cells[0]
        solved = self._solutions(binding, target)
        value = self._printed(target, solved[0]) if solved else None
        return Healed(target, value, (binding,), heals=False)

    def _with_others(self, candidates: Sequence[Healed[C, B]]) -> Healed[C, B]:
        """The likeliest cell first, then what else it may be."""
        first, *others = sorted(candidates, key=self._sheet.unlikely)
        told = tuple((one.cell, one.value) for one in others if one.value is not None)
        return Healed(first.cell, first.value, first.bindings, told)


def computed_last(one: Healed[Any, Any]) -> bool:
    """Whether a cell is computed by none of the rules that it heals."""
    return not any(binding.cells[0] == one.cell for binding in one.bindings)
