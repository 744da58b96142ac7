"""A small workspace whose files are kept in a dict, and the pieces of a journal's tests."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from tests.tables import begun, mall
from tui.domain.document import Document
from tui.domain.finding import Address
from tui.domain.period import Period
from tui.domain.table import Column, Row, Table
from tui.domain.value import Value
from tui.store.atomic_file import sha256
from tui.store.codec import Item, decoded, encoded
from tui.store.file_hash import file_hash
from tui.store.head import encoded_head, parsed_head
from tui.store.journal import Journal
from tui.store.journal.change_records import encoded_whole_row
from tui.store.journal.lines import Event, Kind
from tui.store.mallar import REGISTER
from tui.store.records import parsed_table, table_item
from tui.store.recovery import Plan, fits
from tui.workspace import (
    CellChange,
    Change,
    DocumentChange,
    Workspace,
    carried_out,
    cell_change,
    document_for,
)

TEMPLATE = mall("lista", "drift", "Lista", (Column("a", "A"), Column("b", "B", "text")), list_=True)
TABLE = begun("t1", TEMPLATE, "Lista", "tkr", TEMPLATE.columns, ())
DOCUMENT = Document("d1", "Delår", "delarsbokslut", Period(date(2024, 1, 1), date(2024, 8, 31)))
TABS = {("d1", "drift"): "t1", ("d1", "mal"): "t2", ("d2", "drift"): "t1"}
FILES = ("d1/drift", "d1/mal", "d2/drift", "d1/", "d2/")
DRIFT = "d1/drift"
TIME = datetime(2024, 9, 17, 12, 2, 3, tzinfo=UTC)


def rows(count: int) -> tuple[Row, ...]:
    """Rows ``rad_0``, ``rad_1``, … with a figure each."""
    return tuple(Row(f"rad_{i}", f"Rad {i}", cells={"a": Decimal(i)}) for i in range(count))


def area(count: int = 4) -> Workspace:
    """Two documents with three tabs of one table each."""
    document = {id_: replace(DOCUMENT, id=id_) for id_ in ("d1", "d2")}
    tables = {n: (replace(TABLE, id=t, rows=rows(count)),) for n, t in TABS.items()}
    return Workspace(document, tables)


def as_file(area: Workspace, file: str) -> bytes:
    """The bytes that a file of the workspace would have."""
    document, _, tab = file.partition("/")
    if not tab:
        return encoded(encoded_head(area.document[document]))
    return encoded([_item(table) for table in area.tables[(document, tab)]])


def _item(table: Table) -> Item:
    return {"tabell": table_item(table), "rader": [*map(encoded_whole_row, table.rows)]}


def out_of_files(files: Mapping[str, bytes]) -> Workspace:
    """The workspace that the files' bytes stand for."""
    new = Workspace()
    for file, data in files.items():
        document, _, tab = file.partition("/")
        ra: Any = decoded(data)
        if not tab:
            new = new.with_document(parsed_head(ra, document))
            continue
        tables = (parsed_table(t["tabell"], t["rader"], REGISTER, TABLE.tab) for t in ra)
        new = new.with_tab((document, tab), tuple(tables))
    return new


def disk(area: Workspace, files: Iterable[str] = FILES) -> dict[str, bytes]:
    """Every file of a workspace."""
    return {file: as_file(area, file) for file in files}


def file_for(area: Workspace, change: Change) -> str:
    """The file that a change belongs to. Raises KeyError for a table that has not been read."""
    document = document_for(change)
    if isinstance(change, DocumentChange):
        return f"{document}/"
    (_, tab), _ = area.place(document, change.address.table)
    return f"{document}/{tab}"


def played(area: Workspace, plan: Plan) -> Workspace:
    """The workspace with what its files lack, as ``recovered`` puts it into the files."""
    for file, events in plan.play.items():
        step = tuple(change for h in events for change in h.step_in(file))
        assert fits(area, step)
        area = carried_out(area, step)
    return area


def hashes(files: Mapping[str, bytes]) -> dict[str, str | None]:
    """The hash of each file."""
    return {file: sha256(data) for file, data in files.items()}


def cell(to: Value, row: str = "rad_1", column: str = "a", from_: Value = None) -> CellChange:
    """A change to a cell of ``d1/drift``."""
    return CellChange(Address("d1", "t1", row, column), from_, to)


def changed_cell(now: Workspace, to: Value, row: str = "rad_1", column: str = "a") -> CellChange:
    """A change to a cell of ``d1/drift``, from the value that it has."""
    return cell_change(now, Address("d1", "t1", row, column), to)


def typed(journal: Journal, *step: Change, kind: Kind = "gor", base: str | None = "bas") -> Event:
    """An event about ``d1/drift``."""
    files = tuple(file_for(area(), change) for change in step)
    return journal.write(kind, step, files=files, bases=dict.fromkeys(files, base))


def journal_with(folder: Path, count: int) -> Journal:
    """A journal with so many events, each setting a cell to its own number."""
    journal = Journal(folder, "anna", lambda: TIME)
    for i in range(1, count + 1):
        typed(journal, cell(Decimal(i)))
    return journal


def serial(journal: Journal) -> list[int]:
    """The numbers of the events that a journal holds."""
    return [h.nr for h in journal.read().events]


def file_hashes(folder: Path, files: Iterable[str]) -> dict[str, str | None]:
    """The hashes of files as they are now."""
    return {file: file_hash(folder, file) for file in files}
