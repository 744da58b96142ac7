"""A table as the grid's content: every table of every document, and each way of editing a cell."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.fem_dokument import ALLA, kalkyl
from tests.tabs.vyer import plats, ruta, utkast, vy
from tui.domain.berakning import Kalkyl
from tui.domain.inmatning import tolkad_inmatning
from tui.domain.prosa import register
from tui.domain.tabell import ETIKETT, Kolumn, Rad, Tabell
from tui.domain.varde import Malvarde, Marke, Par, Varde
from tui.svenska.tal import Avslag
from tui.tabs.tabellvy import Tabellvy, bedomning_i, inmatningstext
from tui.tabs.tecken import FYNDTECKEN, ORDTECKEN, SIGNALTECKEN

FARGADE = ("bra", "varning", "allvar")
SYMBOLER = {*SIGNALTECKEN.values(), *ORDTECKEN.values(), *(t for t, _ in FYNDTECKEN.values())}


@pytest.mark.parametrize("skarm", [120, 80, 40])
@pytest.mark.parametrize("last", [True, False], ids=["beslutad", "utkast"])
def test_every_figure_of_every_document_fits_its_column(skarm: int, last: bool) -> None:
    antal = 0
    for dokument, tabell in ALLA:
        v = vy(dokument, tabell, skarm, last=last)
        for rad in range(v.antal_rader):
            v.radklass(rad)
            for k, kolumn in enumerate(v.kolumner):
                r = v.ruta(rad, k)
                antal += bool(r.text)
                assert len(r.text) <= kolumn.bredd or not kolumn.hoger, (dokument, tabell, r)
                luft = kolumn.teckenbredd > 1
                assert len(r.tecken) + luft <= max(kolumn.teckenbredd, luft), (dokument, tabell, r)
    assert antal > 3000


@pytest.mark.parametrize("skarm", [120, 80])
def test_the_label_and_the_widest_column_fit_side_by_side(skarm: int) -> None:
    for dokument, tabell in ALLA:
        etikett, *kolumner = vy(dokument, tabell, skarm).kolumner
        assert etikett.totalbredd + 1 + max(k.totalbredd for k in kolumner) <= skarm


@pytest.mark.parametrize("last", [True, False], ids=["beslutad", "utkast"])
def test_no_cell_is_told_by_colour_alone(last: bool) -> None:
    fargade = 0
    for dokument, tabell in ALLA:
        v = vy(dokument, tabell, last=last)
        for rad in range(v.antal_rader):
            for k, kolumn in enumerate(v.kolumner):
                r = v.ruta(rad, k)
                if r.klass.split()[:1] and r.klass.split()[0] in FARGADE:
                    fargade += 1
                    # The share stands beside the amount, which has the symbol, and has its sign.
                    egen = kolumn.id != "avvikelse_procent"
                    assert not egen or set(r.tecken) & SYMBOLER, (dokument, tabell, r)
                    assert egen or v.ruta(rad, k - 1).tecken, (dokument, tabell, r)
    assert fargade > 60


@pytest.mark.parametrize(("dokument", "tabell"), ALLA)
def test_opening_a_cell_and_leaving_it_with_enter_changes_nothing(
    dokument: str, tabell: str
) -> None:
    v = vy(dokument, tabell, last=False)
    for r, rad in enumerate(v.tabell.rader):
        for k, kolumn in enumerate(v.kolumner):
            if v.redigering(r, k) == "rad":
                fore = rad.etikett if kolumn.id == ETIKETT else rad.celler.get(kolumn.id)
                text = v.redigeringstext(r, k)
                assert v.avslag(r, k, text) == ""
                efter = tolkad_inmatning(text, v.tabell, rad, kolumn.id)
                assert isinstance(efter, Avslag) or efter == fore


@pytest.mark.parametrize(
    ("dokument", "tabell", "rad", "kolumn", "last", "slag"),
    [
        ("2024-delar", "drift", "personal", "prognos", False, "rad"),
        ("2024-delar", "drift", "personal", "prognos", True, "last"),
        ("2024-delar", "drift", "personal", "avvikelse", False, "beraknad"),
        ("2024-delar", "drift", "personal", "avvikelse", True, "beraknad"),
        ("2024-delar", "drift", "kostnader", "prognos", False, "beraknad"),
        ("2024-delar", "drift", "personal", "kommentar", False, "ruta"),
        ("2024-delar", "drift", "personal", ETIKETT, False, "ingen"),
        ("2024-delar", "mal", "vald", ETIKETT, False, "rad"),
        ("2024-delar", "mal", "vald", "bedomning", False, "val"),
        ("2024-delar", "mal", "vald", "bedomning", True, "last"),
        ("2024-delar", "mal", "vald", "forslag", False, "beraknad"),
        ("2024-delar", "delposter", "resultat", "slag", False, "val"),
    ],
)
def test_a_cell_is_edited_in_its_own_way(
    dokument: str, tabell: str, rad: str, kolumn: str, last: bool, slag: str
) -> None:
    v = vy(dokument, tabell, last=last)
    rad = rad if rad in v.tabell.index else v.tabell.rader[0].id
    assert v.redigering(*plats(v, rad, kolumn)) == slag


def test_a_heading_row_has_nothing_to_edit_but_its_name() -> None:
    tabell = kalkyl("2023-bokslut", "personalstatistik").tabell
    rubrik = next(r for r in tabell.rader if r.art == "rubrik")
    v = vy("2023-bokslut", "personalstatistik", last=False)
    assert v.redigering(*plats(v, rubrik.id, "ar")) == "ingen"


def test_every_way_of_editing_is_met_in_the_documents() -> None:
    slag = {
        v.redigering(r, k)
        for dokument, tabell in ALLA
        for last in (True, False)
        for v in (vy(dokument, tabell, last=last),)
        for r in range(v.antal_rader)
        for k in range(len(v.kolumner))
    }
    assert slag == {"rad", "ruta", "val", "beraknad", "last", "ingen"}


def test_the_printed_slip_stands_in_the_decided_document_and_is_marked() -> None:
    tryckt = ruta(vy("2024-delar", "drift"), "kostnader", "diff")
    assert (tryckt.text, tryckt.tecken, tryckt.teckenklass) == ("−32\u00a0296", "!", "allvar stark")
    raknad = ruta(vy("2024-delar", "drift", last=False), "kostnader", "diff")
    assert (raknad.text, raknad.tecken) == ("−33\u00a0297", "")


@pytest.mark.parametrize(
    ("rad", "text", "klass", "tecken"),
    [
        ("intakter", "0", "dampad", "·"),
        ("personal", "3\u00a0000", "bra", "▲"),
        ("ovriga_kostnader", "−2\u00a0000", "varning", "▽"),
        ("kop_av_tjanster", "−6\u00a0000", "allvar", "▼"),
    ],
)
def test_a_deviation_has_a_colour_and_a_symbol(
    rad: str, text: str, klass: str, tecken: str
) -> None:
    r = ruta(vy("2024-delar", "drift"), rad, "avvikelse")
    assert (r.text, r.klass, r.tecken) == (text, klass, tecken)


def test_empty_zero_and_dash_look_different() -> None:
    mall = register("t.t", "drift", "T", "Rad", Kolumn("k", "K", "tal", decimaler=None))
    varden: tuple[Varde, ...] = (None, Decimal(0), Marke.STRECK)
    rader = tuple(
        Rad(f"r{i}", "x", celler={"k": v} if v is not None else {}) for i, v in enumerate(varden)
    )
    v = Tabellvy(Kalkyl(Tabell("t", mall, "T", "", mall.kolumner, rader)), {}, 120)
    assert [v.ruta(i, 1).text for i in range(3)] == ["", "0", "–"]


def test_rows_are_indented_by_their_level_and_sums_are_strong() -> None:
    v = vy("2024-delar", "drift")
    assert ruta(v, "personal", ETIKETT).text == "  Personalkostnader"
    assert ruta(v, "kostnader", ETIKETT).text == "Verksamhetens kostnader"
    assert v.radklass(v.tabell.index["kostnader"]) == "stark"
    assert v.radklass(v.tabell.index["personal"]) == ""


def test_figures_out_of_the_running_text_are_slanted() -> None:
    v = vy("2024-delar", "delposter")
    assert v.ruta(0, [k.id for k in v.kolumner].index("varde")).klass == "kursiv"


def test_a_column_of_the_programs_own_is_faint() -> None:
    assert ruta(vy("2024-delar", "drift"), "personal", "takt_kvar").klass == "dampad"


def test_the_bar_of_what_is_used_gives_way_on_a_narrow_screen() -> None:
    bred, smal = vy("2024-delar", "drift", 120), vy("2024-delar", "drift", 80)
    assert ruta(bred, "kop_av_tjanster", "forbrukat").text == "█████░  83\u00a0%"
    assert ruta(smal, "kop_av_tjanster", "forbrukat").text == "83\u00a0%"


def test_a_key_of_another_row_is_shown_as_that_rows_name() -> None:
    v = vy("2024-delar", "nyckeltal")
    namn = {r.etikett for r in kalkyl("2024-delar", "mal").tabell.rader}
    k = [k.id for k in v.kolumner].index("namndmal")
    assert {v.ruta(i, k).text for i in range(v.antal_rader)} <= namn


@pytest.mark.parametrize(
    ("text", "forslag"),
    [("1.234", "1,234"), ("1,234.5", "1\u00a0234,5"), ("hej", "1\u00a0234,5"), ("25-03-01", "")],
)
def test_what_can_be_read_in_two_ways_is_refused_with_a_sentence(text: str, forslag: str) -> None:
    v = vy("2024-delar", "drift", last=False)
    mening = v.avslag(*plats(v, "personal", "prognos"), text)
    assert mening.endswith(".")
    assert forslag in mening


@pytest.mark.parametrize(
    ("varde", "text"),
    [
        (None, ""),
        (Decimal("-158695"), "−158695"),
        (Decimal("12.50"), "12,50"),
        (Malvarde("<", Decimal(166)), "<166"),
        (Par(Decimal("82.2"), Decimal("80.5"), "*"), "82,2 (80,5)*"),
        (Marke.STRECK, "–"),
        ("ord", "ord"),
    ],
)
def test_a_value_is_opened_as_it_is_typed(varde: Varde, text: str) -> None:
    assert inmatningstext(varde) == text


def test_a_longer_text_shows_its_first_line_and_that_there_is_more() -> None:
    mall = register("t.t", "drift", "T", "Rad", Kolumn("k", "K", "langtext"))
    rader = (Rad("r", "x", celler={"k": "ett\ntvå"}),)
    v = Tabellvy(Kalkyl(Tabell("t", mall, "T", "", mall.kolumner, rader)), {}, 120)
    assert v.ruta(0, 1).text == "ett …"


def test_a_judgement_can_be_asked_for_by_its_place() -> None:
    v = vy("2024-delar", "drift")
    funnen = bedomning_i(v, *plats(v, "kop_av_tjanster", "avvikelse"))
    assert funnen is not None
    assert funnen.ord == "mycket sämre än budget"
    assert bedomning_i(v, 0, 0) is None
    assert bedomning_i(v, 999, 1) is None


def test_a_row_without_a_label_can_be_drawn() -> None:
    k = utkast("2024-delar", "mal")
    tabell = replace(k.tabell, rader=(Rad("ny", ""),))
    assert Tabellvy(Kalkyl(tabell, k.sammanhang), {}, 120).ruta(0, 0).text == ""
