"""The bytes of a journal to what it holds: what is whole is read, what is not is told.

Nothing here raises, and nothing here touches a file.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from tui.domain.fel import Filfel
from tui.fryst import fryst
from tui.store.fel import Postfel
from tui.store.journalrad import (
    Avsikt,
    Forkastad,
    Handelse,
    Huvud,
    Innehallsrad,
    Journalrad,
    Sparad,
    Trasig,
    tolkad_journalrad,
)
from tui.store.journalstart import VERSION
from tui.store.kodek import MAX_BYTE, Kodfel

MAX_MENINGAR = 5
_BORJAN = b'{ "journal":'


@fryst
class Innehall:
    """A journal's lines in their order, and the faults met.

    ``hel`` is where the last whole line ends (what follows was never acknowledged),
    ``oavslutad`` whether that line lacks its newline, ``hinder`` the sentence that says why
    nothing may be written to the file, if so.
    """

    rader: tuple[Innehallsrad, ...] = ()
    fel: tuple[Filfel, ...] = ()
    hel: int = 0
    oavslutad: bool = False
    hinder: str = ""

    @property
    def handelser(self) -> tuple[Handelse, ...]:
        """The events, oldest first."""
        return tuple(r for r in self.rader if isinstance(r, Handelse))

    @property
    def avsikter(self) -> tuple[Avsikt, ...]:
        """The intents to replace a file, oldest first."""
        return tuple(r for r in self.rader if isinstance(r, Avsikt))

    @property
    def sparade(self) -> tuple[Sparad, ...]:
        """The files that were replaced, oldest first."""
        return tuple(r for r in self.rader if isinstance(r, Sparad))

    @property
    def osaker(self) -> bool:
        """Whether some line could not be read, so that replay after it may lack something."""
        return any(isinstance(r, Trasig) for r in self.rader)


def tolkat_innehall(data: bytes, namn: str) -> Innehall:
    """What the journal with these bytes holds. ``namn`` is the file's, for the sentences."""
    if len(data) > MAX_BYTE:
        return _hindrat(namn, f"är större än {MAX_BYTE // 1024 // 1024} MB")
    *hela, svans = data.split(b"\n")
    if hela and not svans and b"\0" in hela[-1]:
        # A crash left the line's first bytes as zeros although its last ones came down.
        svans = hela.pop() + b"\n"
    lasning = _Lasning(namn)
    for radnr, rad in enumerate(hela, 1):
        lasning.las(radnr, rad)
    if lasning.rader:
        return _avslutat(lasning, len(hela), data, svans)
    if svans.startswith(_BORJAN[: len(svans)]) or not svans.strip(b"\0\n"):
        return Innehall(fel=() if not svans else (_avhuggen(namn, 1),))
    return _frammande(namn, ())


def _avslutat(lasning: "_Lasning", antal: int, data: bytes, svans: bytes) -> Innehall:
    forst = lasning.rader[0]
    if isinstance(forst, Huvud) and forst.version > VERSION:
        mening = f"är skriven av en nyare version av Nämndkoll (format {forst.version})"
        return _hindrat(lasning.namn, mening, "uppdatera programmet")
    # A last line that lacks nothing but its newline is whole: JSON tells where it ends.
    oavslutad = bool(svans) and lasning.prova(svans)
    fel = lasning.filfel()
    if svans and not oavslutad:
        fel = (*fel, _avhuggen(lasning.namn, antal + 1))
    if not isinstance(forst, Huvud):
        return replace(_frammande(lasning.namn, fel), rader=_med_forkastade(lasning.rader))
    hel = len(data) if oavslutad else len(data) - len(svans)
    return Innehall(_med_forkastade(lasning.rader), fel, hel, oavslutad)


def _hindrat(namn: str, varfor: str, rad: str = "flytta den till en annan mapp") -> Innehall:
    mening = f"{namn} {varfor} och används inte; {rad} och spara igen."
    return Innehall(fel=(Filfel(namn, mening),), hinder=mening)


def _frammande(namn: str, fel: tuple[Filfel, ...]) -> Innehall:
    hindrat = _hindrat(namn, "börjar inte som en journal från Nämndkoll")
    return replace(hindrat, fel=(*hindrat.fel, *fel))


def _avhuggen(namn: str, radnr: int) -> Filfel:
    return Filfel(
        namn,
        f"{namn}, rad {radnr}: raden är avhuggen, så den sista ändringen hann aldrig sparas; se "
        "efter om något saknas och skriv då in det igen.",
    )


@dataclass
class _Lasning:
    """The lines read so far."""

    namn: str
    rader: list[Innehallsrad] = field(default_factory=list)
    trasiga: list[tuple[int, str]] = field(default_factory=list)
    nr: int = 0

    def las(self, radnr: int, data: bytes) -> None:
        """Take in the next line; an empty one says nothing."""
        if not data.strip():
            return
        try:
            self._ta_in(tolkad_journalrad(data))
        except (Postfel, Kodfel) as fel:
            self.rader.append(Trasig(radnr))
            # The codec speaks of the line as of a file of its own.
            self.trasiga.append((radnr, str(fel).removeprefix("rad 1, ")))

    def prova(self, data: bytes) -> bool:
        """Take in the bytes after the last newline if they are a whole line after all."""
        try:
            self._ta_in(tolkad_journalrad(data))
        except (Postfel, Kodfel):
            return False
        return True

    def _ta_in(self, rad: Journalrad) -> None:
        if isinstance(rad, Huvud) and self.rader:
            raise Postfel("journalens början står mitt i filen")
        if isinstance(rad, Handelse):
            if rad.nr <= self.nr:
                raise Postfel(f"händelse {rad.nr} står efter händelse {self.nr}")
            self.nr = rad.nr
        self.rader.append(rad)

    def filfel(self) -> tuple[Filfel, ...]:
        """One sentence a line that could not be read, but not hundreds."""
        fel = [
            f"{self.namn}, rad {radnr}: {vad}; raden hoppas över, och osparade ändringar efter "
            "den tas inte in utan att du får se dem."
            for radnr, vad in self.trasiga[:MAX_MENINGAR]
        ]
        if len(self.trasiga) > MAX_MENINGAR:
            antal = len(self.trasiga) - MAX_MENINGAR
            fel.append(f"{self.namn}: ytterligare {antal} rader kan inte läsas.")
        return tuple(Filfel(self.namn, mening) for mening in fel)


def _med_forkastade(rader: Iterable[Innehallsrad]) -> tuple[Innehallsrad, ...]:
    """The lines, each event told which of its files' changes a later line says do not count."""
    alla = list(rader)
    osparade: dict[str, list[int]] = {}
    for plats, rad in enumerate(alla):
        if isinstance(rad, Handelse):
            # A base that is named while events are unsaved: the file was taken as it was.
            for fil in rad.bas:
                _forkasta(alla, osparade.pop(fil, []), fil)
            for fil in dict.fromkeys(rad.filer):
                osparade.setdefault(fil, []).append(plats)
        elif isinstance(rad, Sparad | Forkastad):
            platser = osparade.pop(rad.fil, [])
            kvar = osparade[rad.fil] = [p for p in platser if _nr(alla[p]) > rad.nr]
            if isinstance(rad, Forkastad):
                _forkasta(alla, platser[: len(platser) - len(kvar)], rad.fil)
    return tuple(alla)


def _nr(rad: Innehallsrad) -> int:
    return rad.nr if isinstance(rad, Handelse) else 0


def _forkasta(alla: list[Innehallsrad], platser: Iterable[int], fil: str) -> None:
    for plats in platser:
        if isinstance(handelse := alla[plats], Handelse):
            alla[plats] = replace(handelse, forkastat=handelse.forkastat | {fil})
