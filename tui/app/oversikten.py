"""The content of the two tabs without tables, out of the session: the overview and the text."""

from typing import TYPE_CHECKING

from tui.app.fyndurval import undantagna
from tui.tabs.oversikt import Oversiktsvy, oversiktsrader
from tui.widgets.modell import Textrad

if TYPE_CHECKING:
    from tui.app.program import Program
    from tui.tabs.text import Textvy


def oversiktsvy(program: "Program") -> Oversiktsvy:
    """The overview of the shown document."""
    pass_ = program.pass_
    kalkyler = {
        flik.id: {t.id: pass_.kalkyl(t) for t in pass_.tabeller(flik.id)}
        for flik in pass_.register.flikar
    }
    flikfel = [f for (d, _), fel in pass_.yta.filfel.items() if d == pass_.dokument_id for f in fel]
    rader = oversiktsrader(
        pass_.register,
        kalkyler,
        pass_.fynden.alla(),
        (*pass_.filfel, *flikfel, *pass_.fynden.nara.fel()),
        pass_.yta.installningar,
        pass_.dokument,
        program.idag(),
        undantagna(pass_.fynden),
    )
    return Oversiktsvy(rader, program.size.width)


def textvy(program: "Program") -> "Textvy":
    """The shown document's texts, as they were last checked."""
    from tui.tabs.text import Lasttextvy, Textvy

    texter = program.pass_.fynden.lasta_texter
    lasta = texter.lasta if texter else ()
    visade = [Lasttextvy(t.fil, t.kalla, t.domar, t.rader) for t in lasta]
    vantar = bool(program.pass_.dokument.texter) and texter is None
    return Textvy(visade, program.size.width, vantar=vantar)


def textpanel(program: "Program", bredd: int) -> list[Textrad]:
    """The claims of the line under the cursor, each with the figure that it speaks of."""
    from tui.tabs.text import Textvy, domrader

    vy = program.rutnat.modell
    if not isinstance(vy, Textvy):
        return []
    return [rad for dom in vy.domar_vid(program.rutnat.rad) for rad in domrader(dom, bredd)]
