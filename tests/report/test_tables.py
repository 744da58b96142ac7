"""A table as rows of texts, and what stands below it."""

from msgspec.structs import replace

from tests.report.example import DRIFT, HOSTILE_SHEET, PARTS, UTKAST, sheet, table, text_template
from tui.domain.table import Row
from tui.report.sheets import Bundle
from tui.report.tables import list_table, notes, plain_table
from tui.report.values import ReportCell
from tui.report.writers.csv import csv_text
from tui.svenska.format import clean

NBSP = "\u00a0"


def test_the_heading_lines_say_document_unit_and_sign_convention() -> None:
    form = plain_table(sheet(DRIFT))
    assert form.heading == "Drift"
    assert form.ingress == (
        "Delårsbokslut 2024 (2024-delar, beslutad) · Enhet: tkr",
        DRIFT.sign,
    )


def test_a_table_without_a_unit_or_signs_says_nothing_of_them() -> None:
    form = plain_table(sheet(table(text_template("a"), Row("r", "R"), enhet=""), UTKAST))
    assert form.ingress == ("Delårsbokslut 2024 (2024-delar-utkast, utkast)",)


def test_rows_keep_their_depth_and_their_kind() -> None:
    form = plain_table(sheet(DRIFT))
    assert [(row.level, row.kind) for row in form.rows[:6]] == [
        (0, "post"),
        *[(1, "post")] * 4,
        (0, "summa"),
    ]


def test_a_figure_has_a_text_to_read_and_one_for_a_spreadsheet() -> None:
    form = plain_table(sheet(DRIFT))
    assert form.rows[1].cells[0].text == f"−158{NBSP}695"
    assert form.rows[9].cells[3] == ReportCell("")
    rows = [line.split(";") for line in csv_text([form]).splitlines()[1:]]
    assert rows[1][1] == "-158695"
    assert rows[3][4] == "-9,6"
    assert rows[9][4] == ""


def test_nothing_in_a_form_can_steer_a_terminal() -> None:
    form = plain_table(HOSTILE_SHEET)
    texts = [form.heading, form.label_heading, *form.ingress, *form.notes]
    texts += [column.heading for column in form.columns]
    texts += [t for row in form.rows for t in (row.label, *(c.text for c in row.cells))]
    assert [text for text in texts if clean(text) != text] == []


def test_a_list_names_the_tables_of_a_document() -> None:
    form = list_table(Bundle(PARTS, (sheet(DRIFT),)))
    assert form.heading == "Delårsbokslut 2024 (2024-delar, beslutad)"
    assert [(r.label, *(c.text for c in r.cells)) for r in form.rows] == [
        ("drift", "Drift", "Drift", "10")
    ]


def _with_notes(count: int, column: str, text: str, of: int = 5) -> tuple[str, ...]:
    rows = [Row(f"r{i}", f"Rad {i}", notes={column: text} if i < count else {}) for i in range(of)]
    return notes(table(text_template("ett"), *rows), PARTS.period)


def test_a_note_names_its_row_and_column() -> None:
    assert _with_notes(1, "ett", "Osäkert.") == ("Rad 0, Ett: Osäkert.",)
    assert _with_notes(1, "etikett", "Osäkert.") == ("Rad 0: Osäkert.",)


def test_the_same_words_in_many_places_stand_once() -> None:
    assert _with_notes(2, "ett", "Osäkert.") == ("Rad 0, Ett; Rad 1, Ett: Osäkert.",)
    assert _with_notes(4, "ett", "Osäkert.") == ("Ett, 4 rader: Osäkert.",)
    assert _with_notes(5, "ett", "Osäkert.") == ("Ett, alla rader: Osäkert.",)


def test_the_same_words_in_several_columns_are_counted() -> None:
    rows = [Row(f"r{i}", "R", notes={"a": "Osäkert.", "b": "Osäkert."}) for i in range(2)]
    assert notes(table(text_template("a", "b"), *rows), None) == ("4 ställen: Osäkert.",)


def test_figures_out_of_the_running_text_are_marked() -> None:
    row = Row("r", "Köpt vård", sources={"etikett": "prosa", "ett": "Lifecare"})
    assert notes(table(text_template("ett"), row), None) == (
        "Köpt vård: ur löptexten",
        "Köpt vård, Ett: Lifecare",
    )


def test_footnotes_come_first_and_the_source_last() -> None:
    row = Row("r", "R", notes={"ett": "Osäkert."})
    whole = table(text_template("ett"), row, fotnoter={"2": "personer"}, not_="Maskinläst.")
    assert notes(replace(whole, source="Delårsbokslut 2024"), None) == (
        "2: personer",
        "Not: Maskinläst.",
        "R, Ett: Osäkert.",
        "Källa: Delårsbokslut 2024",
    )


def test_a_note_on_a_column_that_is_not_there_still_names_its_row() -> None:
    row = Row("r", "R", notes={"okand": "Osäkert."})
    assert notes(table(text_template("ett"), row), None) == ("R: Osäkert.",)
