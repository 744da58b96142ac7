"""What the next document takes over (*arv*), declared column by column.

A column says what it states and of which year, counted from the document's own. The next
document's column is then filled from whichever document states the same thing of the same year:
"Budget 2025" in a delårsbokslut out of the budget, this year's outcome out of a column that
calls it last year's. A column that says nothing of this is empty in every new document, so that
what must be new is never carried by oversight.
"""

from collections.abc import Mapping
from dataclasses import field
from typing import Literal, TypeAlias

from tui.fryst import fryst, fryst_rum

Arvslag: TypeAlias = Literal["kvar", "utkast", "arstal", "budget", "plan", "utfall"]
UTKASTMARKE = "(Utkast ur "
OVERFORDA: tuple[Arvslag, ...] = ("kvar", "utkast", "arstal")


@fryst
class Arv:
    """What a column states.

    ``kvar``: kept as it stands, row by row (structure, targets, registers). ``utkast``: a text
    kept as a draft, marked with where it comes from. ``arstal``: a text that is a year, which
    goes on with the document's. ``budget``, ``plan``, ``utfall``: a figure of the year ``ar``
    from the document's own; ``aven`` may stand in for it, as a plan does for a budget to come.
    An outcome is of the document's own period, in that year.
    """

    slag: Arvslag
    ar: int = 0
    aven: tuple[Arvslag, ...] = ()

    @property
    def overford(self) -> bool:
        """Whether it follows its row, and is not looked up in the documents."""
        return self.slag in OVERFORDA


def ar_utkast(text: str) -> bool:
    """Whether a text came as a draft, marked, and nobody has made it this document's own."""
    return text.startswith(UTKASTMARKE) and text.partition(")")[2].startswith(" ")


KVAR, UTKAST, ARSTAL = Arv("kvar"), Arv("utkast"), Arv("arstal")
BUDGET, BUDGET_I_FJOL = Arv("budget"), Arv("budget", -1)
BUDGETFORSLAG = Arv("budget", aven=("plan",))
PLAN1, PLAN2, PLAN3, PLAN4 = (Arv("plan", i) for i in range(1, 5))
UTFALL, UTFALL_I_FJOL = Arv("utfall"), Arv("utfall", -1)


@fryst_rum
class Radarv:
    """Where a new year's rows come from: a table of that year of the kind ``mall``.

    ``celler`` gives, for each cell of the new row, the one of the other table's row that it is
    taken from ("etikett" for the label).
    """

    mall: str
    celler: Mapping[str, str] = field(default_factory=dict)
