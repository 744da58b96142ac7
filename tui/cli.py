"""The command ``namndkoll``: the screen, or one of the commands that do without it.

Nothing heavy is imported before it is needed: a start of the screen costs no reading of a command
line, help and a wrong command neither the screen nor the domain. Wrong use gives one Swedish
sentence on stderr and exit status 2.
"""

import gc
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli_grund import Anvandningsfel, ar_terminal
from tui.svenska.format import ren

if TYPE_CHECKING:
    from tui.store.mapp import Lager

FEL = 2
AVBRUTEN = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command. Returns the exit status."""
    # What a start makes (modules, declarations, a few tables) is kept, so looking for garbage in
    # it is time lost, a twentieth of the start. The screen turns it on once it has painted.
    gc.disable()
    _skriv_utf8()
    ord_ = sys.argv[1:] if argv is None else argv
    try:
        return _utfor(ord_)
    except Anvandningsfel as fel:
        _sag(str(fel))
        return FEL
    except KeyboardInterrupt:
        return AVBRUTEN
    finally:
        gc.enable()
        if argv is None:
            # Nor is there anything to gain by looking through all of it when the process ends.
            gc.freeze()


def _utfor(argv: Sequence[str]) -> int:
    if not argv:
        return _oppna(None)
    if len(argv) == 2 and argv[0] == "--data" and argv[1][:1] not in ("", "-"):
        # Nor is there anything to parse where a folder's screen is asked for.
        return _oppna(argv[1])
    from tui.cli_kommandon import utfor

    return utfor(argv, _lager, _oppna, _sag)


def _skriv_utf8() -> None:
    """UTF-8 whatever the locale, so that neither å nor − stops an export."""
    for strom in (sys.stdout, sys.stderr):
        if isinstance(strom, io.TextIOWrapper):
            strom.reconfigure(encoding="utf-8", errors="replace")


def _sag(mening: str) -> None:
    print(ren(mening), file=sys.stderr)


def _oppna(data: str | None) -> int:
    """Show the screen till it is left."""
    if not (ar_terminal(sys.stdin) and ar_terminal(sys.stdout)):
        raise Anvandningsfel(
            "Nämndkoll behöver en terminal; namndkoll visa skriver ut tabellerna utan."
        )
    lasare, meddelande = _lager(data)
    from tui.app import kor
    from tui.cli_skarmrapport import Skarmrapport
    from tui.store.sakert import Sakerlager
    from tui.store.start import aterstallt

    lager = Sakerlager(lasare.mapp)
    besked = aterstallt(lager)
    meningar = (meddelande, besked.mening, *(fel.mening for fel in besked.fel))
    try:
        return kor(lager, " ".join(m for m in meningar if m), lager, Skarmrapport())
    finally:
        lager.stang()


def _lager(data: str | None) -> "tuple[Lager, str]":
    from tui.store.fel import Mappfel
    from tui.store.mapp import Lager
    from tui.store.mappval import vald_mapp

    try:
        val = vald_mapp(data, os.environ, _arbetskatalog())
    except Mappfel as fel:
        raise Anvandningsfel(fel.mening) from None
    return Lager(val.mapp), val.meddelande


def _arbetskatalog() -> Path:
    try:
        return Path.cwd()
    except OSError:
        raise Anvandningsfel("Mappen som du står i finns inte längre; byt till en annan.") from None
