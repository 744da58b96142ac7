"""A year's outcome and budget out of a SIE file's rows, each amount counted once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from tui.domain.ledger import ZERO, AccountingYear, Movement, Reading, total
from tui.domain.reconciled import (
    Reconciled,
    reconciled,
    telling_nothing,
    tried,
    unstated_reading,
)
from tui.intake.sie_repeated import said_again
from tui.intake.sie_rows import SieFile

_MOST_NAMED = 5


class Read(Struct, frozen=True):
    """A year's movements of a kind, and how their rows are read.

    ``unsure`` is a sentence where they tell no one amount; ``assumed`` whether nothing in the file
    shows the reading; ``shown`` the reading that balances have shown of rows with and without
    objects, None where none has.
    """

    moves: Sequence[Movement]
    found: Reconciled
    unsure: str = ""
    assumed: bool = False
    shown: Reading | None = None


def outcome_of(file: SieFile, year: AccountingYear, sheet: frozenset[str]) -> Read:
    """From the rows of months or of vouchers that give what the file states.

    Those of vouchers where they agree as well and alone tell of objects. Raises ContentError.
    """
    stated = _stated(file, year.number, sheet)
    months, vouchers = (
        [move for move in file.movements[label] if move.year == year.number]
        for label in ("PSALDO", "TRANS")
    )
    # Each row of a voucher is an amount of its own, with objects or without.
    by_month = _by_month(file, year, months, stated, sheet)
    by_voucher = Read(vouchers, tried(vouchers, "parts", stated))
    both = [one for one in (by_month, by_voucher) if one.moves]
    if not both:
        return Read((), Reconciled("totals"))
    best = min(both, key=lambda r: (len(r.found.differing), not any(m.parts for m in r.moves)))
    if best is by_month:
        _refuse_repeated(file, year, best)
    if len(both) > 1 and year.number not in file.results:
        unlike = _unlike(by_month, by_voucher) - sheet
        if unlike:
            return Read(best.moves, best.found, _not_together(unlike))
    return best


def budget_of(
    file: SieFile, year: AccountingYear, sheet: frozenset[str], like: Reading | None
) -> Read:
    """The year's budget, which no balance states. Raises ContentError."""
    moves = [move for move in file.movements["PBUDGET"] if move.year == year.number]
    if error := said_again("PBUDGET", moves):
        raise error
    return _unstated(moves, like, sheet)


def _unstated(moves: Sequence[Movement], like: Reading | None, sheet: frozenset[str]) -> Read:
    own = [move for move in moves if move.account not in sheet]
    known = unstated_reading(own, like)
    reading = known or "totals"
    open_ = telling_nothing(own, reading)
    return Read(moves, Reconciled(reading), _many_sums(open_), known is None, like)


def _by_month(
    file: SieFile,
    year: AccountingYear,
    months: Sequence[Movement],
    stated: Mapping[str, Decimal],
    sheet: frozenset[str],
) -> Read:
    found = reconciled(months, stated)
    both = any(m.account in stated and m.alone is not None and m.parts for m in months)
    shown = found.reading if both else None
    if year.number in file.results:
        return Read(months, found, shown=shown)
    read = _unstated(months, shown, sheet)
    kept = Reconciled(read.found.reading, found.differing & sheet)
    return Read(months, kept, read.unsure, read.assumed, shown)


def _stated(file: SieFile, year: int, sheet: frozenset[str]) -> Mapping[str, Decimal]:
    """The year's change by account: its result, and the closing less the opening balance.

    An account of income or cost that no result is stated of has none, where any is stated.
    """
    if year in file.results:
        moved = (move.account for moves in file.movements.values() for move in moves)
        return {**dict.fromkeys({*moved} - sheet, ZERO), **file.results[year]}
    before, after = file.opening.get(year, {}), file.closing.get(year, {})
    return {a: after.get(a, ZERO) - before.get(a, ZERO) for a in {*before, *after}}


def _refuse_repeated(file: SieFile, year: AccountingYear, read: Read) -> None:
    """Raises ContentError for an amount that is there twice and no balance shows to be two."""
    shown = year.number in file.results
    error = said_again(
        "PSALDO",
        (m for m in read.moves if not shown or m.account in read.found.differing),
    )
    if error:
        raise error


def _unlike(by_month: Read, by_voucher: Read) -> set[str]:
    """The accounts whose vouchers of a month do not give the month's balance."""
    sums: dict[tuple[str, int], Decimal] = defaultdict(Decimal)
    for move in by_month.moves:
        sums[move.account, move.month] += total(move, by_month.found.reading)
    return {
        move.account
        for move in by_voucher.moves
        if total(move, "parts") != sums.get((move.account, move.month), ZERO)
    }


def _many_sums(accounts: Iterable[str]) -> str:
    named = _named(accounts)
    return named and (
        f"Raderna med objekt ger ingen säker summa för konto {named}, och någon rad utan objekt"
        " finns inte att gå efter: ta ut filen på nytt med hela beloppet på varje konto."
    )


def _not_together(accounts: Iterable[str]) -> str:
    return (
        f"Månadssaldon och verifikationer i filen går inte ihop för konto {_named(accounts)}:"
        " ta ut filen på nytt ur ekonomisystemet."
    )


def _named(accounts: Iterable[str]) -> str:
    several = sorted(accounts)
    return ", ".join(several[:_MOST_NAMED]) + (" …" if len(several) > _MOST_NAMED else "")
