"""The parts of a text: sections by their headings, paragraphs, sentences, rows of figures."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tui.granskning.prosa.ord import ordmonster
from tui.granskning.prosa.pastaende import Textkalla

# The area that a heading opens; a heading of another kind stays in the area where it stands.
OMRADEN = (
    ("investeringar", ("investering",)),
    ("drift", ("ekonomi", "drift", "resultat", "budgetavvik", "ramökning", "ramminsk")),
    ("personal", ("personal", "sjukfrånvaro", "arbetsmiljö", "medarbetare", "arbetsskad")),
    ("internkontroll", ("\\w*\\s?av internkontroll", "internkontroll", "bilaga")),
    ("mal", ("mål(?!\\w)", "målen(?!\\w)", "nyckeltal", "agenda 2030", "fokusområde", "måluppf")),
    ("verksamhet", ("verksamhet", "uppdrag", "omvärld", "framtid", "inledning")),
)
# The tags and bars are those of tables that were saved as text.
_SLUT = re.compile(
    r"</?(?:p|u|ul|ol|li|td|th|tr|br|h\d)\b[^>\n]{0,80}>|\s\|\s|[.!?][)”\"']?\s+(?=[A-ZÅÄÖ|0-9–•\-])"
)
_FORKORTNING = re.compile(r"(?:\b(?:bl|t|m|d|kap|ca|nr|f|s|o|resp|inkl|exkl|mm|dvs|jfr|st)|\d)$")
# Thousands belong together, or "på 2 000" at the end of a line would be two columns.
_TAL = (
    r"(?:[<>≤≥]?\(?[-−–]?(?:[1-9]\d{0,2}(?:[ \u00a0]\d{3})+|\d[\d.,]*)(?:[ \u00a0]?%)?\)?\*?"
    r"|[-−–](?!\w))"
)
_ORD_ELLER_TAL = re.compile(rf"(?P<tal>{_TAL})(?=[\s|]|$)|[^\s|]+")
_SLUTTECKEN = frozenset("0123456789%)-−–.,")
_EFTER_TAL = " \t\f\u00a0\u2009\u202f|*"
_SLUTBIT = 200
# "Behov av medel 2019: 3 000 tkr" says something, and heads nothing.
_BELOPP = re.compile(r"\d[ \u00a0]?(?:[tm]kr|mnkr|kkr|kr|kronor|procent|%)(?!\w)", re.IGNORECASE)
_ETT_TAL = re.compile(_TAL)
_TRE_GRUPPER = re.compile(r"\d{1,3}[ \u00a0]\d{3}[ \u00a0]\d{3}")
_ENDA_TAL = re.compile(rf"^[^.]{{0,40}}\s{_TAL}\s*$")
_PUNKTLINJE = re.compile(r"\.{4,}|…{2,}|\. \. \. ")
_MAX_ORD = 10
_MAX_RUBRIK = 200
MAX_MENING = 1_000
_BOKSTAV = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Stycke:
    """A paragraph: where it begins and ends, and the headings that it stands under."""

    start: int
    slut: int
    omrade: str
    rubrik: str


@dataclass(frozen=True, slots=True)
class Mening:
    """A sentence: where it begins and ends, and the paragraph that it stands in."""

    start: int
    slut: int
    stycke: int
    forst: bool


def ar_tabellrad(rad: str) -> bool:
    """Whether a line is a row of figures, or of a table of contents, and not running text."""
    ord_ = len(_BOKSTAV.findall(rad))
    if (rad.count("|") >= 2 and ord_ <= 12) or _PUNKTLINJE.search(rad):
        return True
    sluttal = _sluttal(rad) if ord_ <= _MAX_ORD else ""
    if not sluttal:
        return False
    flera = len(_ETT_TAL.findall(sluttal)) >= 2 or _TRE_GRUPPER.search(sluttal) is not None
    return flera or (ord_ <= 4 and _ENDA_TAL.match(rad) is not None)


def _sluttal(rad: str) -> str:
    """The figures that a line ends with; word by word, so that time stays in proportion."""
    slut = rad[-_SLUTBIT:].rstrip(_EFTER_TAL)
    if slut[-1:] not in _SLUTTECKEN:
        return ""
    start = len(slut)
    for traff in _ORD_ELLER_TAL.finditer(slut):
        if traff["tal"] is None:
            start = len(slut)
        elif start == len(slut):
            start = traff.start()
    return slut[start:]


def _ar_rubrik(rad: str, fore: str, efter: str) -> bool:
    """Whether a line is a heading, by its own looks and the lines before and after it."""
    ren = rad.strip()
    if ren.startswith("#"):
        return True
    if not 3 <= len(ren) <= 75 or len(ren.split()) > 9 or ren[-1] in ".,;:-":
        return False
    if not (ren[0].isupper() or ren[0].isdigit()) or _BELOPP.search(ren) or ar_tabellrad(ren):
        return False
    if fore and not rad.startswith((" ", "\f")) and fore[-1] not in ".!?":
        return False
    return not efter or ar_tabellrad(efter) or (len(ren) < 50 and efter[0].isupper())


def _omrade(rubrik: str, forut: str) -> str:
    gemen = rubrik.lower()
    for omrade, ord_ in OMRADEN:
        if ordmonster(*ord_).search(gemen):
            return omrade
    return forut


@dataclass(frozen=True)
class Textkropp:
    """A text cut up: its paragraphs and sentences in order, and which lines are figures only."""

    kalla: Textkalla
    stycken: tuple[Stycke, ...]
    meningar: tuple[Mening, ...]
    tabellrader: frozenset[int]

    def mening_for(self, plats: int) -> int:
        """The sentence, by its number, that a place in the text is in."""
        return max(0, bisect_right(self.meningar, plats, key=lambda m: m.start) - 1)


def textkropp(kalla: Textkalla) -> Textkropp:
    """The text cut up into paragraphs and sentences."""
    # A text that is headings only is one paragraph: its claims must stand somewhere.
    stycken = tuple(_stycken(kalla)) or (Stycke(0, len(kalla.text), "", ""),)
    tabellrader = frozenset(i for i, rad in enumerate(kalla.rader) if ar_tabellrad(rad))
    meningar = tuple(m for nr, s in enumerate(stycken) for m in _meningar(kalla.text, nr, s))
    return Textkropp(kalla, stycken, meningar, tabellrader)


def _barande(rader: tuple[str, ...]) -> list[int]:
    """The lines that count: of a double-spaced text not the empty one after every line."""
    fyllda = [i for i, rad in enumerate(rader) if rad.strip()]
    ensamma = sum(b - a == 2 for a, b in pairwise(fyllda))
    if len(fyllda) < 10 or ensamma < 0.6 * len(fyllda):
        return list(range(len(rader)))
    enkla = {a + 1 for a, b in pairwise(fyllda) if b - a == 2}
    return [i for i in range(len(rader)) if i not in enkla]


def _stycken(kalla: Textkalla) -> Iterator[Stycke]:
    nummer = _barande(kalla.rader)
    rader = [kalla.rader[i] for i in nummer]
    omrade = rubrik = styckets_omrade = ""
    start: int | None = None
    slut = 0
    for i, rad in enumerate(rader):
        fore = rader[i - 1].strip() if i else ""
        rubriken = _ar_rubrik(rad, fore, rader[i + 1].strip() if i + 1 < len(rader) else "")
        if start is not None and (not rad.strip() or rubriken or _borjar(rad, rader[i - 1])):
            yield Stycke(start, slut, styckets_omrade, rubrik)
            start = None
        if rubriken:
            omrade, rubrik = _omrade(rad, omrade), rad.strip()[:_MAX_RUBRIK].lstrip("# ")
        elif rad.strip():
            slut = kalla.radstart[nummer[i]] + len(rad)
            if start is None:
                start, styckets_omrade = kalla.radstart[nummer[i]], omrade
    if start is not None:
        yield Stycke(start, slut, styckets_omrade, rubrik)


def _borjar(rad: str, fore: str) -> bool:
    """Whether a line begins a paragraph without an empty line before: a bullet, a new page."""
    if rad.lstrip()[:1] in "•*-–" and rad.lstrip()[1:2] == " ":
        return True
    ny_sida = rad[:1] in (" ", "\f", "\t") and fore[:1] not in (" ", "\t")
    return ny_sida and rad.strip()[:1].isupper()


def _meningar(text: str, nr: int, stycke: Stycke) -> Iterator[Mening]:
    """The sentences of a paragraph; one without end is cut, so that time stays in proportion."""
    for mening in _hela_meningar(text, nr, stycke):
        for start in range(mening.start, mening.slut, MAX_MENING):
            slut = min(start + MAX_MENING, mening.slut)
            yield Mening(start, slut, nr, start == stycke.start)


def _hela_meningar(text: str, nr: int, stycke: Stycke) -> Iterator[Mening]:
    start = stycke.start
    for traff in _SLUT.finditer(text, stycke.start, stycke.slut):
        fore = text[max(start, traff.start() - 6) : traff.start()]
        forkortning = text[traff.start()] == "." and _FORKORTNING.search(fore.lower())
        if forkortning and not (text[traff.end()].isupper() and fore[-1:].isdigit()):
            continue
        yield Mening(start, traff.end(), nr, start == stycke.start)
        start = traff.end()
    yield Mening(start, stycke.slut, nr, start == stycke.start)
