"""``namndkoll granska --text``: the report's text against its document's tables."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from tui.domain.berakning import Kalkyl
from tui.domain.dokument import Dokument
from tui.domain.fel import Adress, Fynd
from tui.granskning.grannar import Granne
from tui.granskning.prosa.dom import Provat, granskad_mot, granskad_text, prosafynd
from tui.granskning.prosa.hitta import MAX_PASTAENDEN
from tui.granskning.prosa.pastaende import Textkalla
from tui.granskning.prosa.underlag import Dokumenttabeller, Underlag
from tui.granskning.tidpunkter import omojliga_datum
from tui.report.granskning_ut import Pastaendepost, Post
from tui.store.textfil import las_text
from tui.svenska.format import antal

Sag = Callable[[str], None]

MEST_FOR_HEMVIST = 300
TECKEN_FOR_HEMVIST = 20_000
MINST_GEMENSAMMA = 3


@dataclass
class Granskat:
    """The findings and the claims of all the texts."""

    poster: list[Post] = field(default_factory=list)
    pastaenden: list[Pastaendepost] = field(default_factory=list)


def granskade_texter(
    filer: Sequence[str], valda: Sequence[Dokument], grannar: Mapping[str, Granne], sag: Sag
) -> Granskat:
    """Every text held against the one of the documents that it belongs to. Raises Textfel."""
    granskat = Granskat()
    for fil in filer:
        kalla = las_text(Path(fil))
        if kalla.not_:
            sag(kalla.not_)
        dokument, domar = _hemma(kalla, valda, grannar)
        if len(domar) >= MAX_PASTAENDEN:
            sag(_avkortad(kalla, domar))
        granskat.poster += [Post(f, fil, rad) for f, rad in _fynd(dokument, kalla, domar)]
        granskat.pastaenden += [_pastaende(dom, fil) for dom in domar]
    return granskat


def _avkortad(kalla: Textkalla, domar: Sequence[Provat]) -> str:
    tak, sista = antal(MAX_PASTAENDEN, "påstående", "påståenden"), domar[-1].pastaende
    return (
        f"{kalla.fil}: högst {tak} prövas i en text; vad som står efter ”{sista.text}” på rad"
        f" {sista.rad_i_fil} är inte prövat."
    )


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


def underlag(huvud: Dokument, grannar: Mapping[str, Granne]) -> Underlag:
    """What a text of a document is held against: its tables, and those of the others."""
    andra = tuple(
        Dokumenttabeller(annan, tuple(kalkyler.values()))
        for annan, kalkyler in grannar.values()
        if annan.id not in (huvud.id, huvud.bas) and annan.bas != huvud.id
    )
    return Underlag(huvud, tuple(grannar[huvud.id][1].values()), andra)


def _fynd(
    dokument: Dokument, kalla: Textkalla, domar: Sequence[Provat]
) -> Iterator[tuple[Fynd, int]]:
    for dom in domar:
        if dom.utfall == "avviker":
            yield _i(dokument, prosafynd(dom)), dom.pastaende.rad_i_fil
    for nr, rad in enumerate(kalla.rader, 1):
        for dag in omojliga_datum(rad):
            mening = f"{dag} är en dag som inte finns."
            yield Fynd(Adress(dokument.id), "kedja", "fel", dag, None, mening), nr


def _i(dokument: Dokument, fynd: Fynd) -> Fynd:
    """The finding as one of the text's document, even where another document has the figure."""
    if fynd.adress.dokument == dokument.id:
        return fynd
    adress = Adress(dokument.id)
    return Fynd(adress, fynd.slag, fynd.allvar, fynd.sagt, fynd.borde, fynd.mening)


def _pastaende(dom: Provat, fil: str) -> Pastaendepost:
    p = dom.pastaende
    adress = "" if dom.adress is None else _adress(dom.adress)
    return Pastaendepost(p.text, p.varde, p.enhet, p.rad_i_fil, dom.utfall, dom.borde, adress, fil)


def _adress(adress: Adress) -> str:
    delar = (adress.dokument, adress.tabell, adress.rad, adress.kolumn)
    return "/".join(delar).rstrip("/")


def utan_dubbletter(tabellposter: Sequence[Post], textposter: Sequence[Post]) -> list[Post]:
    """The tables' posts without figures "ur texten" that the text itself has been found to say."""
    sagda = {_tal(post.fynd) for post in textposter}
    return [p for p in tabellposter if p.fynd.slag != "prosa" or _tal(p.fynd) not in sagda]


def _tal(fynd: Fynd) -> tuple[str, str, str]:
    """The document and the figures of a finding, without their signs."""
    sagt, borde = (str(v).removeprefix("-") for v in (fynd.sagt, fynd.borde))
    return fynd.adress.dokument, sagt, borde
