"""The page where a nämnd begins: its names, how it writes amounts, and its first document."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Static

from tui.domain.amount_form import AMOUNT_UNITS, SIGNS
from tui.domain.document import DocumentKind
from tui.domain.new_document import proposed_period
from tui.domain.next_document.sources import NextError, Proposal, parsed_period, proposal_for
from tui.domain.own_kinds import own_proposal
from tui.domain.period import Period, period_words
from tui.domain.register import OwnKind
from tui.domain.settings import Settings
from tui.domain.settings_fields import MAX_TEXT
from tui.screen.widgets.lines import Rows
from tui.screen.widgets.one_of import OneOf
from tui.store.beginning import begin
from tui.store.errors import fault_sentence
from tui.store.locate import given_folder, is_place_for
from tui.store.mallar import REGISTER, register_of
from tui.svenska.format import clean

WHOLE_YEAR = 12
FOOT = " Enter börjar · Tab nästa fält · ←→ väljer · Esc tillbaka"
FIELDS = {
    "namnd": ("Nämnd", "Nämndens namn, som det ska stå i rapporten."),
    "kommun": ("Kommun", "Kommunens eller regionens namn."),
    "tecken": (
        "Tecken",
        "Hur er drifttabell skriver dem. Plus i en avvikelse betyder alltid bättre.",
    ),
    "enhet": ("Enhet", "Enheten för belopp. Varje tabell kan få en annan senare."),
    "slag": ("Dokument", "Vad det första dokumentet är. Andra görs när de behövs."),
    "period": ("Period", "Året och sista månaden, som 2025-08, eller bara året."),
    "mapp": (
        "Mapp",
        "Var dokumenten sparas. Mappen görs om den saknas, så att bara du kommer åt den.",
    ),
}
"""Each field's label, and the help on it."""


class _Fault(NamedTuple):
    """What cannot be taken: in which field, and why."""

    field: str
    sentence: str


def _proposal(kind: DocumentKind, own: OwnKind | None, period: Period) -> Proposal:
    """What is to be made, by the nämnd's own kind where that is chosen."""
    return own_proposal(own, period) if own else proposal_for(kind, period)


class _Beginning(NamedTuple):
    """What the page says is to be made."""

    folder: Path
    settings: Settings
    proposal: Proposal


class BeginForm(Screen[Path | None]):
    """Gives the folder that a document has been made in, None where the user goes back."""

    DEFAULT_CSS = """
    BeginForm { align-horizontal: center; }
    BeginForm #blad { width: 88; max-width: 100%; height: 1fr; padding: 1 2 0 2; }
    BeginForm .rad { height: 1; }
    BeginForm .luft { height: 1; }
    BeginForm .namn { width: 12; }
    BeginForm Input { border: none; height: 1; padding: 0; background: $surface; width: 1fr; }
    BeginForm Input:focus { background: $panel; }
    BeginForm #blir { height: auto; max-height: 2; margin-top: 1; }
    BeginForm #rad { height: auto; max-height: 3; margin-top: 1; color: $text-muted; }
    BeginForm #rad.fel { color: $warning; text-style: bold; }
    """
    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("enter", "begin", show=False),
    ]

    def __init__(self, folder: Path | None, now: Settings, today: Callable[[], date]) -> None:
        """``folder`` is proposed, ``now`` what is known of the nämnd already."""
        super().__init__()
        self.folder, self.now, self.today = folder, now, today
        register = register_of(folder)[0] if folder else REGISTER
        self.kinds, self.own = register.kinds, register.own_kinds
        self._proposed_period = self._said = ""

    def compose(self) -> ComposeResult:
        """The fields, what they make, and a line of help."""
        units = [(id_, unit.words) for id_, unit in AMOUNT_UNITS.items()]
        yield Rows(id="band", basis="band", theme=self.now.theme)
        with Vertical(id="blad"):
            yield Static(Text("Börja för min nämnd\n", style="bold"), markup=False)
            yield from self._row("namnd", self._input("namnd", self.now.namnd))
            yield from self._row("kommun", self._input("kommun", self.now.kommun))
            yield Static(classes="luft")
            yield from self._row("tecken", OneOf(list(SIGNS.items()), self.now.signs, id="tecken"))
            yield from self._row("enhet", OneOf(units, self.now.amount_form, id="enhet"))
            yield Static(classes="luft")
            kinds: list[tuple[str, str]] = [(id_, kind.name) for id_, kind in self.kinds.items()]
            kinds += [(id_, kind.name) for id_, kind in self.own.items()]
            yield from self._row("slag", OneOf(kinds, "", id="slag"))
            yield from self._row("period", self._input("period", ""))
            yield Static(classes="luft")
            yield from self._row("mapp", self._input("mapp", str(self.folder or "")))
            yield Static(id="blir", markup=False)
            yield Static(id="rad", markup=False)
        yield Rows(id="fot", basis="rubrik", theme=self.now.theme)

    def _row(self, id_: str, field: Widget) -> Iterator[Widget]:
        with Horizontal(classes="rad"):
            yield Static(FIELDS[id_][0], classes="namn")
            yield field

    def _input(self, id_: str, value: str) -> Input:
        return Input(clean(value), id=id_, compact=True, select_on_focus=True)

    def on_mount(self) -> None:
        """Begin with the name; the period is the one that such a document most likely has."""
        self.query_one("#band", Rows).show([((" Nämndkoll", "stark"),)])
        self.query_one("#fot", Rows).show([((FOOT, ""),)])
        self._propose_period()
        self.query_one("#namnd", Input).focus()

    def text(self, id_: str) -> str:
        """What stands in a field that is written in."""
        return " ".join(self.query_one(f"#{id_}", Input).value.split())

    def chosen(self, id_: str) -> str:
        """What is chosen on a line of choices."""
        return self.query_one(f"#{id_}", OneOf).value

    # ---- what the fields say -------------------------------------------------------------------

    @on(OneOf.Changed)
    def _propose_period(self) -> None:
        """The usual period of the chosen kind, unless another has been written."""
        box = self.query_one("#period", Input)
        if box.value in ("", self._proposed_period):
            period = proposed_period(self._kind(), self.today())
            whole = f"-{period.end.month:02}" if period.months < WHOLE_YEAR else ""
            box.value = self._proposed_period = f"{period.year}{whole}"
        self._tell()

    def _kind(self) -> DocumentKind:
        chosen = self.chosen("slag")
        own = self.own.get(chosen)
        return own.like if own else next(kind for kind in self.kinds if kind == chosen)

    def _read(self) -> "_Beginning | _Fault":
        """What is to be made, or the first thing that cannot be taken."""
        for id_, what in (("namnd", "nämndens namn"), ("kommun", "kommunens namn")):
            if not 0 < len(self.text(id_)) <= MAX_TEXT:
                return _Fault(id_, f"Skriv {what}, högst {MAX_TEXT} tecken.")
        period = self._period()
        if isinstance(period, _Fault):
            return period
        folder = self._folder()
        if isinstance(folder, _Fault):
            return folder
        settings = replace(
            self.now,
            namnd=self.text("namnd"),
            kommun=self.text("kommun"),
            signs=self.chosen("tecken"),
            amount_form=self.chosen("enhet"),
        )
        own = self.own.get(self.chosen("slag"))
        if own and folder != self.folder:
            return _Fault("mapp", f"Det egna slaget finns bara i {self.folder}; välj den mappen.")
        return _Beginning(folder, settings, _proposal(self._kind(), own, period))

    def _period(self) -> "Period | _Fault":
        try:
            return parsed_period(self.text("period"), self._kind())
        except NextError as error:
            return _Fault("period", str(error))

    def _folder(self) -> "Path | _Fault":
        try:
            choice = given_folder(self.query_one("#mapp", Input).value.strip(), Path.cwd())
        except OSError as error:
            return _Fault("mapp", fault_sentence(error))
        if not choice.lack:
            return _Fault(
                "mapp",
                "I mappen finns redan dokument. Skriv en annan mapp, eller gå tillbaka (Esc) och "
                "öppna den.",
            )
        why = is_place_for(choice.folder)
        return _Fault("mapp", why) if why else choice.folder

    @on(Input.Changed)
    def _tell(self) -> None:
        """What would be made, as far as it can be said."""
        period = self._period()
        words = ""
        if isinstance(period, Period):
            proposal = _proposal(self._kind(), self.own.get(self.chosen("slag")), period)
            words = f"Det blir: {proposal.name} ({period_words(period)})"
        self.query_one("#blir", Static).update(Text(clean(words)))

    def on_descendant_focus(self) -> None:
        """Help on the field that has the keyboard, or what is wrong in it."""
        said, self._said = self._said, ""
        hint = FIELDS.get(self.focused.id or "", ("", ""))[1] if self.focused else ""
        self._say(said or hint, fault=bool(said))

    def _say(self, sentence: str, *, fault: bool = False) -> None:
        line = self.query_one("#rad", Static)
        line.set_class(fault, "fel")
        line.update(Text(clean(f"! {sentence}" if fault else sentence)))

    # ---- what is done --------------------------------------------------------------------------

    @on(Input.Submitted)
    def action_begin(self) -> None:
        """Make it all; where something is missing, go there and say it."""
        read = self._read()
        if isinstance(read, _Fault):
            self._go_to(read)
            return
        try:
            begin(read.folder, read.settings, read.proposal)
        except OSError as error:
            self._say(fault_sentence(error), fault=True)
            return
        self.dismiss(read.folder)

    def _go_to(self, fault: _Fault) -> None:
        """To the field; Enter after a name leads on to the next empty one, which is no fault."""
        here = self.focused is not None and self.focused.id == fault.field
        empty = fault.field in ("namnd", "kommun") and not self.text(fault.field)
        if here:
            self._say(fault.sentence, fault=True)
            return
        self._said = "" if empty else fault.sentence
        self.query_one(f"#{fault.field}").focus()

    def action_leave(self) -> None:
        """Back to the page before."""
        self.dismiss(None)
