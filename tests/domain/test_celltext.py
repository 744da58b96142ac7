"""How a cell and a heading are written."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.report.exempel import DRIFT, UTKAST, blad, cell
from tui.domain.celltext import (
    cellens_decimaler,
    cellens_enhet,
    celltext,
    kolumnrubrik,
    visad_text,
)
from tui.domain.period import Period
from tui.domain.personal import SJUKFRANVARO, STATISTIK
from tui.domain.tabell import Kolumn, Rad
from tui.domain.uttryck import Kvot, differens
from tui.domain.varde import Malvarde, Marke, Par, Varde

NBSP = "\u00a0"
DELAR = Period(date(2024, 1, 1), date(2024, 8, 31))


@pytest.mark.parametrize(
    ("varde", "decimaler", "enhet", "visat"),
    [
        (None, 0, "", ""),
        (None, None, "%", ""),
        (Decimal(-158695), 0, "", "−158_695"),
        (Decimal("9.0"), None, "", "9,0"),
        (Decimal("9.0"), 0, "", "9"),
        (Decimal(99), None, "%", "99_%"),
        (Decimal(99), None, "antal", "99"),
        (Malvarde("<", Decimal(166)), None, "", "<166"),
        (Malvarde("≥", Decimal("81.5")), None, "%", "≥81,5_%"),
        (Par(Decimal("82.2"), Decimal("80.5"), "*"), None, "", "82,2 (80,5)*"),
        (Par(Decimal(82), Decimal(80)), None, "%", "82 (80)"),
        (Marke.STRECK, 0, "%", "–"),
        (Marke.EJ_TILLGANGLIG, 0, "", "ej tillgänglig"),
        (Marke.EJ_FRAGAD, 0, "", "ej tillfrågad"),
        ("ska öka", 0, "%", "ska öka"),
        ("[/] <b>", None, "", "[/] <b>"),
    ],
)
def test_every_kind_of_value_is_written_as_the_documents_print_it(
    varde: Varde, decimaler: int | None, enhet: str, visat: str
) -> None:
    assert celltext(varde, decimaler, enhet) == visat.replace("_", NBSP)


def test_a_quotient_without_a_column_does_not_run_on_for_ever() -> None:
    assert celltext(Decimal(200) / 3, None) == "66,7"


def test_a_row_overrides_the_decimals_of_its_column_but_not_those_of_a_share() -> None:
    antal, andel = Kolumn("a", "A"), Kolumn("b", "B %", "procent", Kvot("a", "a"), decimaler=1)
    rad = Rad("r", "R", decimaler=2)
    assert cellens_decimaler(Rad("r", "R"), antal) == 0
    assert cellens_decimaler(rad, antal) == 2
    assert cellens_decimaler(rad, andel) == 1


def test_a_quotient_in_a_column_as_entered_gets_one_decimal_and_a_difference_its_own() -> None:
    som_skrivet = Kolumn("k", "K", "tal", decimaler=None)
    assert cellens_decimaler(Rad("r", "R", regel=Kvot("a", "b")), som_skrivet) == 1
    assert cellens_decimaler(Rad("r", "R"), replace(som_skrivet, regel=Kvot("a", "b"))) == 1
    assert cellens_decimaler(Rad("r", "R"), replace(som_skrivet, regel=differens("a", "b"))) is None


def test_a_difference_of_figures_with_decimals_keeps_them() -> None:
    rad = Rad("r", "R", celler={"ar": Decimal("165.7"), "fjol": Decimal("159.5")})
    tabell = replace(DRIFT, mall=STATISTIK, kolumner=STATISTIK.kolumner, rader=(rad,))
    assert visad_text(blad(tabell, UTKAST).kalkyl, rad, tabell.kolumn("diff")) == "6,2"


def test_a_typed_or_printed_figure_never_loses_a_decimal() -> None:
    ruta = cell(Decimal("12.5"), Kolumn("k", "K", "tal", decimaler=0))
    rad, kolumn = ruta.kalkyl.tabell.rader[0], ruta.kalkyl.tabell.kolumner[0]
    assert visad_text(ruta.kalkyl, rad, kolumn) == "12,5"


def test_a_computed_figure_is_rounded_to_its_column() -> None:
    kalkyl = blad(DRIFT).kalkyl
    rad = kalkyl.tabell.rad("kop_av_tjanster")
    assert visad_text(kalkyl, rad, kalkyl.tabell.kolumn("avvikelse_procent")) == "−9,6"
    assert visad_text(kalkyl, rad, kalkyl.tabell.kolumn("forbrukat")) == "83"


def test_a_locked_document_shows_the_printed_figure_and_a_draft_the_computed() -> None:
    rad, kolumn = DRIFT.rad("kostnader"), DRIFT.kolumn("diff")
    assert visad_text(blad(DRIFT).kalkyl, rad, kolumn) == f"−32{NBSP}296"
    assert visad_text(blad(DRIFT, UTKAST).kalkyl, rad, kolumn) == f"−33{NBSP}297"


def test_per_cent_is_written_at_the_figure_only_where_nothing_else_says_it() -> None:
    rad, i_procent = Rad("r", "R"), Rad("r", "R", enhet="%")
    sjuk = replace(DRIFT, enhet="%", kolumner=SJUKFRANVARO.kolumner)
    assert cellens_enhet(sjuk, rad, sjuk.kolumner[0]) == ""
    assert cellens_enhet(DRIFT, rad, DRIFT.kolumn("avvikelse_procent")) == ""
    assert cellens_enhet(DRIFT, rad, Kolumn("g", "Sysselsättningsgrad", "procent")) == "%"
    assert cellens_enhet(DRIFT, i_procent, Kolumn("a", "2023", "tal")) == "%"
    assert cellens_enhet(DRIFT, i_procent, Kolumn("t", "Källa", "text")) == ""


@pytest.mark.parametrize(
    ("rubrik", "visad"),
    [
        ("Budget {ar}", "Budget 2024"),
        ("Diff. utfall {fjol}/{ar}", "Diff. utfall 2023/2024"),
        ("Förbrukat (riktpunkt {riktpunkt} %)", "Förbrukat (riktpunkt 67 %)"),
        ("Plan {ar1}, {ar4}", "Plan 2025, 2028"),
        ("{okänt} {0.__class__} {", "{okänt} {0.__class__} {"),
    ],
)
def test_a_heading_gets_the_years_of_its_document_and_nothing_else(rubrik: str, visad: str) -> None:
    assert kolumnrubrik(Kolumn("k", rubrik), DELAR) == visad


def test_a_heading_without_a_period_stands_as_declared() -> None:
    assert kolumnrubrik(Kolumn("k", "Budget {ar}"), None) == "Budget {ar}"
