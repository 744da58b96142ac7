"""The near documents: what of them is kept, what an edit asks of them, and what others change."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from tests.screen.test_watching import certain, look
from tests.screen_driver import DATA, check_now, opened
from tui.checks.context import context_finding
from tui.checks.one_table import table_finding
from tui.domain.finding import Address, FileError
from tui.domain.table import Table
from tui.screen.controllers.decision import new_working_copy
from tui.screen.session import Session
from tui.store.data_store import DataStore
from tui.store.folder import Store
from tui.workspace import cell_change

SHOWN = "2024-delar"
DOCUMENT = [d.id for d in Store(DATA).document()[0]]


class Counting(DataStore):
    """A folder that remembers which tables it has given, as long as somebody keeps them."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.loaded: list[tuple[str, str]] = []

    def tab(self, document: str, tab: str) -> tuple[tuple[Table, ...], tuple[FileError, ...]]:
        """One tab's tables, counted."""
        tables, error = super().tab(document, tab)
        self.loaded.append((document, tab))
        return tables, error


def checked(store: DataStore, shown: str = SHOWN) -> Session:
    """A session whose findings have been worked out."""
    session = Session(store)
    session.read_heads()
    session.document_id, session.tab = shown, "drift"
    for key in session.findings.near.unread():
        session.findings.near.read(key)
    check_now(session)
    session.findings.all_()
    return session


def amount(session: Session) -> Iterator[Address]:
    """Every entered figure of the shown document's tables of the economy."""
    for tab in ("drift", "investeringar"):
        for table in session.tables(tab):
            for row in table.rows:
                for column, value in row.cells.items():
                    if isinstance(value, Decimal):
                        yield Address(session.document_id, table.id, row.id, column)


def change(session: Session, address: Address, value: Decimal) -> None:
    """An edit, with its findings."""
    session.do(cell_change(session.area, address, value))
    check_now(session)


def test_a_copy_and_its_base_are_not_compared_and_not_read(folder: Path) -> None:
    before = Session(DataStore(folder))
    before.read_heads()
    before.document_id = SHOWN
    copy = new_working_copy(before).id
    for shown, other in ((copy, SHOWN), (SHOWN, copy)):
        store = Counting(folder)
        session = checked(store, shown)
        assert other in session.findings.near.ids()
        assert other not in {document for document, _ in store.loaded}


@pytest.mark.parametrize("document", DOCUMENT)
def test_what_is_kept_gives_the_findings_of_the_whole_documents(
    folder: Path, document: str
) -> None:
    findings = checked(DataStore(folder), document).findings
    whole = {id_: findings.neighbour(id_) for id_ in findings.near.ids()}
    assert sum(len(k) for _, k in whole.values()) > sum(
        len(k) for _, k in findings.near.all_().values()
    )
    own_ones = findings.neighbour(document)
    assert context_finding(*own_ones, findings.near.all_()) == context_finding(*own_ones, whole)


def test_what_is_remembered_between_edits_gives_the_findings_of_a_whole_check(folder: Path) -> None:
    session = checked(DataStore(folder))
    findings, different = session.findings, set()
    for address in list(amount(session))[::3]:
        for difference in (Decimal(700), Decimal(-700)):
            now = session.area.table(SHOWN, address.table).row(address.row).cells[address.column]
            change(session, address, Decimal(str(now)) + difference)
            everything = context_finding(*findings.neighbour(SHOWN), dict(findings.near.all_()))
            own = [
                f for k in findings.neighbour(SHOWN)[1].values() for f in table_finding(SHOWN, k)
            ]
            assert findings.found() == [*own, *everything]
            different.add(everything)
    assert len(different) > 5


def test_a_near_document_that_is_opened_is_read_whole_and_counts_as_it_is_edited(
    folder: Path,
) -> None:
    session = checked(DataStore(folder))
    before = session.findings.all_()
    session.read_in("2023-bokslut")
    assert session.findings.stale and not session.findings.near.unread()
    check_now(session)
    assert session.findings.all_() == before
    table = session.tables("drift", "2023-bokslut")[0]
    for row in ("intakter", "personalkostnader"):
        if row in table.index:
            address = Address("2023-bokslut", table.id, row, "utfall")
            session.do(cell_change(session.area, address, Decimal(17)))
    assert session.findings.stale


def test_documents_that_are_read_anew_are_read_anew_here_too(folder: Path) -> None:
    store = Counting(folder)
    session = checked(store)
    before, loaded = session.findings.all_(), len(store.loaded)
    # As when another Nämndkoll has been closed and this one may write.
    session.area = type(session.area)({d.id: d for d in store.document()[0]})
    assert len(session.findings.near.unread()) == 15
    check_now(session)
    assert len(store.loaded) > loaded + 15 - 1
    assert session.findings.all_() == before


async def test_a_near_document_that_another_program_changes_is_read_anew(folder: Path) -> None:
    async with certain(folder, utkast=False) as screen:
        await screen.go_to("drift", document=SHOWN)
        findings = screen.app.session.findings
        before = findings.important()
        file = folder / "2023-bokslut" / "mal.json"
        ra = json.loads(file.read_text("utf-8"))
        for item in ra["nyckeltal"].values():
            item["celler"]["mal"] = 987
        file.write_text(json.dumps(ra), "utf-8")
        await look(screen)
        await screen.calm()
        assert not findings.stale
        new_ones = [f for f in findings.important() if f not in before]
        assert new_ones and all("987" in f.sentence for f in new_ones)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"{", "inte giltig JSON"), (None, "är borttagen")],
    ids=["ny", "borta"],
)
async def test_a_near_document_that_is_spoilt_meanwhile_is_told_and_still_compared(
    folder: Path, content: bytes | None, sentence: str
) -> None:
    async with certain(folder, utkast=False) as screen:
        await screen.go_to("drift", document=SHOWN)
        before = screen.app.session.findings.important()
        file = folder / "2023-bokslut" / "drift.json"
        whole = file.read_bytes()
        file.unlink() if content is None else file.write_bytes(content)
        await look(screen)
        assert f"2023-bokslut/{file.name}" in screen.panel and sentence in screen.panel
        assert "jämförs med det som stod där" in screen.panel
        assert screen.app.session.findings.important() == before
        file.write_bytes(whole.replace(b"10.7", b"10.9"))
        await look(screen)
        assert any("10,9 procent" in f.sentence for f in screen.app.session.findings.important())


async def test_a_near_document_that_cannot_be_read_at_the_start_is_told(folder: Path) -> None:
    (folder / "2023-bokslut" / "drift.json").write_text("{", "utf-8")
    async with opened(folder) as screen:
        assert "2023-bokslut/drift.json" in screen.text
        await screen.go_to("oversikt")
        assert "Filer (1)" in screen.text
        assert any("2023-bokslut/drift.json" in row for row in screen.rows)
