"""What the widgets are given to show: plain text in classes, never markup."""

from collections.abc import Sequence
from typing import Literal, NamedTuple, Protocol, TypeAlias

from msgspec import Struct

from tui.screen.widgets.cell_editor import Row

Bit: TypeAlias = tuple[str, str]
"""A piece of text and the class (*klass*) that colours it, "" for plain."""

TextLine: TypeAlias = tuple[Bit, ...]
"""One line of pieces."""

Editing: TypeAlias = Literal["rad", "tryckt", "ruta", "val", "beraknad", "last", "ingen"]
"""How a cell is edited: in place, in place as a printed figure, in an editor, by choice; or why
it is not."""


class Box(Struct, frozen=True):
    """One cell: its text, its class, and a mark of at most two characters beside it.

    ``pieces`` is the same text in pieces of several classes, empty where one class will do.
    """

    text: str = ""
    class_: str = ""
    sign: str = ""
    character_class: str = ""
    pieces: TextLine = ()


class GridColumn(Struct, frozen=True):
    """One column: heading lines, width in characters without and width of the mark beside it."""

    id: str
    heading: tuple[str, ...]
    width: int
    right: bool = True
    character_width: int = 0

    @property
    def total_width(self) -> int:
        """The width with the mark."""
        return self.width + self.character_width


class GridModel(Protocol):
    """A grid's content. Column 0 is the label column, which never scrolls away."""

    @property
    def columns(self) -> Sequence[GridColumn]:
        """The columns, label first."""

    @property
    def count_rows(self) -> int:
        """The number of rows."""

    def box(self, row: int, column: int) -> Box:
        """The cell at a place."""

    def row_class(self, row: int) -> str:
        """The class of a whole row, "" for none."""

    def measure(self, rows: range) -> bool:
        """Make the columns wide enough for rows that have come in sight; True where one grew."""

    @property
    def headings(self) -> bool:
        """Whether the headings can be gone to, as the row ``HEADING``."""

    def editing(self, row: int, column: int) -> Editing:
        """How the cell is edited."""

    def editing_text(self, row: int, column: int) -> str:
        """The text that editing starts from."""

    def refusal(self, row: int, column: int, text: str) -> str:
        """Why a typed text cannot stand in the cell, "" when it can."""


class ReadingModel:
    """The half of a grid's content that says that nothing is edited in it.

    ``title`` and ``note`` are the two lines over it, "" where its tab has lines of its own.
    """

    headings = False
    title = note = ""

    def told(self, row: int, column: int, width: int) -> list[TextLine]:  # noqa: ARG002
        """The panel's lines on a place."""
        return []

    def measure(self, rows: range) -> bool:  # noqa: ARG002
        """Its columns are as wide as they get."""
        return False

    def editing(self, row: int, column: int) -> Editing:  # noqa: ARG002
        return "ingen"

    def editing_text(self, row: int, column: int) -> str:  # noqa: ARG002
        return ""

    def refusal(self, row: int, column: int, text: str) -> str:  # noqa: ARG002
        return ""


class EmptyModel(ReadingModel):
    """A grid with nothing in it."""

    columns: Sequence[GridColumn] = (GridColumn("etikett", ("",), 10, right=False),)
    count_rows = 0

    def box(self, row: int, column: int) -> Box:  # noqa: ARG002
        return Box()

    def row_class(self, row: int) -> str:  # noqa: ARG002
        return ""


HEADING = -1
"""The row of a place in the headings."""

Place: TypeAlias = tuple[GridModel, int, int]
"""What is shown of a table, and a row and a column of it."""


class Area(NamedTuple):
    """A rectangle of cells, its first and last row and column."""

    top: int
    left: int
    bottom: int
    right: int


class GridState:
    """What a grid shows, where its cursor is, and the edit that is open in it, if one is.

    The grid changes it at each key; whoever else holds it sees the same. ``in_heading``: the cursor
    is on the heading of its column; ``row`` is then the row that it came from. ``anchor``: the row
    and the column from which cells are marked up to the cursor.
    """

    def __init__(self) -> None:
        self.model: GridModel = EmptyModel()
        self.row, self.column, self.first = 0, 1, 1
        self.in_heading = False
        self.edited: Row | None = None
        self.anchor: tuple[int, int] | None = None

    @property
    def marked(self) -> Area | None:
        """The cells that are marked, None where it is the one under the cursor only."""
        if self.anchor is None or self.in_heading or self.anchor == (self.row, self.column):
            return None
        (top, bottom), (left, right) = (
            sorted(pair) for pair in zip(self.anchor, (self.row, self.column), strict=True)
        )
        return Area(top, left, bottom, right)

    @property
    def place(self) -> Place:
        """The cell (or the heading) under the cursor, and what is shown of its table."""
        return self.model, HEADING if self.in_heading else self.row, self.column


def within(model: GridModel, row: int, column: int) -> tuple[int, int]:
    """The nearest place that a content has."""
    last_row, last_column = max(0, model.count_rows - 1), len(model.columns) - 1
    return max(0, min(row, last_row)), max(0, min(column, last_column))


def width(row: TextLine) -> int:
    """The number of characters of a line."""
    return sum(len(text) for text, _ in row)


def shortened(text: str, width: int) -> str:
    """The text cut to a width, with an ellipsis where something was cut."""
    if len(text) <= width:
        return text
    return text[: max(0, width - 1)] + "…" if width > 0 else ""


def broken(text: str, width: int) -> tuple[str, ...]:
    """The text wrapped at spaces to a width; a longer word is cut into pieces."""
    rows: list[str] = []
    now = ""
    for word in text.split(" "):
        if len(word) > width:
            if now:
                rows.append(now)
                now = ""
            # A word may be a whole file: it is not copied once for each of its pieces.
            last = (len(word) - 1) // width * width
            rows += (word[i : i + width] for i in range(0, last, width))
            word = word[last:]
        if now and len(now) + 1 + len(word) > width:
            rows.append(now)
            now = word
        else:
            now = f"{now} {word}" if now else word
    return (*rows, now) if now or not rows else tuple(rows)
