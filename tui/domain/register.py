"""The tabs and the kinds of table that there are. A new one of either is one more line here."""

from collections.abc import Mapping

from tui.domain import drift, internkontroll, investeringar, mal, personal
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


REGISTER = Register(
    FLIKAR,
    {
        mall.id: mall
        for mall in (
            *drift.MALLAR,
            *investeringar.MALLAR,
            *mal.MALLAR,
            *internkontroll.MALLAR,
            *personal.MALLAR,
        )
    },
)
