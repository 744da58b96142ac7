"""How a report's table is laid out on a page (*tabelldelar*), the same in every format.

The columns that the board's documents print are one table; what it rests on (the program's own
measures, proposals, sources) is a second one below; comments and signals stand under them in
words.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tui.domain.bedomning import Signal
from tui.report.rapport import (
    Avsnitt,
    Grupp,
    Rapportcell,
    Rapportkolumn,
    Rapportrad,
    Rapporttabell,
)

UNDERLAGSRUBRIK = "{}: underlag och beräkningar"
# Characters that a standing page holds side by side in a table's size of text.
STAENDE = 112
MINSTA_SPALT, STORSTA_SPALT, MAX_ORD = 7, 34, 16
SIGNALORDNING = (Signal.ALLVAR, Signal.VARNING, Signal.BRA)


@dataclass(frozen=True, slots=True)
class Tabelldel:
    """One table as it stands on a page.

    ``bredder`` are the columns' widths in characters, the label's first; ``minsta`` what they
    cannot do without: a whole figure, a whole word.
    """

    rubrik: str
    etikettrubrik: str
    kolumner: tuple[Rapportkolumn, ...]
    rader: tuple[Rapportrad, ...]
    bredder: tuple[int, ...]
    minsta: tuple[int, ...]
    liggande: bool


def tabelldelar(tabell: Rapporttabell) -> tuple[Tabelldel, ...]:
    """The table as printed, and below it what it rests on, where there is any of that."""
    grupper: tuple[tuple[Grupp, str], ...] = (
        ("tryckt", caption(tabell)),
        ("underlag", UNDERLAGSRUBRIK.format(tabell.rubrik)),
    )
    delar = (_del(tabell, grupp, rubrik) for grupp, rubrik in grupper)
    return tuple(d for d in delar if d.kolumner or d.rubrik == caption(tabell))


def caption(tabell: Rapporttabell) -> str:
    """The table's heading with its unit, where the corner of the table does not say it."""
    enhet = tabell.enhet
    if not enhet or enhet in tabell.etikettrubrik or f"({enhet})" in tabell.rubrik:
        return tabell.rubrik
    return f"{tabell.rubrik} ({enhet})"


def _del(tabell: Rapporttabell, grupp: Grupp, rubrik: str) -> Tabelldel:
    platser = [i for i, k in enumerate(tabell.kolumner) if k.grupp == grupp]
    kolumner = tuple(tabell.kolumner[i] for i in platser)
    rader = tuple(
        Rapportrad(r.etikett, tuple(r.celler[i] for i in platser), r.niva, r.art)
        for r in tabell.rader
    )
    bredder, minsta = zip(*_bredder(tabell.etikettrubrik, kolumner, rader), strict=True)
    turned = sum(bredder) > STAENDE
    return Tabelldel(rubrik, tabell.etikettrubrik, kolumner, rader, bredder, minsta, turned)


def _bredder(
    etikettrubrik: str, kolumner: tuple[Rapportkolumn, ...], rader: tuple[Rapportrad, ...]
) -> Iterator[tuple[int, int]]:
    """The width that each column would have, and the one that it must have."""
    yield _spaltbredd(etikettrubrik, [r.etikett + "  " * r.niva for r in rader])
    for i, kolumn in enumerate(kolumner):
        celler = [r.celler[i] for r in rader]
        # Two more than the figure: the signal's symbol stands before it.
        tal = 2 + max((len(c.text) for c in celler if c.tal is not None), default=0)
        onskad, minst = _spaltbredd(kolumn.rubrik, [c.text for c in celler])
        yield max(tal, onskad), max(tal, minst)


def _spaltbredd(rubrik: str, texter: list[str]) -> tuple[int, int]:
    """Room for the longest word, and for long texts as much as a page can give."""
    ord_ = max((len(o) for t in (rubrik, *texter) for o in t.split()), default=0)
    langd = max(map(len, texter), default=0)
    minst = max(MINSTA_SPALT, min(ord_, MAX_ORD) + 1)
    return max(minst, min(langd, STORSTA_SPALT)), minst


def kommentarer(tabell: Rapporttabell) -> tuple[tuple[str, str], ...]:
    """The comments that stand under the table: where (the row, and which kind), and the words."""
    flera = sum(k.grupp == "kommentar" for k in tabell.kolumner) > 1
    return tuple(
        (f"{rad.etikett}, {kolumn.rubrik}" if flera else rad.etikett, cell.text)
        for i, kolumn in enumerate(tabell.kolumner)
        if kolumn.grupp == "kommentar"
        for rad in tabell.rader
        for cell in (rad.celler[i],)
        if cell.text
    )


@dataclass(frozen=True, slots=True)
class Signalrad:
    """One signal of a table in words: its symbol, its word, and the rows that have it."""

    signal: Signal
    tecken: str
    ord: str
    rader: tuple[str, ...]

    @property
    def text(self) -> str:
        """The words and the rows."""
        return f"{self.ord}: {'; '.join(self.rader)}"


def signalrader(tabell: Rapporttabell) -> tuple[Signalrad, ...]:
    """What the colours of a table say, worst first; a cell whose text is the word needs none."""
    funna: dict[tuple[Signal, str, str], dict[str, None]] = {}
    for rad in tabell.rader:
        for cell in rad.celler:
            signal = cell.signal
            if signal and syns(cell) and signal.ord != cell.text:
                nyckel = (signal.signal, signal.tecken, signal.ord)
                funna.setdefault(nyckel, {})[rad.etikett] = None
    ordnade = sorted(funna.items(), key=lambda post: SIGNALORDNING.index(post[0][0]))
    return tuple(Signalrad(*nyckel, tuple(rader)) for nyckel, rader in ordnade)


def syns(cell: Rapportcell) -> bool:
    """Whether a cell's signal is shown: what is neither good nor bad gets no colour."""
    return cell.signal is not None and cell.signal.signal in SIGNALORDNING


def liggande(avsnitt: Avsnitt) -> bool:
    """Whether a section's pages are turned: one of its tables does not fit on a standing one.

    The whole section, not the table: a page that turns back and forth leaves half of each empty.
    """
    tabeller = (block for block in avsnitt.block if isinstance(block, Rapporttabell))
    return any(del_.liggande for tabell in tabeller for del_ in tabelldelar(tabell))
