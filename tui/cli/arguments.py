"""The command line (*kommandoraden*): what was asked for, or one sentence on what is wrong with it.

Imported only where there is something to read: a plain start of the screen has none.
"""

import argparse
from collections.abc import Sequence
from typing import NoReturn

from msgspec import Struct

from tui.cli.base import SEE_HELP, UsageError

COMMANDS = ("visa", "granska", "ny", "rapport")
# Which commands an option belongs to, the first of them named to who uses it elsewhere.
FLAGS = {
    "dokument": ("visa", "granska"),
    "format": ("visa", "granska"),
    "alla": ("visa",),
    "text": ("granska",),
    "pastaenden": ("granska",),
    "regler": ("granska",),
    **dict.fromkeys(("fran", "slag", "period", "angra"), ("ny",)),
}


class Choice(Struct, frozen=True):
    """The command line as understood. An option that was not given is None."""

    ord: tuple[str, ...] = ()
    data: str | None = None
    dokument: str | None = None
    format: str | None = None
    text: tuple[str, ...] | None = None
    alla: bool = False
    pastaenden: bool = False
    regler: bool = False
    fran: str | None = None
    slag: str | None = None
    period: str | None = None
    angra: bool = False
    hjalp: bool = False
    version: bool = False


def command(argv: Sequence[str]) -> str:
    """The command's own word, "" without one: a command may have a command line of its own."""
    par = zip(["", *argv], argv, strict=False)
    with_value = {f"--{name}" for name in _VALUES}
    return next((word for before, word in par if before not in with_value and word[:1] != "-"), "")


def _interpreter() -> argparse.ArgumentParser:
    class Interpreter(argparse.ArgumentParser):
        """Without its English: what is left to it to complain of gets one sentence."""

        def error(self, message: str) -> NoReturn:  # noqa: ARG002
            raise UsageError(f"Kommandoraden kan inte tolkas; {SEE_HELP}.")

    interpreter = Interpreter(add_help=False, allow_abbrev=False)
    interpreter.add_argument("ord", nargs="*")
    for name in _VALUES:
        # A missing value is ours to explain: "" is what argparse then leaves.
        interpreter.add_argument(f"--{name}", nargs="?", const="")
    interpreter.add_argument("--text", nargs="*", action="extend")
    simple = (("--alla",), ("--pastaenden",), ("--regler",), ("--angra",), ("--version",))
    for flags in (*simple, ("-h", "--hjalp", "--help")):
        interpreter.add_argument(*flags, action="store_true", dest=_name(flags))
    return interpreter


def _name(flags: Sequence[str]) -> str:
    return next(flag[2:] for flag in flags if flag.startswith("--"))


def parsed(argv: Sequence[str]) -> Choice:
    """The command line understood. Raises Anvandningsfel."""
    namespace, unknown = _interpreter().parse_known_intermixed_args(list(argv))
    text = None if namespace.text is None else tuple(namespace.text)
    choice = Choice(**{**vars(namespace), "ord": tuple(namespace.ord), "text": text})
    if not choice.hjalp:
        _try(choice, unknown)
    return choice


_VALUES = {
    "data": "en mapp",
    "dokument": "ett dokuments id",
    "format": "ett format",
    "fran": "ett dokuments id",
    "slag": "ett slag",
    "period": "en period",
}


def _try(choice: Choice, unknown: Sequence[str]) -> None:
    if unknown:
        raise UsageError(f"Flaggan ”{unknown[0]}” finns inte; {SEE_HELP}.")
    for name, what in _VALUES.items():
        if getattr(choice, name) == "":
            raise UsageError(f"Efter --{name} ska {what} stå; {SEE_HELP}.")
    if choice.text is not None and not all(choice.text or ("",)):
        raise UsageError(f"Efter --text ska minst en fil stå; {SEE_HELP}.")
    if choice.ord and choice.ord[0] not in COMMANDS:
        exists = f"{', '.join(COMMANDS[:-1])} och {COMMANDS[-1]}"
        raise UsageError(f"Kommandot ”{choice.ord[0]}” finns inte; det som finns är {exists}.")
    command = choice.ord[0] if choice.ord else ""
    for name, belongs_to in FLAGS.items():
        if getattr(choice, name) and command not in belongs_to:
            raise UsageError(f"Flaggan --{name} hör till namndkoll {belongs_to[0]}; {SEE_HELP}.")
    _TRIALS.get(command, _try_show)(choice)


def _try_check(choice: Choice) -> None:
    files = choice.ord[1:]
    if files and (choice.text or choice.pastaenden or choice.dokument):
        raise UsageError("Med filer att granska hör bara --regler och --format till.")
    if choice.regler and not files:
        raise UsageError("Flaggan --regler behöver minst en fil att granska.")
    if choice.pastaenden and not choice.text:
        raise UsageError("Flaggan --pastaenden behöver --text och minst en fil.")


def _try_show(choice: Choice) -> None:
    if len(choice.ord) > 2:
        raise UsageError("Ange en tabell i taget, eller --alla för alla tabeller.")
    if len(choice.ord) == 2 and choice.alla:
        raise UsageError("Ange antingen en tabell eller --alla, inte båda.")


def _try_new(choice: Choice) -> None:
    if len(choice.ord) > 2 or (
        choice.angra and (len(choice.ord) != 2 or choice.fran or choice.slag)
    ):
        what = "bara ett id" if choice.angra else "ett id i taget"
        raise UsageError(f"Efter ny ska {what} stå; {SEE_HELP}.")


_TRIALS = {"visa": _try_show, "granska": _try_check, "ny": _try_new}
