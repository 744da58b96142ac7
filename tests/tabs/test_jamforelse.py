"""Two tables side by side as a grid: three columns each, and words where there is no figure."""

from decimal import Decimal

import pytest

from tests.fem_dokument import huvud, yta
from tui.granskning.jamforbarhet import Sida
from tui.granskning.jamforelse import jamforelse
from tui.tabs.jamforelse import (
    Jamforelsevy,
    cellrubrik,
    jamforelserader,
    jamforelserubrik,
    jamforelsetecken,
    skillnadstext,
)


def vy(har: str, dar: str, tabell: str, skarm: int = 120) -> Jamforelsevy:
    sidor = (Sida(huvud(d), yta().kalkyl(d, tabell)) for d in (har, dar))
    return Jamforelsevy(jamforelse(*sidor), skarm)


DRIFT = vy("2024-delar", "2018-delar", "drift")
MAL = vy("2024-delar", "2023-bokslut", "nyckeltal")


def texten(v: Jamforelsevy, rad: int, kolumn: int, bredd: int = 60) -> str:
    return "\n".join("".join(t for t, _ in r) for r in jamforelserader(v, rad, kolumn, bredd))


def test_each_column_stands_here_there_and_as_a_difference() -> None:
    rubriker = [" ".join(k.rubrik) for k in DRIFT.kolumner[1:4]]
    assert rubriker == ["här: Budget 2024", "där: Budget 2018", "skillnad"]
    assert (len(DRIFT.kolumner) - 1) % 3 == 0


@pytest.mark.parametrize("v", [DRIFT, MAL], ids=["drift", "nyckeltal"])
def test_every_figure_fits_its_column(v: Jamforelsevy) -> None:
    for rad in range(v.antal_rader):
        for nr, kolumn in enumerate(v.kolumner):
            ruta = v.ruta(rad, nr)
            assert len(ruta.text) <= kolumn.bredd or not kolumn.hoger
            assert len(ruta.tecken) < kolumn.teckenbredd or not ruta.tecken
            assert v.redigering(rad, nr) == "ingen"


def test_a_row_that_only_one_has_says_so_in_words() -> None:
    ensam = next(i for i, r in enumerate(MAL.jamford.rader) if not r.dar)
    assert MAL.ruta(ensam, 2).text == "saknas"
    assert MAL.ruta(ensam, 3).text == ""
    sist = MAL.antal_rader - 1
    assert MAL.jamford.rader[sist].har == ""
    assert MAL.ruta(sist, 1).text == "saknas"


def test_what_is_not_compared_has_a_dot_and_no_figure() -> None:
    v = vy("2024-delar", "2023-bokslut", "drift")
    nr = next(i for i, k in enumerate(v.kolumner) if k.id == "utfall.skillnad")
    assert v.kolumner[nr].rubrik == ("jämförs", "inte")
    assert {v.ruta(r, nr).text for r in range(v.antal_rader)} == {"·"}


def test_the_panel_says_the_cell_in_words() -> None:
    text = texten(DRIFT, 1, 1).replace("\u00a0", " ")
    assert text.splitlines()[:3] == [
        "Här, Budget 2024: −158 695",
        "Där, Budget 2018: −168 053",
        "Skillnad, här − där: +9 358 (+5,6 %)",
    ]
    assert cellrubrik(DRIFT, 1, 1) == "Personalkostnader · Budget 2024"
    assert cellrubrik(DRIFT, 1, 0) == "Personalkostnader"


def test_the_lines_above_fit_a_narrow_screen_and_say_how_it_is_counted() -> None:
    assert len(jamforelserubrik(DRIFT.jamford)) <= 80
    assert jamforelserubrik(DRIFT.jamford).endswith("Esc tillbaka")
    assert jamforelsetecken(DRIFT.jamford) == " Skillnad = här − där."


@pytest.mark.parametrize(
    ("tal", "text"), [("5", "+5"), ("-5", "−5"), ("0", "0"), ("0.50", "+0,50")]
)
def test_a_difference_has_its_sign(tal: str, text: str) -> None:
    assert skillnadstext(Decimal(tal)) == text
