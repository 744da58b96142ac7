"""Words where a figure should stand are told, and count as missing."""

from decimal import Decimal as D

from tests.five_documents import EVERY, calculation
from tests.tables import begun, mall
from tui.checks.words_in_figures import word_finding
from tui.domain.calculation import Calculation, Context, incomplete
from tui.domain.rule import CHILDREN
from tui.domain.table import Column, Row

TEMPLATE = mall(
    "skola.kostnad",
    "drift",
    "Kostnader",
    (Column("budget", "Budget"), Column("utfall", "Utfall"), Column("not", "Not", "text")),
)
ROWS = (
    Row("summa", "Grundskola", "summa", rule=CHILDREN),
    Row("larare", "Lärare", parent="summa", cells={"utfall": "enligt bilaga", "not": "ja"}),
    Row("lokal", "Lokaler", parent="summa", cells={"utfall": D(5)}),
)


def test_a_word_in_a_column_of_figures_is_told_and_counts_as_missing() -> None:
    table = begun("skola", TEMPLATE, "Kostnader", "tkr", TEMPLATE.columns, ROWS)
    working_out = Calculation(table, Context())
    (finding,) = word_finding("d", working_out)
    assert finding.sentence == (
        "Lärare, Utfall: ”enligt bilaga” är inget tal, så cellen räknas som saknad; skriv talet."
    )
    assert working_out.value("summa", "utfall") == 5
    assert incomplete(working_out, "summa", "utfall")


def test_what_a_running_text_says_in_words_is_let_be() -> None:
    assert [f for address in EVERY for f in word_finding("d", calculation(*address))] == []
