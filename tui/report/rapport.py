"""A whole report as frozen values (*rapport*): what every format writes, and nothing else.

A ``Rapport`` is a head and sections; a section is a heading and blocks. Every text in it has been
made harmless for a terminal; what a format itself gives a meaning to, that format escapes.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from tui.domain.bedomning import Signal
from tui.domain.tabell import Radart
from tui.domain.uttryck import Uttryck
from tui.report.tabellform import Formcell, Formkolumn, Formrad, Tabellform

Grupp: TypeAlias = Literal["tryckt", "underlag", "kommentar"]
"""Where a column stands: in the table as printed, in the table of what it rests on, below it."""

Plats: TypeAlias = tuple[int, int]
"""A cell of a table: the row's and the column's place, both from 0, the label not counted."""


@dataclass(frozen=True, slots=True)
class Signalord:
    """A cell's signal colour with its symbol and its words: colour never stands alone."""

    signal: Signal
    tecken: str
    ord: str
    regel: str = ""


@dataclass(frozen=True, slots=True)
class Formel:
    """How a figure follows from other cells of its table. ``varden`` are where the names stand.

    ``regel`` is the domain's rule (never *Egen*), ``manader`` what a *PerManad* divides by.
    """

    regel: Uttryck
    varden: tuple[tuple[str, Plats], ...]
    manader: int = 0


@dataclass(frozen=True, slots=True)
class Rapportcell:
    """One cell: its text as ``visa`` prints it, and for a figure its exact value.

    ``decimaler`` and ``enhet`` are those of the text; ``anm`` says why a printed figure stands
    although its parts give another.
    """

    text: str
    tal: Decimal | None = None
    decimaler: int = 0
    enhet: str = ""
    signal: Signalord | None = None
    formel: Formel | None = None
    anm: str = ""


@dataclass(frozen=True, slots=True)
class Rapportkolumn:
    """One column's heading, whether it is set to the right, and where it stands."""

    rubrik: str
    hoger: bool = False
    grupp: Grupp = "tryckt"


@dataclass(frozen=True, slots=True)
class Rapportrad:
    """One row: its label, its cells, how deep it stands, what it is."""

    etikett: str
    celler: tuple[Rapportcell, ...]
    niva: int = 0
    art: Radart = "post"


@dataclass(frozen=True, slots=True)
class Rapporttabell:
    """One table with all its columns; ``delar`` of *tabelldelar* says how it is laid out."""

    id: str
    rubrik: str
    etikettrubrik: str
    kolumner: tuple[Rapportkolumn, ...]
    rader: tuple[Rapportrad, ...]
    enhet: str = ""
    tecken: str = ""
    noter: tuple[str, ...] = ()

    def som_form(self) -> Tabellform:
        """The table in the form that ``visa`` prints, in the table's own order of columns."""
        return Tabellform(
            self.rubrik,
            (),
            self.etikettrubrik,
            tuple(Formkolumn(k.rubrik, k.hoger) for k in self.kolumner),
            tuple(_formrad(rad) for rad in self.rader),
        )


def _formrad(rad: Rapportrad) -> Formrad:
    celler = tuple(Formcell(c.text, "" if c.tal is None else f"{c.tal}") for c in rad.celler)
    return Formrad(rad.etikett, celler, rad.niva, rad.art)


@dataclass(frozen=True, slots=True)
class Rubrik:
    """A heading within a section; 2 and 3 are the levels below the section's own."""

    text: str
    niva: int = 2


@dataclass(frozen=True, slots=True)
class Stycke:
    """A paragraph, or one point of a list."""

    text: str
    punkt: bool = False


@dataclass(frozen=True, slots=True)
class Serie:
    """One series of a chart: its name and a figure, with its text, for each category."""

    namn: str
    celler: tuple[Rapportcell, ...]


@dataclass(frozen=True, slots=True)
class Stapeldiagram:
    """Bars by category: the same cells as in the table ``tabell``. ``alt`` says it in words."""

    rubrik: str
    kategorier: tuple[str, ...]
    serier: tuple[Serie, ...]
    alt: str
    enhet: str = ""
    tabell: str = ""


@dataclass(frozen=True, slots=True)
class Riskruta:
    """One square of the risk matrix: its value, its band, and the numbers of its risks."""

    varde: int
    band: Signalord
    risker: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The square in words: its value, its band, and the numbers of its risks."""
        nummer = f": {self.band.tecken} {', '.join(map(str, self.risker))}" if self.risker else ""
        return f"{self.varde} {self.band.ord}{nummer}"


@dataclass(frozen=True, slots=True)
class Riskmatris:
    """The 4×4 picture, the highest *sannolikhet* first, *väsentlighet* from 1 to 4."""

    rubrik: str
    rutor: tuple[tuple[Riskruta, ...], ...]
    risker: tuple[str, ...]
    alt: str
    tabell: str = ""


Diagram: TypeAlias = Stapeldiagram | Riskmatris
Block: TypeAlias = Rubrik | Stycke | Rapporttabell | Stapeldiagram | Riskmatris


@dataclass(frozen=True, slots=True)
class Avsnitt:
    """A section; ``ny_sida`` begins it on a page of its own (appendices, *Att granska*)."""

    id: str
    rubrik: str
    block: tuple[Block, ...]
    ny_sida: bool = False


@dataclass(frozen=True, slots=True)
class Rapport:
    """A report. ``marke`` is "Utkast" or why a decided document was unlocked, else ""."""

    titel: str
    uppgifter: tuple[tuple[str, str], ...]
    avsnitt: tuple[Avsnitt, ...]
    marke: str = ""
    namnd: str = ""
    en_sida: bool = False

    @property
    def tabeller(self) -> tuple[Rapporttabell, ...]:
        """Every table, in order."""
        alla = (b for a in self.avsnitt for b in a.block)
        return tuple(b for b in alla if isinstance(b, Rapporttabell))

    @property
    def diagram(self) -> tuple[Diagram, ...]:
        """Every chart, in order."""
        alla = (b for a in self.avsnitt for b in a.block)
        return tuple(b for b in alla if isinstance(b, Stapeldiagram | Riskmatris))
