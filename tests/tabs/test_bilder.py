"""The panel's small pictures: bars in proportion, and every risk in its square."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.fem_dokument import ALLA, kalkyl
from tests.tabs.vyer import utkast
from tui.domain.berakning import Kalkyl
from tui.tabs.bilder import MAX_STAPEL, bild, riskruta
from tui.widgets.modell import Textrad, bredd


def texter(rader: tuple[Textrad, ...]) -> list[str]:
    """The lines' texts."""
    return ["".join(t for t, _ in rad) for rad in rader]


def test_bars_are_in_proportion_and_carry_their_figures() -> None:
    k = kalkyl("2024-delar", "drift")
    rader = texter(bild(k, k.tabell.rad("kop_av_tjanster"), 58))
    langder = {rad.split("█")[0].strip(): rad.count("█") for rad in rader}
    assert langder["Takt 12 månader"] == max(langder.values())
    storst = langder["Takt 12 månader"]
    assert langder["Budget 2024"] == round(Decimal(62376) / (Decimal(52021) * 12 / 8) * storst)
    assert [rad[-12:].strip() for rad in rader] == [
        "−62\u00a0376",
        "−68\u00a0376",
        "−52\u00a0021",
        "−45\u00a0195",
        "−78\u00a0032",
    ]


@pytest.mark.parametrize("vid", [58, 78, 38])
def test_no_picture_is_wider_than_its_panel(vid: int) -> None:
    ritade = 0
    for dokument, tabell in ALLA:
        k = kalkyl(dokument, tabell)
        for rad in k.tabell.rader:
            rader = bild(k, rad, vid)
            ritade += bool(rader)
            assert all(bredd(r) <= vid for r in rader), (dokument, tabell, rad.id)
            assert all(r.count("█") <= MAX_STAPEL for r in texter(rader))
    assert ritade > 100


def test_a_single_figure_needs_no_picture() -> None:
    k = kalkyl("2024-delar", "mal")
    assert bild(k, k.tabell.rader[0], 58) == ()


RISKER = {(3, 2): 2, (4, 3): 2, (3, 3): 3, (2, 3): 2}
"""How many risks of budget 2025 stand at each (sannolikhet, väsentlighet)."""


def rutor(k: Kalkyl, rad: str) -> dict[tuple[int, int], str]:
    """What is written in each square, by (sannolikhet, väsentlighet)."""
    _, *rader, _ = riskruta(k, k.tabell.rad(rad))
    return {
        (int(huvud[0]), v): text
        for (huvud, _), *bitar in rader
        for v, (text, _) in enumerate(bitar, 1)
    }


def test_every_risk_is_counted_in_its_square() -> None:
    k = kalkyl("2025-budget", "risker")
    tal = {plats: text[1:3].strip() for plats, text in rutor(k, k.tabell.rader[0].id).items()}
    assert {p: int(t) for p, t in tal.items() if t} == RISKER
    assert sum(RISKER.values()) == len(k.tabell.rader)
    assert len(tal) == 16


def test_every_square_tells_its_band_by_the_sign_of_the_riskvarde_column() -> None:
    k = kalkyl("2025-budget", "risker")
    bilden = rutor(k, k.tabell.rader[0].id)
    assert {p: text[3] for p, text in bilden.items()} == {
        (s, v): "▼" if s * v >= 12 else "▽" if s * v >= 8 else "·" if s * v >= 4 else "▲"
        for s in range(1, 5)
        for v in range(1, 5)
    }


def test_the_square_of_the_risk_under_the_cursor_is_in_brackets() -> None:
    k = kalkyl("2025-budget", "risker")
    for rad in k.tabell.rader:
        plats = (int(k.tal(rad.id, "sannolikhet") or 0), int(k.tal(rad.id, "vasentlighet") or 0))
        assert [p for p, text in rutor(k, rad.id).items() if "[" in text] == [plats]


def test_a_moved_risk_moves_in_the_picture() -> None:
    k = utkast("2025-budget", "risker")
    rad = k.tabell.rader[0]
    ny = Kalkyl(k.tabell.med_rad(rad.med_cell("sannolikhet", Decimal(1))), k.sammanhang)
    efter = rutor(ny, rad.id)
    assert (efter[(4, 3)].strip(), efter[(1, 3)].strip()) == ("1▼", "[ 1▲]")


def test_a_risk_that_is_not_yet_judged_stands_in_no_square() -> None:
    k = utkast("2025-budget", "risker")
    rad = replace(k.tabell.rader[0], celler={})
    ny = Kalkyl(k.tabell.med_rad(rad), k.sammanhang)
    assert not any("[" in text for text in rutor(ny, rad.id).values())
