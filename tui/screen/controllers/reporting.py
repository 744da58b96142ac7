"""The report on a key: where to, over what is there only when asked, and in a thread."""

from collections.abc import Callable

from tui.screen.session import Progress, Reports, Session, read_unread
from tui.screen.verbs import Screen
from tui.screen.widgets.dialogs import Question
from tui.screen.widgets.fields import FieldBox

WORD = ".docx"


async def write_report(session: Session, screen: Screen, before_namnd: bool) -> None:
    """Ask where to, and write the shown document's report, or its page Inför nämnd, there."""
    reports = session.reports
    if reports is None or not session.document_id:
        screen.say("Rapporter kan inte skrivas härifrån.")
        return
    name = f"{session.document_id}-infor-namnd" if before_namnd else session.document_id
    heading = "Inför nämnd" if before_namnd else "Skriv rapporten"
    hint = "Till vilken fil? Slutet väljer format: .docx, .xlsx, .html, .md eller .txt."
    file = await screen.ask(FieldBox(heading, hint, reports.proposal(name, WORD)))
    if file:
        await _write(session, screen, reports, file, before_namnd)


async def _write(
    session: Session, screen: Screen, reports: Reports, file: str, before_namnd: bool
) -> None:
    await read_unread(session, session.area.document)

    async def write(write_over: bool) -> str:
        area, document_id = session.area, session.document_id

        def job(progress: Progress, interrupted: Callable[[], bool]) -> str:
            return reports.write(
                area,
                document_id,
                file,
                before_namnd=before_namnd,
                write_over=write_over,
                progress=progress,
                interrupted=interrupted,
            )

        return await screen.work("Skriver rapporten", job)

    try:
        screen.say(await write(write_over=False))
    except ValueError as error:
        if not getattr(error, "exists", False):
            screen.say(str(error))
        elif not await _may_write_over(screen, file):
            screen.say(f"{file} är orörd; ingen rapport skrevs.")
        else:
            try:
                screen.say(await write(write_over=True))
            except ValueError as again:
                screen.say(str(again))


async def _may_write_over(screen: Screen, file: str) -> bool:
    answers = {
        "enter": ("nej", "Låt filen vara"),
        "f9": ("ja", "Skriv över den (går inte att ångra)"),
    }
    return await screen.ask(Question("Filen finns redan", file, answers)) == "ja"
