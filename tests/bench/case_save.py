"""What it costs to keep an edit: the journal's line and the store's file, against bare bytes."""

import os
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from tests.bench.folders import Folder, working_folder
from tests.bench.measure import Measure, interleaved
from tui.domain.finding import Address
from tui.store.atomic_file import fingerprint, write
from tui.store.data_store import DataStore
from tui.store.journal.reader import journal_file
from tui.workspace import CellChange, Workspace, applied, cell_change

CELL = ("drift", "personal", "budget")


class Kassa:
    """An opened data folder with an edit to commit, as the session holds it."""

    def __init__(self, folder: Folder) -> None:
        self.folder, self.store, self.count = folder, DataStore(folder.folder), 0
        heads, _ = self.store.document()
        self.file = folder.folder / folder.utkast / "drift.json"
        area = Workspace({h.id: h for h in heads})
        self.area = area.with_tab((folder.utkast, "drift"), *self.store.tab(folder.utkast, "drift"))
        self.straight = folder.folder / "rakt"
        self.typed: bytes | None = None
        self._log = os.open(folder.folder / "rakt.jsonl", os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def _change(self) -> CellChange:
        self.count += 1
        change = cell_change(self.area, Address(self.folder.utkast, *CELL), Decimal(-self.count))
        self.area = applied(self.area, change)
        return change

    def journal(self) -> float:
        """An edit committed: on the disk before *sparat* is shown."""
        step = (self._change(),)
        beginning = time.perf_counter()
        self.store.journal_step("gor", step, [f"{self.folder.utkast}/drift"])
        return time.perf_counter() - beginning

    def row(self) -> float:
        """The same bytes appended and fsynced."""
        data = journal_file(self.folder.folder).read_bytes().splitlines(keepends=True)[-1]
        beginning = time.perf_counter()
        os.write(self._log, data)
        os.fsync(self._log)
        return time.perf_counter() - beginning

    def save(self) -> float:
        """A tab's file saved."""
        self._change()
        tables = self.area.tables[(self.folder.utkast, "drift")]
        beginning = time.perf_counter()
        self.store.save_tab(self.folder.utkast, "drift", tables)
        return time.perf_counter() - beginning

    def write(self) -> float:
        """Ready bytes written as the store writes them: checked, the old file kept, replaced."""
        self.count += 1
        file, before = self.folder.folder / "skrivet.json", self.typed
        data = self.file.read_bytes() + b" " * self.count
        beginning = time.perf_counter()
        write(file, data, fingerprint(before))
        moment = time.perf_counter() - beginning
        self.typed = data
        return moment

    def bytes(self) -> float:
        """The same bytes in a temporary file, fsynced, replaced, the folder fsynced."""
        data = self.file.read_bytes()
        beginning = time.perf_counter()
        write_straight(self.straight, data)
        return time.perf_counter() - beginning


def write_straight(file: Path, data: bytes) -> None:
    """The least that an atomic write takes."""
    temp = file.with_suffix(".tmp")
    fd = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.write(fd, data)
    os.fsync(fd)
    os.close(fd)
    temp.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def mat(count: int) -> Iterator[Measure]:
    """The journal and the file."""
    with working_folder() as folder:
        kassa = Kassa(folder)
        measurements = (kassa.journal, kassa.row, kassa.save, kassa.write, kassa.bytes)
        for warm_up in measurements:
            warm_up()
        journal, row, save, written, straight = interleaved(count, *measurements)
        kassa.store.close()
    yield Measure("spara", "ändring säkrad i journalen", "samma rad + fsync", journal, row, 1.5)
    yield Measure("spara", "flikens byte skrivna", "samma byte, atomiskt", written, straight, 1.5)
    yield Measure(
        "spara",
        "flikens fil sparad, med säkerhetskopia",
        "samma byte, atomiskt",
        save,
        straight,
        1.5,
    )
