"""What is kept of a recomputation after a change is what working it all out anew gives."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from unittest.mock import patch

import pytest

from tests.fem_dokument import ALLA, kalkyl
from tui.domain.berakning import Kalkyl
from tui.domain.omrakning import berort, omraknad
from tui.domain.tabell import ETIKETT, Tabell

NYTT = Decimal("4711.5")


def utkast(dokument: str, tabell: str) -> Kalkyl:
    """A real table as a draft."""
    riktig = kalkyl(dokument, tabell)
    return Kalkyl(riktig.tabell, replace(riktig.sammanhang, last=False))


def andringar(tabell: Tabell) -> Iterator[Tabell]:
    """The table with a cell changed or emptied in a dozen of its rows, or a label."""
    kolumner = [k.id for k in tabell.kolumner if not k.beraknad and k.numerisk]
    for i, rad in enumerate(tabell.rader[:: max(1, len(tabell.rader) // 10)]):
        if kolumner:
            kolumn = kolumner[i % len(kolumner)]
            yield tabell.med_rad(rad.med_cell(kolumn, NYTT))
            yield tabell.med_rad(rad.med_cell(kolumn, None))
        yield tabell.med_rad(rad.med_cell(ETIKETT, "Annat"))


def allt(ett: Kalkyl) -> dict[tuple[str, str], object]:
    """Every cell's value."""
    rader, kolumner = ett.tabell.rader, ett.tabell.kolumner
    return {(r.id, k.id): ett.visat(r.id, k.id) for r in rader for k in kolumner}


@pytest.mark.parametrize(("dokument", "tabell"), ALLA)
def test_every_cell_is_what_it_would_be_anew(dokument: str, tabell: str) -> None:
    fore = utkast(dokument, tabell)
    allt(fore)
    for ny in andringar(fore.tabell):
        assert allt(omraknad(fore, ny, fore.sammanhang)) == allt(Kalkyl(ny, fore.sammanhang))


def test_only_the_cells_that_hang_on_the_change_are_worked_out_again() -> None:
    fore = utkast("2024-delar", "drift")
    allt(fore)
    ny = fore.tabell.med_rad(fore.tabell.rad("personal").med_cell("prognos", NYTT))
    nu = omraknad(fore, ny, fore.sammanhang)
    with patch.object(Kalkyl, "_arbeta_ut", autospec=True, side_effect=Kalkyl._arbeta_ut) as antal:
        allt(nu)
    omraknade = {anrop.args[1] for anrop in antal.call_args_list}
    assert {rad for rad, _ in omraknade} == {"personal", "kostnader", "nettokostnader", "resultat"}
    assert "budget" not in {kolumn for _, kolumn in omraknade}


def test_a_row_added_or_a_column_first_used_is_worked_out_anew() -> None:
    fore = utkast("2024-delar", "investeringar")
    kortare = replace(fore.tabell, rader=fore.tabell.rader[:-1])
    assert berort(fore, Kalkyl(kortare, fore.sammanhang)) is None
    fylld = fore.tabell.med_rad(fore.tabell.rad("inventarier").med_cell("kommentar", "ny"))
    assert berort(fore, Kalkyl(fylld, fore.sammanhang)) is None


def test_other_settings_or_a_lock_are_worked_out_anew() -> None:
    fore = utkast("2024-delar", "drift")
    last = replace(fore.sammanhang, last=True)
    assert berort(fore, Kalkyl(fore.tabell, last)) is None
