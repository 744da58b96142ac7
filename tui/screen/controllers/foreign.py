"""A finished report opened for review: read and checked in a thread, and shown beside the bench."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tui.checks.foreign_report import CheckedReport, Stopped, checked_report, held_together
from tui.checks.taken_in import taken_in, what_it_is
from tui.domain.next_document.document import Next
from tui.intake.errors import ReadError
from tui.intake.files import READABLE, read_report
from tui.screen.controllers.asking import agreed
from tui.screen.controllers.documents import asked_out_of_nothing, make_document
from tui.screen.report_screen import TAKE_IN, ReportScreen
from tui.screen.session import Session, lock_sentence
from tui.screen.verbs import Asks, Progress, Screen
from tui.screen.widgets.dialogs import Chooser, ScrollQuestion
from tui.screen.widgets.fields import AnswerBox, FieldBox
from tui.svenska.format import count

HINT = (
    "Vilken fil? Skriv sökvägen till rapporten, eller till en mapp för att välja i den.\n"
    "Utan sökväg visas filerna i mappen som programmet startades i."
)
HINT_KIND = "Vad är den? Slag (delar, bokslut, budget, underlag, månad) och år eller sista månad."
_MOST_FILES = 500


async def open_report(session: Session, screen: Screen) -> None:
    """Ask for a report's file, check it, and show it till it is left; one key takes it in."""
    report = await review(screen, session.look.theme, takes_in=True)
    if report is not None:
        await _take_in(session, screen, report)


async def review(screen: Asks, theme: str, *, takes_in: bool = False) -> CheckedReport | None:
    """The same on any screen that can ask; the report where it is to be taken in."""
    file = await _chosen_file(screen)
    if file is None:
        return None

    def job(progress: Progress, interrupted: Callable[[], bool]) -> CheckedReport:
        return held_together([checked_report(read_report(file), progress, interrupted)])[0]

    try:
        report = await screen.work("Läser och granskar rapporten", job)
    except ReadError as error:
        screen.say(error.sentence)
    except Stopped:
        screen.say("Granskningen avbröts.")
    else:
        answer = await screen.ask(ReportScreen(report, theme, takes_in=takes_in))
        return report if answer == TAKE_IN else None
    return None


async def _take_in(session: Session, screen: Screen, report: CheckedReport) -> None:
    """Ask what the report is, show what it would be as a document, and make it."""
    if session.obstacle:
        screen.say(lock_sentence(session))
        return
    read = partial(asked_out_of_nothing, session)
    title = "Ta in rapporten som ett dokument"
    new = await screen.ask(AnswerBox(title, HINT_KIND, what_it_is(report), read))
    if new is None:
        return
    made = taken_in(report, new, session.area.settings)
    act = "Ta in den som utkast (Ctrl+Z lägger undan det igen)"
    heading, account = f"Det här blir {new.name}", _account(session, made)
    if await agreed(screen, heading, account, act, ScrollQuestion):
        make_document(session, screen, made, f"{report.name} är intagen som {new.name}.")


def _account(session: Session, made: Next) -> str:
    """What comes in, tab by tab, and how many rules each table has."""
    lines = [f"{made.document.name}, utkast", ""]
    for tab in session.register.tabs:
        for table in made.tabs.get(tab.id, ()):
            own = [*(c.rule for c in table.columns), *(r.rule for r in table.rows)]
            rules = count(sum(rule is not None for rule in own), "regel", "regler")
            rows = count(len(table.rows), "rad", "rader")
            lines.append(f"{tab.heading}: {table.heading}, {rows}, {rules}")
    lines += ["", "Talen står som de är tryckta; där en regel räknar cellen jämförs de med den."]
    return "\n".join(lines)


async def _chosen_file(screen: Asks) -> Path | None:
    """The file that is asked for, chosen in a folder where one is given."""
    answer = await screen.ask(FieldBox("Öppna en rapport för granskning", HINT))
    if answer is None:
        return None
    # Path's own expanduser raises RuntimeError where there is no such user.
    path = Path(os.path.expanduser(answer.strip("\"' ") or "."))  # noqa: PTH111
    try:
        while path.is_dir():
            items = _items(path)
            name = await screen.ask(Chooser(f"Välj i {path.resolve()}", items))
            if not name:
                return None
            path = path / name
    except OSError:
        screen.say(f"Mappen {path} får inte läsas: välj en annan.")
        return None
    return path


def _items(folder: Path) -> list[tuple[str, str, str]]:
    """The folder's folders and the reports that can be read, and the folder above."""
    entries = sorted(folder.iterdir(), key=lambda one: one.name.casefold())[:_MOST_FILES]
    shown = [one for one in entries if not one.name.startswith(".")]
    files = [(one.name, one.name, "") for one in shown if one.suffix.lower() in READABLE]
    folders = [(one.name, f"{one.name}/", "mapp") for one in shown if one.is_dir()]
    return [*files, ("..", "..", "mappen ovanför"), *folders]
