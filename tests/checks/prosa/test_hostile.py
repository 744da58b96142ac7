"""Texts that are made to take time: none may take many times as long as an ordinary one."""

import time
from functools import cache

import pytest

from tests.checks.prosa.help import underlag
from tui.checks.prosa import find
from tui.checks.prosa.claim import TextSource
from tui.checks.prosa.find import MAX_CLAIMS, claims
from tui.checks.prosa.paragraphs import is_table_row
from tui.checks.prosa.verdict import checked_against, checked_text

LENGTH = 100_000
TIMES = 8
USUAL = (
    "Köp av tjänster avviker negativt mot budget med 6,0 mnkr jämfört med föregående år.\n"
    "Sjukfrånvaron har minskat från 10,4 procent till 8,4 procent. Nämnden har arbetat vidare.\n\n"
    + ("Nämnden har under perioden arbetat vidare med sina insatser. " * 4 + "\n\n")
    * 3
)
PURCHASE = "Köp av tjänster "
HOSTILE = {
    "figures": "1 ",
    "thousands": "111 ",
    "dashes": "- ",
    "dash lines": "- - - -\n",
    "rows that almost end in figures": "111 " * 49 + "x\n",
    "rows of dashes that do not": "- " * 99 + "x\n",
    "of and of": "tre av ",
    "one run of blanks": " ",
    "blanks between": PURCHASE + "avviker 5 mnkr" + "\u00a0" * 900 + "x 5 procent. ",
    "blanks after from": "Sjukfrånvaron från" + " " * 900 + "x! 5 procent. ",
    "brackets": PURCHASE + "avviker 5 mnkr," + "(" * 900 + "x 5 procent. ",
    "underscores": (PURCHASE + "_" * 220 + " 5 mnkr ") * 4 + ". ",
    "words between underscores": PURCHASE + "avvik_" * 150 + " 5 mnkr. ",
    "one long word": "Andelen " + "ö" * 900 + " 5 procent. ",
    "rows in rows": "Investering " + "bilar " * 150 + " 5 mnkr. ",
    "years": "Andelen " + "2023 " * 180 + " 5 procent. ",
    "tags": "<p>",
    "ends of sentences": ". A",
    "headings": "Ekonomi\n",
    "figures without blank": "1",
}


def moment(text: str) -> float:
    """Seconds of this process for finding and judging; the better of two."""
    source_rows = tuple(text.split("\n"))
    times = []
    for _ in range(2):
        beginning = time.process_time()
        checked_text(TextSource("prov.txt", source_rows), underlag("2024-delar"))
        times.append(time.process_time() - beginning)
    return min(times)


@cache
def usual_time() -> float:
    moment(USUAL)
    return moment(USUAL * (LENGTH // len(USUAL)))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_takes_no_more_than_some_times_an_ordinary_one(name: str) -> None:
    bit = HOSTILE[name]
    assert moment((bit * (LENGTH // len(bit) + 1))[:LENGTH]) < TIMES * usual_time()


def test_a_heading_without_end_is_not_read_again_for_every_claim() -> None:
    claims = (PURCHASE + "avviker 5 procent.\n\n") * 400
    heading = "# Sjukfrånvaro " + "x " * (LENGTH // 2) + "\n\n"
    assert moment(heading + claims) < 4 * moment(claims)


def test_what_comes_after_the_last_claim_that_is_judged_costs_little(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(find, "MAX_CLAIMS", 200)
    bit = "5,0 mnkr " * 10_000
    assert moment(bit * 10) < 4 * moment(bit)


def test_the_first_claims_in_the_order_of_the_text_are_found_and_no_more() -> None:
    rows = tuple(f"Det blev {i % 90 + 1} mnkr och tre personer." for i in range(MAX_CLAIMS))
    all_ = claims(TextSource("prov.txt", rows))
    assert len(all_) == MAX_CLAIMS
    assert {p.unit for p in all_} == {"mnkr", "antal"}
    assert all_[-1].row_in_file == MAX_CLAIMS // 2


def test_a_long_text_is_searched_in_blocks_that_cut_no_claim() -> None:
    bit = "Nämnden har arbetat vidare. " * 40 + "Det blev 5,0 mnkr.\n\n"
    all_ = claims(TextSource("prov.txt", tuple((bit * 400).split("\n"))))
    assert [p.text for p in all_] == ["5,0 mnkr"] * 400


def test_one_text_against_several_underlag_gives_what_it_gives_against_each() -> None:
    source = TextSource("prov.txt", tuple(USUAL.split("\n")))
    two = [underlag("2024-delar"), underlag("2023-bokslut")]
    assert checked_against(source, two) == tuple(checked_text(source, u) for u in two)


@pytest.mark.parametrize(
    ("row", "is_table"),
    [
        ("Personal -158 695 -155 695   3 000  ", True),
        ("Resultat | 0 | -5 000 | -5 000 |", True),
        ("Avvikelsen blev 12 345,6 tkr", False),
        ("Volym 111 222 333", True),
        ("Andel 99 % 98,5 %*", True),
    ],
)
def test_rows_of_figures_are_told_by_the_figures_that_they_end_in(row: str, is_table: bool) -> None:
    assert is_table_row(row) is is_table
