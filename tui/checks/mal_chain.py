"""The chain goal → nyckeltal → assessment (*målkedja*).

The assessment is the controller's; one against the proposal keeps its reason, and without a
reason it is told.
"""

import re
from collections.abc import Iterator, Mapping

from tui.checks.neighbours import table_of
from tui.domain.bedomning import REACHED, STATUS_SIGNAL, nyckeltal_status
from tui.domain.calculation import Calculation
from tui.domain.cell_text import cell_text
from tui.domain.document import Document
from tui.domain.finding import Address, Finding
from tui.domain.mal import nyckeltal_for
from tui.domain.table import Row

ASSESSED = ("mal.mal", "internkontroll.uppfoljning")


def mal_chain(document: Document, calculations: Mapping[str, Calculation]) -> Iterator[Finding]:
    """The findings of goals, nyckeltal and assessments."""
    for calculation in calculations.values():
        if calculation.table.template.id in ASSESSED:
            for row in calculation.table.rows:
                yield from _against_proposal(document, calculation, row)
            yield from _unassessed(document, calculation)
    yield from _nyckeltal(document, calculations)
    yield from _undertakings(document, calculations)
    yield from _agenda(document, calculations)


def _against_proposal(document: Document, calculation: Calculation, row: Row) -> Iterator[Finding]:
    set_cell, proposal = row.cells.get("bedomning"), calculation.computed(row.id, "forslag")
    if not set_cell or not proposal or set_cell == proposal or row.cells.get("skal"):
        return
    sentence = (
        f"{row.label}: bedömt som {_small(set_cell)}, men förslaget är {_small(proposal)}"
        f"{_missed(calculation, row)}, och inget skäl är angivet."
    )
    address = Address(document.id, calculation.table.id, row.id, "bedomning")
    yield Finding(address, "kedja", "bör ses över", set_cell, proposal, sentence)


def _small(value: object) -> str:
    text = str(value)
    return text[:1].lower() + text[1:]


def _missed(calculation: Calculation, row: Row) -> str:
    """The nyckeltal that do not reach their targets, in parentheses."""
    table = calculation.context.tables.get("nyckeltal")
    if table is None or calculation.table.template.id != "mal.mal":
        return ""
    siblings = Calculation(table, calculation.context)
    missed = [
        f"{n.label}: {_text(n, 'utfall')} mot målet {_text(n, 'mal')}"
        for n in nyckeltal_for(table, row.id)
        if siblings.computed(n.id, "status") in STATUS_SIGNAL
        and siblings.computed(n.id, "status") != REACHED
    ]
    return f" ({'; '.join(missed)})" if missed else ""


def _text(row: Row, column: str) -> str:
    return cell_text(row.cells.get(column), None)


def _unassessed(document: Document, calculation: Calculation) -> Iterator[Finding]:
    """What is not assessed yet; a decided document's note may tell why it cannot be seen."""
    rows = [r for r in calculation.table.rows if not r.cells.get("bedomning")]
    if calculation.context.locked:
        rows = [r for r in rows if "bedomning" not in r.notes]
    if rows:
        count, all_ = len(rows), len(calculation.table.rows)
        sentence = f"{calculation.table.heading}: {count} av {all_} rader saknar bedömning."
        address = Address(document.id, calculation.table.id, rows[0].id, "bedomning")
        yield Finding(address, "saknas", "bör ses över", None, None, sentence)


def _nyckeltal(document: Document, calculations: Mapping[str, Calculation]) -> Iterator[Finding]:
    """A target without an outcome or the other way round, and a goal without a nyckeltal."""
    calculation = table_of(calculations, "mal.nyckeltal")
    if calculation is None:
        return
    for row in calculation.table.rows:
        for column, change, word in (("utfall", "mal", "utfall"), ("mal", "utfall", "mål")):
            if row.cells.get(column) is None and row.cells.get(change) is not None:
                address = Address(document.id, calculation.table.id, row.id, column)
                sentence = f"{row.label} saknar {word}."
                yield Finding(address, "saknas", "bör ses över", None, None, sentence)
    mal = table_of(calculations, "mal.mal")
    for row in mal.table.rows if mal else ():
        if mal is not None and not nyckeltal_for(calculation.table, row.id):
            address = Address(document.id, mal.table.id, row.id, "forslag")
            sentence = f"{row.label} saknar nyckeltal att bedöma målet efter."
            yield Finding(address, "saknas", "bör ses över", None, None, sentence)


def _undertakings(document: Document, calculations: Mapping[str, Calculation]) -> Iterator[Finding]:
    """An undertaking that is called fulfilled while its outcome does not reach the target."""
    calculation = table_of(calculations, "mal.ataganden")
    for row in calculation.table.rows if calculation else ():
        mal, utfall = row.cells.get("mal"), row.cells.get("utfall")
        status = nyckeltal_status(mal, utfall, str(row.cells.get("riktning") or ""))
        assessed = row.cells.get("bedomning")
        if calculation is not None and assessed == "uppfyllt" and status in ("nära", "ej uppnått"):
            sentence = (
                f"{row.label}: bedömt som uppfyllt, men utfallet {_text(row, 'utfall')} "
                f"når inte målet {_text(row, 'mal')}."
            )
            address = Address(document.id, calculation.table.id, row.id, "bedomning")
            yield Finding(address, "kedja", "bör ses över", assessed, status, sentence)


def _agenda(document: Document, calculations: Mapping[str, Calculation]) -> Iterator[Finding]:
    """The global goals at a nämndmål against the list of them."""
    mal, agenda = (table_of(calculations, searched) for searched in ("mal.mal", "mal.agenda"))
    if mal is None or agenda is None:
        return
    for row in mal.table.rows:
        has = {int(n) for n in re.findall(r"\d+", str(row.cells.get("agenda") or ""))}
        list_ = [r for r in agenda.table.rows if r.cells.get("namndmal") == row.id]
        where = {int(n) for r in list_ if (n := _text(r, "nr")).isdigit()}
        if has and where and has != where:
            said, should = (", ".join(map(str, sorted(n))) for n in (has, where))
            sentence = f"{row.label}: Agenda 2030-målen är {said}, men i listan {should}."
            address = Address(document.id, mal.table.id, row.id, "agenda")
            yield Finding(address, "kedja", "bör ses över", said, should, sentence)
