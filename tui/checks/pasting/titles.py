"""What stands above a block, and in its file's name, of when its figures are."""

from collections.abc import Mapping, Sequence

from tui.checks.pasting.asked import Ask
from tui.checks.pasting.headings import column_meaning
from tui.checks.pasting.months import Months, months_of, said_words, title_differs, words_of
from tui.checks.pasting.words import meaning
from tui.domain.calculation import Calculation
from tui.domain.cell_text import column_heading
from tui.domain.paste import excerpt
from tui.domain.table import LABEL
from tui.svenska.clipboard import Block, is_empty
from tui.svenska.spans import Told, told_in

_SAID = ("utfall", "prognos", "budget", "plan", "ram")


def titles_of(caption: str, head_rows: Block, corner: Sequence[str]) -> tuple[str, ...]:
    """The texts above a block: its caption, rows with one cell, what stands over its labels."""
    rows = [row[0] for row in head_rows if _is_alone(row)]
    return tuple(dict.fromkeys(filter(None, (caption, *rows, *corner))))


def without_titles(head_rows: Block) -> Block:
    """The heading rows without those that only tell the time of all that is below them."""
    rest = tuple(row for row in head_rows if not (_is_alone(row) and _tells_time(row[0])))
    named = any(meaning(cell).role for row in rest for cell in row[1:])
    return rest if named else head_rows


def _is_alone(row: Sequence[str]) -> bool:
    return not is_empty(row[0]) and all(map(is_empty, row[1:]))


def _tells_time(text: str) -> bool:
    told = told_in(text)
    return bool(told.span or told.years)


def title_year(titles: Sequence[str]) -> int:
    """The one year that the titles tell, 0 for none or several."""
    years = {year for title in titles for year in told_in(title).years}
    return years.pop() if len(years) == 1 else 0


def taken_as(calculation: Calculation, heads: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """That a year before is taken to the document's month, where its heading does not say so."""
    period = calculation.context.period
    told = []
    for head, id_ in heads:
        column = calculation.table.column(id_)
        own, said = column_meaning(calculation, column), meaning(head)
        earlier = period is not None and own.years and max(own.years) < period.year
        if earlier and own.role == said.role == "utfall" and own.span == "del" and not said.span:
            name = excerpt(column_heading(column, period))
            told.append(
                f"Kolumnen {excerpt(head)} säger inte till vilken månad; den är tagen som {name}."
            )
    return tuple(told)


def about_time(
    calculation: Calculation, heads: Mapping[str, str], titles: Sequence[str], file: str
) -> Ask | None:
    """Whether figures go to columns of another time than a title, else the file's name, says.

    ``heads`` are the block's headings by the ids of their columns: what they say goes first.
    """
    by_titles = [(title, told) for title in titles if (told := told_in(title)).span]
    for said, told in by_titles or [(file, told_in(file))]:
        for id_, head in heads.items():
            months = None if id_ == LABEL else _differs(calculation, id_, head, told)
            if months is not None:
                return _ask(calculation, id_, months, said, told)
    return None


def _differs(calculation: Calculation, id_: str, head: str, told: Told) -> Months | None:
    """The months of a column that what is told is not of; None where it may be."""
    own, said = column_meaning(calculation, calculation.table.column(id_)), meaning(head)
    period = calculation.context.period
    months = months_of(own, period)
    if said.span:
        return None
    if title_differs(told, own.role, months, period):
        return months
    other_year = told.years and own.years and not set(told.years) & set(own.years)
    if other_year and not said.years and own.role in _SAID:
        return months or Months(0, 0)
    return None


def _ask(calculation: Calculation, id_: str, months: Months, said: str, told: Told) -> Ask:
    period = calculation.context.period
    column = excerpt(column_heading(calculation.table.column(id_), period))
    own_years = column_meaning(calculation, calculation.table.column(id_)).years
    of_years = " ".join(map(str, told.years[:1]))
    its = said_words(told.span, told.first, told.last).removeprefix("bara ") if told.span else ""
    own = (
        f"{words_of(months)} {own_years[0] if own_years else ''}"
        if months.last
        else str(own_years[0])
    )
    return Ask(
        "tid",
        f"{excerpt(said)} tyder på att talen gäller {f'{its} {of_years}'.strip()}, och tabellens"
        f" {column} gäller {own.strip()}. Ska talen in där ändå?",
        "Ja, talen gäller tabellens tid",
        "Nej, ta inte emot talen",
    )
