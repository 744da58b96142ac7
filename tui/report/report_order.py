"""In which order a report has its tables (*rapportordning*): declared once, as data.

Source: the four printed reports. Within a part the tables keep the document's own order.
"""

from collections.abc import Iterable, Sequence
from unicodedata import combining, normalize

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.document import DocumentKind
from tui.report.sheet import ChoiceError, Sheet

BUDGET_KIND: tuple[DocumentKind, ...] = ("budget", "underlag")


class Part(Struct, frozen=True):
    """A part of a section: its id, its heading ("" for none), and the kinds of table in it."""

    id: str
    heading: str
    templates: tuple[str, ...]


class Plan(Struct, frozen=True):
    """A section as declared. A *bilaga* is numbered and begins on a new page."""

    id: str
    heading: str
    parts: tuple[Part, ...]
    bilaga: bool = False


RAMAR = Part(
    "ramar",
    "Ekonomiska ramar",
    ("drift.plan", "drift.ram", "drift.ramforandring", "drift.budgetram", "drift.volymtabell"),
)
UPPRAKNING = Part(
    "upprakning", "Uppräkning och handlingsplan", ("drift.upprakning", "drift.handlingsplan")
)
DRIFT = Part("drift", "Drift", ("drift.delar", "drift.bokslut"))
PROGNOSSAKERHET = Part(
    "prognossakerhet", "Prognossäkerhet", ("drift.prognossakerhet", "drift.prognostillfallen")
)
INVESTERINGAR = Part(
    "investeringar",
    "Investeringar",
    ("investeringar.delar", "investeringar.bokslut", "investeringar.plan"),
)
MAL = Plan(
    "mal",
    "Mål och nyckeltal",
    (
        Part("inriktningar", "", ("mal.inriktningar", "mal.fokusomraden", "mal.uppdrag")),
        Part("malen", "", ("mal.ataganden", "mal.mal", "mal.nyckeltal")),
        Part("hallbarhet", "", ("mal.agenda", "mal.hallbarhet")),
    ),
)
INTERNKONTROLL = Plan(
    "internkontroll",
    "Uppföljning av internkontroll",
    (
        Part(
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
        Part("statistik", "", ("personal.sammansattning", "personal.statistik")),
        Part("arbetsmiljo", "", ("personal.arbetsmiljomal", "personal.incidenter")),
        Part("sjukfranvaro", "", ("personal.sjukfranvaro",)),
    ),
)
BILAGOR = (
    Plan("internkontrollplan", "Internkontrollplan", (Part("ikplan", "", ("internkontroll.plan",)),),
         bilaga=True),
    Plan(
        "risker",
        "Risk- och väsentlighetsanalys",
        (Part("riskanalys", "", ("internkontroll.risker", "internkontroll.skala")),),
        bilaga=True,
    ),
)  # fmt: skip
OTHER = Plan("ovrigt", "Övriga tabeller", (Part("ovriga", "", ()),), bilaga=True)
TEXT_TEMPLATES = (
    "drift.delposter",
    "drift.volymer",
    "investeringar.uppgifter",
    "mal.uppgifter",
    "internkontroll.uppgifter",
    "personal.uppgifter",
)
OUT_OF_TEXT = Plan(
    "uppgifter", "Uppgifter ur texten", (Part("text", "", TEXT_TEMPLATES),), bilaga=True
)


def plans(kind: DocumentKind) -> tuple[Plan, ...]:
    """The sections of a kind of document, in order: a budget has its ramar where others Drift."""
    if kind in BUDGET_KIND:
        economy: tuple[Part, ...] = (DRIFT, RAMAR, UPPRAKNING, PROGNOSSAKERHET, INVESTERINGAR)
        ram_bilagor: tuple[Plan, ...] = ()
    else:
        economy = (DRIFT, PROGNOSSAKERHET, INVESTERINGAR)
        ram_bilagor = tuple(
            Plan(d.id, d.heading, (replace(d, heading=""),), bilaga=True)
            for d in (RAMAR, UPPRAKNING)
        )
    head = (MAL, INTERNKONTROLL, Plan("ekonomi", "Ekonomi", economy), PERSONAL)
    return (*head, *ram_bilagor, *BILAGOR, OUT_OF_TEXT, OTHER)


class Filled(Struct, frozen=True):
    """A section with the sheets that a document has for each of its parts."""

    plan: Plan
    parts: tuple[tuple[Part, tuple[Sheet, ...]], ...]
    nr: int = 0

    @property
    def heading(self) -> str:
        """The heading; a bilaga has the number that it has in the whole report."""
        return f"Bilaga {self.nr}. {self.plan.heading}" if self.plan.bilaga else self.plan.heading


def filled_cells(kind: DocumentKind, sheet: Sequence[Sheet]) -> tuple[Filled, ...]:
    """The sections that have any table; a kind of table that no section names comes last."""
    all_ = plans(kind)
    known_ones = {m for plan in all_ for d in plan.parts for m in d.templates}
    found: list[Filled] = []
    for plan in all_:
        parts = [
            (d, tuple(b for b in sheet if _belongs_to(b, d, plan, known_ones))) for d in plan.parts
        ]
        with_ = tuple((d, sheet_) for d, sheet_ in parts if sheet_)
        if with_:
            nr = 1 + sum(f.plan.bilaga for f in found)
            found.append(Filled(plan, with_, nr))
    return tuple(found)


def _belongs_to(sheet: Sheet, part_: Part, plan: Plan, known_ones: set[str]) -> bool:
    template = sheet.calculation.table.template.id
    return template in part_.templates or (plan is OTHER and template not in known_ones)


def chosen(filled_cells: Sequence[Filled], wanted: Iterable[str]) -> tuple[Filled, ...]:
    """The sections and parts asked for, in the report's order; all where none is. Raises Valfel."""
    searched = {_key(name) for name in wanted if name.strip()}
    if not searched:
        return tuple(filled_cells)
    exists = [name for f in filled_cells for name in _name(f)]
    for name in sorted(searched.difference(exists, [BILAGA_WORDS])):
        raise ChoiceError(f"Avsnittet ”{name}” finns inte; där finns {', '.join(exists)}.")
    return tuple(
        selected for f in filled_cells for selected in (_chosen(f, searched),) if selected.parts
    )


BILAGA_WORDS = "bilagor"


def _name(filled: Filled) -> list[str]:
    """What a user may call the section: its id, and those of its parts that have a heading."""
    return [filled.plan.id, *(d.id for d, _ in filled.parts if d.heading)]


def _chosen(filled: Filled, searched: set[str]) -> Filled:
    if filled.plan.id in searched or (filled.plan.bilaga and BILAGA_WORDS in searched):
        return filled
    parts = tuple((d, b) for d, b in filled.parts if d.heading and d.id in searched)
    return replace(filled, parts=parts)


def _key(name: str) -> str:
    """The name as an id: small letters without their marks, so that "Mål" is "mal"."""
    return "".join(t for t in normalize("NFD", name.strip().casefold()) if not combining(t))
