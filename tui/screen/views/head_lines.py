"""The always-visible lines: document, period, unit, signs, meeting, findings, saved; tabs."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias

from tui.domain.document import Document
from tui.domain.finding import IMPORTANT, Finding
from tui.domain.register import OVERVIEW, TEXT, Register
from tui.domain.settings import Settings, next_sammantrade
from tui.domain.symbols import FINDING_SIGN
from tui.domain.table import Table
from tui.screen.widgets.model import Bit, TextLine, shortened, width
from tui.svenska.format import about_days, short_date

Former: TypeAlias = tuple[str, str]
"""A text, and a shorter one for a narrow screen."""


def document_text(document: Document) -> str:
    """The document's name with its state."""
    if document.status == "utkast":
        return f"{document.name} (utkast)"
    return f"{document.name} ({'upplåst' if document.unlocked else 'beslutad'})"


def period_text(document: Document) -> str:
    """The period as a reader says it: a day for a part of a year, else the year."""
    period = document.period
    return (
        f"per {short_date(period.end)} {period.year}"
        if period.months < 12
        else f"helår {period.year}"
    )


def short_period(document: Document) -> str:
    """The period where there is little room: the document's name tells the year."""
    return short_date(document.period.end) if document.period.months < 12 else "helår"


def sammantrade_text(settings: Settings, today: date) -> Former:
    """The next meeting and the days until then."""
    next_ = next_sammantrade(settings, today)
    if next_ is None:
        return "inget möte planerat", "inget möte"
    made_at = about_days((next_.when - today).days)
    return f"nämnd {short_date(next_.when)} · {made_at}", f"nämnd {made_at}"


def finding_text(finding: Sequence[Finding]) -> Former:
    """How many findings there are of what is or may be wrong."""
    count = sum(f.severity in IMPORTANT for f in finding)
    return (f"! {count} att granska", f"! {count} fynd") if count else ("✓ inga fynd",) * 2


def status_line(
    document: Document,
    table: Table | None,
    sammantrade: Former,
    finding: Former,
    saved: str,
    screen: int,
) -> TextLine:
    """The top line. Where there is little room the texts get shorter before one has to go.

    The unit goes early: the line of signs has it too.
    """
    unit = f" · {table.unit}" if table and table.unit else ""
    name, period = document_text(document), period_text(document)
    (meeting, short_meeting), (count, short_count) = sammantrade, finding
    former = (
        (f" Nämndkoll  {name} ▾  {period}{unit}", (meeting, count, saved)),
        (f" {name} ▾  {period}{unit}", (meeting, count, saved)),
        (f" {name} ▾  {period}", (meeting, count, saved)),
        (f" {name} {short_period(document)}", (short_meeting, short_count, saved)),
        (f" {name}", (short_meeting, short_count, saved)),
        (f" {name}", (short_count, saved)),
        (f" {document.name}", (short_count, saved)),
    )
    for left, parts in former:
        right = "  ".join(parts) + " "
        if len(left) + 2 + len(right) <= screen:
            break
    left = shortened(left, max(1, screen - len(right) - 1))
    return ((left, "stark"), (" " * (screen - len(left) - len(right)), ""), (right, ""))


NO: Mapping[str, int] = {}
LACKS = FINDING_SIGN["saknas"][0]


def tab_name(
    register: Register, screen: int, count: Mapping[str, int] = NO, missing: Mapping[str, int] = NO
) -> list[tuple[str, str]]:
    """The tabs' ids and names, with the number of findings and of what is missing.

    Short names where the long do not fit; where even the short do not, a mark alone tells that a
    tab has findings.
    """
    long_ones = [f.heading for f in register.tabs]
    shorten = [f.short or f.heading for f in register.tabs]
    found = {tab: f" !{n}" for tab, n in count.items()}
    both = found | {tab: f"{found.get(tab, '')} {LACKS}{n}" for tab, n in missing.items()}
    for headings, marks in ((long_ones, both), (shorten, both), (shorten, found)):
        form = _named(register, headings, marks)
        if sum(len(text) + 2 for _, text in form) <= screen:
            return form
    return _named(register, shorten, dict.fromkeys(count, "!"))


def _named(
    register: Register, headings: Sequence[str], marks: Mapping[str, str]
) -> list[tuple[str, str]]:
    own_ones = zip(register.tabs, headings, strict=True)
    name = [(OVERVIEW, "0 Översikt"), *((f.id, f"{f.key} {text}") for f, text in own_ones)]
    name.append((TEXT, f"{len(register.tabs) + 1} Text"))
    return [(id_, f"{text}{marks.get(id_, '')}") for id_, text in name]


def tab_line(tabs: Sequence[tuple[str, str]], selected: str, *, focus: bool = False) -> TextLine:
    """Tabs by id and name; the chosen one has a mark, so that colour is not needed."""
    class_ = "aktiv" if focus else "markor stark"
    return tuple(
        (f"▸{text} ", class_) if id_ == selected else (f" {text} ", "dampad") for id_, text in tabs
    )


def tab_at(tabs: Sequence[tuple[str, str]], x: int) -> str:
    """The tab at a place on the tab bar, "" beside them."""
    edge = 0
    for id_, text in tabs:
        edge += len(text) + 2
        if x < edge:
            return id_
    return ""


def table_row(tables: Sequence[Table], selected: Table | None, screen: int) -> TextLine:
    """Which tables the tab has, in order, and which one is shown; the ends give way first."""
    if selected is None:
        return ((" Inga tabeller att visa på fliken.", "dampad"),)
    place = [t.id for t in tables].index(selected.id)
    if len(tables) == 1:
        return ((f" {selected.heading}", "stark"),)
    before: Bit = (f" {place + 1} av {len(tables)} ", "dampad")
    end: Bit = ("  F6 nästa", "tangent")
    for count in range(len(tables), 0, -1):
        first = max(0, min(place - count // 2, len(tables) - count))
        pieces = _table_pieces(tables, range(first, first + count), place)
        if width((before, *pieces, end)) <= screen:
            return (before, *pieces, end)
    place_left = screen - width((before, end)) - 4
    return (before, (f" ▸{shortened(selected.heading, place_left)} …", "stark"), end)


def _table_pieces(tables: Sequence[Table], shown: range, selected: int) -> TextLine:
    return (
        *((("… │", "dampad"),) if shown.start else ()),
        *(
            (f" ▸{tables[i].heading} ", "stark")
            if i == selected
            else (f" {tables[i].heading} ", "dampad")
            for i in shown
        ),
        *((("│ …", "dampad"),) if shown.stop < len(tables) else ()),
    )


def sign_line(table: Table | None, screen: int) -> TextLine:
    """Unit and sign convention, in words."""
    if table is None:
        return ()
    unit = f"{table.unit}. " if table.unit else ""
    return ((shortened(f" {unit}{table.sign}", screen), "dampad"),)


def footer_line(commands: Sequence[tuple[str, str]], screen: int) -> TextLine:
    """The footer: keys and short names, closer together on a narrow screen."""
    air = "  " if sum(len(t) + len(n) + 4 for t, n in commands) <= screen else " "
    if air == " ":
        commands = [(t.replace("Ctrl+", "^"), n) for t, n in commands]
    pieces: list[Bit] = []
    for key, name in commands:
        new_ones: tuple[Bit, ...] = ((f" {key}", "tangent"), (f" {name}{air[1:]}", ""))
        if width((*pieces, *new_ones)) > screen:
            break
        pieces += new_ones
    return tuple(pieces)


def footer_command_at(commands: Sequence[tuple[str, str]], x: int, screen: int) -> int | None:
    """Which command stands at a place of the footer, None beside them."""
    pieces = footer_line(commands, screen)
    edges = (width(pieces[: 2 * (i + 1)]) for i in range(len(pieces) // 2))
    return next((i for i, edge in enumerate(edges) if x < edge), None)
