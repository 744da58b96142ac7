"""A document's head to its record and back."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.hjalp import DOKUMENT, kopia, med
from tui.domain.dokument import Beslut, Dokument, Undantag
from tui.domain.period import Period
from tui.store.fel import Postfel
from tui.store.huvud import kodat_huvud, sammanfogat_huvud, tolkad_huvudfil, tolkat_huvud

POST = DOKUMENT["dokument"]["1"]
FIL = "2024-delar/dokument.json"

DOKUMENTEN = st.builds(
    Dokument,
    id=st.just("2024-delar"),
    namn=st.text(min_size=1).filter(str.strip),
    slag=st.sampled_from(["delarsbokslut", "arsbokslut", "budget", "underlag"]),
    period=st.builds(Period, st.dates(max_value=date(2020, 1, 1)), st.dates(date(2020, 1, 1))),
    diarienummer=st.text(),
    beslut=st.builds(Beslut, st.text(), st.none() | st.dates(), st.text()),
    status=st.sampled_from(["beslutad", "utkast"]),
    bas=st.text(),
    upplast=st.text(),
    not_=st.text(),
)


@given(DOKUMENTEN)
def test_every_head_comes_back(dokument: Dokument) -> None:
    assert tolkat_huvud(kodat_huvud(dokument), "2024-delar") == dokument


def test_a_head_is_read_with_its_decision() -> None:
    huvud = tolkad_huvudfil(DOKUMENT, FIL, "2024-delar")
    assert huvud.dokument is not None
    assert huvud.dokument.beslut == Beslut("Socialnämnden", date(2024, 9, 17), "§ XX")
    assert huvud.dokument.last
    assert huvud.fel == ()


def test_another_id_than_the_folders_is_told_and_the_folders_holds() -> None:
    huvud = tolkad_huvudfil(DOKUMENT, "kopia/dokument.json", "kopia")
    assert huvud.dokument is not None
    assert huvud.dokument.id == "kopia"
    assert [f.mening for f in huvud.fel] == [
        "kopia/dokument.json säger att dokumentet heter ”2024-delar” men mappen heter ”kopia”; "
        "det öppnas under mappens namn."
    ]


@pytest.mark.parametrize(
    ("falt", "varde", "mening"),
    [
        ("namn", "", "fält ”namn”: saknas"),
        ("namn", 1, "fält ”namn”: ska vara text"),
        ("slag", "okänt", "”okänt” är inget av delarsbokslut, arsbokslut, budget, underlag"),
        ("status", "klar", "”klar” är inget av beslutad, utkast"),
        ("start", "", "fält ”start”: saknas"),
        ("start", "2024-13-01", "inget datum"),
        ("slut", "2023-12-31", "slutar innan den börjar"),
        ("beslutsdatum", "i höstas", "inget datum"),
        ("not", None, "fält ”not”: ska vara text"),
    ],
)
def test_a_bad_field_is_named(falt: str, varde: Any, mening: str) -> None:
    huvud = tolkad_huvudfil(med(DOKUMENT, ("dokument", "1", falt), varde), FIL, "2024-delar")
    assert huvud.dokument is None
    assert not huvud.skrivbar
    assert mening in huvud.fel[0].mening
    assert huvud.fel[0].mening.startswith(f"{FIL}, tabell ”dokument”")


def test_a_newer_head_is_shown_and_cannot_be_saved() -> None:
    huvud = tolkad_huvudfil(med(DOKUMENT, ("schema", "1", "version"), 9), FIL, "2024-delar")
    assert huvud.dokument is not None
    assert not huvud.skrivbar


def test_a_saved_head_keeps_unknown_fields_and_their_order() -> None:
    ra = kopia(DOKUMENT)
    ra["dokument"] = {"3": {"framtida": 1, **POST}}
    ra["annat"] = {"1": {}}
    dokument = replace(tolkat_huvud(POST, "2024-delar"), namn="Nytt namn", upplast="Rättelse")
    ny = sammanfogat_huvud(ra, dokument)
    assert list(ny) == ["schema", "dokument", "annat"]
    assert ny["dokument"]["3"] == {
        "framtida": 1,
        **POST,
        "namn": "Nytt namn",
        "upplast": "Rättelse",
    }
    assert next(iter(ny["dokument"]["3"])) == "framtida"


def test_a_head_that_is_no_record_is_not_merged_with() -> None:
    with pytest.raises(Postfel):
        sammanfogat_huvud({"dokument": []}, tolkat_huvud(POST, "2024-delar"))


def test_findings_put_aside_and_texts_are_kept_in_order() -> None:
    undantag = (Undantag("b|r|k|1|2", "Känt"), Undantag("a|||x|", "Rättas i nästa rapport"))
    dokument = replace(
        tolkat_huvud(POST, "d"), undantag=undantag, texter=("rapport.docx", "bilaga.md")
    )
    assert tolkat_huvud(kodat_huvud(dokument), "d") == dokument


@pytest.mark.parametrize(
    "fel", [{"undantag": ["a"]}, {"undantag": {"a": 1}}, {"texter": "a"}, {"texter": [1]}]
)
def test_what_cannot_be_read_of_them_is_said_and_nothing_is_guessed(fel: dict[str, object]) -> None:
    with pytest.raises(Postfel, match=next(iter(fel))):
        tolkat_huvud({**POST, **fel}, "d")
