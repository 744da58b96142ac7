"""One walk over a rule: its value lies in its interval, and the terms explained give it."""

from decimal import Decimal, localcontext

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.domain.naive import period
from tests.domain.random_rules import TREES
from tests.tables import begun, mall
from tui.domain.calculation import Calculation, Context
from tui.domain.evaluation import interval, value
from tui.domain.explanation import Term, explanation
from tui.domain.expression import Expression, names_in, written
from tui.domain.interval import Interval
from tui.domain.rule import declared
from tui.domain.table import Column, Row

D = Decimal
FIGURES = st.dictionaries(
    st.sampled_from(["a", "b", "c", "en rad", 'med " i', "summa", "manader_kvar"]),
    st.decimals(-5000, 5000, places=1),
)
NEAR = D("1e-15")


@given(TREES, FIGURES, st.integers(0, 2))
def test_the_value_of_any_rule_lies_in_its_interval(
    tree: Expression, figures: dict[str, Decimal], decimals: int
) -> None:
    got = value(tree, figures.get)
    within = interval(
        tree,
        lambda name: Interval.printed(figures[name], decimals) if name in figures else None,
    )
    if got is not None and within is not None:
        assert got in within.widened(NEAR * (1 + abs(got)))


@given(TREES, FIGURES, st.data())
def test_any_figures_that_print_so_give_a_value_in_the_interval(
    tree: Expression, figures: dict[str, Decimal], data: st.DataObject
) -> None:
    exact = {n: f + data.draw(st.decimals("-0.05", "0.05", places=4)) for n, f in figures.items()}
    got = value(tree, exact.get)
    within = interval(
        tree, lambda name: Interval.printed(figures[name], 1) if name in figures else None
    )
    if got is not None and within is not None:
        assert got in within.widened(NEAR * (1 + abs(got)))


@given(TREES, FIGURES)
def test_the_terms_of_the_explanation_of_any_rule_give_its_value(
    tree: Expression, figures: dict[str, Decimal]
) -> None:
    assume("hela" not in written(tree))  # What is not whole gives nothing, and says no more.
    names = {name: name for name in names_in(tree)}
    columns = (
        Column("raknad", "Räknad", "tal", written(tree)),
        *(Column(name, name, "tal") for name in names),
    )
    # A row below keeps every column begun on.
    rows = (
        Row("r", "Rad", cells={n: f for n, f in figures.items() if n in names}),
        Row("s", "Annan", cells=dict.fromkeys(names, D(1))),
    )
    table = begun("t", mall("t", "drift", "T", columns), "T", "", columns, rows)
    calculation = Calculation(table, Context(period=period(8)))
    told = explanation(calculation, "r", "raknad")
    assert told is not None
    assert told.resultat == calculation.computed("r", "raknad")
    if isinstance(told.resultat, Decimal) and not told.rule:
        by_hand = put_together(told.terms, told.after)
        assert by_hand is not None
        assert abs(by_hand - told.resultat) <= NEAR * (1 + abs(told.resultat))


def put_together(terms: tuple[Term, ...], after: str) -> Decimal | None:
    """What the terms give, read as a person would."""
    tokens: list[Decimal | str] = []
    for term in terms:
        tokens += _signs(term.sign)
        if term.value != "":
            tokens.append(term.value if isinstance(term.value, Decimal) else "saknas")
    if after == "ändring av storleken i procent":
        tokens = ["ändringen", "(", *tokens, ")"]
    with localcontext(prec=50):
        result, _ = _sum(tokens)
        assert not tokens, tokens
        if after == "i procent av beloppets storlek":
            assert isinstance(result, Decimal)
            minus = [t.sign for t in terms].index("/") if "/" in [t.sign for t in terms] else None
            below = None if minus is None else terms[minus].value
            if isinstance(below, Decimal) and below < 0:
                result = -result
        if after.startswith("i procent"):
            return None if result is None else result * 100
        return result


def _signs(sign: str) -> list[str]:
    spaced = sign.replace("(", " ( ").replace(")", " ) ").replace("storleken av", "storleken")
    return spaced.split()


Part = tuple[Decimal | None, bool]
"""A number, and whether all that it is made of is there."""


def _sum(tokens: list[Decimal | str]) -> Part:
    """A sum is that of the parts that are there; a difference has them all, or is none."""
    total, whole, sign = None, True, -1 if _take(tokens, "−") else 1
    difference = sign < 0
    while True:
        part, complete = _product(tokens)
        whole = whole and complete
        if part is not None:
            total = (total or D(0)) + sign * part
        if _take(tokens, "+"):
            sign = 1
        elif _take(tokens, "−"):
            sign, difference = -1, True
        else:
            return (None if difference and not whole else total), whole


def _take(tokens: list[Decimal | str], sign: str) -> bool:
    if tokens and tokens[0] == sign:
        tokens.pop(0)
        return True
    return False


def _product(tokens: list[Decimal | str]) -> Part:
    result, whole = _factor(tokens)
    while tokens and tokens[0] in ("×", "/"):
        divided = tokens.pop(0) == "/"
        factor, complete = _factor(tokens)
        whole = whole and complete
        if not whole or result is None or factor is None or (divided and not factor):
            result = None
        else:
            result = result / factor if divided else result * factor
        whole = result is not None
    return result, whole


def _factor(tokens: list[Decimal | str]) -> Part:
    first = tokens.pop(0)
    if isinstance(first, Decimal):
        return first, True
    if first == "saknas":
        return None, False
    if first == "(":
        inner = _sum(tokens)
        assert _take(tokens, ")")
        return inner
    assert _take(tokens, "(")
    one, whole = _sum(tokens)
    if first == "storleken":
        assert _take(tokens, ")")
        return (abs(one), True) if one is not None and whole else (None, False)
    assert first == "ändringen"
    assert _take(tokens, "mot")
    other, complete = _sum(tokens)
    assert _take(tokens, ")")
    if one is None or not other or one * other < 0 or not whole or not complete:
        return None, False
    return (abs(one) / abs(other) - 1) * 100, True


@pytest.mark.parametrize(
    ("text", "figures", "answer"),
    [
        ("a + b", {"a": 5}, 5),
        ("a - b", {"a": 5}, None),
        ("hela(a - b)", {"a": 5}, None),
        ("(a - b) / c", {"a": 5, "c": 2}, None),
        ("(a - b) / manader_kvar", {"a": 13, "b": 5}, 2),
        ("a / b * 100", {"a": 1, "b": 0}, None),
        ("a * b", {"a": 3, "b": 4}, 12),
        ("forandring(a; b)", {"a": -110, "b": -100}, 10),
        ("forandring(a; b)", {"a": 110, "b": -100}, None),
        ("belopp(a - b)", {"a": 1, "b": 4}, 3),
        ("summa(barn)", {}, None),
    ],
)
def test_a_rule_gives_what_it_says(text: str, figures: dict[str, int], answer: int | None) -> None:
    fetch = {name: D(number) for name, number in figures.items()}.get
    assert value(declared(text), fetch, period(8)) == answer
