"""``namndkoll granska``: what it prints, its exit status, what it refuses."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.five_documents import DATA
from tests.report.example import DRIFT, PARTS, MemoryLayer
from tests.screen_driver import data_copy
from tui.checks.exemptions import exemption_for
from tui.cli import main as cli
from tui.cli import with_folder
from tui.cli.check import Order, check, checked_texts, read
from tui.cli.parser import SEE_HELP
from tui.store.folder import Store

Run = Callable[..., tuple[int, str, str]]
FIELD = [
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
CLAIM_FIELD = [
    *("text", "varde", "enhet", "rad_i_fil", "utfall", "borde", "adress", "fil", "skal"),
]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command on the five documents: exit status, stdout, stderr."""
    monkeypatch.setattr(with_folder, "_store", lambda _: Store(DATA))

    def _run(*argv: str) -> tuple[int, str, str]:
        status = cli.main(argv)
        return status, *capsys.readouterr()

    return _run


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """A text about 2024 with one claim that agrees, one that does not, and a date that is none."""
    file = tmp_path / "rapport.md"
    file.write_text(
        "# Ekonomi\n\nPrognosen för personalkostnader är en positiv avvikelse om 3,0 mnkr.\n\n"
        "Köp av tjänster: totalt förväntas kostnaderna avvika negativt med 5,0 mnkr jämfört "
        "med budget.\n\nNästa rapport kommer den 31 september.\n",
        encoding="utf-8",
    )
    return file


def test_all_documents_are_checked_and_an_error_gives_status_1(run: Run) -> None:
    status, out, error = run("granska", "--format", "json")
    items = json.loads(out, parse_float=Decimal)
    assert (status, error) == (1, "")
    assert all(list(item) == FIELD for item in items)
    assert {p["dokument"] for p in items} == {
        "2018-delar",
        "2023-bokslut",
        "2024-delar",
        "2025-budget",
    }
    (avoid,) = (p for p in items if p["sagt"] == -32296)
    assert (avoid["tabell"], avoid["rad"], avoid["kolumn"]) == ("drift", "kostnader", "diff")
    assert (avoid["slag"], avoid["allvar"], avoid["borde"]) == ("identitet", "fel", -33296)
    assert avoid["fil"] is None and avoid["rad_i_fil"] is None


@pytest.mark.parametrize(
    ("document", "status", "row"),
    [
        ("2024-delar", 1, "4 fel, 10 bör ses över, 5 avrundningar inom gränsen."),
        ("2025-budget", 0, "1 bör ses över, 1 avrundning inom gränsen."),
        ("2019-underlag", 0, "Inga fynd."),
    ],
)
def test_one_document_is_checked_with_the_others_as_neighbours(
    run: Run, document: str, status: int, row: str
) -> None:
    utfall = run("granska", "--dokument", document)
    assert (utfall[0], utfall[2]) == (status, "")
    assert utfall[1].splitlines()[1] == row


def test_a_text_is_held_against_its_document(run: Run, text: Path) -> None:
    status, out, _ = run(
        "granska", "--dokument", "2024-delar", "--text", str(text), "--format", "json"
    )
    out_of_text = [p for p in json.loads(out, parse_float=Decimal) if p["fil"] == str(text)]
    assert status == 1
    assert [(p["slag"], p["sagt"], p["rad_i_fil"]) for p in out_of_text] == [
        ("prosa", Decimal("5.0"), 5),
        ("kedja", "31 september", 7),
    ]
    assert out_of_text[0]["borde"] == Decimal("6.0")


def test_what_the_text_itself_is_found_to_say_is_not_told_twice(run: Run, text: Path) -> None:
    out = run("granska", "--dokument", "2024-delar", "--text", str(text), "--format", "json")[1]
    said = [abs(p["sagt"]) for p in json.loads(out) if p["slag"] == "prosa"]
    assert sorted(said) == [5, 8]


def test_every_claim_is_listed_with_its_verdict(run: Run, text: Path) -> None:
    argv = ("granska", "--dokument", "2024-delar", "--pastaenden", "--text", str(text))
    status, out, _ = run(*argv, "--format", "json")
    items = json.loads(out, parse_float=Decimal)
    assert status == 1
    assert all(list(item) == CLAIM_FIELD for item in items)
    assert [(p["varde"], p["enhet"], p["utfall"]) for p in items if p["enhet"] == "mnkr"] == [
        (Decimal("3.0"), "mnkr", "stammer"),
        (Decimal("5.0"), "mnkr", "avviker"),
    ]
    assert "avviker" in run(*argv)[1]


def test_what_is_not_judged_for_the_cap_is_said(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "lang.txt"
    file.write_text("Köp av tjänster kostar 5,0 mnkr.\n" * 2_100, "utf-8")
    error = run("granska", "--dokument", "2024-delar", "--text", str(file))[2]
    (sentence,) = [row for row in error.splitlines() if "lang.txt" in row]
    assert "2\u00a0000 påståenden" in sentence and "rad 2000" in sentence


def test_a_text_finds_its_own_document(run: Run, text: Path) -> None:
    out = run("granska", "--text", str(text), "--format", "json")[1]
    assert {p["dokument"] for p in json.loads(out) if p["fil"]} == {"2024-delar"}


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["granska", "drift"], "drift finns inte: se efter vad filen heter."),
        (["granska", "--alla"], f"Flaggan --alla hör till namndkoll visa; {SEE_HELP}."),
        (["granska", "--text"], f"Efter --text ska minst en fil stå; {SEE_HELP}."),
        (["granska", "--text", ""], f"Efter --text ska minst en fil stå; {SEE_HELP}."),
        (["granska", "--pastaenden"], "Flaggan --pastaenden behöver minst en fil."),
        (["visa", "--text", "a"], f"Flaggan --text hör till namndkoll granska; {SEE_HELP}."),
        (["--pastaenden"], f"Flaggan --pastaenden hör till namndkoll granska; {SEE_HELP}."),
        (["granska", "--format", "html"], "Formatet ”html” finns inte; där finns text, json."),
        (["granska", "--text", "borta.md"], "borta.md finns inte, eller är ingen vanlig fil."),
    ],
)
def test_wrong_use_is_one_swedish_sentence_and_status_2(
    run: Run, argv: list[str], sentence: str
) -> None:
    assert run(*argv) == (2, "", sentence + "\n")


def test_a_document_that_does_not_exist_is_refused(run: Run) -> None:
    status, out, error = run("granska", "--dokument", "2030-x")
    assert (status, out) == (2, "")
    assert error.startswith("Dokumentet ”2030-x” finns inte; där finns ")


def test_a_table_with_a_ring_of_rules_is_said_and_the_rest_is_checked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    memory = MemoryLayer()
    row = DRIFT.row("kostnader")
    ring = replace(DRIFT, id="ring").with_row(replace(row, parent="kostnader"))
    memory.document_ = (PARTS,)
    memory.tabs = {(PARTS.id, "drift"): (DRIFT, ring)}
    monkeypatch.setattr(with_folder, "_store", lambda _: memory)
    assert cli.main(["granska"]) == 1
    out, error = capsys.readouterr()
    assert "−33\u00a0296" in out
    assert error == ""
    told = "Verksamhetens kostnader kan inte räknas: regeln leder tillbaka till raden själv."
    assert told in " ".join(out.split())


def test_a_text_asked_for_that_also_belongs_to_the_document_is_judged_once(tmp_path: Path) -> None:
    folder = data_copy(tmp_path)
    file = folder / "rapport.md"
    file.write_text("Köp av tjänster väntas avvika negativt med 5,0 mnkr.", encoding="utf-8")
    store = Store(folder)
    head = store.head("2024-delar")
    assert head is not None
    store.save_document(replace(head, texts=("rapport.md",)))
    for text in ((), (str(file),)):
        json_, _ = check(Order("2024-delar", text, format="json"), Store(folder), str)
        assert [p["rad_i_fil"] for p in json.loads(json_) if p["fil"]] == [1]


def test_claims_put_aside_leave_the_exit_status_be(tmp_path: Path) -> None:
    folder = data_copy(tmp_path)
    file = folder / "rapport.md"
    file.write_text("Köp av tjänster väntas avvika negativt med 5,0 mnkr.", encoding="utf-8")
    order = Order("2024-delar", (str(file),), claims=True)
    assert check(order, Store(folder), str)[1] == 1
    area = read(Store(folder), str)
    neighbours = {d.id: (d, {}) for d in area.document.values()}
    neighbours["2024-delar"] = (
        area.document["2024-delar"],
        {t.id: area.calculation("2024-delar", t.id) for t in area.tables["2024-delar", "drift"]},
    )
    checked = checked_texts([str(file)], [area.document["2024-delar"]], neighbours, str)
    exemption = tuple(exemption_for(item.finding, "Känt") for item in checked.items)
    Store(folder).save_document(replace(area.document["2024-delar"], exemption=exemption))
    assert check(order, Store(folder), str)[1] == 0
