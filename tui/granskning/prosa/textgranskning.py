"""A report's whole text (*text*) against its document's tables: findings, each with its line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from tui.domain.dokument import Dokument
from tui.domain.fel import Adress, Fynd
from tui.granskning.grannar import Granne
from tui.granskning.prosa.dom import Provat, prosafynd, textplats
from tui.granskning.prosa.hitta import MAX_PASTAENDEN
from tui.granskning.prosa.pastaende import Textkalla
from tui.granskning.prosa.underlag import Dokumenttabeller, Underlag
from tui.granskning.tidpunkter import omojliga_datum
from tui.svenska.format import antal, ren

MINST_LIKA = 2


def underlag(huvud: Dokument, grannar: Mapping[str, Granne]) -> Underlag:
    """What a text of a document is held against: its tables, and those of the others."""
    andra = tuple(
        Dokumenttabeller(annan, tuple(kalkyler.values()))
        for annan, kalkyler in grannar.values()
        if annan.id not in (huvud.id, huvud.bas) and annan.bas != huvud.id
    )
    return Underlag(huvud, tuple(grannar[huvud.id][1].values()), andra)


def textfynd(
    dokument: Dokument, kalla: Textkalla, domar: Sequence[Provat]
) -> Iterator[tuple[Fynd, int]]:
    """The findings of a text, each once, with the line, from 1, that it is on."""
    yield from dict.fromkeys(_prosafynd(dokument, domar))
    for nr, rad in enumerate(kalla.rader, 1):
        for dag in dict.fromkeys(omojliga_datum(rad)):
            mening = f"{textplats(kalla.fil, nr)}: {dag} är en dag som inte finns."
            yield Fynd(Adress(dokument.id), "kedja", "fel", dag, None, mening), nr


def _prosafynd(dokument: Dokument, domar: Sequence[Provat]) -> Iterator[tuple[Fynd, int]]:
    for dom in domar:
        if dom.utfall == "avviker":
            yield _i(dokument, prosafynd(dom)), dom.pastaende.rad_i_fil


def anmarkning(dokument: Dokument, fil: str, mening: str) -> Fynd:
    """What is to be said of a text as a whole; another sentence is another finding."""
    sagt = f"{fil}: {mening}"
    return Fynd(Adress(dokument.id), "text", "bör ses över", sagt, None, mening)


def egen_kalla(kalla: Textkalla, fil: str, filer: Sequence[str]) -> Textkalla:
    """One of a document's texts, called by its path where another of them has the same name."""
    lika = sum(_filnamn(annan) == _filnamn(fil) for annan in filer)
    return replace(kalla, fil=ren(fil)) if lika >= MINST_LIKA else kalla


def _filnamn(fil: str) -> str:
    return fil.replace("\\", "/").rpartition("/")[2]


def avkortning(kalla: Textkalla, domar: Sequence[Provat]) -> tuple[str, ...]:
    """A sentence where the text has more claims than are judged, none where it has not."""
    if len(domar) < MAX_PASTAENDEN:
        return ()
    tak, sista = antal(MAX_PASTAENDEN, "påstående", "påståenden"), domar[-1].pastaende
    return (
        f"{kalla.fil}: högst {tak} prövas i en text; vad som står efter ”{sista.text}” på rad"
        f" {sista.rad_i_fil} är inte prövat.",
    )


def _i(dokument: Dokument, fynd: Fynd) -> Fynd:
    """The finding as one of the text's document, even where another document has the figure."""
    if fynd.adress.dokument == dokument.id:
        return fynd
    return replace(fynd, adress=Adress(dokument.id))


def utan_dubbletter(ur_tabellerna: Sequence[Fynd], ur_texten: Iterable[Fynd]) -> tuple[Fynd, ...]:
    """The tables' findings without figures "ur texten" that the text itself is found to say."""
    sagda = {_tal(f) for f in ur_texten}
    return tuple(f for f in ur_tabellerna if f.slag != "prosa" or _tal(f) not in sagda)


def _tal(fynd: Fynd) -> tuple[str, str, str]:
    """The document and the figures of a finding, without their signs."""
    sagt, borde = (str(v).removeprefix("-") for v in (fynd.sagt, fynd.borde))
    return fynd.adress.dokument, sagt, borde
