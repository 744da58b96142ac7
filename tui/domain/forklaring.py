"""How a computed cell came about, in figures (*förklaring*): values, no text layout."""

from tui.domain.berakning import Hamta, Kalkyl, ej_paborjade, enligt
from tui.domain.tabell import Kolumn, Rad
from tui.domain.uttryck import (
    Barn,
    Egen,
    Forandring,
    Kvot,
    Linjar,
    PerManad,
    Produkt,
    Uttryck,
)
from tui.domain.varde import Varde
from tui.fryst import fryst

UTAN_ANDEL = "på den här raden säger en andel i procent inget, så den räknas inte"


@fryst
class Term:
    """One figure of an explanation: the sign or operator before it, its name, its value."""

    tecken: str
    namn: str
    varde: Varde


@fryst
class Forklaring:
    """The result, the terms that it is made of, and what is done with them afterwards."""

    resultat: Varde
    termer: tuple[Term, ...] = ()
    efter: str = ""
    regel: str = ""


def forklaring(kalkyl: Kalkyl, rad_id: str, kolumn_id: str) -> Forklaring | None:
    """The explanation of one cell, None for an entered one."""
    rad, kolumn = kalkyl.tabell.rad(rad_id), kalkyl.tabell.kolumn(kolumn_id)
    regel = kalkyl.regel(rad, kolumn)
    if regel is None:
        return None
    resultat = kalkyl.beraknat(rad_id, kolumn_id)
    if isinstance(regel, Egen):
        return Forklaring(resultat, regel=regel.forklara(kalkyl, rad))
    if rad.utan_andel and isinstance(regel, Kvot | Forandring):
        return Forklaring(resultat, regel=UTAN_ANDEL)
    if isinstance(regel, Barn):
        regel = kalkyl.barnsumma(rad)
    if kolumn.beraknad and isinstance(regel, Linjar) and (tomma := ej_paborjade(kalkyl, regel)):
        namn = " och ".join(_namn(kalkyl, kolumn, n) for n in tomma)
        return Forklaring(resultat, regel=f"räknas när {namn} har börjat fyllas i")
    hamta = _hamtare(kalkyl, rad, kolumn)
    termer = tuple(Term(t, _namn(kalkyl, kolumn, namn), hamta(namn)) for t, namn in _delar(regel))
    resultat = enligt(regel, hamta, kalkyl.sammanhang.period)
    return Forklaring(resultat, termer, _efter(kalkyl, regel))


def _hamtare(kalkyl: Kalkyl, rad: Rad, kolumn: Kolumn) -> Hamta:
    """The figures of an explanation are those that stand on the screen beside it."""
    if not kalkyl.sammanhang.last:
        return kalkyl.hamtare(rad, kolumn)
    if kolumn.beraknad:
        return lambda namn: kalkyl.visat_tal(rad.id, namn)
    return lambda namn: kalkyl.visat_tal(namn, kolumn.id)


def _delar(regel: Uttryck) -> tuple[tuple[str, str], ...]:
    match regel:
        case Linjar(termer) | PerManad(termer):
            par = tuple(("+" if t > 0 else "−", namn) for t, namn in termer)
            return (("", par[0][1]), *par[1:]) if par and par[0][0] == "+" else par
        case Kvot(taljare, namnare):
            return (("", taljare), ("/", namnare))
        case Forandring(till, fran):
            return (("", till), ("mot", fran))
        case Produkt(faktorer):
            return tuple(("×" if i else "", namn) for i, namn in enumerate(faktorer))
    return ()


def _efter(kalkyl: Kalkyl, regel: Uttryck) -> str:
    match regel:
        case Kvot(mot_belopp=True):
            return "i procent av beloppets storlek"
        case Kvot():
            return "i procent"
        case Forandring():
            return "ändring av storleken i procent"
        case PerManad(manader=manader) if kalkyl.sammanhang.period:
            period = kalkyl.sammanhang.period
            antal = period.manader if manader == "gatt" else period.manader_kvar
            return f"delat med {antal} månader"
    return ""


def _namn(kalkyl: Kalkyl, kolumn: Kolumn, namn: str) -> str:
    if kolumn.beraknad:
        finns = namn in kalkyl.tabell.kolumn_index
        return kalkyl.tabell.kolumn(namn).rubrik if finns else namn
    etikett = kalkyl.tabell.rad(namn).etikett if namn in kalkyl.tabell.index else namn
    return etikett if etikett.strip("-– ") else "utan namn"
