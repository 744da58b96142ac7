"""The prognoser of a year's earlier reports, taken into the next one of that year.

Each report of the year that has a prognos is an occasion: its name, and under it the rows of its
result table with what they were then expected to end at.
"""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from tui.domain.amount_form import in_form_of
from tui.domain.cell_text import cell_text, column_heading
from tui.domain.finding import Address
from tui.domain.next_document.carried import Carried, NewTable, Turning
from tui.domain.next_document.sources import Underlag
from tui.domain.prognos import PROGNOS, Result, result_in
from tui.domain.table import Row, Table, table_from
from tui.domain.value import number_in

LOG = "prognoslogg"


def with_prognos_log(
    turning: Turning, base: Underlag, tables: Mapping[str, NewTable]
) -> dict[str, NewTable]:
    """The new document's tables with the log of the year's prognoser, where there are any.

    Occasions that the base's own log has, of the same year, stay as they are.
    """
    left = {k: n for k, n in tables.items() if n.table.subject != LOG}
    mall = _mall(turning)
    if mall is None:
        return left
    logs = (n for n in tables.values() if n.table.subject == LOG)
    old = None if turning.year(base.document) else next(logs, None)
    log = old or NewTable(table_from(mall, LOG, rows=()))
    for underlag, result in _occasions(turning):
        if not log.table.rows:
            # Its signs and its unit are those of the prognoser that it begins with.
            log = NewTable(in_form_of(table_from(mall, LOG, rows=()), result.calculation.table))
        if underlag.document.id not in log.table.index:
            log = _with_occasion(turning, log, underlag, result)
    return {**left, LOG: log} if log.table.rows else left


def _mall(turning: Turning) -> Table | None:
    """The mall of the log, None where the new document's kind has none."""
    register, kind = turning.register, turning.new.kind
    malls = (m for m in register.templates.values() if m.subject == LOG)
    return next((m for m in malls if register.has(kind, m.id)), None)


def _occasions(turning: Turning) -> Iterator[tuple[Underlag, Result]]:
    """The reports of the year that end before the new one and have a prognos, in that order."""
    new = turning.new.period
    for underlag in sorted(turning.all_, key=lambda u: u.document.period.end):
        head = underlag.document
        if head.period.year != new.year or head.period.end >= new.end:
            continue
        for table in underlag.tables:
            result = result_in(underlag.calculation(table, turning.settings).context)
            if result is not None and result.role == "prognos":
                yield underlag, result
                break


def _with_occasion(turning: Turning, log: NewTable, underlag: Underlag, result: Result) -> NewTable:
    head, source = underlag.document, result.calculation.table
    rows, carried = [Row(head.id, head.name, "rubrik")], list(log.carried)
    column = result.expected
    heading = column_heading(source.column(column), head.period)
    for row in source.rows:
        value = result.calculation.shown(row.id, column)
        if number_in(value) is None:
            continue
        id_ = f"{head.id}.{row.id}"
        text = f"{head.id}/{source.id}, {heading}: {cell_text(value, None)}"
        rows.append(
            Row(id_, row.label, row.kind, head.id, cells={PROGNOS: value}, sources={PROGNOS: text})
        )
        to = Address(turning.new.id, log.table.id, id_, PROGNOS)
        carried.append(Carried(to, Address(head.id, source.id, row.id, column), value))
    if len(rows) == 1:
        return log
    return NewTable(replace(log.table, rows=(*log.table.rows, *rows)), tuple(carried))
