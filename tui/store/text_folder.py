"""The reports' own texts (*texter*), which lie in the data folder or anywhere else."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.checks.prosa.claim import TextSource


class TextFolder:
    """A data folder as the place that the names of texts are taken from."""

    folder: Path

    def text(self, file: str) -> "TextSource":
        """A report's text. Raises Textfel."""
        from tui.store.text_file import read_text

        return read_text(self.folder / file)

    def text_state(self, file: str) -> tuple[int, int] | None:
        """What tells a version of a text file from another, None where there is no file."""
        try:
            found = (self.folder / file).stat()
        except (OSError, ValueError):
            return None
        return found.st_mtime_ns, found.st_size
