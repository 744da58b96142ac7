"""The findings of the shown document (*fynden*), each kept until what it hangs on has changed.

A table's own findings, and those that need other tables or documents, are worked out in the same
paint as an edit; at a start and for a document that is newly shown the latter follow when the near
documents have been read. Those of the report's text come from a thread.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from tui.domain.berakning import Kalkyl, Regelfel
from tui.domain.fel import Fynd
from tui.domain.tabell import Tabell
from tui.granskning.granska import ordnade, tabellfynd

if TYPE_CHECKING:
    from tui.app.arbetspass import Arbetspass
    from tui.app.grannarna import Grannarna
    from tui.app.textgranskning import Texter
    from tui.granskning.grannar import Granne

Version: TypeAlias = tuple[Any, ...]
NY: Version = ()


def samma(en: Version, annan: Version) -> bool:
    """Whether two versions are made of the very same values."""
    return len(en) == len(annan) and all(a is b for a, b in zip(en, annan, strict=True))


class Fynden:
    """The findings of the session's shown document."""

    def __init__(self, pass_: "Arbetspass") -> None:
        self.pass_ = pass_
        self._tabell: dict[tuple[str, str], tuple[Kalkyl, tuple[Fynd, ...]]] = {}
        self._sammanhang: dict[str, tuple[Version, tuple[Fynd, ...]]] = {}
        self.texter: dict[str, Texter] = {}
        self._alla: tuple[Version, tuple[Fynd, ...]] = (NY, ())
        self.arbetar = self.igen = self.hela = False

    # ---- what there is -------------------------------------------------------------------------

    def tabell(self, tabell: Tabell) -> tuple[Fynd, ...]:
        """One table's own findings, worked out again when its recomputation is."""
        nyckel, kalkyl = (self.pass_.dokument_id, tabell.id), self.pass_.kalkyl(tabell)
        kand = self._tabell.get(nyckel)
        if kand is None or kand[0] is not kalkyl:
            kand = self._tabell[nyckel] = (kalkyl, tabellfynd(nyckel[0], kalkyl))
        return kand[1]

    def alla(self) -> tuple[Fynd, ...]:
        """Every finding that is not put aside, worst first.

        Until ``hela`` is set, after the first paint, those of the shown table alone: the other
        tabs have not been read.
        """
        if not self.hela:
            tabell = self.pass_.tabell
            return ordnade(self._utan_undantag(self.tabell(tabell))) if tabell else ()
        nyckel = self.pass_.dokument_id
        version = (self.pass_.yta, nyckel, self._sammanhang.get(nyckel), self.lasta_texter)
        if not samma(self._alla[0], version):
            # A tab that had not been read has been read meanwhile: the workspace is another.
            alla = ordnade(self._utan_undantag(self.funna()))
            self._alla = ((self.pass_.yta, *version[1:]), alla)
        return self._alla[1]

    def funna(self) -> list[Fynd]:
        """Every finding, those put aside too."""
        delar = [self.tabell(t) for f in self.flikar() for t in self.pass_.tabeller(f)]
        return [*(f for del_ in delar for f in del_), *self._sammanhangets(), *self.textrader]

    def _utan_undantag(self, funna: Sequence[Fynd]) -> Iterable[Fynd]:
        undantag = self.pass_.dokument.undantag
        if not undantag:
            return funna
        from tui.granskning.undantag import utan_undantag

        return utan_undantag(funna, undantag)

    def flikar(self) -> Iterable[str]:
        """The ids of the tabs with tables."""
        return (flik.id for flik in self.pass_.register.flikar)

    def _sammanhangets(self) -> tuple[Fynd, ...]:
        """Without what the report's text itself has been found to say."""
        funna = self._sammanhang.get(self.pass_.dokument_id, (NY, ()))[1]
        texter = self.lasta_texter
        return texter.utan_dubbletter(funna) if texter and funna else funna

    @property
    def lasta_texter(self) -> "Texter | None":
        """The shown document's texts as they were last checked, None where there are none."""
        return self.texter.get(self.pass_.dokument_id)

    @property
    def textrader(self) -> Mapping[Fynd, tuple[int, int]]:
        """The findings of the texts, each with which text and which line from 1 it is on."""
        return self.lasta_texter.rader if self.lasta_texter else {}

    def viktiga(self) -> tuple[Fynd, ...]:
        """Every finding beside mere rounding, worst first."""
        return tuple(f for f in self.alla() if f.allvar != "avrundning")

    # ---- keeping up ----------------------------------------------------------------------------

    @cached_property
    def nara(self) -> "Grannarna":
        """The near documents; not needed before the first picture."""
        from tui.app.grannarna import Grannarna

        return Grannarna(self.pass_)

    def olasta(self, dokument: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """The tabs of these documents that have not been read yet."""
        lasta = self.pass_.yta.tabeller
        return tuple((d, f) for d in dokument for f in self.flikar() if (d, f) not in lasta)

    def version(self, andra: Iterable[str]) -> Version:
        """What the findings of the shown document and these others, all of them, hang on."""
        yta = self.pass_.yta
        ids = (self.pass_.dokument_id, *andra)
        huvuden = (yta.dokument[id_] for id_ in ids)
        flikar = (yta.tabeller.get((id_, flik)) for id_ in ids for flik in self.flikar())
        return (yta.installningar, *huvuden, *flikar)

    @property
    def granskas(self) -> bool:
        """Whether the shown document has never been checked in whole."""
        return self.pass_.dokument_id not in self._sammanhang

    @property
    def inaktuella(self) -> bool:
        """Whether something has changed since the findings were worked out."""
        kand = self._sammanhang.get(self.pass_.dokument_id)
        return kand is None or not samma(kand[0], self.nara.version())

    def hall_jamna(self) -> None:
        """Work them out at once where all that they hang on has been read: in the same paint."""
        if not self.granskas and not self.nara.olasta() and self.inaktuella:
            self.rakna_om()

    def rakna_om(self) -> bool:
        """Work out the findings that need more than one table; True where they became others."""
        from tui.granskning.grannar import raknebar
        from tui.granskning.granska import sammanhangsfynd

        nyckel, andra = self.pass_.dokument_id, self.nara.alla()
        egna, version = self.granne(nyckel), self.nara.version()
        try:
            funna = sammanhangsfynd(*egna, andra, self.nara.minne())
        except (Regelfel, RecursionError):
            # A rule of a stored table leads back to itself: the rest is checked all the same.
            hela = {id_: raknebar(granne) for id_, granne in andra.items()}
            funna = sammanhangsfynd(*raknebar(egna), hela)
        forra = self._sammanhang.get(nyckel)
        self._sammanhang[nyckel] = (version, funna)
        return forra is None or forra[1] != funna

    def granne(self, dokument: str) -> "Granne":
        """A document's head and its recomputed tables by id, for what has been read of it."""
        tabeller = (t for f in self.flikar() for t in self.pass_.tabeller(f, dokument))
        kalkyler = {t.id: self.pass_.kalkyl(t, dokument) for t in tabeller}
        return self.pass_.yta.dokument[dokument], kalkyler
