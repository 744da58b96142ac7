"""The five documents, read straight from ``data/`` by the codec alone, for the tests."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from tests.malls import REGISTER
from tui.domain.calculation import Calculation
from tui.domain.document import Beslut, Document
from tui.domain.period import Period
from tui.domain.register import TABS
from tui.domain.settings import Settings
from tui.domain.table import Table
from tui.store.codec import decoded
from tui.store.records import parsed_table
from tui.workspace import Workspace

DATA = Path(__file__).resolve().parents[1] / "data"
IDS = ("2018-delar", "2019-underlag", "2023-bokslut", "2024-delar", "2025-budget")
SETTINGS = Settings("Socialnämnden", "Alingsås kommun")


def file(document: str, name: str) -> Any:
    """One store file as JSON values."""
    return decoded((DATA / document / f"{name}.json").read_bytes())


def head(document: str) -> Document:
    """A document's head."""
    item = file(document, "dokument")["dokument"]["1"]
    day = item["beslutsdatum"]
    beslut = Beslut(item["instans"], date.fromisoformat(day) if day else None, item["paragraf"])
    period = Period(date.fromisoformat(item["start"]), date.fromisoformat(item["slut"]))
    field = (item["id"], item["namn"], item["slag"], period, item["diarienummer"])
    return Document(*field, beslut, item["status"], note=item["not"])


def tab(document: str, tab_id: str) -> tuple[Table, ...]:
    """The tables of one tab."""
    ra = file(document, tab_id)
    return tuple(
        parsed_table(meta, list(ra.get(meta["tabell"], {}).values()), REGISTER)
        for meta in ra["tabeller"].values()
    )


@cache
def area() -> Workspace:
    """All five documents with all their tables."""
    tables = {(d, f.id): tab(d, f.id) for d in IDS for f in TABS}
    return Workspace({d: head(d) for d in IDS}, tables, settings=SETTINGS)


def tables(document: str) -> tuple[Table, ...]:
    """Every table of one document, tab by tab."""
    return tuple(t for f in TABS for t in area().tables[(document, f.id)])


def calculation(document: str, table: str) -> Calculation:
    """One table, worked out with its siblings, the settings and the period."""
    return area().calculation(document, table)


EVERY = tuple((d, t.id) for d in IDS for t in tables(d))
