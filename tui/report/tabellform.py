"""A table as rows of texts (*tabellform*): what all printed forms but JSON are made of.

Every text that comes from a store is made harmless here, once, so that no form can forget it;
what a form itself gives a meaning to (``|``, ``<``, ``;``) it escapes on top of that.
"""

from decimal import Decimal

from tui.domain.berakning import Kalkyl
from tui.domain.celltext import celltext, kolumnrubrik, visad_text, visade_decimaler
from tui.domain.dokument import Dokument
from tui.domain.tabell import Kolumn, Rad, Radart
from tui.fryst import fryst
from tui.report.blad import Blad, Bunt
from tui.report.noter import noter
from tui.svenska.format import HARDSPACE, MINUS, ren


@fryst
class Formcell:
    """A cell's text, and the same figure as a spreadsheet reads it ("" where it is no figure)."""

    text: str
    tal: str = ""


@fryst
class Formrad:
    """One row: its label, how deep it stands, what it is, and its cells."""

    etikett: str
    celler: tuple[Formcell, ...]
    niva: int = 0
    art: Radart = "post"


@fryst
class Formkolumn:
    """One column's heading, and whether it is set to the right."""

    rubrik: str
    hoger: bool = False


@fryst
class Tabellform:
    """A whole table in texts. ``nycklar`` tells its rows from those of other tables."""

    rubrik: str
    ingress: tuple[str, ...]
    etikettrubrik: str
    kolumner: tuple[Formkolumn, ...]
    rader: tuple[Formrad, ...]
    noter: tuple[str, ...] = ()
    nycklar: tuple[tuple[str, str], ...] = ()


def tabellform(blad: Blad) -> Tabellform:
    """One sheet in texts."""
    kalkyl, period = blad.kalkyl, blad.dokument.period
    tabell = kalkyl.tabell
    return Tabellform(
        rubrik=ren(tabell.rubrik),
        ingress=_ingress(blad),
        etikettrubrik=ren(tabell.rubrik_etikett),
        kolumner=tuple(
            Formkolumn(ren(kolumnrubrik(k, period)), k.numerisk) for k in tabell.kolumner
        ),
        rader=tuple(_rad(kalkyl, rad) for rad in tabell.rader),
        noter=tuple(ren(n) for n in noter(tabell, period)),
        nycklar=(("Dokument", ren(blad.dokument.id)), ("Tabell", ren(tabell.id))),
    )


def _ingress(blad: Blad) -> tuple[str, ...]:
    tabell = blad.kalkyl.tabell
    enhet = f" · Enhet: {tabell.enhet}" if tabell.enhet else ""
    rader = (f"{dokumentrad(blad.dokument)}{enhet}", tabell.mall.tecken)
    return tuple(ren(rad) for rad in rader if rad)


def dokumentrad(dokument: Dokument) -> str:
    """The document's name with its id and status, as a line above a table says it."""
    return f"{dokument.namn} ({dokument.id}, {dokument.status})"


def _rad(kalkyl: Kalkyl, rad: Rad) -> Formrad:
    celler = tuple(_cell(kalkyl, rad, kolumn) for kolumn in kalkyl.tabell.kolumner)
    return Formrad(ren(rad.etikett), celler, kalkyl.tabell.niva(rad), rad.art)


def _cell(kalkyl: Kalkyl, rad: Rad, kolumn: Kolumn) -> Formcell:
    text = ren(visad_text(kalkyl, rad, kolumn))
    varde = kalkyl.visat(rad.id, kolumn.id)
    if not isinstance(varde, Decimal):
        return Formcell(text)
    return Formcell(text, _tal(celltext(varde, visade_decimaler(kalkyl, rad, kolumn))))


def _tal(text: str) -> str:
    return text.replace(HARDSPACE, "").replace(MINUS, "-")


LISTKOLUMNER = (Formkolumn("Rubrik"), Formkolumn("Flik"), Formkolumn("Rader", hoger=True))


def listform(bunt: Bunt) -> Tabellform:
    """The tables that a document has, as a table."""
    return Tabellform(
        rubrik=ren(dokumentrad(bunt.dokument)),
        ingress=(),
        etikettrubrik="Tabell",
        kolumner=LISTKOLUMNER,
        rader=tuple(_listrad(blad) for blad in bunt.blad),
        nycklar=(("Dokument", ren(bunt.dokument.id)),),
    )


def _listrad(blad: Blad) -> Formrad:
    tabell = blad.kalkyl.tabell
    antal = str(len(tabell.rader))
    celler = (Formcell(ren(tabell.rubrik)), Formcell(ren(blad.flik)), Formcell(antal, antal))
    return Formrad(ren(tabell.id), celler)
