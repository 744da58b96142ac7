"""The map of accounts to a table's rows (*kontogrupper*): a nämnd's own, dated, and told of.

Where several entries have an account, the narrowest of them holds: the longest beginning, the
range within the other. Where none is narrower, the account belongs to no row: nothing is guessed,
and what no row has is shown as a sum. Rows that only tell a part of another (*därav*) take nothing
from it, and have a say of their own.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from tui.domain.account_notation import Span, accounts_in, first_day, last_day
from tui.domain.amount_form import SAYS_INCOME, role_upwards
from tui.domain.settings import AccountLine, Settings
from tui.domain.table import Row, RowRole, Table
from tui.svenska.arithmetic import Refusal
from tui.svenska.format import count

BETWEEN = " / "
"""Between a row and the one above it, where two rows have one name: "Vuxna / Personal"."""
NAMELESS = "Raden utan namn"
_PERSONNEL = re.compile(r"personal|(?<!be)lön(?!sam)|arbetskraft|anställ", re.IGNORECASE)
_MARKS = re.compile(r"[*¹²³:\s]+$")
_REST = re.compile(
    r"\bövrig|\bandra kostn|^(?:\w+ens )?(?:drift|verksamhets)?kostnader$", re.IGNORECASE
)
# As accounts are named, with å, ä and ö lost too.
_WAGES = re.compile(
    r"l[öo]n(?:er|e\w*|s\w*|\b)|personal|arbetsgiv|arbetskraft|arvode|semester|pension",
    re.IGNORECASE,
)
_HIRED = re.compile(r"hyr|bemanning|konsult|köp", re.IGNORECASE)
_OUTSIDE: tuple[RowRole, ...] = ("kommunbidrag", "finansnetto", "netto", "resultat", "total")


class Entry(Struct, frozen=True):
    """A line of the map, as it was typed: the row's name, its accounts, and from and to when."""

    row: str
    accounts: str
    from_: str = ""
    to: str = ""


def entries_of(settings: Settings) -> tuple[Entry, ...]:
    """The map of a nämnd, in the order of its lines."""
    return tuple(Entry(*line) for _, line in numbered(settings))


def numbered(settings: Settings) -> list[tuple[str, AccountLine]]:
    """The lines of the map with their numbers, in order."""
    return sorted(settings.account_map.items(), key=lambda one: int(one[0]))


class Fault(Struct, frozen=True):
    """What is wrong with an entry (its place in the map), in one sentence."""

    entry: int
    sentence: str


class Valid(Struct, frozen=True):
    """An entry that can be read: its place in the map, its row, its accounts, and its days."""

    entry: int
    row: str
    spans: tuple[Span, ...]
    first: date
    last: date


def read_entry(entry: Entry, place: int = 0) -> Valid | Refusal:
    """An entry's accounts and days; else the first thing that is wrong with it, by its name."""
    spans = accounts_in(entry.accounts)
    first, last = first_day(entry.from_), last_day(entry.to)
    if isinstance(spans, Refusal):
        return _named(entry, spans.sentence)
    if isinstance(first, Refusal):
        return _named(entry, first.sentence)
    if isinstance(last, Refusal):
        return _named(entry, last.sentence)
    if first > last:
        return _named(entry, f"slutar {entry.to}, före {entry.from_} som den gäller från.")
    return Valid(place, entry.row, spans, first, last)


def _named(entry: Entry, sentence: str) -> Refusal:
    return Refusal(f"{entry.row or NAMELESS}: {sentence}")


def readable(entries: Sequence[Entry]) -> tuple[Valid, ...]:
    """The entries that can be read, as they are read."""
    read = (read_entry(entry, place) for place, entry in enumerate(entries))
    return tuple(one for one in read if isinstance(one, Valid))


# ---- which row an account belongs to -------------------------------------------------------------


def on_day(entries: Iterable[Valid], day: date) -> tuple[Valid, ...]:
    """The entries that hold on a day."""
    return tuple(one for one in entries if one.first <= day <= one.last)


def claimants(entries: Iterable[Valid], account: str) -> tuple[str, ...]:
    """The names of the rows that claim an account by the narrowest of their spans."""
    claims = [(s, one.row) for one in entries for s in one.spans if s.has(account)]
    narrowest = [
        row
        for span, row in claims
        if not any(o.within(span) and not span.within(o) for o, _ in claims)
    ]
    return tuple({name_key(row): row for row in narrowest}.values())


def name_key(name: str) -> str:
    """A row's name as it is compared: without the marks of footnotes at its end."""
    return " ".join(_MARKS.sub("", name).casefold().split())


def rows_called(table: Table, name: str) -> tuple[Row, ...]:
    """The rows of a name, or of a name after that of the row above it ("Vuxna / Personal")."""
    wanted = name_key(name)
    if not wanted:
        return ()
    own = tuple(row for row in table.rows if name_key(row.label) == wanted)
    return own or tuple(row for row in table.rows if name_key(_long_name(table, row)) == wanted)


def _long_name(table: Table, row: Row) -> str:
    if row.parent is None or row.parent not in table.index:
        return row.label
    return f"{table.row(row.parent).label}{BETWEEN}{row.label}"


def entry_name(table: Table, row: Row) -> str:
    """What a row is called in the map: by its label, with the row above it where that is shared."""
    return row.label if len(rows_called(table, row.label)) == 1 else _long_name(table, row)


def takes_accounts(row: Row) -> bool:
    """Whether accounts can stand on a row: not on a heading, nor on what is worked out."""
    return row.kind != "rubrik" and row.rule is None


def table_for(entries: Sequence[Entry], tables: Sequence[Table]) -> Table | None:
    """The table that a map is for: the one with most of its rows; without a map the first one
    with rows of income or costs, else the first of amounts. None where none has amounts."""
    amounts = [table for table in tables if takes_balances(table)]

    def rank(table: Table) -> tuple[int, bool]:
        named = {row.id for entry in entries for row in rows_called(table, entry.row)}
        return len(named), any(row.role in ("intakt", "kostnad") for row in table.rows)

    return max(amounts, key=rank, default=None)


def takes_balances(table: Table) -> bool:
    """Whether a table has a column that balances can stand in."""
    return any(column.type_ == "belopp" and not column.computed for column in table.columns)


# ---- what is wrong with a map --------------------------------------------------------------------


def faults(entries: Sequence[Entry], table: Table | None = None) -> tuple[Fault, ...]:
    """All that is wrong with a map, for a table where one is given, in the order of the entries."""
    found = [
        Fault(place, answer.sentence)
        for place, entry in enumerate(entries)
        if isinstance(answer := read_entry(entry, place), Refusal)
    ]
    found += [
        Fault(place, sentence)
        for place, entry in enumerate(entries)
        if (sentence := row_fault(entries, entry.row, table))
    ]
    valid = readable(entries)
    of_which = {one.entry for one in valid if table and _is_of_which(table, one.row)}
    found += _overlaps([one for one in valid if one.entry not in of_which])
    return tuple(sorted(dict.fromkeys(found), key=lambda fault: fault.entry))


def row_fault(entries: Sequence[Entry], name: str, table: Table | None) -> str:
    """Why figures cannot be put on the row that an entry names, "" where they can."""
    if not name.strip():
        return "Skriv vilken rad kontona hör till."
    rows = rows_called(table, name) if table else ()
    if table is None or (len(rows) == 1 and takes_accounts(rows[0]) and rows[0].kind != "summa"):
        return ""
    if not rows:
        return f"Tabellen ”{table.heading}” har ingen rad som heter {name}."
    if len(rows) > 1:
        return (
            f"Tabellen har {count(len(rows), 'rad', 'rader')} som heter {name}; skriv raden ovanför"
            f" först, som ”{_long_name(table, rows[0])}”."
        )
    if rows[0].kind == "rubrik":
        return f"{name} är en rubrik och har inga belopp."
    parts = {entry.row for entry in entries for row in rows_called(table, entry.row)
             if row.kind != "darav" and _is_below(table, row, rows[0])}  # fmt: skip
    if parts:
        return (
            f"{name} räknas redan ur {sorted(parts)[0]}, som har egna konton: samma konton skulle"
            " räknas två gånger. Ta bort raden här."
        )
    if takes_accounts(rows[0]):
        return ""
    return f"{name} räknas ur andra rader i tabellen; skriv kontona på dem i stället."


def _is_below(table: Table, row: Row, above: Row) -> bool:
    seen = set[str]()
    while row.parent is not None and row.parent in table.index and row.parent not in seen:
        seen.add(row.parent)
        row = table.row(row.parent)
    return above.id in seen


def _is_of_which(table: Table, name: str) -> bool:
    return any(row.kind == "darav" for row in rows_called(table, name))


def _overlaps(entries: Iterable[Valid]) -> Iterator[Fault]:
    """The accounts that two rows claim alike, told at both."""
    spans = sorted(((span, one) for one in entries for span in one.spans), key=lambda p: p[0].lower)
    for place, (span, one) in enumerate(spans):
        for other_span, other in spans[place + 1 :]:
            if other_span.lower >= span.upper:
                break
            if name_key(one.row) == name_key(other.row) or not _same_days(one, other):
                continue
            if span.within(other_span) == other_span.within(span):
                yield Fault(one.entry, _overlap(one, span, other, other_span))
                yield Fault(other.entry, _overlap(other, other_span, one, span))


def _same_days(one: Valid, other: Valid) -> bool:
    return one.first <= other.last and other.first <= one.last


def _overlap(one: Valid, span: Span, other: Valid, theirs: Span) -> str:
    name, their_name = one.row or NAMELESS, other.row or "en rad utan namn"
    if span.within(theirs):
        said = f"{span.text} står på {their_name} också"
    else:
        said = f"{span.text} och {theirs.text} på {their_name} går in i varandra"
    return f"{name}: {said}; konton som båda har läggs på ingen av dem."


# ---- a proposal ----------------------------------------------------------------------------------


def proposal(table: Table, names: Mapping[str, str] | None = None) -> tuple[Entry, ...]:
    """A map by the classes of Kommun-Bas: 3 income, 5 labour, 4, 6 and 7 other costs.

    Only what the classes can say: a class goes to a row that alone can have it, and is called so.
    ``names`` are the accounts that there are: a plan whose class 5 is no labour is no Kommun-Bas,
    and gets none.
    """
    if not _is_municipal(names or {}):
        return ()
    open_ = [row for row in table.rows if takes_accounts(row) and row.kind != "darav"]
    income = [row for row in open_ if _is_income(table, row)]
    costs = [row for row in open_
             if row not in income and role_upwards(table, row) not in _OUTSIDE]  # fmt: skip
    personnel = [row for row in costs if _is_personnel(row.label)]
    others = [row for row in costs if row not in personnel]
    classes = {"3": income, "5": personnel}
    if len(others) == 1 and len(personnel) <= 1 and _REST.search(others[0].label):
        classes["4;6;7" if personnel else "4-7"] = others
    return tuple(
        Entry(entry_name(table, rows[0]), accounts)
        for accounts, rows in classes.items()
        if len(rows) == 1
    )


def _is_income(table: Table, row: Row) -> bool:
    role = role_upwards(table, row)
    return role == "intakt" or (not role and SAYS_INCOME.search(row.label) is not None)


def _is_personnel(label: str) -> bool:
    return _PERSONNEL.search(label) is not None and _HIRED.search(label) is None


def _is_municipal(names: Mapping[str, str]) -> bool:
    named = [name for account, name in names.items() if account.startswith("5") and name.strip()]
    return not named or any(_WAGES.search(name) for name in named)
