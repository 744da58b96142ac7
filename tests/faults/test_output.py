"""Hostile text in every field, on every screen and in every output; no sockets, no figures in logs.

The text is what a terminal would act on, and what Textual would parse as markup.
"""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.faults.help import D, data_folder
from tests.faults.terminal import CONTROL_SEQUENCE, ROT, Terminal, terminal, visible
from tests.malls import REGISTER
from tests.store.help import DOCUMENT, DRIFT, SETTINGS, duplicate, tab_value
from tui.store.codec import encoded
from tui.store.folder import Store

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")

# A clipboard write, a title, colours, a bell, C1 controls, a direction override, and markup.
STEER = "\x1b]52;c;QUFB\x07\x1b]0;FALLA\x1b\\\x1b[31;45m\x07\x9b41m\x9d0;X\x9c\x08\x7f\u202e"
MARKING = "[@click=app.exit]K[/][red]R[/]"
DANGEROUS = f"{MARKING}{STEER}Z"
# What of it must never be among the bytes that reach a terminal.
FORBIDDEN = ("\x1b]52", "\x1b]0;FALLA", "\x1b[31;45m", "\x9b", "\x9d", "\x9c", "\x7f", "\u202e")
# Codes and dates are not free text: another value there is a fault, not a text to show.
CODES = {
    "version", "dokument", "flik", "id", "slag", "start", "slut", "status", "beslutsdatum", "mall",
    "rad", "tabell", "foralder", "art", "regel", "tema", "senaste_dokument", "senaste_flik",
    "datum", "marke", "mal", "tal", "prosa", "prognos", "enhet",
}  # fmt: skip


def dangerous(value: Any, key: str = "") -> Any:
    """A value with hostile text after every free text in it."""
    if isinstance(value, dict):
        return {n: dangerous(v, n) for n, v in value.items()}
    if isinstance(value, list):
        return [dangerous(v, key) for v in value]
    return value + DANGEROUS if isinstance(value, str) and key not in CODES else value


@pytest.fixture
def hostile(fast: Path) -> Path:
    """A folder with hostile text wherever text may stand."""
    folder = data_folder(fast / "data")
    head: Any = duplicate(DOCUMENT)
    head["dokument"]["1"] |= {"status": "utkast", "not": "Not"}
    (folder / D / "dokument.json").write_bytes(encoded(dangerous(head)))
    (folder / D / "drift.json").write_bytes(encoded(dangerous(DRIFT)))
    (folder / "installningar.json").write_bytes(encoded(dangerous(SETTINGS)))
    error: Any = tab_value(D, "mal")
    error["tabeller"] = {"1": {"tabell": f"x{DANGEROUS}", "mall": f"okänd{DANGEROUS}"}}
    (folder / D / "mal.json").write_bytes(encoded(error))
    return folder


def without_hostile(out: str) -> None:
    """No control byte of the data is in what was written."""
    found = [f for f in FORBIDDEN if f in out]
    assert found == [], found
    left = CONTROL_SEQUENCE.sub("", out)
    steer = {t for t in left if not t.isprintable()} - set("\r\n\t\x0f\x0e\xa0")
    assert steer == set(), steer


def test_the_folder_is_as_hostile_as_is_meant(hostile: Path) -> None:
    store = Store(hostile)
    (head,), error = store.document()
    assert error == ()
    assert head.name.endswith(DANGEROUS)
    tables, error = store.tab(D, "drift")
    assert error == ()
    labels = [r.label for t in tables for r in t.rows if DANGEROUS in r.label]
    assert len(labels) >= 5
    with pytest.raises(AssertionError):
        without_hostile(f"x{DANGEROUS}")


# The keys of every screen, dialog and command, and the text that says it is up.
SCREENS = (
    ("0", "\x1b0"), ("1", "\x1b1"), ("F6", "\x1b[17~"), ("2", "\x1b2"), ("3", "\x1b3"),
    ("4", "\x1b4"), ("5", "\x1b5"), ("1 igen", "\x1b1"), ("F4", "\x1bOS"), ("ut", "\x1b"),
    ("F1", "\x1bOP"), ("ut", "\x1b"), ("F3", "\x1bOR"), ("ut", "\x1b"), ("F8", "\x1b[19~"),
    ("ut", "\x1b"), ("Ctrl+P", "\x10"), ("ut", "\x1b"), ("Ctrl+C", "\x03"), ("Ned", "\x1b[B"),
    ("F2", "\x1bOQ"), ("ut", "\x1b"), ("etikett", "\x1b[D\x1b[D"), ("F2", "\x1bOQ"), ("ut", "\x1b"),
)  # fmt: skip


@pytest.mark.parametrize("size", [(120, 30), (80, 24)], ids=["120x30", "80x24"])
def test_no_screen_lets_a_control_character_through_or_runs_markup(
    hostile: Path, size: tuple[int, int]
) -> None:
    with terminal("--data", str(hostile), size=size) as term:
        assert term.wait(lambda s: "Verksamhetens intäkter" in s), visible(term.out)[-2000:]
        for _, keys in SCREENS:
            # One at a time: Esc followed at once by a character would be Alt with it.
            for bit in re.findall(r"\x1b(?:\[[0-9;]*[~A-Z]|O[A-Z])?|.", keys):
                term.write(bit)
                _still(term, 0.12 if bit == "\x1b" else 0.05)
        assert "[@click=app" in visible(term.out)
        # A click on every line where the markup could have become an action.
        for y in range(1, size[1]):
            for x in (30, 60):
                term.write(f"\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m")
            term.read(0.01)
        _still(term)
        term.write("\x1b")
        _still(term)
        term.write("\x11")
        assert term.close() == 0, visible(term.out)[-6000:]
        assert "Traceback" not in term.out
        # The clipboard is written by Ctrl+C alone, with its bytes in base64.
        without_hostile(term.out.replace("\x1b]52;c;", "\x1b]x;c;", 1))


def _still(term: Terminal, silent: float = 0.05) -> None:
    length = -1
    while length != len(term.ra):
        length = len(term.ra)
        if not term.read(silent):
            return


@pytest.mark.parametrize("form", ["text", "md", "html", "csv", "json"])
def test_no_output_lets_a_control_character_through(hostile: Path, form: str) -> None:
    for argv in (["--alla"], []):
        with terminal("visa", "--data", str(hostile), "--format", form, *argv) as term:
            assert term.close() == 0, term.out[-500:]
        if form in ("text", "md", "html"):
            without_hostile(term.out)
        else:
            # Meant for programs: still nothing that a terminal acts on.
            assert [f for f in FORBIDDEN[:3] if f in term.out] == []


@pytest.mark.parametrize(
    "argv",
    [["visa", DANGEROUS], [DANGEROUS], [f"--{DANGEROUS}"], ["visa", "--dokument", DANGEROUS]],
)
def test_no_complaint_repeats_a_control_character(hostile: Path, argv: list[str]) -> None:
    command = [sys.executable, "-m", "tui", "--data", str(hostile), *argv]
    answer = subprocess.run(command, cwd=ROT, capture_output=True, text=True, check=False)
    assert answer.returncode == 2
    without_hostile(answer.stderr + answer.stdout)


GUARDED = """
import os, sys
to = os.open(os.environ["SPAR"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
def horn(name, args):
    if name.startswith("socket."):
        os.write(to, (name + " " + repr([str(a) for a in args[1:]]) + "\\n").encode())
sys.addaudithook(horn)
from tui.cli.main import main
sys.exit(main())
"""


def test_a_run_opens_no_socket_and_leaves_no_figure_outside_its_folder(fast: Path) -> None:
    """asyncio wakes itself through a socketpair within the process: that alone is allowed."""
    folder, home = data_folder(fast / "data"), fast / "hem"
    home.mkdir()
    track = fast / "socket.txt"
    environment = {
        "HOME": str(home), "TMPDIR": str(home), "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_STATE_HOME": str(home / "state"), "SPAR": str(track), "TEXTUAL": "",
        "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip
    with terminal("--data", str(folder), start=("-c", GUARDED), environment=environment) as term:
        assert term.wait(lambda s: "F8 Granska" in s and "31\u00a0493" in s), visible(term.out)
        _still(term, 0.5)
        term.write("-7654321\r")
        assert term.wait(lambda s: "−7\u00a0654\u00a0321" in s)
        term.write("\x1a\x11")
        assert term.close() == 0
    rows = track.read_text().splitlines() if track.exists() else []
    # Made by socketpair: AF_UNIX (1), and never bound, connected or looked up.
    error = [
        row for row in rows if not re.match(r"socket\.__new__ \['(1|AddressFamily.AF_UNIX)'", row)
    ]
    assert error == []
    left = [file for file in home.rglob("*") if file.is_file()]
    assert [file for file in left if b"654" in file.read_bytes()] == []
    assert left == []


def test_the_audit_hook_would_see_a_socket(fast: Path) -> None:
    track = fast / "socket.txt"
    program = GUARDED.replace(
        "from tui.cli.main", "import socket; socket.socket(socket.AF_INET)\nfrom tui.cli.main"
    )
    command = [sys.executable, "-c", program, "--version"]
    environment = {**os.environ, "SPAR": str(track)}
    subprocess.run(command, cwd=ROT, env=environment, capture_output=True, check=True)
    assert "socket.__new__" in track.read_text()
    assert "'2'" in track.read_text() or "AF_INET" in track.read_text()


def test_nothing_in_the_code_logs() -> None:
    logging = [
        file.name
        for file in (ROT / "tui").rglob("*.py")
        if re.search(
            r"^\s*(import logging|from logging|from textual import .*\blog\b)",
            file.read_text("utf-8"),
            re.M,
        )
    ]
    assert logging == []
    assert len(REGISTER.tabs) == 5
