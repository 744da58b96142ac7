"""A table that knows its own rules (*tabell*).

A ``Mall`` is the declaration, written once as data: columns, fixed rows, sign convention. A
``Tabell`` is one document's table of that kind: the printed headings, the rows as they stand,
and in each row what was entered and what was printed.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace
from functools import cached_property
from itertools import chain
from types import MappingProxyType
from typing import Any, Literal, TypeAlias, TypeVar

from tui.domain.arv import Arv, Radarv
from tui.domain.dokument import Dokumentslag
from tui.domain.uttryck import Barn, Kvot, Linjar, Uttryck, namn_i
from tui.domain.varde import Varde
from tui.fryst import fryst, fryst_rum

Radart: TypeAlias = Literal["post", "summa", "rubrik", "darav"]
Kolumntyp: TypeAlias = Literal[
    "belopp", "procent", "tal", "utfall", "mal", "text", "langtext", "val", "datum"
]
Bedomningsslag: TypeAlias = Literal["avvikelse", "forbrukning", "lagre_battre", "status", "risk"]

T = TypeVar("T")
ETIKETT = "etikett"
SUMMERAS: tuple[Radart, ...] = ("post", "summa")
TOM: Mapping[str, Varde] = MappingProxyType({})
INGA_ORD: Mapping[str, str] = MappingProxyType({})


def _tom() -> Mapping[str, Varde]:
    return TOM


def _inga_ord() -> Mapping[str, str]:
    return INGA_ORD


@fryst
class Kolumn:
    """One column. ``regel`` makes it computed; ``decimaler`` None shows a figure as entered.

    ``skala`` names the choices of a ``val`` column in the settings; ``hjalp`` is the Swedish
    sentence that help shows; ``kort`` a shorter heading for a narrow screen.
    ``bedoms`` says by which rule the column is coloured, if any; ``alltid`` marks a column of
    the program's own that every table has although no document prints it (a comment, a reason);
    ``hanvisar`` names the table whose row keys the column holds; ``arv`` says what the next
    document's column takes over, nothing where it is None.
    """

    id: str
    rubrik: str
    typ: Kolumntyp = "belopp"
    regel: Uttryck | None = None
    decimaler: int | None = 0
    skala: str = ""
    bedoms: Bedomningsslag | None = None
    hjalp: str = ""
    alltid: bool = False
    hanvisar: str = ""
    arv: Arv | None = None

    @property
    def beraknad(self) -> bool:
        """Whether the column is computed by a rule."""
        return self.regel is not None

    @property
    def numerisk(self) -> bool:
        """Whether the column holds figures, and so is aligned to the right."""
        return self.typ in ("belopp", "procent", "tal", "utfall", "mal")


RowRule: TypeAlias = Linjar | Barn | Kvot


@fryst_rum
class Rad:
    """One row: its key, its place in the tree, what was entered and what was printed.

    ``regel`` computes the row's cells from other rows of the same column; ``enhet`` and
    ``decimaler`` override the column's where a table mixes units. ``kallor`` and ``noter`` are
    by column id, or ``etikett`` for the row as a whole; a källa of "prosa" marks a figure that
    stands only in the running text. ``utan_andel``: a share or a change in per cent of the row
    says nothing (a result is near zero).
    """

    id: str
    etikett: str
    art: Radart = "post"
    foralder: str | None = None
    regel: RowRule | None = None
    celler: Mapping[str, Varde] = field(default_factory=_tom)
    tryckt: Mapping[str, Varde] = field(default_factory=_tom)
    noter: Mapping[str, str] = field(default_factory=_inga_ord)
    kallor: Mapping[str, str] = field(default_factory=_inga_ord)
    enhet: str | None = None
    decimaler: int | None = None
    intakt: bool = False
    utan_andel: bool = False

    def med_cell(self, kolumn: str, varde: Varde) -> "Rad":
        """The row with one entered value changed (the label counts as a cell)."""
        if kolumn == ETIKETT:
            return replace(self, etikett=varde if isinstance(varde, str) else "")
        celler = dict(self.celler)
        if varde is None:
            celler.pop(kolumn, None)
        else:
            celler[kolumn] = varde
        return replace(self, celler=celler)

    def med_tryckt(self, kolumn: str, varde: Varde) -> "Rad":
        """The row with one printed value changed."""
        tryckt = {**self.tryckt, kolumn: varde}
        return replace(self, tryckt={k: v for k, v in tryckt.items() if v is not None})


@fryst_rum
class Mall:
    """The declaration of a kind of table. ``rader`` are its fixed rows, in printed order.

    ``lista``: rows can be added, removed and moved. ``tecken`` states the sign convention in
    words; ``flik`` is the tab that it belongs to; ``rubrik_etikett`` heads the label column.
    ``slag`` are the kinds of document that have it, all where none is named; ``familj`` is the
    same for kinds of table with the same rows and signs in different kinds of document;
    ``radarv`` says which table the rows of a new year come from; ``ur_texten``: the rows tell of
    one kind of document's running text, and do not go over to another kind's.
    """

    id: str
    flik: str
    rubrik: str
    kolumner: tuple[Kolumn, ...]
    rader: tuple[Rad, ...] = ()
    enhet: str = "tkr"
    lista: bool = False
    tecken: str = ""
    hjalp: str = ""
    rubrik_etikett: str = ""
    slag: tuple[Dokumentslag, ...] = ()
    familj: str = ""
    radarv: Radarv | None = None
    ur_texten: bool = False

    def hor_till(self, slag: Dokumentslag) -> bool:
        """Whether a document of this kind has such a table."""
        return not self.slag or slag in self.slag

    @cached_property
    def fast_rad(self) -> Mapping[str, Rad]:
        """The declared rows by their key."""
        return {rad.id: rad for rad in self.rader}


@fryst_rum
class Tabell:
    """One table of one document. ``kolumner`` carry the headings that the document prints."""

    id: str
    mall: Mall
    rubrik: str
    enhet: str
    kolumner: tuple[Kolumn, ...]
    rader: tuple[Rad, ...]
    fotnoter: Mapping[str, str] = field(default_factory=_inga_ord)
    not_: str = ""
    kalla: str = ""
    rubrik_etikett: str = ""

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Where each row key stands."""
        return {rad.id: i for i, rad in enumerate(self.rader)}

    @cached_property
    def kolumn_index(self) -> Mapping[str, int]:
        """Where each column id stands."""
        return {kolumn.id: i for i, kolumn in enumerate(self.kolumner)}

    @cached_property
    def barn(self) -> Mapping[str, tuple[str, ...]]:
        """The keys of each row's child rows that count in a sum, in order."""
        grupper: dict[str, list[str]] = {}
        for rad in self.rader:
            if rad.foralder is not None and rad.art in SUMMERAS:
                grupper.setdefault(rad.foralder, []).append(rad.id)
        return {nyckel: tuple(ids) for nyckel, ids in grupper.items()}

    @cached_property
    def beroende(self) -> Mapping[str, tuple[str, ...]]:
        """The keys of the rows whose own rules name a row, by that row's key."""
        grupper: dict[str, list[str]] = {}
        for rad in self.rader:
            if rad.regel is not None:
                for del_ in self.delar(rad):
                    grupper.setdefault(del_, []).append(rad.id)
        return {nyckel: tuple(ids) for nyckel, ids in grupper.items()}

    @cached_property
    def efter_namn(self) -> Mapping[str, tuple[int, ...]]:
        """Where the rows of each name stand, whatever its capitals; labels are not unique."""
        grupper: dict[str, list[int]] = {}
        for i, rad in enumerate(self.rader):
            grupper.setdefault(rad.etikett.casefold(), []).append(i)
        return {namn: tuple(platser) for namn, platser in grupper.items()}

    @property
    def tryckta(self) -> tuple[Rad, ...]:
        """The rows that the document prints figures of."""
        return tuple(rad for _, rad in self.dar(_med_tryckt))

    def dar(self, uppgift: Callable[[Rad], T | None]) -> Iterable[tuple[Rad, T]]:
        """The rows of which a pure function has something to tell, each with what.

        A row is asked once: when another takes its place, that one alone is asked. The function
        is known by itself, so it is one that stands in a module and not made anew at each call.
        """
        if uppgift not in self._utsagda:
            svar = {i: funnet for i, r in enumerate(self.rader) if (funnet := uppgift(r))}
            self._utsagda[uppgift] = svar
        sagt = self._utsagda[uppgift]
        return [(self.rader[i], sagt[i]) for i in sorted(sagt)]

    @cached_property
    def _utsagda(self) -> dict[Callable[[Rad], Any], dict[int, Any]]:
        return {}

    @cached_property
    def antal_poster(self) -> int:
        """The number of rows that are posts."""
        return sum(rad.art == "post" for rad in self.rader)

    @cached_property
    def ifyllda(self) -> Mapping[str, int]:
        """How many values stand in each column, entered or printed."""
        return Counter(chain.from_iterable(chain(r.tryckt, r.celler) for r in self.rader))

    def delar(self, rad: Rad) -> tuple[str, ...]:
        """The keys of the rows that a row's own rule names."""
        if isinstance(rad.regel, Barn):
            return self.barn.get(rad.id, ())
        return namn_i(rad.regel) if rad.regel is not None else ()

    def rad(self, rad_id: str) -> Rad:
        """The row with this key. Raises KeyError if there is none."""
        return self.rader[self.index[rad_id]]

    def kolumn(self, kolumn_id: str) -> Kolumn:
        """The column with this id. Raises KeyError if there is none."""
        return self.kolumner[self.kolumn_index[kolumn_id]]

    def niva(self, rad: Rad) -> int:
        """How deep a row stands in the tree, 0 for a row without a parent."""
        djup = 0
        while rad.foralder is not None and rad.foralder in self.index and djup < len(self.rader):
            rad, djup = self.rad(rad.foralder), djup + 1
        return djup

    def med_rad(self, ny: Rad) -> "Tabell":
        """The table with one row replaced by another of the same key and place."""
        plats = self.index[ny.id]
        gammal = self.rader[plats]
        tabell = replace(self, rader=(*self.rader[:plats], ny, *self.rader[plats + 1 :]))
        tabell.__dict__.update(self._kvar_efter(gammal, ny))
        # A thread that checks a text may ask something new meanwhile.
        sagt = tuple(self._utsagda.items())
        tabell._utsagda.update({uppgift: _med(svar, plats, uppgift(ny)) for uppgift, svar in sagt})
        return tabell

    def _kvar_efter(self, gammal: Rad, ny: Rad) -> Mapping[str, object]:
        """What has been worked out of the rows, as it is when one of them has been replaced."""
        kant = self.__dict__
        kvar = {
            namn: kant[namn]
            for namn, falt in HANGER_PA.items()
            if namn in kant and all(getattr(gammal, f) == getattr(ny, f) for f in falt)
        }
        if "ifyllda" in kant:
            antal = Counter(self.ifyllda)
            antal.subtract(chain(gammal.tryckt, gammal.celler))
            antal.update(chain(ny.tryckt, ny.celler))
            kvar["ifyllda"] = antal
        return kvar


def _med_tryckt(rad: Rad) -> Rad | None:
    return rad if rad.tryckt else None


def _med(svar: Mapping[int, T], plats: int, funnet: T | None) -> dict[int, T]:
    nya = dict(svar)
    nya.pop(plats, None)
    return {**nya, plats: funnet} if funnet else nya


HANGER_PA = {
    "index": (),
    "barn": ("foralder", "art"),
    "beroende": ("foralder", "art", "regel"),
    "efter_namn": ("etikett",),
    "antal_poster": ("art",),
}
"""What a table works out of its rows once, and of which of their fields beside their keys."""
