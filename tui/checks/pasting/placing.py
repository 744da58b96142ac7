"""A block out of a spreadsheet placed in a table by what it says (*klistring*).

Headings and labels, wherever they stand, say where each figure goes; the cursor only where the
block has none, or after a question. What has no place is told. Nothing is guessed, and what is
uncertain is asked once for the whole block.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from tui.checks.discovery.grid import joined_headings
from tui.checks.pasting import asked
from tui.checks.pasting.asked import Answers, Ask
from tui.checks.pasting.cells import in_swedish, is_error, is_figure, points_in, tidy
from tui.checks.pasting.headings import (
    Headed,
    figures_below,
    headed,
    heading_rows,
    is_only_unit,
)
from tui.checks.pasting.long_form import widened
from tui.checks.pasting.measured_heads import other_measure
from tui.checks.pasting.measures import column_unit, measured
from tui.checks.pasting.new_rows import (
    NewRow,
    name_column,
    named_rows,
    nameless_rows,
    uncounted,
    with_new_rows,
)
from tui.checks.pasting.preview import left_standing
from tui.checks.pasting.rows import (
    Labelled,
    is_numeric,
    labelled,
    labelled_by_number,
    labels_of,
    rows_by_place,
    told_apart,
)
from tui.checks.pasting.titles import about_time, taken_as, title_year, titles_of, without_titles
from tui.checks.pasting.words import is_unit_note, key, money_unit
from tui.domain.block import Block as FileBlock
from tui.domain.calculation import Calculation
from tui.domain.paste import (
    PROSA,
    Pasting,
    Placement,
    excerpt,
    headings_in,
    is_prosa,
    pasting,
    taken,
    with_table,
)
from tui.domain.table import LABEL
from tui.svenska.clipboard import Block, is_empty
from tui.svenska.format import count
from tui.svenska.parse import Refusal

NO_HEADS = "Kolumnerna har inga rubriker som säger var talen hör hemma"
TWO_POINTS = (
    "Blocket använder punkten på två sätt, mellan tusental och före decimaler; ingenting ändrades."
)


NO_NAMES = (
    "Inget i blocket är namn på tabellens rader, så det går inte att veta var talen hör hemma;"
    " kopiera talen och klistra in dem där de ska stå."
)


class Origin(Struct, frozen=True):
    """Where a block is from: what its file says of its unit above it, "" where nothing.

    ``file``: it is out of a file; then nothing goes by the cursor that nobody has been asked about.
    ``title`` is what stands above it there, ``name`` the file's name.
    """

    unit: str = ""
    file: bool = False
    title: str = ""
    name: str = ""


def origin_of(block: FileBlock, name: str) -> Origin:
    """Where a block of a file is from."""
    said = (block.caption, *block.footnotes)
    unit = next((unit for text in said if (unit := money_unit(text))), "")
    return Origin(unit, file=True, title=block.caption, name=name)


CLIPBOARD = Origin()


class Source(Struct, frozen=True):
    """A block as it is understood so far: its headings, its labels, and where the cursor is."""

    calculation: Calculation
    block: Block
    cursor: tuple[int, str]
    origin: Origin = CLIPBOARD
    heads: tuple[str, ...] = ()
    first: int = 0
    labels: Labelled | None = None

    @property
    def start(self) -> int:
        """The first column that is no label."""
        return 0 if self.labels is None else self.labels.column + 1

    @property
    def titles(self) -> tuple[str, ...]:
        """What is said above the block, in a row of its own or over its labels."""
        return titles_of(self.origin.title, self.block[: self.first], self.heads[: self.start])


def placed(
    calculation: Calculation,
    block: Block,
    row_nr: int,
    column_id: str,
    answers: Answers,
    origin: Origin = CLIPBOARD,
) -> Pasting | Ask | Refusal:
    """What pasting a block would do; a question that must be answered first; or why nothing."""
    answer = _placed(calculation, block, (row_nr, column_id), answers, origin)
    if not origin.file or not isinstance(answer, Pasting):
        return answer
    return replace(answer, standing=tuple(left_standing(calculation, answer)))


def _placed(
    calculation: Calculation,
    block: Block,
    cursor: tuple[int, str],
    answers: Answers,
    origin: Origin,
) -> Pasting | Ask | Refusal:
    if is_prosa(calculation, block, cursor[1]):
        return Refusal(PROSA)
    block = widened(calculation, _without_empty_end(block))
    source = _source(calculation, block, cursor, origin)
    new = () if answers.get("rader") is False else _new_rows(source)
    more = with_table(calculation, with_new_rows(calculation.table, new)) if new else calculation
    if new and "rader" not in answers:
        over = source.labels is None and _over_names(source)
        loose = uncounted(calculation.table, more.table)
        return asked.about_rows([row.label for row in new], loose, over=over)
    if new:
        answer = _placed(more, block, cursor, {**answers, "rader": False}, origin)
        return replace(answer, table=more.table) if isinstance(answer, Pasting) else answer
    refusal = _no_place(source)
    if refusal is not None:
        return refusal
    columns = _titled_columns(source, answers)
    if not isinstance(columns, Placement):
        return columns
    if source.labels is not None:
        apart = told_apart(calculation, source.block, source.labels, columns.columns)
        outside = (*apart.outside, *(s for s in columns.outside if s not in apart.outside))
        columns = replace(columns, rows=apart.rows, outside=outside)
    figures = _figures(source, columns, answers)
    if not isinstance(figures, Placement):
        return figures
    answer = _compared(source, figures)
    printed = _printed_only(source, columns)
    if printed is None or not isinstance(answer, Pasting) or not _disagrees(answer):
        return answer
    other = _figures(source, printed, answers)
    again = _compared(source, other) if isinstance(other, Placement) else answer
    better = isinstance(again, Pasting) and _agrees(source, again) and not _disagrees(again)
    return again if better else answer


def _printed_only(source: Source, place: Placement) -> Placement | None:
    """The same without headings in the columns that the document prints: a table copied out of it
    has none of the program's own. None where these are the same.
    """
    table = source.calculation.table
    if source.first or source.cursor[1] == LABEL:
        return None
    ids = [column.id for column in table.columns if column.id in table.filled_in]
    ids = [id_ for id_ in ids if table.column_index[id_] >= table.column_index[source.cursor[1]]]
    columns = dict(zip(sorted(place.columns), ids, strict=False))
    if columns == place.columns or len(columns) < len(place.columns):
        return None
    note = "Kolumnerna är de som dokumentet trycker, från markören och åt höger."
    return replace(place, columns=columns, after=(*place.after, note))


def _disagrees(answer: Pasting) -> bool:
    """Whether a figure over a computed cell is another than what it computes to."""
    return any(cell.to is not None for cell in answer.of("tryckt"))


def _agrees(source: Source, answer: Pasting) -> bool:
    """Whether figures stand over computed cells, and are what these compute to."""
    same = (*answer.of("lika"), *answer.of("tryckt"))
    return any(source.calculation.is_computed(cell.row, cell.column) for cell in same)


def _without_empty_end(block: Block) -> Block:
    """The block without empty columns at its right end."""
    width = max(
        (n + 1 for row in block for n, cell in enumerate(row) if not is_empty(cell)), default=1
    )
    return tuple(row[:width] for row in block)


def _source(
    calculation: Calculation, block: Block, cursor: tuple[int, str], origin: Origin
) -> Source:
    """The block's headings and labels."""
    known = labels_of(calculation)
    rows = heading_rows(block, list(known), calculation)
    labels = labelled(calculation, block, rows, cursor)
    if rows and _says_already(calculation, block[0], cursor):
        rows, labels = 0, labelled(calculation, block, 0, cursor)
    heads = joined_headings(without_titles(block[:rows]), max(map(len, block)))
    if labels is None and (rows or is_numeric(calculation, cursor[1])):
        labels = labelled_by_number(calculation, block, rows, heads)
    return Source(calculation, block, cursor, origin, tuple(heads), rows, labels)


def _no_place(source: Source) -> Refusal | None:
    """Why it cannot be known where the rows of the block go, if so."""
    block, labels = source.block, source.labels
    if labels is not None and not labels.rows and labels.by_number:
        return _no_such_rows(source, labels.column)
    if labels is None and _has_foreign_labels(source):
        first = next(figures_below(block, source.first, 0))
        return Refusal(
            f"Blockets första kolumn ({excerpt(first)} …) är inte namn på tabellens rader, så det"
            " går inte att veta var talen hör hemma; kopiera bara talen."
        )
    return Refusal(NO_NAMES) if labels is None and source.origin.file else None


def _no_such_rows(source: Source, column: int) -> Refusal:
    number = next(figures_below(source.block, source.first, column))
    what = "" if source.origin.file else "; kopiera bara talen"
    return Refusal(
        f"Blockets rader har bara nummer ({excerpt(number)} …), och ingen av tabellens rader har"
        f" något av dem, så det går inte att veta var talen hör hemma{what}."
    )


def _says_already(calculation: Calculation, cells: Sequence[str], cursor: tuple[int, str]) -> bool:
    """Whether the cursor's row says these already: a text that is printed in place of a figure."""
    ids = [id_ for id_, _ in headings_in(calculation)]
    rows = (r for r in calculation.table.rows[cursor[0] :] if r.kind != "rubrik")
    row = next(rows, None)
    pairs = list(zip(cells, ids[ids.index(cursor[1]) :], strict=False))
    return (
        row is not None
        and not all(is_empty(cell) for cell, _ in pairs)
        and all(
            is_empty(cell) or key(cell) == key(str(calculation.shown(row.id, id_) or ""))
            for cell, id_ in pairs
        )
    )


def _has_foreign_labels(source: Source) -> bool:
    """Whether figures stand after a column of texts that the cursor's column cannot hold."""
    first = list(figures_below(source.block, source.first, 0))
    return (
        is_numeric(source.calculation, source.cursor[1])
        and bool(first)
        and not any(is_figure(cell) or is_error(cell) for cell in first)
        and any(is_figure(cell) for row in source.block[source.first :] for cell in row[1:])
    )


def _over_names(source: Source) -> bool:
    """Whether a block without headings is pasted over the names of rows."""
    return source.cursor[1] == LABEL and not source.first


def _new_rows(source: Source) -> Sequence[NewRow]:
    """The rows of the block that a list has not."""
    k, labels = source.calculation, source.labels
    if not k.table.list_ or (labels is not None and labels.by_number):
        return ()
    if labels is None and _over_names(source):
        own = k.table.rows[source.cursor[0] : source.cursor[0] + 1]
        names = figures_below(source.block, 0, 0)
        if any(row.label for row in own) and not any(map(is_figure, names)):
            return named_rows(k, source.block, 0, 0, {})
        return nameless_rows(k, source.block, source.cursor[0])
    if labels is not None:
        return named_rows(k, source.block, source.first, labels.column, labels.rows)
    column = name_column(k, source.block, source.heads, source.first)
    return () if column is None else named_rows(k, source.block, source.first, column, {})


# ---- columns -----------------------------------------------------------------------------------


def _titled_columns(source: Source, answers: Answers) -> Placement | Ask | Refusal:
    """The columns, where nothing above the block is against them."""
    columns = _columns(source, answers)
    if not isinstance(columns, Placement):
        return columns
    heads = source.heads
    said = [(heads[i], id_) for i, id_ in columns.columns.items() if i < len(heads)]
    told = taken_as(source.calculation, [(head, id_) for head, id_ in said if id_ != LABEL])
    return _otherwise_titled(source, columns, answers) or replace(
        columns, after=(*columns.after, *told)
    )


def _columns(source: Source, answers: Answers) -> Placement | Ask | Refusal:
    rows, outside, after = _rows(source)
    figures, titles = source.block[source.first :], source.titles
    named = (
        headed(source.calculation, source.heads, source.start, figures, title_year(titles))
        if source.first
        else None
    )
    if named is None:
        return _by_cursor(source, answers, Placement(rows, {}, after, outside))
    columns = {i: id_ for i, id_ in named.columns.items() if i >= source.start or id_ != LABEL}
    columns = {i: id_ for i, id_ in columns.items() if not _is_beside(source, i)}
    if named.years:
        years = answers.get("år")
        if years is None:
            pairs = [(source.heads[i].strip(), id_) for i, id_ in named.years.items()]
            return asked.about_years(source.calculation, pairs)
        columns |= named.years if years else {}
    if not columns and not named.outside and not named.understood:
        return _by_cursor(source, answers, Placement(rows, {}, after, outside))
    if not columns and not named.understood:
        heads = [excerpt(head) for head in source.heads[source.start :] if not is_empty(head)]
        note = "Blockets rubriker finns inte i tabellen; kolumnerna går från vänster till höger."
        place = Placement(rows, {}, (*after, note), outside)
        return _by_cursor(source, answers, place, heads)
    told_after = "Kolumnerna är placerade efter sina rubriker."
    inexact = frozenset(columns.values()) - {columns[i] for i in named.sure if i in columns}
    left_out = tuple(s for i, s in _unplaced(source, named))
    return Placement(
        rows, columns, (*after, told_after), (*outside, *named.outside, *left_out), inexact
    )


def _otherwise_titled(source: Source, place: Placement, answers: Answers) -> Ask | Refusal | None:
    """A question, or why nothing is taken, where the title or the file's name says another time
    than the columns are of, or that the amounts are for each."""
    k, heads, titles = source.calculation, source.heads, source.titles
    ids = {id_: heads[i] if i < len(heads) else "" for i, id_ in place.columns.items()}
    for title in titles:
        if money_unit(title) and (why := other_measure(k, title, [*ids.keys() - {LABEL}])):
            return Refusal(f"{why} Ingenting ändrades.")
    ask = about_time(k, ids, titles, source.origin.name)
    if ask is None or answers.get("tid"):
        return None
    return Refusal("Talen gäller en annan tid; ingenting ändrades.") if "tid" in answers else ask


def _is_beside(source: Source, column: int) -> bool:
    """Whether a column says which row it is, by its name or by an account."""
    labels = source.labels
    return labels is not None and (column == labels.column or column in labels.accounts)


def _unplaced(source: Source, named: Headed) -> list[tuple[int, str]]:
    """The columns without any heading where figures stand."""
    return [
        (i, f"Kolumn {i + 1} i blocket har ingen rubrik.")
        for i, head in enumerate(source.heads)
        if is_empty(head)
        and i >= source.start
        and i not in named.columns
        and not _is_beside(source, i)
        and any(is_figure(c) for c in figures_below(source.block, source.first, i))
    ]


def _by_cursor(
    source: Source, answers: Answers, place: Placement, heads: Sequence[str] = ()
) -> Placement | Ask | Refusal:
    """Columns that go by the cursor; under headings that mean nothing here, and out of a file,
    only after a question.
    """
    if heads or source.origin.file:
        if source.cursor[1] == LABEL or answers.get("markör") is False:
            why = f"Tabellen har inga kolumner som heter {', '.join(heads)}" if heads else NO_HEADS
            return Refusal(f"{why}; ingenting ändrades.")
        if "markör" not in answers:
            return asked.about_cursor(source.calculation, heads, source.cursor[1])
    columns, told = _by_place(source)
    return replace(place, columns=columns, outside=(*place.outside, *told))


def _rows(source: Source) -> tuple[Mapping[int, str], tuple[str, ...], tuple[str, ...]]:
    if source.labels is not None:
        after = ("Raderna är placerade efter sina namn.",)
        return source.labels.rows, source.labels.outside, after
    rows, outside = rows_by_place(source.calculation, source.block, source.first, *source.cursor)
    return rows, outside, ()


def _by_place(source: Source) -> tuple[dict[int, str], tuple[str, ...]]:
    """To the right from the cursor."""
    ids = [id_ for id_, _ in headings_in(source.calculation)]
    begin = ids.index(source.cursor[1])
    if source.start and source.cursor[1] == LABEL:
        begin += 1
    width = max(map(len, source.block))
    places = [i for i in range(source.start, width) if not _is_beside(source, i)]
    fits = dict(zip(places, ids[begin:], strict=False))
    over = [
        i for i in places if i not in fits and any(figures_below(source.block, source.first, i))
    ]
    if not over:
        return fits, ()
    return fits, (f"{count(len(over), 'kolumn', 'kolumner')} ryms inte till höger.",)


# ---- figures -----------------------------------------------------------------------------------


def _figures(source: Source, place: Placement, answers: Answers) -> Placement | Ask | Refusal:
    """The figures of the columns of figures, with their unit, sign and decimal sign settled."""
    cells = {
        (i, j): source.block[i][j]
        for i in place.rows
        for j, id_ in place.columns.items()
        if id_ != LABEL
        and source.calculation.table.column(id_).numeric
        and j < len(source.block[i])
        and not is_empty(source.block[i][j])
    }
    points = points_in(cells.values())
    if points == "två":
        return Refusal(TWO_POINTS)
    if points == "fråga tusental" or points == "fråga decimaler":
        if "punkt" not in answers:
            example = next(text for text in cells.values() if "." in text and is_figure(text))
            return asked.about_points(points, tidy(example).strip())
        thousands = (points == "fråga tusental") == answers["punkt"]
        if points == "fråga decimaler" and not answers["punkt"]:
            return Refusal("Punkten i talen kan inte tydas; ingenting ändrades.")
        points = "tusental" if thousands else "decimaler"
    texts = {at: in_swedish(text, points) for at, text in cells.items()}
    if points == "engelska":
        note = "Kommat skiljer tusental och punkten decimaler i blocket."
        place = replace(place, after=(*place.after, note))
    units = {j: _unit_of(source, j, id_) for j, id_ in place.columns.items()}
    return measured(source.calculation, replace(place, texts=texts), units, answers)


def _unit_of(source: Source, column: int, column_id: str) -> str:
    """The unit that a column's heading tells, else any heading that is a unit alone, or the
    labels' heading; but these say nothing of a column that has a unit of its own in the table."""
    heads = source.heads
    own = money_unit(heads[column]) if column < len(heads) else ""
    if own:
        return own
    k = source.calculation
    if column_id != LABEL and column_unit(k, k.table.column(column_id)) != k.table.unit:
        return ""
    others = [head for i, head in enumerate(heads) if i < source.start or is_only_unit(head)]
    others += _notes(source)
    return next((unit for head in others if (unit := money_unit(head))), source.origin.unit)


def _notes(source: Source) -> list[str]:
    """What is said of all amounts in a line of its own below the headings."""
    alone = [[cell for cell in row if not is_empty(cell)] for row in source.block[source.first :]]
    return [row[0] for row in alone if len(row) == 1 and is_unit_note(row[0])]


# ---- what is only compared ---------------------------------------------------------------------


def _compared(source: Source, place: Placement) -> Pasting | Refusal:
    """The pasting; a computed column whose heading is not its own only where its figures agree.

    A sum that differs in a column of entered figures is kept as printed, and checked as such.
    """
    answer = pasting(source.calculation, source.block, place)
    after = taken(source.calculation, answer)
    # A sum whose parts stand nowhere is computed to nothing, and not in another way.
    differing = {
        cell.column
        for cell in answer.of("tryckt")
        if cell.column in place.inexact
        and cell.to is not None
        and source.calculation.table.column(cell.column).computed
        and after.computed(cell.row, cell.column) is not None
    }
    if not differing:
        return _or_nothing(answer)
    left = {i: id_ for i, id_ in place.columns.items() if id_ not in differing}
    told = tuple(
        f"Kolumnen {excerpt(source.heads[i])} räknas på annat sätt än tabellens"
        f" {excerpt(dict(headings_in(source.calculation))[id_])}, och är inte med."
        for i, id_ in place.columns.items()
        if id_ in differing
    )
    again = pasting(
        source.calculation,
        source.block,
        replace(place, columns=left, outside=(*place.outside, *told)),
    )
    return _or_nothing(again)


def _or_nothing(answer: Pasting) -> Pasting | Refusal:
    """A pasting that has any cell; else why it has none."""
    if answer.cells or not answer.outside:
        return answer
    return Refusal(" ".join([*answer.outside[:3], "Ingenting ändrades."]))
