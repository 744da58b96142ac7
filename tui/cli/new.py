"""``namndkoll ny``: the next document out of one that there is, without a screen."""

from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from tui.cli.base import Say
from tui.report.sheet import ChoiceError, chosen_document

if TYPE_CHECKING:
    from tui.domain.document import Document, DocumentKind
    from tui.domain.next_document.sources import Proposal, Underlag
    from tui.store.data_store import DataStore
    from tui.store.folder import Store


class NewOrder(Struct, frozen=True):
    """What is to be made: its id, out of which, of what kind and for which period.

    What is not said is proposed. ``undo``: the draft with this id is laid aside instead.
    """

    id: str = ""
    from_: str | None = None
    kind: str | None = None
    period: str | None = None
    undo: bool = False


class NewError(ValueError):
    """Wrong use, or something in the way: one Swedish sentence."""


def new(order: NewOrder, store: "Store", say: Say) -> str:
    """Make the document; the account of it to write. Raises Nyfel."""
    from tui.store.data_store import DataStore

    writer = DataStore(store.folder)
    try:
        if obstacle := writer.obstacle:
            raise NewError(f"Ingenting gjordes: mappen är {obstacle}.")
        if order.undo:
            return _undo(order, writer)
        return _do(order, writer, say)
    except OSError as error:
        raise NewError(str(getattr(error, "sentence", error))) from None
    finally:
        writer.close()


def _undo(order: NewOrder, store: "DataStore") -> str:
    head = next((d for d in store.document()[0] if d.id == order.id), None)
    if head is None:
        raise NewError(f"Dokumentet ”{order.id}” finns inte, så inget lades undan.")
    if head.status != "utkast":
        raise NewError(f"{head.name} är beslutat och läggs inte undan; det går bara med utkast.")
    aside = store.put_aside(head.id, datetime.now())
    return f"Dokumentet {head.name} ({head.id}) är undanlagt; det ligger i {aside} i datamappen.\n"


def _do(order: NewOrder, store: "DataStore", say: Say) -> str:
    from tui.domain.next_document.document import next_document, notice

    settings, settings_error = store.settings()
    heads, head_error = store.document()
    for error in (*settings_error, *head_error):
        say(error.sentence)
    try:
        base = chosen_document(heads, order.from_ or "", settings.senaste_dokument)
    except ChoiceError as error:
        raise NewError(str(error)) from None
    proposal = _proposal(order, base, heads)
    underlag = [_underlag(store, head, say) for head in heads]
    next_ = next_document(proposal, base.id, underlag, settings)
    store.create(next_.document, next_.tabs)
    rows = notice(next_, underlag)
    return "\n".join((*rows, "", f"Lägg undan det igen: namndkoll ny {proposal.id} --angra", ""))


def _proposal(order: NewOrder, base: "Document", heads: "tuple[Document, ...]") -> "Proposal":
    """What is to be made; the first proposal for what was not said. Raises Nyfel."""
    from tui.domain.next_document.sources import (
        NextError,
        next_proposal,
        parsed_kind,
        parsed_period,
        proposal_for,
    )

    busy = [d.id for d in heads]
    if order.id in busy:
        raise NewError(f"Dokumentet ”{order.id}” finns redan; välj ett annat id.")
    all_ = next_proposal(base, heads)
    try:
        kind = parsed_kind(order.kind) if order.kind else _usual_kind(all_)
        otherwise = next((f.period for f in all_ if f.kind == kind), None)
        period = parsed_period(order.period, kind) if order.period else otherwise
    except NextError as error:
        raise NewError(str(error)) from None
    if period is None:
        raise NewError("Ange perioden med --period, året och sista månaden, som 2024-12.")
    exists = next((d for d in heads if (d.kind, d.period) == (kind, period)), None)
    if exists is not None and not order.id:
        raise NewError(
            f"{exists.name} finns redan ({exists.id}); ange ett id om det ska göras ett till."
        )
    return proposal_for(kind, period, busy, order.id)


def _usual_kind(proposal: "tuple[Proposal, ...]") -> "DocumentKind":
    if not proposal:
        raise NewError("Det finns inget förslag på nästa dokument; ange --slag och --period.")
    return proposal[0].kind


def _underlag(store: "Store", head: "Document", say: Say) -> "Underlag":
    from tui.domain.next_document.sources import Underlag
    from tui.domain.register import REGISTER

    tabs = {}
    for tab in REGISTER.tabs:
        tabs[tab.id], error = store.tab(head.id, tab.id)
        for one in error:
            say(one.sentence)
    return Underlag(head, tabs)
