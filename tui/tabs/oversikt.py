"""The overview: the state of each area, the findings, the meetings, and what is missing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tui.domain.dokument import Dokument, Undantag
from tui.domain.fel import Adress, Filfel, Fynd
from tui.domain.installningar import Installningar, Sammantrade
from tui.domain.register import Register
from tui.svenska.format import antal as antal_
from tui.svenska.format import datum, om_dagar
from tui.tabs.lagen import Kalkyler, lage
from tui.tabs.tecken import FYNDTECKEN, SIGNALKLASS, SIGNALTECKEN
from tui.widgets.modell import Lasmodell, Ruta, Rutkolumn, brutna

SYNLIGA_SAMMANTRADEN = 3
RAND = 4
"""What the text column leaves: the mark, the space between the columns, the scroll bar."""


@dataclass(frozen=True, slots=True)
class Oversiktsrad:
    """One line: its cells, its class, and where Enter goes (a tab, or a cell)."""

    omrade: str
    tecken: str = ""
    teckenklass: str = ""
    text: str = ""
    klass: str = ""
    mal: Adress | None = None
    flik: str = ""
    fynd: Fynd | None = None


class Oversiktsvy(Lasmodell):
    """What the grid shows of the overview."""

    def __init__(self, rader: Sequence[Oversiktsrad], skarm: int) -> None:
        bredd = min(26, max((len(r.omrade) for r in rader), default=10))
        textbredd = max(20, skarm - bredd - RAND)
        self.rader = tuple(del_ for rad in rader for del_ in _delad(rad, textbredd))
        self.antal_rader = len(self.rader)
        self.kolumner = (
            Rutkolumn("omrade", ("Översikt",), bredd, hoger=False, teckenbredd=2),
            Rutkolumn("text", ("Läge",), textbredd, hoger=False),
        )

    @property
    def forsta_fynd(self) -> int:
        """The row of the first finding, 0 without any."""
        return next((i for i, rad in enumerate(self.rader) if rad.fynd is not None), 0)

    def plats(self, fynd: Fynd) -> int:
        """The row of a finding, the first row where it is not shown."""
        return next((i for i, rad in enumerate(self.rader) if rad.fynd == fynd), 0)

    def ruta(self, rad: int, kolumn: int) -> Ruta:
        """The cell at a place."""
        r = self.rader[rad]
        if kolumn == 0:
            return Ruta(r.omrade, r.klass, r.tecken, r.teckenklass)
        return Ruta(r.text, "" if r.klass == "dampad" else r.klass)

    def radklass(self, rad: int) -> str:
        """The row's own class."""
        return self.rader[rad].klass


def _delad(rad: Oversiktsrad, bredd: int) -> Iterable[Oversiktsrad]:
    """The line as it is, or in several where its text is longer than the column: nothing is cut."""
    forsta, *fler = brutna(rad.text, bredd)
    yield replace(rad, text=forsta)
    for text in fler:
        yield replace(rad, omrade="", tecken="", text=text)


def oversiktsrader(
    register: Register,
    kalkyler: Mapping[str, Kalkyler],
    fynd: Sequence[Fynd],
    filfel: Sequence[Filfel],
    installningar: Installningar,
    dokument: Dokument,
    idag: date,
    undantagna: Sequence[tuple[Fynd, Undantag]] = (),
) -> tuple[Oversiktsrad, ...]:
    """All lines of the overview, in order: first what is wrong."""
    return (
        *_filrader(filfel),
        *_fyndrader(fynd),
        *_omraden(register, kalkyler),
        *_saknas(register, kalkyler, dokument),
        *_sammantraden(installningar.sammantraden, idag),
        *_undantagsrader(undantagna),
    )


def _omraden(register: Register, kalkyler: Mapping[str, Kalkyler]) -> Iterable[Oversiktsrad]:
    yield Oversiktsrad("Områden", klass="stark info")
    for flik in register.flikar:
        funnet = lage(flik.id, kalkyler.get(flik.id, {}))
        yield Oversiktsrad(
            f"  {flik.tangent} {flik.rubrik}",
            SIGNALTECKEN[funnet.signal],
            SIGNALKLASS[funnet.signal],
            funnet.text,
            flik=flik.id,
            mal=Adress(dokument="", tabell=funnet.tabell) if funnet.tabell else None,
        )


def _fyndrader(fynd: Sequence[Fynd]) -> Iterable[Oversiktsrad]:
    viktiga = [f for f in fynd if f.allvar != "avrundning"]
    antal = len(viktiga)
    yield Oversiktsrad(f"Att granska ({antal})", klass="stark info")
    for f in viktiga:
        tecken, klass = FYNDTECKEN[f.allvar]
        yield Oversiktsrad(f"  {f.allvar}", tecken, klass, f.mening, mal=f.adress, fynd=f)
    avrundningar = [f for f in fynd if f.allvar == "avrundning"]
    if avrundningar:
        tal = antal_(len(avrundningar), "tryckt tal", "tryckta tal")
        text = f"{tal} skiljer sig inom avrundningsgränsen."
        yield Oversiktsrad("  avrundning", "≈", "dampad", text, mal=avrundningar[0].adress)
    if not fynd:
        yield Oversiktsrad("  inget", "✓", "bra", "Inget motsäger något annat i dokumentet.")


def _undantagsrader(undantagna: Sequence[tuple[Fynd, Undantag]]) -> Iterable[Oversiktsrad]:
    if undantagna:
        yield Oversiktsrad(f"Undantagna ({len(undantagna)})", klass="stark info")
    for fynd, undantag in undantagna:
        text = f"{fynd.mening} Skäl: {undantag.skal}"
        yield Oversiktsrad("  undantaget", "–", "dampad", text, klass="dampad", fynd=fynd)


def _filrader(filfel: Sequence[Filfel]) -> Iterable[Oversiktsrad]:
    if filfel:
        yield Oversiktsrad(f"Filer ({len(filfel)})", klass="stark info")
    for fel in filfel:
        yield Oversiktsrad("  fil", "!", "allvar stark", fel.mening)


def _saknas(
    register: Register, kalkyler: Mapping[str, Kalkyler], dokument: Dokument
) -> Iterable[Oversiktsrad]:
    saknade = [*_huvudet(dokument), *_bedomningar(kalkyler), *_tomma(register, kalkyler)]
    if saknade:
        yield Oversiktsrad(f"Saknas ({len(saknade)})", klass="stark info")
    for text, flik, tabell in saknade:
        mal = Adress("", tabell) if tabell else None
        yield Oversiktsrad("  saknas", "?", "varning", text, flik=flik, mal=mal)


Saknad = tuple[str, str, str]


def _huvudet(dokument: Dokument) -> Iterable[Saknad]:
    if not dokument.diarienummer:
        yield "Dokumentet har inget diarienummer.", "", ""
    if dokument.status == "beslutad" and dokument.beslut.datum is None:
        yield "Beslutets datum saknas.", "", ""


def _bedomningar(kalkyler: Mapping[str, Kalkyler]) -> Iterable[Saknad]:
    for flik, tabell, vad in (("mal", "mal", "mål"), ("internkontroll", "uppfoljning", "punkter")):
        kalkyl = kalkyler.get(flik, {}).get(tabell)
        rader = kalkyl.tabell.rader if kalkyl else ()
        utan = sum(r.art == "post" and not r.celler.get("bedomning") for r in rader)
        if utan:
            yield f"{utan} av {len(rader)} {vad} saknar bedömning.", flik, tabell


def _tomma(register: Register, kalkyler: Mapping[str, Kalkyler]) -> Iterable[Saknad]:
    for flik in register.flikar:
        if not kalkyler.get(flik.id):
            yield f"Fliken {flik.rubrik} har inga tabeller i dokumentet.", flik.id, ""


def _sammantraden(alla: Sequence[Sammantrade], idag: date) -> Iterable[Oversiktsrad]:
    kommande = sorted((s for s in alla if s.datum >= idag), key=lambda s: s.datum)
    tidigare = sorted((s for s in alla if s.datum < idag), key=lambda s: s.datum, reverse=True)
    yield Oversiktsrad("Sammanträden", klass="stark info")
    if not kommande:
        yield Oversiktsrad("  kommande", "·", "dampad", "Inget sammanträde är planerat.")
    for s in kommande[:SYNLIGA_SAMMANTRADEN]:
        nar = om_dagar((s.datum - idag).days)
        yield Oversiktsrad("  kommande", "·", "info", f"{_om(s)} · {nar}")
    for s in tidigare[:SYNLIGA_SAMMANTRADEN]:
        yield Oversiktsrad("  tidigare", "·", "dampad", _om(s), klass="dampad")


def _om(s: Sammantrade) -> str:
    return " ".join(del_ for del_ in (datum(s.datum), s.paragraf, s.arende) if del_)
