"""A document whose head is broken or gone: listed, and given back its head or a new one.

Its tables are whole all the while; it is the name, kind and period that are missing.
"""

from functools import partial

from tui.domain.document import Document
from tui.domain.next_document.sources import name_for, parsed_kind, parsed_period
from tui.screen.controllers.backups import restore_file, take_in
from tui.screen.session import Session, lock_sentence
from tui.screen.verbs import Screen
from tui.screen.widgets.dialogs import Chooser
from tui.screen.widgets.fields import AnswerBox
from tui.store.directory import HEAD, closed_folder
from tui.store.errors import fault_sentence
from tui.store.restoring import head_bytes
from tui.svenska.format import count

NEW_HEAD = "Dokumentet har fått ett nytt huvud, som ett utkast; beslut och undantag är tomma."


async def mend(session: Session, screen: Screen, document: str, why: str) -> None:
    """Ask what is to be done about it, and do it; the document is shown then."""
    if obstacle := lock_sentence(session) or closed_folder(session.store.folder / document):
        screen.say(obstacle)
        return
    copies = len(session.store.copy_list(document, HEAD))
    items = [("nytt", "Skriv ett nytt huvud", "slag och period; tabellerna är orörda")]
    if copies:
        said = count(copies, "säkerhetskopia", "säkerhetskopior")
        items.insert(0, ("kopia", "Återställ huvudet från en säkerhetskopia", said))
    answer = await screen.ask(Chooser(why, items))
    if answer == "kopia":
        await restore_file(session, screen, document, HEAD)
    elif answer == "nytt":
        await _new_head(session, screen, document)
    if document in session.area.document:
        session.document_id = document
        message = session.look.message
        screen.show()
        screen.say(message)


async def _new_head(session: Session, screen: Screen, document: str) -> None:
    hint = "Slag (delar, bokslut, budget, underlag, månad) och år eller månad, som: delar 2025-08"
    box = AnswerBox(f"Nytt huvud för {document}", hint, "", partial(_head, document))
    head = await screen.ask(box)
    if head is None:
        return
    try:
        of = (document, HEAD)
        aside = session.store.replace_whole(*of, head_bytes(head))
        take_in(session, screen, of, aside, NEW_HEAD)
    except OSError as error:
        screen.say(fault_sentence(error))


def _head(document: str, text: str) -> Document:
    """A head of the kind and the period that a text names. Raises NextError."""
    word, _, period_text = text.strip().partition(" ")
    kind = parsed_kind(word)
    period = parsed_period(period_text, kind)
    return Document(document, name_for(kind, period), kind, period)
