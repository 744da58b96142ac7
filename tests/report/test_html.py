"""Tables as HTML, read back by the standard library's parser."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from tests.report.example import (
    DRIFT,
    HOSTILE,
    HOSTILE_ONES,
    HOSTILE_SHEET,
    UTKAST,
    sheet,
    table,
    text_template,
)
from tui.domain.table import Row
from tui.report.tables import plain_table
from tui.report.writers.html import html
from tui.svenska.format import clean

OWN = {"html", "head", "meta", "title", "style", "body", "h2", "p", "ul", "li"}
OWN |= {"table", "thead", "tbody", "tr", "th", "td", "strong", "em"}


class Reader(HTMLParser):
    """What a page holds: its elements, attributes, and rows of texts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.element: set[str] = set()
        self.attributes: set[str] = set()
        self.rows: list[list[str]] = []
        self._in_cell = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.element.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self._in_cell = True
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        self._in_cell = self._in_cell and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self.rows[-1][-1] += data


def page(*rows: Row) -> Reader:
    return Reader(html([plain_table(sheet(table(text_template("ett"), *rows), UTKAST))]))


def test_a_page_is_whole_and_in_swedish() -> None:
    text = html([plain_table(sheet(DRIFT))])
    assert text.startswith('<!DOCTYPE html>\n<html lang="sv">')
    assert "<title>Drift</title>" in text
    assert "<h2>Drift</h2>" in text
    assert text.endswith("</body>\n</html>\n")


def test_figures_are_set_to_the_right_and_sums_are_bold() -> None:
    text = html([plain_table(sheet(DRIFT))]).replace("\u00a0", " ")
    assert '<td style="text-align: right;">−158 695</td>' in text
    assert "<td><strong>Verksamhetens kostnader</strong></td>" in text
    assert "<td>&emsp;Personalkostnader</td>" in text


def test_every_row_has_every_column() -> None:
    rows = Reader(html([plain_table(sheet(DRIFT))])).rows
    assert {len(row) for row in rows} == {len(DRIFT.columns) + 1}
    assert len(rows) == len(DRIFT.rows) + 1


def test_hostile_texts_become_text_and_lose_nothing() -> None:
    text = html([plain_table(HOSTILE_SHEET)])
    locked = Reader(text)
    assert locked.element <= OWN
    assert locked.attributes <= {"lang", "charset", "http-equiv", "content", "name", "style"}
    assert [row for row in text.split("\n") if clean(row) != row] == []
    assert [len(row) for row in locked.rows] == [3] * (len(HOSTILE.rows) + 1)
    assert [row[2] for row in locked.rows[1:]] == [
        f"x{clean(bad)}".rstrip() for bad in HOSTILE_ONES
    ]


@given(st.text())
def test_any_text_is_one_cell_and_no_element(bad: str) -> None:
    locked = page(Row("r", bad, "summa", cells={"ett": bad}))
    assert locked.element <= OWN
    assert [len(row) for row in locked.rows] == [2, 2]
    assert locked.rows[1][1] == clean(bad).strip()


def test_the_page_may_load_and_run_nothing() -> None:
    assert "default-src 'none'" in html([plain_table(sheet(DRIFT))])


def test_several_tables_share_a_page() -> None:
    form = plain_table(sheet(DRIFT))
    text = html([form, form])
    assert text.count("<table>") == 2
    assert text.count("<html") == 1
