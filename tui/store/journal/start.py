"""Whether the journal has anything to say at the start, told from the ends of its file.

Apart from the rest, which the start can do without: this costs 0.2 ms, however long the journal.
"""

from pathlib import Path

from tui.store.codec import CodeError, Json, decoded
from tui.store.journal.log_file import changes
from tui.store.lock import INNER_FOLDER

VERSION = 1
JOURNAL_FILE = "journal.jsonl"


def journal_file(folder: Path) -> Path:
    """Where a data folder's journal lies."""
    return folder / INNER_FOLDER / JOURNAL_FILE


def calm(folder: Path) -> bool:
    """Whether there is nothing to replay and nothing to tell of. Never raises."""
    try:
        head, tail = changes(journal_file(folder))
    except OSError:
        return False
    return not tail or everything_saved(head, tail) is not None


def everything_saved(head: bytes, tail: bytes) -> int | None:
    """The last number of a journal whose last line says that everything is saved, else None.

    ``head`` are the file's first bytes and ``tail`` its last ones, whole lines or not.
    """
    rows = tail.removesuffix(b"\n").split(b"\n")
    if not tail.endswith(b"\n") or len(rows) < 2:
        return None
    first_of_all, last = _item(head.split(b"\n")[0]), _item(rows[-1])
    everything = last.get("allt") if "sparat" in last or "forkastat" in last else None
    return (
        everything
        if type(everything) is int and everything >= 0 and first_of_all.get("journal") == VERSION
        else None
    )


def _item(row: bytes) -> dict[str, Json]:
    try:
        item = decoded(row)
    except CodeError:
        return {}
    return item if isinstance(item, dict) else {}
