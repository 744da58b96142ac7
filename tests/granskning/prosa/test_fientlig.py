"""Texts that are made to take time: none may take many times as long as an ordinary one."""

import time
from functools import cache

import pytest

from tests.granskning.prosa.hjalp import underlag
from tui.granskning.prosa import hitta
from tui.granskning.prosa.dom import granskad_mot, granskad_text
from tui.granskning.prosa.hitta import MAX_PASTAENDEN, pastaenden
from tui.granskning.prosa.pastaende import Textkalla
from tui.granskning.prosa.stycken import ar_tabellrad

LANGD = 100_000
GANGER = 8
VANLIG = (
    "Köp av tjänster avviker negativt mot budget med 6,0 mnkr jämfört med föregående år.\n"
    "Sjukfrånvaron har minskat från 10,4 procent till 8,4 procent. Nämnden har arbetat vidare.\n\n"
    + ("Nämnden har under perioden arbetat vidare med sina insatser. " * 4 + "\n\n")
    * 3
)
KOP = "Köp av tjänster "
FIENTLIGA = {
    "figures": "1 ",
    "thousands": "111 ",
    "dashes": "- ",
    "dash lines": "- - - -\n",
    "rows that almost end in figures": "111 " * 49 + "x\n",
    "rows of dashes that do not": "- " * 99 + "x\n",
    "of and of": "tre av ",
    "one run of blanks": " ",
    "blanks between": KOP + "avviker 5 mnkr" + "\u00a0" * 900 + "x 5 procent. ",
    "blanks after from": "Sjukfrånvaron från" + " " * 900 + "x! 5 procent. ",
    "brackets": KOP + "avviker 5 mnkr," + "(" * 900 + "x 5 procent. ",
    "underscores": (KOP + "_" * 220 + " 5 mnkr ") * 4 + ". ",
    "words between underscores": KOP + "avvik_" * 150 + " 5 mnkr. ",
    "one long word": "Andelen " + "ö" * 900 + " 5 procent. ",
    "rows in rows": "Investering " + "bilar " * 150 + " 5 mnkr. ",
    "years": "Andelen " + "2023 " * 180 + " 5 procent. ",
    "tags": "<p>",
    "ends of sentences": ". A",
    "headings": "Ekonomi\n",
    "figures without blank": "1",
}


def tid(text: str) -> float:
    """Seconds of this process for finding and judging; the better of two."""
    kalla_rader = tuple(text.split("\n"))
    tider = []
    for _ in range(2):
        borjan = time.process_time()
        granskad_text(Textkalla("prov.txt", kalla_rader), underlag("2024-delar"))
        tider.append(time.process_time() - borjan)
    return min(tider)


@cache
def vanlig_tid() -> float:
    tid(VANLIG)
    return tid(VANLIG * (LANGD // len(VANLIG)))


@pytest.mark.parametrize("namn", FIENTLIGA)
def test_a_hostile_text_takes_no_more_than_some_times_an_ordinary_one(namn: str) -> None:
    bit = FIENTLIGA[namn]
    assert tid((bit * (LANGD // len(bit) + 1))[:LANGD]) < GANGER * vanlig_tid()


def test_a_heading_without_end_is_not_read_again_for_every_claim() -> None:
    claims = (KOP + "avviker 5 procent.\n\n") * 400
    rubrik = "# Sjukfrånvaro " + "x " * (LANGD // 2) + "\n\n"
    assert tid(rubrik + claims) < 4 * tid(claims)


def test_what_comes_after_the_last_claim_that_is_judged_costs_little(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(hitta, "MAX_PASTAENDEN", 200)
    bit = "5,0 mnkr " * 10_000
    assert tid(bit * 10) < 4 * tid(bit)


def test_the_first_claims_in_the_order_of_the_text_are_found_and_no_more() -> None:
    rader = tuple(f"Det blev {i % 90 + 1} mnkr och tre personer." for i in range(MAX_PASTAENDEN))
    alla = pastaenden(Textkalla("prov.txt", rader))
    assert len(alla) == MAX_PASTAENDEN
    assert {p.enhet for p in alla} == {"mnkr", "antal"}
    assert alla[-1].rad_i_fil == MAX_PASTAENDEN // 2


def test_a_long_text_is_searched_in_blocks_that_cut_no_claim() -> None:
    bit = "Nämnden har arbetat vidare. " * 40 + "Det blev 5,0 mnkr.\n\n"
    alla = pastaenden(Textkalla("prov.txt", tuple((bit * 400).split("\n"))))
    assert [p.text for p in alla] == ["5,0 mnkr"] * 400


def test_one_text_against_several_underlag_gives_what_it_gives_against_each() -> None:
    kalla = Textkalla("prov.txt", tuple(VANLIG.split("\n")))
    tva = [underlag("2024-delar"), underlag("2023-bokslut")]
    assert granskad_mot(kalla, tva) == tuple(granskad_text(kalla, u) for u in tva)


@pytest.mark.parametrize(
    ("rad", "ar_tabell"),
    [
        ("Personal -158 695 -155 695   3 000  ", True),
        ("Resultat | 0 | -5 000 | -5 000 |", True),
        ("Avvikelsen blev 12 345,6 tkr", False),
        ("Volym 111 222 333", True),
        ("Andel 99 % 98,5 %*", True),
    ],
)
def test_rows_of_figures_are_told_by_the_figures_that_they_end_in(
    rad: str, ar_tabell: bool
) -> None:
    assert ar_tabellrad(rad) is ar_tabell
