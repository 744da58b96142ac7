"""Themes (*teman*): what each class looks like. Colour never says anything alone."""

from functools import cache

from rich.style import Style
from textual.theme import Theme

from tui.fryst import fryst


@fryst
class Palett:
    """The colours of one theme, by what they say."""

    namn: str
    rubrik: str
    mork: bool
    bakgrund: str
    yta: str
    band: str
    bandtext: str
    rubrikyta: str
    text: str
    dampad: str
    bra: str
    varning: str
    allvar: str
    info: str
    markor: str
    markortext: str
    ram: str


MORK = Palett(
    "mork", "Mörkt", True,
    "#121212", "#1c1c1c", "#004f9e", "#ffffff", "#22303a", "#e4e4e4", "#969696",
    "#a6e22e", "#fd971f", "#ff5c8a", "#66d9ef", "#174a7c", "#ffffff", "#3a6ea5",
)  # fmt: skip
LJUS = Palett(
    "ljus", "Ljust", False,
    "#ffffff", "#f6f6f4", "#0b4f94", "#ffffff", "#e3e9ee", "#1b1b1b", "#5f6368",
    "#1a6b1a", "#9a4f00", "#b3003c", "#00598c", "#bcd9f5", "#000000", "#7a93ad",
)  # fmt: skip
FARGBLIND = Palett(
    "fargblind", "Färgblindsäkert", True,
    "#101014", "#1a1a20", "#3b3b6d", "#ffffff", "#26263a", "#ececec", "#9a9aa2",
    "#56b4e9", "#f0e442", "#ff9d5c", "#c9b3ff", "#3d4f8a", "#ffffff", "#6c6ca8",
)  # fmt: skip
PALETTER = {palett.namn: palett for palett in (MORK, LJUS, FARGBLIND)}


def palett(namn: str) -> Palett:
    """The palette of a theme, the dark one for an unknown name."""
    return PALETTER.get(namn, MORK)


@cache
def stil(tema: str, klass: str) -> Style:
    """How a class looks in a theme. Several classes may be given, parted by spaces."""
    stilar = _stilar(palett(tema))
    samlad = Style()
    for del_ in klass.split():
        samlad += stilar.get(del_, Style())
    return samlad


@cache
def _stilar(p: Palett) -> dict[str, Style]:
    return {
        "grund": Style(color=p.text, bgcolor=p.bakgrund),
        "yta": Style(color=p.text, bgcolor=p.yta),
        "band": Style(color=p.bandtext, bgcolor=p.band),
        "rubrik": Style(color=p.text, bgcolor=p.rubrikyta, bold=True),
        "aktiv": Style(color=p.markortext, bgcolor=p.markor, bold=True),
        "markor": Style(color=p.markortext, bgcolor=p.markor),
        "svagmarkor": Style(bgcolor=p.rubrikyta),
        "redigera": Style(color=p.bakgrund, bgcolor=p.text),
        "karet": Style(color=p.text, bgcolor=p.bakgrund, underline=True),
        "stark": Style(bold=True),
        "kursiv": Style(italic=True),
        "ram": Style(color=p.ram),
        "tangent": Style(color=p.varning, bold=True),
        **{namn: Style(color=getattr(p, namn)) for namn in _FARGKLASSER},
    }


_FARGKLASSER = ("dampad", "bra", "varning", "allvar", "info", "text")


def textual_tema(p: Palett) -> Theme:
    """The same palette as a Textual theme, for dialogs."""
    return Theme(
        name=f"namndkoll-{p.namn}",
        primary=p.band,
        secondary=p.info,
        accent=p.varning,
        warning=p.varning,
        error=p.allvar,
        success=p.bra,
        foreground=p.text,
        background=p.bakgrund,
        surface=p.yta,
        panel=p.rubrikyta,
        dark=p.mork,
    )
