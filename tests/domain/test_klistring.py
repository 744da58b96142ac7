"""Pasted blocks: every figure to its own cell or told of; what was copied changes nothing."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fem_dokument import ALLA, kalkyl
from tui.domain.berakning import Kalkyl
from tui.domain.klisterplats import rubriker_i
from tui.domain.klistring import MAX_CELLTEXT, Klistring, klistring, kopieblock, tar_block
from tui.domain.tabell import ETIKETT
from tui.svenska.block import Block, blocktext, tolkat_block
from tui.svenska.tal import Avslag
from tui.widgets.redigering import MAX_LANGD


def D(text: str) -> Decimal:
    return Decimal(text)


def utkast(tabell: str) -> Kalkyl:
    """A table of the delårsbokslut as a working copy has it."""
    k = kalkyl("2024-delar", tabell)
    return Kalkyl(k.tabell, replace(k.sammanhang, last=False))


def klistrad(text: str, rad: str, kolumn: str) -> Klistring:
    k = utkast("drift")
    svar = klistring(k, tolkat_block(text), k.tabell.index[rad], kolumn)
    assert isinstance(svar, Klistring), svar
    return svar


def andras(svar: Klistring) -> dict[tuple[str, str], object]:
    return {(c.rad, c.kolumn): c.till for c in svar.av("andras")}


def avslag(text: str, rad: str, kolumn: str) -> str:
    k = kalkyl("2024-delar", "drift")
    svar = klistring(k, tolkat_block(text), k.tabell.index[rad], kolumn)
    assert isinstance(svar, Avslag)
    return svar.mening


def test_the_block_goes_to_the_right_and_down_from_the_cursor() -> None:
    svar = klistrad("-1\t-2\n-3\t-4\n", "personal", "budget")
    assert andras(svar) == {
        ("personal", "budget"): D("-1"),
        ("personal", "prognos"): D("-2"),
        ("lokalhyror", "budget"): D("-3"),
        ("lokalhyror", "prognos"): D("-4"),
    }
    assert (svar.efter, svar.utanfor, svar.tomma) == ((), (), 0)


def test_a_computed_cell_is_compared_and_never_written() -> None:
    svar = klistrad("-1\t158 694\n-3\t999", "personal", "prognos")
    assert set(andras(svar)) == {("personal", "prognos"), ("lokalhyror", "prognos")}
    assert [(c.rad, c.kolumn, c.till) for c in svar.av("skiljer")] == [
        ("lokalhyror", "avvikelse", D("999"))
    ]
    assert [(c.rad, c.kolumn) for c in svar.av("lika")] == [("personal", "avvikelse")]


def test_a_pasted_sum_is_compared_with_the_figures_pasted_with_it() -> None:
    svar = klistrad("-1\n-2\n-3\n-4\n-10", "personal", "budget")
    assert [(c.rad, c.utfall) for c in svar.celler][-1] == ("kostnader", "lika")
    assert svar.av("skiljer") == ()


def test_an_ambiguous_figure_is_refused_alone() -> None:
    svar = klistrad("-1\n1.234\n-3", "personal", "budget")
    assert set(andras(svar)) == {("personal", "budget"), ("kop_av_tjanster", "budget")}
    (nekad,) = svar.av("nekas")
    assert (nekad.rad, nekad.text) == ("lokalhyror", "1.234")
    assert "en punkt kan betyda båda" in nekad.skal


def test_an_empty_cell_of_the_block_takes_no_figure_away() -> None:
    svar = klistrad("-1\t\n\t-4\n", "personal", "budget")
    assert set(andras(svar)) == {("personal", "budget"), ("lokalhyror", "prognos")}
    assert svar.tomma == 2


def test_what_falls_outside_is_told() -> None:
    svar = klistrad("1\t2\t3\n4\t5\t6", "resultat", "kommentar")
    assert svar.utanfor == ("1 rad ryms inte nedanför.", "2 kolumner ryms inte till höger.")


def test_labels_and_headings_decide_and_not_the_cursor() -> None:
    text = (
        "Belopp i tkr\tPrognos helår 2024\tBudget 2024\n"
        "Köp av tjänster\t-7\t-8\nPersonalkostnader\t-5\t-6"
    )
    svar = klistrad(text, "intakter", "utfall")
    assert andras(svar) == {
        ("kop_av_tjanster", "prognos"): D("-7"),
        ("kop_av_tjanster", "budget"): D("-8"),
        ("personal", "prognos"): D("-5"),
        ("personal", "budget"): D("-6"),
    }
    assert svar.efter == (
        "Raderna är placerade efter sina namn.",
        "Kolumnerna är placerade efter sina rubriker.",
    )


def test_labels_alone_leave_the_columns_to_the_cursor() -> None:
    svar = klistrad("Lokalhyror\t-7\nKonsulter\t-8", "intakter", "prognos")
    assert andras(svar) == {("lokalhyror", "prognos"): D("-7")}
    assert svar.utanfor == ("Raden «Konsulter» finns inte i tabellen.",)


def test_a_heading_that_the_table_does_not_have_is_told() -> None:
    svar = klistrad("Budget 2024\tBudget 2031\n-1\t-2", "personal", "utfall")
    assert andras(svar) == {("personal", "budget"): D("-1")}
    assert svar.utanfor == ("Kolumnen «Budget 2031» finns inte i tabellen.",)


def test_foreign_headings_over_figures_are_passed_by_and_nothing_is_shifted() -> None:
    svar = klistrad("Jan\tFeb\n-1\t-2", "personal", "budget")
    assert andras(svar) == {("personal", "budget"): D("-1"), ("personal", "prognos"): D("-2")}
    assert "hoppas över" in svar.efter[0]


def test_figures_after_unknown_labels_are_refused_whole() -> None:
    assert "inte namn på tabellens rader" in avslag("Löner\t-1\nHyror\t-2", "personal", "budget")


def test_a_page_of_prose_over_figures_is_refused_whole() -> None:
    mening = avslag("Nämnden redovisar.\n\nKöp av tjänster, se § 42.", "personal", "prognos")
    assert "löpande text" in mening


def test_a_label_that_stands_several_times_is_only_taken_where_all_are_there() -> None:
    k = kalkyl("2023-bokslut", "personalstatistik")
    etiketter = [r.etikett for r in k.tabell.rader]
    dubbel = next(e for e in etiketter if etiketter.count(e) > 1)
    svar = klistring(k, ((dubbel, "1", "2"),), 0, "ar")
    assert isinstance(svar, Klistring)
    assert svar.celler == ()
    assert "står flera gånger" in svar.utanfor[0]


def test_outcomes_in_words_are_no_prose() -> None:
    k = utkast("nyckeltal")
    svar = klistring(k, (("ska öka",), ("ja",)), 0, "mal")
    assert isinstance(svar, Klistring)
    assert [c.till for c in svar.celler] == ["ska öka", "ja"]
    assert isinstance(
        klistring(k, (("En mening som är längre än ett utfall i ord.",),), 0, "mal"), Avslag
    )


def test_a_choice_is_taken_by_its_name_and_another_word_refused() -> None:
    k = kalkyl("2024-delar", "uppfoljning")
    block: Block = (("MED ANMÄRKNING",), ("kanske",))
    svar = klistring(k, block, 0, "bedomning")
    assert isinstance(svar, Klistring)
    assert "Här väljs ett av: «" in svar.av("nekas")[0].skal
    assert {c.till for c in svar.celler if c.utfall == "andras"} <= {"Med anmärkning"}


def test_lines_over_a_column_of_text_are_one_text() -> None:
    k = kalkyl("2024-delar", "drift")
    block: Block = (("en",), ("två",))
    assert not tar_block(k, block, "kommentar")
    assert not tar_block(k, block, ETIKETT)
    assert tar_block(k, block, "budget")
    assert tar_block(k, (("en", "två"),), "kommentar")
    assert not tar_block(k, (), "budget")


def test_a_cell_takes_as_long_a_text_by_paste_as_by_hand() -> None:
    assert MAX_CELLTEXT == MAX_LANGD


@pytest.mark.parametrize(("dokument", "tabell"), ALLA)
def test_a_whole_table_pasted_back_changes_nothing(dokument: str, tabell: str) -> None:
    k = kalkyl(dokument, tabell)
    block = tolkat_block(blocktext(kopieblock(k)))
    if not block:
        return
    for kolumn in (ETIKETT, k.tabell.kolumner[-1].id):
        svar = klistring(k, block, 0, kolumn)
        assert isinstance(svar, Klistring), svar
        assert {c.utfall for c in svar.celler} <= {"lika"}, svar
        assert svar.utanfor == ()


def test_a_text_printed_in_place_of_a_figure_is_no_heading_where_it_stands() -> None:
    k = kalkyl("2019-underlag", "volymer")
    svar = klistring(k, tolkat_block("nästan lika många\n2\n"), 2, "varde")
    assert not isinstance(svar, Avslag)
    assert not svar.av("andras") and svar.efter == ()
    nasta = klistring(k, tolkat_block("nästan lika många\n2\n"), 0, "varde")
    assert not isinstance(nasta, Avslag)
    assert any("rubriker" in mening for mening in nasta.efter)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_part_of_a_table_pasted_back_in_its_place_changes_nothing(data: st.DataObject) -> None:
    k = kalkyl(*data.draw(st.sampled_from(ALLA)))
    _, *rader = kopieblock(k)
    bredd = len(rubriker_i(k))
    if not rader:
        return
    r0, k0 = (data.draw(st.integers(0, n - 1)) for n in (len(rader), bredd))
    r1, k1 = data.draw(st.integers(r0 + 1, len(rader))), data.draw(st.integers(k0 + 1, bredd))
    block = tolkat_block(blocktext(rad[k0:k1] for rad in rader[r0:r1]))
    kolumn = rubriker_i(k)[k0][0]
    if not tar_block(k, block, kolumn):
        return
    svar = klistring(k, block, r0, kolumn)
    assert isinstance(svar, Avslag) or (not svar.av("andras") and not svar.av("skiljer")), svar
    if isinstance(svar, Klistring):
        assert not svar.av("nekas")


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.lists(st.text(max_size=8), min_size=1, max_size=5).map(tuple), min_size=1, max_size=5
    ),
    st.sampled_from(ALLA),
    st.data(),
)
def test_no_block_is_too_odd(
    rader: list[tuple[str, ...]], vilken: tuple[str, str], data: st.DataObject
) -> None:
    k = kalkyl(*vilken)
    if not k.tabell.rader:
        return
    rad = data.draw(st.integers(0, len(k.tabell.rader) - 1))
    kolumn = data.draw(st.sampled_from([id_ for id_, _ in rubriker_i(k)]))
    svar = klistring(k, tuple(rader), rad, kolumn)
    if isinstance(svar, Klistring):
        mal = [(c.rad, c.kolumn) for c in svar.celler]
        assert len(set(mal)) == len(mal)
        assert not any(k.ar_beraknad(*c) for c in andras(svar))
