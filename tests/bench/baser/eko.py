"""The empty application that answers every key by repainting one cell."""

from textual.app import App, ComposeResult
from textual.events import Key
from textual.widgets import Footer, Header, Static


class Eko(App[None]):
    """Counts the keys."""

    antal = 0

    def compose(self) -> ComposeResult:
        """The empty application's own widgets."""
        yield Header()
        yield Static("EKO0X", id="eko")
        yield Footer()

    def on_key(self, handelse: Key) -> None:
        """Show how many there have been."""
        if handelse.is_printable:
            self.antal += 1
            self.query_one("#eko", Static).update(f"EKO{self.antal}X")


if __name__ == "__main__":
    Eko().run()
