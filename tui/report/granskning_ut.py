"""Findings and claims as text and as JSON (*granskning*)."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from unicodedata import normalize

from tui.domain.celltext import celltext
from tui.domain.dokument import Dokument
from tui.domain.fel import ALLVARSORDNING, Allvar, Fynd
from tui.domain.varde import Varde
from tui.report.json_ut import Json, avrundat, jsontext
from tui.svenska.format import antal, ren

BREDD = 100
MINST = 30
PLATSTAK = 24
INGET = "Inga fynd."
RUBRIKER: Mapping[Allvar, str] = {
    "fel": "Fel",
    "bör ses över": "Bör ses över",
    "avrundning": "Avrundning",
}
UTFALLSORD = {"stammer": "stämmer", "avviker": "avviker", "ej_prövad": "inte prövad"}


@dataclass(frozen=True, slots=True)
class Post:
    """One finding, and for one of a text file the file and the line."""

    fynd: Fynd
    fil: str | None = None
    rad_i_fil: int | None = None

    @property
    def plats(self) -> str:
        """Where it is, in short: the table, or the file and the line."""
        if self.fil is not None:
            return f"rad {self.rad_i_fil}"
        return self.fynd.adress.tabell or "dokumentet"


@dataclass(frozen=True, slots=True)
class Pastaendepost:
    """One claim of a text with its verdict, ready to be written."""

    text: str
    varde: Decimal
    enhet: str
    rad_i_fil: int
    utfall: str
    borde: Varde = None
    adress: str = ""
    fil: str = ""


def fyndjson(poster: Sequence[Post]) -> str:
    """The findings as a JSON list."""
    return jsontext([_fynd(post) for post in poster])


def _fynd(post: Post) -> Json:
    fynd = post.fynd
    return {
        "dokument": fynd.adress.dokument,
        "tabell": fynd.adress.tabell or None,
        "rad": fynd.adress.rad or None,
        "kolumn": fynd.adress.kolumn or None,
        "slag": fynd.slag,
        "allvar": fynd.allvar,
        "sagt": _varde(fynd.sagt),
        "borde": _varde(fynd.borde),
        "text": fynd.mening,
        "fil": post.fil,
        "rad_i_fil": post.rad_i_fil,
    }


def _varde(varde: Varde) -> Json:
    """A figure as a JSON number, what is not one as its words."""
    if isinstance(varde, Decimal):
        return avrundat(varde)
    return celltext(varde, None) or None


def pastaendejson(poster: Sequence[Pastaendepost]) -> str:
    """The claims as a JSON list."""
    return jsontext(
        [
            {
                "text": post.text,
                "varde": _varde(post.varde),
                "enhet": post.enhet,
                "rad_i_fil": post.rad_i_fil,
                "utfall": post.utfall,
                "borde": _varde(post.borde),
                "adress": post.adress or None,
                "fil": post.fil,
            }
            for post in poster
        ]
    )


@dataclass
class Granskat:
    """The findings and the claims of all the texts."""

    poster: list[Post] = field(default_factory=list)
    pastaenden: list[Pastaendepost] = field(default_factory=list)


def fyndtext(
    dokument: Sequence[Dokument],
    poster: Sequence[Post],
    bredd: int | None = None,
    undantagna: int = 0,
) -> str:
    """The findings below each other, by document and severity; rounding is only counted.

    So are those that have been put aside (``undantagna``).
    """
    stycken = []
    for huvud in dokument:
        egna = [post for post in poster if post.fynd.adress.dokument == huvud.id]
        stycken.append("\n".join(_stycke(huvud, egna, min(bredd or BREDD, BREDD))) + "\n")
    if undantagna:
        stycken.append(f"{antal(undantagna, 'fynd är undantaget', 'fynd är undantagna')}.\n")
    return "\n".join(stycken) or INGET + "\n"


def _stycke(dokument: Dokument, poster: Sequence[Post], bredd: int) -> Iterator[str]:
    yield ren(f"{dokument.namn} ({dokument.id})")
    yield sammanfattning([post.fynd.allvar for post in poster])
    platser = [len(ren(post.plats)) for post in poster if post.fynd.allvar != "avrundning"]
    spalt = min(max(platser, default=0), PLATSTAK)
    for allvar in ALLVARSORDNING[:2]:
        egna = [post for post in poster if post.fynd.allvar == allvar]
        if egna:
            yield ""
            yield RUBRIKER[allvar]
        for post in egna:
            yield from _rader(post, spalt, bredd)


def sammanfattning(allvar: Sequence[Allvar]) -> str:
    """How many findings there are of each severity, as a sentence."""
    fel, ses_over, avrundade = (allvar.count(a) for a in ALLVARSORDNING)
    delar = [f"{fel} fel"] if fel else []
    delar += [f"{ses_over} bör ses över"] if ses_over else []
    slut = f", {antal(avrundade, 'avrundning', 'avrundningar')} inom gränsen" if avrundade else ""
    return f"{', '.join(delar) or 'Inga fynd'}{slut}."


def _rader(post: Post, spalt: int, bredd: int) -> Iterator[str]:
    plats, mening = ren(post.plats), normalize("NFC", ren(post.fynd.mening))
    indrag = " " * (spalt + 4)
    if len(plats) > spalt:
        yield f"  {plats}"
        plats = ""
    yield textwrap.fill(
        mening,
        max(bredd, spalt + MINST),
        initial_indent=f"  {plats:<{spalt}}  ",
        subsequent_indent=indrag,
        break_on_hyphens=False,
    )


def pastaendetext(poster: Sequence[Pastaendepost]) -> str:
    """The claims, one a line: where, the verdict, the words, and the right figure."""
    if not poster:
        return "Inga påståenden med tal i texten.\n"
    rader = [
        (f"{post.rad_i_fil}", UTFALLSORD.get(post.utfall, post.utfall), _ratt(post))
        for post in poster
    ]
    nr, ord_ = (max(len(rad[i]) for rad in rader) for i in (0, 1))
    return "".join(f"{rad[0]:>{nr}}  {rad[1]:<{ord_}}  {rad[2]}\n" for rad in rader)


def _ratt(post: Pastaendepost) -> str:
    text = normalize("NFC", ren(" ".join(post.text.split())))
    if post.utfall != "avviker" or post.borde is None:
        return text
    return f"{text} (ska vara {ren(celltext(post.borde, None))})"
