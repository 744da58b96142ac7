"""From row, role and year to readings: the figures that a claim may speak of, worked out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product

from tui.domain.fel import Adress
from tui.granskning.prosa.lage import Lage
from tui.granskning.prosa.ledord import (
    ANDEL_AV,
    AV_BUDGET,
    DELAR,
    HELAR,
    MANAD,
    PROGNOS,
    artal,
)
from tui.granskning.prosa.underlag import Figur, Figurer
from tui.svenska.format import HARDSPACE, belopp, procent

HUNDRA = Decimal(100)
RESULTAT = "drift:resultat"


@dataclass(frozen=True, slots=True)
class Lasning:
    """One reading: the figure that a claim may speak of, and how it was worked out.

    ``spel`` is how far the rounding of the printed figures may bend it; ``tecken`` tells that
    its sign says better or worse, or up or down.
    """

    varde: Decimal
    spel: Decimal
    adress: Adress
    text: str
    tecken: bool = False


def lasningar(
    lage: Lage, figurer: Figurer, begrepp: str, roll: str, ar: int
) -> tuple[Lasning, ...]:
    """The readings of a claim about a row of the drift or investment tables, likeliest first."""
    if roll == "avvikelse":
        return tuple(_avvikelser(lage, figurer, begrepp, ar))
    if roll == "forandring":
        return tuple(_forandringar(lage, figurer, begrepp, ar))
    return tuple(_varden(lage, figurer, begrepp, roll, ar)) if roll else ()


def _avvikelser(lage: Lage, figurer: Figurer, begrepp: str, ar: int) -> Iterable[Lasning]:
    avvikelser = figurer.for_(begrepp, "avvikelse", ar)
    if not lage.pastaende.i_kronor:
        bada = (e for f in avvikelser for e in tryckt_och_raknad(f))
        return [kvot for f in bada for kvot in _av_budget(figurer, f, True)]
    egna = _resultat(lage, figurer, ar) if begrepp == RESULTAT else []
    return [_ren(e, True) for f in (*egna, *avvikelser) for e in tryckt_och_raknad(f)]


def tryckt_och_raknad(f: Figur) -> list[Figur]:
    """A figure as it is printed, and as its row gives it: a text may say either."""
    return [f] if f.raknat is None else [f, replace(f, tal=f.raknat, raknat=None)]


def _resultat(lage: Lage, figurer: Figurer, ar: int) -> list[Figur]:
    """An underskott or överskott of the result is the result itself, so far or for the year."""
    utfall = _rattid(lage, figurer.for_(RESULTAT, "utfall", ar))
    prognos = figurer.for_(RESULTAT, "prognos", ar)
    if PROGNOS.search(lage.fore) and prognos:
        return prognos
    return [*utfall, *prognos]


def _varden(lage: Lage, figurer: Figurer, begrepp: str, roll: str, ar: int) -> Iterable[Lasning]:
    """The figure itself, or what it is of the budget, of all costs, or a month."""
    egna = _rattid(lage, figurer.for_(begrepp, roll, ar))
    if roll == "utfall" and not egna:
        egna = figurer.for_(begrepp, "budget", ar)
    if lage.pastaende.i_kronor:
        per_manad = [_per_manad(f) for f in egna] if MANAD.search(lage.mening) else []
        return per_manad or [_ren(f, begrepp == RESULTAT) for f in egna]
    if AV_BUDGET.search(lage.efter[:40]) or AV_BUDGET.search(lage.fore):
        return [kvot for f in egna for kvot in _av_budget(figurer, f, False)]
    if ANDEL_AV.search(lage.mening):
        return [kvot for f in egna for kvot in _andelar(figurer, f)]
    return []


def _rattid(lage: Lage, figurer: list[Figur]) -> list[Figur]:
    """Of a whole year's figure and a part's, the one that the words around speak of."""
    hela = [f for f in figurer if f.helar]
    delar = [f for f in figurer if not f.helar]
    if HELAR.search(lage.inledning) or HELAR.search(lage.efter[:30]):
        return hela or figurer
    # The "bokslutsperiod" of an årsbokslut is the whole year.
    if DELAR.search(lage.inledning) and any(f.visad for f in delar):
        return delar
    return figurer


def i_enhet(tal: Decimal, enhet: str, decimaler: int = 0) -> str:
    """A figure in the unit of its table, for an explanation."""
    if enhet == "kr":
        return f"{belopp(tal / 1000, decimaler)}{HARDSPACE}tkr"
    return procent(tal, None) if enhet == "procent" else belopp(tal, None)


def _namn(f: Figur) -> str:
    return f"{f.etikett}, {f.rubrik}"


def _ren(f: Figur, tecken: bool) -> Lasning:
    return Lasning(f.tal, f.spel, f.adress, beskriven(f), tecken)


def beskriven(f: Figur) -> str:
    """A figure with its row and column, and what the row gives where that is another."""
    text = f"{_namn(f)} är {i_enhet(f.tal, f.enhet, f.decimaler)}"
    if f.raknat is None:
        return text
    return f"{text}, men raden ger {i_enhet(f.raknat, f.enhet, f.decimaler)}"


def _per_manad(f: Figur) -> Lasning:
    text = f"{_namn(f)} är {i_enhet(f.tal, f.enhet)} på {f.manader} månader"
    return Lasning(f.tal / f.manader, f.spel / f.manader, f.adress, text)


def _av_budget(figurer: Figurer, f: Figur, tecken: bool) -> list[Lasning]:
    return [_kvot(f, b, tecken) for b in figurer.for_(f.begrepp, "budget", f.ar) if _samma(f, b)]


def _andelar(figurer: Figurer, f: Figur) -> list[Lasning]:
    return [
        _kvot(f, h, False) for h in figurer.for_("drift:kostnader", f.roll, f.ar) if _samma(f, h)
    ]


def _samma(f: Figur, hela: Figur) -> bool:
    return hela.adress.dokument == f.adress.dokument and bool(hela.tal)


def _kvot(f: Figur, hela: Figur, tecken: bool) -> Lasning:
    """A figure in per cent of another; with ``tecken`` of its size, so that the sign stays."""
    andel = f.tal / (abs(hela.tal) if tecken else hela.tal) * HUNDRA
    spel = (f.spel + abs(andel) / HUNDRA * hela.spel) / abs(hela.tal) * HUNDRA
    text = (
        f"{_namn(f)} {i_enhet(f.tal, f.enhet)} av {hela.etikett}, {hela.rubrik}"
        f" {i_enhet(abs(hela.tal), hela.enhet)} är {procent(andel)}"
    )
    return Lasning(andel, spel, f.adress, text, tecken)


def _forandringar(lage: Lage, figurer: Figurer, begrepp: str, ar: int) -> Iterable[Lasning]:
    """The changes to a year's figure from the year before, or from the one that is named."""
    fran_ar = min((a for a, _ in artal(lage.mening) if a < ar), default=ar - 1)
    roller = ("budget",) if "budget" in lage.inledning else ("utfall", "budget")
    par = [
        (till, fran)
        for roll in roller
        for till, fran in product(
            figurer.for_(begrepp, roll, ar), figurer.for_(begrepp, roll, fran_ar)
        )
        if till.manader == fran.manader
    ]
    # A budget's growth is meant only where no outcome's can be; two documents may print the same.
    unika = {(t.tal, f.tal): (t, f) for t, f in par if t.roll == par[0][0].roll}
    mojliga = (_forandring(lage, till, fran) for till, fran in unika.values())
    raknade = [lasning for lasning in mojliga if lasning is not None]
    if not (raknade and lage.pastaende.i_kronor and fran_ar == ar - 1):
        return raknade
    return [*_tryckt_forandring(figurer, begrepp, ar, raknade[0]), *raknade]


def _tryckt_forandring(
    figurer: Figurer, begrepp: str, ar: int, raknad: Lasning
) -> Iterable[Lasning]:
    """The change that a table prints where its row gives another; up or down as the row has it."""
    for f in figurer.for_(begrepp, "forandring", ar):
        if f.raknat is not None:
            varde = abs(f.tal).copy_sign(raknad.varde)
            yield Lasning(varde, f.spel, f.adress, beskriven(f), True)


def _forandring(lage: Lage, till: Figur, fran: Figur) -> Lasning | None:
    utan_andel = till.begrepp in (RESULTAT, "drift:finansnetto")
    skillnad = till.tal - fran.tal if utan_andel else abs(till.tal) - abs(fran.tal)
    vad = (
        f"{_namn(till)} {i_enhet(till.tal, till.enhet)} mot {fran.rubrik}"
        f" {i_enhet(fran.tal, fran.enhet)}"
    )
    if lage.pastaende.i_kronor:
        text = f"{vad} är {i_enhet(skillnad, till.enhet)}"
        return Lasning(skillnad, till.spel + fran.spel, till.adress, text, True)
    if utan_andel or not fran.tal:
        return None
    andel = skillnad / abs(fran.tal) * HUNDRA
    spel = (till.spel + fran.spel * abs(till.tal / fran.tal)) / abs(fran.tal) * HUNDRA
    return Lasning(andel, spel, till.adress, f"{vad} är {procent(andel)}", True)
