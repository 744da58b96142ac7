"""Findings put aside, with a reason, and only as long as their figures stand."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.checks.five_checked import finding_in, neighbour
from tui.checks.exemptions import Exemption, exemption_for, finding_key, without_exemption
from tui.domain.finding import Address, Finding

FINDING = Finding(
    Address("d", "t", "r", "k"), "identitet", "fel", Decimal("1.0"), Decimal(2), "En mening."
)


def test_a_finding_put_aside_is_not_shown() -> None:
    assert without_exemption([FINDING], [exemption_for(FINDING, "Känt sedan i fjol")]) == ()
    assert without_exemption([FINDING], []) == (FINDING,)


@pytest.mark.parametrize(
    "changed",
    [
        {"said": Decimal("1.1")},
        {"said": Decimal("1.00")},
        {"should": Decimal(3)},
        {"should": None},
        {"kind": "bro"},
        {"address": Address("d", "t", "r", "annan")},
    ],
)
def test_it_comes_back_if_what_it_says_changes(changed: dict[str, object]) -> None:
    fresh = replace(FINDING, **changed)  # type: ignore[arg-type]
    exemption = exemption_for(FINDING, "Skäl")
    assert without_exemption([fresh], [exemption]) == (fresh,)


def test_a_better_worded_sentence_is_the_same_finding() -> None:
    assert finding_key(replace(FINDING, sentence="Bättre sagt.")) == finding_key(FINDING)


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_finding_is_not_put_aside_without_a_reason(reason: str) -> None:
    with pytest.raises(ValueError, match="skäl"):
        exemption_for(FINDING, reason)


@given(st.data())
def test_putting_some_aside_leaves_the_others_in_order(data: st.DataObject) -> None:
    all_ = finding_in(neighbour("2024-delar"))
    away = data.draw(st.sets(st.sampled_from(all_)))
    exemption = [Exemption(finding_key(f), "Skäl") for f in away]
    assert without_exemption(all_, exemption) == tuple(f for f in all_ if f not in away)


def test_every_finding_of_the_documents_has_a_key_of_its_own() -> None:
    all_ = finding_in(neighbour("2024-delar"))
    assert len({finding_key(f) for f in all_}) == len(all_)
