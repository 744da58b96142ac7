"""Undo and redo as one line of all kinds of steps, in order, over restarts and crashes."""

import asyncio
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.faults.help import TAB, SilentScreen, data_folder
from tui.domain.decision import decided
from tui.domain.document import Exemption
from tui.domain.finding import Address
from tui.domain.reshape import HeldCell, moved, with_column, with_column_form, without_column
from tui.domain.settings import Sammantrade
from tui.domain.settings_cells import setting
from tui.domain.table import Column, Row, Table
from tui.screen.controllers.aside import carry_out
from tui.screen.controllers.changes import do
from tui.screen.controllers.decision import beslut_step, new_working_copy
from tui.screen.controllers.undo import step_back
from tui.screen.session import Session, after_start
from tui.store.data_store import DataStore, restored
from tui.store.folder import Store
from tui.store.table_merge import changes
from tui.workspace import (
    Change,
    DocumentAside,
    DocumentChange,
    FolderChange,
    MeetingChange,
    RowAdded,
    RowMoved,
    RowRemoved,
    SettingChange,
    TableAdded,
    TableRemoved,
    TrycktChange,
    UnknownChange,
    cell_change,
)

NONE_LEFT = ("Det finns inget att ångra.", "Det finns inget att göra om.")


class Program:
    """The program on a data folder, without its screen."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.start()

    def start(self) -> None:
        """Open the folder as a start does."""
        self.store = DataStore(self.folder)
        notice = restored(self.store)
        assert (notice.error, notice.conflicts) == ((), ())
        self.session = Session(self.store)
        self.session.read_heads()
        after_start(self.session)
        self.screen: Any = AnyScreen(self.session)
        for id_ in self.session.area.document:
            self.session.read_in(id_)

    async def restart(self, *, crash: bool) -> None:
        """End and start again; a crash comes before what was done last is in the files."""
        if not crash:
            assert (await self.session.saver.ready()).error == ""
            self.store.close()
        self.store.lock.released()
        self.start()

    def stop_saving(self) -> None:
        """From now on nothing reaches the files, as if the program were killed before it does."""
        self.session.saver.save = lambda *_: None  # type: ignore[method-assign]

    def do(self, *step: Change) -> None:
        """A step as the controllers make it."""
        do(self.session, self.screen, *step)

    async def step(self, backwards: bool) -> bool:
        """Undo or redo one step; whether there was one. It always says which."""
        before = self.session.history
        await step_back(self.session, self.screen, backwards)
        said = self.session.look.message
        if said in NONE_LEFT:
            assert self.session.history == before
            return False
        assert said.startswith("Ångrat: " if backwards else "Gjort om: "), said
        return True

    def moves_next(self, *, backwards: bool) -> bool:
        """Whether the next step is of a whole folder: it waits until all is saved."""
        step = self.session.history.next_(backwards=backwards)
        return any(isinstance(change, FolderChange) for change in step)

    async def change(self, kind: str, choice: int) -> None:
        """Some step of a kind, where one can be made."""
        ids = sorted(self.session.area.document)
        self.session.document_id = ids[choice % len(ids)]
        await getattr(self, f"_{kind}")(choice)

    async def _cell(self, choice: int) -> None:
        address = Address(self.session.document_id, "drift", "personal", "budget")
        self.session.read_in(address.document)
        self.do(cell_change(self.session.area, address, Decimal(choice)))

    async def _row(self, choice: int) -> None:
        document = self.session.document_id
        table = next(t for t in self.session.tables(TAB) if t.id == "delposter")
        place = choice // 7 % len(table.rows)
        row = table.rows[place]
        address = Address(document, "delposter", row.id)
        fresh = Row(f"rad_{choice}", "Ny", cells={"varde": Decimal(choice)})
        if choice % 3 == 0 and fresh.id not in table.index:
            self.do(RowAdded(replace(address, row=fresh.id), fresh, place))
        elif choice % 3 == 1 and len(table.rows) > 1:
            self.do(RowRemoved(address, row, place))
        else:
            self.do(RowMoved(address, place, choice % len(table.rows)))

    async def _column(self, choice: int) -> None:
        """A column that comes in, goes or moves, or gets another form."""
        table = self._drift()
        fresh = Column(f"kolumn_{choice}", "Ny", decimals=1)
        place = choice // 7 % (len(table.columns) + 1)
        old = table.columns[min(place, len(table.columns) - 1)]
        cells = {"personal": HeldCell(Decimal(choice), note="osäker")}
        after = (
            with_column(table, fresh, place, cells),
            without_column(table, old.id),
            replace(table, columns=moved(table.columns, 0, max(0, place - 1) or 1)),
            with_column_form(table, old.id, replace(old, heading=f"Rubrik {choice}")),
        )[choice % 4]
        if choice % 4 or fresh.id not in table.column_index:
            self.do(*changes(self.session.document_id, table, after))

    async def _form(self, choice: int) -> None:
        """Another form of a row, and another of what the table says of itself."""
        table = self._drift()
        row = table.rows[choice // 7 % len(table.rows)]
        other = table.with_row(replace(row, decimals=choice % 4, unit="mnkr"))
        after = (other, replace(table, heading=f"Drift {choice}", sign=""))[choice % 2]
        self.do(*changes(self.session.document_id, table, after))

    async def _table(self, choice: int) -> None:
        """A table that comes in or goes."""
        tables = self.session.tables(TAB)
        place = choice // 7 % len(tables)
        id_ = f"tabell_{choice}"
        document = self.session.document_id
        if choice % 5 and id_ not in {t.id for t in tables}:
            new = replace(tables[place], id=id_, heading=f"Tabell {choice}")
            self.do(TableAdded(Address(document, id_), TAB, new, place))
        elif tables[place].id not in ("drift", "delposter"):
            gone = tables[place]
            self.do(TableRemoved(Address(document, gone.id), TAB, gone, place))

    def _drift(self) -> Table:
        return next(t for t in self.session.tables(TAB) if t.id == "drift")

    async def _tryckt(self, choice: int) -> None:
        table = next(t for t in self.session.tables(TAB) if t.id == "drift")
        now = table.row("kostnader").tryckt.get("avvikelse")
        address = Address(self.session.document_id, "drift", "kostnader", "avvikelse")
        self.do(TrycktChange(address, now, Decimal(choice)))

    async def _head(self, choice: int) -> None:
        head = self.session.document
        others = (u for u in head.exemption if u.key != f"nyckel {choice}")
        exempted = (*others, Exemption(f"nyckel {choice}", f"skäl {len(head.texts)}"))
        text = tuple(dict.fromkeys((*head.texts, f"text{choice}.md")))
        changed = (replace(head, exemption=exempted), replace(head, texts=text))[choice % 2]
        if changed != head:
            self.do(DocumentChange(head, changed))

    async def _decide(self, choice: int) -> None:
        head = self.session.document
        if head.locked:
            self.do(DocumentChange(head, replace(head, unlocked=f"skäl {choice}")))
        elif head.status == "utkast":
            self.session.read_in(head.id)
            fresh = decided(head, date(2024, 9, 17), f"§ {choice}", "Nämnden")
            self.do(*beslut_step(self.session.area, fresh))

    async def _setting(self, choice: int) -> None:
        now = self.session.area.settings
        name, to = (
            ("trosklar/nara_andel", Decimal(choice % 100)),
            ("skalor/hantering", ("Hanteras", f"Steg {choice}")),
            ("installningar/namnd", f"Nämnd {choice}"),
            (
                f"kontokarta/{choice % 5 + 1}",
                (None, (f"Rad {choice}", "4;8711", "", "2025"))[choice % 2],
            ),
        )[choice // 7 % 4]
        if setting(now, name) != to:
            self.do(SettingChange(name, setting(now, name), to))  # type: ignore[arg-type]

    async def _meeting(self, choice: int) -> None:
        there = self.session.area.settings.sammantraden
        new = Sammantrade(date(2024, 1 + choice % 12, 1 + choice % 28), f"§ {choice}")
        old = there[choice % len(there)] if there and choice % 3 else None
        if new not in there:
            self.do(MeetingChange(old, None if old and choice % 3 == 1 else new))

    async def _made(self, choice: int) -> None:
        del choice
        if len(self.session.area.document) < 4:
            new_working_copy(self.session)

    async def _aside(self, choice: int) -> None:
        del choice
        if len(self.session.area.document) > 1:
            change = DocumentAside(self.session.document)
            await carry_out(self.session, self.screen, "gor", change)

    async def state(self) -> Any:
        """All that the files say, once everything is saved."""
        assert (await self.session.saver.ready()).error == ""
        return in_files(self.folder)


def in_files(folder: Path) -> Any:
    """All that the files say; none of them is broken."""
    store = Store(folder)
    heads, error = store.document()
    assert error == ()
    tabs = {(d.id, t.id): store.tab(d.id, t.id) for d in heads for t in store.register.tabs}
    now, error = store.settings()
    assert error == ()
    return heads, tabs, replace(now, last_document="", last_tab="", theme="")


class AnyScreen(SilentScreen):
    """A screen that does what it is told, and shows nothing."""

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor on a cell."""


KINDS = (
    "cell", "row", "tryckt", "head", "decide", "setting", "meeting", "made", "aside",
    "column", "form", "table",
)  # fmt: skip
STEPS = st.lists(
    st.tuples(st.sampled_from((*KINDS, "undo", "redo", "restart", "crash")), st.integers(0, 10**4)),
    max_size=14,
)


@contextmanager
def in_memory() -> Iterator[Path]:
    """A folder in memory where there is one: an fsync takes as long as all the rest."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    folder = Path(tempfile.mkdtemp(dir=memory, prefix="namndkoll-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def there_and_back(folder: Path, steps: Sequence[tuple[str, int]]) -> None:
    """Make the steps, undo them all and redo them all, and look what the files then say."""
    program = Program(data_folder(folder))
    start = await program.state()
    crash = False
    for kind, choice in steps:
        if kind in ("undo", "redo"):
            if not crash or not program.moves_next(backwards=kind == "undo"):
                await program.step(kind == "undo")
        elif kind == "restart":
            await program.restart(crash=crash)
            crash = False
        elif kind == "crash":
            await program.session.saver.ready()
            program.stop_saving()
            crash = True
        elif not crash or kind not in ("made", "aside"):
            await program.change(kind, choice)
    await program.restart(crash=crash)
    while await program.step(backwards=False):
        pass
    end = await program.state()
    while await program.step(backwards=True):
        pass
    assert await program.state() == start
    await program.restart(crash=False)
    while await program.step(backwards=False):
        pass
    assert await program.state() == end
    program.store.close()


EACH_ONCE = [(kind, 1 + nr) for nr, kind in enumerate(KINDS)]
BETWEEN = [step for one in EACH_ONCE for step in (one, ("restart", 0))]


@settings(max_examples=15)
@example(EACH_ONCE)
@example(BETWEEN)
@example([("made", 0), ("cell", 1), ("aside", 1), ("undo", 0), ("restart", 0), ("undo", 0)])
@given(STEPS)
def test_all_the_way_back_is_the_start_and_all_the_way_forward_the_end(
    steps: list[tuple[str, int]],
) -> None:
    with in_memory() as folder:
        asyncio.run(there_and_back(folder / "data", steps))


async def test_every_kind_of_step_is_one_step_of_the_line_after_a_restart() -> None:
    with in_memory() as folder:
        program = Program(data_folder(folder / "data"))
        for kind, choice in EACH_ONCE:
            await program.change(kind, choice)
        await program.restart(crash=False)
        assert len(program.session.history.done) == len(KINDS)
        said = []
        while await program.step(backwards=True):
            said.append(program.session.look.message)
        program.store.close()
    column, form, *said = said[2], said[1], *said[3:]
    assert column == "Ångrat: Drift: kolumnen ”Budget 2024” är flyttad."
    assert form.startswith("Ångrat: Drift: tecknen tomt → Intäkter +")
    assert said[0] == "Ångrat: Delårsbokslut 2024 (utkast) är tillbaka."
    assert said[1] == "Ångrat: Delårsbokslut 2024 (utkast) är undanlagt."
    assert [sentence.replace("\u00a0", " ") for sentence in said[2:]] == [
        "Ångrat: sammanträdet 17 september 2024 är inlagt.",
        "Ångrat: inställningen Nära målet från: 6 % → 90 %.",
        "Ångrat: Delårsbokslut 2024 är ett utkast igen.",
        "Ångrat: fyndet är inte längre undantaget.",
        "Ångrat: Drift, Kostnader, Avv. prognos/budget 2024 (tryckt): 3 → tomt.",
        "Ångrat: Delposter ur texten: raden ”Hyra” är flyttad.",
        "Ångrat: Drift, Personalkostnader, Budget 2024: 1 → −157 000.",
    ]


async def test_a_step_of_a_newer_version_is_said_to_stay_and_no_other_is_undone() -> None:
    with in_memory() as folder:
        program = Program(data_folder(folder / "data"))
        await program.change("cell", 5)
        await program.change("setting", 3)
        await program.restart(crash=False)
        newer = UnknownChange({"slag": "diagram"})
        program.session.history = program.session.history.with_((newer,))
        before = await program.state()
        await step_back(program.session, program.screen, True)
        assert "nyare version av Nämndkoll" in program.session.look.message
        assert await program.state() == before
        program.store.close()


async def test_a_document_that_somebody_took_away_is_named_and_no_other_step_is_undone() -> None:
    with in_memory() as folder:
        program = Program(data_folder(folder / "data"))
        await program.change("setting", 3)
        await program.change("made", 0)
        program.session.document_id = "2024-delar-utkast"
        await program._cell(7)
        await program.session.saver.ready()
        program.store.close()
        (program.folder / "2024-delar-utkast").rename(folder / "borta")
        program.store.lock.released()
        program.start()
        near = program.session.area.settings
        await step_back(program.session, program.screen, True)
        assert "Dokumentet 2024-delar-utkast finns inte längre" in program.session.look.message
        assert program.session.area.settings == near
        program.store.close()
