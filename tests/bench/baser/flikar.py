"""The same tables as ours, in TabbedContent with one DataTable a tab: keys 1-5 change tab."""

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.events import Key
from textual.widgets import DataTable, Footer, Header, TabbedContent, TabPane

from tui.arbetsyta import Arbetsyta
from tui.domain.register import REGISTER
from tui.store.mapp import Lager
from tui.tabs.tabellvy import Tabellvy


class Flikar(App[None]):
    """Every tab's first table, in text."""

    def __init__(self, mapp: str, dokument: str) -> None:
        super().__init__()
        self.lager, self.dokument = Lager(Path(mapp)), dokument

    def compose(self) -> ComposeResult:
        """A tab a DataTable."""
        yield Header()
        with TabbedContent(initial="drift"):
            for flik in REGISTER.flikar:
                with TabPane(flik.rubrik, id=flik.id):
                    yield DataTable(id=f"tabell-{flik.id}")
        yield Footer()

    def on_mount(self) -> None:
        """Fill the tables."""
        huvuden, _ = self.lager.dokument()
        huvud = next(d for d in huvuden if d.id == self.dokument)
        yta = Arbetsyta({huvud.id: huvud}, installningar=self.lager.installningar()[0])
        for flik in REGISTER.flikar:
            yta = yta.med_flik((huvud.id, flik.id), *self.lager.flik(huvud.id, flik.id))
            for tabell in yta.tabeller[(huvud.id, flik.id)][:1]:
                vy = Tabellvy(yta.kalkyl(huvud.id, tabell.id), {}, 120, skrivbar=True)
                visa(self.query_one(f"#tabell-{flik.id}", DataTable), vy)

    def on_key(self, handelse: Key) -> None:
        """A digit chooses a tab."""
        if handelse.key.isdigit() and 1 <= int(handelse.key) <= len(REGISTER.flikar):
            self.query_one(TabbedContent).active = REGISTER.flikar[int(handelse.key) - 1].id


def visa(tabell: "DataTable[str]", vy: Tabellvy) -> None:
    """The cells that our grid would show."""
    tabell.add_columns(*(" ".join(k.rubrik) for k in vy.kolumner))
    for rad in range(vy.antal_rader):
        tabell.add_row(*(vy.ruta(rad, k).text for k in range(len(vy.kolumner))))


if __name__ == "__main__":
    Flikar(sys.argv[1], sys.argv[2]).run()
