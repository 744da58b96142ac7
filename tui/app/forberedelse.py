"""What committing an edit needs, made ready while its text is being typed.

A start does without it, and the first edit of a session would else take twice the time of others.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.app.program import Program

MODULER = ("tui.domain.inmatning", "tui.svenska.tal", "tui.app.redigering")


def forbered(program: "Program") -> None:
    """Import it, once a session; an import that is done already costs nothing."""
    for namn in MODULER:
        import_module(namn)
    sakring = program.pass_.sakring
    if sakring is not None and not program.pass_.hinder:
        sakring.forbered()
