"""A table kept as the nämnd's own mall, and such a one taken away again."""

from collections.abc import Callable

from tui.domain.as_mall import as_mall
from tui.domain.reshape import free_key
from tui.domain.table import Table
from tui.screen.session import Session, lock_sentence
from tui.screen.verbs import Screen
from tui.screen.widgets.dialogs import Chooser, Question
from tui.screen.widgets.fields import AnswerBox, some
from tui.store.errors import SaveError
from tui.store.own_malls import keep_mall, leans_on, own_malls, remove_mall

NAMED = some("En mall behöver ett namn.")
HINT = (
    "Vad mallen ska heta. Rubriker, kolumner, rader och regler följer med, inga tal och inga "
    "kommentarer."
)


async def keep(session: Session, screen: Screen) -> None:
    """Ask for a name, and keep the form of the shown table as a mall of the nämnd's own."""
    table = session.table
    obstacle = lock_sentence(session)
    if table is None or obstacle:
        screen.say(obstacle or "Gå först till tabellen som ska bli en mall.")
        return
    name = await screen.ask(AnswerBox("Behåll som egen mall", HINT, table.heading, NAMED))
    id_ = await _chosen_id(session, screen, table, name) if name else ""
    if not name or not id_:
        return
    mall = as_mall(table, id_, name, session.document.period)
    where = "Lägg till en tabell (Ctrl+P)"
    if any(id_ in kind.tables.values() for kind in session.register.kinds.values()):
        where = f"{where} och nya dokument"
    told = (
        f"Mallen ”{name}” är sparad och finns under {where}; den tas bort med Ctrl+P, ”Ta bort en "
        "egen mall”."
    )
    put_in_force(session, screen, lambda: keep_mall(session.store, mall), told)


def put_in_force(session: Session, screen: Screen, act: Callable[[], None], told: str) -> None:
    """Change the nämnd's own mallar and kinds, which hold at once; tell that, or why not."""
    try:
        act()
    except SaveError as error:
        screen.say(error.sentence)
    else:
        session.register = session.store.register
        screen.say(told)


async def _chosen_id(session: Session, screen: Screen, table: Table, name: str) -> str:
    """The id of the mall: of the one that it is to take the place of, or a new one; "" if left."""
    all_, own = session.register.templates, own_malls(session.store.folder).templates
    id_ = f"{table.tab}.{free_key(name, _names(session, table.tab), 'tabell')}"
    same = next((m for m in own.values() if (m.tab, m.heading) == (table.tab, name)), None)
    former = same or all_.get(table.template)
    if former is None or former.tab != table.tab or leans_on(session.store.folder, former):
        return id_
    answers = {
        "enter": (id_, "Spara som en mall till"),
        "f8": (former.id, f"Byt ut mallen ”{former.heading}”: nya tabeller börjar som den här"),
    }
    text = "Hur ska mallen sparas? Tabeller som redan finns ändras inte."
    return await screen.ask(Question(f"Egen mall: {name}", text, answers))


def _names(session: Session, tab: str) -> dict[str, object]:
    """What the mallar of a tab are called behind the tab's own name."""
    ids = (id_.partition(".") for id_ in session.register.templates)
    return {name: None for of, _, name in ids if of == tab}


async def remove(session: Session, screen: Screen) -> None:
    """Choose one of the nämnd's own mallar, and take it away."""
    if obstacle := lock_sentence(session):
        screen.say(obstacle)
        return
    own = own_malls(session.store.folder).templates
    if not own:
        screen.say("Här finns ingen egen mall att ta bort.")
        return
    items = [(mall.id, mall.heading, _whose(session, mall)) for mall in own.values()]
    chosen = await screen.ask(Chooser("Ta bort en egen mall", items))
    if chosen:
        _take_away(session, screen, own[chosen])


def _whose(session: Session, mall: Table) -> str:
    """The tab of a mall, and the kinds of document that begin with it: headings are not unique."""
    register = session.register
    tab = next(tab.heading for tab in register.tabs if tab.id == mall.tab)
    kinds = [k.name for k in register.kinds.values() if mall.id in k.tables.values()]
    kinds += [k.name for k in register.own_kinds.values() if mall.id in k.tables.values()]
    return ", ".join((tab, *kinds))


def _take_away(session: Session, screen: Screen, mall: Table) -> None:
    kinds = session.register.own_kinds.values()
    if kind := next((k for k in kinds if mall.id in k.tables.values()), None):
        screen.say(
            f"Mallen ”{mall.heading}” hör till slaget ”{kind.name}”; ta bort det slaget först."
        )
        return
    if leans_on(session.store.folder, mall):
        screen.say(
            f"Mallen ”{mall.heading}” behövs för att läsa äldre dokument eller säkerhetskopior i "
            "mappen, så den är kvar."
        )
        return
    told = f"Mallen ”{mall.heading}” är borttagen; tabeller som börjat med den är kvar."
    put_in_force(session, screen, lambda: remove_mall(session.store, mall), told)
