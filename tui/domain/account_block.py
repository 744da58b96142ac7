"""What a map of accounts makes of balances: a block in kronor, as if copied out of a sheet.

From there it goes the way of every block (``checks.pasting``): its headings, labels and unit say
where each figure goes. What no row has is told with its sum, and never dropped.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from tui.domain.account_map import (
    Entry,
    Valid,
    claimants,
    name_key,
    on_day,
    read_entry,
    readable,
    row_fault,
    rows_called,
)
from tui.domain.amount_form import PLUS_COST, PLUS_INCOME, SAYS_INCOME, role_upwards, stated_signs
from tui.domain.block import Block
from tui.domain.table import Row, RowRole, Table
from tui.svenska.arithmetic import Refusal
from tui.svenska.format import amount, count

_BALANCE_SHEET = ("1", "2")
"""The classes of assets and debts, which are in no report of costs and income."""


class Balances(Struct, frozen=True):
    """A column to be: its heading ("Utfall 2024"), the day whose map holds for it, and what each
    account comes to, in kronor, debit positive."""

    heading: str
    on: date
    amounts: Mapping[str, Decimal]


class Books(Struct, frozen=True):
    """What was read of a ledger: its columns to be, and the names of its accounts."""

    columns: tuple[Balances, ...]
    names: Mapping[str, str] = {}


class Unmapped(Struct, frozen=True):
    """An account that no row has: its name if known, its kronor in each column (debit positive),
    and why, where more is to be said than that no entry has it."""

    account: str
    name: str
    sums: tuple[Decimal, ...]
    why: str = ""


class Mapped(Struct, frozen=True):
    """What a map makes of balances: a block for the table, and the accounts that are not in it."""

    block: Block
    unmapped: tuple[Unmapped, ...]

    @property
    def sums(self) -> tuple[Decimal, ...]:
        """What the unmapped accounts come to in each column, in kronor, debit positive."""
        columns = zip(*(one.sums for one in self.unmapped), strict=True)
        return tuple(sum(column, Decimal(0)) for column in columns)


def block_of(
    entries: Sequence[Entry],
    table: Table,
    columns: Sequence[Balances],
    names: Mapping[str, str] | None = None,
    signs: str = PLUS_INCOME,
) -> Mapped | Refusal:
    """The balances as a block in kronor with the table's own labels and signs; a Refusal where an
    entry cannot be read, for its accounts would go to another row.

    ``signs`` is how amounts are written where the table does not say (``Settings.signs``). A row
    without any account in a column is empty there.
    """
    for entry in entries:
        answer = read_entry(entry)
        if entry.accounts.strip() and isinstance(answer, Refusal):
            return Refusal(f"Kontokartan behöver rättas först. {answer.sentence}")
    valid, factors = readable(entries), _factors(table, entries, signs)
    placings: dict[tuple[Valid, ...], Callable[[str], _Placed]] = {}
    figures: dict[str, list[Decimal | None]] = {}
    left: dict[str, tuple[list[Decimal], str]] = {}
    for place, column in enumerate(columns):
        now = on_day(valid, column.on)
        placing = placings.setdefault(now, _placing(entries, table, now))
        for account, kronor in sorted(column.amounts.items()):
            placed = placing(account)
            for id_ in placed.rows:
                cells = figures.setdefault(id_, [None] * len(columns))
                cells[place] = (cells[place] or Decimal(0)) + kronor * factors[id_]
            if not placed.main and not account.startswith(_BALANCE_SHEET):
                sums, _ = left.setdefault(account, ([Decimal(0)] * len(columns), placed.why))
                sums[place] += kronor
    unmapped = [
        Unmapped(account, (names or {}).get(account, ""), tuple(sums), why)
        for account, (sums, why) in sorted(left.items())
        if any(sums)
    ]
    return Mapped(_block(table, figures, [c.heading for c in columns]), tuple(unmapped))


class _Placed(NamedTuple):
    """The keys of the rows that an account counts in; whether one of them is its own and no
    *därav*, and why not where more is to be said than that no entry has it."""

    rows: tuple[str, ...]
    main: bool
    why: str = ""


def _placing(
    entries: Sequence[Entry], table: Table, valid: Sequence[Valid]
) -> Callable[[str], _Placed]:
    """Where accounts go by the entries that hold on one day; each is looked up once."""
    reasons = {name_key(one.row): row_fault(entries, one.row, table) for one in valid}
    rows = {name: rows_called(table, name)[0] for name, why in reasons.items() if not why}
    parts = {name: row.id for name, row in rows.items() if row.kind == "darav"}
    main = [one for one in valid if name_key(one.row) not in parts]
    of_which = [one for one in valid if name_key(one.row) in parts]

    @cache
    def placed(account: str) -> _Placed:
        account = account.upper()
        own = {parts[name_key(one.row)]: None for one in of_which
               if any(span.has(account) for span in one.spans)}  # fmt: skip
        claims = claimants(main, account)
        if len(claims) != 1:
            why = f"står både på {' och på '.join(claims)}" if claims else ""
            return _Placed(tuple(own), False, why)
        name = name_key(claims[0])
        if name not in rows:
            return _Placed(tuple(own), False, reasons[name])
        return _Placed((rows[name].id, *own), True)

    return placed


def _factors(table: Table, entries: Sequence[Entry], signs: str) -> dict[str, int]:
    """What debit is times to be in the table's signs, by row: +1 or −1."""
    income, cost = table_signs(table, signs)
    credit = {
        row.id
        for entry in entries
        for row in rows_called(table, entry.row)
        if _is_credit(table, row, entry)
    }
    return {row.id: -income if row.id in credit else cost for row in table.rows}


def _is_credit(table: Table, row: Row, entry: Entry) -> bool:
    """Whether a row is of income: by its role, else its name, else its class of accounts."""
    role = role_upwards(table, row)
    if role:
        return role in ("intakt", "kommunbidrag", "finansnetto", "resultat")
    return bool(SAYS_INCOME.search(row.label)) or entry.accounts.strip().startswith("3")


def table_signs(table: Table, otherwise: str = PLUS_INCOME) -> tuple[int, int]:
    """The signs of income and of costs in a table: as it states them in words, else as its figures
    have them, else by ``otherwise``, a key of ``amount_form.SIGNS``."""
    stated = stated_signs(table.sign)
    usual = -1 if otherwise == PLUS_COST else 1
    income = stated.get("intakt") or _sign_of_figures(table, "intakt")
    cost = stated.get("kostnad") or _sign_of_figures(table, "kostnad")
    return income or -cost or usual, cost or -income or -usual


def _sign_of_figures(table: Table, role: RowRole) -> int:
    """The sign that the figures of rows of a role have: nearly all of them, 0 where they differ."""
    columns = [c.id for c in table.columns if c.type_ == "belopp" and not c.computed
               and c.role not in ("avvikelse", "forandring")]  # fmt: skip
    rows = [row for row in table.rows if role_upwards(table, row) == role]
    cells = [cell for row in rows for c in columns
             if isinstance(cell := row.cells.get(c), Decimal) and cell]  # fmt: skip
    plus = sum(cell > 0 for cell in cells)
    if not cells or min(plus, len(cells) - plus) * 4 > len(cells):
        return 0
    return 1 if plus * 2 > len(cells) else -1


def _block(
    table: Table, figures: Mapping[str, Sequence[Decimal | None]], headings: Sequence[str]
) -> Block:
    """The rows that have figures, and those of the same name, in the table's order."""
    names = {name_key(table.row(id_).label) for id_ in figures}
    empty = [None] * len(headings)
    rows = [
        (row.label, *map(_text, figures.get(row.id, empty)))
        for row in table.rows
        if name_key(row.label) in names
    ]
    return Block((("Belopp i kr", *headings), *rows), header_rows=1)


def _text(kronor: Decimal | None) -> str:
    """Kronor exactly, as a Swede writes them."""
    return "" if kronor is None else f"{kronor:zf}".replace(".", ",")


def unmapped_words(mapped: Mapped, headings: Sequence[str], most: int = 3) -> str:
    """What no row has, in one sentence with its sum in each column; "" where all is placed."""
    if not mapped.unmapped:
        return ""
    sums = ", ".join(
        f"{heading} {amount(abs(one))} kr netto {'kostnad' if one >= 0 else 'intäkt'}"
        for heading, one in zip(headings, mapped.sums, strict=True)
    )
    names = [f"{one.account} {one.name}".strip() for one in mapped.unmapped]
    more = f" och {len(names) - most} till" if len(names) > most else ""
    number = count(len(names), "konto finns", "konton finns")
    return f"{number} inte på någon rad i kontokartan: {sums} ({', '.join(names[:most])}{more})."
