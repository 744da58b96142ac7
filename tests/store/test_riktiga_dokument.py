"""The real documents: every one opens without a word and comes back as it was."""

import shutil
from pathlib import Path

import pytest

from tests.store.hjalp import DATA, RIKTIGA, RIKTIGA_FLIKAR
from tui.domain.register import REGISTER
from tui.store.huvud import kodat_huvud, tolkat_huvud
from tui.store.kodek import avkodat, kodat
from tui.store.kodning import radpost, tabellpost, tolkad_tabell
from tui.store.mapp import Lager


def namn(fil: Path) -> str:
    return f"{fil.parent.name}/{fil.stem}"


@pytest.mark.parametrize("fil", [*RIKTIGA, DATA / "installningar.json"], ids=namn)
def test_a_file_comes_back_to_the_value(fil: Path) -> None:
    varde = avkodat(fil.read_bytes())
    assert avkodat(kodat(varde)) == varde
    assert kodat(avkodat(kodat(varde))) == kodat(varde)


@pytest.mark.parametrize("fil", [*RIKTIGA, DATA / "installningar.json"], ids=namn)
def test_a_file_is_in_the_stores_own_layout(fil: Path) -> None:
    assert kodat(avkodat(fil.read_bytes())) == fil.read_bytes()


@pytest.mark.parametrize("fil", RIKTIGA_FLIKAR, ids=namn)
def test_every_table_comes_back(fil: Path) -> None:
    tabeller, fel = Lager(DATA).flik(fil.parent.name, fil.stem)
    assert fel == ()
    for tabell in tabeller:
        poster = [radpost(rad, tabell.mall) for rad in tabell.rader]
        meta, poster = avkodat(kodat([tabellpost(tabell), poster]))
        assert tolkad_tabell(meta, poster, REGISTER) == tabell


def test_every_head_and_the_settings_open_without_a_word() -> None:
    lager = Lager(DATA)
    dokument, fel = lager.dokument()
    assert fel == ()
    assert len(dokument) >= 1
    assert [tolkat_huvud(kodat_huvud(d), d.id) for d in dokument] == list(dokument)
    assert lager.installningar()[1] == ()


def test_saving_what_was_read_changes_nothing(tmp_path: Path) -> None:
    mapp = tmp_path / "data"
    shutil.copytree(DATA, mapp, ignore=shutil.ignore_patterns(".*"))
    lager = Lager(mapp)
    for fil in RIKTIGA_FLIKAR:
        dokument, flik = fil.parent.name, fil.stem
        tabeller, _ = lager.flik(dokument, flik)
        lager.spara_flik(dokument, flik, tabeller)
        assert kodat(avkodat((mapp / dokument / fil.name).read_bytes())) == kodat(
            avkodat(fil.read_bytes())
        )
    for huvud in lager.dokument()[0]:
        lager.spara_dokument(huvud)
    assert Lager(mapp).dokument() == Lager(DATA).dokument()
