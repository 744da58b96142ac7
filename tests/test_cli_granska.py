"""``namndkoll granska``: what it prints, its exit status, what it refuses."""

import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.fem_dokument import DATA
from tests.report.exempel import DELAR, DRIFT, Minneslager
from tests.skarm import datakopia
from tui import cli
from tui.cli_granska import Bestallning, granska, last
from tui.cli_granska_text import granskade_texter
from tui.cli_grund import SE_HJALP
from tui.granskning.undantag import undantag_for
from tui.store.mapp import Lager

Kor = Callable[..., tuple[int, str, str]]
FALT = [
    "dokument",
    "tabell",
    "rad",
    "kolumn",
    "slag",
    "allvar",
    "sagt",
    "borde",
    "text",
    "fil",
    "rad_i_fil",
]
PASTAENDEFALT = ["text", "varde", "enhet", "rad_i_fil", "utfall", "borde", "adress", "fil"]


@pytest.fixture
def kor(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Kor:
    """Run the command on the five documents: exit status, stdout, stderr."""
    monkeypatch.setattr(cli, "_lager", lambda _: (Lager(DATA), ""))

    def _kor(*argv: str) -> tuple[int, str, str]:
        status = cli.main(argv)
        return status, *capsys.readouterr()

    return _kor


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """A text about 2024 with one claim that agrees, one that does not, and a date that is none."""
    fil = tmp_path / "rapport.md"
    fil.write_text(
        "# Ekonomi\n\nPrognosen för personalkostnader är en positiv avvikelse om 3,0 mnkr.\n\n"
        "Köp av tjänster: totalt förväntas kostnaderna avvika negativt med 5,0 mnkr jämfört "
        "med budget.\n\nNästa rapport kommer den 31 september.\n",
        encoding="utf-8",
    )
    return fil


def test_all_documents_are_checked_and_an_error_gives_status_1(kor: Kor) -> None:
    status, ut, fel = kor("granska", "--format", "json")
    poster = json.loads(ut, parse_float=Decimal)
    assert (status, fel) == (1, "")
    assert all(list(post) == FALT for post in poster)
    assert {p["dokument"] for p in poster} == {
        "2018-delar",
        "2023-bokslut",
        "2024-delar",
        "2025-budget",
    }
    (slipp,) = (p for p in poster if p["sagt"] == -32296)
    assert (slipp["tabell"], slipp["rad"], slipp["kolumn"]) == ("drift", "kostnader", "diff")
    assert (slipp["slag"], slipp["allvar"], slipp["borde"]) == ("identitet", "fel", -33296)
    assert slipp["fil"] is None and slipp["rad_i_fil"] is None


@pytest.mark.parametrize(
    ("dokument", "status", "rad"),
    [
        ("2024-delar", 1, "4 fel, 10 bör ses över, 5 avrundningar inom gränsen."),
        ("2025-budget", 0, "1 bör ses över, 1 avrundning inom gränsen."),
        ("2019-underlag", 0, "Inga fynd."),
    ],
)
def test_one_document_is_checked_with_the_others_as_neighbours(
    kor: Kor, dokument: str, status: int, rad: str
) -> None:
    utfall = kor("granska", "--dokument", dokument)
    assert (utfall[0], utfall[2]) == (status, "")
    assert utfall[1].splitlines()[1] == rad


def test_a_text_is_held_against_its_document(kor: Kor, text: Path) -> None:
    status, ut, _ = kor(
        "granska", "--dokument", "2024-delar", "--text", str(text), "--format", "json"
    )
    ur_texten = [p for p in json.loads(ut, parse_float=Decimal) if p["fil"] == str(text)]
    assert status == 1
    assert [(p["slag"], p["sagt"], p["rad_i_fil"]) for p in ur_texten] == [
        ("prosa", Decimal("5.0"), 5),
        ("kedja", "31 september", 7),
    ]
    assert ur_texten[0]["borde"] == Decimal("6.0")


def test_what_the_text_itself_is_found_to_say_is_not_told_twice(kor: Kor, text: Path) -> None:
    ut = kor("granska", "--dokument", "2024-delar", "--text", str(text), "--format", "json")[1]
    sagda = [abs(p["sagt"]) for p in json.loads(ut) if p["slag"] == "prosa"]
    assert sorted(sagda) == [5, 8]


def test_every_claim_is_listed_with_its_verdict(kor: Kor, text: Path) -> None:
    argv = ("granska", "--dokument", "2024-delar", "--pastaenden", "--text", str(text))
    status, ut, _ = kor(*argv, "--format", "json")
    poster = json.loads(ut, parse_float=Decimal)
    assert status == 1
    assert all(list(post) == PASTAENDEFALT for post in poster)
    assert [(p["varde"], p["enhet"], p["utfall"]) for p in poster if p["enhet"] == "mnkr"] == [
        (Decimal("3.0"), "mnkr", "stammer"),
        (Decimal("5.0"), "mnkr", "avviker"),
    ]
    assert "avviker" in kor(*argv)[1]


def test_what_is_not_judged_for_the_cap_is_said(kor: Kor, tmp_path: Path) -> None:
    fil = tmp_path / "lang.txt"
    fil.write_text("Köp av tjänster kostar 5,0 mnkr.\n" * 2_100, "utf-8")
    fel = kor("granska", "--dokument", "2024-delar", "--text", str(fil))[2]
    (mening,) = [rad for rad in fel.splitlines() if "lang.txt" in rad]
    assert "2\u00a0000 påståenden" in mening and "rad 2000" in mening


def test_a_text_finds_its_own_document(kor: Kor, text: Path) -> None:
    ut = kor("granska", "--text", str(text), "--format", "json")[1]
    assert {p["dokument"] for p in json.loads(ut) if p["fil"]} == {"2024-delar"}


@pytest.mark.parametrize(
    ("argv", "mening"),
    [
        (["granska", "drift"], f"Efter granska ska bara flaggor stå; {SE_HJALP}."),
        (["granska", "--alla"], f"Flaggan --alla hör till namndkoll visa; {SE_HJALP}."),
        (["granska", "--text"], f"Efter --text ska minst en fil stå; {SE_HJALP}."),
        (["granska", "--text", ""], f"Efter --text ska minst en fil stå; {SE_HJALP}."),
        (["granska", "--pastaenden"], "Flaggan --pastaenden behöver --text och minst en fil."),
        (["visa", "--text", "a"], f"Flaggan --text hör till namndkoll granska; {SE_HJALP}."),
        (["--pastaenden"], f"Flaggan --pastaenden hör till namndkoll granska; {SE_HJALP}."),
        (["granska", "--format", "html"], "Formatet ”html” finns inte; där finns text, json."),
        (["granska", "--text", "borta.md"], "borta.md finns inte, eller är ingen vanlig fil."),
    ],
)
def test_wrong_use_is_one_swedish_sentence_and_status_2(
    kor: Kor, argv: list[str], mening: str
) -> None:
    assert kor(*argv) == (2, "", mening + "\n")


def test_a_document_that_does_not_exist_is_refused(kor: Kor) -> None:
    status, ut, fel = kor("granska", "--dokument", "2030-x")
    assert (status, ut) == (2, "")
    assert fel.startswith("Dokumentet ”2030-x” finns inte; där finns ")


def test_a_table_with_a_ring_of_rules_is_said_and_the_rest_is_checked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    minne = Minneslager()
    rad = DRIFT.rad("kostnader")
    ring = replace(DRIFT, id="ring").med_rad(replace(rad, foralder="kostnader"))
    minne.dokument_ = (DELAR,)
    minne.flikar = {(DELAR.id, "drift"): (DRIFT, ring)}
    monkeypatch.setattr(cli, "_lager", lambda _: (minne, ""))
    assert cli.main(["granska"]) == 1
    ut, fel = capsys.readouterr()
    assert "−33\u00a0296" in ut
    assert "”ring” i 2024-delar kan inte räknas" in fel


def test_a_text_asked_for_that_also_belongs_to_the_document_is_judged_once(tmp_path: Path) -> None:
    mapp = datakopia(tmp_path)
    fil = mapp / "rapport.md"
    fil.write_text("Köp av tjänster väntas avvika negativt med 5,0 mnkr.", encoding="utf-8")
    lager = Lager(mapp)
    huvud = lager.huvud("2024-delar")
    assert huvud is not None
    lager.spara_dokument(replace(huvud, texter=("rapport.md",)))
    for text in ((), (str(fil),)):
        json_, _ = granska(Bestallning("2024-delar", text, format="json"), Lager(mapp), str)
        assert [p["rad_i_fil"] for p in json.loads(json_) if p["fil"]] == [1]


def test_claims_put_aside_leave_the_exit_status_be(tmp_path: Path) -> None:
    mapp = datakopia(tmp_path)
    fil = mapp / "rapport.md"
    fil.write_text("Köp av tjänster väntas avvika negativt med 5,0 mnkr.", encoding="utf-8")
    bestallning = Bestallning("2024-delar", (str(fil),), pastaenden=True)
    assert granska(bestallning, Lager(mapp), str)[1] == 1
    yta = last(Lager(mapp), str)
    grannar = {d.id: (d, {}) for d in yta.dokument.values()}
    grannar["2024-delar"] = (
        yta.dokument["2024-delar"],
        {t.id: yta.kalkyl("2024-delar", t.id) for t in yta.tabeller["2024-delar", "drift"]},
    )
    granskat = granskade_texter([str(fil)], [yta.dokument["2024-delar"]], grannar, str)
    undantag = tuple(undantag_for(post.fynd, "Känt") for post in granskat.poster)
    Lager(mapp).spara_dokument(replace(yta.dokument["2024-delar"], undantag=undantag))
    assert granska(bestallning, Lager(mapp), str)[1] == 0
