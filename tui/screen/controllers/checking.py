"""The findings kept up to date, while keys come between."""

import asyncio

from tui.checks.neighbours import Neighbour, nearby
from tui.domain.calculation import Calculation
from tui.screen.findings import has_texts
from tui.screen.session import Session, read_unread
from tui.screen.verbs import Screen

ALL_YEARS, MOST_DOCUMENT = 100, 60
BREATHING_SPACE_S = 0.3
"""How long an edit rests before the text is judged again: it may be one of many."""


async def check(session: Session, screen: Screen) -> None:
    """Bring the shown document's findings up to date, and once more if that was asked meanwhile.

    One at a time: a text that is being judged in a thread is not started on again.
    """
    findings = session.findings
    findings.again = findings.works
    if findings.works:
        return
    findings.works = findings.again = True
    try:
        while findings.again:
            findings.again = False
            await _check(session, screen)
    finally:
        findings.works = False


async def _check(session: Session, screen: Screen) -> None:
    findings = session.findings
    unread = findings.near.unread()
    for key in unread:
        # A file at a time: keys come between.
        findings.near.read(key)
        await asyncio.sleep(0)
    if unread and not session.look.message and (error := findings.near.error()):
        screen.say(error[0].sentence)
    if findings.stale and findings.recompute():
        screen.paint()
    if has_texts(findings) and await _check_texts(session):
        screen.paint()


async def _check_texts(session: Session) -> bool:
    """Check the shown document's texts where something has changed; True where it was done."""
    findings, document = session.findings, session.document
    if not document.texts:
        return findings.texts.pop(document.id, None) is not None
    all_ = nearby(document, session.area.document.values(), ALL_YEARS, MOST_DOCUMENT)
    await read_unread(session, all_)
    states = tuple(session.store.text_state(file) for file in document.texts)
    version, known = (*findings.version(all_), document.texts), findings.texts.get(document.id)
    if known is not None and known.is_for(states, version):
        return False
    # Reading prose takes a megabyte of words and patterns.
    from tui.screen.texts import Texts, all_checked  # only where there is any prose

    await asyncio.sleep(BREATHING_SPACE_S if known is not None else 0)
    neighbours = {id_: _fresh_neighbour(session, id_) for id_ in (document.id, *all_)}
    loaded = await asyncio.to_thread(all_checked, session.store, neighbours, document.id)
    findings.texts[document.id] = Texts(states, version, loaded)
    return True


def _fresh_neighbour(session: Session, document: str) -> Neighbour:
    """A document with recomputations of its own: those of the screen are not for a thread."""
    head, calculations = session.findings.neighbour(document)
    return head, {id_: Calculation(k.table, k.context) for id_, k in calculations.items()}
