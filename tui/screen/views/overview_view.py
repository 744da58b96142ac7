"""The overview: the state of each area, the findings, the meetings, and what is missing."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.area_states import Calculations, state
from tui.domain.document import Document, Exemption
from tui.domain.finding import IMPORTANT, Address, FileError, Finding
from tui.domain.head_fields import DECIDED, DIARIENUMMER, head_fields, head_text
from tui.domain.register import Register
from tui.domain.settings import Sammantrade, Settings
from tui.domain.symbols import FINDING_SIGN, SIGNAL_CLASS, SIGNAL_SIGN
from tui.domain.table import Table
from tui.screen.views.panel import placed_sentence
from tui.screen.widgets.model import Box, GridColumn, ReadingModel, broken
from tui.svenska.format import about_days, when
from tui.svenska.format import count as count_

OWN_FIELD = "+"
"""In place of a field: a new one, of the document's own."""
VISIBLE_SAMMANTRADEN = 3
MAX_HEADING = 16
RAND = 4
"""What the text column leaves: the mark, the space between the columns, the scroll bar."""


class OverviewLine(Struct, frozen=True):
    """One line: its cells, its class, and where Enter goes (a tab, a cell, a field of the head)."""

    area: str
    sign: str = ""
    character_class: str = ""
    text: str = ""
    class_: str = ""
    mal: Address | None = None
    tab: str = ""
    finding: Finding | None = None
    field: str = ""


class OverviewView(ReadingModel):
    """What the grid shows of the overview."""

    def __init__(self, rows: Sequence[OverviewLine], screen: int) -> None:
        width = min(26, max((len(r.area) for r in rows), default=10))
        text_width = max(20, screen - width - RAND)
        self.rows = tuple(part_ for row in rows for part_ in _split(row, text_width))
        self.count_rows = len(self.rows)
        self.columns = (
            GridColumn("omrade", ("Översikt",), width, right=False, character_width=2),
            GridColumn("text", ("Läge",), text_width, right=False),
        )

    @property
    def first_finding(self) -> int:
        """The row of the first finding, 0 without any."""
        return next((i for i, row in enumerate(self.rows) if row.finding is not None), 0)

    def place(self, finding: Finding) -> int:
        """The row of a finding, the first row where it is not shown."""
        return next((i for i, row in enumerate(self.rows) if row.finding == finding), 0)

    def box(self, row: int, column: int) -> Box:
        r = self.rows[row]
        if column == 0:
            return Box(r.area, r.class_, r.sign, r.character_class)
        return Box(r.text, "" if r.class_ == "dampad" else r.class_)

    def row_class(self, row: int) -> str:
        """The row's own class."""
        return self.rows[row].class_


def _split(row: OverviewLine, width: int) -> Iterable[OverviewLine]:
    """The line as it is, or in several where its text is longer than the column: nothing is cut."""
    first, *more = broken(row.text, width)
    yield replace(row, text=first)
    for text in more:
        yield replace(row, area="", sign="", text=text)


def overview_lines(
    register: Register,
    calculations: Mapping[str, Calculations],
    finding: Sequence[Finding],
    file_error: Sequence[FileError],
    settings: Settings,
    document: Document,
    today: date,
    exempted: Sequence[tuple[Finding, Exemption]] = (),
) -> tuple[OverviewLine, ...]:
    """All lines of the overview, in order: first what is wrong."""
    return (
        *_file_rows(file_error),
        *_finding_lines(finding, [k.table for of in calculations.values() for k in of.values()]),
        *_areas(register, calculations),
        *_missing(register, calculations, finding, document, settings),
        *_sammantraden(settings.sammantraden, today),
        *_fields(document),
        *_exemption_lines(exempted),
    )


def _areas(register: Register, calculations: Mapping[str, Calculations]) -> Iterable[OverviewLine]:
    yield OverviewLine("Områden", class_="stark info")
    for tab in register.tabs:
        found = state(tab.id, calculations.get(tab.id, {}))
        yield OverviewLine(
            f"  {tab.key} {tab.heading}",
            SIGNAL_SIGN[found.signal],
            SIGNAL_CLASS[found.signal],
            found.text,
            tab=tab.id,
            mal=Address(document="", table=found.table) if found.table else None,
        )


def _finding_lines(finding: Sequence[Finding], tables: Sequence[Table]) -> Iterable[OverviewLine]:
    tables = [table for table in tables if not table.out_of_text]
    important = [f for f in finding if f.severity in IMPORTANT]
    count = len(important)
    yield OverviewLine(f"Att granska ({count})", class_="stark info")
    for f in important:
        sign, class_ = FINDING_SIGN[f.severity]
        said = placed_sentence(f, tables)
        yield OverviewLine(f"  {f.severity}", sign, class_, said, mal=f.address, finding=f)
    roundings = [f for f in finding if f.severity == "avrundning"]
    if roundings:
        number = count_(len(roundings), "tryckt tal", "tryckta tal")
        text = f"{number} skiljer sig inom avrundningsgränsen."
        yield OverviewLine("  avrundning", "≈", "dampad", text, mal=roundings[0].address)
    if not important and not roundings:
        yield OverviewLine("  inget", "✓", "bra", "Inget motsäger något annat i dokumentet.")


def _exemption_lines(exempted: Sequence[tuple[Finding, Exemption]]) -> Iterable[OverviewLine]:
    if exempted:
        yield OverviewLine(f"Undantagna ({len(exempted)})", class_="stark info")
    for finding, exemption in exempted:
        text = f"{finding.sentence} Skäl: {exemption.reason}"
        yield OverviewLine("  undantaget", "–", "dampad", text, class_="dampad", finding=finding)


def _file_rows(file_error: Sequence[FileError]) -> Iterable[OverviewLine]:
    if file_error:
        yield OverviewLine(f"Filer ({len(file_error)})", class_="stark info")
    for error in file_error:
        yield OverviewLine("  fil", "!", "allvar stark", error.sentence)


def _missing(
    register: Register,
    calculations: Mapping[str, Calculations],
    finding: Sequence[Finding],
    document: Document,
    settings: Settings,
) -> Iterable[OverviewLine]:
    sign, class_ = FINDING_SIGN["saknas"]
    head = [*_head(document, settings), *_empty(register, calculations, document)]
    lacks = [f for f in finding if f.severity == "saknas"]
    if head or lacks:
        yield OverviewLine(f"Saknas ({len(head) + len(lacks)})", class_="stark info")
    for text, tab, field in head:
        yield OverviewLine("  saknas", sign, class_, text, tab=tab, field=field)
    for f in lacks:
        yield OverviewLine("  saknas", sign, class_, f.sentence, mal=f.address, finding=f)


def _head(document: Document, settings: Settings) -> Iterable[tuple[str, str, str]]:
    """What the head lacks: the sentence, no tab, and the field."""
    if not settings.namnd:
        yield "Nämndens namn är inte ifyllt; det skrivs i Inställningar (Ctrl+P).", "", ""
    if not document.diarienummer:
        yield "Dokumentet har inget diarienummer.", "", DIARIENUMMER
    if document.status == "beslutad" and document.beslut.when is None:
        yield "Beslutets datum saknas.", "", DECIDED


def _fields(document: Document) -> Iterable[OverviewLine]:
    """The head, a field a line, each to be written in."""
    yield OverviewLine("Dokumentet", class_="stark info")
    for field in head_fields(document):
        text = head_text(document, field.id) or "–"
        # A long heading stands with its text: the column is no wider for it, and nothing is cut.
        long = len(field.heading) > MAX_HEADING
        area, words = ("huvud", f"{field.heading}: {text}") if long else (field.heading, text)
        yield OverviewLine(f"  {area}", "·", "dampad", words, field=field.id)
    yield OverviewLine("  eget fält", "+", "dampad", "Lägg till ett …", "dampad", field=OWN_FIELD)


def _empty(
    register: Register, calculations: Mapping[str, Calculations], document: Document
) -> Iterable[tuple[str, str, str]]:
    """The tabs without tables, in a draft of a kind that has tables of its own there."""
    for tab in register.tabs if not document.locked else ():
        begins = register.has_tab(tab.id, document.kind, document.own_kind)
        if begins and not calculations.get(tab.id):
            yield f"Fliken {tab.heading} har inga tabeller i dokumentet.", tab.id, ""


def _sammantraden(all_: Sequence[Sammantrade], today: date) -> Iterable[OverviewLine]:
    coming = sorted((s for s in all_ if s.when >= today), key=lambda s: s.when)
    earlier = sorted((s for s in all_ if s.when < today), key=lambda s: s.when, reverse=True)
    yield OverviewLine("Sammanträden", class_="stark info")
    if not any(not s.deadline for s in coming):
        text = "Inget sammanträde är planerat. Ctrl+P, ”sammanträden”, lägger in ett helt år."
        yield OverviewLine("  kommande", "·", "dampad", text)
    for s in coming[:VISIBLE_SAMMANTRADEN]:
        area = "  tidsfrist" if s.deadline else "  kommande"
        left = about_days((s.when - today).days)
        yield OverviewLine(area, "·", "info", f"{_about(s)} · {left}")
    for s in earlier[:VISIBLE_SAMMANTRADEN]:
        yield OverviewLine("  tidigare", "·", "dampad", _about(s), class_="dampad")


def _about(s: Sammantrade) -> str:
    return " ".join(part_ for part_ in (when(s.when), s.paragraf, s.errand) if part_)
