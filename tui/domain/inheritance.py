"""What the next document takes over (*arv*), column by column.

A column's role and year, counted from the document's own, say what it states. The next
document's column is then filled from whichever document states the same thing of the same year:
"Budget 2025" in a delårsbokslut out of the budget, this year's outcome out of a column that
calls it last year's. A column that says nothing of this is empty in every new document, so that
what must be new is never carried by oversight.
"""

from typing import Literal, TypeAlias

from msgspec import Struct

InheritanceKind: TypeAlias = Literal["kvar", "utkast", "arstal", "aret", "budget", "plan", "utfall"]
UTKAST_MARK = "(Utkast ur "
TRANSFERRED: tuple[InheritanceKind, ...] = ("kvar", "utkast", "arstal")


class Inheritance(Struct, frozen=True):
    """What a column states.

    ``kvar``: kept as it stands, row by row (structure, targets, registers). ``utkast``: a text
    kept as a draft, marked with where it comes from. ``arstal``: a text that is a year, which
    goes on with the document's. ``aret``: kept row by row within the year, empty in the next.
    ``budget``, ``plan``, ``utfall``: a figure of the year ``year``
    from the document's own; ``also`` may stand in for it, as a plan does for a budget to come.
    An outcome is of the document's own period, in that year.
    """

    kind: InheritanceKind
    year: int = 0
    also: tuple[InheritanceKind, ...] = ()

    @property
    def transferred(self) -> bool:
        """Whether it follows its row, and is not looked up in the documents."""
        return self.kind in TRANSFERRED


def is_utkast(text: str) -> bool:
    """Whether a text came as a draft, marked, and nobody has made it this document's own."""
    return text.startswith(UTKAST_MARK) and text.partition(")")[2].startswith(" ")
