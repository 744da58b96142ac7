"""A second, slow and plain evaluation of a table, and random tables to hold the engine against.

Nothing of the engine is used: exact fractions, linear search, no memory, straight recursion.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from tests.tables import begun, mall
from tui.domain.period import Period
from tui.domain.table import Column, Row, RowKind, Table
from tui.domain.value import Malvarde, Mark, Par, Value

DIGIT_COLUMNS = {"belopp", "procent", "tal", "utfall", "mal"}
COLUMNS = (
    Column("a", "A"),
    Column("b", "B"),
    Column("ord", "Ord", "text"),
    Column("diff", "Diff", rule="a - b"),
    Column("strang", "Sträng", rule="hela(a - b)"),
    Column("kvot", "Kvot", "procent", "diff / b * 100"),
    Column("mot", "Mot", "procent", "diff / belopp(b) * 100"),
    Column("andring", "Ändring", "procent", "forandring(a; b)"),
    Column("produkt", "Produkt", "tal", "a * b * diff"),
    Column("gatt", "Gått", rule="a / manader_gatt"),
    Column("kvar", "Kvar", rule="(b - a) / manader_kvar"),
    Column("takt", "Takt", "procent", "forandring(kvar; gatt)"),
)
ENTERED = ("a", "b", "ord")
TEMPLATE = mall("prov", "drift", "Prov", COLUMNS, list_=True)

NaiveFetch = Callable[[str], Fraction | None]
Figures = dict[str, Fraction | None]


def naive(table: Table, row_id: str, column_id: str, months: int) -> Fraction | None:
    """The number that a cell counts as."""
    row = next((r for r in table.rows if r.id == row_id), None)
    column = next((k for k in table.columns if k.id == column_id), None)
    if row is None or column is None:
        return None
    if row.kind == "rubrik" or (column.rule is None and row.rule is None):
        value = row.cells.get(column_id)
        nothing = value is Mark.DASH and column.type_ in DIGIT_COLUMNS
        return Fraction(0) if nothing else _number(value)
    if column.rule is not None:
        if row.without_share and column_id in SHARES:
            return None
        figures = {
            n: None if _partial(table, row_id, n, months) else naive(table, row_id, n, months)
            for n in NEEDED[column_id]
        }
        return COLUMN_RULES[column_id](figures, months)
    if column.type_ not in DIGIT_COLUMNS:
        return _number(row.cells.get(column_id))
    return _row_rule(
        str(row.rule),
        _children(table, row_id),
        lambda name: naive(table, name, column_id, months),
        lambda name: _partial(table, name, column_id, months),
    )


def _children(table: Table, row_id: str) -> list[str]:
    return [r.id for r in table.rows if r.parent == row_id and r.kind in ("post", "summa")]


def _partial(table: Table, row_id: str, column_id: str, months: int) -> bool:
    """Whether a cell is the sum of only some of its parts."""
    row = next((r for r in table.rows if r.id == row_id), None)
    column = next(k for k in table.columns if k.id == column_id)
    summed = row is not None and row.kind != "rubrik" and row.rule is not None
    if row is None or not summed or column.rule is not None or column.type_ not in DIGIT_COLUMNS:
        return False
    rule = str(row.rule)
    if re.search(r"[-/(]", rule.removeprefix("summa(")):
        return False
    if naive(table, row_id, column_id, months) is None:
        return False
    children = rule == "summa(barn)"
    names = _children(table, row_id) if children else re.findall(r"\w+", rule)
    return any(
        _partial(table, name, column_id, months) or _lacks(table, name, column_id, months)
        for name in names
    )


def _lacks(table: Table, row_id: str, column_id: str, months: int) -> bool:
    row = next((r for r in table.rows if r.id == row_id), None)
    no_rows = row is not None and row.kind != "rubrik" and row.rule == "summa(barn)"
    if no_rows and not _children(table, row_id):
        return False
    return naive(table, row_id, column_id, months) is None


def _number(value: Value) -> Fraction | None:
    if isinstance(value, Decimal):
        return Fraction(value)
    return Fraction(value.number) if isinstance(value, Malvarde | Par) else None


def _row_rule(
    rule: str, children: list[str], known: NaiveFetch, partial: Callable[[str], bool]
) -> Fraction | None:
    """A row's rule as the random tables write it, taken apart by hand."""
    only_sum = not re.search(r"[-/(]", rule.removeprefix("summa("))

    def fetch(name: str) -> Fraction | None:
        return known(name) if only_sum or not partial(name) else None

    if rule == "summa(barn)":
        return _total([(1, child) for child in children], fetch, requirement=False)
    if "/" in rule:
        over, under = (fetch(name) for name in rule.removesuffix(" * 100").split(" / "))
        return _percent(over, under)
    inner = rule.removeprefix("hela(").removesuffix(")")
    terms = [
        (-1 if sign == "-" else 1, name) for sign, name in re.findall(r"([-+]?) ?(\w+)", inner)
    ]
    return _total(terms, fetch, requirement=not only_sum)


def _percent(over: Fraction | None, under: Fraction | None) -> Fraction | None:
    return 100 * over / under if over is not None and under else None


def _change(to: Fraction | None, from_: Fraction | None) -> Fraction | None:
    if to is None or from_ is None or from_ == 0 or (to < 0 < from_) or (from_ < 0 < to):
        return None
    return 100 * (abs(to) / abs(from_) - 1)


def _product(*factors: Fraction | None) -> Fraction | None:
    result = Fraction(1)
    for factor in factors:
        if factor is None:
            return None
        result *= factor
    return result


def _spread(total: Fraction | None, months: int) -> Fraction | None:
    return None if total is None or months == 0 else total / months


def _of(figures: Figures, *terms: tuple[int, str]) -> Fraction | None:
    return _total(list(terms), figures.get, requirement=True)


COLUMN_RULES: dict[str, Callable[[Figures, int], Fraction | None]] = {
    "diff": lambda f, _: _of(f, (1, "a"), (-1, "b")),
    "strang": lambda f, _: _of(f, (1, "a"), (-1, "b")),
    "kvot": lambda f, _: _percent(f["diff"], f["b"]),
    "mot": lambda f, _: _percent(f["diff"], None if f["b"] is None else abs(f["b"])),
    "andring": lambda f, _: _change(f["a"], f["b"]),
    "produkt": lambda f, _: _product(f["a"], f["b"], f["diff"]),
    "gatt": lambda f, months: _spread(f["a"], months),
    "kvar": lambda f, months: _spread(_of(f, (1, "b"), (-1, "a")), max(0, 12 - months)),
    "takt": lambda f, _: _change(f["kvar"], f["gatt"]),
}
NEEDED = {
    "diff": "ab",
    "strang": "ab",
    "kvot": ("diff", "b"),
    "mot": ("diff", "b"),
    "andring": "ab",
    "produkt": ("a", "b", "diff"),
    "gatt": "a",
    "kvar": "ab",
    "takt": ("kvar", "gatt"),
}
SHARES = ("kvot", "mot", "andring", "takt")


def _total(
    terms: list[tuple[int, str]], fetch: NaiveFetch, *, requirement: bool
) -> Fraction | None:
    total, count = Fraction(0), 0
    for sign, name in terms:
        number = fetch(name)
        if number is not None:
            total, count = total + sign * number, count + 1
    return None if count == 0 or (requirement and count < len(terms)) else total


# ---- Random tables --------------------------------------------------------------------------

number = st.one_of(
    st.sampled_from([Decimal(0), Decimal("-0"), Decimal("0.0"), Decimal(1), Decimal(-1)]),
    st.integers(-10_000_000, 10_000_000).map(Decimal),
    st.decimals(-9_999, 9_999, places=2),
)
other: st.SearchStrategy[Value] = st.one_of(
    st.none(),
    st.sampled_from(Mark),
    st.sampled_from(["", "ska öka", "12"]),
    st.builds(Malvarde, st.sampled_from(["<", "≥"]), number),
    st.builds(Par, number, number),
)
values: st.SearchStrategy[Value] = st.integers(0, 3).flatmap(lambda i: other if i == 0 else number)
ITEM: list[RowKind] = ["post", "post", "post", "post", "post", "summa", "rubrik", "darav"]
SUM: list[RowKind] = ["summa", "summa", "summa", "post"]


@st.composite
def rows(draw: st.DrawFn, *, count: int = 10) -> tuple[Row, ...]:
    """Rows in any order, where a row's rule names only rows of higher number: no rings."""
    n = draw(st.integers(0, count))
    quotients = draw(st.sets(st.integers(0, max(0, n - 3)), max_size=2)) if n > 2 else set()
    all_ = [_row(draw, i, n, quotients) for i in range(n)]
    return tuple(draw(st.permutations(all_)))


def _row(draw: st.DrawFn, i: int, n: int, quotients: set[int]) -> Row:
    parent = draw(st.integers(-1, i - 1))
    cells = {k: v for k in ENTERED if (v := draw(values)) is not None}
    key = None if parent < 0 else f"r{parent}"
    if i in quotients:
        return Row(f"r{i}", f"Kvot {i}", "darav", key, f"r{n - 1} / r{n - 2} * 100", cells)
    kind = draw(st.sampled_from(SUM if 2 * i < n - 1 else ITEM))
    rule = draw(_rule(i, n, quotients)) if kind == "summa" else None
    without_share = draw(st.integers(0, 5)) == 0
    return Row(f"r{i}", f"Rad {i}", kind, key, rule, cells, without_share=without_share)


def _rule(i: int, n: int, quotients: set[int]) -> st.SearchStrategy[str]:
    later = [j for j in range(i + 1, n) if j not in quotients]
    name = st.sampled_from([*(f"r{j}" for j in later), "finns_inte"])
    terms = st.lists(st.tuples(st.sampled_from("+-"), name), min_size=1, max_size=4)
    total = terms.map(lambda t: " ".join(f"{sign} {name}" for sign, name in t))
    total = total.map(lambda text: text.removeprefix("+ "))
    whole = total.map(lambda text: f"hela({text})")
    return st.just("summa(barn)") | total | whole | st.just("summa(barn)")


def trial(rows: tuple[Row, ...]) -> Table:
    """A table of the kind that the random tests use."""
    return begun("prov", TEMPLATE, "Prov", "tkr", COLUMNS, rows)


tables = rows().map(trial)


def period(months: int) -> Period:
    """The first months of 2024."""
    end = date(2025, 1, 1) if months == 12 else date(2024, months + 1, 1)
    return Period(date(2024, 1, 1), end - timedelta(days=1))
