"""Scales as data: lines to steps and back, and proposals by the conditions of any nämnd's own."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tui.domain.proposals import (
    control_proposal,
    control_words,
    development,
    mal_proposal,
    nyckeltal_status,
    rule_words,
    status_words,
)
from tui.domain.scale import (
    SCALES,
    Signal,
    Step,
    parsed_step,
    step_number,
    steps_of,
    written_step,
)
from tui.domain.settings import Settings
from tui.domain.settings_fields import parsed_steps
from tui.domain.value import Malvarde
from tui.svenska.parse import Refusal

LIGHTS = (
    "Grön; ●; bra; minst 100 % av målet",
    "Gul; ◐; nästan; minst 80 % av målet",
    "Röd; ○; dåligt; annars",
    "Kan inte bedömas; ?; kan inte bedömas",
)
WORST = (
    "På väg; ↗; bra; alla uppnådda",
    "Nära; →; nästan; inget ej uppnått",
    "Efter; ↘; dåligt; annars",
)


def with_scale(**scales: tuple[str, ...]) -> Settings:
    """The settings of a nämnd with scales of its own."""
    return replace(Settings(), scales={**SCALES, **scales})


@pytest.mark.parametrize("name", SCALES)
def test_a_step_is_written_as_it_is_read(name: str) -> None:
    for line in SCALES[name]:
        step = parsed_step(name, line)
        assert isinstance(step, Step)
        assert written_step(step) == line


def test_a_step_may_have_a_colour_that_its_meaning_has_not() -> None:
    step = parsed_step("mal", "I hög grad; ◕; nästan, grön")
    assert step == Step("I hög grad", "◕", "nästan", Signal.BRA)
    assert written_step(step) == "I hög grad; ◕; nästan, grön"


def test_a_file_from_before_steps_had_meanings_means_what_it_meant() -> None:
    for name, lines in SCALES.items():
        bare = tuple(line.partition(";")[0] for line in lines)
        assert steps_of(name, bare) == steps_of(name, lines)
    own = steps_of("hantering", ("Följs i IK-plan", "Lämnas"))
    assert [step.meaning for step in own] == ["internkontrollplan", ""]


@given(st.text(max_size=30))
def test_any_stored_line_is_a_step(line: str) -> None:
    (step,) = steps_of("mal", (line,))
    assert step.name == " ".join(line.partition(";")[0].split()) or step.name == line.strip()


@pytest.mark.parametrize(
    ("target", "outcome", "direction", "status"),
    [
        (D(200), D(200), "högre är bättre", "Grön"),
        (D(200), D(199), "högre är bättre", "Gul"),
        (D(200), D(160), "högre är bättre", "Gul"),
        (D(200), D(159), "högre är bättre", "Röd"),
        (D(8), D(10), "lägre är bättre", "Gul"),
        (Malvarde("<", D(166)), D(166), "", "Gul"),
        (Malvarde("≤", D(0)), D(0), "", "Grön"),
        (D(0), D(3), "lägre är bättre", "Röd"),
        (D(200), None, "högre är bättre", "Kan inte bedömas"),
        ("ska öka", D(3), "högre är bättre", "Kan inte bedömas"),
    ],
)
def test_a_status_of_three_steps_goes_by_the_share_of_the_target(
    target: D, outcome: D | None, direction: str, status: str
) -> None:
    settings = with_scale(status=LIGHTS)
    assert nyckeltal_status(target, outcome, direction, settings=settings) == status
    # The order of the lines says nothing.
    turned = with_scale(status=LIGHTS[::-1])
    assert nyckeltal_status(target, outcome, direction, settings=turned) == status


def test_a_rule_is_told_in_the_words_of_the_scale() -> None:
    assert status_words(Settings().steps("status")) == "nära från 95 % av målet"
    own = with_scale(status=LIGHTS, mal=WORST, kontroll=("God; ; bra; högst 2,5 %", "Svag"))
    assert status_words(own.steps("status")) == "Grön från 100 % av målet; Gul från 80 % av målet"
    told = "På väg: alla uppnådda; Nära: inget ej uppnått; Efter: annars"
    assert rule_words(own.steps("mal")) == told
    assert control_words(own.steps("kontroll")) == "God till 2,5 %"


@pytest.mark.parametrize(
    ("statuses", "proposal"),
    [
        (["Grön", "Grön"], "På väg"),
        (["Grön", "Gul"], "Nära"),
        (["Grön", "Grön", "Röd"], "Efter"),
        (["Grön", "Kan inte bedömas"], "På väg"),
        (["Kan inte bedömas"], ""),
    ],
)
def test_the_worst_nyckeltal_may_count(statuses: list[str], proposal: str) -> None:
    assert mal_proposal(statuses, with_scale(status=LIGHTS, mal=WORST)) == proposal


def test_a_share_that_is_met_may_count_with_or_without_what_is_near() -> None:
    lines = ("Ja; ; bra; minst 60 % uppnådda", "Nej; ; dåligt; annars")
    three_of_five = ["uppnått"] * 3 + ["ej uppnått"] * 2
    near = ["uppnått"] * 2 + ["nära"] * 2 + ["ej uppnått"]
    assert mal_proposal(three_of_five, with_scale(mal=lines)) == "Ja"
    assert mal_proposal(near, with_scale(mal=lines)) == "Nej"
    halves = ("Ja; ; bra; minst 60 % uppnådda, nära räknas halvt", lines[1])
    assert mal_proposal(near, with_scale(mal=halves)) == "Ja"


def test_a_control_scale_may_have_four_steps() -> None:
    settings = with_scale(
        kontroll=(
            "God; ●; bra; inga anmärkningar",
            "Godtagbar; ◕; bra, gul; högst 5 %",
            "Svag; ◔; dåligt; annars",
            "Ej kontrollerad; ?; kan inte bedömas",
        )
    )
    given_ = [(100, 0), (100, 5), (100, 6), (0, 0)]
    proposals = [control_proposal(D(n), D(remarks), settings) for n, remarks in given_]
    assert proposals == ["God", "Godtagbar", "Svag", ""]


@pytest.mark.parametrize(
    ("now", "before", "lower", "step"),
    [
        (D(5), D(6), True, "bättre"),
        (D(5), D(6), False, "sämre"),
        (D(6), D(6), None, "oförändrat"),
        (D(6), D(5), None, ""),
        (D(6), None, True, ""),
    ],
)
def test_the_direction_since_last_time_is_a_step(
    now: D, before: D | None, lower: bool | None, step: str
) -> None:
    assert development(now, before, lower, Settings()) == step


POSSIBLE = steps_of("sannolikhet", ("Osannolik", "Mindre sannolik", "Möjlig", "Sannolik", "Säker"))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3", D(3)),
        ("3,0", D(3)),
        ("3 - Möjlig", D(3)),
        ("3. Möjlig", D(3)),
        ("3 – möjlig", D(3)),
        ("Möjlig (3)", D(3)),
        ("Möjlig", D(3)),
        ("3 Möjlig", D(3)),
        ("3 - Trolig", D(3)),
        ("2 - mindre  sannolik", D(2)),
        ("7", D(7)),
        ("2 - Möjlig", None),
        ("Trolig", None),
        ("3 kr", None),
        ("3 av 5", None),
        ("3-4", None),
        ("2,5", None),
        ("", None),
    ],
)
def test_a_step_is_read_as_people_write_it(text: str, number: D | None) -> None:
    assert step_number(text, POSSIBLE) == number


@pytest.mark.parametrize("name", ["mal", "kontroll", "status"])
def test_no_step_has_to_keep_its_name(name: str) -> None:
    steps = parsed_steps(name, ("Grön; ; bra", "Röd; ; dåligt"))
    assert not isinstance(steps, Refusal)
    assert [step.name for step in steps] == ["Grön", "Röd"]
