"""In which order a report has its tables: declared once, as data.

Source: the four printed reports. A table's place goes by its tab and by what it is about, never by
the mall that it began from, so that a nämnd's own table stands among those of its tab. Within a
part the tables keep the document's own order.
"""

from collections.abc import Iterable, Sequence
from unicodedata import combining, normalize

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.document import DocumentKind
from tui.domain.table import OUT_OF_TEXT, Table
from tui.report.sheets import ChoiceError, Sheet

BUDGET_KIND: tuple[DocumentKind, ...] = ("budget", "underlag")


class Part(Struct, frozen=True):
    """A part of a section: its id, its heading ("" for none), and the tables that stand in it.

    Those are the tables of a tab that are about one of the ``subjects``. With ``rest`` also the
    tab's tables that no part names, after them. A ``tab`` of "" is any tab.
    """

    id: str
    heading: str
    tab: str
    subjects: tuple[str, ...]
    rest: bool = False


class Plan(Struct, frozen=True):
    """A section as declared. A *bilaga* is numbered and begins on a new page.

    ``aside``: printed only where it is asked for by its name.
    """

    id: str
    heading: str
    parts: tuple[Part, ...]
    bilaga: bool = False
    aside: bool = False


def _without_heading(tab: str, *subjects: str, rest: bool = False) -> Part:
    return Part("", "", tab, subjects, rest)


# A budget prints its resultat as its ramar.
RAM_SUBJECTS = ("ram", "ramforandring", "delram", "volymer")
RAMAR = Part("ramar", "Ekonomiska ramar", "drift", RAM_SUBJECTS)
UPPRAKNING = Part(
    "upprakning", "Uppräkning och handlingsplan", "drift", ("upprakning", "handlingsplan")
)
DRIFT_SUBJECTS = ("laget", "volymer_budget", "atgarder")
DRIFT = Part("drift", "Drift", "drift", DRIFT_SUBJECTS, rest=True)
PROGNOSSAKERHET = Part(
    "prognossakerhet",
    "Prognossäkerhet",
    "drift",
    ("prognossakerhet", "prognostillfallen", "prognoslogg"),
)
INVESTERINGAR = Part(
    "investeringar", "Investeringar", "investeringar", ("investeringar",), rest=True
)
MAL = Plan(
    "mal",
    "Mål och nyckeltal",
    (
        _without_heading("mal", "inriktningar", "fokusomraden", "uppdrag", "beslut"),
        _without_heading("mal", "ataganden", "mal", "nyckeltal"),
        _without_heading("mal", "agenda", "hallbarhet", rest=True),
    ),
)
CONTROLS = ("punkter", "uppfoljning", "stickprov", "utforare")
INTERNKONTROLL = Plan(
    "internkontroll",
    "Uppföljning av internkontroll",
    (_without_heading("internkontroll", *CONTROLS, rest=True),),
)
PERSONAL = Plan(
    "personal",
    "Personal",
    (
        _without_heading("personal", "sammansattning", "statistik"),
        _without_heading("personal", "arbetsmiljomal", "incidenter", "rehabilitering", "enkat"),
        _without_heading("personal", "sjukfranvaro", rest=True),
    ),
)
IK_PLAN = _without_heading("internkontroll", "plan")
RISKS = _without_heading("internkontroll", "risker", "skala")
OTHER = Plan("ovrigt", "Övriga tabeller", (_without_heading("", rest=True),), bilaga=True)
BILAGOR = (
    Plan("internkontrollplan", "Internkontrollplan", (IK_PLAN,), bilaga=True),
    Plan("risker", "Risk- och väsentlighetsanalys", (RISKS,), bilaga=True),
    OTHER,
    Plan(
        "uppgifter", "Uppgifter ur texten", (_without_heading("", OUT_OF_TEXT),), True, aside=True
    ),
)


def plans(kind: DocumentKind) -> tuple[Plan, ...]:
    """The sections of a kind of document, in order: a budget has its ramar where others Drift."""
    if kind in BUDGET_KIND:
        ramar = replace(RAMAR, subjects=("resultat", *RAM_SUBJECTS))
        economy: tuple[Part, ...] = (DRIFT, ramar, UPPRAKNING, PROGNOSSAKERHET, INVESTERINGAR)
        ram_bilagor: tuple[Plan, ...] = ()
    else:
        drift = replace(DRIFT, subjects=("resultat", *DRIFT_SUBJECTS))
        economy = (drift, PROGNOSSAKERHET, INVESTERINGAR)
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
    """The sections that have any table; no table is left out."""
    plans_ = plans(kind)
    parts = [part for plan in plans_ for part in plan.parts]
    own: dict[Part, list[Sheet]] = {part: [] for part in parts}
    # A list that nothing has been put in says nothing to a board.
    printed = [sheet for sheet in sheets if sheet.calculation.table.rows]
    for sheet in printed:
        own[_part_of(sheet.calculation.table, parts)].append(sheet)
    found: list[Filled] = []
    for plan in plans_:
        filled = tuple((part, _known_first(part, own[part])) for part in plan.parts if own[part])
        if filled:
            found.append(Filled(plan, filled, 1 + sum(f.plan.bilaga for f in found)))
    return tuple(found)


def _part_of(table: Table, parts: Sequence[Part]) -> Part:
    """The part that names what the table is about, or else that of the rest of its tab."""
    of_tab = [part for part in parts if part.tab in ("", table.tab)]
    named = (part for part in of_tab if table.subject in part.subjects)
    return next(named, None) or next(part for part in of_tab if part.rest)


def _known_first(part: Part, sheets: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """The tables that the part names, then the rest, both in the document's own order."""

    def unnamed(sheet: Sheet) -> bool:
        return sheet.calculation.table.subject not in part.subjects

    return tuple(sorted(sheets, key=unnamed))


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
