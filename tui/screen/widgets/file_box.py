"""A dialog to choose a file in: those that can be read, the newest first; a path may be typed."""

import os
from pathlib import Path

from rich.text import Text
from textual.widgets import Input
from textual.widgets.option_list import Option

from tui.intake.listing import Entry, is_path, listed, typed_path
from tui.screen.widgets.dialogs import Chooser
from tui.svenska.format import clean

FOOT = "↑↓ väljer · Enter öppnar · Esc lämnar"
CLOSED = "Mappen får inte läsas: välj en annan."
NO_FILE = "Det finns ingen sådan fil eller mapp: se efter hur sökvägen är skriven."


class FileBox(Chooser):
    """A file of a folder, or of one that is gone to. Gives its path, "" when left."""

    def __init__(
        self, heading: str, folder: Path, endings: tuple[str, ...], selected: str = ""
    ) -> None:
        """``endings``: those of the files that can be read; ``selected``: the one to start on."""
        super().__init__(heading, (), str(folder / selected) if selected else "")
        self.endings = endings
        self.folder = self.shown = folder
        self.items = self._items()

    def on_mount(self) -> None:
        """Start on the file that is proposed."""
        super().on_mount()
        self.foot(FOOT)
        self.query_one("#sok", Input).placeholder = "Skriv för att söka, eller en sökväg"
        self._tell_folder()

    def _tell_folder(self) -> None:
        self.query_one(".ruta").border_subtitle = Text(clean(str(self.shown)))

    def _items(self) -> tuple[tuple[str, str, str], ...]:
        try:
            entries = listed(self.shown, self.endings)
        except OSError:
            return ((str(self.shown.parent), "..", CLOSED),)
        files = [_item(self.shown, one) for one in entries if not one.is_folder]
        folders = [_item(self.shown, one) for one in entries if one.is_folder]
        return (*files, (str(self.shown.parent), "..", "mappen ovanför"), *folders)

    def _choice(self, searched: str) -> list[Option]:
        """What is searched for in the folder; a path's own folder, where a path is typed."""
        folder, part = self.folder, searched
        if is_path(searched):
            path = typed_path(searched, self.folder)
            ends = searched.rstrip("\"'").endswith(("/", os.sep))
            folder, part = (path, "") if ends or _is_folder(path) else (path.parent, path.name)
        if folder != self.shown:
            self.shown = folder
            self.items = self._items()
            self._tell_folder()
        return super()._choice(part)

    def _give(self, choice: Option) -> None:
        path = Path(self.items[int((choice.id or "p0")[1:])][0])
        if _is_folder(path):
            self._go_into(path)
        else:
            self.dismiss(str(path))

    def _go_into(self, folder: Path) -> None:
        self.folder = self.shown = Path(os.path.normpath(folder))
        self.items = self._items()
        self._tell_folder()
        field = self.query_one("#sok", Input)
        if field.value:
            field.value = ""
        else:
            self._show("")

    def _entered(self, text: str) -> None:
        """A path that is typed in full, to a file that the list does not have."""
        path = typed_path(text, self.folder)
        if is_path(text) and path.is_file():
            self.dismiss(str(path))
        else:
            self.foot(NO_FILE)


def _item(folder: Path, one: Entry) -> tuple[str, str, str]:
    return str(folder / one.name), f"{one.name}/" if one.is_folder else one.name, one.told


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112 -- never raises
