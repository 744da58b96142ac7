"""A table's form as a mall: what a table of any year can begin from, without anything of its own.

No figures, no comments, and no year: a heading that names one is made to follow the document's.
"""

import re

from msgspec.structs import replace

from tui.domain.period import Period
from tui.domain.reshape import form_of
from tui.domain.table import NO_WORD, Table

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NAMES = {0: "{ar}", -1: "{fjol}", **{n: f"{{ar{n}}}" for n in range(1, 5)}}
"""What ``cell_text`` puts a year in the place of, by its distance from the document's own."""


def bare(table: Table) -> Table:
    """The table without anything that is entered in it or said of it."""
    rows = (replace(form_of(row), label=row.label) for row in table.rows)
    return replace(table, rows=tuple(rows), footnotes=NO_WORD, note="", source="")


def as_mall(table: Table, id_: str, heading: str, period: Period) -> Table:
    """The form of a table of a document with this period, as the mall of that id and heading."""
    columns = tuple(
        replace(column, heading=_any_year(column.heading, period.year)) for column in table.columns
    )
    return replace(bare(table), id=id_, template="", heading=heading, columns=columns)


def _any_year(heading: str, year: int) -> str:
    return _YEAR.sub(lambda hit: _NAMES.get(int(hit[0]) - year, hit[0]), heading)
