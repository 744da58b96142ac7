"""How headings wrap and how wide columns get."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fem_dokument import ALLA, kalkyl
from tui.domain.celltext import kolumnrubrik
from tui.tabs.kolumnbredd import (
    AVSTAVNINGAR,
    MAX_RUBRIKRADER,
    MAX_TEXT,
    etikettbredd,
    rubrikrader,
    talbredd,
    textbredd,
    vidgade,
)
from tui.widgets.modell import Rutkolumn


@pytest.mark.parametrize(
    ("rubrik", "minst", "rader"),
    [
        ("Budget 2024", 8, ("Budget", "2024")),
        ("Budget 2024", 11, ("Budget 2024",)),
        ("Avv. prognos/budget 2024", 6, ("Avv.", "prognos/", "budget 2024")),
        ("Diff. utfall 2023/2024", 8, ("Diff.", "utfall", "2023/2024")),
        ("Delårsbokslut 2024", 8, ("Delårs-", "bokslut", "2024")),
        ("Delårsbokslut 2024", 18, ("Delårsbokslut 2024",)),
        ("Sysselsättningsgrad (snitt)", 6, ("Syssel-", "sättnings-", "grad (snitt)")),
        ("Riskvärde", 3, ("Risk-", "värde")),
        ("", 5, ("",)),
    ],
)
def test_a_heading_wraps_where_a_reader_would(
    rubrik: str, minst: int, rader: tuple[str, ...]
) -> None:
    assert rubrikrader(rubrik, minst) == rader


def utan_fogar(text: str) -> str:
    """A heading without what wrapping may add or take away."""
    return text.replace(" ", "").replace("-", "")


@given(rubrik=st.text(alphabet="abåäö /-.", max_size=50), minst=st.integers(1, 30))
def test_a_heading_loses_no_letter_and_has_at_most_three_lines(rubrik: str, minst: int) -> None:
    rader = rubrikrader(rubrik, minst)
    assert 1 <= len(rader) <= MAX_RUBRIKRADER
    assert utan_fogar("".join(rader)) == utan_fogar(rubrik)


def test_no_printed_heading_loses_a_letter() -> None:
    rubriker = {
        kolumnrubrik(kolumn, k.sammanhang.period)
        for dokument, tabell in ALLA
        for k in (kalkyl(dokument, tabell),)
        for kolumn in k.tabell.kolumner
    }
    assert len(rubriker) > 60
    for rubrik in rubriker:
        for minst in (1, 5, 9, 14):
            assert utan_fogar("".join(rubrikrader(rubrik, minst))) == utan_fogar(rubrik)


def test_a_word_is_parted_only_into_itself() -> None:
    for ord_, delar in AVSTAVNINGAR.items():
        assert "".join(delar).replace("-", "") == ord_
        assert all(del_.endswith("-") for del_ in delar[:-1])


def test_a_column_of_figures_is_as_wide_as_its_longest_figure_or_heading() -> None:
    assert talbredd(["1", "−158\u00a0695"], ("Budget", "2024")) == 8
    assert talbredd(["1"], ("Prognos", "helår")) == 7
    assert talbredd([], ()) == 1


@given(texter=st.lists(st.text(max_size=90), max_size=5), rubrik=st.text(max_size=40))
def test_a_column_of_text_is_within_its_bounds(texter: list[str], rubrik: str) -> None:
    assert 12 <= textbredd(texter, rubrik) <= MAX_TEXT
    assert textbredd(texter, rubrik, 16) <= 16


@pytest.mark.parametrize(
    ("etiketter", "skarm", "bredd"),
    [
        ([], 80, 10),
        (["Totalt"], 80, 10),
        (["x" * 29], 80, 29),
        (["x" * 90], 80, 32),
        (["x" * 90], 120, 44),
        (["x" * 90], 20, 10),
    ],
)
def test_the_label_column_leaves_the_most_of_the_screen(
    etiketter: list[str], skarm: int, bredd: int
) -> None:
    assert etikettbredd(etiketter, skarm) == bredd


def kolumn(bredd: int) -> Rutkolumn:
    """A column of a width."""
    return Rutkolumn("k", ("K",), bredd, teckenbredd=1)


@pytest.mark.parametrize(
    ("skarm", "bredder"),
    [(80, (30, 12, 20)), (54, (30, 10, 8)), (40, (21, 5, 8)), (20, (10, 5, 8))],
)
def test_columns_that_all_fit_take_the_room_that_is_left(
    skarm: int, bredder: tuple[int, ...]
) -> None:
    texter = (["x" * 30], ["1" * 12], ["y" * 20])
    vidare = vidgade((kolumn(10), kolumn(5), kolumn(8)), texter, skarm)
    assert tuple(k.bredd for k in vidare) == bredder


@given(
    bredder=st.lists(st.integers(1, 30), min_size=1, max_size=8),
    behov=st.integers(0, 60),
    skarm=st.integers(10, 200),
)
def test_no_column_is_pushed_out_by_a_wider_one(bredder: list[int], behov: int, skarm: int) -> None:
    fore = [kolumn(b) for b in bredder]
    efter = vidgade(fore, [["x" * behov]] * len(fore), skarm)
    assert all(a.bredd <= b.bredd for a, b in zip(fore, efter, strict=True))
    ryms = sum(k.totalbredd + 1 for k in fore) <= skarm
    assert efter == tuple(fore) or (ryms and sum(k.totalbredd + 1 for k in efter) <= skarm)
