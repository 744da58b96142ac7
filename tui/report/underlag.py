"""What a report is made of (*underlag*)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tui.domain.berakning import Kalkyl
from tui.domain.dokument import Dokument
from tui.domain.fel import Filfel, Fynd
from tui.domain.installningar import Installningar
from tui.granskning.grannar import Granne
from tui.report.blad import Blad


@dataclass(frozen=True)
class Underlag:
    """A document with its sheets and findings, and the other documents, as the checks take them.

    ``filfel`` are the document's own files that could not be read whole.
    """

    dokument: Dokument
    blad: tuple[Blad, ...]
    fynd: tuple[Fynd, ...] = ()
    andra: Mapping[str, Granne] = field(default_factory=dict)
    installningar: Installningar = field(default_factory=Installningar)
    filfel: tuple[Filfel, ...] = ()

    @property
    def kalkyler(self) -> dict[str, dict[str, Kalkyl]]:
        """The tables by tab and id."""
        flikar: dict[str, dict[str, Kalkyl]] = {}
        for blad in self.blad:
            flikar.setdefault(blad.kalkyl.tabell.mall.flik, {})[blad.tabell] = blad.kalkyl
        return flikar
