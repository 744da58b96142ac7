"""Trimming the journal: the whole old file goes to the archive, and a short new one takes over.

The old file gets its second name in the archive before the new one replaces it, so at every
moment the journal is whole under its own name.
"""

import os
import re
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from tui.store.atomic_file import fingerprint, loaded, sync_folder, write
from tui.store.codec import MAX_BYTE
from tui.store.directory import names_in
from tui.store.errors import file_name
from tui.store.journal.history import first_needed
from tui.store.journal.lines import (
    Broken,
    ContentLine,
    Discarded,
    Event,
    Head,
    JournalLine,
    Saved,
    encoded_journal_line,
)
from tui.store.journal.reader import Content, parsed_content, state_after
from tui.store.rights import make_folder

ARCHIVE = "arkiv"
LONG_BYTE = MAX_BYTE // 4
_NAME = re.compile(r"journal-\d{1,18}-(\d{1,18})(?:-\d{1,9})?\.jsonl", re.ASCII)


class Shortening(NamedTuple):
    """A journal's bytes, the shorter ones in their place, and the old ones' name in the archive."""

    old: bytes
    new: bytes
    name: str


def shortening(file: Path, max_events: int, keep: int, now: datetime) -> Shortening | None:
    """How to trim the journal if it is long and everything is saved, else None. Raises ReadError.

    The new one holds the events of the last ``keep`` steps, but at most half of
    ``max_events``, so that it is not as long again at once.
    """
    data = loaded(file) or b""
    content = parsed_content(data, file_name(file))
    events, state = content.events, state_after(content.rows)
    long = len(events) > max_events or len(data) > LONG_BYTE
    if content.obstacle or not long or state.unsaved:
        return None
    left = _within(_left(content, keep)[-max(max_events // 2, 1) :])
    if len(left) == len(events):
        return None
    from_nr = left[0].nr if left else state.nr + 1
    rows = _from(content.rows, left, state.nr)
    new = b"".join(map(encoded_journal_line, (Head(now, from_nr), *rows)))
    return Shortening(data, new, f"journal-{events[0].nr}-{events[-1].nr}")


def shorten(file: Path, plan: Shortening) -> bool:
    """Trim the journal, unless it has grown meanwhile; whether it was. Raises OSError."""
    if loaded(file) != plan.old:
        return False
    _archive(file, plan.old, plan.name)
    write(file, plan.new, fingerprint(plan.old))
    return True


def _left(content: Content, keep: int) -> tuple[Event, ...]:
    """The events that the last steps need."""
    first = first_needed(content.events, keep)
    return tuple(h for h in content.events if first is not None and h.nr >= first)


def _within(left: tuple[Event, ...]) -> tuple[Event, ...]:
    """The last of the events that together are not long in bytes."""
    size = 0
    for so_many, event in enumerate(reversed(left)):
        size += len(encoded_journal_line(event))
        if size > LONG_BYTE // 2:
            return left[len(left) - so_many :]
    return left


def _from(
    rows: tuple[ContentLine, ...], left: tuple[Event, ...], nr: int
) -> tuple[JournalLine, ...]:
    """The lines from the first of the events on, the last of them saying that all is saved.

    What says that an event is saved or does not count stands after the event, so it comes along.
    """
    start = rows.index(left[0]) if left else len(rows)
    kept = tuple(r for r in rows[start:] if not isinstance(r, Broken | Head))
    if kept and isinstance(kept[-1], Saved | Discarded) and kept[-1].everything is not None:
        return kept
    saves = [r for r in rows if isinstance(r, Saved | Discarded)]
    return (*kept, *(replace(r, everything=nr) for r in saves[-1:]))


def _archive(file: Path, data: bytes, stem: str) -> None:
    """Give the file a second name in the archive; one that is taken there stays as it is."""
    archive = file.parent / ARCHIVE
    make_folder(archive)
    for nr in count(1):
        target = archive / f"{stem}{f'-{nr}' if nr > 1 else ''}.jsonl"
        exists = loaded(target)
        if exists is None:
            _link(file, data, target)
        if exists in (None, data):
            break
    sync_folder(archive)
    sync_folder(file.parent)


def _link(file: Path, data: bytes, target: Path) -> None:
    try:
        os.link(file, target)
    except OSError:
        # A memory stick or a share may know no second names.
        write(target, data, None)


def latest_archived(file: Path) -> int:
    """The highest number in the archive, by its files' names; 0 where there is none."""
    hits = map(_NAME.fullmatch, names_in(file.parent / ARCHIVE))
    return max((int(hit[1]) for hit in hits if hit is not None), default=0)
