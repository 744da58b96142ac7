"""Tables as plain text for a terminal: aligned, wrapped, in blocks of columns where too wide."""

import textwrap
from collections.abc import Sequence
from itertools import zip_longest
from unicodedata import normalize

from tabulate import tabulate

from tui.fryst import fryst
from tui.report.tabellform import Formcell, Formkolumn, Tabellform

# A space that tabulate does not strip; it becomes a plain one when all is aligned.
LUFT = "\ue000"
INDRAG = LUFT * 2
MELLAN = 2
# How wide a text may be before it is wrapped, tried in order until the table fits.
TEXTTAK = (60, 40, 32, 24)
BLOCKTAK = 34
RUBRIKBREDD = (8, 24)
NOTBREDD = 100

Cell = tuple[str, ...]
"""The lines of one cell."""


@fryst
class Spalt:
    """One column laid out: its heading, and its cells."""

    rubrik: Cell
    celler: tuple[Cell, ...]
    hoger: bool = False

    @property
    def bredd(self) -> int:
        """The width of its widest line."""
        return _bredd((self.rubrik, *self.celler))


def text(former: Sequence[Tabellform], bredd: int | None = None) -> str:
    """The tables below each other; ``bredd`` None for a pipe, which is never too narrow."""
    return "\n\n".join(_stycke(form, bredd) for form in former)


def _stycke(form: Tabellform, bredd: int | None) -> str:
    notbredd = min(bredd or NOTBREDD, NOTBREDD)
    huvud = "\n".join(_stycktext(rad, notbredd) for rad in (form.rubrik, *form.ingress))
    noter = "\n".join(_stycktext(not_, notbredd, "  ") for not_ in form.noter)
    block = (_tabell(spalter) for spalter in _block(form, bredd))
    return "\n\n".join(del_ for del_ in (huvud, *block, noter) if del_) + "\n"


def _stycktext(text: str, bredd: int, fortsatt: str = "") -> str:
    return textwrap.fill(normalize("NFC", text), max(bredd, 10), subsequent_indent=fortsatt)


def _block(form: Tabellform, bredd: int | None) -> list[tuple[Spalt, ...]]:
    """The columns in one block if they fit, else in several with the labels repeated."""
    for tak in TEXTTAK:
        spalter = _spalter(form, tak)
        if bredd is None or _total(spalter) <= bredd:
            return [spalter]
    return _delat(_spalter(form, BLOCKTAK), bredd or 0)


def _delat(spalter: tuple[Spalt, ...], bredd: int) -> list[tuple[Spalt, ...]]:
    etikett, *ovriga = spalter
    block: list[tuple[Spalt, ...]] = [(etikett,)]
    for spalt in ovriga:
        provat = (*block[-1], spalt)
        if len(block[-1]) == 1 or _total(provat) <= bredd:
            block[-1] = provat
        else:
            block.append((etikett, spalt))
    return block


def _total(spalter: Sequence[Spalt]) -> int:
    return sum(spalt.bredd + MELLAN for spalt in spalter) - MELLAN


def _spalter(form: Tabellform, tak: int) -> tuple[Spalt, ...]:
    etiketter = tuple(_rader(rad.etikett, tak, INDRAG * rad.niva) for rad in form.rader)
    rubrik = _rader(form.etikettrubrik, max(_bredd(etiketter), 16))
    ovriga = (
        _spalt(kolumn, [rad.celler[i] for rad in form.rader], tak)
        for i, kolumn in enumerate(form.kolumner)
    )
    return (Spalt(rubrik, etiketter), *ovriga)


def _spalt(kolumn: Formkolumn, celler: list[Formcell], tak: int) -> Spalt:
    """A figure is never broken, a text is; a heading is no wider than it must be."""
    brutna = tuple((cell.text,) if cell.tal else _rader(cell.text, tak) for cell in celler)
    minst, mest = RUBRIKBREDD
    langsta_ord = max(map(len, kolumn.rubrik.split()), default=0)
    rubrik = _rader(kolumn.rubrik, max(_bredd(brutna), minst, min(langsta_ord, mest)))
    return Spalt(rubrik, brutna, kolumn.hoger)


def _rader(text: str, bredd: int, indrag: str = "") -> Cell:
    """The text in lines of at most a width, the width being counted without the indentation.

    Not broken at hyphens: "2024-09-17" and "1-14 dagar" are to be read in one piece.
    """
    rader = textwrap.wrap(normalize("NFC", text), bredd, break_on_hyphens=False) or [""]
    return tuple(indrag + rad for rad in rader)


def _bredd(celler: Sequence[Cell]) -> int:
    return max((len(rad) for cell in celler for rad in cell), default=0)


def _tabell(spalter: tuple[Spalt, ...]) -> str:
    """Headings and rule are rows like others: tabulate would widen every column by its heading."""
    hojd = max(len(spalt.rubrik) for spalt in spalter)
    rader = [
        [_nere(spalt.rubrik, hojd) for spalt in spalter],
        ["-" * spalt.bredd for spalt in spalter],
        *_tabellrader(spalter),
    ]
    tabell = tabulate(
        rader,
        tablefmt="plain",
        colalign=["right" if spalt.hoger else "left" for spalt in spalter],
        disable_numparse=True,
    )
    return "\n".join(rad.rstrip() for rad in tabell.replace(LUFT, " ").split("\n"))


def _nere(rader: Cell, hojd: int) -> str:
    """Heading lines with the last one next to the rule below them."""
    return "\n".join((LUFT,) * (hojd - len(rader)) + rader)


def _tabellrader(spalter: tuple[Spalt, ...]) -> list[list[str]]:
    """The rows; where at least half are wrapped, an empty line tells them apart."""
    rader = list(zip(*(spalt.celler for spalt in spalter), strict=True))
    texter = [["\n".join(cell) for cell in rad] for rad in rader]
    brutna = sum(any(len(cell) > 1 for cell in rad) for rad in rader)
    if brutna * 2 < len(rader) or not brutna:
        return texter
    tom = [[LUFT, *[""] * (len(spalter) - 1)]] * (len(texter) - 1)
    return [rad for par in zip_longest(texter, tom) for rad in par if rad is not None]
