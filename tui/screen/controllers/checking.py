"""The findings kept up to date, while keys come between."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from tui.checks.context import context_finding
from tui.checks.neighbours import Neighbour, Tables
from tui.checks.one_table import table_finding
from tui.domain.calculation import Calculation
from tui.domain.finding import Address
from tui.domain.value import Value
from tui.screen.findings import Basis, Checked, has_texts, held_against, text_version
from tui.screen.open_documents import Version
from tui.screen.session import Session, read_unread
from tui.screen.verbs import Screen
from tui.store.folder import Store

if TYPE_CHECKING:  # what reads prose takes a megabyte of words and patterns
    from tui.screen.texts import Texts

BREATHING_SPACE_S = 0.3
"""How long an edit rests before the text is judged again: it may be one of many."""
SAVE_FIRST_S = 0.5
"""How long the findings wait for a save, which takes its turns with no other thread then."""


async def check(session: Session, screen: Screen) -> None:
    """Bring the shown document's findings up to date, and then those of its texts.

    One text at a time, and once more if that was asked meanwhile: one that is being judged in a
    thread is not started on again.
    """
    await check_tables(session, screen)
    findings = session.findings
    findings.again = findings.works
    if findings.works:
        return
    findings.works = findings.again = True
    try:
        while findings.again:
            findings.again = False
            if has_texts(findings) and await _check_texts(session):
                screen.paint()
    finally:
        findings.works = False


async def check_tables(session: Session, screen: Screen) -> None:
    """Bring the findings of the shown document's tables up to date, in a thread: keys come
    between."""
    findings = session.findings
    async with findings.one_at_a_time:
        await _read_near(session, screen)
        while findings.stale:
            await session.saver.rest(SAVE_FIRST_S)
            checked = await asyncio.to_thread(worked_out, findings.basis(), findings.checked)
            if findings.take(checked):
                screen.paint()


async def _read_near(session: Session, screen: Screen) -> None:
    """Read what the shown document is held against, a file at a time."""
    near = session.findings.near
    unread = near.unread()
    for key in unread:
        near.read(key)
        await asyncio.sleep(0)
    if unread and not session.look.message and (error := near.error()):
        screen.say(error[0].sentence)


def worked_out(basis: Basis, before: Checked | None) -> Checked:
    """What is found of a document; of a table that has not changed what was found ``before``."""
    (head, calculations), known = basis.own, before.tables if before else {}
    tables = {
        id_: known[id_]
        if id_ in known and known[id_][0] is calculation
        else (calculation, table_finding(head.id, calculation))
        for id_, calculation in calculations.items()
    }
    context = context_finding(head, calculations, basis.others)
    found = (*(f for _, own in tables.values() for f in own), *context)
    figures = dict(_shown(calculations, dict.fromkeys(f.address for f in found)))
    return Checked(head.id, basis.version, tables, context, figures)


def _shown(tables: Tables, cells: Iterable[Address]) -> Iterator[tuple[Address, Value]]:
    """The cells among these addresses with what they show."""
    for cell in cells:
        calculation = tables.get(cell.table)
        if calculation is not None and cell.column and cell.row in calculation.table.index:
            yield cell, calculation.shown(cell.row, cell.column)


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
    if known is not None:
        await _at_rest(session)
    if session.document_id != document.id:
        return False
    version = text_version(findings)
    near = held_against(findings)
    neighbours = {id_: _fresh_neighbour(session, id_) for id_ in (document.id, *near)}
    findings.texts[document.id] = await asyncio.to_thread(
        judged_texts, session.store, neighbours, document.id, states, version
    )
    return True


def judged_texts(
    store: Store,
    neighbours: Mapping[str, Neighbour],
    document: str,
    states: tuple[object, ...] = (),
    version: Version = (),
) -> "Texts":
    """A document's own texts, read and judged, as of these ``states`` of their files and this
    ``version`` of the figures."""
    from tui.screen import texts  # prose: a megabyte of words and patterns

    loaded = texts.all_checked(store, neighbours, document)
    return texts.Texts(states, version, loaded, texts.figures_held_against(loaded, neighbours))


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
