"""What a start takes: the files read and the libraries imported before the first picture."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.faults.terminal import terminal
from tests.screen_driver import data_copy

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
        json.dump([modules, loaded, gc.isenabled()], file)
    self.exit(0)
real, Program.paint_ready = Program.paint_ready, ready
from tui.cli.main import main
sys.exit(main(["--data", sys.argv[2]]))
"""
HEAVY = ("docx", "openpyxl", "tui.checks.prosa.verdict")


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The modules, the files opened, and whether garbage is looked for after a start."""
    folder = tmp_path_factory.mktemp("start")
    data, answer = data_copy(folder), folder / "svar.json"
    with terminal("-c", CODE, str(answer), str(data), start=()) as term:
        assert term.close(20) == 0, term.out[-2000:]
    return (data, *json.loads(answer.read_text()))


def test_what_reads_office_files_and_prose_is_not_imported_at_a_start(start: Any) -> None:
    _, modules, *_ = start
    assert "tui.screen.views.table_view" in modules
    assert [heavy for heavy in HEAVY if heavy in modules] == []


def test_only_the_shown_tab_is_read_in_full(start: Any) -> None:
    data, _, opened, *_ = start
    loaded = {str(Path(o).relative_to(data)) for o in opened if o.startswith(f"{data}/")}
    tabs = {f for f in loaded if f.count("/") == 1 and "dokument.json" not in f}
    tabs = {f for f in tabs if not f.startswith("mallar/")}
    assert {file for file in tabs if not file.startswith(".")} == {"2024-delar/drift.json"}


def test_garbage_is_looked_for_once_the_picture_is_there(start: Any) -> None:
    assert start[-1]
