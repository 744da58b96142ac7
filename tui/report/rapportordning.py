"""In which order a report has its tables (*rapportordning*): declared once, as data.

Source: the four printed reports. Within a part the tables keep the document's own order.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from unicodedata import combining, normalize

from tui.domain.dokument import Dokumentslag
from tui.report.blad import Blad, Valfel

BUDGETSLAG: tuple[Dokumentslag, ...] = ("budget", "underlag")


@dataclass(frozen=True, slots=True)
class Del:
    """A part of a section: its id, its heading ("" for none), and the kinds of table in it."""

    id: str
    rubrik: str
    mallar: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A section as declared. A *bilaga* is numbered and begins on a new page."""

    id: str
    rubrik: str
    delar: tuple[Del, ...]
    bilaga: bool = False


RAMAR = Del(
    "ramar",
    "Ekonomiska ramar",
    ("drift.plan", "drift.ram", "drift.ramforandring", "drift.budgetram", "drift.volymtabell"),
)
UPPRAKNING = Del(
    "upprakning", "Uppräkning och handlingsplan", ("drift.upprakning", "drift.handlingsplan")
)
DRIFT = Del("drift", "Drift", ("drift.delar", "drift.bokslut"))
PROGNOSSAKERHET = Del(
    "prognossakerhet", "Prognossäkerhet", ("drift.prognossakerhet", "drift.prognostillfallen")
)
INVESTERINGAR = Del(
    "investeringar",
    "Investeringar",
    ("investeringar.delar", "investeringar.bokslut", "investeringar.plan"),
)
MAL = Plan(
    "mal",
    "Mål och nyckeltal",
    (
        Del("inriktningar", "", ("mal.inriktningar", "mal.fokusomraden", "mal.uppdrag")),
        Del("malen", "", ("mal.ataganden", "mal.mal", "mal.nyckeltal")),
        Del("hallbarhet", "", ("mal.agenda", "mal.hallbarhet")),
    ),
)
INTERNKONTROLL = Plan(
    "internkontroll",
    "Uppföljning av internkontroll",
    (
        Del(
            "uppfoljning",
            "",
            (
                "internkontroll.punkter",
                "internkontroll.uppfoljning",
                "internkontroll.stickprov",
                "internkontroll.utforare",
            ),
        ),
    ),
)
PERSONAL = Plan(
    "personal",
    "Personal",
    (
        Del("statistik", "", ("personal.sammansattning", "personal.statistik")),
        Del("arbetsmiljo", "", ("personal.arbetsmiljomal", "personal.incidenter")),
        Del("sjukfranvaro", "", ("personal.sjukfranvaro",)),
    ),
)
BILAGOR = (
    Plan("internkontrollplan", "Internkontrollplan", (Del("ikplan", "", ("internkontroll.plan",)),),
         bilaga=True),
    Plan(
        "risker",
        "Risk- och väsentlighetsanalys",
        (Del("riskanalys", "", ("internkontroll.risker", "internkontroll.skala")),),
        bilaga=True,
    ),
)  # fmt: skip
OVRIGT = Plan("ovrigt", "Övriga tabeller", (Del("ovriga", "", ()),), bilaga=True)
TEXTMALLAR = (
    "drift.delposter",
    "drift.volymer",
    "investeringar.uppgifter",
    "mal.uppgifter",
    "internkontroll.uppgifter",
    "personal.uppgifter",
)
UR_TEXTEN = Plan("uppgifter", "Uppgifter ur texten", (Del("text", "", TEXTMALLAR),), bilaga=True)


def planer(slag: Dokumentslag) -> tuple[Plan, ...]:
    """The sections of a kind of document, in order: a budget has its ramar where others Drift."""
    if slag in BUDGETSLAG:
        ekonomi: tuple[Del, ...] = (DRIFT, RAMAR, UPPRAKNING, PROGNOSSAKERHET, INVESTERINGAR)
        rambilagor: tuple[Plan, ...] = ()
    else:
        ekonomi = (DRIFT, PROGNOSSAKERHET, INVESTERINGAR)
        rambilagor = tuple(
            Plan(d.id, d.rubrik, (replace(d, rubrik=""),), bilaga=True) for d in (RAMAR, UPPRAKNING)
        )
    huvud = (MAL, INTERNKONTROLL, Plan("ekonomi", "Ekonomi", ekonomi), PERSONAL)
    return (*huvud, *rambilagor, *BILAGOR, UR_TEXTEN, OVRIGT)


@dataclass(frozen=True, slots=True)
class Fylld:
    """A section with the sheets that a document has for each of its parts."""

    plan: Plan
    delar: tuple[tuple[Del, tuple[Blad, ...]], ...]
    nr: int = 0

    @property
    def rubrik(self) -> str:
        """The heading; a bilaga has the number that it has in the whole report."""
        return f"Bilaga {self.nr}. {self.plan.rubrik}" if self.plan.bilaga else self.plan.rubrik


def fyllda(slag: Dokumentslag, blad: Sequence[Blad]) -> tuple[Fylld, ...]:
    """The sections that have any table; a kind of table that no section names comes last."""
    alla = planer(slag)
    kanda = {m for plan in alla for d in plan.delar for m in d.mallar}
    funna: list[Fylld] = []
    for plan in alla:
        delar = [(d, tuple(b for b in blad if _hor_till(b, d, plan, kanda))) for d in plan.delar]
        med = tuple((d, blad_) for d, blad_ in delar if blad_)
        if med:
            nr = 1 + sum(f.plan.bilaga for f in funna)
            funna.append(Fylld(plan, med, nr))
    return tuple(funna)


def _hor_till(blad: Blad, del_: Del, plan: Plan, kanda: set[str]) -> bool:
    mall = blad.kalkyl.tabell.mall.id
    return mall in del_.mallar or (plan is OVRIGT and mall not in kanda)


def valda(fyllda: Sequence[Fylld], sokta: Iterable[str]) -> tuple[Fylld, ...]:
    """The sections and parts asked for, in the report's order; all where none is. Raises Valfel."""
    sokt = {_nyckel(namn) for namn in sokta if namn.strip()}
    if not sokt:
        return tuple(fyllda)
    finns = [namn for f in fyllda for namn in _namn(f)]
    for namn in sorted(sokt.difference(finns, [BILAGEORD])):
        raise Valfel(f"Avsnittet ”{namn}” finns inte; där finns {', '.join(finns)}.")
    return tuple(vald for f in fyllda for vald in (_vald(f, sokt),) if vald.delar)


BILAGEORD = "bilagor"


def _namn(fylld: Fylld) -> list[str]:
    """What a user may call the section: its id, and those of its parts that have a heading."""
    return [fylld.plan.id, *(d.id for d, _ in fylld.delar if d.rubrik)]


def _vald(fylld: Fylld, sokt: set[str]) -> Fylld:
    if fylld.plan.id in sokt or (fylld.plan.bilaga and BILAGEORD in sokt):
        return fylld
    delar = tuple((d, b) for d, b in fylld.delar if d.rubrik and d.id in sokt)
    return replace(fylld, delar=delar)


def _nyckel(namn: str) -> str:
    """The name as an id: small letters without their marks, so that "Mål" is "mal"."""
    return "".join(t for t in normalize("NFD", namn.strip().casefold()) if not combining(t))
