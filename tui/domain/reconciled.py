"""How an accounting file's rows by object are to be read, tried against what the file states.

In some programs the row without objects is the account's total and the others break it down; in
others it is what is left. A program with several dimensions may write a row for each of them, and
these must not be added together. The reading that gives each account's stated balance is kept.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from tui.domain.ledger import (
    ZERO,
    Movement,
    Objects,
    Reading,
    dimensions_of,
    parted_sums,
    total,
)


class Reconciled(Struct, frozen=True):
    """A reading, the accounts that have another (``own``), and those whose movements do not give
    their balance in any."""

    reading: Reading
    differing: frozenset[str] = frozenset()
    own: Mapping[str, Reading] = {}


def readings(moves: Sequence[Movement]) -> Iterator[Reading]:
    """The readings that are possible, the usual one first."""
    yield "totals"
    if any(move.parts for move in moves):
        yield "parts"
        signatures = dict.fromkeys(map(dimensions_of, _objects(moves)))
        if len(signatures) > 1:
            yield from signatures


def reconciled(moves: Sequence[Movement], stated: Mapping[str, Decimal]) -> Reconciled:
    """The reading of a year's movements that gives most accounts their stated balance.

    An account that it does not give its balance has another of its own, where one does.
    """
    best: Reconciled | None = None
    for reading in readings(moves):
        one = tried(moves, reading, stated)
        if best is None or len(one.differing) < len(best.differing):
            best = one
        if not best.differing:
            return best
    assert best is not None
    by_account = {account: list[Movement]() for account in best.differing}
    for move in moves:
        if move.account in by_account:
            by_account[move.account].append(move)
    own = {
        account: its_own
        for account, its in by_account.items()
        if (its_own := _fitting(its, {account: stated[account]})) is not None
    }
    return Reconciled(best.reading, best.differing - {*own}, own)


def _fitting(moves: Sequence[Movement], stated: Mapping[str, Decimal]) -> Reading | None:
    possible = readings(moves) if any(move.parts for move in moves) else ()
    return next((one for one in possible if not tried(moves, one, stated).differing), None)


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


def unstated_reading(moves: Sequence[Movement], like: Reading | None) -> Reading | None:
    """The reading of what no balance states, as a budget; None where it cannot be known.

    Parts that add up to the row without objects wherever there are both break it down; else it is
    read as the same program's other rows are (``like``).
    """
    both = [move for move in moves if move.alone is not None and move.parts]
    if both and all(move.alone in parted_sums(move).values() for move in both):
        return "totals"
    if like is not None and like in readings(moves):
        return like
    return None if both else "totals"


def telling_nothing(moves: Sequence[Movement], reading: Reading) -> frozenset[str]:
    """The accounts whose rows with objects tell no one amount, read so.

    Without a row that has no objects the sums by dimension must agree; a nought beside parts that
    are something is no total of theirs.
    """
    if reading == "parts":
        return frozenset()
    return frozenset(move.account for move in moves if move.parts and _is_open(move, reading))


def _is_open(move: Movement, reading: Reading) -> bool:
    if move.alone:
        return False
    sums = parted_sums(move)
    if reading != "totals" and reading in sums:
        return False
    if move.alone is None:
        return len({*sums.values()}) > 1
    return ZERO not in sums.values()
