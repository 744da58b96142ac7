"""The start of an opened data folder (*start*): whether a crash left something to replay."""

from tui.domain.fel import Filfel
from tui.fryst import fryst
from tui.store.datalager import Datalager
from tui.store.journalstart import lugnt


@fryst
class Startbesked:
    """What the start has to tell: a sentence, and faults."""

    mening: str = ""
    fel: tuple[Filfel, ...] = ()


def aterstallt(lager: Datalager) -> Startbesked:
    """Put into the files what was committed before a crash. Never raises.

    Files that others have changed meanwhile are left to the user, in ``lager.konflikter``.
    """
    if lager.hinder or lugnt(lager.mapp):
        return Startbesked()
    # A start does without the rest, but after a crash.
    from tui.store.omspelning import omspelat

    return Startbesked(*omspelat(lager))
