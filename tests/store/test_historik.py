"""What the events add up to: undo, redo, and the history of a cell."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.journalhjalp import DRIFT, TID, andrad_cell, cell, yta
from tui.arbetsyta import (
    MAX_STEG,
    Andring,
    Arbetsyta,
    Dokumentandring,
    Historik,
    RadBorttagen,
    RadFlyttad,
    RadTillagd,
    angra,
    genomford,
    gor_om,
)
from tui.domain.fel import Adress
from tui.domain.tabell import ETIKETT, Rad
from tui.store.historik import Cellhandelse, cellhistorik, forsta_behovda, historik_ur
from tui.store.journalrad import Handelse, Slag


class Pass:
    """A session that writes down every step that it takes."""

    def __init__(self) -> None:
        self.yta: Arbetsyta = yta()
        self.historik = Historik()
        self.handelser: list[Handelse] = []

    def _noterat(self, slag: Slag, steg: tuple[Andring, ...]) -> None:
        if steg:
            nr = len(self.handelser) + 1
            filer = (DRIFT,) * len(steg)
            self.handelser.append(Handelse(nr, TID, "anna", slag, steg, filer, f"skäl {nr}"))

    def gor(self, *steg: Andring, slag: Slag = "gor") -> None:
        self.yta, self.historik = genomford(self.yta, steg), self.historik.med(steg)
        self._noterat(slag, steg)

    def angra(self) -> None:
        self.yta, self.historik, steg = angra(self.yta, self.historik)
        self._noterat("angra", steg)

    def gor_om(self) -> None:
        self.yta, self.historik, steg = gor_om(self.yta, self.historik)
        self._noterat("gor_om", steg)

    def utfor(self, vad: Iterable[str]) -> "Pass":
        for i, tecken in enumerate(vad):
            match tecken:
                case "g":
                    self.gor(andrad_cell(self.yta, Decimal(i)))
                case "a":
                    self.angra()
                case "o":
                    self.gor_om()
                case "t":
                    self.gor(andrad_cell(self.yta, Decimal(-i)), slag="aterstall")
        return self


FOLJDER = st.lists(st.sampled_from("gggaaot"), max_size=60)


@given(FOLJDER)
def test_the_stacks_are_those_of_the_session(vad: list[str]) -> None:
    pass_ = Pass().utfor(vad)
    assert historik_ur(pass_.handelser) == pass_.historik


@given(FOLJDER, st.integers(0, 60))
def test_events_from_any_place_on_give_the_top_of_the_same_stacks(
    vad: list[str], fran: int
) -> None:
    pass_ = Pass().utfor(vad)
    historik = historik_ur(pass_.handelser[fran:])
    for del_, allt in (
        (historik.gjort, pass_.historik.gjort),
        (historik.angrat, pass_.historik.angrat),
    ):
        assert del_ == allt[len(allt) - len(del_) :]


@given(FOLJDER, st.integers(1, 10))
def test_the_events_that_are_needed_give_the_last_steps_and_all_that_can_be_redone(
    vad: list[str], antal: int
) -> None:
    pass_ = Pass().utfor(vad)
    forsta = forsta_behovda(pass_.handelser, antal)
    behovda = [h for h in pass_.handelser if forsta is not None and h.nr >= forsta]
    historik = historik_ur(behovda)
    assert historik.angrat == pass_.historik.angrat
    assert historik.gjort[-antal:] == pass_.historik.gjort[-antal:]
    if behovda:
        historik = historik_ur(behovda[1:])
        assert (
            historik.angrat != pass_.historik.angrat
            or historik.gjort[-antal:] != pass_.historik.gjort[-antal:]
        )


def test_a_thousand_steps_can_be_undone_as_in_the_session() -> None:
    pass_ = Pass().utfor("g" * (MAX_STEG + 200) + "a" * 300 + "o" * 100 + "t" + "g" * 250)
    historik = historik_ur(pass_.handelser)
    assert historik == pass_.historik
    assert len(historik.gjort) == MAX_STEG > 500


def test_every_step_can_be_undone_down_to_the_start() -> None:
    pass_ = Pass().utfor("g" * 500)
    nu, historik = pass_.yta, historik_ur(pass_.handelser)
    for _ in range(500):
        nu, historik, _ = angra(nu, historik)
    assert nu.tabeller == yta().tabeller


def test_what_was_not_taken_in_is_not_undone() -> None:
    handelser = Pass().utfor("gggaa").handelser
    borta = [replace(h, forkastat=frozenset({DRIFT})) for h in handelser[3:]]
    assert historik_ur([*handelser[:3], *borta]) == Pass().utfor("ggg").historik
    assert forsta_behovda(borta, 10) is None


def test_of_a_step_over_two_files_only_what_was_taken_in_is_undone() -> None:
    ena, andra = cell(Decimal(1)), cell(Decimal(2), "rad_2")
    handelse = Handelse(1, TID, "a", "gor", (ena, andra), (DRIFT, "d1/mal"))
    handelse = replace(handelse, forkastat=frozenset({DRIFT}))
    assert historik_ur([handelse]).gjort == ((andra,),)


# --- one cell


ADRESS = Adress("d1", "t1", "rad_1", "a")


def historia(pass_: Pass, adress: Adress = ADRESS) -> list[tuple[Any, ...]]:
    return [(h.nr, h.slag, h.fran, h.till) for h in cellhistorik(pass_.handelser, adress)]


def test_a_cells_history_says_who_when_from_to_and_why_newest_first() -> None:
    pass_ = Pass()
    pass_.gor(andrad_cell(pass_.yta, Decimal(5)))
    pass_.gor(andrad_cell(pass_.yta, Decimal(7)), andrad_cell(pass_.yta, "annan", "rad_2"))
    assert cellhistorik(pass_.handelser, ADRESS) == (
        Cellhandelse(2, TID, "anna", "gor", Decimal(5), Decimal(7), "skäl 2"),
        Cellhandelse(1, TID, "anna", "gor", Decimal(1), Decimal(5), "skäl 1"),
    )


def test_a_cells_history_goes_through_undo_and_redo() -> None:
    assert historia(Pass().utfor("gao")) == [
        (3, "gor_om", 1, 0),
        (2, "angra", 0, 1),
        (1, "gor", 1, 0),
    ]


def test_a_cells_history_goes_through_its_row_coming_and_going() -> None:
    pass_ = Pass()
    rad = pass_.yta.tabell("d1", "t1").rad("rad_1")
    adress = Adress("d1", "t1", "rad_1")
    pass_.gor(RadFlyttad(adress, 1, 2))
    pass_.gor(RadBorttagen(adress, rad, 2))
    pass_.angra()
    assert historia(pass_) == [(3, "angra", None, 1), (2, "gor", 1, None)]
    assert historia(pass_, replace(ADRESS, kolumn="b")) == []
    assert historia(pass_, replace(ADRESS, kolumn=ETIKETT)) == [
        (3, "angra", None, "Rad 1"),
        (2, "gor", "Rad 1", None),
    ]


def test_a_new_rows_empty_cell_has_no_history() -> None:
    pass_ = Pass()
    pass_.gor(RadTillagd(Adress("d1", "t1", "ny"), Rad("ny", ""), 0))
    assert historia(pass_, Adress("d1", "t1", "ny", "a")) == []
    assert historia(pass_, Adress("d1", "t1", "ny", ETIKETT)) == []


@pytest.mark.parametrize(
    "adress",
    [
        Adress("d2", "t1", "rad_1", "a"),
        Adress("d1", "t2", "rad_1", "a"),
        Adress("d1", "t1", "rad_2", "a"),
        Adress("d1", "t1", "rad_1", "b"),
    ],
)
def test_another_cells_history_is_its_own(adress: Adress) -> None:
    assert historia(Pass().utfor("ggao"), adress) == []


@given(FOLJDER)
def test_a_cells_history_is_a_chain_that_ends_in_its_value(vad: list[str]) -> None:
    pass_ = Pass().utfor(vad)
    historia = cellhistorik(pass_.handelser, ADRESS)
    varden = [h.till for h in historia][::-1]
    assert [h.fran for h in historia][::-1] == [Decimal(1), *varden][: len(varden)]
    nu = pass_.yta.tabell("d1", "t1").rad("rad_1").celler["a"]
    assert nu == (varden[-1] if varden else 1)


def test_a_change_to_the_head_is_no_cells_history() -> None:
    pass_, huvud = Pass(), yta().dokument["d1"]
    pass_.gor(Dokumentandring(huvud, replace(huvud, namn="Nytt")))
    assert historia(pass_) == []
