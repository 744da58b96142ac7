"""Every document that can be proposed is stored and read back as it was made."""

from pathlib import Path

import pytest

from tests.fem_dokument import IDN, yta
from tui.domain.installningar import Installningar
from tui.domain.nasta import nasta_dokument
from tui.domain.nasta_kallor import Underlag
from tui.domain.nasta_period import nasta_forslag
from tui.domain.register import FLIKAR
from tui.store.mapp import Lager

UNDERLAG = [
    Underlag(yta().dokument[d], {f.id: yta().tabeller[(d, f.id)] for f in FLIKAR}) for d in IDN
]


@pytest.mark.parametrize("fran", IDN)
def test_what_is_made_is_what_is_read(fran: str, tmp_path: Path) -> None:
    lager = Lager(tmp_path)
    for forslag in nasta_forslag(yta().dokument[fran], yta().dokument.values()):
        nasta = nasta_dokument(forslag, fran, UNDERLAG, Installningar())
        lager.skapa(nasta.dokument, nasta.flikar)
        ny = Lager(tmp_path)
        assert nasta.dokument in ny.dokument()[0]
        for flik, tabeller in nasta.flikar.items():
            lasta, fel = ny.flik(forslag.id, flik)
            assert fel == ()
            assert lasta == tabeller
