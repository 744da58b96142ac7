"""The record that says which version of the format a file is written in, and whose it is."""

from collections.abc import Callable, Mapping
from typing import NamedTuple
from unicodedata import normalize

from tui.domain.finding import FileError
from tui.store.codec import Json
from tui.store.errors import ItemError, quoted
from tui.store.fields import only_item
from tui.store.records import SCHEMA, SCHEMA_TABLE
from tui.store.value_codec import Item


class Schema(NamedTuple):
    """What the record says: whether this program may save the file, and what is to be told."""

    writable: bool
    error: tuple[FileError, ...] = ()


UPGRADES: dict[int, Callable[[Json], Json]] = {}
"""By version, what turns a file of it into one of the next. The first format has none before it."""


def upgraded(ra: Json) -> Json:
    """A file's value in today's format, the same value where it is that already.

    Nothing is written here: the next save writes the new format, and keeps the old file first.
    """
    try:
        key, item = only_item(ra, SCHEMA_TABLE)
    except ItemError:
        return ra
    version = item.get("version")
    while type(version) is int and version < SCHEMA and version in UPGRADES:
        ra, version = UPGRADES[version](ra), version + 1
        ra = {**ra, SCHEMA_TABLE: {key: {**item, "version": version}}}
    return ra


def schema_item(**owner: str) -> Json:
    """The schema table of a new file."""
    return {"1": {"version": SCHEMA, **owner}}


def parsed_schema(ra: Json, file: str, owner: Mapping[str, str]) -> Schema:
    """The version of a file, and whether it is that of the document and tab that it lies with.

    A file of a version that this program does not know is shown as far as it can be read, and
    never saved: a newer program may have put there what this one would lose.
    """
    try:
        _, item = only_item(ra, SCHEMA_TABLE)
    except ItemError as error:
        return Schema(
            False, (FileError(file, f"{file}, {error}; filen kan läsas men inte sparas."),)
        )
    version_error = _version_error(item, file)
    error_ = (*version_error, *_owner_error(item, file, owner))
    return Schema(not version_error, error_)


def _version_error(item: Item, file: str) -> tuple[FileError, ...]:
    version = item.get("version")
    if type(version) is not int or version < 1:
        sentence = (
            f"{file} säger inte vilken version den har (tabell ”{SCHEMA_TABLE}”, fält ”version”); "
            "den kan läsas men inte sparas förrän det är rättat."
        )
    elif version > SCHEMA:
        sentence = (
            f"{file} är skriven av en nyare version av Nämndkoll (format {version}, den här kan "
            f"{SCHEMA}); den kan läsas men inte sparas förrän programmet är uppdaterat."
        )
    elif version < SCHEMA:
        sentence = f"{file} har ett format ({version}) som inte kan uppgraderas; den sparas inte."
    else:
        return ()
    return (FileError(file, sentence),)


def _owner_error(item: Item, file: str, owner: Mapping[str, str]) -> tuple[FileError, ...]:
    """Whether the file was copied or moved here from somewhere else."""
    return tuple(
        FileError(
            file,
            f"{file} säger sig höra till {field} {quoted(item[field])} men ligger hos "
            f"{quoted(name)}; kontrollera att filen ligger i rätt mapp.",
        )
        for field, name in owner.items()
        if field in item and not same_name(item[field], name)
    )


def same_name(one: object, change: str) -> bool:
    """Whether two names are the same: macOS hands out "å" as two characters."""
    return isinstance(one, str) and normalize("NFC", one) == normalize("NFC", change)
