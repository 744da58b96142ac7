"""What a block does not say of its figures and what stands in the table makes likely: asked once.

Thousandfold of what stands there: kronor. The other sign in every row: reversed. A hundredth in a
column of per cent: shares. None of it is taken without a yes.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

from msgspec import Struct

from tui.domain.calculation import Calculation
from tui.domain.cell_text import cell_text, column_heading
from tui.domain.paste import excerpt
from tui.domain.value import MONEY
from tui.svenska.format import amount, count

Asked: TypeAlias = Literal[
    "punkt", "år", "markör", "enhet", "tecken", "intäkter", "kostnader", "andel", "rader", "tid"
]
"""What a question is about; of signs those of the whole block, or of one side only."""
Answers: TypeAlias = Mapping[Asked, bool]
"""What has been answered of the questions that were asked."""
THOUSAND = Decimal(1000)
NO_HEADS = "Kolumnerna har inga rubriker."
_NEAR = 3
_FINER = {"tkr": ("kr",), "mnkr": ("tkr", "kr")}
# A single row of a nämnd's is seldom so much, and most of its rows never.
_TOO_MUCH = {"tkr": Decimal(1_000_000), "mnkr": Decimal(10_000)}
_NAMED = 6


class Ask(Struct, frozen=True):
    """A question about a whole block; ``yes`` and ``no`` say what each answer does.

    ``proposed``: the answer that is the likely one, and is offered first.
    """

    about: Asked
    text: str
    yes: str
    no: str
    proposed: bool = True


class Figure(NamedTuple):
    """A figure of the block and the cell that it goes to."""

    row: str
    column: str
    value: Decimal


def stands_there(calculation: Calculation, figure: Figure) -> list[Decimal]:
    """What stands in the cell, else the row's other amounts."""
    table = calculation.table
    own = calculation.number(figure.row, figure.column)
    if own:
        return [own]
    others = (
        calculation.number(figure.row, column.id)
        for column in table.columns
        if column.type_ == "belopp" and not column.computed and column.id != figure.column
    )
    return [one for one in others if one]


def finer_unit(calculation: Calculation, figures: Sequence[Figure]) -> str:
    """The unit that amounts seem to be in where the block says none, "" for the table's own: by
    what stands there, else by a size that no nämnd has.
    """
    own = calculation.table.unit
    finer = _FINER.get(own, ())
    if not finer:
        return ""
    ratios = [
        abs(figure.value / one)
        for figure in figures
        if figure.value and (beside := stands_there(calculation, figure))
        for one in beside[:1]
    ]
    for unit in finer:
        times = MONEY[own] / MONEY[unit]
        if ratios and all(times / _NEAR <= ratio <= times * _NEAR for ratio in ratios):
            return unit
    sizes = sorted(abs(figure.value) for figure in figures if figure.value)
    much = _TOO_MUCH[own]
    if ratios or not sizes or sizes[-1] < much or sizes[len(sizes) // 2] * 10 < much:
        return ""
    return finer[-1] if sizes[-1] >= much * THOUSAND else finer[0]


def about_unit(calculation: Calculation, figures: Sequence[Figure]) -> Ask | None:
    """Whether the amounts are in the finer unit that they seem to be in."""
    unit, finer = calculation.table.unit, finer_unit(calculation, figures)
    if not finer:
        return None
    first = amount(max(figures, key=lambda figure: abs(figure.value)).value)
    stands = any(stands_there(calculation, figure) for figure in figures)
    times = "tusen" if MONEY[unit] == MONEY[finer] * THOUSAND else "en miljon"
    why = (
        f"Talen är omkring {times} gånger så stora som de som står i tabellen ({first} …)"
        if stands
        else f"Talen är stora för att vara i {unit} ({first})"
    )
    return Ask(
        "enhet",
        f"{why}, och blocket säger inte enheten. Är de i {finer}?",
        f"De är i {finer}: gör om dem till {unit}",
        f"De är i {unit}: ta dem som de är",
    )


def about_shares(calculation: Calculation, figures: Sequence[Figure]) -> Ask | None:
    """Whether figures for a column of per cent are shares of one, as a spreadsheet has them."""
    if not figures or any(abs(figure.value) > 1 for figure in figures):
        return None
    near = [
        figure.value * 100 / one
        for figure in figures
        if (one := calculation.number(figure.row, figure.column)) and figure.value
    ]
    like = [ratio for ratio in near if Decimal(1) / _NEAR <= ratio <= _NEAR]
    fine = [figure for figure in figures if -figure.value.as_tuple().exponent >= _NEAR]  # type: ignore[operator]
    if (near and len(like) * 2 <= len(near)) or (not near and len(fine) * 2 <= len(figures)):
        return None
    return about_shares_beside(calculation, figures)


def about_shares_beside(_: Calculation, figures: Sequence[Figure]) -> Ask | None:
    """Whether figures of at most one are shares, where other figures of their row are per cent."""
    if not figures:
        return None
    first = figures[0].value
    return Ask(
        "andel",
        f"Talen ska vara i procent, och står som andelar av ett ({cell_text(first, None)} …)."
        " Ska de göras om till procent?",
        f"Gör om dem: {cell_text(first, None)} blir {cell_text((first * 100).normalize(), None)}",
        "Ta talen som de är",
    )


def about_points(kind: str, example: str) -> Ask:
    """What the point is in a block whose figures have one."""
    if kind == "fråga tusental":
        return Ask(
            "punkt",
            f"Talen har en punkt före tre siffror ({example}). Skiljer punkten tusental?",
            "Punkten skiljer tusental",
            "Punkten är decimaltecken",
        )
    return Ask(
        "punkt",
        f"Talen har en punkt ({example}). Är punkten decimaltecken?",
        "Punkten är decimaltecken",
        "Nej, ta inte emot talen",
    )


def about_years(calculation: Calculation, years: Sequence[tuple[str, str]]) -> Ask:
    """Whether headings that are only years are the columns of outcomes of those years."""
    table, period = calculation.table, calculation.context.period
    pairs = [
        f"{year} är {column_heading(table.column(column_id), period)}" for year, column_id in years
    ]
    return Ask(
        "år",
        f"Blockets rubriker är bara årtal. Stämmer det att {' och '.join(pairs)}?",
        "Ja, placera talen så",
        "Nej, lämna dem",
    )


def about_cursor(calculation: Calculation, heads: Sequence[str], column_id: str) -> Ask:
    """Whether figures under foreign headings go in from the cursor."""
    table, period = calculation.table, calculation.context.period
    start = column_heading(table.column(column_id), period)
    why = f"Tabellen har inga kolumner som heter {', '.join(heads)}." if heads else NO_HEADS
    return Ask(
        "markör",
        f"{why} Ska talen gå in från vänster till höger, med början i {start}?",
        f"Börja i {start}",
        "Nej, ta inte emot talen",
    )


def about_rows(labels: Sequence[str], loose: Sequence[str] = (), *, over: bool = False) -> Ask:
    """Whether rows that a list does not have are to be added to it; "" for one without a name.

    ``loose`` are those that no sum of the list would have; ``over``: else they would be written
    over those from the cursor on.
    """
    names = list(map(excerpt, filter(None, labels)))
    told = f": {', '.join(names[:_NAMED])}{' …' if len(names) > _NAMED else ''}" if names else ""
    many = count(len(labels), "rad", "rader")
    which = "De" if len(loose) == len(labels) else ", ".join(map(excerpt, loose[:_NAMED]))
    outside = f" {which} hamnar utanför tabellens summor." if loose else ""
    return Ask(
        "rader",
        f"{many} i blocket finns inte i tabellen{told}.{outside} Ska de läggas till?",
        f"Lägg till {many}",
        "Nej, skriv över raderna från markören" if over else "Nej, ta bara de rader som finns",
    )
