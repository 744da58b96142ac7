"""The text view: lines broken as a text is, the marks of the claims in their places."""

from decimal import Decimal
from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from tui.checks.prosa.claim import TextSource
from tui.checks.prosa.find import claims
from tui.checks.prosa.verdict import Tried
from tui.domain.finding import Address, Finding
from tui.screen.views.text import ReadTextView, TextView, broken_pieces, marked, verdict_rows
from tui.screen.widgets.model import broken

ROWS = ("Kostnaden ökade med 5,0 mnkr och", "andelen var 12 procent, eller", "3 av 4 punkter.")


def verdicts(*rows: str) -> list[Tried]:
    """Every claim of a text, disagreeing with 1."""
    return [Tried(p, "avviker", Decimal(1)) for p in claims(TextSource("t.txt", rows))]


def text(pieces: tuple[tuple[str, str], ...]) -> str:
    """The pieces put together."""
    return "".join(t for t, _ in pieces)


def test_each_mark_stands_right_after_its_claim() -> None:
    row = ROWS[0]
    assert text(marked(row, verdicts(row))) == (
        "Kostnaden ökade med 5,0 mnkr [✗ ska vara 1 mnkr] och"
    )
    assert text(marked(ROWS[2], verdicts(ROWS[2]))) == "3 av 4 [✗ ska vara 1] punkter."


def test_a_claim_that_breaks_over_two_lines_is_marked_on_the_second() -> None:
    split = ("Nämnden visar efter sommaren ett stort underskott på 5,0", "mnkr mot budget.")
    view = TextView([ReadTextView("t.txt", TextSource("t.txt", split), verdicts(*split), {})], 120)
    rows = [text(r.pieces) for r in view.rows[1:]]
    assert rows == [split[0], "mnkr [✗ ska vara 1 mnkr] mot budget."]
    assert [p.utfall for p in view.verdicts_at(1)] == ["avviker"]


@given(st.lists(st.text("ab å,", max_size=30), max_size=6), st.integers(1, 40))
def test_pieces_are_broken_as_their_text_is(texts: list[str], width: int) -> None:
    pieces = tuple((t, str(i)) for i, t in enumerate(texts))
    assert [text(row) for row in broken_pieces(pieces, width)] == list(broken(text(pieces), width))


@given(st.lists(st.sampled_from(ROWS), max_size=5), st.integers(24, 130))
def test_every_line_is_shown_and_no_row_is_wider_than_its_column(
    rows: list[str], screen: int
) -> None:
    view = TextView(
        [ReadTextView("t.txt", TextSource("t.txt", tuple(rows)), verdicts(*rows), {})], screen
    )
    for nr, row in enumerate(rows, 1):
        shown = " ".join(text(r.pieces) for r in view.rows if r.nr == nr)
        assert all(o.strip(",.") in shown for o in row.split())
    assert all(len(view.box(i, 1).text) <= view.columns[1].width for i in range(view.count_rows))
    assert sum(len(view.verdicts_at(i)) for i, r in enumerate(view.rows) if r.first) == len(
        verdicts(*rows)
    )


def test_without_a_text_it_says_what_to_do_and_while_it_is_read_that_it_is() -> None:
    assert "Enter lägger till" in TextView([], 120).box(0, 1).text
    assert TextView([], 120, waits=True).box(0, 1).text == "… granskar texten"


def test_a_text_that_cannot_be_read_has_its_sentence() -> None:
    finding = Finding(Address("d"), "text", "bör ses över", "x", None, "Filen saknas.")
    view = TextView([ReadTextView("x.txt", TextSource("x.txt", ()), (), {finding: 1})], 120)
    assert [text(r.pieces) for r in view.rows] == ["x.txt", "Filen saknas."]
    assert view.finding_at(1) == (finding,) and view.place(0, 1) == 1


def test_the_panel_says_what_the_claim_is_held_against() -> None:
    verdict = verdicts(ROWS[0])[0]
    assert text(verdict_rows(verdict, 60)[0]) == " ”5,0 mnkr”: ✗ ska vara 1 mnkr"
    assert "Ingen tabell har ett tal" in text(verdict_rows(verdict, 60)[1])


def test_a_report_on_a_single_line_is_broken_in_time_with_its_length() -> None:
    pieces = tuple((("x" * 9, ""), (" 5,0 mnkr ", "bra"))[i % 2] for i in range(40_000))
    start = perf_counter()
    rows = list(broken_pieces(pieces, 20))
    assert perf_counter() - start < 5
    assert "".join(text(row) for row in rows).replace(" ", "") == text(pieces).replace(" ", "")
    assert len(broken("x" * 1_000_000, 20)) == 50_000
