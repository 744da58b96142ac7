"""What a text is held against: every figure of the tables, by row, role and year."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from tui.domain.avrundning import decimaler_i
from tui.domain.berakning import Kalkyl, linjar
from tui.domain.dokument import Dokument
from tui.domain.fel import Adress
from tui.domain.tabell import Kolumn, Rad, Tabell
from tui.domain.uttryck import Linjar
from tui.domain.varde import tal_i

TUSEN = Decimal(1000)

# Column -> what it is, and which year it is of, counted from the document's own.
_RESULTAT = {
    "budget": ("budget", 0),
    "prognos": ("prognos", 0),
    "avvikelse": ("avvikelse", 0),
    "utfall": ("utfall", 0),
    "foregaende": ("utfall", -1),
    "diff": ("forandring", 0),
}
_PLAN = {
    "foregaende": ("budget", -1),
    "budget": ("budget", 0),
    "plan1": ("budget", 1),
    "plan2": ("budget", 2),
    "plan3": ("budget", 3),
    "plan4": ("budget", 4),
}
_AR_FJOL = {"ar": ("utfall", 0), "fjol": ("utfall", -1), "diff": ("forandring", 0)}
ROLLER: Mapping[str, Mapping[str, tuple[str, int]]] = {
    "drift.delar": _RESULTAT,
    "drift.bokslut": _RESULTAT,
    "drift.plan": _PLAN,
    "drift.ram": {
        "beslutad": ("budget", 0),
        "prognos": ("prognos", 0),
        "avvikelse": ("avvikelse", 0),
    },
    "drift.budgetram": {"belopp": ("budget", 0)},
    "drift.ramforandring": {"belopp": ("ram", 0)},
    "drift.volymtabell": {
        "klienter": ("utfall", 0),
        "vuxna": ("utfall", 0),
        "barn": ("utfall", 0),
        "kostnad": ("kostnad", 0),
    },
    "drift.upprakning": {"belopp": ("upprakning", 0), "procent": ("upprakning_procent", 0)},
    "investeringar.delar": _RESULTAT,
    "investeringar.bokslut": _RESULTAT,
    "investeringar.plan": _PLAN,
    "mal.nyckeltal": {"mal": ("mal", 0), "utfall": ("utfall", 0), "foregaende": ("utfall", -1)},
    "mal.ataganden": {
        "antal": ("antal", 0),
        "av": ("av", 0),
        "mal": ("mal", 0),
        "andel": ("utfall", 0),
    },
    "internkontroll.stickprov": {
        "antal": ("antal", 0),
        "anmarkningar": ("anmarkningar", 0),
        "utan": ("utan", 0),
    },
    "personal.sjukfranvaro": _AR_FJOL,
    "personal.statistik": _AR_FJOL,
    "personal.incidenter": _AR_FJOL,
    "personal.sammansattning": {
        k: (k, 0) for k in ("personer", "anstallningar", "arsarbetare", "medelalder", "grad")
    },
}
_PREFIX = {
    "drift.delar": "drift",
    "drift.bokslut": "drift",
    "drift.plan": "drift",
    "drift.ram": "drift",
    "investeringar.delar": "inv",
    "investeringar.bokslut": "inv",
    "investeringar.plan": "inv",
    "personal.sjukfranvaro": "sjuk",
}


@dataclass(frozen=True, slots=True)
class Figur:
    """One figure of a table, in kronor, per cent or number, with how far rounding may bend it.

    ``raknat`` is what the row gives where the printed figure is another.
    """

    adress: Adress
    begrepp: str
    roll: str
    ar: int
    manader: int
    tal: Decimal
    enhet: str
    spel: Decimal
    etikett: str
    rubrik: str
    intakt: bool
    visad: bool
    decimaler: int = 0
    raknat: Decimal | None = None

    @property
    def helar(self) -> bool:
        """Whether it is of a whole year."""
        return self.manader == 12


class Dokumenttabeller(NamedTuple):
    """A document with its tables, worked out."""

    dokument: Dokument
    kalkyler: tuple[Kalkyl, ...]


@dataclass(frozen=True)
class Underlag:
    """The document that the text belongs to with its tables, and the others of the folder."""

    dokument: Dokument
    kalkyler: tuple[Kalkyl, ...]
    andra: tuple[Dokumenttabeller, ...] = ()

    @cached_property
    def alla(self) -> tuple[Dokumenttabeller, ...]:
        """All documents, the text's own first."""
        return (Dokumenttabeller(self.dokument, self.kalkyler), *self.andra)

    @cached_property
    def figurer(self) -> "Figurer":
        """Every figure, indexed."""
        return Figurer(
            tuple(f for d in self.alla for f in figurer_i(d, d.dokument is self.dokument))
        )

    def tabell(self, mall: str) -> Kalkyl | None:
        """The text's own document's first table of a kind, None if it has none."""
        return next((k for k in self.kalkyler if k.tabell.mall.id == mall), None)


Nyckel = tuple[str, str, int]


@dataclass(frozen=True)
class Figurer:
    """Figures by what they are about, what they are and of which year."""

    alla: tuple[Figur, ...]
    _index: dict[Nyckel, list[Figur]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for figur in self.alla:
            self._index[(figur.begrepp, figur.roll, figur.ar)].append(figur)

    @cached_property
    def efter_begrepp(self) -> Mapping[str, list[Figur]]:
        """The figures of each row."""
        rader: dict[str, list[Figur]] = defaultdict(list)
        for figur in self.alla:
            rader[figur.begrepp].append(figur)
        return dict(rader)

    def for_(self, begrepp: str, roll: str, ar: int) -> list[Figur]:
        """The figures of a row, a role and a year, those of the text's own document first."""
        return self._index.get((begrepp, roll, ar), [])


def figurer_i(dokument: Dokumenttabeller, visad: bool) -> Iterator[Figur]:
    """The figures of one document's tables."""
    for kalkyl in dokument.kalkyler:
        roller = ROLLER.get(kalkyl.tabell.mall.id, {})
        for rad in kalkyl.tabell.rader:
            for kolumn in kalkyl.tabell.kolumner:
                if kolumn.id in roller:
                    figur = _figur(dokument.dokument, kalkyl, rad, kolumn, roller[kolumn.id], visad)
                    if figur is not None:
                        yield figur


def _figur(
    dokument: Dokument, kalkyl: Kalkyl, rad: Rad, kolumn: Kolumn, roll: tuple[str, int], visad: bool
) -> Figur | None:
    tal, raknat = cell(kalkyl, rad, kolumn)
    if tal is None:
        return None
    tabell = kalkyl.tabell
    enhet, skala = _enhet(tabell, rad, kolumn)
    decimaler = max(decimaler_i(tal), 0)
    manader = 12 if roll[0] not in ("utfall", "forandring") else min(12, dokument.period.manader)
    spel = Decimal(5).scaleb(-decimaler - 1) * skala * (2 if kolumn.beraknad else 1)
    return Figur(
        Adress(dokument.id, tabell.id, rad.id, kolumn.id),
        begrepp_for(dokument.id, tabell, rad),
        roll[0],
        _tabellar(dokument, tabell, rad) + roll[1],
        manader,
        tal * skala,
        enhet,
        spel if kolumn.typ == "belopp" else Decimal(0),
        rad.etikett,
        kolumn.rubrik,
        rad.intakt,
        visad,
        decimaler,
        None if raknat is None else raknat * skala,
    )


def begrepp_for(dokument: str, tabell: Tabell, rad: Rad) -> str:
    """What a row is about: a row that all reports have by its key, another by table and key."""
    prefix = _PREFIX.get(tabell.mall.id)
    if prefix is None:
        return f"{tabell.mall.id}:{dokument}/{tabell.id}/{rad.id}"
    return f"{prefix}:{rad.id}"


def _enhet(tabell: Tabell, rad: Rad, kolumn: Kolumn) -> tuple[str, Decimal]:
    enhet = rad.enhet or tabell.enhet
    if kolumn.typ == "belopp" and tabell.mall.id.startswith(("drift", "inv")):
        return "kr", TUSEN
    if tabell.mall.id == "drift.upprakning" and kolumn.id == "belopp":
        return "kr", TUSEN * TUSEN
    if kolumn.typ == "procent" or enhet == "%" or "%" in rad.etikett:
        return "procent", Decimal(1)
    return "antal", Decimal(1)


def _tabellar(dokument: Dokument, tabell: Tabell, rad: Rad) -> int:
    """The year of a table: the one in its own heading or row, else its document's."""
    text = rad.etikett if tabell.mall.id == "drift.volymtabell" else tabell.rubrik
    traff = re.search(r"(?:19|20)\d\d", text)
    if traff and tabell.mall.id in ("drift.ram", "drift.ramforandring", "drift.volymtabell"):
        return int(traff[0])
    return (
        dokument.period.ar
        if tabell.mall.flik != "drift" or "–" not in dokument.namn
        else dokument.period.start.year
    )


class Cell(NamedTuple):
    """The figure of a cell, and what its row gives where that is another, beyond rounding."""

    tal: Decimal | None
    raknat: Decimal | None = None


def cell(kalkyl: Kalkyl, rad: Rad, kolumn: Kolumn) -> Cell:
    """The printed figure first: a text that says what the table prints agrees with it.

    That the row gives another is a finding about the table, and is told there.
    """
    visat = tal_i(kalkyl.visat(rad.id, kolumn.id))
    if not isinstance(kolumn.regel, Linjar):
        return Cell(visat)
    raknat = linjar(kolumn.regel, lambda namn: kalkyl.visat_tal(rad.id, namn))
    if visat is None or raknat is None:
        return Cell(raknat if visat is None else visat)
    grans = len(kolumn.regel.termer) // 2 * Decimal(1).scaleb(-decimaler_i(visat))
    return Cell(visat, raknat if abs(raknat - visat) > grans else None)
