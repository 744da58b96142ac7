"""Pasted blocks: every figure to its own cell or told of; what was copied changes nothing."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.five_documents import EVERY, calculation
from tui.checks.pasting.asked import Ask
from tui.checks.pasting.placing import placed
from tui.domain.calculation import Calculation
from tui.domain.paste import MAX_CELL_TEXT, Pasting, copy_block, headings_in, takes_block
from tui.domain.table import LABEL
from tui.screen.widgets.cell_editor import MAX_LENGTH
from tui.svenska.clipboard import Block, block_text, parsed_block
from tui.svenska.parse import Refusal


def pasting(k: Calculation, block: Block, row: int, column: str) -> Pasting | Ask | Refusal:
    """What a block would do, where nothing has been asked yet."""
    return placed(k, block, row, column, {})


def D(text: str) -> Decimal:
    return Decimal(text)


def utkast(table: str) -> Calculation:
    """A table of the delårsbokslut as a working copy has it."""
    k = calculation("2024-delar", table)
    return Calculation(k.table, replace(k.context, locked=False))


def pasted(text: str, row: str, column: str) -> Pasting:
    k = utkast("drift")
    answer = pasting(k, parsed_block(text), k.table.index[row], column)
    assert isinstance(answer, Pasting), answer
    return answer


def others(answer: Pasting) -> dict[tuple[str, str], object]:
    return {(c.row, c.column): c.to for c in answer.of("andras")}


def refusal(text: str, row: str, column: str) -> str:
    k = calculation("2024-delar", "drift")
    answer = pasting(k, parsed_block(text), k.table.index[row], column)
    assert isinstance(answer, Refusal)
    return answer.sentence


def test_the_block_goes_to_the_right_and_down_from_the_cursor() -> None:
    answer = pasted("-1\t-2\n-3\t-4\n", "personal", "budget")
    assert others(answer) == {
        ("personal", "budget"): D("-1"),
        ("personal", "prognos"): D("-2"),
        ("lokalhyror", "budget"): D("-3"),
        ("lokalhyror", "prognos"): D("-4"),
    }
    assert (answer.after, answer.outside, answer.empty) == ((), (), 0)


def test_a_figure_over_a_computed_cell_is_kept_as_printed_where_it_differs() -> None:
    answer = pasted("-1\t158 694\n-3\t999", "personal", "prognos")
    assert set(others(answer)) == {("personal", "prognos"), ("lokalhyror", "prognos")}
    assert [(c.row, c.column, c.to) for c in answer.of("tryckt")] == [
        ("personal", "avvikelse", None),
        ("lokalhyror", "avvikelse", D("999")),
    ]


def test_a_pasted_sum_is_held_against_the_figures_pasted_with_it() -> None:
    k = utkast("drift")
    bare = k.table.with_row(replace(k.table.row("kostnader"), tryckt={}))
    answer = pasting(
        Calculation(bare, k.context),
        parsed_block("-1\n-2\n-3\n-4\n-10"),
        k.table.index["personal"],
        "budget",
    )
    assert isinstance(answer, Pasting)
    assert [(c.row, c.utfall) for c in answer.cells][-1] == ("kostnader", "lika")
    assert answer.of("tryckt") == ()


def test_a_printed_sum_goes_when_what_is_pasted_is_what_the_cell_computes_to() -> None:
    answer = pasted("-1\n-2\n-3\n-4\n-10", "personal", "budget")
    assert [(c.row, c.to) for c in answer.of("tryckt")] == [("kostnader", None)]


def test_a_figure_as_it_is_shown_leaves_the_exact_one() -> None:
    k = utkast("drift")
    exact = k.table.with_row(k.table.row("personal").with_cell("budget", D("-1234.567")))
    answer = pasting(
        Calculation(exact, k.context), (("-1 235",),), k.table.index["personal"], "budget"
    )
    assert isinstance(answer, Pasting)
    assert [c.utfall for c in answer.cells] == ["lika"]


def test_an_ambiguous_figure_is_refused_alone() -> None:
    answer = pasted("-1\n1.234\n-3", "personal", "budget")
    assert set(others(answer)) == {("personal", "budget"), ("kop_av_tjanster", "budget")}
    (refused,) = answer.of("nekas")
    assert (refused.row, refused.text) == ("lokalhyror", "1.234")
    assert "en punkt kan betyda båda" in refused.reason


def test_an_empty_cell_of_the_block_takes_no_figure_away() -> None:
    answer = pasted("-1\t\n\t-4\n", "personal", "budget")
    assert set(others(answer)) == {("personal", "budget"), ("lokalhyror", "prognos")}
    assert answer.empty == 2


def test_what_falls_outside_is_told() -> None:
    answer = pasted("1\t2\t3\n4\t5\t6", "resultat", "kommentar")
    assert answer.outside == ("1 rad ryms inte nedanför.", "2 kolumner ryms inte till höger.")


def test_labels_and_headings_decide_and_not_the_cursor() -> None:
    text = (
        "Belopp i tkr\tPrognos helår 2024\tBudget 2024\n"
        "Köp av tjänster\t-7\t-8\nPersonalkostnader\t-5\t-6"
    )
    answer = pasted(text, "intakter", "utfall")
    assert others(answer) == {
        ("kop_av_tjanster", "prognos"): D("-7"),
        ("kop_av_tjanster", "budget"): D("-8"),
        ("personal", "prognos"): D("-5"),
        ("personal", "budget"): D("-6"),
    }
    assert answer.after == (
        "Raderna är placerade efter sina namn.",
        "Kolumnerna är placerade efter sina rubriker.",
    )


def test_labels_alone_leave_the_columns_to_the_cursor() -> None:
    answer = pasted("Lokalhyror\t-7\nKonsulter\t-8", "intakter", "prognos")
    assert others(answer) == {("lokalhyror", "prognos"): D("-7")}
    assert answer.outside == ("Raden «Konsulter» finns inte i tabellen.",)


def test_a_heading_that_the_table_does_not_have_is_told() -> None:
    answer = pasted("Budget 2024\tBudget 2031\n-1\t-2", "personal", "utfall")
    assert others(answer) == {("personal", "budget"): D("-1")}
    assert answer.outside == (
        "Kolumnen «Budget 2031» är för 2031, och tabellen för 2023 och 2024.",
    )


def test_under_foreign_headings_figures_go_by_the_cursor_only_after_a_question() -> None:
    k, text = utkast("drift"), parsed_block("Alfa\tBeta\n-1\t-2")
    row = k.table.index["personal"]
    asked = placed(k, text, row, "budget", {})
    assert isinstance(asked, Ask)
    assert "inga kolumner som heter «Alfa», «Beta»" in asked.text
    answer = placed(k, text, row, "budget", {"markör": True})
    assert isinstance(answer, Pasting)
    assert others(answer) == {("personal", "budget"): D("-1"), ("personal", "prognos"): D("-2")}
    assert isinstance(placed(k, text, row, "budget", {"markör": False}), Refusal)


def test_headings_that_are_understood_and_not_the_tables_put_nothing_anywhere() -> None:
    assert "finns inte i tabellen" in refusal("Jan\tFeb\n-1\t-2", "personal", "budget")


def test_figures_after_unknown_labels_are_refused_whole() -> None:
    assert "inte namn på tabellens rader" in refusal("Löner\t-1\nHyror\t-2", "personal", "budget")


def test_a_page_of_prose_over_figures_is_refused_whole() -> None:
    sentence = refusal("Nämnden redovisar.\n\nKöp av tjänster, se § 42.", "personal", "prognos")
    assert "löpande text" in sentence


def test_a_label_that_stands_several_times_is_only_taken_where_all_are_there() -> None:
    k = calculation("2023-bokslut", "personalstatistik")
    labels = [r.label for r in k.table.rows]
    double = next(e for e in labels if labels.count(e) > 1)
    answer = pasting(k, ((double, "1", "2"),), 0, "ar")
    assert isinstance(answer, Refusal)
    assert "står flera gånger" in answer.sentence


def test_outcomes_in_words_are_no_prose() -> None:
    k = utkast("nyckeltal")
    answer = pasting(k, (("ska öka",), ("ja",)), 0, "mal")
    assert isinstance(answer, Pasting)
    assert [c.to for c in answer.cells] == ["ska öka", "ja"]
    assert isinstance(
        pasting(k, (("En mening som är längre än ett utfall i ord.",),), 0, "mal"), Refusal
    )


def test_a_choice_is_taken_by_its_name_and_another_word_refused() -> None:
    k = calculation("2024-delar", "uppfoljning")
    block: Block = (("MED ANMÄRKNING",), ("kanske",))
    answer = pasting(k, block, 0, "bedomning")
    assert isinstance(answer, Pasting)
    assert "Här väljs ett av: «" in answer.of("nekas")[0].reason
    assert {c.to for c in answer.cells if c.utfall == "andras"} <= {"Med anmärkning"}


def test_lines_over_a_column_of_text_are_one_text() -> None:
    k = calculation("2024-delar", "drift")
    block: Block = (("en",), ("två",))
    assert not takes_block(k, block, "kommentar")
    assert not takes_block(k, block, LABEL)
    assert takes_block(k, block, "budget")
    assert takes_block(k, (("en", "två"),), "kommentar")
    assert not takes_block(k, (), "budget")


def test_a_cell_takes_as_long_a_text_by_paste_as_by_hand() -> None:
    assert MAX_CELL_TEXT == MAX_LENGTH


@pytest.mark.parametrize(("document", "table"), EVERY)
def test_a_whole_table_pasted_back_changes_nothing(document: str, table: str) -> None:
    k = calculation(document, table)
    block = parsed_block(block_text(copy_block(k)))
    if not block:
        return
    for column in (LABEL, k.table.columns[-1].id):
        answer = pasting(k, block, 0, column)
        assert isinstance(answer, Pasting), answer
        assert {c.utfall for c in answer.cells} <= {"lika"}, answer
        assert answer.outside == ()


def test_a_text_printed_in_place_of_a_figure_is_no_heading_where_it_stands() -> None:
    k = calculation("2019-underlag", "volymer")
    answer = pasting(k, parsed_block("nästan lika många\n2\n"), 2, "varde")
    assert isinstance(answer, Pasting)
    assert not answer.of("andras") and answer.after == ()
    next_ = pasting(k, parsed_block("nästan lika många\n2\n"), 0, "varde")
    assert isinstance(next_, Ask)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_part_of_a_table_pasted_back_in_its_place_changes_nothing(data: st.DataObject) -> None:
    k = calculation(*data.draw(st.sampled_from(EVERY)))
    _, *rows = copy_block(k)
    width = len(headings_in(k))
    if not rows:
        return
    r0, k0 = (data.draw(st.integers(0, n - 1)) for n in (len(rows), width))
    r1, k1 = data.draw(st.integers(r0 + 1, len(rows))), data.draw(st.integers(k0 + 1, width))
    block = parsed_block(block_text(row[k0:k1] for row in rows[r0:r1]))
    column = headings_in(k)[k0][0]
    if not takes_block(k, block, column):
        return
    answer = pasting(k, block, r0, column)
    assert isinstance(answer, Refusal) or (not answer.of("andras") and not answer.of("skiljer")), (
        answer
    )
    if isinstance(answer, Pasting):
        assert not answer.of("nekas")


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.lists(st.text(max_size=8), min_size=1, max_size=5).map(tuple), min_size=1, max_size=5
    ),
    st.sampled_from(EVERY),
    st.data(),
)
def test_no_block_is_too_odd(
    rows: list[tuple[str, ...]], which: tuple[str, str], data: st.DataObject
) -> None:
    k = calculation(*which)
    if not k.table.rows:
        return
    row = data.draw(st.integers(0, len(k.table.rows) - 1))
    column = data.draw(st.sampled_from([id_ for id_, _ in headings_in(k)]))
    answer = pasting(k, tuple(rows), row, column)
    if isinstance(answer, Pasting):
        mal = [(c.row, c.column) for c in answer.cells]
        assert len(set(mal)) == len(mal)
        assert not any(k.is_computed(*c) for c in others(answer))
