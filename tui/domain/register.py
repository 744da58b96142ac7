"""The tabs that there are, each with the module that declares its kinds of table (``MALLAR``).

A new tab is one more line here, a new kind of table one more in its tab's module.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module

from tui.domain.tabell import Mall
from tui.fryst import fryst, fryst_rum

OVERSIKT, TEXT = "oversikt", "text"
"""The tabs without tables of their own: the overview, and the report's text."""


@fryst
class Flik:
    """A tab: its id (also the store file's name), its key, its heading, and a short heading."""

    id: str
    tangent: str
    rubrik: str
    kort: str = ""


FLIKAR = (
    Flik("drift", "1", "Drift"),
    Flik("investeringar", "2", "Investeringar", "Invest."),
    Flik("mal", "3", "Mål & nyckeltal", "Mål"),
    Flik("internkontroll", "4", "Internkontroll", "Kontroll"),
    Flik("personal", "5", "Personal"),
)


@fryst_rum
class Register:
    """The declarations in force: tabs in order and kinds of table by id."""

    flikar: tuple[Flik, ...]
    mallar: Mapping[str, Mall]

    def med(self, *, flikar: tuple[Flik, ...] = (), mallar: tuple[Mall, ...] = ()) -> "Register":
        """The register with more declarations."""
        return Register(
            (*self.flikar, *flikar), {**self.mallar, **{mall.id: mall for mall in mallar}}
        )


class Flikmallar(Mapping[str, Mall]):
    """The kinds of table by id ("drift.delar"), a tab's imported when one of them is asked for.

    A start shows one tab, and does without the declarations of the others.
    """

    def __init__(self, flikar: tuple[Flik, ...]) -> None:
        self._moduler = {flik.id: f"tui.domain.{flik.id}" for flik in flikar}

    def __getitem__(self, id_: str) -> Mall:
        return self._i(id_.partition(".")[0])[id_]

    def _i(self, flik: str) -> Mapping[str, Mall]:
        return {mall.id: mall for mall in import_module(self._moduler[flik]).MALLAR}

    def __iter__(self) -> Iterator[str]:
        return (id_ for flik in self._moduler for id_ in self._i(flik))

    def __len__(self) -> int:
        return sum(1 for _ in self)


REGISTER = Register(FLIKAR, Flikmallar(FLIKAR))
