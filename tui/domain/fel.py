"""Faults and findings as values with an address (*fel*, *fynd*)."""

from typing import Literal, TypeAlias

from tui.domain.varde import Varde
from tui.fryst import fryst

Allvar: TypeAlias = Literal["fel", "bör ses över", "avrundning"]
ALLVARSORDNING: tuple[Allvar, ...] = ("fel", "bör ses över", "avrundning")


@fryst
class Adress:
    """Where a cell stands: document, table, row, column (the last ones may be empty)."""

    dokument: str
    tabell: str = ""
    rad: str = ""
    kolumn: str = ""


@fryst
class Filfel:
    """A file that could not be read: one Swedish sentence that names file and place."""

    fil: str
    mening: str


@fryst
class Fynd:
    """A finding: what the document says, what it should be, and one Swedish sentence why."""

    adress: Adress
    slag: str
    allvar: Allvar
    sagt: Varde
    borde: Varde
    mening: str
