"""Pictures of the screen as plain text, kept in ``bilder/`` and read by people in a diff.

After a change that is meant: ``NAMNDKOLL_BILDER=1 pytest tests/app/test_bilder.py`` writes them
anew; look at every one that differs before it is kept.
"""

import os
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from tests.skarm import DATA, FLIKTANGENT, LITEN, STOR, oppnad
from tui.store.mapp import Lager

BILDER = Path(__file__).parent / "bilder"
SKRIV_OM = bool(os.environ.get("NAMNDKOLL_BILDER"))
HELA = "2024-delar"
LAGER = Lager(DATA)
DOKUMENT = [d.id for d in LAGER.dokument()[0]]


def vyer(dokument: str) -> Iterator[tuple[str, str]]:
    """Tab and table of each picture: every table of one document, the first ones of the others."""
    for flik in FLIKTANGENT:
        utan = flik in ("oversikt", "text")
        tabeller = [] if utan else [t.id for t in LAGER.flik(dokument, flik)[0]]
        yield from ((flik, t) for t in (tabeller if dokument == HELA else tabeller[:1]) or [""])


def fil(dokument: str, flik: str, tabell: str, storlek: tuple[int, int]) -> Path:
    """Where a picture is kept."""
    delar = (dokument, flik, tabell, "x".join(map(str, storlek)))
    return BILDER / ("-".join(d for d in delar if d) + ".txt")


@pytest.mark.parametrize("storlek", [STOR, LITEN], ids=["120x30", "80x24"])
@pytest.mark.parametrize("dokument", DOKUMENT)
async def test_the_screen_looks_as_in_its_picture(
    mapp: Path, dokument: str, storlek: tuple[int, int]
) -> None:
    olika = {}
    async with oppnad(mapp, storlek) as skarm:
        for flik, tabell in vyer(dokument):
            await skarm.ga_till(flik, tabell, dokument)
            bild = fil(dokument, flik, tabell, storlek)
            if SKRIV_OM:
                bild.write_text(skarm.text, encoding="utf-8")
            forr = bild.read_text(encoding="utf-8") if bild.exists() else ""
            if forr != skarm.text:
                olika[bild.name] = (skarm.text, forr)
    for nu, forr in olika.values():
        assert nu == forr, f"skiljer sig: {', '.join(olika)}"


def test_no_picture_is_left_of_a_table_that_is_gone() -> None:
    vantade = {
        fil(d, flik, tabell, storlek)
        for d in DOKUMENT
        for flik, tabell in vyer(d)
        for storlek in (STOR, LITEN)
    }
    assert set(BILDER.glob("*.txt")) == vantade


def utan_fjarrtypsnitt(svg: str) -> str:
    """The picture without fonts that would be fetched from the net: the reader's own will do."""
    return re.sub(r"@font-face\s*{[^}]*}", "", svg).replace("Fira Code", "DejaVu Sans Mono")


def ord_i_svg(svg: str) -> list[str]:
    """The words of a picture's texts, top to bottom."""
    texter = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    return [o for text in texter for o in unescape(text).replace("\u00a0", " ").split()]


async def test_the_picture_in_the_readme_is_the_tab_drift_as_it_looks_now(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.cell("kop_av_tjanster", "avvikelse")
        svg = skarm.app.export_screenshot()
        bild = BILDER / "drift.svg"
        if SKRIV_OM:
            bild.write_text(utan_fjarrtypsnitt(svg), encoding="utf-8")
        visade = skarm.text.replace("\u00a0", " ").split()
        ritad = bild.read_text(encoding="utf-8")
        assert "font-face" not in ritad
        ritade = ord_i_svg(ritad)
        assert sorted(ritade) == sorted([*visade, skarm.app.TITLE])
