"""What a start takes: the modules imported and the files read before the first picture."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.faults.terminal import terminal
from tests.screen_driver import data_copy
from tui.screen.session import Session
from tui.screen.working_copy import new_working_copy
from tui.store.folder import Store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

# Writes what has happened until the first picture stands there, and leaves.
CODE = """
import gc, json, sys
opened = []
sys.addaudithook(lambda what, a: opened.append(str(a[0])) if what == "open" else None)
from tui.screen.app import Program
def ready(self):
    modules, loaded = sorted(sys.modules), list(opened)
    real(self)
    with open(sys.argv[1], "w") as file:
        json.dump([modules, loaded, gc.isenabled(), gc.get_freeze_count() > 0], file)
    self.exit(0)
real, Program.paint_ready = Program.paint_ready, ready
from tui.cli.main import main
sys.exit(main(["--data", sys.argv[2]]))
"""
HEAVY = (
    *("tinydb", "tabulate", "dateutil", "platformdirs.windows", "docx", "openpyxl"),
    *("textual.widgets._data_table", "textual.widgets._text_area", "textual.widgets._markdown"),
    *("rich.markdown", "markdown_it", "tree_sitter", "pygments.lexers"),
    *(
        "tui.report",
        "tui.cli.check",
        "tui.cli.arguments",
        "tui.screen.widgets.dialogs",
        "tui.domain.entry",
    ),
    *("tui.svenska.parse", "tui.screen.editing", "tui.screen.execution", "tui.screen.watching"),
    *(
        "tui.screen.views.overview_view",
        "tui.screen.views.help",
        "tui.checks.bridges",
        "tui.checks.chains",
    ),
    *("tui.checks.prosa", "tui.store.storage"),
)
# The same when the findings have been worked out; they are read out of the program itself.
CHECKED = """
import json, sys
from tui.screen import updating
def ready(program):
    real(program)
    with open(sys.argv[1], "w") as file:
        json.dump([sorted(sys.modules), len(program.session.findings.important())], file)
    program.exit(0)
real, updating.paint_findings = updating.paint_findings, ready
from tui.cli.main import main
sys.exit(main(["--data", sys.argv[2]]))
"""
# What is imported from Enter in a cell until its edit has been painted.
CHANGED = """
import json, sys
from tui.screen import updating
def ready(program):
    updating.paint_findings = real
    real(program)
    program.grid.set_place(1, 1)
    program.grid.edit("-1")
    program.set_timer(0.3, lambda: write_in(program))
def write_in(program):
    before = set(sys.modules)
    from tui.screen import editing
    after = editing.after_change
    def malat(p):
        after(p)
        with open(sys.argv[1], "w") as file:
            json.dump([sorted(set(sys.modules) - before), sorted(before)], file)
        program.exit(0)
    editing.after_change = malat
    program.grid._ready((0, 0))
real, updating.paint_findings = updating.paint_findings, ready
from tui.cli.main import main
sys.exit(main(["--data", sys.argv[2]]))
"""
FIRST_NAR_IT_NEEDED = (
    *("argparse", "tui.checks.prosa.verdict", "tui.checks.prosa.find"),
    *("tui.screen.text_checking", "tui.screen.views.overview_view"),
    *("tui.screen.checking", "tui.screen.editing", "tui.svenska.parse", "tui.screen.securing"),
    *("tui.screen.widgets.dialogs", "tui.screen.execution"),
)


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The modules, the files opened, and the state of the garbage collector after a start."""
    folder = tmp_path_factory.mktemp("start")
    data, answer = data_copy(folder), folder / "svar.json"
    with terminal("-c", CODE, str(answer), str(data), start=()) as term:
        assert term.close(20) == 0, term.out[-2000:]
    return (data, *json.loads(answer.read_text()))


def test_nothing_heavy_is_imported_before_the_first_picture(start: Any) -> None:
    _, modules, *_ = start
    assert "tui.screen.views.table_view" in modules
    assert [heavy for heavy in HEAVY if heavy in modules] == []


def test_only_the_shown_tab_is_read_in_full(start: Any) -> None:
    data, _, opened, *_ = start
    loaded = {str(Path(o).relative_to(data)) for o in opened if o.startswith(f"{data}/")}
    tabs = {file for file in loaded if file.count("/") == 1 and "dokument.json" not in file}
    assert {file for file in tabs if not file.startswith(".")} == {"2024-delar/drift.json"}


def test_garbage_is_looked_for_again_once_the_picture_is_there(start: Any) -> None:
    *_, under_way, frozen = start
    assert under_way
    assert frozen


def test_the_findings_of_a_document_without_a_text_import_nothing_that_reads_prose(
    tmp_path: Path,
) -> None:
    data, answer = data_copy(tmp_path), tmp_path / "svar.json"
    with terminal("-c", CHECKED, str(answer), str(data), start=()) as term:
        assert term.close(20) == 0, term.out[-2000:]
    modules, count = json.loads(answer.read_text())
    assert count == 14
    assert "tui.checks.bridges" in modules
    assert [module for module in FIRST_NAR_IT_NEEDED if module in modules] == []


def test_what_an_edit_is_committed_with_is_imported_while_it_is_typed(tmp_path: Path) -> None:
    data, answer = data_copy(tmp_path), tmp_path / "svar.json"
    store = Store(data)
    store.save_choice(senaste_dokument=new_working_copy(Session(store)).id, senaste_flik="drift")
    with terminal("-c", CHANGED, str(answer), str(data), start=()) as term:
        assert term.close(20) == 0, term.out[-2000:]
    after_enter, before = json.loads(answer.read_text())
    assert after_enter == []
    assert "tui.screen.editing" in before
    assert "tinydb" not in before
