"""The near documents (*grannarna*): of each, what the shown document is held against and no more.

A document that has been shown is in the workspace, and that is what counts. Of the others only
the tables of the kinds that a check asks for are kept; the rest is read when it is opened.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from tui.app.fynden import NY, Version, samma
from tui.arbetsyta import Fliknyckel
from tui.domain.berakning import Kalkyl, Sammanhang
from tui.domain.dokument import Dokument
from tui.domain.fel import Filfel
from tui.domain.tabell import Tabell

if TYPE_CHECKING:
    from tui.app.arbetspass import Arbetspass
    from tui.granskning.broar import Brominne
    from tui.granskning.grannar import Andra, Granne


class Grannarna:
    """The documents that the session's shown one is held against."""

    def __init__(self, pass_: "Arbetspass") -> None:
        self.pass_ = pass_
        self._ids: tuple[Version, tuple[str, ...], tuple[str, ...]] = (NY, (), ())
        self._lasta: dict[Fliknyckel, tuple[Dokument, tuple[Tabell, ...], tuple[Filfel, ...]]] = {}
        self._alla: tuple[Version, Mapping[str, Granne]] = (NY, {})
        self._minne: Brominne | None = None

    def ids(self) -> tuple[str, ...]:
        """The near documents, nearest first."""
        return self._valda()[0]

    def jamforda(self) -> tuple[str, ...]:
        """Those of them that are compared: not the shown one's base, not the copies of another."""
        return self._valda()[1]

    def _valda(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        dokument = self.pass_.yta.dokument
        version = (dokument, self.pass_.dokument_id)
        if not samma(self._ids[0], version):
            from tui.granskning.grannar import jamforbara, narliggande

            visat = self.pass_.dokument
            ids = narliggande(visat, dokument.values())
            tomma: Andra = {id_: (dokument[id_], {}) for id_ in ids}
            self._ids = (version, ids, tuple(d.id for d, _ in jamforbara(visat, tomma)))
        return self._ids[1:]

    # ---- reading -------------------------------------------------------------------------------

    def _nycklar(self) -> Iterable[Fliknyckel]:
        return ((d, f.id) for d in self.jamforda() for f in self.pass_.register.flikar)

    def olasta(self) -> tuple[Fliknyckel, ...]:
        """The tabs that are compared and have not been read."""
        return tuple(nyckel for nyckel in self._nycklar() if self._kanda(nyckel) is None)

    def _kanda(self, nyckel: Fliknyckel) -> tuple[Tabell, ...] | None:
        """A tab's tables as far as they are known; a head that is another is another document."""
        tabeller = self.pass_.yta.tabeller.get(nyckel)
        if tabeller is not None:
            return tabeller
        huvud, lasta, _ = self._lasta.get(nyckel, (None, (), ()))
        return lasta if huvud is not None and huvud is self.pass_.yta.dokument[nyckel[0]] else None

    def las(self, nyckel: Fliknyckel) -> tuple[Tabell, ...]:
        """A tab's tables, read now unless they are known.

        Never of a tab in the workspace: what is saved there is made out of its own last reading.
        """
        kanda, huvud = self._kanda(nyckel), self.pass_.yta.dokument.get(nyckel[0])
        if kanda is not None or huvud is None:
            return kanda or ()
        tabeller, fel = self.pass_.lager.flik(*nyckel)
        self._lasta[nyckel] = huvud, _jamforda(tabeller), fel
        return self._lasta[nyckel][1]

    def fel(self) -> tuple[Filfel, ...]:
        """What could not be read of the near documents, and so is not compared."""
        oppna = self.pass_.yta.tabeller
        return tuple(f for n, (_, _, fel) in self._lasta.items() if n not in oppna for f in fel)

    def ar_last(self, nyckel: Fliknyckel) -> bool:
        """Whether a tab that is not in the workspace has been read."""
        return nyckel in self._lasta

    def glom(self, nyckel: Fliknyckel) -> bool:
        """Forget a tab whose file has been changed by others; True where it had been read."""
        return self._lasta.pop(nyckel, None) is not None

    # ---- what there is -------------------------------------------------------------------------

    def version(self) -> Version:
        """What the findings of the shown document hang on: itself, and what it is compared with."""
        return (*self.pass_.fynden.version(()), *self._andras_version())

    def _andras_version(self) -> Version:
        yta = self.pass_.yta
        huvuden = (yta.dokument[d] for d in self.ids())
        return (yta.installningar, *huvuden, *map(self._kanda, self._nycklar()))

    def alla(self) -> "Mapping[str, Granne]":
        """The near documents by id; of one that is not compared its head alone.

        What has not been read is read now. The very same mapping until something in it is not.
        """
        for nyckel in self.olasta():
            self.las(nyckel)
        version = self._andras_version()
        if not samma(self._alla[0], version):
            self._lasta = {n: v for n, v in self._lasta.items() if n in set(self._nycklar())}
            self._alla = (version, {id_: self._granne(id_) for id_ in self.ids()})
        return self._alla[1]

    def minne(self) -> "Brominne":
        """What has been found of the shown document and these others."""
        from tui.granskning.broar import Brominne

        dokument, andra = self.pass_.dokument, self.alla()
        if self._minne is None or not self._minne.galler(dokument, andra):
            self._minne = Brominne(dokument, andra)
        return self._minne

    def _granne(self, id_: str) -> "Granne":
        yta, flikar = self.pass_.yta, self.pass_.register.flikar
        huvud, jamfors = yta.dokument[id_], id_ in self.jamforda()
        kalkyler: dict[str, Kalkyl] = {}
        for tabeller in (_jamforda(self.las((id_, f.id))) for f in flikar if jamfors):
            syskon = {t.id: t for t in tabeller}
            ihop = Sammanhang(syskon, yta.installningar, huvud.period, huvud.last)
            kalkyler |= {t.id: Kalkyl(t, ihop) for t in tabeller}
        return huvud, kalkyler


def _jamforda(tabeller: tuple[Tabell, ...]) -> tuple[Tabell, ...]:
    """The tables of the kinds that are asked for."""
    from tui.granskning.granska import jamforda_mallar

    mallar = jamforda_mallar()
    return tuple(t for t in tabeller if t.mall.id in mallar)
