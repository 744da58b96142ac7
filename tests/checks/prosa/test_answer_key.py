"""How many of the wrong claims are found, and how many of the others accused: measured."""

import time
from collections import Counter
from decimal import Decimal
from typing import NamedTuple

import pytest
from msgspec.structs import replace

from tests.checks.prosa.answer_key_000 import ANSWER_KEY
from tests.checks.prosa.answer_key_others import ANSWER_KEY_001, ANSWER_KEY_004
from tests.checks.prosa.help import seeds, underlag
from tui.checks.prosa.verdict import Tried, all_tried, checked_text, claims, prosa_finding

UTFALL = {"S": "stammer", "A": "avviker", "-": "ej_prövad"}
AnswerKey = tuple[tuple[int, str, str, str, str], ...]


class Measure(NamedTuple):
    """The measured figures of one text."""

    found: int
    faulty: int
    accused: int
    correct: int
    held: int


def key(verdict: Tried) -> tuple[int, str, str]:
    p = verdict.claim
    return p.row_in_file, str(round(p.value, 2) if p.unit == "andel" else p.value), p.unit


def measure(answer_key: AnswerKey, verdicts: tuple[Tried, ...]) -> Measure:
    error = Counter(row[:3] for row in answer_key if row[3] == "A")
    correct = Counter(row[:3] for row in answer_key if row[3] == "S")
    said = Counter(key(d) for d in verdicts if d.utfall == "avviker")
    held = Counter(key(d) for d in verdicts if d.utfall == "stammer")
    return Measure(
        (said & error).total(),
        error.total(),
        (said - error).total(),
        correct.total(),
        (held & correct).total(),
    )


def test_seed_000_every_wrong_claim_is_found_and_no_other_is_accused() -> None:
    verdicts = checked_text(seeds("000"), underlag("2024-delar"))
    m = measure(ANSWER_KEY, verdicts)
    assert (m.found, m.faulty, m.accused) == (2, 2, 0)
    assert m.held >= 0.95 * m.correct


def test_seed_000_says_the_right_figures() -> None:
    should = {row[:3]: Decimal(row[4]) for row in ANSWER_KEY if row[3] == "A"}
    verdicts = checked_text(seeds("000"), underlag("2024-delar"))
    assert {key(d): d.should for d in verdicts if d.utfall == "avviker"} == should


@pytest.mark.parametrize(
    ("serial", "document", "answer_key", "share"),
    [("004", "2023-bokslut", ANSWER_KEY_004, 0.75), ("001", "2018-delar", ANSWER_KEY_001, 0.70)],
)
def test_the_other_texts(serial: str, document: str, answer_key: AnswerKey, share: float) -> None:
    m = measure(answer_key, checked_text(seeds(serial), underlag(document)))
    assert (m.found, m.accused) == (m.faulty, 0)
    assert m.held >= share * m.correct


def test_the_budget_text_is_accused_of_nothing() -> None:
    verdicts = checked_text(seeds("003"), underlag("2025-budget"))
    assert not [d for d in verdicts if d.utfall == "avviker"]


@pytest.mark.parametrize(
    ("serial", "document", "share"),
    [("000", "2024-delar", 0.95), ("001", "2018-delar", 0.8), ("004", "2023-bokslut", 0.73)],
)
def test_of_changed_figures_so_many_are_found(serial: str, document: str, share: float) -> None:
    """Every claim that agrees, made a third larger, must then disagree, and accuse no other."""
    origin = checked_text(seeds(serial), underlag(document))
    correct = [d for d in origin if d.utfall == "stammer"]
    switched = [_switched(verdict, origin, document) for verdict in correct]
    assert sum(switched) >= share * len(switched)


def _switched(verdict: Tried, origin: tuple[Tried, ...], document: str) -> bool:
    p = verdict.claim
    step = max(abs(p.value) * Decimal("0.3"), 3 * p.precision)
    fresh = replace(p, value=(abs(p.value) + step).quantize(p.precision))
    change = [d.claim for d in origin if d.claim != p]
    after = all_tried([fresh, *change], underlag(document))
    beforehand = {key(d) for d in origin if d.utfall == "avviker"}
    assert {key(d) for d in after[1:] if d.utfall == "avviker"} <= beforehand
    return after[0].utfall == "avviker"


def test_finding_and_judging_in_two_steps_gives_the_same() -> None:
    source = seeds("000")
    u = underlag("2024-delar")
    assert all_tried(claims(source), u) == checked_text(source, u)


def test_a_finding_has_place_words_and_the_right_figure() -> None:
    verdicts = checked_text(seeds("000"), underlag("2024-delar"))
    finding = next(prosa_finding(d) for d in verdicts if d.utfall == "avviker")
    assert (finding.kind, finding.severity, finding.said, finding.should) == (
        "prosa",
        "fel",
        Decimal("5.0"),
        Decimal("6.0"),
    )
    assert (finding.address.document, finding.address.row) == ("2024-delar", "kop_av_tjanster")
    assert "rad 401" in finding.sentence and finding.sentence.endswith(".")


def test_all_four_texts_take_less_than_a_second() -> None:
    texts = [("000", "2024-delar"), ("001", "2018-delar"), ("003", "2025-budget")]
    texts.append(("004", "2023-bokslut"))
    sources = [(seeds(n), underlag(d)) for n, d in texts]
    times = []
    for _ in range(3):
        beginning = time.process_time()
        for source, u in sources:
            checked_text(source, u)
        times.append(time.process_time() - beginning)
    assert min(times) < 1
