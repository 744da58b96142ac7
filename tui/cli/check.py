"""``namndkoll granska``: every check without a screen; exit status 1 where there is a *fel*.

With ``--text`` the report's text is held against its document's tables too.
"""

import os
import re
from argparse import Namespace
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from msgspec import Struct

from tui.checks.context import document_finding
from tui.checks.exemptions import finding_key
from tui.checks.neighbours import Neighbour, nearby
from tui.checks.prosa.claim import TextSource
from tui.checks.prosa.text_check import (
    own_source,
    remark,
    shortening,
    text_finding,
    underlag,
    without_duplicates,
)
from tui.checks.prosa.verdict import Tried, checked_against, checked_text
from tui.cli.parser import UsageError
from tui.cli.reading import Say, read, say_all
from tui.domain.calculation import Calculation
from tui.domain.document import Document
from tui.domain.finding import Address
from tui.report.findings import (
    Checked,
    ClaimItem,
    Item,
    claim_json,
    claim_text,
    finding_json,
    finding_text,
)
from tui.report.sheets import ChoiceError, chosen_document
from tui.store.folder import Store
from tui.store.text_files import TextError, read_text
from tui.workspace import Workspace

ERROR_EXISTS = 1
# How much of a text it takes to tell which document it belongs to.
LINES_FOR_HOME = 300
SIGNS_FOR_HOME = 20_000
LEAST_SHARED = 3


class Order(Struct, frozen=True):
    """What is to be checked, and how it is to be written."""

    document: str | None = None
    text: tuple[str, ...] = ()
    claims: bool = False
    format: str = "text"
    width: int | None = None


def run(args: Namespace, store: Store, say: Say, width: int | None) -> tuple[str, int]:
    """What to write, and the exit status. Raises UsageError."""
    texts = tuple(args.text or ())
    return check(
        Order(args.dokument, texts, args.pastaenden, args.format or "text", width), store, say
    )


def check(order: Order, store: Store, say: Say) -> tuple[str, int]:
    """What to write and the exit status. Raises UsageError."""
    area = read(store, say)
    neighbours = {d.id: (d, area.calculations(d.id)) for d in area.document.values()}
    chosen = _chosen(order, area)
    items = _table_items(chosen, neighbours)
    try:
        text = checked_texts(order.text, chosen, neighbours, say)
    except TextError as error:
        raise UsageError(error.sentence) from None
    text = own_texts(text, order.text, chosen, neighbours, store)
    if order.claims:
        say_all(say, (item.finding.sentence for item in text.items if item.finding.kind == "text"))
        status = _status(_without_exempted(chosen, text.items))
        as_json = order.format == "json"
        return claim_json(text.claims) if as_json else claim_text(text.claims), status
    if text.items:
        left = without_duplicates([i.finding for i in items], [i.finding for i in text.items])
        items = [*(item for item in items if item.finding in left), *text.items]
    open_ = _without_exempted(chosen, items)
    if order.format == "json":
        return finding_json(open_), _status(open_)
    return finding_text(chosen, open_, order.width, len(items) - len(open_)), _status(open_)


def _chosen(order: Order, area: Workspace) -> list[Document]:
    documents = list(area.document.values())
    try:
        chosen = chosen_document(documents, order.document or "", "")
    except ChoiceError as error:
        raise UsageError(str(error)) from None
    return documents if order.document is None else [chosen]


def _table_items(chosen: Sequence[Document], neighbours: Mapping[str, Neighbour]) -> list[Item]:
    items = []
    for head in chosen:
        near = {id_: neighbours[id_] for id_ in nearby(head, (d for d, _ in neighbours.values()))}
        items += [Item(f) for f in document_finding(head, neighbours[head.id][1], near)]
    return items


def _without_exempted(chosen: Sequence[Document], items: Sequence[Item]) -> list[Item]:
    exempted = {(d.id, u.key) for d in chosen for u in d.exemption}
    if not exempted:
        return list(items)
    return [
        p for p in items if (p.finding.address.document, finding_key(p.finding)) not in exempted
    ]


def _status(items: Iterable[Item]) -> int:
    return ERROR_EXISTS if any(item.finding.severity == "fel" for item in items) else 0


# ---- Texts --------------------------------------------------------------------------------------


def checked_texts(
    files: Sequence[str], chosen: Sequence[Document], neighbours: Mapping[str, Neighbour], say: Say
) -> Checked:
    """Every text held against the one of the documents that it belongs to. Raises TextError."""
    checked = Checked()
    for file in files:
        source = read_text(Path(file))
        say_all(say, _check(checked, source, file, *_home(source, chosen, neighbours)))
    return checked


def own_texts(
    checked: Checked,
    requested: Sequence[str],
    chosen: Sequence[Document],
    neighbours: Mapping[str, Neighbour],
    store: Store,
) -> Checked:
    """With the texts that belong to the documents, but for those that were asked for by name.

    What there is to say of one as a whole is a finding of its document, as on the screen.
    """
    already = {os.path.realpath(file) for file in requested}
    for head in chosen:
        for file in head.texts:
            if os.path.realpath(store.folder / file) not in already:
                sentences = _own_text(checked, file, head, neighbours, store)
                checked.items += [Item(remark(head, file, m), file, 1) for m in sentences]
    return checked


def _own_text(
    checked: Checked,
    file: str,
    head: Document,
    neighbours: Mapping[str, Neighbour],
    store: Store,
) -> tuple[str, ...]:
    try:
        source = own_source(store.text(file), file, head.texts)
    except TextError as error:
        return (error.sentence,)
    return _check(checked, source, file, *_home(source, [head], neighbours))


def _check(
    checked: Checked, source: TextSource, file: str, document: Document, verdicts: Sequence[Tried]
) -> tuple[str, ...]:
    """Add a judged text. Returns what is to be said of it as a whole."""
    checked.items += [Item(f, file, row) for f, row in text_finding(document, source, verdicts)]
    checked.claims += [_claim(verdict, file) for verdict in verdicts]
    return (*([source.note] if source.note else []), *shortening(source, verdicts))


def _home(
    source: TextSource, chosen: Sequence[Document], neighbours: Mapping[str, Neighbour]
) -> tuple[Document, tuple[Tried, ...]]:
    """The document that the text belongs to, and the verdicts against it."""
    head = chosen[0] if len(chosen) == 1 else _home_document(source, chosen, neighbours)
    return head, checked_text(source, underlag(head, neighbours))


def _home_document(
    source: TextSource, chosen: Sequence[Document], neighbours: Mapping[str, Neighbour]
) -> Document:
    """The document whose tables the text prints; one without tables agrees most with its own."""
    in_text = _big_number(source)
    tryckta = {d.id: len(in_text & _amount(neighbours[d.id][1])) for d in chosen}
    if max(tryckta.values()) >= LEAST_SHARED:
        return max(chosen, key=lambda d: tryckta[d.id])
    verdicts = checked_against(_start(source), [underlag(d, neighbours) for d in chosen])
    own = {d.id: _count_own(d, d_verdicts) for d, d_verdicts in zip(chosen, verdicts, strict=True)}
    return max(chosen, key=lambda d: own[d.id])


def _start(source: TextSource) -> TextSource:
    """Enough of the text to tell which document it belongs to."""
    rows = source.text[:SIGNS_FOR_HOME].split("\n")
    return TextSource(source.file, tuple(rows[:LINES_FOR_HOME]))


_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?!\d)|\d{4,}")


def _big_number(source: TextSource) -> set[int]:
    return {int(re.sub(r"\D", "", hit)) for hit in _NUMBER.findall(source.text)}


def _amount(calculations: Mapping[str, Calculation]) -> set[int]:
    """The amounts of five figures or more that a document's tables hold: hardly by chance."""
    cells = (
        value
        for calculation in calculations.values()
        for row in calculation.table.rows
        for value in (*row.cells.values(), *row.tryckt.values())
    )
    return {abs(int(v)) for v in cells if isinstance(v, Decimal) and abs(v) >= 10_000}


def _count_own(head: Document, verdicts: Sequence[Tried]) -> int:
    return sum(
        verdict.utfall == "stammer"
        and verdict.address is not None
        and verdict.address.document == head.id
        for verdict in verdicts
    )


def _claim(verdict: Tried, file: str) -> ClaimItem:
    p = verdict.claim
    address = "" if verdict.address is None else _address(verdict.address)
    return ClaimItem(
        p.text, p.value, p.unit, p.row_in_file, verdict.utfall, verdict.should, address, file,
        verdict.reason,
    )  # fmt: skip


def _address(address: Address) -> str:
    parts = (address.document, address.table, address.row, address.column)
    return "/".join(parts).rstrip("/")
