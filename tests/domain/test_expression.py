"""Rules as text: read to a tree, written back, refused in a sentence."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.random_rules import TREES
from tui.domain.expression import (
    Call,
    Children,
    Expression,
    Months,
    Name,
    Number,
    Product,
    Sum,
    parsed,
    renamed,
    signed_names,
    written,
)
from tui.svenska.arithmetic import Refusal

A, B, C = (Name(name) for name in "abc")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("prognos - budget", Sum(((1, Name("prognos")), (-1, Name("budget"))))),
        ("a+b−c", Sum(((1, A), (1, B), (-1, C)))),
        ("-a", Sum(((-1, A),))),
        ("a / b * 100", Product(((1, A), (-1, B), (1, Number(Decimal(100)))))),
        ("a × b ÷ 1,5", Product(((1, A), (1, B), (-1, Number(Decimal("1.5")))))),
        ("(a - b) / manader_kvar", Product(((1, Sum(((1, A), (-1, B)))), (-1, Months("kvar"))))),
        ("forandring(a; b)", Call("forandring", (A, B))),
        ("forandring(a, b)", Call("forandring", (A, B))),
        ("summa(barn)", Children()),
        ("summa(barn) - a", Sum(((1, Children()), (-1, A)))),
        ('"en rad" + a', Sum(((1, Name("en rad")), (1, A)))),
        ('"manader_kvar"', Name("manader_kvar")),
        ("  a  ", A),
    ],
)
def test_a_rule_is_read_to_its_tree(text: str, tree: Expression) -> None:
    assert parsed(text) == tree


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("", "är inte fullständig."),
        ("a -", "är inte fullständig."),
        ("a b", "är inte fullständig."),
        ("(a", "är inte fullständig."),
        ("a)", "är inte fullständig."),
        ("a - - b", "är inte fullständig."),
        ("forandring(a)", "är inte fullständig."),
        ("belopp(a; b)", "är inte fullständig."),
        ("a % b", "har tecknet ”%”, som inte går att räkna med."),
        ("medel(a)", "använder ”medel”, som inte är något räknesätt."),
        ("summa(a)", "kan bara summera ”barn”, de rader som hör till raden."),
        ("(" * 30 + "a" + ")" * 30, "har fler än 20 parenteser inuti varandra."),
    ],
)
def test_a_rule_that_cannot_be_read_is_refused_in_one_sentence(text: str, end: str) -> None:
    assert parsed(text) == Refusal(f"regeln ”{text}” {end}")


@given(TREES)
def test_a_written_rule_is_read_to_the_same_tree(tree: Expression) -> None:
    assert parsed(written(tree)) == tree


@given(st.text())
def test_any_text_is_a_rule_or_is_refused(text: str) -> None:
    parsed(text)


def test_the_terms_of_a_rule_that_only_adds_and_subtracts_are_known() -> None:
    texts = ("a - (b - c)", "hela(a - b)", "a", "a * b", "summa(barn) + a")
    assert [signed_names(tree) for t in texts if not isinstance(tree := parsed(t), Refusal)] == [
        ((1, "a"), (-1, "b"), (1, "c")),
        ((1, "a"), (-1, "b")),
        ((1, "a"),),
        (),
        (),
    ]


def test_renamed_cells_are_renamed_in_the_rule_and_an_unreadable_one_stays() -> None:
    new = {"a": "en rad", "b": "b_2"}
    assert renamed("(a - b) / belopp(a)", lambda n: new.get(n, n)) == (
        '("en rad" - b_2) / belopp("en rad")'
    )
    assert renamed("a -", lambda n: new.get(n, n)) == "a -"
    assert renamed("c+d", lambda n: new.get(n, n)) == "c+d"
