"""A pasted block as lines of the map of accounts: a row and its accounts, or a plan of accounts.

The columns are known by what is in them: accounts, and names of the table's rows. A plan of
accounts has a line an account; those of one row become one line of the map.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from tui.domain.account_map import Entry, name_key, rows_called
from tui.domain.account_notation import accounts_in, first_day, written
from tui.domain.table import Table
from tui.svenska.arithmetic import Refusal
from tui.svenska.clipboard import Block, is_empty

TWO_COLUMNS = (
    "Klistra in minst två kolumner: raden (kontogruppen) och dess konton; sedan gärna från och till"
    " vilket år."
)
_FROM, _TO, _ROW = ("från", "fr o m", "gäller från"), ("till", "t o m", "gäller till"), "kontogrupp"


class _Columns(Struct, frozen=True):
    """Where in the block each part of a line stands; −1 for what is not there."""

    row: int
    accounts: int
    from_: int = -1
    to: int = -1


class PastedMap(Struct, frozen=True):
    """The lines of a block, and the accounts that stand in it without any row."""

    entries: tuple[Entry, ...]
    nameless: tuple[str, ...] = ()


def pasted_entries(block: Block, table: Table | None) -> PastedMap | Refusal:
    """The lines of a block, those of one row and one time put together; why there are none else.

    A cell of accounts that cannot be read refuses the block: nothing of it is taken by halves.
    """
    heads = block[0] if block and not any(map(_is_accounts, block[0])) else ()
    body = [row for row in block[1 if heads else 0 :] if not all(map(is_empty, row))]
    columns = _columns(body, heads, table)
    if columns is None:
        return Refusal(TWO_COLUMNS)
    lines: dict[tuple[str, str, str], Entry] = {}
    nameless: list[str] = []
    for row in body:
        name, text, from_, to = (" ".join(_cell(row, x).split()) for x in _places(columns))
        accounts = accounts_in(text)
        if not name:
            nameless.append(text)
            continue
        if isinstance(accounts, Refusal):
            return Refusal(f"{name}: {accounts.sentence} Ingenting ändrades.")
        key = (name_key(name), from_, to)
        before = lines[key].accounts if key in lines else ""
        own = ";".join(filter(None, (before, written(accounts))))
        lines[key] = Entry(lines[key].row if key in lines else name, own, from_, to)
    if not lines:
        return Refusal(TWO_COLUMNS)
    return PastedMap(tuple(lines.values()), tuple(filter(None, nameless)))


def _places(columns: _Columns) -> tuple[int, int, int, int]:
    return columns.row, columns.accounts, columns.from_, columns.to


def _cell(row: Sequence[str], x: int) -> str:
    return row[x] if 0 <= x < len(row) else ""


def _is_accounts(cell: str) -> bool:
    return not is_empty(cell) and not isinstance(accounts_in(cell), Refusal)


def _columns(
    body: Sequence[Sequence[str]], heads: Sequence[str], table: Table | None
) -> _Columns | None:
    """Which column is which; None where no two are a name and its accounts."""
    width = max(map(len, body), default=0)
    named = dict(zip((" ".join(h.casefold().split()) for h in heads), range(width), strict=False))
    from_ = next((named[h] for h in _FROM if h in named), -1)
    to = next((named[h] for h in _TO if h in named), -1)
    free = [x for x in range(width) if x not in (from_, to)]
    accounts = next((x for x in free if _mostly(body, x)), -1)
    names = [x for x in free if x != accounts and not _mostly(body, x)]
    if accounts < 0 or not names:
        return None
    row = max(names, key=lambda x: _hits(body, x, table))
    row = next((x for head, x in named.items() if head.startswith(_ROW) and x in names), row)
    if not heads:
        rest = [x for x in range(accounts + 1, width) if x != row and _are_days(body, x)]
        from_, to = ([*rest, -1, -1])[:2]
    return _Columns(row, accounts, from_, to)


def _filled(body: Sequence[Sequence[str]], x: int) -> Iterator[str]:
    return (cell for row in body if not is_empty(cell := _cell(row, x)))


def _mostly(body: Sequence[Sequence[str]], x: int) -> bool:
    """Whether at least half of what stands in a column are accounts."""
    cells = list(_filled(body, x))
    return bool(cells) and sum(map(_is_accounts, cells)) * 2 >= len(cells)


def _hits(body: Sequence[Sequence[str]], x: int, table: Table | None) -> int:
    return sum(bool(table and rows_called(table, cell)) for cell in _filled(body, x))


def _are_days(body: Sequence[Sequence[str]], x: int) -> bool:
    return all(not isinstance(first_day(cell), Refusal) for cell in _filled(body, x))
