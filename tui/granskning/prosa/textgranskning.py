"""A report's whole text (*text*) against its document's tables: findings, each with its line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from tui.domain.dokument import Dokument
from tui.domain.fel import Adress, Fynd
from tui.granskning.grannar import Granne
from tui.granskning.prosa.dom import Provat, prosafynd
from tui.granskning.prosa.hitta import MAX_PASTAENDEN
from tui.granskning.prosa.pastaende import Textkalla
from tui.granskning.prosa.underlag import Dokumenttabeller, Underlag
from tui.granskning.tidpunkter import omojliga_datum
from tui.svenska.format import antal


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
    """The findings of a text with the line, from 1, that each is on."""
    for dom in domar:
        if dom.utfall == "avviker":
            yield _i(dokument, prosafynd(dom)), dom.pastaende.rad_i_fil
    for nr, rad in enumerate(kalla.rader, 1):
        for dag in omojliga_datum(rad):
            mening = f"{dag} är en dag som inte finns."
            yield Fynd(Adress(dokument.id), "kedja", "fel", dag, None, mening), nr


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
