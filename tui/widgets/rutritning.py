"""How a grid's lines are drawn: values in, strips out."""

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.fryst import fryst
from tui.svenska.format import ren
from tui.widgets.farger import stil
from tui.widgets.modell import Ruta, Rutkolumn, Rutmodell, kortad
from tui.widgets.redigering import Rad
from tui.widgets.rutform import MELLAN


@fryst
class Radlage:
    """What of a line depends on the cursor: its column (−1 for none), focus, the open edit."""

    kolumn: int = -1
    fokus: bool = False
    redigering: Rad | None = None


def rubrikhojd(modell: Rutmodell) -> int:
    """The lines of the heading."""
    return max(len(kolumn.rubrik) for kolumn in modell.kolumner)


def rubrikremsa(modell: Rutmodell, synliga: Sequence[int], y: int, bredd: int, tema: str) -> Strip:
    """One line of the heading, with arrows where columns are out of sight."""
    bas = stil(tema, "rubrik")
    tomma = rubrikhojd(modell)
    text = "".join(
        _justerad(_rubrik(modell.kolumner[i], y, tomma), modell.kolumner[i]) + " " * MELLAN
        for i in (0, *synliga)
    )
    if y == 0:
        text = _med_pilar(text, modell, synliga, bredd)
    return Strip([Segment(text, bas)]).adjust_cell_length(bredd, bas)


def _rubrik(kolumn: Rutkolumn, y: int, hojd: int) -> str:
    plats = y - (hojd - len(kolumn.rubrik))
    return ren(kolumn.rubrik[plats]) if plats >= 0 else ""


def _med_pilar(text: str, modell: Rutmodell, synliga: Sequence[int], bredd: int) -> str:
    if synliga and synliga[0] > 1:
        kant = modell.kolumner[0].totalbredd
        text = text[:kant] + "‹" + text[kant + 1 :]
    if synliga and synliga[-1] < len(modell.kolumner) - 1:
        text = text.ljust(bredd)[: bredd - 1] + "›"
    return text


def _justerad(text: str, kolumn: Rutkolumn) -> str:
    text = kortad(text, kolumn.totalbredd)
    if not kolumn.hoger:
        return text.ljust(kolumn.totalbredd)
    justerad = text.rjust(kolumn.bredd)
    return justerad.ljust(kolumn.totalbredd)


def radremsa(
    modell: Rutmodell, rad: int, synliga: Sequence[int], lage: Radlage, bredd: int, tema: str
) -> Strip:
    """One row's line."""
    bas = stil(tema, "grund") + stil(tema, modell.radklass(rad))
    luft = Segment(" " * MELLAN, bas)
    bitar: list[Segment] = []
    for i in (0, *synliga):
        bitar += _cellbitar(modell.kolumner[i], modell.ruta(rad, i), lage, i, bas, tema)
        bitar.append(luft)
    return Strip(bitar).adjust_cell_length(bredd, bas)


def _cellbitar(
    kolumn: Rutkolumn, ruta: Ruta, lage: Radlage, i: int, bas: Style, tema: str
) -> list[Segment]:
    vald = i == lage.kolumn
    if vald and lage.redigering is not None:
        return _redigeringsbitar(lage.redigering, kolumn, tema)
    over = stil(tema, ("markor" if lage.fokus else "svagmarkor") if vald else "")
    grund = bas + stil(tema, ruta.klass) + over
    tecken = bas + stil(tema, ruta.teckenklass or ruta.klass) + over
    if ruta.bitar:
        delar = [Segment(ren(text), bas + stil(tema, k) + over) for text, k in ruta.bitar]
        fyllnad = kolumn.totalbredd - sum(len(text) for text, _ in ruta.bitar)
        return [*delar, Segment(" " * max(0, fyllnad), grund)]
    return _rutbitar(ruta, kolumn, grund, tecken)


def _rutbitar(ruta: Ruta, kolumn: Rutkolumn, grund: Style, tecken: Style) -> list[Segment]:
    text = ren(ruta.text)
    if len(text) > kolumn.bredd:
        text = "#" * kolumn.bredd if kolumn.hoger else kortad(text, kolumn.bredd)
    text = text.rjust(kolumn.bredd) if kolumn.hoger else text.ljust(kolumn.bredd)
    if not kolumn.teckenbredd:
        return [Segment(text, grund)]
    luft = " " if kolumn.teckenbredd > 1 else ""
    marke = f"{luft}{ruta.tecken}".ljust(kolumn.teckenbredd)[: kolumn.teckenbredd]
    return [Segment(text, grund), Segment(marke, tecken)]


def _redigeringsbitar(rad: Rad, kolumn: Rutkolumn, tema: str) -> list[Segment]:
    text, pos = rad.fonster(kolumn.totalbredd)
    fylld = ren(text).ljust(kolumn.totalbredd)
    yta, karet = stil(tema, "redigera"), stil(tema, "karet")
    return [
        Segment(fylld[:pos], yta),
        Segment(fylld[pos : pos + 1], karet),
        Segment(fylld[pos + 1 :], yta),
    ]
