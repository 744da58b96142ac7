"""The kinds of tables that other nämnder print, made anew with drawn figures."""

import random
from collections.abc import Callable, Sequence
from decimal import Decimal

from tests.checks.printed_tables import NAMES, Cell, Printed, rounded, shown

Term = tuple[int, int]
Sums = dict[int, list[Term]]


def table(
    caption: str,
    headings: Sequence[str],
    labels: Sequence[str],
    kronor: dict[Cell, int],
    rows: Sums,
    columns: Sums,
    unit: int = 1000,
    decimals: int = 0,
    minus: str = "−",
    zero: str = "0",
) -> Printed:
    """The table rounded from kronor; rows are summed first, then columns."""
    exact = {cell: Decimal(value) for cell, value in kronor.items()}
    for row, terms in rows.items():
        for column in range(len(headings)):
            parts = [exact[t, column] * s for t, s in terms if (t, column) in exact]
            if parts and column not in columns:
                exact[row, column] = sum(parts, Decimal(0))
    bindings = []
    for row in range(len(labels)):
        for column, terms in columns.items():
            if all((row, t) in exact for t, _ in terms):
                exact[row, column] = sum((exact[row, t] * s for t, s in terms), Decimal(0))
                bindings.append([(row, column), *((row, t) for t, _ in terms)])
    bindings += [
        [(row, column), *((t, column) for t, _ in terms)]
        for row, terms in rows.items()
        for column in range(len(headings))
        if (row, column) in exact
    ]
    values = {cell: rounded(value / unit, decimals) for cell, value in exact.items()}
    cells = [
        [_text(values.get((r, c)), decimals, minus, zero) for c in range(len(headings))]
        for r in range(len(labels))
    ]
    places = dict.fromkeys(range(len(headings)), decimals)
    return Printed(caption, list(headings), list(labels), cells, values, places, bindings)


def _text(value: Decimal | None, decimals: int, minus: str, zero: str) -> str:
    if value is None:
        return ""
    return shown(value, decimals, minus) if value else zero


def by_activity(draw: random.Random) -> Printed:
    """Eight verksamheter in three nämnder: income and costs of two years, netto, budget."""
    names = draw.sample(NAMES, 11)
    labels: list[str] = []
    rows: Sums = {}
    sums = []
    for count in (3, 3, 2):
        first = len(labels)
        labels += [names.pop() for _ in range(count)]
        labels.append(f"{names.pop()}nämnden")
        rows[len(labels) - 1] = [(first + n, 1) for n in range(count)]
        sums.append(len(labels) - 1)
    labels.append("Summa nämnder")
    rows[len(labels) - 1] = [(one, 1) for one in sums]
    kronor: dict[Cell, int] = {}
    for row in range(len(labels)):
        if row not in rows:
            income, cost = draw.randint(500_000, 60_000_000), draw.randint(9_000_000, 400_000_000)
            kronor |= {
                (row, 0): income, (row, 1): int(income * draw.uniform(0.9, 1.1)),
                (row, 2): -cost, (row, 3): -int(cost * draw.uniform(0.9, 1.1)),
                (row, 5): income - cost,
            }  # fmt: skip
    heads = ["Intäkter 2030", "Intäkter 2031", "Kostnader 2030", "Kostnader 2031"]
    heads += ["Nettokostnad 2031", "Budget 2031", "Avvikelse"]
    columns: Sums = {4: [(1, 1), (3, 1)], 6: [(4, 1), (5, -1)]}
    return table(
        "Resultat per verksamhet (mnkr)", heads, labels, kronor, rows, columns, 1_000_000, 1
    )


def reversed_signs(draw: random.Random) -> Printed:
    """Income negative, cost positive, avvikelse budget − utfall, "-0", blanks."""
    labels = ["Avgifter", "Bidrag", "Summa intäkter", "Personal", "Lokaler", "Köpta tjänster"]
    labels += ["Kapitalkostnader", "Summa kostnader", "Nettokostnad"]
    rows: Sums = {2: [(0, 1), (1, 1)], 7: [(3, 1), (4, 1), (5, 1), (6, 1)], 8: [(2, 1), (7, 1)]}
    kronor: dict[Cell, int] = {}
    for row in (0, 1, 3, 4, 5, 6):
        base = draw.randint(1_000_000, 60_000_000) * (-1 if row < 2 else 1)
        if row == 6 and draw.random() < 0.5:
            continue
        kronor |= {(row, c): int(base * draw.uniform(0.8, 1.2)) for c in (0, 1)}
    return table(
        "Driftredovisning, tkr", ["Budget", "Utfall", "Avvikelse"], labels, kronor, rows,
        {2: [(0, 1), (1, -1)]}, minus="-", zero="-0",
    )  # fmt: skip


def size_changes(draw: random.Random) -> Printed:
    """Minus with a space, and a change in per cent that measures size."""
    labels = [
        "Personalkostnader",
        "Lokalkostnader",
        "Köp av verksamhet",
        "Bidrag",
        "Övrigt",
        "Summa",
    ]
    rows: Sums = {5: [(n, 1) for n in range(5)]}
    kronor: dict[Cell, int] = {}
    for row in range(5):
        base = -draw.randint(800_000, 90_000_000)
        kronor |= {(row, 0): base, (row, 1): int(base * draw.uniform(0.9, 1.1))}
    one = table(
        "Kostnader, tkr", ["Bokslut 2031", "Bokslut 2030", "Förändring", "Förändring %"], labels,
        kronor, rows, {2: [(0, 1), (1, -1)]}, minus="– ",
    )  # fmt: skip
    one.decimals[3] = 1
    for row in range(6):
        change = (one.values[row, 0] / one.values[row, 1] - 1) * 100
        one.cells[row][3] = f"{shown(rounded(change, 1), 1, '– ')} %"
    return one


def period_and_year(draw: random.Random) -> Printed:
    """The period and the year side by side."""
    names = draw.sample(NAMES, 7)
    labels = [*names, "Totalt"]
    rows: Sums = {7: [(n, 1) for n in range(7)]}
    kronor: dict[Cell, int] = {}
    for row in range(7):
        year = -draw.randint(2_000, 80_000) * 1000
        kronor |= {
            (row, 0): int(year * draw.uniform(0.75, 0.9)), (row, 1): year * 10 // 12,
            (row, 3): int(year * draw.uniform(0.95, 1.05)) // 1000 * 1000, (row, 4): year,
        }  # fmt: skip
    heads = [
        "Utfall jan–okt",
        "Budget jan–okt",
        "Avvikelse",
        "Årsprognos",
        "Årsbudget",
        "Avvikelse",
    ]
    return table(
        "Tkr", heads, labels, kronor, rows, {2: [(0, 1), (1, -1)], 5: [(3, 1), (4, -1)]}
    )  # fmt: skip


def bridge(draw: random.Random) -> Printed:
    """From a budget over changes to a new ram, over three years; some cells blank."""
    labels = ["Budget 2031", "Löneuppräkning", "Volymökning", "Effektivisering", "Nya lokaler"]
    labels += ["Statsbidrag", "Ny ram"]
    kronor: dict[Cell, int] = {}
    for column in range(3):
        kronor[0, column] = draw.randint(150_000, 400_000) * 1000
        for row in range(1, 6):
            if draw.random() < 0.8:
                sign = -1 if row in (3, 5) else 1
                kronor[row, column] = sign * draw.randint(300, 9_000) * 1000
    rows: Sums = {6: [(n, 1) for n in range(6)]}
    return table("Ramar, tkr", ["2032", "2033", "2034"], labels, kronor, rows, {}, zero="")


def pairs(draw: random.Random) -> Printed:
    """Outgoings and income as pairs of columns, per year and over four years."""
    labels = [*draw.sample(NAMES, 6), "Summa investeringar"]
    kronor: dict[Cell, int] = {}
    for row in range(6):
        for year in range(4):
            kronor[row, 2 * year] = -draw.randint(0, 9) * draw.randint(1, 900) * 1000
            kronor[row, 2 * year + 1] = draw.choice([0, 0, 1]) * draw.randint(1, 900) * 1000
    heads = [f"{word} {2031 + n}" for n in range(4) for word in ("U", "I")]
    heads += ["U 2031–2034", "I 2031–2034"]
    columns: Sums = {8 + k: [(2 * n + k, 1) for n in range(4)] for k in (0, 1)}
    rows: Sums = {6: [(n, 1) for n in range(6)]}
    return table("Tkr", heads, labels, kronor, rows, columns, zero="-")


def five_years(draw: random.Random) -> Printed:
    """The same figures over five years."""
    labels = [*draw.sample(NAMES, 5), "Summa", "Kommunbidrag", "Resultat"]
    kronor: dict[Cell, int] = {}
    for column in range(5):
        for row in range(5):
            kronor[row, column] = -draw.randint(10_000, 900_000) * 100
        kronor[6, column] = (
            -sum(kronor[row, column] for row in range(5)) + draw.randint(-9, 9) * 99_000
        )
    rows: Sums = {5: [(n, 1) for n in range(5)], 7: [(5, 1), (6, 1)]}
    heads = [f"Bokslut {2027 + n}" for n in range(5)]
    return table("Belopp i mnkr", heads, labels, kronor, rows, {}, 1_000_000, 1)


def one_column(draw: random.Random) -> Printed:
    """Resultat per verksamhet and nothing else."""
    labels = [*draw.sample(NAMES, 6), "Totalt"]
    kronor = {(row, 0): draw.randint(-9_000, 9_000) * 1000 + 1 for row in range(6)}
    rows: Sums = {6: [(n, 1) for n in range(6)]}
    return table("Resultat per verksamhet, tkr", ["Resultat"], labels, kronor, rows, {})


def parts_after(draw: random.Random) -> Printed:
    """Sums before their parts, with a därav row."""
    labels = ["Reinvestering", "Inventarier", "IT-utrustning", "varav datorer", "Fordon"]
    labels += ["Expansion", "Lokaler", "Mark", "Totala utgifter"]
    rows: Sums = {0: [(1, 1), (2, 1), (4, 1)], 5: [(6, 1), (7, 1)], 8: [(0, 1), (5, 1)]}
    kronor: dict[Cell, int] = {}
    for row in (1, 2, 3, 4, 6, 7):
        base = draw.randint(100_000, 5_000_000)
        for column in (0, 1, 3):
            kronor[row, column] = int(base * draw.uniform(0.4, 1.4))
    heads = ["Budget 2031", "Prognos 2031", "Avvikelse", "Utfall aug 2031"]
    return table("Investeringar (tkr)", heads, labels, kronor, rows, {2: [(0, 1), (1, -1)]})


def monthly(draw: random.Random) -> Printed:
    """A monthly report: budget, prognos, avvikelse, this month's and last month's."""
    labels = ["Intäkter", "Personal", "Köp av tjänster", "Övriga kostnader", "Nettokostnad"]
    kronor: dict[Cell, int] = {}
    for row in range(4):
        base = draw.randint(900_000, 60_000_000) * (1 if row == 0 else -1)
        kronor |= {(row, c): int(base * draw.uniform(0.95, 1.05)) for c in (0, 1)}
    rows: Sums = {4: [(n, 1) for n in range(4)]}
    heads = ["Årsbudget", "Prognos mars", "Avvikelse"]
    return table("Mnkr", heads, labels, kronor, rows, {2: [(1, 1), (0, -1)]}, 1_000_000, 1)


def positive_both(draw: random.Random) -> Printed:
    """Income and costs both positive, plus is better: the difference turns with the row."""
    names = draw.sample(NAMES, 5)
    labels = ["Statsbidrag", "Taxor och avgifter", *names]
    kronor = {
        (row, c): int(draw.randint(1_000_000, 50_000_000)) for row in range(7) for c in (0, 1)
    }
    one = table(
        "Tkr", ["Budget", "Utfall", "Avvikelse"], labels, kronor, {}, {2: [(0, 1), (1, -1)]}
    )
    for row in (0, 1):
        one.values[row, 2] = -one.values[row, 2]
        one.cells[row][2] = shown(one.values[row, 2], 0)
    return one


def staff(draw: random.Random) -> Printed:
    """Counts, which stand for themselves, by kind of employment and sex."""
    labels = [*draw.sample(NAMES, 5), "Samtliga"]
    kronor = {(row, c): draw.randint(3, 140) for row in range(5) for c in (0, 1)}
    rows: Sums = {5: [(n, 1) for n in range(5)]}
    heads = ["Kvinnor", "Män", "Totalt"]
    return table("Antal anställda", heads, labels, kronor, rows, {2: [(0, 1), (1, 1)]}, 1)


KINDS: dict[str, Callable[[random.Random], Printed]] = {
    one.__name__: one
    for one in (
        by_activity, reversed_signs, size_changes, period_and_year, bridge, pairs, five_years,
        one_column, parts_after, monthly, positive_both, staff,
    )
}  # fmt: skip
