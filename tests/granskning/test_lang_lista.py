"""An edit in a long list is checked by what it changed: the findings are those of a check anew."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from unittest.mock import MagicMock, patch

from tests.domain.test_omrakning import lang_lista, med_budget
from tests.fem_dokument import IDN
from tests.granskning.fem_granskade import Granne, granne, med_rad, som_utkast
from tui.domain.berakning import Kalkyl
from tui.domain.fel import Fynd
from tui.domain.omrakning import omraknad
from tui.domain.tabell import Tabell
from tui.granskning import beloppsbroar, tidpunkter
from tui.granskning.granska import dokumentfynd

ANDRA = {id_: granne(id_) for id_ in IDN if id_ != "2024-delar"}


def med_lista(sak: Granne, lista: Tabell) -> Granne:
    """The document with another version of its investments."""
    fore = sak[1]["investeringar"]
    kvar = fore if len(fore.tabell.rader) == len(lista.rader) else None
    return sak[0], {**sak[1], "investeringar": omraknad(kvar, lista, fore.sammanhang)}


def fynd(sak: Granne) -> tuple[Fynd, ...]:
    """Every finding of the document among the others."""
    return dokumentfynd(*sak, ANDRA)


@contextmanager
def raknade() -> Iterator[tuple[MagicMock, MagicMock]]:
    """How many texts are looked in for a day, and how many figures held against another's."""
    siffra, skiljer = tidpunkter._SIFFRA, beloppsbroar._skiljer
    with (
        patch.object(tidpunkter, "_SIFFRA", side_effect=siffra) as texter,
        patch.object(beloppsbroar, "_skiljer", side_effect=skiljer) as figurer,
    ):
        yield texter, figurer


def test_only_the_changed_row_is_asked_and_only_what_others_have_is_compared() -> None:
    sak = med_lista(som_utkast(granne("2024-delar")), lang_lista())
    fynd(sak)
    ny = med_budget(sak[1]["investeringar"].tabell, "inventarier", Decimal(450))
    with raknade() as (texter, figurer):
        efter = fynd(med_lista(sak, ny))
    assert texter.call_count < 10
    assert figurer.call_count < 400
    assert any(f.adress.rad == "inventarier" and f.slag == "bro" for f in efter)


def test_the_findings_are_those_of_a_check_anew() -> None:
    sak = med_lista(som_utkast(granne("2024-delar")), lang_lista())
    for rad, tal in (("inventarier", 450), ("post_7", -3), ("inventarier", 400)):
        sak = med_lista(sak, med_budget(sak[1]["investeringar"].tabell, rad, Decimal(tal)))
        nu = sak[1]["investeringar"]
        anew = Kalkyl(replace(nu.tabell), nu.sammanhang)
        assert fynd(sak) == fynd((sak[0], {**sak[1], "investeringar": anew}))


def test_a_day_that_comes_into_a_row_is_seen_and_gone_with_it() -> None:
    sak = som_utkast(granne("2024-delar"))
    rad = sak[1]["investeringar"].tabell.rad("inventarier")
    fore = fynd(sak)
    med = med_rad(sak, "investeringar", replace(rad, etikett="Klart den 31 juni"))
    (ny,) = (f for f in fynd(med) if "31 juni" in f.mening and f.sagt == "31 juni")
    assert ny.adress.rad == "inventarier"
    assert fynd(med_rad(med, "investeringar", rad)) == fore
