"""Two documents' tables of one kind side by side (*jämförelse*): figure, figure, difference.

Rows meet by their key, then by their label. A figure that is not of the same period, population
or definition is shown beside the other and never subtracted.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property

from tui.domain.celltext import cellens_enhet
from tui.domain.dokument import Dokument
from tui.domain.nasta_kallor import familj
from tui.domain.tabell import Rad, Tabell
from tui.domain.varde import Varde, tal_i
from tui.fryst import fryst, fryst_rum
from tui.granskning.jamforbarhet import Kolumnpar, Sida, cellvisa, kolumnpar
from tui.svenska.format import antal


@fryst
class Radpar:
    """The key of a row here and of the same row there; "" on the side that does not have it."""

    har: str
    dar: str


@fryst_rum
class Jamforelse:
    """Two tables side by side; ``cellvis`` when one document started as a copy of the other."""

    har: Sida
    dar: Sida
    cellvis: bool
    kolumner: tuple[Kolumnpar, ...]
    rader: tuple[Radpar, ...]

    def varden(self, rad: Radpar, kolumn: Kolumnpar) -> tuple[Varde, Varde]:
        """What the two documents show, None where there is no such row."""
        har = self.har.visat(rad.har, kolumn.har) if rad.har else None
        dar = self.dar.visat(rad.dar, kolumn.dar) if rad.dar else None
        return har, dar

    def hinder(self, rad: Radpar, kolumn: Kolumnpar) -> str:
        """Why two cells cannot be subtracted, "" where they can or one is not there."""
        if kolumn.hinder or not rad.har or not rad.dar:
            return kolumn.hinder
        enheter = [
            cellens_enhet(s.tabell, s.tabell.rad(r), s.tabell.kolumn(k))
            for s, r, k in ((self.har, rad.har, kolumn.har), (self.dar, rad.dar, kolumn.dar))
        ]
        return "" if enheter[0] == enheter[1] else "raden har olika enhet i dokumenten"

    def skillnad(self, rad: Radpar, kolumn: Kolumnpar) -> Decimal | None:
        """Here less there, None where there is no figure on one side or they do not compare."""
        har, dar = map(tal_i, self.varden(rad, kolumn))
        if har is None or dar is None or self.hinder(rad, kolumn):
            return None
        return har - dar

    def skiljer(self, rad: Radpar, kolumn: Kolumnpar) -> bool:
        """Whether the two cells, which both documents have, do not say the same."""
        har, dar = self.varden(rad, kolumn)
        return bool(rad.har and rad.dar) and har != dar

    @cached_property
    def andrade(self) -> tuple[int, int]:
        """In how many entered and in how many computed cells the two differ."""
        olika = [
            self.har.kalkyl.ar_beraknad(rad.har, kolumn.har)
            for rad in self.rader
            for kolumn in self.kolumner
            if self.skiljer(rad, kolumn)
        ]
        return olika.count(False), olika.count(True)


def ar_cellvis(har: Dokument, dar: Dokument) -> bool:
    """Whether one of two documents started as a copy of the other."""
    return har.bas == dar.id or dar.bas == har.id


def jamforelse(har: Sida, dar: Sida) -> Jamforelse:
    """The comparison of two tables of one kind."""
    cellvis = ar_cellvis(har.dokument, dar.dokument)
    kolumner = tuple(cellvisa(har, dar) if cellvis else kolumnpar(har, dar))
    rader = tuple(_radpar(har.tabell, dar.tabell))
    hel = Jamforelse(har, dar, cellvis, kolumner, rader)
    fyllda = tuple(
        k for k in kolumner if any(v is not None for r in rader for v in hel.varden(r, k))
    )
    return Jamforelse(har, dar, cellvis, fyllda, rader)


def motsvarighet(tabell: Tabell, andra: Iterable[Tabell]) -> Tabell | None:
    """Another document's table of the same kind; of several the one of the same id or heading."""
    funna = [t for t in andra if familj(t.mall) == familj(tabell.mall)]
    samma = [t for t in funna if t.id == tabell.id] or [
        t for t in funna if t.rubrik == tabell.rubrik
    ]
    valda = samma or funna
    return valda[0] if len(valda) == 1 else None


def foreslagna(dokument: Dokument, alla: Iterable[Dokument]) -> tuple[Dokument, ...]:
    """The documents to compare with, the most likely first.

    A working copy's base, else the one before it of the same kind; then those nearest in time.
    """
    andra = [d for d in alla if d.id != dokument.id]

    def ordning(annan: Dokument) -> tuple[bool, bool, bool, bool, int]:
        tidigare = annan.period.slut < dokument.period.slut
        avstand = abs((annan.period.slut - dokument.period.slut).days)
        kopia = annan.bas != "" and annan.bas != dokument.id
        samma = annan.slag == dokument.slag
        return annan.id != dokument.bas, kopia, not (samma and tidigare), not samma, avstand

    return tuple(sorted(andra, key=ordning))


# ---- rows --------------------------------------------------------------------------------------


def _radpar(har: Tabell, dar: Tabell) -> Iterator[Radpar]:
    """The rows here in order, each with its own there; then those that only the other has."""
    par = _parade(har, dar)
    for rad in har.rader:
        yield Radpar(rad.id, par.get(rad.id, ""))
    tagna = set(par.values())
    yield from (Radpar("", rad.id) for rad in dar.rader if rad.id not in tagna)


def _parade(har: Tabell, dar: Tabell) -> dict[str, str]:
    """The rows that are the same: by key, then by label.

    In a list, where keys are given as rows are added, a key with another label is another row
    as soon as its label is found elsewhere.
    """
    par = {
        rad.id: rad.id
        for rad in har.rader
        if rad.id in dar.index and _namn(rad) == _namn(dar.rad(rad.id))
    }
    steg_i_ordning = (_efter_nyckel, _efter_namn)
    for steg in reversed(steg_i_ordning) if har.mall.lista else steg_i_ordning:
        par |= steg(
            [r for r in har.rader if r.id not in par],
            [r for r in dar.rader if r.id not in set(par.values())],
        )
    return par


def _namn(rad: Rad) -> str:
    return " ".join(rad.etikett.split()).casefold()


def _efter_nyckel(har: Sequence[Rad], dar: Sequence[Rad]) -> dict[str, str]:
    kvar = {rad.id for rad in dar}
    return {rad.id: rad.id for rad in har if rad.id in kvar}


def _efter_namn(har: Sequence[Rad], dar: Sequence[Rad]) -> dict[str, str]:
    """Only labels that are alone of their kind on both sides."""
    deras = [_namn(rad) for rad in dar]
    vara = [_namn(rad) for rad in har]
    return {
        rad.id: dar[deras.index(namn)].id
        for rad, namn in zip(har, vara, strict=True)
        if namn and vara.count(namn) == deras.count(namn) == 1
    }


# ---- in words ----------------------------------------------------------------------------------


def jamforelsemeningar(jamford: Jamforelse) -> Iterator[str]:
    """What a reader must know of the comparison as a whole, the most important first."""
    if jamford.cellvis:
        yield _andrat(jamford)
    hinder = list(dict.fromkeys(k.hinder for k in jamford.kolumner if k.hinder))
    for skal in hinder:
        namn = [jamford.har.rubrik(k.har) for k in jamford.kolumner if k.hinder == skal]
        vilka = "Ingen kolumn" if len(namn) == len(jamford.kolumner) else ", ".join(namn)
        ord_ = "jämförs" if vilka == "Ingen kolumn" else "jämförs inte"
        yield f"{vilka} {ord_}: {skal}."
    yield from _ensamma_rader(jamford)
    if not jamford.kolumner:
        yield "Tabellerna har inga kolumner gemensamt."


def _andrat(jamford: Jamforelse) -> str:
    inmatade, beraknade = jamford.andrade
    andrat = antal(inmatade, "inmatad cell skiljer", "inmatade celler skiljer")
    foljd = antal(beraknade, "beräknad cell", "beräknade celler")
    if not inmatade and not beraknade:
        return "Arbetskopian och dess förlaga är lika, cell för cell."
    return f"{andrat} mellan arbetskopian och dess förlaga, och {foljd} mot vad den har tryckt."


def _ensamma_rader(jamford: Jamforelse) -> Iterator[str]:
    bara_har = sum(not rad.dar for rad in jamford.rader)
    bara_dar = sum(not rad.har for rad in jamford.rader)
    if bara_har:
        yield f"{antal(bara_har, 'rad', 'rader')} finns bara här."
    if bara_dar:
        yield f"{antal(bara_dar, 'rad', 'rader')} finns bara där, sist i listan."
