"""A working copy (*arbetskopia*) of a decided document, and its unlocking (*upplåsning*)."""

from dataclasses import replace

from tui.app.arbetspass import Arbetspass
from tui.arbetsyta import Dokumentandring, arbetskopia, ledigt_id
from tui.domain.dokument import Dokument


def utkast_av(pass_: Arbetspass) -> Dokument | None:
    """The working copy of the shown document that already exists, if any."""
    kopior = (d for d in pass_.yta.dokument.values() if d.bas == pass_.dokument_id)
    return next((d for d in kopior if d.status == "utkast"), None)


def ny_arbetskopia(pass_: Arbetspass) -> Dokument:
    """Make a working copy of the shown document, in the store and in the workspace.

    It starts from the printed figures. Raises the store's error when it cannot be saved.
    """
    bas = pass_.dokument
    kopia = arbetskopia(bas, ledigt_id(pass_.yta, bas.id), bas.namn)
    flikar = pass_.las_in(bas.id)
    pass_.lager.skapa(kopia, flikar)
    pass_.yta = pass_.yta.med_dokument(kopia)
    for flik, tabeller in flikar.items():
        pass_.yta = pass_.yta.med_flik((kopia.id, flik), tabeller)
        pass_.pa_disk[(kopia.id, flik)] = tabeller
        pass_.vald_tabell[(kopia.id, flik)] = pass_.vald_tabell.get((bas.id, flik), 0)
    pass_.markor |= {(kopia.id, t): m for (d, t), m in pass_.markor.items() if d == bas.id}
    return kopia


def upplasning(dokument: Dokument, skal: str) -> Dokumentandring:
    """The change that unlocks a decided document, with its reason."""
    return Dokumentandring(dokument, replace(dokument, upplast=skal))
