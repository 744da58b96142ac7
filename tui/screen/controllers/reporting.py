"""The report on a key: where to, over what is there only when asked, and in a thread."""

import os
from functools import partial
from pathlib import Path

import platformdirs

from tui.report.build import ReportChoice
from tui.report.writing import Files, write_report
from tui.screen.session import Session, read_unread
from tui.screen.verbs import Screen
from tui.screen.widgets.dialogs import Question
from tui.screen.widgets.fields import FieldBox
from tui.store import report_file
from tui.store.errors import visible


async def write_file(session: Session, screen: Screen, before_namnd: bool) -> None:
    """Ask where to, and write the shown document's report, or its page Inför nämnd, there."""
    if not session.document_id:
        screen.say("Rapporter kan inte skrivas härifrån.")
        return
    name = f"{session.document_id}-infor-namnd" if before_namnd else session.document_id
    heading = "Inför nämnd" if before_namnd else "Skriv rapporten"
    hint = "Till vilken fil? Slutet väljer format: .docx, .xlsx, .html, .md eller .txt."
    file = await screen.ask(FieldBox(heading, hint, proposed_file(name)))
    if file:
        await _write(session, screen, file, ReportChoice(before_namnd=before_namnd))


def proposed_file(name: str) -> str:
    """The Word file of that name in the user's documents, else where the user is at home."""
    folder = platformdirs.user_documents_path()
    return str((folder if folder.is_dir() else Path.home()) / f"{name}.docx")


async def _write(session: Session, screen: Screen, file: str, choice: ReportChoice) -> None:
    await read_unread(session, session.area.document)
    save = partial(report_file.write_report, data_folder=session.store.folder)
    files = Files(report_file.try_, save, visible)
    # Path's own expanduser raises RuntimeError where there is no such user.
    whole = Path(os.path.expanduser(file))  # noqa: PTH111

    async def write(*, write_over: bool) -> str:
        given = (session.area, session.document_id, whole, choice, files)
        job = partial(write_report, *given, write_over=write_over)
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
