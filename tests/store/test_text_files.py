"""Texts are read within caps; what is no text, or a trap, is refused with one sentence."""

import io
import resource
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tui.store.text_files import MAX_BYTE, TextError, read_text
from tui.store.word_text import MAX_BYTE as MAX_WORD_BYTE

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body: str, introduction: str = "", parts: int = 0) -> bytes:
    """A Word file of the smallest kind."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        xml = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        archive.writestr("word/document.xml", introduction + xml)
        for i in range(parts):
            archive.writestr(f"word/media/{i}", b"")
    return out.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def file(folder: Path, name: str, data: bytes) -> Path:
    place = folder / name
    place.write_bytes(data)
    return place


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_in_the_usual_encodings(tmp_path: Path, coding: str) -> None:
    source = read_text(file(tmp_path, "a.txt", "Årets kostnad\när 5,0 mnkr".encode(coding)))
    assert (source.file, source.rows, source.note) == (
        "a.txt",
        ("Årets kostnad", "är 5,0 mnkr"),
        "",
    )


def test_an_old_encoding_is_read_and_said_aloud(tmp_path: Path) -> None:
    source = read_text(file(tmp_path, "a.md", "Årets kostnad".encode("cp1252")))
    assert source.rows == ("Årets kostnad",)
    assert "Windows-1252" in source.note


def test_every_kind_of_line_end(tmp_path: Path) -> None:
    assert read_text(file(tmp_path, "a.txt", b"a\r\nb\rc\nd")).rows == ("a", "b", "c", "d")


def test_what_would_steer_a_terminal_is_shown_as_a_mark(tmp_path: Path) -> None:
    (row,) = read_text(file(tmp_path, "a.txt", b"ett \x1b[31mtal\xc2\x9b")).rows
    assert "\x1b" not in row and "\x9b" not in row and row.startswith("ett �[31mtal")


def test_a_word_file_gives_paragraphs_and_rows(tmp_path: Path) -> None:
    cell = "<w:tc>{}</w:tc>".format
    row = f"<w:tr>{cell(paragraph('Budget'))}{cell(paragraph('5'))}</w:tr>"
    data = docx(paragraph("Köp av tjänster") + f"<w:tbl>{row}</w:tbl>" + paragraph("är 5,0 mnkr."))
    rows = read_text(file(tmp_path, "a.docx", data)).rows
    assert [r for r in rows if r] == ["Köp av tjänster", " | Budget | 5 | ", "är 5,0 mnkr."]


def test_a_word_file_of_many_paragraphs_is_read_whole(tmp_path: Path) -> None:
    data = docx(paragraph("5,0 mnkr") * 40_000)
    rows = read_text(file(tmp_path, "a.docx", data)).rows
    assert len([r for r in rows if r == "5,0 mnkr"]) == 40_000


def test_a_text_box_and_a_table_in_a_table_are_read_once(tmp_path: Path) -> None:
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = f"<w:r><w:pict>{paragraph('I rutan')}</w:pict></w:r>"
    two = f'<x:AlternateContent xmlns:x="{mc}"><x:Choice>{box}</x:Choice>'
    two += f"<x:Fallback>{box}</x:Fallback></x:AlternateContent>"
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('inre')}</w:tc></w:tr></w:tbl>"
    outer = f"<w:tbl><w:tr><w:tc>{paragraph('yttre')}{inner}</w:tc></w:tr></w:tbl>"
    data = docx(f"<w:p>{two}<w:r><w:t>Utanför</w:t></w:r></w:p>{outer}")
    rows = read_text(file(tmp_path, "a.docx", data)).rows
    assert [r for r in rows if r] == ["I rutan", "Utanför", " | yttre inre | "]


BOMB = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(10)
)


def zipbomb(padding: bytes) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w", force_zip64=True) as power,
    ):
        for _ in range(300):
            power.write(padding * 1_000_000)
    return out.getvalue()


def listed(count: int, *, zip64: bool = False) -> bytes:
    """An archive with the same part listed so many times; reading the list costs memory."""
    wholly = docx(paragraph("a"))
    body, end = wholly[:-22], wholly[-22:]
    list_ = body.index(b"PK\x01\x02")
    length = (len(body) - list_) * count
    items = body[list_:] * count
    place = zip64item(count, length, list_) if zip64 else b""
    measure = struct.pack("<2HLL", 0xFFFF, 0xFFFF, 0 if zip64 else length, list_)
    return body[:list_] + items + place + end[:8] + measure + b"\0\0"


def zip64item(count: int, length: int, list_: int) -> bytes:
    """The record of an archive's list where sizes have eight bytes, and the pointer to it."""
    item = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, length, list_)
    return item + struct.pack("<4sLQL", b"PK\x06\x07", 0, list_ + length, 1)


def before_file() -> bytes:
    """An archive whose only part begins before the file."""
    wholly = bytearray(docx(paragraph("a")))
    wholly[-6:-2] = struct.pack("<L", len(wholly))
    return bytes(wholly)


def lzma_broken() -> bytes:
    """A part that is packed as Word never packs one, and damaged."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("word/document.xml", paragraph("a") * 100)
    broken = bytearray(out.getvalue())
    broken[60:80] = b"\xff" * 20
    return bytes(broken)


REJECTED: list[tuple[str, Callable[[], bytes], str]] = [
    ("stor.txt", lambda: b"a" * (MAX_BYTE + 1), "5 MB"),
    ("skrap.docx", lambda: b"PK" + b"a" * (MAX_BYTE + 1), "inget helt Word-dokument"),
    ("fortecknad.docx", lambda: listed(60_000), "fler än 2\u00a0000 delar"),
    ("zip64.docx", lambda: listed(60_000, zip64=True), "fler än 2\u00a0000 delar"),
    ("minus.docx", lambda: before_file(), "inget helt Word-dokument"),
    ("lzma.docx", lambda: lzma_broken(), "inget helt Word-dokument"),
    ("bild.txt", lambda: b"\x89PNG\r\n\x1a\n\x00\x00", "ingen textfil"),
    ("halv.txt", lambda: b"\xff\xfea", "UTF-16"),
    ("nollor.txt", lambda: b"\xff\xfea\x00\x00\x00", "ingen textfil"),
    ("a.pdf", lambda: b"%PDF-1.4", ".docx"),
    ("text.docx", lambda: b"bara text", "Word-dokument"),
    ("kalkyl.docx", lambda: _other_zip(), "Word-dokument"),
    ("trasig.docx", lambda: docx("<w:p>"), "Word-dokument"),
    ("avbruten.docx", lambda: docx(paragraph("a" * 5000))[:-60], "Word-dokument"),
    ("entiteter.docx", lambda: docx(paragraph("&k;"), BOMB + "]>"), "entiteter"),
    ("extern.docx", lambda: docx("&x;", '<!DOCTYPE a [<!ENTITY x SYSTEM "a">]>'), "entiteter"),
    ("blankbomb.docx", lambda: zipbomb(b" "), "miljon tecken"),
    ("zipbomb.docx", lambda: zipbomb(b"<"), "Word-dokument"),
    ("kommentar.docx", lambda: docx("<!--" + "<" * 21_000_000 + "-->"), "20 MB"),
    ("djup.docx", lambda: docx("<w:p>" * 400_000 + "</w:p>" * 400_000), "i varandra"),
    ("tomma.docx", lambda: docx("<a/>" * 4_000_000), "fler än 400\u00a0000 delar"),
    ("stycken.docx", lambda: docx("<w:p/>" * 3_000_000), "fler än 400\u00a0000 delar"),
    ("attribut.docx", lambda: docx(f"<a {attributes()}/>"), "miljon tecken"),
    ("tecken.docx", lambda: docx(paragraph("&amp;" * 3_000_000)), "miljon tecken"),
    ("rader.docx", lambda: docx(paragraph("") * 110_000), "fler än 200\u00a0000 rader"),
    ("delar.docx", lambda: docx("", parts=2001), "delar"),
]


def attributes() -> str:
    return " ".join(f"a{i}=''" for i in range(900_000))


def _other_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
    return out.getvalue()


def test_a_report_may_be_large_for_its_pictures(tmp_path: Path) -> None:
    big = file(tmp_path, "a.docx", docx(paragraph("Årets kostnad")))
    with zipfile.ZipFile(big, "a") as archive:
        archive.writestr("word/media/bild.png", bytes(2 * MAX_BYTE))
    assert big.stat().st_size > 2 * MAX_BYTE
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert read_text(big).rows[0] == "Årets kostnad"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 10_000


def test_an_archive_with_the_record_of_large_ones_is_read_like_another(tmp_path: Path) -> None:
    big = file(tmp_path, "a.docx", docx(paragraph("Årets kostnad")))
    with zipfile.ZipFile(big, "a") as archive:
        archive.writestr("word/media/bild.png", bytes(MAX_BYTE))
    data = big.read_bytes()
    list_ = int.from_bytes(data[-6:-2], "little")
    end = data[-22:-14] + b"\xff" * 12 + b"\0\0"
    item = zip64item(2, len(data) - 22 - list_, list_)
    assert read_text(file(tmp_path, "b.docx", data[:-22] + item + end)).rows[0] == "Årets kostnad"


def test_a_word_file_beyond_measure_is_refused_unread(tmp_path: Path) -> None:
    big = file(tmp_path, "a.docx", docx(paragraph("a")))
    with big.open("r+b") as power:
        power.truncate(MAX_WORD_BYTE + 1)
    with pytest.raises(TextError, match="större än 100 MB"):
        read_text(big)


@pytest.mark.parametrize(("name", "data", "word"), REJECTED, ids=[a[0] for a in REJECTED])
def test_refused_with_one_sentence(
    tmp_path: Path, name: str, data: Callable[[], bytes], word: str
) -> None:
    place = file(tmp_path, name, data())
    beginning, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(TextError) as error:
        read_text(place)
    assert time.process_time() - beginning < 4
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150_000
    sentence = error.value.sentence
    assert word in sentence and sentence.endswith(".") and sentence.startswith(name)
    assert "\n" not in sentence


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for place in (tmp_path / "saknas.txt", tmp_path):
        with pytest.raises(TextError):
            read_text(place if place.suffix else _folder(tmp_path))


def _folder(tmp_path: Path) -> Path:
    folder = tmp_path / "mapp.txt"
    folder.mkdir()
    return folder


def test_a_long_text_is_read_or_refused_in_time_and_memory(tmp_path: Path) -> None:
    row = "Köp av tjänster avviker negativt med 5,0 mnkr jämfört med budget.\n".encode()
    long = file(tmp_path, "a.txt", row * (990_000 // len(row)))
    largest = file(tmp_path, "b.txt", row * (MAX_BYTE // len(row)))
    beginning, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert len(read_text(long).rows) > 14_000
    with pytest.raises(TextError, match="miljon tecken"):
        read_text(largest)
    assert time.perf_counter() - beginning < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150_000
