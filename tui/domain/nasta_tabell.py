"""One table of the next document: the rows of its model (*förlaga*), and figures from where the
same thing is stated. Everything else is empty."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tui.domain.berakning import Kalkyl
from tui.domain.celltext import celltext
from tui.domain.dokument import Dokument
from tui.domain.fel import Adress
from tui.domain.installningar import Installningar
from tui.domain.nasta_kallor import Kalla, Underlag, kallor_for
from tui.domain.nasta_period import Forslag, samma_tid
from tui.domain.nasta_text import (
    flyttad_regel,
    flyttade_ar,
    kolumnens_rubrik,
    kvarvarande_fotnoter,
    namner_tid,
    tabellrubrik,
    ur,
    utan_fotnot,
    utkast_ur,
)
from tui.domain.period import Period
from tui.domain.tabell import ETIKETT, Kolumn, Mall, Rad, Tabell
from tui.domain.uttryck import Barn
from tui.domain.varde import Varde, tal_i


@dataclass(frozen=True, slots=True)
class Buret:
    """One cell that was taken over: to where, from where, and what."""

    till: Adress
    fran: Adress
    varde: Varde


@dataclass(frozen=True)
class Vandning:
    """What turning the year works with: the new document, all that there is, and the settings.

    ``alla`` in the order in which they are asked, the base first.
    """

    ny: Forslag
    alla: Sequence[Underlag]
    installningar: Installningar

    def lika(self, dokument: Dokument) -> bool:
        """Whether a document is the same kind and the same part of its year as the new one."""
        return dokument.slag == self.ny.slag and samma_tid(dokument.period, self.ny.period)

    def ar(self, dokument: Dokument) -> int:
        """How many years the new document is from another."""
        return self.ny.period.ar - dokument.period.ar


@dataclass(frozen=True)
class Nytabell:
    """A table of the new document, and what was taken over to it."""

    tabell: Tabell
    buret: tuple[Buret, ...] = ()


def ny_tabell(
    vandning: Vandning, forlaga: Underlag, tabell: Tabell, mall: Mall, id_: str, *, rader: bool
) -> Nytabell:
    """A table after its model, without its rows where they would not fit."""
    tom = _tom_tabell(vandning, forlaga.dokument, tabell, mall, id_)
    if not rader:
        return Nytabell(replace(tom, rader=tuple(r for r in tom.rader if r.id in mall.fast_rad)))
    arsrader = _arsrader(vandning, forlaga.dokument, tom)
    if arsrader is not None:
        return _med_siffror(vandning, arsrader)
    return _med_siffror(vandning, _overford(vandning, forlaga.dokument, tabell, tom))


def _tom_tabell(vandning: Vandning, fran: Dokument, tabell: Tabell, mall: Mall, id_: str) -> Tabell:
    ar, lika = vandning.ar(fran), vandning.lika(fran) and mall is tabell.mall
    fotnoter = kvarvarande_fotnoter(tabell.fotnoter)
    borta = {t: text for t, text in tabell.fotnoter.items() if t not in fotnoter}
    rubrik = tabellrubrik(tabell.rubrik, mall.rubrik, ar if lika else None)
    etikett = utan_fotnot(tabell.rubrik_etikett, borta, mall.rubrik_etikett)
    return Tabell(
        id=id_,
        mall=mall,
        rubrik=rubrik if mall is tabell.mall else mall.rubrik,
        enhet=tabell.enhet,
        kolumner=_kolumner(tabell, mall, ar if lika else None, vandning.ny.period),
        rader=tuple(_tom_rad(rad, ar, borta) for rad in tabell.rader),
        fotnoter=fotnoter,
        rubrik_etikett=tabellrubrik(etikett, mall.rubrik_etikett, ar if lika else None),
    )


def _kolumner(tabell: Tabell, mall: Mall, ar: int | None, period: Period) -> tuple[Kolumn, ...]:
    mallens = {k.id: k for k in mall.kolumner}
    egna = tabell.kolumner if mall is tabell.mall else mall.kolumner
    return tuple(replace(k, rubrik=kolumnens_rubrik(k, mallens[k.id], ar, period)) for k in egna)


def _tom_rad(rad: Rad, ar: int, borta: Mapping[str, str]) -> Rad:
    """The row as structure only; where its key names a year, the year goes on."""
    return Rad(
        flyttade_ar(rad.id, ar),
        utan_fotnot(flyttade_ar(rad.etikett, ar), borta),
        rad.art,
        flyttade_ar(rad.foralder, ar) if rad.foralder else rad.foralder,
        flyttad_regel(rad.regel, ar),
        enhet=rad.enhet,
        decimaler=rad.decimaler,
        intakt=rad.intakt,
        utan_andel=rad.utan_andel,
    )


def _arsrader(vandning: Vandning, fran: Dokument, tom: Tabell) -> Nytabell | None:
    """The rows out of the year's own table (the control points out of the year's plan)."""
    radarv = tom.mall.radarv
    if radarv is None or not vandning.ar(fran):
        return None
    for underlag in vandning.alla:
        kallor = [t for t in underlag.tabeller if t.mall.id == radarv.mall]
        if kallor and underlag.dokument.period.ar == vandning.ny.period.ar:
            return _rader_ur(vandning, underlag.dokument, kallor[0], tom, radarv.celler)
    return None


def _rader_ur(
    vandning: Vandning, dokument: Dokument, kalla: Tabell, tom: Tabell, celler: Mapping[str, str]
) -> Nytabell:
    rader, buret = [], []
    for fran in kalla.rader:
        rad = Rad(fran.id, "")
        for till, kolumn in celler.items():
            varde = fran.etikett if kolumn == ETIKETT else fran.celler.get(kolumn)
            rad = rad.med_cell(till, varde)
            dar = Adress(dokument.id, kalla.id, fran.id, kolumn)
            buret.append(Buret(Adress(vandning.ny.id, tom.id, rad.id, till), dar, varde))
        rader.append(rad)
    return Nytabell(
        replace(tom, rader=tuple(rader)), tuple(b for b in buret if b.varde is not None)
    )


def _overford(vandning: Vandning, fran: Dokument, tabell: Tabell, tom: Tabell) -> Nytabell:
    """The cells that follow their rows."""
    buret: list[Buret] = []
    rader = []
    for gammal, rad in zip(tabell.rader, tom.rader, strict=True):
        for kolumn in tom.kolumner:
            varde = gammal.celler.get(kolumn.id)
            if varde is None or kolumn.arv is None or not kolumn.arv.overford:
                continue
            rad = _overford_cell(rad, gammal, kolumn, fran, vandning.ar(fran))
            dar = Adress(fran.id, tabell.id, gammal.id, kolumn.id)
            till = Adress(vandning.ny.id, tom.id, rad.id, kolumn.id)
            buret.append(Buret(till, dar, rad.celler[kolumn.id]))
        rader.append(rad)
    return Nytabell(replace(tom, rader=tuple(rader)), tuple(buret))


def _overford_cell(rad: Rad, gammal: Rad, kolumn: Kolumn, fran: Dokument, ar: int) -> Rad:
    varde, not_ = gammal.celler[kolumn.id], gammal.noter.get(kolumn.id, "")
    slag = kolumn.arv.slag if kolumn.arv else ""
    if isinstance(varde, str) and slag == "utkast":
        varde = utkast_ur(fran, varde)
    elif isinstance(varde, str) and slag == "arstal":
        varde = flyttade_ar(varde, ar)
    elif isinstance(varde, str) and ar and namner_tid(varde):
        not_ = not_ or "Texten nämner en tid som inte är ändrad."
    ny = rad.med_cell(kolumn.id, varde)
    if not_:
        ny = replace(ny, noter={**ny.noter, kolumn.id: ur(fran, not_)})
    if ar and kolumn.numerisk and kolumn.typ == "mal":
        ny = replace(
            ny,
            kallor={
                **ny.kallor,
                kolumn.id: f"{fran.id}, målet för {fran.period.ar}: {celltext(varde, None)}",
            },
        )
    return ny


def _med_siffror(vandning: Vandning, ny: Nytabell) -> Nytabell:
    """The table with each column of figures filled from the first place that states any."""
    for kolumn in ny.tabell.kolumner:
        for kalla in kallor(vandning, ny.tabell, kolumn):
            fylld = _ifylld(vandning, ny, kolumn, kalla)
            if fylld is not ny:
                ny = fylld
                break
    return ny


def kallor(vandning: Vandning, tabell: Tabell, kolumn: Kolumn) -> Iterator[Kalla]:
    """Where a column's figures could be taken from, the best first."""
    if kolumn.arv is not None and not kolumn.arv.overford:
        yield from kallor_for(kolumn.arv, tabell, vandning.ny, vandning.alla)


def _ifylld(vandning: Vandning, ny: Nytabell, kolumn: Kolumn, kalla: Kalla) -> Nytabell:
    kalkyl = kalla.underlag.kalkyl(kalla.tabell, vandning.installningar)
    tabell, buret = _med_forsvunna(ny.tabell, kalla, kalkyl), list(ny.buret)
    fore = len(buret)
    for rad in tabell.rader:
        varde = _varde(tabell, rad, kolumn, kalla, kalkyl)
        if varde is not None:
            tabell = tabell.med_rad(_ifylld_rad(rad, kolumn, varde, kalla))
            fran = Adress(kalla.underlag.dokument.id, kalla.tabell.id, rad.id, kalla.kolumn.id)
            buret.append(Buret(Adress(vandning.ny.id, tabell.id, rad.id, kolumn.id), fran, varde))
    if len(buret) == fore:
        return ny
    return Nytabell(_med_forbehall(tabell, kolumn, kalla), tuple(buret))


def _varde(tabell: Tabell, rad: Rad, kolumn: Kolumn, kalla: Kalla, kalkyl: Kalkyl) -> Varde:
    """The value that goes over to an entered cell: what the other document shows."""
    gammal = kalla.tabell.index.get(rad.id)
    if gammal is None or Kalkyl(tabell).ar_beraknad(rad.id, kolumn.id) or rad.art == "rubrik":
        return None
    if kalla.tabell.rader[gammal].enhet != rad.enhet:
        return None
    return kalkyl.visat(rad.id, kalla.kolumn.id)


def _ifylld_rad(rad: Rad, kolumn: Kolumn, varde: Varde, kalla: Kalla) -> Rad:
    gammal = kalla.tabell.rad(rad.id)
    ny = rad.med_cell(kolumn.id, varde)
    prosa = "prosa" in (gammal.kallor.get(kalla.kolumn.id), gammal.kallor.get(ETIKETT))
    # With the figure itself: when another is typed over it, the source is still true.
    text = f"{kalla.text}{' (ur löptexten)' if prosa else ''}: {celltext(varde, None)}"
    ny = replace(ny, kallor={**ny.kallor, kolumn.id: text})
    sagt = [gammal.noter.get(kalla.kolumn.id, ""), _annat_namn(rad, gammal, kalla, kolumn)]
    if not_ := " ".join(filter(None, sagt)):
        ny = replace(ny, noter={**ny.noter, kolumn.id: ur(kalla.underlag.dokument, not_)})
    return ny


def _annat_namn(rad: Rad, gammal: Rad, kalla: Kalla, kolumn: Kolumn) -> str:
    """That the row goes by another name where the figure is from: it may mean another thing."""
    ar = (kolumn.arv.ar if kolumn.arv else 0) - (kalla.kolumn.arv.ar if kalla.kolumn.arv else 0)
    namn = {" ".join(flyttade_ar(gammal.etikett, n).casefold().split()) for n in (0, -ar)}
    if " ".join(rad.etikett.casefold().split()) in namn:
        return ""
    return f"Raden heter ”{gammal.etikett}” där."


def _med_forsvunna(tabell: Tabell, kalla: Kalla, kalkyl: Kalkyl) -> Tabell:
    """The table with the rows that only the other one has a figure for: else a sum would lie."""
    rader = list(tabell.rader)
    for rad in kalla.tabell.rader:
        foralder = tabell.index.get(rad.foralder or "")
        if rad.art != "post" or foralder is None or rad.id in tabell.index:
            continue
        summeras = isinstance(tabell.rader[foralder].regel, Barn)
        if summeras and tal_i(kalkyl.visat(rad.id, kalla.kolumn.id)):
            plats = max(i for i, r in enumerate(rader) if rad.foralder in (r.id, r.foralder))
            rader.insert(plats + 1, _tom_rad(rad, 0, {}))
    return replace(tabell, rader=tuple(rader)) if len(rader) > len(tabell.rader) else tabell


def _med_forbehall(tabell: Tabell, kolumn: Kolumn, kalla: Kalla) -> Tabell:
    """What an outcome's own document says of its period and population goes with it."""
    if kolumn.arv is None or kolumn.arv.slag != "utfall":
        return tabell
    huvud, fran = kalla.underlag.dokument, kalla.tabell
    sagt = [f"Fotnot {t}: {text}" for t, text in fran.fotnoter.items() if namner_tid(text)]
    sagt += [fran.not_] if fran.not_ and namner_tid(fran.not_) else []
    delar = [tabell.not_, *(f"{huvud.namn}: {text.rstrip('.')}." for text in sagt)]
    return replace(tabell, not_=" ".join(d for d in delar if d))
