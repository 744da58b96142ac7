"""Tables as HTML, read back by the standard library's parser."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from tests.report.exempel import DRIFT, ELAK, ELAKA, ELAKT_BLAD, UTKAST, blad, tabell, text_mall
from tui.domain.tabell import Rad
from tui.report.html_ut import html
from tui.report.tabellform import tabellform
from tui.svenska.format import ren

EGNA = {"html", "head", "meta", "title", "style", "body", "h2", "p", "ul", "li"}
EGNA |= {"table", "thead", "tbody", "tr", "th", "td", "strong", "em"}


class Lasare(HTMLParser):
    """What a page holds: its elements, attributes, and rows of texts."""

    def __init__(self, sida: str) -> None:
        super().__init__()
        self.element: set[str] = set()
        self.attribut: set[str] = set()
        self.rader: list[list[str]] = []
        self._i_cell = False
        self.feed(sida)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.element.add(tag)
        self.attribut |= {namn for namn, _ in attrs}
        if tag == "tr":
            self.rader.append([])
        if tag in ("td", "th"):
            self._i_cell = True
            self.rader[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        self._i_cell = self._i_cell and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self._i_cell:
            self.rader[-1][-1] += data


def sida(*rader: Rad) -> Lasare:
    return Lasare(html([tabellform(blad(tabell(text_mall("ett"), *rader), UTKAST))]))


def test_a_page_is_whole_and_in_swedish() -> None:
    text = html([tabellform(blad(DRIFT))])
    assert text.startswith('<!DOCTYPE html>\n<html lang="sv">')
    assert "<title>Drift</title>" in text
    assert "<h2>Drift</h2>" in text
    assert text.endswith("</body>\n</html>\n")


def test_figures_are_set_to_the_right_and_sums_are_bold() -> None:
    text = html([tabellform(blad(DRIFT))]).replace("\u00a0", " ")
    assert '<td style="text-align: right;">−158 695</td>' in text
    assert "<td><strong>Verksamhetens kostnader</strong></td>" in text
    assert "<td>&emsp;Personalkostnader</td>" in text


def test_every_row_has_every_column() -> None:
    rader = Lasare(html([tabellform(blad(DRIFT))])).rader
    assert {len(rad) for rad in rader} == {len(DRIFT.kolumner) + 1}
    assert len(rader) == len(DRIFT.rader) + 1


def test_hostile_texts_become_text_and_lose_nothing() -> None:
    text = html([tabellform(ELAKT_BLAD)])
    last = Lasare(text)
    assert last.element <= EGNA
    assert last.attribut <= {"lang", "charset", "http-equiv", "content", "name", "style"}
    assert [rad for rad in text.split("\n") if ren(rad) != rad] == []
    assert [len(rad) for rad in last.rader] == [3] * (len(ELAK.rader) + 1)
    assert [rad[2] for rad in last.rader[1:]] == [f"x{ren(ond)}".rstrip() for ond in ELAKA]


@given(st.text())
def test_any_text_is_one_cell_and_no_element(ond: str) -> None:
    last = sida(Rad("r", ond, "summa", celler={"ett": ond}))
    assert last.element <= EGNA
    assert [len(rad) for rad in last.rader] == [2, 2]
    assert last.rader[1][1] == ren(ond).strip()


def test_the_page_may_load_and_run_nothing() -> None:
    assert "default-src 'none'" in html([tabellform(blad(DRIFT))])


def test_several_tables_share_a_page() -> None:
    form = tabellform(blad(DRIFT))
    text = html([form, form])
    assert text.count("<table>") == 2
    assert text.count("<html") == 1
