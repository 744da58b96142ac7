"""The command line (*kommandoraden*): what was asked for, or one sentence on what is wrong with it.

Imported only where there is something to read: a plain start of the screen has none.
"""

import argparse
from collections.abc import Sequence
from typing import NoReturn

from tui.cli_grund import SE_HJALP, Anvandningsfel
from tui.fryst import fryst

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


def kommando(argv: Sequence[str]) -> str:
    """The command's own word, "" without one: a command may have a command line of its own."""
    par = zip(["", *argv], argv, strict=False)
    med_varde = {f"--{namn}" for namn in _VARDEN}
    return next((ord_ for fore, ord_ in par if fore not in med_varde and ord_[:1] != "-"), "")


def _tolk() -> argparse.ArgumentParser:
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
