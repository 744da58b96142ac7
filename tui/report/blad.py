"""Which tables to print (*blad*, sheets): chosen by name, refused in one Swedish sentence."""

from collections.abc import Iterable, Sequence

from tui.arbetsyta import Arbetsyta
from tui.domain.berakning import Kalkyl, raknas
from tui.domain.dokument import Dokument
from tui.domain.register import REGISTER
from tui.fryst import fryst_rum

FLIKRUBRIK = {flik.id: flik.rubrik for flik in REGISTER.flikar}


class Valfel(ValueError):
    """What was asked for does not exist: one Swedish sentence that says what does."""


@fryst_rum
class Blad:
    """One table of one document, with its recomputation."""

    dokument: Dokument
    kalkyl: Kalkyl

    @property
    def tabell(self) -> str:
        """The table's id."""
        return self.kalkyl.tabell.id

    @property
    def flik(self) -> str:
        """The heading of the tab that the table stands on."""
        flik = self.kalkyl.tabell.mall.flik
        return FLIKRUBRIK.get(flik, flik)


@fryst_rum
class Bunt:
    """One document with its tables in order."""

    dokument: Dokument
    blad: tuple[Blad, ...]


def valt_dokument(dokument: Sequence[Dokument], sokt: str, senaste: str) -> Dokument:
    """The document asked for, else the one last used, else the first. Raises Valfel.

    The store gives the newest first, and the screen opens on the same one.
    """
    finns = {d.id: d for d in dokument}
    if not finns:
        raise Valfel("I datamappen finns inga dokument som kan läsas.")
    if sokt and sokt not in finns:
        raise Valfel(f"Dokumentet ”{sokt}” finns inte; där finns {', '.join(finns)}.")
    return finns.get(sokt or senaste, dokument[0])


def bunt(yta: Arbetsyta, dokument: Dokument) -> Bunt:
    """A document's tables as far as they have been read, in the order of the tabs."""
    blad = (
        Blad(dokument, yta.kalkyl(dokument.id, tabell.id))
        for (dokument_id, _), tabeller in yta.tabeller.items()
        if dokument_id == dokument.id
        for tabell in tabeller
    )
    return Bunt(dokument, tuple(blad))


def valt_blad(bunt: Bunt, sokt: str) -> Blad:
    """The table asked for, if its rules can be worked out. Raises Valfel."""
    for blad in bunt.blad:
        if blad.tabell == sokt:
            fel = raknefel(blad)
            if fel:
                raise Valfel(fel)
            return blad
    finns = ", ".join(blad.tabell for blad in bunt.blad) or "inga tabeller"
    raise Valfel(f"Tabellen ”{sokt}” finns inte i {bunt.dokument.id}; där finns {finns}.")


def raknefel(blad: Blad) -> str:
    """One sentence where the rules of a table, as stored, cannot be worked out; else ""."""
    if raknas(blad.kalkyl):
        return ""
    return (
        f"Tabellen ”{blad.tabell}” i {blad.dokument.id} kan inte räknas:"
        " en rads regel leder tillbaka till raden själv."
    )


def hela(blad: Iterable[Blad]) -> tuple[tuple[Blad, ...], tuple[str, ...]]:
    """The sheets that can be worked out, and a sentence for each that cannot."""
    provade = [(ett, raknefel(ett)) for ett in blad]
    return (
        tuple(ett for ett, fel in provade if not fel),
        tuple(fel for _, fel in provade if fel),
    )
