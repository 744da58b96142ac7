"""Tables as Markdown, read back by a Markdown parser with raw HTML allowed."""

import re

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.report.example import DRIFT, HOSTILE, HOSTILE_SHEET, UTKAST, sheet, table, text_template
from tui.domain.table import Row
from tui.report.tables import plain_table
from tui.report.writers.markdown import markdown, protected
from tui.svenska.format import clean

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
OWN = {"h2", "p", "table", "thead", "tbody", "tr", "th", "td", "strong", "em", "ul", "li"}


def element(md: str) -> set[str]:
    """The names of the elements that the Markdown becomes."""
    return set(re.findall(r"<([a-z][a-z0-9]*)", READER.render(md)))


def cells(md: str) -> list[int]:
    """The number of cells of each row, read back."""
    rows = re.findall(r"<tr>(.*?)</tr>", READER.render(md), re.DOTALL)
    return [len(re.findall(r"<t[hd]", row)) for row in rows]


def test_a_table_has_its_heading_and_lines() -> None:
    md = markdown([plain_table(sheet(DRIFT))])
    assert md.startswith("## Drift\n\nDelårsbokslut 2024 (2024-delar, beslutad) · Enhet: tkr\n\n")
    assert md.endswith("\n\n- Källa: Delårsbokslut 2024, Ekonomi, Drift\n")


def test_sums_are_bold_and_children_indented() -> None:
    md = markdown([plain_table(sheet(DRIFT))]).replace("\u00a0", " ")
    assert "| **Verksamhetens kostnader**" in md
    assert "**−281 500**" in md
    assert "| &emsp;Personalkostnader" in md


def test_headings_are_slanted_and_their_empty_cells_are_empty() -> None:
    row = Row("h", "Antal", "rubrik")
    md = markdown([plain_table(sheet(table(text_template("ett"), row), UTKAST))])
    assert re.search(r"\| \*Antal\* +\| +\|", md)


def test_hostile_texts_become_text() -> None:
    md = markdown([plain_table(HOSTILE_SHEET)])
    assert element(md) <= OWN
    assert cells(md) == [3] * (len(HOSTILE.rows) + 1)
    assert [row for row in md.split("\n") if clean(row) != row] == []


def test_hostile_texts_are_read_back_as_they_were() -> None:
    html = READER.render(markdown([plain_table(HOSTILE_SHEET)]))
    for visible in (
        "[@click=app.bell]klicka[/]",
        "| --- | --- |",
        "&lt;script&gt;alert(1)",
        "&amp;lt;b&amp;gt; \\",
    ):
        assert visible in html


@given(st.text())
def test_any_text_is_one_cell_and_no_element(bad: str) -> None:
    row = Row("r", bad, "summa", cells={"ett": bad})
    md = markdown([plain_table(sheet(table(text_template("ett"), row, not_=bad), UTKAST))])
    assert cells(md) == [2, 2]
    assert element(md) <= OWN


def test_marks_are_escaped() -> None:
    assert protected(r"a|b\c`*_[x]<y>#~") == r"a\|b\\c\`\*\_\[x\]\<y\>\#\~"
    assert protected("Mål & nyckeltal &amp;") == r"Mål & nyckeltal \&amp;"
