"""Every text can be read in every theme: contrast as WCAG 2 counts it, at least 4.5 to 1."""

import re
from pathlib import Path

import pytest
from rich.style import Style

import tui
from tui.domain.fel import ALLVARSORDNING
from tui.tabs.tecken import FYNDTECKEN, SIGNALKLASS
from tui.widgets.farger import PALETTER, palett, stil, textual_tema

TEMAN = sorted(PALETTER)
TEXTKLASSER = ("", "dampad", "bra", "varning", "allvar", "info", "text", "tangent", "stark")
YTOR = ("grund", "yta", "rubrik", "grund svagmarkor")
EGNA = ("band", "aktiv", "markor", "redigera", "karet", "band stark")


def ljushet(stil_: Style, del_: str) -> float:
    """The relative luminance of a style's text or ground."""
    farg = getattr(stil_, del_)
    kanaler = (v / 255 for v in farg.get_truecolor())
    r, g, b = (v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in kanaler)
    return float(0.2126 * r + 0.7152 * g + 0.0722 * b)


def kontrast(stil_: Style) -> float:
    """How many times lighter one is than the other."""
    ljus = sorted((ljushet(stil_, "color"), ljushet(stil_, "bgcolor")))
    return (ljus[1] + 0.05) / (ljus[0] + 0.05)


def test_the_contrast_of_black_on_white_is_twentyone() -> None:
    assert round(kontrast(Style(color="#000000", bgcolor="#ffffff"))) == 21


@pytest.mark.parametrize("tema", TEMAN)
@pytest.mark.parametrize("yta", YTOR)
@pytest.mark.parametrize("klass", TEXTKLASSER)
def test_every_class_can_be_read_on_every_ground(tema: str, yta: str, klass: str) -> None:
    assert kontrast(stil(tema, f"{yta} {klass}")) >= 4.5


@pytest.mark.parametrize("tema", TEMAN)
@pytest.mark.parametrize("klass", EGNA)
def test_what_has_its_own_ground_can_be_read(tema: str, klass: str) -> None:
    assert kontrast(stil(tema, klass)) >= 4.5


@pytest.mark.parametrize("tema", TEMAN)
def test_the_cursor_is_seen_against_the_grid(tema: str) -> None:
    assert stil(tema, "markor").bgcolor != stil(tema, "grund").bgcolor
    assert stil(tema, "svagmarkor").bgcolor not in (
        stil(tema, "grund").bgcolor,
        stil(tema, "markor").bgcolor,
    )


@pytest.mark.parametrize("tema", TEMAN)
def test_each_signal_has_a_colour_of_its_own(tema: str) -> None:
    farger = {stil(tema, klass).color for klass in SIGNALKLASS.values()}
    assert len(farger) == len(SIGNALKLASS)


@pytest.mark.parametrize("tema", TEMAN)
def test_every_class_that_the_code_names_is_a_class(tema: str) -> None:
    kod = "\n".join(
        fil.read_text(encoding="utf-8") for fil in Path(tui.__file__).parent.rglob("*.py")
    )
    namnda = set(re.findall(r'"(dampad|bra|varning|allvar|info|ram|stark|kursiv|tangent)\b', kod))
    namnda |= {k for klass in FYNDTECKEN.values() for k in klass[1].split()}
    assert len(namnda) >= 9
    assert [k for k in sorted(namnda) if stil(tema, k) == Style()] == []


def test_an_unknown_class_looks_like_nothing_and_an_unknown_theme_like_the_dark_one() -> None:
    assert stil("mork", "finns_inte") == Style()
    assert palett("finns_inte") is palett("mork")


def test_every_severity_has_its_own_symbol() -> None:
    assert len({FYNDTECKEN[allvar][0] for allvar in ALLVARSORDNING}) == len(ALLVARSORDNING)


@pytest.mark.parametrize("tema", TEMAN)
def test_the_dialogs_have_the_same_colours(tema: str) -> None:
    t, p = textual_tema(PALETTER[tema]), PALETTER[tema]
    assert (t.name, t.dark) == (f"namndkoll-{tema}", p.mork)
    assert (t.foreground, t.background, t.surface) == (p.text, p.bakgrund, p.yta)
