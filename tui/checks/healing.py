"""Healing (*läkning*): the one cell that explains relations that fail, and the figure it needs.

Where several relations fail together, the slip is the cell whose correction makes most of them
hold and breaks none. Of figures that do so equally well the nearest to all the relations is
taken. Where several cells would do for the same relations, the target of one of them is named.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from tui.checks.relations import Cell, Number, Relation, rounded_to


class Healing(NamedTuple):
    """A cell, what it says, what heals it, and the relations that then hold."""

    cell: Cell
    said: Decimal
    should: Decimal
    relation: tuple[Relation, ...]


class _Candidate(NamedTuple):
    cell: Cell
    said: Decimal
    should: Decimal
    points: int
    distance: Decimal
    is_target: bool = False
    own_rule: bool = False

    @property
    def rank(self) -> tuple[int, bool, Decimal, bool]:
        return self.points, self.is_target, -self.distance, self.own_rule


def healings(
    all_: Sequence[Relation], number: Number, stands: Callable[[Cell], bool]
) -> Iterator[Healing]:
    """The cells to correct, each with its figure, until every relation holds.

    ``stands`` says which cells hold a figure of their own.
    """
    broken = [s for s in all_ if not s.holds(number)]
    if not broken:
        return
    index = _index(all_)
    corrected: dict[Cell, Decimal] = {}

    def now(cell: Cell) -> Decimal | None:
        return corrected[cell] if cell in corrected else number(cell)

    while broken:
        healing = _best(broken, index, now, stands) or _own_target(broken[0], now)
        if healing is None:
            return
        yield healing
        explained = set(map(id, healing.relation))
        if len(healing.relation) > 1 or _goes_together(healing, index, now):
            corrected[healing.cell] = healing.should
        broken = [s for s in broken if id(s) not in explained and not s.holds(now)]


def _index(all_: Sequence[Relation]) -> Mapping[Cell, list[Relation]]:
    index: dict[Cell, list[Relation]] = {}
    for relation in all_:
        for cell in dict.fromkeys(relation.cells):
            index.setdefault(cell, []).append(relation)
    return index


def _with(number: Number, cell: Cell, value: Decimal) -> Number:
    return lambda other: value if other == cell else number(other)


def _goes_together(healing: Healing, index: Mapping[Cell, list[Relation]], number: Number) -> bool:
    """Whether the correction breaks nothing that held."""
    corrected = _with(number, healing.cell, healing.should)
    return all(s.holds(corrected) or not s.holds(number) for s in index[healing.cell])


def _best(
    broken: Sequence[Relation],
    index: Mapping[Cell, list[Relation]],
    number: Number,
    stands: Callable[[Cell], bool],
) -> Healing | None:
    """The best correction, None where none is better than the others."""
    cells = dict.fromkeys(c for s in broken for c in s.cells if stands(c))
    best = [
        max(candidates, key=lambda k: k.rank)
        for cell in cells
        if (candidates := list(_candidates(cell, broken, index[cell], number)))
    ]
    points = max((k.points for k in best), default=0)
    foremost = [k for k in best if k.points == points]
    targets = [k for k in foremost if k.is_target]
    # One that only mends what has been told already would tell nothing.
    alone = [e for k in targets[:1] or foremost if (e := _healed(k, broken, number)).relation]
    unambiguous = [e for e in alone if [o.relation for o in alone].count(e.relation) == 1]
    return unambiguous[0] if points > 0 and unambiguous else None


def _candidates(
    cell: Cell, broken: Sequence[Relation], own: Sequence[Relation], number: Number
) -> Iterator[_Candidate]:
    said = number(cell)
    affected = [s for s in broken if cell in s.cells]
    is_target = any(s.target == cell for s in affected)
    for relation in affected:
        solution = relation.solution(cell, number)
        if solution is None or said is None:
            continue
        # Any figure within the bound may be the printed one; the ends of the bound will do.
        for marginal in (Decimal(0), relation.bound(said), -relation.bound(said)):
            value = rounded_to(solution, said) + marginal
            own_rule = relation.target == cell and not marginal
            yield _tried(cell, said, value, own, number)._replace(
                is_target=is_target, own_rule=own_rule
            )


def _tried(
    cell: Cell, said: Decimal, value: Decimal, own: Sequence[Relation], number: Number
) -> _Candidate:
    corrected = _with(number, cell, value)
    points = sum(s.holds(corrected) - s.holds(number) for s in own)
    distance = sum((s.distance(corrected) or Decimal(0) for s in own), Decimal(0))
    return _Candidate(cell, said, value, points, distance)


def _healed(candidate: _Candidate, broken: Sequence[Relation], number: Number) -> Healing:
    corrected = _with(number, candidate.cell, candidate.should)
    healed = tuple(s for s in broken if candidate.cell in s.cells and s.holds(corrected))
    return Healing(candidate.cell, candidate.said, candidate.should, healed)


def _own_target(relation: Relation, number: Number) -> Healing | None:
    """The relation's own target, where nothing tells which of its cells is the slip."""
    said, should = number(relation.target), relation.should(number)
    if said is None or should is None:
        return None
    return Healing(relation.target, said, rounded_to(should, said), (relation,))
