"""How an accounting file's rows by object are to be read, tried against what the file states.

In some programs the row without objects is the account's total and the others break it down; in
others it is what is left. A program with several dimensions may write a row for each of them, and
these must not be added together. The reading that gives each account's stated balance is kept.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from tui.domain.ledger import ZERO, Movement, Objects, Reading, dimensions_of, total


class Reconciled(Struct, frozen=True):
    """A reading, and the accounts whose movements do not give their balance in it."""

    reading: Reading
    differing: frozenset[str] = frozenset()


def readings(moves: Sequence[Movement]) -> Iterator[Reading]:
    """The readings that are possible, the usual one first."""
    signatures = dict.fromkeys(map(dimensions_of, _objects(moves)))
    if not signatures or any(move.alone is not None for move in moves):
        yield "totals"
    if signatures:
        yield "parts"
    if len(signatures) > 1:
        yield from signatures


def reconciled(moves: Sequence[Movement], stated: Mapping[str, Decimal]) -> Reconciled:
    """The reading of a year's movements that gives most accounts their stated balance."""
    best: Reconciled | None = None
    for reading in readings(moves):
        one = tried(moves, reading, stated)
        if best is None or len(one.differing) < len(best.differing):
            best = one
        if not best.differing:
            break
    return best or Reconciled("totals")


def _objects(moves: Sequence[Movement]) -> dict[Objects, None]:
    """All that rows are of, in the order met."""
    return {objects: None for move in moves for objects, _ in move.parts}


def tried(moves: Sequence[Movement], reading: Reading, stated: Mapping[str, Decimal]) -> Reconciled:
    """A reading of a year's movements, tried against the stated balances."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for move in moves:
        sums[move.account] += total(move, reading)
    differing = (account for account in stated if sums.get(account, ZERO) != stated[account])
    return Reconciled(reading, frozenset(differing))


def budget_reading(moves: Sequence[Movement], like: Reading | None) -> Reading | None:
    """The reading of a budget, which no balance states; None where it cannot be known.

    Parts that add up to the row without objects wherever there are both break it down; else it is
    read as the year's outcome is (``like``), the same program's rows.
    """
    possible = list(readings(moves))
    if len(possible) == 1:
        return possible[0]
    both = [move for move in moves if move.alone is not None and move.parts]
    if both and all(any(part == move.alone for part in _sums(move)) for move in both):
        return "totals"
    return like if like in possible else None


def _sums(move: Movement) -> Iterable[Decimal]:
    """What the parts of each set of dimensions add up to."""
    sums: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    for objects, amount in move.parts:
        sums[dimensions_of(objects)] += amount
    return sums.values()
