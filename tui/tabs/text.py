"""The report's text as a grid's content: line by line, each claim marked where it stands."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from tui.domain.celltext import celltext
from tui.domain.fel import Fynd
from tui.granskning.prosa.dom import Provat
from tui.granskning.prosa.pastaende import KRONOR, PROCENT, Textkalla, Utfall
from tui.widgets.modell import Bit, Lasmodell, Ruta, Rutkolumn, Textrad, brutna

RAND = 4
ENHETER = (*KRONOR, *PROCENT)
UTFALLSBIT: Mapping[Utfall, Bit] = {
    "stammer": ("✓ stämmer", "bra"),
    "avviker": ("✗ avviker", "allvar stark"),
    "ej_prövad": ("· ej prövat", "dampad"),
}


@dataclass(frozen=True, slots=True)
class Textradslage:
    """One line on the screen: its text in pieces, and where it comes from.

    ``nr`` is the line in the file, from 1 (0 for a heading of ours); ``forsta`` tells the first
    of the lines that a long one is broken into.
    """

    fil: int
    nr: int
    bitar: Textrad
    forsta: bool = True


@dataclass(frozen=True, slots=True)
class Lasttextvy:
    """One text to be shown: what it is called, its lines, verdicts and findings by line."""

    fil: str
    kalla: Textkalla
    domar: Sequence[Provat]
    rader: Mapping[Fynd, int]


class Textvy(Lasmodell):
    """What the grid shows of the report's texts."""

    def __init__(self, texter: Sequence[Lasttextvy], skarm: int, *, vantar: bool = False) -> None:
        nummerbredd = max((len(str(len(t.kalla.rader))) for t in texter), default=1)
        textbredd = max(20, skarm - nummerbredd - RAND)
        self.texter = tuple(texter)
        self.rader = tuple(_alla_rader(texter, textbredd)) or _tomt(textbredd, vantar)
        self.antal_rader = len(self.rader)
        self.kolumner = (
            Rutkolumn("rad", ("Rad",), max(3, nummerbredd), hoger=True, teckenbredd=1),
            Rutkolumn("text", (_rubrik(texter),), textbredd, hoger=False),
        )

    def ruta(self, rad: int, kolumn: int) -> Ruta:
        """The cell at a place."""
        r = self.rader[rad]
        if kolumn == 0:
            return Ruta(str(r.nr) if r.nr and r.forsta else "", "dampad")
        return Ruta("".join(text for text, _ in r.bitar), bitar=r.bitar)

    def radklass(self, rad: int) -> str:
        """A heading of ours is bold."""
        return "" if self.rader[rad].nr else "stark info"

    def plats(self, fil: int, nr: int) -> int:
        """The grid's row of a line of a text; the first one where there is none."""
        return next((i for i, r in enumerate(self.rader) if (r.fil, r.nr) == (fil, nr)), 0)

    def domar_vid(self, rad: int) -> tuple[Provat, ...]:
        """The claims that begin on a line."""
        r = self.rader[rad]
        if not r.nr:
            return ()
        return tuple(d for d in self.texter[r.fil].domar if d.pastaende.rad_i_fil == r.nr)

    def fynd_vid(self, rad: int) -> tuple[Fynd, ...]:
        """The findings that are on a line."""
        r = self.rader[rad]
        if not r.nr:
            return ()
        return tuple(f for f, nr in self.texter[r.fil].rader.items() if nr == r.nr)


def _rubrik(texter: Sequence[Lasttextvy]) -> str:
    domar = [d for t in texter for d in t.domar]
    delar = [
        f"{sum(d.utfall == utfall for d in domar)} {ord_}"
        for utfall, ord_ in (
            ("stammer", "stämmer"),
            ("avviker", "avviker"),
            ("ej_prövad", "ej prövade"),
        )
    ]
    return f"Rapportens text: {', '.join(delar)}" if texter else "Rapportens text"


TOMT = (
    "Ingen text hör till dokumentet. Enter lägger till rapportens text (.docx, .md eller .txt);"
    " då jämförs varje tal i den med tabellerna."
)
VANTAR = "… granskar texten"


def _tomt(bredd_: int, vantar: bool) -> tuple[Textradslage, ...]:
    """What there is to do where no text belongs to the document, or that it is being read."""
    rader = brutna(VANTAR if vantar else TOMT, bredd_)
    return tuple(Textradslage(0, 0, ((rad, ""),)) for rad in rader)


def domrader(dom: Provat, bredd_: int) -> list[Textrad]:
    """A claim in the panel: what the text says, the verdict, and what the tables say."""
    _, klass = UTFALLSBIT[dom.utfall]
    sagt = " ".join(dom.pastaende.text.split())
    rader = [((f" ”{sagt}”: ", "stark"), (utfall(dom), klass))]
    tillagg = dom.forklaring or "Ingen tabell har ett tal att jämföra med."
    return [*rader, *(((f"   {rad}", ""),) for rad in brutna(tillagg, max(8, bredd_ - 4)))]


def _alla_rader(texter: Sequence[Lasttextvy], bredd_: int) -> Iterator[Textradslage]:
    for fil, text in enumerate(texter):
        yield Textradslage(fil, 0, ((text.fil, ""),))
        domar = _per_rad(text.domar)
        for fynd, nr in text.rader.items():
            if not text.kalla.rader:
                yield Textradslage(fil, nr, ((fynd.mening, "varning"),))
        for nr, rad in enumerate(text.kalla.rader, 1):
            for i, bitar in enumerate(brutna_bitar(markt(rad, domar.get(nr, ())), bredd_)):
                yield Textradslage(fil, nr, bitar, forsta=i == 0)


def _per_rad(domar: Iterable[Provat]) -> dict[int, list[Provat]]:
    """The verdicts by the line that each claim ends on: its mark stands after it."""
    funna: dict[int, list[Provat]] = {}
    for dom in domar:
        funna.setdefault(dom.pastaende.slutrad, []).append(dom)
    return funna


def markt(rad: str, domar: Sequence[Provat]) -> Textrad:
    """A line in pieces, with the verdict in words after each claim that ends on it."""
    bitar: list[Bit] = []
    kant = 0
    for dom in sorted(domar, key=lambda d: d.pastaende.slut):
        p = dom.pastaende
        start = max(kant, p.start if p.rad_i_fil == p.slutrad else 0)
        _, klass = UTFALLSBIT[dom.utfall]
        bitar += [(rad[kant:start], ""), (rad[start : p.slut], klass), (f" [{utfall(dom)}]", klass)]
        kant = p.slut
    return (*bitar, (rad[kant:], ""))


def utfall(dom: Provat) -> str:
    """A verdict in words, with the right figure where the claim disagrees."""
    ord_, _ = UTFALLSBIT[dom.utfall]
    if dom.utfall != "avviker" or dom.borde is None:
        return ord_
    enhet = dom.pastaende.enhet
    return f"✗ ska vara {celltext(dom.borde, None)}" + (f" {enhet}" if enhet in ENHETER else "")


def brutna_bitar(bitar: Textrad, bredd_: int) -> Iterator[Textrad]:
    """A line in pieces, broken at spaces to a width as ``brutna`` breaks a text."""
    hel = "".join(text for text, _ in bitar)
    borjan = (0, *accumulate(len(text) for text, _ in bitar))
    kant = 0
    for rad in brutna(hel, bredd_):
        start = hel.index(rad, kant) if rad else kant
        kant = start + len(rad)
        yield _urval(bitar, borjan, start, kant)


def _urval(bitar: Textrad, borjan: Sequence[int], start: int, slut: int) -> Textrad:
    """The pieces of a stretch of a line; ``borjan`` is where in it each piece begins.

    The pieces before are leapt over: a line may be a whole report.
    """
    valda: list[Bit] = []
    for i in range(max(0, bisect_right(borjan, start) - 1), len(bitar)):
        if borjan[i] >= slut:
            break
        text, klass = bitar[i]
        del_ = text[max(0, start - borjan[i]) : slut - borjan[i]]
        if del_:
            valda.append((del_, klass))
    return tuple(valda)
