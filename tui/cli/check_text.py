"""``namndkoll granska --text``: the report's text against its document's tables."""

import os
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from tui.checks.neighbours import Neighbour
from tui.checks.prosa.claim import TextSource
from tui.checks.prosa.text_check import (
    own_source,
    remark,
    shortening,
    text_finding,
    underlag,
)
from tui.checks.prosa.text_check import without_duplicates as finding_without_duplicates
from tui.checks.prosa.verdict import Tried, checked_against, checked_text
from tui.cli.base import Say
from tui.domain.calculation import Calculation
from tui.domain.document import Document
from tui.domain.finding import Address
from tui.report.check_output import Checked, ClaimItem, Item
from tui.store.text_files import TextError, TextFolder, read_text

MOST_FOR_HOME = 300
SIGN_FOR_HOME = 20_000
LEAST_SHARED = 3


def checked_texts(
    files: Sequence[str], chosen: Sequence[Document], neighbours: Mapping[str, Neighbour], say: Say
) -> Checked:
    """Every text held against the one of the documents that it belongs to. Raises Textfel."""
    checked = Checked()
    for file in files:
        source = read_text(Path(file))
        for sentence in _check(checked, source, file, *_home(source, chosen, neighbours)):
            say(sentence)
    return checked


def own_texts(
    checked: Checked,
    requested: Sequence[str],
    chosen: Sequence[Document],
    neighbours: Mapping[str, Neighbour],
    store: TextFolder,
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
    store: TextFolder,
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
    own_ones = {
        d.id: _count_own(d, d_verdicts) for d, d_verdicts in zip(chosen, verdicts, strict=True)
    }
    return max(chosen, key=lambda d: own_ones[d.id])


def _start(source: TextSource) -> TextSource:
    """Enough of the text to tell which document it belongs to."""
    rows = source.text[:SIGN_FOR_HOME].split("\n")
    return TextSource(source.file, tuple(rows[:MOST_FOR_HOME]))


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
        p.text, p.value, p.unit, p.row_in_file, verdict.utfall, verdict.should, address, file
    )


def _address(address: Address) -> str:
    parts = (address.document, address.table, address.row, address.column)
    return "/".join(parts).rstrip("/")


def without_duplicates(table_items: Sequence[Item], text_items: Sequence[Item]) -> list[Item]:
    """The tables' posts without figures "ur texten" that the text itself has been found to say."""
    left = finding_without_duplicates(
        [p.finding for p in table_items], [p.finding for p in text_items]
    )
    return [p for p in table_items if p.finding in left]
