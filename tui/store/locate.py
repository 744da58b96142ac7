"""Which data folder to open (*datamapp*), and where the program's example lies."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tui.store.directory import HEAD_FILE, SETTINGS_FILE, has_document, is_folder
from tui.store.errors import FolderError, cause, visible

ENVIRONMENT_NAME = "NAMNDKOLL_DATA"
OPTION = "--data"
PACKAGE = Path(__file__).resolve().parents[1]
NONE_YET = "Det finns inga dokument än; starta namndkoll och börja för din nämnd"


class FolderChoice(NamedTuple):
    """The folder to open. ``lack`` says in a sentence why there is nothing in it to read, if so.

    Such a folder is to be begun in: it is empty, holds no documents, or is not there yet.
    """

    folder: Path
    lack: str = ""


def chosen_folder(
    argument: str | None, environment: Mapping[str, str], working_directory: Path
) -> FolderChoice:
    """``--data``, else NAMNDKOLL_DATA, else ./data, this folder or the user's own with documents.

    Where there are none at all it is the empty folder that one stands in, else the user's own.
    Raises FolderError for a folder that is named and cannot be one.
    """
    if argument is not None:
        return given_folder(argument, working_directory, OPTION)
    if environment.get(ENVIRONMENT_NAME):
        return given_folder(environment[ENVIRONMENT_NAME], working_directory, ENVIRONMENT_NAME)
    for local in (working_directory / "data", working_directory):
        if has_document(local):
            return FolderChoice(local)
    own = own_folder()
    if has_document(own):
        return FolderChoice(own)
    begun = working_directory if _may_begin_in(working_directory) else own
    return FolderChoice(begun, f"{NONE_YET}, eller ange en mapp med {OPTION}.")


def given_folder(text: str, working_directory: Path, origin: str = "") -> FolderChoice:
    """A folder that the user has named, by ``origin`` if by anything but here.

    Raises FolderError where it is no folder, cannot be read, or is one document by itself.
    """
    start = f"Mappen ”{visible(text)}”{f' ({origin})' if origin else ''}"
    if not text.strip() or "\0" in text:
        raise FolderError(f"{start} är inget mappnamn; ange en mapp som innehåller dokument.")
    try:
        folder = working_directory / Path(text).expanduser()
        empty = _is_empty(folder)
    except FileNotFoundError:
        return FolderChoice(folder, f"{start} finns inte; kontrollera stavningen.")
    except NotADirectoryError:
        raise FolderError(
            f"{start} är en fil och ingen mapp; ange mappen som den ligger i."
        ) from None
    except (OSError, RuntimeError) as error:
        why = cause(error) if isinstance(error, OSError) else "hemmappen är okänd"
        raise FolderError(f"{start} kan inte öppnas: {why}.") from None
    if has_document(folder):
        return FolderChoice(folder)
    if os.path.lexists(folder / HEAD_FILE):
        raise FolderError(f"{start} är ett enda dokument; ange mappen som det ligger i.")
    what = "är tom" if empty else "innehåller inga dokument"
    return FolderChoice(folder, f"{start} {what}; ange en mapp som innehåller dokument.")


def own_folder() -> Path:
    """The user's own data folder, whether it is there or not."""
    from platformdirs import user_data_path  # 35 ms, not needed where a folder is given

    return user_data_path("namndkoll", appauthor=False)


def _may_begin_in(folder: Path) -> bool:
    """Whether documents may be made right in a folder: it is empty, and nobody's home."""
    try:
        return _is_empty(folder) and not folder.samefile(Path.home())
    except (OSError, RuntimeError):
        return False


def _is_empty(folder: Path) -> bool:
    """Whether nothing of the user's lies in a folder. Raises OSError.

    What is hidden does not count, nor do the settings of a beginning that was broken off.
    """
    return all(i.name.startswith(".") or i.name == SETTINGS_FILE for i in folder.iterdir())


def accompanying() -> Path:
    """The example that comes with the program: in a wheel or a checkout. Raises FolderError."""
    for candidate in (PACKAGE / "_data", PACKAGE.parent / "data"):
        if has_document(candidate):
            return candidate
    raise FolderError("Exemplet saknas i installationen; installera om programmet.")


def is_place_for(folder: Path) -> str:
    """Why a data folder cannot be made there, in a sentence; "" where it can, or is there."""
    parent = folder.parent
    if is_folder(folder) or is_folder(parent) or folder == own_folder():
        return ""
    return f"Mappen ”{visible(str(parent))}”, som den ska ligga i, finns inte."
