"""``namndkoll importera``: looked at first, written as one step, and what has no place told."""

import json
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.screen.test_one_line_of_undo import Program
from tests.screen_driver import data_copy
from tui.cli import main as cli
from tui.domain.known_source import KnownSource
from tui.store.data_store import DataStore
from tui.store.folder import Store
from tui.store.sources_file import save_source

Run = Callable[..., tuple[int, str, str]]
ID = "2024-manad"
BUDGET = "Belopp i tkr;Budget 2024\nPersonalkostnader;-150000\nLokalhyror;-9100\n"
SIE = """#FLAGGA 0
#SIETYP 3
#RAR 0 20240101 20241231
#KONTO 3011 Avgifter
#KONTO 5010 "Löner"
#KONTO 6010 Hyra
#DIM 1 Ansvar
#PSALDO 0 202403 3011 {} -1500000.50
#PSALDO 0 202403 5010 {} 2000000
#PSALDO 0 202410 5010 {} 1000000
#PSALDO 0 202403 6010 {} 700
#PSALDO 0 202403 5010 {1 "120"} 500000
"""


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The five documents and a draft of a month."""
    folder = data_copy(tmp_path_factory.mktemp("underlag"))
    made = ("ny", ID, "--fran", "2024-delar", "--slag", "manadsuppfoljning", "--period", "2024-10")
    assert cli.main(["--data", str(folder), *made]) == 0
    return folder


@pytest.fixture
def folder(drafted: Path, tmp_path: Path) -> Path:
    """A copy of them."""
    return shutil.copytree(drafted, tmp_path / "data")


@pytest.fixture
def run(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command on a file with that content: exit status, stdout, stderr."""

    def _run(content: str, *argv: str, name: str = "fil.csv") -> tuple[int, str, str]:
        file = tmp_path / name
        file.write_text(content, encoding="utf-8")
        capsys.readouterr()
        status = cli.main(["--data", str(folder), "importera", str(file), "--dokument", ID, *argv])
        return status, *capsys.readouterr()

    return _run


def cells(folder: Path, row: str) -> Any:
    table = next(t for t in Store(folder).tab(ID, "drift")[0] if t.id == "drift")
    return {k: v for k, v in table.row(row).cells.items() if isinstance(v, Decimal)}


def files(folder: Path) -> dict[str, bytes]:
    return {str(f): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}


def test_without_yes_it_is_only_told_and_nothing_is_written(run: Run, folder: Path) -> None:
    before = files(folder)
    status, out, error = run(BUDGET)
    assert (status, error) == (0, "")
    assert out.startswith(
        "fil.csv i Drift, Månadsuppföljning oktober 2024\n\n2 celler ändras, 4 rader"
    )
    assert "Personalkostnader · Budget 2024: −158 695 → −150 000" in out.replace("\u00a0", " ")
    assert out.endswith("Ingenting är skrivet än: samma kommando med --ja läser in det.\n")
    assert files(folder) == before


async def test_with_yes_it_is_one_step_that_undo_takes_back(run: Run, folder: Path) -> None:
    old = cells(folder, "personal"), cells(folder, "lokalhyror")
    status, out, _ = run(BUDGET, "--ja")
    assert status == 0
    assert out.endswith("Ctrl+Z i Nämndkoll ångrar allt på en gång.\n")
    assert cells(folder, "personal")["budget"] == -150000
    assert cells(folder, "lokalhyror")["budget"] == -9100
    program = Program(folder)
    assert await program.step(backwards=True)
    assert (await program.session.saver.ready()).error == ""
    program.store.close()
    assert (cells(folder, "personal"), cells(folder, "lokalhyror")) == old


def test_taken_in_twice_it_changes_nothing_the_second_time(run: Run, folder: Path) -> None:
    run(BUDGET, "--ja")
    before = files(folder)
    status, out, _ = run(BUDGET, "--ja")
    assert (status, out.split("\n")[2]) == (
        0,
        "Ingen cell ändras, 2 är redan lika, 4 rader med tal finns inte i filen.",
    )
    assert out.endswith("\n\nIngenting ändrades.\n")
    changed = {k for k, v in files(folder).items() if before.get(k) != v}
    assert not any("drift.json" in name for name in changed)


def test_what_has_no_place_is_listed_and_gives_status_1(run: Run, folder: Path) -> None:
    status, out, _ = run(BUDGET + "Fritidsgårdar;-700\n", "--ja")
    assert status == 1
    assert "Raden «Fritidsgårdar» finns inte i tabellen." in out
    assert cells(folder, "personal")["budget"] == -150000


def test_costs_with_plus_among_income_with_plus_are_turned_alone_and_it_is_said(run: Run) -> None:
    content = f"{BUDGET}Verksamhetens intäkter;32000\n".replace("-", "")
    _, out, _ = run(content)
    out = out.replace("\u00a0", " ")
    assert "Personalkostnader · Budget 2024: −158 695 → −150 000" in out
    assert "→ 32 000" in out
    assert "Ska bara kostnaderna vändas? Vänd bara kostnaderna." in out


def test_an_accounting_file_goes_by_the_months_of_the_document(run: Run, folder: Path) -> None:
    status, out, _ = run(SIE, "--ja", name="okt.se")
    assert status == 1
    assert "1 konto finns inte på någon rad i kontokartan" in out and "6010 Hyra" in out
    assert "Utfall 2024: utfall till och med oktober 2024." in out
    assert cells(folder, "personal")["utfall"] == -3000
    assert cells(folder, "intakter")["utfall"] == Decimal("1500.0005")


def test_a_part_and_other_months_are_asked_for_by_name(run: Run, folder: Path) -> None:
    run(SIE, "--ja", "--till", "2024-03", "--filter", "ansvar=12*", "--kolumn", "utfall",
        name="okt.se")  # fmt: skip
    assert cells(folder, "personal")["utfall"] == -500
    assert "utfall" not in cells(folder, "intakter")


def test_the_form_for_programs_has_every_cell_and_what_is_left(run: Run) -> None:
    status, out, _ = run(BUDGET + "Fritidsgårdar;-700\n", "--format", "json")
    told = json.loads(out)
    assert (status, told["skrivet"], told["dokument"]) == (1, False, ID)
    (table,) = told["tabeller"]
    assert table["celler"][0] == {
        "rad": "personal", "kolumn": "budget", "utfall": "andras", "fran": -158695,
        "till": -150000, "text": "-150000", "skal": None,
    }  # fmt: skip
    assert table["utanfor"] == ["Raden «Fritidsgårdar» finns inte i tabellen."]


@pytest.mark.parametrize(("content", "argv", "said"), [
    ("", (), "fil.csv är tom: spara den på nytt. Ingenting ändrades."),
    (BUDGET, ("--tabell", "xyz"), "Tabellen ”xyz” finns inte i dokumentet; där finns Drift, "),
    (BUDGET, ("--kolumn", "xyz"), "Kolumnen ”xyz” finns inte i någon tabell; där finns "),
    (BUDGET, ("--dokument", "2024-delar"), "Delårsbokslut 2024 är beslutat och ändras inte: "),
    (SIE, ("--till", "mars"), "--till kan inte vara ”mars”; skriv år och månad, som 2024-08."),
    (SIE, ("--filter", "ansvar=9"), "Filen har inget Ansvar 9; där finns 120."),
    (SIE, ("--filter", "projekt=9"), "Urvalet ”projekt=9” finns inte i filen; skriv NAMN=objekt"),
    (BUDGET, ("--format", "md"), "Formatet ”md” finns inte; där finns text, json."),
])  # fmt: skip
def test_wrong_use_and_bad_files_are_one_sentence_and_change_nothing(
    run: Run, folder: Path, content: str, argv: tuple[str, ...], said: str
) -> None:
    before = cells(folder, "personal")
    status, out, error = run(content, *argv, "--ja")
    assert (status, out, error.count("\n")) == (2, "", 1)
    assert error.startswith(said)
    assert cells(folder, "personal") == before


def test_a_folder_that_another_program_has_is_not_written(run: Run, folder: Path) -> None:
    other = DataStore(folder)
    try:
        status, _, error = run(BUDGET, "--ja")
    finally:
        other.close()
    assert status == 2 and error.startswith("Ingenting gjordes: ")
    assert cells(folder, "personal")["budget"] == -158695


def test_names_placed_on_the_screen_hold_here_too(run: Run, folder: Path) -> None:
    content = BUDGET.replace("Personalkostnader", "Lön m.m.")
    assert "har bara «Lokalhyror»" in run(content)[1]
    shape = ("belopp i tkr", "budget #")
    known = KnownSource("k", "drift", "ut", "fil.csv", shape=shape, rows={"lön m.m.": "personal"})
    writer = DataStore(folder)
    save_source(writer, known)
    writer.close()
    status, out, _ = run(content, "--ja")
    assert (status, cells(folder, "personal")["budget"]) == (0, Decimal(-150000)), out
