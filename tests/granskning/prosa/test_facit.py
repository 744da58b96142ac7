"""How many of the wrong claims are found, and how many of the others accused: measured."""

import time
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

import pytest

from tests.granskning.prosa.facit_000 import FACIT
from tests.granskning.prosa.facit_andra import FACIT_001, FACIT_004
from tests.granskning.prosa.hjalp import fron, underlag
from tui.granskning.prosa.dom import Provat, granskad_text, pastaenden, prosafynd, provade

UTFALL = {"S": "stammer", "A": "avviker", "-": "ej_prövad"}
Facit = tuple[tuple[int, str, str, str, str], ...]


class Matt(NamedTuple):
    """The measured figures of one text."""

    funna: int
    felaktiga: int
    anklagade: int
    ratta: int
    hallna: int


def nyckel(dom: Provat) -> tuple[int, str, str]:
    p = dom.pastaende
    return p.rad_i_fil, str(round(p.varde, 2) if p.enhet == "andel" else p.varde), p.enhet


def matt(facit: Facit, domar: tuple[Provat, ...]) -> Matt:
    fel = Counter(rad[:3] for rad in facit if rad[3] == "A")
    ratta = Counter(rad[:3] for rad in facit if rad[3] == "S")
    sagda = Counter(nyckel(d) for d in domar if d.utfall == "avviker")
    hallna = Counter(nyckel(d) for d in domar if d.utfall == "stammer")
    return Matt(
        (sagda & fel).total(),
        fel.total(),
        (sagda - fel).total(),
        ratta.total(),
        (hallna & ratta).total(),
    )


def test_seed_000_every_wrong_claim_is_found_and_no_other_is_accused() -> None:
    domar = granskad_text(fron("000"), underlag("2024-delar"))
    m = matt(FACIT, domar)
    assert (m.funna, m.felaktiga, m.anklagade) == (2, 2, 0)
    assert m.hallna >= 0.95 * m.ratta


def test_seed_000_says_the_right_figures() -> None:
    borde = {rad[:3]: Decimal(rad[4]) for rad in FACIT if rad[3] == "A"}
    domar = granskad_text(fron("000"), underlag("2024-delar"))
    assert {nyckel(d): d.borde for d in domar if d.utfall == "avviker"} == borde


@pytest.mark.parametrize(
    ("nummer", "dokument", "facit", "andel"),
    [("004", "2023-bokslut", FACIT_004, 0.75), ("001", "2018-delar", FACIT_001, 0.70)],
)
def test_the_other_texts(nummer: str, dokument: str, facit: Facit, andel: float) -> None:
    m = matt(facit, granskad_text(fron(nummer), underlag(dokument)))
    assert (m.funna, m.anklagade) == (m.felaktiga, 0)
    assert m.hallna >= andel * m.ratta


def test_the_budget_text_is_accused_of_nothing() -> None:
    domar = granskad_text(fron("003"), underlag("2025-budget"))
    assert not [d for d in domar if d.utfall == "avviker"]


@pytest.mark.parametrize(
    ("nummer", "dokument", "andel"),
    [("000", "2024-delar", 0.95), ("001", "2018-delar", 0.8), ("004", "2023-bokslut", 0.73)],
)
def test_of_changed_figures_so_many_are_found(nummer: str, dokument: str, andel: float) -> None:
    """Every claim that agrees, made a third larger, must then disagree, and accuse no other."""
    ursprung = granskad_text(fron(nummer), underlag(dokument))
    ratta = [d for d in ursprung if d.utfall == "stammer"]
    bytta = [_bytt(dom, ursprung, dokument) for dom in ratta]
    assert sum(bytta) >= andel * len(bytta)


def _bytt(dom: Provat, ursprung: tuple[Provat, ...], dokument: str) -> bool:
    p = dom.pastaende
    steg = max(abs(p.varde) * Decimal("0.3"), 3 * p.precision)
    nytt = replace(p, varde=(abs(p.varde) + steg).quantize(p.precision))
    andra = [d.pastaende for d in ursprung if d.pastaende != p]
    efter = provade([nytt, *andra], underlag(dokument))
    forut = {nyckel(d) for d in ursprung if d.utfall == "avviker"}
    assert {nyckel(d) for d in efter[1:] if d.utfall == "avviker"} <= forut
    return efter[0].utfall == "avviker"


def test_finding_and_judging_in_two_steps_gives_the_same() -> None:
    kalla = fron("000")
    u = underlag("2024-delar")
    assert provade(pastaenden(kalla), u) == granskad_text(kalla, u)


def test_a_finding_has_place_words_and_the_right_figure() -> None:
    domar = granskad_text(fron("000"), underlag("2024-delar"))
    fynd = next(prosafynd(d) for d in domar if d.utfall == "avviker")
    assert (fynd.slag, fynd.allvar, fynd.sagt, fynd.borde) == (
        "prosa",
        "fel",
        Decimal("5.0"),
        Decimal("6.0"),
    )
    assert (fynd.adress.dokument, fynd.adress.rad) == ("2024-delar", "kop_av_tjanster")
    assert "rad 401" in fynd.mening and fynd.mening.endswith(".")


def test_all_four_texts_take_less_than_a_second() -> None:
    texter = [("000", "2024-delar"), ("001", "2018-delar"), ("003", "2025-budget")]
    texter.append(("004", "2023-bokslut"))
    kallor = [(fron(n), underlag(d)) for n, d in texter]
    tider = []
    for _ in range(3):
        borjan = time.process_time()
        for kalla, u in kallor:
            granskad_text(kalla, u)
        tider.append(time.process_time() - borjan)
    assert min(tider) < 1
