"""What the journal holds beside the documents' files: settings, and documents' folders as wholes.

These have names of their own there, with a slash first. They are not replayed by the hash of a
file: a setting is put in cell by cell, whatever else stands in the file; and of a folder that was
being made, laid aside or put back when the program was killed, the disk says whether it was.
"""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from tui.domain.finding import FileError
from tui.domain.settings import Settings
from tui.domain.settings_cells import with_setting
from tui.store.directory import SETTINGS_FILE, is_folder
from tui.store.errors import StoreError
from tui.store.folder import Store
from tui.store.journal import Journal
from tui.store.journal.reader import Track, state_after
from tui.store.laid_on import laid_on
from tui.workspace import (
    DocumentAside,
    DocumentMade,
    FolderChange,
    MeetingChange,
    SettingChange,
    SettingsChange,
    Workspace,
)

SETTINGS = "/installningar"
_NEWER = (
    "Inställningarna har ändringar som en nyare version av Nämndkoll inte hann spara; "
    "uppdatera programmet, så tas de in."
)
_FOLDER = "/mapp/"


def folder_of(document: str) -> str:
    """A document's folder as a whole, as the journal names it."""
    return f"{_FOLDER}{document}"


class Settled(Struct, frozen=True):
    """How many settings were put in, and what there is to tell."""

    number: int = 0
    error: tuple[FileError, ...] = ()

    @property
    def sentence(self) -> str:
        """What was put in, in a sentence, "" for nothing."""
        if self.number == 1:
            return "En inställning från förra gången är återställd."
        return f"{self.number} inställningar från förra gången är återställda." * bool(self.number)


def settled(store: Store, journal: Journal) -> Settled:
    """See to what a crash left unsaved beside the documents' files. Never raises."""
    number = 0
    error: list[FileError] = []
    for name, track in state_after(journal.read().rows).files.items():
        if not track.unsaved or not name.startswith("/"):
            continue
        try:
            if name == SETTINGS:
                number, faults = _settings_settled(store, journal, track)
                error += faults
            elif name.startswith(_FOLDER):
                _settle_folder(store.folder, journal, name, track)
        except StoreError as obstacle:
            error.append(FileError(name, obstacle.sentence))
    return Settled(number, tuple(error))


def _settings_settled(
    store: Store, journal: Journal, track: Track
) -> tuple[int, tuple[FileError, ...]]:
    """How many changes of settings were put into the file, and those that another ran over."""
    steps = [change for event in track.unsaved for change in event.step_in(SETTINGS)]
    changes = [c for c in steps if isinstance(c, SettingChange | MeetingChange)]
    before = store.settings()[0]
    left = store.save_settings(changes)
    after = store.settings()[0]
    faults = [_left_fault(after, changes, name) for name in left]
    if len(changes) == len(steps):
        hash_ = store.fingerprint().get(store.folder / SETTINGS_FILE) or ""
        journal.saved(SETTINGS, hash_, track.unsaved[-1].nr)
    else:
        faults.append(FileError(SETTINGS_FILE, _NEWER))
    return len(changes) * (after != before), tuple(faults)


def lay_on_settings(store: Store, journal: Journal) -> int:
    """Put what waits for the settings into the file that has come in their place; how many.

    They are laid on whatever stands there: it is a backup that the user has chosen, and not what
    another program wrote. Raises StoreError.
    """
    track = state_after(journal.read().rows).files.get(SETTINGS)
    if track is None or not track.unsaved:
        return 0
    steps = [change for event in track.unsaved for change in event.step_in(SETTINGS)]
    changes = [c for c in steps if isinstance(c, SettingChange | MeetingChange)]
    step = laid_on(Workspace(settings=store.settings()[0]), changes)
    store.save_settings([c for c in step if isinstance(c, SettingChange | MeetingChange)])
    if len(changes) == len(steps):
        hash_ = store.fingerprint().get(store.folder / SETTINGS_FILE) or ""
        journal.saved(SETTINGS, hash_, track.unsaved[-1].nr)
    return len(step)


def _left_fault(after: Settings, changes: Sequence[SettingsChange], name: str) -> FileError:
    """That another program has written a setting whose change was not saved before a crash."""
    from tui.domain.settings_fields import setting_words  # seldom, and a start without it: 1 ms

    mine = [c.to for c in changes if isinstance(c, SettingChange) and c.name == name][-1]
    called, theirs = setting_words(after, name)
    own = setting_words(with_setting(after, name, mine), name)[1]
    return FileError(
        SETTINGS_FILE,
        f"{called}: din ändring till {own} hann inte sparas, och ett annat program har skrivit "
        f"{theirs}, som gäller nu. Ändra under Inställningar om ditt värde ska gälla.",
    )


def _settle_folder(folder: Path, journal: Journal, name: str, track: Track) -> None:
    """Note whether the last thing that was to be done with a folder was done."""
    *before, last = track.unsaved
    if before:
        journal.saved(name, "", before[-1].nr)
    changes = [c for c in last.step_in(name) if isinstance(c, DocumentMade | DocumentAside)]
    if all(happened(folder, change) for change in changes):
        journal.saved(name, "", last.nr)
    else:
        journal.discard(name, None, last.nr)


def happened(folder: Path, change: FolderChange) -> bool:
    """Whether a document's folder is where a change puts it."""
    there = is_folder(folder / change.document.id)
    if isinstance(change, DocumentMade):
        return there
    return not there and is_folder(folder / change.aside)
