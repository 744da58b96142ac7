"""Tables as Markdown, read back by a Markdown parser with raw HTML allowed."""

import re

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.report.exempel import DRIFT, ELAK, ELAKT_BLAD, UTKAST, blad, tabell, text_mall
from tui.domain.tabell import Rad
from tui.report.markdown_ut import markdown, skyddad
from tui.report.tabellform import tabellform
from tui.svenska.format import ren

LASARE = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
EGNA = {"h2", "p", "table", "thead", "tbody", "tr", "th", "td", "strong", "em", "ul", "li"}


def element(md: str) -> set[str]:
    """The names of the elements that the Markdown becomes."""
    return set(re.findall(r"<([a-z][a-z0-9]*)", LASARE.render(md)))


def celler(md: str) -> list[int]:
    """The number of cells of each row, read back."""
    rader = re.findall(r"<tr>(.*?)</tr>", LASARE.render(md), re.DOTALL)
    return [len(re.findall(r"<t[hd]", rad)) for rad in rader]


def test_a_table_has_its_heading_and_lines() -> None:
    md = markdown([tabellform(blad(DRIFT))])
    assert md.startswith("## Drift\n\nDelårsbokslut 2024 (2024-delar, beslutad) · Enhet: tkr\n\n")
    assert md.endswith("\n\n- Källa: Delårsbokslut 2024, Ekonomi, Drift\n")


def test_sums_are_bold_and_children_indented() -> None:
    md = markdown([tabellform(blad(DRIFT))]).replace("\u00a0", " ")
    assert "| **Verksamhetens kostnader**" in md
    assert "**−281 500**" in md
    assert "| &emsp;Personalkostnader" in md


def test_headings_are_slanted_and_their_empty_cells_are_empty() -> None:
    rad = Rad("h", "Antal", "rubrik")
    md = markdown([tabellform(blad(tabell(text_mall("ett"), rad), UTKAST))])
    assert re.search(r"\| \*Antal\* +\| +\|", md)


def test_hostile_texts_become_text() -> None:
    md = markdown([tabellform(ELAKT_BLAD)])
    assert element(md) <= EGNA
    assert celler(md) == [3] * (len(ELAK.rader) + 1)
    assert [rad for rad in md.split("\n") if ren(rad) != rad] == []


def test_hostile_texts_are_read_back_as_they_were() -> None:
    html = LASARE.render(markdown([tabellform(ELAKT_BLAD)]))
    for synligt in (
        "[@click=app.bell]klicka[/]",
        "| --- | --- |",
        "&lt;script&gt;alert(1)",
        "&amp;lt;b&amp;gt; \\",
    ):
        assert synligt in html


@given(st.text())
def test_any_text_is_one_cell_and_no_element(ond: str) -> None:
    rad = Rad("r", ond, "summa", celler={"ett": ond})
    md = markdown([tabellform(blad(tabell(text_mall("ett"), rad, not_=ond), UTKAST))])
    assert celler(md) == [2, 2]
    assert element(md) <= EGNA


def test_marks_are_escaped() -> None:
    assert skyddad(r"a|b\c`*_[x]<y>#~") == r"a\|b\\c\`\*\_\[x\]\<y\>\#\~"
    assert skyddad("Mål & nyckeltal &amp;") == r"Mål & nyckeltal \&amp;"
