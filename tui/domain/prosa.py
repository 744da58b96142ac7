"""Two shapes that several tabs share: figures out of the running text, and plain registers."""

from tui.domain.arv import KVAR, UTKAST
from tui.domain.tabell import Kolumn, Mall

PROSAUPPGIFTER_KOLUMNER = (
    Kolumn("avser", "Avser", "text", hjalp="Kontogrupp eller område.", arv=KVAR),
    Kolumn("slag", "Slag", "val", skala="uppgiftsslag", hjalp="Vad uppgiften är.", arv=KVAR),
    Kolumn("varde", "Värde", "tal", decimaler=None, hjalp="Som texten skriver det."),
    Kolumn("enhet", "Enhet", "text", hjalp="Enheten i texten.", arv=KVAR),
    Kolumn("period", "Period", "text", hjalp="Den tid som uppgiften gäller."),
    Kolumn("avsnitt", "Avsnitt", "text", hjalp="Var i dokumentet uppgiften står.", arv=KVAR),
)


def prosauppgifter(id: str, flik: str, rubrik: str, hjalp: str) -> Mall:
    """A table of figures that stand only in the running text of one section."""
    return Mall(
        id,
        flik,
        rubrik,
        PROSAUPPGIFTER_KOLUMNER,
        enhet="",
        lista=True,
        tecken="Tecken och enhet som i texten; underskott −, överskott +.",
        rubrik_etikett="Uppgift",
        hjalp=hjalp,
        ur_texten=True,
    )


def register(id: str, flik: str, rubrik: str, etikett: str, *kolumner: Kolumn) -> Mall:
    """A plain register of texts: a list with a label and some columns."""
    return Mall(
        id,
        flik,
        rubrik,
        kolumner,
        enhet="",
        lista=True,
        rubrik_etikett=etikett,
        hjalp=f"{rubrik}, som dokumentet anger.",
    )


KOMMENTAR = Kolumn(
    "kommentar",
    "Kommentar",
    "langtext",
    hjalp="Din kommentar till raden, för rapporten.",
    alltid=True,
    arv=UTKAST,
)
