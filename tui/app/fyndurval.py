"""Which of the shown document's findings stand where: at a cell, on a tab, put aside."""

from collections import Counter
from collections.abc import Mapping

from tui.app.fynden import Fynden
from tui.domain.dokument import Undantag
from tui.domain.fel import Fynd
from tui.domain.register import TEXT
from tui.domain.tabell import ETIKETT, Tabell


def har_texter(fynden: Fynden) -> bool:
    """Whether the shown document has texts to check, or findings of one that it had."""
    return bool(fynden.pass_.dokument.texter) or fynden.lasta_texter is not None


def i_tabell(fynden: Fynden, tabell: str) -> tuple[Fynd, ...]:
    """The findings at a table's cells; a text that contradicts a cell is no fault of it."""
    ur_text = fynden.textrader
    return tuple(f for f in fynden.alla() if f.adress.tabell == tabell and f not in ur_text)


def vid(fynden: Fynden, tabell: Tabell, rad: str, kolumn: str) -> tuple[Fynd, ...]:
    """The findings at one cell; at a row's label, those of the row.

    What is about the whole table or a whole column stands at its first row.
    """
    forsta = tabell.rader[0].id if tabell.rader else ""
    return tuple(
        f
        for f in i_tabell(fynden, tabell.id)
        if (f.adress.rad or forsta) == rad and kolumn in (f.adress.kolumn or ETIKETT, ETIKETT)
    )


def antal_per_flik(fynden: Fynden) -> Mapping[str, int]:
    """How many important findings there are on each tab, TEXT for those of the text."""
    pass_, ur_text = fynden.pass_, fynden.textrader
    flik_for = {t.id: flik for flik in fynden.flikar() for t in pass_.tabeller(flik)}
    return Counter(
        TEXT if f in ur_text else flik_for.get(f.adress.tabell, "") for f in fynden.viktiga()
    )


def undantagna(fynden: Fynden) -> tuple[tuple[Fynd, Undantag], ...]:
    """The findings that are put aside and still stand, with what was written of each."""
    undantag = fynden.pass_.dokument.undantag
    if not undantag:
        return ()
    from tui.granskning.undantag import fyndnyckel

    funna = {fyndnyckel(f): f for f in fynden.funna()}
    return tuple((funna[u.nyckel], u) for u in undantag if u.nyckel in funna)
