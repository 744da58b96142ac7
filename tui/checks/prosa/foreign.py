"""A foreign report's running text against the tables that were found in it: the same road.

What such a text means is not known well enough to call it wrong: it is worth a look.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from tui.checks.discovery.bridges import UNITS, NamedTable
from tui.checks.discovery.findings import column_name, row_name
from tui.checks.discovery.grid import Column, Grid
from tui.checks.discovery.roles import column_role, is_mean, is_share, row_kind
from tui.checks.prosa.answers import Time
from tui.checks.prosa.claim import TextSource
from tui.checks.prosa.find import found, ways
from tui.checks.prosa.naming import Names
from tui.checks.prosa.paragraphs import text_body
from tui.checks.prosa.sights import (
    Aspect,
    Line,
    LineKind,
    Sight,
    SightRole,
    SightUnit,
    is_only_time,
    months_in,
    months_of,
    named,
    row_names,
    sides,
    whole_role,
    with_weak_names,
)
from tui.checks.prosa.verdict import Tried, tried_claims
from tui.domain.finding import Address, Finding

_ROLES: dict[str, SightRole] = {
    **{"budget": "budget", "ram": "budget", "prognos": "prognos", "utfall": "utfall"},
    **{"avvikelse": "avvikelse", "förändring": "forandring", "mål": "mal"},
    **{"netto": "utfall", "kostnad": "utfall", "intäkt": "utfall"},
}
_KINDS: dict[str, LineKind] = {
    **{"intäkt": "intakt", "bidrag": "intakt", "kostnad": "kostnad", "netto": "netto"},
    "resultat": "resultat",
}
_YEAR = re.compile(r"(?:19|20)\d\d")
_SUM = re.compile(r"\bsumma\b|\btotal\w*", re.IGNORECASE)
_NO_YEAR = 0
_ACCOUNT = re.compile(r"bokslut", re.IGNORECASE)
_YEAR_LONG = 12
# The commonest report of a part of the year is of eight months.
_SOME_MONTHS = 8
_SO_FAR = re.compile(r"\back|perioden", re.IGNORECASE)
_OF_YEAR = re.compile(r"helår|\bårs|\bår\b", re.IGNORECASE)
_OF_TWO = re.compile(r"\b(?:avv|diff)[\w.]*\s+\w+\s?/\s?\w+(?:\s+\d{4})?[\s:]*$", re.IGNORECASE)


def each_tried(source: TextSource, tables: Sequence[NamedTable]) -> Iterator[Tried]:
    """Every claim of the text with its verdict, in order."""
    body = text_body(source)
    figures = found(body)
    claims = (*figures, *ways(body, figures))
    if claims:
        time = _time(tables)
        names = Names(tuple(line for table in tables for line in _lines(table, time)))
        for verdict in tried_claims(body, claims, names, time):
            yield _compared(verdict) if verdict.utfall == "avviker" else verdict


def _compared(verdict: Tried) -> Tried:
    """A claim right after a column's heading of two ("Avvikelse prognos/budget 2031") is of their
    difference, whichever of them the words would say alone: it is accused of neither.
    """
    claim = verdict.claim
    before = claim.source.text[max(0, claim.place - 60) : claim.place] if claim.source else ""
    if not _OF_TWO.search(before.rpartition("\n")[2]):
        return verdict
    return replace(verdict, utfall="ej_prövad", explanation="Ej prövat: talet är av två kolumner.")


def prose_findings(verdicts: Sequence[Tried]) -> Iterator[Finding]:
    """What is said of the claims that disagree."""
    for verdict in verdicts:
        if verdict.utfall == "avviker" and verdict.address is not None:
            claim = verdict.claim
            sentence = f"Texten säger ”{_quoted(verdict)}”, men {verdict.explanation}"
            yield Finding(
                verdict.address, "prosa", "bör ses över", claim.value, verdict.should, sentence
            )


def _quoted(verdict: Tried) -> str:
    """The claim with the words before it, so that it can be looked up."""
    claim = verdict.claim
    text = claim.source.text[max(0, claim.place - 70) : claim.end_place] if claim.source else ""
    text = re.split(r"[.!?]\s+(?=[A-ZÅÄÖ])|\n", text)[-1].strip() or claim.text
    return text if len(text) < 60 else f"…{text[-60:].partition(' ')[2]}"


def _time(tables: Sequence[NamedTable]) -> Time:
    """The report's own year: the latest that has an outcome, else the first that has a budget."""
    columns = [column for table in tables for column in table.discovery.grid.columns]
    ends = Counter(
        max(years)
        for table in tables
        if (years := [y for c in table.discovery.grid.columns for y in _years(c) if _is_end(c)])
    )
    ends = ends or Counter(min(_years(c)) for c in columns if _years(c) and c.role == "budget")
    year = max(ends, key=lambda one: (ends[one], one), default=_NO_YEAR)
    year += any(_is_of_next(table.discovery.grid, year) for table in tables)
    parts = Counter(
        months
        for table in tables
        for at, c in enumerate(table.discovery.grid.columns)
        if _is_end(c) and (months := _months(table.discovery.grid, at, "utfall")) < _YEAR_LONG
    )
    return Time(year, max(parts, key=lambda one: parts[one], default=12))


def _is_of_next(grid: Grid, year: int) -> bool:
    """Whether an outcome without a year stands beside an annual account of a year alone, and is of
    the next one: "Ack. utfall" and "Bokslut 2030".
    """
    ends = [column for column in grid.columns if _is_end(column)]
    dated = [column for column in ends if _years(column)]
    budgets = {one for c in grid.columns if _role(c) == "budget" for one in _years(c)}
    accounts = [c for c in dated if _ACCOUNT.match(c.heading) and _years(c) == [year]]
    return bool(accounts) and accounts == dated != ends and budgets <= {year + 1}


def _is_end(column: Column) -> bool:
    return _role(column) == "utfall"


def _role(column: Column) -> SightRole | None:
    """What a column is to a text; one that is headed by a year alone tells what became of it."""
    role = column.role if column.role != "summa" else column_role(whole_role(column.heading))
    if role in _ROLES:
        return _ROLES[role]
    return "utfall" if not column.role and is_only_time(column.heading) else None


def _years(column: Column) -> list[int]:
    return [int(year) for year in _YEAR.findall(column.heading)]


def _lines(table: NamedTable, time: Time) -> Iterator[Line]:
    yield from with_weak_names(_rows(table, time))


def _rows(table: NamedTable, time: Time) -> Iterator[Line]:
    grid = table.discovery.grid
    surplus, columns, signs = _surplus(grid), list(_figures(table, time)), _signs(grid)
    over: tuple[str, ...] = ()
    for at, row in enumerate(grid.rows):
        if not any(cell is not None for cell in grid.cells[at]):
            over = (row.label,)
        sights = tuple(sight for one in columns if (sight := _sight(table, at, one)) is not None)
        names = row_names(row.label, over, table.name, row.kind == "summa")
        if sights and not row.darav:
            line = Line(
                row.label, names.names, names.around, _kind(grid, at, signs), names.total,
                table.name, True, sights, surplus,
                mean=is_mean(row.label) or " per " in row.label,
                share=is_share(f"{row.label} {table.name}"),
            )  # fmt: skip
            yield from named(line, names)


class _Figures(Struct, frozen=True):
    """What the figures of a column are to a text."""

    at: int
    name: str
    role: SightRole
    year: int
    months: int
    scale: Decimal
    unit: SightUnit
    aspect: Aspect
    all_years: bool


def _figures(table: NamedTable, time: Time) -> Iterator[_Figures]:
    grid = table.discovery.grid
    aspects = sides([one.heading for one in grid.columns])
    for at, column in enumerate(grid.columns):
        role = _role_in(grid, column)
        if role is not None:
            yield _Figures(
                at,
                column_name(table.discovery, at),
                role,
                _year(table, column, role, time),
                _months(grid, at, role),
                UNITS.get(column.unit, Decimal(1)),
                "kr" if column.unit in UNITS else "procent" if column.unit == "%" else "antal",
                aspects[at],
                _is_of_all_years(grid, at),
            )


def _role_in(grid: Grid, column: Column) -> SightRole | None:
    """A difference is from the budget in a table that has one, and no year but its own."""
    role = _role(column)
    ends = {tuple(_years(c)) for c in grid.columns if _is_end(c)}
    budget = any(_role(c) == "budget" for c in grid.columns)
    against = "budget" in column.heading.lower() or (budget and len(ends) < 2)
    return "avvikelse" if role == "forandring" and against else role


def _signs(grid: Grid) -> dict[str, int]:
    """Which sign income and cost are written with, where they have one each."""
    told: dict[str, set[int]] = {"intakt": set(), "kostnad": set()}
    for at, row in enumerate(grid.rows):
        kind = _KINDS.get(row.kind, "")
        if kind in told:
            told[kind] |= {_sign(grid, at)} - {0}
    first, second = told.values()
    apart = len(first) == len(second) == 1 and first != second
    return {kind: signs.pop() for kind, signs in told.items()} if apart else {}


def _sign(grid: Grid, at: int) -> int:
    ends = ("budget", "utfall", "prognos")
    cells = (cell for c, cell in zip(grid.columns, grid.cells[at], strict=True) if _role(c) in ends)
    signs = {(cell.value > 0) - (cell.value < 0) for cell in cells if cell is not None} - {0}
    return signs.pop() if len(signs) == 1 else 0


def _kind(grid: Grid, at: int, signs: dict[str, int]) -> LineKind:
    """What a row is by its label, or where that does not say, by its sign."""
    row = grid.rows[at]
    # A sum of income is income too.
    kind = row_kind(_SUM.sub("", row.label))[0] if row.kind == "summa" else row.kind
    told = _KINDS.get(kind, "")
    by_sign: dict[int, LineKind] = {sign: kind for kind, sign in signs.items()}  # type: ignore[misc]
    return told or (by_sign.get(_sign(grid, at), "") if row.kind == "" else "")


def _surplus(grid: Grid) -> int:
    """-1 where costs are written above zero and income below it."""
    income = cost = Decimal(0)
    for at, row in enumerate(grid.rows):
        for place, column in enumerate(grid.columns):
            cell = grid.cells[at][place]
            if cell is not None and _role(column) in ("budget", "utfall"):
                income += cell.value if row.kind == "intäkt" else 0
                cost += cell.value if row.kind == "kostnad" else 0
    return -1 if income < 0 < cost else 1


def _sight(table: NamedTable, row: int, one: _Figures) -> Sight | None:
    grid = table.discovery.grid
    cell, interval = grid.cells[row][one.at], grid.interval(row, one.at)
    if cell is None or cell.nothing or interval is None:
        return None
    name = row_name(table.discovery, row)
    share = one.unit == "antal" and is_share(grid.rows[row].label)
    return Sight(
        Address(table.document, table.name, name, one.name),
        one.role,
        one.year,
        one.months,
        "procent" if share else one.unit,
        cell.value * one.scale,
        interval.width / 2 * one.scale,
        one.scale,
        grid.decimals(row, one.at),
        name,
        one.name,
        aspect=one.aspect,
        table=table.name,
        all_years=one.all_years,
    )


def _months(grid: Grid, at: int, role: SightRole) -> int:
    headings = [column.heading for column in grid.columns]
    told = months_of(headings, at) if role == "avvikelse" else months_in(headings[at])
    if told == _YEAR_LONG and _SO_FAR.search(headings[at]) and any(map(_OF_YEAR.search, headings)):
        # "Ack. budget" beside "Årsbudget": of as many months as a column beside it says.
        return min((months_in(one) for one in headings), default=told) % _YEAR_LONG or _SOME_MONTHS
    return told


def _is_of_all_years(grid: Grid, at: int) -> bool:
    """Whether a column is of whole projects, in a table that has figures of their year too."""
    whole = {one.place: bool(whole_role(one.heading)) for one in grid.columns}
    roles = [{_role(c) for c in grid.columns if whole[c.place] == told} for told in (True, False)]
    return whole[grid.columns[at].place] and bool((roles[0] & roles[1]) - {None})


def _year(table: NamedTable, column: Column, role: SightRole, time: Time) -> int:
    """The year that a column is of: its own, or its table's where no other of its kind has one."""
    years = _years(column)
    if years:
        return max(years)
    like = [one for one in table.discovery.grid.columns if _role(one) == role and _years(one)]
    if like:
        # "Budget mars" beside "Budget 2035" is of a part of the same year.
        if _is_end(column) and all(max(_years(one)) < time.year for one in like):
            return time.year
        whole = all(months_in(one.heading) == 12 and _years(one) == [time.year] for one in like)
        return time.year if whole and months_in(column.heading) < 12 else _NO_YEAR
    told = {int(year) for year in _YEAR.findall(table.name)}
    return told.pop() if len(told) == 1 else time.year
