"""Pictures of the screen as plain text, kept in ``pictures/`` and read by people in a diff.

After a change that is meant: ``NAMNDKOLL_BILDER=1 pytest tests/screen/test_pictures.py`` writes
them anew; look at every one that differs before it is kept.
"""

import os
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from tests.screen_driver import BIG, DATA, SMALL, TAB_KEY, opened
from tui.store.folder import Store

PICTURES = Path(__file__).parent / "pictures"
REWRITE = bool(os.environ.get("NAMNDKOLL_BILDER"))
WHOLE = "2024-delar"
STORE = Store(DATA)
DOCUMENT = [d.id for d in STORE.document()[0]]


def views(document: str) -> Iterator[tuple[str, str]]:
    """Tab and table of each picture: every table of one document, the first ones of the others."""
    for tab in TAB_KEY:
        without = tab in ("oversikt", "text")
        tables = [] if without else [t.id for t in STORE.tab(document, tab)[0]]
        yield from ((tab, t) for t in (tables if document == WHOLE else tables[:1]) or [""])


def file(document: str, tab: str, table: str, size: tuple[int, int]) -> Path:
    """Where a picture is kept."""
    parts = (document, tab, table, "x".join(map(str, size)))
    return PICTURES / ("-".join(d for d in parts if d) + ".txt")


@pytest.mark.parametrize("size", [BIG, SMALL], ids=["120x30", "80x24"])
@pytest.mark.parametrize("document", DOCUMENT)
async def test_the_screen_looks_as_in_its_picture(
    folder: Path, document: str, size: tuple[int, int]
) -> None:
    different = {}
    async with opened(folder, size) as screen:
        for tab, table in views(document):
            await screen.go_to(tab, table, document)
            picture = file(document, tab, table, size)
            if REWRITE:
                picture.write_text(screen.text, encoding="utf-8")
            earlier = picture.read_text(encoding="utf-8") if picture.exists() else ""
            if earlier != screen.text:
                different[picture.name] = (screen.text, earlier)
    for now, earlier in different.values():
        assert now == earlier, f"skiljer sig: {', '.join(different)}"


def test_no_picture_is_left_of_a_table_that_is_gone() -> None:
    awaited = {
        file(d, tab, table, size)
        for d in DOCUMENT
        for tab, table in views(d)
        for size in (BIG, SMALL)
    }
    assert set(PICTURES.glob("*.txt")) == awaited


def without_remote_font(svg: str) -> str:
    """The picture without fonts that would be fetched from the net: the reader's own will do."""
    return re.sub(r"@font-face\s*{[^}]*}", "", svg).replace("Fira Code", "DejaVu Sans Mono")


def word_in_svg(svg: str) -> list[str]:
    """The words of a picture's texts, top to bottom."""
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    return [o for text in texts for o in unescape(text).replace("\u00a0", " ").split()]


async def test_the_picture_in_the_readme_is_the_tab_drift_as_it_looks_now(folder: Path) -> None:
    async with opened(folder) as screen:
        await screen.cell("kop_av_tjanster", "avvikelse")
        svg = screen.app.export_screenshot()
        picture = PICTURES / "drift.svg"
        if REWRITE:
            picture.write_text(without_remote_font(svg), encoding="utf-8")
        shown = screen.text.replace("\u00a0", " ").split()
        drawn = picture.read_text(encoding="utf-8")
        assert "font-face" not in drawn
        all_drawn = word_in_svg(drawn)
        assert sorted(all_drawn) == sorted([*shown, screen.app.TITLE])
