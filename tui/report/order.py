"""In which order a report has its tables: declared once, as data.

Source: the four printed reports. Within a part the tables keep the document's own order.
"""

from collections.abc import Iterable, Sequence
from unicodedata import combining, normalize

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.document import DocumentKind
from tui.report.sheets import ChoiceError, Sheet

BUDGET_KIND: tuple[DocumentKind, ...] = ("budget", "underlag")


class Part(Struct, frozen=True):
    """A part of a section: its id, its heading ("" for none), and the kinds of table in it."""

    id: str
    heading: str
    templates: tuple[str, ...]


class Plan(Struct, frozen=True):
    """A section as declared. A *bilaga* is numbered and begins on a new page.

    ``aside``: printed only where it is asked for by its name.
    """

    id: str
    heading: str
    parts: tuple[Part, ...]
    bilaga: bool = False
    aside: bool = False


def _without_heading(*templates: str) -> Part:
    return Part("", "", templates)


RAMAR = Part(
    "ramar",
    "Ekonomiska ramar",
    ("drift.plan", "drift.ram", "drift.ramforandring", "drift.budgetram", "drift.volymtabell"),
)
UPPRAKNING = Part(
    "upprakning", "Uppräkning och handlingsplan", ("drift.upprakning", "drift.handlingsplan")
)
DRIFT = Part(
    "drift",
    "Drift",
    (
        *("drift.laget", "drift.delar", "drift.manad", "drift.bokslut"),
        *("drift.volymer_budget", "drift.atgarder"),
    ),
)
PROGNOSSAKERHET = Part(
    "prognossakerhet",
    "Prognossäkerhet",
    ("drift.prognossakerhet", "drift.prognostillfallen", "drift.prognoslogg"),
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
        _without_heading("mal.inriktningar", "mal.fokusomraden", "mal.uppdrag", "mal.beslut"),
        _without_heading(
            "mal.ataganden", "mal.mal", "mal.mal_pilar", "mal.nyckeltal", "mal.nyckeltal_pilar"
        ),
        _without_heading("mal.agenda", "mal.hallbarhet"),
    ),
)
INTERNKONTROLL = Plan(
    "internkontroll",
    "Uppföljning av internkontroll",
    (
        _without_heading(
            *("internkontroll.punkter", "internkontroll.uppfoljning"),
            *("internkontroll.stickprov", "internkontroll.utforare"),
        ),
    ),
)
PERSONAL = Plan(
    "personal",
    "Personal",
    (
        _without_heading("personal.sammansattning", "personal.statistik"),
        _without_heading(
            "personal.arbetsmiljomal",
            "personal.incidenter",
            "personal.rehabilitering",
            "personal.enkat",
        ),
        _without_heading("personal.sjukfranvaro"),
    ),
)
TABS = ("drift", "investeringar", "mal", "internkontroll", "personal")
IK_PLAN = _without_heading("internkontroll.plan")
RISKS = _without_heading(
    "internkontroll.risker", "internkontroll.riskanalys", "internkontroll.skala"
)
OUT_OF_TEXT = _without_heading(
    *("drift.delposter", "drift.volymer"), *(f"{tab}.uppgifter" for tab in TABS[1:])
)
OTHER = Plan("ovrigt", "Övriga tabeller", (_without_heading(),), bilaga=True)
BILAGOR = (
    Plan("internkontrollplan", "Internkontrollplan", (IK_PLAN,), bilaga=True),
    Plan("risker", "Risk- och väsentlighetsanalys", (RISKS,), bilaga=True),
    OTHER,
    Plan("uppgifter", "Uppgifter ur texten", (OUT_OF_TEXT,), bilaga=True, aside=True),
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
    return (*head, *ram_bilagor, *BILAGOR)


class Filled(Struct, frozen=True):
    """A section with the sheets that a document has for each of its parts."""

    plan: Plan
    parts: tuple[tuple[Part, tuple[Sheet, ...]], ...]
    nr: int = 0

    @property
    def heading(self) -> str:
        """The heading; a bilaga has the number that it has in the whole report."""
        return f"Bilaga {self.nr}. {self.plan.heading}" if self.plan.bilaga else self.plan.heading


def filled_sections(kind: DocumentKind, sheets: Sequence[Sheet]) -> tuple[Filled, ...]:
    """The sections that have any table; a kind of table that no section names comes last."""
    plans_ = plans(kind)
    # A list that nothing has been put in says nothing to a board.
    sheets = [sheet for sheet in sheets if sheet.calculation.table.rows]
    known = {template for plan in plans_ for part in plan.parts for template in part.templates}
    found: list[Filled] = []
    for plan in plans_:
        parts = ((p, tuple(s for s in sheets if _belongs(s, p, plan, known))) for p in plan.parts)
        filled = tuple((part, own) for part, own in parts if own)
        if filled:
            found.append(Filled(plan, filled, 1 + sum(f.plan.bilaga for f in found)))
    return tuple(found)


def _belongs(sheet: Sheet, part: Part, plan: Plan, known: set[str]) -> bool:
    template = sheet.calculation.table.template
    return template in part.templates or (plan is OTHER and template not in known)


def chosen(sections: Sequence[Filled], wanted: Iterable[str]) -> tuple[Filled, ...]:
    """The sections and parts asked for, in the report's order; all but those aside where none is.

    Raises ChoiceError.
    """
    ids = {_id(name) for name in wanted if name.strip()}
    if not ids:
        return tuple(f for f in sections if not f.plan.aside)
    exists = [name for f in sections for name in _names(f)]
    for name in sorted(ids.difference(exists, [ALL_BILAGOR])):
        raise ChoiceError(f"Avsnittet ”{name}” finns inte; där finns {', '.join(exists)}.")
    return tuple(part for f in sections if (part := _chosen(f, ids)).parts)


ALL_BILAGOR = "bilagor"


def _names(filled: Filled) -> list[str]:
    """What a user may call the section: its id, and those of its parts that have a heading."""
    return [filled.plan.id, *(part.id for part, _ in filled.parts if part.heading)]


def _chosen(filled: Filled, ids: set[str]) -> Filled:
    bilaga = filled.plan.bilaga and not filled.plan.aside
    if filled.plan.id in ids or (bilaga and ALL_BILAGOR in ids):
        return filled
    parts = tuple((p, sheets) for p, sheets in filled.parts if p.heading and p.id in ids)
    return replace(filled, parts=parts)


def _id(name: str) -> str:
    """The name as an id: small letters without their marks, so that "Mål" is "mal"."""
    return "".join(t for t in normalize("NFD", name.strip().casefold()) if not combining(t))
