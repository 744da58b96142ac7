"""The panel under the cursor: what the cell is made of, in figures and in words."""

import pytest

from tests.fem_dokument import ALLA, kalkyl
from tests.tabs.vyer import utkast
from tui.domain.berakning import Kalkyl
from tui.domain.fel import Adress, Fynd
from tui.domain.tabell import ETIKETT
from tui.granskning.granska import tabellfynd
from tui.tabs.panel import fyndrader, panelrader, rubrik, stycke
from tui.widgets.modell import Textrad, bredd


def text(rader: tuple[Textrad, ...]) -> str:
    """The lines as one text, wrapped lines joined."""
    hel = " ".join("".join(t for t, _ in rad) for rad in rader)
    return " ".join(ord_ for ord_ in hel.split(" ") if ord_)


def panel(dokument: str, tabell: str, rad: str, kolumn: str, *, last: bool = True) -> str:
    """The panel's text for a cell."""
    k = kalkyl(dokument, tabell) if last else utkast(dokument, tabell)
    fynd = [f for f in tabellfynd(dokument, k) if (f.adress.rad, f.adress.kolumn) == (rad, kolumn)]
    return text(panelrader(k, k.tabell.rad(rad), kolumn, fynd, (), 58))


@pytest.mark.parametrize(
    ("rad", "kolumn", "ord_"),
    [
        (
            "kop_av_tjanster",
            "avvikelse",
            (
                "−6\u00a0000 = Prognos helår 2024 −68\u00a0376 − Budget 2024 −62\u00a0376",
                "▼ mycket sämre än budget – allvarlig från 8 % av budget eller 5000 tkr",
            ),
        ),
        (
            "kostnader",
            "budget",
            ("−276\u00a0500 = Personalkostnader −158\u00a0695 + Lokalhyror −17\u00a0416",),
        ),
        (
            "kostnader",
            "diff",
            (
                "Tryckt −32\u00a0296",
                "! Verksamhetens kostnader, Diff. utfall 2023/2024: tryckt −32\u00a0296, "
                "raden ger −33\u00a0296.",
            ),
        ),
        ("kop_av_tjanster", "takt_kvar", ("delat med 4 månader",)),
        ("kop_av_tjanster", "takt_hittills", ("delat med 8 månader",)),
        ("kop_av_tjanster", "takt_forandring", ("ändring av storleken i procent",)),
        ("kop_av_tjanster", "avvikelse_procent", ("i procent av beloppets storlek",)),
        ("kop_av_tjanster", "forbrukat", ("▼ långt från riktpunkten – riktpunkt 67 %",)),
        ("personal", "budget", ("Kommentar: Vakanser", "Källa: Delårsbokslut 2024")),
    ],
)
def test_a_cell_tells_how_it_came_about(rad: str, kolumn: str, ord_: tuple[str, ...]) -> None:
    funnen = panel("2024-delar", "drift", rad, kolumn)
    for del_ in ord_:
        assert del_ in funnen


@pytest.mark.parametrize(
    ("dokument", "tabell", "rad", "kolumn", "del_"),
    [
        ("2024-delar", "mal", "sjalvforsorjande", "forslag", "alla nyckeltal uppnådda = helt"),
        ("2024-delar", "uppfoljning", "verkstallighet", "forslag", "7 av 215 med anmärkning = 3,3"),
        ("2024-delar", "sjukfranvaro", "total", "ar", "Not: Texten är maskinläst"),
        ("2024-delar", "sjukfranvaro", "total", "diff", "men talen bakom saknas"),
        ("2025-budget", "risker", "kompetens", "riskvarde", "12 = Sannolikhet 4 × Väsentlighet 3"),
    ],
)
def test_every_tab_explains_its_own_cells(
    dokument: str, tabell: str, rad: str, kolumn: str, del_: str
) -> None:
    rader = kalkyl(dokument, tabell).tabell
    assert del_ in panel(dokument, tabell, rad if rad in rader.index else rader.rader[0].id, kolumn)


def test_an_empty_cell_says_that_it_is_empty() -> None:
    assert panel("2024-delar", "sjukfranvaro", "total", "ar").startswith("tomt")


def test_a_sum_that_the_document_does_not_print_says_so() -> None:
    assert "Dokumentet trycker inget här." in panel(
        "2024-delar", "investeringar", "expansion", "budget"
    )


def test_a_figure_out_of_the_text_names_its_source() -> None:
    k = kalkyl("2024-delar", "delposter")
    assert "Källa: löptexten" in panel("2024-delar", "delposter", k.tabell.rader[0].id, "varde")


def test_the_label_column_shows_the_whole_label() -> None:
    k = kalkyl("2024-delar", "mal")
    rad = k.tabell.rader[0]
    assert rad.etikett in text(panelrader(k, rad, ETIKETT, (), (), 58))
    assert rubrik(k, rad, ETIKETT) == rad.etikett


def test_the_heading_is_row_and_column() -> None:
    k = kalkyl("2024-delar", "drift")
    assert rubrik(k, k.tabell.rad("personal"), "prognos") == (
        "Personalkostnader · Prognos helår 2024"
    )


def celler(k: Kalkyl) -> list[tuple[str, str]]:
    """Every cell of a table."""
    return [(r.id, c) for r in k.tabell.rader for c in (ETIKETT, *k.tabell.kolumn_index)]


@pytest.mark.parametrize("vid", [58, 78, 10])
def test_every_line_of_every_cell_of_every_document_fits(vid: int) -> None:
    antal = 0
    for dokument, tabell in ALLA:
        k = kalkyl(dokument, tabell)
        fynd = tabellfynd(dokument, k)
        for rad, kolumn in celler(k):
            for rad_ in panelrader(k, k.tabell.rad(rad), kolumn, fynd[:1], (), vid):
                antal += 1
                if vid > 40:
                    assert bredd(rad_) <= vid, (dokument, tabell, rad, kolumn)
    assert antal > 5000


def test_a_finding_is_wrapped_under_itself() -> None:
    fynd = Fynd(Adress("d"), "identitet", "fel", None, None, "ett två tre fyra fem sex")
    rader = fyndrader(fynd, 12)
    assert ["".join(t for t, _ in rad) for rad in rader] == ["! ett två", "  tre fyra", "  fem sex"]


def test_a_paragraph_is_indented_from_its_second_line() -> None:
    assert stycke("Not: ett två tre", "dampad", 14, "     ") == (
        (("Not: ett", "dampad"),),
        (("     två tre", "dampad"),),
    )
