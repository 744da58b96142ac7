"""The same tables as ours, in TabbedContent with one DataTable a tab: keys 1-5 change tab."""

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.events import Key
from textual.widgets import DataTable, Footer, Header, TabbedContent, TabPane

from tui.domain.register import REGISTER
from tui.screen.views.table_view import TableView
from tui.store.folder import Store
from tui.workspace import Workspace


class Tabs(App[None]):
    """Every tab's first table, in text."""

    def __init__(self, folder: str, document: str) -> None:
        super().__init__()
        self.store, self.document = Store(Path(folder)), document

    def compose(self) -> ComposeResult:
        """A tab a DataTable."""
        yield Header()
        with TabbedContent(initial="drift"):
            for tab in REGISTER.tabs:
                with TabPane(tab.heading, id=tab.id):
                    yield DataTable(id=f"tabell-{tab.id}")
        yield Footer()

    def on_mount(self) -> None:
        """Fill the tables."""
        heads, _ = self.store.document()
        head = next(d for d in heads if d.id == self.document)
        area = Workspace({head.id: head}, settings=self.store.settings()[0])
        for tab in REGISTER.tabs:
            area = area.with_tab((head.id, tab.id), *self.store.tab(head.id, tab.id))
            for table in area.tables[(head.id, tab.id)][:1]:
                view = TableView(area.calculation(head.id, table.id), {}, 120, writable=True)
                show(self.query_one(f"#tabell-{tab.id}", DataTable), view)

    def on_key(self, event: Key) -> None:
        """A digit chooses a tab."""
        if event.key.isdigit() and 1 <= int(event.key) <= len(REGISTER.tabs):
            self.query_one(TabbedContent).active = REGISTER.tabs[int(event.key) - 1].id


def show(table: "DataTable[str]", view: TableView) -> None:
    """The cells that our grid would show."""
    table.add_columns(*(" ".join(k.heading) for k in view.columns))
    for row in range(view.count_rows):
        table.add_row(*(view.box(row, k).text for k in range(len(view.columns))))


if __name__ == "__main__":
    Tabs(sys.argv[1], sys.argv[2]).run()
