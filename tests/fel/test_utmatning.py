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

from tests.fel.hjalp import D, datamapp
from tests.fel.terminal import ROT, STYRFOLJD, Terminal, synligt, terminal
from tests.store.hjalp import DOKUMENT, DRIFT, INSTALLNINGAR, flikvarde, kopia
from tui.domain.register import REGISTER
from tui.store.kodek import kodat
from tui.store.mapp import Lager

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")

# A clipboard write, a title, colours, a bell, C1 controls, a direction override, and markup.
STYR = "\x1b]52;c;QUFB\x07\x1b]0;FALLA\x1b\\\x1b[31;45m\x07\x9b41m\x9d0;X\x9c\x08\x7f\u202e"
MARKERING = "[@click=app.exit]K[/][red]R[/]"
FARLIG = f"{MARKERING}{STYR}Z"
# What of it must never be among the bytes that reach a terminal.
FORBJUDET = ("\x1b]52", "\x1b]0;FALLA", "\x1b[31;45m", "\x9b", "\x9d", "\x9c", "\x7f", "\u202e")
# Codes and dates are not free text: another value there is a fault, not a text to show.
KODER = {
    "version", "dokument", "flik", "id", "slag", "start", "slut", "status", "beslutsdatum", "mall",
    "rad", "tabell", "foralder", "art", "regel", "tema", "senaste_dokument", "senaste_flik",
    "datum", "marke", "mal", "tal", "prosa", "prognos", "enhet",
}  # fmt: skip


def farlig(varde: Any, nyckel: str = "") -> Any:
    """A value with hostile text after every free text in it."""
    if isinstance(varde, dict):
        return {n: farlig(v, n) for n, v in varde.items()}
    if isinstance(varde, list):
        return [farlig(v, nyckel) for v in varde]
    return varde + FARLIG if isinstance(varde, str) and nyckel not in KODER else varde


@pytest.fixture
def fientlig(snabb: Path) -> Path:
    """A folder with hostile text wherever text may stand."""
    mapp = datamapp(snabb / "data")
    huvud: Any = kopia(DOKUMENT)
    huvud["dokument"]["1"] |= {"status": "utkast", "not": "Not"}
    (mapp / D / "dokument.json").write_bytes(kodat(farlig(huvud)))
    (mapp / D / "drift.json").write_bytes(kodat(farlig(DRIFT)))
    (mapp / "installningar.json").write_bytes(kodat(farlig(INSTALLNINGAR)))
    fel: Any = flikvarde(D, "mal")
    fel["tabeller"] = {"1": {"tabell": f"x{FARLIG}", "mall": f"okänd{FARLIG}"}}
    (mapp / D / "mal.json").write_bytes(kodat(fel))
    return mapp


def utan_fientligt(ut: str) -> None:
    """No control byte of the data is in what was written."""
    funna = [f for f in FORBJUDET if f in ut]
    assert funna == [], funna
    kvar = STYRFOLJD.sub("", ut)
    styr = {t for t in kvar if not t.isprintable()} - set("\r\n\t\x0f\x0e\xa0")
    assert styr == set(), styr


def test_the_folder_is_as_hostile_as_is_meant(fientlig: Path) -> None:
    lager = Lager(fientlig)
    (huvud,), fel = lager.dokument()
    assert fel == ()
    assert huvud.namn.endswith(FARLIG)
    tabeller, fel = lager.flik(D, "drift")
    assert fel == ()
    etiketter = [r.etikett for t in tabeller for r in t.rader if FARLIG in r.etikett]
    assert len(etiketter) >= 5
    with pytest.raises(AssertionError):
        utan_fientligt(f"x{FARLIG}")


# The keys of every screen, dialog and command, and the text that says it is up.
SKARMAR = (
    ("0", "\x1b0"), ("1", "\x1b1"), ("F6", "\x1b[17~"), ("2", "\x1b2"), ("3", "\x1b3"),
    ("4", "\x1b4"), ("5", "\x1b5"), ("1 igen", "\x1b1"), ("F4", "\x1bOS"), ("ut", "\x1b"),
    ("F1", "\x1bOP"), ("ut", "\x1b"), ("F3", "\x1bOR"), ("ut", "\x1b"), ("F8", "\x1b[19~"),
    ("ut", "\x1b"), ("Ctrl+P", "\x10"), ("ut", "\x1b"), ("Ctrl+C", "\x03"), ("Ned", "\x1b[B"),
    ("F2", "\x1bOQ"), ("ut", "\x1b"), ("etikett", "\x1b[D\x1b[D"), ("F2", "\x1bOQ"), ("ut", "\x1b"),
)  # fmt: skip


@pytest.mark.parametrize("storlek", [(120, 30), (80, 24)], ids=["120x30", "80x24"])
def test_no_screen_lets_a_control_character_through_or_runs_markup(
    fientlig: Path, storlek: tuple[int, int]
) -> None:
    with terminal("--data", str(fientlig), storlek=storlek) as term:
        assert term.vanta(lambda s: "Verksamhetens intäkter" in s), synligt(term.ut)[-2000:]
        for _, tangenter in SKARMAR:
            # One at a time: Esc followed at once by a character would be Alt with it.
            for bit in re.findall(r"\x1b(?:\[[0-9;]*[~A-Z]|O[A-Z])?|.", tangenter):
                term.skriv(bit)
                _stilla(term)
        assert "[@click=app" in synligt(term.ut)
        # A click on every line where the markup could have become an action.
        for y in range(1, storlek[1]):
            for x in (30, 60):
                term.skriv(f"\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m")
            term.las(0.01)
        _stilla(term)
        term.skriv("\x1b")
        _stilla(term)
        term.skriv("\x11")
        assert term.stang() == 0, synligt(term.ut)[-6000:]
        assert "Traceback" not in term.ut
        # The clipboard is written by Ctrl+C alone, with its bytes in base64.
        utan_fientligt(term.ut.replace("\x1b]52;c;", "\x1b]x;c;", 1))


def _stilla(term: Terminal, tyst: float = 0.12) -> None:
    langd = -1
    while langd != len(term.ra):
        langd = len(term.ra)
        if not term.las(tyst):
            return


@pytest.mark.parametrize("form", ["text", "md", "html", "csv", "json"])
def test_no_output_lets_a_control_character_through(fientlig: Path, form: str) -> None:
    for argv in (["--alla"], []):
        with terminal("visa", "--data", str(fientlig), "--format", form, *argv) as term:
            assert term.stang() == 0, term.ut[-500:]
        if form in ("text", "md", "html"):
            utan_fientligt(term.ut)
        else:
            # Meant for programs: still nothing that a terminal acts on.
            assert [f for f in FORBJUDET[:3] if f in term.ut] == []


@pytest.mark.parametrize(
    "argv", [["visa", FARLIG], [FARLIG], [f"--{FARLIG}"], ["visa", "--dokument", FARLIG]]
)
def test_no_complaint_repeats_a_control_character(fientlig: Path, argv: list[str]) -> None:
    kommando = [sys.executable, "-m", "tui", "--data", str(fientlig), *argv]
    svar = subprocess.run(kommando, cwd=ROT, capture_output=True, text=True, check=False)
    assert svar.returncode == 2
    utan_fientligt(svar.stderr + svar.stdout)


VAKTAD = """
import os, sys
till = os.open(os.environ["SPAR"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
def horn(namn, args):
    if namn.startswith("socket."):
        os.write(till, (namn + " " + repr([str(a) for a in args[1:]]) + "\\n").encode())
sys.addaudithook(horn)
from tui.cli import main
sys.exit(main())
"""


def test_a_run_opens_no_socket_and_leaves_no_figure_outside_its_folder(snabb: Path) -> None:
    """asyncio wakes itself through a socketpair within the process: that alone is allowed."""
    mapp, hem = datamapp(snabb / "data"), snabb / "hem"
    hem.mkdir()
    spar = snabb / "socket.txt"
    miljo = {
        "HOME": str(hem), "TMPDIR": str(hem), "XDG_CACHE_HOME": str(hem / "cache"),
        "XDG_STATE_HOME": str(hem / "state"), "SPAR": str(spar), "TEXTUAL": "",
        "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip
    with terminal("--data", str(mapp), start=("-c", VAKTAD), miljo=miljo) as term:
        assert term.vanta(lambda s: "F8 Granska" in s and "31\u00a0493" in s), synligt(term.ut)
        _stilla(term, 0.5)
        term.skriv("-7654321\r")
        assert term.vanta(lambda s: "−7\u00a0654\u00a0321" in s)
        term.skriv("\x1a\x11")
        assert term.stang() == 0
    rader = spar.read_text().splitlines() if spar.exists() else []
    # Made by socketpair: AF_UNIX (1), and never bound, connected or looked up.
    fel = [
        rad for rad in rader if not re.match(r"socket\.__new__ \['(1|AddressFamily.AF_UNIX)'", rad)
    ]
    assert fel == []
    lamnat = [fil for fil in hem.rglob("*") if fil.is_file()]
    assert [fil for fil in lamnat if b"654" in fil.read_bytes()] == []
    assert lamnat == []


def test_the_audit_hook_would_see_a_socket(snabb: Path) -> None:
    spar = snabb / "socket.txt"
    program = VAKTAD.replace(
        "from tui.cli", "import socket; socket.socket(socket.AF_INET)\nfrom tui.cli"
    )
    kommando = [sys.executable, "-c", program, "--version"]
    miljo = {**os.environ, "SPAR": str(spar)}
    subprocess.run(kommando, cwd=ROT, env=miljo, capture_output=True, check=True)
    assert "socket.__new__" in spar.read_text()
    assert "'2'" in spar.read_text() or "AF_INET" in spar.read_text()


def test_nothing_in_the_code_logs() -> None:
    loggande = [
        fil.name
        for fil in (ROT / "tui").rglob("*.py")
        if re.search(
            r"^\s*(import logging|from logging|from textual import .*\blog\b)",
            fil.read_text("utf-8"),
            re.M,
        )
    ]
    assert loggande == []
    assert len(REGISTER.flikar) == 5
