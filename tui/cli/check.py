"""``namndkoll granska``: every check without a screen; exit status 1 where there is a *fel*."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from tui.cli.base import Say
from tui.domain.register import REGISTER
from tui.report.sheet import ChoiceError, bunt, chosen_document, whole

if TYPE_CHECKING:
    from tui.checks.neighbours import Neighbour
    from tui.domain.calculation import Calculation
    from tui.domain.document import Document
    from tui.report.check_output import Checked, ClaimItem, Item
    from tui.store.folder import Store
    from tui.workspace import Workspace

FORMAT = ("text", "json")
ERROR_EXISTS = 1


class Order(Struct, frozen=True):
    """What is to be checked, and how it is to be written."""

    document: str | None = None
    text: tuple[str, ...] = ()
    claims: bool = False
    format: str = "text"
    width: int | None = None


class OrderError(ValueError):
    """Wrong use: one Swedish sentence."""


def check(order: Order, store: "Store", say: Say) -> tuple[str, int]:
    """What to write and the exit status. Raises Bestallningsfel."""
    area = read(store, say)
    neighbours = {d.id: (d, _calculations(area, d, say)) for d in area.document.values()}
    chosen = _chosen(order, area)
    items = _table_items(chosen, neighbours)
    text = _texts(order, chosen, neighbours, store, say)
    if order.claims:
        for item in text.items:
            if item.finding.kind == "text":
                say(item.finding.sentence)
        status = _status(_without_exemption(chosen, text.items))
        return _claims(order, text.claims), status
    if text.items:
        from tui.cli.check_text import without_duplicates

        items = [*without_duplicates(items, text.items), *text.items]
    left = _without_exemption(chosen, items)
    return _finding(order, chosen, left, len(items) - len(left)), _status(left)


def _texts(
    order: Order,
    chosen: "Sequence[Document]",
    neighbours: "Mapping[str, Neighbour]",
    store: "Store",
    say: Say,
) -> "Checked":
    """The texts that were asked for, and those that belong to the documents."""
    if not order.text and not any(head.texts for head in chosen):
        from tui.report.check_output import Checked

        return Checked()
    from tui.cli.check_text import checked_texts, own_texts
    from tui.store.text_files import TextError

    try:
        checked = checked_texts(order.text, chosen, neighbours, say)
    except TextError as error:
        raise OrderError(error.sentence) from None
    return own_texts(checked, order.text, chosen, neighbours, store)


def read(store: "Store", say: Say) -> "Workspace":
    """All documents with all their tables: a bridge has two ends."""
    from tui.workspace import Workspace

    settings, settings_error = store.settings()
    heads, head_error = store.document()
    for error in (*settings_error, *head_error):
        say(error.sentence)
    area = Workspace({d.id: d for d in heads}, settings=settings)
    for head in heads:
        for tab in REGISTER.tabs:
            tables, tab_error = store.tab(head.id, tab.id)
            for error in tab_error:
                say(error.sentence)
            area = area.with_tab((head.id, tab.id), tables, tab_error)
    return area


def _calculations(area: "Workspace", document: "Document", say: Say) -> "dict[str, Calculation]":
    """The tables that can be worked out; a sentence for each that cannot."""
    sheet, error = whole(bunt(area, document).sheet)
    for sentence in error:
        say(sentence)
    return {one.table: one.calculation for one in sheet}


def _chosen(order: Order, area: "Workspace") -> "list[Document]":
    all_ = list(area.document.values())
    try:
        chosen_one = chosen_document(all_, order.document or "", "")
    except ChoiceError as error:
        raise OrderError(str(error)) from None
    return all_ if order.document is None else [chosen_one]


def _table_items(
    chosen: "Sequence[Document]", neighbours: "Mapping[str, Neighbour]"
) -> "list[Item]":
    from tui.checks.check import document_finding
    from tui.checks.neighbours import nearby
    from tui.report.check_output import Item

    items = []
    for head in chosen:
        near = nearby(head, (d for d, _ in neighbours.values()))
        change = {id_: neighbours[id_] for id_ in near}
        items += [Item(f) for f in document_finding(head, neighbours[head.id][1], change)]
    return items


def _without_exemption(chosen: "Sequence[Document]", items: "Sequence[Item]") -> "list[Item]":
    from tui.checks.exemptions import finding_key

    exempted = {(d.id, u.key) for d in chosen for u in d.exemption}
    if not exempted:
        return list(items)
    return [
        p for p in items if (p.finding.address.document, finding_key(p.finding)) not in exempted
    ]


def _finding(
    order: Order,
    chosen: "Sequence[Document]",
    items: "Sequence[Item]",
    exempted: int,
) -> str:
    from tui.report.check_output import finding_json, finding_text

    if order.format == "json":
        return finding_json(items)
    return finding_text(chosen, items, order.width, exempted)


def _claims(order: Order, items: "Sequence[ClaimItem]") -> str:
    from tui.report.check_output import claim_json, claim_text

    return claim_json(items) if order.format == "json" else claim_text(items)


def _status(items: "Iterable[Item]") -> int:
    return ERROR_EXISTS if any(item.finding.severity == "fel" for item in items) else 0
