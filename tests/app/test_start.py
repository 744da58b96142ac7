"""What a start takes: the modules imported and the files read before the first picture."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.fel.terminal import terminal
from tests.skarm import datakopia
from tui.app.arbetskopia import ny_arbetskopia
from tui.app.arbetspass import Arbetspass
from tui.store.mapp import Lager

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

# Writes what has happened until the first picture stands there, and leaves.
KOD = """
import gc, json, sys
oppnade = []
sys.addaudithook(lambda vad, a: oppnade.append(str(a[0])) if vad == "open" else None)
from tui.app.program import Program
def klart(self):
    moduler, lasta = sorted(sys.modules), list(oppnade)
    riktig(self)
    with open(sys.argv[1], "w") as fil:
        json.dump([moduler, lasta, gc.isenabled(), gc.get_freeze_count() > 0], fil)
    self.exit(0)
riktig, Program.mala_klart = Program.mala_klart, klart
from tui.cli import main
sys.exit(main(["--data", sys.argv[2]]))
"""
TUNGA = (
    *("tinydb", "tabulate", "dateutil", "filelock", "platformdirs.windows", "docx", "openpyxl"),
    *("textual.widgets._data_table", "textual.widgets._text_area", "textual.widgets._markdown"),
    *("rich.markdown", "markdown_it", "tree_sitter", "pygments.lexers"),
    *(
        "tui.report",
        "tui.cli_granska",
        "tui.cli_rad",
        "tui.widgets.dialoger",
        "tui.domain.inmatning",
    ),
    *("tui.svenska.tal", "tui.app.redigering", "tui.app.utforande", "tui.app.vakt"),
    *("tui.tabs.oversikt", "tui.tabs.hjalp", "tui.granskning.broar", "tui.granskning.kedjor"),
    *("tui.granskning.prosa", "tui.store.journal", "tui.store.historik", "tui.store.aterspelning"),
    *("tui.store.sakerhetskopior", "tui.store.bevakning", "tui.store.lagring"),
)
# The same when the findings have been worked out; they are read out of the program itself.
GRANSKAD = """
import json, sys
from tui.app import uppdatering
def klart(program):
    riktig(program)
    with open(sys.argv[1], "w") as fil:
        json.dump([sorted(sys.modules), len(program.pass_.fynden.viktiga())], fil)
    program.exit(0)
riktig, uppdatering.mala_fynden = uppdatering.mala_fynden, klart
from tui.cli import main
sys.exit(main(["--data", sys.argv[2]]))
"""
# What is imported from Enter in a cell until its edit has been painted.
ANDRAD = """
import json, sys
from tui.app import uppdatering
def klart(program):
    uppdatering.mala_fynden = riktig
    riktig(program)
    program.rutnat.stall(1, 1)
    program.rutnat.redigera("-1")
    program.set_timer(0.3, lambda: skriv_in(program))
def skriv_in(program):
    fore = set(sys.modules)
    from tui.app import redigering
    efter = redigering.efter_andring
    def malat(p):
        efter(p)
        with open(sys.argv[1], "w") as fil:
            json.dump([sorted(set(sys.modules) - fore), sorted(fore)], fil)
        program.exit(0)
    redigering.efter_andring = malat
    program.rutnat._klar((0, 0))
riktig, uppdatering.mala_fynden = uppdatering.mala_fynden, klart
from tui.cli import main
sys.exit(main(["--data", sys.argv[2]]))
"""
FORST_NAR_DET_BEHOVS = (
    *("argparse", "tui.granskning.prosa.dom", "tui.granskning.prosa.hitta"),
    *("tui.app.textgranskning", "tui.tabs.oversikt", "tui.domain.skillnad"),
    *("tui.app.granskningen", "tui.app.redigering", "tui.svenska.tal", "tui.app.sakring"),
    *("tui.store.sammanslagning", "tui.widgets.dialoger", "tui.app.utforande"),
)


@pytest.fixture(scope="module")
def starten(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The modules, the files opened, and the state of the garbage collector after a start."""
    mapp = tmp_path_factory.mktemp("start")
    data, svar = datakopia(mapp), mapp / "svar.json"
    with terminal("-c", KOD, str(svar), str(data), start=()) as term:
        assert term.stang(20) == 0, term.ut[-2000:]
    return (data, *json.loads(svar.read_text()))


def test_nothing_heavy_is_imported_before_the_first_picture(starten: Any) -> None:
    _, moduler, *_ = starten
    assert "tui.tabs.tabellvy" in moduler
    assert [tung for tung in TUNGA if tung in moduler] == []


def test_only_the_shown_tab_is_read_in_full(starten: Any) -> None:
    data, _, oppnade, *_ = starten
    lasta = {str(Path(o).relative_to(data)) for o in oppnade if o.startswith(f"{data}/")}
    flikar = {fil for fil in lasta if fil.count("/") == 1 and "dokument.json" not in fil}
    assert {fil for fil in flikar if not fil.startswith(".")} == {"2024-delar/drift.json"}


def test_garbage_is_looked_for_again_once_the_picture_is_there(starten: Any) -> None:
    *_, igang, fryst = starten
    assert igang
    assert fryst


def test_the_findings_of_a_document_without_a_text_import_nothing_that_reads_prose(
    tmp_path: Path,
) -> None:
    data, svar = datakopia(tmp_path), tmp_path / "svar.json"
    with terminal("-c", GRANSKAD, str(svar), str(data), start=()) as term:
        assert term.stang(20) == 0, term.ut[-2000:]
    moduler, antal = json.loads(svar.read_text())
    assert antal == 14
    assert "tui.granskning.broar" in moduler
    assert [modul for modul in FORST_NAR_DET_BEHOVS if modul in moduler] == []


def test_what_an_edit_is_committed_with_is_imported_while_it_is_typed(tmp_path: Path) -> None:
    data, svar = datakopia(tmp_path), tmp_path / "svar.json"
    lager = Lager(data)
    lager.spara_val(senaste_dokument=ny_arbetskopia(Arbetspass(lager)).id, senaste_flik="drift")
    with terminal("-c", ANDRAD, str(svar), str(data), start=()) as term:
        assert term.stang(20) == 0, term.ut[-2000:]
    efter_enter, fore = json.loads(svar.read_text())
    assert efter_enter == []
    assert {"tui.app.redigering", "tui.store.journalskrivare", "hashlib"} <= set(fore)
    assert "tinydb" not in fore
