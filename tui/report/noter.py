"""What stands below a printed table (*noter*): footnotes, notes with their places, the source."""

from collections.abc import Iterator, Mapping
from textwrap import shorten

from tui.domain.celltext import kolumnrubrik
from tui.domain.period import Period
from tui.domain.tabell import ETIKETT, Rad, Tabell

PROSA = "ur löptexten"
MAX_STALLEN = 3
MAX_ETIKETT = 40


def noter(tabell: Tabell, period: Period | None) -> tuple[str, ...]:
    """The lines below a table, in the order in which a reader needs them."""
    fotnoter = [f"{tecken}: {text}" for tecken, text in tabell.fotnoter.items()]
    not_ = [f"Not: {tabell.not_}"] if tabell.not_ else []
    kalla = [f"Källa: {tabell.kalla}"] if tabell.kalla else []
    return (*fotnoter, *not_, *_cellnoter(tabell, period), *kalla)


def _cellnoter(tabell: Tabell, period: Period | None) -> Iterator[str]:
    """The notes of rows and cells, those with the same words together."""
    stallen: dict[str, list[tuple[Rad, str]]] = {}
    for rad in tabell.rader:
        for kolumn, text in _radens_ord(rad):
            stallen.setdefault(text, []).append((rad, kolumn))
    for text, lista in stallen.items():
        yield f"{_stallen(tabell, lista, period)}: {text}"


def _radens_ord(rad: Rad) -> Iterator[tuple[str, str]]:
    yield from rad.noter.items()
    yield from _kallor(rad.kallor)


def _kallor(kallor: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for kolumn, kalla in kallor.items():
        yield kolumn, PROSA if kalla == "prosa" else kalla


def _stallen(tabell: Tabell, lista: list[tuple[Rad, str]], period: Period | None) -> str:
    if len(lista) <= MAX_STALLEN:
        return "; ".join(_stalle(tabell, rad, kolumn, period) for rad, kolumn in lista)
    kolumner = {kolumn for _, kolumn in lista}
    vad = _kolumn(tabell, kolumner.pop(), period) if len(kolumner) == 1 else ""
    if not vad:
        return f"{len(lista)} ställen"
    hela = len({rad.id for rad, _ in lista}) == len(tabell.rader)
    return f"{vad}, alla rader" if hela else f"{vad}, {len(lista)} rader"


def _stalle(tabell: Tabell, rad: Rad, kolumn: str, period: Period | None) -> str:
    namn = "" if kolumn == ETIKETT else _kolumn(tabell, kolumn, period)
    etikett = shorten(rad.etikett, MAX_ETIKETT, placeholder=" …")
    return f"{etikett}, {namn}" if namn else etikett


def _kolumn(tabell: Tabell, kolumn: str, period: Period | None) -> str:
    if kolumn == ETIKETT:
        return tabell.rubrik_etikett
    finns = kolumn in tabell.kolumn_index
    return kolumnrubrik(tabell.kolumn(kolumn), period) if finns else ""
