"""The lines that are always there: they fit, and say what must be known, at 120 and at 80."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fem_dokument import IDN, huvud, yta
from tui.app.kommandon import FOTKOMMANDON
from tui.domain.dokument import Dokument
from tui.domain.fel import Adress, Allvar, Fynd
from tui.domain.installningar import Installningar, Sammantrade
from tui.domain.register import FLIKAR, REGISTER
from tui.domain.tabell import Tabell
from tui.tabs.huvud import (
    dokumenttext,
    flik_vid,
    flikrad,
    fotkommando_vid,
    fotrad,
    fyndtext,
    kortperiod,
    periodtext,
    sammantradestext,
    statusrad,
    tabellrad,
    teckenrad,
)
from tui.widgets.modell import Textrad, bredd

IDAG = date(2024, 9, 10)
MOTE = sammantradestext(Installningar(sammantraden=(Sammantrade(date(2024, 9, 17)),)), IDAG)
FYND = ("! 12 att granska", "! 12 fynd")
FLIKTABELLER = [(d, f.id, yta().tabeller[(d, f.id)]) for d in IDN for f in FLIKAR]
FOT = [(k.visas, k.fot) for k in FOTKOMMANDON]


def text(rad: Textrad) -> str:
    """The line's text."""
    return "".join(t for t, _ in rad)


def lagen(dokument: Dokument) -> tuple[tuple[Dokument, str], ...]:
    """The document decided, unlocked and as a draft, with the longest word on saving of each."""
    return (
        (dokument, "läsläge"),
        (replace(dokument, upplast="Rättelse"), "✓ sparat 14.02"),
        (replace(dokument, status="utkast"), "✓ sparat 14.02"),
    )


@pytest.mark.parametrize("skarm", [120, 80])
@pytest.mark.parametrize("dokument", IDN)
def test_the_status_line_fits_and_cuts_nothing(dokument: str, skarm: int) -> None:
    for tabell in (None, *(t for d, _, ts in FLIKTABELLER if d == dokument for t in ts)):
        for huvudet, sparat in lagen(huvud(dokument)):
            rad = text(statusrad(huvudet, tabell, MOTE, FYND, sparat, skarm))
            assert len(rad) == skarm
            assert "…" not in rad
            assert huvudet.namn in rad
            assert "12" in rad
            assert rad.rstrip().endswith(sparat)


@pytest.mark.parametrize("dokument", [d for d in IDN if d != "2019-underlag"])
@pytest.mark.parametrize("skarm", [120, 80])
def test_the_status_line_has_state_period_and_days_to_the_meeting(
    dokument: str, skarm: int
) -> None:
    for huvudet, sparat in lagen(huvud(dokument)):
        rad = text(statusrad(huvudet, None, MOTE, FYND, sparat, skarm))
        assert dokumenttext(huvudet) in rad
        assert "om 7 dagar" in rad
        if sparat == "läsläge":
            assert kortperiod(huvudet) in rad


def test_the_unit_stands_in_the_status_line_or_in_the_line_of_signs() -> None:
    for dokument, _, tabeller in FLIKTABELLER:
        for tabell in tabeller:
            for skarm in (120, 80):
                rader = text(statusrad(huvud(dokument), tabell, MOTE, FYND, "läsläge", skarm))
                assert tabell.enhet in rader + text(teckenrad(tabell, skarm))


@pytest.mark.parametrize("skarm", [60, 40, 10, 1])
def test_a_still_narrower_status_line_is_cut_on_the_left_first(skarm: int) -> None:
    rad = text(statusrad(huvud("2024-delar"), None, MOTE, FYND, "läsläge", skarm))
    assert rad.rstrip().endswith("läsläge")
    assert skarm < 30 or len(rad) == skarm


@pytest.mark.parametrize(
    ("slut", "lang", "kort"),
    [(date(2024, 8, 31), "per 31 aug 2024", "31 aug"), (date(2024, 12, 31), "helår 2024", "helår")],
)
def test_the_period_is_said_as_a_reader_says_it(slut: date, lang: str, kort: str) -> None:
    dokument = huvud("2024-delar")
    dokument = replace(dokument, period=replace(dokument.period, slut=slut))
    assert (periodtext(dokument), kortperiod(dokument)) == (lang, kort)


@pytest.mark.parametrize(
    ("dag", "vantat"),
    [
        (date(2024, 9, 10), ("nämnd 10 sep · i dag", "nämnd i dag")),
        (date(2024, 9, 11), ("nämnd 11 sep · i morgon", "nämnd i morgon")),
        (date(2024, 12, 10), ("nämnd 10 dec · om 91 dagar", "nämnd om 91 dagar")),
        (date(2024, 9, 9), ("inget möte planerat", "inget möte")),
    ],
)
def test_the_next_meeting_is_told_in_days(dag: date, vantat: tuple[str, str]) -> None:
    moten = (Sammantrade(date(2023, 1, 1)), Sammantrade(dag))
    assert sammantradestext(Installningar(sammantraden=moten), IDAG) == vantat


def fynd(*allvar: Allvar) -> list[Fynd]:
    """Findings of these severities."""
    return [Fynd(Adress("d"), "identitet", a, Decimal(1), None, "") for a in allvar]


def test_the_findings_are_counted_without_mere_rounding() -> None:
    assert fyndtext(fynd("fel", "avrundning", "bör ses över"))[0] == "! 2 att granska"
    assert fyndtext(fynd("avrundning"))[0] == "✓ inga fynd"


@pytest.mark.parametrize("skarm", [120, 80])
@pytest.mark.parametrize("vald", ["oversikt", *(f.id for f in FLIKAR), "text"])
def test_the_tab_bar_fits_and_marks_the_chosen_tab_without_colour(vald: str, skarm: int) -> None:
    rad = flikrad(REGISTER, vald, False, skarm)
    assert bredd(rad) <= skarm
    assert [t.strip("▸ ")[0] for t, _ in rad] == ["0", *(f.tangent for f in FLIKAR), "6"]
    assert text(rad).count("▸") == 1
    assert "▸" in rad[["oversikt", *(f.id for f in FLIKAR), "text"].index(vald)][0]


@pytest.mark.parametrize("skarm", [120, 80])
def test_the_tabs_tell_of_their_findings_where_there_is_room_with_their_number(skarm: int) -> None:
    antal = {f.id: 12 for f in FLIKAR} | {"text": 12}
    rad = flikrad(REGISTER, "drift", False, skarm, antal)
    assert bredd(rad) <= skarm
    assert [("!" in t) for t, _ in rad] == [False, True, True, True, True, True, True]
    assert ("!12" in text(rad)) == (skarm == 120)
    assert "!3" in text(flikrad(REGISTER, "drift", False, 80, {"drift": 3}))


@pytest.mark.parametrize("skarm", [120, 80])
def test_a_click_on_the_tab_bar_hits_the_tab_that_is_drawn_there(skarm: int) -> None:
    kant, ids, antal = 0, ["oversikt", *(f.id for f in FLIKAR), "text"], {"mal": 4}
    for id_, (bit, _) in zip(ids, flikrad(REGISTER, "drift", False, skarm, antal), strict=True):
        traffar = {flik_vid(REGISTER, x, skarm, antal) for x in range(kant, kant + len(bit))}
        assert traffar == {id_}
        kant += len(bit)
    assert flik_vid(REGISTER, kant + 1, skarm) == ""


@pytest.mark.parametrize("skarm", [120, 80])
def test_the_line_of_tables_fits_and_says_which_and_how_to_get_on(skarm: int) -> None:
    for _, _, tabeller in FLIKTABELLER:
        for i, vald in enumerate(tabeller):
            rad = text(tabellrad(tabeller, vald, skarm))
            assert len(rad) <= skarm
            assert vald.rubrik in rad
            if len(tabeller) > 1:
                assert f" {i + 1} av {len(tabeller)} " in rad
                assert rad.endswith("F6 nästa")


def test_the_line_of_tables_shows_neighbours_as_far_as_there_is_room() -> None:
    tabeller = yta().tabeller[("2019-underlag", "drift")]
    assert len(tabeller) == 14
    for vald in tabeller:
        rad = text(tabellrad(tabeller, vald, 120))
        assert sum(t.rubrik in rad for t in tabeller) >= 3
    assert "│ …" in text(tabellrad(tabeller, tabeller[0], 120))
    assert "… │" in text(tabellrad(tabeller, tabeller[-1], 120))


def test_a_tab_without_tables_says_so() -> None:
    assert text(tabellrad((), None, 80)) == " Inga tabeller att visa på fliken."
    assert teckenrad(None, 80) == ()


@pytest.mark.parametrize("skarm", [120, 80])
def test_the_convention_of_signs_is_stated_whole(skarm: int) -> None:
    for dokument, _, tabeller in FLIKTABELLER:
        for tabell in tabeller:
            rad = text(teckenrad(tabell, skarm))
            assert len(rad) <= skarm, (dokument, tabell.id)
            assert rad.endswith(tabell.mall.tecken)


@pytest.mark.parametrize(
    "mall", [m for m in REGISTER.mallar.values() if m.tecken], ids=lambda m: m.id
)
def test_every_declared_convention_fits_a_narrow_screen(mall) -> None:  # type: ignore[no-untyped-def]
    tabell = Tabell("t", mall, mall.rubrik, mall.enhet, mall.kolumner, ())
    assert text(teckenrad(tabell, 80)).endswith(mall.tecken)


@pytest.mark.parametrize("skarm", [120, 80])
def test_the_footer_has_all_its_commands_at_most_eight(skarm: int) -> None:
    rad = text(fotrad(FOT, skarm))
    assert len(rad) <= skarm
    assert len(FOT) <= 8
    assert all(namn in rad for _, namn in FOT)


@pytest.mark.parametrize("skarm", [120, 80, 40])
def test_a_click_on_the_footer_hits_the_command_that_is_drawn_there(skarm: int) -> None:
    rad = text(fotrad(FOT, skarm))
    synliga = [namn for _, namn in FOT if f" {namn}" in rad]
    assert synliga == [namn for _, namn in FOT][: len(synliga)]
    for i, namn in enumerate(synliga):
        assert fotkommando_vid(FOT, rad.index(f" {namn}") + 1, skarm) == i
    assert fotkommando_vid(FOT, len(rad), skarm) is None


@given(skarm=st.integers(1, 200))
def test_no_line_is_ever_wider_than_the_screen(skarm: int) -> None:
    tabeller = yta().tabeller[("2024-delar", "drift")]
    assert bredd(fotrad(FOT, skarm)) <= skarm
    assert bredd(teckenrad(tabeller[0], skarm)) <= skarm
    assert skarm < 40 or bredd(tabellrad(tabeller, tabeller[0], skarm)) <= skarm


@pytest.mark.parametrize(
    ("falt", "text_"),
    [
        ({}, "Delårsbokslut 2024 (beslutad)"),
        ({"upplast": "Rättelse"}, "Delårsbokslut 2024 (upplåst)"),
        ({"status": "utkast"}, "Delårsbokslut 2024 (utkast)"),
    ],
)
def test_a_document_is_named_with_its_state(falt: dict[str, str], text_: str) -> None:
    assert dokumenttext(replace(huvud("2024-delar"), **falt)) == text_  # type: ignore[arg-type]
