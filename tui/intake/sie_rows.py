"""The rows of a SIE file one by one, before anything in it is settled.

The format is that of Föreningen SIE-gruppen, version 4B; what real programs write beside it is
read too. Rows of amounts are found with one expression over the whole text, which is what makes a
hundred thousand of them quick; those that it does not fit are cut into fields.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.ledger import ZERO, AccountingYear, Movement, Objects
from tui.intake.errors import ContentError
from tui.intake.sie_text import around_objects, fields
from tui.svenska.format import clean

Balances: TypeAlias = Mapping[int, Mapping[str, Decimal]]
"""By year and account, in kronor, debit positive."""


class Voucher(NamedTuple):
    """A voucher (*verifikation*) whose rows do not add up to nothing, and by how much."""

    name: str
    day: date
    difference: Decimal


class Head(Struct, frozen=True):
    """What the file says of itself, its years, accounts and objects.

    ``damaged`` is the number of rows in which a sign is lost (U+FFFD).
    """

    kind: str
    company: str
    through: date | None
    years: tuple[AccountingYear, ...]
    accounts: Mapping[str, str]
    account_types: Mapping[str, str]
    dimensions: Mapping[str, str]
    objects: Mapping[tuple[str, str], str]
    damaged: int


class SieFile(Struct, frozen=True):
    """The rows: balances of years, and movements by label (PSALDO, PBUDGET, TRANS)."""

    head: Head
    opening: Balances
    closing: Balances
    results: Balances
    movements: Mapping[str, Sequence[Movement]]
    vouchers: int
    unbalanced: tuple[Voucher, ...]


_AMOUNT = r"[ \t]+([^{\"\n]*)\{([^}\n]*)\}[ \t]*(-?\d+(?:\.\d*)?)(?![^ \t\n])"
_MONTHS = re.compile(rf"\n[ \t]*#(PSALDO|PBUDGET)(?:{_AMOUNT}|\b([^\n]*))")
_VOUCHERS = re.compile(
    rf"\n[ \t]*#(?:TRANS(?:{_AMOUNT}|\b([^\n]*))"
    r"|(VER[ \t]+(?:\"[^\"\n]*\"|[^\s\"]+)[ \t]+(?:\"[^\"\n]*\"|[^\s\"]+)[ \t]+)\"?(\d{6})\d\d\b"
    r"|(VER\b[^\n]*))"
)
_OTHERS = re.compile(r"\n[ \t]*#(?!TRANS|PSALDO|PBUDGET)([A-Z]+)\b([^\n]*)")
_LOST = re.compile("\ufffd[^\n]*")
_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_BEFORE = {"TRANS": 1, "PSALDO": 3, "PBUDGET": 3}
_ANEW = "ta ut den på nytt ur ekonomisystemet."
_Rows: TypeAlias = dict[str, list[tuple[Objects, Decimal]]]
"""By year, month and account: the objects and the amount of each row."""


def sie_file(text: str) -> SieFile:
    """The rows of a file's text (``sie_text``). Raises ContentError."""
    seldom = _by_label(text)
    vouchers = _vouchers(text)
    head = _head(text, seldom)
    head = head if head.years else _with_year(head, vouchers.rows)
    rows = {**_months(text), "TRANS": vouchers.rows}
    return SieFile(
        head,
        _balances(seldom.get("IB", ()), "IB"),
        _balances(seldom.get("UB", ()), "UB"),
        _balances(seldom.get("RES", ()), "RES"),
        {label: list(_movements(label, found, head.years)) for label, found in rows.items()},
        vouchers.met,
        tuple(vouchers.unbalanced),
    )


# ---- what is seldom ----------------------------------------------------------------------------


def _by_label(text: str) -> dict[str, list[list[str]]]:
    """The fields of the rows that are no amounts of a month, by label."""
    found: dict[str, list[list[str]]] = defaultdict(list)
    wanted = {"SIETYP", "FNAMN", "OMFATTN", "RAR", "KONTO", "KTYP", "DIM", "UNDERDIM", "OBJEKT",
              "IB", "UB", "RES"}  # fmt: skip
    for label, row in _OTHERS.findall(text):
        if label in wanted:
            found[label].append(fields(row))
    return found


def _head(text: str, seldom: Mapping[str, list[list[str]]]) -> Head:
    years = tuple(map(_year, seldom.get("RAR", ())))
    through = _first(seldom, "OMFATTN")
    last = _day(through) if _DAY.fullmatch(through) else None
    own = next((year for year in years if year.number == 0), None)
    return Head(
        _first(seldom, "SIETYP"),
        clean(_first(seldom, "FNAMN")).strip(),
        last if last and own and own.start <= last <= own.end else None,
        years,
        {row[0]: _name(row, 1) for row in seldom.get("KONTO", ()) if row},
        {row[0]: row[1] for row in seldom.get("KTYP", ()) if len(row) > 1},
        {r[0]: _name(r, 1) for k in ("DIM", "UNDERDIM") for r in seldom.get(k, ()) if r},
        {(r[0], r[1]): _name(r, 2) for r in seldom.get("OBJEKT", ()) if len(r) > 1},
        len(_LOST.findall(text)),
    )


def _first(seldom: Mapping[str, list[list[str]]], label: str) -> str:
    return next((row[0] for row in seldom.get(label, ()) if row), "")


def _name(row: Sequence[str], place: int) -> str:
    return clean(row[place]).strip() if len(row) > place else ""


def _year(row: Sequence[str]) -> AccountingYear:
    if len(row) > 2 and re.fullmatch(r"-?\d{1,2}", row[0]):
        start, end = _day(row[1]), _day(row[2])
        if start <= end:
            return AccountingYear(int(row[0]), start, end)
    raise ContentError(f"har ett räkenskapsår som inte går att läsa (#RAR): {_ANEW}")


def _day(text: str) -> date:
    hit = _DAY.search(text)
    try:
        return date.fromisoformat("-".join(hit.groups() if hit else ()))
    except ValueError:
        raise ContentError(
            f"har ett datum som inte går att läsa ({_shown(text)}): {_ANEW}"
        ) from None


def _balances(rows: Sequence[Sequence[str]], label: str) -> Balances:
    sums: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for row in rows:
        if len(row) < 3 or not re.fullmatch(r"-?\d{1,2}", row[0]):
            raise ContentError(f"har en rad #{label} som inte går att läsa: {_ANEW}")
        year = sums[int(row[0])]
        year[row[1]] = year.get(row[1], ZERO) + _amount(row[2], row[1])
    return dict(sums)


# ---- amounts -----------------------------------------------------------------------------------


def _months(text: str) -> dict[str, _Rows]:
    """The rows of months, by label."""
    found: dict[str, _Rows] = {"PSALDO": defaultdict(list), "PBUDGET": defaultdict(list)}
    for label, before, objects, amount, odd in _MONTHS.findall(text):
        if amount:
            found[label][before].append((_pairs(objects), Decimal(amount)))
        else:
            before, objects, number = _cut(label, odd)
            found[label][before].append((_pairs(objects), number))
    return found


class _Vouchers(NamedTuple):
    """The rows of vouchers by month and account, how many vouchers, and those that are wrong."""

    rows: _Rows
    met: int
    unbalanced: list[Voucher]


def _vouchers(text: str) -> _Vouchers:
    rows: _Rows = defaultdict(list)
    met, unbalanced = 0, []
    left, month, opened = ZERO, "", ""
    for hit in _VOUCHERS.finditer(text):
        account, objects, amount, odd, _, month_, other = hit.groups()
        if amount:
            number = Decimal(amount)
        elif odd is not None:
            account, objects, number = _cut("TRANS", odd)
        else:
            if left:
                unbalanced.append(_voucher(opened, left))
            met, left, opened = met + 1, ZERO, hit[0]
            month = month_ or _month(other)
            continue
        if not opened:
            raise ContentError(f"har en rad #TRANS utanför verifikationerna: {_ANEW}")
        left += number
        rows[f"{month} {account}"].append((_pairs(objects), number))
    if left:
        unbalanced.append(_voucher(opened, left))
    return _Vouchers(rows, met, unbalanced)


def _month(voucher: str) -> str:
    """``202403`` out of a voucher's row: its series, number and date."""
    row = fields(voucher)
    if len(row) > 3 and _DAY.fullmatch(row[3]):
        return row[3][:6]
    raise ContentError(
        f"har en verifikation vars datum inte går att läsa ({_shown(voucher)}): {_ANEW}"
    )


def _voucher(row: str, difference: Decimal) -> Voucher:
    _, series, number, day, *_ = fields(row)
    return Voucher(f"{series} {number}".strip(), _day(day), difference)


def _cut(label: str, row: str) -> tuple[str, str, Decimal]:
    """A row that the usual form does not fit: quoted, without braces, or with a decimal comma."""
    before, objects, after = around_objects(row)
    if objects is None:
        before, after = before[: _BEFORE[label]], before[_BEFORE[label] :]
    if len(before) != _BEFORE[label] or not after or any(" " in one for one in before):
        raise ContentError(f"har en rad #{label} som inte går att läsa ({_shown(row)}): {_ANEW}")
    return " ".join(before), objects or "", _amount(after[0], before[-1])


def _amount(text: str, account: str = "") -> Decimal:
    try:
        number = Decimal(text.replace(",", "."))
        if number.is_finite():
            return number
    except InvalidOperation:
        pass
    where = f" för konto {_shown(account)}" if account else ""
    raise ContentError(f"har ett belopp{where} som inte går att läsa ({_shown(text)}): {_ANEW}")


def _shown(text: str) -> str:
    return f"”{' '.join(clean(text).split())[:40]}”"


def _movements(label: str, found: _Rows, years: Sequence[AccountingYear]) -> Iterator[Movement]:
    for before, rows in found.items():
        alone = [amount for objects, amount in rows if not objects]
        parts = [row for row in rows if row[0]] if len(alone) < len(rows) else ()
        yield Movement(*_place(label, before, years), sum(alone, ZERO) if alone else None, parts)


def _place(label: str, before: str, years: Sequence[AccountingYear]) -> tuple[int, int, str]:
    """Year, month and account of a row, from what stands before its braces."""
    parts = before.split()
    try:
        if label == "TRANS":
            month, account = parts
            return _year_with(int(month), years), int(month), account
        year, month, account = parts
        if len(month) in (6, 8):
            return int(year), int(month[:6]), account
    except ValueError:
        pass
    raise ContentError(f"har en rad #{label} som inte går att läsa ({_shown(before)}): {_ANEW}")


def _year_with(month: int, years: Sequence[AccountingYear]) -> int:
    """The number of the year that a month is in, 0 where it is in none that the file tells of."""
    for year in years:
        if (
            year.start.year * 100 + year.start.month
            <= month
            <= year.end.year * 100 + year.end.month
        ):
            return year.number
    return 0


@lru_cache(10_000)
def _pairs(objects: str) -> Objects:
    """What stands between braces, as pairs of a dimension and an object."""
    parts = fields(objects)
    if len(parts) % 2:
        raise ContentError(f"har objekt som inte går att läsa ({_shown(objects)}): {_ANEW}")
    return tuple(zip(parts[::2], parts[1::2], strict=True))


def _with_year(head: Head, vouchers: _Rows) -> Head:
    """A file of vouchers alone need not tell its year: it is that of their dates."""
    if not vouchers:
        raise ContentError(f"säger inget räkenskapsår (#RAR): {_ANEW}")
    year = int(max(vouchers)[:4])
    own = (AccountingYear(0, date(year, 1, 1), date(year, 12, 31)),)
    return replace(head, years=own)
