"""A second, slow and plain evaluation of a table, and random tables to hold the engine against.

Nothing of the engine is used: exact fractions, linear search, no memory, straight recursion.
"""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from tui.domain.period import Period
from tui.domain.rule import (
    Change,
    Children,
    Expression,
    Linear,
    PerMonth,
    Product,
    Quotient,
    difference,
)
from tui.domain.table import Column, Row, RowKind, Table, Template
from tui.domain.value import Malvarde, Mark, Par, Value

DIGIT_COLUMNS = {"belopp", "procent", "tal", "utfall", "mal"}
COLUMNS = (
    Column("a", "A"),
    Column("b", "B"),
    Column("ord", "Ord", "text"),
    Column("diff", "Diff", rule=difference("a", "b")),
    Column("strang", "Sträng", rule=difference("a", "b", empty_as_zero=False)),
    Column("kvot", "Kvot", "procent", Quotient("diff", "b")),
    Column("mot", "Mot", "procent", Quotient("diff", "b", against_amount=True)),
    Column("andring", "Ändring", "procent", Change("a", "b")),
    Column("produkt", "Produkt", "tal", Product(("a", "b", "diff"))),
    Column("gatt", "Gått", rule=PerMonth(((1, "a"),), "gatt")),
    Column("kvar", "Kvar", rule=PerMonth(((1, "b"), (-1, "a")), "kvar")),
    Column("takt", "Takt", "procent", Change("kvar", "gatt")),
)
ENTERED = ("a", "b", "ord")
TEMPLATE = Template("prov", "drift", "Prov", COLUMNS, list_=True)

NaiveFetch = Callable[[str], Fraction | None]


def naive(table: Table, row_id: str, column_id: str, months: int) -> Fraction | None:
    """The number that a cell counts as."""
    row = next((r for r in table.rows if r.id == row_id), None)
    column = next((k for k in table.columns if k.id == column_id), None)
    if row is None or column is None:
        return None
    if row.without_share and isinstance(column.rule, Quotient | Change) and row.kind != "rubrik":
        return None
    if row.kind != "rubrik" and isinstance(column.rule, Linear):
        for _, name in column.rule.terms:
            if not any(name in r.cells for r in table.rows):
                return None
    if row.kind != "rubrik" and column.rule is not None:
        return _according_to(column.rule, lambda name: naive(table, row_id, name, months), months)
    if row.kind != "rubrik" and row.rule is not None and column.type_ in DIGIT_COLUMNS:
        rule: Expression = row.rule
        if isinstance(rule, Children):
            children = [r for r in table.rows if r.parent == row_id]
            rule = Linear(tuple((1, r.id) for r in children if r.kind in ("post", "summa")))
        return _according_to(rule, lambda name: naive(table, name, column_id, months), months)
    return _number(row.cells.get(column_id))


def _number(value: Value) -> Fraction | None:
    if isinstance(value, Decimal):
        return Fraction(value)
    return Fraction(value.number) if isinstance(value, Malvarde | Par) else None


def _according_to(rule: Expression, fetch: NaiveFetch, months: int) -> Fraction | None:
    if isinstance(rule, Linear):
        return _total(rule.terms, fetch, requirement=not rule.empty_as_zero)
    if isinstance(rule, PerMonth):
        count = months if rule.months == "gatt" else max(0, 12 - months)
        total = _total(rule.terms, fetch, requirement=True)
        return None if total is None or count == 0 else total / count
    if isinstance(rule, Product):
        resultat = Fraction(1)
        for factor in map(fetch, rule.factors):
            if factor is None:
                return None
            resultat *= factor
        return resultat
    if isinstance(rule, Quotient):
        over, under = fetch(rule.numerator), fetch(rule.denominator)
        if over is None or under is None or under == 0:
            return None
        return 100 * over / (-under if rule.against_amount and under < 0 else under)
    assert isinstance(rule, Change)
    to, from_ = fetch(rule.to), fetch(rule.from_)
    if to is None or from_ is None or from_ == 0 or (to < 0 < from_) or (from_ < 0 < to):
        return None
    return 100 * (abs(to) / abs(from_) - 1)


def _total(
    terms: tuple[tuple[int, str], ...], fetch: NaiveFetch, *, requirement: bool
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
        return Row(f"r{i}", f"Kvot {i}", "darav", key, Quotient(f"r{n - 1}", f"r{n - 2}"), cells)
    kind = draw(st.sampled_from(SUM if 2 * i < n - 1 else ITEM))
    rule = draw(_rule(i, n, quotients)) if kind == "summa" else None
    without_share = draw(st.integers(0, 5)) == 0
    return Row(f"r{i}", f"Rad {i}", kind, key, rule, cells, without_share=without_share)


def _rule(i: int, n: int, quotients: set[int]) -> st.SearchStrategy[Linear | Children]:
    later = [j for j in range(i + 1, n) if j not in quotients]
    name = st.sampled_from([*(f"r{j}" for j in later), "finns_inte"])
    terms = st.lists(st.tuples(st.sampled_from([1, -1]), name), min_size=1, max_size=4).map(tuple)
    return st.just(Children()) | st.builds(Linear, terms, st.booleans()) | st.just(Children())


def trial(rows: tuple[Row, ...]) -> Table:
    """A table of the kind that the random tests use."""
    return Table("prov", TEMPLATE, "Prov", "tkr", COLUMNS, rows)


tables = rows().map(trial)


def period(months: int) -> Period:
    """The first months of 2024."""
    end = date(2025, 1, 1) if months == 12 else date(2024, months + 1, 1)
    return Period(date(2024, 1, 1), end - timedelta(days=1))
