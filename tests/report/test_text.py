"""Tables as plain text."""

from decimal import Decimal

from msgspec.structs import replace

from tests.report.example import DRIFT, HOSTILE_SHEET, UTKAST, sheet, table, text_template
from tui.domain.table import Column, Row
from tui.report.tables import plain_table
from tui.report.writers.text import text
from tui.svenska.format import clean

NARROW = replace(DRIFT, columns=DRIFT.columns[:3])


def output(*rows: Row, width: int | None = None) -> list[str]:
    """The lines of a table with one column of text, without its heading lines."""
    form = plain_table(sheet(table(text_template("ett"), *rows), UTKAST))
    return text([form], width).split("\n")[3:]


def test_a_table_is_aligned_and_its_children_are_indented() -> None:
    rows = text([plain_table(sheet(NARROW))]).replace("\u00a0", " ").split("\n")
    assert rows[4:11] == [
        "                                         Prognos            Avv.",
        "                                Budget     helår  prognos/budget",
        "Belopp i tkr                      2024      2024            2024",
        "----------------------------  --------  --------  --------------",
        "Verksamhetens intäkter          31 417    31 417               0",
        "  Personalkostnader           −158 695  −155 695           3 000",
        "  Lokalhyror                   −17 416   −17 416               0",
    ]


def test_the_source_stands_below() -> None:
    assert text([plain_table(sheet(DRIFT))]).endswith("Källa: Delårsbokslut 2024, Ekonomi, Drift\n")


def test_a_table_too_wide_for_the_terminal_is_split_with_its_labels_repeated() -> None:
    rows = text([plain_table(sheet(DRIFT))], 80).split("\n")
    assert all(len(row) <= 80 for row in rows)
    assert sum(row.startswith("Årets resultat") for row in rows) == 4


def test_a_pipe_is_never_too_narrow() -> None:
    rows = text([plain_table(sheet(DRIFT))]).split("\n")
    assert sum(row.startswith("Årets resultat") for row in rows) == 1


def test_long_texts_are_wrapped_and_rows_then_stand_apart() -> None:
    long = "ett två tre fyra fem sex sju åtta nio tio elva tolv tretton"
    rows = [Row("a", "Etikett", cells={"ett": long}), Row("b", "Nästa", cells={"ett": "kort"})]
    assert output(*rows, width=50) == [
        "Rad      Ett",
        "-------  -------------------------------------",
        "Etikett  ett två tre fyra fem sex sju åtta nio",
        "         tio elva tolv tretton",
        "",
        "Nästa    kort",
        "",
    ]


def test_a_figure_is_never_broken_however_long() -> None:
    template = text_template("ett")
    column = Column("ett", "Ett", "tal", decimals=None)
    row = Row("a", "A", cells={"ett": Decimal("1" * 30)})
    form = plain_table(sheet(replace(table(template, row), columns=(column,)), UTKAST))
    assert any(
        "111 111 111 111 111" in r.replace("\u00a0", " ") for r in text([form], 30).split("\n")
    )


def test_a_table_without_rows_is_a_heading() -> None:
    assert output()[:2] == ["Rad  Ett", "---  ---"]


def test_several_tables_stand_apart() -> None:
    form = plain_table(sheet(NARROW))
    assert "\n\n\nDrift\n" in text([form, form])


def test_letters_typed_in_two_parts_are_aligned_as_one() -> None:
    rows = output(Row("a", "A\u030a", cells={"ett": "x"}), Row("b", "Å", cells={"ett": "x"}))
    assert rows[2] == rows[3]


def test_hostile_texts_are_shown_and_do_nothing() -> None:
    out = text([plain_table(HOSTILE_SHEET)], 100)
    assert [row for row in out.split("\n") if clean(row) != row] == []
    assert "[@click=app.bell]klicka[/]" in out
    assert "<script>alert(1)</script>" in out
