"""An accounting file in the SIE format (types 1 to 4), read to a ``Ledger``.

No library is used: what was found for Python (pysie-accounting 0.0.2) reads type 4 alone, in one
encoding, into tables of pandas.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from tui.domain.ledger import AccountingYear, Kind, Ledger, Movement, month_of
from tui.intake.sie_read import Read, budget_of, outcome_of
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
    """What a file's rows say, with what had to be settled about them. Raises ContentError."""
    sheet = _on_balance_sheet(file)
    movements: dict[Kind, list[Movement]] = {"utfall": [], "budget": []}
    read: dict[tuple[Kind, int], Read] = {}
    told = list(_damage(file))
    for year in file.head.years:
        outcome = outcome_of(file, year, sheet)
        budget = budget_of(file, year, sheet, outcome.shown)
        movements["utfall"] += outcome.moves
        movements["budget"] += budget.moves
        read["utfall", year.number], read["budget", year.number] = outcome, budget
        told += _differing(year, sorted(outcome.found.differing - sheet))
        told += _as_the_standard_says("Utfallet", year) if outcome.assumed else ()
        told += _as_the_standard_says("Budgeten", year) if budget.assumed else ()
        told += _outside(year, budget.moves)
    return Ledger(
        file.head.years,
        file.head.accounts,
        file.head.company,
        file.head.through,
        file.head.dimensions,
        file.head.objects,
        {year: _without(found, sheet) for year, found in file.results.items()},
        movements,
        {key: one.found.reading for key, one in read.items()},
        {(*key, a): r for key, one in read.items() for a, r in one.found.own.items()},
        {key: one.unsure for key, one in read.items() if one.unsure},
        sheet,
        frozenset((n, a) for (_, n), one in read.items() for a in one.found.differing - sheet),
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


def _as_the_standard_says(what: str, year: AccountingYear) -> Iterator[str]:
    yield (
        f"{what} för {year.name} står både med och utan objekt, och filen visar inte om"
        " raderna med objekt ingår i dem utan; de är lästa som att de ingår, som standarden"
        " säger."
    )


def _outside(year: AccountingYear, moves: Sequence[Movement]) -> Iterator[str]:
    """The sentence on a budget of other months than its year's."""
    months = [move.month for move in moves] or [month_of(year.start)]
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
