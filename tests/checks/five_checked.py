"""The five documents ready to be checked, and small changes to them."""

from collections.abc import Mapping
from functools import cache
from typing import TypeAlias

from msgspec.structs import replace

from tests.five_documents import DATA, IDS, area, tables
from tui.checks.context import document_finding
from tui.domain.calculation import Calculation, Context
from tui.domain.document import Document
from tui.domain.finding import Finding
from tui.domain.nothing import marked
from tui.domain.table import Row
from tui.domain.value import Value
from tui.store.settings_file import parsed_settings
from tui.store.storage import read_file
from tui.workspace import Workspace

Neighbour: TypeAlias = tuple[Document, Mapping[str, Calculation]]


@cache
def the_area() -> Workspace:
    """The documents with the settings that they come with."""
    database, _ = read_file(DATA / "installningar.json")
    return replace(area(), settings=parsed_settings(database, "installningar.json")[0])


@cache
def neighbour(document: str) -> Neighbour:
    """A document's head and tables."""
    calculations = {t.id: the_area().calculation(document, t.id) for t in tables(document)}
    return the_area().document[document], calculations


def finding_in(thing: Neighbour, *except_for: str) -> tuple[Finding, ...]:
    """Every finding of a document among the five, some left out."""
    change = {d: neighbour(d) for d in IDS if d != thing[0].id and d not in except_for}
    return document_finding(*thing, change)


def with_row(thing: Neighbour, table: str, row: Row) -> Neighbour:
    """The document with a row changed, or added at the end."""
    document, calculations = thing
    old = calculations[table].table
    exists = row.id in old.index
    new = old.with_row(row) if exists else replace(old, rows=(*old.rows, row))
    return document, _recomputed(calculations, {table: new})


def _recomputed(
    calculations: Mapping[str, Calculation], new_ones: Mapping[str, object]
) -> dict[str, Calculation]:
    tables_ = {id_: new_ones.get(id_, k.table) for id_, k in calculations.items()}
    resultat = {}
    for id_, calculation in calculations.items():
        siblings = {i: tables_[i] for i in calculation.context.tables}
        context: Context = replace(calculation.context, tables=siblings)
        resultat[id_] = Calculation(tables_[id_], context)  # type: ignore[arg-type]
    return resultat


def without_row(thing: Neighbour, table: str, row: str) -> Neighbour:
    """The document with a row taken away."""
    document, calculations = thing
    old = calculations[table].table
    new = replace(old, rows=tuple(r for r in old.rows if r.id != row))
    return document, _recomputed(calculations, {table: new})


def with_cell(thing: Neighbour, table: str, row: str, column: str, value: Value) -> Neighbour:
    """The document with one entered cell changed."""
    old = thing[1][table].table.row(row)
    return with_row(thing, table, old.with_cell(column, value))


def with_tryckt(thing: Neighbour, table: str, row: str, column: str, value: Value) -> Neighbour:
    """The document with one printed cell changed."""
    old = thing[1][table].table.row(row)
    return with_row(thing, table, replace(old, tryckt={**old.tryckt, column: value}))


def as_utkast(thing: Neighbour, base: str = "") -> Neighbour:
    """The document as a draft, a working copy of ``base``."""
    document, calculations = thing
    head = replace(document, status="utkast", id=f"{document.id}-utkast", base=base or document.id)
    locked = {
        i: Calculation(marked(k.table), replace(k.context, locked=False))
        for i, k in calculations.items()
    }
    return head, locked


def new_finding(thing: Neighbour, before: Neighbour) -> list[Finding]:
    """What a change has brought, all but rounding."""
    old_ones = set(map(_key, finding_in(before)))
    return [f for f in finding_in(thing) if f.severity != "avrundning" and _key(f) not in old_ones]


def _key(finding: Finding) -> tuple[object, ...]:
    return finding.address, finding.kind, finding.sentence


def place(finding: Finding) -> str:
    """Table, row and column of a finding."""
    return "/".join((finding.address.table, finding.address.row, finding.address.column))
