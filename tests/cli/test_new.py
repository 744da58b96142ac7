"""``namndkoll ny``: the document made, the account printed, and what is refused."""

import os
import re
import signal
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from tests.screen_driver import data_copy
from tui.cli import main as cli
from tui.domain.finding import Address
from tui.store.data_store import DataStore
from tui.store.folder import Store
from tui.workspace import CellChange, DocumentAside, DocumentMade

Run = Callable[..., tuple[int, str, str]]
needs_fork = pytest.mark.skipif(os.name == "nt", reason="needs POSIX")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the five documents."""
    return data_copy(tmp_path)


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command on the copy: exit status, stdout, stderr."""

    def _run(*argv: str) -> tuple[int, str, str]:
        status = cli.main(["--data", str(folder), *argv])
        return status, *capsys.readouterr()

    return _run


def test_the_document_is_made_and_the_account_printed(run: Run, folder: Path) -> None:
    status, out, error = run(
        "ny", "2024-bokslut", "--fran", "2024-delar", "--slag", "bokslut", "--period", "2024-12"
    )
    assert (status, error) == (0, "")
    assert out.startswith("Årsbokslut 2024 (2024-bokslut), utkast, helår 2024\n")
    assert (
        "Bokslut 2023: 7 tal och 1 tryckt summa ur 2023-bokslut/drift, kolumnen Bokslut 2023" in out
    )
    assert out.endswith("Lägg undan det igen: namndkoll ny 2024-bokslut --angra\n")
    (head,) = (d for d in Store(folder).document()[0] if d.id == "2024-bokslut")
    assert (head.status, head.name) == ("utkast", "Årsbokslut 2024")
    tables, error_ = Store(folder).tab("2024-bokslut", "drift")
    assert error_ == ()
    assert tables[0].row("personal").cells["budget"] == -158695


def test_what_is_not_said_is_proposed(run: Run, folder: Path) -> None:
    assert run("ny", "--fran", "2025-budget")[0] == 0
    assert (folder / "2025-delar" / "drift.json").exists()


@pytest.mark.parametrize(
    ("id_", "name"),
    [
        ("2025-delar", "Delårsbokslut 2025"),
        ("2025", "Delårsbokslut 2025"),
        ("2024-bokslut", "Årsbokslut 2024"),
        ("budget-2025-version2", "Budget 2025–2027"),
        ("delar-2025-04", "Delårsbokslut 2025, januari–april"),
        ("utkast1", "Årsbokslut 2024"),
    ],
)
def test_year_and_kind_are_read_out_of_the_name(run: Run, id_: str, name: str) -> None:
    status, out, _ = run("ny", id_, "--fran", "2024-delar")
    assert (status, out.splitlines()[0].partition(" (")[0]) == (0, name)


def test_the_document_is_laid_aside_again(run: Run, folder: Path) -> None:
    run("ny", "--fran", "2024-delar")
    status, out, _ = run("ny", "2024-bokslut", "--angra")
    assert status == 0
    assert "är undanlagt; det ligger i .namndkoll/borttagna/2024-bokslut-" in out
    assert not (folder / "2024-bokslut").exists()
    assert len(list((folder / ".namndkoll" / "borttagna").iterdir())) == 1


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (("ny", "--fran", "finns-ej"), "Dokumentet ”finns-ej” finns inte"),
        (("ny", "--fran", "2024-delar", "--slag", "rapport"), "Slaget ”rapport” finns inte"),
        (
            ("ny", "--fran", "2024-delar", "--period", "12/2024"),
            "Perioden ”12/2024” kan inte läsas",
        ),
        (("ny", "2024-delar", "--fran", "2024-delar"), "Dokumentet ”2024-delar” finns redan"),
        (
            ("ny", "--fran", "2023-bokslut", "--slag", "delar"),
            "Delårsbokslut 2024 finns redan (2024-delar); ange ett id",
        ),
        (
            ("ny", "2025-delar", "--fran", "2024-delar", "--slag", "bokslut"),
            "Namnet ”2025-delar” säger Delårsbokslut 2025, men det som begärs är Årsbokslut 2025",
        ),
        (
            ("ny", "2025-delar", "--fran", "2024-delar", "--period", "2024-08"),
            "Namnet ”2025-delar” säger Delårsbokslut 2025, men det som begärs är",
        ),
        (
            ("ny", "2023-bokslut-ny", "--fran", "2024-delar"),
            "säger Årsbokslut 2023, som är äldre än Delårsbokslut 2024",
        ),
        (
            ("ny", "2030", "--fran", "2024-delar"),
            "säger 2030, men av Delårsbokslut 2024 görs Årsbokslut 2024, Delårsbokslut 2025 eller",
        ),
        (("ny", "a/b", "--fran", "2024-delar"), "kan inte vara namn på en mapp"),
        (("ny", "2024-delar", "--angra"), "Delårsbokslut 2024 är beslutat"),
        (("ny", "ingen", "--angra"), "Dokumentet ”ingen” finns inte"),
        (("ny", "--angra"), "Efter ny ska bara ett id stå"),
        (("ny", "ett", "tva"), "Efter ny ska ett id i taget stå"),
        (("ny", "--fran"), "Efter --fran ska ett dokuments id stå"),
        (("visa", "--slag", "bokslut"), "Flaggan --slag hör till namndkoll ny"),
    ],
)
def test_wrong_use_is_one_sentence_and_nothing_is_made(
    run: Run, folder: Path, argv: tuple[str, ...], sentence: str
) -> None:
    before = {p.name for p in folder.iterdir()} - {".namndkoll"}
    status, out, error = run(*argv)
    assert (status, out) == (2, "")
    assert sentence in error and error.count("\n") == 1
    assert {p.name for p in folder.iterdir()} - {".namndkoll"} == before


def test_a_folder_that_is_open_elsewhere_is_left_alone(run: Run, folder: Path) -> None:
    from tui.store.data_store import DataStore

    other = DataStore(folder)
    try:
        status, _, error = run("ny", "--fran", "2024-delar")
    finally:
        other.close()
    assert (status, error.count("\n")) == (2, 1)
    assert "Ingenting gjordes: mappen är" in error
    assert not (folder / "2024-bokslut").exists()


def test_a_file_that_cannot_be_read_is_told_and_the_rest_is_made(run: Run, folder: Path) -> None:
    (folder / "2023-bokslut" / "drift.json").write_text("{", encoding="utf-8")
    status, out, error = run("ny", "--fran", "2024-delar")
    assert status == 0
    assert "2023-bokslut/drift.json kan inte läsas" in error
    assert "tomt: Bokslut 2023 – inget dokument har utfall 2023" in out


def test_a_document_in_the_year_9999_stops_nothing(run: Run, folder: Path) -> None:
    file = folder / "2018-delar" / "dokument.json"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("2018-08-31", "9999-12-31"), encoding="utf-8")
    assert run("ny", "--fran", "2024-delar")[0] == 0
    status, _, error = run("ny", "--fran", "2018-delar")
    assert status == 2
    assert "ange --slag och --period" in error


def committed_and_killed(folder: Path, number: int) -> None:
    """A process that commits a figure of 2024-delar, and is killed before the file is saved."""
    pid = os.fork()
    if pid == 0:
        try:
            store = DataStore(folder)
            from_ = store.tab("2024-delar", "drift")[0][0].row("personal").cells["budget"]
            address = Address("2024-delar", "drift", "personal", "budget")
            step = (CellChange(address, from_, Decimal(number)),)
            store.journal_step("gor", step, ["2024-delar/drift"])
        finally:
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(pid, 0)


@needs_fork
def test_a_figure_that_was_committed_just_before_a_kill_is_the_one_that_is_taken_over(
    run: Run, folder: Path
) -> None:
    committed_and_killed(folder, -41)
    status, _, error = run("ny", "--fran", "2024-delar")
    assert (status, error) == (0, "En ändring från förra gången är återställd.\n")
    assert (
        "Personalkostnader, Budget 2024: 2024-delar/drift, Budget 2024: −41"
        in run("visa", "drift", "--dokument", "2024-bokslut")[1]
    )


@needs_fork
def test_nothing_is_made_of_a_document_whose_changes_wait_for_a_choice(
    run: Run, folder: Path
) -> None:
    committed_and_killed(folder, -41)
    file = folder / "2024-delar" / "drift.json"
    file.write_bytes(file.read_bytes() + b"\n")
    status, out, error = run("ny", "--fran", "2024-delar")
    assert (status, out) == (2, "")
    assert "Ingenting gjordes: 1 ändring väntar på att sparas." in error
    assert not (folder / "2024-bokslut").exists()


@needs_fork
def test_every_command_that_reads_shows_what_was_committed_just_before_a_kill(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    committed_and_killed(folder, -41)
    before = (folder / "2024-delar" / "drift.json").read_bytes()
    assert re.search("Personalkostnader +−41 ", run("visa", "drift", "--dokument", "2024-delar")[1])
    assert "−41" in run("granska", "--dokument", "2024-delar")[1]
    report = tmp_path / "rapport.txt"
    assert run("rapport", "2024-delar", "--till", str(report))[0] == 0
    assert re.search("Personalkostnader +−41 ", report.read_text(encoding="utf-8"))
    assert (folder / "2024-delar" / "drift.json").read_bytes() == before


def test_a_document_made_without_a_screen_is_a_step_of_the_same_undo(
    run: Run, folder: Path
) -> None:
    run("ny", "--fran", "2024-delar")
    run("ny", "2024-bokslut", "--angra")
    store = DataStore(folder)
    steps = store.history().done
    store.close()
    assert [type(step[0]) for step in steps] == [DocumentMade, DocumentAside]
    assert (folder / steps[1][0].aside / "drift.json").exists()  # type: ignore[union-attr]


# ---- out of nothing ----------------------------------------------------------------------------

KULTUR = ("--namnd", "Kulturnämnden", "--kommun", "Ydre kommun")


def _out_of_nothing(folder: Path, *argv: str) -> int:
    return cli.main(["ny", *argv, "--data", str(folder)])


def test_a_folder_and_its_first_document_are_made_out_of_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "kultur"
    said = ("2025-delar", "--slag", "delarsbokslut", "--period", "2025-08", *KULTUR)
    assert _out_of_nothing(folder, *said, "--tecken", "kostnader", "--enhet", "mnkr") == 0
    out, error = capsys.readouterr()
    assert out.startswith("Delårsbokslut 2025 (2025-delar), utkast, till och med 31 augusti 2025")
    assert error == ""
    settings = Store(folder).settings()[0]
    assert (settings.namnd, settings.kommun) == ("Kulturnämnden", "Ydre kommun")
    assert (settings.signs, settings.amount_form) == ("kostnad_plus", "mnkr")
    if os.name != "nt":
        assert {p.stat().st_mode & 0o077 for p in (folder, *folder.rglob("*"))} == {0}
    assert cli.main(["ny", "2025-delar", "--angra", "--data", str(folder)]) == 0


def test_kind_and_period_are_read_out_of_the_name(tmp_path: Path) -> None:
    assert _out_of_nothing(tmp_path / "k", "2026-budget") == 0
    (head,) = Store(tmp_path / "k").document()[0]
    assert (head.kind, head.name) == ("budget", "Budget 2026–2028")


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (("x",), "Ange slaget med --slag, som --slag delarsbokslut."),
        (("x", "--slag", "budget"), "Ange perioden med --period"),
        (("2025-delar", "--period", "2025-13"), "Perioden ”2025-13” kan inte läsas"),
        (("2025-delar", "--slag", "budget", "--period", "2025"), "säger Delårsbokslut 2025"),
        (("2025-delar", "--enhet", "miljoner"), "--enhet kan inte vara ”miljoner”; skriv tkr"),
        (("2025-delar", "--fran", "x", "--tomt"), "Ange antingen --fran eller --tomt, inte båda."),
    ],
)
def test_what_cannot_be_made_is_one_sentence_and_leaves_no_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], argv: tuple[str, ...], sentence: str
) -> None:
    assert _out_of_nothing(tmp_path / "k", *argv) == 2
    error = capsys.readouterr().err
    assert sentence in error and error.count("\n") == 1
    assert not (tmp_path / "k").exists()


def test_beside_other_documents_an_empty_one_is_asked_for(run: Run, folder: Path) -> None:
    assert run("ny", "2026-delar", "--tomt")[0] == 0
    drift = Store(folder).tab("2026-delar", "drift")[0][0]
    assert not any(row.cells for row in drift.rows)
    assert Store(folder).settings()[0].namnd == "Socialnämnden"
    assert run("ny", "2026-delar", "--tomt")[0] == 2
