"""A table as rows of texts, and what stands below it."""

from dataclasses import replace

from tests.report.exempel import DELAR, DRIFT, ELAKT_BLAD, UTKAST, blad, tabell, text_mall
from tui.domain.tabell import Rad
from tui.report.blad import Bunt
from tui.report.noter import noter
from tui.report.tabellform import Formcell, listform, tabellform
from tui.svenska.format import ren

NBSP = "\u00a0"


def test_the_heading_lines_say_document_unit_and_sign_convention() -> None:
    form = tabellform(blad(DRIFT))
    assert form.rubrik == "Drift"
    assert form.ingress == (
        "Delårsbokslut 2024 (2024-delar, beslutad) · Enhet: tkr",
        DRIFT.mall.tecken,
    )


def test_a_table_without_a_unit_or_signs_says_nothing_of_them() -> None:
    form = tabellform(blad(tabell(text_mall("a"), Rad("r", "R"), enhet=""), UTKAST))
    assert form.ingress == ("Delårsbokslut 2024 (2024-delar-utkast, utkast)",)


def test_rows_keep_their_depth_and_their_kind() -> None:
    form = tabellform(blad(DRIFT))
    assert [(rad.niva, rad.art) for rad in form.rader[:6]] == [
        (0, "post"),
        *[(1, "post")] * 4,
        (0, "summa"),
    ]


def test_a_figure_has_a_text_to_read_and_one_for_a_spreadsheet() -> None:
    form = tabellform(blad(DRIFT))
    assert form.rader[1].celler[0] == Formcell(f"−158{NBSP}695", "-158695")
    assert form.rader[3].celler[3] == Formcell("−9,6", "-9,6")
    assert form.rader[9].celler[3] == Formcell("", "")


def test_nothing_in_a_form_can_steer_a_terminal() -> None:
    form = tabellform(ELAKT_BLAD)
    texter = [form.rubrik, form.etikettrubrik, *form.ingress, *form.noter]
    texter += [kolumn.rubrik for kolumn in form.kolumner]
    texter += [t for rad in form.rader for t in (rad.etikett, *(c.text for c in rad.celler))]
    assert [text for text in texter if ren(text) != text] == []


def test_a_list_names_the_tables_of_a_document() -> None:
    form = listform(Bunt(DELAR, (blad(DRIFT),)))
    assert form.rubrik == "Delårsbokslut 2024 (2024-delar, beslutad)"
    assert [(r.etikett, *(c.text for c in r.celler)) for r in form.rader] == [
        ("drift", "Drift", "Drift", "10")
    ]


def _med_noter(antal: int, kolumn: str, text: str, av: int = 5) -> tuple[str, ...]:
    rader = [Rad(f"r{i}", f"Rad {i}", noter={kolumn: text} if i < antal else {}) for i in range(av)]
    return noter(tabell(text_mall("ett"), *rader), DELAR.period)


def test_a_note_names_its_row_and_column() -> None:
    assert _med_noter(1, "ett", "Osäkert.") == ("Rad 0, Ett: Osäkert.",)
    assert _med_noter(1, "etikett", "Osäkert.") == ("Rad 0: Osäkert.",)


def test_the_same_words_in_many_places_stand_once() -> None:
    assert _med_noter(2, "ett", "Osäkert.") == ("Rad 0, Ett; Rad 1, Ett: Osäkert.",)
    assert _med_noter(4, "ett", "Osäkert.") == ("Ett, 4 rader: Osäkert.",)
    assert _med_noter(5, "ett", "Osäkert.") == ("Ett, alla rader: Osäkert.",)


def test_the_same_words_in_several_columns_are_counted() -> None:
    rader = [Rad(f"r{i}", "R", noter={"a": "Osäkert.", "b": "Osäkert."}) for i in range(2)]
    assert noter(tabell(text_mall("a", "b"), *rader), None) == ("4 ställen: Osäkert.",)


def test_figures_out_of_the_running_text_are_marked() -> None:
    rad = Rad("r", "Köpt vård", kallor={"etikett": "prosa", "ett": "Lifecare"})
    assert noter(tabell(text_mall("ett"), rad), None) == (
        "Köpt vård: ur löptexten",
        "Köpt vård, Ett: Lifecare",
    )


def test_footnotes_come_first_and_the_source_last() -> None:
    rad = Rad("r", "R", noter={"ett": "Osäkert."})
    hel = tabell(text_mall("ett"), rad, fotnoter={"2": "personer"}, not_="Maskinläst.")
    assert noter(replace(hel, kalla="Delårsbokslut 2024"), None) == (
        "2: personer",
        "Not: Maskinläst.",
        "R, Ett: Osäkert.",
        "Källa: Delårsbokslut 2024",
    )


def test_a_note_on_a_column_that_is_not_there_still_names_its_row() -> None:
    rad = Rad("r", "R", noter={"okand": "Osäkert."})
    assert noter(tabell(text_mall("ett"), rad), None) == ("R: Osäkert.",)
