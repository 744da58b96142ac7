"""Sums of a block in a coarser unit: known only as far as they are written out."""

from decimal import Decimal

import pytest

from tests.checks.pasting.cases import pasted
from tests.checks.pasting.test_signs import drift
from tui.checks.identities import identity_finding
from tui.checks.pasting.preview import contradictions
from tui.domain.finding import IMPORTANT
from tui.domain.paste import Pasting

BLOCK = (
    "Belopp i mnkr\tPrognos helår 2027\nIntäkter\t12,4\nPersonalkostnader\t-33,25\n"
    "Lokaler\t-8,15\nKöp av verksamhet\t-4\nÖvrigt\t-1,35\nKommunbidrag\t32\n"
    "Finansnetto\t-0,2\nResultat\t{}"
)


@pytest.mark.parametrize("resultat", ["-2,6", "-2,5"])
def test_a_rounded_sum_that_agrees_is_computed_and_told_and_never_accused(resultat: str) -> None:
    got = pasted(drift(), BLOCK.format(resultat), "intakter", "budget")
    assert isinstance(got.answer, Pasting)
    assert got.after.shown("resultat", "prognos") == Decimal(-2550)
    assert got.answer.of("tryckt") == ()
    assert f"Resultat, Prognos helår 2027: «{resultat}» är avrundat" in " ".join(got.answer.after)
    assert list(contradictions(got.before, got.answer)) == []
    assert [f for f in identity_finding("", got.after) if f.severity in IMPORTANT] == []


@pytest.mark.parametrize("resultat", ["-2,7", "-2,56", "2,6", "-3"])
def test_a_sum_beyond_its_own_rounding_is_kept_as_printed_and_told(resultat: str) -> None:
    got = pasted(drift(), BLOCK.format(resultat), "intakter", "budget")
    assert isinstance(got.answer, Pasting)
    assert [cell.row for cell in got.answer.of("tryckt")] == ["resultat"]
    assert [f.address.row for f in contradictions(got.before, got.answer) if f.address] == [
        "resultat"
    ]


def test_nothing_with_its_sign_turned_is_nothing_without_a_sign() -> None:
    block = BLOCK.format("2,6").replace("-0,2", "0,0").replace("12,4", "-12,4")
    got = pasted(drift(), block.replace("t-3", "t3").replace("t-8", "t8"), "intakter", "budget")
    assert str(got.changes["finansnetto/prognos"]) == "0"
