"""What every part of the command line needs."""

from typing import TextIO

SE_HJALP = "namndkoll --hjalp visar hur kommandot skrivs"


class Anvandningsfel(Exception):
    """Wrong use: one Swedish sentence for stderr, exit status 2."""


def ar_terminal(strom: TextIO | None) -> bool:
    """Whether a stream is there and is a terminal."""
    return strom is not None and strom.isatty()
