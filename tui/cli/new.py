"""``namndkoll ny``: the next document out of one that there is, or an empty one; no screen."""

from argparse import Namespace
from datetime import datetime

from msgspec.structs import replace

from tui.cli.catching_up import catch_up
from tui.cli.parser import CHOICES, UsageError
from tui.cli.reading import Say, heads, tabs
from tui.domain.document import Document, DocumentKind
from tui.domain.new_document import empty_notice, first_proposal
from tui.domain.next_document.document import next_document, notice
from tui.domain.next_document.named import named, named_proposal
from tui.domain.next_document.sources import NextError, Proposal, Underlag, parsed_kind
from tui.domain.own_kinds import asked_own_kind, own_proposal
from tui.domain.register import OwnKind, Register
from tui.domain.settings import Settings
from tui.report.sheets import ChoiceError, chosen_document
from tui.store.beginning import made_out_of_nothing, put_folder
from tui.store.data_store import DataStore
from tui.store.directory import is_folder
from tui.store.errors import fault_sentence
from tui.store.folder import Store
from tui.workspace import DocumentAside, DocumentMade


def run(args: Namespace, store: Store, say: Say, _width: int | None) -> tuple[str, int]:
    """Make the document; the account of it to write, and the exit status. Raises UsageError."""
    if not args.angra and not is_folder(store.folder):
        # Before the folder is made: what cannot be made leaves none.
        _first(args, (), store.register)
        put_folder(store.folder)
    writer = DataStore(store.folder)
    try:
        if obstacle := writer.obstacle:
            raise UsageError(f"Ingenting gjordes: {obstacle}.")
        catch_up(writer, say)
        return (_undone(args.words[0], writer) if args.angra else _made(args, writer, say)), 0
    except OSError as error:
        raise UsageError(fault_sentence(error)) from None
    except (ChoiceError, NextError) as error:
        raise UsageError(str(error)) from None
    finally:
        writer.close()


def _undone(id_: str, store: DataStore) -> str:
    head = next((d for d in store.document()[0] if d.id == id_), None)
    if head is None:
        raise UsageError(f"Dokumentet ”{id_}” finns inte, så inget lades undan.")
    if head.status != "utkast":
        raise UsageError(f"{head.name} är beslutat och läggs inte undan; det går bara med utkast.")
    now = datetime.now()
    aside = store.place_aside(head.id, now)
    change = DocumentAside(head, aside, head.base)
    store.move("gor", change, lambda: store.put_aside(head.id, now, aside))
    return f"Dokumentet {head.name} ({head.id}) är undanlagt; det ligger i {aside} i datamappen.\n"


def _made(args: Namespace, store: DataStore, say: Say) -> str:
    settings, documents = heads(store, say)
    if args.words and args.words[0] in [d.id for d in documents]:
        raise UsageError(f"Dokumentet ”{args.words[0]}” finns redan; välj ett annat id.")
    if args.tomt or not (documents or args.fran):
        return _made_out_of_nothing(args, store, _wanted(args, settings), documents)
    own = asked_own_kind(args.slag or "", store.register)
    same = [d for d in documents if own and d.own_kind == own.id]
    if own and not (same or args.fran):
        return _made_out_of_nothing(args, store, _wanted(args, settings), documents)
    wanted = args.fran or (same[0].id if same else "")
    base = chosen_document(documents, wanted, settings.last_document)
    proposal = _proposal(args, base, documents, store.register)
    underlag = [Underlag(head, tabs(store, head, say)) for head in documents]
    made = next_document(proposal, base.id, underlag, settings, store.register)
    change = DocumentMade(made.document, source=base.id)
    store.move("gor", change, lambda: store.create(made.document, made.tabs))
    return "\n".join((*notice(made, underlag), "", _undo(proposal), ""))


def _undo(made: Proposal) -> str:
    return f"Lägg undan det igen: namndkoll ny {made.id} --angra"


def _wanted(args: Namespace, now: Settings) -> Settings:
    """The settings with what the command line says of the nämnd."""
    signs = CHOICES["tecken"].get(args.tecken or "", now.signs)
    unit = CHOICES["enhet"].get(args.enhet or "", now.amount_form)
    names = args.namnd or now.namnd, args.kommun or now.kommun
    return replace(now, namnd=names[0], kommun=names[1], signs=signs, amount_form=unit)


def _kind(args: Namespace, register: Register) -> tuple[DocumentKind | None, OwnKind | None]:
    """The kind that is asked for, and the nämnd's own if it is one. Raises NextError."""
    own = asked_own_kind(args.slag or "", register)
    if own is not None:
        return own.like, own
    try:
        return (parsed_kind(args.slag) if args.slag else None), None
    except NextError as error:
        names = ", ".join(kind.id for kind in register.own_kinds.values())
        raise NextError(f"{error} Egna slag: {names}." if names else str(error)) from None


def _first(args: Namespace, documents: tuple[Document, ...], register: Register) -> Proposal:
    """What is to be made out of nothing. Raises UsageError."""
    try:
        kind, own = _kind(args, register)
        id_ = args.words[0] if args.words else ""
        new = first_proposal(named(id_), documents, kind=kind, period_text=args.period or "")
        return own_proposal(own, new.period, [d.id for d in documents], id_) if own else new
    except NextError as error:
        raise UsageError(str(error)) from None


def _made_out_of_nothing(
    args: Namespace, store: DataStore, wanted: Settings, documents: tuple[Document, ...]
) -> str:
    proposal = _first(args, documents, store.register)
    made = made_out_of_nothing(store, wanted, proposal)
    return "\n".join((*empty_notice(made), "", _undo(proposal), ""))


def _proposal(
    args: Namespace, base: Document, documents: tuple[Document, ...], register: Register
) -> Proposal:
    """What is to be made: as asked for and named, else the first proposal. Raises UsageError."""
    id_ = args.words[0] if args.words else ""
    kind, own = _kind(args, register)
    proposal = named_proposal(
        named(id_), base, documents, kind=kind, period_text=args.period or "", id_=id_
    )
    if own is not None:
        proposal = own_proposal(own, proposal.period, [d.id for d in documents], id_)
    what = (proposal.kind, proposal.period, proposal.own_kind)
    exists = next((d for d in documents if (d.kind, d.period, d.own_kind) == what), None)
    if exists is not None and not id_:
        raise UsageError(
            f"{exists.name} finns redan ({exists.id}); ange ett id om det ska göras ett till."
        )
    return proposal
