"""The archive of a journal, read: that what was trimmed away is all there."""

from tui.store.journal import Journal
from tui.store.journal.reader import Content, read_content


def read_archive(journal: Journal) -> Content:
    """The events that the journal no longer holds, oldest first, each once, and the faults met."""
    folder, now = journal.file.parent / "arkiv", journal.read().events
    files = sorted(folder.glob("journal-*.jsonl"), key=lambda f: int(f.stem.split("-")[1]))
    contents = [read_content(file) for file in files]
    events = {h.nr: h for content in reversed(contents) for h in content.events}
    left = sorted(nr for nr in events if not now or nr < now[0].nr)
    faults = tuple(fault for content in contents for fault in content.error)
    return Content(tuple(events[nr] for nr in left), faults)
