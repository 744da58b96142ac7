"""What an accounting file (*ekonomisystem*, SIE) says: years, accounts, objects and amounts.

Amounts are exact kronor, debit positive: a cost is plus and an income minus, opposite to most
reports. How a file's rows by object are to be read (``Reading``) is settled where the file is read,
so that ``balances`` never counts an amount twice.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

from msgspec import Struct, field

from tui.svenska.parse import Refusal

Kind: TypeAlias = Literal["utfall", "budget"]
Objects: TypeAlias = tuple[tuple[str, str], ...]
"""Pairs of a dimension's number and an object's: ``(("1", "120"), ("6", "A7"))``."""
Reading: TypeAlias = Literal["totals", "parts"] | Objects
"""What a month's rows with objects are to the row without.

``totals``: the row without objects is the account's total, and the others say how it is parted.
``parts``: every row counts. A tuple of dimensions (with "" for the objects): the row without
objects and those of just these dimensions add up to the total, and other rows say the same anew.
"""


class AccountingYear(Struct, frozen=True):
    """A year as the file numbers it, 0 for its own and -1 for the one before; it may be broken."""

    number: int
    start: date
    end: date

    @property
    def name(self) -> str:
        """``2024``, or ``2023/2024`` for a broken one."""
        first, last = self.start.year, self.end.year
        return str(last) if first == last else f"{first}/{last}"


class Movement(NamedTuple):
    """What an account moved in a month (``202403``), or in a voucher of that month."""

    year: int
    month: int
    account: str
    objects: Objects
    amount: Decimal


class Only(Struct, frozen=True):
    """The part of a ledger that belongs to some objects of one dimension (ansvar, verksamhet)."""

    dimension: str
    objects: frozenset[str]


class Ledger(Struct, frozen=True):
    """An accounting file. ``told`` are sentences on what in it is odd and had to be settled.

    ``results`` are the years' balances by account as the file states them; ``on_balance_sheet``
    the accounts that are no income or cost; ``unreconciled`` the years' accounts whose movements
    do not add up to the stated balance. ``through`` is the last day that the file says it covers.
    """

    years: tuple[AccountingYear, ...]
    accounts: Mapping[str, str] = field(default_factory=dict)
    company: str = ""
    through: date | None = None
    dimensions: Mapping[str, str] = field(default_factory=dict)
    objects: Mapping[tuple[str, str], str] = field(default_factory=dict)
    results: Mapping[int, Mapping[str, Decimal]] = field(default_factory=dict)
    movements: Mapping[Kind, Sequence[Movement]] = field(default_factory=dict)
    reading: Mapping[Kind, Reading] = field(default_factory=dict)
    on_balance_sheet: frozenset[str] = frozenset()
    unreconciled: frozenset[tuple[int, str]] = frozenset()
    told: tuple[str, ...] = ()

    def year_of(self, day: date) -> AccountingYear | None:
        """The year that a day falls in."""
        return next((year for year in self.years if year.start <= day <= year.end), None)


def month_of(day: date) -> int:
    """``202403`` of a day in March 2024."""
    return day.year * 100 + day.month


def last_month(ledger: Ledger, kind: Kind, year: AccountingYear) -> int | None:
    """The last month (``202403``) that has any movement in a year, None where none has."""
    months = (move.month for move in ledger.movements.get(kind, ()) if move.year == year.number)
    return max(months, default=None)


def balances(
    ledger: Ledger,
    kind: Kind,
    year: AccountingYear,
    until: date | None = None,
    only: Only | None = None,
) -> Mapping[str, Decimal] | Refusal:
    """The balance of each account of income or cost in kronor, debit positive.

    Of a whole year as far as the file goes, or of its months up to the one that ``until`` is in;
    of everything, or of ``only`` some objects. A sentence where the file does not say that.
    """
    stated = ledger.results.get(year.number, {}) if kind == "utfall" else {}
    moves = [
        move
        for move in ledger.movements.get(kind, ())
        if move.year == year.number and move.account not in ledger.on_balance_sheet
    ]
    whole = until is None or until >= min(ledger.through or year.end, year.end)
    if only is None and whole and stated:
        return dict(stated)
    if not moves:
        return Refusal(_lacking(kind, year, only, has_stated=bool(stated)))
    if until is not None:
        moves = [move for move in moves if move.month <= month_of(until)]
        unsure = sorted(a for number, a in ledger.unreconciled if number == year.number)
        if unsure and not whole:
            return Refusal(
                f"Månaderna går inte ihop med årets saldo för konto {', '.join(unsure[:5])}"
                f"{' …' if len(unsure) > 5 else ''}: läs in hela året, eller ta ut filen på nytt."
            )
    return _summed(_counted(moves, ledger.reading.get(kind, "totals"), only), only)


def _lacking(kind: Kind, year: AccountingYear, only: Only | None, *, has_stated: bool) -> str:
    """Why there is nothing: what the file would have to hold."""
    if not has_stated:
        return (
            f"Filen har {'ingen budget' if kind == 'budget' else 'inget utfall'} för {year.name}."
        )
    what = "per månad" if only is None else "per objekt"
    return (
        f"Filen har bara årets saldo för {year.name} och inga belopp {what}:"
        " ta ut den som SIE 3 eller 4."
    )


def _counted(moves: Iterable[Movement], reading: Reading, only: Only | None) -> Iterable[Movement]:
    """The movements of which each amount is there once."""
    if only is None:
        if reading == "parts":
            return moves
        dims = () if reading == "totals" else tuple(dimension for dimension, _ in reading)
        return (m for m in moves if not m.objects or (dims and _dimensions(m) == dims))
    own = [move for move in moves if any(d == only.dimension for d, _ in move.objects)]
    alone = {move.account for move in own if len(move.objects) == 1}
    if reading == "parts":
        return own
    # A row of this dimension alone is the total of those that part it by others too.
    return (move for move in own if len(move.objects) == 1 or move.account not in alone)


def _dimensions(move: Movement) -> tuple[str, ...]:
    return tuple(dimension for dimension, _ in move.objects)


def _summed(moves: Iterable[Movement], only: Only | None) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for move in moves:
        if only is None or any(
            dimension == only.dimension and object_ in only.objects
            for dimension, object_ in move.objects
        ):
            sums[move.account] += move.amount
    return dict(sums)
