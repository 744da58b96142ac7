"""One table of the next document: the rows of its model (*förlaga*), and figures from where the
same thing is stated. Everything else is empty.

A year in a heading, a label or a note moves on with the document or the text is left out: none may
be left that lies. A note that goes over says which document it is from, and so stays true.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.calculation import Calculation
from tui.domain.cell_text import cell_text, column_heading
from tui.domain.document import Document
from tui.domain.evaluation import interval
from tui.domain.expression import renamed
from tui.domain.finding import Address
from tui.domain.inheritance import UTKAST_MARK, is_utkast
from tui.domain.interval import Interval
from tui.domain.next_document.sources import Proposal, Source, Underlag, sources_for
from tui.domain.period import Period, same_time
from tui.domain.register import Register
from tui.domain.rule import CHILDREN, tree_of
from tui.domain.settings import Settings
from tui.domain.table import LABEL, Column, Row, Table
from tui.domain.value import Mark, Value, decimals_in, is_shown_as, number_in
from tui.svenska.format import MONTHS


class Carried(Struct, frozen=True):
    """One cell that was taken over: to where, from where, and what."""

    to: Address
    from_: Address
    value: Value


class Turning(Struct, frozen=True):
    """What turning the year works with: the new document, all that there is, and the settings.

    ``all_`` in the order in which they are asked, the base first.
    """

    new: Proposal
    all_: Sequence[Underlag]
    settings: Settings
    register: Register

    def mall(self, table: Table) -> Table | None:
        """The mall that a table began from, None where it is not known."""
        return self.register.templates.get(table.template)

    def equal(self, document: Document) -> bool:
        """Whether a document is the same kind and the same part of its year as the new one."""
        return document.kind == self.new.kind and same_time(document.period, self.new.period)

    def year(self, document: Document) -> int:
        """How many years the new document is from another."""
        return self.new.period.year - document.period.year


class NewTable(Struct, frozen=True):
    """A table of the new document, and what was taken over to it."""

    table: Table
    carried: tuple[Carried, ...] = ()


def new_table(
    turning: Turning, original: Underlag, table: Table, form: Table, id_: str
) -> NewTable:
    """A table after its model, in the form of that or of a mall."""
    empty = _empty_table(turning, original.document, table, form, id_)
    year_rows = _year_rows(turning, original.document, empty)
    if year_rows is not None:
        return _with_digits(turning, year_rows)
    return _with_digits(turning, _transferred(turning, original.document, table, empty))


def _empty_table(turning: Turning, from_: Document, table: Table, form: Table, id_: str) -> Table:
    own = form is table
    mall = (turning.mall(table) or table) if own else form
    year, equal = turning.year(from_), turning.equal(from_) and own
    footnotes = remaining_footnotes(table.footnotes)
    gone = {t: text for t, text in table.footnotes.items() if t not in footnotes}
    heading = table_heading(table.heading, mall.heading, year if equal else None)
    label = without_footnote(table.heading_label, gone, mall.heading_label)
    return replace(
        form,
        id=id_,
        template=table.template if own else form.id,
        heading=heading if own else form.heading,
        unit=table.unit,
        columns=_columns(form, mall, year if equal else None, turning.new.period),
        rows=tuple(_empty_row(row, year, gone) for row in table.rows),
        footnotes=footnotes,
        note="",
        source="",
        heading_label=table_heading(label, mall.heading_label, year if equal else None),
    )


def _columns(form: Table, mall: Table, year: int | None, period: Period) -> tuple[Column, ...]:
    malls = {k.id: k for k in mall.columns}
    return tuple(
        replace(k, heading=columns_heading(k, malls.get(k.id, k), year, period))
        for k in form.columns
    )


def _empty_row(row: Row, year: int, gone: Mapping[str, str]) -> Row:
    """The row as structure only; where its key names a year, the year goes on."""
    return Row(
        moved_years(row.id, year),
        without_footnote(moved_years(row.label, year), gone),
        row.kind,
        moved_years(row.parent, year) if row.parent else row.parent,
        row.rule and renamed(row.rule, lambda name: moved_years(name, year)),
        unit=row.unit,
        decimals=row.decimals,
        role=row.role,
        without_share=row.without_share,
    )


def _year_rows(turning: Turning, from_: Document, empty: Table) -> NewTable | None:
    """The rows out of the year's own table (the control points out of the year's plan)."""
    rows_from = empty.rows_from
    if rows_from is None or not turning.year(from_):
        return None
    for underlag in turning.all_:
        sources = [
            t for t in underlag.tables if (t.tab, t.subject) == (empty.tab, rows_from.subject)
        ]
        if sources and underlag.document.period.year == turning.new.period.year:
            return _rows_out_of(turning, underlag.document, sources[0], empty, rows_from.cells)
    return None


def _rows_out_of(
    turning: Turning, document: Document, source: Table, empty: Table, cells: Mapping[str, str]
) -> NewTable:
    rows, carried = [], []
    for from_ in source.rows:
        row = Row(from_.id, "")
        for to, column in cells.items():
            value = from_.label if column == LABEL else from_.cells.get(column)
            row = row.with_cell(to, value)
            source_cell = Address(document.id, source.id, from_.id, column)
            carried.append(
                Carried(Address(turning.new.id, empty.id, row.id, to), source_cell, value)
            )
        rows.append(row)
    return NewTable(
        replace(empty, rows=tuple(rows)), tuple(b for b in carried if b.value is not None)
    )


def _transferred(turning: Turning, from_: Document, table: Table, empty: Table) -> NewTable:
    """The cells that follow their rows."""
    carried: list[Carried] = []
    rows = []
    for old, row in zip(table.rows, empty.rows, strict=True):
        for column in empty.columns:
            value = old.cells.get(column.id)
            if value is None or not _follows(column, turning.year(from_)):
                continue
            row = _transferred_cell(row, old, column, from_, turning.year(from_))
            source_cell = Address(from_.id, table.id, old.id, column.id)
            to = Address(turning.new.id, empty.id, row.id, column.id)
            carried.append(Carried(to, source_cell, row.cells[column.id]))
        rows.append(row)
    return NewTable(replace(empty, rows=tuple(rows)), tuple(carried))


def _follows(column: Column, year: int) -> bool:
    """Whether a column's cells follow their rows to a document so many years on."""
    inheritance = column.inheritance
    if inheritance is None:
        return False
    return inheritance.transferred or (inheritance.kind == "aret" and not year)


def _transferred_cell(row: Row, old: Row, column: Column, from_: Document, year: int) -> Row:
    value, note = old.cells[column.id], old.notes.get(column.id, "")
    kind = column.inheritance.kind if column.inheritance else ""
    if isinstance(value, str) and kind == "utkast":
        value = utkast_out_of(from_, value)
    elif isinstance(value, str) and kind == "arstal":
        value = moved_years(value, year)
    elif isinstance(value, str) and year and mentions_time(value):
        note = note or "Texten nämner en tid som inte är ändrad."
    new = row.with_cell(column.id, value)
    if note:
        new = replace(new, notes={**new.notes, column.id: out_of(from_, note)})
    if year and column.numeric and column.type_ == "mal":
        new = replace(
            new,
            sources={
                **new.sources,
                column.id: f"{from_.id}, målet för {from_.period.year}: {cell_text(value, None)}",
            },
        )
    return new


def _with_digits(turning: Turning, new: NewTable) -> NewTable:
    """The table with each column of figures filled from the first place that states any."""
    for column in new.table.columns:
        for source in sources(turning, new.table, column):
            filled = _filled_in(turning, new, column, source)
            if filled is not new:
                new = filled
                break
    return new


def sources(turning: Turning, table: Table, column: Column) -> Iterator[Source]:
    """Where a column's figures could be taken from, the best first."""
    if column.inheritance is not None and not column.inheritance.transferred:
        yield from sources_for(column.inheritance, table, turning.new, turning.all_)


def _filled_in(turning: Turning, new: NewTable, column: Column, source: Source) -> NewTable:
    calculation = source.underlag.calculation(source.table, turning.settings)
    table, carried = _with_vanished(new.table, source, calculation), list(new.carried)
    before = len(carried)
    for row in table.rows:
        value = _value(table, row, column, source, calculation)
        if value is not None:
            table = table.with_row(_filled_in_row(row, column, value, source))
            carried.append(_carried(turning, table, row, column, source, value))
    if len(carried) == before:
        return new
    for row_id, tryckt in _printed_sums(table, column, source, calculation):
        row = table.row(row_id)
        new_row = _filled_in_row(row, column, tryckt, source, printed=True)
        table = table.with_row(new_row)
        carried.append(_carried(turning, table, row, column, source, tryckt))
    return NewTable(_with_reservation(table, column, source), tuple(carried))


def _carried(
    turning: Turning, table: Table, row: Row, column: Column, source: Source, value: Value
) -> Carried:
    from_ = Address(source.underlag.document.id, source.table.id, row.id, source.column.id)
    return Carried(Address(turning.new.id, table.id, row.id, column.id), from_, value)


def _printed_sums(
    table: Table, column: Column, source: Source, calculation: Calculation
) -> list[tuple[str, Value]]:
    """The sums that the other document prints otherwise than its figures add up here, by rounding.

    They were rounded by themselves from better known figures. Only where the same parts went
    over: of others the printed sum says nothing. A printed slip does not go over.
    """
    own = Calculation(table)
    rows = [r for r in table.rows if r.id in source.table.index and r.kind != "rubrik"]
    printed = {
        row.id: tryckt
        for row in rows
        if own.is_computed(row.id, column.id) and source.table.row(row.id).unit == row.unit
        if (tryckt := source.table.row(row.id).tryckt.get(source.column.id)) is not None
    }
    for row_id, tryckt in printed.items():
        table = table.with_row(table.row(row_id).with_tryckt(column.id, tryckt))
    whole = Calculation(table)
    return [
        (row_id, tryckt)
        for row_id, tryckt in printed.items()
        if (gives := whole.computed(row_id, column.id))
        == calculation.computed(row_id, source.column.id)
        and not is_shown_as(gives, tryckt)
        and _by_rounding(whole, row_id, column.id, tryckt)
    ]


def _by_rounding(calculation: Calculation, row_id: str, column_id: str, tryckt: Value) -> bool:
    """Whether a printed sum may be its printed parts added up before they were rounded."""
    row = calculation.table.row(row_id)
    tree = tree_of(row.rule)
    if tree is None or not isinstance(tryckt, Decimal):
        return False

    def within(name: str) -> Interval | None:
        number = calculation.number(name, column_id)
        return None if number is None else Interval.printed(number, decimals_in(number))

    gives = interval(calculation.with_children(row, tree), within)
    return gives is not None and gives.meets(Interval.printed(tryckt, decimals_in(tryckt)))


def _value(
    table: Table, row: Row, column: Column, source: Source, calculation: Calculation
) -> Value:
    """The value that goes over to an entered cell: what the other document shows."""
    old = source.table.index.get(row.id)
    if old is None or Calculation(table).is_computed(row.id, column.id) or row.kind == "rubrik":
        return None
    if source.table.rows[old].unit != row.unit:
        return None
    value = calculation.shown(row.id, source.column.id)
    if value is None and (row.id, source.column.id) in calculation.nothing:
        return Mark.DASH
    return value


def _filled_in_row(
    row: Row, column: Column, value: Value, source: Source, *, printed: bool = False
) -> Row:
    old = source.table.row(row.id)
    new = row.with_tryckt(column.id, value) if printed else row.with_cell(column.id, value)
    prosa = "prosa" in (old.sources.get(source.column.id), old.sources.get(LABEL))
    # With the figure itself: when another is typed over it, the source is still true.
    text = f"{source.text}{' (ur löptexten)' if prosa else ''}: {cell_text(value, None)}"
    new = replace(new, sources={**new.sources, column.id: text})
    said = [old.notes.get(source.column.id, ""), _other_name(row, old, source, column)]
    if note := " ".join(filter(None, said)):
        new = replace(new, notes={**new.notes, column.id: out_of(source.underlag.document, note)})
    return new


def _other_name(row: Row, old: Row, source: Source, column: Column) -> str:
    """That the row goes by another name where the figure is from: it may mean another thing."""
    year = (column.inheritance.year if column.inheritance else 0) - (
        source.column.inheritance.year if source.column.inheritance else 0
    )
    name = {" ".join(moved_years(old.label, n).casefold().split()) for n in (0, -year)}
    if " ".join(row.label.casefold().split()) in name:
        return ""
    return f"Raden heter ”{old.label}” där."


def _with_vanished(table: Table, source: Source, calculation: Calculation) -> Table:
    """The table with the rows that only the other one has a figure for: else a sum would lie."""
    rows = list(table.rows)
    for row in source.table.rows:
        parent = table.index.get(row.parent or "")
        if row.kind != "post" or parent is None or row.id in table.index:
            continue
        summed = table.rows[parent].rule == CHILDREN
        if summed and number_in(calculation.shown(row.id, source.column.id)):
            place = max(i for i, r in enumerate(rows) if row.parent in (r.id, r.parent))
            rows.insert(place + 1, _empty_row(row, 0, {}))
    return replace(table, rows=tuple(rows)) if len(rows) > len(table.rows) else table


def _with_reservation(table: Table, column: Column, source: Source) -> Table:
    """What an outcome's own document says of its period and population goes with it."""
    if column.inheritance is None or column.inheritance.kind != "utfall":
        return table
    head, from_ = source.underlag.document, source.table
    said = [f"Fotnot {t}: {text}" for t, text in from_.footnotes.items() if mentions_time(text)]
    said += [from_.note] if from_.note and mentions_time(from_.note) else []
    parts = [table.note, *(f"{head.name}: {text.rstrip('.')}." for text in said)]
    return replace(table, note=" ".join(d for d in parts if d))


# ---- years in headings, labels and notes -------------------------------------------------------

# The global goals are named after a year that is not the document's.
_YEAR_NUMBER = re.compile(r"(?<!\d)(?<!Agenda )((?:19|20)\d\d)(?!\d)")
_TIME = re.compile(
    rf"{_YEAR_NUMBER.pattern}|\b(?:{'|'.join(MONTHS)}|jan|feb|aug|sep|okt|nov|dec|höst|vår)", re.I
)
_BOKSLUT = re.compile(r"bokslut", re.I)
_OUT_OF = re.compile(r"(?:Delårsbokslut|Årsbokslut|Budget|Underlag)[^:]{0,60}: ")


def mentions_time(text: str) -> bool:
    """Whether a text names a year or a time of the year."""
    return bool(_TIME.search(text))


def moved_years(text: str, year: int) -> str:
    """The text with its years moved on; all by the same, so that none of them meet."""
    return _YEAR_NUMBER.sub(lambda hit: str(int(hit[1]) + year), text) if year else text


def table_heading(heading: str, otherwise: str, year: int | None) -> str:
    """A table's heading: its years moved on, or ``otherwise`` where it would not hold (None)."""
    if year is not None:
        return moved_years(heading, year)
    return otherwise if mentions_time(heading) or _BOKSLUT.search(heading) else heading


def columns_heading(column: Column, templates: Column, year: int | None, period: Period) -> str:
    """A column's heading in the new document."""
    if "{riktpunkt}" in templates.heading:
        return templates.heading
    if year is None and mentions_time(column.heading):
        return column_heading(templates, period)
    return column_heading(replace(column, heading=moved_years(column.heading, year or 0)), period)


def out_of(document: Document, note: str) -> str:
    """A note that goes over: it says where it is from, once."""
    return note if _OUT_OF.match(note) else f"{document.name}: {note}"


def utkast_out_of(document: Document, text: str) -> str:
    """A text that goes over as a draft: it says so itself, so that it is not taken for new."""
    return text if is_utkast(text) else f"{UTKAST_MARK}{document.name}) {text}"


def remaining_footnotes(footnotes: Mapping[str, str]) -> dict[str, str]:
    """The footnotes that define something; those that tell of a time are left out."""
    return {sign: text for sign, text in footnotes.items() if not mentions_time(text)}


def without_footnote(text: str, gone: Mapping[str, str], otherwise: str = "") -> str:
    """A label without the marks of footnotes that are left out."""
    for sign in gone:
        text = re.sub(rf"\s*\(fotnot {re.escape(sign)}\)", "", text)
        if not sign.isdigit() and sign in text:
            text = otherwise or text.replace(sign, "")
    return text
