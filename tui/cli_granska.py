"""``namndkoll granska``: every check without a screen; exit status 1 where there is a *fel*."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.domain.register import REGISTER
from tui.report.blad import Valfel, bunt, hela, valt_dokument

if TYPE_CHECKING:
    from tui.arbetsyta import Arbetsyta
    from tui.cli_granska_text import Granskat
    from tui.domain.berakning import Kalkyl
    from tui.domain.dokument import Dokument
    from tui.granskning.grannar import Granne
    from tui.report.granskning_ut import Pastaendepost, Post
    from tui.store.mapp import Lager

FORMAT = ("text", "json")
FEL_FINNS = 1

Sag = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Bestallning:
    """What is to be checked, and how it is to be written."""

    dokument: str | None = None
    text: tuple[str, ...] = ()
    pastaenden: bool = False
    format: str = "text"
    bredd: int | None = None


class Bestallningsfel(ValueError):
    """Wrong use: one Swedish sentence."""


def granska(bestallning: Bestallning, lager: "Lager", sag: Sag) -> tuple[str, int]:
    """What to write and the exit status. Raises Bestallningsfel."""
    yta = last(lager, sag)
    grannar = {d.id: (d, _kalkyler(yta, d, sag)) for d in yta.dokument.values()}
    valda = _valda(bestallning, yta)
    poster = _tabellposter(valda, grannar)
    if not bestallning.text:
        return _fynd(bestallning, valda, poster), _status(poster)
    text = _texter(bestallning, valda, grannar, sag)
    if bestallning.pastaenden:
        return _pastaenden(bestallning, text.pastaenden), _status(text.poster)
    from tui.cli_granska_text import utan_dubbletter

    poster = [*utan_dubbletter(poster, text.poster), *text.poster]
    return _fynd(bestallning, valda, poster), _status(poster)


def _texter(
    bestallning: Bestallning,
    valda: "Sequence[Dokument]",
    grannar: "Mapping[str, Granne]",
    sag: Sag,
) -> "Granskat":
    from tui.cli_granska_text import granskade_texter
    from tui.store.textfil import Textfel

    try:
        return granskade_texter(bestallning.text, valda, grannar, sag)
    except Textfel as fel:
        raise Bestallningsfel(fel.mening) from None


def last(lager: "Lager", sag: Sag) -> "Arbetsyta":
    """All documents with all their tables: a bridge has two ends."""
    from tui.arbetsyta import Arbetsyta

    installningar, installningsfel = lager.installningar()
    huvuden, huvudfel = lager.dokument()
    for fel in (*installningsfel, *huvudfel):
        sag(fel.mening)
    yta = Arbetsyta({d.id: d for d in huvuden}, installningar=installningar)
    for huvud in huvuden:
        for flik in REGISTER.flikar:
            tabeller, flikfel = lager.flik(huvud.id, flik.id)
            for fel in flikfel:
                sag(fel.mening)
            yta = yta.med_flik((huvud.id, flik.id), tabeller, flikfel)
    return yta


def _kalkyler(yta: "Arbetsyta", dokument: "Dokument", sag: Sag) -> "dict[str, Kalkyl]":
    """The tables that can be worked out; a sentence for each that cannot."""
    blad, fel = hela(bunt(yta, dokument).blad)
    for mening in fel:
        sag(mening)
    return {ett.tabell: ett.kalkyl for ett in blad}


def _valda(bestallning: Bestallning, yta: "Arbetsyta") -> "list[Dokument]":
    alla = list(yta.dokument.values())
    try:
        valt = valt_dokument(alla, bestallning.dokument or "", "")
    except Valfel as fel:
        raise Bestallningsfel(str(fel)) from None
    return alla if bestallning.dokument is None else [valt]


def _tabellposter(valda: "Sequence[Dokument]", grannar: "Mapping[str, Granne]") -> "list[Post]":
    from tui.granskning.grannar import narliggande
    from tui.granskning.granska import dokumentfynd
    from tui.granskning.undantag import utan_undantag
    from tui.report.granskning_ut import Post

    poster = []
    for huvud in valda:
        nara = narliggande(huvud, (d for d, _ in grannar.values()))
        andra = {id_: grannar[id_] for id_ in nara}
        alla = dokumentfynd(huvud, grannar[huvud.id][1], andra)
        poster += [Post(f) for f in utan_undantag(alla, huvud.undantag)]
    return poster


def _fynd(bestallning: Bestallning, valda: "Sequence[Dokument]", poster: "Sequence[Post]") -> str:
    from tui.report.granskning_ut import fyndjson, fyndtext

    if bestallning.format == "json":
        return fyndjson(poster)
    return fyndtext(valda, poster, bestallning.bredd)


def _pastaenden(bestallning: Bestallning, poster: "Sequence[Pastaendepost]") -> str:
    from tui.report.granskning_ut import pastaendejson, pastaendetext

    return pastaendejson(poster) if bestallning.format == "json" else pastaendetext(poster)


def _status(poster: "Iterable[Post]") -> int:
    return FEL_FINNS if any(post.fynd.allvar == "fel" for post in poster) else 0
