"""The rows that are known by their label, found by the stems of its words."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from tui.granskning.prosa.stammar import Stam, Stamregister, stammar
from tui.granskning.prosa.underlag import Underlag

# Rows that have words of their own, in ``radord`` and ``SJUKORD``.
_EGNA_ORD = ("drift:", "inv:", "sjuk:")


@dataclass(frozen=True, slots=True, eq=False)
class Etikett:
    """A row with the stems of its label's words."""

    begrepp: str
    etikett: str
    enhet: str
    stammar: tuple[Stam, ...]
    visad: bool
    ar: int


class Etikettregister:
    """All labels of an underlag, by the stems that they hold."""

    def __init__(self, underlag: Underlag) -> None:
        self._alla = tuple(_etiketter(underlag))
        self._med_stam: dict[Stam, list[int]] = defaultdict(list)
        for nr, etikett in enumerate(self._alla):
            for stam in etikett.stammar:
                self._med_stam[stam].append(nr)
        self._stammar = Stamregister(self._med_stam)

    def stammar_i(self, text: str) -> frozenset[Stam]:
        """The stems that a text in lower case has a word of."""
        return self._stammar.i_text(text)

    def som_namns(self, text: str) -> Iterator[Etikett]:
        """The labels that a text has a word of, in the order of the tables."""
        nummer = {nr for stam in self.stammar_i(text) for nr in self._med_stam[stam]}
        return (self._alla[nr] for nr in sorted(nummer))


def etikettregister(underlag: Underlag) -> Etikettregister:
    """The labels of an underlag, worked out once for it."""
    if "_etikettregister" not in underlag.__dict__:
        underlag.__dict__["_etikettregister"] = Etikettregister(underlag)
    register: Etikettregister = underlag.__dict__["_etikettregister"]
    return register


def _etiketter(underlag: Underlag) -> Iterator[Etikett]:
    for begrepp, figurer in underlag.figurer.efter_begrepp.items():
        f = figurer[0]
        if ":" in begrepp and not begrepp.startswith(_EGNA_ORD):
            stammarna = stammar(f.etikett)
            yield Etikett(begrepp, f.etikett.lower(), f.enhet, stammarna, f.visad, f.ar)
