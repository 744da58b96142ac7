"""Right tables of other nämnder with drawn figures, as a controller has them, and slips in them.

Outcomes go at a pace that varies, forecasts follow the budget or what has been seen so far, last
year was another year, now and then another organisation; projects begin and end.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from tests.tables import begun, mall
from tui.domain.calculation import Calculation, Context
from tui.domain.period import Period
from tui.domain.table import Column, Row

COSTS = (
    "Löner", "Hyror", "Köpt verksamhet", "Livsmedel", "Skolskjuts", "Läromedel", "Snöröjning",
    "Bränsle", "Konsulter", "Försäkringar", "IT-drift", "Städning", "Utbildning",
    "Bidrag till föreningar", "Kapitalkostnader", "Underhåll", "Telefoni", "Transporter",
)  # fmt: skip
INCOMES = ("Taxor och avgifter", "Statsbidrag", "Hyresintäkter", "Försäljning")
AREAS = (
    "Förskola", "Grundskola", "Gymnasium", "Bibliotek", "Kulturskola", "Badhus", "Parker", "Gator",
    "Bygglov", "Kart och mät", "Miljötillsyn", "Hemtjänst", "Särskilt boende", "Fritidsgårdar",
)  # fmt: skip
PROJECTS = (
    "Ny förskola", "Cykelväg", "Bro", "Konstgräsplan", "Maskiner", "Inventarier", "Fiber",
    "Lekplats", "Ventilation", "Tak", "Ledningsnät", "Belysning", "Fordon", "Solceller",
)  # fmt: skip
COUNTED = (
    "Antal besökare", "Antal lån", "Antal bygglov", "Antal elever", "Antal tillsynsbesök",
    "Antal inskrivna barn", "Antal evenemang", "Antal ärenden",
)  # fmt: skip
GROUPS = ("Kvinnor", "Män", "Upp till 29 år", "30–49 år", "50 år och äldre", "Korttid", "Långtid")


def calculation(
    heading: str,
    columns: Sequence[Column],
    rows: Sequence[Row],
    unit: str = "tkr",
    sign: str = "",
    months: int = 8,
) -> Calculation:
    template = mall("egen.tabell", "drift", heading, tuple(columns), unit=unit, sign=sign)
    table = begun("tabell", template, heading, unit, tuple(columns), tuple(rows))
    last = {4: 30, 8: 31, 10: 31, 12: 31}[months]
    period = Period(date(2031, 1, 1), date(2031, months, last))
    return Calculation(table, Context(period=period))


class Draw:
    """Figures drawn as those of a nämnd, in kronor, rounded as its tables print them."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        self.unit, self.decimals = self.draw.choice(
            [("tkr", 0), ("tkr", 0), ("mnkr", 1), ("kr", 0), ("mnkr", 2)]
        )
        self.months = self.draw.choice([4, 8, 8, 10])

    def shown(self, kronor: float) -> Decimal:
        unit = {"kr": 1, "tkr": 1_000, "mnkr": 1_000_000}[self.unit]
        step = Decimal(1).scaleb(-self.decimals)
        return (Decimal(round(kronor)) / unit).quantize(step, ROUND_HALF_UP)

    def size(self) -> float:
        return 10 ** self.draw.uniform(5.3, 8.2)

    def near(self, value: float, spread: float) -> float:
        return value * 2.718281828 ** self.draw.gauss(0, spread)

    def forecast(self, budget: float, pace: float) -> float:
        """As the budget, near it, or between it and what the pace so far comes to."""
        how = self.draw.random()
        if how < 0.35:
            return budget
        if how < 0.8:
            return self.near(budget, 0.04)
        return budget + (pace - budget) * self.draw.uniform(0.2, 1.0)

    def year(self, sign: int) -> dict[str, Decimal]:
        """Budget, forecast, outcome so far and last year's of a row."""
        budget = self.size()
        real = self.near(budget, 0.09 if self.draw.random() < 0.9 else 0.3)
        so_far = real * self.months / 12 * self.draw.uniform(0.8, 1.12)
        before = self.near(so_far, 0.12 if self.draw.random() < 0.9 else 0.8)
        forecast = max(self.forecast(budget, real), so_far * 1.02)
        values = {"budget": budget, "prognos": forecast, "utfall": so_far, "foregaende": before}
        return {k: self.shown(sign * v) for k, v in values.items()}

    def columns(self, **headings: str) -> list[Column]:
        return [Column(k, v, decimals=self.decimals) for k, v in headings.items()]


def _another_branch(draw: Draw, rows: list[Row], column: str) -> list[Row]:
    """Now and then last year was of another organisation: all its figures are others."""
    if draw.draw.random() > 0.06:
        return rows
    factor = Decimal(str(draw.draw.choice([0.4, 2.1, 2.6])))
    step = Decimal(1).scaleb(-draw.decimals)
    return [
        row.with_cell(column, (value * factor).quantize(step))
        if isinstance(value := row.cells.get(column), Decimal)
        else row
        for row in rows
    ]


def part_of_year(seed: int, *, turned: bool = False) -> Calculation:
    """A result by kind of cost and income, with budget, forecast, outcome and last year's."""
    draw = Draw(seed)
    sign = -1 if turned else 1
    rows = [
        Row(f"i{n}", name, role="intakt" if draw.draw.random() < 0.8 else "", cells=draw.year(sign))
        for n, name in enumerate(draw.draw.sample(INCOMES, draw.draw.randint(1, 3)))
    ]
    names = draw.draw.sample(COSTS, draw.draw.randint(3, 9))
    rows += [Row(f"k{n}", name, cells=draw.year(-sign)) for n, name in enumerate(names)]
    small = {
        k: draw.shown(draw.draw.uniform(-9e3, 9e3)) for k in ("budget", "utfall", "foregaende")
    }
    rows.append(Row("rantor", "Finansiella poster", cells=small))
    rows = _another_branch(draw, rows, "foregaende")
    rows.append(Row("netto", "Nettokostnad", "summa", rule=" + ".join(r.id for r in rows)))
    columns = draw.columns(
        budget="Budget 2031", prognos="Prognos 2031", utfall="Utfall 2031", foregaende="Utfall 2030"
    )
    avvikelse = Column("avvikelse", "Avvikelse", rule="prognos - budget")
    return calculation(
        "Driftredovisning", [*columns, avvikelse], rows, draw.unit,
        "Intäkter −, kostnader +." if turned else "", draw.months,
    )  # fmt: skip


def eventful(seed: int) -> Calculation:
    """A part of a year in which things begin, end, come early and are put right."""
    draw = Draw(seed)
    part = draw.months / 12
    rows = []
    for n, name in enumerate([*draw.draw.sample(COSTS, 8), *draw.draw.sample(INCOMES, 3)]):
        sign = 1 if name in INCOMES else -1
        size, spent = draw.size(), draw.draw.uniform(0.15, 0.5)
        event: tuple[float | None, ...] | None = draw.draw.choice(
            [
                None,
                None,
                (0, 0.9, 0.8 * part, 0.1),  # nobody had budgeted for it
                (1, spent * 1.1, spent, part),  # it has ended
                (1, 1, 0.02 * part, 0.9 * part),  # its invoices come late
                (1, 1.6, 1.5, part),  # a grant came early, and was more
                (1, 1, part, None),  # it is new this year
                (1, 0.8, -0.05, 0.6 * part),  # something was put right
            ]
        )
        keys = ("budget", "prognos", "utfall", "foregaende")
        cells = draw.year(sign)
        if event is not None:
            pairs = zip(keys, event, strict=True)
            cells = {k: draw.shown(sign * size * v) for k, v in pairs if v is not None}
        rows.append(Row(f"r{n}", name, role="intakt" if sign > 0 else "", cells=cells))
    columns = draw.columns(
        budget="Budget 2031", prognos="Prognos 2031", utfall="Utfall 2031", foregaende="Utfall 2030"
    )
    return calculation("Driftredovisning", columns, rows, draw.unit, months=draw.months)


def turned_signs(seed: int) -> Calculation:
    """The same with income negative and cost positive."""
    return part_of_year(seed, turned=True)


def by_area(seed: int) -> Calculation:
    """Income and cost of two years in pairs of columns, and the net with its budget."""
    draw = Draw(seed)
    rows = []
    for n, name in enumerate(draw.draw.sample(AREAS, draw.draw.randint(4, 9))):
        cost, income = draw.size(), draw.size() * 0.2
        cells = {
            "i0": draw.shown(draw.near(income, 0.15)), "i1": draw.shown(income),
            "k0": draw.shown(-draw.near(cost, 0.08)), "k1": draw.shown(-cost),
            "budget": draw.shown(draw.near(income - cost, 0.05)),
        }  # fmt: skip
        rows.append(Row(f"v{n}", name, cells=cells))
    columns = draw.columns(
        i0="Intäkter 2030", i1="Intäkter 2031", k0="Kostnader 2030", k1="Kostnader 2031"
    )
    netto = Column("netto", "Nettokostnad 2031", rule="i1 + k1")
    budget = Column("budget", "Budget 2031", decimals=draw.decimals)
    return calculation("Resultat per verksamhet", [*columns, netto, budget], rows, draw.unit)


def investments(seed: int) -> Calculation:
    """Projects that begin, are put off and end; outgoings negative in every second table."""
    draw = Draw(seed)
    draw.unit, draw.decimals = draw.draw.choice([("tkr", 0), ("mnkr", 1)])
    sign = draw.draw.choice([1, -1])
    rows = []
    for n, name in enumerate(draw.draw.sample(PROJECTS, draw.draw.randint(4, 10))):
        budget = draw.size() / 3
        prognos = draw.draw.choice([budget, budget * draw.draw.uniform(0, 1.2), 0])
        utfall = prognos * draw.draw.choice([0, draw.draw.uniform(0, 1), draw.draw.uniform(0, 0.1)])
        last = draw.draw.choice([0, 0, draw.size() / 5])
        values = {"budget": budget, "prognos": prognos, "utfall": utfall, "foregaende": last}
        cells = {k: draw.shown(sign * v) for k, v in values.items()}
        rows.append(Row(f"p{n}", name, cells=cells))
    if draw.draw.random() < 0.3:
        grant = {k: draw.shown(-sign * draw.size() / 9) for k in ("budget", "prognos")}
        rows.append(Row("bidrag", "Investeringsbidrag", cells=grant))
    columns = draw.columns(
        budget="Budget 2031", prognos="Prognos 2031", utfall="Utfall 2031", foregaende="Utfall 2030"
    )
    return calculation("Investeringar", columns, rows, draw.unit, months=draw.months)


def whole_year(seed: int) -> Calculation:
    """A year's end: budget, outcome and last year's outcome."""
    draw = Draw(seed)
    rows = []
    for n, name in enumerate(draw.draw.sample(COSTS, draw.draw.randint(3, 10))):
        budget = -draw.size()
        utfall = draw.near(budget, 0.1 if draw.draw.random() < 0.9 else 0.3)
        cells = {
            "budget": draw.shown(budget), "utfall": draw.shown(utfall),
            "foregaende": draw.shown(draw.near(utfall, 0.15)),
        }  # fmt: skip
        rows.append(Row(f"k{n}", name, cells=cells))
    rows = _another_branch(draw, rows, "foregaende")
    columns = draw.columns(budget="Budget 2031", utfall="Bokslut 2031", foregaende="Bokslut 2030")
    return calculation("Kostnader", columns, rows, draw.unit, months=12)


def plan_years(seed: int) -> Calculation:
    """A budget and plan years, often the same figure in them all."""
    draw = Draw(seed)
    rows = []
    for n, name in enumerate(draw.draw.sample(AREAS, draw.draw.randint(4, 10))):
        value = -draw.size()
        cells = {}
        for key in ("foregaende", "budget", "plan1", "plan2"):
            value = draw.draw.choice([value, draw.near(value, 0.04)])
            cells[key] = draw.shown(value)
        rows.append(Row(f"v{n}", name, cells=cells))
    columns = draw.columns(
        foregaende="Budget 2030", budget="Budget 2031", plan1="Plan 2032", plan2="Plan 2033"
    )
    return calculation("Ramar", columns, rows, draw.unit, months=12)


def many_years(seed: int) -> Calculation:
    """The same figures over five years."""
    draw = Draw(seed)
    rows = []
    for n, name in enumerate(draw.draw.sample(AREAS, draw.draw.randint(3, 9))):
        value = -draw.size()
        cells = {f"y{y}": draw.shown(value := draw.near(value, 0.1)) for y in range(5)}
        rows.append(Row(f"v{n}", name, cells=cells))
    columns = draw.columns(**{f"y{y}": str(2027 + y) for y in range(5)})
    return calculation("Nettokostnad över tid", columns, rows, draw.unit, months=12)


def changes(seed: int) -> Calculation:
    """Increases and decreases of the frames over three years, some cells blank."""
    draw = Draw(seed)
    rows = []
    for n, name in enumerate(draw.draw.sample(AREAS, draw.draw.randint(4, 9))):
        cells = {
            key: draw.shown(draw.draw.choice([1, -1]) * draw.size() / 30)
            for key in ("budget", "plan1", "plan2")
            if draw.draw.random() < 0.8
        }
        rows.append(Row(f"v{n}", name, cells=cells))
    columns = draw.columns(budget="Budget 2031", plan1="Plan 2032", plan2="Plan 2033")
    return calculation("Förändringar av ramen", columns, rows, draw.unit, "Ökning +, minskning −.")


def counts(seed: int) -> Calculation:
    """Counts of what was done, this year and last."""
    draw = random.Random(seed)
    rows = []
    for n, name in enumerate(draw.sample(COUNTED, draw.randint(3, 8))):
        now = draw.choice([0, draw.randint(5, 90), draw.randint(100, 90_000)])
        before = draw.choice([now, int(now * draw.uniform(0.5, 1.6)), draw.randint(5, 300)])
        cells = {"ar": Decimal(now), "fjol": Decimal(before)}
        rows.append(Row(f"m{n}", name, cells=cells))
    columns = [Column("ar", "2031", "tal"), Column("fjol", "2030", "tal")]
    return calculation("Verksamhetsmått", columns, rows, "antal")


def shares(seed: int) -> Calculation:
    """Sick leave in per cent by group, this year and last."""
    draw = random.Random(seed)
    level = draw.uniform(3, 9)
    rows = [
        Row(
            f"g{n}",
            name,
            cells={
                key: Decimal(str(round(max(0.3, level * draw.uniform(0.35, 1.6)), 1)))
                for key in ("ar", "fjol")
            },
        )
        for n, name in enumerate(GROUPS)
    ]
    columns = [
        Column("ar", "2031", "procent", decimals=1),
        Column("fjol", "2030", "procent", decimals=1),
    ]
    return calculation("Sjukfrånvaro", columns, rows, "%", "Andel av arbetstiden.")


KINDS: Mapping[str, Callable[[int], Calculation]] = {
    one.__name__: one
    for one in (
        part_of_year, eventful, turned_signs, by_area, investments, whole_year, plan_years,
        many_years, changes, counts, shares,
    )
}  # fmt: skip


class Slip(NamedTuple):
    """A table with something wrong in it: where (no row: the whole column), and what is right."""

    calculation: Calculation
    row: str
    column: str
    right: Decimal | None


def _with(calculation: Calculation, cells: Mapping[tuple[str, str], Decimal]) -> Calculation:
    table = calculation.table
    for (row, column), value in cells.items():
        table = table.with_row(table.row(row).with_cell(column, value))
    return Calculation(table, calculation.context)


def _posts(calculation: Calculation) -> list[Row]:
    return [row for row in calculation.table.rows if row.kind == "post" and row.id != "rantor"]


def _weighty(calculation: Calculation, seed: int, columns: Sequence[str]) -> tuple[Row, str] | None:
    """A cell that says something: not among the smallest of its table."""
    rows = _posts(calculation)
    values = [abs(v) for r in rows for v in r.cells.values() if isinstance(v, Decimal)]
    least = max(values) / 100
    found = [
        (row, column)
        for row in rows
        for column in columns
        if isinstance(value := row.cells.get(column), Decimal) and abs(value) >= least
    ]
    return random.Random(seed).choice(found) if found else None


def one_cell(
    calculation: Calculation, seed: int, columns: Sequence[str], factor: Decimal
) -> Slip | None:
    """One weighty figure times a factor, as it would have been typed."""
    chosen = _weighty(calculation, seed, columns)
    if chosen is None:
        return None
    row, column = chosen
    right = row.cells[column]
    assert isinstance(right, Decimal)
    step = Decimal(1).scaleb(-(calculation.table.column(column).decimals or 0))
    wrong = (right * factor).quantize(step, ROUND_HALF_UP)
    return Slip(_with(calculation, {(row.id, column): wrong}), row.id, column, right)


def whole_column(calculation: Calculation, column: str, factor: Decimal) -> Slip:
    """A whole column times a factor."""
    cells = {
        (row.id, column): value * factor
        for row in _posts(calculation)
        if isinstance(value := row.cells.get(column), Decimal)
    }
    return Slip(_with(calculation, cells), "", column, None)


def copied_column(calculation: Calculation, column: str, out_of: str) -> Slip:
    """A column that holds its neighbour's figures."""
    cells = {
        (row.id, column): value
        for row in _posts(calculation)
        if isinstance(value := row.cells.get(out_of), Decimal)
    }
    return Slip(_with(calculation, cells), "", column, None)


def lowered_column(calculation: Calculation, column: str, by: int = 1) -> Slip:
    """A column that was pasted a row too far down (or up)."""
    rows = _posts(calculation)
    cells = {
        (rows[n + by].id, column): value
        for n, row in enumerate(rows)
        if 0 <= n + by < len(rows) and isinstance(value := row.cells.get(column), Decimal)
    }
    return Slip(_with(calculation, cells), "", column, None)
