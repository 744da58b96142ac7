"""The kinds of phrases that a report says its figures in: right, and altered."""

import json
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.checks.prosa.help import judged

PHRASES = Path(__file__).resolve().parents[4] / "shared" / "cases" / "phrases.json"
WORDS = {"två": Decimal(2), "tre": Decimal(3)}
LETTERS = {"stammer": "s", "avviker": "a", "ej_prövad": "-", "ej_provad": "-"}


def size(written: str) -> Decimal:
    if written in WORDS:
        return WORDS[written]
    plain = "".join(sign for sign in written if sign.isdigit() or sign == ",")
    return Decimal(plain.replace(",", "."))


@cache
def verdicts() -> Counter[str]:
    """How often each verdict was given where each is right: "sa" is a right claim accused."""
    if not PHRASES.exists():
        pytest.skip(f"the phrases are not in {PHRASES.parent}")
    found: Counter[str] = Counter()
    for case in json.loads(PHRASES.read_text("utf-8")):
        found.update(_case(case))
    return found


def _case(case: dict[str, Any]) -> list[str]:
    text = next(case[key] for key in ("sentence", "text", "phrase") if key in case)
    given = list(judged(text, case["document"], case["heading"]))
    pairs = []
    for claim in case["claims"]:
        one = next((t for t in given if abs(t.claim.value) == size(claim["value"])), None)
        if one is not None:
            given.remove(one)
        pairs.append(LETTERS[claim["verdict"]] + (LETTERS[one.utfall] if one else "?"))
    return pairs


def test_no_right_claim_is_accused_and_no_altered_one_is_said_to_agree() -> None:
    assert verdicts()["sa"] == verdicts()["as"] == 0


def test_what_no_table_has_is_not_judged() -> None:
    assert verdicts()["-s"] == verdicts()["-a"] == 0


def test_nine_in_ten_get_just_their_verdict() -> None:
    decided = sum(n for pair, n in verdicts().items() if pair[0] in "sa")
    assert verdicts()["ss"] + verdicts()["aa"] >= 0.9 * decided
