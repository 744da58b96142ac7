"""Every text can be read in every theme: contrast as WCAG 2 counts it, at least 4.5 to 1."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich.style import Style

import tui
from tui.domain.finding import SEVERITY_ORDER
from tui.domain.symbols import FINDING_SIGN, SIGNAL_CLASS
from tui.screen.widgets.colours import PALETTES, palette, style, textual_theme

THEMES = sorted(PALETTES)
TEXT_CLASSES = ("", "dampad", "bra", "varning", "allvar", "info", "text", "tangent", "stark")
AREAS = ("grund", "yta", "rubrik", "grund svagmarkor")
OWN = ("band", "aktiv", "markor", "redigera", "karet", "band stark")


def lightness(style_: Style, part_: str) -> float:
    """The relative luminance of a style's text or ground."""
    colour = getattr(style_, part_)
    channels = (v / 255 for v in colour.get_truecolor())
    r, g, b = (v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in channels)
    return float(0.2126 * r + 0.7152 * g + 0.0722 * b)


def contrast(style_: Style) -> float:
    """How many times lighter one is than the other."""
    light = sorted((lightness(style_, "color"), lightness(style_, "bgcolor")))
    return (light[1] + 0.05) / (light[0] + 0.05)


def test_the_contrast_of_black_on_white_is_twentyone() -> None:
    assert round(contrast(Style(color="#000000", bgcolor="#ffffff"))) == 21


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("class_", TEXT_CLASSES)
def test_every_class_can_be_read_on_every_ground(theme: str, area: str, class_: str) -> None:
    assert contrast(style(theme, f"{area} {class_}")) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("class_", OWN)
def test_what_has_its_own_ground_can_be_read(theme: str, class_: str) -> None:
    assert contrast(style(theme, class_)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_the_cursor_is_seen_against_the_grid(theme: str) -> None:
    assert style(theme, "markor").bgcolor != style(theme, "grund").bgcolor
    assert style(theme, "svagmarkor").bgcolor not in (
        style(theme, "grund").bgcolor,
        style(theme, "markor").bgcolor,
    )


@pytest.mark.parametrize("theme", THEMES)
def test_each_signal_has_a_colour_of_its_own(theme: str) -> None:
    colours = {style(theme, class_).color for class_ in SIGNAL_CLASS.values()}
    assert len(colours) == len(SIGNAL_CLASS)


@pytest.mark.parametrize("theme", THEMES)
def test_every_class_that_the_code_names_is_a_class(theme: str) -> None:
    code = "\n".join(
        file.read_text(encoding="utf-8") for file in Path(tui.__file__).parent.rglob("*.py")
    )
    mentioned = set(
        re.findall(r'"(dampad|bra|varning|allvar|info|ram|stark|kursiv|tangent)\b', code)
    )
    mentioned |= {k for class_ in FINDING_SIGN.values() for k in class_[1].split()}
    assert len(mentioned) >= 9
    assert [k for k in sorted(mentioned) if style(theme, k) == Style()] == []


def test_an_unknown_class_looks_like_nothing_and_an_unknown_theme_like_the_dark_one() -> None:
    assert style("mork", "finns_inte") == Style()
    assert palette("finns_inte") is palette("mork")


def test_every_severity_has_its_own_symbol() -> None:
    assert len({FINDING_SIGN[severity][0] for severity in SEVERITY_ORDER}) == len(SEVERITY_ORDER)


@pytest.mark.parametrize("theme", THEMES)
def test_the_dialogs_have_the_same_colours(theme: str) -> None:
    t, p = textual_theme(PALETTES[theme]), PALETTES[theme]
    assert (t.name, t.dark) == (f"namndkoll-{theme}", p.dark)
    assert (t.foreground, t.background, t.surface) == (p.text, p.background, p.area)


def test_without_colours_the_worst_is_the_boldest() -> None:
    code = (
        "from tui.screen.widgets.colours import style\n"
        "print([style('mork', k).bold for k in ('allvar', 'varning', 'bra')])"
    )
    command = [sys.executable, "-c", code]
    environment = {**os.environ, "NO_COLOR": "1", "PYTHONPATH": str(Path(tui.__file__).parents[1])}
    out = subprocess.check_output(command, env=environment, text=True)
    assert out.split() == ["[True,", "None,", "None]"]
