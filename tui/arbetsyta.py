"""The workspace (*arbetsyta*): documents and tables held in memory, and changes as values.

Pure: a change gives a new workspace, and every change has an inverse, so undo is one more
change. Nothing here knows the screen or files.
"""

from collections.abc import Mapping
from dataclasses import field, replace
from typing import TypeAlias

from tui.domain.berakning import Kalkyl, Sammanhang
from tui.domain.dokument import Dokument
from tui.domain.fel import Adress, Filfel
from tui.domain.installningar import Installningar
from tui.domain.tabell import ETIKETT, Rad, Tabell
from tui.domain.varde import Varde
from tui.fryst import fryst, fryst_rum


@fryst
class Cellandring:
    """One entered cell (or a row's label) goes from one value to another."""

    adress: Adress
    fran: Varde
    till: Varde


@fryst
class Trycktandring:
    """The printed value of a computed cell goes from one to another (None: none is printed)."""

    adress: Adress
    fran: Varde
    till: Varde


@fryst
class RadTillagd:
    """A row comes in at a place."""

    adress: Adress
    rad: Rad
    plats: int


@fryst
class RadBorttagen:
    """A row goes away from a place."""

    adress: Adress
    rad: Rad
    plats: int


@fryst
class RadFlyttad:
    """A row goes from one place to another within its table."""

    adress: Adress
    fran: int
    till: int


@fryst
class Dokumentandring:
    """A document's head changes: unlocked with a reason, decided, renamed."""

    fran: Dokument
    till: Dokument


Andring: TypeAlias = (
    Cellandring | Trycktandring | RadTillagd | RadBorttagen | RadFlyttad | Dokumentandring
)


def dokument_for(andring: Andring) -> str:
    """The id of the document that a change is about."""
    return andring.till.id if isinstance(andring, Dokumentandring) else andring.adress.dokument


def omvand(andring: Andring) -> Andring:
    """The change that undoes this one."""
    match andring:
        case Cellandring(adress, fran, till):
            return Cellandring(adress, till, fran)
        case Trycktandring(adress, fran, till):
            return Trycktandring(adress, till, fran)
        case RadTillagd(adress, rad, plats):
            return RadBorttagen(adress, rad, plats)
        case RadBorttagen(adress, rad, plats):
            return RadTillagd(adress, rad, plats)
        case RadFlyttad(adress, fran, till):
            return RadFlyttad(adress, till, fran)
        case Dokumentandring(fran, till):
            return Dokumentandring(till, fran)


def andrad_tabell(tabell: Tabell, andring: Andring) -> Tabell:
    """The table after a change to one of its cells or rows."""
    match andring:
        case Cellandring(adress, _, till):
            return tabell.med_rad(tabell.rad(adress.rad).med_cell(adress.kolumn, till))
        case Trycktandring(adress, _, till):
            return tabell.med_rad(tabell.rad(adress.rad).med_tryckt(adress.kolumn, till))
        case RadTillagd(_, rad, plats):
            return replace(tabell, rader=(*tabell.rader[:plats], rad, *tabell.rader[plats:]))
        case RadBorttagen(_, _, plats):
            return replace(tabell, rader=(*tabell.rader[:plats], *tabell.rader[plats + 1 :]))
        case RadFlyttad(_, fran, till):
            return replace(tabell, rader=_flyttade(tabell.rader, fran, till))
        case Dokumentandring():
            return tabell


def _flyttade(rader: tuple[Rad, ...], fran: int, till: int) -> tuple[Rad, ...]:
    kvar = [*rader[:fran], *rader[fran + 1 :]]
    kvar.insert(till, rader[fran])
    return tuple(kvar)


Fliknyckel: TypeAlias = tuple[str, str]


@fryst_rum
class Arbetsyta:
    """Every document's head, and the tables of the tabs that have been read so far.

    ``tabeller`` is by (document id, tab id), in printed order; ``filfel`` likewise.
    """

    dokument: Mapping[str, Dokument] = field(default_factory=dict)
    tabeller: Mapping[Fliknyckel, tuple[Tabell, ...]] = field(default_factory=dict)
    filfel: Mapping[Fliknyckel, tuple[Filfel, ...]] = field(default_factory=dict)
    installningar: Installningar = field(default_factory=Installningar)

    def med_flik(
        self, nyckel: Fliknyckel, tabeller: tuple[Tabell, ...], fel: tuple[Filfel, ...] = ()
    ) -> "Arbetsyta":
        """The workspace with one tab of one document read (or replaced)."""
        return replace(
            self,
            tabeller={**self.tabeller, nyckel: tabeller},
            filfel={**self.filfel, nyckel: fel},
        )

    def med_dokument(self, dokument: Dokument) -> "Arbetsyta":
        """The workspace with one document's head added or replaced."""
        return replace(self, dokument={**self.dokument, dokument.id: dokument})

    def plats(self, dokument: str, tabell: str) -> tuple[Fliknyckel, int]:
        """On which tab, and as which table there, a table stands. Raises KeyError."""
        for nyckel, tabeller in self.tabeller.items():
            if nyckel[0] == dokument:
                for i, kandidat in enumerate(tabeller):
                    if kandidat.id == tabell:
                        return nyckel, i
        raise KeyError(f"{dokument}/{tabell}")

    def tabell(self, dokument: str, tabell: str) -> Tabell:
        """A table that has been read. Raises KeyError."""
        nyckel, i = self.plats(dokument, tabell)
        return self.tabeller[nyckel][i]

    def sammanhang(self, dokument: str, flik: str) -> Sammanhang:
        """What the rules of a tab's tables may look at."""
        huvud = self.dokument[dokument]
        return Sammanhang(
            {t.id: t for t in self.tabeller.get((dokument, flik), ())},
            self.installningar,
            huvud.period,
            huvud.last,
        )

    def kalkyl(self, dokument: str, tabell: str) -> Kalkyl:
        """A table's recomputation, as it stands now."""
        (_, flik), i = self.plats(dokument, tabell)
        return Kalkyl(self.tabeller[(dokument, flik)][i], self.sammanhang(dokument, flik))


def tillampad(yta: Arbetsyta, andring: Andring) -> Arbetsyta:
    """The workspace after a change. Raises KeyError where its address does not exist."""
    if isinstance(andring, Dokumentandring):
        return yta.med_dokument(andring.till)
    nyckel, i = yta.plats(andring.adress.dokument, andring.adress.tabell)
    tabeller = yta.tabeller[nyckel]
    ny = andrad_tabell(tabeller[i], andring)
    return yta.med_flik(nyckel, (*tabeller[:i], ny, *tabeller[i + 1 :]), yta.filfel.get(nyckel, ()))


@fryst
class Historik:
    """What can be undone and redone, each step one or more changes that belong together."""

    gjort: tuple[tuple[Andring, ...], ...] = ()
    angrat: tuple[tuple[Andring, ...], ...] = ()

    def med(self, steg: tuple[Andring, ...]) -> "Historik":
        """The history after a new step; what had been undone can no longer be redone."""
        return Historik((*self.gjort[-MAX_STEG + 1 :], steg), ())


MAX_STEG = 1000


def utan_borttagna(historik: Historik, dokument: Mapping[str, Dokument]) -> Historik:
    """The history without the steps about documents that are no longer there."""

    def kvar(stapel: tuple[tuple[Andring, ...], ...]) -> tuple[tuple[Andring, ...], ...]:
        return tuple(s for s in stapel if all(dokument_for(a) in dokument for a in s))

    return Historik(kvar(historik.gjort), kvar(historik.angrat))


def genomford(yta: Arbetsyta, steg: tuple[Andring, ...]) -> Arbetsyta:
    """The workspace after all changes of a step."""
    for andring in steg:
        yta = tillampad(yta, andring)
    return yta


def omvant(steg: tuple[Andring, ...]) -> tuple[Andring, ...]:
    """The step that undoes a step."""
    return tuple(omvand(andring) for andring in reversed(steg))


def angra(yta: Arbetsyta, historik: Historik) -> tuple[Arbetsyta, Historik, tuple[Andring, ...]]:
    """Undo the last step. Returns the same workspace and no changes when there is none."""
    if not historik.gjort:
        return yta, historik, ()
    steg = omvant(historik.gjort[-1])
    ny = Historik(historik.gjort[:-1], (*historik.angrat, historik.gjort[-1]))
    return genomford(yta, steg), ny, steg


def gor_om(yta: Arbetsyta, historik: Historik) -> tuple[Arbetsyta, Historik, tuple[Andring, ...]]:
    """Redo the step that was last undone."""
    if not historik.angrat:
        return yta, historik, ()
    steg = historik.angrat[-1]
    ny = Historik((*historik.gjort, steg), historik.angrat[:-1])
    return genomford(yta, steg), ny, steg


def cellandring(yta: Arbetsyta, adress: Adress, till: Varde) -> Cellandring:
    """The change that gives a cell a new value, with the old one in it for undo."""
    rad = yta.tabell(adress.dokument, adress.tabell).rad(adress.rad)
    fran = rad.etikett if adress.kolumn == ETIKETT else rad.celler.get(adress.kolumn)
    return Cellandring(adress, fran, till)


def arbetskopia(dokument: Dokument, nytt_id: str, namn: str) -> Dokument:
    """The head of a draft that starts from a decided document's printed figures."""
    return replace(
        dokument, id=nytt_id, namn=namn, status="utkast", bas=dokument.id, upplast="", not_=""
    )


def ordnade_dokument(yta: Arbetsyta) -> tuple[Dokument, ...]:
    """Every document in the store's order, a working copy right after what it started from."""
    alla = tuple(yta.dokument.values())
    ordning: dict[str, Dokument] = {}
    # The second round takes those whose bases go in a ring: no document is ever left out.
    for huvud in (*(d for d in alla if d.bas not in yta.dokument), *alla):
        _ta_med(huvud, alla, ordning)
    return tuple(ordning.values())


def _ta_med(huvud: Dokument, alla: tuple[Dokument, ...], ordning: dict[str, Dokument]) -> None:
    if huvud.id not in ordning:
        ordning[huvud.id] = huvud
        for kopia in alla:
            if kopia.bas == huvud.id:
                _ta_med(kopia, alla, ordning)


def ledigt_id(yta: Arbetsyta, bas: str) -> str:
    """An id for a working copy that no document has yet."""
    kandidater = (f"{bas}-utkast{'' if i == 1 else f'-{i}'}" for i in range(1, 10_000))
    return next(k for k in kandidater if k not in yta.dokument)
