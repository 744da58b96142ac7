"""Copies that sync programs and people leave beside a store file (*konfliktkopia*).

Such a file is noticed by its name (``conflict_name``) and compared, never loaded as data.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.cell_text import cell_text
from tui.domain.finding import FileError
from tui.domain.register import REGISTER, Register
from tui.domain.table import Table
from tui.domain.value import Value
from tui.store.atomic_file import read
from tui.store.codec import Json
from tui.store.errors import ItemError, ReadError, file_name
from tui.store.fields import only_item
from tui.store.records import SCHEMA_TABLE
from tui.store.schema import same_name
from tui.store.sync_names import conflict_name
from tui.store.tab_file import parsed_tab

if TYPE_CHECKING:
    from tui.domain.diff import Difference

SHOWN = 3


class ConflictCopy(Struct, frozen=True):
    """A copy of one of a document's files (of the settings where ``document`` is empty).

    ``equal``: it says the same as the file does now. ``differences`` are the tables that differ,
    with the file's figures as "min" and the copy's as "deras"; () also where the file is no tab.
    """

    file: Path
    copy_of: Path
    document: str
    equal: bool
    tables: tuple[Table, ...] = ()
    differences: "tuple[Difference, ...]" = ()
    error: tuple[FileError, ...] = ()


def conflict_copies(
    folder: Path, document: Iterable[str] | None = None, register: Register = REGISTER
) -> tuple[ConflictCopy, ...]:
    """The copies beside the settings and beside the files of the documents (all, if not given).

    Nothing is raised: a folder that cannot be read has no copies, a copy that cannot be read
    has the sentence that says why.
    """
    found = conflict_name(folder, document, register)
    return tuple(k for par in found if (k := _read_copy(*par, folder, register)) is not None)


def differs(copy: ConflictCopy, now: Sequence[Table]) -> "tuple[Difference, ...]":
    """In which tables a copy ("deras") differs from the ones of now, and where.

    What compares is imported when there is a copy: every start looks for one.
    """
    from tui.store.table_merge import deviating

    return deviating(now, copy.tables, copy.document)


def _read_copy(file: Path, original: Path, folder: Path, register: Register) -> ConflictCopy | None:
    """The copy, read; None where the file says that it belongs to another tab."""
    document = file.parent.name if file.parent != folder else ""
    try:
        ra, fingerprint = read(file)
    except ReadError as error:
        return ConflictCopy(
            file, original, document, False, error=(FileError(file.name, error.sentence),)
        )
    tab = original.stem
    if fingerprint is None or not _claims_to_be(ra, tab):
        return None
    now, current = _now(original)
    equal = fingerprint == current
    if tab not in {f.id for f in register.tabs}:
        return ConflictCopy(file, original, document, equal)
    name = f"{document}/{file.name}"
    content = parsed_tab(ra, name, document, tab, register)
    the_original = parsed_tab(now, original.name, document, tab, register)
    copy = ConflictCopy(file, original, document, equal, content.tables, (), content.error)
    return replace(copy, differences=differs(copy, the_original.tables))


def _now(original: Path) -> tuple[Json, object]:
    try:
        return read(original)
    except ReadError:
        return None, None


def _claims_to_be(ra: Json, tab: str) -> bool:
    """Whether the file says that it is this tab, or does not say which one it is."""
    try:
        _, schema = only_item(ra, SCHEMA_TABLE)
    except ItemError:
        return True
    return "flik" not in schema or same_name(schema["flik"], tab)


def copy_error(copy: ConflictCopy) -> FileError:
    """A sentence for a copy: what it is of, and where it says something else."""
    name, original = file_name(copy.file), copy.copy_of.name
    if copy.error:
        return FileError(name, copy.error[0].sentence)
    items = [p for s in copy.differences for p in s.items if p.field == "cell"]
    what = "den säger samma sak" if copy.equal else f"{len(items)} celler skiljer"
    parts = "; ".join(
        f"{p.address.row}/{p.address.column}: här {_text(p.min)}, där {_text(p.theirs)}"
        for p in items[:SHOWN]
    )
    return FileError(
        name,
        f"{name} är en kopia av {original} från ett synkprogram och läses inte in: "
        f"{what}{f' ({parts})' if parts else ''}.",
    )


def _text(value: object) -> str:
    table_value: Value = value  # type: ignore[assignment]
    return cell_text(table_value, None) or "tomt"
