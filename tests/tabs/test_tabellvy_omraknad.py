"""A view that takes over from the one before shows what a new one would."""

import pytest

from tests.domain.test_omrakning import andringar, utkast
from tests.fem_dokument import ALLA
from tui.domain.omrakning import omraknad
from tui.tabs.tabellvy import Tabellvy


def allt(vy: Tabellvy) -> tuple[object, ...]:
    """The columns and every cell."""
    rutor = [vy.ruta(r, k) for r in range(vy.antal_rader) for k in range(len(vy.kolumner))]
    return vy.kolumner, rutor


@pytest.mark.parametrize(("dokument", "tabell"), ALLA)
def test_the_same_columns_and_cells(dokument: str, tabell: str) -> None:
    kalkyl = utkast(dokument, tabell)
    fore = Tabellvy(kalkyl, {}, 120)
    allt(fore)
    for ny in andringar(kalkyl.tabell):
        nu = omraknad(kalkyl, ny, kalkyl.sammanhang)
        marken = {(ny.rader[0].id, ny.kolumner[0].id): "fel"}
        vy = Tabellvy(nu, marken, 120, fore=fore)  # type: ignore[arg-type]
        assert allt(vy) == allt(Tabellvy(nu, marken, 120))  # type: ignore[arg-type]


def test_change_upon_change_and_back() -> None:
    kalkyl = utkast("2024-delar", "drift")
    vy = Tabellvy(kalkyl, {}, 120)
    forst = allt(vy)
    for ny in (*andringar(kalkyl.tabell), kalkyl.tabell):
        kalkyl = omraknad(kalkyl, ny, kalkyl.sammanhang)
        vy = Tabellvy(kalkyl, {}, 120, fore=vy)
        assert allt(vy) == allt(Tabellvy(kalkyl, {}, 120))
    assert allt(vy) == forst
