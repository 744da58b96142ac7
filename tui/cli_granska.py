"""``namndkoll granska``: every check without a screen; exit status 1 where there is a *fel*."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.cli_grund import Sag
from tui.domain.register import REGISTER
from tui.report.blad import Valfel, bunt, hela, valt_dokument

if TYPE_CHECKING:
    from tui.arbetsyta import Arbetsyta
    from tui.domain.berakning import Kalkyl
    from tui.domain.dokument import Dokument
    from tui.granskning.grannar import Granne
    from tui.report.granskning_ut import Granskat, Pastaendepost, Post
    from tui.store.mapp import Lager

FORMAT = ("text", "json")
FEL_FINNS = 1


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
    text = _texter(bestallning, valda, grannar, lager, sag)
    if bestallning.pastaenden:
        for post in text.poster:
            if post.fynd.slag == "text":
                sag(post.fynd.mening)
        status = _status(_utan_undantag(valda, text.poster))
        return _pastaenden(bestallning, text.pastaenden), status
    if text.poster:
        from tui.cli_granska_text import utan_dubbletter

        poster = [*utan_dubbletter(poster, text.poster), *text.poster]
    kvar = _utan_undantag(valda, poster)
    return _fynd(bestallning, valda, kvar, len(poster) - len(kvar)), _status(kvar)


def _texter(
    bestallning: Bestallning,
    valda: "Sequence[Dokument]",
    grannar: "Mapping[str, Granne]",
    lager: "Lager",
    sag: Sag,
) -> "Granskat":
    """The texts that were asked for, and those that belong to the documents."""
    if not bestallning.text and not any(huvud.texter for huvud in valda):
        from tui.report.granskning_ut import Granskat

        return Granskat()
    from tui.cli_granska_text import egna_texter, granskade_texter
    from tui.store.textfil import Textfel

    try:
        granskat = granskade_texter(bestallning.text, valda, grannar, sag)
    except Textfel as fel:
        raise Bestallningsfel(fel.mening) from None
    return egna_texter(granskat, bestallning.text, valda, grannar, lager)


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
    from tui.report.granskning_ut import Post

    poster = []
    for huvud in valda:
        nara = narliggande(huvud, (d for d, _ in grannar.values()))
        andra = {id_: grannar[id_] for id_ in nara}
        poster += [Post(f) for f in dokumentfynd(huvud, grannar[huvud.id][1], andra)]
    return poster


def _utan_undantag(valda: "Sequence[Dokument]", poster: "Sequence[Post]") -> "list[Post]":
    from tui.granskning.undantag import fyndnyckel

    undantagna = {(d.id, u.nyckel) for d in valda for u in d.undantag}
    if not undantagna:
        return list(poster)
    return [p for p in poster if (p.fynd.adress.dokument, fyndnyckel(p.fynd)) not in undantagna]


def _fynd(
    bestallning: Bestallning,
    valda: "Sequence[Dokument]",
    poster: "Sequence[Post]",
    undantagna: int,
) -> str:
    from tui.report.granskning_ut import fyndjson, fyndtext

    if bestallning.format == "json":
        return fyndjson(poster)
    return fyndtext(valda, poster, bestallning.bredd, undantagna)


def _pastaenden(bestallning: Bestallning, poster: "Sequence[Pastaendepost]") -> str:
    from tui.report.granskning_ut import pastaendejson, pastaendetext

    return pastaendejson(poster) if bestallning.format == "json" else pastaendetext(poster)


def _status(poster: "Iterable[Post]") -> int:
    return FEL_FINNS if any(post.fynd.allvar == "fel" for post in poster) else 0
