"""Where a figure of the next document can be found: the documents that state the same thing."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tui.domain.arv import Arv
from tui.domain.berakning import Kalkyl, Sammanhang
from tui.domain.celltext import kolumnrubrik
from tui.domain.dokument import Dokument
from tui.domain.installningar import Installningar
from tui.domain.nasta_period import Forslag, samma_tid
from tui.domain.tabell import Kolumn, Mall, Tabell

_ARTAL = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class Underlag:
    """A document with all its tables, by tab."""

    dokument: Dokument
    flikar: Mapping[str, tuple[Tabell, ...]]

    @property
    def tabeller(self) -> tuple[Tabell, ...]:
        """Every table, tab by tab."""
        return tuple(t for tabeller in self.flikar.values() for t in tabeller)

    def kalkyl(self, tabell: Tabell, installningar: Installningar) -> Kalkyl:
        """A table's recomputation: a locked document shows its printed figures."""
        syskon = {t.id: t for t in self.flikar.get(tabell.mall.flik, ())}
        huvud = self.dokument
        return Kalkyl(tabell, Sammanhang(syskon, installningar, huvud.period, huvud.last))


@dataclass(frozen=True)
class Kalla:
    """A column that states what is looked for, with its document and table."""

    underlag: Underlag
    tabell: Tabell
    kolumn: Kolumn

    @property
    def rubrik(self) -> str:
        """The column's heading there."""
        return kolumnrubrik(self.kolumn, self.underlag.dokument.period)

    @property
    def text(self) -> str:
        """Where it stands, as a source is written."""
        return f"{self.underlag.dokument.id}/{self.tabell.id}, {self.rubrik}"


def familj(mall: Mall) -> str:
    """What kinds of table with the same rows and signs have in common."""
    return mall.familj or mall.id


def motsvarande(underlag: Underlag, tabell: Tabell) -> Tabell | None:
    """The document's table with the same rows, None where there is none or more than one."""
    funna = [t for t in underlag.tabeller if familj(t.mall) == familj(tabell.mall)]
    samma = [t for t in funna if t.id == tabell.id]
    valda = samma or funna
    return valda[0] if len(valda) == 1 and valda[0].enhet == tabell.enhet else None


def ordnade_underlag(bas: Underlag, alla: Sequence[Underlag]) -> tuple[Underlag, ...]:
    """The base first, then the decided documents, the newest first; working copies are left out."""
    ids = {u.dokument.id for u in alla}
    andra = [u for u in alla if u.dokument.id != bas.dokument.id and u.dokument.bas not in ids]
    andra.sort(key=lambda u: u.dokument.period.slut, reverse=True)
    return (bas, *sorted(andra, key=lambda u: u.dokument.status != "beslutad"))


def kallor_for(arv: Arv, tabell: Tabell, ny: Forslag, alla: Sequence[Underlag]) -> Iterator[Kalla]:
    """The columns that state what one of the new document's is to hold, the best first."""
    for slag in (arv.slag, *arv.aven):
        funna: list[tuple[int, Kalla]] = []
        for underlag in alla:
            kalltabell = motsvarande(underlag, tabell)
            for kolumn in kalltabell.kolumner if kalltabell else ():
                if kalltabell and _samma(kolumn, arv, slag, underlag.dokument, ny):
                    avstand = abs(kolumn.arv.ar) if kolumn.arv else 0
                    funna.append((avstand, Kalla(underlag, kalltabell, kolumn)))
        yield from (kalla for _, kalla in sorted(funna, key=lambda par: _ordning(par, alla[0])))


def _ordning(par: tuple[int, Kalla], bas: Underlag) -> tuple[bool, bool, int]:
    avstand, kalla = par
    huvud = kalla.underlag.dokument
    return kalla.underlag is not bas, huvud.status != "beslutad", avstand


def _samma(kolumn: Kolumn, arv: Arv, slag: str, dokument: Dokument, ny: Forslag) -> bool:
    """Whether a document's column states ``slag`` of the year that is looked for."""
    dess = kolumn.arv
    ar = ny.period.ar + arv.ar
    if dess is None or dess.slag != slag or dokument.period.ar + dess.ar != ar:
        return False
    return _rubriken_haller(kolumn, dokument, ar) and (
        slag != "utfall" or samma_tid(dokument.period, ny.period)
    )


def _rubriken_haller(kolumn: Kolumn, dokument: Dokument, ar: int) -> bool:
    """A heading that names one other year (a plan year's own table) is not that year's figure."""
    artal = set(_ARTAL.findall(kolumnrubrik(kolumn, dokument.period)))
    return len(artal) != 1 or artal == {str(ar)}
