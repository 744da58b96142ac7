"""Tables as plain text."""

from dataclasses import replace
from decimal import Decimal

from tests.report.exempel import DRIFT, ELAKT_BLAD, UTKAST, blad, tabell, text_mall
from tui.domain.tabell import Kolumn, Rad
from tui.report.tabellform import tabellform
from tui.report.text_ut import text
from tui.svenska.format import ren

SMAL = replace(DRIFT, kolumner=DRIFT.kolumner[:3])


def utskrift(*rader: Rad, bredd: int | None = None) -> list[str]:
    """The lines of a table with one column of text, without its heading lines."""
    form = tabellform(blad(tabell(text_mall("ett"), *rader), UTKAST))
    return text([form], bredd).split("\n")[3:]


def test_a_table_is_aligned_and_its_children_are_indented() -> None:
    rader = text([tabellform(blad(SMAL))]).replace("\u00a0", " ").split("\n")
    assert rader[4:11] == [
        "                                         Prognos            Avv.",
        "                                Budget     helår  prognos/budget",
        "Belopp i tkr                      2024      2024            2024",
        "----------------------------  --------  --------  --------------",
        "Verksamhetens intäkter          31 417    31 417               0",
        "  Personalkostnader           −158 695  −155 695           3 000",
        "  Lokalhyror                   −17 416   −17 416               0",
    ]


def test_the_source_stands_below() -> None:
    assert text([tabellform(blad(DRIFT))]).endswith("Källa: Delårsbokslut 2024, Ekonomi, Drift\n")


def test_a_table_too_wide_for_the_terminal_is_split_with_its_labels_repeated() -> None:
    rader = text([tabellform(blad(DRIFT))], 80).split("\n")
    assert all(len(rad) <= 80 for rad in rader)
    assert sum(rad.startswith("Årets resultat") for rad in rader) == 4


def test_a_pipe_is_never_too_narrow() -> None:
    rader = text([tabellform(blad(DRIFT))]).split("\n")
    assert sum(rad.startswith("Årets resultat") for rad in rader) == 1


def test_long_texts_are_wrapped_and_rows_then_stand_apart() -> None:
    lang = "ett två tre fyra fem sex sju åtta nio tio elva tolv tretton"
    rader = [Rad("a", "Etikett", celler={"ett": lang}), Rad("b", "Nästa", celler={"ett": "kort"})]
    assert utskrift(*rader, bredd=50) == [
        "Rad      Ett",
        "-------  -------------------------------------",
        "Etikett  ett två tre fyra fem sex sju åtta nio",
        "         tio elva tolv tretton",
        "",
        "Nästa    kort",
        "",
    ]


def test_a_figure_is_never_broken_however_long() -> None:
    mall = text_mall("ett")
    kolumn = Kolumn("ett", "Ett", "tal", decimaler=None)
    rad = Rad("a", "A", celler={"ett": Decimal("1" * 30)})
    form = tabellform(blad(replace(tabell(mall, rad), kolumner=(kolumn,)), UTKAST))
    assert any(
        "111 111 111 111 111" in r.replace("\u00a0", " ") for r in text([form], 30).split("\n")
    )


def test_a_table_without_rows_is_a_heading() -> None:
    assert utskrift()[:2] == ["Rad  Ett", "---  ---"]


def test_several_tables_stand_apart() -> None:
    form = tabellform(blad(SMAL))
    assert "\n\n\nDrift\n" in text([form, form])


def test_letters_typed_in_two_parts_are_aligned_as_one() -> None:
    rader = utskrift(Rad("a", "A\u030a", celler={"ett": "x"}), Rad("b", "Å", celler={"ett": "x"}))
    assert rader[2] == rader[3]


def test_hostile_texts_are_shown_and_do_nothing() -> None:
    ut = text([tabellform(ELAKT_BLAD)], 100)
    assert [rad for rad in ut.split("\n") if ren(rad) != rad] == []
    assert "[@click=app.bell]klicka[/]" in ut
    assert "<script>alert(1)</script>" in ut
