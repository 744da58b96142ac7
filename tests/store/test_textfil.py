"""Texts are read within caps; what is no text, or a trap, is refused with one sentence."""

import io
import resource
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tui.store.textfil import MAX_BYTE, Textfel, las_text
from tui.store.wordarkiv import MAX_BYTE as MAX_WORDBYTE

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(kropp: str, inledning: str = "", delar: int = 0) -> bytes:
    """A Word file of the smallest kind."""
    ut = io.BytesIO()
    with zipfile.ZipFile(ut, "w", zipfile.ZIP_DEFLATED) as arkiv:
        xml = f'<w:document xmlns:w="{W}"><w:body>{kropp}</w:body></w:document>'
        arkiv.writestr("word/document.xml", inledning + xml)
        for i in range(delar):
            arkiv.writestr(f"word/media/{i}", b"")
    return ut.getvalue()


def stycke(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def fil(mapp: Path, namn: str, data: bytes) -> Path:
    plats = mapp / namn
    plats.write_bytes(data)
    return plats


@pytest.mark.parametrize("kodning", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_in_the_usual_encodings(tmp_path: Path, kodning: str) -> None:
    kalla = las_text(fil(tmp_path, "a.txt", "Årets kostnad\när 5,0 mnkr".encode(kodning)))
    assert (kalla.fil, kalla.rader, kalla.not_) == (
        "a.txt",
        ("Årets kostnad", "är 5,0 mnkr"),
        "",
    )


def test_an_old_encoding_is_read_and_said_aloud(tmp_path: Path) -> None:
    kalla = las_text(fil(tmp_path, "a.md", "Årets kostnad".encode("cp1252")))
    assert kalla.rader == ("Årets kostnad",)
    assert "Windows-1252" in kalla.not_


def test_every_kind_of_line_end(tmp_path: Path) -> None:
    assert las_text(fil(tmp_path, "a.txt", b"a\r\nb\rc\nd")).rader == ("a", "b", "c", "d")


def test_what_would_steer_a_terminal_is_shown_as_a_mark(tmp_path: Path) -> None:
    (rad,) = las_text(fil(tmp_path, "a.txt", b"ett \x1b[31mtal\xc2\x9b")).rader
    assert "\x1b" not in rad and "\x9b" not in rad and rad.startswith("ett �[31mtal")


def test_a_word_file_gives_paragraphs_and_rows(tmp_path: Path) -> None:
    cell = "<w:tc>{}</w:tc>".format
    rad = f"<w:tr>{cell(stycke('Budget'))}{cell(stycke('5'))}</w:tr>"
    data = docx(stycke("Köp av tjänster") + f"<w:tbl>{rad}</w:tbl>" + stycke("är 5,0 mnkr."))
    rader = las_text(fil(tmp_path, "a.docx", data)).rader
    assert [r for r in rader if r] == ["Köp av tjänster", " | Budget | 5 | ", "är 5,0 mnkr."]


def test_a_word_file_of_many_paragraphs_is_read_whole(tmp_path: Path) -> None:
    data = docx(stycke("5,0 mnkr") * 40_000)
    rader = las_text(fil(tmp_path, "a.docx", data)).rader
    assert len([r for r in rader if r == "5,0 mnkr"]) == 40_000


def test_a_text_box_and_a_table_in_a_table_are_read_once(tmp_path: Path) -> None:
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    ruta = f"<w:r><w:pict>{stycke('I rutan')}</w:pict></w:r>"
    tva = f'<x:AlternateContent xmlns:x="{mc}"><x:Choice>{ruta}</x:Choice>'
    tva += f"<x:Fallback>{ruta}</x:Fallback></x:AlternateContent>"
    inre = f"<w:tbl><w:tr><w:tc>{stycke('inre')}</w:tc></w:tr></w:tbl>"
    yttre = f"<w:tbl><w:tr><w:tc>{stycke('yttre')}{inre}</w:tc></w:tr></w:tbl>"
    data = docx(f"<w:p>{tva}<w:r><w:t>Utanför</w:t></w:r></w:p>{yttre}")
    rader = las_text(fil(tmp_path, "a.docx", data)).rader
    assert [r for r in rader if r] == ["I rutan", "Utanför", " | yttre inre | "]


BOMB = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(10)
)


def zipbomb(fyllnad: bytes) -> bytes:
    ut = io.BytesIO()
    with (
        zipfile.ZipFile(ut, "w", zipfile.ZIP_DEFLATED) as arkiv,
        arkiv.open("word/document.xml", "w", force_zip64=True) as strom,
    ):
        for _ in range(300):
            strom.write(fyllnad * 1_000_000)
    return ut.getvalue()


def fortecknad(antal: int, *, zip64: bool = False) -> bytes:
    """An archive with the same part listed so many times; reading the list costs memory."""
    helt = docx(stycke("a"))
    kropp, slut = helt[:-22], helt[-22:]
    lista = kropp.index(b"PK\x01\x02")
    langd = (len(kropp) - lista) * antal
    poster = kropp[lista:] * antal
    plats = zip64post(antal, langd, lista) if zip64 else b""
    matt = struct.pack("<2HLL", 0xFFFF, 0xFFFF, 0 if zip64 else langd, lista)
    return kropp[:lista] + poster + plats + slut[:8] + matt + b"\0\0"


def zip64post(antal: int, langd: int, lista: int) -> bytes:
    """The record of an archive's list where sizes have eight bytes, and the pointer to it."""
    post = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, antal, antal, langd, lista)
    return post + struct.pack("<4sLQL", b"PK\x06\x07", 0, lista + langd, 1)


def fore_filen() -> bytes:
    """An archive whose only part begins before the file."""
    helt = bytearray(docx(stycke("a")))
    helt[-6:-2] = struct.pack("<L", len(helt))
    return bytes(helt)


def lzma_trasig() -> bytes:
    """A part that is packed as Word never packs one, and damaged."""
    ut = io.BytesIO()
    with zipfile.ZipFile(ut, "w", zipfile.ZIP_LZMA) as arkiv:
        arkiv.writestr("word/document.xml", stycke("a") * 100)
    trasig = bytearray(ut.getvalue())
    trasig[60:80] = b"\xff" * 20
    return bytes(trasig)


AVVISADE: list[tuple[str, Callable[[], bytes], str]] = [
    ("stor.txt", lambda: b"a" * (MAX_BYTE + 1), "5 MB"),
    ("skrap.docx", lambda: b"PK" + b"a" * (MAX_BYTE + 1), "inget helt Word-dokument"),
    ("fortecknad.docx", lambda: fortecknad(60_000), "fler än 2\u00a0000 delar"),
    ("zip64.docx", lambda: fortecknad(60_000, zip64=True), "fler än 2\u00a0000 delar"),
    ("minus.docx", lambda: fore_filen(), "inget helt Word-dokument"),
    ("lzma.docx", lambda: lzma_trasig(), "inget helt Word-dokument"),
    ("bild.txt", lambda: b"\x89PNG\r\n\x1a\n\x00\x00", "ingen textfil"),
    ("halv.txt", lambda: b"\xff\xfea", "UTF-16"),
    ("nollor.txt", lambda: b"\xff\xfea\x00\x00\x00", "ingen textfil"),
    ("a.pdf", lambda: b"%PDF-1.4", ".docx"),
    ("text.docx", lambda: b"bara text", "Word-dokument"),
    ("kalkyl.docx", lambda: _annan_zip(), "Word-dokument"),
    ("trasig.docx", lambda: docx("<w:p>"), "Word-dokument"),
    ("avbruten.docx", lambda: docx(stycke("a" * 5000))[:-60], "Word-dokument"),
    ("entiteter.docx", lambda: docx(stycke("&k;"), BOMB + "]>"), "entiteter"),
    ("extern.docx", lambda: docx("&x;", '<!DOCTYPE a [<!ENTITY x SYSTEM "a">]>'), "entiteter"),
    ("blankbomb.docx", lambda: zipbomb(b" "), "miljon tecken"),
    ("zipbomb.docx", lambda: zipbomb(b"<"), "Word-dokument"),
    ("kommentar.docx", lambda: docx("<!--" + "<" * 21_000_000 + "-->"), "20 MB"),
    ("djup.docx", lambda: docx("<w:p>" * 400_000 + "</w:p>" * 400_000), "i varandra"),
    ("tomma.docx", lambda: docx("<a/>" * 4_000_000), "fler än 400\u00a0000 delar"),
    ("stycken.docx", lambda: docx("<w:p/>" * 3_000_000), "fler än 400\u00a0000 delar"),
    ("attribut.docx", lambda: docx(f"<a {attribut()}/>"), "miljon tecken"),
    ("tecken.docx", lambda: docx(stycke("&amp;" * 3_000_000)), "miljon tecken"),
    ("rader.docx", lambda: docx(stycke("") * 110_000), "fler än 200\u00a0000 rader"),
    ("delar.docx", lambda: docx("", delar=2001), "delar"),
]


def attribut() -> str:
    return " ".join(f"a{i}=''" for i in range(900_000))


def _annan_zip() -> bytes:
    ut = io.BytesIO()
    with zipfile.ZipFile(ut, "w") as arkiv:
        arkiv.writestr("xl/workbook.xml", "<a/>")
    return ut.getvalue()


def test_a_report_may_be_large_for_its_pictures(tmp_path: Path) -> None:
    stor = fil(tmp_path, "a.docx", docx(stycke("Årets kostnad")))
    with zipfile.ZipFile(stor, "a") as arkiv:
        arkiv.writestr("word/media/bild.png", bytes(2 * MAX_BYTE))
    assert stor.stat().st_size > 2 * MAX_BYTE
    fore = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert las_text(stor).rader[0] == "Årets kostnad"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - fore < 10_000


def test_an_archive_with_the_record_of_large_ones_is_read_like_another(tmp_path: Path) -> None:
    stor = fil(tmp_path, "a.docx", docx(stycke("Årets kostnad")))
    with zipfile.ZipFile(stor, "a") as arkiv:
        arkiv.writestr("word/media/bild.png", bytes(MAX_BYTE))
    data = stor.read_bytes()
    lista = int.from_bytes(data[-6:-2], "little")
    slut = data[-22:-14] + b"\xff" * 12 + b"\0\0"
    post = zip64post(2, len(data) - 22 - lista, lista)
    assert las_text(fil(tmp_path, "b.docx", data[:-22] + post + slut)).rader[0] == "Årets kostnad"


def test_a_word_file_beyond_measure_is_refused_unread(tmp_path: Path) -> None:
    stor = fil(tmp_path, "a.docx", docx(stycke("a")))
    with stor.open("r+b") as strom:
        strom.truncate(MAX_WORDBYTE + 1)
    with pytest.raises(Textfel, match="större än 100 MB"):
        las_text(stor)


@pytest.mark.parametrize(("namn", "data", "ord_"), AVVISADE, ids=[a[0] for a in AVVISADE])
def test_refused_with_one_sentence(
    tmp_path: Path, namn: str, data: Callable[[], bytes], ord_: str
) -> None:
    plats = fil(tmp_path, namn, data())
    borjan, fore = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(Textfel) as fel:
        las_text(plats)
    assert time.process_time() - borjan < 4
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - fore < 150_000
    mening = fel.value.mening
    assert ord_ in mening and mening.endswith(".") and mening.startswith(namn)
    assert "\n" not in mening


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for plats in (tmp_path / "saknas.txt", tmp_path):
        with pytest.raises(Textfel):
            las_text(plats if plats.suffix else _mapp(tmp_path))


def _mapp(tmp_path: Path) -> Path:
    mapp = tmp_path / "mapp.txt"
    mapp.mkdir()
    return mapp


def test_a_long_text_is_read_or_refused_in_time_and_memory(tmp_path: Path) -> None:
    rad = "Köp av tjänster avviker negativt med 5,0 mnkr jämfört med budget.\n".encode()
    lang = fil(tmp_path, "a.txt", rad * (990_000 // len(rad)))
    storst = fil(tmp_path, "b.txt", rad * (MAX_BYTE // len(rad)))
    borjan, fore = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert len(las_text(lang).rader) > 14_000
    with pytest.raises(Textfel, match="miljon tecken"):
        las_text(storst)
    assert time.perf_counter() - borjan < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - fore < 150_000
