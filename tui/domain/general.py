"""What any nämnd may have: registers of measures and decisions, and the drift of a month."""

from msgspec.structs import replace

from tui.domain.drift import DRIFT_PARTS
from tui.domain.prosa import kept, register, template
from tui.domain.table import Column

MEASURES = template(
    "drift.atgarder",
    "drift",
    "Åtgärder",
    (
        kept("ansvarig", "Ansvarig", "text", "Den som svarar för åtgärden."),
        kept("klart", "Klart senast", "datum", "Dagen då den ska vara klar."),
        Column("effekt", "Effekt", optional=True, help_="Vad åtgärden väntas ge under året."),
        Column("lage", "Läge", "text", help_="Planerad, pågår, klar eller försenad."),
        Column("kommentar", "Kommentar", "langtext", help_="Vad som har gjorts, i korthet."),
    ),
    list_=True,
    sign="Effekt: plus är bättre.",
    heading_label="Åtgärd",
    help_="Åtgärder med ansvarig, tid och läge.",
    subject="atgarder",
)
DECISIONS = register(
    "mal.beslut",
    "mal",
    "Beslut att följa upp",
    "Beslut",
    kept("datum", "Sammanträde", "datum", "Nämndens sammanträde."),
    kept("paragraf", "Paragraf", "text", "Protokollets paragraf."),
    kept("ansvarig", "Ansvarig", "text", "Den som svarar för att det blir gjort."),
    kept("klart", "Klart senast", "datum", "Dagen då det ska vara klart."),
    Column("lage", "Läge", "text", help_="Planerat, pågår, klart eller försenat."),
    Column("kommentar", "Kommentar", "langtext", help_="Vad som har gjorts, i korthet."),
)
IN_SHORT = register(
    "drift.laget",
    "drift",
    "Läget i korthet",
    "Område",
    Column("text", "Text", "langtext", help_="Några rader för nämnden."),
)
MONTH = replace(
    DRIFT_PARTS,
    id="drift.manad",
    columns=tuple(
        replace(c, heading="Utfall {fjol}" if c.year else "Utfall {ar}")
        if c.role == "utfall"
        else c
        for c in DRIFT_PARTS.columns
    ),
)

TEMPLATES = (MONTH, MEASURES, DECISIONS, IN_SHORT)
