"""What every part of the command line needs."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO, TypeAlias

if TYPE_CHECKING:
    from tui.store.folder import Store

Say: TypeAlias = Callable[[str], None]
"""Says a sentence beside what is printed."""
Open: TypeAlias = "Callable[[str | None], tuple[Store, str]]"
"""Opens the data folder asked for; with it comes a sentence to say, or ""."""

SEE_HELP = "namndkoll --hjalp visar hur kommandot skrivs"


class UsageError(Exception):
    """Wrong use: one Swedish sentence for stderr, exit status 2."""


def is_terminal(power: TextIO | None) -> bool:
    """Whether a stream is there and is a terminal."""
    return power is not None and power.isatty()
