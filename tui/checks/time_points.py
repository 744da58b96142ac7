"""Points in time (*tidpunkter*): dates that do not exist, paragraphs that run backwards.

A board numbers its paragraphs through the year (convention of the minutes), so a later meeting
has a higher number; and it meets on the same weekday but for exceptions.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple, TypeAlias

from tui.checks.neighbours import Tables, rows_of, table_of
from tui.domain.document import Document
from tui.domain.finding import Address, Finding
from tui.domain.table import LABEL, Table
from tui.svenska.dates import WEEKDAYS, day_and_month
from tui.svenska.format import MONTHS, when

_IN_WORD = re.compile(rf"(?<![\d,.–-])(\d{{1,2}}):?e? ({'|'.join(MONTHS)})\b", re.I)
_ISO = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b")
_BOARD = re.compile(r"(nämnd|styrelse)(?:en|n)?$", re.I)
# What any of them has in it, for telling at once that a text has none.
_DAY = re.compile(rf"\d:?e? (?:{'|'.join(MONTHS)})|\d\d-\d\d-\d\d", re.I)
LEAST_MEETINGS = 5
OCCASIONS = "prognostillfallen"


def time_point_finding(document: Document, tables: Tables) -> Iterator[Finding]:
    """The findings of the dates and paragraphs of a document."""
    yield from _unfilled_paragraf(document)
    texts = [text for k in tables.values() for text in _texts(document, k.table)]
    for table, address, text in texts:
        for day in impossible_date(text):
            sentence = f"{_name(table, address)}: {day} är en dag som inte finns."
            yield Finding(address, "kedja", "fel", day, None, sentence)
    yield from _paragraphs(document, tables, texts)
    yield from _weekdays(document, tables)


def _name(table: Table, address: Address) -> str:
    return table.row(address.row).label if address.row else table.heading


Text: TypeAlias = tuple[Table, Address, str]
"""A text of a table, and where it stands: no row or column where it is of no one of them."""


def _texts(document: Document, table: Table) -> Iterator[Text]:
    """Every text of a table with a day in it: labels, cells, notes on cells, footnotes."""
    for text in (table.note, *table.footnotes.values()):
        yield table, Address(document.id, table.id), text
    for row in table.rows:
        texts = [("", row.label), *row.cells.items(), *row.notes.items()]
        for column, value in texts:
            if isinstance(value, str) and _DAY.search(value):
                place = "" if column == LABEL else column
                yield table, Address(document.id, table.id, row.id, place), value


def impossible_date(text: str) -> Iterator[str]:
    """The dates in a text that no calendar has."""
    for hit in _IN_WORD.finditer(text):
        if day_and_month(f"{hit[1]} {hit[2]}") is None:
            yield hit[0]
    for hit in _ISO.finditer(text):
        if _day(hit[0]) is None:
            yield hit[0]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _unfilled_paragraf(document: Document) -> Iterator[Finding]:
    if re.search(r"\bX+\b", document.beslut.paragraf):
        sentence = f"Beslutets paragraf är inte ifylld: {document.beslut.paragraf}."
        address = Address(document.id)
        yield Finding(address, "saknas", "bör ses över", document.beslut.paragraf, None, sentence)


class Meeting(NamedTuple):
    """A decision that is referred to: its day, its paragraph, and where it is said."""

    day: date
    paragraf: int
    address: Address


def _paragraphs(document: Document, tables: Tables, texts: Iterable[Text]) -> Iterator[Finding]:
    meetings: dict[tuple[date, int], Meeting] = {}
    for meeting in _meetings(document, tables, texts):
        meetings.setdefault((meeting.day, meeting.paragraf), meeting)
    for year in sorted({meeting.day.year for meeting in meetings.values()}):
        this_years = sorted(m for m in meetings.values() if m.day.year == year)
        in_order = rising(this_years)
        for meeting in this_years:
            if meeting not in in_order:
                neighbour = min(in_order, key=lambda m: abs((m.day - meeting.day).days))
                sentence = (
                    f"§ {meeting.paragraf} den {when(meeting.day)} går baklänges: "
                    f"nämnden hade § {neighbour.paragraf} den {when(neighbour.day)}."
                )
                said = f"§ {meeting.paragraf}"
                yield Finding(meeting.address, "kedja", "bör ses över", said, None, sentence)


def _meetings(document: Document, tables: Tables, texts: Iterable[Text]) -> Iterator[Meeting]:
    """The board's decisions in the tables, and the year's meetings in the settings."""
    settings = next(iter(tables.values())).context.settings if tables else None
    own = abbreviation(settings.namnd) if settings else ""
    beslut = re.compile(rf"\b{own} ((?:19|20)\d\d-\d\d-\d\d),? ?§ ?(\d+)")
    for _, address, text in texts if own else ():
        for hit in beslut.finditer(text):
            if (day := _day(hit[1])) is not None:
                yield Meeting(day, int(hit[2]), address)
    for occasions, row in rows_of(tables, OCCASIONS):
        table = occasions.table
        day = _day(str(table.entered(row, "datum")))
        serial = _number(table.entered(row, "paragraf"))
        if day and serial:
            address = Address(document.id, table.id, row.id, table.column_id("paragraf"))
            yield Meeting(day, serial, address)
    for meeting in settings.sammantraden if settings else ():
        serial = _number(meeting.paragraf)
        if meeting.when.year == document.period.year and serial:
            yield Meeting(meeting.when, serial, Address(document.id))


def abbreviation(namnd: str) -> str:
    """The letters that a board's decisions are referred to by: KFN for Kultur- och fritidsnämnden.

    "" where the name does not end as a board's.
    """
    letters = ""
    for word in re.findall(r"\w+", namnd):
        letters += "" if word == "och" else word[0].upper()
        if board := _BOARD.search(word):
            return letters + board[1][0].upper()
    return ""


def _number(paragraf: object) -> int | None:
    hit = re.search(r"\d+", str(paragraf or ""))
    return int(hit[0]) if hit else None


def rising(meetings: Iterable[Meeting]) -> list[Meeting]:
    """The longest run of meetings, by day, whose paragraphs rise; on one day they may not fall."""
    best: list[list[Meeting]] = []
    for meeting in meetings:
        before = [b for b in best if _can_follow(b[-1], meeting)]
        best.append([*max(before, key=len, default=[]), meeting])
    return max(best, key=len, default=[])


def _can_follow(before: Meeting, after: Meeting) -> bool:
    same_day = before.day == after.day
    return before.paragraf <= after.paragraf if same_day else before.paragraf < after.paragraf


def _weekdays(document: Document, tables: Tables) -> Iterator[Finding]:
    """The one meeting of many that is on another weekday than all the others."""
    calculation = table_of(tables, OCCASIONS)
    days = {
        row.id: day
        for occasions, row in rows_of(tables, OCCASIONS)
        if (day := _day(str(occasions.table.entered(row, "datum")))) is not None
    }
    usual = Counter(day.weekday() for day in days.values()).most_common()
    if calculation is None or len(usual) != 2 or usual[1][1] > 1 or len(days) < LEAST_MEETINGS:
        return
    for row_id, day in days.items():
        if day.weekday() != usual[0][0]:
            sentence = (
                f"{calculation.table.row(row_id).label}: {when(day)} är en "
                f"{WEEKDAYS[day.weekday()]}, de andra {len(days) - 1} sammanträdena "
                f"är på en {WEEKDAYS[usual[0][0]]}."
            )
            column = calculation.table.column_id("datum")
            address = Address(document.id, calculation.table.id, row_id, column)
            yield Finding(address, "kedja", "bör ses över", day.isoformat(), None, sentence)
