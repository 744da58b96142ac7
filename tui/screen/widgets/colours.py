"""Themes (*teman*): what each class looks like. Colour never says anything alone."""

import os
from functools import cache

from msgspec import Struct
from rich.style import Style
from textual.theme import Theme


class Palette(Struct, frozen=True):
    """The colours of one theme, by what they say."""

    name: str
    heading: str
    dark: bool
    background: str
    area: str
    band: str
    band_text: str
    heading_area: str
    text: str
    muted: str
    bra: str
    warning: str
    severity: str
    info: str
    cursor: str
    cursor_text: str
    ram: str


DARK = Palette(
    "mork", "Mörkt", True,
    "#121212", "#1c1c1c", "#004f9e", "#ffffff", "#22303a", "#e4e4e4", "#969696",
    "#a6e22e", "#fd971f", "#ff5c8a", "#66d9ef", "#174a7c", "#ffffff", "#3a6ea5",
)  # fmt: skip
LIGHT = Palette(
    "ljus", "Ljust", False,
    "#ffffff", "#f6f6f4", "#0b4f94", "#ffffff", "#e3e9ee", "#1b1b1b", "#5f6368",
    "#1a6b1a", "#9a4f00", "#b3003c", "#00598c", "#bcd9f5", "#000000", "#7a93ad",
)  # fmt: skip
COLOUR_BLIND = Palette(
    "fargblind", "Färgblindsäkert", True,
    "#101014", "#1a1a20", "#3b3b6d", "#ffffff", "#26263a", "#ececec", "#9a9aa2",
    "#56b4e9", "#f0e442", "#ff9d5c", "#c9b3ff", "#3d4f8a", "#ffffff", "#6c6ca8",
)  # fmt: skip
PALETTES = {palette.name: palette for palette in (DARK, LIGHT, COLOUR_BLIND)}


def palette(name: str) -> Palette:
    """The palette of a theme, the dark one for an unknown name."""
    return PALETTES.get(name, DARK)


@cache
def style(theme: str, class_: str) -> Style:
    """How a class looks in a theme. Several classes may be given, parted by spaces."""
    styles = _styles(palette(theme))
    collected = Style()
    for part_ in class_.split():
        collected += styles.get(part_, Style())
    return collected


@cache
def _styles(p: Palette) -> dict[str, Style]:
    return {
        "grund": Style(color=p.text, bgcolor=p.background),
        "yta": Style(color=p.text, bgcolor=p.area),
        "band": Style(color=p.band_text, bgcolor=p.band),
        "rubrik": Style(color=p.text, bgcolor=p.heading_area, bold=True),
        "aktiv": Style(color=p.cursor_text, bgcolor=p.cursor, bold=True),
        "markor": Style(color=p.cursor_text, bgcolor=p.cursor),
        "svagmarkor": Style(bgcolor=p.heading_area),
        "vald": Style(bgcolor=p.heading_area),
        "redigera": Style(color=p.background, bgcolor=p.text),
        "karet": Style(color=p.text, bgcolor=p.background, underline=True),
        "stark": Style(bold=True),
        "kursiv": Style(italic=True),
        "ram": Style(color=p.ram),
        "tangent": Style(color=p.warning, bold=True),
        "dampad": Style(color=p.muted),
        "bra": Style(color=p.bra),
        "varning": Style(color=p.warning),
        "allvar": _severe(p),
        "info": Style(color=p.info),
        "text": Style(color=p.text),
    }


def _severe(p: Palette) -> Style:
    """The worst is the boldest where colours become greys, of which its own is a faint one."""
    if "NO_COLOR" in os.environ:
        return Style(color=p.text, bold=True)
    return Style(color=p.severity)


def textual_theme(p: Palette) -> Theme:
    """The same palette as a Textual theme, for dialogs."""
    return Theme(
        name=f"namndkoll-{p.name}",
        primary=p.band,
        secondary=p.info,
        accent=p.warning,
        warning=p.warning,
        error=p.severity,
        success=p.bra,
        foreground=p.text,
        background=p.background,
        surface=p.area,
        panel=p.heading_area,
        dark=p.dark,
    )
