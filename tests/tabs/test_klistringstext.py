"""The preview of a paste, read as a person reads it."""

from dataclasses import replace

from tests.fem_dokument import kalkyl
from tui.domain.berakning import Kalkyl
from tui.domain.klistring import Klistring, klistring
from tui.svenska.block import tolkat_block
from tui.tabs.klistringstext import klistringstext, sammanfattning

K = kalkyl("2024-delar", "drift")
UTKAST = Kalkyl(K.tabell, replace(K.sammanhang, last=False))


def forhandsvisad(text: str, rad: str, kolumn: str) -> str:
    svar = klistring(UTKAST, tolkat_block(text), UTKAST.tabell.index[rad], kolumn)
    assert isinstance(svar, Klistring)
    return klistringstext(UTKAST, svar).replace("\u00a0", " ")


def test_each_change_says_row_column_from_and_to() -> None:
    text = forhandsvisad("-1\n-2", "personal", "budget")
    assert text == (
        "2 celler ändras.\n\nÄndras:\n"
        "  Personalkostnader · Budget 2024: −158 695 → −1\n"
        "  Lokalhyror · Budget 2024: −17 416 → −2"
    )


def test_what_is_not_taken_comes_before_what_changes() -> None:
    text = forhandsvisad("-1\t1.234\t77\n\t-2\t\n", "personal", "budget")
    delar = ["tas inte emot", "Tas inte emot:", "1.234", "Beräknas till annat", "Ändras:"]
    assert sorted(delar, key=text.index) == delar
    assert "2 tomma lämnas orörda" in text.splitlines()[0]


def test_a_text_of_several_lines_is_shown_on_one_and_cut() -> None:
    lang = "ord " * 30
    text = forhandsvisad(f'-1\t"{lang}\nrad två"', "personal", "takt_forandring")
    assert "Personalkostnader · Kommentar: " in text
    assert "…»" in text
    assert "rad två" not in text


def test_the_one_line_summary_counts_everything() -> None:
    svar = Klistring((), utanfor=("1 rad ryms inte nedanför.",), tomma=1)
    assert sammanfattning(svar) == (
        "Ingen cell ändras, 1 tom lämnas orörd, en del ligger utanför tabellen."
    )
