"""The empty application that answers every key by repainting one cell.

Given a file it first keeps its bytes as safely as they can be: a line on the disk that says so,
then a temporary file on the disk, in the file's place.
"""

import os
import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.events import Key
from textual.widgets import Footer, Header, Static


class Echo(App[None]):
    """Counts the keys."""

    count = 0

    def compose(self) -> ComposeResult:
        """The empty application's own widgets."""
        yield Header()
        yield Static("EKO0X", id="eko")
        yield Footer()

    def on_key(self, event: Key) -> None:
        """Show how many there have been."""
        if event.is_printable:
            for file in map(Path, sys.argv[1:]):
                keep(file.read_bytes())
            self.count += 1
            self.query_one("#eko", Static).update(f"EKO{self.count}X")


def keep(data: bytes) -> None:
    """The least that a line in a journal and an atomic write take."""
    _on_disk("line.jsonl", data[:400], os.O_APPEND)
    _on_disk("kept.tmp", data, os.O_TRUNC)
    Path("kept.tmp").replace("kept.json")
    folder = os.open(".", os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def _on_disk(name: str, data: bytes, how: int) -> None:
    file = os.open(name, os.O_WRONLY | os.O_CREAT | how)
    os.write(file, data)
    os.fsync(file)
    os.close(file)


if __name__ == "__main__":
    Echo().run()
