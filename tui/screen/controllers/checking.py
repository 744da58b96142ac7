"""The findings kept up to date, while keys come between."""

import asyncio

from tui.checks.neighbours import Neighbour
from tui.domain.calculation import Calculation
from tui.screen.findings import has_texts, held_against, text_version
from tui.screen.session import Session, read_unread
from tui.screen.verbs import Screen

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
    await read_unread(session, held_against(findings))
    known = findings.texts.get(document.id)
    states = tuple(session.store.text_state(file) for file in document.texts)
    if known is not None and known.is_for(states, text_version(findings)):
        return False
    from tui.screen import texts  # prose: a megabyte of words and patterns

    if known is not None:
        await _at_rest(session)
    if session.document_id != document.id:
        return False
    version = text_version(findings)
    near = held_against(findings)
    neighbours = {id_: _fresh_neighbour(session, id_) for id_ in (document.id, *near)}
    loaded = await asyncio.to_thread(texts.all_checked, session.store, neighbours, document.id)
    figures = texts.figures_held_against(loaded, neighbours)
    findings.texts[document.id] = texts.Texts(states, version, loaded, figures)
    return True


async def _at_rest(session: Session) -> None:
    """Wait until nothing has been changed for a moment."""
    before = None
    while before is not session.area:
        before = session.area
        await asyncio.sleep(BREATHING_SPACE_S)


def _fresh_neighbour(session: Session, document: str) -> Neighbour:
    """A document with recomputations of its own: those of the screen are not for a thread."""
    head, calculations = session.findings.neighbour(document)
    return head, {id_: Calculation(k.table, k.context) for id_, k in calculations.items()}
