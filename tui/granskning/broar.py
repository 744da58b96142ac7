"""Bridges (*broar*): the same figure in two documents, and what cannot be compared.

Two documents that print different figures for one and the same thing contradict each other, a
*fel*. What has been changed between them (a definition, a sign, a target, a source, a period) is
for the reader to know, *bör ses över*, and is told in the later document only.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TypeAlias

from tui.domain.berakning import Kalkyl
from tui.domain.dokument import Dokument
from tui.domain.fel import Adress, Fynd
from tui.domain.uttryck import Linjar
from tui.granskning.beloppsbroar import BELOPPSMALLAR, Beloppsminne, samma_belopp
from tui.granskning.grannar import Andra, Granne, rubrik, tidigare
from tui.granskning.nyckeltalsbroar import MALL, nyckeltalsbroar
from tui.granskning.personalbroar import ARSMALLAR, UPPGIFTER, personalbroar
from tui.granskning.textbroar import textbroar
from tui.granskning.textuppgifter import UPPGIFTSMALLAR

__all__ = ["Andra", "Brominne", "brofynd"]

ANDRAS_MALLAR = (*BELOPPSMALLAR, *UPPGIFTSMALLAR, MALL, *ARSMALLAR)
"""The kinds of another document's tables that the bridges ask for."""


class Brominne:
    """The bridges of a document as they were last worked out against the others."""

    def __init__(self, dokument: Dokument, andra: Andra) -> None:
        self.dokument, self.andra = dokument, andra
        self.belopp = Beloppsminne(dokument, andra)
        self._kanda: dict[str, tuple[tuple[Kalkyl, ...], tuple[Fynd, ...]]] = {}

    def galler(self, dokument: Dokument, andra: Andra) -> bool:
        """Whether it is of the very same document and others."""
        return self.dokument is dokument and self.andra is andra

    def fynd(self, namn: str, bro: "Bro", egna: Mapping[str, Kalkyl]) -> tuple[Fynd, ...]:
        """A bridge's findings, worked out where a table that it hangs on is another."""
        kalkyler = tuple(egna.values())
        kand = self._kanda.get(namn)
        # Two recomputations are equal only where they are one and the same.
        if kand is None or kand[0] != kalkyler:
            kand = self._kanda[namn] = (kalkyler, tuple(bro(egna)))
        return kand[1]


Bro: TypeAlias = Callable[[Mapping[str, Kalkyl]], Iterable[Fynd]]


def brofynd(dokument: Dokument, kalkyler: Mapping[str, Kalkyl], minne: Brominne) -> Iterator[Fynd]:
    """Every bridge of a document; each is given no more than the tables that it hangs on."""
    andra = minne.andra
    broar: Mapping[str, tuple[Bro, tuple[str, ...]]] = {
        "belopp": (partial(samma_belopp, minne.belopp), BELOPPSMALLAR),
        "tecken": (lambda egna: _vant_tecken(dokument, egna, andra), BELOPPSMALLAR),
        "text": (lambda egna: textbroar(dokument, egna, andra), (*UPPGIFTSMALLAR, *BELOPPSMALLAR)),
        "nyckeltal": (lambda egna: nyckeltalsbroar(dokument, egna, andra), (MALL,)),
        "personal": (lambda egna: personalbroar(dokument, egna, andra), (*ARSMALLAR, UPPGIFTER)),
    }
    for namn, (bro, mallar) in broar.items():
        egna = {id_: k for id_, k in kalkyler.items() if k.tabell.mall.id in mallar}
        yield from minne.fynd(namn, bro, egna)


def _vant_tecken(
    dokument: Dokument, kalkyler: Mapping[str, Kalkyl], andra: Andra
) -> Iterator[Fynd]:
    """A difference between the years that is counted the other way round than last time."""
    for kalkyl in kalkyler.values():
        har = _diffens_tecken(kalkyl)
        tidigast = next(_med_diff(tidigare(dokument, andra), kalkyl.tabell.mall.flik), None)
        if har and tidigast and tidigast[1] != har:
            annan, dar = tidigast
            mening = (
                f"{kalkyl.tabell.rubrik}, {rubrik(kalkyl, 'diff')}: {_ORDNING[har]} här, "
                f"men {_ORDNING[dar]} i {annan.namn}; samma tecken betyder motsatsen."
            )
            adress = Adress(dokument.id, kalkyl.tabell.id, "", "diff")
            yield Fynd(adress, "bro", "bör ses över", _ORDNING[har], _ORDNING[dar], mening)


_ORDNING = {1: "i år − i fjol", -1: "i fjol − i år"}


def _med_diff(grannar: list[Granne], flik: str) -> Iterator[tuple[Dokument, int]]:
    for annan, kalkyler in grannar:
        for kalkyl in kalkyler.values():
            if kalkyl.tabell.mall.flik == flik and (tecken := _diffens_tecken(kalkyl)):
                yield annan, tecken


def _diffens_tecken(kalkyl: Kalkyl) -> int:
    """+1 for this year less last year, −1 for the other way round, 0 for no such column."""
    if kalkyl.tabell.mall.id not in BELOPPSMALLAR or "diff" not in kalkyl.tabell.kolumn_index:
        return 0
    regel = kalkyl.tabell.kolumn("diff").regel
    termer = regel.termer if isinstance(regel, Linjar) else ()
    return next((tecken for tecken, namn in termer if namn == "utfall"), 0)
