"""The documents: chosen, and made out of the shown one.

Making it is undone in one step, like an edit: the folder is laid aside, whole (``aside``).
"""

from functools import partial

from tui.domain.new_document import empty_document, first_proposal
from tui.domain.next_document.document import Next, next_document, notice, short_notice
from tui.domain.next_document.named import Named, named, named_proposal
from tui.domain.next_document.sources import (
    MONTHLY,
    NextError,
    Proposal,
    Underlag,
    next_proposal,
    parsed_kind,
    parsed_period,
    proposal_for,
)
from tui.domain.own_kinds import own_proposal
from tui.domain.period import period_words
from tui.domain.register import OwnKind
from tui.screen.commands import controller
from tui.screen.controllers.asking import agreed
from tui.screen.controllers.changes import remember_shown
from tui.screen.controllers.navigation import show_tab
from tui.screen.session import Session, lock_sentence, whole_obstacle
from tui.screen.verbs import Screen
from tui.screen.views.head_lines import document_text, period_text
from tui.screen.widgets.dialogs import Chooser, ScrollQuestion
from tui.screen.widgets.fields import AnswerBox
from tui.store.errors import fault_sentence
from tui.workspace import DocumentMade, ordered_document

OTHER, EMPTY, OWN = "annat", "tomt", "eget:"
HINT = "Slag (delar, bokslut, budget, underlag, månad) och år eller sista månad, som: delar 2025-04"
_MONTH_TOO = "Skriv månaden också, som: månad 2025-10."


async def choose(session: Session, screen: Screen) -> None:
    """The document picker."""
    items = [
        (d.id, document_text(d), f"{period_text(d)} {d.diarienummer}")
        for d in ordered_document(session.area)
    ]
    headless = dict(session.store.headless(session.area.document))
    items += [(id_, f"{id_} (kan inte öppnas)", why) for id_, why in headless.items()]
    answer = await screen.ask(Chooser("Välj dokument", items, session.document_id))
    if answer in headless:
        await controller("headless:mend")(session, screen, answer, headless[answer])
    elif answer:
        session.document_id = answer
        show_tab(session, screen, session.tab)
        remember_shown(session)


async def new_document(session: Session, screen: Screen) -> None:
    """Propose, show what would be taken over from where, and make it."""
    if session.obstacle or not session.document_id:
        screen.say(lock_sentence(session) or "Det finns inget dokument att gå ut från.")
        return
    if waits := whole_obstacle(session, session.document_id):
        screen.say(waits)
        return
    chosen = await _chosen_proposal(session, screen)
    if isinstance(chosen, OwnKind):
        await _own_document(session, screen, chosen)
    elif chosen == EMPTY:
        await _empty_document(session, screen)
    elif isinstance(chosen, Proposal):
        await _next_document(session, screen, chosen)


async def _next_document(session: Session, screen: Screen, proposal: Proposal) -> None:
    underlag, error = _every_underlag(session)
    next_ = next_document(
        proposal, session.document_id, underlag, session.area.settings, session.register
    )
    text = "\n".join((*error, *([""] if error else []), *notice(next_, underlag)))
    act = "Gör dokumentet (Ctrl+Z lägger undan det igen)"
    if await agreed(screen, "Det här tas över", text, act, ScrollQuestion):
        make_document(session, screen, next_, short_notice(next_))


async def _own_document(session: Session, screen: Screen, kind: OwnKind) -> None:
    """Ask for the period, and make a document of one's own kind: after the shown one if that is
    of it, else empty."""
    hint = "År eller sista månad, som: 2025-04"
    box = AnswerBox(kind.name, hint, "", lambda text: parsed_period(text, kind.like))
    period = await screen.ask(box)
    if period is None:
        return
    proposal = own_proposal(kind, period, session.area.document)
    if session.document.own_kind == kind.id:
        await _next_document(session, screen, proposal)
        return
    _make_empty(session, screen, proposal)


async def _empty_document(session: Session, screen: Screen) -> None:
    """Ask what it is to be, and make it out of nothing."""
    read = partial(asked_out_of_nothing, session)
    proposal = await screen.ask(AnswerBox("Ett tomt dokument", HINT, "", read))
    if proposal is not None:
        _make_empty(session, screen, proposal)


def _make_empty(session: Session, screen: Screen, proposal: Proposal) -> None:
    made = empty_document(proposal, session.area.settings, session.register)
    make_document(session, screen, made, f"Dokumentet {made.document.name} är gjort, tomt.")


def asked_out_of_nothing(session: Session, text: str) -> Proposal:
    """What is to be made out of nothing, asked for in words. Raises NextError."""
    documents = tuple(session.area.document.values())
    kind_words, _, period = text.strip().partition(" ")
    name = named(text.strip())
    if name.kind is None or not name.year:
        kind = parsed_kind(kind_words)
        return proposal_for(kind, parsed_period(period, kind), [d.id for d in documents])
    if _lacks_month(name):
        raise NextError(_MONTH_TOO)
    asked = first_proposal(name, documents)
    return proposal_for(asked.kind, asked.period, [d.id for d in documents])


def _every_underlag(session: Session) -> tuple[list[Underlag], list[str]]:
    """Every document with all its tables, and what could not be read of them."""
    underlag = [Underlag(d, session.read_in(d.id)) for d in ordered_document(session.area)]
    return underlag, [f.sentence for error in session.area.file_error.values() for f in error]


async def _chosen_proposal(session: Session, screen: Screen) -> Proposal | OwnKind | str | None:
    """What is to be made next: a proposal, something of one's own kind, or ``EMPTY``."""
    all_ = tuple(session.area.document.values())
    proposal = next_proposal(session.document, all_)
    exists = {(d.kind, d.period) for d in all_}
    items = [
        (f.id, f.name, f"{period_words(f.period)}{_addition((f.kind, f.period) in exists)}")
        for f in proposal
    ]
    own = {f"{OWN}{kind.id}": kind for kind in session.register.own_kinds.values()}
    items += [(id_, f"{kind.name} …", "ett eget slag") for id_, kind in own.items()]
    items.append((OTHER, "Annat slag eller annan period …", ""))
    items.append((EMPTY, "Ett tomt dokument …", "utan något att gå ut från"))
    heading = f"Nästa dokument, utifrån {session.document.name}"
    answer = await screen.ask(Chooser(heading, items))
    if answer in own:
        return own[answer]
    if answer != OTHER:
        return EMPTY if answer == EMPTY else next((f for f in proposal if f.id == answer), None)
    return await screen.ask(AnswerBox("Nästa dokument", HINT, "", partial(_asked, session)))


def _addition(exists: bool) -> str:
    return " (finns redan; det här blir ett till)" if exists else ""


def _asked(session: Session, text: str) -> Proposal:
    """What is asked for in words, "delar 2025-04" or a name, "2025-delar". Raises NextError."""
    name = named(text.strip())
    kind_words, _, period_text = text.strip().partition(" ")
    if name.kind is None or not name.year:
        parsed_period(period_text, parsed_kind(kind_words))
    all_ = tuple(session.area.document.values())
    try:
        return named_proposal(name, session.document, all_)
    except NextError:
        if _lacks_month(name):
            raise NextError(_MONTH_TOO) from None
        raise


def _lacks_month(name: Named) -> bool:
    return name.kind == MONTHLY and not name.month


def make_document(session: Session, screen: Screen, next_: Next, told: str) -> None:
    """Make it in the store and in the workspace, show it, and tell it."""
    change = DocumentMade(next_.document, source=session.document_id)
    try:
        session.move("gor", change, lambda: session.store.create(next_.document, next_.tabs))
    except OSError as error:
        screen.say(f"Dokumentet kunde inte göras: {fault_sentence(error)}")
        return
    session.read_in(next_.document.id)
    _show(session, screen, next_.document.id, f"{told} Ctrl+Z lägger undan det igen.")


def _show(session: Session, screen: Screen, document_id: str, sentence: str) -> None:
    session.document_id = document_id
    screen.show()
    screen.say(sentence)
    remember_shown(session)
