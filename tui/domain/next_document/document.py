"""The next document (*nästa dokument*) out of one that there is.

Pure: documents and tables in; a new head, its tables and an account of every cell that was taken
over out. Nothing is taken over that must be new: outcomes, prognos, assessments, the decision and
the diarienummer. Which column goes to which the declarations say (``inheritance``).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.amount_form import in_form_of
from tui.domain.calculation import Calculation
from tui.domain.cell_text import column_heading
from tui.domain.document import Beslut, Document
from tui.domain.finding import Address
from tui.domain.head_fields import kept_head_texts
from tui.domain.next_document.carried import (
    Carried,
    NewTable,
    Turning,
    moved_years,
    new_table,
    sources,
)
from tui.domain.next_document.prognos_log import with_prognos_log
from tui.domain.next_document.sources import Proposal, Underlag, ordered_underlag
from tui.domain.period import Period, period_words
from tui.domain.register import Register
from tui.domain.settings import Settings
from tui.domain.table import LABEL, Column, Table, family
from tui.svenska.format import count

# How old a document may be for its tables to be what the new one's kind holds: the reports of
# 2018 are laid out in another way than those of today.
PREVIOUS_HIGHEST = 2


class Empty(Struct, frozen=True):
    """A column of the new document that could have been filled but was not, and why."""

    address: Address
    why: str


class Next(Struct, frozen=True):
    """The new document: head, tables by tab, what was taken over, what is empty or left out."""

    document: Document
    tabs: Mapping[str, tuple[Table, ...]]
    carried: tuple[Carried, ...] = ()
    empty: tuple[Empty, ...] = ()
    left_out: tuple[str, ...] = ()


def next_document(
    new: Proposal,
    base_id: str,
    underlag: Sequence[Underlag],
    settings: Settings,
    register: Register,
) -> Next:
    """The document that ``new`` proposes, out of the one with ``base_id`` and all the others."""
    base = next(u for u in underlag if u.document.id == base_id)
    turning = Turning(new, ordered_underlag(base, underlag), settings, register)
    tables = with_prognos_log(turning, base, _tables(turning, base))
    whole, broken = _without_broken_links(tuple(tables.values()))
    left = {Address(new.id, n.table.id, r.id) for n in whole for r in n.table.rows}
    carried = (b for n in whole for b in n.carried)
    return Next(
        new_head(new, base.document),
        {f.id: tuple(n.table for n in whole if n.table.tab == f.id) for f in register.tabs},
        tuple(b for b in carried if replace(b.to, column="") in left),
        tuple(_empty(turning, whole)),
        (*_left_out(base, tables), *broken),
    )


def new_head(new: Proposal, base: Document) -> Document:
    """The head of the new draft: whose it is goes over, the decision and the diarienummer not."""
    return Document(
        new.id,
        new.name,
        new.kind,
        new.period,
        beslut=Beslut(base.beslut.instance),
        note=f"Gjort med {base.name} ({base.id}) som förlaga.",
        head_texts=kept_head_texts(base),
        own_kind=new.own_kind or (base.own_kind if base.kind == new.kind else ""),
    )


def _tables(turning: Turning, base: Underlag) -> dict[str, NewTable]:
    """The new document's tables by what they are: the base's, then those that its kind has had.

    What the base's running text said is said of the base alone: such tables do not go over.
    """
    done: dict[str, NewTable] = {}
    for original in (base, *_previous(turning, base)):
        year = turning.year(original.document)
        for table in original.tables:
            form, key = _form(table, turning), _key(table, original.tables)
            if form is None or key in done or table.out_of_text:
                continue
            id_ = _free_id(turning, moved_years(table.id, year), table, form, done)
            done[key] = new_table(turning, original, table, form, id_)
    return done


def _key(table: Table, siblings: Sequence[Table]) -> str:
    """Two tables of one kind in a document are told apart by their ids."""
    alone = sum(family(t) == family(table) for t in siblings) == 1
    return family(table) if alone else f"{family(table)} {table.id}"


def _previous(turning: Turning, base: Underlag) -> Iterator[Underlag]:
    """The latest document of the new one's kind: the tables that a base of another kind lacks."""
    for underlag in turning.all_ if base.document.kind != turning.new.kind else ():
        head = underlag.document
        if head.kind == turning.new.kind and 0 < turning.year(head) <= PREVIOUS_HIGHEST:
            yield underlag
            return


def _form(table: Table, turning: Turning) -> Table | None:
    """What gives the table its form in the new document: the table itself, else the mall of its
    kind that is nearest by name; None where that kind has none such."""
    kind, register = turning.new.kind, turning.register
    if register.has(kind, table.template):
        return table
    kindred = [
        m
        for m in register.templates.values()
        if family(m) == family(table) and register.has(kind, m.id)
    ]
    own = set(table.template.split("."))
    nearest = max(kindred, key=lambda m: len(own.intersection(m.id.split("."))), default=None)
    return None if nearest is None else in_form_of(nearest, table)


def _free_id(
    turning: Turning, id_: str, table: Table, form: Table, done: Mapping[str, NewTable]
) -> str:
    """The table's id, or the one that its kind goes by in the other documents."""
    others = (t for u in turning.all_ for t in u.tables)
    candidates = [t.id for t in others if t.template == form.id] if form is not table else []
    taken = {new.table.id for new in done.values()}
    numbered = (f"{id_}-{i}" for i in range(2, 10_000))
    return next(k for k in (*candidates, id_, *numbered) if k not in taken)


def _without_broken_links(
    tables: Sequence[NewTable],
) -> tuple[tuple[NewTable, ...], tuple[str, ...]]:
    """The tables without the rows of lists that point to a row that did not go over."""
    keys = {n.table.id: n.table.index for n in tables}
    whole, sentences = [], []
    for new in tables:
        broken = [
            row
            for row in new.table.rows
            for column in new.table.columns
            if column.refers in keys
            and (points := row.cells.get(column.id)) is not None
            and points not in keys[column.refers]
        ]
        if broken:
            name = ", ".join(row.label for row in broken)
            sentences.append(f"{new.table.heading}: {name} (hör till en rad som inte följde med)")
            left = tuple(row for row in new.table.rows if row not in broken)
            new = replace(new, table=replace(new.table, rows=left))
        whole.append(new)
    return tuple(whole), tuple(sentences)


def _empty(turning: Turning, tables: Sequence[NewTable]) -> Iterator[Empty]:
    """Each column of figures that is empty, and each that has gaps, with the reason."""
    for new in tables:
        filled_cells = {b.to.column for b in new.carried}
        for column in new.table.columns:
            if column.numeric and not column.computed and new.table.rows:
                address = Address(turning.new.id, new.table.id, "", column.id)
                if column.id not in filled_cells:
                    yield Empty(address, _why_empty(turning, new.table, column))
                elif missing := _gaps(new, column):
                    yield Empty(address, f"finns inte i källan för {missing}")


def _why_empty(turning: Turning, table: Table, column: Column) -> str:
    own = ("aret", 0), ("utfall", 0)
    if column.inheritance is None or (column.inheritance.kind, column.inheritance.year) in own:
        return "ska fyllas i på nytt"
    if column.inheritance.transferred:
        return "tomt i förlagan"
    if next(sources(turning, table, column), None) is not None:
        return "källan har inga tal på de här raderna"
    year = turning.new.period.year + column.inheritance.year
    what = {"budget": f"budget {year}", "plan": f"plan {year}"}.get(
        column.inheritance.kind, f"utfall {year} för samma tid på året"
    )
    return f"inget dokument har {what}"


def _gaps(new: NewTable, column: Column) -> str:
    calculation = Calculation(new.table)
    missing = [
        row.label
        for row in new.table.rows
        if row.kind in ("post", "darav")
        and column.id not in row.cells
        and not calculation.is_computed(row.id, column.id)
    ]
    return ", ".join(f"”{label}”" for label in missing)


def _left_out(base: Underlag, tables: Mapping[str, NewTable]) -> Iterator[str]:
    for table in base.tables:
        if table.out_of_text:
            yield f"{table.heading} (gäller bara det dokumentets text)"
        elif _key(table, base.tables) not in tables:
            yield f"{table.heading} (hör inte till den här sortens dokument)"


# ---- the account in words ----------------------------------------------------------------------

Origins: TypeAlias = Mapping[tuple[str, str], tuple[Underlag, Table]]


def notice(next_: Next, underlag: Sequence[Underlag]) -> tuple[str, ...]:
    """The account of a new document, a line an element; indented lines belong to the table above.

    Columns that follow their rows are told together, a column of figures with its source.
    """
    head = next_.document
    known = {(u.document.id, t.id): (u, t) for u in underlag for t in u.tables}
    rows = [f"{head.name} ({head.id}), utkast, {period_words(head.period)}"]
    for tables in next_.tabs.values():
        for table in tables:
            rows += ["", f"{table.heading} ({table.id})"]
            rows += [f"  {row}" for row in _about_table(next_, table, known)]
    if next_.left_out:
        rows += ["", "Inte med:", *(f"  {text}" for text in next_.left_out)]
    free = "Diarienummer, beslut och bedömningar följer aldrig med; tryckta summor följer sina tal."
    return (*rows, "", free)


def short_notice(next_: Next) -> str:
    """How much was taken over, in one sentence."""
    cells = count(len(next_.carried), "cell", "celler")
    sources = sorted({b.from_.document for b in next_.carried})
    return (
        f"Dokumentet {next_.document.name} är gjort: {cells} ur {' och '.join(sources) or 'inget'}."
    )


def _about_table(next_: Next, table: Table, known: Origins) -> Iterator[str]:
    carried = [b for b in next_.carried if b.to.table == table.id]
    empty = [t for t in next_.empty if t.address.table == table.id]
    if not table.rows:
        yield "utan rader: fyll på det som gäller nu"
        return
    yield from _structure(table, carried, next_.document.period)
    for to, source in _column_pair(carried):
        if _is_digits(table, to):
            yield _column_row(next_, table, to, source, carried, known)
    yield from _empty_rows(next_, table, empty)


def _is_digits(table: Table, column_id: str) -> bool:
    if column_id == LABEL:
        return False
    inheritance = table.column(column_id).inheritance
    return inheritance is not None and not inheritance.transferred


def _structure(table: Table, carried: Sequence[Carried], period: Period) -> Iterator[str]:
    """The rows, and the columns that came with them."""
    columns = [k for k in table.columns if any(b.to.column == k.id for b in carried)]

    def of_kinds(*kinds: str) -> list[str]:
        found = (k for k in columns if k.inheritance and k.inheritance.kind in kinds)
        return [column_heading(k, period) for k in found]

    with_, utkast = of_kinds("kvar", "arstal"), of_kinds("utkast")
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
    next_: Next, table: Table, to: str, source: Address, carried: Sequence[Carried], known: Origins
) -> str:
    underlag, its = known[(source.document, source.table)]
    here = column_heading(table.column(to), next_.document.period)
    there = column_heading(its.column(source.column), underlag.document.period)
    rows = [table.row(b.to.row) for b in carried if b.to.column == to]
    sums = sum(to in row.tryckt for row in rows)
    n = count(len(rows) - sums, "tal", "tal")
    n += f" och {count(sums, 'tryckt summa', 'tryckta summor')}" if sums else ""
    utkast = " (utkast)" if underlag.document.status == "utkast" else ""
    origin = f"{source.document}/{source.table}{utkast}, kolumnen {there}"
    return f"{here}: {n} ur {origin}"


def _empty_rows(next_: Next, table: Table, empty: Sequence[Empty]) -> Iterator[str]:
    for why in dict.fromkeys(t.why for t in empty):
        columns = [table.column(t.address.column) for t in empty if t.why == why]
        headings = (column_heading(k, next_.document.period) for k in columns)
        yield f"tomt: {', '.join(headings)} – {why}"
