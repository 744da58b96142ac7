"""The overview's content out of the session."""

from typing import TYPE_CHECKING

from tui.tabs.oversikt import Oversiktsvy, oversiktsrader

if TYPE_CHECKING:
    from tui.app.program import Program


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
        pass_.fynd(),
        (*pass_.filfel, *flikfel),
        pass_.yta.installningar,
        pass_.dokument,
        program.idag(),
    )
    return Oversiktsvy(rader, program.size.width)
