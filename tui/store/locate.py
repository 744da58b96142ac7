"""Which data folder to open (*datamapp*), and the copy of the documents on first use."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tui.store.atomic_file import write_new
from tui.store.directory import HEAD_FILE, SETTINGS_FILE, document_folders, has_document, is_there
from tui.store.errors import FolderError, cause, visible
from tui.store.rights import Rights, make_folder
from tui.store.whole_folder import create_folder

ENVIRONMENT_NAME = "NAMNDKOLL_DATA"
OPTION = "--data"
PACKAGE = Path(__file__).resolve().parents[1]


class FolderChoice(NamedTuple):
    """The folder to open, and what to tell the user about it (often nothing)."""

    folder: Path
    message: str = ""


def chosen_folder(
    argument: str | None, environment: Mapping[str, str], working_directory: Path
) -> FolderChoice:
    """``--data``, else NAMNDKOLL_DATA, else ./data with documents, else the user's own folder.

    The last one gets a copy of the documents that come with the program the first time. Raises
    FolderError.
    """
    if argument is not None:
        return FolderChoice(_given(argument, OPTION, working_directory))
    if environment.get(ENVIRONMENT_NAME):
        return FolderChoice(
            _given(environment[ENVIRONMENT_NAME], ENVIRONMENT_NAME, working_directory)
        )
    local = working_directory / "data"
    return FolderChoice(local) if has_document(local) else _own()


def _given(text: str, origin: str, working_directory: Path) -> Path:
    """A folder that the user has named. Raises FolderError where it cannot be opened."""
    start = f"Mappen ”{visible(text)}” ({origin})"
    if not text.strip() or "\0" in text:
        raise FolderError(f"{start} är inget mappnamn; ange en mapp som innehåller dokument.")
    try:
        folder = working_directory / Path(text).expanduser()
        empty = not any(folder.iterdir())
    except FileNotFoundError:
        raise FolderError(f"{start} finns inte; kontrollera stavningen.") from None
    except NotADirectoryError:
        raise FolderError(
            f"{start} är en fil och ingen mapp; ange mappen som den ligger i."
        ) from None
    except (OSError, RuntimeError) as error:
        why = cause(error) if isinstance(error, OSError) else "hemmappen är okänd"
        raise FolderError(f"{start} kan inte öppnas: {why}.") from None
    if not has_document(folder):
        if os.path.lexists(folder / HEAD_FILE):
            raise FolderError(f"{start} är ett enda dokument; ange mappen som det ligger i.")
        what = "är tom" if empty else "innehåller inga dokument"
        raise FolderError(f"{start} {what}; ange en mapp som innehåller dokument.")
    return folder


def _own() -> FolderChoice:
    """The user's own data folder, filled the first time. Raises FolderError."""
    from platformdirs import user_data_path  # 35 ms, not needed where a folder is given

    folder = user_data_path("namndkoll", appauthor=False)
    if has_document(folder):
        return FolderChoice(folder)
    try:
        count = copy_over(accompanying(), folder)
    except FolderError:
        raise
    except OSError as error:
        raise FolderError(
            f"De medföljande dokumenten kunde inte kopieras till {folder}: {cause(error)}; "
            f"ange en annan mapp med {OPTION}."
        ) from error
    return FolderChoice(
        folder,
        f"{count} dokument och inställningarna har kopierats till {folder}; där sparas dina "
        "ändringar.",
    )


def accompanying() -> Path:
    """The documents that come with the program: in a wheel or a checkout. Raises FolderError."""
    for candidate in (PACKAGE / "_data", PACKAGE.parent / "data"):
        if has_document(candidate):
            return candidate
    raise FolderError(
        f"De medföljande dokumenten saknas i installationen; ange en mapp med {OPTION} eller "
        "installera om programmet."
    )


def copy_over(source: Path, target: Path) -> int:
    """Copy documents and settings into a new folder, whole or not at all; the number of documents.

    Hidden files stay behind. Raises OSError, and FolderError where ``target`` holds anything.
    """
    name, _ = document_folders(source)

    def fill(folder: Path) -> None:
        for document in name:
            _copy_files(source / document, folder / document)
        if is_there(source / SETTINGS_FILE):
            _copy_file(source / SETTINGS_FILE, folder / SETTINGS_FILE)

    make_folder(target.parent, parents=True)
    if target.is_dir():
        if any(target.iterdir()):
            raise FolderError(
                f"{target} innehåller inga dokument men är inte tom; flytta det som ligger där "
                f"eller ange en annan mapp med {OPTION}."
            )
        target.rmdir()
    create_folder(target, fill)
    return len(name)


def _copy_files(source: Path, target: Path) -> None:
    make_folder(target)
    for file in sorted(source.iterdir()):
        if file.suffix == ".json" and not file.name.startswith(".") and file.is_file():
            _copy_file(file, target / file.name)


def _copy_file(source: Path, target: Path) -> None:
    """The bytes alone: the installed files may be write-protected, the copy must not be."""
    write_new(target, source.read_bytes(), Rights())
