"""The settings' file to ``Installningar``: a bad field gives its default and a sentence."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any, ParamSpec, TypeVar

from tui.domain.fel import Filfel
from tui.domain.installningar import SKALOR, Installningar, Sammantrade, Trosklar
from tui.store.falt import datumfalt, enda_post, post, postfalt, textfalt
from tui.store.fel import Plats, Postfel
from tui.store.kodek import Json
from tui.store.kodning import SCHEMATABELL
from tui.store.schema import schemapost, tolkat_schema
from tui.store.vardekod import kodat_varde

VALTABELL, TROSKELTABELL = "installningar", "trosklar"
SKALTABELL, MOTESTABELL = "skalor", "sammantraden"
TEXTER = ("namnd", "kommun", "tema", "senaste_dokument", "senaste_flik")
T = TypeVar("T")
P = ParamSpec("P")


class Lasare:
    """Collects the sentences of the faults while the rest is read."""

    def __init__(self, fil: str, fel: tuple[Filfel, ...]) -> None:
        self.fil = fil
        self.fel = list(fel)

    def prova(self, annars: T, las: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What ``las`` returns, or ``annars`` where it raises Postfel."""
        try:
            return las(*args, **kwargs)
        except Postfel as fel:
            mening = f"{self.fil}, {fel}; standardvärdet används tills det är rättat."
            self.fel.append(Filfel(self.fil, mening))
            return annars


def tolkade_installningar(ra: Json, fil: str) -> tuple[Installningar, tuple[Filfel, ...]]:
    """The settings of a file's value. Nothing is raised."""
    lasare = Lasare(fil, tolkat_schema(ra, fil, {}).fel)
    standard = Installningar()
    installningar = replace(
        standard,
        **_texter(ra, lasare, standard),
        trosklar=_trosklar(ra, lasare),
        skalor={**SKALOR, **dict(_skalor(ra, lasare))},
        sammantraden=tuple(_sammantraden(ra, lasare)),
    )
    return installningar, tuple(lasare.fel)


def _texter(ra: Json, lasare: Lasare, standard: Installningar) -> dict[str, Any]:
    _, val = lasare.prova(("", {}), enda_post, ra, VALTABELL)
    plats = Plats(VALTABELL)
    return {
        falt: lasare.prova(getattr(standard, falt), textfalt, val, falt, plats)
        for falt in TEXTER
        if falt in val
    }


def _trosklar(ra: Json, lasare: Lasare) -> Trosklar:
    _, post = lasare.prova(("", {}), enda_post, ra, TROSKELTABELL)
    standard = Trosklar()
    namn = [f.name for f in fields(Trosklar) if f.name in post]
    varden = {n: lasare.prova(getattr(standard, n), _troskel, post[n], n) for n in namn}
    return replace(standard, **varden)


def _troskel(ra: Json, namn: str) -> Decimal:
    if isinstance(ra, int | Decimal) and not isinstance(ra, bool) and ra >= 0:
        return Decimal(ra)
    raise Postfel(f"{Plats(TROSKELTABELL, falt=namn)}: ska vara ett tal, noll eller större")


def _poster(ra: Json, tabell: str, lasare: Lasare) -> Iterator[tuple[Json, Plats]]:
    for nummer, varde in lasare.prova({}, postfalt, ra, tabell).items():
        yield varde, Plats(tabell, nummer)


def _skalor(ra: Json, lasare: Lasare) -> Iterator[tuple[str, tuple[str, ...]]]:
    for varde, plats in _poster(ra, SKALTABELL, lasare):
        skala = lasare.prova(None, _skala, varde, plats)
        if skala is not None:
            yield skala


def _skala(ra: Json, plats: Plats) -> tuple[str, tuple[str, ...]] | None:
    skala = post(ra, plats)
    steg = skala.get("steg")
    if not isinstance(steg, list) or not steg or not all(isinstance(s, str) and s for s in steg):
        raise Postfel(f"{plats._replace(falt='steg')}: ska vara en lista med texter")
    if len(set(steg)) < len(steg):
        raise Postfel(f"{plats._replace(falt='steg')}: samma steg står två gånger")
    return textfalt(skala, "namn", plats, krav=True), tuple(steg)


def _sammantraden(ra: Json, lasare: Lasare) -> Iterator[Sammantrade]:
    for varde, plats in _poster(ra, MOTESTABELL, lasare):
        mote = lasare.prova(None, _sammantrade, varde, plats)
        if mote is not None:
            yield mote


def _sammantrade(ra: Json, plats: Plats) -> Sammantrade | None:
    mote = post(ra, plats)
    datum = datumfalt(mote, "datum", plats, krav=True)
    paragraf, arende = textfalt(mote, "paragraf", plats), textfalt(mote, "arende", plats)
    return Sammantrade(datum, paragraf, arende) if datum else None


def sammanfogade_val(ra: Json, val: Mapping[str, str]) -> Json:
    """The file's value with these choices in it, all else kept: itself where they are in it.

    Raises Postfel.
    """
    if ra is None:
        ra = {SCHEMATABELL: schemapost()}
    nummer, gammal = enda_post(ra, VALTABELL)
    if all(gammal.get(namn) == text for namn, text in val.items()):
        return ra
    return {**ra, VALTABELL: {**ra.get(VALTABELL, {}), nummer: {**gammal, **val}}}


def sammanfogade_installningar(ra: Json, fore: Installningar, ny: Installningar) -> Json:
    """The file's value with what differs between two settings in it, all else kept.

    So what somebody has changed in the file by hand meanwhile stays. Raises Postfel.
    """
    val = {namn: getattr(ny, namn) for namn in ("namnd", "kommun")}
    ra = sammanfogade_val(ra, {n: text for n, text in val.items() if text != getattr(fore, n)})
    if ny.trosklar != fore.trosklar:
        nummer, gammal = enda_post(ra, TROSKELTABELL)
        post = {**gammal, **_andrade_trosklar(fore.trosklar, ny.trosklar)}
        ra = {**ra, TROSKELTABELL: {**postfalt(ra, TROSKELTABELL), nummer: post}}
    skalor = {namn: steg for namn, steg in ny.skalor.items() if steg != fore.skalor.get(namn)}
    if skalor:
        ra = {**ra, SKALTABELL: _skalposter(postfalt(ra, SKALTABELL), skalor)}
    if ny.sammantraden != fore.sammantraden:
        ra = {**ra, MOTESTABELL: _motesposter(postfalt(ra, MOTESTABELL), ny)}
    return ra


def _andrade_trosklar(fore: Trosklar, ny: Trosklar) -> dict[str, Any]:
    namn = (f.name for f in fields(Trosklar))
    return {n: kodat_varde(getattr(ny, n)) for n in namn if getattr(ny, n) != getattr(fore, n)}


def _skalposter(gamla: Mapping[str, Any], skalor: Mapping[str, tuple[str, ...]]) -> Json:
    """Each scale under the number that it had."""
    poster = dict(gamla)
    kanda = {p.get("namn"): nr for nr, p in gamla.items() if isinstance(p, dict)}
    for namn, steg in skalor.items():
        nummer = kanda.get(namn) or _nasta_nummer(poster)
        poster[nummer] = {**poster.get(nummer, {}), "namn": namn, "steg": list(steg)}
    return poster


def _motesposter(gamla: Mapping[str, Any], ny: Installningar) -> Json:
    """The meetings in order; one of a day that was there keeps the fields that are not ours."""
    kvar = [p for p in gamla.values() if isinstance(p, dict)]
    poster: dict[str, Any] = {}
    for nummer, mote in enumerate(ny.sammantraden, 1):
        post = {"datum": mote.datum.isoformat(), "paragraf": mote.paragraf, "arende": mote.arende}
        samma = [p for p in kvar if p.get("datum") == post["datum"]]
        lika = [p for p in samma if post.items() <= p.items()]
        gammal = next(iter((*lika, *samma)), {})
        kvar = [p for p in kvar if p is not gammal]
        poster[str(nummer)] = {**gammal, **post}
    return poster


def _nasta_nummer(poster: Mapping[str, Any]) -> str:
    return str(max((int(nr) for nr in poster), default=0) + 1)
