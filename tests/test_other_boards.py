"""Any nämnd's tables: made by acts of form, reckoned, checked, printed, pasted, carried on."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from msgspec.structs import replace

from tests.other_boards import BOARDS, PERIOD, Maker, result_per_unit
from tests.report.reread import out_of_excel, out_of_word
from tui.checks.one_table import table_finding
from tui.checks.pasting.placing import placed
from tui.domain.calculation import incomplete
from tui.domain.cell_text import column_heading, shown_text, shown_value
from tui.domain.document import Document
from tui.domain.explanation import explanation
from tui.domain.finding import IMPORTANT
from tui.domain.next_document.document import next_document
from tui.domain.next_document.sources import Underlag, proposal_for
from tui.domain.paste import Pasting, copy_block
from tui.domain.period import from_new_year
from tui.domain.settings import Settings
from tui.domain.table import Table
from tui.report.build import report_of
from tui.report.writing import report_bytes
from tui.store.mallar import REGISTER
from tui.workspace import Workspace

HEAD = Document("2031-delar", "Delårsbokslut 2031", "delarsbokslut", PERIOD)
Board = Callable[[], Maker]
each_board = pytest.mark.parametrize("board", BOARDS, ids=lambda b: b.__name__)


def printed(maker: Maker) -> Table:
    """The table as it is decided: every computed cell prints what it shows."""
    calculation, rows = maker.calculation, []
    for row in maker.table.rows:
        figures = {
            c.id: shown_value(calculation, row, c)
            for c in maker.table.columns
            if calculation.is_computed(row.id, c.id)
        }
        rows.append(replace(row, tryckt={k: v for k, v in figures.items() if v is not None}))
    return replace(maker.table, rows=tuple(rows))


def accused(table: Table, locked: bool) -> list[str]:
    """What is said of a table that must be seen to."""
    found = table_finding("d", Maker(table, locked).calculation)
    return [f.sentence for f in found if f.severity in IMPORTANT and f.kind != "saknas"]


@each_board
def test_a_right_table_is_accused_of_nothing(board: Board) -> None:
    maker = board()
    assert not maker.calculation.faults.told
    assert accused(maker.table, locked=False) == []
    assert accused(printed(maker), locked=True) == []


@each_board
def test_a_wrong_figure_that_a_rule_gives_is_found_wherever_it_stands(board: Board) -> None:
    right = printed(board())
    # What a blank hides cannot be tried: the blank is told instead, before the table is decided.
    draft = board().calculation
    all_ = [(r.id, c) for r in right.rows for c in r.tryckt]
    places = [place for place in all_ if not incomplete(draft, *place)]
    assert places
    for row_id, column in places:
        row = right.row(row_id)
        figure = row.tryckt[column]
        assert isinstance(figure, Decimal)
        wrong = right.with_row(row.with_tryckt(column, figure + max(abs(figure) / 5, Decimal(3))))
        found = table_finding("d", Maker(wrong, True).calculation)
        assert any(f.severity == "fel" for f in found), (row.label, column)


@each_board
def test_every_computed_figure_is_explained(board: Board) -> None:
    calculation = board().calculation
    for row in calculation.table.rows:
        for column in calculation.table.columns:
            if calculation.computed(row.id, column.id) is not None:
                told = explanation(calculation, row.id, column.id)
                assert told is not None
                assert told.terms


@each_board
def test_a_table_is_printed_to_word_and_to_excel(board: Board) -> None:
    maker = board()
    area = Workspace({HEAD.id: HEAD}).with_tab((HEAD.id, "drift"), (maker.table,))
    report = report_of(area, HEAD.id)
    calculation = area.calculation(HEAD.id, maker.table.id)
    tables = out_of_word(report_bytes(report, "docx")).tables
    lines = next(rows for name, rows in tables if name.startswith(maker.table.heading))
    texts = [" ".join(line) for line in lines]
    for row in maker.table.rows:
        line = next(t for t in texts if row.label in t)
        for column in maker.table.columns:
            assert shown_text(calculation, row, column) in line
    book = out_of_excel(report_bytes(report, "xlsx")).formulas
    cells = [c.value for sheet in book for line in sheet.iter_rows() for c in line]
    assert any(isinstance(value, str) and value.startswith("=") for value in cells)
    assert {row.label for row in maker.table.rows} <= {str(value).strip() for value in cells}


@each_board
def test_what_is_copied_is_pasted_to_the_same(board: Board) -> None:
    maker = board()
    block = tuple(copy_block(maker.calculation))
    first = maker.table.columns[0].id
    answer = placed(maker.calculation, block, 0, first, {})
    assert isinstance(answer, Pasting), answer
    assert not answer.of("andras")
    assert not answer.of("nekas")
    assert answer.of("lika")


@each_board
def test_the_form_is_carried_to_the_next_document(board: Board) -> None:
    maker = board()
    new = proposal_for("delarsbokslut", from_new_year(2032, 10))
    underlag = [Underlag(HEAD, {"drift": (maker.table,)})]
    (table,) = next_document(new, HEAD.id, underlag, Settings(), REGISTER).tabs["drift"]
    assert [r.label for r in table.rows] == [r.label for r in maker.table.rows]
    assert [r.rule for r in table.rows] == [r.rule for r in maker.table.rows]
    assert [c.rule for c in table.columns] == [c.rule for c in maker.table.columns]
    headings = [column_heading(c, new.period) for c in table.columns]
    assert len(headings) == len(maker.table.columns)


def test_a_cell_with_two_rules_is_tried_against_both() -> None:
    right = printed(result_per_unit())
    total = next(r for r in right.rows if r.label == "Totalt")
    net = next(c.id for c in right.columns if c.heading.startswith("Nettokostnad"))
    wrong = right.with_row(total.with_tryckt(net, Decimal("-33.9")))
    said = accused(wrong, locked=True)
    assert any("−33,9" in sentence and "−31,9" in sentence for sentence in said), said
