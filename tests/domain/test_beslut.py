"""What a decision prints: the computed figures, rounded as they are shown, and nothing else."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest

from tests.fem_dokument import ALLA, yta
from tui.domain.berakning import Kalkyl
from tui.domain.beslut import beslutat, beslutshinder, tryckta_varden
from tui.domain.dokument import Beslut
from tui.domain.tabell import Tabell


def tryckt(tabell: Tabell, kalkyl: Kalkyl) -> Tabell:
    """The table with what a decision prints in it."""
    for adress, _, till in tryckta_varden("d", kalkyl):
        tabell = tabell.med_rad(tabell.rad(adress.rad).med_tryckt(adress.kolumn, till))
    return tabell


@pytest.mark.parametrize(("dokument", "id_"), ALLA)
def test_a_decided_table_shows_what_the_draft_did(dokument: str, id_: str) -> None:
    kalkyl = yta().kalkyl(dokument, id_)
    utkast = replace(kalkyl.sammanhang, last=False)
    fore = Kalkyl(kalkyl.tabell, utkast)
    tabell = tryckt(kalkyl.tabell, fore)
    efter = Kalkyl(tabell, replace(utkast, last=True))
    for rad in tabell.rader:
        for kolumn in tabell.kolumner:
            if kolumn.id in rad.tryckt:
                borde, visat = fore.varde(rad.id, kolumn.id), efter.visat(rad.id, kolumn.id)
                if isinstance(borde, D):
                    assert isinstance(visat, D) and abs(visat - borde) <= D("0.5"), (rad.id, kolumn)
                else:
                    assert visat == borde
    assert list(tryckta_varden("d", Kalkyl(tabell, utkast))) == []


def test_the_head_says_who_when_and_by_which_paragraph() -> None:
    bas = replace(yta().dokument["2024-delar"], status="utkast", upplast="x", beslut=Beslut())
    ny = beslutat(bas, date(2024, 9, 17), "§ 42", "Socialnämnden")
    assert ny.beslut == Beslut("Socialnämnden", date(2024, 9, 17), "§ 42")
    assert ny.last


@pytest.mark.parametrize(
    ("dokument", "dag", "kan"),
    [
        ("2024-delar", date(2024, 8, 31), False),
        ("2024-delar", date(2024, 9, 1), True),
        ("2023-bokslut", date(2023, 12, 12), False),
        ("2025-budget", date(2024, 12, 10), True),
    ],
)
def test_a_follow_up_is_decided_after_its_period(dokument: str, dag: date, kan: bool) -> None:
    assert (beslutshinder(yta().dokument[dokument], dag) == "") == kan
