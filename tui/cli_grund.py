"""What every part of the command line needs."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO, TypeAlias

if TYPE_CHECKING:
    from tui.store.mapp import Lager

Sag: TypeAlias = Callable[[str], None]
"""Says a sentence beside what is printed."""
Oppna: TypeAlias = "Callable[[str | None], tuple[Lager, str]]"
"""Opens the data folder asked for; with it comes a sentence to say, or ""."""

SE_HJALP = "namndkoll --hjalp visar hur kommandot skrivs"


class Anvandningsfel(Exception):
    """Wrong use: one Swedish sentence for stderr, exit status 2."""


def ar_terminal(strom: TextIO | None) -> bool:
    """Whether a stream is there and is a terminal."""
    return strom is not None and strom.isatty()
