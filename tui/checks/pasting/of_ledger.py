"""What an accounting file would do to a table: its balances as a block, placed as any other.

Which months and year a column is of, its own role, year and heading say, and the document's period;
a file that does not reach so far gives no figure for it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from tui.checks.pasting.words import Meaning, account_of, key, meaning, without_account
from tui.domain.account_block import Balances, Books, Mapped, block_of, unmapped_words
from tui.domain.account_map import Entry, proposal, rows_called, takes_accounts
from tui.domain.amount_form import role_upwards
from tui.domain.calculation import Calculation
from tui.domain.cell_text import column_heading
from tui.domain.ledger import (
    AccountingYear,
    Kind,
    Ledger,
    Only,
    balances,
    last_month,
    month_of,
    outside_its_year,
)
from tui.domain.period import Period, from_new_year, shifted
from tui.domain.table import Column, ColumnRole, Row, Table
from tui.svenska.format import MONTHS
from tui.svenska.parse import Refusal

_KINDS: Mapping[ColumnRole, Kind] = {"utfall": "utfall", "bokslut": "utfall", "budget": "budget"}
_THE: Mapping[Kind, str] = {"utfall": "utfallet", "budget": "budgeten"}
_MEANT_FOR_ACCOUNTS = ("intakt", "kostnad", "netto")
_WORD = re.compile(r"[^\W\d_]{4,}")
_LAST = 12


class Wish(Struct, frozen=True):
    """What the user says of an accounting file, as far as they do.

    ``year`` is the name of the file's year that is the document's own; ``until`` a day in the last
    month of the outcome; ``only`` whose part it is; ``column`` the one column to fill.
    """

    year: str = ""
    until: date | None = None
    only: Only | None = None
    column: str = ""


class LedgerBlock(Struct, frozen=True):
    """The block, how it was made, and what has no place in it, in sentences. ``books`` is what it
    was made of, for the map of accounts to say what no row has (``screen.session.Session.books``).
    """

    mapped: Mapped
    books: Books
    told: tuple[str, ...]
    outside: tuple[str, ...]

    @property
    def rows(self) -> int:
        """How many rows of the table have figures."""
        return len(self.mapped.block.rows) - 1


def takes_ledger(table: Table) -> bool:
    """Whether a table has any column that an accounting file can have a figure for."""
    return any(map(_is_open, table.columns))


def _is_open(column: Column) -> bool:
    return column.type_ == "belopp" and not column.computed and column.role in _KINDS


def ledger_block(
    calculation: Calculation, ledger: Ledger, entries: Sequence[Entry], wish: Wish
) -> LedgerBlock | Refusal:
    """The balances as a block for the table, by ``entries``, the nämnd's own map, or a proposal."""
    found = list(_columns(calculation, ledger, wish))
    ready = [one for one in found if isinstance(one, _Ready)]
    outside = [one for one in found if isinstance(one, str)]
    if not ready:
        return Refusal(" ".join(outside) or f"{calculation.table.heading} har ingen kolumn för"
                       " utfall eller budget i kronor.")  # fmt: skip
    entries, how = _entries(calculation.table, ledger, entries)
    if not entries:
        return Refusal(how)
    signs = calculation.context.settings.signs
    columns = [one.balances for one in ready]
    mapped = block_of(entries, calculation.table, columns, ledger.accounts, signs)
    if isinstance(mapped, Refusal):
        return mapped
    left = unmapped_words(mapped, [one.heading for one in columns])
    told = (how, *(one.told for one in ready))
    return LedgerBlock(
        mapped, Books(tuple(columns), ledger.accounts), told, tuple(filter(None, (*outside, left)))
    )


def ledger_books(calculation: Calculation, ledger: Ledger, wish: Wish) -> Books:
    """What the file has for the table's columns, whatever map there is."""
    found = _columns(calculation, ledger, wish)
    columns = (one.balances for one in found if isinstance(one, _Ready))
    return Books(tuple(columns), ledger.accounts)


# ---- columns -----------------------------------------------------------------------------------


class _Ready(NamedTuple):
    """A column's balances, and what they are of, in words."""

    balances: Balances
    told: str


class _Asked(NamedTuple):
    """What a column asks the file for: outcome or budget, of which year, to which day (None: the
    whole year)."""

    kind: Kind
    year: AccountingYear
    until: date | None


def _columns(calculation: Calculation, ledger: Ledger, wish: Wish) -> Iterator[_Ready | str]:
    """Each column of outcome or budget: its balances, or why the file has none for it."""
    period = calculation.context.period
    if period is None:
        return
    for column in calculation.table.columns:
        if not _is_open(column) or (wish.column and column.id != wish.column):
            continue
        heading = " ".join(column_heading(column, period).split())
        asked = _asked(ledger, period, column, meaning(heading), wish)
        if isinstance(asked, str):
            yield f"{heading}: {asked}"
            continue
        amounts = balances(ledger, asked.kind, asked.year, asked.until, wish.only)
        if isinstance(amounts, Refusal):
            yield f"{heading}: {amounts.sentence[:1].lower()}{amounts.sentence[1:]}"
        elif not amounts:
            yield f"{heading}: filen har inga belopp för det som valts."
        else:
            on = asked.until or asked.year.end
            yield _Ready(Balances(heading, on, amounts), f"{heading}: {_words(asked)}.")


def _asked(
    ledger: Ledger, period: Period, column: Column, said: Meaning, wish: Wish
) -> _Asked | str:
    """What a column asks for, or why the file does not have it."""
    kind = _KINDS[column.role]
    end = shifted(period, column.year).end
    year = _year(ledger, end, column.year, wish)
    if year is None:
        return _no_year(ledger, end, column.year, wish)
    if outside_its_year(ledger, kind, year) and not wish.year:
        return f"{_THE[kind]} i filen är märkt {year.name} men har månader ur ett annat år."
    whole = column.role == "bokslut" or said.span == "helår" or period.months >= _LAST
    if kind == "budget":
        whole = said.span != "del"
    until = None if whole else _same_month(wish.until, column.year) or end
    if kind == "budget":
        return _budget(ledger, _Asked(kind, year, until), chosen=wish.column == column.id)
    if year.number == 0:
        reached = max(last_month(ledger, kind, year) or 0, _through(ledger))
        if 0 < reached < month_of(until or year.end):
            return (
                f"filen går till och med {_month_words(reached)}, kolumnen till och med"
                f" {_month_words(month_of(until or year.end))}."
            )
    return _Asked(kind, year, until)


def _budget(ledger: Ledger, asked: _Asked, *, chosen: bool) -> _Asked | str:
    """What a column of budget asks for; why not, where the file's budget ends before it does.

    Where the column is ``chosen`` it gets the budget as far as it goes.
    """
    reached = _budget_reaches(ledger, asked.year)
    last = month_of(asked.until or asked.year.end)
    if reached is None or reached >= last:
        return asked
    if chosen:
        end = from_new_year(reached // 100, reached % 100).end
        return _Asked(asked.kind, asked.year, end)
    return (
        f"budgeten i filen går till och med {_month_words(reached)}, kolumnen till och med"
        f" {_month_words(last)}; välj kolumnen om det ändå är den budgeten som ska in."
    )


def _budget_reaches(ledger: Ledger, year: AccountingYear) -> int | None:
    """The last month that a year's budget is of: one in every third month is of quarters."""
    moves = ledger.movements.get("budget", ())
    months = sorted({move.month for move in moves if move.year == year.number})
    if not months:
        return None
    numbers = [month // 100 * _LAST + month % 100 - 1 for month in months]
    steps = {later - one for one, later in pairwise(numbers)}
    after = numbers[-1] + (steps.pop() - 1 if len(steps) == 1 else 0)
    return after // _LAST * 100 + after % _LAST + 1


def _no_year(ledger: Ledger, end: date, steps: int, wish: Wish) -> str:
    """Which year is missing: the column's, counted from the one that is wished."""
    own = next((year for year in ledger.years if year.name == wish.year), None)
    broken = any(year.start.year != year.end.year for year in ledger.years)
    missing = f"med {_month_words(month_of(end)) if broken else end.year}"
    if own is not None:
        missing = f"med {own.end.year + steps}"
    if wish.year and own is None:
        missing = wish.year
    there = " och ".join(year.name for year in ledger.years)
    return f"filen har inget räkenskapsår {missing}; där finns {there}."


def _year(ledger: Ledger, end: date, steps: int, wish: Wish) -> AccountingYear | None:
    if not wish.year:
        return ledger.year_of(end)
    own = next((year for year in ledger.years if year.name == wish.year), None)
    number = None if own is None else own.number + steps
    return next((year for year in ledger.years if year.number == number), None)


def _same_month(until: date | None, years: int) -> date | None:
    return None if until is None else shifted(Period(until, until), years).end


def _through(ledger: Ledger) -> int:
    return 0 if ledger.through is None else month_of(ledger.through)


def _words(asked: _Asked) -> str:
    """What the balances are of: "utfall till och med augusti 2024", "hela årets budget 2024"."""
    if asked.until is None:
        return f"hela årets {asked.kind} {asked.year.name}"
    return f"{asked.kind} till och med {_month_words(month_of(asked.until))}"


def _month_words(month: int) -> str:
    return f"{MONTHS[month % 100 - 1]} {month // 100}"


# ---- the map -----------------------------------------------------------------------------------


def _entries(table: Table, ledger: Ledger, own: Sequence[Entry]) -> tuple[Sequence[Entry], str]:
    """The map to go by and what it is, in a sentence; none, and why."""
    if any(rows_called(table, entry.row) for entry in own):
        return own, "Kontona ligger på raderna efter nämndens kontokarta."
    by_label = [entry for row in table.rows if (entry := _of_label(row, ledger))]
    if by_label:
        return by_label, "Kontona ligger på raderna efter kontonumren i radernas namn."
    if any(role_upwards(table, row) in _MEANT_FOR_ACCOUNTS for row in table.rows):
        proposed = proposal(table, ledger.accounts)
        if proposed:
            classes = ", ".join(f"{one.accounts} till {one.row}" for one in proposed)
            return proposed, f"Kontona är föreslagna efter klasserna i Kommun-Bas: {classes}."
    return (), (
        f"Det går inte att veta vilka konton som hör till raderna i {table.heading}:"
        " lägg upp nämndens kontokarta i Nämndkoll (Ctrl+P, Kontokarta)."
    )


def _of_label(row: Row, ledger: Ledger) -> Entry | None:
    """An account that a row is named by: its number and a word of its name."""
    account = account_of(row.label)
    if account not in ledger.accounts or not takes_accounts(row):
        return None
    words = set(_WORD.findall(key(without_account(row.label))))
    return (
        Entry(row.label, account)
        if words & {*_WORD.findall(key(ledger.accounts[account]))}
        else None
    )
