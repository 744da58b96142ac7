"""The findings kept up to date (*uppdatering*), while keys come between.

Apart from ``checking``, which is imported when a finding is gone to.
"""

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING

from tui.screen.finding_selection import has_texts
from tui.screen.painting import model, paint_head, paint_panel

if TYPE_CHECKING:
    from tui.screen.app import Program
    from tui.screen.session import Session


async def recheck(program: "Program") -> None:
    """Bring the shown document's findings up to date, and once more if that was asked meanwhile.

    One at a time: a text that is being judged in a thread is not started on again.
    """
    findings = program.session.findings
    findings.again = findings.works
    if findings.works:
        return
    findings.works = findings.again = True
    try:
        # Once the program is being left there is no screen to tell.
        while findings.again and program.return_code is None:
            findings.again = False
            await _check(program)
    finally:
        findings.works = False


async def _check(program: "Program") -> None:
    findings = program.session.findings
    unread = findings.near.unread()
    for key in unread:
        # A file at a time: keys come between.
        findings.near.read(key)
        await asyncio.sleep(0)
    if unread and not program.message and (error := findings.near.error()):
        program.message = error[0].sentence
        paint_panel(program)
    if findings.stale and findings.recompute():
        paint_findings(program)
    if not has_texts(findings):
        return
    # Reading prose takes a megabyte of words and patterns: imported where there is any.
    from tui.screen.text_checking import check_texts

    if await check_texts(program):
        paint_findings(program)


async def read_unread(session: "Session", document: Iterable[str]) -> None:
    """Read what has not been read of some documents, a file at a time: keys come between."""
    for id_, tab in session.findings.unread(document):
        session.tables(tab, id_)
        await asyncio.sleep(0)


def paint_findings(program: "Program") -> None:
    """Repaint what tells of findings; an edit that is open stays."""
    if program.return_code is not None:
        return
    if program.grid.edited is None:
        program.grid.update(model(program))
    paint_head(program)
    paint_panel(program)
