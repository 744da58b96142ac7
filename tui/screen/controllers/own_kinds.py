"""The tables of a document kept as the nämnd's own kind of document, and such a one taken away."""

from tui.domain.as_mall import as_mall
from tui.domain.own_kinds import free_kind_id
from tui.domain.register import OwnKind
from tui.domain.table import Table
from tui.screen.controllers.own_malls import put_in_force
from tui.screen.session import Session, lock_sentence
from tui.screen.verbs import Screen
from tui.screen.widgets.dialogs import Chooser
from tui.screen.widgets.fields import AnswerBox, some
from tui.store.own_malls import keep_kind, remove_kind

NAMED = some("Ett slag behöver ett namn.")
HINT = (
    "Vad slaget ska heta, som ”Tertialrapport”. Dokumentets tabeller följer med i sin ordning, "
    "utan tal och kommentarer. Ett eget slag med samma namn byts ut."
)


async def keep(session: Session, screen: Screen) -> None:
    """Ask for a name, and keep the forms of the document's tables as a kind of its own."""
    tables, obstacle = _tables(session), lock_sentence(session)
    if obstacle or not tables:
        screen.say(obstacle or "Dokumentet har inga tabeller att göra ett slag av.")
        return
    name = await screen.ask(AnswerBox("Eget slag av dokument", HINT, "", NAMED))
    if not name:
        return
    id_, document = free_kind_id(name, session.register), session.document
    names = {table.id: f"{table.tab}.{id_}.{table.id}" for table in tables}
    malls = [as_mall(t, names[t.id], t.heading, document.period) for t in tables]
    told = (
        f"Slaget ”{name}” är sparat; Ctrl+N gör sådana dokument, och Ctrl+P, ”Ta bort ett eget "
        "slag” tar bort det."
    )
    kind = OwnKind(id_, document.kind, name, names)
    put_in_force(session, screen, lambda: keep_kind(session.store, kind, malls), told)


def _tables(session: Session) -> list[Table]:
    """The tables of the shown document, but for those of what its text said."""
    tabs = session.read_in(session.document_id) if session.document_id else {}
    return [table for tables in tabs.values() for table in tables if not table.out_of_text]


async def remove(session: Session, screen: Screen) -> None:
    """Choose one of the nämnd's own kinds, and take it away with its mallar."""
    own = session.register.own_kinds
    if (obstacle := lock_sentence(session)) or not own:
        screen.say(obstacle or "Här finns inget eget slag att ta bort.")
        return
    items = [(kind.id, kind.name, session.register.kinds[kind.like].name) for kind in own.values()]
    chosen = await screen.ask(Chooser("Ta bort ett eget slag", items))
    if chosen:
        told = f"Slaget ”{own[chosen].name}” är borttaget; dokument som gjorts med det är kvar."
        put_in_force(session, screen, lambda: remove_kind(session.store, own[chosen]), told)
