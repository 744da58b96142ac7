"""Names of a block that the table has not: told, given a place once, and gone by after that."""

from tests.checks.pasting.cases import pasted
from tests.checks.pasting.test_kinds import kultur
from tui.checks.pasting.named import foreign_names, shape_of, translated
from tui.domain.known_source import timeless
from tui.svenska.clipboard import Block, block_text

BLOCK: Block = (
    ("Konto", "Benämning", "Ack. utfall jan-okt 2031", "Senaste bedömning"),
    ("41", "Museum", "10,3", "12,6"),
    ("42", "Kulturskolan i Ydre", "16,4", "19,5"),
    ("", "Summa", "26,7", "32,1"),
)


def test_one_name_behind_accounts_is_enough_to_know_the_rows_by() -> None:
    got = pasted(kultur(), block_text(BLOCK), "bibliotek", "arsbudget")
    assert {at: str(value) for at, value in got.changes.items()} == {"museum/nu": "10.3"}
    assert "«Kulturskolan i Ydre» finns inte i tabellen" in got.told


def test_what_has_no_place_and_what_is_free_is_told() -> None:
    names = foreign_names(kultur(), BLOCK, "arsbudget")
    assert names.labels == ("Kulturskolan i Ydre", "Summa")
    assert names.heads == ("Senaste bedömning",)
    assert "museum" not in dict(names.rows)
    assert "nu" not in dict(names.columns)
    assert dict(names.columns)["helar"] == "Årsprognos 2031"


def test_what_a_name_is_said_to_mean_is_where_its_figures_go() -> None:
    k = kultur()
    rows = {timeless("Kulturskolan i Ydre"): "musik"}
    block = translated(k, BLOCK, rows, {timeless("Senaste bedömning"): "helar"})
    got = pasted(k, block_text(block), "bibliotek", "arsbudget")
    assert {at: str(value) for at, value in got.changes.items()} == {
        "museum/nu": "10.3",
        "museum/helar": "12.6",
        "musik/nu": "16.4",
        "musik/helar": "19.5",
    }


def test_the_headings_of_two_months_have_one_shape() -> None:
    november = [tuple(cell.replace("okt", "november") for cell in row) for row in BLOCK]
    assert shape_of(kultur(), tuple(november)) == shape_of(kultur(), BLOCK)
