"""What an accounting file (*ekonomisystem*, SIE) says: years, accounts, objects and amounts.

Amounts are exact kronor, debit positive: a cost is plus and an income minus, opposite to most
reports. How a file's rows by object are to be read (``Reading``) is settled where the file is read
(``tui.domain.reconciled``), so that ``balances`` never counts an amount twice.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from msgspec import Struct, field

from tui.svenska.parse import Refusal

Kind: TypeAlias = Literal["utfall", "budget"]
Objects: TypeAlias = tuple[tuple[str, str], ...]
"""Pairs of a dimension's number and an object's: ``(("1", "120"), ("6", "A7"))``."""
Reading: TypeAlias = Literal["totals", "parts"] | tuple[str, ...]
"""What an account's rows with objects are to its row without.

``totals``: the row without objects is the account's total, and the others say how it is parted;
where there is no such row the total is what the rows of one dimension add up to (``parted_sums``).
``parts``: every row counts. A tuple of dimensions: the row without objects and those with objects
of just these dimensions add up to the total, and other rows say the same anew.
"""
ZERO = Decimal(0)
_MOST_NAMED = 5


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


class Movement(Struct, frozen=True, gc=False):
    """What an account moved in a month (``202403``) of a year, as the file's rows say it.

    ``alone`` is the sum of the rows without objects, None where there is none; ``parts`` are the
    rows with objects. ``repeated`` is whether several rows are of the same objects or of none.
    Nothing in it refers back, so that it need not be looked through for that (``gc``).
    """

    year: int
    month: int
    account: str
    alone: Decimal | None
    parts: Sequence[tuple[Objects, Decimal]] = ()
    repeated: bool = False


class Only(Struct, frozen=True):
    """The part of a ledger that belongs to some objects of one dimension (ansvar, verksamhet)."""

    dimension: str
    objects: frozenset[str]


class Ledger(Struct, frozen=True):
    """An accounting file. ``told`` are sentences on what in it is odd and had to be settled.

    ``results`` are the years' balances by account as the file states them; ``on_balance_sheet``
    the accounts that are no income or cost; ``unreconciled`` the years' accounts whose movements
    do not add up to the stated balance. ``reading`` is that of most accounts, ``own_reading`` that
    of those which are read otherwise, and ``unsure`` a sentence where rows tell no one amount.
    ``through`` is the last day that the file says it covers,
    ``unbalanced`` a sentence on vouchers that do not add up to nothing, "" where all do.
    """

    years: tuple[AccountingYear, ...]
    accounts: Mapping[str, str] = field(default_factory=dict)
    company: str = ""
    through: date | None = None
    dimensions: Mapping[str, str] = field(default_factory=dict)
    objects: Mapping[tuple[str, str], str] = field(default_factory=dict)
    results: Mapping[int, Mapping[str, Decimal]] = field(default_factory=dict)
    movements: Mapping[Kind, Sequence[Movement]] = field(default_factory=dict)
    reading: Mapping[tuple[Kind, int], Reading] = field(default_factory=dict)
    own_reading: Mapping[tuple[Kind, int, str], Reading] = field(default_factory=dict)
    unsure: Mapping[tuple[Kind, int], str] = field(default_factory=dict)
    on_balance_sheet: frozenset[str] = frozenset()
    unreconciled: frozenset[tuple[int, str]] = frozenset()
    told: tuple[str, ...] = ()
    unbalanced: str = ""

    def year_of(self, day: date) -> AccountingYear | None:
        """The year that a day falls in."""
        return next((year for year in self.years if year.start <= day <= year.end), None)


def month_of(day: date) -> int:
    """``202403`` of a day in March 2024."""
    return day.year * 100 + day.month


def last_month(ledger: Ledger, kind: Kind, year: AccountingYear) -> int | None:
    """The last month (``202403``) that has any movement in a year, None where none has."""
    moves = ledger.movements.get(kind, ())
    return max((move.month for move in moves if move.year == year.number), default=None)


def outside_its_year(ledger: Ledger, kind: Kind, year: AccountingYear) -> bool:
    """Whether movements that are marked as a year's are of months that are not in it."""
    first, last = month_of(year.start), month_of(year.end)
    return any(
        move.year == year.number and not first <= move.month <= last
        for move in ledger.movements.get(kind, ())
    )


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
    whole = until is None or _reaches(ledger, kind, year, until)
    if only is None and whole and stated:
        return dict(stated)
    moves = [
        move
        for move in ledger.movements.get(kind, ())
        if move.year == year.number and move.account not in ledger.on_balance_sheet
    ]
    if not moves:
        return Refusal(_lacking(kind, year, only, has_stated=bool(stated)))
    if (kind, year.number) in ledger.unsure:
        return Refusal(ledger.unsure[kind, year.number])
    if until is not None and not whole:
        moves = [move for move in moves if move.month <= month_of(until)]
        if unsure := sorted(a for number, a in ledger.unreconciled if number == year.number):
            return Refusal(_unsure_months(unsure))
    common = ledger.reading.get((kind, year.number), "totals")
    own = ledger.own_reading
    read = [(move, own.get((kind, year.number, move.account), common)) for move in moves]
    if only is None:
        return _summed((move.account, total(move, reading)) for move, reading in read)
    found = list(_of_objects(read, only))
    if not found and not any(move.parts for move in moves):
        return Refusal(_lacking(kind, year, only, has_stated=True))
    return _summed(found)


def _reaches(ledger: Ledger, kind: Kind, year: AccountingYear, until: date) -> bool:
    """Whether a day is so late that nothing in the file comes after its month."""
    last = last_month(ledger, kind, year)
    told = until >= min(ledger.through or year.end, year.end)
    return told or (last is not None and month_of(until) >= last)


def _lacking(kind: Kind, year: AccountingYear, only: Only | None, *, has_stated: bool) -> str:
    """Why there is nothing: what the file would have to hold."""
    if not has_stated:
        return (
            f"Filen har {'ingen budget' if kind == 'budget' else 'inget utfall'} för {year.name}."
        )
    if only is not None:
        said = "budget" if kind == "budget" else "utfall"
        return f"Filens {said} för {year.name} är inte delat på objekt, så urvalet kan inte göras."
    return (
        f"Filen har bara årets saldo för {year.name} och inga belopp per månad:"
        " ta ut den som SIE 2, 3 eller 4."
    )


def _unsure_months(accounts: Sequence[str]) -> str:
    more = " …" if len(accounts) > _MOST_NAMED else ""
    return (
        f"Månaderna går inte ihop med årets saldo för konto"
        f" {', '.join(accounts[:_MOST_NAMED])}{more}:"
        " läs in hela året, eller ta ut filen på nytt."
    )


def total(move: Movement, reading: Reading) -> Decimal:
    """What an account moved in all, each amount counted once."""
    alone = move.alone or ZERO
    if not move.parts or (reading == "totals" and move.alone is not None):
        return alone
    if reading == "parts":
        return sum([amount for _, amount in move.parts], alone)
    sums = parted_sums(move)
    if move.alone is None and reading not in sums:
        return sums[min(sums)]
    return alone + sum((part for dimensions, part in sums.items() if dimensions == reading), ZERO)


def parted_sums(move: Movement) -> Mapping[tuple[str, ...], Decimal]:
    """What the rows with objects add up to, by the dimensions that they are of."""
    sums: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    for objects, amount in move.parts:
        sums[dimensions_of(objects)] += amount
    return sums


def dimensions_of(objects: Objects) -> tuple[str, ...]:
    """The dimensions that a row's objects are of."""
    return tuple(dimension for dimension, _ in objects)


def _of_objects(
    read: Iterable[tuple[Movement, Reading]], only: Only
) -> Iterator[tuple[str, Decimal]]:
    """The parts that belong to some objects of a dimension.

    Where rows say the same amount anew, one of this dimension alone is the total of those that
    part it by others too.
    """
    for move, reading in read:
        own = [part for part in move.parts if only.dimension in dimensions_of(part[0])]
        alone = [part for part in own if len(part[0]) == 1]
        for objects, amount in own if reading == "parts" or not alone else alone:
            if any(d == only.dimension and o in only.objects for d, o in objects):
                yield move.account, amount


def _summed(amounts: Iterable[tuple[str, Decimal]]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for account, amount in amounts:
        sums[account] += amount
    return dict(sums)
