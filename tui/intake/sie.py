"""An accounting file in the SIE format (types 1 to 4), read to a ``Ledger``.

No library is used: those that there are for Python read one type, one encoding or nothing by
object, and have not been kept for years.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from tui.domain.ledger import ZERO, AccountingYear, Kind, Ledger, Movement, Reading, month_of
from tui.domain.reconciled import Reconciled, budget_reading, reconciled, tried
from tui.intake.sie_rows import SieFile, sie_file
from tui.intake.sie_text import sie_text
from tui.svenska.format import amount, count, when

_SHEET_TYPES = ("T", "S")
_SHEET_CLASSES = ("1", "2")
_MOST_NAMED = 5


def read_sie(raw: bytes) -> Ledger:
    """What the file says, its rows by object read so that no amount counts twice.

    Raises ContentError. Vouchers that do not balance are said (``unbalanced``), not raised.
    """
    return ledger_of(sie_file(sie_text(raw)))


def ledger_of(file: SieFile) -> Ledger:
    """What a file's rows say, with what had to be settled about them."""
    sheet = _on_balance_sheet(file)
    movements: dict[Kind, list[Movement]] = {"utfall": [], "budget": []}
    reading: dict[tuple[Kind, int], Reading] = {}
    differing: set[tuple[int, str]] = set()
    told = list(_damage(file))
    for year in file.head.years:
        moves, found = _outcome(file, year, sheet)
        movements["utfall"] += moves
        reading["utfall", year.number] = found.reading
        left = sorted(found.differing - sheet)
        differing.update((year.number, account) for account in left)
        told += _differing(year, left)
        budget = [move for move in file.movements.get("PBUDGET", ()) if move.year == year.number]
        movements["budget"] += budget
        like = found.reading if any(move.parts for move in moves) else None
        known = budget_reading(budget, like)
        reading["budget", year.number] = known or "totals"
        told += _budget(year, budget, known)
    return Ledger(
        file.head.years,
        file.head.accounts,
        file.head.company,
        file.head.through,
        file.head.dimensions,
        file.head.objects,
        {year: _without(found, sheet) for year, found in file.results.items()},
        movements,
        reading,
        sheet,
        frozenset(differing),
        tuple(told),
        _unbalanced(file),
    )


def _without(found: Mapping[str, Decimal], sheet: frozenset[str]) -> dict[str, Decimal]:
    return {account: balance for account, balance in found.items() if account not in sheet}


def _on_balance_sheet(file: SieFile) -> frozenset[str]:
    """The accounts of assets and debts: by their type, else by their class; none with a result."""
    moved = {move.account for moves in file.movements.values() for move in moves}
    types = file.head.account_types
    with_result = {account for found in file.results.values() for account in found}
    return frozenset(
        account
        for account in {*file.head.accounts, *moved} - with_result
        if (types[account] in _SHEET_TYPES if account in types else account[:1] in _SHEET_CLASSES)
    )


def _outcome(
    file: SieFile, year: AccountingYear, sheet: frozenset[str]
) -> tuple[Sequence[Movement], Reconciled]:
    """A year's movements, from the rows of months or of vouchers that give what the file states.

    Those of vouchers where they agree as well and alone tell of objects.
    """
    stated = _stated(file, year.number, sheet)
    months, vouchers = (
        [move for move in file.movements[label] if move.year == year.number]
        for label in ("PSALDO", "TRANS")
    )
    # Each row of a voucher is an amount of its own, with objects or without.
    read = ((months, reconciled(months, stated)), (vouchers, tried(vouchers, "parts", stated)))
    found = [one for one in read if one[0]]
    if not found:
        return (), Reconciled("totals")
    return min(found, key=lambda one: (len(one[1].differing), not any(m.parts for m in one[0])))


def _stated(file: SieFile, year: int, sheet: frozenset[str]) -> Mapping[str, Decimal]:
    """The year's change by account: its result, and the closing less the opening balance.

    An account of income or cost that no result is stated of has none, where any is stated.
    """
    if year in file.results:
        moved = (move.account for moves in file.movements.values() for move in moves)
        return {**dict.fromkeys({*moved} - sheet, ZERO), **file.results[year]}
    before, after = file.opening.get(year, {}), file.closing.get(year, {})
    return {a: after.get(a, ZERO) - before.get(a, ZERO) for a in {*before, *after}}


# ---- what is told ------------------------------------------------------------------------------


def _damage(file: SieFile) -> Iterator[str]:
    if file.head.damaged:
        rows = count(file.head.damaged, "rad", "rader")
        yield (
            f"Filens teckenkodning är skadad: i {rows} har tecken som å, ä och ö gått förlorade."
            " Beloppen är hela, men namn kan vara fel; ta gärna ut filen på nytt."
        )


def _differing(year: AccountingYear, accounts: Sequence[str]) -> Iterator[str]:
    if accounts:
        more = " …" if len(accounts) > _MOST_NAMED else ""
        yield (
            f"Månaderna för {year.name} går inte ihop med årets saldo för"
            f" {count(len(accounts), 'konto', 'konton')}"
            f" ({', '.join(accounts[:_MOST_NAMED])}{more}); för hela året gäller årets saldo."
        )


def _budget(
    year: AccountingYear, moves: Sequence[Movement], known: Reading | None
) -> Iterator[str]:
    if not moves:
        return
    if known is None:
        yield (
            f"Budgeten för {year.name} står både med och utan objekt, och filen visar inte om"
            " raderna med objekt ingår i dem utan; de är lästa som att de ingår, som standarden"
            " säger."
        )
    months = [move.month for move in moves]
    if min(months) < month_of(year.start) or max(months) > month_of(year.end):
        yield (
            f"Budgeten är märkt som {year.name} års, men har månader från {_in_words(min(months))}"
            f" till {_in_words(max(months))}: se efter vilket år den gäller."
        )


def _in_words(month: int) -> str:
    return f"{month // 100}-{month % 100:02d}"


def _unbalanced(file: SieFile) -> str:
    """The sentence on vouchers that do not add up to nothing."""
    if not file.unbalanced:
        return ""
    first = file.unbalanced[0]
    others = len(file.unbalanced) - 1
    more = f" och {count(others, 'verifikation till', 'verifikationer till')}" if others else ""
    return (
        f"har verifikationer som inte balanserar: {first.name} den {when(first.day)}{more}"
        f" går inte ihop ({amount(first.difference, 2)} kr). Ta ut filen på nytt ur"
        " ekonomisystemet."
    )
