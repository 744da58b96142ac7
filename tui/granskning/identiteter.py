"""Identities (*identiteter*): every printed sum and computed column against its own rule.

A printed figure is held against the *printed* figures that it is made of, so that one slip is
told once and rounding does not add up. Where several relations fail together, the one cell that
explains them is told, with the figure that heals it (``lakning``).
"""

from collections.abc import Iterator
from decimal import Decimal

from tui.domain.avrundning import decimaler_i
from tui.domain.berakning import Kalkyl
from tui.domain.celltext import kolumnrubrik
from tui.domain.fel import Adress, Allvar, Fynd
from tui.domain.tabell import Kolumn, Rad
from tui.granskning.lakning import Lakning, lakningar
from tui.granskning.samband import (
    Cell,
    Samband,
    Tal,
    avrundat,
    cellens_granser,
    figurer,
    ihagkomna,
    star_i,
    tryckta,
    tryckta_samband,
)
from tui.granskning.sarskilda import sarskilda_samband
from tui.svenska.format import belopp

__all__ = ["avrundat", "identitetsfynd", "omraknade"]


def identitetsfynd(dokument: str, kalkyl: Kalkyl) -> Iterator[Fynd]:
    """The findings of a decided table: slips, and faintly what only rounding parts."""
    tal = ihagkomna(tryckta(kalkyl))
    samband = [*tryckta_samband(kalkyl)]
    funna = {f.adress: f for f in _slipp(dokument, kalkyl, samband, tal)}
    provade: set[Cell] = set()
    for ett in samband:
        adress = Adress(dokument, kalkyl.tabell.id, *ett.mal)
        borde, tryckt = ett.borde(tal), tal(ett.mal)
        skiljer = borde is not None and tryckt is not None and borde != tryckt
        if not skiljer or adress in funna or ett.mal in provade:
            continue
        fynd = _avrundning(adress, kalkyl, ett, tal)
        if fynd is not None or not _lika(ett, tal):
            # The first relation that the figure is off decides: beyond its bound it is no rounding.
            provade.add(ett.mal)
        if fynd is not None:
            funna[adress] = fynd
    tabell = kalkyl.tabell
    yield from sorted(
        funna.values(),
        key=lambda f: (tabell.index[f.adress.rad], tabell.kolumn_index[f.adress.kolumn]),
    )


def _lika(samband: Samband, tal: Tal) -> bool:
    """Whether the printed figure is what its rule gives, at its own precision."""
    borde, tryckt = samband.borde(tal), tal(samband.mal)
    return borde is None or tryckt is None or avrundat(borde, tryckt) == tryckt


def _slipp(dokument: str, kalkyl: Kalkyl, samband: list[Samband], tal: Tal) -> Iterator[Fynd]:
    alla = [*samband, *sarskilda_samband(kalkyl)]
    for lakning in lakningar(alla, tal, lambda cell: star_i(kalkyl, cell)):
        yield _slippfynd(dokument, kalkyl, lakning)


def _slippfynd(dokument: str, kalkyl: Kalkyl, lakning: Lakning) -> Fynd:
    allvar: Allvar = "fel" if any(s.allvar == "fel" for s in lakning.samband) else "bör ses över"
    adress = Adress(dokument, kalkyl.tabell.id, *lakning.cell)
    return Fynd(adress, "identitet", allvar, lakning.sagt, lakning.borde, _sagt(kalkyl, lakning))


def _sagt(kalkyl: Kalkyl, lakning: Lakning) -> str:
    rad, kolumn = kalkyl.tabell.rad(lakning.cell.rad), kalkyl.tabell.kolumn(lakning.cell.kolumn)
    egna = [s for s in lakning.samband if s.mal == lakning.cell]
    if egna:
        langs = egna[0].langs
        return _mening(kalkyl, rad, kolumn, lakning.sagt, lakning.borde, langs, "")
    malet = kalkyl.tabell.rad(lakning.samband[0].mal.rad)
    rubrik = kolumnrubrik(
        kalkyl.tabell.kolumn(lakning.samband[0].mal.kolumn), kalkyl.sammanhang.period
    )
    decimaler = decimaler_i(lakning.sagt)
    return (
        f"{rad.etikett}, {kolumnrubrik(kolumn, kalkyl.sammanhang.period)}: tryckt "
        f"{belopp(lakning.sagt, decimaler)}, men {malet.etikett}, {rubrik}, går ihop med "
        f"{belopp(lakning.borde, decimaler)}."
    )


def omraknade(dokument: str, kalkyl: Kalkyl) -> Iterator[Fynd]:
    """The findings of a draft: its own figures, and faintly what rounding parts from the printed.

    A draft's sums are computed and always agree. A larger difference from the printed figure is
    an edit, or a printed slip that the draft has put right.
    """
    yield from _slipp(dokument, kalkyl, [], ihagkomna(figurer(kalkyl)))
    for rad in kalkyl.tabell.tryckta:
        for kolumn in kalkyl.tabell.kolumner:
            fynd = _omraknad(dokument, kalkyl, rad, kolumn)
            if fynd is not None:
                yield fynd


def _omraknad(dokument: str, kalkyl: Kalkyl, rad: Rad, kolumn: Kolumn) -> Fynd | None:
    tryckt = rad.tryckt.get(kolumn.id)
    if not isinstance(tryckt, Decimal):
        return None
    beraknat = kalkyl.tal(rad.id, kolumn.id)
    if beraknat is None or beraknat == tryckt:
        return None
    granser = cellens_granser(kalkyl, rad, kolumn, tryckt)
    if not any(abs(beraknat - tryckt) <= grans for grans in granser):
        return None
    langs = "rad" if kolumn.beraknad else "kolumn"
    adress = Adress(dokument, kalkyl.tabell.id, rad.id, kolumn.id)
    return _avrundningsfynd(adress, kalkyl, rad, kolumn, tryckt, beraknat, langs)


def _avrundning(adress: Adress, kalkyl: Kalkyl, samband: Samband, tal: Tal) -> Fynd | None:
    """A faint finding where a printed figure is off its rule, but within the rounding bound."""
    borde, tryckt = samband.borde(tal), tal(samband.mal)
    if borde is None or tryckt is None or _lika(samband, tal) or not samband.haller(tal):
        return None
    rad, kolumn = kalkyl.tabell.rad(adress.rad), kalkyl.tabell.kolumn(adress.kolumn)
    return _avrundningsfynd(adress, kalkyl, rad, kolumn, tryckt, borde, samband.langs)


def _avrundningsfynd(
    adress: Adress,
    kalkyl: Kalkyl,
    rad: Rad,
    kolumn: Kolumn,
    tryckt: Decimal,
    borde: Decimal,
    langs: str,
) -> Fynd:
    mening = _mening(kalkyl, rad, kolumn, tryckt, avrundat(borde, tryckt), langs, " (avrundning)")
    return Fynd(adress, "identitet", "avrundning", tryckt, borde, mening)


def _mening(
    kalkyl: Kalkyl,
    rad: Rad,
    kolumn: Kolumn,
    tryckt: Decimal,
    borde: Decimal,
    langs: str,
    tillagg: str,
) -> str:
    decimaler = decimaler_i(tryckt)
    vad = "raden ger" if langs == "rad" else "kolumnen summerar till"
    rubrik = kolumnrubrik(kolumn, kalkyl.sammanhang.period)
    return (
        f"{rad.etikett}, {rubrik}: tryckt {belopp(tryckt, decimaler)}, "
        f"{vad} {belopp(borde, decimaler)}{tillagg}."
    )
