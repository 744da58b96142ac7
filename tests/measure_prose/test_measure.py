"""What the check of running text is worth on nämnder it has not met, held so that it can only rise.

The whole measurement, with its tables, is ``python -m tests.measure_prose``.
"""

from random import Random

import pytest

from tests.measure_prose import sources
from tests.measure_prose.__main__ import SEED
from tests.measure_prose.alterations import FIGURES, altered
from tests.measure_prose.cases import ASIDE, NAMES, cases, faults
from tests.measure_prose.scores import Score, accused, caught, merged, right_total

BOTH = (False, True)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_said_to_be_true_of_the_sentences_is_so_by_the_tables(name: str) -> None:
    own = [case for held_out in BOTH for case in cases(name, held_out)]
    assert [fault for case in own for fault in faults(case)] == []
    assert len(own) >= 60


@pytest.mark.parametrize("name", ASIDE)
def test_the_same_of_boards_that_are_kept_aside_whole(name: str) -> None:
    assert [fault for case in cases(name, True) for fault in faults(case)] == []


@pytest.mark.parametrize("name", NAMES)
def test_an_alteration_is_another_sentence_and_the_same_every_time(name: str) -> None:
    first, second = (
        [new for case in cases(name, False) for new in altered(case, Random(SEED))] for _ in BOTH
    )
    assert first == second
    right = {case.sentence for case in cases(name, False)}
    assert not right & {new.sentence for new in first}
    assert {new.altered for new in first} >= set(FIGURES)


@pytest.fixture(scope="module")
def score() -> Score:
    """Of the nämnder's sentences that rules may have been written by."""
    return merged([sources.invented(name, False, SEED) for name in NAMES])


def test_no_right_sentence_is_accused(score: Score) -> None:
    assert accused(score) == 0


def test_so_many_right_claims_are_checked(score: Score) -> None:
    right = right_total(score)
    assert right["stammer"] >= 0.74 * right.total()


def test_so_many_altered_figures_are_caught(score: Score) -> None:
    found, of = caught(score, FIGURES)
    assert found >= 0.74 * of
    found, of = caught(score, FIGURES, of_cleared=True)
    assert found >= 0.96 * of


def test_so_many_turned_directions_are_caught(score: Score) -> None:
    found, of = caught(score, ["direction"])
    assert found >= 0.75 * of


def test_the_phrases_get_the_verdict_that_they_should() -> None:
    if not sources.PHRASES.exists():
        pytest.skip(f"the phrases are not in {sources.SHARED}")
    phrases = merged(list(sources.phrases(sources.DATA).values()))
    just = sum(n for (label, result), n in phrases.confusion.items() if label == result)
    assert accused(phrases) == phrases.confusion["avviker", "stammer"] == 0
    assert just >= 0.98 * phrases.confusion.total()
