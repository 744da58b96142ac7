"""Growth: more documents in the folder, more rows in a table; each against the smallest."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack

from tests.bench.fall_start import HELA, forsta_bild, starten
from tests.bench.fall_tangent import NED, UPP, Bank, tal
from tests.bench.mappar import ROT, Mapp, arbetsmapp
from tests.bench.matt import Matt, varvade
from tests.bench.terminal import Provning, Terminal, oppnad, visar

DOKUMENT, RADER = (5, 50, 500), (20, 300, 5000)
MAL_DOKUMENT, MAL_RADER = 1.15, 1.5
LISTA = ("▸2 Investeringar", "Reinvestering", "Inventarier", "F1")
# Rows of the printed table, what the category adds up to in it without Inventarier.
TRYCKTA, OVRIGA = 11, 350
MAXRSS_BYTE = 1 if sys.platform == "darwin" else 1024


class Listbank:
    """Nämndkoll with the cursor on Inventarier's budget in a list of so many rows."""

    def __init__(self, terminal: Terminal, rader: int) -> None:
        self.terminal, self.rader, self.antal = terminal, rader, 0
        terminal.start(visar(*LISTA, "att granska"), lugn=1.0)
        terminal.ga(*[NED] * 5)

    def andring(self) -> float:
        """A figure committed, to its category's sum painted."""
        self.antal += 1
        nytt = 400 + self.antal
        self.terminal.ga(*str(nytt), lugn=0.05)
        summa = tal(OVRIGA + nytt + self.rader - TRYCKTA)
        provning = visar(f" {nytt} ", summa, "✓ sparat")
        tid = self.terminal.tryck("\r", provning, lugn=0.4).klar(provning)
        self.terminal.ga(UPP)
        return tid


def minne(argv: Sequence[str], provning: Provning) -> float:
    """The highest resident memory of a program from its start to its first picture, in bytes."""
    terminal = Terminal(argv, mapp=ROT)
    try:
        terminal.start(provning, lugn=0.5)
    finally:
        forbrukat = terminal.stang()
    return forbrukat.ru_maxrss * MAXRSS_BYTE


def mat(antal: int) -> Iterator[Matt]:
    """Documents, then rows."""
    with ExitStack() as stack:
        mappar = [stack.enter_context(arbetsmapp(n)) for n in DOKUMENT]
        provning = visar(*HELA)
        bankar = [Bank(_oppna(stack, mapp)) for mapp in mappar]
        yield from _vaxt("dokument", DOKUMENT, mappar, bankar, provning, antal, MAL_DOKUMENT)
    with ExitStack() as stack:
        mappar = [stack.enter_context(arbetsmapp(rader=n)) for n in RADER]
        provning = visar(*LISTA)
        listor = [Listbank(_oppna(stack, m), n) for m, n in zip(mappar, RADER, strict=True)]
        yield from _vaxt("rader", RADER, mappar, listor, provning, antal, MAL_RADER)


def _oppna(stack: ExitStack, mapp: Mapp) -> Terminal:
    return stack.enter_context(oppnad(starten(mapp), mapp=ROT))


def _vaxt(
    vad: str,
    storlekar: Sequence[int],
    mappar: Sequence[Mapp],
    bankar: Sequence[Bank] | Sequence[Listbank],
    provning: Provning,
    antal: int,
    mal: float,
) -> Iterator[Matt]:
    for bank in bankar:
        bank.andring()
    andringar = varvade(antal, *(bank.andring for bank in bankar))
    for bank in bankar:
        bank.terminal.stang()
    starter = varvade(antal, *(forsta_bild(starten(m), provning) for m in mappar))
    minnen = [(minne(starten(mapp), provning),) for mapp in mappar]
    slag = (
        ("start", starter, "ms", mal),
        ("ändring", andringar, "ms", mal),
        ("minne", minnen, "MB", None),
    )
    for namn, serier, enhet, ett_mal in slag:
        for storlek, serie in zip(storlekar[1:], serier[1:], strict=True):
            yield Matt(
                "vaxt",
                f"{namn} med {storlek} {vad}",
                f"{storlekar[0]} {vad}",
                tuple(serie),
                tuple(serier[0]),
                ett_mal if storlek == storlekar[-1] else None,
                enhet,
            )
