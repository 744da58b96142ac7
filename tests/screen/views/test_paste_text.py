"""The preview of a paste, read as a person reads it."""

from msgspec.structs import replace

from tests.five_documents import calculation
from tui.checks.pasting.placing import placed
from tui.domain.calculation import Calculation
from tui.domain.paste import Pasting
from tui.screen.views.dialog_texts import paste_text, summary
from tui.svenska.clipboard import parsed_block

K = calculation("2024-delar", "drift")
UTKAST = Calculation(K.table, replace(K.context, locked=False))


def previewed(text: str, row: str, column: str) -> str:
    answer = placed(UTKAST, parsed_block(text), UTKAST.table.index[row], column, {})
    assert isinstance(answer, Pasting)
    return paste_text(UTKAST, answer).replace("\u00a0", " ")


def test_each_change_says_row_column_from_and_to() -> None:
    text = previewed("-1\n-2", "personal", "budget")
    assert text == (
        "2 celler ändras.\n\nÄndras:\n"
        "  Personalkostnader · Budget 2024: −158 695 → −1\n"
        "  Lokalhyror · Budget 2024: −17 416 → −2"
    )


def test_what_changes_comes_before_what_is_not_taken() -> None:
    text = previewed("-1\t1.234\t77\n\t-2\t\n", "personal", "budget")
    parts = ["tas inte emot", "Ändras:", "Beräknas till annat", "Tas inte emot:", "1.234"]
    assert sorted(parts, key=text.index) == parts
    assert "2 tomma lämnas orörda" in text.splitlines()[0]


def test_a_text_of_several_lines_is_shown_on_one_and_cut() -> None:
    long = "ord " * 30
    text = previewed(f'-1\t"{long}\nrad två"', "personal", "takt_forandring")
    assert "Personalkostnader · Kommentar: " in text
    assert "…»" in text
    assert "rad två" not in text


def test_the_one_line_summary_counts_everything() -> None:
    answer = Pasting((), outside=("1 rad ryms inte nedanför.",), empty=1)
    assert summary(answer) == (
        "Ingen cell ändras, 1 tom lämnas orörd, en del ligger utanför tabellen."
    )
