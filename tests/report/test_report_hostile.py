"""Hostile texts in every place of a report and in every format stay text and keep their cells."""

import io
import re
import zipfile
from functools import cache

import docx
import pytest
from msgspec.structs import replace

from tests.report.example import UTKAST, table, text_template
from tests.report.reread import (
    out_of_excel,
    out_of_html,
    out_of_markdown,
    out_of_word,
    without_sign,
)
from tui.domain.table import Row, Table
from tui.report.build import report_of
from tui.report.values import Report
from tui.report.writers.excel import sheet_name
from tui.report.writers.excel_sheet import HEAD_ROW, MAX_TEXT
from tui.report.writing import FORMATS, report_bytes
from tui.svenska.format import clean
from tui.workspace import Workspace

HOSTILE_ONES = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "@SUM(1;1)",
    "-2+3",
    "\t=1+1",
    "\r=1+1",
    "'=1+1",
    '=DDE("cmd";"/C calc";"x")',
    '=HYPERLINK("http://ond.example";"klicka")',
    "{=SUM(A1:A9)}",
    "＝1+1",
    "#N/A",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "&amp;lt;b&gt; &copy &#60;",
    "a | b || c \\| d",
    "`kod` ```block```",
    "[a](javascript:alert(1)) ![b](x) <http://ond.example> [ref]: x",
    "se www.ond.example och https://ond.example",
    "**fet** _kursiv_ ~~bort~~ # rubrik\n# en till",
    "\x00\x07\x1b[31mröd\x1b]0;t\x07\x9b31m",
    "\u202eomvänd\u202c\u2066dold\u2069 och\u200b",
    "\ud800 ensam \ufffe",
    '"><style>*{display:none}</style>',
    "]]> <!-- --> <?php ?>",
    "TOC \\o { DDEAUTO c:\\\\windows calc }",
    "mycket långt " * 4000,
    "x" * 40_000,
)
CLEANED = [clean(bad) for bad in HOSTILE_ONES]
COLUMNS = ("ett", "tva")
ELEMENT = {
    *("html", "head", "meta", "title", "style", "body", "main", "section", "nav", "h1", "h2", "h3"),
    *("h4", "p", "ul", "li", "a", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr"),
    *("th", "td", "strong", "span"),
}


@cache
def hostile_report() -> Report:
    """A report where each hostile text is a heading, a label, a cell, a note and a comment."""
    rows = tuple(
        Row(f"r{i}", bad, "summa" if i % 2 else "post", cells={"ett": bad, "tva": f"x{bad}"})
        for i, bad in enumerate(HOSTILE_ONES)
    )
    big = table(text_template(*COLUMNS), *rows, id="stor")
    small = (replace(big, id=f"t{i}", heading=bad, note=bad) for i, bad in enumerate(HOSTILE_ONES))
    little = tuple(replace(t, rows=t.rows[:1]) for t in small)
    head = replace(UTKAST, name=HOSTILE_ONES[12], diarienummer=HOSTILE_ONES[0])
    tables: dict[tuple[str, str], tuple[Table, ...]] = {(head.id, "mal"): (big, *little)}
    return report_of(Workspace({head.id: head}, tables), head.id)


@cache
def hostile_byte(format_: str) -> bytes:
    return report_bytes(hostile_report(), format_)


def awaited(first: str = "Rad") -> list[list[str]]:
    return [
        [first, "Ett", "Tva"],
        *(
            [clean_, clean_, f"x{clean(bad)}"]
            for clean_, bad in zip(CLEANED, HOSTILE_ONES, strict=True)
        ),
    ]


def test_html_makes_no_element_of_a_text_and_keeps_every_cell() -> None:
    reader = out_of_html(hostile_byte("html"))
    assert {tag for tag, _ in reader.element} <= ELEMENT
    assert reader.imbalance == [] and reader.open_ == []
    attributes = {name for _, all_ in reader.element for name in all_}
    assert attributes <= {
        *("lang", "charset", "http-equiv", "content", "name", "class", "id", "href", "scope"),
        *("aria-label", "title"),
    }
    links = [all_["href"] for tag, all_ in reader.element if tag == "a"]
    assert all(re.fullmatch(r"#[a-z-]+", link) for link in links)
    assert reader.read.tables[0][1] == awaited()
    assert [heading for heading, _ in reader.read.tables[1:]] == CLEANED


def test_word_keeps_every_cell_and_has_no_field_link_or_part_from_a_text() -> None:
    data = hostile_byte("docx")
    read = out_of_word(data)
    assert read.tables[0][1] == [[without_sign(c) for c in row] for row in awaited()]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("word/document.xml").decode("utf-8")
        relations = archive.read("word/_rels/document.xml.rels").decode("utf-8")
    assert "External" not in relations
    assert re.findall(r"<w:instrText[^>]*>([^<]*)<", xml) == [' TOC \\o "1-3" \\h \\z \\u ']
    assert set(re.findall(r'<w:hyperlink [^>]*w:anchor="([^"]*)"', xml)) == {
        f"_Avsnitt{i}" for i in range(len(hostile_report().sections))
    }
    assert "w:fldSimple" not in xml
    assert len(docx.Document(io.BytesIO(data)).tables) == 1 + len(HOSTILE_ONES)


def test_excel_has_no_formula_link_or_name_from_a_text_and_keeps_every_cell() -> None:
    data = hostile_byte("xlsx")
    workbook = out_of_excel(data).formulas
    cells = [cell for worksheet in workbook for row in worksheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type in ("f", "e")] == []
    assert all(cell.hyperlink.target is None for cell in cells if cell.hyperlink)
    assert list(workbook.defined_names) == []
    worksheet = workbook[workbook.sheetnames[1]]
    rows = [
        [worksheet.cell(HEAD_ROW + i, j).value for j in (1, 2, 3)]
        for i in range(len(HOSTILE_ONES) + 1)
    ]
    assert rows == [[shortened(text) for text in row] for row in awaited()]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert [n for n in archive.namelist() if "external" in n.lower()] == []


def shortened(text: str) -> str:
    """Excel holds 32 767 characters in a cell; what is cut says so."""
    return text if len(text) <= MAX_TEXT else f"{text[: MAX_TEXT - 1]}…"


def test_a_text_that_an_edit_would_make_a_formula_of_is_marked_as_text() -> None:
    workbook = out_of_excel(hostile_byte("xlsx")).formulas
    worksheet = workbook[workbook.sheetnames[1]]
    dangerous = [row for row in range(len(HOSTILE_ONES)) if CLEANED[row][0] in "=+-@'＝"]
    assert len(dangerous) >= 8
    assert all(worksheet.cell(HEAD_ROW + 1 + row, 2).quotePrefix for row in dangerous)


def test_markdown_keeps_every_cell_and_leaves_nothing_for_markdown_to_act_on() -> None:
    data = hostile_byte("md")
    rows = out_of_markdown(data).tables[0][1]
    assert [len(row) for row in rows] == [3] * (len(HOSTILE_ONES) + 1)
    waited = [[c.strip(" ").replace("\\|", "|") for c in row] for row in awaited()]
    assert [[c.replace("\\|", "|") for c in row] for row in rows] == waited
    own_ones = data.decode("utf-8").replace("&emsp;", "").replace("**", "")
    left = [
        row for row in own_ones.split("\n") if re.search(r"(?<!\\)(\\\\)*([<\[`]|://|www\.)", row)
    ]
    assert left == []


def test_plain_text_holds_no_character_that_steers_a_terminal() -> None:
    rows = hostile_byte("txt").decode("utf-8").split("\n")
    assert [row for row in rows if clean(row) != row] == []


@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_report_twice_says_the_same(format_: str) -> None:
    """Nothing is left over from one writing to the next (the archives' own dates put aside)."""
    first, change = (report_bytes(hostile_report(), format_) for _ in range(2))
    if format_ in ("docx", "xlsx"):
        assert parts(first) == parts(change)
    else:
        assert first == change


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {n: archive.read(n) for n in archive.namelist() if n != "docProps/core.xml"}


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Drift", "Drift (2)"),
        ("dRIFT", "dRIFT (2)"),
        ("History", "History (2)"),
        ("a[b]:c*d?e/f\\g'h", "a b  c d e f g h"),
        ("'", "Tabell"),
        ("", "Tabell"),
        ("Uppföljning av internkontroll vid årsbokslut", "Uppföljning av internkontroll v"),
    ],
)
def test_a_sheet_gets_a_name_that_excel_takes_and_no_other_has(heading: str, name: str) -> None:
    assert sheet_name(heading, ["Rapport", "Drift"]) == name


def test_sheets_with_long_names_alike_are_told_apart() -> None:
    busy: list[str] = []
    for _ in range(12):
        busy.append(sheet_name("Uppföljning av internkontroll vid årsbokslut", busy))
    assert len({name.casefold() for name in busy}) == 12
    assert max(map(len, busy)) <= 31
