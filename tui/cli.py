"""The command ``namndkoll``: read the command line, open the stores, show or print.

Nothing heavy is imported before it is needed: help and a wrong command cost neither the screen
nor the domain. Wrong use gives one Swedish sentence on stderr and exit status 2.
"""

import gc
import io
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from tui.fryst import fryst
from tui.svenska.format import ren

if TYPE_CHECKING:
    import argparse

    from tui.store.mapp import Lager

FEL = 2
AVBRUTEN = 130

SE_HJALP = "namndkoll --hjalp visar hur kommandot skrivs"
KOMMANDON = ("visa", "granska", "ny", "rapport")
# Which commands an option belongs to, the first of them named to who uses it elsewhere.
FLAGGOR = {
    "dokument": ("visa", "granska"),
    "format": ("visa", "granska"),
    "alla": ("visa",),
    "text": ("granska",),
    "pastaenden": ("granska",),
    **dict.fromkeys(("fran", "slag", "period", "angra"), ("ny",)),
}


class Anvandningsfel(Exception):
    """Wrong use: one Swedish sentence for stderr, exit status 2."""


@fryst
class Val:
    """The command line as understood. An option that was not given is None."""

    ord: tuple[str, ...] = ()
    data: str | None = None
    dokument: str | None = None
    format: str | None = None
    text: tuple[str, ...] | None = None
    alla: bool = False
    pastaenden: bool = False
    fran: str | None = None
    slag: str | None = None
    period: str | None = None
    angra: bool = False
    hjalp: bool = False
    version: bool = False


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command. Returns the exit status."""
    # What a start makes (modules, declarations, a few tables) is kept, so looking for garbage in
    # it is time lost, a twentieth of the start. The screen turns it on once it has painted.
    gc.disable()
    _skriv_utf8()
    ord_ = sys.argv[1:] if argv is None else argv
    try:
        return _rapport(ord_) if kommando(ord_) == "rapport" else _kor(tolkat(ord_))
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


def kommando(argv: Sequence[str]) -> str:
    """The command's own word, "" without one: a command may have a command line of its own."""
    par = zip(["", *argv], argv, strict=False)
    med_varde = {f"--{namn}" for namn in _VARDEN}
    return next((ord_ for fore, ord_ in par if fore not in med_varde and ord_[:1] != "-"), "")


def _skriv_utf8() -> None:
    """UTF-8 whatever the locale, so that neither å nor − stops an export."""
    for strom in (sys.stdout, sys.stderr):
        if isinstance(strom, io.TextIOWrapper):
            strom.reconfigure(encoding="utf-8", errors="replace")


def _sag(mening: str) -> None:
    print(ren(mening), file=sys.stderr)


def _tolk() -> "argparse.ArgumentParser":
    # Not needed for the plain start, where there is nothing to parse.
    import argparse

    class Tolk(argparse.ArgumentParser):
        """Without its English: what is left to it to complain of gets one sentence."""

        def error(self, message: str) -> NoReturn:  # noqa: ARG002
            raise Anvandningsfel(f"Kommandoraden kan inte tolkas; {SE_HJALP}.")

    tolk = Tolk(add_help=False, allow_abbrev=False)
    tolk.add_argument("ord", nargs="*")
    for namn in _VARDEN:
        # A missing value is ours to explain: "" is what argparse then leaves.
        tolk.add_argument(f"--{namn}", nargs="?", const="")
    tolk.add_argument("--text", nargs="*", action="extend")
    enkla = (("--alla",), ("--pastaenden",), ("--angra",), ("--version",))
    for flaggor in (*enkla, ("-h", "--hjalp", "--help")):
        tolk.add_argument(*flaggor, action="store_true", dest=_namn(flaggor))
    return tolk


def _namn(flaggor: Sequence[str]) -> str:
    return next(flagga[2:] for flagga in flaggor if flagga.startswith("--"))


def tolkat(argv: Sequence[str]) -> Val:
    """The command line understood. Raises Anvandningsfel."""
    if not argv:
        return Val()
    if len(argv) == 2 and argv[0] == "--data" and argv[1][:1] not in ("", "-"):
        # Nor anything to parse where a folder's screen is asked for: argparse is half a megabyte.
        return Val(data=argv[1])
    rum, okanda = _tolk().parse_known_intermixed_args(list(argv))
    text = None if rum.text is None else tuple(rum.text)
    val = Val(**{**vars(rum), "ord": tuple(rum.ord), "text": text})
    if not val.hjalp:
        _prova(val, okanda)
    return val


_VARDEN = {
    "data": "en mapp",
    "dokument": "ett dokuments id",
    "format": "ett format",
    "fran": "ett dokuments id",
    "slag": "ett slag",
    "period": "en period",
}


def _prova(val: Val, okanda: Sequence[str]) -> None:
    if okanda:
        raise Anvandningsfel(f"Flaggan ”{okanda[0]}” finns inte; {SE_HJALP}.")
    for namn, vad in _VARDEN.items():
        if getattr(val, namn) == "":
            raise Anvandningsfel(f"Efter --{namn} ska {vad} stå; {SE_HJALP}.")
    if val.text is not None and not all(val.text or ("",)):
        raise Anvandningsfel(f"Efter --text ska minst en fil stå; {SE_HJALP}.")
    if val.ord and val.ord[0] not in KOMMANDON:
        finns = f"{', '.join(KOMMANDON[:-1])} och {KOMMANDON[-1]}"
        raise Anvandningsfel(f"Kommandot ”{val.ord[0]}” finns inte; det som finns är {finns}.")
    kommando = val.ord[0] if val.ord else ""
    for namn, hor_till in FLAGGOR.items():
        if getattr(val, namn) and kommando not in hor_till:
            raise Anvandningsfel(f"Flaggan --{namn} hör till namndkoll {hor_till[0]}; {SE_HJALP}.")
    _PROVNINGAR.get(kommando, _prova_visa)(val)


def _prova_granska(val: Val) -> None:
    if len(val.ord) > 1:
        raise Anvandningsfel(f"Efter granska ska bara flaggor stå; {SE_HJALP}.")
    if val.pastaenden and not val.text:
        raise Anvandningsfel("Flaggan --pastaenden behöver --text och minst en fil.")


def _prova_visa(val: Val) -> None:
    if len(val.ord) > 2:
        raise Anvandningsfel("Ange en tabell i taget, eller --alla för alla tabeller.")
    if len(val.ord) == 2 and val.alla:
        raise Anvandningsfel("Ange antingen en tabell eller --alla, inte båda.")


def _prova_ny(val: Val) -> None:
    if len(val.ord) > 2 or (val.angra and (len(val.ord) != 2 or val.fran or val.slag)):
        vad = "bara ett id" if val.angra else "ett id i taget"
        raise Anvandningsfel(f"Efter ny ska {vad} stå; {SE_HJALP}.")


_PROVNINGAR = {"visa": _prova_visa, "granska": _prova_granska, "ny": _prova_ny}


def _kor(val: Val) -> int:
    if val.hjalp:
        from tui.cli_hjalp import HJALP

        return _skriv(HJALP)
    if val.version:
        return _skriv(f"Nämndkoll {_version()}\n")
    if not val.ord:
        return _oppna(val)
    return {"granska": _granska, "ny": _ny}.get(val.ord[0], _visa)(val)


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("namndkoll")
    except PackageNotFoundError:
        return "(inte installerad)"


def _skriv(text: str) -> int:
    """Write it all. A reader that stops reading (``| head``) is no fault."""
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


def _oppna(val: Val) -> int:
    if not (_ar_terminal(sys.stdin) and _ar_terminal(sys.stdout)):
        raise Anvandningsfel(
            "Nämndkoll behöver en terminal; namndkoll visa skriver ut tabellerna utan."
        )
    lasare, meddelande = _lager(val.data)
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


def _ar_terminal(strom: TextIO | None) -> bool:
    return strom is not None and strom.isatty()


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


def _granska(val: Val) -> int:
    from tui.cli_granska import FORMAT, Bestallning, Bestallningsfel, granska

    if val.format is not None and val.format not in FORMAT:
        raise Anvandningsfel(f"Formatet ”{val.format}” finns inte; där finns {', '.join(FORMAT)}.")
    lager, meddelande = _lager(val.data)
    if meddelande:
        _sag(meddelande)
    form = val.format or "text"
    bestallning = Bestallning(val.dokument, val.text or (), val.pastaenden, form, _bredd())
    try:
        text, status = granska(bestallning, lager, _sag)
    except Bestallningsfel as fel:
        raise Anvandningsfel(str(fel)) from None
    return _skriv(text) or status


def _ny(val: Val) -> int:
    from tui.cli_ny import Nybestallning, Nyfel, ny

    lager, meddelande = _lager(val.data)
    if meddelande:
        _sag(meddelande)
    id_ = val.ord[1] if val.ord[1:] else ""
    bestallning = Nybestallning(id_, val.fran, val.slag, val.period, val.angra)
    try:
        return _skriv(ny(bestallning, lager, _sag))
    except Nyfel as fel:
        raise Anvandningsfel(str(fel)) from None


def _rapport(argv: Sequence[str]) -> int:
    from tui.cli_rapport import Rapportfel, rapport

    try:
        return _skriv(ren(rapport(argv, _lager, _sag), radbrytningar=True) + "\n")
    except Rapportfel as fel:
        raise Anvandningsfel(str(fel)) from None


def _visa(val: Val) -> int:
    from tui.cli_visa import Visning, utskrift
    from tui.report.blad import Valfel
    from tui.report.utskrift import FORMAT

    if val.format is not None and val.format not in FORMAT:
        raise Anvandningsfel(f"Formatet ”{val.format}” finns inte; där finns {', '.join(FORMAT)}.")
    lager, meddelande = _lager(val.data)
    if meddelande:
        _sag(meddelande)
    tabell = val.ord[1] if val.ord[1:] else ""
    visning = Visning(tabell, val.dokument, val.alla, val.format or "text", _bredd())
    try:
        return _skriv(utskrift(visning, lager, _sag))
    except Valfel as fel:
        raise Anvandningsfel(str(fel)) from None


def _bredd() -> int | None:
    """The terminal's width; None for a pipe or a file, where lines may be as long as they are."""
    return shutil.get_terminal_size().columns if _ar_terminal(sys.stdout) else None
