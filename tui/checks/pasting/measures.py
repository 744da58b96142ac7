"""The figures of a block in the table's unit and sign, asked about where the block does not say."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from tui.checks.pasting import asked
from tui.checks.pasting.asked import Answers, Ask, Figure
from tui.checks.pasting.signs import about_signs
from tui.checks.pasting.turning import (
    is_deviation,
    stand_as_they_are,
    turned_figures,
    turned_sentence,
)
from tui.checks.pasting.words import money_unit
from tui.domain.calculation import Calculation
from tui.domain.cell_text import column_heading
from tui.domain.paste import At, Placement
from tui.domain.table import Column
from tui.domain.value import MONEY, decimals_in
from tui.svenska.parse import Parsed, parse_number

ONE, HUNDRED = Decimal(1), Decimal(100)
SHARES = "Andelarna är gjorda till procent."
NOT_DEVIATIONS = "Avvikelserna är inte vända: de har redan plus för bättre."


class _Read(NamedTuple):
    """A figure of the block: what it says, its own unit, what kind of cell it goes to, and the
    unit of money of that cell."""

    at: At
    value: Decimal
    unit: str | None
    kind: str
    to: str


def measured(
    calculation: Calculation, place: Placement, units: Mapping[int, str], answers: Answers
) -> Placement | Ask:
    """The placement with its figures; ``units`` is what the headings say of each column."""
    read = _read(calculation, place)
    scale = _scale(calculation, place, read, units, answers)
    if isinstance(scale, Ask):
        return scale
    factors, notes = scale
    turned = _turned(calculation, place, read, factors, answers)
    if isinstance(turned, Ask):
        return turned
    factors, notes = factors | turned[0], [*notes, *turned[1]]
    for kind, about in (("procent", asked.about_shares), ("andel", asked.about_shares_beside)):
        of_kind = [one for one in read if one.kind == kind]
        ask = about(calculation, [_figure(place, one, factors) for one in of_kind])
        if ask is not None and ask.about not in answers:
            return ask
        if ask is not None and answers[ask.about]:
            factors |= {one.at: factors[one.at] * HUNDRED for one in of_kind}
            notes.append(SHARES)
    return _with_figures(place, read, factors, notes, calculation.table.unit)


def _turned(
    calculation: Calculation,
    place: Placement,
    read: Sequence[_Read],
    factors: Mapping[At, Decimal],
    answers: Answers,
) -> tuple[dict[At, Decimal], list[str]] | Ask:
    """The factors of the amounts whose sign is turned, and what to say of it."""
    money = {one.at: _figure(place, one, factors) for one in read if one.kind == "pengar"}
    ask = about_signs(calculation, list(money.values()))
    if ask is None:
        return {}, []
    if ask.about not in answers:
        return ask
    if not answers[ask.about]:
        return {}, []
    figures = turned_figures(calculation, list(money.values()), ask.about)
    notes = [turned_sentence(calculation, figures, ask.about)]
    if stand_as_they_are(calculation, [one._replace(value=-one.value) for one in figures]):
        figures = [one for one in figures if not is_deviation(calculation, one.column)]
        notes.append(NOT_DEVIATIONS)
    return {at: -factors[at] for at, one in money.items() if one in figures}, notes


def _read(calculation: Calculation, place: Placement) -> list[_Read]:
    own, read = calculation.table.unit, list[_Read]()
    for at, text in place.texts.items():
        one = parse_number(text)
        if not isinstance(one, Parsed) or one.number is None:
            continue
        column = calculation.table.column(place.columns[at[1]])
        row = calculation.table.row(place.rows[at[0]])
        kind = column.type_
        if kind == "belopp" and own in MONEY and row.unit in (None, own):
            to = column_unit(calculation, column)
            read.append(_Read(at, one.number, one.unit, "pengar", to))
        elif kind == "procent" or row.unit == "%":
            is_bare = one.unit is None and kind == "procent"
            read.append(_Read(at, one.number, one.unit, "procent" if is_bare else "", ""))
    return [_beside_per_cent(one, read) for one in read]


def _beside_per_cent(one: _Read, read: Sequence[_Read]) -> _Read:
    """A figure without a unit, at most one, as a share where its row of the block has per cent."""
    row = [other for other in read if other.at[0] == one.at[0]]
    told = any(other.unit == "%" and abs(other.value) > 1 for other in row)
    bare = one.unit is None and one.kind in ("procent", "") and 0 < abs(one.value) <= 1
    return one._replace(kind="andel") if told and bare else one


def column_unit(calculation: Calculation, column: Column) -> str:
    """The unit of a column of amounts: its own, else what its heading says, else the table's.

    A cost per place is in kronor in a table that is in thousands.
    """
    said = money_unit(column_heading(column, calculation.context.period))
    return (column.unit if column.unit in MONEY else said) or calculation.table.unit


def _figure(place: Placement, one: _Read, factors: Mapping[At, Decimal]) -> Figure:
    value = one.value * factors[one.at]
    return Figure(place.rows[one.at[0]], place.columns[one.at[1]], value)


def _scale(
    calculation: Calculation,
    place: Placement,
    read: Sequence[_Read],
    units: Mapping[int, str],
    answers: Answers,
) -> tuple[dict[At, Decimal], list[str]] | Ask:
    """What each figure is times to be in its column's unit: by itself, heading or an answer."""
    own = calculation.table.unit
    told = {one.at: one.unit or units.get(one.at[1], "") for one in read if one.kind == "pengar"}
    ones = dict.fromkeys((one.at for one in read), ONE)
    if not any(told.values()):
        figures = [_figure(place, one, ones) for one in read if one.to == own]
        ask = asked.about_unit(calculation, figures)
        if ask is not None and ask.about not in answers:
            return ask
        if ask is not None and answers["enhet"]:
            finer = asked.finer_unit(calculation, figures)
            told = {one.at: finer for one in read if one.to == own}
    to = {one.at: one.to for one in read}
    by_heading = [one.at for one in read if one.unit is None and told.get(one.at)]
    others = dict.fromkeys((told[at], to[at]) for at in by_heading if told[at] != to[at])
    notes = [f"Blocket är i {unit}; talen är omgjorda till {its}." for unit, its in others]
    return ones | {at: MONEY[unit] / MONEY[to[at]] for at, unit in told.items() if unit}, notes


def _with_figures(
    place: Placement,
    read: Sequence[_Read],
    factors: Mapping[At, Decimal],
    notes: Sequence[str],
    own: str,
) -> Placement:
    """The placement with what was made of the figures that are not taken just as they stand."""
    # A figure that tells its unit itself would be read as one of the table's unit.
    made = [one for one in read if factors[one.at] != ONE or (one.unit and one.to not in ("", own))]
    return replace(
        place,
        after=(*place.after, *notes),
        figures={one.at: _plain(one.value * factors[one.at]) for one in made},
        play={one.at: abs(factors[one.at]) * _step(one, read) / 2 for one in made},
    )


def _step(one: _Read, read: Sequence[_Read]) -> Decimal:
    """What the last digit stands for: a spreadsheet writes 4,0 as 4 in a column with decimals."""
    written = decimals_in(one.value)
    has_decimals = any(decimals_in(r.value) for r in read if r.at[1] == one.at[1])
    return ONE.scaleb(-max(written, int(has_decimals)))


def _plain(number: Decimal) -> Decimal:
    """The figure without zeros after its decimal sign; nothing has no sign."""
    if not number:
        return Decimal(0)
    text = f"{number:f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)
