"""What was taken over from where, in words: table by table, column by column."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tui.domain.celltext import kolumnrubrik
from tui.domain.fel import Adress
from tui.domain.nasta import Nasta, Tomt
from tui.domain.nasta_kallor import Underlag
from tui.domain.nasta_period import periodord
from tui.domain.nasta_tabell import Buret
from tui.domain.tabell import ETIKETT, Tabell
from tui.svenska.format import antal

Tabeller = Mapping[tuple[str, str], tuple[Underlag, Tabell]]


def besked(nasta: Nasta, underlag: Sequence[Underlag]) -> tuple[str, ...]:
    """The account of a new document, a line an element; indented lines belong to the table above.

    Columns that follow their rows are told together, a column of figures with its source.
    """
    huvud = nasta.dokument
    kanda = {(u.dokument.id, t.id): (u, t) for u in underlag for t in u.tabeller}
    rader = [f"{huvud.namn} ({huvud.id}), utkast, {periodord(huvud.period)}"]
    for tabeller in nasta.flikar.values():
        for tabell in tabeller:
            rader += ["", f"{tabell.rubrik} ({tabell.id})"]
            rader += [f"  {rad}" for rad in _om_tabellen(nasta, tabell, kanda)]
    if nasta.utelamnat:
        rader += ["", "Inte med:", *(f"  {text}" for text in nasta.utelamnat)]
    fria = "Diarienummer, beslut, bedömningar och tryckta summor följer aldrig med."
    return (*rader, "", fria)


def kort_besked(nasta: Nasta) -> str:
    """How much was taken over, in one sentence."""
    celler = antal(len(nasta.buret), "cell", "celler")
    kallor = sorted({b.fran.dokument for b in nasta.buret})
    return (
        f"Dokumentet {nasta.dokument.namn} är gjort: {celler} ur {' och '.join(kallor) or 'inget'}."
    )


def _om_tabellen(nasta: Nasta, tabell: Tabell, kanda: Tabeller) -> Iterator[str]:
    buret = [b for b in nasta.buret if b.till.tabell == tabell.id]
    tomt = [t for t in nasta.tomt if t.adress.tabell == tabell.id]
    if not tabell.rader:
        yield "utan rader: fyll på det som gäller nu"
        return
    yield from _struktur(tabell, buret)
    for till, kalla in _kolumnpar(buret):
        if _ar_siffror(tabell, till):
            yield _kolumnrad(nasta, tabell, till, kalla, buret, kanda)
    yield from _tomrader(nasta, tabell, tomt)


def _ar_siffror(tabell: Tabell, kolumn_id: str) -> bool:
    if kolumn_id == ETIKETT:
        return False
    arv = tabell.kolumn(kolumn_id).arv
    return arv is not None and not arv.overford


def _struktur(tabell: Tabell, buret: Sequence[Buret]) -> Iterator[str]:
    """The rows, and the columns that came with them."""
    kolumner = [k for k in tabell.kolumner if any(b.till.kolumn == k.id for b in buret)]
    med = [k.rubrik for k in kolumner if k.arv and k.arv.slag in ("kvar", "arstal")]
    utkast = [k.rubrik for k in kolumner if k.arv and k.arv.slag == "utkast"]
    kallor = {
        f"{b.fran.dokument}/{b.fran.tabell}"
        for b in buret
        if not _ar_siffror(tabell, b.till.kolumn)
    }
    rader = antal(len(tabell.rader), "rad", "rader")
    ur = f" ur {', '.join(sorted(kallor))}" if kallor else ""
    yield f"{rader}{': ' if med else ''}{', '.join(med)}{ur if med else ''}"
    if utkast:
        yield f"som utkast: {', '.join(utkast)}{ur}"


def _kolumnpar(buret: Sequence[Buret]) -> list[tuple[str, Adress]]:
    """Each new column with the column that it was filled from."""
    par = [(b.till.kolumn, replace(b.fran, rad="")) for b in buret]
    return list(dict.fromkeys(par))


def _kolumnrad(
    nasta: Nasta,
    tabell: Tabell,
    till: str,
    kalla: Adress,
    buret: Sequence[Buret],
    kanda: Tabeller,
) -> str:
    underlag, dess = kanda[(kalla.dokument, kalla.tabell)]
    har = kolumnrubrik(tabell.kolumn(till), nasta.dokument.period)
    dar = kolumnrubrik(dess.kolumn(kalla.kolumn), underlag.dokument.period)
    n = sum(b.till.kolumn == till for b in buret)
    utkast = " (utkast)" if underlag.dokument.status == "utkast" else ""
    varifran = f"{kalla.dokument}/{kalla.tabell}{utkast}, kolumnen {dar}"
    return f"{har}: {antal(n, 'tal', 'tal')} ur {varifran}"


def _tomrader(nasta: Nasta, tabell: Tabell, tomt: Sequence[Tomt]) -> Iterator[str]:
    for varfor in dict.fromkeys(t.varfor for t in tomt):
        kolumner = [tabell.kolumn(t.adress.kolumn) for t in tomt if t.varfor == varfor]
        rubriker = (kolumnrubrik(k, nasta.dokument.period) for k in kolumner)
        yield f"tomt: {', '.join(rubriker)} – {varfor}"
