"""A finished report opened for review: read and checked in a thread, and shown beside the bench."""

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
from tui.screen.widgets.dialogs import ScrollQuestion
from tui.screen.widgets.fields import AnswerBox
from tui.screen.widgets.file_box import FileBox
from tui.svenska.format import count

HINT_KIND = "Vad är den? Slag (delar, bokslut, budget, underlag, månad) och år eller sista månad."


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
    """The file that is chosen, from the folder that the program was started in."""
    name = await screen.ask(FileBox("Öppna en rapport för granskning", Path.cwd(), READABLE))
    return Path(name) if name else None
