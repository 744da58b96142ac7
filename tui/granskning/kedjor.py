"""Chains (*kedjor*): what follows from one table to the next, and is broken somewhere."""

from collections.abc import Iterator, Mapping

from tui.domain.berakning import Kalkyl
from tui.domain.dokument import Dokument
from tui.domain.fel import Fynd
from tui.granskning.grannar import Andra
from tui.granskning.malkedja import malkedja
from tui.granskning.rakningar import rakningar
from tui.granskning.riskkedja import riskkedja
from tui.granskning.takt import taktfynd
from tui.granskning.tidpunkter import tidpunktsfynd


def kedjefynd(dokument: Dokument, kalkyler: Mapping[str, Kalkyl], andra: Andra) -> Iterator[Fynd]:
    """Every chain of a document."""
    yield from taktfynd(dokument, kalkyler)
    yield from malkedja(dokument, kalkyler)
    yield from riskkedja(dokument, kalkyler, andra)
    yield from rakningar(dokument, kalkyler)
    yield from tidpunktsfynd(dokument, kalkyler)
