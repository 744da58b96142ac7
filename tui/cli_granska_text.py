"""``namndkoll granska --text``: the report's text against its document's tables."""

import os
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from tui.cli_grund import Sag
from tui.domain.berakning import Kalkyl
from tui.domain.dokument import Dokument
from tui.domain.fel import Adress
from tui.granskning.grannar import Granne
from tui.granskning.prosa.dom import Provat, granskad_mot, granskad_text
from tui.granskning.prosa.pastaende import Textkalla
from tui.granskning.prosa.textgranskning import (
    anmarkning,
    avkortning,
    egen_kalla,
    textfynd,
    underlag,
)
from tui.granskning.prosa.textgranskning import utan_dubbletter as fynd_utan_dubbletter
from tui.report.granskning_ut import Granskat, Pastaendepost, Post
from tui.store.textfil import Textfel, las_text
from tui.store.textmapp import Textmapp

MEST_FOR_HEMVIST = 300
TECKEN_FOR_HEMVIST = 20_000
MINST_GEMENSAMMA = 3


def granskade_texter(
    filer: Sequence[str], valda: Sequence[Dokument], grannar: Mapping[str, Granne], sag: Sag
) -> Granskat:
    """Every text held against the one of the documents that it belongs to. Raises Textfel."""
    granskat = Granskat()
    for fil in filer:
        kalla = las_text(Path(fil))
        for mening in _granska(granskat, kalla, fil, *_hemma(kalla, valda, grannar)):
            sag(mening)
    return granskat


def egna_texter(
    granskat: Granskat,
    begarda: Sequence[str],
    valda: Sequence[Dokument],
    grannar: Mapping[str, Granne],
    lager: Textmapp,
) -> Granskat:
    """With the texts that belong to the documents, but for those that were asked for by name.

    What there is to say of one as a whole is a finding of its document, as on the screen.
    """
    redan = {os.path.realpath(fil) for fil in begarda}
    for huvud in valda:
        for fil in huvud.texter:
            if os.path.realpath(lager.mapp / fil) not in redan:
                meningar = _egen_text(granskat, fil, huvud, grannar, lager)
                granskat.poster += [Post(anmarkning(huvud, fil, m), fil, 1) for m in meningar]
    return granskat


def _egen_text(
    granskat: Granskat, fil: str, huvud: Dokument, grannar: Mapping[str, Granne], lager: Textmapp
) -> tuple[str, ...]:
    try:
        kalla = egen_kalla(lager.text(fil), fil, huvud.texter)
    except Textfel as fel:
        return (fel.mening,)
    return _granska(granskat, kalla, fil, *_hemma(kalla, [huvud], grannar))


def _granska(
    granskat: Granskat, kalla: Textkalla, fil: str, dokument: Dokument, domar: Sequence[Provat]
) -> tuple[str, ...]:
    """Add a judged text. Returns what is to be said of it as a whole."""
    granskat.poster += [Post(f, fil, rad) for f, rad in textfynd(dokument, kalla, domar)]
    granskat.pastaenden += [_pastaende(dom, fil) for dom in domar]
    return (*([kalla.not_] if kalla.not_ else []), *avkortning(kalla, domar))


def _hemma(
    kalla: Textkalla, valda: Sequence[Dokument], grannar: Mapping[str, Granne]
) -> tuple[Dokument, tuple[Provat, ...]]:
    """The document that the text belongs to, and the verdicts against it."""
    huvud = valda[0] if len(valda) == 1 else _hemdokument(kalla, valda, grannar)
    return huvud, granskad_text(kalla, underlag(huvud, grannar))


def _hemdokument(
    kalla: Textkalla, valda: Sequence[Dokument], grannar: Mapping[str, Granne]
) -> Dokument:
    """The document whose tables the text prints; one without tables agrees most with its own."""
    i_texten = _stora_tal(kalla)
    tryckta = {d.id: len(i_texten & _belopp(grannar[d.id][1])) for d in valda}
    if max(tryckta.values()) >= MINST_GEMENSAMMA:
        return max(valda, key=lambda d: tryckta[d.id])
    domar = granskad_mot(_borjan(kalla), [underlag(d, grannar) for d in valda])
    egna = {d.id: _antal_egna(d, d_domar) for d, d_domar in zip(valda, domar, strict=True)}
    return max(valda, key=lambda d: egna[d.id])


def _borjan(kalla: Textkalla) -> Textkalla:
    """Enough of the text to tell which document it belongs to."""
    rader = kalla.text[:TECKEN_FOR_HEMVIST].split("\n")
    return Textkalla(kalla.fil, tuple(rader[:MEST_FOR_HEMVIST]))


_TAL = re.compile(r"\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?!\d)|\d{4,}")


def _stora_tal(kalla: Textkalla) -> set[int]:
    return {int(re.sub(r"\D", "", traff)) for traff in _TAL.findall(kalla.text)}


def _belopp(kalkyler: Mapping[str, Kalkyl]) -> set[int]:
    """The amounts of five figures or more that a document's tables hold: hardly by chance."""
    celler = (
        varde
        for kalkyl in kalkyler.values()
        for rad in kalkyl.tabell.rader
        for varde in (*rad.celler.values(), *rad.tryckt.values())
    )
    return {abs(int(v)) for v in celler if isinstance(v, Decimal) and abs(v) >= 10_000}


def _antal_egna(huvud: Dokument, domar: Sequence[Provat]) -> int:
    return sum(
        dom.utfall == "stammer" and dom.adress is not None and dom.adress.dokument == huvud.id
        for dom in domar
    )


def _pastaende(dom: Provat, fil: str) -> Pastaendepost:
    p = dom.pastaende
    adress = "" if dom.adress is None else _adress(dom.adress)
    return Pastaendepost(p.text, p.varde, p.enhet, p.rad_i_fil, dom.utfall, dom.borde, adress, fil)


def _adress(adress: Adress) -> str:
    delar = (adress.dokument, adress.tabell, adress.rad, adress.kolumn)
    return "/".join(delar).rstrip("/")


def utan_dubbletter(tabellposter: Sequence[Post], textposter: Sequence[Post]) -> list[Post]:
    """The tables' posts without figures "ur texten" that the text itself has been found to say."""
    kvar = fynd_utan_dubbletter([p.fynd for p in tabellposter], [p.fynd for p in textposter])
    return [p for p in tabellposter if p.fynd in kvar]
