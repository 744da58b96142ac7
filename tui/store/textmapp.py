"""The reports' own texts (*texter*), which lie in the data folder or anywhere else."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.granskning.prosa.pastaende import Textkalla


class Textmapp:
    """A data folder as the place that the names of texts are taken from."""

    mapp: Path

    def text(self, fil: str) -> "Textkalla":
        """A report's text. Raises Textfel."""
        from tui.store.textfil import las_text

        return las_text(self.mapp / fil)

    def textlage(self, fil: str) -> tuple[int, int] | None:
        """What tells a version of a text file from another, None where there is no file."""
        try:
            funnet = (self.mapp / fil).stat()
        except (OSError, ValueError):
            return None
        return funnet.st_mtime_ns, funnet.st_size
