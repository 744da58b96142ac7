"""Peers: other terminal programs of the kind, side by side where they do the same work.

Each is taken from PATH, or installed with pip into an environment of its own that is removed
afterwards; one that cannot be had is skipped with the reason.
"""

import csv
import shutil
import subprocess
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.fall_start import HELA, NAMNDKOLL, forsta_bild, starten
from tests.bench.fall_tangent import Bank
from tests.bench.mappar import ROT, Mapp, arbetsmapp
from tests.bench.matt import Matt, Utan, varvade
from tests.bench.terminal import Skarmbild, Terminal, Uteblev, miljo, oppnad, visar

INSTALLERA_S = 600


@dataclass(frozen=True)
class Granne:
    """A peer: its package, its command and arguments, what its first whole picture shows, and
    what must be asked for beside the package."""

    paket: str
    kommando: str
    argument: tuple[str, ...]
    visar: tuple[str, ...]
    utover: tuple[str, ...] = ()


GRANNAR = (
    Granne("visidata", "vd", ("drift.csv",), ("Årets resultat", "drift")),
    Granne("harlequin", "harlequin", (), ("Data Catalog", "Query Editor")),
    # With tree-sitter 0.26, which posting 2.11 lets in, it ends in a segmentation fault.
    Granne("posting", "posting", (), ("Collection", "Response"), ("tree-sitter<0.26",)),
)


def mat(antal: int) -> Iterator[Matt | Utan]:
    """Start against each peer; an edit where the peer edits cells."""
    with arbetsmapp() as mapp, TemporaryDirectory(prefix="namndkoll-grannar-") as rot:
        _drift_csv(mapp, Path(rot) / "drift.csv")
        for granne in GRANNAR:
            try:
                program = _program(granne, Path(rot))
                yield from _mot(granne, program, mapp, Path(rot), antal)
            except Uteblev:
                yield Utan("grannar", granne.paket, f"visade inte {' och '.join(granne.visar)}")
            except (OSError, subprocess.SubprocessError) as fel:
                skal = str(fel).strip().splitlines() or [type(fel).__name__]
                yield Utan("grannar", granne.paket, skal[-1][:80])


def _drift_csv(mapp: Mapp, fil: Path) -> None:
    """The same table as a file that the peers read, with commas."""
    argv = (*NAMNDKOLL, "visa", "drift", "--format", "csv", *mapp.argument)
    ut = subprocess.run(argv, cwd=ROT, env=miljo(), check=True, capture_output=True).stdout
    with fil.open("w", encoding="utf-8", newline="") as mal:
        csv.writer(mal).writerows(csv.reader(ut.decode("utf-8-sig").splitlines(), delimiter=";"))


def _program(granne: Granne, rot: Path) -> str:
    funnet = shutil.which(granne.kommando)
    if funnet:
        return funnet
    hem = rot / granne.paket
    venv.create(hem, with_pip=True)
    pip = [str(hem / "bin" / "python"), "-m", "pip", "install", "-q", granne.paket, *granne.utover]
    svar = subprocess.run(pip, capture_output=True, text=True, timeout=INSTALLERA_S, check=False)
    if svar.returncode:
        raise OSError(svar.stderr.strip() or "pip kunde inte installera")
    return str(hem / "bin" / granne.kommando)


def _mot(granne: Granne, program: str, mapp: Mapp, rot: Path, antal: int) -> Iterator[Matt | Utan]:
    argv = (program, *granne.argument)
    deras_start = forsta_bild(argv, visar(*granne.visar), rot, {"HOME": str(rot)})
    var_start = forsta_bild(NAMNDKOLL, visar(*HELA), mapp.katalog)
    deras_start(), var_start()
    vara, deras = varvade(antal, var_start, deras_start)
    yield Matt("grannar", "start", granne.paket, vara, deras, 1.0)
    if granne.paket == "visidata":
        yield from _andringar(argv, mapp, rot, antal)


def _andringar(argv: tuple[str, ...], mapp: Mapp, rot: Path, antal: int) -> Iterator[Matt]:
    """A figure typed over another, to its picture; in VisiData nothing hangs on it."""
    hem = {"HOME": str(rot)}
    with oppnad(starten(mapp), mapp=ROT) as var, oppnad(argv, mapp=rot, extra=hem) as andra:
        bank, deras = Bank(var), Visidata(andra)
        bank.andring(), deras.andring()
        vara, tider = varvade(antal, bank.andring, deras.andring)
        sparat, deras_sparat = varvade(antal, lambda: _till_sparat(bank), deras.spara)
    yield Matt("grannar", "ändrad siffra", "visidata", vara, tider, 1.0)
    yield Matt("grannar", "ändrad och sparad", "visidata (utan fsync)", sparat, deras_sparat, 1.0)


def _till_sparat(bank: Bank) -> float:
    """From Enter to *sparat*."""
    return bank.andring(till_sparat=True)


class Visidata:
    """VisiData with the cursor in the first row's second column."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal, self.antal = terminal, 0
        terminal.start(visar("Årets resultat"), lugn=1.0)
        terminal.ga("\x1b[C")

    def andring(self) -> float:
        """A value typed over another, to its picture."""
        self.antal += 1
        nytt = str(700_000 + self.antal)
        self.terminal.ga("e", "\x0b", *nytt, lugn=0.15)
        return self.terminal.tryck("\r", visar(nytt), lugn=0.4).klar(visar(nytt))

    def spara(self) -> float:
        """The file saved over itself, to the word that it is."""
        self.andring()
        self.terminal.ga("\x13", "\r", lugn=0.4)
        return self.terminal.tryck("y", _osparat_borta, lugn=0.5).forst(_osparat_borta)


def _osparat_borta(bild: Skarmbild) -> bool:
    """That VisiData's mark of unsaved changes is gone."""
    return "[M]" not in bild.text
