"""The verdict on every claim: agrees, disagrees with the right figure, or nothing to hold it to."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from tui.domain.fel import Adress, Fynd
from tui.granskning.prosa.etiketter import etikettsyftning
from tui.granskning.prosa.hitta import funna, pastaenden
from tui.granskning.prosa.lage import Lage, lagen
from tui.granskning.prosa.lasningar import Lasning
from tui.granskning.prosa.ord import (
    BATTRE_SAMRE,
    HEDGEAR,
    TECKEN_FOR,
    UPP_NED,
    ordmonster,
    riktning_i,
)
from tui.granskning.prosa.pastaende import PROCENT, Pastaende, Textkalla, Utfall
from tui.granskning.prosa.rakning import raknesyftning
from tui.granskning.prosa.sarformer import sarform
from tui.granskning.prosa.stycken import textkropp
from tui.granskning.prosa.syftning import INGEN, Syftning, penningsyftning
from tui.granskning.prosa.underlag import Underlag

__all__ = ["Provat", "granskad_text", "pastaenden", "prosafynd", "provad", "provade"]


# "två veckor" counts time and no rows; no table holds such figures.
TIDSENHET = ordmonster(
    "veck", "månad", "dag(?!l)", "dygn", "timm", "gång", "tillfäll", "plats", "steg"
)


@dataclass(frozen=True, slots=True)
class Provat:
    """A claim with its verdict. ``borde`` is the right figure in the claim's own unit."""

    pastaende: Pastaende
    utfall: Utfall
    borde: Decimal | None = None
    adress: Adress | None = None
    forklaring: str = ""


class Spann(NamedTuple):
    """From where to where the true figure may lie for a claim to hold."""

    lagst: Decimal
    hogst: Decimal


def spann(p: Pastaende) -> Spann:
    """What a claim's size allows, at its own precision and with its hedge."""
    tal, enhet = abs(p.varde), p.precision
    halv, rund = enhet / 2, _rund(tal, enhet)
    match HEDGEAR.get(p.hedge, ""):
        case "drygt":
            return Spann(tal - halv, tal + rund)
        case "knappt":
            return Spann(tal - rund, tal + halv)
        case "ungefär":
            return Spann(tal - rund, tal + rund)
        case "över":
            return Spann(tal - halv, tal + max(rund, tal / 5))
    return Spann(tal - halv, tal + halv)


def _rund(tal: Decimal, enhet: Decimal) -> Decimal:
    """How far a hedged figure reaches: a unit, or more where it is a round number."""
    heltal = enhet >= 1 and tal % 10 == 0
    return max(enhet, tal / 10) if heltal else enhet


def stammer(p: Pastaende, lasning: Lasning) -> bool:
    """Whether a claim agrees with a reading in size, and in sign where the sign says something."""
    storlek = abs(lasning.varde) / p.skala
    spel = lasning.spel / p.skala
    gransen = spann(p)
    return gransen.lagst - spel <= storlek <= gransen.hogst + spel and _ratt_tecken(p, lasning)


def _ratt_tecken(p: Pastaende, lasning: Lasning) -> bool:
    sagt = -1 if p.varde < 0 else TECKEN_FOR.get(p.riktning)
    if not lasning.tecken or sagt is None or not lasning.varde:
        return True
    return sagt * lasning.varde > 0


def provade(pastaenden: Sequence[Pastaende], underlag: Underlag) -> tuple[Provat, ...]:
    """Claims with their verdicts, in order; each is read in the text that it stands in."""
    kallor = {id(p.kalla): p.kalla for p in pastaenden if p.kalla is not None}
    kroppar = {nyckel: textkropp(kalla) for nyckel, kalla in kallor.items()}
    domar: dict[tuple[int, int], Provat] = {}
    for nyckel, kropp in kroppar.items():
        egna = sorted((p for p in pastaenden if id(p.kalla) == nyckel), key=lambda p: p.plats)
        for dom in _provade(lagen(kropp, egna), underlag):
            domar[(nyckel, dom.pastaende.plats)] = dom
    return tuple(domar.get((id(p.kalla), p.plats), Provat(p, "ej_prövad")) for p in pastaenden)


def granskad_text(kalla: Textkalla, underlag: Underlag) -> tuple[Provat, ...]:
    """Every claim of a text with its verdict, in order."""
    return granskad_mot(kalla, (underlag,))[0]


def granskad_mot(kalla: Textkalla, alla: Sequence[Underlag]) -> tuple[tuple[Provat, ...], ...]:
    """The same against each of several underlag; the text is cut up once."""
    kropp = textkropp(kalla)
    lagena = tuple(lagen(kropp, funna(kropp)))
    return tuple(tuple(_provade(lagena, underlag)) for underlag in alla)


def prosafynd(dom: Provat) -> Fynd:
    """The finding for a claim that disagrees."""
    p = dom.pastaende
    fil = p.kalla.fil if p.kalla is not None else ""
    mening = f"{textplats(fil, p.rad_i_fil)}: texten säger ”{p.text}”, men {dom.forklaring}"
    return Fynd(dom.adress or Adress(""), "prosa", "fel", p.varde, dom.borde, mening)


def textplats(fil: str, rad: int) -> str:
    """Where something stands in a text, in words."""
    return f"{fil}, rad {rad}" if fil else f"rad {rad}"


def _provade(alla: Iterable[Lage], underlag: Underlag) -> Iterator[Provat]:
    forra = INGEN
    for lage in alla:
        syftning = syftning_for(lage, underlag, forra if lage.nummer else INGEN)
        riktning = _riktning(lage, syftning)
        yield provad(replace(lage.pastaende, riktning=riktning), syftning)
        forra = syftning


def _riktning(lage: Lage, syftning: Syftning) -> str:
    """The direction that bears on what the claim speaks of: a change goes up, a result worse."""
    slag: tuple[str, ...] = UPP_NED if syftning.roll in ("forandring", "etikett") else BATTRE_SAMRE
    if syftning.begrepp.endswith(":resultat"):
        slag = BATTRE_SAMRE
    elif not syftning.begrepp:
        slag = (*UPP_NED, *BATTRE_SAMRE)
    return riktning_i(lage.efter[:12], slag) or riktning_i(lage.fore, slag)


def syftning_for(lage: Lage, underlag: Underlag, forra: Syftning) -> Syftning:
    """What a claim speaks of, by its form or else by its unit; by its form it may be either."""
    egen = sarform(lage, underlag)
    vanlig = _efter_enhet(lage, underlag, forra)
    if not egen.lasningar:
        return vanlig
    return replace(egen, lasningar=(*egen.lasningar, *vanlig.lasningar))


def _efter_enhet(lage: Lage, underlag: Underlag, forra: Syftning) -> Syftning:
    if lage.pastaende.i_kronor:
        syftning = penningsyftning(lage, underlag, forra)
        return syftning if syftning.begrepp else etikettsyftning(lage, underlag)
    if lage.pastaende.enhet in PROCENT:
        i_drift = lage.omrade in ("drift", "investeringar") or bool(lage.rader)
        syftning = penningsyftning(lage, underlag, forra) if i_drift else INGEN
        return syftning if syftning.lasningar else etikettsyftning(lage, underlag)
    if lage.pastaende.enhet == "antal" and not TIDSENHET.match(lage.efter.lstrip()):
        syftning = raknesyftning(lage, underlag)
        return syftning if syftning.begrepp else etikettsyftning(lage, underlag)
    return INGEN


def provad(p: Pastaende, syftning: Syftning) -> Provat:
    """One claim held against what it speaks of."""
    lika = [lasning for lasning in syftning.lasningar if stammer(p, lasning)]
    if lika:
        # A cell tells the reader more than the sentence's own arithmetic.
        lasning = next((en for en in lika if en.adress.tabell), lika[0])
        return Provat(p, "stammer", borde_for(p, lasning), lasning.adress, _mening(lasning))
    if not syftning.lasningar or not syftning.saker or _kan_stamma(p, syftning.lasningar[0]):
        return Provat(p, "ej_prövad")
    lasning = syftning.lasningar[0]
    return Provat(p, "avviker", borde_for(p, lasning), lasning.adress, _mening(lasning))


def _kan_stamma(p: Pastaende, lasning: Lasning) -> bool:
    """Whether a limit may be true of a figure that it says little of: "mer än 5" of 9."""
    slag = HEDGEAR.get(p.hedge, "")
    if slag in ("gräns", "intervall"):
        return True
    return slag == "över" and abs(lasning.varde) / p.skala >= spann(p).lagst


def borde_for(p: Pastaende, lasning: Lasning) -> Decimal:
    """The right figure, in the claim's unit and at its precision."""
    tal = (lasning.varde / p.skala).quantize(p.precision, ROUND_HALF_UP)
    signerat = lasning.tecken and (p.varde < 0 or not _ratt_tecken(p, lasning))
    return tal if signerat else abs(tal)


def _mening(lasning: Lasning) -> str:
    return f"{lasning.text}."
