"""A finished report taken in as a document of the workbench: its tables, their form and rules."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from tui.checks.discovery.proposal import proposal_of
from tui.checks.discovery.proposed_form import keys_of
from tui.checks.foreign_report import CheckedReport
from tui.domain.document import Beslut, Document
from tui.domain.next_document import sources
from tui.domain.next_document.document import Next
from tui.domain.next_document.named import Named, named
from tui.domain.settings import Settings
from tui.domain.table import Table

_SEEN_LINES = 40
_TABS = (
    ("investeringar", r"invester|inventari|exploatering"),
    ("personal", r"personal|sjuk|anställ|årsarbet|medarbet|bemanning|frånvaro|arbetsskad"),
    ("internkontroll", r"\brisk|intern ?kontroll|kontrollmoment|kontrollpunkt|stickprov"),
    ("mal", r"\bmål|nyckeltal|indikator|styrkort|måluppfyll"),
)
_DRIFT = "drift"


def what_it_is(report: CheckedReport) -> str:
    """The kind and the period of the report as its name and its first lines say, to be asked
    about: "delar 2031-08"; "" where they do not say.
    """
    said = [_named(report.name), *map(_named, report.source.rows[:_SEEN_LINES])]
    kind = next((one.kind for one in said if one.kind), None)
    years = [one.year for one in said if one.year]
    if kind is None or not years:
        return ""
    month = next((one.month for one in said if one.month), 0)
    if kind == sources.MONTHLY:
        return f"månad {years[0]}-{month:02}" if month else f"månad {years[0]}"
    if kind != "delarsbokslut":
        return f"{sources.KIND_WORDS[kind]} {years[0]}"
    return f"{sources.KIND_WORDS[kind]} {years[0]}-{month or sources.MONTHS_PARTS:02}"


def _named(text: str) -> Named:
    try:
        return named(text)
    except sources.NextError:
        return Named(text)


def taken_in(report: CheckedReport, new: sources.Proposal, settings: Settings) -> Next:
    """The document with the report's tables, each on the tab that its words speak of."""
    tab, tables = _DRIFT, dict[str, list[Table]]()
    ids = keys_of((table.name for table in report.tables), "tabell")
    for id_, table, block in zip(ids, report.tables, report.blocks, strict=True):
        proposal = proposal_of(table.discovery, block, new.period.year)
        made = replace(proposal.table, id=id_, heading=table.name)
        tab = _tab(made, tab)
        tables.setdefault(tab, []).append(replace(made, tab=tab))
    head = Document(new.id, new.name, new.kind, new.period, beslut=Beslut(settings.namnd))
    return Next(head, {tab: tuple(found) for tab, found in tables.items()})


def _tab(table: Table, before: str) -> str:
    """The tab of a table by its heading, else by most of its labels; amounts go to the money's,
    all else to that of the table before it.
    """
    heading = table.heading.casefold()
    for tab, words in _TABS:
        if re.search(words, heading):
            return tab
    labels: Sequence[str] = [row.label.casefold() for row in table.rows]
    for tab, words in _TABS:
        if sum(re.search(words, label) is not None for label in labels) * 2 > len(labels):
            return tab
    return _DRIFT if any(one.type_ == "belopp" for one in table.columns) else before
