"""What a writer must know of a journal to go on with it: the last number, and what is unsaved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tui.store.journalrad import (
    Forkastad,
    Handelse,
    Huvud,
    Innehallsrad,
    Journalrad,
    Sparad,
    Trasig,
    kodad_journalrad,
)


@dataclass
class Lage:
    """``osparat``: by file, its last event that no save holds; ``nr``: the last number used.

    ``vantande`` are the lines since everything was last saved, so that they can be written again
    if the file is taken away underneath.
    """

    nr: int = 0
    osparat: dict[str, int] = field(default_factory=dict)
    vantande: list[Journalrad] = field(default_factory=list)

    def notera(self, rad: Innehallsrad) -> None:
        """Go on past a line."""
        match rad:
            case Huvud(_, fran_nr):
                self.nr = max(self.nr, fran_nr - 1)
                return
            case Trasig():
                # It may have been an event: its number is not given to another.
                self.nr += 1
                return
            case Handelse():
                self.osparat |= dict.fromkeys(rad.filer, rad.nr)
            case Sparad() | Forkastad():
                self.osparat = self.efter(rad.fil, rad.nr)
                self.nr = max(self.nr, rad.allt or 0)
        self.nr = max(self.nr, rad.nr)
        self.vantande.append(rad)
        if not self.osparat:
            self.vantande.clear()

    def efter(self, fil: str, nr: int) -> dict[str, int]:
        """What is unsaved once a file is saved with every event up to a number."""
        return {f: n for f, n in self.osparat.items() if f != fil or n > nr}

    def allt(self, fil: str, nr: int) -> int | None:
        """The last number, if everything up to it is saved once that file is."""
        return None if self.efter(fil, nr) else max(self.nr, nr)


def lage_efter(rader: Iterable[Innehallsrad]) -> Lage:
    """The state after these lines."""
    lage = Lage()
    for rad in rader:
        lage.notera(rad)
    return lage


def saknade(
    vantande: Sequence[Journalrad], rader: Iterable[Innehallsrad]
) -> tuple[Journalrad, ...]:
    """Which of the lines that were written are not among these."""
    # As bytes: an event cannot be hashed, and has learnt from later lines what does not count.
    finns = {kodad_journalrad(r) for r in rader if not isinstance(r, Trasig)} if vantande else set()
    return tuple(rad for rad in vantande if kodad_journalrad(rad) not in finns)
