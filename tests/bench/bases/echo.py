"""The empty application that answers every key by repainting one cell."""

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
            self.count += 1
            self.query_one("#eko", Static).update(f"EKO{self.count}X")


if __name__ == "__main__":
    Echo().run()
