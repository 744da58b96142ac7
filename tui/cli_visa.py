"""``namndkoll visa``: the documents' tables in print, without a screen."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.cli_grund import Sag

if TYPE_CHECKING:
    from tui.arbetsyta import Arbetsyta
    from tui.domain.dokument import Dokument
    from tui.domain.installningar import Installningar
    from tui.store.mapp import Lager


@dataclass(frozen=True, slots=True)
class Visning:
    """What is to be printed, and how."""

    tabell: str = ""
    dokument: str | None = None
    alla: bool = False
    format: str = "text"
    bredd: int | None = None


def utskrift(visning: Visning, lager: "Lager", sag: Sag) -> str:
    """The text to write. Raises Valfel for a document or a table that there is none of."""
    from tui.report import blad, utskrift

    form, bredd = visning.format, visning.bredd
    buntar = [blad.bunt(yta, dokument) for yta, dokument in _lasta(visning, lager, sag)]
    if not visning.tabell and not visning.alla:
        return utskrift.listutskrift(buntar, form, bredd=bredd)
    if visning.alla:
        hela, fel = blad.hela(ett for bunt in buntar for ett in bunt.blad)
        _sag_alla(sag, fel)
        return utskrift.tabellutskrift(hela, form, bredd=bredd)
    return utskrift.enkel_utskrift(blad.valt_blad(buntar[0], visning.tabell), form, bredd=bredd)


def _lasta(visning: Visning, lager: "Lager", sag: Sag) -> "Iterator[tuple[Arbetsyta, Dokument]]":
    """The documents asked for, one at a time, each in a workspace of its own."""
    from tui.report.blad import valt_dokument

    installningar, installningsfel = lager.installningar()
    dokument, dokumentfel = lager.dokument()
    _sag_alla(sag, (fel.mening for fel in (*installningsfel, *dokumentfel)))
    valt = valt_dokument(dokument, visning.dokument or "", installningar.senaste_dokument)
    ett = visning.tabell or visning.dokument is not None
    for huvud in (valt,) if ett else dokument:
        yield _last(lager, huvud, installningar, sag), huvud


def _last(
    lager: "Lager", dokument: "Dokument", installningar: "Installningar", sag: Sag
) -> "Arbetsyta":
    from tui.arbetsyta import Arbetsyta
    from tui.domain.register import REGISTER

    yta = Arbetsyta({dokument.id: dokument}, installningar=installningar)
    for flik in REGISTER.flikar:
        tabeller, fel = lager.flik(dokument.id, flik.id)
        _sag_alla(sag, (ett.mening for ett in fel))
        yta = yta.med_flik((dokument.id, flik.id), tabeller, fel)
    return yta


def _sag_alla(sag: Sag, meningar: Iterable[str]) -> None:
    for mening in meningar:
        sag(mening)
