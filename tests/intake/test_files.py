"""A report's file, of any kind, gives its tables and texts; what cannot be read says why."""

import io
import os
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest

from tui.domain.block import Block, Paragraph
from tui.intake.errors import ReadError
from tui.intake.files import read_report

ROWS = [["Belopp i tkr", "Budget", "Utfall"], ["Hyror", "1 200", "-1 100"], ["Summa", "–", "5,0"]]


def only_block(path: Path) -> Block:
    (block,) = read_report(path).blocks
    return block


def cells(block: Block) -> list[list[str]]:
    return [list(row) for row in block.rows]


def word(path: Path) -> Path:
    report = docx.Document()
    report.add_heading("Ekonomi", 1)
    report.add_paragraph("Nämnden redovisar ett överskott.")
    report.add_paragraph("Drift", style="Caption")
    table = report.add_table(4, 3)
    for row, texts in enumerate([["", "2031", ""], *ROWS]):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    raised = table.cell(2, 1).paragraphs[0].add_run("6")
    raised.font.superscript = True
    report.add_paragraph("* Avser helår.")
    report.save(str(path))
    return path


def test_word_gives_text_and_tables_in_order(tmp_path: Path) -> None:
    read = read_report(word(tmp_path / "r.docx"))
    assert [type(part) for part in read.parts] == [
        Paragraph,
        Paragraph,
        Paragraph,
        Block,
        Paragraph,
    ]
    block = read.blocks[0]
    assert read.parts[0] == Paragraph("Ekonomi", 1)
    assert block.caption == "Drift"
    assert block.footnotes == ("* Avser helår.",)
    assert cells(block) == [["", "2031", "2031"], *ROWS]


def test_excel_gives_what_its_sheets_show(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Drift"
    sheet.append(["Resultat, mnkr"])
    sheet.append(["", "Budget", "Andel"])
    sheet.append(["Hyror", 1234.567, 0.125])
    sheet.append([])
    sheet.append(["Summa", -3, 1])
    sheet["B3"].number_format = "#,##0.0"
    sheet["C3"].number_format = sheet["C5"].number_format = "0.0%"
    book.save(tmp_path / "r.xlsx")
    block = only_block(tmp_path / "r.xlsx")
    assert block.caption == "Resultat, mnkr"
    assert cells(block) == [
        ["", "Budget", "Andel"], ["Hyror", "1234,6", "12,5 %"], ["Summa", "-3", "100,0 %"],
    ]  # fmt: skip


def test_excel_tables_beside_each_other_are_two(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    left = [["Drift", 2031], ["Hyror", 12], ["El", 30], ["Summa", 42]]
    right = [["Personal", 2031, 2030], ["Kvinnor", 7, 8], ["Män", 5, 4], ["Alla", 12, 12]]
    for one, other in zip(left, right, strict=True):
        sheet.append([*one, None, *other])
    book.save(tmp_path / "r.xlsx")
    blocks = read_report(tmp_path / "r.xlsx").blocks
    assert [block.rows[-1] for block in blocks] == [("Summa", "42"), ("Alla", "12", "12")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("r.csv", "\n".join(";".join(row) for row in ROWS)),
        ("r.tsv", "\n".join("\t".join(row) for row in ROWS)),
        ("r.txt", "Inledning.\n\n" + "\n".join("\t".join(row) for row in ROWS)),
        ("s.txt", "\n".join(f"{a:<20}{b:>12}{c:>12}" for a, b, c in ROWS)),
        ("r.md", "\n".join(f"| {' | '.join(row)} |" for row in [ROWS[0], ["---"] * 3, *ROWS[1:]])),
        (
            "r.html",
            "<h2>Drift</h2><table>"
            + "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in ROWS)
            + "</table>",
        ),
    ],
)
def test_the_same_table_is_read_out_of_any_text(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert cells(only_block(path)) == ROWS
    path.write_text(text, encoding="cp1252")
    assert cells(only_block(path)) == ROWS


def test_cells_of_html_over_several_rows_and_columns(tmp_path: Path) -> None:
    path = tmp_path / "r.html"
    path.write_text(
        "<table><caption>Drift</caption><tr><th rowspan=2>Namn</th><th colspan=2>2031</th></tr>"
        "<tr><th>Budget</th><th>Utfall<sup>1</sup></th></tr>"
        "<tr><td>Hyror<script>x()</script></td><td>5</td><td>6</td></tr></table>"
    )
    block = only_block(path)
    assert block.caption == "Drift"
    assert block.header_rows == 2
    assert cells(block) == [["Namn", "2031", "2031"], ["", "Budget", "Utfall"], ["Hyror", "5", "6"]]


def archive(**parts: bytes) -> bytes:
    power = io.BytesIO()
    with zipfile.ZipFile(power, "w", zipfile.ZIP_DEFLATED) as file:
        for name, raw in parts.items():
            file.writestr(name.replace("__", "/") + ".xml", raw)
    return power.getvalue()


ENTITIES = (
    b'<?xml version="1.0"?><!-- <w> --><?x <a ?>'
    b'<!DOCTYPE a [<!ENTITY b "bbb"><!ENTITY c "&b;&b;">]>'
    b"<a>&c;</a>"
)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"ingen zip",
        archive(other=b"<a/>"),
        archive(word__document=b"<a>"),
        archive(word__document=ENTITIES, xl__workbook=ENTITIES),
        archive(word__document=ENTITIES.decode().encode("utf-16"), xl__workbook=b"<a/>"),
        archive(
            word__document=b"<a>" + b" " * 50_000_000 + b"</a>", xl__workbook=b" " * 60_000_000
        ),
        archive(word__document=b"<a>" * 100_000, xl__workbook=b"<a>" * 100_000),
        archive(word__document=b"<a/>")[:-30],
    ],
)
@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_a_file_that_is_none_says_so_in_one_sentence(
    tmp_path: Path, raw: bytes, suffix: str
) -> None:
    path = tmp_path / f"rapport{suffix}"
    path.write_bytes(raw)
    with pytest.raises(ReadError) as told:
        read_report(path)
    assert told.value.sentence.startswith(f"rapport{suffix} ")
    assert told.value.sentence.endswith(".")
    assert "\n" not in told.value.sentence


@pytest.mark.parametrize("name", ["r.pdf", "r.doc", "r.xls", "r.docm", "r"])
def test_a_kind_that_is_not_read_says_what_to_do(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    with pytest.raises(ReadError, match="spara"):
        read_report(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "raw", "told"),
    [
        (
            "r.docx",
            bytes.fromhex("d0cf11e0a1b11ae1") + bytes(99),
            "låst med lösenord eller i Words",
        ),
        ("r.xlsx", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(99), "låst med lösenord eller i Exc"),
        ("r.docx", b"%PDF-1.7 x", "är en PDF, som inte läses"),
    ],
)
def test_a_file_that_is_another_than_it_is_called_says_what_it_is(
    tmp_path: Path, name: str, raw: bytes, told: str
) -> None:
    (tmp_path / name).write_bytes(raw)
    with pytest.raises(ReadError, match=told):
        read_report(tmp_path / name)


def test_a_table_inside_a_table_is_one_of_its_own(tmp_path: Path) -> None:
    report = docx.Document()
    outer = report.add_table(1, 2)
    outer.cell(0, 0).text = "Ekonomi"
    inner = outer.cell(0, 1).add_table(len(ROWS), 3)
    for row, texts in enumerate(ROWS):
        for column, text in enumerate(texts):
            inner.cell(row, column).text = text
    report.save(str(tmp_path / "r.docx"))
    first, second = read_report(tmp_path / "r.docx").blocks
    assert (cells(first), cells(second)) == ([["Ekonomi"]], ROWS)


def test_what_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="finns inte"):
        read_report(tmp_path / "borta.docx")
    (tmp_path / "mapp.txt").mkdir()
    with pytest.raises(ReadError, match="är en mapp"):
        read_report(tmp_path / "mapp.txt")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "ror.txt")
        with pytest.raises(ReadError, match="ingen vanlig fil"):
            read_report(tmp_path / "ror.txt")


def test_binary_text_is_refused_and_deep_html_is_read(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(b"\0\1\2" * 99)
    with pytest.raises(ReadError, match="ingen text"):
        read_report(tmp_path / "b.txt")
    (tmp_path / "d.html").write_text("<table><tr><td>" * 20_000 + "5")
    assert read_report(tmp_path / "d.html").blocks


SPACED = """Ekonomi

Belopp i tkr Budget 2031 Utfall 2031
Avvikelse
Intäkter 1 250 1 310 60
Personal -9 731 -9 500 231
Verksamhetens
lokaler -2 044 -2 104 -60
Köp av tjänster -1 796 1 796 3 592
Summa -12 321 -8 498 3 823

Nämnden har 3 avdelningar.
"""


def test_figures_that_one_space_parts_are_read_as_they_add_up(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text(SPACED, encoding="utf-8")
    block = only_block(path)
    assert block.left_out == ()
    assert cells(block) == [
        ["Belopp i tkr", "Budget 2031", "Utfall 2031", "Avvikelse"],
        ["Intäkter", "1 250", "1 310", "60"],
        ["Personal", "-9 731", "-9 500", "231"],
        ["Verksamhetens lokaler", "-2 044", "-2 104", "-60"],
        ["Köp av tjänster", "-1 796", "1 796", "3 592"],
        ["Summa", "-12 321", "-8 498", "3 823"],
    ]


def test_a_row_that_may_be_read_in_several_ways_is_left_out_and_told(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    rows = ["Norr 12 15", "Söder 7 3", "Öster 1 796 222", "Väster 5 61"]
    path.write_text("\n".join(rows), encoding="utf-8")
    block = only_block(path)
    assert block.left_out == ("Öster 1 796 222",)
    assert cells(block)[3] == ["Öster", "", ""]


def test_labels_and_headings_that_a_laid_out_text_breaks_over_lines(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text(
        "Belopp i tkr            Budget     Utfall     Avvikelse\n"
        "                          2031       2031    2031/203\n"
        "                                                    1\n"
        "Verksamhetens            1 250      1 310          60\n"
        "intäkter\n"
        "Hyror                       80         66       ▲ 14\n"
        "Summa                    1 330      1 376           0\n",
        encoding="utf-8",
    )
    block = only_block(path)
    assert [row[0] for row in block.rows][3:] == ["Verksamhetens intäkter", "Hyror", "Summa"]
    assert {len(row) for row in block.rows} == {4}


def test_word_gives_its_footnotes(tmp_path: Path) -> None:
    path = word(tmp_path / "r.docx")
    note = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:footnote w:id="2"><w:p><w:r><w:t>Avser 2031.</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name).decode("latin-1") for name in old.namelist()}
    body = parts["word/document.xml"]
    parts["word/document.xml"] = body.replace(
        "<w:t>Nämnden".encode().decode("latin-1"),
        '<w:footnoteReference w:id="2"/>' + "<w:t>Nämnden".encode().decode("latin-1"),
    )
    parts["word/footnotes.xml"] = note
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        "</Types>",
        f'<Override PartName="/word/footnotes.xml" ContentType="{kind}.footnotes+xml"/></Types>',
    )
    known = "word/_rels/document.xml.rels"
    parts[known] = parts[known].replace(
        "</Relationships>",
        f'<Relationship Id="rId99" Type="{rel}" Target="footnotes.xml"/></Relationships>',
    )
    with zipfile.ZipFile(path, "w") as new:
        for name, text in parts.items():
            new.writestr(name, text.encode("latin-1"))
    assert Paragraph("* Avser 2031.") in read_report(path).parts


def test_a_short_line_right_below_a_row_parted_by_tabs_is_read(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text(
        "Verksamhet\tBudget\tUtfall\nGator\t-10,5\t-12,5\nPark och\t-5,0\t-4,0\nnatur\n"
        "Summa\t-15,5\t-16,5\nalla belopp i mnkr\n",
        encoding="utf-8",
    )
    rows = cells(only_block(path))
    assert [row[0] for row in rows][:4] == ["Verksamhet", "Gator", "Park och natur", "Summa"]
    assert rows[3][1:] == ["-15,5", "-16,5"]


@pytest.mark.parametrize("stored", [False, True])
def test_a_book_whose_formulas_have_no_values_says_so_and_is_not_read_as_empty(
    tmp_path: Path, stored: bool
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Tkr", "Budget", "Utfall", "Rest"], ["Brand", 120, 118, "=B2-C2"]):
        sheet.append(row)
    book.save(tmp_path / "r.xlsx")
    if stored:
        _with_values(tmp_path / "r.xlsx", b"2")
        assert cells(only_block(tmp_path / "r.xlsx"))[1] == ["Brand", "120", "118", "2"]
        return
    with pytest.raises(ReadError) as told:
        read_report(tmp_path / "r.xlsx")
    assert told.value.sentence == (
        "r.xlsx har formler utan sparade värden: öppna filen i Excel och spara den."
    )


def _with_values(path: Path, value: bytes) -> None:
    """Give the book's formulas the value, as a program that has worked them out does."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    with zipfile.ZipFile(path, "w") as book:
        for name, part in parts.items():
            for empty in (b"<v></v>", b"<v />", b"<v/>"):
                part = part.replace(empty, b"<v>" + value + b"</v>")
            book.writestr(name, part)


def test_headings_of_markdown_reach_over_the_empty_cells_after_them(tmp_path: Path) -> None:
    (tmp_path / "r.md").write_text(
        "| | Helår | | Hittills | |\n|---|---|---|---|---|\n"
        "| Tkr | Budget | Prognos | Budget | Utfall |\n| Nord | 14 | 22 | 17 | 19 |\n"
    )
    block = only_block(tmp_path / "r.md")
    assert block.header_rows == 2
    assert [row[0] for row in block.rows] == ["", "Tkr", "Nord"]


def test_the_first_row_of_markdown_is_no_heading_where_it_has_figures(tmp_path: Path) -> None:
    (tmp_path / "r.md").write_text(
        "| Mått | Utfall | |\n|---|---|---|\n| Larm | 14 | god |\n| Tillsyn | 22 | god |\n"
    )
    assert only_block(tmp_path / "r.md").header_rows == 1
