"""The same tables as ours, in TabbedContent with one DataTable a tab: keys 1-5 change tab."""

import json
import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.events import Key
from textual.widgets import DataTable, Footer, Header, TabbedContent, TabPane


class Tabs(App[None]):
    """Tables of text: the first line of each is its heading."""

    def __init__(self, tables: list[list[list[str]]]) -> None:
        super().__init__()
        self.tables = tables

    def compose(self) -> ComposeResult:
        """A tab a DataTable."""
        yield Header()
        with TabbedContent(initial="tab-1"):
            for number, _ in enumerate(self.tables, 1):
                with TabPane(f"Flik {number}", id=f"tab-{number}"):
                    yield DataTable(id=f"table-{number}")
        yield Footer()

    def on_mount(self) -> None:
        """Fill the tables."""
        for number, (heading, *rows) in enumerate(self.tables, 1):
            table = self.query_one(f"#table-{number}", DataTable)
            table.add_columns(*heading)
            table.add_rows(rows)

    def on_key(self, event: Key) -> None:
        """A digit chooses a tab."""
        if event.key.isdigit() and 1 <= int(event.key) <= len(self.tables):
            self.query_one(TabbedContent).active = f"tab-{event.key}"


if __name__ == "__main__":
    Tabs(json.loads(Path(sys.argv[1]).read_text("utf-8"))).run()
