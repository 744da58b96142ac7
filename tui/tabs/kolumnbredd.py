"""How wide a table's columns are, and how their headings wrap (pure)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import cast

from tui.domain.tabell import Rad
from tui.domain.varde import Marke, Varde
from tui.widgets.modell import Rutkolumn

MAX_RUBRIKRADER = 3
_HELTAL = Decimal(1)
MIN_TEXT, MAX_TEXT = 12, 42
_BROTT = re.compile(r"(?<=[/-])|\s+")


def rubrikrader(rubrik: str, minst: int) -> tuple[str, ...]:
    """A heading wrapped to at most three lines, as narrow as that allows from ``minst`` on.

    Lines break at spaces and after a slash or a hyphen.
    """
    ord_ = [o for del_ in _BROTT.split(rubrik) if del_ for o in _avstavat(del_, minst)]
    langst = max((len(o) for o in ord_), default=1)
    for bredd in range(max(minst, langst), len(rubrik) + 1):
        rader = _packade(ord_, bredd)
        if len(rader) <= MAX_RUBRIKRADER:
            return rader or ("",)
    return (rubrik,)


AVSTAVNINGAR = {
    "Delårsbokslut": ("Delårs-", "bokslut"),
    "Sysselsättningsgrad": ("Syssel-", "sättnings-", "grad"),
    "anställningar": ("anställ-", "ningar"),
    "årsarbetare": ("års-", "arbetare"),
    "Kontrollerade": ("Kontrol-", "lerade"),
    "anmärkning": ("anmärk-", "ning"),
    "Sannolikhet": ("Sanno-", "likhet"),
    "Väsentlighet": ("Väsent-", "lighet"),
    "Riskvärde": ("Risk-", "värde"),
}
"""Where the long words of the printed headings part; the reports part them so too."""


def _avstavat(ord_: str, minst: int) -> tuple[str, ...]:
    return AVSTAVNINGAR.get(ord_, (ord_,)) if len(ord_) > minst else (ord_,)


def _packade(ord_: Sequence[str], bredd: int) -> tuple[str, ...]:
    rader: list[str] = []
    for o in ord_:
        fog = "" if rader and rader[-1].endswith(("/", "-")) else " "
        if rader and len(rader[-1]) + len(fog) + len(o) <= bredd:
            rader[-1] += fog + o
        else:
            rader.append(o)
    return tuple(rader)


def talbredd(texter: Iterable[str], rubrik: Sequence[str]) -> int:
    """The width of a column of figures: its longest figure or heading line."""
    return max((len(t) for t in (*texter, *rubrik)), default=1)


def textbredd(texter: Iterable[str], rubrik: str, tak: int = MAX_TEXT) -> int:
    """The width of a column of text: its longest text, within bounds."""
    langst = max((len(t) for t in texter), default=0)
    return max(min(MIN_TEXT, tak), min(tak, max(langst, len(rubrik))))


def vidgade(
    kolumner: Sequence[Rutkolumn], texter: Iterable[Iterable[str]], skarm: int
) -> tuple[Rutkolumn, ...]:
    """The columns as wide as their texts, from the left, as far as all still fit on the screen."""
    kvar = skarm - sum(kolumn.totalbredd + 1 for kolumn in kolumner)
    vidare: list[Rutkolumn] = []
    for kolumn, egna in zip(kolumner, texter, strict=True):
        mer = min(kvar, max((len(text) for text in egna), default=0) - kolumn.bredd)
        vidare.append(replace(kolumn, bredd=kolumn.bredd + max(0, mer)))
        kvar -= max(0, mer)
    return tuple(vidare)


def etikettbredd(etiketter: Iterable[str], skarm: int) -> int:
    """The width of the label column: its longest label, at most two fifths of the screen."""
    return max(10, min(max((len(e) for e in etiketter), default=10), skarm * 2 // 5, 44))


def langsta_etiketter(rader: Iterable[Rad]) -> Iterable[Rad]:
    """The row with the longest label under each parent, and so at each depth."""
    return {rad.foralder: rad for rad in sorted(rader, key=lambda rad: len(rad.etikett))}.values()


def lika_skrivna(rader: Sequence[Rad]) -> tuple[tuple[int, ...], ...]:
    """Where the rows stand that write the same value alike; one with a rule is by itself."""
    grupper: dict[object, list[int]] = {}
    for i, rad in enumerate(rader):
        egen = rad.regel is not None or rad.art == "rubrik"
        satt = i if egen else (rad.enhet, rad.decimaler, bool(rad.tryckt or rad.celler))
        grupper.setdefault(satt, []).append(i)
    return tuple(map(tuple, grupper.values()))


def kandidater(
    lika: Iterable[Sequence[int]], varden: Sequence[Varde], *, hanvisar: bool = False
) -> Iterator[int]:
    """Places of rows of which one has a column's longest text, out of ``lika_skrivna`` rows.

    ``varden`` is what the column shows, row by row; ``hanvisar`` that a text is another row's key.
    """
    for platser in lika:
        tal = [i for i in platser if isinstance(varden[i], Decimal)]
        yield from _talens(tal, cast(Sequence[Decimal], varden))
        if len(tal) < len(platser):
            ord_ = [i for i in platser if not isinstance(varden[i], Decimal | None)]
            yield from _ordens(ord_, varden, hanvisar)


def _talens(platser: Iterable[int], varden: Sequence[Decimal]) -> Iterator[int]:
    """Of figures with the same decimals, the ones that are furthest from zero on each side."""
    grupper: dict[object, list[int]] = {}
    for i in platser:
        tal = varden[i]
        nyckel = 0 if tal.same_quantum(_HELTAL) else tal.as_tuple().exponent
        grupper.setdefault(nyckel, []).append(i)
    for grupp in grupper.values():
        yield max(grupp, key=varden.__getitem__)
        yield min(grupp, key=varden.__getitem__)


def _ordens(platser: Iterable[int], varden: Sequence[Varde], hanvisar: bool) -> Iterator[int]:
    """The longest of the single lines, and all that are written otherwise than they are stored."""
    rader: dict[int, int] = {}
    andra: dict[object, int] = {}
    for i in platser:
        varde = varden[i]
        if isinstance(varde, str) and not hanvisar and "\n" not in varde:
            rader[len(varde)] = i
        else:
            andra[varde if isinstance(varde, str | Marke) else (i,)] = i
    yield from andra.values()
    if rader:
        yield rader[max(rader)]
