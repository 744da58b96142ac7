"""The commands of ``namndkoll`` that do without the screen."""

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tui.cli_grund import Anvandningsfel, Oppna, Sag, ar_terminal
from tui.cli_rad import Val, kommando, tolkat
from tui.svenska.format import ren

if TYPE_CHECKING:
    from tui.store.mapp import Lager


def utfor(
    argv: Sequence[str], oppna: Oppna, visa_skarm: Callable[[str | None], int], sag: Sag
) -> int:
    """Carry out a command line. Returns the exit status. Raises Anvandningsfel.

    ``oppna`` opens the data folder asked for, ``visa_skarm`` shows it on the screen.
    """
    if kommando(argv) == "rapport":
        return _rapport(argv, oppna, sag)
    val = tolkat(argv)
    if val.hjalp:
        from tui.cli_hjalp import HJALP

        return _skriv(HJALP)
    if val.version:
        return _skriv(f"Nämndkoll {_version()}\n")
    if not val.ord:
        return visa_skarm(val.data)
    return {"granska": _granska, "ny": _ny}.get(val.ord[0], _visa)(val, oppna, sag)


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("namndkoll")
    except PackageNotFoundError:
        return "(inte installerad)"


def _skriv(text: str) -> int:
    """Write it all. A reader that stops reading (``| head``) is no fault."""
    if sys.stdout is None:
        raise Anvandningsfel("Utskriften kunde inte skrivas; utmatningen är stängd.")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _slapp_utskriften()
    except OSError:
        _slapp_utskriften()
        raise Anvandningsfel("Utskriften kunde inte skrivas; är disken full?") from None
    return 0


def _slapp_utskriften() -> None:
    """Point stdout at nothing, or Python complains once more when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _lagret(val: Val, oppna: Oppna, sag: Sag, former: Sequence[str] = ()) -> "Lager":
    """The data folder, opened; not for a format that is none of the command's."""
    if val.format is not None and val.format not in former:
        raise Anvandningsfel(f"Formatet ”{val.format}” finns inte; där finns {', '.join(former)}.")
    lager, meddelande = oppna(val.data)
    if meddelande:
        sag(meddelande)
    return lager


def _granska(val: Val, oppna: Oppna, sag: Sag) -> int:
    from tui.cli_granska import FORMAT, Bestallning, Bestallningsfel, granska

    lager = _lagret(val, oppna, sag, FORMAT)
    form = val.format or "text"
    bestallning = Bestallning(val.dokument, val.text or (), val.pastaenden, form, _bredd())
    try:
        text, status = granska(bestallning, lager, sag)
    except Bestallningsfel as fel:
        raise Anvandningsfel(str(fel)) from None
    return _skriv(text) or status


def _ny(val: Val, oppna: Oppna, sag: Sag) -> int:
    from tui.cli_ny import Nybestallning, Nyfel, ny

    lager = _lagret(val, oppna, sag)
    id_ = val.ord[1] if val.ord[1:] else ""
    bestallning = Nybestallning(id_, val.fran, val.slag, val.period, val.angra)
    try:
        return _skriv(ny(bestallning, lager, sag))
    except Nyfel as fel:
        raise Anvandningsfel(str(fel)) from None


def _rapport(argv: Sequence[str], oppna: Oppna, sag: Sag) -> int:
    from tui.cli_rapport import Rapportfel, rapport

    try:
        return _skriv(ren(rapport(argv, oppna, sag), radbrytningar=True) + "\n")
    except Rapportfel as fel:
        raise Anvandningsfel(str(fel)) from None


def _visa(val: Val, oppna: Oppna, sag: Sag) -> int:
    from tui.cli_visa import Visning, utskrift
    from tui.report.blad import Valfel
    from tui.report.utskrift import FORMAT

    lager = _lagret(val, oppna, sag, FORMAT)
    tabell = val.ord[1] if val.ord[1:] else ""
    visning = Visning(tabell, val.dokument, val.alla, val.format or "text", _bredd())
    try:
        return _skriv(utskrift(visning, lager, sag))
    except Valfel as fel:
        raise Anvandningsfel(str(fel)) from None


def _bredd() -> int | None:
    """The terminal's width; None for a pipe or a file, where lines may be as long as they are."""
    return shutil.get_terminal_size().columns if ar_terminal(sys.stdout) else None
