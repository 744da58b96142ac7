"""The rows of a SIE file one by one, before anything in it is settled.

The format is that of Föreningen SIE-gruppen, version 4B; what real programs write beside it is
read too. Most rows of amounts are parted at their braces, which is what makes a hundred thousand of
them quick; those that are not so plain are cut into fields.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.ledger import ZERO, AccountingYear, Movement, Objects
from tui.intake.errors import ContentError
from tui.intake.sie_repeated import single_head, single_vouchers, single_years
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


_START = re.compile(r"[ \t][^\"{}\n]*")
_PLAIN_OBJECTS = re.compile(r"(?:[^\"\\{}\n]|\"[^\"\\\n]*\")*")
_VOUCHER = re.compile(r"\n#VER\b")
_MONTH = re.compile(r"(?:[ \t]+(?:\"[^\"\n]*\"|[^\s\"]+)){2}[ \t]+\"?(\d{8})\b")
_OTHERS = re.compile(r"\n#(?!TRANS|PSALDO|PBUDGET)([A-Z]+)\b([^\n]*)")
_LOST = re.compile("\ufffd[^\n]*")
_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_BEFORE = {"TRANS": 1, "PSALDO": 3, "PBUDGET": 3}
_MONTHS = 12
_ANEW = "ta ut den på nytt ur ekonomisystemet."


class _Rows(NamedTuple):
    """By what stands before the braces (year, month, account): sums without objects, rows with.

    ``repeated`` are those that have several rows without.
    """

    alone: dict[str, Decimal]
    parts: dict[str, list[tuple[Objects, Decimal]]]
    repeated: set[str]


def sie_file(text: str) -> SieFile:
    """The rows of a file's text (``sie_text``). Raises ContentError."""
    single_head(text)
    seldom = _by_label(text)
    vouchers = _vouchers(text)
    head = _head(text, seldom)
    head = head if head.years else _with_year(head, vouchers.rows)
    months = {label: _no_rows() for label in ("PSALDO", "PBUDGET")}
    for label, rows in months.items():
        _add(rows, label, text)
    movements = {label: _movements(label, {"": rows}, head.years) for label, rows in months.items()}
    movements["TRANS"] = _movements("TRANS", vouchers.rows, head.years)
    return SieFile(
        head,
        _balances(seldom.get("IB", ()), "IB"),
        _balances(seldom.get("UB", ()), "UB"),
        _balances(seldom.get("RES", ()), "RES"),
        movements,
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
    years = single_years(map(_year, seldom.get("RAR", ())))
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
        if row[1] in year:
            raise ContentError(
                f"innehåller konto {clean(row[1])} två gånger för år {row[0]} (#{label}): {_ANEW}"
            )
        year[row[1]] = _amount(row[2], row[1])
    return dict(sums)


# ---- amounts -----------------------------------------------------------------------------------


def _no_rows() -> _Rows:
    return _Rows({}, defaultdict(list), set())


def _add(found: _Rows, label: str, text: str) -> Decimal:
    """The sum of a text's rows with a label, each put where it belongs.

    Most are quick to part at their braces; one that is not of that form is cut into fields.
    """
    alone, parts, repeated = found
    total = ZERO
    for row in text.split(f"\n#{label}")[1:]:
        before, _, rest = row.partition("{")
        objects, _, after = rest.partition("}")
        try:
            number, pairs = Decimal(after.split(None, 1)[0]), _plain_pairs(objects)
            known = before in alone or before in parts or _START.fullmatch(before)
            plain = known and number.is_finite()
        except (ValueError, IndexError, InvalidOperation):
            plain = False
        if not plain:
            if row[:1].isalnum():
                continue  # a longer label
            before, pairs, number = _cut(label, row.partition("\n")[0])
        total += number
        if pairs:
            parts[before].append((pairs, number))
        elif before in alone:
            alone[before] += number
            repeated.add(before)
        else:
            alone[before] = number
    return total


@lru_cache(10_000)
def _plain_pairs(objects: str) -> Objects:
    """What stands between braces. Raises ValueError where they may not be all of the braces."""
    if not _PLAIN_OBJECTS.fullmatch(objects):
        raise ValueError
    return _pairs(objects)


class _Vouchers(NamedTuple):
    """The rows of vouchers by month, how many vouchers, and those that are wrong."""

    rows: Mapping[str, _Rows]
    met: int
    unbalanced: list[Voucher]


def _vouchers(text: str) -> _Vouchers:
    outside, *vouchers = _VOUCHER.split(text)
    if re.search(r"\n#TRANS\b", outside):
        raise ContentError(f"har en rad #TRANS utanför verifikationerna: {_ANEW}")
    months: dict[str, _Rows] = defaultdict(_no_rows)
    unbalanced = []
    for voucher in vouchers:
        plain = _MONTH.match(voucher)
        month = _month_on(plain[1]) if plain else _month(_head_row(voucher))
        if left := _add(months[month], "TRANS", voucher):
            unbalanced.append(_voucher(_head_row(voucher), left))
    single_vouchers(vouchers)
    return _Vouchers(months, len(vouchers), unbalanced)


def _head_row(voucher: str) -> str:
    return voucher.partition("\n")[0]


def _month(voucher: str) -> str:
    """``202403`` out of a voucher's row: its series, number and date."""
    row = fields(voucher)
    if len(row) > 2 and _DAY.fullmatch(row[2]):
        return _month_on(row[2])
    raise ContentError(
        f"har en verifikation vars datum inte går att läsa ({_shown(voucher)}): {_ANEW}"
    )


@lru_cache(1_000)
def _month_on(day: str) -> str:
    """The month of a day that there is. Raises ContentError."""
    _day(day)
    return day[:6]


def _voucher(row: str, difference: Decimal) -> Voucher:
    series, number, day, *_ = fields(row)
    return Voucher(f"{series} {number}".strip(), _day(day), difference)


def _cut(label: str, row: str) -> tuple[str, Objects, Decimal]:
    """A row that is not of the usual form: quoted, without braces, or with a decimal comma."""
    before, objects, after = around_objects(row)
    if objects is None and "{" not in row:
        before, after = before[: _BEFORE[label]], before[_BEFORE[label] :]
    if len(before) != _BEFORE[label] or not after or any(" " in one for one in before):
        raise ContentError(f"har en rad #{label} som inte går att läsa ({_shown(row)}): {_ANEW}")
    return f" {' '.join(before)} ", _pairs(objects or ""), _amount(after[0], before[-1])


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


def _movements(
    label: str, months: Mapping[str, _Rows], years: Sequence[AccountingYear]
) -> list[Movement]:
    """By month those of vouchers; those of other rows begin with it."""
    moves: dict[tuple[int, int, str], Movement] = {}
    for month, (alone, several, repeated) in months.items():
        for before in dict.fromkeys((*alone, *several)):
            parts = several.get(before, ())
            twice = label != "TRANS" and (before in repeated or len(dict(parts)) < len(parts))
            place = _place(label, f"{month}{before}", years)
            move = Movement(*place, alone.get(before), parts, twice)
            moves[place] = _joined(moves[place], move) if place in moves else move
    return [*moves.values()]


def _joined(one: Movement, other: Movement) -> Movement:
    """The movement that rows of one place make, which are written in two ways."""
    alone = [amount for amount in (one.alone, other.alone) if amount is not None]
    parts = (*one.parts, *other.parts)
    again = one.repeated or other.repeated or len(alone) > 1 or len(dict(parts)) < len(parts)
    own = sum(alone, ZERO) if alone else None
    return Movement(one.year, one.month, one.account, own, parts, again)


def _place(label: str, before: str, years: Sequence[AccountingYear]) -> tuple[int, int, str]:
    """Year, month and account of a row, from what stands before its braces."""
    parts = before.split()
    try:
        if label == "TRANS":
            month, account = parts
            return _year_with(int(month), years), int(month), account
        year, month, account = parts
        if len(month) in (6, 8) and 1 <= int(month[4:6]) <= _MONTHS:
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


def _with_year(head: Head, vouchers: Mapping[str, _Rows]) -> Head:
    """A file of vouchers alone need not tell its year: it is that of their dates."""
    if not vouchers:
        raise ContentError(f"säger inget räkenskapsår (#RAR): {_ANEW}")
    year = int(max(vouchers)[:4])
    own = (AccountingYear(0, date(year, 1, 1), date(year, 12, 31)),)
    return replace(head, years=own)
