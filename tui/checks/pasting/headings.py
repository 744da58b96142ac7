"""Which column each heading of a block means: its words, else its role and year; never a guess."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from tui.checks.pasting.cells import is_figure, is_year
from tui.checks.pasting.measured_heads import other_measure
from tui.checks.pasting.months import Months, months_of, other_months, other_months_sentence
from tui.checks.pasting.periods import WHOLE_YEAR, Span, span_in, span_of
from tui.checks.pasting.words import (
    Meaning,
    is_bare_year,
    key,
    meaning,
    money_unit,
    without_unit,
)
from tui.domain.calculation import Calculation
from tui.domain.cell_text import column_heading
from tui.domain.paste import excerpt, headings_in
from tui.domain.period import Period
from tui.domain.table import LABEL, Column
from tui.svenska.clipboard import Block, is_empty

MOST_HEADINGS = 3
SHARES = ("andel", "avvikelse_andel", "utveckling", "forbrukning")


class Headed(Struct, frozen=True):
    """The columns that headings name.

    ``sure`` are by the table's own words; of the others a computed column is only compared.
    ``years`` are headings that are nothing but a year, with the column that they may mean.
    ``outside`` says what has no place, in sentences; ``understood`` whether any of it was.
    """

    columns: Mapping[int, str]
    sure: frozenset[int] = frozenset()
    years: Mapping[int, str] = field(default_factory=dict)
    outside: tuple[str, ...] = ()
    understood: bool = False


def heading_rows(block: Block, labels: Sequence[str], calculation: Calculation) -> int:
    """How many of the first rows are headings: words and years, with figures somewhere below."""
    known = set(labels)
    for number, row in enumerate(block[: MOST_HEADINGS + 1]):
        cells = [cell for cell in row if not is_empty(cell)]
        others = cells[1:]
        unit = cells[:1] if cells and is_only_unit(cells[0]) else []
        figures = [c for c in cells[len(unit) :] if is_figure(c) and not is_year(c)]
        names_row = any(key(cell) in known for cell in cells)
        own = names_row and (any(map(is_year, others)) or not _names_columns(row, calculation))
        if figures or own or number == MOST_HEADINGS or not cells:
            return number
        if not any(is_figure(cell) for below in block[number + 1 :] for cell in below):
            return number if number else int(_names_columns(row, calculation))
    return 0


def _names_columns(row: Sequence[str], calculation: Calculation) -> bool:
    """Whether a row of words is headings of a table of words: at least half name its columns."""
    known = {key(heading) for _, heading in headings_in(calculation)}
    told = [key(cell) for cell in row if not is_empty(cell)]
    own = sum(cell in known for cell in told)
    return bool(own) and own * 2 >= len(told) and len(told) > 1


def headed(
    calculation: Calculation, heads: Sequence[str], first: int, figures: Block = (), year: int = 0
) -> Headed:
    """What the headings from ``first`` on mean in this table, with the rows below them.

    ``year`` is that of the headings which tell none, 0 where the block does not say.
    """
    own, period = dict(headings_in(calculation)), calculation.context.period
    exact = _exact(own, heads)
    exact = {i: c for i, c in exact.items() if not _of_other_year(calculation, c, heads[i], year)}
    sure = frozenset(exact)
    found = dict(exact)
    years: dict[int, str] = {}
    outside: list[str] = []
    understood = bool(exact)
    for i, head in enumerate(heads):
        if i in found or i < first or is_empty(head) or is_only_unit(head):
            continue
        said = _with_year(meaning(head), year, period)
        understood = understood or meaning(head).told
        open_ = [c for c in calculation.table.columns if c.id not in exact.values()]
        hits = [c.id for c in open_ if _is_meant(calculation, c, said)]
        if hits and (why := other_measure(calculation, head, hits)):
            outside.append(why)
            continue
        if hits and said.role in WHOLE_YEAR and span_in(replace(said, role="")) is None:
            span = span_of(heads, figures, i)
            hits = _of_span(calculation, open_, said, span) or hits
        if is_bare_year(head):
            one = _of_year(calculation, int(head))
            if one is None:
                outside.append(_no_column(calculation, head, said))
            else:
                years[i] = one
        elif len(hits) == 1:
            found[i] = hits[0]
        else:
            outside.append(_no_column(calculation, head, said, hits))
    found, twice = _once(found, heads)
    return Headed(found, sure & found.keys(), years, (*outside, *twice), understood)


def _with_year(said: Meaning, year: int, period: Period | None) -> Meaning:
    """A heading's meaning with the block's year; months without any are of the document's."""
    of = year or (period.year if period and said.month else 0)
    return replace(said, years=(of,)) if of and said.role and not said.years else said


def _exact(own: Mapping[str, str], heads: Sequence[str]) -> dict[int, str]:
    """The columns that are called just so."""
    ids: dict[str, list[str]] = {}
    for id_, heading in own.items():
        for words in dict.fromkeys((key(heading), key(without_unit(heading)))):
            ids.setdefault(words, []).append(id_)
    found: dict[int, str] = {}
    for i, head in enumerate(heads):
        for words in (key(head), key(without_unit(head))):
            hit = ids.get(words, [])
            if words and len(hit) == 1:
                found[i] = hit[0]
                break
    return found


def _once(found: Mapping[int, str], heads: Sequence[str]) -> tuple[dict[int, str], tuple[str, ...]]:
    """The columns without those that two headings name."""
    hits = list(found.values())
    double = {i: id_ for i, id_ in found.items() if hits.count(id_) > 1 and id_ != LABEL}
    names = dict.fromkeys(excerpt(heads[i]) for i in double)
    told = tuple(
        f"Rubriken {name} står över flera kolumner, så det går inte att veta vilken som är vilken."
        for name in names
    )
    return {i: id_ for i, id_ in found.items() if i not in double}, told


def _is_meant(calculation: Calculation, column: Column, said: Meaning) -> bool:
    """Whether a heading's role and year are a column's; one without a year fits any year."""
    own = column_meaning(calculation, column)
    if not said.role or said.role != own.role or column.always:
        return False
    if said.years and own.years and set(said.years) != set(own.years):
        return False
    if said.span and own.span and said.span != own.span:
        return False
    if own.span == "del" and own.role in WHOLE_YEAR and not (said.span or said.month):
        return False  # A budget is the year's unless it says of which months.
    return not other_months(said, column_months(calculation, column), calculation.context.period)


def column_months(calculation: Calculation, column: Column) -> Months | None:
    """Of which months a column is; None where it is not said."""
    return months_of(column_meaning(calculation, column), calculation.context.period)


def _of_other_year(calculation: Calculation, column_id: str, head: str, year: int) -> bool:
    """Whether a heading without a year is of another than its column by the block's title."""
    if column_id == LABEL or not year:
        return False
    own = column_meaning(calculation, calculation.table.column(column_id))
    return bool(year and own.role and own.years) and (
        not meaning(head).years and year not in own.years
    )


def _of_span(
    calculation: Calculation, columns: Sequence[Column], said: Meaning, span: Span | None
) -> list[str]:
    """The columns of a heading without months, by what the block tells of them; all that it may
    be where it tells nothing; none where the table has the whole year only.

    A year said is the whole year, unless the block's own figures tell otherwise.
    """
    whole = [c.id for c in columns if _is_meant(calculation, c, said)]
    parts = []
    for column in columns:
        own = column_meaning(calculation, column)
        if own.span == "del" and _is_meant(calculation, column, replace(said, span="del")):
            parts.append(column.id)
    if not parts:
        return []
    if span is None:
        return whole if said.years else [*whole, *parts]
    if not span.part:
        return whole
    of = replace(said, span="del", month=span.month)
    return [
        c.id for c in columns if c.id in parts and _is_meant(calculation, c, of)
    ] or whole + parts


def column_meaning(calculation: Calculation, column: Column) -> Meaning:
    """What a column of the table is: what it carries of it, else what its heading says."""
    period = calculation.context.period
    said = meaning(column_heading(column, period))
    years = said.years
    if period is not None and not years:
        years = (period.year + column.year,)
    role = "andel" if column.role in SHARES else column.role or said.role
    return replace(said, role=role, years=years)


def _of_year(calculation: Calculation, year: int) -> str | None:
    """The one entered column of outcomes of a year."""
    hits = [
        column.id
        for column in calculation.table.columns
        if not column.computed
        and (own := column_meaning(calculation, column)).role == "utfall"
        and own.years == (year,)
    ]
    return hits[0] if len(hits) == 1 else None


def _no_column(calculation: Calculation, head: str, said: Meaning, hits: Sequence[str] = ()) -> str:
    name = excerpt(head)
    if len(hits) > 1:
        could = [column_heading(calculation.table.column(hit), calculation.context.period)
                 for hit in hits]  # fmt: skip
        return f"Kolumnen {name} kan vara {' eller '.join(map(excerpt, could))}, och är inte med."
    own = {year for _, heading in headings_in(calculation) for year in meaning(heading).years}
    if said.years and own and not own & set(said.years):
        years = " och ".join(map(str, sorted(own)))
        return f"Kolumnen {name} är för {said.years[0]}, och tabellen för {years}."
    anyhow = replace(said, span="", month=0, first=0, alone=False)
    for column in calculation.table.columns:
        months = column_months(calculation, column)
        if said.span and months is not None and _is_meant(calculation, column, anyhow):
            own_name = excerpt(column_heading(column, calculation.context.period))
            return other_months_sentence(name, said, own_name, months)
    return _other_year_sentence(calculation, name, said)


def _other_year_sentence(calculation: Calculation, name: str, said: Meaning) -> str:
    """That the table has the like of a heading's column for another year, or nothing like it."""
    for column in calculation.table.columns:
        own = column_meaning(calculation, column)
        if (
            said.years
            and own.role == said.role
            and said.role
            and not set(own.years) & set(said.years)
        ):
            its = excerpt(column_heading(column, calculation.context.period))
            return f"Kolumnen {name} är för {said.years[0]}, och tabellen har bara {its}."
    return f"Kolumnen {name} finns inte i tabellen."


def is_only_unit(head: str) -> bool:
    """Whether a heading says the unit and nothing else: "Belopp i tkr"."""
    return bool(money_unit(head)) and not without_unit(head)


def figures_below(block: Block, first: int, column: int) -> Iterator[str]:
    """The cells of a column below the headings where something stands."""
    for row in block[first:]:
        if column < len(row) and not is_empty(row[column]):
            yield row[column]
