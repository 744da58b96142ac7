"""The empty application: a header, a footer and one text."""

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, Static


class Empty(App[None]):
    """Nothing of its own."""

    def compose(self) -> ComposeResult:
        """As little as an application shows."""
        yield Header()
        yield Static("TOMAPP")
        yield Footer()


if __name__ == "__main__":
    Empty().run()
