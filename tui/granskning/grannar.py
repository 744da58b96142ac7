"""The other documents (*grannar*) that a document can be held against, and when they cannot."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from tui.domain.berakning import Kalkyl, raknas
from tui.domain.celltext import kolumnrubrik
from tui.domain.dokument import Dokument
from tui.domain.tabell import Kolumn

Granne: TypeAlias = tuple[Dokument, Mapping[str, Kalkyl]]
Andra: TypeAlias = Mapping[str, Granne]


def raknebar(granne: Granne) -> Granne:
    """A document with those of its tables that can be worked out."""
    dokument, kalkyler = granne
    return dokument, {id_: k for id_, k in kalkyler.items() if raknas(k)}


NARA_AR = 5
FLEST_NARA = 8


def narliggande(
    dokument: Dokument, alla: Iterable[Dokument], ar: int = NARA_AR, flest: int = FLEST_NARA
) -> tuple[str, ...]:
    """The ids of the documents that are near enough in time to be held against, nearest first.

    A folder with the reports of fifty years is checked as fast as one with those of five.
    """
    andra = [
        (abs((d.period.slut - dokument.period.slut).days), d.id)
        for d in alla
        if d.id != dokument.id and abs(d.period.ar - dokument.period.ar) <= ar
    ]
    return tuple(id_ for _, id_ in sorted(andra)[:flest])


def jamforbara(dokument: Dokument, andra: Andra) -> Iterator[Granne]:
    """The others without this one's base and without working copies, which repeat a document."""
    for annan, kalkyler in andra.values():
        kopia = bool(annan.bas) and (annan.bas in andra or annan.bas == dokument.id)
        if annan.id not in (dokument.id, dokument.bas) and not kopia:
            yield annan, kalkyler


def tidigare(dokument: Dokument, andra: Andra, ar: int = 1) -> list[Granne]:
    """The documents of this year and so many before, that end earlier; the latest first."""
    funna = [
        granne
        for granne in jamforbara(dokument, andra)
        if granne[0].period.slut < dokument.period.slut
        and dokument.period.ar - granne[0].period.ar <= ar
    ]
    return sorted(funna, key=lambda granne: granne[0].period.slut, reverse=True)


def tabell_av(kalkyler: Mapping[str, Kalkyl], *mallar: str) -> Kalkyl | None:
    """The first table of one of these kinds."""
    return next((k for k in kalkyler.values() if k.tabell.mall.id in mallar), None)


_ARTAL = re.compile(r"\b(?:19|20)\d\d\b")


def rubrikar(kalkyl: Kalkyl, kolumn: Kolumn) -> int | None:
    """The year that a column's heading names."""
    artal = _ARTAL.findall(kolumnrubrik(kolumn, kalkyl.sammanhang.period))
    return int(artal[-1]) if artal else None


def rubrik(kalkyl: Kalkyl, kolumn_id: str) -> str:
    """A column's heading."""
    return kolumnrubrik(kalkyl.tabell.kolumn(kolumn_id), kalkyl.sammanhang.period)
