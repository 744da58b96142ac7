"""What a backup would give back (*återställning*): its tables, the differences, the changes.

Nothing is written here: the changes are carried out as any others, so a restore can be undone.
"""

from collections.abc import Sequence

from tui.arbetsyta import Andring, Dokumentandring
from tui.domain.dokument import Dokument
from tui.domain.register import REGISTER, Register
from tui.domain.skillnad import Skillnad
from tui.domain.tabell import Tabell
from tui.store.fel import Lasfel, ej_last, filnamn
from tui.store.flikfil import Flikfil, tolkad_flik
from tui.store.huvud import tolkad_huvudfil
from tui.store.kodek import Json, Kodfel, avkodat
from tui.store.sakerhetskopior import Kopia, last_kopia
from tui.store.sammanslagning import avvikande, flikandringar, utanfor_andringar


def innehall(kopia: Kopia, register: Register = REGISTER) -> Flikfil:
    """The tables in a tab's backup, and the faults of those that are not whole. Raises Lasfel."""
    return tolkad_flik(_varde(kopia), filnamn(kopia.sokvag), kopia.dokument, kopia.fil, register)


def skulle_andra(
    kopia: Kopia, nu: Sequence[Tabell], register: Register = REGISTER
) -> tuple[Skillnad, ...]:
    """In which tables, and where, the backup ("deras") differs from now. Raises Lasfel."""
    return avvikande(nu, innehall(kopia, register).tabeller, kopia.dokument)


def aterstallning(
    kopia: Kopia, nu: Sequence[Tabell], register: Register = REGISTER
) -> tuple[Andring, ...]:
    """The changes that turn the rows of today's tables into the backup's. Raises Lasfel.

    A table that the backup lacks stays as it is; see ``utanfor_aterstallning``.
    """
    return flikandringar(kopia.dokument, nu, innehall(kopia, register).tabeller)


def utanfor_aterstallning(
    kopia: Kopia, nu: Sequence[Tabell], register: Register = REGISTER
) -> tuple[str, ...]:
    """One sentence for each thing that a restore does not bring back. Raises Lasfel."""
    i_kopian = innehall(kopia, register)
    return (
        *(fel.mening for fel in i_kopian.fel),
        *utanfor_andringar(nu, i_kopian.tabeller),
    )


def huvudaterstallning(kopia: Kopia, nu: Dokument) -> tuple[Andring, ...]:
    """The change that gives a document the head of a backup of "dokument". Raises Lasfel."""
    huvud = tolkad_huvudfil(_varde(kopia), filnamn(kopia.sokvag), kopia.dokument)
    if huvud.dokument is None:
        raise Lasfel(" ".join(fel.mening for fel in huvud.fel))
    return () if huvud.dokument == nu else (Dokumentandring(nu, huvud.dokument),)


def _varde(kopia: Kopia) -> Json:
    try:
        return avkodat(last_kopia(kopia))
    except Kodfel as fel:
        raise ej_last(kopia.sokvag, str(fel)) from None
