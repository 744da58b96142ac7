"""A table as the grid's content: every table of every document, and each way of editing a cell."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from tests.domain.words import STEP_SIGNS
from tests.five_documents import EVERY, calculation
from tests.screen.views.views import box, place, utkast, view
from tests.tables import begun, register
from tui.domain.calculation import Calculation
from tui.domain.entry import parsed_entry
from tui.domain.symbols import FINDING_SIGN, SIGNAL_SIGN
from tui.domain.table import LABEL, Column, Row
from tui.domain.value import Malvarde, Mark, Par, Value
from tui.screen.views.table_view import TableView, entry_text
from tui.svenska.parse import Refusal

COLOURED = ("bra", "varning", "allvar")
SYMBOLS = {*SIGNAL_SIGN.values(), *STEP_SIGNS, *(t for t, _ in FINDING_SIGN.values())}


@pytest.mark.parametrize("screen", [120, 80, 40])
@pytest.mark.parametrize("locked", [True, False], ids=["beslutad", "utkast"])
def test_every_figure_of_every_document_fits_its_column(screen: int, locked: bool) -> None:
    count = 0
    for document, table in EVERY:
        v = view(document, table, screen, locked=locked)
        for row in range(v.count_rows):
            v.row_class(row)
            for k, column in enumerate(v.columns):
                r = v.box(row, k)
                count += bool(r.text)
                assert len(r.text) <= column.width or not column.right, (document, table, r)
                air = column.character_width > 1
                assert len(r.sign) + air <= max(column.character_width, air), (document, table, r)
    assert count > 3000


@pytest.mark.parametrize("screen", [120, 80])
def test_the_label_and_the_widest_column_fit_side_by_side(screen: int) -> None:
    for document, table in EVERY:
        label, *columns = view(document, table, screen).columns
        assert label.total_width + 1 + max(k.total_width for k in columns) <= screen


@pytest.mark.parametrize("locked", [True, False], ids=["beslutad", "utkast"])
def test_no_cell_is_told_by_colour_alone(locked: bool) -> None:
    coloured = 0
    for document, table in EVERY:
        v = view(document, table, locked=locked)
        for row in range(v.count_rows):
            for k, column in enumerate(v.columns):
                r = v.box(row, k)
                if r.class_.split()[:1] and r.class_.split()[0] in COLOURED:
                    coloured += 1
                    # The share stands beside the amount, which has the symbol, and has its sign.
                    own = column.id != "avvikelse_procent"
                    assert not own or set(r.sign) & SYMBOLS, (document, table, r)
                    assert own or v.box(row, k - 1).sign, (document, table, r)
    assert coloured > 60


@pytest.mark.parametrize(("document", "table"), EVERY)
def test_opening_a_cell_and_leaving_it_with_enter_changes_nothing(
    document: str, table: str
) -> None:
    v = view(document, table, locked=False)
    for r, row in enumerate(v.table.rows):
        for k, column in enumerate(v.columns):
            if v.editing(r, k) == "rad":
                before = row.label if column.id == LABEL else row.cells.get(column.id)
                text = v.editing_text(r, k)
                assert v.refusal(r, k, text) == ""
                after = parsed_entry(text, v.table, row, column.id)
                assert isinstance(after, Refusal) or after == before


@pytest.mark.parametrize(
    ("document", "table", "row", "column", "locked", "kind"),
    [
        ("2024-delar", "drift", "personal", "prognos", False, "rad"),
        ("2024-delar", "drift", "personal", "prognos", True, "last"),
        ("2024-delar", "drift", "personal", "avvikelse", False, "tryckt"),
        ("2024-delar", "drift", "personal", "avvikelse", True, "last"),
        ("2024-delar", "drift", "kostnader", "prognos", False, "tryckt"),
        ("2024-delar", "drift", "personal", "kommentar", False, "ruta"),
        ("2024-delar", "drift", "personal", LABEL, False, "rad"),
        ("2024-delar", "mal", "vald", LABEL, False, "rad"),
        ("2024-delar", "mal", "vald", "bedomning", False, "val"),
        ("2024-delar", "mal", "vald", "bedomning", True, "last"),
        ("2024-delar", "mal", "vald", "forslag", False, "beraknad"),
        ("2024-delar", "delposter", "resultat", "slag", False, "val"),
    ],
)
def test_a_cell_is_edited_in_its_own_way(
    document: str, table: str, row: str, column: str, locked: bool, kind: str
) -> None:
    v = view(document, table, locked=locked)
    row = row if row in v.table.index else v.table.rows[0].id
    assert v.editing(*place(v, row, column)) == kind


def test_a_heading_row_has_nothing_to_edit_but_its_name() -> None:
    table = calculation("2023-bokslut", "personalstatistik").table
    heading = next(r for r in table.rows if r.kind == "rubrik")
    v = view("2023-bokslut", "personalstatistik", locked=False)
    assert v.editing(*place(v, heading.id, "ar")) == "ingen"


def test_every_way_of_editing_is_met_in_the_documents() -> None:
    kind = {
        v.editing(r, k)
        for document, table in EVERY
        for locked in (True, False)
        for v in (view(document, table, locked=locked),)
        for r in range(v.count_rows)
        for k in range(len(v.columns))
    }
    assert kind == {"rad", "tryckt", "ruta", "val", "beraknad", "last", "ingen"}


@pytest.mark.parametrize("locked", [True, False])
def test_the_printed_slip_stands_and_is_marked(locked: bool) -> None:
    tryckt = box(view("2024-delar", "drift", locked=locked), "kostnader", "diff")
    assert (tryckt.text, tryckt.sign, tryckt.character_class) == (
        "−32\u00a0296",
        "!",
        "allvar stark",
    )


@pytest.mark.parametrize(
    ("row", "text", "class_", "sign"),
    [
        ("intakter", "0", "dampad", "·"),
        ("personal", "3\u00a0000", "bra", "▲"),
        ("ovriga_kostnader", "−2\u00a0000", "varning", "▽"),
        ("kop_av_tjanster", "−6\u00a0000", "allvar", "▼"),
    ],
)
def test_a_deviation_has_a_colour_and_a_symbol(row: str, text: str, class_: str, sign: str) -> None:
    r = box(view("2024-delar", "drift"), row, "avvikelse")
    assert (r.text, r.class_, r.sign) == (text, class_, sign)


def test_empty_zero_and_dash_look_different() -> None:
    template = register("t.t", "drift", "T", "Rad", Column("k", "K", "tal", decimals=None))
    values: tuple[Value, ...] = (None, Decimal(0), Mark.DASH)
    rows = tuple(
        Row(f"r{i}", "x", cells={"k": v} if v is not None else {}) for i, v in enumerate(values)
    )
    v = TableView(Calculation(begun("t", template, "T", "", template.columns, rows)), {}, 120)
    assert [v.box(i, 1).text for i in range(3)] == ["", "0", "–"]


def test_rows_are_indented_by_their_level_and_sums_are_strong() -> None:
    v = view("2024-delar", "drift")
    assert box(v, "personal", LABEL).text == "  Personalkostnader"
    assert box(v, "kostnader", LABEL).text == "Verksamhetens kostnader"
    assert v.row_class(v.table.index["kostnader"]) == "stark"
    assert v.row_class(v.table.index["personal"]) == ""


def test_figures_out_of_the_running_text_are_slanted() -> None:
    v = view("2024-delar", "delposter")
    assert v.box(0, [k.id for k in v.columns].index("varde")).class_ == "kursiv"


def test_a_column_of_the_programs_own_is_faint() -> None:
    assert box(view("2024-delar", "drift"), "personal", "takt_kvar").class_ == "dampad"


def test_the_bar_of_what_is_used_gives_way_on_a_narrow_screen() -> None:
    wide, narrow = view("2024-delar", "drift", 120), view("2024-delar", "drift", 80)
    assert box(wide, "kop_av_tjanster", "forbrukat").text == "█████░  83\u00a0%"
    assert box(narrow, "kop_av_tjanster", "forbrukat").text == "83\u00a0%"


def test_a_key_of_another_row_is_shown_as_that_rows_name() -> None:
    v = view("2024-delar", "nyckeltal")
    name = {r.label for r in calculation("2024-delar", "mal").table.rows}
    k = [k.id for k in v.columns].index("namndmal")
    assert {v.box(i, k).text for i in range(v.count_rows)} <= name


@pytest.mark.parametrize(
    ("text", "proposal"),
    [("1.234", "1,234"), ("1,234.5", "1\u00a0234,5"), ("hej", "1\u00a0234,5"), ("25-03-01", "")],
)
def test_what_can_be_read_in_two_ways_is_refused_with_a_sentence(text: str, proposal: str) -> None:
    v = view("2024-delar", "drift", locked=False)
    sentence = v.refusal(*place(v, "personal", "prognos"), text)
    assert sentence.endswith(".")
    assert proposal in sentence


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (Decimal("-158695"), "−158695"),
        (Decimal("12.50"), "12,50"),
        (Malvarde("<", Decimal(166)), "<166"),
        (Par(Decimal("82.2"), Decimal("80.5"), "*"), "82,2 (80,5)*"),
        (Mark.DASH, "–"),
        ("ord", "ord"),
    ],
)
def test_a_value_is_opened_as_it_is_typed(value: Value, text: str) -> None:
    assert entry_text(value) == text


def test_a_longer_text_shows_its_first_line_and_that_there_is_more() -> None:
    template = register("t.t", "drift", "T", "Rad", Column("k", "K", "langtext"))
    rows = (Row("r", "x", cells={"k": "ett\ntvå"}),)
    v = TableView(Calculation(begun("t", template, "T", "", template.columns, rows)), {}, 120)
    assert v.box(0, 1).text == "ett …"


def test_a_row_without_a_label_can_be_drawn() -> None:
    k = utkast("2024-delar", "mal")
    table = replace(k.table, rows=(Row("ny", ""),))
    assert TableView(Calculation(table, k.context), {}, 120).box(0, 0).text == ""
