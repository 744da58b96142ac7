"""The one screen: bars, grid, panel. It wires the session to the widgets and nothing else."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.events import AppFocus, Event, Key, Paste, Resize
from textual.geometry import Size

from tui.app.arbetspass import Arbetspass
from tui.app.handelser import Rutnatshandelser
from tui.app.kommandon import FOTKOMMANDON, KOMMANDON
from tui.app.sparare import Sparare, Sparlage
from tui.app.tangentko import Tangentko
from tui.domain.fel import Fynd
from tui.domain.register import REGISTER, Register
from tui.widgets.farger import PALETTER, palett, textual_tema
from tui.widgets.rader import Rader
from tui.widgets.rutnat import Rutnat

if TYPE_CHECKING:
    from tui.app.lager import Lager
    from tui.app.rapporten import Rapporter
    from tui.app.sakring import Sakring

CSS = """
Screen { layout: vertical; overflow: hidden; }
#status, #flikar, #tabeller, #tecken, #fot { height: 1; }
#rutnat { height: auto; max-height: 65%; }
#undre { height: 1fr; min-height: 3; }
#panel { width: 1fr; }
#fynd { width: 1fr; }
.smal #fynd { display: none; }
.oversikt #undre { display: none; }
.oversikt #rutnat { height: 1fr; max-height: 100%; }
"""
SMAL = 100


class Flikrad(Rader, can_focus=True):
    """The tab bar, which takes the keyboard at Esc."""


class Program(Rutnatshandelser):
    """Nämndkoll on the screen."""

    CSS = CSS
    TITLE = "Nämndkoll"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [
        Binding(k.tangent, f"kor('{k.id}')", k.namn, show=False)
        for k in KOMMANDON
        if k.tangent and k.tangent != "f2"
    ]

    def __init__(
        self,
        lager: "Lager",
        meddelande: str = "",
        *,
        sakring: "Sakring | None" = None,
        rapporter: "Rapporter | None" = None,
        register: Register = REGISTER,
        idag: Callable[[], date] = date.today,
    ) -> None:
        super().__init__()
        self.pass_ = Arbetspass(lager, register, sakring)
        self.rapporter = rapporter
        fel = next((f.mening for f in self.pass_.filfel), "")
        self.idag, self.meddelande = idag, meddelande or fel
        self.klar = self.skrivskyddat = False
        self.senaste_fynd: Fynd | None = None
        self.malad = Size(0, 0)
        self.sett: dict[tuple[str, str], tuple[object, ...]] = {}
        self.sparare = Sparare(self._sparlage_andrat)
        self.tangentko = Tangentko(self, super().on_event)
        self.tema = self.pass_.yta.installningar.tema
        for p in PALETTER.values():
            self.register_theme(textual_tema(p))
        # Not by assignment: that would have Textual parse all its style sheets once more.
        self.set_reactive(App.theme, f"namndkoll-{palett(self.tema).namn}")
        self.set_class(palett(self.tema).mork, "-dark-mode")
        self.set_class(not palett(self.tema).mork, "-light-mode")

    async def on_event(self, event: Event) -> None:
        """Keys and pastes wait for those before them; everything else goes on as it comes."""
        if isinstance(event, Key | Paste) and not event.is_forwarded:
            self.tangentko.lagg(event)
        else:
            await super().on_event(event)

    def compose(self) -> ComposeResult:
        """Top to bottom."""
        yield Rader(id="status", grund="band")
        yield Flikrad(id="flikar")
        yield Rader(id="tabeller")
        yield Rader(id="tecken")
        yield Rutnat(id="rutnat")
        with Horizontal(id="undre"):
            yield Rader(id="panel")
            yield Rader(id="fynd")
        yield Rader(id="fot", grund="rubrik")

    def on_mount(self) -> None:
        """Show what was shown last; read the other tabs once that is on the screen."""
        from tui.app.malning import mala_allt

        self.screen.set_class(self.size.width < SMAL, "smal")
        self.rutnat.focus()
        self.malad = self.size
        mala_allt(self, full=False)
        self.call_after_refresh(self.mala_klart)

    def mala_klart(self) -> None:
        """The findings of all tabs, after the first paint."""
        from tui.app.malning import mala_huvud, mala_om, mala_panel
        from tui.app.start import efter_start, stada_igen

        self.klar = self.pass_.fynden.hela = True
        stada_igen()
        self.pass_.las_huvuden()
        self.meddelande = self.meddelande or next((f.mening for f in self.pass_.filfel), "")
        if self.pass_.sakring is not None:
            efter_start(self, self.pass_.sakring)
        if self.size != self.malad:
            mala_om(self)
            return
        mala_huvud(self)
        mala_panel(self)

    @work(exclusive=True, group="dialog")
    async def los_konflikter(self) -> None:
        """Ask about what the start could not put together."""
        from tui.app.start import los_konflikter

        if self.pass_.sakring is not None:
            await los_konflikter(self, self.pass_.sakring)

    @work(group="granskning")
    async def granska_om(self) -> None:
        """Bring the findings up to date."""
        from tui.app.uppdatering import granska_om

        await granska_om(self)

    @on(AppFocus)
    @work(exclusive=True, group="vakt")
    async def vakta(self) -> None:
        """Look at what others have done to the folder."""
        from tui.app.vakt import vakta

        await vakta(self)

    @property
    def rutnat(self) -> Rutnat:
        """The grid."""
        return self.screen_stack[0].query_one("#rutnat", Rutnat)

    def rader(self, id_: str) -> Rader:
        """One of the line widgets."""
        return self.screen_stack[0].query_one(f"#{id_}", Rader)

    def _sparlage_andrat(self, lage: Sparlage) -> None:
        from tui.app.malning import mala_huvud, sag_sparlage

        sag_sparlage(self, lage)
        mala_huvud(self)

    def on_resize(self, handelse: Resize) -> None:
        """A narrow screen shows one panel, a wide one two."""
        from tui.app.malning import mala_om

        self.screen_stack[0].set_class(handelse.size.width < SMAL, "smal")
        if self.klar:
            self.call_after_refresh(mala_om, self)

    def on_key(self, handelse: Key) -> None:
        """The tab bar's keys: a digit or the arrows choose, the rest goes back to the grid."""
        if self.focused is None or self.focused.id != "flikar":
            return
        from tui.app.utforande import flikradstangent

        if flikradstangent(self, handelse.key):
            handelse.stop()

    def action_kor(self, kommando: str) -> None:
        """Carry out a command by its id, unless another is about to ask or still asks something."""
        if not self.upptagen:
            self._kor(kommando)

    @work(exclusive=True, group="dialog")
    async def _kor(self, kommando: str) -> None:
        from tui.app.utforande import utfor

        await utfor(self, kommando)

    def action_help_quit(self) -> None:
        """Textual's own word on Ctrl+C is English; ours copies the cell."""


FOT = tuple((k.visas, k.fot) for k in FOTKOMMANDON)
__all__ = ["FOT", "Program"]
