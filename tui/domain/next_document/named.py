"""What the name of a document to be says of it: its kind, its year and its last month.

"2025-delar", "delar 2025-04", "Årsbokslut 2025", "2025-april" and "Budget 2025–2027" all say
something; "utkast1" says nothing. What a name says is never contradicted by the document made.
"""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from tui.domain.document import Document, DocumentKind
from tui.domain.next_document.sources import (
    KIND_WORDS,
    MONTHLY,
    PLANAR,
    NextError,
    Proposal,
    name_for,
    next_proposal,
    parsed_period,
    proposal_for,
    usual_months,
)
from tui.domain.period import Period, from_new_year
from tui.svenska.format import MONTHS

_YEAR = re.compile(r"(?<!\d)((?:19|20|21)\d\d)(?:[-_. –]?(\d\d))?(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_BARE = str.maketrans("åäöéü", "aaoeu")
_PART_OF_YEAR = ("delar", "halvar", "tertial", "kvartal")
_BEGINS: tuple[tuple[str, DocumentKind], ...] = (
    *((word, "delarsbokslut") for word in _PART_OF_YEAR),
    ("manad", MONTHLY),
    ("arsredovisning", "arsbokslut"),
    ("verksamhetsberattelse", "arsbokslut"),
    ("flerarsstrategi", "underlag"),
)
_ENDS: tuple[tuple[str, DocumentKind], ...] = (
    ("underlag", "underlag"),
    ("bokslut", "arsbokslut"),
    ("budget", "budget"),
    ("budgeten", "budget"),
)


class Named(Struct, frozen=True):
    """What a name says. ``kind`` is None, ``year`` and ``month`` 0 where it does not say."""

    text: str
    kind: DocumentKind | None = None
    year: int = 0
    month: int = 0

    @property
    def says(self) -> str:
        """The document that the name speaks of, in words."""
        if self.kind is None or not self.year:
            kind = "" if self.kind is None else name_for(self.kind, from_new_year(2000))
            return str(self.year) if self.year else kind.partition(" ")[0].casefold()
        if self.kind not in ("delarsbokslut", MONTHLY) or not self.month:
            usual = 8 if self.kind == "delarsbokslut" else 12
            return name_for(self.kind, from_new_year(self.year, usual))
        return name_for(self.kind, from_new_year(self.year, self.month))


def named(text: str) -> Named:
    """What a name says. Raises NextError where it says two things, or a month that is none."""
    words = [word.translate(_BARE) for word in _WORD.findall(text.casefold())]
    kinds = {kind for word in words if (kind := _kind(word))}
    if len(kinds) > 1:
        both = " och ".join(sorted(KIND_WORDS[kind] for kind in kinds))
        raise NextError(f"Namnet ”{text}” säger både {both}; välj ett namn som säger ett slag.")
    kind = next(iter(kinds), None)
    # The last of them: a period is said as "januari–april".
    months = {MONTHS.index(word) + 1 for word in [w for w in words if w in MONTHS][-1:]}
    years = dict.fromkeys(int(year) for year, _ in _YEAR.findall(text))
    months |= {int(month) for _, month in _YEAR.findall(text) if month}
    if kind in PLANAR:
        first = min(years, default=0)
        # The years of the plan, 2025–2027 or 2025-27.
        years = {year: None for year in years if not 0 < year - first <= PLANAR[kind]}
        months = {month for month in months if not 0 < month - first % 100 <= PLANAR[kind]}
    if len(years) > 1 or len(months) > 1:
        both = " och ".join(str(one) for one in (years if len(years) > 1 else sorted(months)))
        raise NextError(f"Namnet ”{text}” säger både {both}; välj ett namn som säger en tid.")
    year, month = next(iter(years), 0), next(iter(months), 0)
    if kind is None and 0 < month < 12:
        kind = "delarsbokslut"
    if year and month:
        parsed_period(f"{year}-{month:02}", kind or "arsbokslut")
    return Named(text, kind, year, month)


def _kind(word: str) -> DocumentKind | None:
    for beginning, kind in _BEGINS:
        if word.startswith(beginning):
            return kind
    return next((kind for ending, kind in _ENDS if word.endswith(ending)), None)


def named_proposal(
    name: Named,
    base: Document,
    documents: Sequence[Document],
    *,
    kind: DocumentKind | None = None,
    period_text: str = "",
    id_: str = "",
) -> Proposal:
    """What is to be made: as asked for, as its name says, else what usually follows the base.

    Raises NextError where these contradict each other, or do not say enough.
    """
    proposals = next_proposal(base, documents)
    chosen = kind or name.kind or _usual_kind(name, base, proposals)
    period = named_period(name, chosen, period_text, proposals, documents)
    if not (period_text or name.month) and name.year and period.end < base.period.start:
        raise NextError(
            f"Namnet ”{name.text}” säger {name.says}, som är äldre än {base.name} som det "
            f"skulle göras av; av det görs {_in_words(proposals)}."
        )
    return proposal_for(chosen, period, [d.id for d in documents], id_)


def agrees(name: Named, kind: DocumentKind, period: Period) -> bool:
    """Whether a document of this kind and period may bear the name."""
    return (
        name.kind in (None, kind)
        and name.year in (0, period.year)
        and name.month in (0, period.end.month)
    )


def _usual_kind(name: Named, base: Document, proposals: Sequence[Proposal]) -> DocumentKind:
    """The kind that usually follows, of the year that the name says if it says one."""
    if not proposals:
        raise NextError("Det finns inget förslag på nästa dokument; ange --slag och --period.")
    fits = (p for p in proposals if name.year in (0, p.period.year))
    first = next(fits, None)
    if first is None:
        raise NextError(
            f"Namnet ”{name.text}” säger {name.year}, men av {base.name} görs "
            f"{_in_words(proposals)}; skriv slaget också, som {name.year}-delar."
        )
    return first.kind


def named_period(
    name: Named,
    kind: DocumentKind,
    text: str,
    proposals: Sequence[Proposal] = (),
    documents: Iterable[Document] = (),
) -> Period:
    """The period that is asked for, else the one that the name says, else the usual one.

    Raises NextError where it is not said, or is another than the name says.
    """
    period = _period(name, kind, text, proposals, documents)
    if not agrees(name, kind, period):
        raise NextError(
            f"Namnet ”{name.text}” säger {name.says}, men det som begärs är "
            f"{name_for(kind, period)}; välj ett namn som stämmer."
        )
    return period


def _period(
    name: Named,
    kind: DocumentKind,
    text: str,
    proposals: Sequence[Proposal],
    documents: Iterable[Document],
) -> Period:
    if text:
        return parsed_period(text, kind)
    if name.year and name.month:
        return parsed_period(f"{name.year}-{name.month:02}", kind)
    for proposal in proposals:
        if proposal.kind == kind and agrees(name, kind, proposal.period):
            return proposal.period
    if not name.year or kind == MONTHLY:
        raise NextError("Ange perioden med --period, året och sista månaden, som 2024-12.")
    months = usual_months(documents) if kind == "delarsbokslut" else 12
    return from_new_year(name.year, months)


def _in_words(proposals: Sequence[Proposal]) -> str:
    names = [p.name for p in proposals]
    return " eller ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
