"""What to do with the journal at the start: which events the files lack, and whether they fit.

Pure. An event is replayed only on the very bytes that it was made on; where a file has been
changed by somebody else meanwhile, both sides are handed back and nothing is done.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tui.arbetsyta import (
    Andring,
    Arbetsyta,
    Cellandring,
    Dokumentandring,
    RadBorttagen,
    RadFlyttad,
    RadTillagd,
    Trycktandring,
    dokument_for,
    genomford,
    tillampad,
)
from tui.domain.tabell import ETIKETT, Tabell
from tui.store.fel import filnamn
from tui.store.journalinnehall import Innehall
from tui.store.journalrad import (
    Avsikt,
    Forkastad,
    Handelse,
    Hash,
    Innehallsrad,
    Sparad,
    Trasig,
)
from tui.store.katalog import filnamn_for


@dataclass(frozen=True, slots=True)
class Konflikt:
    """A file that was changed while edits to it were unsaved: mine, theirs, and why not replayed.

    ``deras`` is the hash of the file as it is now, None where it is gone.
    """

    fil: str
    mina: tuple[Handelse, ...]
    deras: Hash
    mening: str

    def steg(self) -> tuple[Andring, ...]:
        """My changes, in the order in which they were made."""
        return tuple(andring for h in self.mina for andring in h.steg_i(self.fil))


@dataclass(frozen=True, slots=True)
class Plan:
    """What the start is to do.

    ``spela``: by file, the events that it lacks, in order; ``nu``: the hash of each of these
    files. ``sparade``: files that turned out to have been replaced, to be noted as such.
    """

    spela: Mapping[str, tuple[Handelse, ...]] = field(default_factory=dict)
    konflikter: tuple[Konflikt, ...] = ()
    sparade: tuple[Sparad, ...] = ()
    nu: Mapping[str, Hash] = field(default_factory=dict)

    @property
    def inget_att_gora(self) -> bool:
        """Whether every file holds all that was committed."""
        return not self.spela and not self.konflikter

    def steg(self, fil: str) -> tuple[Andring, ...]:
        """The changes that a file lacks, in order."""
        return tuple(a for h in self.spela.get(fil, ()) for a in h.steg_i(fil))


@dataclass
class _Spar:
    """What the journal says of one file.

    ``kanda``: the hashes that the file may have, each with the last event that those bytes hold
    and how many unreadable lines had been met; ``fast`` is the one that was last noted for sure.
    """

    fast: tuple[int, int] = (0, 0)
    kanda: dict[Hash, tuple[int, int]] = field(default_factory=dict)
    osparade: list[Handelse] = field(default_factory=list)

    def borja(self, hash_: Hash, nr: int, trasiga: int) -> None:
        """The file is this one for certain, with every event up to ``nr``."""
        self.fast = (nr, trasiga)
        self.kanda = {hash_: self.fast}
        self.osparade = [h for h in self.osparade if h.nr > nr]

    def kan_bli(self, avsikt: Avsikt, trasiga: int) -> None:
        """The file may have been replaced by this one.

        What was to be replaced is taken for the events' base only where no other is known: a
        file that came from somebody else meanwhile is not what they were made on.
        """
        if not self.kanda:
            self.kanda[avsikt.fore] = self.fast
        self.kanda[avsikt.hash] = (avsikt.nr, trasiga)


def berorda(innehall: Innehall) -> tuple[str, ...]:
    """The files with events that no save is known to hold: those whose hash a plan needs."""
    spar, _ = _spar(innehall.rader)
    return tuple(fil for fil, s in spar.items() if s.osparade)


def aterspelning(innehall: Innehall, filer: Mapping[str, Hash]) -> Plan:
    """What is to be replayed, given the hash of each file as it is now (None: there is none)."""
    spar, trasiga = _spar(innehall.rader)
    spela: dict[str, tuple[Handelse, ...]] = {}
    konflikter: list[Konflikt] = []
    sparade: list[Sparad] = []
    for fil, s in spar.items():
        nu = filer.get(fil)
        if not s.osparade:
            continue
        nr, fore = s.kanda.get(nu, (-1, trasiga))
        kvar = tuple(h for h in s.osparade if h.nr > nr)
        if nr < 0 or (kvar and fore < trasiga):
            konflikter.append(Konflikt(fil, kvar, nu, _mening(fil, nr, nu)))
            continue
        if kvar:
            spela[fil] = kvar
        if nu is not None and nr > s.fast[0]:
            sparade.append(Sparad(fil, nu, nr))
    return Plan(spela, tuple(konflikter), tuple(sparade), {fil: filer.get(fil) for fil in spela})


def spelad(yta: Arbetsyta, plan: Plan) -> tuple[Arbetsyta, tuple[Konflikt, ...]]:
    """The workspace with what its files lack, and all conflicts. Never raises.

    The tabs of the files in ``plan.spela`` must have been read. A file of which the changes do
    not fit after all (it could not be read, say) is a conflict and stays as it is.
    """
    konflikter = list(plan.konflikter)
    for fil, mina in plan.spela.items():
        steg = plan.steg(fil)
        if passar(yta, steg):
            yta = genomford(yta, steg)
        else:
            konflikter.append(Konflikt(fil, mina, plan.nu.get(fil), _mening(fil, 0, None)))
    return yta, tuple(konflikter)


def _spar(rader: Iterable[Innehallsrad]) -> tuple[dict[str, _Spar], int]:
    """The trace of every file, and the number of lines that could not be read."""
    spar: dict[str, _Spar] = {}
    trasiga = 0
    for rad in rader:
        match rad:
            case Handelse():
                for fil in dict.fromkeys(rad.filer):
                    s = spar.setdefault(fil, _Spar())
                    if fil in rad.bas:
                        s.borja(rad.bas[fil], rad.nr - 1, trasiga)
                    s.osparade.append(rad)
            case Avsikt():
                spar.setdefault(rad.fil, _Spar()).kan_bli(rad, trasiga)
            case Sparad() | Forkastad():
                spar.setdefault(rad.fil, _Spar()).borja(rad.hash, rad.nr, trasiga)
            case Trasig():
                trasiga += 1
    return spar, trasiga


def _mening(fil: str, nr: int, nu: Hash) -> str:
    namn = filnamn(Path(filnamn_for(fil)))
    if nr >= 0:
        return (
            f"{namn} har ändringar som inte hann sparas och som inte säkert passar in i filen; "
            "välj vad som ska gälla."
        )
    vad = "har tagits bort" if nu is None else "har ändrats av ett annat program"
    return f"{namn} {vad} medan du hade ändringar som inte hann sparas; välj vad som ska gälla."


def fil_for(yta: Arbetsyta, andring: Andring) -> str:
    """The file that a change belongs to. Raises KeyError for a table that has not been read."""
    dokument = dokument_for(andring)
    if isinstance(andring, Dokumentandring):
        return f"{dokument}/"
    (_, flik), _ = yta.plats(dokument, andring.adress.tabell)
    return f"{dokument}/{flik}"


def passar(yta: Arbetsyta, steg: Iterable[Andring]) -> bool:
    """Whether the changes of a step, one after the other, meet what they were made on.

    For undo and redo too: what another program has changed since is not run over.
    """
    try:
        for andring in steg:
            if not _passar(yta, andring):
                return False
            yta = tillampad(yta, andring)
    except KeyError:
        return False
    return True


def _passar(yta: Arbetsyta, andring: Andring) -> bool:
    if isinstance(andring, Dokumentandring):
        return yta.dokument[andring.till.id] == andring.fran
    tabell = yta.tabell(andring.adress.dokument, andring.adress.tabell)
    match andring:
        case Cellandring(adress, fran, _):
            rad = tabell.rad(adress.rad)
            if adress.kolumn == ETIKETT:
                return rad.etikett == (fran or "")
            return rad.celler.get(adress.kolumn) == fran
        case Trycktandring(adress, fran, _):
            return tabell.rad(adress.rad).tryckt.get(adress.kolumn) == fran
        case RadTillagd(_, rad, plats):
            return rad.id not in tabell.index and plats <= len(tabell.rader)
        case RadBorttagen(_, rad, plats):
            return _star_pa(tabell, rad.id, plats) and tabell.rader[plats] == rad
        case RadFlyttad(adress, fran, till):
            return till < len(tabell.rader) and _star_pa(tabell, adress.rad, fran)


def _star_pa(tabell: Tabell, rad_id: str, plats: int) -> bool:
    return tabell.index.get(rad_id) == plats
