"""The parts of a text: sections by their headings, paragraphs, sentences, rows of figures."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

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
_SLUT = re.compile(r"[.!?][)”\"']?\s+(?=[A-ZÅÄÖ|0-9–•\-])")
_FORKORTNING = re.compile(r"(?:\b(?:bl|t|m|d|kap|ca|nr|f|s|o|resp|inkl|exkl|mm|dvs|jfr|st)|\d)$")
_TAL = r"[<>≤≥]?\(?[-−–]?\d[\d.,]*%?\)?\*?"
_TALRAD = re.compile(rf"(?:^|\s|\|)(?:{_TAL}|[-−–])(?:[\s|]+(?:{_TAL}|[-−–]))+[\s|*]*$")
_ENDA_TAL = re.compile(rf"^[^.]{{0,40}}\s{_TAL}\s*$")
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
    """Whether a line is a row of figures and not running text."""
    ord_ = len(_BOKSTAV.findall(rad))
    if rad.count("|") >= 2 and ord_ <= 12:
        return True
    if _TALRAD.search(rad) is not None:
        return True
    return ord_ <= 4 and _ENDA_TAL.match(rad) is not None


def _ar_rubrik(rader: tuple[str, ...], i: int) -> bool:
    rad = rader[i].strip()
    if rad.startswith("#"):
        return True
    if not 3 <= len(rad) <= 75 or len(rad.split()) > 9 or rad[-1] in ".,;:-":
        return False
    if not (rad[0].isupper() or rad[0].isdigit()) or ar_tabellrad(rad):
        return False
    fore = rader[i - 1].strip() if i else ""
    if fore and not rader[i].startswith((" ", "\f")) and fore[-1] not in ".!?":
        return False
    efter = rader[i + 1].strip() if i + 1 < len(rader) else ""
    return not efter or ar_tabellrad(efter) or (len(rad) < 50 and efter[0].isupper())


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
    stycken = tuple(_stycken(kalla))
    tabellrader = frozenset(i for i, rad in enumerate(kalla.rader) if ar_tabellrad(rad))
    meningar = tuple(m for nr, s in enumerate(stycken) for m in _meningar(kalla.text, nr, s))
    return Textkropp(kalla, stycken, meningar, tabellrader)


def _stycken(kalla: Textkalla) -> Iterator[Stycke]:
    omrade = rubrik = ""
    start: int | None = None
    for i, rad in enumerate(kalla.rader):
        plats = kalla.radstart[i]
        if rubriken := _ar_rubrik(kalla.rader, i):
            omrade, rubrik_ny = _omrade(rad, omrade), rad.strip().lstrip("# ")
        if start is not None and (not rad.strip() or rubriken or _borjar(kalla.rader, i)):
            yield Stycke(start, plats - 1, omrade_fore, rubrik)
            start = None
        if rubriken:
            rubrik = rubrik_ny
        elif rad.strip() and start is None:
            start, omrade_fore = plats, omrade
    if start is not None:
        yield Stycke(start, len(kalla.text), omrade_fore, rubrik)


def _borjar(rader: tuple[str, ...], i: int) -> bool:
    """Whether a line begins a paragraph without an empty line before: a bullet, a new page."""
    rad = rader[i]
    if rad.lstrip()[:1] in "•*-–" and rad.lstrip()[1:2] == " ":
        return True
    ny_sida = rad[:1] in (" ", "\f", "\t") and rader[i - 1][:1] not in (" ", "\t")
    return ny_sida and rad.strip()[:1].isupper()


def _meningar(text: str, nr: int, stycke: Stycke) -> Iterator[Mening]:
    start = stycke.start
    for traff in _SLUT.finditer(text, stycke.start, stycke.slut):
        fore = text[max(start, traff.start() - 6) : traff.start()]
        if text[traff.start()] == "." and _FORKORTNING.search(fore.lower()):
            if not text[traff.end()].isupper() or not fore[-1:].isdigit():
                continue
        yield Mening(start, traff.end(), nr, start == stycke.start)
        start = traff.end()
    yield Mening(start, stycke.slut, nr, start == stycke.start)
