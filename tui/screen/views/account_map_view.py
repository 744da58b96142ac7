"""The map of accounts as a grid's content, and the lines around it."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from tui.domain.account_block import Unmapped
from tui.domain.account_map import Entry
from tui.domain.account_notation import accounts_in, first_day
from tui.domain.calculation import Calculation
from tui.domain.table import LABEL, Column, Row, Table
from tui.screen.views.head_lines import footer_line
from tui.screen.views.panel import paragraph, titled
from tui.screen.views.table_view import Marks, TableView
from tui.screen.widgets.model import Editing, Place, TextLine, shortened
from tui.svenska.arithmetic import Refusal
from tui.svenska.format import amount, count

ACCOUNTS, FROM, TO, FAULT = "konton", "fran", "till", "fel"
CELLS = (LABEL, ACCOUNTS, FROM, TO)
"""The columns that are edited, in the order of a line's parts."""
COLUMNS = (
    Column(ACCOUNTS, "Konton", "text"),
    Column(FROM, "Från", "text"),
    Column(TO, "Till", "text"),
    Column(FAULT, "Att rätta", "text"),
)
LONG = 25
"""From how many characters a line's accounts are written out below the grid too."""
NOTATION = (
    "Konton skrivs som 3-39999;7311-7429;8711. Bara början går bra: 73 är alla konton som börjar på"
    " 73. Har flera rader ett konto gäller den snävaste: 7311 går före 73. Från och till är år,"
    " månader eller dagar; tomt gäller alltid."
)
PROPOSED = "FÖRSLAG ur kontoklasserna, 3 intäkter och 5 personal: F9 tar det"
TAKE_FIRST = "Det här är ett förslag: F9 tar det, och sedan kan det ändras."
NOTHING = "Ingen karta än, och klasserna räcker inte till ett förslag. F7 lägger till en rad."


class MapPicture(Struct, frozen=True):
    """What there is to show: the lines by their numbers in the order of the table that the map is
    for, what is wrong with each, and what no line has of the figures that were last read."""

    lines: tuple[tuple[str, Entry], ...]
    faults: Mapping[str, tuple[str, ...]]
    table: Table | None
    proposed: bool = False
    unmapped: tuple[Unmapped, ...] = ()
    unmapped_words: str = ""
    obstacle: str = ""
    message: str = ""
    saved: str = ""

    @property
    def writable(self) -> bool:
        """Whether its cells can be edited: not where it is only proposed, or may not be."""
        return not (self.proposed or self.obstacle)


class MapView(TableView):
    """The map as a table: one line a row, with what is wrong beside it."""

    headings = False

    def __init__(self, picture: MapPicture, screen: int) -> None:
        rows = tuple(_row(n, entry, picture.faults.get(n, ())) for n, entry in picture.lines)
        table = Table("kontokarta", "", "Kontogrupp", "", COLUMNS, rows)
        marks: Marks = {(number, LABEL): "bör ses över" for number in picture.faults}
        super().__init__(Calculation(table), marks, screen, writable=picture.writable)
        self.proposed = picture.proposed

    def row_class(self, row: int) -> str:  # noqa: ARG002
        """What is only proposed is faint."""
        return "dampad" if self.proposed else ""

    def editing(self, row: int, column: int) -> Editing:
        """What is wrong is told, and not written."""
        if self.columns[column].id == FAULT:
            return "beraknad"
        return super().editing(row, column)

    def refusal(self, row: int, column: int, text: str) -> str:
        """Why a typed text cannot stand in the cell: what cannot be read is not taken."""
        if not text.strip() or text == self.editing_text(row, column):
            return ""
        id_ = self.columns[column].id
        answer: object = text
        if id_ == ACCOUNTS:
            answer = accounts_in(text)
        elif id_ in (FROM, TO):
            answer = first_day(text)
        return answer.sentence if isinstance(answer, Refusal) else ""


def _row(number: str, entry: Entry, faults: Sequence[str]) -> Row:
    cells = {ACCOUNTS: entry.accounts, FROM: entry.from_, TO: entry.to, FAULT: " ".join(faults)}
    return Row(number, entry.row, cells={id_: text for id_, text in cells.items() if text})


def map_lines(picture: MapPicture, place: Place, width: int) -> Mapping[str, Sequence[TextLine]]:
    """The lines of each bar and panel, by the widget's name."""
    keys = [("F1", "Hjälp"), ("F2", "Ändra"), ("F7", "Ny rad"), ("Ctrl+Delete", "Ta bort"),
            ("Ctrl+Z", "Ångra"), ("F4", "Allt"), ("Esc", "Tillbaka")]  # fmt: skip
    if picture.proposed:
        own = ("F9", "Ta förslaget") if picture.lines else ("F7", "Ny rad")
        keys = [("F1", "Hjälp"), own, ("Esc", "Tillbaka")]
    name = f"för ”{picture.table.heading}”" if picture.table else "utan någon tabell med belopp"
    return {
        "status": [_status(picture, name, width)],
        "under": [((shortened(f" {_under(picture)}", width), _under_class(picture)),)],
        "panel": map_panel(picture, place, max(10, width - 2)),
        "fot": [footer_line(keys, width)],
    }


def _status(picture: MapPicture, name: str, width: int) -> TextLine:
    wrong = len(picture.faults)
    found = f"? {wrong} att rätta" if wrong else "" if picture.proposed else "✓ inget att rätta"
    right = f"{found}  {picture.saved} "
    left = shortened(f" Kontokarta {name}", max(1, width - len(right) - 1))
    return ((left, "stark"), (" " * max(0, width - len(left) - len(right)), ""), (right, ""))


def _under_class(picture: MapPicture) -> str:
    return "varning stark" if picture.proposed or picture.obstacle else "dampad"


def _under(picture: MapPicture) -> str:
    if picture.obstacle:
        return picture.obstacle
    if picture.proposed:
        return PROPOSED if picture.lines else NOTHING
    rows = count(len(picture.lines), "rad", "rader")
    return f"Vilken rad i tabellen varje konto hör till: {rows}"


def map_panel(picture: MapPicture, place: Place, width: int) -> list[TextLine]:
    """What is said first, what is wrong with the line, what no line has, and how it is written."""
    row = place[1]
    number, entry = picture.lines[row] if row < len(picture.lines) else ("", Entry("", ""))
    faults = picture.faults.get(number, ())
    lines = [line for text in (picture.message,) if text
             for line in paragraph(f"▶ {text}", "varning stark", width, "  ")]  # fmt: skip
    told = [line for text in (entry.accounts,) if len(text) > LONG
            for line in paragraph(text.replace(";", "; "), "", width)]  # fmt: skip
    told += [line for text in faults for line in paragraph(f"? {text}", "varning", width, "  ")]
    if told:
        lines += titled(entry.row or "Raden utan namn", told, width)
    if picture.unmapped:
        rest = (*paragraph(picture.unmapped_words, "varning", width), *_accounts(picture.unmapped))
        lines += titled("Konton utan rad i det som lästes in senast", rest, width)
    return [*lines, *titled("Så skrivs kartan", paragraph(NOTATION, "dampad", width), width)]


def _accounts(unmapped: Iterable[Unmapped]) -> list[TextLine]:
    """An account a line, the largest first: its name, its kronor, and why it has no row."""
    ordered = sorted(unmapped, key=lambda one: max(map(abs, one.sums)), reverse=True)
    widest = max(len(f"{one.account} {one.name}") for one in ordered)
    sums = [" ".join(f"{amount(s):>14} kr" for s in one.sums) for one in ordered]
    return [
        ((f"{f'{one.account} {one.name}':{widest}} {kronor}", ""), (f"  {one.why}", "dampad"))
        for one, kronor in zip(ordered, sums, strict=True)
    ]
