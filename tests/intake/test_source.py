"""A file with figures is known by what it holds; what cannot be read is one sentence."""

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tui.intake.sheet import cell_shown
from tui.intake.source import MAX_TEXT, Source, read_source
from tui.svenska.parse import Refusal

FIELD = Path(__file__).resolve().parents[3] / "shared" / "field"
SIE = b"#FLAGGA 0\r\n#SIETYP 1\r\n#RAR 0 20240101 20241231\r\n#RES 0 5010 5\r\n"
KOLADA = {"values": [{"kpi": "N00945", "municipality": "0115", "period": "2009", "value": 40.5}]}


def book(macros: bool = False) -> bytes:
    file = io.BytesIO()
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (["", "Utfall 2031"], ["Bibliotek", 12.5], ["Kulturskola", 7]):
        sheet.append(row)
    made.save(file)
    if macros:
        with zipfile.ZipFile(file, "a") as archive:
            archive.writestr("xl/vbaProject.bin", b"\0")
    return file.getvalue()


def read(tmp_path: Path, name: str, raw: bytes) -> Source | Refusal:
    file = tmp_path / name
    file.write_bytes(raw)
    return read_source(file)


@pytest.mark.parametrize("name", ["konton.se", "konton.txt", "konton.csv", "konton"])
def test_an_accounting_file_is_known_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    source = read(tmp_path, name, SIE)
    assert isinstance(source, Source) and source.ledger is not None


@pytest.mark.parametrize("name", ["svar.json", "svar.txt"])
def test_an_answer_of_kolada_is_known_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    source = read(tmp_path, name, json.dumps(KOLADA).encode())
    assert isinstance(source, Source) and source.kolada is not None


@pytest.mark.parametrize(("name", "told"), [
    ("utfall.xlsx", ()), ("utfall.csv", ("Filen heter .csv men är en Excel-bok.",)),
])  # fmt: skip
def test_a_book_is_known_and_told_where_its_name_says_something_else(
    tmp_path: Path, name: str, told: tuple[str, ...]
) -> None:
    source = read(tmp_path, name, book())
    assert isinstance(source, Source) and source.told == told
    assert source.blocks[0].rows[1:] == (("Bibliotek", "12,5"), ("Kulturskola", "7"))


@pytest.mark.parametrize("sign", [";", "\t", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_text_is_read_by_its_own_sign_and_encoding(
    tmp_path: Path, sign: str, encoding: str
) -> None:
    rows = [["Förvaltning", "Utfall 2031"], ["Kök", "12"], ["Städ", "7"]]
    text = "\r\n".join(sign.join(row) for row in rows)
    source = read(tmp_path, "tabell.csv", text.encode(encoding))
    assert isinstance(source, Source)
    assert [list(row) for row in source.blocks[0].rows] == rows


def test_a_page_called_a_book_is_read_and_told(tmp_path: Path) -> None:
    page = "<html><table><tr><td>Kök</td><td>5</td></tr><tr><td>Städ</td><td>6</td></tr></table>"
    source = read(tmp_path, "utfall.xls", page.encode())
    assert isinstance(source, Source) and source.blocks
    assert source.told == ("Filen heter .xls men är en webbsida med tabeller.",)


@pytest.mark.parametrize(("name", "raw", "said"), [
    ("a.xlsx", b"Konto;Belopp\n", "är ingen Excel-bok, fast den heter så: spara om den i Excel."),
    ("a.se", b"Konto;Belopp\n", "är ingen SIE-fil, fast den heter så: ta ut den på nytt."),
    ("a.json", b"Konto;Belopp\n", "är ingen hel JSON-fil: hämta den på nytt."),
    ("a.json", b'{"namn": 5}', "är JSON men inget svar från Kolada med nyckeltal, och läses inte."),
    ("a.xlsx", book()[:900], "är trasig: spara om den i Excel, eller hämta den på nytt."),
    ("a.xlsx", book(macros=True), "har makron, som inte läses: spara den som .xlsx."),
    ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
     "har lösenord: öppna den i Excel och spara den utan."),
    ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0",
     "är i Excels gamla format: öppna den i Excel och spara den som .xlsx."),
    ("a.pdf", b"%PDF-1.7", "är en PDF, som inte läses: kopiera tabellen och klistra in den."),
    ("a.csv", b"\x01\x02\x03\x04" * 9, "är ingen fil med text eller tabeller, och läses inte."),
    ("a.csv", b"  \n", "är tom: spara den på nytt."),
    ("a.se", SIE + b"#VER A 1 20240105\r\n{\r\n#TRANS 5010 {} 5\r\n}\r\n",
     "har verifikationer som inte balanserar: A 1 den 5 januari 2024 går inte ihop (5,00 kr)."
     " Ta ut filen på nytt ur ekonomisystemet."),
])  # fmt: skip
def test_what_cannot_be_read_is_one_sentence(
    tmp_path: Path, name: str, raw: bytes, said: str
) -> None:
    assert read(tmp_path, name, raw) == Refusal(f"{name} {said}")


def test_formulas_without_values_are_told(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(["Summa", "=1+1"])
    made.save(tmp_path / "a.xlsx")
    answer = read_source(tmp_path / "a.xlsx")
    assert isinstance(answer, Refusal) and "formler utan sparade värden" in answer.sentence


def test_a_file_too_large_is_told_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "stor.se"
    with file.open("wb") as out:
        out.write(SIE)
        out.truncate(MAX_TEXT + 1)
    answer = read_source(file)
    assert isinstance(answer, Refusal) and "större än 20 MB" in answer.sentence


def test_columns_laid_out_with_spaces_are_cells(tmp_path: Path) -> None:
    text = "Förvaltning      Utfall 2031\nKök              12\nStäd              7\n"
    source = read(tmp_path, "tabell.txt", text.encode())
    assert isinstance(source, Source)
    assert source.blocks[0].rows[1:] == (("Kök", "12"), ("Städ", "7"))


def test_a_folder_is_told(tmp_path: Path) -> None:
    assert read_source(tmp_path) == Refusal(f"{tmp_path.name} är en mapp: ange filen i den.")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    answer = read_source(tmp_path / "mars.se")
    assert answer == Refusal("mars.se finns inte: se efter vad filen heter.")


@pytest.mark.skipif(not FIELD.exists(), reason="the collected files are not there")
def test_every_collected_file_is_read_or_says_why_not() -> None:
    files = [one for one in FIELD.rglob("*.*") if one.parent != FIELD and one.name[0] != "L"]
    refused = {
        one.name: answer.sentence
        for one in files
        if isinstance(answer := read_source(one), Refusal)
    }
    assert len(files) == 23
    assert set(refused) == {"avendo_typ4_bad-balance.se", "v3_municipality_groups.json"}


def test_a_row_with_more_figures_than_headings_is_refused_by_its_name(tmp_path: Path) -> None:
    file = tmp_path / "lov.csv"
    file.write_text("tkr,Budget,Utfall\nBygglov,-1200,5,-830,2\nTillsyn,30,0,20,4\n", "utf-8")
    answer = read_source(file)
    assert isinstance(answer, Refusal)
    assert "rad 2 (Bygglov)" in answer.sentence
    assert "5 mot 3" in answer.sentence


def test_a_scaled_format_of_a_sheet_is_read_as_it_is_shown() -> None:
    assert cell_shown(30_000_000, "#,##0,") == "30000"
    assert cell_shown(30_460_000, "#,##0.0,,") == "30,5"
    assert cell_shown(30_000, "#,##0") == "30000"
