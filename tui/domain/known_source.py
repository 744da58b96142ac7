"""How a file's block was understood once, so that the next one like it need not be asked about."""

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct, field

_MONTH = (
    r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)"
    r"(?:uari|ruari|s|il|i|usti|tember|ober|ember|t)?"
)
_TIME = re.compile(rf"(?<![^\W\d_]){_MONTH}(?![^\W\d_])|\d+", re.IGNORECASE)


def timeless(text: str) -> str:
    """A file's name or a heading without its figures and months: what next month's has too."""
    return " ".join(_TIME.sub("#", text.casefold()).split())


class KnownSource(Struct, frozen=True):
    """What is remembered of a source, for one table.

    ``name`` is what it is called; ``folder`` where its file lay and ``file`` the timeless form of
    that file's name; ``place`` the sheet; ``shape`` the timeless headings of its block. ``answers``
    are those to the questions that were asked, ``column`` where figures without headings began;
    ``rows`` and ``columns`` which row or column a label or heading means that the table has not
    (by ``timeless``, to the ids); ``choice`` what else was chosen, as the months of a ledger.
    """

    name: str
    table: str
    folder: str
    file: str
    place: str = ""
    shape: tuple[str, ...] = ()
    answers: Mapping[str, bool] = field(default_factory=dict)
    column: str = ""
    rows: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    choice: Mapping[str, str] = field(default_factory=dict)

    def is_like(self, other: "KnownSource") -> bool:
        """Whether it is the same source for the same table."""
        return (self.table, self.file, self.place) == (other.table, other.file, other.place)


def latest_for(known: Iterable[KnownSource], table: str) -> list[KnownSource]:
    """The sources of a table, the one that was used last first."""
    return [one for one in known if one.table == table][::-1]
