"""What committing an edit needs, made ready while its text is being typed.

A start does without it, and the first edit of a session would else take twice the time of others.
"""

from importlib import import_module

MODULES = ("tui.domain.entry", "tui.svenska.parse", "tui.screen.editing")


def prepare() -> None:
    """Import it, once a session; an import that is done already costs nothing."""
    for name in MODULES:
        import_module(name)
