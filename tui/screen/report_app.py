"""An opened report on a screen of its own, where no data folder is asked for."""

from textual.app import App

from tui.checks.foreign_report import CheckedReport
from tui.screen.report_screen import ReportScreen
from tui.screen.widgets.colours import PALETTES, palette, textual_theme


class ReportApp(App[None]):
    """The report till it is left."""

    TITLE = "Nämndkoll"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, report: CheckedReport) -> None:
        super().__init__()
        self.report, theme = report, palette("")
        self.colours = theme.name
        for one in PALETTES.values():
            self.register_theme(textual_theme(one))
        self.set_reactive(App.theme, f"namndkoll-{theme.name}")

    def on_mount(self) -> None:
        """Show the report; the program ends with it."""
        self.push_screen(ReportScreen(self.report, self.colours), lambda _: self.exit())

    def action_help_quit(self) -> None:
        """Textual's own word on Ctrl+C is English."""


def show_report(report: CheckedReport) -> None:
    """Show the report till it is left."""
    ReportApp(report).run()
