"""From a key to the painted result: an edit, the cursor, another tab."""

import sys
import time
from collections.abc import Iterator

from tests.bench.fall_start import HELA, starten
from tests.bench.mappar import BASER, ROT, Mapp, arbetsmapp
from tests.bench.matt import Matt
from tests.bench.terminal import Terminal, oppnad, visar

EKO = (sys.executable, str(BASER / "eko.py"))
FLIKAR = (sys.executable, str(BASER / "flikar.py"))
NED, UPP, HOGER = "\x1b[B", "\x1b[A", "\x1b[C"
NASTA_FLIK, FORRA_FLIK = "\x1b[6;5~", "\x1b[5;5~"
# The result with no Personalkostnader in its budget.
OVRIGT = 158_694
UTAN_RORELSE = {"TEXTUAL_ANIMATIONS": "none"}
FLIKNAMN = ("Drift", "Investeringar", "Mål & nyckeltal", "Internkontroll", "Personal")


def tal(varde: int) -> str:
    """A figure as it stands on the screen."""
    return f"{varde:,}".replace(",", "\u00a0").replace("-", "−")


class Ekoapp:
    """The empty application with a key pressed in it."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal, self.antal = terminal, 0
        terminal.start(visar("EKO0X"))

    def tangent(self) -> float:
        """A key, to its repainted cell."""
        self.antal += 1
        provning = visar(f"EKO{self.antal}X")
        return self.terminal.tryck("x", provning).klar(provning)


class Bank:
    """Nämndkoll with the cursor on Personalkostnader's budget."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal, self.antal = terminal, 0
        terminal.start(visar(*HELA, "att granska"), lugn=1.0)
        terminal.ga(NED)

    def andring(self, *, till_sparat: bool = False) -> float:
        """A figure committed, to every sum, difference, share, colour and finding painted.

        Or till the top line says that it is saved.
        """
        self.antal += 1
        nytt = 150_000 + 7 * self.antal
        self.terminal.ga(*f"-{nytt}", lugn=0.05)
        resultat = tal(OVRIGT - nytt)
        provning = visar(f"−{tal(nytt)}", resultat, "✓ sparat")
        avlast = self.terminal.tryck("\r", provning, lugn=0.4)
        self.terminal.ga(UPP)
        return avlast.bilder[-1][0] if till_sparat else avlast.klar(provning)

    def markor(self) -> float:
        """The cursor one row down, to its repaint; then back."""
        tid = self.terminal.tryck(NED, lambda _: True).klar(visar(*HELA[:4]))
        self.terminal.ga(UPP)
        return tid


def mat(antal: int) -> Iterator[Matt]:
    """An edit and the cursor against the echo, a tab against TabbedContent."""
    with (
        arbetsmapp() as mapp,
        oppnad(starten(mapp), mapp=ROT) as var,
        oppnad(EKO, mapp=ROT) as ekots,
    ):
        bank, eko = Bank(var), Ekoapp(ekots)
        for _ in range(2):
            bank.andring(), bank.markor(), eko.tangent()
        serier = [(bank.andring(), bank.markor(), eko.tangent()) for _ in range(antal)]
    andring, markor, ekon = zip(*serier, strict=True)
    yield Matt("tangent", "ändrad siffra, allt omräknat och målat", "eko", andring, ekon, 5)
    yield Matt("tangent", "markören ett steg", "eko", markor, ekon, 1.5)
    yield from flikbyten(antal)


def flikbyten(antal: int) -> Iterator[Matt]:
    """Each tab for the first time in a new program, then again."""
    forsta: list[tuple[float, float]] = []
    senare: list[tuple[float, float]] = []
    with arbetsmapp() as mapp:
        for _ in range(max(1, -(-antal // 4))):
            egna, andras = egna_byten(mapp), andras_byten(mapp)
            forsta += zip(egna[:4], andras[:4], strict=True)
            senare += zip(egna[4:], andras[4:], strict=True)
    for namn, par in (("första gången", forsta), ("senare", senare)):
        vara, deras = zip(*par, strict=True)
        yield Matt("tangent", f"byte av flik, {namn}", "TabbedContent", vara, deras, 0.35)


def egna_byten(mapp: Mapp) -> list[float]:
    """Four tabs forward, and the same four back and forward again."""
    with oppnad(starten(mapp), mapp=ROT) as terminal:
        terminal.start(visar(*HELA, "att granska"), lugn=1.0)
        return [_byte(terminal, f"▸{i + 1} {FLIKNAMN[i]}", NASTA_FLIK) for i in range(1, 5)] + [
            _byte(terminal, f"▸{i + 1} {FLIKNAMN[i]}", FORRA_FLIK) for i in (3, 2, 1, 0)
        ]


def andras_byten(mapp: Mapp) -> list[float]:
    """The same in TabbedContent; its underline does not move, for that takes its time."""
    argv = (*FLIKAR, str(mapp.mapp), mapp.utkast)
    with oppnad(argv, mapp=ROT, extra=UTAN_RORELSE) as terminal:
        terminal.start(visar("Årets resultat"), lugn=1.0)
        return [_byte(terminal, "", str(i + 1)) for i in (1, 2, 3, 4, 3, 2, 1, 0)]


def _byte(terminal: Terminal, text: str, tangent: str) -> float:
    provning = visar(text)
    fore = terminal.bild().rutor[2:]
    borjan = time.perf_counter()
    avlast = terminal.tryck(tangent, lambda b: b.rutor[2:] != fore and provning(b), lugn=0.4)
    assert time.perf_counter() > borjan
    return avlast.klar(provning)
