"""Undo and redo (*backning*), whichever tab and document the step was on."""

from typing import TYPE_CHECKING

from tui.app import redigering
from tui.app.arbetspass import visa_adress
from tui.app.malning import mala_allt
from tui.arbetsyta import Andring, Dokumentandring, dokument_for, omvant
from tui.domain.fel import Adress

if TYPE_CHECKING:
    from tui.app.program import Program


def angra(program: "Program") -> None:
    """Undo, and show where."""
    if klar_att_backa(program, program.pass_.historik.gjort, bakat=True):
        _efter(program, program.pass_.backa(), "Det finns inget att ångra.", "Ångrat")


def gor_om(program: "Program") -> None:
    """Redo, and show where."""
    if klar_att_backa(program, program.pass_.historik.angrat, bakat=False):
        _efter(program, program.pass_.upprepa(), "Det finns inget att göra om.", "Gjort om")


def klar_att_backa(
    program: "Program", stapel: tuple[tuple[Andring, ...], ...], *, bakat: bool
) -> bool:
    """Whether the last step of a stack can be gone back on; says why when it cannot.

    The steps of earlier sessions are about files that may have changed since.
    """
    pass_ = program.pass_
    if pass_.hinder:
        redigering.saga(program, redigering.lasmening(program))
        return False
    if not stapel or pass_.sakring is None:
        return True
    steg = omvant(stapel[-1]) if bakat else stapel[-1]
    for dokument in {dokument_for(andring) for andring in steg} & pass_.yta.dokument.keys():
        pass_.las_in(dokument)
    if pass_.sakring.passar(pass_.yta, steg):
        return True
    redigering.saga(
        program, "Steget går inte att backa: det som ändrades har ändrats igen sedan dess."
    )
    return False


def _efter(program: "Program", steg: tuple[Andring, ...], annars: str, ord_: str) -> None:
    if not steg:
        redigering.saga(program, annars)
        return
    # A decision is of the document, whatever figures it prints before the head.
    andring = next((a for a in steg if isinstance(a, Dokumentandring)), steg[0])
    if not isinstance(andring, Dokumentandring):
        _visa_om_dold(program, andring.adress)
    redigering.efter_andring(program)
    if isinstance(andring, Dokumentandring):
        mala_allt(program)
    redigering.saga(program, f"{ord_}: {_om(program, andring)}.")


def _visa_om_dold(program: "Program", adress: Adress) -> None:
    pass_ = program.pass_
    tabell = pass_.tabell
    visas = tabell is not None and (pass_.dokument_id, tabell.id) == (
        adress.dokument,
        adress.tabell,
    )
    malet = pass_.yta.tabell(adress.dokument, adress.tabell)
    if not visas:
        visa_adress(pass_, adress, malet)
        mala_allt(program)
    elif adress.rad in malet.index and adress.kolumn:
        kolumn = malet.kolumn_index.get(adress.kolumn, -1) + 1
        program.rutnat.stall(malet.index[adress.rad], kolumn)


def _om(program: "Program", andring: Andring) -> str:
    if isinstance(andring, Dokumentandring):
        return andring.till.namn
    tabell = program.pass_.yta.tabell(andring.adress.dokument, andring.adress.tabell)
    rad = andring.adress.rad
    return f"{tabell.rubrik}, {tabell.rad(rad).etikett if rad in tabell.index else 'raden'}"
