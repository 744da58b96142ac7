"""The data folder as it is read without a screen: its files, and the committed steps they lack.

Nothing is written and no lock is needed, so it is the same whether the program is closed, has
crashed, or is open and about to save.
"""

import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from msgspec import Struct

from tui.domain.document import Document
from tui.domain.finding import FileError
from tui.domain.register import Register
from tui.domain.settings import Settings
from tui.domain.table import Table
from tui.store.directory import file_name_for, ordered
from tui.store.errors import StoreError, file_name
from tui.store.file_hash import file_hash
from tui.store.folder import Store
from tui.store.journal.reader import calm, journal_file, read_content, waiting_changes
from tui.store.recovery import Plan, fits, replay
from tui.store.settled import SETTINGS
from tui.svenska.format import count
from tui.workspace import Change, Workspace, applied, carried_out

_ATTEMPTS = 5
_PAUSE_S = 0.02


class _Waiting(Struct, frozen=True):
    """What the journal holds and the files lack.

    ``hashes``: by file with unsaved events, what it was when it was looked at (it is not there
    where it could not be read). ``number``: how many changes wait for each.
    """

    hashes: Mapping[str, str | None] = {}
    number: Mapping[str, int] = {}
    plan: Plan = Plan()
    obstacle: str = ""

    @property
    def settings(self) -> tuple[Change, ...]:
        """The changes of settings, which go into the file one by one, whatever it is."""
        return next((c.step() for c in self.plan.conflicts if c.file == SETTINGS), ())

    def step(self, file: str, now: str | None) -> tuple[Change, ...] | None:
        """The changes that a file of these bytes lacks, None where that is not certain."""
        uncertain = {conflict.file for conflict in self.plan.conflicts}
        if file in uncertain or file not in self.hashes or self.hashes[file] != now:
            return None
        events = self.plan.play.get(file, ())
        return tuple(change for event in events for change in event.step_in(file))


def _waiting(folder: Path) -> _Waiting:
    """What waits in a folder's journal at this moment."""
    if calm(folder):
        return _Waiting()
    content = read_content(journal_file(folder))
    number = waiting_changes(content)
    hashes: dict[str, str | None] = {}
    for file in number:
        try:
            hashes[file] = file_hash(folder, file)
        except StoreError:
            continue
    return _Waiting(hashes, number, replay(content, hashes), content.obstacle)


class Committed(Store):
    """A data folder's documents with all that has been committed in them. Reading never raises.

    What is read after the journal holds at least what the journal then called saved. Where a file
    is none of those that the journal knows, it was perhaps being saved at that moment: both are
    then read once more.
    """

    def __init__(self, folder: Path, register: Register | None = None) -> None:
        super().__init__(folder, register)
        self._waiting = _waiting(folder)

    def document(self) -> tuple[tuple[Document, ...], tuple[FileError, ...]]:
        """Every document's head, the newest period first, and the faults met."""
        heads, errors = super().document()
        committed: list[Document] = []
        for head in heads:
            area, faults = self._with_steps(f"{head.id}/", partial(self._head_area, head.id))
            committed += area.document.values()
            errors = (*errors, *faults)
        fault = self._waiting.obstacle
        told = (FileError(file_name(journal_file(self.folder)), fault),) if fault else ()
        return ordered(committed), (*errors, *told)

    def settings(self) -> tuple[Settings, tuple[FileError, ...]]:
        """The settings, defaults where they are missing or bad, and the faults met."""
        settings, error = super().settings()
        area = Workspace(settings=settings)
        for change in self._waiting.settings:
            if fits(area, (change,)):
                area = applied(area, change)
        return area.settings, error

    def tab(self, document: str, tab: str) -> tuple[tuple[Table, ...], tuple[FileError, ...]]:
        """One tab's tables in stored order, and the faults met."""
        area, faults = self._with_steps(
            f"{document}/{tab}",
            lambda: Workspace().with_tab(
                (document, tab), *super(Committed, self).tab(document, tab)
            ),
        )
        return area.tables[document, tab], (*area.file_error[document, tab], *faults)

    def _head_area(self, id_: str) -> Workspace:
        head = self.head(id_)
        return Workspace({id_: head} if head else {})

    def _with_steps(
        self, file: str, read: Callable[[], Workspace]
    ) -> tuple[Workspace, tuple[FileError, ...]]:
        """What a file holds with what it lacks; a fault where that could not be put in."""
        area = read()
        for attempt in range(_ATTEMPTS):
            if file not in self._waiting.number:
                return area, ()
            step = self._waiting.step(
                file, self.fingerprint().get(self.folder / file_name_for(file))
            )
            if step is not None and fits(area, step):
                return carried_out(area, step), ()
            if attempt < _ATTEMPTS - 1:
                time.sleep(_PAUSE_S)
                self._waiting, area = _waiting(self.folder), read()
        return area, (_fault(file, self._waiting.number.get(file, 0)),)


def _fault(file: str, number: int) -> FileError:
    """That changes wait which cannot be shown."""
    name = file_name(Path(file_name_for(file)))
    waits = count(number, "ändring väntar", "ändringar väntar")
    return FileError(
        name,
        f"{name}: {waits} på att sparas men passar inte säkert in i filen, så det som visas är "
        "filen utan dem. Starta Nämndkoll och välj vad som ska gälla.",
    )
