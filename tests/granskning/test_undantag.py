"""Findings put aside, with a reason, and only as long as their figures stand."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.granskning.fem_granskade import fynd_i, granne
from tui.domain.fel import Adress, Fynd
from tui.granskning.undantag import (
    Undantag,
    fyndnyckel,
    gallande,
    undantag_for,
    utan_undantag,
)

FYND = Fynd(
    Adress("d", "t", "r", "k"), "identitet", "fel", Decimal("1.0"), Decimal(2), "En mening."
)


def test_a_finding_put_aside_is_not_shown() -> None:
    assert utan_undantag([FYND], [undantag_for(FYND, "Känt sedan i fjol")]) == ()
    assert utan_undantag([FYND], []) == (FYND,)


@pytest.mark.parametrize(
    "andrat",
    [
        {"sagt": Decimal("1.1")},
        {"sagt": Decimal("1.00")},
        {"borde": Decimal(3)},
        {"borde": None},
        {"slag": "bro"},
        {"adress": Adress("d", "t", "r", "annan")},
    ],
)
def test_it_comes_back_if_what_it_says_changes(andrat: dict[str, object]) -> None:
    nytt = replace(FYND, **andrat)  # type: ignore[arg-type]
    undantag = undantag_for(FYND, "Skäl")
    assert utan_undantag([nytt], [undantag]) == (nytt,)
    assert gallande([undantag], [nytt]) == ()


def test_a_better_worded_sentence_is_the_same_finding() -> None:
    assert fyndnyckel(replace(FYND, mening="Bättre sagt.")) == fyndnyckel(FYND)


@pytest.mark.parametrize("skal", ["", "  "])
def test_a_finding_is_not_put_aside_without_a_reason(skal: str) -> None:
    with pytest.raises(ValueError, match="skäl"):
        undantag_for(FYND, skal)


@given(st.data())
def test_putting_some_aside_leaves_the_others_in_order(data: st.DataObject) -> None:
    alla = fynd_i(granne("2024-delar"))
    bort = data.draw(st.sets(st.sampled_from(alla)))
    undantag = [Undantag(fyndnyckel(f), "Skäl") for f in bort]
    assert utan_undantag(alla, undantag) == tuple(f for f in alla if f not in bort)
    assert set(gallande(undantag, alla)) == set(undantag)


def test_every_finding_of_the_documents_has_a_key_of_its_own() -> None:
    alla = fynd_i(granne("2024-delar"))
    assert len({fyndnyckel(f) for f in alla}) == len(alla)
