"""The fields of the shown document's head, written in one by one; steps like any other."""

from functools import partial

from tui.domain.document import Document
from tui.domain.head_fields import (
    DECIDED,
    DIARIENUMMER,
    PARAGRAF,
    HeadField,
    head_fields,
    head_text,
    is_own,
    own_field,
    with_head_text,
    without_field,
)
from tui.screen.commands import controller
from tui.screen.controllers.changes import do
from tui.screen.session import Session, lock_sentence
from tui.screen.verbs import Screen
from tui.screen.views.overview_view import OWN_FIELD
from tui.screen.widgets.dialogs import Chooser
from tui.screen.widgets.fields import AnswerBox
from tui.workspace import DocumentChange

COMES_LATE = (DIARIENUMMER, DECIDED, PARAGRAF)
"""What the registry and the minutes give after the decision: put in where nothing stands yet."""


async def fields(session: Session, screen: Screen) -> None:
    """The fields to choose from, until Esc."""
    selected = ""
    while session.document_id:
        document = session.document
        items = [(f.id, f.heading, head_text(document, f.id)) for f in head_fields(document)]
        items.append((OWN_FIELD, "Ett eget fält …", ""))
        selected = await screen.ask(Chooser(f"Huvudet i {document.name}", items, selected))
        if not selected:
            return
        await write_field(session, screen, selected)


async def write_field(session: Session, screen: Screen, field_id: str, typed: str = "") -> None:
    """Ask for a field's text, with what has been typed of it, and put it in."""
    if obstacle := lock_sentence(session) or session.closed(session.document_id, ""):
        screen.say(obstacle)
        return
    if session.document.locked and not _comes_late(session.document, field_id):
        await controller("decision:ask_about_locked")(session, screen)
        return
    field = await _field(session, screen, field_id, typed)
    if field is None:
        return
    # What was typed on the line of a new field began its name.
    typed = "" if field_id == OWN_FIELD else typed
    before = session.document
    now, read = typed or head_text(before, field.id), partial(with_head_text, before, field)
    box = AnswerBox(field.heading, field.help_, now, read, at_end=bool(typed))
    after = await screen.ask(box)
    if after is not None and after != before:
        do(session, screen, DocumentChange(before, after))
        screen.show()
    elif field_id == OWN_FIELD and after is not None:
        screen.say(f"Fältet ”{field.heading}” är tomt och lades inte till.")


async def remove_field(session: Session, screen: Screen, field_id: str) -> None:
    """Take an own field of the head away, heading and text; undo brings it back."""
    before = session.document
    field = next((f for f in head_fields(before) if f.id == field_id), None)
    if field is None or not is_own(before, field_id):
        screen.say("Bara egna fält kan tas bort; Enter ändrar det som står i de andra.")
    elif obstacle := lock_sentence(session) or session.closed(session.document_id, ""):
        screen.say(obstacle)
    elif before.locked:
        await controller("decision:ask_about_locked")(session, screen)
    else:
        do(session, screen, DocumentChange(before, without_field(before, field_id)))
        screen.show()
        screen.say(f"Fältet ”{field.heading}” är borttaget. Ctrl+Z ångrar.")


def _comes_late(document: Document, field_id: str) -> bool:
    return field_id in COMES_LATE and not head_text(document, field_id)


async def _field(session: Session, screen: Screen, field_id: str, typed: str) -> HeadField | None:
    """The field of that id; a new one is asked for by its name."""
    if field_id != OWN_FIELD:
        return next((f for f in head_fields(session.document) if f.id == field_id), None)
    hint = "Vad fältet heter. Delete på dess rad i översikten tar bort det."
    read = partial(own_field, session.document)
    return await screen.ask(AnswerBox("Ett eget fält", hint, typed, read, at_end=bool(typed)))
