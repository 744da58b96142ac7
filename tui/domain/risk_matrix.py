"""The risk matrix: where each risk stands on the two axes, and in which band.

The axes are the columns of the roles *sannolikhet* and *vasentlighet*, under the names that the
table gives them; they have as many steps as the scales of those names. A risk whose place cannot be
read stands beside the matrix.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from tui.domain.calculation import Calculation
from tui.domain.conditions import plain
from tui.domain.proposals import proposed_step
from tui.domain.scale import SEPARATOR, Step, Steps, step_named
from tui.domain.settings import Settings
from tui.domain.table import Column, ColumnRole, Row, Table
from tui.svenska.arithmetic import Refusal

AXES: tuple[ColumnRole, ColumnRole] = ("sannolikhet", "vasentlighet")
"""The roles of the two axes' columns, upwards and to the right; so are their scales called."""
BANDS, SQUARES = "riskband", "riskrutor"
"""The scale of the bands, and the setting that gives each square its band."""


class Axis(Struct, frozen=True):
    """One axis: its column, and how many steps it has."""

    column: Column
    count: int

    @property
    def steps(self) -> range:
        """The steps by number."""
        return range(1, self.count + 1)


class Matrix(Struct, frozen=True):
    """A table's risks: the axis upwards and the one to the right, and each risk's place.

    ``places`` are in the order of the table's rows, None for a risk beside the matrix.
    """

    up: Axis
    right: Axis
    places: tuple[tuple[int, int] | None, ...]

    def rows_at(self, place: tuple[int, int] | None) -> list[int]:
        """The numbers, from 1, of the risks that stand at a place, or beside the matrix."""
        return [number for number, own in enumerate(self.places, 1) if own == place]


def axis_columns(table: Table) -> tuple[Column, Column] | None:
    """The columns of the two axes, None for a table that is no list of risks."""
    up, right = (table.has(role) for role in AXES)
    return None if up is None or right is None else (up, right)


def matrix(calculation: Calculation) -> Matrix | None:
    """The matrix of a table's risks, None for a table that is no list of risks."""
    columns = axis_columns(calculation.table)
    if columns is None:
        return None
    up, right = (Axis(c, len(calculation.context.settings.steps(c.role))) for c in columns)
    rows = (row for row in calculation.table.rows if row.kind != "rubrik")
    return Matrix(up, right, tuple(_place(calculation, row, up, right) for row in rows))


def _place(calculation: Calculation, row: Row, up: Axis, right: Axis) -> tuple[int, int] | None:
    first, second = (_step(calculation, row, axis) for axis in (up, right))
    return None if first is None or second is None else (first, second)


def _step(calculation: Calculation, row: Row, axis: Axis) -> int | None:
    number = calculation.shown_number(row.id, axis.column.id)
    whole = number is not None and number == number.to_integral_value()
    return int(number) if number is not None and whole and number in axis.steps else None


def unread_axes(calculation: Calculation, row: Row) -> Iterator[Column]:
    """The axes on which something stands for a risk that is no step of theirs."""
    for column in axis_columns(calculation.table) or ():
        axis = Axis(column, len(calculation.context.settings.steps(column.role)))
        there = calculation.shown(row.id, column.id)
        if there is not None and row.kind != "rubrik" and _step(calculation, row, axis) is None:
            yield column


def value_band(value: Decimal | None, settings: Settings) -> Step | None:
    """The band of a riskvärde by the bands' own limits."""
    if value is None:
        return None
    return proposed_step(settings.steps(BANDS), lambda c: value >= (c.number or 0))


def square_band(place: tuple[int, int], settings: Settings) -> Step | None:
    """The band of a square: its own where the nämnd has said band by square, else by its value."""
    own = squares(settings)
    if own:
        return own.get(place)
    return value_band(Decimal(place[0] * place[1]), settings)


def risk_band(calculation: Calculation, row: Row, value: Decimal | None) -> Step | None:
    """The band of one risk.

    Where bands go by squares, a table without the axes has only the value: its band is told where
    all squares of that value have the same.
    """
    settings = calculation.context.settings
    own = squares(settings)
    if not own or value is None:
        return value_band(value, settings)
    columns = axis_columns(calculation.table)
    if columns is not None:
        up, right = (Axis(c, len(settings.steps(c.role))) for c in columns)
        place = _place(calculation, row, up, right)
        return None if place is None else own.get(place)
    bands = {step.name: step for (s, v), step in own.items() if s * v == value}
    return next(iter(bands.values())) if len(bands) == 1 else None


def band_words(settings: Settings) -> str:
    """The limits of the bands in words: "medel från 4, hög från 8"."""
    if squares(settings):
        return "nivån för varje ruta står i inställningarna"
    limits = [
        (step.when.number, step.name)
        for step in settings.steps(BANDS)
        if step.when and step.when.number is not None
    ]
    return ", ".join(f"{name} från {plain(number)}" for number, name in sorted(limits))


# ---- the bands square by square ------------------------------------------------------------------


def squares(settings: Settings) -> Mapping[tuple[int, int], Step]:
    """The band of each square by (up, right), empty where bands go by the riskvärde."""
    read = read_squares(settings, settings.scales.get(SQUARES, ()))
    return {} if isinstance(read, Refusal) else read


def read_squares(
    settings: Settings, lines: tuple[str, ...]
) -> Mapping[tuple[int, int], Step] | Refusal:
    """What lines say of each square's band, or why they cannot."""
    up, right = (len(settings.steps(axis)) for axis in AXES)
    return _parsed_squares(lines, settings.steps(BANDS), up, right)


@lru_cache(64)
def _parsed_squares(
    lines: tuple[str, ...], bands: Steps, up: int, right: int
) -> Mapping[tuple[int, int], Step] | Refusal:
    """The bands of lines from the highest step down, each with a band's name a square."""
    if not lines:
        return {}
    if len(lines) != up:
        return Refusal(f"Skriv {up} rader, en för varje steg uppåt i matrisen, högst först.")
    found: dict[tuple[int, int], Step] = {}
    for number, line in zip(range(up, 0, -1), lines, strict=True):
        names = [name.strip() for name in line.split(SEPARATOR)]
        if len(names) != right:
            return Refusal(f"Rad {up - number + 1}: skriv {right} nivåer med semikolon emellan.")
        for place, name in enumerate(names, 1):
            band = step_named(bands, name)
            if band is None:
                may = ", ".join(step.name for step in bands)
                return Refusal(f"Rad {up - number + 1}: ”{name}” är ingen nivå; skriv {may}.")
            found[number, place] = band
    return found
