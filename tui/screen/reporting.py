"""The report on a key: where to, over what is there only when asked, and in a thread."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from tui.screen.editing import say
from tui.workspace import Workspace

if TYPE_CHECKING:
    from tui.screen.app import Program

WORD = ".docx"


class Reports(Protocol):
    """What writes reports. ``write`` raises ValueError with a Swedish sentence; that error's
    ``exists`` tells that a file of that name is there."""

    def proposal(self, document_id: str, end: str) -> str:
        """The file that is proposed."""
        ...

    def write(
        self,
        area: Workspace,
        document_id: str,
        file: str,
        *,
        before_namnd: bool = False,
        write_over: bool = False,
        progress: Callable[[int, int], None] | None = None,
        interrupted: Callable[[], bool] = ...,
    ) -> str:
        """Write a report; the sentence to say."""
        ...


async def write_report(program: "Program", *, before_namnd: bool = False) -> None:
    """Ask where to, and write the shown document's report there."""
    from tui.screen.widgets.field_box import FieldBox

    reports, session = program.reports, program.session
    if reports is None or not session.document_id:
        say(program, "Rapporter kan inte skrivas härifrån.")
        return
    name = f"{session.document_id}-infor-namnd" if before_namnd else session.document_id
    heading = "Inför nämnd" if before_namnd else "Skriv rapporten"
    hint = "Till vilken fil? Slutet väljer format: .docx, .xlsx, .html, .md eller .txt."
    file = await program.push_screen_wait(FieldBox(heading, hint, reports.proposal(name, WORD)))
    if file:
        await _write(program, reports, file, before_namnd)


async def _write(program: "Program", reports: Reports, file: str, before_namnd: bool) -> None:
    try:
        sentence = await _in_tree(program, reports, file, before_namnd, write_over=False)
    except ValueError as error:
        if not getattr(error, "exists", False):
            say(program, str(error))
            return
        if not await _far_written_over(program, file):
            say(program, f"{file} är orörd; ingen rapport skrevs.")
            return
        try:
            sentence = await _in_tree(program, reports, file, before_namnd, write_over=True)
        except ValueError as again:
            sentence = str(again)
    say(program, sentence)


async def _far_written_over(program: "Program", file: str) -> bool:
    from tui.screen.widgets.dialogs import Question

    answer = {"enter": ("nej", "Låt filen vara"), "f9": ("ja", "Skriv över den")}
    return await program.push_screen_wait(Question("Filen finns redan", file, answer)) == "ja"


async def _in_tree(
    program: "Program", reports: Reports, file: str, before_namnd: bool, *, write_over: bool
) -> str:
    """Write in a thread, with how far it has come on the screen; Esc stops it."""
    from tui.screen.updating import read_unread
    from tui.screen.widgets.work_box import WorkBox

    session = program.session
    await read_unread(session, session.area.document)
    area, document_id, box = session.area, session.document_id, WorkBox("Skriver rapporten")

    def write() -> str:
        return reports.write(
            area,
            document_id,
            file,
            before_namnd=before_namnd,
            write_over=write_over,
            progress=lambda done, all_: program.call_from_thread(box.progress, done, all_),
            interrupted=lambda: box.interrupted,
        )

    await program.push_screen(box)
    try:
        return await asyncio.to_thread(write)
    finally:
        box.dismiss(None)
