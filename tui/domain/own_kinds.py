"""A kind of document of the nämnd's own: asked for by name, proposed, and made of a document."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from tui.domain.next_document.sources import KIND_WORDS, MONTHLY, Proposal, proposal_for
from tui.domain.period import Period
from tui.domain.register import OwnKind, Register
from tui.domain.reshape import free_key
from tui.svenska.format import MONTHS


def asked_own_kind(text: str, register: Register) -> OwnKind | None:
    """The nämnd's own kind that a word is the id or the name of, None where it is none's."""
    said = " ".join(text.split()).casefold()
    return next((k for k in register.own_kinds.values() if said in (k.id, k.name.casefold())), None)


def own_proposal(
    kind: OwnKind, period: Period, busy: Iterable[str] = (), id_: str = ""
) -> Proposal:
    """A document of one's own kind and a period, with a free id where none is given."""
    proposal = proposal_for(kind.like, period, (), id_)
    month = f"{MONTHS[period.end.month - 1]} " if kind.like == MONTHLY else ""
    stem = proposal.id.replace(f"-{KIND_WORDS[kind.like]}", f"-{kind.id}")
    free = (stem, *(f"{stem}-{i}" for i in range(2, 10_000)))
    taken = set(busy)
    return replace(
        proposal,
        id=id_ or next(k for k in free if k not in taken),
        name=f"{kind.name} {month}{period.year}",
        own_kind=kind.id,
    )


def free_kind_id(name: str, register: Register) -> str:
    """The id of a kind by its name: of the own one that bears it, else a new one."""
    same = asked_own_kind(name, register)
    taken: Mapping[str, object] = {
        **dict.fromkeys((*KIND_WORDS, *KIND_WORDS.values())),
        **register.own_kinds,
    }
    return same.id if same else free_key(name, taken, "slag")
