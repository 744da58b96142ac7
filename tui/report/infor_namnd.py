"""The page *Inför nämnd*: where the board stands, in one page."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from tui.domain.bedomning import SKALSIGNAL, Signal
from tui.domain.berakning import Kalkyl
from tui.domain.cellbedomning import cellbedomning
from tui.domain.celltext import kolumnrubrik, visad_text
from tui.domain.register import REGISTER
from tui.domain.tabell import Rad
from tui.granskning.grannar import Granne, tidigare
from tui.report.granskning_ut import sammanfattning
from tui.report.rapport import (
    Avsnitt,
    Block,
    Rapportcell,
    Rapportkolumn,
    Rapportrad,
    Rapporttabell,
    Rubrik,
    Signalord,
    Stycke,
)
from tui.report.underlag import Underlag
from tui.svenska.format import HARDSPACE, ren
from tui.tabs.lagen import Lage, lage
from tui.tabs.tecken import ORDTECKEN, SIGNALTECKEN

ANTAL_AVVIKELSER, ANTAL_FYND = 3, 3
SAKNAS = "inte i dokumentet"
RESULTATKOLUMNER = ("budget", "prognos", "utfall", "avvikelse")


def sida(underlag: Underlag) -> Avsnitt:
    """The page: the areas, the result, the largest deviations, goals, findings, what changed."""
    block = (
        *_resultat(underlag),
        _lagestabell(underlag),
        *_avvikelser(underlag),
        *_mal(underlag),
        *_granskning(underlag),
    )
    return Avsnitt("infor-namnd", "Inför nämnd", block)


def _drift(underlag: Underlag) -> Kalkyl | None:
    """The table with the board's own result for the year."""
    alla = (b.kalkyl for b in underlag.blad if b.kalkyl.tabell.mall.flik == "drift")
    return next((k for k in alla if "resultat" in k.tabell.index), None)


def _resultat(underlag: Underlag) -> Iterator[Block]:
    kalkyl = _drift(underlag)
    if kalkyl is None:
        return
    rad = kalkyl.tabell.rad("resultat")
    delar = [
        f"{kolumnrubrik(k, kalkyl.sammanhang.period)} {text}"
        for k in kalkyl.tabell.kolumner
        if k.id in RESULTATKOLUMNER
        for text in (visad_text(kalkyl, rad, k),)
        if text
    ]
    if delar:
        enhet = kalkyl.tabell.enhet
        yield Stycke(ren(f"{rad.etikett} ({enhet}): {'; '.join(delar)}."))


def _lagestabell(underlag: Underlag) -> Rapporttabell:
    """A line an area: how it stands now, and how it stood in the document before."""
    forra = tidigare(underlag.dokument, underlag.andra)
    granne = forra[0] if forra else None
    rubrik = ren(granne[0].namn) if granne else "Förra dokumentet"
    not_ = (
        "Perioder och avgränsningar kan skilja mellan dokumenten; talen visas bredvid varandra"
        " och jämförs inte."
        if granne
        else "Inget dokument från året innan finns att jämföra med."
    )
    return Rapporttabell(
        "laget",
        "Läget per område",
        "Område",
        (Rapportkolumn(ren(underlag.dokument.namn)), Rapportkolumn(rubrik)),
        tuple(_omraden(underlag, granne)),
        noter=(not_,),
    )


def _omraden(underlag: Underlag, granne: Granne | None) -> Iterator[Rapportrad]:
    nu = underlag.kalkyler
    for flik in REGISTER.flikar:
        laget = lage(flik.id, nu.get(flik.id, {}))
        da = None if granne is None else lage(flik.id, _pa_flik(granne, flik.id))
        signal = _laget_i_ord(laget)
        celler = (Rapportcell(_text(laget), signal=signal), Rapportcell(_text(da)))
        # The symbol stands at the name: the colour of the words beside it is not all that tells.
        yield Rapportrad(f"{SIGNALTECKEN[laget.signal]}{HARDSPACE}{flik.rubrik}", celler)


def _laget_i_ord(laget: Lage) -> Signalord:
    return Signalord(laget.signal, SIGNALTECKEN[laget.signal], _text(laget))


def _pa_flik(granne: Granne, flik: str) -> dict[str, Kalkyl]:
    return {id_: k for id_, k in granne[1].items() if k.tabell.mall.flik == flik}


def _text(laget: Lage | None) -> str:
    return ren(laget.text) if laget is not None and laget.tabell else SAKNAS


def _avvikelser(underlag: Underlag) -> Iterator[Block]:
    kalkyl = _drift(underlag)
    if kalkyl is None or "avvikelse" not in kalkyl.tabell.kolumn_index:
        return
    storsta = sorted(_med_avvikelse(kalkyl), key=lambda par: -abs(par[1]))[:ANTAL_AVVIKELSER]
    if storsta:
        yield Rubrik("Största avvikelserna")
    for rad, _ in storsta:
        yield Stycke(_avvikelse(kalkyl, rad), punkt=True)


def _med_avvikelse(kalkyl: Kalkyl) -> Iterator[tuple[Rad, Decimal]]:
    """The rows that no other row is the sum of, with a deviation."""
    for rad in kalkyl.tabell.rader:
        tal = kalkyl.visat_tal(rad.id, "avvikelse")
        if rad.art == "post" and tal:
            yield rad, tal


def _avvikelse(kalkyl: Kalkyl, rad: Rad) -> str:
    kolumn = kalkyl.tabell.kolumn("avvikelse")
    bedomning = cellbedomning(kalkyl, rad, kolumn)
    tecken = f"{SIGNALTECKEN[bedomning.signal]} " if bedomning else ""
    ord_ = f", {bedomning.ord}" if bedomning else ""
    tal = f"{visad_text(kalkyl, rad, kolumn)}{HARDSPACE}{kalkyl.tabell.enhet}"
    kommentar = kalkyl.visat(rad.id, "kommentar") if _kommenteras(kalkyl) else ""
    return ren(f"{tecken}{rad.etikett} {tal}{ord_}. {kommentar or ''}".strip())


def _kommenteras(kalkyl: Kalkyl) -> bool:
    return "kommentar" in kalkyl.tabell.kolumn_index


def _mal(underlag: Underlag) -> Iterator[Block]:
    """The goals by their colour; where none is set, the proposal, said to be one."""
    kalkyl = underlag.kalkyler.get("mal", {}).get("mal")
    if kalkyl is None:
        return
    yield Rubrik("Mål efter bedömning")
    satta = [kalkyl.visat(rad.id, "bedomning") for rad in kalkyl.tabell.rader]
    bedomda = [str(b) for b in satta if b]
    forslag = [
        str(kalkyl.visat(rad.id, "forslag") or "utan förslag")
        for rad, satt in zip(kalkyl.tabell.rader, satta, strict=True)
        if not satt
    ]
    if bedomda:
        yield Stycke(f"Bedömda: {_raknade(bedomda)}.", punkt=True)
    if forslag:
        yield Stycke(f"Ännu utan bedömning, programmets förslag: {_raknade(forslag)}.", punkt=True)


def _raknade(ord_: Sequence[str]) -> str:
    """The words with how many of each, best first."""
    ordning = {signal: i for i, signal in enumerate(Signal)}
    par = sorted(Counter(ord_).items(), key=lambda p: ordning[SKALSIGNAL.get(p[0], Signal.NEUTRAL)])
    return ren("; ".join(f"{ORDTECKEN.get(o, '·')} {o} {antal}" for o, antal in par))


def _granskning(underlag: Underlag) -> Iterator[Block]:
    yield Rubrik("Att granska")
    yield Stycke(sammanfattning([fynd.allvar for fynd in underlag.fynd]))
    fel = [fynd for fynd in underlag.fynd if fynd.allvar == "fel"]
    for fynd in fel[:ANTAL_FYND]:
        yield Stycke(ren(fynd.mening), punkt=True)
    if len(fel) > ANTAL_FYND:
        yield Stycke(f"… och {len(fel) - ANTAL_FYND} fel till.", punkt=True)
