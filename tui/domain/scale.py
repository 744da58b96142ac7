"""A scale (*skala*): the steps that something is judged by, as the nämnd itself has them.

A step is a line ``name; symbol; meaning; when`` of which all but the name may be left out, such as
``Helt uppfyllt; ●; bra; alla uppnådda``. Nothing in the program knows a step by its name: counts,
colours and chains ask what it means. A colour of its own stands after the meaning, as in
``nästan, grå``. Where a step says when it is proposed, ``conditions`` reads that.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import TypeAlias

from msgspec import Struct

from tui.domain.conditions import Condition, parsed_condition
from tui.svenska.arithmetic import Refusal

MAX_NAME = 120
SEPARATOR = ";"


class Signal(Enum):
    """What a colour says; the screen adds a symbol and a word to each."""

    BRA = "bra"
    NEUTRAL = "neutral"
    WARNING = "varning"
    SEVERITY = "allvar"


GOOD, NEARLY, BAD, NEUTRAL = "bra", "nästan", "dåligt", "neutral"
UNKNOWN = "kan inte bedömas"
ASSESSED = (GOOD, NEARLY, BAD, NEUTRAL, UNKNOWN)
YES, NO = "ja", "nej"
HIGHER, LOWER = "högre", "lägre"
IN_PLAN = "internkontrollplan"
"""Such a risk is in the plan of internal control."""

MEANINGS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("mal", "kontroll", "status", "utveckling", "riskband"), ASSESSED),
    "ja_nej": (YES, NO),
    "riktning": (HIGHER, LOWER),
    "hantering": (IN_PLAN,),
}
"""What a step of each scale may mean; the steps of any other scale have only their names."""

COLOURS = {
    "grön": Signal.BRA,
    "gul": Signal.WARNING,
    "röd": Signal.SEVERITY,
    "grå": Signal.NEUTRAL,
}
_MEANS = {GOOD: Signal.BRA, NEARLY: Signal.WARNING, BAD: Signal.SEVERITY}


class Step(Struct, frozen=True):
    """One step: its name, its symbol ("" for its colour's), what it means, its colour.

    ``when`` is the condition that proposes it, None for a step that only a person chooses.
    """

    name: str
    sign: str = ""
    meaning: str = ""
    signal: Signal = Signal.NEUTRAL
    when: Condition | None = None


Steps: TypeAlias = tuple[Step, ...]


def parsed_step(scale: str, line: str) -> Step | Refusal:
    """The step that a line of a scale means."""
    name, sign, meaning, when = [*(" ".join(p.split()) for p in line.split(SEPARATOR)), *[""] * 3][
        :4
    ]
    if line.count(SEPARATOR) > 3 or not name or len(name) > MAX_NAME:
        return Refusal(
            f"Skriv steget som namn; tecken; betydelse; villkor, namnet högst {MAX_NAME} tecken."
        )
    if sign and not _is_sign(sign):
        return Refusal(f"{name}: tecknet ska vara ett enda, som ● eller ↗, inte ”{sign}”.")
    known = _meaning(scale, name, meaning)
    if isinstance(known, Refusal):
        return known
    condition = parsed_condition(scale, when) if when else None
    if isinstance(condition, Refusal):
        return Refusal(f"{name}: {condition.sentence}")
    return Step(name, sign, *known, condition)


def _is_sign(text: str) -> bool:
    return len(text) == 1 and text.isprintable() and unicodedata.east_asian_width(text) not in "FW"


def _meaning(scale: str, name: str, text: str) -> tuple[str, Signal] | Refusal:
    """What a step means, and its colour."""
    words = [word.strip().casefold() for word in text.split(",") if word.strip()]
    meanings = MEANINGS.get(scale, ())
    meaning = next((word for word in words if word in meanings), "")
    colour = next((COLOURS[word] for word in words if word in COLOURS), None)
    if strange := [word for word in words if word not in meanings and word not in COLOURS]:
        may = ", ".join(meanings) or "inget mer än namnet"
        return Refusal(f"{name}: ”{strange[0]}” är ingen betydelse här; skriv {may}.")
    return meaning, colour or _MEANS.get(meaning, Signal.NEUTRAL)


@lru_cache(256)
def steps_of(scale: str, lines: tuple[str, ...]) -> Steps:
    """The steps of a scale as it is stored.

    A step of a file from before steps had meanings is its name alone: it means what the step of
    that name means from the start. What cannot be read is a name.
    """
    return tuple(_stored_step(scale, line) for line in lines)


def _stored_step(scale: str, line: str) -> Step:
    step = parsed_step(scale, line)
    if isinstance(step, Refusal):
        return Step(line.strip())
    if SEPARATOR in line:
        return step
    if scale == "hantering" and "IK-plan" in line:
        return Step(line, meaning=IN_PLAN)
    return next((own for own in _from_the_start(scale) if own.name == step.name), step)


def _from_the_start(scale: str) -> Steps:
    lines = (line for line in SCALES.get(scale, ()) if SEPARATOR in line)
    return tuple(step for line in lines if isinstance(step := parsed_step(scale, line), Step))


def written_step(step: Step) -> str:
    """The line of a step, as it is edited."""
    colour = step.signal is not _MEANS.get(step.meaning, Signal.NEUTRAL)
    colours = [word for word, signal in COLOURS.items() if colour and signal is step.signal]
    meaning = ", ".join(filter(None, (step.meaning, *colours)))
    parts = [step.name, step.sign, meaning, step.when.text if step.when else ""]
    while not parts[-1]:
        parts.pop()
    return f"{SEPARATOR} ".join(parts)


def step_named(steps: Iterable[Step], word: object) -> Step | None:
    """The step of a name, whatever its capitals; None where there is none."""
    if not isinstance(word, str):
        return None
    searched = word.strip().casefold()
    return next((step for step in steps if step.name.casefold() == searched), None)


AXES = ("sannolikhet", "vasentlighet")
"""The scales of the risk matrix's two axes, which the roles of their columns are called too."""
# Compiled by the first step that is read, which is after the start.
_FIGURE = r"(?<![\d,])\d+(?:,0+)?(?![\d,])"
_SET_OFF = r"\d\s*[-–.:)]|\(\s*\d"
"""A figure that a mark sets off from the words beside it."""


def step_number(text: str, steps: Steps) -> Decimal | None:
    """The number of the step that a text names, counted from 1; None where it names none.

    "3", "3 - Möjlig", "3. Möjlig", "Möjlig (3)" and "Möjlig" are all step 3; so is "3 - Trolig" on
    a scale without that name. A name that belongs to another step than the figure names none.
    """
    figures = re.findall(_FIGURE, text)
    word = " ".join(re.sub(_FIGURE, " ", text).strip(" .:–−-()[]/").split()).casefold()
    named = next((i for i, s in enumerate(steps, 1) if s.name.casefold() == word), None)
    if not figures:
        return None if named is None else Decimal(named)
    if len(figures) > 1 or any(sign.isdigit() for sign in word):
        return None
    figure = Decimal(figures[0].replace(",", ".")).to_integral_value()
    if named is None:
        return figure if not word or re.search(_SET_OFF, text) else None
    return figure if figure == named else None


SCALES: Mapping[str, tuple[str, ...]] = {
    "mal": (
        "Ej uppfyllt; ○; dåligt; annars",
        "Delvis uppfyllt; ◔; nästan; något uppnått eller nära",
        "I hög grad uppfyllt; ◕; neutral; minst 75 % uppnådda, nära räknas halvt",
        "Helt uppfyllt; ●; bra; alla uppnådda",
    ),
    "kontroll": (
        "Utan eller med försumbar anmärkning; ✓; bra; försumbar andel",
        "Med anmärkning; !; dåligt; annars",
    ),
    "status": (
        "uppnått; ✓; bra; når målet",
        "nära; ≈; nästan; nära målet",
        "ej uppnått; ✗; dåligt; annars",
        "går ej att bedöma; ·; kan inte bedömas",
    ),
    "utveckling": (
        "bättre; ↗; bra; bättre än förra",
        "oförändrat; →; neutral; lika",
        "sämre; ↘; dåligt; sämre än förra",
    ),
    "riktning": ("högre är bättre; ; högre", "lägre är bättre; ; lägre"),
    "ja_nej": ("Ja; ; ja", "Nej; ; nej"),
    "sannolikhet": ("Osannolik", "Mindre sannolik", "Möjlig", "Sannolik"),
    "vasentlighet": ("Försumbar", "Lindrig", "Kännbar", "Allvarlig"),
    "riskband": (
        "låg; ▲; bra; annars",
        "medel; ·; neutral; medelhög risk",
        "hög; ▽; nästan; hög risk",
        "mycket hög; ▼; dåligt; mycket hög risk",
    ),
    "hantering": (
        "Accepteras",
        "Hanteras, IK-plan; ; internkontrollplan",
        "Hanteras, styrkort",
        "Hanteras, IK-plan & styrkort; ; internkontrollplan",
        "Hanteras, IK-plan & politisk inriktning; ; internkontrollplan",
    ),
    "uppgiftsslag": ("utfall", "prognos", "budget", "avvikelse", "förändring", "antal", "andel"),
}
"""The scales that a nämnd begins with, lowest step first where they go from low to high."""
