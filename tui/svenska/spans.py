"""Of when a text says that its figures are: "jan–aug", "t.o.m. juli", "kvartal 2", "2025-07"."""

import re
from calendar import monthrange

from msgspec import Struct

_NAMES = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_NAME = (
    r"(?<![^\W\d_])(jan(?:uari)?|feb(?:ruari)?|mars?|apr(?:il)?|maj|juni?|juli?|aug(?:usti)?"
    r"|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
    r"(?:s?(?![^\W\d_])|(?=utfall|prognos|budget|rapport|bokslut))\.?"
)
_TO = r"\s*(?:[-–/]|--|till(?: och med)?|t\.? ?o\.? ?m\.?)\s*"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)-?(0[1-9]|1[0-2])-?([0-3]\d)(?!\d)")
_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_/]?(0[1-9]|1[0-2])(?!\d)")
_SHORT = re.compile(r"(?:utfall|budget|prognos|ack\w*\.?)\s+([2-4]\d)(0[1-9]|1[0-2])(?!\d)", re.I)
_SLASH = re.compile(r"(?<![\d/])(?:2[89]|3[01])/(1[0-2]|0?[1-9])(?![\d/])")
_WORDS = re.compile(rf"(?:{_NAME}{_TO})?{_NAME}", re.I)
_PARTS = tuple(
    (re.compile(rf"(?<![^\W_]){words}(?![^\W_])", re.I), months)
    for words, months in (
        (r"(?:kvartal(?:srapport)?|kv\.?|q)\s*([1-4])(?:\s*[-–]\s*(?:kv\.?|q)?\s*([1-4]))?", 3),
        (r"(?:tertial(?:rapport)?|t)\s*([1-3])(?:\s*[-–]\s*t?\s*([1-3]))?", 4),
        (r"(?:halvår(?:et)?|h)\s*([12])(?:\s*[-–]\s*h?\s*([12]))?", 6),
    )
)
_NUMBERS = {"första": "1", "andra": "2", "tredje": "3", "fjärde": "4"}
_NUMBERED = re.compile(
    r"(?:\b(första|andra|tredje|fjärde)|\b([1-4])(?::?[ae])?)\s+(kvartal|tertial|halvår)\w*", re.I
)
_UNTIL = re.compile(
    r"\bt\.? ?o\.? ?m\b|till och med|\bper\b|\back|hittills|\binkl|\b(?:2[89]|3[01]) (?=[a-zå])",
    re.I,
)
_ALONE = re.compile(r"period|\bmånad(?:en|ens)?\b|\bmån\b", re.I)
_PART = re.compile(r"delår|\bt\.? ?o\.? ?m\b|hittills|period|\back|\bmånad(?:en|ens)?\b", re.I)
_WHOLE = re.compile(r"\bhelår|\bhela året|\bbokslut|\bårs(?!avv)", re.I)
_ALIEN = re.compile(
    r"(?:19|20)\d\d års (?:pris|löne)\w*|(?:pris|löne)(?:nivå|läge)\w*\W+(?:i )?(?:19|20)\d\d", re.I
)
_WHOLE_YEAR = 12


class Told(Struct, frozen=True):
    """The years that a text tells, and of which months.

    ``first`` and ``last`` are months, 0 where not told: only ``last`` is "to and with". ``span`` is
    "del", "helår" or "". ``alone``: of some period or month that it does not name. ``part``: the
    months are a quarter, a tertial or a half by its name.
    """

    years: tuple[int, ...] = ()
    first: int = 0
    last: int = 0
    span: str = ""
    alone: bool = False
    part: bool = False

    @property
    def one_month(self) -> bool:
        """Whether it names one month and no more."""
        return bool(self.last) and self.first == self.last


def told_in(text: str) -> Told:
    """Of when a text says that its figures are; a day that ends no month says nothing of it."""
    text = _ALIEN.sub(" ", _NUMBERED.sub(_in_figures, " ".join(text.split())))
    days = [hit for hit in _DAY.finditer(text) if _is_day(hit)]
    ends = [hit for hit in days if _ends_month(hit)]
    rest = _DAY.sub(lambda hit: " " if _is_day(hit) else hit[0], text)
    months = [*((int(hit[1]), int(hit[2])) for hit in ends),
              *((int(y), int(m)) for y, m in _MONTH.findall(rest))]  # fmt: skip
    if ends and days[0] not in ends and days[0][3] == "01":
        months = [(int(days[0][1]), int(days[0][2])), *months]
    words = _MONTH.sub(" ", rest)
    years = tuple(dict.fromkeys([y for y, _ in months] + [int(y) for y in _YEAR.findall(words)]))
    first, last, part = _months(words, [month for _, month in months])
    until = _UNTIL.search(text) is not None or (bool(ends) and len(months) == 1)
    if until and first == last and not part:
        first = 0
    is_part = _PART.search(words) is not None
    named = not last and not is_part and _WHOLE.search(words) is not None
    whole = named or (first <= 1 and last == _WHOLE_YEAR)
    span = "helår" if whole else "del" if last or is_part else ""
    alone = not last and _ALONE.search(words) is not None and not _UNTIL.search(words)
    return Told(years, first, last, span, alone, part)


def _in_figures(hit: re.Match[str]) -> str:
    return f"{hit[3]} {hit[2] or _NUMBERS[hit[1].lower()]}"


def _is_day(hit: re.Match[str]) -> bool:
    return 1 <= int(hit[3]) <= monthrange(int(hit[1]), int(hit[2]))[1]


def _ends_month(hit: re.Match[str]) -> bool:
    return int(hit[3]) == monthrange(int(hit[1]), int(hit[2]))[1]


def _months(words: str, figures: list[int]) -> tuple[int, int, bool]:
    """The first and the last month, and whether they are a named part of a year."""
    if figures:
        return figures[0], figures[-1], False
    for pattern, length in _PARTS:
        if hit := pattern.search(words):
            last = int(hit[2] or hit[1]) * length
            return (int(hit[1]) - 1) * length + 1, last, True
    if hit := _SHORT.search(words):
        return int(hit[2]), int(hit[2]), False
    if named := [(_number(a) or _number(b), _number(b)) for a, b in _WORDS.findall(words)]:
        return named[0][0], named[-1][1], False
    if hit := _SLASH.search(words):
        return 0, int(hit[1]), False
    return 0, 0, False


def _number(name: str) -> int:
    return _NAMES.index(name[:3].lower()) + 1 if name else 0
