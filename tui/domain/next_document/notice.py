"""What was taken over from where, in words: table by table, column by column."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from tui.domain.cell_text import column_heading
from tui.domain.finding import Address
from tui.domain.next_document.document import Empty, Next
from tui.domain.next_document.period_turn import period_words
from tui.domain.next_document.sources import Underlag
from tui.domain.next_document.table_turn import Carried
from tui.domain.table import LABEL, Table
from tui.svenska.format import count

Tables = Mapping[tuple[str, str], tuple[Underlag, Table]]


def notice(next_: Next, underlag: Sequence[Underlag]) -> tuple[str, ...]:
    """The account of a new document, a line an element; indented lines belong to the table above.

    Columns that follow their rows are told together, a column of figures with its source.
    """
    head = next_.document
    known_ones = {(u.document.id, t.id): (u, t) for u in underlag for t in u.tables}
    rows = [f"{head.name} ({head.id}), utkast, {period_words(head.period)}"]
    for tables in next_.tabs.values():
        for table in tables:
            rows += ["", f"{table.heading} ({table.id})"]
            rows += [f"  {row}" for row in _about_table(next_, table, known_ones)]
    if next_.left_out:
        rows += ["", "Inte med:", *(f"  {text}" for text in next_.left_out)]
    free = "Diarienummer, beslut, bedömningar och tryckta summor följer aldrig med."
    return (*rows, "", free)


def short_notice(next_: Next) -> str:
    """How much was taken over, in one sentence."""
    cells = count(len(next_.carried), "cell", "celler")
    sources = sorted({b.from_.document for b in next_.carried})
    return (
        f"Dokumentet {next_.document.name} är gjort: {cells} ur {' och '.join(sources) or 'inget'}."
    )


def _about_table(next_: Next, table: Table, known_ones: Tables) -> Iterator[str]:
    carried = [b for b in next_.carried if b.to.table == table.id]
    empty = [t for t in next_.empty if t.address.table == table.id]
    if not table.rows:
        yield "utan rader: fyll på det som gäller nu"
        return
    yield from _structure(table, carried)
    for to, source in _column_pair(carried):
        if _is_digits(table, to):
            yield _column_row(next_, table, to, source, carried, known_ones)
    yield from _empty_rows(next_, table, empty)


def _is_digits(table: Table, column_id: str) -> bool:
    if column_id == LABEL:
        return False
    inheritance = table.column(column_id).inheritance
    return inheritance is not None and not inheritance.transferred


def _structure(table: Table, carried: Sequence[Carried]) -> Iterator[str]:
    """The rows, and the columns that came with them."""
    columns = [k for k in table.columns if any(b.to.column == k.id for b in carried)]
    with_ = [
        k.heading for k in columns if k.inheritance and k.inheritance.kind in ("kvar", "arstal")
    ]
    utkast = [k.heading for k in columns if k.inheritance and k.inheritance.kind == "utkast"]
    sources = {
        f"{b.from_.document}/{b.from_.table}" for b in carried if not _is_digits(table, b.to.column)
    }
    rows = count(len(table.rows), "rad", "rader")
    out_of = f" ur {', '.join(sorted(sources))}" if sources else ""
    yield f"{rows}{': ' if with_ else ''}{', '.join(with_)}{out_of if with_ else ''}"
    if utkast:
        yield f"som utkast: {', '.join(utkast)}{out_of}"


def _column_pair(carried: Sequence[Carried]) -> list[tuple[str, Address]]:
    """Each new column with the column that it was filled from."""
    par = [(b.to.column, replace(b.from_, row="")) for b in carried]
    return list(dict.fromkeys(par))


def _column_row(
    next_: Next,
    table: Table,
    to: str,
    source: Address,
    carried: Sequence[Carried],
    known_ones: Tables,
) -> str:
    underlag, its = known_ones[(source.document, source.table)]
    has = column_heading(table.column(to), next_.document.period)
    where = column_heading(its.column(source.column), underlag.document.period)
    n = sum(b.to.column == to for b in carried)
    utkast = " (utkast)" if underlag.document.status == "utkast" else ""
    origin = f"{source.document}/{source.table}{utkast}, kolumnen {where}"
    return f"{has}: {count(n, 'tal', 'tal')} ur {origin}"


def _empty_rows(next_: Next, table: Table, empty: Sequence[Empty]) -> Iterator[str]:
    for why in dict.fromkeys(t.why for t in empty):
        columns = [table.column(t.address.column) for t in empty if t.why == why]
        headings = (column_heading(k, next_.document.period) for k in columns)
        yield f"tomt: {', '.join(headings)} – {why}"
