"""The text view: lines broken as a text is, the marks of the claims in their places."""

from decimal import Decimal
from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from tui.domain.fel import Adress, Fynd
from tui.granskning.prosa.dom import Provat
from tui.granskning.prosa.hitta import pastaenden
from tui.granskning.prosa.pastaende import Textkalla
from tui.tabs.text import Lasttextvy, Textvy, brutna_bitar, domrader, markt
from tui.widgets.modell import brutna

RADER = ("Kostnaden ökade med 5,0 mnkr och", "andelen var 12 procent, eller", "3 av 4 punkter.")


def domar(*rader: str) -> list[Provat]:
    """Every claim of a text, disagreeing with 1."""
    return [Provat(p, "avviker", Decimal(1)) for p in pastaenden(Textkalla("t.txt", rader))]


def text(bitar: tuple[tuple[str, str], ...]) -> str:
    """The pieces put together."""
    return "".join(t for t, _ in bitar)


def test_each_mark_stands_right_after_its_claim() -> None:
    rad = RADER[0]
    assert text(markt(rad, domar(rad))) == ("Kostnaden ökade med 5,0 mnkr [✗ ska vara 1 mnkr] och")
    assert text(markt(RADER[2], domar(RADER[2]))) == "3 av 4 [✗ ska vara 1] punkter."


def test_a_claim_that_breaks_over_two_lines_is_marked_on_the_second() -> None:
    delad = ("Nämnden visar efter sommaren ett stort underskott på 5,0", "mnkr mot budget.")
    vy = Textvy([Lasttextvy("t.txt", Textkalla("t.txt", delad), domar(*delad), {})], 120)
    rader = [text(r.bitar) for r in vy.rader[1:]]
    assert rader == [delad[0], "mnkr [✗ ska vara 1 mnkr] mot budget."]
    assert [p.utfall for p in vy.domar_vid(1)] == ["avviker"]


@given(st.lists(st.text("ab å,", max_size=30), max_size=6), st.integers(1, 40))
def test_pieces_are_broken_as_their_text_is(texter: list[str], bredd: int) -> None:
    bitar = tuple((t, str(i)) for i, t in enumerate(texter))
    assert [text(rad) for rad in brutna_bitar(bitar, bredd)] == list(brutna(text(bitar), bredd))


@given(st.lists(st.sampled_from(RADER), max_size=5), st.integers(24, 130))
def test_every_line_is_shown_and_no_row_is_wider_than_its_column(
    rader: list[str], skarm: int
) -> None:
    vy = Textvy([Lasttextvy("t.txt", Textkalla("t.txt", tuple(rader)), domar(*rader), {})], skarm)
    for nr, rad in enumerate(rader, 1):
        visad = " ".join(text(r.bitar) for r in vy.rader if r.nr == nr)
        assert all(o.strip(",.") in visad for o in rad.split())
    assert all(len(vy.ruta(i, 1).text) <= vy.kolumner[1].bredd for i in range(vy.antal_rader))
    assert sum(len(vy.domar_vid(i)) for i, r in enumerate(vy.rader) if r.forsta) == len(
        domar(*rader)
    )


def test_without_a_text_it_says_what_to_do_and_while_it_is_read_that_it_is() -> None:
    assert "Enter lägger till" in Textvy([], 120).ruta(0, 1).text
    assert Textvy([], 120, vantar=True).ruta(0, 1).text == "… granskar texten"


def test_a_text_that_cannot_be_read_has_its_sentence() -> None:
    fynd = Fynd(Adress("d"), "text", "bör ses över", "x", None, "Filen saknas.")
    vy = Textvy([Lasttextvy("x.txt", Textkalla("x.txt", ()), (), {fynd: 1})], 120)
    assert [text(r.bitar) for r in vy.rader] == ["x.txt", "Filen saknas."]
    assert vy.fynd_vid(1) == (fynd,) and vy.plats(0, 1) == 1


def test_the_panel_says_what_the_claim_is_held_against() -> None:
    dom = domar(RADER[0])[0]
    assert text(domrader(dom, 60)[0]) == " ”5,0 mnkr”: ✗ ska vara 1 mnkr"
    assert "Ingen tabell har ett tal" in text(domrader(dom, 60)[1])


def test_a_report_on_a_single_line_is_broken_in_time_with_its_length() -> None:
    bitar = tuple((("x" * 9, ""), (" 5,0 mnkr ", "bra"))[i % 2] for i in range(40_000))
    start = perf_counter()
    rader = list(brutna_bitar(bitar, 20))
    assert perf_counter() - start < 5
    assert "".join(text(rad) for rad in rader).replace(" ", "") == text(bitar).replace(" ", "")
    assert len(brutna("x" * 1_000_000, 20)) == 50_000
