"""Two tables side by side as a grid's content: here, there and the difference, column by column."""

from collections.abc import Iterator
from decimal import Decimal

from tui.checks.comparison import ColumnPair, Comparison, Page, RowPair, comparison_sentences
from tui.domain.cell_text import cell_text, shown_text
from tui.domain.table import Column, Row
from tui.domain.value import number_in
from tui.screen.views.column_width import heading_rows, label_width, number_width, text_width
from tui.screen.views.head_lines import document_text
from tui.screen.views.panel import paragraph, titled
from tui.screen.widgets.model import Box, GridColumn, ReadingModel, TextLine
from tui.svenska.format import amount

MISSING, NOT_COMPARED = "saknas", "·"
TEXT_CAP = 24
PARTS = ("här", "där", "skillnad")


class ComparisonView(ReadingModel):
    """What the grid shows of a comparison; three columns for each that the two tables share."""

    def __init__(self, compared: Comparison, screen: int) -> None:
        self.compared = compared
        self.title, self.note = comparison_heading(compared), comparison_sign(compared)
        self.count_rows = len(compared.rows)
        labels = [self._label(row) for row in compared.rows]
        width = label_width(max(map(len, labels), default=0), screen)
        heading = heading_rows(compared.has.table.heading, width)
        label = GridColumn("etikett", heading, width, right=False, character_width=1)
        self.columns = (label, *self._columns())

    def par(self, column: int) -> tuple[ColumnPair, int]:
        """The pair that a column of the grid belongs to, and which of its three it is."""
        nr, part_ = divmod(column - 1, len(PARTS))
        return self.compared.columns[nr], part_

    def box(self, row: int, column: int) -> Box:
        row_pair = self.compared.rows[row]
        if column == 0:
            return Box(self._label(row_pair), "" if row_pair.has and row_pair.where else "dampad")
        par, part_ = self.par(column)
        if part_ == 2:
            return self._difference(row_pair, par)
        return Box(
            self.text(row_pair, par, part_), "" if row_pair.has and row_pair.where else "dampad"
        )

    def told(self, row: int, column: int, width: int) -> list[TextLine]:
        lines = comparison_lines(self, row, column, width - 1)
        return titled(cell_heading(self, row, column), lines, width)

    def text(self, row: RowPair, par: ColumnPair, part_: int) -> str:
        """What one of the two documents shows, in words where it has no such row."""
        page, row_id, column_id = _pages(self.compared, row, par, part_)
        if not row_id:
            return MISSING
        own = page.table.row(row_id)
        rows = shown_text(page.calculation, own, page.table.column(column_id)).splitlines()
        return f"{rows[0]} …" if len(rows) > 1 else "".join(rows)

    def row_class(self, row: int) -> str:
        """Sums and headings are bold, memo rows faint, as in the table itself."""
        kind = _row(self.compared, self.compared.rows[row]).kind
        return {"summa": "stark", "rubrik": "stark info", "darav": "dampad"}.get(kind, "")

    def _label(self, row: RowPair) -> str:
        page = self.compared.has if row.has else self.compared.where
        own = _row(self.compared, row)
        return "  " * page.table.level(own) + own.label

    def _columns(self) -> Iterator[GridColumn]:
        for par in self.compared.columns:
            column = self.compared.has.table.column(par.has)
            for part_, page, id_ in (
                (0, self.compared.has, par.has),
                (1, self.compared.where, par.where),
            ):
                texts = [self.text(row, par, part_) for row in self.compared.rows]
                yield _grid_column(f"{id_}.{part_}", PARTS[part_], page.heading(id_), column, texts)
            texts = [self._difference(row, par).text for row in self.compared.rows]
            yield _difference_column(par, column, texts)

    def _difference(self, row: RowPair, par: ColumnPair) -> Box:
        if not row.has or not row.where:
            return Box()
        column = self.compared.has.table.column(par.has)
        differs = self.compared.differs(row, par)
        difference = self.compared.difference(row, par)
        sign, class_ = ("≠", "varning") if differs and par.same else ("", "")
        if difference is not None and column.numeric:
            return Box(
                difference_text(difference), class_ or ("" if difference else "dampad"), sign
            )
        if self.compared.obstacle(row, par):
            return Box(NOT_COMPARED, "dampad")
        values = self.compared.values(row, par)
        if values == (None, None):
            return Box()
        return Box("olika" if differs else "lika", class_ or ("" if differs else "dampad"), sign)


def _pages(
    compared: Comparison, row: RowPair, par: ColumnPair, part_: int
) -> tuple[Page, str, str]:
    if part_ == 0:
        return compared.has, row.has, par.has
    return compared.where, row.where, par.where


def _row(compared: Comparison, row: RowPair) -> Row:
    if row.has:
        return compared.has.table.row(row.has)
    return compared.where.table.row(row.where)


def _grid_column(id_: str, part_: str, name: str, column: Column, texts: list[str]) -> GridColumn:
    longest = max(map(len, texts), default=0)
    if not column.numeric:
        width = text_width(longest, name, TEXT_CAP)
        return GridColumn(id_, (f"{part_}:", *heading_rows(name, width)), width, right=False)
    heading = (f"{part_}:", *heading_rows(name, number_width(longest, ())))
    return GridColumn(id_, heading, number_width(longest, heading))


def _difference_column(par: ColumnPair, column: Column, texts: list[str]) -> GridColumn:
    heading = ("jämförs", "inte") if par.obstacle else ("skillnad",)
    width = number_width(max(map(len, texts), default=0), heading)
    return GridColumn(
        f"{par.has}.skillnad", heading, width, right=column.numeric, character_width=2 * par.same
    )


def difference_text(difference: Decimal) -> str:
    """A difference with its sign, plus too."""
    text = amount(difference, None)
    return f"+{text}" if difference > 0 else text


# ---- around the grid ---------------------------------------------------------------------------


def comparison_heading(compared: Comparison) -> str:
    """Which documents are compared, for the line above the grid."""
    has, where = (s.document for s in (compared.has, compared.where))
    if has.name != where.name:
        return f" Jämför: här {has.name} · där {where.name} · Esc tillbaka"
    states = (document_text(d).removeprefix(d.name).strip(" ()") for d in (has, where))
    return f" Jämför {has.name}: här {' · där '.join(states)} · Esc tillbaka"


def comparison_sign(compared: Comparison) -> str:
    """How the difference is counted, or first of all why something does not compare."""
    sentence = next(comparison_sentences(compared), "")
    return f" Skillnad = här − där. {sentence}".rstrip()


def comparison_lines(view: ComparisonView, row: int, column: int, width: int) -> Iterator[TextLine]:
    """The panel: the cell under the cursor in words, then what holds for the whole comparison."""
    if row < view.count_rows and column:
        for text in _cell_sentences(view, view.compared.rows[row], view.par(column)[0]):
            yield from paragraph(text, "", width, "  ")
        yield ()
    for sentence in comparison_sentences(view.compared):
        yield from paragraph(sentence, "dampad", width, "  ")


def cell_heading(view: ComparisonView, row: int, column: int) -> str:
    """The panel's heading: row and column."""
    label = _row(view.compared, view.compared.rows[row]).label
    return f"{label} · {view.compared.has.heading(view.par(column)[0].has)}" if column else label


def _cell_sentences(view: ComparisonView, row: RowPair, par: ColumnPair) -> Iterator[str]:
    compared = view.compared
    for part_, name in enumerate(PARTS[:2]):
        page, row_id, column_id = _pages(compared, row, par, part_)
        value = compared.values(row, par)[part_]
        text = view.text(row, par, part_) or "tomt"
        other_name = page.table.row(row_id).label if row_id and row.has and row.where else ""
        about = f", raden {other_name}" if part_ and other_name != _row(compared, row).label else ""
        whole = cell_text(value, None) if isinstance(value, str) and row_id else text
        yield f"{name.capitalize()}, {page.heading(column_id)}{about}: {whole}"
    obstacle = compared.obstacle(row, par)
    difference = compared.difference(row, par)
    if obstacle:
        yield f"Jämförs inte: {obstacle}."
    elif difference is not None:
        share = _share(difference, number_in(compared.values(row, par)[1]))
        yield f"Skillnad, här − där: {difference_text(difference)}{share}"
    if par.same and compared.differs(row, par) and not compared.cellwise:
        yield "≠ Båda dokumenten anger samma uppgift för samma tid, och de säger olika."


def _share(difference: Decimal, against: Decimal | None) -> str:
    if not against or not difference:
        return ""
    return f" ({difference_text((100 * difference / abs(against)).quantize(Decimal('0.1')))} %)"
